"""Reads Markdown: block structure by markdown-it-py, inline text by our own reading of the same grammar.

markdown-it-py gives the lines of each block; where a block's text begins on a line follows from its content, which
always ends that line. Three of its rules are off, for they misread postings: four-space bullets are no code, a dashed
line under `Label: value` is a separator, and `[Note]: text` is no link definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jdlint.model import Block, BlockKind
from jdlint.read import headings
from jdlint.read.inline import read_inline
from jdlint.read.markup import read_markup
from jdlint.read.reader_text import reader_text
from jdlint.read.token_lines import TokenLines, stripped
from jdlint.text import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKER = re.compile(r"(?:[-*+·–—][ \t\u00a0]+|[•‣▪◦●○■][ \t\u00a0]*|\d{1,2}[.)][ \t]+)(?=\S)")
_ONLY_LINK = re.compile(r"\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?[.!]?")
_LONGEST_HEADING, _LONGEST_LABEL = 120, 62  # characters of a line, and of a label, that nothing marks as a heading


def read_markdown(text: str, start: int) -> list[Block]:
    """The blocks of a Markdown text from ``start`` on, with offsets in the whole text."""
    return _Reader(text, start).blocks()


# block rules, each with what a text must have for the rule to apply anywhere
_NEEDS = {"table": ("|",), "html_block": ("<",), "blockquote": (">",), "fence": ("```", "~~~"), "heading": ("#",)}


@cache
def _parser(idle: tuple[str, ...]) -> MarkdownIt:
    """The parser less the rules that have nothing to do: each would be tried on every line."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["code", "lheading", "reference", *idle])


def block_tokens(text: str) -> list[Token]:
    """The block tokens of a text, its inline text unread."""
    tokens: list[Token] = []
    parser = _parser(tuple(rule for rule, signs in _NEEDS.items() if not any(sign in text for sign in signs)))
    parser.block.parse(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), parser, {}, tokens)
    return tokens


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

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        for index, token in enumerate(self.tokens):
            if token.type == "inline":
                found += self._inline(index, token)
            elif token.type == "html_block" and token.map:
                found += self._markup(token.map)
            elif token.type in ("fence", "code_block") and token.map:
                found += self._code(token.map)
            elif token.type == "tr_open" and token.map:
                self.rows += 1
                self.cells = self.lines.cells(token.map[0])
            else:
                self._structure(token)
        return found

    def _structure(self, token: Token) -> None:
        name = token.type
        if name != "paragraph_open" and name != "paragraph_close":
            self.in_list = False
        if name in ("bullet_list_open", "ordered_list_open"):
            self.list_count += 1
            self.lists.append(self.list_count)
        elif name in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif name in ("list_item_open", "blockquote_open"):
            self.open.append(name)
            self.first_in_item = name == "list_item_open"
        elif name in ("list_item_close", "blockquote_close"):
            self.open.pop()
            self.first_in_item = False

    def _inline(self, index: int, token: Token) -> Iterator[Block]:
        opener = self.tokens[index - 1]
        if opener.type in ("th_open", "td_open"):
            yield from self._cell(token)
            return
        if token.map is None:
            return
        if opener.type == "heading_open":
            span = self.lines.heading(token)
            if span is not None:
                yield self._block("heading", [span], int(opener.tag[1]))
            return
        pieces = self.lines.pieces(token)
        if not pieces:
            return
        if "blockquote_open" in self.open:
            yield self._block("quote", pieces)
        elif self.open and self.first_in_item:
            self.first_in_item = False
            yield from self._items(pieces)
        elif self.open:
            yield self._block("paragraph", pieces)
        else:
            rule_follows = index + 2 < len(self.tokens) and self._is_underline(index + 2, token)
            yield from self._paragraph(pieces, rule_follows)

    def _items(self, pieces: list[Span]) -> Iterator[Block]:
        """An item, and what Markdown takes for a part of it."""
        if len(pieces) == 1:
            yield self._block("item", pieces, len(self.lists), self.lists[-1])
            return
        pieces = self._without_breaks(pieces)
        while pieces:
            end = self._item_end(pieces)
            yield self._block("item", pieces[:end], len(self.lists), self.lists[-1])
            pieces = pieces[end:]
            marker = _MARKER.match(self.text, pieces[0].start, pieces[0].end) if pieces else None
            if pieces and marker is None:
                yield from self._paragraph(pieces, False)
                return
            if marker is not None:
                pieces[0] = Span(marker.end(), pieces[0].end)

    def _without_breaks(self, pieces: list[Span]) -> list[Span]:
        """The lines of a block less the backslash that breaks a line, which would else end a block of its own."""
        if len(pieces) == 1:
            return pieces
        kept = pieces[-1:]
        for piece in reversed(pieces[:-1]):
            hard = self.text[piece.end - 1] == "\\" and self.text[piece.end - 2 : piece.end] != "\\\\"
            kept.insert(
                0,
                stripped(self.text, Span(piece.start, piece.end - 1))
                if hard and piece.end - 1 > piece.start
                else piece,
            )
        return kept

    def _item_end(self, pieces: list[Span]) -> int:
        """How many lines an item has: a bullet ends it, and a heading at the left margin, though Markdown lets both run on."""
        for number, piece in enumerate(pieces[1:], 1):
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

    def _block(self, kind: BlockKind, pieces: list[Span], depth: int = 0, number: int = 0) -> Block:
        reader, links = read_inline(self.text, pieces, self.labels)
        span = pieces[0] if len(pieces) == 1 else Span(pieces[0].start, pieces[-1].end)
        return Block(kind, span, reader, depth, links, number)

    def _cell(self, token: Token) -> Iterator[Block]:
        span = next(self.cells, None)
        if span is not None and token.content.strip():
            reader, links = read_inline(self.text, [span], self.labels)
            yield Block("cell", span, reader, 0, links, 0, self.rows)

    def _code(self, lines: Sequence[int]) -> Iterator[Block]:
        span = stripped(self.text, self.lines.block(*lines))
        yield Block("code", span, reader_text(self.text, span.start, span.end))

    def _markup(self, lines: Sequence[int]) -> Iterator[Block]:
        start, end = self.lines.block(*lines)
        for block, bold in read_markup(self.text, start, end, self.list_count):
            self.list_count = max(self.list_count, block.list)
            yield markup_heading(block, bold)

    def _paragraph(self, pieces: list[Span], underlined: bool) -> Iterator[Block]:
        """A paragraph may hold headings, labels and bullets that Markdown does not know as such."""
        pieces = self._without_breaks(pieces)
        if len(pieces) >= 2 and re.fullmatch(r"=+", self.text[pieces[1].start : pieces[1].end]):
            yield self._block("heading", pieces[:1], 1)
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
            yield from self._group(group, alone=len(groups) == 1)

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

    def _group(self, group: _Group, alone: bool) -> Iterator[Block]:
        first, lead = group.pieces[0], group.lead
        marker = _MARKER.match(self.text, first.start, first.end)
        if marker and not (alone and len(group.pieces) == 1 and self.text[first.start].isdigit()):
            self.list_count += not self.in_list
            self.in_list = True
            yield self._block("item", [Span(marker.end(), first.end), *group.pieces[1:]], 1, self.list_count)
            return
        self.in_list = False
        if lead is None:
            yield self._block("paragraph", group.pieces)
            return
        yield self._block("heading", [stripped(self.text, Span(first.start, first.start + lead.length))], lead.level)
        rest = stripped(self.text, Span(first.start + lead.length, first.end))
        pieces = ([rest] if rest.start < rest.end else []) + group.pieces[1:]
        if pieces:
            yield self._block("paragraph", pieces)


def markup_heading(block: Block, bold: bool) -> Block:
    """A block of HTML as a heading where its look says so."""
    text = block.text.value
    if (
        block.kind == "paragraph"
        and len(text.split()) <= 12
        and (bold or headings.is_capitals(text) or headings.known_wording(text))
    ):
        return block._replace(kind="heading", depth=headings.BOLD)
    if block.kind == "paragraph" and headings.bare_label(text):
        return block._replace(kind="heading", depth=headings.LABEL)
    return block
