"""Figures of pay that belong together: a period that one says for all, the ends of a range that stand apart."""

from __future__ import annotations

from jdlint.currencies import plausible
from jdlint.data import table
from jdlint.facts.amounts import BLANKS
from jdlint.facts.money import Money
from jdlint.model import Pay
from jdlint.text import Span
from jdlint.words import words


def with_shared_period(found: list[Pay]) -> list[Pay]:
    """`Mid $120k; Senior $150k (base, per year)`: a period that only one of several says is said of all."""
    said = {figure.period for figure in found if figure.period}
    if len(said) != 1 or len(found) < 2:
        return found
    (period,) = said
    return [
        figure._replace(period=period)
        if figure.period is None and not figure.per and plausible(*ends(figure), figure.currency, period)
        else figure
        for figure in found
    ]


def ends(figure: Pay) -> tuple[float, float]:
    ends = [end for end in (figure.min, figure.max) if end is not None]
    return min(ends), max(ends)


def is_extra(between: str, last: Pay, amount: Money) -> bool:
    """Whether an amount comes on top of the pay before it: `$24 an hour, plus $1.50 at night`."""
    if (amount.currency, amount.shared) != (last.currency, last.sign) or amount.high * _EXTRA > ends(last)[0]:
        return False
    said = words(between)
    return between.rstrip(BLANKS).endswith("+") or bool(said and said[-1] in table("pay")["extra"])


def rejoined(found: list[Pay]) -> list[Pay]:
    """`Minimum: $58,000` and `Maximum: $74,500`, one after the other, are the ends of one range."""
    kept: list[Pay] = []
    for figure in found:
        last = kept[-1] if kept else None
        if last is not None and _is_turned(last, figure):
            kept[-1], figure = last._replace(part="ote"), figure._replace(part="base")
        if last is not None and len(kept) > 1 and _is_midpoint(kept[-2], last, figure):
            kept.pop()
            last = kept[-1]
        if (
            last is not None
            and (last.max is None and figure.min is None)
            and last.min is not None
            and figure.max is not None
            and (last.currency, last.sign, last.period) == (figure.currency, figure.sign, figure.period)
            and last.min <= figure.max <= last.min * 12
            and figure.span.start - last.span.end < _FAR
        ):
            span = Span(last.span.start, figure.span.end)
            kept[-1] = last._replace(span=span, max=figure.max, text=f"{last.text} - {figure.text}")
        else:
            kept.append(figure)
    return kept


def _is_turned(last: Pay, figure: Pay) -> bool:
    """`160/80k OTE`: what is aimed at stands first, and the word for it after both."""
    close = last.label == figure.label == "" and 0 <= figure.span.start - last.span.end <= _CLOSE
    return close and (last.part, figure.part) == ("base", "ote") and ends(last)[0] > ends(figure)[1]


def _is_midpoint(first: Pay, middle: Pay, last: Pay) -> bool:
    """Whether an amount stands between the least and the most: `Minimum $81,216 Midpoint $101,520 Maximum $121,824`."""
    if None in (first.min, middle.min, middle.max, last.max) or first.max is not None or last.min is not None:
        return False
    near = last.span.start - first.span.end < 2 * _FAR
    return near and (first.min or 0) < (middle.min or 0) == (middle.max or 0) < (last.max or 0)


_CLOSE = 3  # characters between two amounts with a stroke
_FAR = 60  # characters between two ends of one range
_EXTRA = 3  # times what comes on top of it, at least
