"""From pieces of HTML to blocks: lines that `<br>` parts, bold lines and labels that are headings, terms with their values."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jdlint.model import Block, BlockKind
from jdlint.read import headings
from jdlint.read.headings import Lead
from jdlint.read.markup import Piece, read_pieces
from jdlint.text import ReaderText, Span

_MARKER = re.compile(
    rf"(?:[-*+·–—][ \t\u00a0]+|[•‣▪◦●○■{headings.POINTING}][ \t\u00a0\ufe0f]*|\d{{1,2}}[.)][ \t]+)(?=\S)"
)
_MAY_HEAD = frozenset(f"0123456789{headings.POINTING}")  # what also leads headings, or text that stands alone
_NOTHING = re.compile(r"(?:\s|<[^<>]*+>|&nbsp;|&#160;)*+")
_COLON = re.compile(r"\s*+:")
_LONGEST, _MOST_WORDS = 120, 12  # characters of a line that nothing marks as a heading; words of a summary


def markup_blocks(text: str, start: int, end: int, first_list: int = 0) -> list[Block]:
    """The blocks of HTML in ``text[start:end]``; the numbers of its lists begin after ``first_list``."""
    return blocks_of(text, read_pieces(text, start, end), first_list)


def blocks_of(text: str, pieces: Iterable[Piece], first_list: int = 0) -> list[Block]:
    """The blocks that pieces of HTML are. Bullets that are no `<li>` make a list for every paragraph they begin."""
    maker = _Maker(text, first_list)
    for piece in pieces:
        maker.take(piece)
    return [*_with_values(maker.found)]


def _with_values(found: Sequence[Block]) -> Iterator[Block]:
    """Blocks, with what only its look makes a heading as text where nothing else stands between two headings: `Type`, `Contract`."""
    for number, block in enumerate(found):
        if block.kind == "heading" and block.depth == headings.BOLD and 0 < number < len(found) - 1:
            around = found[number - 1], found[number + 1]
            if all(each.kind == "heading" and each.depth < headings.BOLD for each in around):
                block = block._replace(kind="paragraph", depth=0)
        yield block


class _Line(NamedTuple):
    """A line of a piece: where it stands, what it reads, how much of that is bold at its head, whether all is a link."""

    start: int
    end: int
    reader: ReaderText
    bold: int
    link: bool


class _Group(NamedTuple):
    """Lines that are one block, and the heading that they are or begin with."""

    lines: list[_Line]
    lead: Lead | None


class _Maker:
    def __init__(self, text: str, first_list: int) -> None:
        self.text = text
        self.first_list = first_list
        self.lists = first_list
        self.found: list[Block] = []
        self.in_list = False  # whether the block before was a bullet that HTML does not know

    def take(self, piece: Piece) -> None:
        """The blocks of one piece."""
        if piece.kind == "paragraph" and piece.label != "summary":
            self._paragraph(piece)
            return
        reader = piece.reader(self.text)
        if not reader.value:
            return
        self.in_list = False
        kind, depth = piece.kind, piece.depth
        if piece.label == "summary" and len(reader.words) <= _MOST_WORDS:
            kind, depth = "heading", headings.BOLD
        number = piece.items + self.first_list if piece.items else 0
        self.lists = max(self.lists, number)
        span = reader.span(0, len(reader.value))
        self.found.append(Block(kind, span, reader, depth, piece.links, number, piece.row))

    def _paragraph(self, piece: Piece) -> None:
        """A paragraph may hold headings, labels and bullets that HTML does not know as such."""
        groups = _groups(self._lines(piece))
        if piece.label == "dt" and len(groups) == 1 and (lead := groups[0].lead) is not None:
            groups = [groups[0]._replace(lead=lead._replace(level=headings.LABEL))]  # it names what `<dd>` says
        for group in groups:
            self._group(piece, group, alone=len(groups) == 1)

    def _lines(self, piece: Piece) -> list[_Line]:
        if not piece.breaks:
            line = self._line(piece, piece.start, piece.end)
            return [line] if line.reader.value else []
        starts = [piece.start, *(cut.end for cut in piece.breaks)]
        ends = [*(cut.start for cut in piece.breaks), piece.end]
        lines = (self._line(piece, start, end) for start, end in zip(starts, ends, strict=True))
        return [line for line in lines if line.reader.value]

    def _line(self, piece: Piece, start: int, end: int) -> _Line:
        reader = piece.reader(self.text, start, end)
        bold = _reach(self.text, piece.bolds, start, end) if piece.bolds else start
        link = bool(piece.anchors) and _reach(self.text, piece.anchors, start, end) == end
        if bold in (start, end):
            return _Line(start, end, reader, len(reader.value) if bold == end else 0, link)
        return _Line(start, end, reader, len(piece.reader(self.text, start, bold).value), link)

    def _group(self, piece: Piece, group: _Group, alone: bool) -> None:
        first, end = group.lines[0], group.lines[-1].end
        marker = _MARKER.match(first.reader.value)
        if marker and not (alone and len(group.lines) == 1 and first.reader.value[0] in _MAY_HEAD):
            self.lists += not self.in_list
            self.in_list = True
            self._part(piece, _after(first, marker.end()), end, "item", 1, self.lists)
            return
        self.in_list = False
        if group.lead is None:
            whole = first.reader if len(group.lines) == 1 else piece.reader(self.text, first.start, end)
            self._add(piece, first.start, end, whole, "paragraph")
            return
        start = _after(first, group.lead.length)
        self._part(piece, first.start, start, "heading", group.lead.level)
        self._part(piece, start, end, "paragraph")

    def _part(self, piece: Piece, start: int, end: int, kind: BlockKind, depth: int = 0, number: int = 0) -> None:
        reader = piece.reader(self.text, start, end) if start < end else None
        if reader is not None and reader.value:
            self._add(piece, start, end, reader, kind, depth, number)

    def _add(
        self, piece: Piece, start: int, end: int, reader: ReaderText, kind: BlockKind, depth: int = 0, number: int = 0
    ) -> None:
        links = piece.links
        if links:
            first, last = (bisect_left(links, at, key=lambda link: link.span.start) for at in (start, end))
            links = links[0 if start == piece.start else first : last]
        self.found.append(Block(kind, reader.span(0, len(reader.value)), reader, depth, links, number))


def _after(line: _Line, length: int) -> int:
    """Where the source of so much of a line ends."""
    return line.end if length >= len(line.reader.value) else line.reader.span(length - 1, length).end


def _reach(text: str, marked: Sequence[Span], start: int, end: int) -> int:
    """How far marked text goes on without a gap from the start of a line; where all of it is marked, to the end."""
    at = start
    for number in range(bisect_right(marked, start, key=lambda span: span.end), len(marked)):
        span = marked[number]
        gap = _NOTHING.match(text, at, end)
        if span.start >= end or gap is None or gap.end() < min(span.start, end):
            break
        at = min(span.end, end)
    rest = _NOTHING.match(text, at, end)
    return end if at > start and rest is not None and rest.end() == end else at


def _groups(lines: Sequence[_Line]) -> list[_Group]:
    """Lines, cut before bullets and before and after lines that are headings."""
    groups: list[_Group] = []
    cut = True
    for number, line in enumerate(lines):
        lead = _lead(line) if cut or _stands_apart(lines, number) else None
        if cut or lead is not None or _MARKER.match(line.reader.value):
            groups.append(_Group([line], lead))
        else:
            groups[-1].lines.append(line)
        cut = lead is not None and lead.length >= len(line.reader.value)
    return groups


def _stands_apart(lines: Sequence[_Line], number: int) -> bool:
    """Whether a line among others can be a heading: marked as such, or after a whole sentence and before a new one."""
    line, before = lines[number], lines[number - 1].reader.value
    if line.bold or headings.label_with_value(line.reader.value):
        return True
    following = lines[number + 1].reader.value if number + 1 < len(lines) else "-"
    return (before.endswith((".", "!", "?", ":", ";")) or bool(_MARKER.match(before))) and not following[0].islower()


def _lead(line: _Line) -> Lead | None:
    """The heading that a line is, or that leads it."""
    value = line.reader.value
    if line.bold:
        return _bold_lead(value, line.bold)
    if line.link:
        return None
    if headings.bare_label(value) and not _MARKER.match(value):
        return Lead(len(value), headings.LABEL)
    length = headings.label_with_value(value)
    if length:
        return Lead(length, headings.LABEL)
    if len(value) > _LONGEST:
        return None
    if headings.is_capitals(value) or headings.known_wording(value) or headings.emoji_led(value):
        return Lead(len(value), headings.BOLD)
    return None


def _bold_lead(value: str, length: int) -> Lead | None:
    """The heading that a line with bold words at its head is, or that leads it."""
    inner = value[:length]
    colon = _COLON.match(value, length)
    end = colon.end() if colon else length
    if not value[end:].strip():
        return Lead(len(value), headings.BOLD) if headings.bold_heading(inner) else None
    return Lead(end, headings.LABEL) if headings.bold_label(inner, colon=colon is not None) else None
