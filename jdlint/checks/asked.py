"""asked: what a posting asks of people though nothing in it tells why; what exactly is a fact (jdlint/facts/barred.py).

Where the law of the posting's place bars it, pay-law says so, and this verb is silent.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from jdlint.checks import pay_law
from jdlint.checks.terms import says
from jdlint.posting import Posting
from jdlint.rules import Circumstances, Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["what", "hints"],
    "additionalProperties": False,
    "properties": {
        "what": {"enum": ["driving_licence", "canadian_experience"]},
        "hints": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    },
}
CASES = ("found",)
VALUES: tuple[str, ...] = ()


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    what, hints = rule.options["what"], tuple(rule.options["hints"])
    known = rule.circumstances or Circumstances(datetime.date.today())

    def look(posting: Posting) -> Iterator[Hit]:
        if not says(posting, hints):  # the fact is slow to find, and mostly there is none
            return
        span = posting.facts.barred.get(what)
        if span is not None and not pay_law.bars(posting, what, known):
            for block, section in posting.blocks():
                if block.span.start <= span.start < block.span.end and rule.scope.admits(posting, block, section):
                    yield Hit(span, "found", {}, what)

    return look


bind = one_by_one(_prepare)
