"""contradiction: one fact of a job stated in two places of a posting, with two values that exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from jdlint.data import table
from jdlint.model import Block, Section
from jdlint.particulars import Claim, StatedDate
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span

CASES = ("hours", "time", "contract", "workplace", "level", "deadline")
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {"of": {"type": "array", "minItems": 1, "items": {"enum": list(CASES)}}},
}
VALUES = ("match", "other")
_NEAR = 5  # words around a week in which its hours stand


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    wanted = frozenset(rule.options["of"])

    def look(posting: Posting) -> Iterator[Hit]:
        if wanted & {"time", "contract", "workplace", "level"}:
            yield from _claimed(posting.facts.claims, wanted)
        if "hours" in wanted and _several_hours(posting):
            yield from _hours(posting.facts.weekly_hours)
        if "deadline" in wanted and _several_dates(posting) and "deadline" in posting.facts.statements:
            yield from _deadlines(posting)

    return look


def _claimed(claims: Sequence[Claim], wanted: frozenset[str]) -> Iterator[Hit]:
    """The first place of each fact that says another thing than an earlier one."""
    firsts: dict[str, Claim] = {}
    done: set[str] = set()
    for claim in claims:
        first = firsts.setdefault(claim.fact, claim)
        if claim.fact in wanted and claim.fact not in done and claim.value != first.value:
            done.add(claim.fact)
            yield _hit(claim.fact, claim.value, claim.span, first.value, first.span)


def _several_hours(posting: Posting) -> bool:
    """Whether figures of a week stand in two places: in most postings they stand in one at most."""
    how = table("claims")["hours"]
    weeks = posting.words.intersection(how["weekly"])
    times = sum([_has_figure(posting.plain, at) for word in weeks for at in posting.places[word]])
    return times > 1 or (times == 1 and posting.meta is not None and posting.meta.first(*how["meta"]) is not None)


def _has_figure(plain: list[str], at: int) -> bool:
    """Whether hours and a figure stand within the words around: `37.5 hours of work per week`, `weekly hours: 40`."""
    around = plain[max(0, at - _NEAR) : at + _NEAR]
    hours = _hours_words()
    return any(word in hours or word[-1] == "h" for word in around) and any(word[0].isdigit() for word in around)


@cache
def _hours_words() -> frozenset[str]:
    return frozenset(table("claims")["hours"]["units"])


def _hours(claims: Sequence[Claim]) -> Iterator[Hit]:
    """Two figures of which none lies in the other."""
    for one, two in combinations(claims, 2):
        alike = one.value == two.value or not (
            one.value and two.value
        )  # not the hours of part time beside those of full time
        if alike and (one.most < two.least or two.most < one.least):
            yield _hit("hours", two.text, two.span, one.text, one.span)
            return


@cache
def _months() -> frozenset[str]:
    return frozenset(name for months in table("dates")["months"].values() for names in months for name in names)


@cache
def _years() -> frozenset[str]:
    return frozenset(map(str, range(2000, 2100)))


def _several_dates(posting: Posting) -> bool:
    """Whether two dates may be there: names of months beside figures, years after or before them. Most postings have one."""
    plain, places, last = posting.plain, posting.places, len(posting.plain) - 1
    found = int(posting.meta is not None and posting.meta.first(*table("dates")["deadline"]["meta"]) is not None)
    for names in (_months(), _years()):
        for word in posting.words & names:
            for at in places[word]:
                before, after = plain[at - 1] if at else "", plain[at + 1] if at < last else ""
                # `4 May 2027` is counted once: by its month, for a year counts beside figures only
                found += before[:1].isdigit() or after[:1].isdigit()
    return found > 1


def _deadlines(posting: Posting) -> Iterator[Hit]:
    """Two dates in two places, neither of which speaks of a period, a round, an extension or another step."""
    stated = posting.facts.deadlines
    if all(each.may_be(stated[0]) for each in stated):
        return
    places = [(block, section) for block, section in posting.blocks() if block.kind != "code"]
    others = frozenset(table("claims")["deadline"]["unless"])
    sure: list[StatedDate] = []
    for each in stated:
        place = next((place for place in places if _touch(place[0].span, each.span)), None)
        alone = place is None or sum(_touch(place[0].span, other.span) for other in stated) == 1
        if alone and (place is None or _is_plain(*place, others)):
            sure.append(each)
    one, *rest = sure or [stated[0]]
    clashing = [each for each in rest if not each.may_be(one) and not _follow(each, one)]
    if clashing and all(each.may_be(clashing[0]) for each in clashing):
        yield _hit("deadline", _said(posting, clashing[0]), clashing[0].span, _said(posting, one), one.span)


def _follow(one: StatedDate, two: StatedDate) -> bool:
    """Whether two dates are a day apart: `before 7 June` and `on 6 June` are one."""
    return any(abs((each - other).days) == 1 for each in one.readings for other in two.readings)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_plain(block: Block, section: Section, others: frozenset[str]) -> bool:
    heading = section.heading.text.words.plain if section.heading else ()
    return others.isdisjoint(block.text.words.plain) and others.isdisjoint(heading)


def _said(posting: Posting, date: StatedDate) -> str:
    return posting.body[date.span.start - posting.span.start : date.span.end - posting.span.start].strip("\"'. ")


def _hit(case: str, match: str, span: Span, other: str, related: Span) -> Hit:
    return Hit(span, case, {"match": match, "other": other}, case, related=(related,))


bind = one_by_one(_prepare)
