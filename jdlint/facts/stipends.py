"""Stipends: what an internship, a fellowship or a doctorate pays, where it is for a person's living and not for a desk or a course.

A posting's `$1,500 annual learning stipend` is a benefit and `a stipend of $3,000 per month` of a fellowship is its pay. So
a stipend is pay where a place of this kind is named, or where it stands under a heading for pay, with a period, and is
enough to live on; and where no word beside it says what else it is for.
"""

from __future__ import annotations

from functools import cache

from jdlint.data import table
from jdlint.facts import pay_words
from jdlint.model import Period
from jdlint.words import words


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("pay")[name])


def is_pay(near: pay_words.Around, heading: str, period: Period, enough: bool) -> bool:
    """Whether an amount is called a stipend, and by the words around it and the heading above it, one to live on.

    ``enough``: it is as much as pay is in its period anywhere; less of it can be all that a volunteer or an intern has.
    """
    beside = [*near.head, *near.tail]
    if _words("stipends").isdisjoint(beside):
        return False
    if any(pay_words.is_other(word) and word not in _words("stipends") for word in beside):
        return False
    if not _words("stipend_for").isdisjoint(beside):
        return False
    told = {*near.sentence, *words(near.after), *words(heading)}
    if not _words("placements").isdisjoint(told):
        return enough or period != "year"
    return enough and pay_words.names_only_pay(heading)
