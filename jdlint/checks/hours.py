"""hours: hours of work from one time of day to another that make too long a day, such as a slip of `am` and `pm`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.model import Block, Section
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later
from jdlint.words import HYPHENS, Words

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["max", "cues"],
    "additionalProperties": False,
    "properties": {
        "max": {"type": "number", "exclusiveMinimum": 0},
        "cues": PHRASES,
        "sure": PHRASES,
        "unless": PHRASES,
    },
}
CASES = ("long",)
VALUES = ("match", "hours")
_TIME = (
    r"(?P<{0}>\d{{1,2}})(?:[:.h] ?(?P<{0}minutes>[0-5]\d)\b)?"
    r"(?: ?(?P<{0}half>am|pm|a\.m\.|p\.m\.)| ?(?P<{0}unit>h|uhr)\b)?"
)
_RANGE = later(
    rf"(?<![\w.,:/$€£+-]){_TIME.format('from')}(?: ?[{HYPHENS}—] ?| (?:to|until|till|through|and|bis|à|et|und) )"
    rf"{_TIME.format('to')}(?!\w|[:.,]\d)",
    re.IGNORECASE,
)
_FIGURES = later(r"\d[^\d]{1,12}\d")
_END = later(r"(?<![ap]\.m)[.;!?]\s+(?=[A-ZÄÖÜÀÉ])")
_NOON = 12
_DAY = 24


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    cues = PhraseIndex((phrase, name == "sure") for name in ("sure", "cues") for phrase in rule.options.get(name, ()))
    return partial(_look, rule, cues, PhraseIndex((phrase, None) for phrase in rule.options.get("unless", ())))


def _look(rule: Rule, cues: PhraseIndex[bool], unless: PhraseIndex[None], posting: Posting) -> Iterator[Hit]:
    for block, section, label in _lines(posting, cues):
        if not rule.scope.admits(posting, block, section):
            continue
        for found in _RANGE.finditer(block.text.value):
            length = _length(found)
            if length is None or length <= rule.options["max"]:
                continue
            sentence = Words(_sentence(block.text.value, found.start()))
            said = [*label, *(cue.key for cue in cues.find(sentence))]
            # a line may speak of the time within which a shift lies, or in which a shop is open
            if any(said) or (said and not any(True for _ in unless.find(sentence))):
                values = {"match": found[0], "hours": f"{length:g}"}
                yield Hit(block.text.span(*found.span()), "long", values, "long")


def _sentence(text: str, at: int) -> str:
    """The sentence in which an offset lies."""
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    number = bisect_right(ends, at)
    return text[ends[number - 1] : ends[min(number, len(ends) - 1)]]


def _lines(posting: Posting, cues: PhraseIndex[bool]) -> list[tuple[Block, Section, list[bool]]]:
    """The blocks that speak of hours of work, and the values of labels that do, with whether each person works all of them."""
    found: dict[Span, tuple[Block, Section, list[bool]]] = {}
    for candidate in posting.candidates(cues):
        block, section = candidate.block, candidate.section
        value = section.blocks[:1] if block is section.heading else ()
        for each in (block, *value):
            if _FIGURES.search(each.text.value) and candidate.found() is not None:
                label = found.setdefault(each.span, (each, section, []))[2]
                label += [candidate.key] if each is not block else []
    return list(found.values())


def _length(found: re.Match[str]) -> float | None:
    """From the first time to the second in hours, over midnight where need be; None where it may be meant otherwise."""
    halves = found["fromhalf"], found["tohalf"]
    exact = found["fromminutes"] or found["tominutes"] or found["fromunit"] or found["tounit"]
    if bool(halves[0]) != bool(halves[1]) or not (all(halves) or exact):
        return None  # `8 to 11 pm` is three hours; `8 to 11` may be anything
    start, end = _hour(found, "from"), _hour(found, "to")
    if start is None or end is None:
        return None
    if not all(halves) and (end <= start or max(start, end) <= _NOON):
        return None  # `9:00 to 5:00` is a day's work
    return round((end - start) % _DAY, 2)


def _hour(found: re.Match[str], which: str) -> float | None:
    hour, minutes = int(found[which]), int(found[f"{which}minutes"] or 0)
    half = (found[f"{which}half"] or "").lower()
    if hour > (_NOON if half else _DAY):
        return None
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    return hour + minutes / 60


bind = one_by_one(_prepare)
