"""Currencies: what an amount is worth, roughly, to tell pay that can be meant from a slip of the pen."""

from __future__ import annotations

from collections.abc import Sequence

from jdlint.data import table
from jdlint.model import PERIODS, Period


def plausible(low: float, high: float, currency: str | None, period: Period | None) -> bool:
    """Whether anyone is paid so little or so much in a period; without one, in any."""
    bounds = table("pay")["plausible"]
    least, most = in_dollars(low, currency), in_dollars(high, currency)
    periods: Sequence[Period] = (period,) if period is not None else PERIODS
    return any(bounds[each][0] <= least and most <= bounds[each][1] for each in periods)


def in_dollars(amount: float, currency: str | None) -> float:
    """What an amount is worth, roughly; one without a currency is taken for dollars."""
    worth: float = table("pay")["units_per_dollar"].get(currency, 1)
    return amount / worth


def currencies_of(sign: str, places: Sequence[str]) -> list[str]:
    """The currencies (ISO 4217) that a sign, such as `$`, can mean in these places (codes such as `us-ny`)."""
    how = table("pay")
    known = {how["by_country"].get(place[:2]) for place in places}
    return sorted(known & set(how["shared"].get(sign, ())))
