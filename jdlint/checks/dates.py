"""dates: a deadline that has passed, a date that can be read in two ways, and promises that time has overtaken."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jdlint.data import table
from jdlint.model import Block
from jdlint.particulars import StatedDate
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import later
from jdlint.words import words

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["fault"],
    "additionalProperties": False,
    "properties": {"fault": {"enum": ["past", "ambiguous", "stale"]}, "years": {"type": "integer", "minimum": 1}},
}
CASES = ("past", "ambiguous", "stale", "recent")
VALUES = ("match", "date", "other", "as_of")
_FIGURES = later(r"(?<![\w./-])(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?![\w-])")
_WEEKDAY = later(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?:the )?\Z", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STOP = later(r"[.;!?](?=\s|$)")
_BEFORE = 60  # characters before a year in which a promise begins
_EITHER = frozenset(("ca",))  # where both orders are used
_TWELVE = 12
_FIRST_YEAR = 2000


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    today = rule.circumstances.as_of if rule.circumstances else datetime.date.today()
    fault, years = rule.options["fault"], rule.options.get("years", 2)
    places = rule.circumstances.jurisdictions if rule.circumstances else ()
    past_years = frozenset(map(str, range(_FIRST_YEAR, today.year + 1)))

    def look(posting: Posting) -> Iterator[Hit]:
        if fault == "past":
            yield from _past(posting, today)
        elif fault == "ambiguous":
            yield from _ambiguous(posting, places)
        elif told := past_years.intersection(posting.words):
            yield from _stale(posting, rule, told, today, years) if posting.facts.closed is None else ()

    return look


bind = one_by_one(_prepare)


def _past(posting: Posting, today: datetime.date) -> Iterator[Hit]:
    """The last day to apply, where it lies in the past; of a posting that says it is over nobody needs to hear so."""
    if "deadline" not in posting.facts.statements or posting.facts.closed is not None or _is_unseen(posting):
        return
    stated = posting.facts.deadlines
    if not stated or any(not each.readings or max(each.readings) >= today for each in stated):
        return
    if "ongoing_applications" in posting.facts.details:
        return  # `open until filled; we begin to read on 4 May`
    last = max(stated, key=lambda each: (max(each.readings), -each.span.start))
    values = {"match": _written(posting, last), "date": max(last.readings).isoformat(), "as_of": today.isoformat()}
    yield Hit(last.span, "past", {**values, "other": ""}, "deadline")


def _is_unseen(posting: Posting) -> bool:
    """Whether front matter keeps the page from visitors: one who prepares it again gives it a new date anyway."""
    meta = posting.meta
    entries = [(meta.first(key), value) for key, value in table("closed")["unseen"].items()] if meta is not None else []
    return any(entry is not None and entry[1] is value for entry, value in entries)


def _ambiguous(posting: Posting, places: tuple[str, ...]) -> Iterator[Hit]:
    """Dates of which nothing in the posting tells whether the day or the month comes first."""
    facts = posting.facts
    stated = [*facts.deadlines] if "deadline" in facts.statements else []
    unclear = [each for each in stated if each.ambiguous]
    if not unclear or _order_is_known(posting, places):
        return
    for each in unclear:
        if _weekday(posting, each) is None:
            one, two = (f"{date.day} {date:%B} {date.year}" for date in each.readings[:2])
            values = {"match": _written(posting, each), "date": one, "other": two, "as_of": ""}
            yield Hit(each.span, "ambiguous", values, _written(posting, each))


def _order_is_known(posting: Posting, places: tuple[str, ...]) -> bool:
    """Whether another date, the country or the currency tells the order of day and month."""
    if any(int(one) > _TWELVE or int(two) > _TWELVE for one, two in _FIGURES.findall(posting.text)):
        return True
    codes = [*places, *(each.code for each in posting.facts.jurisdictions)]
    if codes:
        return not {code.lower().partition("-")[0] for code in codes} & _EITHER
    return any(pay.currency in ("GBP", "EUR", "USD") for pay in posting.facts.pay)


def _weekday(posting: Posting, date: StatedDate) -> datetime.date | None:
    """The reading that falls on the day of the week that is written before the date."""
    start = date.span.start - posting.span.start
    named = _WEEKDAY.search(posting.body, max(0, start - 20), start)
    day = _WEEKDAYS.index(named[1].lower()) if named else -1
    return next((reading for reading in date.readings if reading.weekday() == day), None)


def _written(posting: Posting, date: StatedDate) -> str:
    text = posting.body[date.span.start - posting.span.start : date.span.end - posting.span.start]
    return text.strip("\"'. ")


def _stale(posting: Posting, rule: Rule, told: frozenset[str], today: datetime.date, years: int) -> Iterator[Hit]:
    """Years that are over, in sentences that speak of what is to come."""
    numbers = sorted({posting.block_of(at) for year in told for at in posting.places[year]})
    blocks = posting.blocks()
    for block, section in (blocks[number] for number in numbers):
        for hit in _in_block(block, posting.language, today, years):
            if rule.scope.admits(posting, block, section) and not _is_deadline(posting, hit):
                yield hit


def _is_deadline(posting: Posting, hit: Hit) -> bool:
    stated = posting.facts.deadlines if "deadline" in posting.facts.statements else ()
    return any(hit.span.start < each.span.end and each.span.start < hit.span.end for each in stated)


def _in_block(block: Block, language: str, today: datetime.date, years: int) -> Iterator[Hit]:
    text = block.text.value
    for found in _year().finditer(text):
        start, end = _sentence(text, *found.span())
        ago = int(found[0]) <= today.year - years
        recent = _recent().search(text, max(start, found.start() - _BEFORE), found.start()) if ago else None
        if recent:
            yield _hit(block, "recent", recent.start(), found.end())
        elif _behind().isdisjoint(words(text[start:end])):
            promise = _promise(language).search(text, max(start, found.start() - _BEFORE), found.start())
            if promise and _over(found[0], promise["month"], today) and _ahead(language).search(text, start, end):
                yield _hit(block, "stale", promise.start(), found.end())


def _hit(block: Block, case: str, start: int, end: int) -> Hit:
    match = block.text.value[start:end]
    return Hit(block.text.span(start, end), case, {"match": match, "date": "", "other": "", "as_of": ""}, case)


def _over(year: str, month: str | None, today: datetime.date) -> bool:
    number = _months().get((month or "").lower(), _TWELVE)
    return (int(year), number) < (today.year, today.month)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [stop.end() for stop in _STOP.finditer(text, 0, start)]
    after = _STOP.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def _either(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@cache
def _months() -> dict[str, int]:
    names = table("dates")["months"]
    return {name: number for by_month in names.values() for number, each in enumerate(by_month, 1) for name in each}


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,/-])20\d\d(?![\w/-]|[.,]\d)")


@cache
def _promise(language: str) -> re.Pattern[str]:
    """A cue and parts of a year, right before the year."""
    how = table("dates")["promise"]
    cues = how["cues"].get(language, how["cues"]["en"])
    parts = how["parts"].get(language, how["parts"]["en"])
    month = rf"(?P<month>{_either(list(_months()))})\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?:{_either(cues)})\b:?(?: (?:{_either(parts)})|-)*"
        rf"(?:[ -](?:{day}\.? )?{month}(?: {day},?)?,?(?: of| de)?)? \Z",
        re.IGNORECASE,
    )


@cache
def _ahead(language: str) -> re.Pattern[str]:
    ahead = table("dates")["promise"]["ahead"]
    return re.compile(rf"\b(?:{_either(ahead.get(language, ahead['en']))})\b", re.IGNORECASE)


@cache
def _behind() -> frozenset[str]:
    return frozenset(table("dates")["promise"]["behind"])


@cache
def _recent() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(table('dates')['promise']['recent'])})\b[^.;!?]*\Z", re.IGNORECASE)
