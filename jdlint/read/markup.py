"""Reads HTML, whole files and blocks within Markdown: what a browser would show, with exact spans.

Only what decides where a block begins and ends is interpreted; everything else is a mark. A tag that is never closed,
or closed wrongly, costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from jdlint.model import BlockKind, Link
from jdlint.read.markup_tokens import SILENT, Token, tokens
from jdlint.read.reader_text import Cut, reader_text
from jdlint.text import ReaderText, Span

_HREF = re.compile(r"(?<=\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ACTION = re.compile(_HREF.pattern.replace("href", "action"), re.IGNORECASE)
_HEADING_ROLE = re.compile(r"\brole\s*=\s*[\"']?heading\b", re.IGNORECASE)
_LEVEL = re.compile(r"\baria-level\s*=\s*[\"']?([1-6])\b", re.IGNORECASE)
BLOCKS = SILENT | frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p section select summary table tbody td "
    "tfoot th thead tr ul".split()
)
_BOLD = frozenset(("b", "strong"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FRAMES = frozenset(("ul", "ol", "dl", "table", "tr"))  # text in them is what it would be around them
_TRACKED = _HEADINGS | _FRAMES | frozenset(("li", "td", "th", "dt", "dd", "blockquote", "summary"))
_GROUPS = {"dt": 1, "dd": 1} | dict.fromkeys(_HEADINGS, 2)  # one ends another of its group
_KINDS: dict[str, BlockKind] = {"li": "item", "td": "cell", "th": "cell", "blockquote": "quote"}
Label = Literal["", "dt", "summary"]


class Piece(NamedTuple):
    """A block of HTML before it is known whether it is a heading by its look, or several lines."""

    kind: BlockKind
    depth: int
    start: int
    end: int
    cuts: list[Cut]
    links: tuple[Link, ...]
    bold: bool  # all its text is bold
    items: int  # the number of the list that an item is of
    row: int  # the number of the table row that a cell is of
    label: Label  # the tag, where that makes it a name for what follows
    breaks: list[Cut]  # the cuts that are line breaks
    bolds: list[Span]  # what is bold, tags included
    anchors: list[Span]  # what is a link's text

    def reader(self, text: str, start: int | None = None, end: int | None = None) -> ReaderText:
        """What is read of the block, or of a part of it that begins and ends at no cut."""
        first = 0 if start is None else bisect_left(self.cuts, start, key=lambda cut: cut.start)
        last = len(self.cuts) if end is None else bisect_left(self.cuts, end, key=lambda cut: cut.start)
        return reader_text(
            text,
            self.start if start is None else start,
            self.end if end is None else end,
            self.cuts[first:last],
        )


class _Mark:
    """Where a mark such as bold is on: its spans in the block that is being read."""

    def __init__(self) -> None:
        self.depth = 0
        self.since = 0
        self.spans: list[Span] = []

    def turn(self, token: Token) -> None:
        if token.closing:
            if self.depth == 1:
                self.spans.append(Span(self.since, token.end))
            self.depth = max(0, self.depth - 1)
        else:
            self.since = token.start if self.depth == 0 else self.since
            self.depth += 1

    def taken(self, end: int, following: int) -> list[Span]:
        """The spans up to the end of a block; a mark that is still on goes on in the next one."""
        spans = [*self.spans, Span(self.since, end)] if self.depth and self.since < end else self.spans
        self.spans, self.since = [], following
        return spans


class _Markup:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.at = start
        self.begin = start
        self.cuts: list[Cut] = []
        self.breaks: list[Cut] = []
        self.links: list[Link] = []
        self.forms: list[Link] = []  # where forms lead that began since the last block
        self.open: list[tuple[str, str]] = []  # tags that matter, each with the one that says what its text is
        self.opened: Counter[str] = Counter()
        self.lists = 0
        self.inside: list[int] = []  # the numbers of the lists that are open
        self.tables = 0
        self.bold, self.anchor = _Mark(), _Mark()
        self.inline_end = -1  # where the tag ended that closed a mark just now
        self.plain = False  # some text of this block is not bold
        self.level = 0  # of the heading that the text up to the next tag is by its role

    def pieces(self, found: Iterable[Token]) -> Iterator[Piece]:
        for token in found:
            if not self.plain and not self.bold.depth:
                self.plain = self.at < token.start and not self.text[self.at : token.start].isspace()
            if token.name in BLOCKS:
                yield from self._flush(token.start, token.end)
                self._structure(token)
            else:
                self._mark(token)
            self.at = token.end
        if not self.plain and not self.bold.depth:
            self.plain = self.at < self.end and not self.text[self.at : self.end].isspace()
        yield from self._flush(self.end, self.end)

    def _mark(self, token: Token) -> None:
        """A tag within a block, a comment or an entity."""
        apart = token.name == "br" or (self.inline_end == token.start and self._are_apart(token))
        cut = Cut(token.start, token.end, " " if apart else token.reads)
        self.inline_end = token.end if token.closing else -1
        self.cuts.append(cut)
        if token.name == "br":
            self.breaks.append(cut)
        elif token.name in _BOLD:
            self.bold.turn(token)
        elif token.name == "a":
            self.anchor.turn(token)
            self.links += _links(token, _HREF)
        elif token.reads:
            self.plain = self.plain or (not self.bold.depth and not token.reads.isspace())

    def _are_apart(self, token: Token) -> bool:
        """Whether words meet where one mark ends and another begins: `<b>Place</b><span>Ely</span>`, which styles part."""
        before = self.text.rfind("<", 0, token.start)
        return (
            bool(token.name and not token.closing)
            and self.text[before - 1 : before].islower()
            and self.text[token.end : token.end + 1].isupper()
        )

    def _structure(self, token: Token) -> None:
        name = token.name
        if name == "form" and not token.closing:
            self.forms += _links(token, _ACTION)  # a way to apply, it may be
        if name in ("ul", "ol"):
            if not token.closing:
                self.lists += 1
                self.inside.append(self.lists)
            elif self.inside:
                self.inside.pop()
        if name == "tr" and not token.closing:
            self.tables += 1
        if "heading" in token.rest and _HEADING_ROLE.search(token.rest):
            level = _LEVEL.search(token.rest)
            self.level = int(level[1]) if level else 2
        if name not in _TRACKED:
            if name == "p" and token.closing and self.open and self.open[-1][0] in _HEADINGS:
                self._pop()  # who ends a paragraph within a heading goes on with the next one
            return
        if not token.closing:
            while name in _GROUPS and self.open and _GROUPS.get(self.open[-1][0]) == _GROUPS[name]:
                self._pop()
            around = self.open[-1][1] if self.open else ""
            self.open.append((name, around if name in _FRAMES else name))
            self.opened[name] += 1
        elif name in _HEADINGS and self.open and self.open[-1][0] in _HEADINGS:
            self._pop()  # whatever its level, as browsers do
        elif self.opened[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self.open.pop()[0]
        self.opened[name] -= 1
        return name

    def _flush(self, end: int, following: int) -> Iterator[Piece]:
        """The block that ends here, if there is any; the next one begins after the tag that parts them."""
        start, self.begin = self.begin, following
        bolds, anchors = self.bold.taken(end, following), self.anchor.taken(end, following)
        if not self.text[start:end].isspace() and start < end:
            name = self.open[-1][1] if self.open else ""
            kind: BlockKind = "heading" if name in _HEADINGS or self.level else _KINDS.get(name, "paragraph")
            depth = max(1, len(self.inside)) if kind == "item" else 0
            yield Piece(
                kind,
                depth if kind != "heading" else self.level or int(name[1]),
                start,
                end,
                self.cuts,
                (*self.forms, *self.links),
                not self.plain,
                (self.inside[-1] if self.inside else self.lists) if kind == "item" else 0,
                self.tables if kind == "cell" else 0,
                name if name in ("dt", "summary") else "",  # type: ignore[arg-type]
                self.breaks,
                bolds,
                anchors,
            )
            self.level, self.forms = 0, []
        self.cuts, self.breaks, self.links, self.plain = [], [], [], False


def _links(token: Token, pattern: re.Pattern[str]) -> list[Link]:
    found = pattern.search(token.rest)
    if found is None or not found.lastindex:
        return []
    span = Span(*(token.rest_at + at for at in found.span(found.lastindex)))
    return [Link(found.group(found.lastindex), span)]


def read_pieces(text: str, start: int, end: int, found: Iterable[Token] | None = None) -> Iterator[Piece]:
    """The blocks of ``text[start:end]``, or of what its tokens ``found`` leave of it, those without text too."""
    return _Markup(text, start, end).pieces(tokens(text, start, end) if found is None else found)
