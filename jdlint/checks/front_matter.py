"""front-matter: values of a posting's front matter that are not of the kind that programs expect there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from jdlint import gazetteer
from jdlint.data import table
from jdlint.model import PERIODS, plain_key
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_currency(value: Any) -> bool:
    return isinstance(value, str) and value in table("pay")["currencies"]


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not _DATE.match(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _are_places(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, str) and each.lower() in gazetteer.codes() for each in value
    )


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "number": _is_number,
    "currency": _is_currency,
    "period": lambda value: value in PERIODS,
    "date": _is_date,
    "places": _are_places,
}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["values"],
    "additionalProperties": False,
    "properties": {
        "values": {"type": "object", "minProperties": 1, "additionalProperties": {"enum": list(_KINDS)}},
    },
}
CASES = tuple(_KINDS)
VALUES = ("key", "match")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    return partial(_look, rule.options["values"])


def _look(wanted: Mapping[str, str], posting: Posting) -> Iterator[Hit]:
    meta = posting.meta
    if meta is None or not meta.shown:
        return
    for name, kind in wanted.items():
        outer, *inner = name.split(".")
        entry = meta.first(plain_key(outer))
        if entry is None:
            continue
        key, value = entry
        for part in inner:
            value = value.get(part) if isinstance(value, Mapping) else None
            key = f"{key}.{part}"
        if value is not None and key in meta.spans and not _KINDS[kind](value):
            yield Hit(meta.spans[key], kind, {"key": key, "match": str(value)}, name)


bind = one_by_one(_prepare)
