"""Reads CommonMark inline text: which characters are marks, which are read, and where links lead.

markdown-it-py gives no inline columns, so this is our own reading of the same grammar; tests hold its result equal to
markdown-it-py's own. Everything is decided in passes that are linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from types import MappingProxyType

from jdlint.model import Link
from jdlint.read.entities import ENTITY
from jdlint.read.inline_scan import MARKS, InlineScan
from jdlint.read.reader_text import ZERO_WIDTH, Cut, reader_text
from jdlint.text import ReaderText, Segment, Span

# marks, and white space that is not just a blank: a class alone is three times as quick as one with an alternative beside it
_UNEVEN = re.compile(
    rf"[\\`*_\[\]<&{ZERO_WIDTH}\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
_PLAIN = rf"[^\\`*_\[\]<{ZERO_WIDTH}\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_SIMPLE = re.compile(  # a letter or digit on the inside of each mark: so it opens or closes whatever stands outside
    rf"(?P<before>{_PLAIN}*+)(?:(?P<mark>\*\*?)(?P<marked>[^\W_](?:{_PLAIN}*[^\W_])?)(?P=mark)(?P<after>{_PLAIN}*+))?"
)

_NO_LABELS: Mapping[str, str] = MappingProxyType({})


def is_even(source: str, start: int, end: int) -> bool:
    """Whether a stretch of source reads just as it stands: no mark in it, and no white space but single blanks."""
    return _UNEVEN.search(source, start, end) is None and source.find("  ", start, end) < 0


def read_inline(
    source: str, pieces: list[Span], labels: Mapping[str, str] = _NO_LABELS
) -> tuple[ReaderText, tuple[Link, ...]]:
    """The reader text of a block that stands in these pieces of source (its lines, less what leads them in), and its links.

    ``labels`` are the reference labels that the file defines, in lower case, and where each leads.
    """
    start, end = pieces[0].start, pieces[-1].end
    if len(pieces) == 1:
        if is_even(source, start, end):  # most blocks read just as they stand
            return ReaderText(source[start:end], lines=pieces), ()
        return read_uneven(source, start, end, labels)
    raw = "\n".join([source[piece.start : piece.end] for piece in pieces])
    value = raw.replace("\n", " ")
    if is_even(value, 0, len(value)):
        return ReaderText(value, lines=pieces), ()
    gaps = [Cut(before.end, after.start, " ") for before, after in pairwise(pieces)]
    if MARKS.search(raw) is None:
        return reader_text(source, start, end, gaps), ()
    scan = InlineScan(raw, labels)
    scan.read(0, len(raw), 0)
    begins = [0, *accumulate([piece.end - piece.start + 1 for piece in pieces[:-1]])]  # of each line in the joined text
    cuts = [part for cut in scan.cuts for part in _in_source(cut, pieces, begins)]
    return reader_text(source, start, end, cuts + gaps), tuple(
        _link_in_source(link, pieces, begins) for link in scan.links
    )


def read_uneven(source: str, start: int, end: int, labels: Mapping[str, str]) -> tuple[ReaderText, tuple[Link, ...]]:
    """As `read_inline`, of one stretch of source that is known not to read just as it stands."""
    if (simple := _simple(source, start, end)) is not None:
        return simple, ()
    scan = InlineScan(source[start:end], labels)
    scan.read(0, end - start, 0)
    cuts = [Cut(cut.start + start, cut.end + start, cut.reads) for cut in scan.cuts]
    return reader_text(source, start, end, cuts), tuple(_moved(link, start) for link in scan.links)


def code_spans(source: str, span: Span) -> list[Span]:
    """Where in a block there is code between backticks."""
    raw = source[span.start : span.end]
    scan = InlineScan(raw, _NO_LABELS)
    scan.read(0, len(raw), 0)
    return [Span(cut.start + span.start, cut.end + span.start) for cut in scan.cuts if raw[cut.start] == "`"]


def _simple(source: str, start: int, end: int) -> ReaderText | None:
    """The text of a block whose only marks are a pair of asterisks around words, if any: the most common of the others."""
    found = _SIMPLE.fullmatch(source, start, end)
    if found is None or source.find("  ", start, end) >= 0 or ENTITY.search(source, start, end):
        return None
    if found["mark"] is None:
        return ReaderText(source[start:end], lines=(Span(start, end),))
    segments: list[Segment] = []
    length = 0
    for name in ("before", "marked", "after"):
        if found[name]:
            segments.append(Segment(length, found.start(name), len(found[name])))
            length += len(found[name])
    return ReaderText(found["before"] + found["marked"] + found["after"], tuple(segments))


def _moved(link: Link, by: int) -> Link:
    return Link(link.target, Span(link.span.start + by, link.span.end + by))


def _in_source(cut: Cut, pieces: list[Span], begins: list[int]) -> list[Cut]:
    """A cut over the joined lines as cuts over the source, one for each line that it touches."""
    found: list[Cut] = []
    number = bisect_right(begins, cut.start) - 1
    while number < len(pieces) and begins[number] < cut.end:
        piece, at = pieces[number], begins[number]
        start, end = max(cut.start - at, 0), min(cut.end - at, piece.end - piece.start)
        if start < end:
            found.append(Cut(piece.start + start, piece.start + end, "" if found else cut.reads))
        number += 1
    return found


def _link_in_source(link: Link, pieces: list[Span], begins: list[int]) -> Link:
    places = _in_source(Cut(link.span.start, link.span.end), pieces, begins)
    return Link(
        link.target, Span(places[0].start, places[-1].end) if places else Span(pieces[0].start, pieces[0].start)
    )
