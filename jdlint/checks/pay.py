"""pay: a figure, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["lacks"],
    "additionalProperties": False,
    "properties": {"lacks": {"enum": ["period"]}},
}
CASES = ("period",)
VALUES = ("match",)


def _prepare(_: Rule) -> Callable[[Posting], Iterator[Hit]]:
    def look(posting: Posting) -> Iterator[Hit]:
        if any(pay.period for pay in posting.facts.pay):
            return  # one band says it: a reader knows it of the others
        for pay in posting.facts.pay:
            yield Hit(pay.span, "period", {"match": pay.text}, "period")

    return look


bind = one_by_one(_prepare)
