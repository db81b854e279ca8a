"""Text and places in it: what every other module counts with. Standard library only.

All offsets are code points into ``Source.text``; all spans are half-open; lines and columns are 1-based, and only
``\\n`` ends a line, so that an editor, `git` and jdlint name the same line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import Any, Literal, NamedTuple, cast

from jdlint.words import Words

Unit = Literal["line", "paragraph"]


made = tuple.__new__
"""Makes a NamedTuple of a tuple of all its fields, in half the time: for those of which each posting has dozens."""


class _Later:
    """A regular expression that is not compiled yet; each of its methods is found as quickly as any once it was used."""

    def __init__(self, regex: str, flags: int) -> None:
        self._regex = regex
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._regex, self._flags), name)
        setattr(self, name, found)
        return found


def later(regex: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used: most runs need few of those that we have."""
    return cast("re.Pattern[str]", _Later(regex, flags))


class Span(NamedTuple):
    """A half-open range of code points of the source; empty for something that is absent."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the source between two offsets."""

    start: int
    end: int
    replacement: str


class Place(NamedTuple):
    """Where a span lies, as people count: ``end_line`` is inclusive, ``end_column`` exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Segment(NamedTuple):
    """A piece of reader text that begins at ``text`` and was read from ``length`` code points at ``source``.

    A piece as long as its source was copied; any other stands for its source as a whole (an entity, a soft wrap).
    """

    text: int
    source: int
    length: int


class ReaderText:
    """What a person reads of one block, and where each character of it stands in the source."""

    __slots__ = ("_lines", "_segments", "_words", "value")

    def __init__(self, value: str, segments: tuple[Segment, ...] = (), lines: Sequence[Span] = ()) -> None:
        """Made of ``segments``, or of whole ``lines`` of source with a blank between each two."""
        self.value = value
        self._segments = segments
        self._lines = lines
        self._words: Words | None = None

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The pieces of the text in order; those of lines are made when first asked for: most blocks have no finding."""
        if self._lines:
            self._segments, self._lines = tuple(_segments(self._lines)), ()
        return self._segments

    @property
    def words(self) -> Words:
        """The text cut into words."""
        if self._words is None:
            self._words = Words(self.value)
        return self._words

    @staticmethod
    def cut(texts: Sequence[ReaderText]) -> None:
        """Cut many texts into words at once: for who will ask for the words of all."""
        for text, words in zip(texts, Words.of_all([text.value for text in texts]), strict=True):
            text._words = words

    @property
    def breaks(self) -> list[int]:
        """Where the text has a blank for the end of a line of its source."""
        ends = accumulate([line.end - line.start + 1 for line in self._lines[:-1]]) if self._lines else ()
        return [end - 1 for end in ends] or [
            piece.text for number, piece in enumerate(self._segments) if self._is_break(number)
        ]

    def _is_break(self, index: int) -> bool:
        piece = self._segments[index]
        return self.value[piece.text : piece.text + 1] == " " and self._text_length(index) == 1 and piece.length > 0

    def span(self, start: int, end: int) -> Span:
        """The source of ``value[start:end]``; an empty range maps to an empty span where its text would stand."""
        if start >= end:
            return Span(*(self._offset(start),) * 2)
        if len(self._lines) == 1:
            source = self._lines[0].start
            return made(Span, (source + start, source + end))
        if len(self.segments) == 1 and self._copied(0):  # most blocks stand in the source just as they read
            source = self.segments[0].source
            return Span(source + start, source + end)
        return Span(self._first(start), self._last(end - 1))

    def contiguous(self, start: int, end: int) -> bool:
        """Whether ``value[start:end]`` stands in the source just so, with no mark or entity in between."""
        if start >= end:
            return True
        return self._piece(start) == self._piece(end - 1) and self._copied(self._piece(start))

    def _piece(self, offset: int) -> int:
        return bisect_right(self.segments, offset, key=lambda piece: piece.text) - 1

    def _text_length(self, index: int) -> int:
        following = self.segments[index + 1].text if index + 1 < len(self.segments) else len(self.value)
        return following - self.segments[index].text

    def _copied(self, index: int) -> bool:
        return self._text_length(index) == self.segments[index].length

    def _first(self, offset: int) -> int:
        index = self._piece(offset)
        piece = self.segments[index]
        return piece.source + (offset - piece.text if self._copied(index) else 0)

    def _last(self, offset: int) -> int:
        index = self._piece(offset)
        piece = self.segments[index]
        return piece.source + (offset - piece.text + 1 if self._copied(index) else piece.length)

    def _offset(self, offset: int) -> int:
        if not self.segments:
            return 0
        return self._first(offset) if offset < len(self.value) else self._last(len(self.value) - 1)

    def __repr__(self) -> str:
        return f"ReaderText({self.value!r})"


def _segments(lines: Sequence[Span]) -> Iterator[Segment]:
    at = 0
    for line, following in zip_longest(lines, lines[1:]):
        yield Segment(at, line.start, line.end - line.start)
        at += line.end - line.start
        if following is not None:
            yield Segment(at, line.end, following.start - line.end)
            at += 1


class Source:
    """One file as decoded text, exactly as stored less its byte order mark, with its path and lines.

    Of a binary format the text is what a reader made: there a line is a ``paragraph``, and nothing can be written back.
    """

    __slots__ = ("_starts", "bom", "encoding", "path", "text", "unit")

    def __init__(
        self, text: str, path: str = "<text>", encoding: str = "utf-8", bom: bool = False, unit: Unit = "line"
    ) -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.bom = bom
        self.unit = unit
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset of the first character of each line."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        return self._starts

    def line(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def place(self, span: Span) -> Place:
        """Line and column of both ends; a span that ends with a line break ends on that break's line."""
        line = self.line(span.start)
        last = self.line(span.end - 1) if span.end > span.start else line
        return Place(line, span.start - self.starts[line - 1] + 1, last, span.end - self.starts[last - 1] + 1)

    def line_text(self, line: int) -> str:
        """A line without its line break."""
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r")


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text begin."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with all edits made; they must not overlap. From the end backwards, so that offsets stay true."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text
