"""Amounts in a text: numbers as every convention writes them, with their scales and currencies.

1,234.56 · 1.234,56 · 1 234,56 · 1'234 · 12,00,000 · 1.2k · 600万. How currencies and scales are written is data:
jdlint/data/pay.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from jdlint.data import table

BLANKS = "\u00a0\u2009\u202f "
DASHES = "-\u2010-\u2015\u2212~\uff5e\u301c"
_YEAR = re.compile(r"(?:19|20)\d\d")
_FORMAL = 1000  # a bare number from here on is more than a count
_LONGEST_CURRENCY = 24  # characters of two names of a currency with blanks
_LONGEST_FORM = 5  # characters of a currency that stands before its number
_WITHOUT = str.maketrans("", "", f"'’{BLANKS}")
_THOUSANDS = frozenset("kKT")  # before a sign: `k€ 45`


class Amount(NamedTuple):
    """A number as written, with its scale and its currency where it has them."""

    start: int
    end: int
    number: float  # before scaling
    scale: float  # 1 where none is written
    currency: str | None  # ISO 4217
    shared: str  # the written form where several currencies have it: `$`
    period: str | None  # that its scale tells: LPA
    more: bool  # `45,000+`
    formal: bool  # grouped or scaled, so that it is no year and no count

    @property
    def has_currency(self) -> bool:
        """Whether a currency is written with it."""
        return self.currency is not None or bool(self.shared)


class _Notation:
    """How amounts are written, made of the table once."""

    def __init__(self, how: Mapping[str, Any]) -> None:
        self.codes = {form: code for code, forms in how["currencies"].items() for form in forms}
        self.shared = frozenset(how["shared"])
        self.ends = frozenset(form[-1] for form in (*self.codes, *self.shared) if not form[-1].isalpha()) | {"."}
        self.no_amounts = frozenset(how["no_amounts"])
        self.scales: Mapping[str, float] = how["scales"]
        self.telling: Mapping[str, list[str | None]] = how["telling_scales"]
        either = "|".join(_form(form) for form in sorted((*self.codes, *self.shared), key=len, reverse=True))
        scales = sorted((scale for scale in self.scales if scale.isascii()), key=len, reverse=True)
        self.after = re.compile(
            rf"(?:[.,][{DASHES}]+)?(?:[{BLANKS}]?(?P<scale>[万億]|(?:{'|'.join(scales)}|t(?=[€$]|eur))"
            rf"(?:(?![^\W\d_])|(?=(?:eur|usd|gbp|chf|pln|inr)\b))(?:(?<=mio|mrd|tsd|tys)\.)?))?"
            rf"(?:[{BLANKS}]?(?P<form>{either})(?:[{BLANKS}]?(?P<code>{either}))?)?(?P<more>\+(?![\w/]))?",
            re.I,
        )


def _form(form: str) -> str:
    """The pattern of a written form: one of letters ends where a word ends."""
    return (
        re.escape(form)
        + (r"(?![^\W\d_])" if form[-1].isalpha() and form[-1] not in "円元" else "")
        + (r"\.?" if form in ("rs", "fr", "sfr") else "")
    )


@cache
def _notation() -> _Notation:
    return _Notation(table("pay"))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        rf"\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)|\d{{1,3}}(?:[,.'’{BLANKS}]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)"
        r"|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
    )


def amounts(text: str, first: int = 0, last: int | None = None) -> Iterator[Amount]:
    notation = _notation()
    reached = first
    for match in _number().finditer(text, first, len(text) if last is None else last):
        start, end = match.span()
        if start < reached:
            continue
        before = _before(notation, text[max(reached, start - _LONGEST_CURRENCY) : start])
        after = notation.after.match(text, end)
        if after is None or _is_share(text, after.end()) or text[start : after.end()].lower() in notation.no_amounts:
            continue
        scale = (after["scale"] or before.scale).lower().rstrip(".")
        in_name = start - 1 != reached and _in_name(text, start)
        if not before.forms and (in_name or (after["form"] is None and _has_tail(text, after.end()))):
            continue
        currency, shared = _currency(notation, (*before.forms, after["form"], after["code"]))
        code, period = notation.telling.get(scale, (None, None))
        reached = after.end()
        value = _value(match.group())
        yield Amount(
            start - before.length,
            reached,
            value,
            1000 if scale == "t" else notation.scales.get(scale, 1),
            currency or (code if not shared else None),
            shared if currency is None else "",
            period,
            bool(after["more"]),
            bool(scale) or (value >= _FORMAL and not _YEAR.fullmatch(match.group())),
        )


class _Before(NamedTuple):
    """What stands right before a number: the currencies, how many characters they take, and a scale such as that of `k€`."""

    forms: tuple[str, ...]
    length: int
    scale: str


_NOTHING = _Before((), 0, "")


def _before(notation: _Notation, text: str) -> _Before:
    """The currency that ends a text, and another one before it: `CAD $`."""
    kept = text.rstrip(BLANKS)
    form = _form_at_end(notation, kept)
    if not form:
        return _NOTHING
    kept = kept[: -len(form)]
    scale = ""
    if kept[-1:] in _THOUSANDS and not kept[-2:-1].isalpha() and (form in "€$£" or form == "EUR"):
        scale, kept = kept[-1], kept[:-1]
    earlier = _form_at_end(notation, kept.rstrip(BLANKS))
    if earlier:
        kept = kept.rstrip(BLANKS)[: -len(earlier)]
    return _Before((earlier, form) if earlier else (form,), len(text) - len(kept), scale)


def _form_at_end(notation: _Notation, text: str) -> str:
    """The written form of a currency that a text ends with; one of letters must be a whole word."""
    if not text or not (text[-1].isalpha() or text[-1] in notation.ends):
        return ""
    for length in range(min(_LONGEST_FORM, len(text)), 0, -1):
        form = text[-length:]
        named = form.lower().rstrip(".")
        if named in notation.codes or named in notation.shared:
            bounded = length == len(text) or not (form[0].isalpha() and text[-length - 1].isalpha())
            if bounded or text[-length - 1] in _THOUSANDS:
                return form
    return ""


def _is_share(text: str, end: int) -> bool:
    """Whether `%` follows."""
    return text[end : end + 2].strip().startswith("%")


def _in_name(text: str, start: int) -> bool:
    """Whether a number without a currency is part of a name: `GS-14`, `Grade7`, `v1.2`; one after 年収 or 月給 is none."""
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    if before[-1].isalpha():
        return before[-1].isascii() or before[-1] < "\u3000"
    return before[-1] in ".,#_" or (before[-1] in "-\u2010\u2011" and before[:-1].isalpha())


def _has_tail(text: str, end: int) -> bool:
    """Whether letters follow a number that are no scale and no currency: `401k`, `3rd`, `12h`."""
    return text[end : end + 1].isalpha()


def _currency(notation: _Notation, forms: Iterable[str | None]) -> tuple[str | None, str]:
    """The currency that written forms mean, the surest first: `$ 400 USD`; else the form that several share."""
    named = [form.lower().rstrip(".") for form in forms if form]
    codes = [notation.codes[form] for form in named if form in notation.codes]
    shared = [form for form in named if form in notation.shared]
    return (codes[0] if codes else None), (shared[0] if shared else "")


def _value(digits: str) -> float:
    if digits.isdigit():
        return float(digits)
    compact = digits.translate(_WITHOUT)
    whole, fraction = compact, "0"
    if len(compact) > 2 and (mark := max(compact.rfind("."), compact.rfind(","))) >= 0 and len(compact) - mark <= 3:
        whole, fraction = compact[:mark], compact[mark + 1 :]
    return float(f"{whole.replace('.', '').replace(',', '')}.{fraction}")
