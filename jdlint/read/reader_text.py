"""Builds reader text: the source less what a person does not see, with blanks as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jdlint.text import ReaderText, Segment, Span, made

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# a run of white space that is not just one blank, or characters without width
_IRREGULAR = re.compile(rf"[^\S ]\s*| \s+|[{ZERO_WIDTH}]+")


class Cut(NamedTuple):
    """A piece of source that reads as something else: as nothing (a mark), a blank, or a decoded character."""

    start: int
    end: int
    reads: str = ""


def reader_text(source: str, start: int, end: int, cuts: Iterable[Cut] = ()) -> ReaderText:
    """What a person reads of ``source[start:end]``; the cuts lie within it, in any order, without overlap."""
    even = _IRREGULAR.search(source, start, end) is None
    if not cuts and even:
        value = source[start:end]
        if value and value[0] != " " and value[-1] != " ":  # most blocks read just as they stand
            return ReaderText(value, lines=(Span(start, end),))
    builder = _Builder(source, even)
    at = start
    for cut in sorted(cuts):
        builder.copy(at, cut.start)
        builder.replace(cut)
        at = cut.end
    builder.copy(at, end)
    return builder.result() if builder.segments else ReaderText("", lines=(Span(start, start),))  # a picture, say


class _Builder:
    def __init__(self, source: str, even: bool) -> None:
        self.source = source
        self.even = even  # no irregular white space anywhere
        self.parts: list[str] = []
        self.segments: list[Segment] = []
        self.length = 0
        self.blank = True  # a blank here would be a second one, or the first character

    def copy(self, start: int, end: int) -> None:
        """Source as it stands, with irregular white space made one blank."""
        if self.even:
            self._verbatim(start, end)
            return
        at = start
        for found in _IRREGULAR.finditer(self.source, start, end):
            self._verbatim(at, found.start())
            if found.group()[0] not in ZERO_WIDTH:
                self._add(" ", found.start(), found.end())
            at = found.end()
        self._verbatim(at, end)

    def replace(self, cut: Cut) -> None:
        """Source that reads as something else."""
        if not cut.reads:
            return
        reads = "".join(" " if character.isspace() else character for character in cut.reads)
        if reads and reads.strip(ZERO_WIDTH):
            self._add(reads, cut.start, cut.end)

    def _verbatim(self, start: int, end: int) -> None:
        if start < end and self.blank and self.source[start] == " ":
            start += 1
        if start < end:
            self._add(self.source[start:end], start, end)

    def _add(self, reads: str, start: int, end: int) -> None:
        if self.blank and reads == " ":
            return
        self.parts.append(reads)
        self.segments.append(made(Segment, (self.length, start, end - start)))
        self.length += len(reads)
        self.blank = reads[-1] == " "

    def result(self) -> ReaderText:
        value = "".join(self.parts)
        if value.endswith(" "):
            value = value[:-1]
            last = self.segments[-1]
            if last.text == len(value):
                self.segments.pop()
            else:
                # the last piece loses the blank that ended it
                self.segments[-1] = Segment(last.text, last.source, last.length - 1)
        return ReaderText(value, tuple(self.segments))
