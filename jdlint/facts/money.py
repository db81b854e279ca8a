"""Money in a text: amounts, and the ranges that they make. What is pay: jdlint/facts/pay.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from jdlint.data import table
from jdlint.facts.amounts import BLANKS, DASHES, Amount, amounts, half_width
from jdlint.facts.pay_periods import period_after
from jdlint.text import later
from jdlint.words import plain, words

_ELLIPTIC = 1000  # `45-50 000` and `50-75k`: the lower end without its thousands
_FARTHEST = 12  # times the lower end that a higher one can be where only one has a currency: else they are two things
_LONGEST_GAP = 40  # characters between the ends of a range
_TARGET = 1.5  # times what is sure: from here on `$80k/$160k OTE` is base and target
_NEAR = 60  # characters from a currency within which a number can be its amount, or the other end of its range
_UNIT = 20  # characters that can say of what time an amount is
_CENTS = later(r"\d[.,]\d\d\Z")
_SIGN = later(r"[$€£¥₹]")
_DASH_AT_END = later(rf"[{DASHES}]\Z")


class Money(NamedTuple):
    """An amount, both of its ends the same, or a range; in whole units of its currency."""

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    shared: str
    period: str | None
    more: bool
    formal: bool
    is_range: bool

    @property
    def has_currency(self) -> bool:
        """Whether a currency is written with it."""
        return self.currency is not None or bool(self.shared)


class _Ranges:
    """The words of ranges, made of the table once."""

    def __init__(self, how: Mapping[str, Any]) -> None:
        self.range = frozenset(how["range"])
        self.paired = {word: frozenset(openers) for word, openers in how["paired"].items()}
        self.openers = frozenset(how["range_openers"])
        self.connectors = frozenset(how["connectors"])
        self.per = [[word] for word in how["per"]]
        self.times = frozenset(how["times"])
        self.ote = frozenset(how["ote"])
        self.fillers = frozenset(
            (
                *how["per"],
                *how["gross"],
                *how["net"],
                *(word for names in (*how["periods"].values(), *how["units"].values()) for word in names),
                *("p", "min", "minimum"),
            )
        )


@cache
def _ranges() -> _Ranges:
    return _Ranges(table("pay"))


def money(text: str, *, bare: bool = False, signs_only: bool = False) -> list[Money]:
    """All money in a text, in order.

    ``bare``: numbers without a currency are money too, where they look like it. ``signs_only``: there is no currency in
    the text but common signs, so that numbers far from one need no look.
    """
    stretches = _stretches(text) if signs_only and not bare and len(text) > 2 * _NEAR else ((0, len(text)),)
    parts = [amount for first, last in stretches for amount in amounts(text, first, last)]
    found: list[Money] = []
    at = 0
    while at < len(parts):
        joined = _range(text, parts[at], parts[at + 1], bare) if at + 1 < len(parts) else None
        if joined is not None and _is_target(text, parts[at], parts[at + 1], joined):
            found += _two(joined, parts[at].end, parts[at + 1].start)
        elif joined is not None:
            found.append(joined)
        elif parts[at].has_currency or (bare and (parts[at].formal or _is_rate(text, parts[at]))):
            found.append(_single(parts[at]))
        at += 1 if joined is None else 2
    return found


def number(text: str) -> float | None:
    """A number that is all of a text: `45,000`, `1.234,56`, `50k`; None where it is none. For values of front matter."""
    bare = half_width(text.strip())
    found = list(amounts(bare))
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare))
    return found[0].number * found[0].scale if whole else None


def _single(amount: Amount) -> Money:
    value = amount.number * amount.scale
    return Money(
        start=amount.start,
        end=amount.end,
        low=value,
        high=value,
        currency=amount.currency,
        shared=amount.shared,
        period=amount.period,
        more=amount.more,
        formal=amount.formal,
        is_range=False,
    )


def _is_rate(text: str, amount: Amount) -> bool:
    """Whether a number without a currency is one of an hour's pay: `16.50`, `17 an hour`, `15,80/Std`."""
    after = text[amount.end : amount.end + _UNIT]
    if _CENTS.search(text, amount.start, amount.end) and not after.startswith((".", ":")):  # `15.10.` is a day
        return True
    per = after.lstrip(BLANKS).startswith("/") or words(after)[:1] in _ranges().per
    return per and period_after(after) == "hour"


def _is_target(text: str, first: Amount, second: Amount, both: Money) -> bool:
    """Whether `160/80k` is what is aimed at and what is sure of it: nobody writes a range with a stroke from its higher end."""
    if text[first.end : second.start].strip(BLANKS) != "/":
        return False
    targets = not _ranges().ote.isdisjoint(words(text[second.end : second.end + 12])[:1])
    return both.low > both.high or (targets and both.high >= both.low * _TARGET)


def _two(both: Money, end: int, start: int) -> list[Money]:
    """The two ends of what looked like a range as amounts of their own."""
    return [
        both._replace(end=end, high=both.low, more=False, is_range=False),
        both._replace(start=start, low=both.high, is_range=False),
    ]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text near a sign."""
    first = last = 0
    for found in _SIGN.finditer(text):
        if found.start() - _NEAR > last:
            if last:
                yield first, last
            first = max(0, found.start() - _NEAR)
        last = found.end() + _NEAR
    if last:
        yield first, min(last, len(text))


def _range(text: str, first: Amount, second: Amount, bare: bool) -> Money | None:
    """The range that two amounts make, or None where they are two things."""
    formal = first.formal or second.formal or (bare and _is_rate(text, second))
    if not (first.has_currency or second.has_currency or (bare and formal)) or first.more:
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    if not _parts(text, first, second):
        return None
    # one currency for both: `€45-50 000`, and not `Grade 7 - £31,000`
    shares = not second.has_currency or (not first.has_currency and text[second.start].isdigit())
    low, high = _scaled(first, second, shares)
    if min(low, high) <= 0 or (
        max(low, high) > min(low, high) * _FARTHEST and not (first.has_currency and second.has_currency)
    ):
        return None
    currency = first.currency or second.currency
    return Money(
        start=first.start,
        end=second.end,
        low=low,
        high=high,
        currency=currency,
        shared="" if currency else first.shared or second.shared,
        period=first.period or second.period or period_after(text[first.end : second.start]),
        more=second.more,
        formal=formal,
        is_range=True,
    )


def _parts(text: str, first: Amount, second: Amount) -> bool:
    """Whether what stands between two amounts makes them the ends of a range."""
    known = _ranges()
    gap = plain(text[first.end : second.start])
    if len(gap) > 2 * _LONGEST_GAP or any(mark in gap for mark in ";:|\n+"):
        return False
    following = words(text[second.end : second.end + 12]) if text[second.end : second.end + 1].isspace() else []
    if following and following[0] in known.times and not second.has_currency and second.scale == 1:
        return False  # `£15 - 20 hours`
    between = words(gap)
    opened = words(text[max(0, first.start - 30) : first.start])[-4:] if between else []
    if between and not (known.openers.isdisjoint(opened) or second.currency != first.currency or "," in gap):
        # `from $95,000 in our smallest market to $160,000 in our largest`
        joins = between[-1] in known.range or not known.paired.get(between[-1], frozenset()).isdisjoint(opened)
        return joins and known.connectors.isdisjoint(between[:-1])
    if len(gap) > _LONGEST_GAP:
        return False
    dashed = _DASH_AT_END.search(gap.strip(BLANKS + "()")) is not None
    if gap.strip(BLANKS) == "/" and (second.has_currency or second.scale > 1):
        return True  # `35/40 k€`
    if dashed or not between:
        return dashed and all(word in known.fillers for word in between)
    for count in (3, 2, 1):
        if " ".join(between[-count:]) in known.range and all(word in known.fillers for word in between[:-count]):
            return True
    if between[-1] in known.paired and all(word in known.fillers for word in between[:-1]):
        return not known.paired[between[-1]].isdisjoint(opened)
    return False


def _scaled(first: Amount, second: Amount, one_currency: bool) -> tuple[float, float]:
    """Both ends in whole units: `50-75k` and `£50k-75` share their thousands, and `45-50 000 €` does."""
    low, high = first.number * first.scale, second.number * second.scale
    if second.scale > 1 and first.scale == 1 and first.number < _ELLIPTIC:
        low *= second.scale
    elif first.scale > 1 and second.scale == 1 and second.number < _ELLIPTIC:
        high *= first.scale
    elif (
        one_currency
        and first.number < _ELLIPTIC <= second.number
        and second.number > first.number * 100
        and (high % _ELLIPTIC == 0)
    ):
        low *= _ELLIPTIC
    return low, high
