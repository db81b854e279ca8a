"""The block tokens of a Markdown text as markdown-it-py gives them, and where they stand in the source.

It gives the lines of each block and no columns; where a block's text begins on a line follows from its content, which
always ends that line. Three of its rules are off, for they misread postings: four-space bullets are no code, a dashed
line under `Label: value` is a separator, and `[Note]: text` is no link definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jdlint.read.inline_scan import label_of
from jdlint.read.plain_blocks import read_blocks
from jdlint.text import Span, later, made

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from jdlint.read.block_state import BlockState

_LINE = later(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_DEFINITION = later(
    r"[ ]{0,3}\[([^\[\]\n]{1,200})\]:[ \t]+(?:<([^<>\n]*)>|((?:https?:|mailto:|www\.|[/#.])[^\s]*))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\r?$",
    re.MULTILINE,
)
_CONTAINER = later(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[\s>]*)*")  # what quotes and lists put before a line


# block rules, each with what a text must have for the rule to apply anywhere
_NEEDS = {"table": ("|",), "html_block": ("<",), "blockquote": (">",), "fence": ("```", "~~~"), "heading": ("#",)}

_BREAK = later(r"([-*_])[ \t]*\1[ \t]*\1[ \t]*$", re.MULTILINE)  # how a thematic break ends, wherever it stands


@cache
def _parser(idle: tuple[str, ...]) -> MarkdownIt:
    """The parser less the rules that have nothing to do: each would be tried on every line."""
    from markdown_it import MarkdownIt

    from jdlint.read.block_state import guarded

    parser = MarkdownIt("commonmark").enable("table").disable(["code", "lheading", "reference", *idle])
    for name, rule, interrupts in guarded():
        parser.block.ruler.at(name, rule, {"alt": interrupts})
    return parser


def _state(text: str) -> BlockState:
    """A parser's state that stands before a text."""
    from jdlint.read.block_state import BlockState  # imports markdown-it-py

    idle = [rule for rule, signs in _NEEDS.items() if not any(sign in text for sign in signs)]
    return BlockState(text, _parser(tuple(idle if _BREAK.search(text) else [*idle, "hr"])), {}, [])


def block_tokens(text: str) -> list[Token]:
    """The block tokens of a text, its inline text unread."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    state: BlockState | None = None

    def parse(first: int, after: int, tokens: list[Token]) -> None:
        nonlocal state
        state = state or _state(text)
        state.tokens, state.lineMax = tokens, after
        state.md.block.tokenize(state, first, after)

    lines = text.split("\n")
    if not lines[-1].strip(" \t"):  # markdown-it-py counts a line at the end only where there is something on it
        lines.pop()
    return read_blocks(lines, parse)


class TokenLines:
    """The lines of a source from ``start`` on, as markdown-it-py counts them, and what stands on them."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lines = _lines(text, start)
        self.labels: dict[str, str] = {}  # of references, and where each leads: the first definition counts
        for each in _DEFINITION.finditer(text, start) if "]:" in text else ():
            self.labels.setdefault(label_of(each[1]), each[2] if each[2] is not None else each[3])

    def block(self, first: int, after: int) -> Span:
        """All of the lines from ``first`` to before ``after``."""
        last = min(after, len(self.lines)) - 1
        return Span(self.lines[first][0], self.lines[last][1])

    def pieces(self, token: Token) -> list[Span]:
        """Where the lines of a paragraph stand: each line of its content ends a line of the source."""
        pieces: list[Span] = []
        content = token.content
        first, after = token.map or (0, 0)
        if "\n" not in content and not self.labels:  # most are one line that ends just so
            end = self.lines[first][1]
            if content and self.text.endswith(content, self.lines[first][0], end):
                return [made(Span, (end - len(content), end))]
        lines = content.split("\n")
        # counted from the end: lines of odd blanks at the beginning are no part of the content
        last = min(after, len(self.lines)) - 1
        while last > first and not self.text[self.lines[last][0] : self.lines[last][1]].strip():
            last -= 1
        for number, text in enumerate(map(str.strip, lines), last + 1 - len(lines)):
            if text and number >= first:
                start, stop = self.lines[number]
                end = start + len(self.text[start:stop].rstrip())
                piece = Span(max(start, end - len(text)), end)
                if not self.labels or not _DEFINITION.match(self.text, piece.start, piece.end):
                    pieces.append(piece)
        return pieces

    def heading(self, token: Token) -> Span | None:
        """Where the text of an ATX heading stands, less its hashes."""
        content = token.content.strip()
        if token.map is None or not content:
            return None
        start, stop = self.lines[token.map[0]]
        raw = self.text[start:stop].rstrip()
        if not raw.endswith(content):
            open_end = raw.rstrip("#")
            raw = open_end.rstrip() if open_end[-1:].isspace() else raw  # hashes that close a heading stand apart
        end = start + len(raw)
        return Span(max(start, end - len(content)), end)

    def cells(self, line_number: int, first: str) -> Iterator[Span]:
        """Where the cells of a row stand, the first of which reads ``first``: cut at each `|` that no backslash precedes."""
        line = Span(*self.lines[line_number])
        bars = [line.start - 1]
        bars += [
            at
            for at in range(line.start, line.end)
            if self.text[at] == "|" and (at == line.start or self.text[at - 1] != "\\")
        ]
        bars.append(line.end)
        spans = [stripped(self.text, Span(left + 1, right)) for left, right in pairwise(bars)]
        lead = self.text[spans[0].start : spans[0].end]
        if len(bars) > 2 and _CONTAINER.fullmatch(self.text, line.start, bars[1]) and (not lead or lead != first):
            spans = spans[1:]  # a list or quote that the row stands in, unless the hyphen is a cell
        yield from spans


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Start and end of each line as markdown-it counts them: a lone carriage return ends one too."""
    if "\r" not in text:
        lines = []
        for length in map(len, text[start:].split("\n")):
            lines.append((start, start + length))
            start += length + 1
        return lines
    found = []
    for line in _LINE.finditer(text, start):
        found.append((line.start(), line.start() + len(line.group().rstrip("\r\n"))))
        if line.end() >= len(text):
            break
    return found


def stripped(text: str, span: Span) -> Span:
    """A span less the white space at its ends."""
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip())
    return Span(span.start + left, span.start + left + len(raw.strip())) if raw.strip() else Span(span.end, span.end)
