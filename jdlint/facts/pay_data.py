"""Pay in front matter and in structured data, in the forms that people and pages have it in: text, numbers, mappings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, cast

from jdlint.data import table
from jdlint.facts import money, pay_words
from jdlint.facts.amounts import half_width
from jdlint.facts.pay_figures import figure_of
from jdlint.facts.pay_periods import period_in
from jdlint.model import PERIODS, Meta, Pay, plain_key
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.words import plain

_MOST = 60  # figures
_LONGEST_NUMBER = 60  # characters
_LARGEST = 1e12
_LEAST_BARE = 1000  # of a number with no currency and no period: `pay: 7` is a grade
_ENDS = (
    ("min", "minvalue", "minimum", "from", "low", "lower", "start"),
    ("max", "maxvalue", "maximum", "to", "high", "upper", "end"),
)  # keys of the two ends, as `plain_key` has them
_META = (
    *("salary", "pay", "compensation", "salaryrange", "payrange", "basesalary", "remuneration", "wage", "wages"),
    *("gehalt", "salaire", "rate", "payrate", "salaryband", "vergütung", "rémunération"),
    *("jobsalary", "jobpay", "jobcompensation", "salarytext", "salarydetails", "salaryinfo", "compensationrange"),
    *("remunerationrange", "wagerange", "stipend", "verguetung", "bezahlung", "lohn", "entgelt", "salario", "salário"),
    *("salaris", "stipendio", "retribuzione", "lön", "lønn", "wynagrodzenie", "ctc", "payscale", "salaryscale"),
)
_META_PERIODS = {  # keys that say of what time the pay is
    f"{word}{name}": period
    for period, words in (
        ("year", ("annual", "yearly")),
        ("month", ("monthly",)),
        ("week", ("weekly",)),
        ("day", ("day", "daily")),
        ("hour", ("hourly",)),
    )
    for word in words
    for name in ("salary", "pay", "rate", "wage", "wages", "compensation")
}
_INNER = ("base", "basepay", "basesalary", "salary", "pay", "range", "payrange", "salaryrange")  # in a mapping
_META_ENDS = {
    ends[0]: tuple(
        f"{name}{end}" if after else f"{end}{name}"
        for name in ("salary", "pay", "compensation", "wage")
        for end in ends
        for after in (True, False)
    )
    for ends in _ENDS
}


def pay_in_front_matter(posting: Posting) -> Sequence[Pay]:
    """The pay that front matter or structured data states."""
    meta = posting.meta
    if meta is None:
        return ()
    origin: Any = "front matter" if meta.shown else "structured data"
    currency = meta.first("salarycurrency", "currency", "paycurrency")
    period = meta.first("salaryperiod", "payperiod", "salaryinterval", "salaryunit", "payunit", "salarytype")
    around = {name: entry[1] for name, entry in (("currency", currency), ("period", period)) if entry is not None}
    entry = meta.first(*_META, *_META_PERIODS)
    if entry is not None and (timed := _META_PERIODS.get(plain_key(entry[0]))):
        around = {"period": timed, **around}
    found = _from_value(entry[1], around, meta.spans[entry[0]]) if entry is not None else []
    return [figure._replace(origin=origin) for figure in found or _from_ends(meta, around)]


def _from_ends(meta: Meta, around: Mapping[str, Any]) -> list[Pay]:
    """The two ends under keys of their own: `salary_min`, `salary_max`."""
    ends = {name: end for name, keys in _META_ENDS.items() if (end := meta.first(*keys)) is not None}
    if not ends:
        return []
    parts = {name: value for name, (_, value) in ends.items()}
    return _from_mapping({**parts, **around}, meta.spans[next(iter(ends.values()))[0]])


def _from_value(value: Any, around: Mapping[str, Any], span: Span) -> list[Pay]:
    """Pay that a value states: a mapping, a list of them, a number with a currency beside it, or text."""
    if isinstance(value, dict):
        parts = {plain_key(key): part for key, part in value.items()}
        inner = next((parts[key] for key in _INNER if key in parts), None)
        if inner is not None:  # `compensation: {base: 50,000 to 60,000, bonus: 10 %}`
            beside: dict[str, Any] = {key: parts[key] for key in ("currency", "period", "per", "basis") if key in parts}
            return _from_value(inner, {**around, **beside}, span)
        return _from_mapping({**around, **value}, span)
    if isinstance(value, list):
        return [figure for each in value[:_MOST] for figure in _from_value(each, around, span)]
    text = half_width(str(value))
    amounts = money.money(text, bare=True)
    if _plain_number(value) is not None and not any(amount.has_currency for amount in amounts):
        number = _plain_number(value)
        bare = number is not None and number < _LEAST_BARE and not around
        return [] if bare else _from_mapping({"value": value, **around}, span)
    found = []
    for before, amount in pairwise([None, *amounts]):
        assert amount is not None
        near = pay_words.around(text, amount.start, amount.end, before.end if before else 0, len(text))
        if pay_words.is_other_money(near):
            continue
        figure = figure_of(text, amount, near, "")._replace(span=span)
        stated = _from_mapping({"value": 1, **around}, span)[0]  # the currency and the period beside it
        found.append(
            figure._replace(
                currency=figure.currency or (stated.currency if not figure.sign or stated.currency else None),
                sign="" if stated.currency else figure.sign,
                period=figure.period or stated.period,
            )
        )
    return found


def _from_mapping(value: Mapping[str, Any], span: Span) -> list[Pay]:
    """Pay in parts: ours, and schema.org's MonetaryAmount with its QuantitativeValue inside."""
    inner = value.get("value", value.get("amount"))
    parts = {plain_key(key): part for key, part in ({**value, **inner} if isinstance(inner, dict) else value).items()}
    single = next((found for key in ("value", "amount") if (found := _plain_number(parts.get(key))) is not None), None)
    low, high = (
        next((found for key in keys if (found := _plain_number(parts.get(key))) is not None), None) for keys in _ENDS
    )
    if low is None and high is None:
        low = high = single
    if low is None and high is None:
        return []
    written = str(parts.get("currency") or "").strip()
    currency = _codes().get(written.lower()) or (written.upper() if re.fullmatch(r"[A-Za-z]{3}", written) else None)
    unit = plain(
        str(next((parts[key] for key in ("period", "unittext", "unit", "interval", "per") if key in parts), ""))
    )
    period = next((name for name in PERIODS if name in unit), None) or period_in(f"per {unit}")
    basis = plain(str(parts.get("basis") or ""))
    ends = [end for end in (low, high) if end is not None]
    turned = low is not None and high is not None and low > high
    return [
        Pay(
            span,
            min(ends) if low is not None else None,
            max(ends) if high is not None else None,
            currency,
            period,
            " - ".join(dict.fromkeys(f"{end:g}" if end < 1e6 else f"{end:.0f}" for end in ends)),
            basis=cast(Any, basis) if basis in ("gross", "net") else None,
            label=str(parts.get("label") or parts.get("level") or ""),
            reversed=turned,
            sign=written if written in table("pay")["shared"] else "",
        )
    ]


@cache
def _codes() -> Mapping[str, str]:
    return {form: code for code, forms in table("pay")["currencies"].items() for form in forms}


def _plain_number(value: Any) -> float | None:
    """A number above nought, also one that is written as text: `"45,000"`. Many systems write 0 for none."""
    if isinstance(value, str):
        value = money.number(value) if len(value) < _LONGEST_NUMBER else None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < _LARGEST:
        return None
    return int(value) if value == int(value) else value
