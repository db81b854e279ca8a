"""in-capitals: several words in a row in capital letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

# what a rule may say under `options:`, as a JSON Schema: jdlint holds rule files and configurations to it
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["words"],
    "additionalProperties": False,
    "properties": {"words": {"type": "integer", "minimum": 2}},
}
# a rule may have a message for each case; a verb with one case calls it `found`
CASES = ("found",)
# what a message may name: {match} and {count}; every hit has all of them
VALUES = ("match", "count")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    """Whatever can be done once for a rule is done here; what comes back runs on every posting."""
    least = rule.options["words"]
    run = re.compile(rf"\b[A-Z]{{2,}}(?: [A-Z]{{2,}}){{{least - 1},50}}\b")

    def look(posting: Posting) -> Iterator[Hit]:
        # the blocks that the rule's `in:` admits; their text is what a reader sees
        for block, _ in rule.scope.blocks_of(posting):
            for match in run.finditer(block.text.value):
                span = block.text.span(*match.span())  # where that stands in the file
                values = {"match": match.group(), "count": len(match.group().split())}
                yield Hit(span, "found", values, term=match.group().lower())

    return look


bind = one_by_one(_prepare)
