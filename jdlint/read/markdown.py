"""Reads Markdown: block structure by markdown-it-py, inline text by our own reading of the same grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jdlint.model import Block, BlockKind
from jdlint.read import headings
from jdlint.read.inline import is_even, read_inline, read_uneven
from jdlint.read.plain_blocks import POINT
from jdlint.read.reader_text import reader_text
from jdlint.read.token_lines import TokenLines, block_tokens, stripped
from jdlint.text import ReaderText, Span, made

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKER = re.compile(
    rf"(?:[-*+·–—][ \t\u00a0]+|[•‣▪◦●○■{headings.POINTING}][ \t\u00a0\ufe0f]*|\d{{1,2}}[.)][ \t]+)(?=\S)"
)
_MAY_HEAD = frozenset(f"0123456789{headings.POINTING}")  # what also leads headings, or text that stands alone
_ONLY_LINK = re.compile(r"\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?[.!]?")
_LONGEST_HEADING, _LONGEST_LABEL = 120, 62  # characters of a line, and of a label, that nothing marks as a heading


def read_markdown(text: str, start: int) -> list[Block]:
    """The blocks of a Markdown text from ``start`` on, with offsets in the whole text."""
    return _Reader(text, start).blocks()


class _Group(NamedTuple):
    """Lines of a paragraph that are one block, and the heading that they are or begin with."""

    pieces: list[Span]
    lead: headings.Lead | None


class _Reader:
    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lines = TokenLines(text, start)
        self.tokens = block_tokens(text[start:] if start else text)
        self.labels = self.lines.labels
        self.open: list[str] = []  # list, item and quote tokens that are open
        self.lists: list[int] = []  # the numbers of the open lists
        self.list_count = 0
        self.rows = 0
        self.first_in_item = False
        self.in_list = False  # whether the block before was a bullet that Markdown does not know
        self.cells: Iterator[Span] = iter(())
        self.found: list[Block] = []

    def blocks(self) -> list[Block]:
        for index, token in enumerate(self.tokens):
            name = token.type
            if name == "inline":
                self._inline(index, token)
            elif name == "paragraph_open" or name == "paragraph_close":  # most tokens, and they tell nothing more
                continue
            elif name == POINT:
                self._point(token)
            elif name == "list_item_open" or name == "blockquote_open":
                self.in_list = False
                self.open.append(name)
                self.first_in_item = name == "list_item_open"
            elif name == "list_item_close" or name == "blockquote_close":
                self.in_list = False
                self.open.pop()
                self.first_in_item = False
            else:
                self._structure(index, token)
        return self.found

    def _point(self, token: Token) -> None:
        """A point of a list that is one line: the most common block of all."""
        self.in_list = False
        pieces = self.lines.pieces(token)
        if pieces:
            self._block("item", pieces, len(self.lists), self.lists[-1])

    def _structure(self, index: int, token: Token) -> None:
        """Tokens that are rare: lists as such, table rows, HTML, code."""
        name = token.type
        if token.map and name == "html_block":
            self._markup(token.map)
            return
        if token.map and name in ("fence", "code_block"):
            self._code(token.map)
            return
        if token.map and name == "tr_open":
            self.rows += 1
            self.cells = self.lines.cells(
                token.map[0], self.tokens[index + 2].content
            )  # the row, its cell, what it says
            return
        self.in_list = False
        if name in ("bullet_list_open", "ordered_list_open"):
            self.list_count += 1
            self.lists.append(self.list_count)
        elif name in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()

    def _inline(self, index: int, token: Token) -> None:
        opener = self.tokens[index - 1].type
        if opener == "th_open" or opener == "td_open":
            self._cell(token)
            return
        if token.map is None:
            return
        if opener == "heading_open":
            span = self.lines.heading(token)
            if span is not None:
                self._block("heading", [span], int(self.tokens[index - 1].tag[1]))
            return
        pieces = self.lines.pieces(token)
        if not pieces:
            return
        if "blockquote_open" in self.open:
            self._block("quote", pieces)
        elif self.open and self.first_in_item:
            self.first_in_item = False
            self._items(pieces)
        elif self.open:
            self._block("paragraph", pieces)
        else:
            if self._closes(index + 2, pieces):
                self._block("paragraph", pieces)
                return
            rule_follows = index + 2 < len(self.tokens) and self._is_underline(index + 2, token)
            self._paragraph(pieces, rule_follows)

    def _closes(self, following: int, pieces: list[Span]) -> bool:
        """Whether a line is a call at the end of a section, `Come join us!`, with a heading or nothing below it."""
        last = pieces[-1]
        if len(pieces) > 1 or self.text[last.end - 1] != "!" or not self.text[last.start].isalnum():
            return False
        return following >= len(self.tokens) or self.tokens[following].type == "heading_open"

    def _items(self, pieces: list[Span]) -> None:
        """An item, and what Markdown takes for a part of it."""
        if len(pieces) == 1:
            self._block("item", pieces, len(self.lists), self.lists[-1])
            return
        pieces = self._without_breaks(pieces)
        start = 0
        while start < len(pieces):
            end = self._item_end(pieces, start)
            self._block("item", pieces[start:end], len(self.lists), self.lists[-1])
            start = end
            if start < len(pieces):
                marker = _MARKER.match(self.text, *pieces[start])
                if marker is None:
                    self._paragraph(pieces[start:], False)
                    return
                pieces[start] = Span(marker.end(), pieces[start].end)

    def _without_breaks(self, pieces: list[Span]) -> list[Span]:
        """The lines of a block less the backslash that breaks a line, which would else end a block of its own."""
        if len(pieces) == 1:
            return pieces
        kept = []
        for piece in pieces[:-1]:
            hard = self.text[piece.end - 1] == "\\" and self.text[piece.end - 2 : piece.end] != "\\\\"
            if hard and piece.end - 1 == piece.start:
                continue  # a line of nothing but its break
            kept.append(stripped(self.text, Span(piece.start, piece.end - 1)) if hard else piece)
        return [*kept, pieces[-1]]

    def _item_end(self, pieces: list[Span], start: int) -> int:
        """Where the lines of an item end: at a bullet, and at a heading at the left margin, though Markdown lets both run on."""
        for number in range(start + 1, len(pieces)):
            piece = pieces[number]
            raw = self.text[piece.start : piece.end]
            if _MARKER.match(raw):
                return number
            if self.text[piece.start - 1] == "\n":
                lead = self._lead(piece, raw)
                if lead is not None and (lead.length == len(raw) or raw.startswith(("**", "__"))):
                    return number
        return len(pieces)

    def _is_underline(self, index: int, paragraph: Token) -> bool:
        token = self.tokens[index]
        return (
            token.type == "hr"
            and token.map is not None
            and paragraph.map is not None
            and token.map[0] == paragraph.map[1]
        )

    def _block(self, kind: BlockKind, pieces: list[Span], depth: int = 0, number: int = 0) -> None:
        if len(pieces) == 1:
            (span,) = pieces
            if is_even(self.text, *span):  # most blocks read just as they stand
                text = ReaderText(self.text[span.start : span.end], lines=pieces)
                self.found.append(made(Block, (kind, span, text, depth, (), number, 0)))
                return
            reader, links = read_uneven(self.text, span.start, span.end, self.labels)
        else:
            span = Span(pieces[0].start, pieces[-1].end)
            reader, links = read_inline(self.text, pieces, self.labels)
        self.found.append(Block(kind, span, reader, depth, links, number))

    def _cell(self, token: Token) -> None:
        span = next(self.cells, None)
        if span is not None and token.content.strip():
            reader, links = read_inline(self.text, [span], self.labels)
            self.found.append(Block("cell", span, reader, 0, links, 0, self.rows))

    def _code(self, lines: Sequence[int]) -> None:
        span = stripped(self.text, self.lines.block(*lines))
        self.found.append(Block("code", span, reader_text(self.text, span.start, span.end)))

    def _markup(self, lines: Sequence[int]) -> None:
        from jdlint.read.markup_lines import markup_blocks  # loads where a text has HTML

        start, end = self.lines.block(*lines)
        for block in markup_blocks(self.text, start, end, self.list_count):
            self.list_count = max(self.list_count, block.list)
            self.found.append(block)

    def _paragraph(self, pieces: list[Span], underlined: bool) -> None:
        """A paragraph may hold headings, labels and bullets that Markdown does not know as such."""
        pieces = self._without_breaks(pieces)
        if len(pieces) >= 2 and re.fullmatch(r"=+", self.text[pieces[1].start : pieces[1].end]):
            self._block("heading", pieces[:1], 1)
            pieces = pieces[2:]
        if not pieces:
            return
        groups = self._groups(pieces)
        last = groups[-1]
        if underlined and last.lead is None and len(last.pieces) == 1:
            raw = self.text[last.pieces[0].start : last.pieces[0].end]
            if headings.short_line(raw):
                groups[-1] = last._replace(lead=headings.Lead(len(raw), 2))
        for group in groups:
            self._group(group, alone=len(groups) == 1)

    def _groups(self, pieces: list[Span]) -> list[_Group]:
        """The lines of a paragraph, cut before bullets and before and after lines that are headings."""
        groups: list[_Group] = []
        cut = True
        for number, piece in enumerate(pieces):
            raw = self.text[piece.start : piece.end]
            lead = self._lead(piece, raw) if number == 0 or cut or self._stands_apart(pieces, number) else None
            if cut or lead is not None or _MARKER.match(raw):
                groups.append(_Group([piece], lead))
            else:
                groups[-1].pieces.append(piece)
            cut = lead is not None and lead.length == len(raw)
        return groups

    def _stands_apart(self, pieces: list[Span], number: int) -> bool:
        """Whether a line within a paragraph can be a heading: marked as such, or after a whole sentence and before a new one."""
        raw = self.text[pieces[number].start : pieces[number].end]
        if raw.startswith(("**", "__", "<")) or headings.label_with_value(raw):
            return True
        before = self.text[pieces[number - 1].start : pieces[number - 1].end]
        following = self.text[pieces[number + 1].start] if number + 1 < len(pieces) else "-"
        return (before.endswith((".", "!", "?", ":", ";")) or bool(_MARKER.match(before))) and not following.islower()

    def _lead(self, piece: Span, raw: str) -> headings.Lead | None:
        """The heading that a line is, or that leads it."""
        if raw.startswith(("*", "_", "<")) and (bold := headings.BOLD_TEXT.match(raw)):
            return headings.bold_lead(raw, bold)
        if (len(raw) > _LONGEST_HEADING and ":" not in raw[:_LONGEST_LABEL]) or _ONLY_LINK.fullmatch(raw):
            return None
        reads = self._reads(piece, raw)
        if headings.bare_label(reads) and not _MARKER.match(raw):
            return headings.Lead(len(raw), headings.LABEL)
        length = headings.label_with_value(raw)
        if length:
            return headings.Lead(length, headings.LABEL)
        if headings.is_capitals(reads) or headings.known_wording(reads) or headings.emoji_led(reads):
            return headings.Lead(len(raw), headings.BOLD)
        return None

    def _reads(self, piece: Span, raw: str) -> str:
        return read_inline(self.text, [piece], self.labels)[0].value if len(raw) <= 160 else raw

    def _group(self, group: _Group, alone: bool) -> None:
        first, lead = group.pieces[0], group.lead
        marker = _MARKER.match(self.text, first.start, first.end)
        if marker and not (alone and len(group.pieces) == 1 and self.text[first.start] in _MAY_HEAD):
            self.list_count += not self.in_list
            self.in_list = True
            self._block("item", [Span(marker.end(), first.end), *group.pieces[1:]], 1, self.list_count)
            return
        self.in_list = False
        if lead is None:
            self._block("paragraph", group.pieces)
            return
        self._block("heading", [stripped(self.text, Span(first.start, first.start + lead.length))], lead.level)
        rest = stripped(self.text, Span(first.start + lead.length, first.end))
        pieces = ([rest] if rest.start < rest.end else []) + group.pieces[1:]
        if pieces:
            self._block("paragraph", pieces)
