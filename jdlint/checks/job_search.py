"""job-search: what a posting lacks for job search engines, which read it as schema.org's JobPosting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jdlint.job_posting import job_posting
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"except": {"type": "array", "items": {"type": "string"}}},
}
CASES = ("required", "recommended")
VALUES = ("missing", "cures")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    given = frozenset(rule.options.get("except", ()))

    def look(posting: Posting) -> Iterator[Hit]:
        missing = [each for each in job_posting(posting).missing if each.name not in given]
        for case in CASES:
            found = [each for each in missing if each.required == (case == "required")]
            if found:
                names = [each.name for each in found]
                values = {"missing": names, "cures": [each.cure for each in found]}
                yield Hit(posting.anchor, case, values, ", ".join(names))

    return look


bind = one_by_one(_prepare)
