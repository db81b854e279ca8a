"""Reads DOCX: one line of text for each paragraph, and the blocks that they are to somebody who reads the document.

Styles and lists say what a paragraph is; where people formatted by hand, its look and its words do, as in Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jdlint.model import Block, BlockKind, Directive, Link, Reading
from jdlint.read import headings
from jdlint.read.directives import in_word_comment
from jdlint.read.docx_package import NotWordError, Package
from jdlint.read.docx_paragraphs import BREAK, Element, Paragraph, child, paragraphs, value
from jdlint.read.docx_styles import TITLE, Item, Styles
from jdlint.read.plain import MARKER
from jdlint.read.reader_text import reader_text
from jdlint.text import Span

_SYMBOL = re.compile(r"[\uf000-\uf0ff]\s*(?=\S)")  # a bullet in a font of symbols
_LONGEST_HEADING, _LONGEST_LABEL = 120, 62  # characters of a line, and of a label, that nothing marks as a heading
_DEEPEST = 6


class DocxText(NamedTuple):
    """A document as text with a line for each paragraph, and what the text is made of."""

    text: str
    reading: Reading


def read_docx(data: bytes) -> DocxText:
    """The text of a DOCX file. Raises NotWordError for bytes that are none, or none that is safe to read."""
    package = Package(data)
    name = package.main()
    body = child(package.part(name), "body")
    if body is None:
        raise NotWordError("it holds no Word document")
    targets = {key: each.target for key, each in package.relations(name).items() if each.kind == "hyperlink"}
    found = paragraphs(body, targets)
    text = "\n".join(paragraph.text for paragraph in found)
    styles = Styles(package.related(name, "styles"), package.related(name, "numbering"))
    blocks = _Reader(text, found, styles).blocks()
    return DocxText(text, Reading(blocks, list(_directives(found, package.related(name, "comments")))))


def _directives(found: list[Paragraph], comments: Element | None) -> Iterator[Directive]:
    """The comments that are a word to jdlint. Each counts from the beginning of the paragraph that it is anchored in."""
    said: dict[str, str] = {}
    for each in comments if comments is not None else ():
        lines = [paragraph.text for paragraph in paragraphs(each)]
        if any("jdlint" in line.lower() for line in lines):
            said[value(each, "id") or ""] = "\n".join(lines)
    start = 0
    for paragraph in found:
        for number in paragraph.comments:
            yield from in_word_comment(said.pop(number, ""), Span(start, start))
        start += len(paragraph.text) + 1


class _Line(NamedTuple):
    """A line of a paragraph, as a line break ends it, without white space around it."""

    span: Span
    bold: int  # the length of what stands out at its beginning
    italic: bool  # … and is bold and slanted


class _Reader:
    def __init__(self, text: str, found: list[Paragraph], styles: Styles) -> None:
        self.text = text
        self.paragraphs = found
        self.styles = styles
        self.tables = _rows_of_tables(found)
        self.titled = False
        self.lists: dict[tuple[int, str], int] = {}  # the numbers of the open lists, by their depth and id
        self.list_count = 0
        self.links: list[Link] = []  # of the paragraph
        self.found: list[Block] = []

    def blocks(self) -> list[Block]:
        start = 0
        for paragraph in self.paragraphs:
            end = start + len(paragraph.text)
            if paragraph.text.strip():
                self.links = _links(paragraph, start)
                self._paragraph(paragraph, Span(start, end))
            start = end + 1
        return self.found

    def _paragraph(self, paragraph: Paragraph, span: Span) -> None:
        level = self.styles.heading(paragraph.element)
        item = self.styles.item(paragraph.element)
        if level is not None:
            self.titled = self.titled or level == TITLE
            self._block("heading", span, min(level + self.titled, _DEEPEST))
        elif item is not None and not self._is_numbered_heading(item, paragraph, span):
            self._item(span, item.level + 1, item.list)
        elif self.styles.is_quote(paragraph.element):
            self._block("quote", span)
        elif paragraph.row in self.tables:
            self._cell(paragraph, span)
        else:
            self._lines(list(self._cut(paragraph, span)))

    def _cell(self, paragraph: Paragraph, span: Span) -> None:
        """A cell of a table; of a row with a label and its value they are a heading and its text, as in a line."""
        first, *others = self.tables[paragraph.row]
        label = first.text.strip().rstrip(":")
        if len(others) != 1 or not headings.label_with_value(f"{label}: {others[0].text.strip()}"):
            self._block("cell", span, row=paragraph.row)
        elif paragraph is first:
            self._block("heading", span, headings.LABEL)
        else:
            self._block("paragraph", span)

    def _is_numbered_heading(self, item: Item, paragraph: Paragraph, span: Span) -> bool:
        """Whether a numbered item is a heading: it stands out, and its words are those of one."""
        if not item.numbered or item.level or not headings.known_wording(self.text[span.start : span.end].strip()):
            return False
        return all(line.bold == line.span.end - line.span.start for line in self._cut(paragraph, span))

    def _cut(self, paragraph: Paragraph, span: Span) -> Iterator[_Line]:
        """The lines of a paragraph that hold text."""
        looks: list[tuple[int, bool, bool]] = []  # where each piece ends, whether it stands out, and is slanted too
        at = span.start
        for piece in paragraph.pieces:
            look = self.styles.look(paragraph.element, piece.run)
            at += len(piece.text)
            looks.append((at, look.stands_out, look.bold and look.italic))
        start = span.start
        for part in self.text[span.start : span.end].split(BREAK):
            line = _stripped(self.text, Span(start, start + len(part)))
            start += len(part) + 1
            if line.start < line.end:
                yield _Line(line, *self._beginning(line, looks))

    def _beginning(self, line: Span, looks: list[tuple[int, bool, bool]]) -> tuple[int, bool]:
        """How much of the beginning of a line stands out, and whether that is slanted."""
        at, italic = line.start, True
        first = bisect_right(looks, at, key=lambda look: look[0])
        for number in range(first, len(looks)):
            end, stands_out, slanted = looks[number]
            if not stands_out and self.text[at : min(end, line.end)].strip():
                break
            italic = italic and (slanted or not stands_out)
            at = end
            if end >= line.end:
                break
        length = len(self.text[line.start : min(at, line.end)].rstrip())
        return length, italic and length > 0

    def _lines(self, lines: list[_Line]) -> None:
        """The blocks of a paragraph: lines within it may be headings and bullets that nothing else marks as such."""
        parts: list[tuple[list[Span], headings.Lead | None]] = []
        cut = True
        for number, line in enumerate(lines):
            lead = self._lead(line) if cut or self._stands_apart(lines, number) else None
            if cut or lead is not None or self._marker(line.span):
                parts.append(([line.span], lead))
            else:
                parts[-1][0].append(line.span)
            cut = lead is not None and lead.length == line.span.end - line.span.start
        for spans, lead in parts:
            self._part(Span(spans[0].start, spans[-1].end), lead)

    def _part(self, span: Span, lead: headings.Lead | None) -> None:
        marker = self._marker(span)
        if lead is None and marker:
            self._item(Span(span.start + marker, span.end), 1, "typed")
            return
        if lead is not None:
            self._block("heading", Span(span.start, span.start + lead.length), lead.level)
            span = Span(span.start + lead.length, span.end)
        self._block("paragraph", span)

    def _stands_apart(self, lines: list[_Line], number: int) -> bool:
        """Whether a line within a paragraph can be a heading: it looks like one, or stands between whole sentences."""
        line = lines[number]
        if line.bold or headings.label_with_value(self._raw(line.span)):
            return True
        before = lines[number - 1].span
        following = self.text[lines[number + 1].span.start] if number + 1 < len(lines) else "-"
        ended = self._raw(before).endswith((".", "!", "?", ":", ";")) or self._marker(before) > 0
        return ended and not following.islower()

    def _lead(self, line: _Line) -> headings.Lead | None:
        """The heading that a line is, or that leads it."""
        raw = self._raw(line.span)
        if line.bold:
            length = line.bold
            if raw[length:].lstrip().startswith(":"):  # a colon that was not made bold with its label
                length = raw.index(":", length) + 1
            level = headings.bold_level(raw[:length], raw[length:], italic=line.italic)
            if level or length == len(raw):
                return headings.Lead(length, level) if level else None
        marker = self._marker(line.span)
        if marker:
            numbered = raw[0].isdigit() and headings.known_wording(raw[marker:])
            return headings.Lead(len(raw), headings.BOLD) if numbered else None
        if len(raw) > _LONGEST_HEADING and ":" not in raw[:_LONGEST_LABEL]:
            return None
        if any(
            link.span.start <= line.span.start and line.span.end <= link.span.end for link in self._links_in(line.span)
        ):
            return None  # "Apply here" is a button
        if headings.bare_label(raw):
            return headings.Lead(len(raw), headings.LABEL)
        label = headings.label_with_value(raw)
        if label:
            return headings.Lead(label, headings.LABEL)
        if headings.is_capitals(raw) or headings.known_wording(raw) or headings.emoji_led(raw):
            return headings.Lead(len(raw), headings.BOLD)
        return None

    def _raw(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _marker(self, span: Span) -> int:
        """The length of the bullet or number that was typed at the beginning of a line."""
        found = MARKER.match(self.text, *span) or _SYMBOL.match(self.text, *span)
        return found.end() - span.start if found else 0

    def _item(self, span: Span, depth: int, name: str) -> None:
        for key in [key for key in self.lists if key[0] > depth]:
            del self.lists[key]
        if (depth, name) not in self.lists:
            self.list_count += 1
            self.lists[depth, name] = self.list_count
        self._block("item", span, depth, number=self.lists[depth, name])

    def _block(self, kind: BlockKind, span: Span, depth: int = 0, *, number: int = 0, row: int = 0) -> None:
        reader = reader_text(self.text, *_stripped(self.text, span))
        if not reader.value:
            return
        if kind != "item":
            self.lists.clear()
        whole = reader.span(0, len(reader.value))
        links = tuple(self._links_in(whole))
        self.found.append(Block(kind, whole, reader, depth, links, number, row))

    def _links_in(self, span: Span) -> Iterator[Link]:
        first = bisect_right(self.links, span.start, key=lambda link: link.span.end)
        for number in range(first, len(self.links)):
            if self.links[number].span.start >= span.end:
                return
            yield self.links[number]


def _rows_of_tables(found: list[Paragraph]) -> dict[int, list[Paragraph]]:
    """The rows whose cells hold a paragraph each; others are there for the layout, and hold text like any other."""
    rows: defaultdict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in found:
        if paragraph.row and paragraph.text.strip():
            rows[paragraph.row].append(paragraph)
    return {row: cells for row, cells in rows.items() if 1 < len(cells) == len({each.cell for each in cells})}


def _links(paragraph: Paragraph, start: int) -> list[Link]:
    """The links of a paragraph, each with the span of its text, which may stand in several runs."""
    found: list[Link] = []
    for piece in paragraph.pieces:
        end = start + len(piece.text)
        if piece.link and found and found[-1].span.end == start and found[-1].target == piece.link:
            found[-1] = Link(piece.link, Span(found[-1].span.start, end))
        elif piece.link:
            found.append(Link(piece.link, Span(start, end)))
        start = end
    return found


def _stripped(text: str, span: Span) -> Span:
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip())
    return Span(span.start + left, span.start + max(left, len(raw.rstrip())))
