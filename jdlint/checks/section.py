"""section: what must, must not or should not be there, where, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.findings import Confidence
from jdlint.model import FACTS, Section, Title
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span
from jdlint.titles import names_a_job
from jdlint.wordings import heading_wording
from jdlint.words import Words

_KINDS: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "minItems": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "require": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string"},
                    "facts": {"type": "array", "items": {"enum": [*FACTS, "company"]}, "minItems": 1},
                    "sections": _KINDS,
                    "languages": _KINDS,
                },
            },
        },
        "forbid": _KINDS,
        "order": _KINDS,
        "min_words": {"type": "integer", "minimum": 1},
        "at_most": {
            "type": "object",
            "required": ["kinds", "lists"],
            "additionalProperties": False,
            "properties": {"kinds": _KINDS, "lists": {"type": "integer", "minimum": 1}},
        },
        "title": {
            "type": "object",
            "required": ["from"],
            "additionalProperties": False,
            "properties": {
                "from": {"type": "array", "items": {"enum": ["front matter", "h1", "heading", "line", "running text"]}}
            },
        },
        "title_not": PHRASES,
        "title_vague": PHRASES,
    },
}
CASES = ("missing", "forbidden", "order", "empty", "several", "untitled", "title-in-text", "page-title", "vague-title")
VALUES = ("missing", "heading", "section", "other", "count", "headings", "title", "match")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    options = rule.options
    looks: list[Callable[[Posting], Iterator[Hit]]] = []
    if "require" in options:
        looks.append(lambda posting: _missing(posting, options["require"]))
    if "forbid" in options:
        looks.append(lambda posting: _forbidden(posting, frozenset(options["forbid"])))
    if "order" in options:
        looks.append(lambda posting: _order(posting, options["order"]))
    if "min_words" in options:
        looks.append(lambda posting: _empty(posting, rule, options["min_words"]))
    if "at_most" in options:
        looks.append(lambda posting: _several(posting, options["at_most"]))
    if "title" in options:
        looks.append(lambda posting: _untitled(posting, options["title"]["from"]))
    if "title_not" in options:
        phrases = PhraseIndex((phrase, None) for phrase in options["title_not"])
        looks.append(lambda posting: _page_title(posting.title, phrases))
    if "title_vague" in options:
        vague = PhraseIndex((phrase, None) for phrase in options["title_vague"])
        looks.append(lambda posting: _vague_title(posting.title, vague))
    return lambda posting: (hit for look in looks for hit in look(posting))


def _missing(posting: Posting, wanted: Sequence[Mapping[str, Any]]) -> Iterator[Hit]:
    lacking = [each for each in wanted if _is_asked(posting, each) and not _is_there(posting, each)]
    elsewhere = posting.facts.elsewhere if lacking else {}
    names = [each["name"] for each in lacking if elsewhere.keys().isdisjoint(each.get("facts", ()))]
    if names:
        # what a role is in general is no advert yet: who writes one will know its pay and its place; nor is a notice of one
        is_advert = posting.kind != "role-description" and "advert" not in elsewhere
        sure: Confidence = "high" if is_advert else "low"
        yield Hit(posting.anchor, "missing", {"missing": names}, ", ".join(names), sure)


def _is_asked(posting: Posting, wanted: Mapping[str, Any]) -> bool:
    return "languages" not in wanted or posting.language in wanted["languages"]


def _is_there(posting: Posting, wanted: Mapping[str, Any]) -> bool:
    if any(fact in posting.facts.statements for fact in wanted.get("facts", ())):
        return True
    kinds = wanted.get("sections", ())
    return any(section.kind in kinds and (section.blocks or ":" in section.name) for section in posting.sections)


def _forbidden(posting: Posting, kinds: frozenset[str]) -> Iterator[Hit]:
    for section in posting.sections:
        if section.kind in kinds and section.heading is not None:
            yield Hit(
                section.heading.span,
                "forbidden",
                {"heading": section.name, "section": section.kind},
                section.kind or "",
            )


def _order(posting: Posting, order: Sequence[str]) -> Iterator[Hit]:
    """Top sections whose kind should have come before one that stands above them: the first of each kind counts."""
    first: dict[str, Section] = {}
    for section in posting.sections:
        if section.kind in order and section.heading is not None:
            first.setdefault(section.kind or "", section)
    placed = list(first.items())
    for place, (kind, section) in enumerate(placed):
        later = [other for name, other in placed[:place] if order.index(name) > order.index(kind)]
        if later and section.heading is not None and later[0].heading is not None:
            yield Hit(
                section.heading.span,
                "order",
                {"heading": section.name, "other": later[0].name},
                kind,
                related=(later[0].heading.span,),
            )


def _empty(posting: Posting, rule: Rule, fewest: int) -> Iterator[Hit]:
    heads = {section.parent.number for section in posting.sections if section.parent is not None}
    for section in posting.sections:
        heading = section.heading
        if (
            heading is None
            or heading.kind == "title"
            or section.number in heads
            or heading_wording(heading.text.value) is None
        ):
            continue  # a heading of unknown wording may be a closing line or a slogan
        if (
            ":" in section.name
            or heading.links
            or not section.empty
            or not rule.scope.admits(posting, heading, section)
        ):
            continue
        if sum(len(block.text.value.split()) for block in section.blocks) < fewest:
            yield Hit(heading.span, "empty", {"heading": section.name}, section.name.lower())


def _several(posting: Posting, limit: Mapping[str, Any]) -> Iterator[Hit]:
    """Sections of these kinds that are no parts of one another and list something."""
    kinds = limit["kinds"]
    found = [
        section
        for section in posting.sections
        if section.kind in kinds and section.heading is not None and not _part_of(section, kinds)
    ]
    found = [section for section in found if _has_list(posting, section)]
    if len(found) > limit["lists"]:
        spans = [section.heading.span for section in found if section.heading is not None]
        values = {"count": len(found), "headings": [f"'{section.name}'" for section in found]}
        yield Hit(
            spans[limit["lists"]],
            "several",
            values,
            "several",
            related=tuple(spans[: limit["lists"]] + spans[limit["lists"] + 1 :]),
        )


def _has_list(posting: Posting, section: Section) -> bool:
    """Whether items stand in a section or in its parts."""
    parts = (other for other in posting.sections if other is section or other.parent is section)
    return any(block.kind == "item" for part in parts for block in part.blocks)


def _part_of(section: Section, kinds: Sequence[str]) -> bool:
    parent = section.parent
    while parent is not None:
        if parent.kind in kinds:
            return True
        parent = parent.parent
    return False


def _untitled(posting: Posting, origins: Sequence[str]) -> Iterator[Hit]:
    title = posting.title
    if posting.shared is not None and posting.span.start:
        return  # the same job in a second language: the first part has its name
    if title is None:
        yield Hit(posting.anchor, "untitled", {"title": ""}, "title")
    elif title.origin not in origins:
        yield Hit(title.span, "title-in-text", {"title": title.text}, "title")


def _page_title(title: Title | None, phrases: PhraseIndex[None]) -> Iterator[Hit]:
    if title is None or title.block is None:
        return
    text = title.block.text.value
    at = text.find(title.text)
    for found in phrases.find(title.block.text.words):
        if found.end <= at or found.start >= at + len(title.text):
            whole = title.block.text.span(0, len(text))
            yield Hit(Span(*whole), "page-title", {"title": title.text, "match": text}, "page-title")
            return


def _vague_title(title: Title | None, phrases: PhraseIndex[None]) -> Iterator[Hit]:
    """A title that calls for people and names no job."""
    if title is not None and not names_a_job(title.text) and any(phrases.find(Words(title.text))):
        yield Hit(title.span, "vague-title", {"title": title.text}, "title")


bind = one_by_one(_prepare)
