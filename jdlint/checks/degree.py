"""degree: a degree that is demanded, and nothing said of experience that would do as well (jdlint/data/degrees.yml)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from jdlint.data import table
from jdlint.model import Block, Section
from jdlint.particulars import Degree
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.words import Words

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "levels": {"type": "array", "items": {"enum": ["bachelor", "master", "doctorate", "degree"]}, "minItems": 1},
        "demands": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    },
}
CASES = ("found",)
VALUES = ("match",)
_LISTS = frozenset(("requirements", "qualifications", "education", "experience", "skills"))
_NEAR = 3  # blocks around one in which something as good may be named
_AFTER_OR = 6  # words after `or` among which it stands
_BEFORE = 3  # words between `or` and a degree: `or a relevant degree`


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    levels = frozenset(rule.options.get("levels", ("bachelor", "master", "degree")))
    demands = PhraseIndex((phrase, None) for phrase in rule.options.get("demands", ()))
    return partial(_look, rule, levels, demands)


def _look(rule: Rule, levels: frozenset[str], demands: PhraseIndex[None], posting: Posting) -> Iterator[Hit]:
    found = [degree for degree in posting.facts.degrees if degree.level in levels]
    if not found or any(degree.equivalent for degree in posting.facts.degrees) or _is_elsewhere(posting):
        return  # where one degree may be made up for, readers know it of the others
    blocks = posting.blocks()
    starts = [block.span.start for block, _ in blocks]
    for degree in found:
        number = bisect_right(starts, degree.span.start) - 1
        block, section = blocks[max(0, number)]
        if not block.span.start <= degree.span.start < block.span.end or not rule.scope.admits(posting, block, section):
            continue
        if not degree.required and not _is_demanded(degree, block, section):
            continue
        listed = section.kind in _LISTS and (block.kind != "paragraph" or len(block.text.words) <= 40)
        if (listed or any(demands.find(block.text.words))) and not _is_open(blocks, number, degree):
            start, end = _place(degree, block)
            yield Hit(degree.span, values={"match": block.text.value[start:end]}, term="degree")


def _place(degree: Degree, block: Block) -> tuple[int, int]:
    """Where a degree stands in the text of its block."""
    places = [block.text.span(at, at + 1).start for at in range(len(block.text.value))]
    return bisect_left(places, degree.span.start), bisect_left(places, degree.span.end)


def _is_demanded(degree: Degree, block: Block, section: Section) -> bool:
    """`Bachelor's degree required, master's degree preferred`: the first is demanded."""
    if section.kind == "nice_to_have":
        return False
    end = _place(degree, block)[1]
    clause = re.split(r"[.,;(]", block.text.value[end:], maxsplit=1)[0]
    return any(True for _ in _index("demanded").find(Words(clause)))


def _is_elsewhere(posting: Posting) -> bool:
    """Whether the field is one of those that ask for a degree, the title says so, or the posting that none is needed."""
    title = posting.title.text if posting.title is not None else ""
    return (
        _is_regulated(Words(title))
        or any(True for _ in posting.find(_index("not_needed")))
        or any(True for _ in posting.find(_index("federal")))
        or any(True for name in ("studying", "graduates") for _ in _index(name).find(Words(title)))
    )


def _is_regulated(words: Words) -> bool:
    """Whether a word of these fields stands in a text, and not as a part of another job's name."""
    others = [(found.first, found.last) for found in _index("not_regulated").find(words)]
    return any(
        not any(first <= found.first and found.last <= last for first, last in others)
        for found in _index("regulated").find(words)
    )


def _is_open(blocks: Sequence[tuple[Block, Section]], number: int, degree: Degree) -> bool:
    """Whether the block, or one near by in its section, names another way, a field that asks for a degree, or students."""
    block, section = blocks[number]
    if _is_regulated(block.text.words) or any(True for _ in _index("studying").find(block.text.words)):
        return True
    for near, other in blocks[max(0, number - _NEAR) : number + _NEAR + 1]:
        if (near is block or other is section) and _names_equivalent(near.text.words):
            return True
    return _has_other_way(block.text.words) or _is_other_way(block.text.words, _place(degree, block)[0])


def _names_equivalent(words: Words) -> bool:
    """Whether something as good is named."""
    labels = _labels(words)
    return any(found.first not in labels or found.last not in labels for found in _equivalents().find(words))


def _labels(words: Words) -> set[int]:
    """The words of labels such as `Education and/or experience`, whose `or` offers nothing."""
    return {number for found in _index("labels").find(words) for number in range(found.first, found.last + 1)}


def _has_other_way(words: Words) -> bool:
    """Whether experience or another training is named after an `or`: `a degree in chemistry or five years in a laboratory`."""
    either, ways, stops, labels = _set("or"), _set("other_ways"), _set("stops"), _labels(words)
    for at, word in enumerate(words.plain):
        if word in either and at not in labels:
            for following in words.plain[at + 1 : at + 1 + _AFTER_OR]:
                if following in ways:
                    return True
                if following in stops:
                    break
    return False


def _is_other_way(words: Words, start: int) -> bool:
    """Whether the degree itself comes after an `or`: `by experience and/or an advanced degree`."""
    first = next((number for number, span in enumerate(words.spans) if span[1] > start), 0)
    said = range(max(0, first - _BEFORE), first)
    ors = [at for at in said if words.plain[at] in _set("or") and at not in _labels(words)]
    return bool(ors) and not _set("other_ways").isdisjoint(words.plain[max(0, ors[0] - _AFTER_OR) : ors[0]])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("degrees")[name])


@cache
def _index(name: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("degrees")[name])


@cache
def _equivalents() -> PhraseIndex[None]:
    phrases = table("degrees")["equivalent"]
    return PhraseIndex((phrase, None) for language in phrases for phrase in phrases[language])


bind = one_by_one(_prepare)
