"""Dates that a posting states: until when one may apply, and when the job begins (jdlint/data/dates.yml).

Read are ISO dates, a day with the name of its month in English, French and German, and figures. Of figures with slashes
or hyphens nobody can say whether the day or the month comes first, but for those over twelve: they have two readings.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.labels import labelled
from jdlint.facts.tables import in_language
from jdlint.model import Block
from jdlint.particulars import StatedDate
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.wordings import heading_wording, normalised

_NEAR = 160  # characters after what introduces a date
_DAY_FIRST = frozenset(("fr", "de"))  # languages in which figures have one reading


@cache
def _months() -> dict[str, int]:
    names = table("dates")["months"]
    return {name: number for by_month in names.values() for number, each in enumerate(by_month, 1) for name in each}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        r"\b(?P<iso_year>\d{4})[-/](?P<iso_month>\d{1,2})[-/](?P<iso_day>\d{1,2})\b"
        rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de)? ?(?P<month>{month})\b\.?(?:,? (?P<year>\d{{4}})\b)?"
        rf"|\b(?P<month2>{month})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year2>\d{{4}})\b)?"
        r"|\b(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<figures_year>\d{4}|\d{2})\b",
        re.IGNORECASE,
    )


def read_dates(text: str, language: str) -> Iterator[tuple[int, int, tuple[datetime.date, ...]]]:
    """Start, end and readings of each date in a text: none where the year is left out, two where it is ambiguous."""
    for found in _pattern().finditer(text):
        readings = tuple(dict.fromkeys(_readings(found, language)))
        lacks_year = (found["month"] and not found["year"]) or (found["month2"] and not found["year2"])
        if readings or lacks_year:
            yield found.start(), found.end(), readings


def _readings(found: re.Match[str], language: str) -> Iterator[datetime.date]:
    if found["iso_year"]:
        yield from _date(found["iso_year"], int(found["iso_month"]), found["iso_day"])
    elif found["month"] and found["year"]:
        yield from _date(found["year"], _months()[found["month"].lower()], found["day"])
    elif found["month2"] and found["year2"]:
        yield from _date(found["year2"], _months()[found["month2"].lower()], found["day2"])
    elif found["first"]:
        year = found["figures_year"] if len(found["figures_year"]) == 4 else "20" + found["figures_year"]
        yield from _date(year, int(found["second"]), found["first"])
        if found["mark"] != "." and language not in _DAY_FIRST:
            yield from _date(year, int(found["first"]), found["second"])


def _date(year: str, month: int, day: str) -> Iterator[datetime.date]:
    try:
        yield datetime.date(int(year), month, int(day))
    except ValueError:
        return  # 31/02, or a reading with a thirteenth month


def deadlines(posting: Posting) -> Sequence[StatedDate]:
    """The dates until which one may apply."""
    return _stated(posting, "deadline")


def start_dates(posting: Posting) -> Sequence[StatedDate]:
    """The dates on which the job begins."""
    return _stated(posting, "start_date")


def _stated(posting: Posting, fact: str) -> Sequence[StatedDate]:
    """The dates in the front matter's keys, in sections and labels of that kind, and after phrases that introduce them."""
    how = table("dates")[fact]
    entry = posting.meta.first(*how["meta"]) if posting.meta is not None else None
    found: list[StatedDate] = []
    if entry is not None and posting.meta is not None:
        span = posting.meta.spans[entry[0]]
        found += [_dated(span, readings) for _, _, readings in read_dates(str(entry[1]), posting.language)][:1]
    introduced = {
        id(block): end for block, _, at in posting.find(_introductions(fact, posting.language)) for end in (at.end,)
    }
    labels = frozenset(map(normalised, how.get("labels", ())))
    values = {
        id(block)
        for label, _, block in labelled(posting)
        if _is_label(label, how["sections"]) or normalised(label) in labels
    }
    for block, section in posting.blocks():
        if block.kind == "code" or posting.is_chrome(block):
            continue
        own = section.kind in how["sections"] or normalised(section.name.partition(":")[0]) in labels
        if own or id(block) in values:
            found += _in_block(block, 0, len(block.text.value), posting.language)
        elif id(block) in introduced:
            found += _in_block(block, introduced[id(block)], introduced[id(block)] + _NEAR, posting.language)[:1]
    return list(dict.fromkeys(found))


@cache
def _introductions(fact: str, language: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in in_language(table("dates")[fact]["phrases"], language))


def _is_label(label: str, kinds: Sequence[str]) -> bool:
    wording = heading_wording(label) if len(label.split()) <= 4 else None
    return wording is not None and wording.exact and wording.kind in kinds


def _in_block(block: Block, start: int, end: int, language: str) -> list[StatedDate]:
    text = block.text.value[start:end]
    return [
        _dated(block.text.span(start + first, start + last), readings)
        for first, last, readings in read_dates(text, language)
    ]


def _dated(span: Span, readings: tuple[datetime.date, ...]) -> StatedDate:
    return StatedDate(span, readings[0] if len(readings) == 1 else None, readings)
