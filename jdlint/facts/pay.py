"""Pay figures that a posting states: amounts and ranges with a currency, less money that is no pay.

Reads the common writings: a symbol before or after, an ISO code, thousands by comma, point, blank or apostrophe, k,
ranges by any dash or word, open ends, and the period where it is said. Ambiguous `$` is taken for US dollars.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, cast

from jdlint.hints import Hints
from jdlint.model import Block, Pay, Section, plain_key
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.words import HYPHENS, plain, words

Period = Literal["year", "month", "week", "day", "hour"]

_SYMBOLS = {
    "us$": "USD", "$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₹": "INR", "k€": "EUR", "k$": "USD", "k£": "GBP", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
_CODES = ("usd", "eur", "gbp", "cad", "aud", "nzd", "chf", "inr", "sek", "nok", "dkk", "pln", "jpy", "sgd")
_NAMES = frozenset((*_CODES, "euro", "euros"))
_SIGNS = ("$", "€", "£", "¥", "₹")
_HINTS = Hints(_NAMES, _SIGNS)
_CURRENCY = r"(?:us\$|ca\$|nz\$|c\$|a\$|k[€$£]|[$€£¥₹]|\b(?:" + "|".join(_CODES) + r"|euros?)\b)"
_NUMBER = r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d{2})?(?!\d)|\d{1,7}(?:[.,]\d{1,2})?(?!\d)"


def _amount_pattern(number: int) -> str:
    """One amount; its groups carry a number, for a range has two."""
    before, after = f"(?P<before{number}>{_CURRENCY})?", f"(?P<after{number}>{_CURRENCY})"
    return rf"{before}\s?(?P<number{number}>{_NUMBER})(?:\s?(?P<k{number}>k\b))?(?:\s?{after})?"


_DASH = rf"(?:\s?[{HYPHENS}—]\s?|\s(?:to|and|à|bis|and up to|through)\s)"
_PAY = re.compile(rf"{_amount_pattern(1)}(?:{_DASH}{_amount_pattern(2)})?(?P<plus>\s?\+)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CURRENCIES, _SIGN = re.compile(_CURRENCY, re.IGNORECASE), re.compile("[$€£¥₹]")
_CURRENCY_WIDTH, _RANGE_WIDTH = (
    6,
    80,
)  # characters: of a currency with a blank, and of a range up to the currency that ends it
_CURRENCY_BEFORE = re.compile(_CURRENCY + r"\s?\Z", re.IGNORECASE)
_IN_NAME = re.compile(rf"(?:[\w.,]|[A-Za-z][{HYPHENS}])\Z")
_PERIODS: Mapping[Period, str] = {
    "hour": r"\b(?:per hour|an hour|hourly|par heure|de l'heure|pro stunde|stundenlohn|p\.?h\b)|/ ?(?:h(?:ou)?r?|std)\b",
    "day": r"\b(?:per day|a day|daily|par jour|tjm|pro tag|tagessatz)|/ ?day\b",
    "week": r"\b(?:per week|a week|weekly|par semaine|pro woche)|/ ?w(?:ee)?k\b",
    "month": r"\b(?:per month|a month|monthly|par mois|im monat|mensuel|pro monat|monatlich|monatsgehalt)|/ ?mo(?:nth)?\b",
    "year": r"\b(?:per year|a year|annual(?:ly)?|per annum|p\.? ?a\b|yearly|par an|im jahr|annuel|pro jahr|jährlich|jahresgehalt)"
    r"|/ ?(?:y(?:ea)?r|annum)\b",
}
_PERIOD = re.compile("|".join(f"(?P<{period}>{pattern})" for period, pattern in _PERIODS.items()))
_SCALE = re.compile(r"\s?(?:million|billion|trillion|m\b|mn\b|bn\b|b\b|mrd|mio|millions|milliards)", re.IGNORECASE)
# words near an amount that make it other money, and words in a block that make a small amount pay
_NO_PAY = frozenset(
    "raised raising funding fund revenue revenues turnover valuation budget budgets arr portfolio grant grants allowance "
    "stipend reimburse reimbursed reimbursement bonus bonuses savings sales worth invest invests invested investment "
    "investments donate donated donation donations fee fees loan loans saved processing transaction transactions "
    "contribution contributions match matching insurance diem relocation value spend spent cost costs tips payment".split()
)
_MORE = re.compile(r"\b(?:plus|and|with|et|und|zuzüglich)\b|[,;(+]")
_PAY_WORDS = frozenset("salary pay compensation wage wages salaire gehalt".split())
_CUES = frozenset(
    "salary salaries pay paid compensation wage wages remuneration rate earn earns earning earnings ote base salaire "
    "rémunération gehalt vergütung".split()
)
_UP_TO = re.compile(r"\b(?:up to|maximum(?: of)?|jusqu'à|bis zu)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting at|at least|minimum(?: of)?|à partir de|ab)\s*$", re.IGNORECASE)
_ENDS = (
    ("min", "minvalue", "minimum"),
    ("max", "maxvalue", "maximum"),
)  # keys of the two ends, as `plain_key` has them
_AMOUNT, _LONGEST_NUMBER = re.compile(_NUMBER), 20
_META = (
    "salary",
    "pay",
    "compensation",
    "salaryrange",
    "payrange",
    "basesalary",
    "remuneration",
    "wage",
    "gehalt",
    "salaire",
    "rate",
)


def pay(posting: Posting) -> Sequence[Pay]:
    """All pay figures of a posting, front matter first, and structured data last, where it says more than the page."""
    stated = _in_front_matter(posting)
    shown = posting.meta is None or posting.meta.shown
    found = list(stated) if shown else []
    hinted = posting.hinted(_HINTS)
    currencies = _SIGN if _NAMES.isdisjoint(posting.words) else _CURRENCIES  # names take longer to find than signs
    blocks = posting.blocks()
    for number in sorted({number for numbers in hinted.values() for number in numbers}):
        block, section = blocks[number]
        if block.kind != "code" and not posting.is_chrome(block):
            found += _in_block(block, section, currencies)
    visible = {(figure.min, figure.max) for figure in found}
    return found if shown else [*found, *(figure for figure in stated if (figure.min, figure.max) not in visible)]


def _in_front_matter(posting: Posting) -> Sequence[Pay]:
    entry = posting.meta.first(*_META) if posting.meta else None
    if posting.meta is None or entry is None:
        return ()
    key, value = entry
    span = posting.meta.spans[key]
    if isinstance(value, dict):
        return _from_mapping(value, span)
    currency = posting.meta.first("salarycurrency", "currency")
    if _plain_number(value) is not None and currency is not None:
        return _from_mapping({"value": value, "currency": currency[1]}, span)
    text = str(value)
    return [
        figure._replace(span=span)
        for figure in (_figure(text, match, context=True) for match in _matches(text))
        if figure
    ][:1]


def _from_mapping(value: dict[str, Any], span: Span) -> Sequence[Pay]:
    """Pay in parts: ours, and schema.org's MonetaryAmount with its QuantitativeValue inside."""
    inner = value.get("value")
    parts = {plain_key(key): part for key, part in (value | inner if isinstance(inner, dict) else value).items()}
    single = _plain_number(parts.get("value"))
    low, high = (
        next((found for key in keys if (found := _plain_number(parts.get(key))) is not None), None) for keys in _ENDS
    )
    if low is None and high is None:
        low = high = single
    if low is None and high is None:
        return ()
    currency = parts.get("currency")
    unit = str(parts.get("period") or parts.get("unittext") or "").lower()
    period = next((name for name in _PERIODS if name in unit), None)
    return [Pay(span, low, high, str(currency).upper() if currency else None, period, f"{low} - {high}")]


def _plain_number(value: Any) -> float | None:
    """A number, also one that is written as text: `"45,000"`."""
    if isinstance(value, str) and len(value) < _LONGEST_NUMBER and _AMOUNT.fullmatch(value.strip()):
        amount = _amount(value.strip(), False)
        return int(amount) if amount is not None and amount == int(amount) else amount
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _in_block(block: Block, section: Section, currencies: re.Pattern[str]) -> Sequence[Pay]:
    text = block.text.value
    found = []
    context: bool | None = None  # decided when the first amount is met, for the whole block
    for match in _matches(text, currencies):
        if _currency(match) is None:
            continue
        if context is None:
            context = section.kind == "compensation" or not _CUES.isdisjoint(block.text.words.plain)
        figure = _figure(text, match, context)
        if figure is not None:
            figure = figure if figure.period else figure._replace(period=_period_in(" " + plain(section.name)))
            found.append(
                figure._replace(
                    span=block.text.span(
                        match.start() + _blanks(match.group()), match.start() + len(match.group().rstrip())
                    )
                )
            )
    return found


def _matches(text: str, currencies: re.Pattern[str] = _CURRENCIES) -> Iterator[re.Match[str]]:
    """Amounts and ranges: each begins at a number, or at the currency before it. Part of a name (GS-13) is no amount."""
    end = 0
    money = [found.start() for found in currencies.finditer(text)]
    for digits in _DIGITS.finditer(text):
        nearest = bisect_left(money, digits.start() - _CURRENCY_WIDTH)
        if nearest == len(money) or money[nearest] > digits.start() + _RANGE_WIDTH:
            continue  # no currency is near: not worth a look
        if digits.start() < end or _IN_NAME.search(text, max(0, digits.start() - 3), digits.start()):
            continue
        currency = _CURRENCY_BEFORE.search(text, max(end, digits.start() - _CURRENCY_WIDTH), digits.start())
        match = _PAY.match(text, currency.start() if currency else digits.start())
        if match:
            end = match.end()
            yield match


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _figure(text: str, match: re.Match[str], context: bool) -> Pay | None:
    """The pay that a match states, or None where the amount is no pay."""
    currency = _currency(match)
    if currency is None or _SCALE.match(text, match.end()) or _is_other_money(text, match, context):
        return None
    high_k = bool(match["k2"]) or _thousands(match, 2)
    low = _amount(match["number1"], bool(match["k1"]) or _thousands(match, 1) or (high_k and bool(match["number2"])))
    high = _amount(match["number2"], high_k) if match["number2"] else low
    period = _period(text, match)
    smallest = 5 if context or period in ("hour", "day", "week") else 1000
    if low is None or high is None or max(low, high) < smallest:
        return None
    before = text[max(0, match.start() - 40) : match.start()]
    if not match["number2"]:
        if match["plus"] or _FROM.search(before):
            return Pay(Span(0, 0), low, None, currency, period, match.group().strip())
        if _UP_TO.search(before):
            return Pay(Span(0, 0), None, high, currency, period, match.group().strip())
    return Pay(Span(0, 0), low, high, currency, period, match.group().strip())


def _currency(match: re.Match[str]) -> str | None:
    named = [match[name].lower() for name in ("before1", "after1", "before2", "after2") if match[name]]
    codes = [name.upper() for name in named if name in _CODES]
    return codes[0] if codes else next((_SYMBOLS[name] for name in named if name in _SYMBOLS), None)


def _thousands(match: re.Match[str], number: int) -> bool:
    return any((match[f"{place}{number}"] or "").lower() in ("k€", "k$", "k£") for place in ("before", "after"))


def _amount(number: str, thousands: bool) -> float | None:
    compact = re.sub(r"[\s'’\u00a0\u202f]", "", number)
    if re.search(r"[.,]\d{1,2}$", compact):
        whole, fraction = re.split(r"[.,](?=\d{1,2}$)", compact)
    else:
        whole, fraction = compact, "0"
    digits = re.sub(r"[.,]", "", whole)
    return float(f"{digits}.{fraction}") * (1000 if thousands else 1) if digits else None


def _is_other_money(text: str, match: re.Match[str], context: bool) -> bool:
    before = words(text[max(0, match.start() - 45) : match.start()])
    after = _MORE.split(text[match.end() : match.end() + 30], maxsplit=1)[0]  # "plus bonus" is no part of the figure
    if _NO_PAY.isdisjoint(before) and _NO_PAY.isdisjoint(words(after)):
        return False
    return not (context and not _PAY_WORDS.isdisjoint(before[-5:]))


def _period(text: str, match: re.Match[str]) -> Period | None:
    """The period said right after the figure, else before it in the same sentence."""
    after = _PERIOD.search(" " + plain(text[match.end() : match.end() + 45]))
    if after:
        return cast(Period, after.lastgroup)
    return _period_in(plain(text[max(0, match.start() - 80) : match.start()]))


def _period_in(text: str) -> Period | None:
    said = {found.lastgroup for found in _PERIOD.finditer(text)}
    return next((period for period in _PERIODS if period in said), None)
