"""Reads HTML, whole files and blocks within Markdown: what a browser would show, with exact spans.

Only what decides where a block begins and ends is interpreted; everything else is a mark. Tags are found by one
linear pattern; a tag that is never closed, or closed wrongly, costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from jdlint.model import Block, BlockKind, Link
from jdlint.read.reader_text import Cut, reader_text
from jdlint.read.tags import is_tag
from jdlint.text import Span

_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<rest>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)>"
    r"|&(?:#[xX](?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<ent>[A-Za-z][A-Za-z0-9]{1,31}));"
)
_OPENERS = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": ">"}
_HREF = re.compile(r"(?<=\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p section select summary table tbody td "
    "tfoot th thead tr ul".split()
)
_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "iframe", "title"))
_BOLD = frozenset(("b", "strong"))


class Piece(NamedTuple):
    """A block of HTML before it is known whether it is a heading by its look."""

    kind: BlockKind
    depth: int
    start: int
    end: int
    cuts: list[Cut]
    links: tuple[Link, ...]
    bold: bool  # all its text is bold
    list: int
    table: int


class _Markup:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.at = start
        self.begin = start
        self.cuts: list[Cut] = []
        self.links: list[Link] = []
        self.open: list[str] = []  # block tags that matter: h1-6, li, ul/ol, td/th, blockquote, pre
        self.lists = 0
        self.inside: list[int] = []  # the numbers of the lists that are open
        self.tables = 0
        self.bold = 0
        self.plain = False  # some text of this block is not bold

    def pieces(self) -> Iterator[Piece]:
        while found := self._next():
            start, after, name, closing = found
            self._see_text(start)
            if name is None:
                self.at = after
                continue
            if name in _SILENT and not closing:
                after = self._silent_end(name, after)
            if name == "br":
                self.cuts.append(Cut(start, after, " "))
            elif name in _BLOCKS or name in _SILENT:
                yield from self._flush(start)
                self._structure(name, closing)
                self.begin = after
            else:
                self._mark(name, closing, start, after)
            self.at = after
        self._see_text(self.end)
        yield from self._flush(self.end)

    def _next(self) -> tuple[int, int, str | None, bool] | None:
        """The next tag, comment or entity: start, end, tag name (None for others), whether it closes."""
        at = self.at
        while found := _TOKEN_OR_OPENER.search(self.text, at, self.end):
            start = found.start()
            if found.group() in _OPENERS:
                closing = self.text.find(_OPENERS[found.group()], found.end(), self.end)
                after = closing + len(_OPENERS[found.group()]) if closing >= 0 else self.end
                self.cuts.append(Cut(start, after))
                return start, after, None, False
            token = _TOKEN.match(self.text, start, self.end)
            if token is None:
                at = start + 1
                continue
            if token["name"] and not is_tag(token["name"]):
                at = start + 1
                continue
            if token["name"]:
                self._link(token)
                return start, token.end(), token["name"].lower(), bool(token["close"])
            reads = _character(token)
            if reads is not None:
                self.cuts.append(Cut(start, token.end(), reads))
                self.plain = self.plain or (not self.bold and not reads.isspace())
                return start, token.end(), None, False
            at = token.end()
        return None

    def _link(self, token: re.Match[str]) -> None:
        found = _HREF.search(token["rest"]) if token["name"].lower() == "a" else None
        if found and found.lastindex:
            start = token.start("rest")
            self.links.append(
                Link(found.group(found.lastindex), Span(*(start + at for at in found.span(found.lastindex))))
            )

    def _see_text(self, until: int) -> None:
        if not self.bold and not self.plain:
            self.plain = not self.text[self.at : until].isspace() and self.at < until

    def _silent_end(self, name: str, after: int) -> int:
        found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, after, self.end)
        return found.end() if found else self.end  # as browsers do; and one search is enough

    def _mark(self, name: str, closing: bool, start: int, after: int) -> None:
        self.cuts.append(Cut(start, after))
        if name in _BOLD:
            self.bold = max(0, self.bold + (-1 if closing else 1))

    def _structure(self, name: str, closing: bool) -> None:
        if name in ("ul", "ol"):
            if not closing:
                self.lists += 1
                self.inside.append(self.lists)
            elif self.inside:
                self.inside.pop()
        if name == "tr" and not closing:
            self.tables += 1
        if name in ("ul", "ol", "li", "td", "th", "blockquote") or (name[0] == "h" and name[1:].isdigit()):
            if not closing:
                self.open.append(name)
            elif name in self.open:
                del self.open[len(self.open) - 1 - self.open[::-1].index(name) :]

    def _flush(self, end: int) -> Iterator[Piece]:
        start = self.begin
        kind, depth = self._kind()
        bold = not self.plain
        if self.text[start:end].strip():
            cuts = [cut for cut in self.cuts if cut.start >= start]
            number = (self.inside[-1] if self.inside else self.lists) if kind == "item" else 0
            yield Piece(
                kind, depth, start, end, cuts, tuple(self.links), bold, number, self.tables if kind == "cell" else 0
            )
        self.begin = end
        self.cuts, self.links, self.plain = [], [], False

    def _kind(self) -> tuple[BlockKind, int]:
        for name in reversed(self.open):
            if name[0] == "h":
                return "heading", int(name[1])
            if name == "li":
                return "item", max(1, len(self.inside))
            if name in ("td", "th"):
                return "cell", 0
            if name == "blockquote":
                return "quote", 0
        return "paragraph", 0


_TOKEN_OR_OPENER = re.compile(r"<!--|<!\[CDATA\[|<!|<\?|<(?=[A-Za-z/])|&(?=[#A-Za-z])")


def read_markup(text: str, start: int, end: int, first_list: int = 0) -> list[tuple[Block, bool]]:
    """The blocks of ``text[start:end]``, each with whether all of it is bold; items of one list share a number."""
    found = []
    for piece in _Markup(text, start, end).pieces():
        reader = reader_text(text, piece.start, piece.end, piece.cuts)
        if not reader.value:
            continue
        span = reader.span(0, len(reader.value))
        number = piece.list + first_list if piece.list else 0
        found.append((Block(piece.kind, span, reader, piece.depth, piece.links, number, piece.table), piece.bold))
    return found


def _character(token: re.Match[str]) -> str | None:
    if token["ent"]:
        return html5.get(token["ent"] + ";")
    number = int(token["hex"], 16) if token["hex"] else int(token["dec"])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
