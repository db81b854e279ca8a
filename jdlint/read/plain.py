"""Reads plain text: what people paste from mail, word processors and job boards.

Nothing marks structure here but lines: bullets, blank lines, capitals, labels, short lines above longer text. A file
whose lines all end near one column is hard-wrapped, and its lines are joined to paragraphs; else each line is one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from jdlint.model import Block, BlockKind
from jdlint.read import headings
from jdlint.read.reader_text import Cut, reader_text
from jdlint.text import Span

MARKER = re.compile(
    r"(?:[-*+·–—][ \t\u00a0]+|[•‣▪◦●○■][ \t\u00a0]*|\(?\d{1,2}[.)][ \t]+|[a-z][.)][ \t]+|o[ \t]{2,})(?=\S)"
)
_POINTED = re.compile(rf"[{headings.POINTING}][ \t\u00a0\ufe0f]*(?=\S)")
_FRAMED = re.compile(
    r"(?P<left>[-=*~_#]{2,}|[-=*~]{1,3}(?=[ \t]))[ \t]*(?P<inner>[^\W_].*?)[ \t]*(?P<right>[-=*~_#]{2,})"
)
_RULE = re.compile(r"([-=_*~#])(?:[ \t]*\1){2,}[ \t]*$")
_WRAP_COLUMNS = (55, 85)  # where hard-wrapped lines end
_LONGEST_FRAMED = 160  # characters of a line that stands between dashes, dashes included
_LISTED, _FEW = 5, 4  # lines that make a list, and words of each
_LONG = 80  # characters: what follows a heading is text, not the next short line


class _Line(NamedTuple):
    span: Span  # without white space at its ends
    indent: int
    text: str  # as read
    marker: int  # the length of its bullet or number, 0 for none
    rule: bool  # a line of dashes
    framed: bool = False  # it stood between dashes, which are no part of it


def read_plain(text: str, start: int) -> list[Block]:
    """The blocks of a plain text from ``start`` on, with offsets in the whole text."""
    return list(_Reader(text, start).blocks())


class _Reader:
    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lines = [self._line(span) for span in _spans(text, start)]
        if _POINTED.search(text, start):
            self.lines = list(_pointed(self.lines))
        self.wrapped = _hard_wrapped([line for line in self.lines if line.text])
        self.list_count = 0

    def _line(self, span: Span) -> _Line:
        raw = self.text[span.start : span.end]
        stripped = raw.strip()
        left = len(raw) - len(raw.lstrip())
        inner = Span(span.start + left, span.start + left + len(stripped))
        framed = _FRAMED.fullmatch(stripped) if stripped[-1:] in "-=*~_#" and len(stripped) <= _LONGEST_FRAMED else None
        if framed and framed["left"][0] == framed["right"][0]:
            inner = Span(inner.start + framed.start("inner"), inner.start + framed.end("inner"))
            return _Line(inner, 0, reader_text(self.text, *inner).value, 0, False, True)
        marker = MARKER.match(stripped)
        reads = reader_text(self.text, inner.start, inner.end).value if stripped else ""
        return _Line(
            inner, len(raw[:left].expandtabs(4)), reads, marker.end() if marker else 0, bool(_RULE.match(stripped))
        )

    def blocks(self) -> Iterator[Block]:
        index = 0
        in_list = False
        while index < len(self.lines):
            line = self.lines[index]
            if not line.text or line.rule:
                in_list = in_list and not line.rule
                index += 1
                continue
            level = self._heading_level(index)
            if level:
                in_list = False
                yield self._block("heading", [line.span], level)
                index += 1
                continue
            label = 0 if line.marker else headings.label_with_value(self.text[line.span.start : line.span.end])
            end = self._end(index)
            if label:
                in_list = False
                yield from self._labelled(index, end, label)
            elif line.marker:
                self.list_count += not in_list
                in_list = True
                first = Span(line.span.start + line.marker, line.span.end)
                yield self._block("item", [first, *self._spans(index + 1, end)], 1 + line.indent // 4, self.list_count)
            else:
                in_list = False
                yield self._block("paragraph", self._spans(index, end))
            index = end

    def _labelled(self, index: int, end: int, label: int) -> Iterator[Block]:
        span = self.lines[index].span
        yield self._block("heading", [Span(span.start, span.start + label)], headings.LABEL)
        value = self.text[span.start + label : span.end]
        rest = Span(span.start + label + len(value) - len(value.lstrip()), span.end)
        yield self._block("paragraph", [rest, *self._spans(index + 1, end)])

    def _spans(self, start: int, end: int) -> list[Span]:
        return [line.span for line in self.lines[start:end]]

    def _block(self, kind: BlockKind, pieces: list[Span], depth: int = 0, number: int = 0) -> Block:
        gaps = [Cut(before.end, after.start, " ") for before, after in itertools.pairwise(pieces)]
        span = Span(pieces[0].start, pieces[-1].end)
        return Block(kind, span, reader_text(self.text, span.start, span.end, gaps), depth, (), number)

    def _end(self, index: int) -> int:
        """The line after a paragraph or item that begins at a line: joined only where the text is hard-wrapped."""
        end = index + 1
        while end < len(self.lines):
            line, before = self.lines[end], self.lines[end - 1]
            if not line.text or line.rule or line.marker:
                break
            hangs = bool(self.lines[index].marker) and line.indent > self.lines[index].indent
            runs_on = self.wrapped and len(before.text) >= _WRAP_COLUMNS[0] - len(line.text.split()[0])
            lower = line.text[0].islower() and len(before.text) > 40 and not before.text.endswith((".", ";", ":"))
            if not (hangs or runs_on or lower) or self._heading_level(end):
                break
            if not hangs and headings.label_with_value(line.text):
                break
            end += 1
        return end

    def _heading_level(self, index: int) -> int:
        """The level of the heading that a line is, or 0."""
        line = self.lines[index]
        text = line.text
        if not text or (line.marker and not text[0].isdigit()) or self._runs_on(index):
            return 0
        if line.marker:  # a number before a wording that we know is a heading's
            words = text[line.marker :]
            known = headings.known_wording(words) or (headings.is_capitals(words) and self._stands_alone(index))
            return headings.BOLD if known and not self._neighbour_is_item(index) else 0
        if line.framed and len(text) <= _LONG:
            return headings.BOLD
        if headings.is_capitals(text) and (
            self._stands_alone(index) or headings.known_wording(text) or self._heads(index)
        ):
            return headings.BOLD
        if headings.emoji_led(text):
            return headings.UNMARKED
        if self._underlined(index) and len(text) <= 80 and ":" not in text:
            return headings.BOLD
        if headings.bare_label(text):
            return headings.LABEL
        if headings.known_wording(text):
            return 0 if self._is_listed(index) else headings.UNMARKED
        if "," in text and index <= self.first_lines[1]:
            return 0  # the employer and the place, below the title
        follows = self._text_follows(index) or (self._lines_follow(index) and (self.heads_lines or headings.cued(text)))
        return headings.UNMARKED if headings.short_line(text) and self._text_before(index) and follows else 0

    def _is_listed(self, index: int) -> bool:
        """Whether a line of few words stands in a list of such lines: `Vision` between `Dental` and `Life insurance`."""
        around = self.lines[max(0, index - 2) : index + 3]
        words = [len(line.text.split()) for line in around if line.text and not line.marker and ":" not in line.text]
        return (
            len(words) == _LISTED and max(words) <= _FEW and not any(map(headings.known_wording, self._beside(index)))
        )

    def _beside(self, index: int) -> list[str]:
        return [line.text for line in (self.lines[index - 1], self.lines[index + 1])]

    def _runs_on(self, index: int) -> bool:
        """Whether a line goes on with the sentence of the line before."""
        if not self.wrapped or index == 0:
            return False
        before = self.lines[index - 1]
        return (
            len(before.text) >= _WRAP_COLUMNS[0] and not before.rule and not before.text.endswith((".", ":", "!", "?"))
        )

    def _neighbour_is_item(self, index: int) -> bool:
        around = self.lines[max(0, index - 1) : index] + self.lines[index + 1 : index + 2]
        return any(line.marker for line in around)

    def _underlined(self, index: int) -> bool:
        return index + 1 < len(self.lines) and self.lines[index + 1].rule and not self._runs_on(index)

    def _text_follows(self, index: int) -> bool:
        following = next((line for line in self.lines[index + 1 : index + 5] if line.text), None)
        return following is not None and (
            bool(following.marker) or len(following.text) >= _LONG or following.text.endswith(".")
        )

    def _stands_alone(self, index: int) -> bool:
        """Whether blank lines stand around a line."""
        around = (self.lines[number] for number in (index - 1, index + 1) if 0 <= number < len(self.lines))
        return not any(line.text and not line.rule for line in around)

    def _heads(self, index: int) -> bool:
        """Whether a line in capitals stands above text, and is more than the employer's name below the title."""
        words = self.lines[index].text.split()
        second = index > 0 and self.first_lines[0] == index - 1
        return not second and (len(words) > 1 or (index > 0 and not self.lines[index - 1].text))

    def _lines_follow(self, index: int) -> bool:
        """Whether two lines or more stand right below a line that has a blank one above it."""
        below = self.lines[index + 1 : index + 3]
        after_blank = index == 0 or not self.lines[index - 1].text
        return after_blank and len(below) == 2 and all(line.text and not line.rule for line in below)

    @cached_property
    def heads_lines(self) -> bool:
        """Whether known headings of this text stand right above their lines, so that unknown ones may do so too."""
        return any(
            headings.known_wording(line.text) and self._lines_follow(index)
            for index, line in enumerate(self.lines)
            if line.text and not line.marker
        )

    @cached_property
    def first_lines(self) -> list[int]:
        """The numbers of the first two lines that are not blank."""
        numbers = (index for index, line in enumerate(self.lines) if line.text)
        return [*itertools.islice(numbers, 2), len(self.lines), len(self.lines)][:2]

    def _text_before(self, index: int) -> bool:
        """Whether the line before ends something: a heading does not stand in the middle of a list of short lines."""
        if index == 0 or not self.lines[index - 1].text:
            return True
        before = self.lines[index - 1]
        return bool(before.marker) or len(before.text) >= 60 or before.text.endswith((".", "!", "?"))


def _pointed(lines: list[_Line]) -> Iterator[_Line]:
    """The lines with those as points of a list that begin with the same sign as their neighbours."""
    texts = [line.text for line in lines if line.text]
    listed = {below[0] for above, below in itertools.pairwise(texts) if above[0] == below[0]} & set(headings.POINTING)
    for line in lines:
        marker = _POINTED.match(line.text) if line.text[:1] in listed else None
        yield line._replace(marker=marker.end()) if marker else line


def _spans(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _hard_wrapped(lines: list[_Line]) -> bool:
    """Whether most full lines end near one column."""
    if len(lines) < 6:
        return False
    lengths = sorted(len(line.text) for line in lines)
    top = lengths[int(len(lengths) * 0.95)]
    full = sum(length >= top - 22 for length in lengths)
    return _WRAP_COLUMNS[0] <= top <= _WRAP_COLUMNS[1] and full >= len(lines) * 0.35
