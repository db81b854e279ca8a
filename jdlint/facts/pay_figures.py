"""Pay figures: what an amount and the words around it come to."""

from __future__ import annotations

import re
from typing import Any, cast

from jdlint.facts import pay_terms, pay_words
from jdlint.facts.money import Money
from jdlint.facts.pay_labels import label
from jdlint.facts.pay_periods import other_period, period_after, period_in
from jdlint.model import Pay, Period
from jdlint.text import Span, later

_PER = later(  # not `je nach Erfahrung` or `la première année`
    r"\s*(?:(?:per|an?|for (?:a|an|each)|par|pro|(?:la|le|je)(?! (?:nach|premi)))\b|/) ?(?:[\w-]+ )?([^\W\d_]{3,})",
    re.IGNORECASE,
)


def period_of(amount: Money, near: pay_words.Around) -> Period | None:
    """The period that an amount tells by its scale (LPA), or that is said after it, or else before it."""
    if other_period(near.before, near.after):
        return None
    return cast(Period | None, amount.period) or period_after(near.after) or period_in(near.before)


def unit_after(near: pay_words.Around) -> str:
    """What right after an amount it is for, where that is a thing or a piece of work: `per mile`, `/article`."""
    found = _PER.match(near.after)
    return found[1].lower() if found else ""


def figure_of(text: str, amount: Money, near: pay_words.Around, context: str) -> Pay:
    """The pay that an amount is, its place still to be filled in; ``context``: its label or heading, which may say the period."""
    other = other_period(near.before, near.after)
    period = None if other else period_of(amount, near) or period_in(context)
    low: float | None = min(amount.low, amount.high)
    high: float | None = max(amount.low, amount.high)
    end = "from" if amount.more else pay_terms.opening(near) if not amount.is_range else None
    return Pay(
        span=Span(0, 0),
        min=None if end == "up_to" else low,
        max=None if end == "from" else high,
        currency=amount.currency,
        period=period,
        text=text[amount.start : amount.end],
        basis=cast(Any, pay_terms.basis(near, context)),
        label=label(near),
        part="ote" if pay_terms.has_phrase("ote", near, context) else "base",
        pro_rata=pay_terms.has_phrase("pro_rata", near),
        reversed=amount.low > amount.high,
        per=other or (unit_after(near) if period is None else ""),
        sign=amount.shared,
    )
