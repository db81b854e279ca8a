"""Dates that a posting states: until when one may apply, and when the job begins (jdlint/data/dates.yml).

Read are ISO dates, a day with the name of its month in English, French and German, and figures. Of figures with slashes
or hyphens nobody can say whether the day or the month comes first, but for those over twelve: they have two readings.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from jdlint.data import table
from jdlint.facts.labels import labelled
from jdlint.facts.tables import in_language
from jdlint.model import Block
from jdlint.particulars import StatedDate
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.text import Span, later
from jdlint.wordings import heading_wording, normalised

_BEFORE = 60  # characters before a date in which a word says that it is the last day
_MOST = 20  # phrases of a block that introduce dates
_NEAR = 160  # characters after what introduces a date
_LONGEST_MONTH = 12  # characters of its name, a full stop and a blank
_NUMERIC = re.compile(r"\d[./-]\d")
_FIGURES = re.compile(r"(?<!\w)\d+")
_DAY_FIRST = frozenset(("fr", "de"))  # languages in which figures have one reading


@cache
def _months() -> dict[str, int]:
    names = table("dates")["months"]
    return {name: number for by_month in names.values() for number, each in enumerate(by_month, 1) for name in each}


class _Patterns(NamedTuple):
    """What a date looks like: all that may begin with figures, the name of a month before them, and what follows that."""

    figures: re.Pattern[str]
    month: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return _Patterns(
        later(
            r"(?P<iso_year>\d{4})[-/](?P<iso_month>\d{1,2})[-/](?P<iso_day>\d{1,2})(?!\d)"
            rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de)? ?(?P<month>{month})\b\.?(?:,? (?P<year>\d{{4}})\b)?"
            r"|(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<figures_year>\d{4}|\d{2})\b",
            re.IGNORECASE,
        ),
        later(rf"\b(?:{month})\.? \Z", re.IGNORECASE),
        later(rf"(?P<month>{month})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?", re.IGNORECASE),
    )


def read_dates(text: str, language: str) -> Iterator[tuple[int, int, tuple[datetime.date, ...]]]:
    """Start, end and readings of each date in a text: none where the year is left out, two where it is ambiguous."""
    for found in _dates(text):
        parts = found.groupdict()
        readings = tuple(dict.fromkeys(_readings(parts, language)))
        if readings or (parts["month"] and not parts["year"]):
            yield found.start(), found.end(), readings


def _dates(text: str) -> Iterator[re.Match[str]]:
    """What looks like a date. Looked at is only where figures stand, for no date is without."""
    reached = 0
    for figures in _FIGURES.finditer(text):
        at = figures.start()
        if at < reached:
            continue
        patterns = _patterns()
        found = patterns.figures.match(text, at)
        if found is None and text[at - 1 : at] == " ":
            month = patterns.month.search(text, max(reached, at - _LONGEST_MONTH), at)
            found = patterns.named.match(text, month.start()) if month else None
        if found is not None:
            reached = found.end()
            yield found


def _readings(found: Mapping[str, str], language: str) -> Iterator[datetime.date]:
    if found["month"]:
        if found["year"]:
            yield from _date(found["year"], _months()[found["month"].lower()], found["day"])
    elif found["iso_year"]:
        yield from _date(found["iso_year"], int(found["iso_month"]), found["iso_day"])
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
        text = str(entry[1])
        found += [_dated(span, each, text[start:end]) for start, end, each in read_dates(text, posting.language)][:1]
    introduced: dict[Span, list[int]] = {}
    for block, _, phrase in posting.find(_introductions(fact, posting.language)):
        introduced.setdefault(block.span, []).append(phrase.end)
    labels = frozenset(map(normalised, how.get("labels", ())))
    values = {
        block.span
        for label, _, block in labelled(posting)
        if _is_label(label, how["sections"]) or normalised(label) in labels
    }
    own = {
        section.number
        for section in posting.sections
        if section.kind in how["sections"] or normalised(section.name.partition(":")[0]) in labels
    }
    telling = _blocks_with(posting, _acts()) if "until" in how else frozenset()
    dated = _blocks_with(posting, _date_words()) if telling else frozenset()
    passages = posting.facts.passages
    for number, (block, section) in enumerate(posting.blocks()):
        whole = section.number in own or block.span in values
        if not (whole or number in telling or block.span in introduced):
            continue
        if block.kind == "code" or "chrome" in passages.get(block.span.start, ()):
            continue
        if whole:
            found += _in_block(block, 0, len(block.text.value), posting.language)
            continue
        for end in introduced.get(block.span, ())[:_MOST]:
            found += _in_block(block, end, end + _NEAR, posting.language)[:1]
        if number in telling and (number in dated or _NUMERIC.search(block.text.value)):
            found += _until(block, posting.language, _untils(fact))
    return sorted(set(found), key=lambda each: each.span)


def _blocks_with(posting: Posting, wanted: frozenset[str]) -> Set[int]:
    """The numbers of the blocks that have one of these words."""
    numbers, places = posting.word_blocks, posting.places
    return {numbers[at] for word in wanted & posting.words for at in places[word]}


@cache
def _date_words() -> frozenset[str]:
    """Names of months and years: a date without any is in figures."""
    return frozenset((*_months(), *map(str, range(1900, 2100))))


@cache
def _acts() -> frozenset[str]:
    """Words of somebody who applies."""
    return frozenset(word for words in table("section_content")["how_to_apply"].values() for word in words)


class _Until(NamedTuple):
    """What says that a date is the last: before it, and, as a quick look, before a figure of it."""

    before: re.Pattern[str]
    figure: re.Pattern[str]


@cache
def _untils(fact: str) -> _Until:
    either = "|".join(map(re.escape, sorted(table("dates")[fact]["until"], key=len, reverse=True)))
    return _Until(
        re.compile(rf"\b(?:{either})\b[^.;!?]{{0,30}}\Z", re.IGNORECASE),
        re.compile(rf"\b(?:{either})\b[^;!?]{{0,{30 + _LONGEST_MONTH}}}?\d", re.IGNORECASE),
    )


def _until(block: Block, language: str, until: _Until) -> Iterator[StatedDate]:
    """Dates until which one may apply, `send your CV to ann@… by 4 May`, in a block that tells somebody to do so."""
    text = block.text.value
    if until.figure.search(text) is None:
        return
    for start, end, readings in read_dates(text, language):
        if until.before.search(text[max(0, start - _BEFORE) : start]):
            yield _dated(block.text.span(start, end), readings, text[start:end])


@cache
def _introductions(fact: str, language: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in in_language(table("dates")[fact]["phrases"], language))


def _is_label(label: str, kinds: Sequence[str]) -> bool:
    wording = heading_wording(label) if len(label.split()) <= 4 else None
    return wording is not None and wording.exact and wording.kind in kinds


def _in_block(block: Block, start: int, end: int, language: str) -> list[StatedDate]:
    text = block.text.value[start:end]
    return [
        _dated(block.text.span(start + first, start + last), readings, text[first:last])
        for first, last, readings in read_dates(text, language)
    ]


def _dated(span: Span, readings: tuple[datetime.date, ...], text: str) -> StatedDate:
    return StatedDate(span, readings[0] if len(readings) == 1 else None, readings, () if readings else _yearless(text))


def _yearless(text: str) -> tuple[int, int] | tuple[()]:
    """Month and day of a date that leaves out its year."""
    found = next(_dates(text), None)
    return (_months()[found["month"].lower()], int(found["day"])) if found is not None and found["month"] else ()
