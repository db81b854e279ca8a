"""years: what is wrong with the years of experience asked for: capped, impossible, many, at odds with others or the level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.checks.years_conflict import conflict, level, levels
from jdlint.checks.years_impossible import impossible
from jdlint.particulars import YearsAsWritten
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import later
from jdlint.words import Words

_LEVEL: dict[str, Any] = {
    "type": "object",
    "required": ["titles"],
    "additionalProperties": False,
    "properties": {
        "titles": PHRASES,
        "phrases": PHRASES,
        "unless": PHRASES,
        "from": {"type": "number", "exclusiveMinimum": 0},
        "to": {"type": "number", "exclusiveMinimum": 0},
    },
}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["fault"],
    "additionalProperties": False,
    "properties": {
        "fault": {"enum": ["capped", "least-range", "impossible", "conflict", "level", "many"]},
        "steps": PHRASES,
        "levels": {"type": "array", "minItems": 1, "items": _LEVEL},
        "overall": PHRASES,
        "tools": PHRASES,
        "from": {"type": "number", "exclusiveMinimum": 0},
    },
}
CASES = ("most", "range", "least-range", "impossible", "same", "tool", "too-many", "too-few", "many")
VALUES = ("match", "least", "name", "year", "most", "other", "level")
_OTHER_LISTS = frozenset(("compensation", "career_progression", "benefits", "about_company"))
_LABEL_WORDS = 4  # of a label such as `Level II (senior):`
_MONTHS = 12  # of a year
_LABEL = later(r"[:–—(-]\s*\Z")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    looks: dict[str, Callable[[Rule, Posting], Iterator[Hit]]] = {
        "capped": _capped,
        "least-range": _least_range,
        "impossible": impossible,
        "conflict": conflict,
        "level": partial(level, levels(rule)),
        "many": _many,
    }
    return partial(looks[rule.options["fault"]], rule)


def _capped(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """Years with an upper end, but for the steps of a ladder of levels."""
    for each in _ranges(rule, posting):
        if each.bound != "least":
            loose = each.either or not each.years.required
            yield _hit("most" if each.years.min is None else "range", each, "low" if loose else "high")


def _least_range(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """A range that is said to be the least."""
    for each in _ranges(rule, posting):
        if each.bound == "least" and not each.either:
            yield _hit("least-range", each)


def _ranges(rule: Rule, posting: Posting) -> Iterator[YearsAsWritten]:
    """Years with an upper end that are no steps of a ladder."""
    found = [
        each
        for each in posting.facts.years_as_written
        if each.years.max is not None and rule.scope.admits(posting, each.block, each.section)
    ]
    if found and not _is_ladder(found):
        steps = _index(tuple(rule.options.get("steps", ())))
        for each in found:
            if each.section.kind not in _OTHER_LISTS and not _is_step(each, steps):
                yield each


def _hit(case: str, each: YearsAsWritten, confidence: Any = "high") -> Hit:
    least = each.years.min or 0
    values = {
        "match": each.text,
        "least": f"{least:g} year{'s' if least != 1 else ''}",
        "most": f"{each.years.max or 0:g}",
    }
    return Hit(each.years.span, case, values, "years", confidence)


def _amount(years: float) -> str:
    if 0 < years < 1:
        return f"{round(years * _MONTHS)} months"
    return f"{years:g} year" if years == 1 else f"{years:g} years"


def _is_ladder(found: Sequence[YearsAsWritten]) -> bool:
    """Whether each range begins about where another ends: `0-2`, `3-5`, `6-9` years are the steps of a ladder."""
    return any(
        "most" not in (one.bound, two.bound)
        for one, two in pairwise(sorted(found, key=lambda each: (each.years.min or 0, each.years.max or 0)))
        if (one.years.max or 0) <= (two.years.min or 0) <= (one.years.max or 0) + 1 and one.section is two.section
    )


def _is_step(each: YearsAsWritten, steps: PhraseIndex[None]) -> bool:
    """Whether a level stands before the years as their label: `Senior (5-8 years)`."""
    label = each.before.strip()
    words = Words(label)
    return 0 < len(words) <= _LABEL_WORDS and bool(_LABEL.search(label)) and any(True for _ in steps.find(words))


@cache
def _index(phrases: tuple[str, ...]) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in phrases)


def _many(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """More years than tell anything about what somebody can do."""
    for each in posting.facts.years_as_written:
        high = (each.years.min or 0) >= rule.options.get("from", 0)
        if high and each.years.required and rule.scope.admits(posting, each.block, each.section):
            yield _hit("many", each)
            return


bind = one_by_one(_prepare)
