"""Types of what a posting states that few runs ask for: apart from the model, so that others need not load them."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

from jdlint.model import Block, Section
from jdlint.text import Span


class StatedDate(NamedTuple):
    """A date that a posting states; None where it lacks its year, or where day and month may be either way round."""

    span: Span
    date: datetime.date | None
    readings: tuple[datetime.date, ...]  # all dates that it may be: two where it is ambiguous, none without a year
    yearless: tuple[int, int] | tuple[()] = ()  # month and day of one without a year

    @property
    def ambiguous(self) -> bool:
        """Whether day and month may be either way round."""
        return len(self.readings) > 1

    def may_be(self, other: StatedDate) -> bool:
        """Whether two dates may be the same day, read one way or the other."""
        if self.readings and other.readings:
            return not set(self.readings).isdisjoint(other.readings)
        return not self._days().isdisjoint(other._days())

    def _days(self) -> set[tuple[int, int] | tuple[()]]:
        return {(date.month, date.day) for date in self.readings} or {self.yearless}


class Years(NamedTuple):
    """How many years of experience are asked for; an open end is None. ``what``: in what, as written; may be empty."""

    span: Span
    min: float | None
    max: float | None
    what: str
    required: bool  # False under `nice to have` and where the text says so


class YearsAsWritten(NamedTuple):
    """A statement of years with the words around it, for who judges how it is said."""

    years: Years
    block: Block
    section: Section
    text: str
    before: str  # the sentence before it
    after: str  # and after it
    bound: str  # `least` or `most` where words say so
    either: bool  # `one or two years`: said loosely, and no range


class Contracting(NamedTuple):
    """That a posting looks for a contractor and no employee."""

    span: Span
    said: str
    independent: bool  # False where the words are used of agency staff and short employment too


class Degree(NamedTuple):
    """A degree that is asked for; ``level`` is one of jdlint/data/degrees.yml."""

    span: Span
    level: str
    equivalent: bool  # or what is as good: experience, another certificate
    required: bool


class SpokenLanguage(NamedTuple):
    """A language that a job asks for."""

    span: Span
    language: str  # ISO 639-1
    level: str  # as written: `C1`, `fluent`; may be empty
    required: bool


class Arrangement(NamedTuple):
    """Where the work is done."""

    span: Span
    kind: Literal["on-site", "hybrid", "remote"]
    where: str  # from where it may be done remotely, as written; may be empty


class Contact(NamedTuple):
    """An address or link."""

    span: Span
    kind: Literal["email", "phone", "link", "form"]
    value: str
    to_apply: bool  # whether it stands where the posting says how to apply


class Claim(NamedTuple):
    """What a posting says of its own job: of which fact, and what. Of hours also the figures."""

    span: Span
    fact: str  # time, contract, workplace, level, hours
    value: str
    text: str  # as written
    least: float = 0.0
    most: float = 0.0
