"""Pay as we write it, in the way of a locale: what reads back to the same figure (jdlint/facts/pay.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jdlint.data import table
from jdlint.model import Pay

_NO_BREAK = "\u00a0"


def locales() -> list[str]:
    """The locales that pay can be written in, such as `en-GB`."""
    return list(table("pay")["locales"])


def pay_text(pay: Pay, locale: str) -> str:
    """A pay figure in words: `£24,000 to £26,000 a year`; ``locale``: one of ours, or a language."""
    known: Mapping[str, Mapping[str, Any]] = table("pay")["locales"]
    how = known.get(locale) or next((known[name] for name in known if name.startswith(f"{locale}-")), known["en-GB"])
    low, high = (_amount(end, pay, how) if end is not None else "" for end in (pay.min, pay.max))
    if low and high:
        text = how["range"].format(low, high) if pay.min != pay.max else low
    else:
        text = how["from" if low else "up_to"].format(low or high)
    return f"{text} {how['per'][pay.period]}" if pay.period is not None else text


def _amount(amount: float, pay: Pay, how: Mapping[str, Any]) -> str:
    """An amount with its currency; the ends of a range carry it both."""
    whole, fraction = f"{amount:,.2f}".split(".")
    number = whole.replace(",", how["thousands"]) + (how["decimal"] + fraction if fraction != "00" else "")
    if pay.currency is None:
        return f"{pay.sign}{number}"
    sign = table("pay")["written"].get(pay.currency, pay.currency)
    if how["sign"] == "after":
        return f"{number}{_NO_BREAK}{pay.currency if '$' in sign else sign}"
    blank = _NO_BREAK if sign[-1].isalpha() or how["sign"] == "before-blank" else ""
    return f"{sign}{blank}{number}"
