"""trouble: words for what jdlint notices itself; the engine looks rules up by the kind of trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

KINDS = (
    "unreadable", "too-large", "encoding", "internal", "not-a-posting", "front-matter", "structured-data",
    "unused-directive", "unknown-directive", "expired-directive",
)  # fmt: skip
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["kind"],
    "additionalProperties": False,
    "properties": {"kind": {"enum": list(KINDS)}},
}
CASES = ("found",)
VALUES = ("reason",)


def _prepare(_: Rule) -> Callable[[Posting], Iterator[Hit]]:
    return lambda _: iter(())


bind = one_by_one(_prepare)
