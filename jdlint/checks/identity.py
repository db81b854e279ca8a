"""identity: what a posting is called in several places, and not by the same job: the title, the file, the first words …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple

from jdlint.data import table
from jdlint.model import Title
from jdlint.posting import Posting
from jdlint.roles import is_plain, kinship
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "of": {"type": "array", "minItems": 1, "items": {"enum": ["file", "page", "description", "text"]}},
    },
}
CASES = ("file", "page", "description", "text")
VALUES = ("title", "match")
_FIRST = 3  # paragraphs that say who is looked for
_KIN = 0.5  # of the words of the shorter name: names that share more are for one job
_PAGE = later(r"<title\b[^>]*>([^<]*)</title>", re.IGNORECASE)
_PARTS = later(r"\s+[-–—|·:@]\s+")
_NAME = later(r"[A-Za-z]+")


class _Named(NamedTuple):
    """What the posting is called in one place; an empty span for one that has no text."""

    case: str
    name: str
    span: Span


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    places = {"file": _file, "page": _page, "description": _description, "text": _text}
    wanted = [places[name] for name in rule.options.get("of", places)]

    def look(posting: Posting) -> Iterator[Hit]:
        title = posting.title
        if title is None or posting.shared is not None or not is_plain(title.text, posting.language):
            return
        for place in wanted:
            for named in place(posting, title):
                if is_plain(named.name, posting.language):
                    yield from _compared(named, title.text, posting.language)

    return look


def _compared(named: _Named, title: str, language: str) -> Iterator[Hit]:
    """A hit where two names are for different jobs: surely where they have no word in common."""
    common = kinship(named.name, title, language)
    if common <= _KIN and not (named.case == "file" and common):  # names of files are short
        values = {"title": title, "match": named.name}
        yield Hit(named.span, named.case, values, named.name.lower(), "low" if common else "high")


def _file(posting: Posting, title: Title) -> Iterator[_Named]:
    """The name of the file, which is mostly in English whatever the posting is in."""
    name = " ".join(_NAME.findall(PurePath(posting.path).stem))
    if posting.language == "en" and name:
        yield _Named("file", name, title.span)


def _page(posting: Posting, title: Title) -> Iterator[_Named]:
    """The title that a browser shows, less the name of the site."""
    head = posting.body[:5000]
    found = _PAGE.search(posting.body) if "<" in head and "<title" in head.lower() else None
    if found is not None:
        from html import unescape  # few postings are web pages

        parts = [part for part in _PARTS.split(" ".join(unescape(found[1]).split())) if part]
        if not any(kinship(part, title.text, posting.language) > _KIN for part in parts if is_plain(part)):
            start = posting.span.start + found.start(1)
            yield from (_Named("page", part, Span(start, start + len(found[1]))) for part in parts[:1])


def _description(posting: Posting, _: Title) -> Iterator[_Named]:
    entry = posting.meta.first("description", "summary", "excerpt", "lead") if posting.meta else None
    if entry is not None and posting.meta is not None and isinstance(entry[1], str):
        for found in _hired(entry[1]):
            yield _Named("description", found["title"], posting.meta.spans[entry[0]])


def _text(posting: Posting, _: Title) -> Iterator[_Named]:
    paragraphs = [block for block, _ in posting.blocks() if block.kind == "paragraph"][:_FIRST]
    for block in paragraphs:
        for found in _hired(block.text.value):
            yield _Named("text", found["title"], block.text.span(*found.span("title")))


@cache
def _hires() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table("titles")["hires"])


def _hired(text: str) -> list[re.Match[str]]:
    """Who is looked for, where a text says so just once: who looks for several jobs at once has no wrong one."""
    if not any(cue in text for cue in table("titles")["hire_cues"]):
        return []
    found = [match for pattern in _hires() for match in pattern.finditer(text)]
    return found if len(found) == 1 else []


bind = one_by_one(_prepare)
