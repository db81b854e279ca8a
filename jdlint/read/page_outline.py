"""The elements of a page that can decide what of it is the posting: landmarks, what is hidden, what a visitor fills in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jdlint.read.markup_tokens import SILENT, Token, attributes
from jdlint.text import Span

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr b bdi cite code data em font i ins kbd mark q s small span strong sub sup time tt u".split()
)
# an element ends one of its group that is still open
_GROUPS = {"p": 1, "li": 2, "dt": 3, "dd": 3, "td": 4, "th": 4, "tr": 5, "option": 6}
_TELLING = re.compile(r"hidden|display|visibility|role|heading", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+(?![a-z])")
_ROLES: Mapping[str, str] = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "search": "search", "dialog": "dialog",
    "alertdialog": "dialog", "main": "main", "complementary": "aside", "article": "article", "menubar": "nav",
}  # fmt: skip
# words in ids and classes, all of one set together, that name what sites put around a posting
_STRAY_NAMES = (
    {"cookie"}, {"cookies"}, {"consent"}, {"gdpr"}, {"breadcrumb"}, {"breadcrumbs"}, {"skip", "link"}, {"related", "jobs"},
    {"similar", "jobs"}, {"share", "buttons"}, {"social", "share"}, {"social", "links"}, {"share", "links"},
    {"newsletter", "signup"}, {"site", "footer"}, {"site", "header"}, {"page", "footer"},
)  # fmt: skip
_FACTS_NAMES = frozenset(
    ("sidebar", "aside", "facts", "keyfacts", "summary", "details", "meta", "overview", "info", "infobox", "metadata")
)
_CALLED = re.compile(
    "|".join(sorted({*_FACTS_NAMES, *(word for names in _STRAY_NAMES for word in names)})), re.IGNORECASE
)
_SECTIONING = frozenset(
    (
        "main",
        "article",
        "section",
        "aside",
        "form",
        "nav",
        "dialog",
        "search",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "summary",
        "label",
    )
)
_ROOTS = frozenset(("html", "body", "main", "article"))


@dataclass
class Element:
    """An element of a page: what it is, where it lies, how much text stands in it."""

    name: str  # by its role where it has one that matters
    tag: str
    start: int
    end: int
    rest: str
    parent: Element | None
    words: int = 0  # in it; while it is open, before it
    closed: bool = False  # by a tag of its own, or by one that ends it by rule
    within: frozenset[str] = frozenset()  # the sectioning elements around it, by name

    @property
    def span(self) -> Span:
        """With its tags."""
        return Span(self.start, self.end)

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """Its attributes."""
        return attributes(self.rest)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of its id and classes."""
        if not self.rest or not _CALLED.search(self.rest):  # most are called something else
            return frozenset()
        said = f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}"
        return frozenset(word.lower() for word in _WORD.findall(said))

    @property
    def hidden(self) -> bool:
        """Whether no reader sees it."""
        if not self.rest or not _TELLING.search(self.rest):
            return False
        said = self.attributes
        return (
            said.get("hidden", "until-found") != "until-found"
            or said.get("aria-hidden", "").lower() == "true"
            or bool(_UNSEEN.search(said.get("style", "")))
        )

    @property
    def stray(self) -> bool:
        """Whether its id or classes name what sites put around a posting."""
        return bool(self.names) and self.tag not in _ROOTS and any(names <= self.names for names in _STRAY_NAMES)

    @property
    def may_state_facts(self) -> bool:
        """Whether it can be a column of key facts, by what it is or what it is called."""
        return self.name in ("aside", "dl", "table") or not _FACTS_NAMES.isdisjoint(self.names)


def outline(text: str, start: int, end: int, found: Iterable[Token]) -> list[Element]:
    """The elements of a page in order, less those that mark words only; unclosed ones end where what they lie in does."""
    builder = _Builder(text, start)
    for token in found:
        builder.take(token)
    builder.finish(end)
    return builder.elements


class _Builder:
    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.words = 0
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.opened: Counter[str] = Counter()

    def take(self, token: Token) -> None:
        """Count the words up to a token, and open or close what it says."""
        if self.at < token.start:
            self.words += len(self.text[self.at : token.start].split())
        self.at = token.end
        name = token.name
        if not name or name in SILENT:
            return
        if token.closing:
            if self.opened[name]:
                while self._pop(token.start, token.end, name) != name:
                    pass
            return
        if name in _INLINE and not self.opened[name] and not _TELLING.search(token.rest):
            return
        self._open(token)

    def _open(self, token: Token) -> None:
        name = token.name
        if name in _GROUPS and self.open and _GROUPS.get(self.open[-1].tag) == _GROUPS[name]:
            self._pop(token.start, token.start, self.open[-1].tag)
        role = _ROLES.get(attributes(token.rest).get("role", ""), name) if "role" in token.rest else name
        parent = self.open[-1] if self.open else None
        element = Element(role, name, token.start, token.end, token.rest, parent, self.words)
        if parent is not None:
            element.within = parent.within | {parent.name} if parent.name in _SECTIONING else parent.within
        self.elements.append(element)
        if name in _VOID:
            element.words, element.closed = 0, True
            return
        self.open.append(element)
        self.opened[name] += 1

    def _pop(self, inner: int, end: int, closed: str) -> str:
        """Close the innermost element; one that another's end closes ends before that, and is not well formed."""
        element = self.open.pop()
        self.opened[element.tag] -= 1
        element.closed = element.tag == closed
        element.end = end if element.closed else inner
        element.words = self.words - element.words
        return element.tag

    def finish(self, end: int) -> None:
        """Close what is still open."""
        self.words += len(self.text[self.at : end].split())
        while self.open:
            self._pop(end, end, "")


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
