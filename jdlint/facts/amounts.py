"""Amounts in a text: numbers as every convention writes them, with their scales and currencies.

1,234.56 · 1.234,56 · 1 234,56 · 1'234 · 12,00,000 · 1.2k · 6L · 600万. How currencies and scales are written is data:
jdlint/data/pay.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from jdlint.data import table

BLANKS = "\u00a0\u2009\u202f "
DASHES = "-\u2010-\u2015\u2212~\uff5e\u301c\u2192\u2794\u279c\u27a1"
_YEAR = re.compile(r"(?:19|20)\d\d")
_FORMAL = 1000  # a bare number from here on is more than a count
_LONGEST_CURRENCY = 24  # characters of two names of a currency with blanks
_WITHOUT = str.maketrans("", "", f"'’{BLANKS}")
_BLANK_SET = frozenset(BLANKS)
_LETTERS = re.compile(rf"[{BLANKS}]?([^\W\d_]+)")
_JOINED = re.compile(r"-[^\W\d_]")  # `556-Euro-Basis`
_SHORTENED = frozenset(("mio", "mrd", "tsd", "tys"))  # scales that a full stop may follow
_GLUED = frozenset(("eur", "usd", "gbp", "chf", "pln", "inr"))  # `45kEUR`
_THOUSANDS = frozenset("kKT")  # before a sign: `k€ 45`
# Chinese and Japanese write digits and signs as wide as their letters, too: one character for one
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xFFE1: "£",
    0xFFE5: "¥",
    0xFFE6: "₩",
}


def half_width(text: str) -> str:
    """A text with the digits and signs of the usual width, each where it stood."""
    return text if text.isascii() or max(text) < "\uff01" else text.translate(_FULL_WIDTH)


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
        self.scales: Mapping[str, float] = {**how["scales"], **how["glued_scales"]}
        self.glued = frozenset(how["glued_scales"])
        self.telling: Mapping[str, list[str | None]] = how["telling_scales"]
        self.lengths: dict[str, list[int]] = {}  # of the forms that begin with a character, the longest first
        for form in sorted((*self.codes, *self.shared), key=len, reverse=True):
            lengths = self.lengths.setdefault(form[0], [])
            if len(form) not in lengths:
                lengths.append(len(form))

        self.lengths_at_end: dict[str, list[int]] = {}  # … and of those that end with one
        for form in sorted((*self.codes, *self.shared), key=len, reverse=True):
            for written in (form, f"{form}.") if form.isalpha() else (form,):
                lengths = self.lengths_at_end.setdefault(written[-1], [])
                if len(written) not in lengths:
                    lengths.append(len(written))

    def is_form(self, text: str) -> bool:
        """Whether a text is the written form of a currency."""
        return text in self.codes or text in self.shared


@cache
def _notation() -> _Notation:
    return _Notation(table("pay"))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        # begins with the digit that no other stands before: a class is quick to look for
        rf"\d(?<!\d\d)(?:\d?(?:,\d{{2}}){{1,4}},\d{{3}}(?!\d)|\d{{0,2}}(?:[,.'’{BLANKS}]\d{{3}}){{1,4}}(?:[.,]\d{{1,2}})?(?!\d)"
        r"|\d{0,8}(?:[.,]\d{1,2})?(?!\d))"
    )


def amounts(text: str, first: int = 0, last: int | None = None) -> Iterator[Amount]:
    """The amounts in a stretch of a text, in order; a number without a currency is one too, unless it is part of a name."""
    notation = _notation()
    reached = first
    for match in _number().finditer(text, first, len(text) if last is None else last):
        start, end = match.span()
        if start < reached:
            continue
        before = _before(notation, text[max(reached, start - _LONGEST_CURRENCY) : start])
        after = _after(notation, text, end)
        if _is_share(text, after.end) or text[start : after.end].lower() in notation.no_amounts:
            continue
        scale = after.scale or before.scale.lower()
        in_name = start - 1 != reached and _in_name(text, start)
        if not before.forms and (in_name or (not after.forms and _has_tail(text, after.end))):
            continue
        currency, shared = _currency(notation, (*before.forms, *after.forms))
        code, period = notation.telling.get(scale, (None, None))
        reached = after.end
        value = _value(match.group())
        if not value:
            continue  # `$0` is a gap to fill
        yield Amount(
            start - before.length,
            reached,
            value,
            1000 if scale == "t" else notation.scales.get(scale, 1),
            currency or (code if not shared else None),
            shared if currency is None else "",
            period,
            after.more,
            bool(scale) or (value >= _FORMAL and not _YEAR.fullmatch(match.group())),
        )


class _After(NamedTuple):
    """What stands right after a number: its scale, the currencies, whether a plus ends it, and where it ends."""

    scale: str
    forms: tuple[str, ...]
    more: bool
    end: int


def _after(notation: _Notation, text: str, end: int) -> _After:
    """The scale and the currency that follow a number: `k€`, ` Mio. Euro`, `$ CAD`, `万円`, `,- EUR`, `k+`."""
    at = end
    if text[at : at + 1] in (".", ",") and text[at + 1 : at + 2] and text[at + 1] in DASHES:
        at += 2  # `3.200,-`
    scale, at = _scale_at(notation, text, at)
    if text[at : at + 1] == "-":
        form = _form_at(notation, text, at + 1)
        if form.isalpha() and _JOINED.match(text, at + 1 + len(form)):
            return _After(scale, (form,), False, at + 1 + len(form))
    forms: list[str] = []
    while len(forms) < 2 and (form := _form_at(notation, text, at)):
        forms.append(form)
        at += len(form)
    more = text[at : at + 1] == "+" and not (text[at + 1 : at + 2].isalnum() or text[at + 1 : at + 2] == "/")
    return _After(scale, tuple(form.strip() for form in forms), more, at + more)


def _scale_at(notation: _Notation, text: str, at: int) -> tuple[str, int]:
    """The scale that stands here, and where it ends."""
    found = _LETTERS.match(text, at)
    word = found[1].lower() if found else ""
    if not found or not word:
        return "", at
    if found[1] in notation.glued and found.start(1) == at:
        return found[1], found.end()
    if word in notation.scales:
        return word, found.end() + (word in _SHORTENED and text[found.end() : found.end() + 1] == ".")
    glued = word[1:] in _GLUED or (len(word) == 1 and text[found.end() : found.end() + 1] in ("€", "$", "£"))
    if (word[0] in notation.scales or word[0] == "t") and (glued or not word.isascii()):
        return word[0], found.start(1) + 1
    return "", at


def _form_at(notation: _Notation, text: str, at: int) -> str:
    """The written form of a currency that stands here, with a blank before it if there is one."""
    begin = at + (text[at : at + 1] in _BLANK_SET)
    for length in notation.lengths.get(text[begin : begin + 1].lower(), ()):
        form = text[begin : begin + length].lower()
        if notation.is_form(form) and not (
            form[-1].isalpha() and form.isascii() and text[begin + length : begin + length + 1].isalpha()
        ):
            leads = begin > at and not form[-1].isalpha() and text[begin + length : begin + length + 1].isdigit()
            return "" if leads else text[at : begin + length]  # `Grade 6 £31,000`: the sign is that of what follows
    return ""


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
    for length in notation.lengths_at_end.get(text[-1].lower(), ()):
        if length > len(text):
            continue
        form = text[-length:]
        named = form.lower().rstrip(".")
        if notation.is_form(named):
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
