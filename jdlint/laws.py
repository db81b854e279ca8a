"""Duties of pay transparency by place, as data: what is asked of a posting, since when, and how well that is checked.

Planning facts from jdlint/data/pay_transparency.yml, not legal advice.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from jdlint import data, gazetteer

Status = Literal["in force", "enacted", "by national law", "bill", "not in postings", "none"]
Checked = Literal["source", "partial", "memory"]
STATUSES: tuple[Status, ...] = ("in force", "enacted", "by national law", "bill", "not in postings", "none")
_NO_DATES: Mapping[str, datetime.date] = {}
_NO_SOURCES: Mapping[str, str] = {}


class Amount(NamedTuple):
    """A sum that a law names."""

    amount: float
    currency: str
    period: str

    def __str__(self) -> str:
        return f"{self.amount:,.0f} {self.currency} a {self.period}"


class Duty(NamedTuple):
    """What the law of a place asks of postings."""

    code: str
    name: str
    law: str
    effective: datetime.date | None  # None: no date is set, or known
    status: Status
    checked: Checked
    sources: tuple[str, ...] = ()
    employees: int = 1  # how many an employer has at least
    which: str = ""  # how they are counted
    asks: tuple[str, ...] = ()  # elements that a posting has to state
    if_any: tuple[str, ...] = ()  # those that it has to state where there is any
    not_asked: tuple[str, ...] = ()  # what it may not ask for
    both_ends: bool = False  # an open end is no range
    fixed: bool = False  # one amount is enough
    in_link: bool = False  # pay may stand behind a link
    ongoing: bool = False  # applications at any time need no closing date
    commission: bool = False  # pay by commission alone needs no range
    remote: bool = False  # the sources say that remote work is covered
    spread: Amount | None = None  # the widest range
    exempt_above: Amount | None = None  # where a range ends above that, nothing is asked on pay
    enforced: datetime.date | None = None  # no fines before that day
    later: Mapping[str, datetime.date] = _NO_DATES  # what came into force after the rest
    bar_sources: Mapping[str, str] = _NO_SOURCES  # of what may not be asked, where that is a law of its own
    even_left_out: bool = False  # a remote posting that will not take people from there is covered, too
    public: bool = False  # only what is advertised to the public is covered
    notes: str = ""

    @property
    def has_posting_duty(self) -> bool:
        """Whether it asks anything of postings, now or some day."""
        return self.status in ("in force", "enacted") and bool(self.asks or self.not_asked)

    def in_force(self, day: datetime.date) -> bool:
        """Whether it counts on a day."""
        return self.has_posting_duty and self.effective is not None and self.effective <= day

    def asked(self, day: datetime.date) -> tuple[str, ...]:
        """What has to be stated on a day; of a law to come, what it will ask."""
        return tuple(each for each in self.asks if each not in self.later or self.later[each] <= day)

    def barred(self, day: datetime.date) -> tuple[str, ...]:
        """What may not be asked on a day."""
        return tuple(each for each in self.not_asked if each not in self.later or self.later[each] <= day)


@cache
def _table() -> Mapping[str, Any]:
    found: Mapping[str, Any] = data.apart("pay_transparency")
    return found


def as_of() -> datetime.date:
    """The day on which the duties were last reviewed."""
    return datetime.date.fromisoformat(_table()["as_of"])


def element(name: str) -> Mapping[str, str]:
    """How an element is called that a law asks for (`asked`), and that a posting does not say (`missing`)."""
    found: Mapping[str, str] = _table()["elements"][name]
    return found


def bar(name: str) -> Mapping[str, str]:
    """How that is called which a posting asks for (`asked`), and which a law does not let it ask for (`barred`)."""
    found: Mapping[str, str] = _table()["not_asked"][name]
    return found


@cache
def duties() -> Mapping[str, Duty]:
    """All duties by the code of their place."""
    return {code: _duty(code, entry) for code, entry in _table()["places"].items()}


def _duty(code: str, entry: Mapping[str, Any]) -> Duty:
    plain = {name: value for name, value in entry.items() if name in _PLAIN}
    return Duty(
        code=code,
        effective=_date(entry.get("effective")),
        enforced=_date(entry.get("enforced")),
        sources=tuple(entry.get("sources", ())),
        asks=tuple(entry.get("asks", ())),
        if_any=tuple(entry.get("if_any", ())),
        not_asked=tuple(entry.get("not_asked", ())),
        spread=Amount(**entry["spread"]) if "spread" in entry else None,
        exempt_above=Amount(**entry["exempt_above"]) if "exempt_above" in entry else None,
        later={name: datetime.date.fromisoformat(day) for name, day in entry.get("later", {}).items()},
        **plain,
    )


_PLAIN = frozenset(
    (
        "name law status checked employees which both_ends fixed in_link ongoing commission remote even_left_out public"
        " notes bar_sources"
    ).split()
)


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def duties_at(code: str) -> Sequence[Duty]:
    """The duties of a place and of those that it lies in, innermost first."""
    found = [duty for duty in duties().values() if duty.has_posting_duty and gazetteer.lies_in(code, duty.code)]
    return sorted(found, key=lambda duty: -len(duty.code))


def duties_within(country: str) -> Sequence[Duty]:
    """The duties of the parts of a country, or the members of the union: of work that may be done anywhere in it, all may apply."""
    inner = 0 if country == "eu" else 1
    return [
        duty
        for code, duty in duties().items()
        if duty.has_posting_duty and code.count("-") == inner and code != country and gazetteer.lies_in(code, country)
    ]


def federal(country: str) -> Mapping[str, str]:
    """Patterns of postings of a country's federal government, to which the law of states and provinces does not apply."""
    found: Mapping[str, str] = _table()["federal"].get(country, {})
    return found


def wording(name: str) -> str:
    """A pattern of what does for something that a law asks, where a figure or a fact does not say it."""
    return str(_table()["wordings"][name])
