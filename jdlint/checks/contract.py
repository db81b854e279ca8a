"""contract: what does not go with a contractor's freedom, and what a contractor has to know (jdlint/data/contracting.yml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from jdlint.checks.terms import PHRASES
from jdlint.model import Block, Section
from jdlint.particulars import Contracting
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later

_SIGN: dict[str, Any] = {
    "type": "object",
    "required": ["name", "terms"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "terms": PHRASES,
        "not_in": {"type": "array", "items": {"type": "string"}},
        "except": PHRASES,
        "weak": {"type": "boolean"},
        "independent": {"type": "boolean"},
    },
}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["fault"],
    "additionalProperties": False,
    "properties": {
        "fault": {"enum": ["signs", "length"]},
        "signs": {"type": "array", "minItems": 1, "items": _SIGN},
        "weekly": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string"}, "from": {"type": "integer"}},
        },
        "contract_words": PHRASES,
        "unlimited": PHRASES,
    },
}
CASES = ("signs", "length")
VALUES = ("signs", "match")
_WEEKLY = later(r"\b(\d\d)(?:[.,]\d)? ?\+?[ -]?(?:hours?|hrs?|h|stunden|heures)\b", re.IGNORECASE)
_WEEK = frozenset(("week", "weekly", "wk", "woche", "wöchentlich", "semaine", "hebdomadaires"))
_LENGTH = later(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|nine|ten|twelve|eighteen|deux|trois|six|douze|drei|sechs|zwölf)\)?[+ -]{0,3}"
    r"(?:weeks?|months?|years?|mois|semaines?|ans?|monate?n?|wochen|jahre?n?)\b|\b(?:until|through|jusqu|bis) (?:\w+ ){0,3}20\d\d\b",
    re.IGNORECASE,
)


_LASTING = later(
    r"\b(?:for|over|lasting|lasts|für|über|pour|pendant|sur|dure) (?:\w+ ){0,2}\d{1,2}[- –]{0,3}\d{0,2} ?"
    r"(?:months?|weeks?|monate?n?|wochen|mois|semaines)\b",
    re.IGNORECASE,
)
_ASKING = frozenset(
    ("requirements", "qualifications", "skills", "experience", "education", "nice_to_have", "about_company")
)


class _Sign(NamedTuple):
    name: str
    span: Span
    text: str
    weak: bool


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    if rule.options["fault"] == "length":
        words, unlimited = (
            PhraseIndex((phrase, None) for phrase in rule.options.get(name, ()))
            for name in ("contract_words", "unlimited")
        )
        return partial(_length, words, unlimited)
    index = PhraseIndex((term, number) for number, sign in enumerate(rule.options["signs"]) for term in sign["terms"])
    return partial(_signs, rule, index)


def _signs(rule: Rule, index: PhraseIndex[int], posting: Posting) -> Iterator[Hit]:
    """One finding with all signs of employment; weak ones count only beside others."""
    contract = posting.facts.contracting
    if contract is None:
        return
    if not contract.independent and _is_employed(rule, index, posting):
        return
    found: dict[str, _Sign] = {}
    for sign in sorted(
        (*_named(rule, index, posting), *_weekly(rule, posting)), key=lambda each: (each.weak, each.span)
    ):
        found.setdefault(sign.name, sign)
    strong = [sign for sign in found.values() if not sign.weak]
    if not strong and len(found) < 2:
        return
    first = next(iter(found.values()))
    related = tuple(sign.span for sign in found.values() if sign is not first)
    values = {"signs": list(found), "match": first.text}
    yield Hit(first.span, "signs", values, "signs", _confidence(contract, strong), related)


def _is_employed(rule: Rule, index: PhraseIndex[int], posting: Posting) -> bool:
    """Whether a contract that may be one of employment comes with what only employees get."""
    names = {sign["name"] for sign in rule.options["signs"] if sign.get("independent")}
    return any(sign.name in names for sign in _named(rule, index, posting))


def _confidence(contract: Contracting, strong: Sequence[_Sign]) -> Any:
    return "high" if contract.independent and strong else "low"


def _named(rule: Rule, index: PhraseIndex[int], posting: Posting) -> Iterator[_Sign]:
    for block, section, found in posting.find(index):
        sign = rule.options["signs"][found.key]
        if section.kind in sign.get("not_in", ()) or not rule.scope.admits(posting, block, section):
            continue
        if any(True for _ in _shields(tuple(sign.get("except", ()))).find(block.text.words)):
            continue
        text = block.text.value[found.start : found.end]
        yield _Sign(sign["name"], block.text.span(found.start, found.end), text, sign.get("weak", False))


@cache
def _shields(phrases: tuple[str, ...]) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in phrases)


def _weekly(rule: Rule, posting: Posting) -> Iterator[_Sign]:
    """As many hours a week as an employee works."""
    weekly = rule.options.get("weekly")
    for block, section in _blocks_with(posting, _WEEK) if weekly else ():
        for found in _WEEKLY.finditer(block.text.value):
            if weekly and weekly.get("from", 0) <= int(found[1]) <= 60 and rule.scope.admits(posting, block, section):
                ahead = block.text.value[: found.start()].lower()
                if not ahead.endswith(("up to ", "to ", "-", "–", "less than ", "maximum ", "max ")):
                    yield _Sign(weekly["name"], block.text.span(*found.span()), found[0], weak=False)


def _blocks_with(posting: Posting, words: frozenset[str]) -> list[tuple[Block, Section]]:
    blocks = posting.blocks()
    numbers = {posting.block_of(place) for word in words & posting.words for place in posting.places[word]}
    return [blocks[number] for number in sorted(numbers)]


def _length(words: PhraseIndex[None], unlimited: PhraseIndex[None], posting: Posting) -> Iterator[Hit]:
    """A contract of which nobody says how long it lasts."""
    contract = posting.facts.contracting
    if contract is None or any(True for _ in posting.find(unlimited)):
        return
    for block, section, _ in posting.find(words):
        if section.kind not in _ASKING and _LENGTH.search(block.text.value):
            return
    if any(section.kind not in _ASKING and _LASTING.search(block.text.value) for block, section in posting.blocks()):
        return
    for section in posting.sections:
        if (
            section.heading is not None
            and any(words.find(section.heading.text.words))
            and any(_LENGTH.search(block.text.value) for block in section.blocks[:1])
        ):
            return
    yield Hit(contract.span, "length", {"match": contract.said}, "length", "high" if contract.independent else "low")


bind = one_by_one(_prepare)
