"""Stipends: what an internship, a fellowship or a doctorate pays, where it is for a person's living and not for a desk or a course.

A posting's `$1,500 annual learning stipend` is a benefit and `a stipend of $3,000 per month` of a fellowship is its pay. So
a stipend is pay where a place of this kind is named, or where it stands under a heading for pay, with a period, and is
enough to live on; and where no word beside it says what else it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts import pay_words
from jdlint.model import Period
from jdlint.words import words

_LABEL = 3  # words of a label that is little more than `stipend`


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


def is_all_that_is_paid(near: pay_words.Around) -> bool:
    """Whether nothing but a label is said of an amount, `Stipend: ₹5,000`, so that it is what the placement pays."""
    return near.sentence == near.head and _is_name(near.head) and not _is_for_more(near.tail)


def is_named(heading: str, near: pay_words.Around) -> bool:
    """Whether the heading above an amount says `stipend` and little more, and what follows it not what for."""
    return _is_name(words(heading)) and not _is_for_more(near.tail)


def _is_name(said: Sequence[str]) -> bool:
    return len(said) <= _LABEL and not _words("stipends").isdisjoint(said) and not _is_for_more(said)


def _is_for_more(said: Sequence[str]) -> bool:
    """Whether words tell of something else that a stipend is for."""
    return any(
        word in _words("stipend_for") or (pay_words.is_other(word) and word not in _words("stipends")) for word in said
    )
