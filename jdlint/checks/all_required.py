"""all-required: a long list of requirements in which nothing is only welcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from jdlint.data import table
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["kinds", "from"],
    "additionalProperties": False,
    "properties": {
        "kinds": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "from": {"type": "integer", "minimum": 1},
    },
}
CASES = ("found",)
VALUES = ("count", "heading")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    return partial(_look, rule, frozenset(rule.options["kinds"]))


def _look(rule: Rule, kinds: frozenset[str], posting: Posting) -> Iterator[Hit]:
    lists = [section for section in posting.sections if section.kind in kinds]
    count = sum(block.kind == "item" for section in lists for block in section.blocks)
    if count < rule.options["from"] or any(section.kind == "nice_to_have" for section in posting.sections):
        return
    if any(True for _ in posting.find(_wished())):
        return
    first = lists[0]
    marked = first.heading.span if first.heading is not None else first.blocks[0].span
    yield Hit(marked, values={"count": count, "heading": first.name})


@cache
def _wished() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrases in table("asked")["wished"].values() for phrase in phrases)


bind = one_by_one(_prepare)
