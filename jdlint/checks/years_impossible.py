"""Years of a technology that is not that old: nobody can have them (jdlint/data/technologies.yml)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jdlint.data import table
from jdlint.particulars import YearsAsWritten
from jdlint.phrases import Found, PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule
from jdlint.text import later
from jdlint.words import HYPHENS, Words, words

_GRACE = 1  # years for those who used it before everybody could
_LISTED = later(r"[ ]?[,/&+][ ]?")
_BETWEEN = later(rf"[\s,:({HYPHENS}—]*\Z")


class _Technology(NamedTuple):
    year: int
    written: str  # of a name that means something else too: just how it is written


@cache
def _technologies() -> PhraseIndex[_Technology]:
    lists = table("technologies")
    plain = [(name, _Technology(int(year), "")) for year, names in lists["plain"].items() for name in names]
    cued = [(name.lower(), _Technology(int(year), name)) for year, names in lists["cued"].items() for name in names]
    return PhraseIndex([*plain, *cued])


@cache
def _youngest() -> int:
    lists = table("technologies")
    return max(int(year) for years in (lists["plain"], lists["cued"]) for year in years)


@cache
def _joins() -> frozenset[str]:
    return frozenset((*table("technologies")["joins"], *table("technologies")["beside"]))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(
        word for name in ("fillers", "making", "experience") for each in table("years")[name] for word in words(each)
    )


def impossible(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """Statements whose years are of one technology, or of several that are all too young."""
    today = rule.circumstances.as_of if rule.circumstances else datetime.date.today()
    for each in posting.facts.years_as_written:
        least = each.years.min or 0
        if least <= today.year - _youngest() + _GRACE or not rule.scope.admits(posting, each.block, each.section):
            continue  # as old as the youngest
        if _technologies().words.isdisjoint(each.block.text.words.plain):
            continue
        found = _named_after(posting, each) or _named_before(posting, each)
        ages = {name: today.year - year for name, year in found.items()}
        if ages and all(least > age + _GRACE for age in ages.values()):
            name, age = max(ages.items(), key=lambda item: item[1])
            values = {"match": each.text, "name": name, "year": today.year - age, "most": age}
            yield Hit(each.years.span, "impossible", values, name.lower())


def _named_after(posting: Posting, each: YearsAsWritten) -> dict[str, int]:
    """The technologies that the words after the years begin with; none where something else is listed beside them."""
    said = Words(each.after)
    at = _first(said)
    named: dict[str, int] = {}
    while (found := _at(posting, said, at)) is not None:
        named[said.text[found.start : found.end]] = found.key.year
        at = found.last + 1
        gap = said.text[found.end : said.spans[at][0]] if at < len(said) else ""
        listed = bool(_LISTED.fullmatch(gap))
        while at < len(said) and said.plain[at] in _joins() and (listed or gap.strip(" ,") == ""):
            listed, at, gap = True, at + 1, ""
        if not listed:
            return named
    return {}  # no technology, or one in a list with what we do not know


def _first(said: Words) -> int:
    """The first word that is more than `of experience with`."""
    at = 0
    while at < len(said) and (said.plain[at] in _fillers() or said.plain[at].startswith(("d'", "l'"))):
        at += 1
    return at


def _named_before(posting: Posting, each: YearsAsWritten) -> dict[str, int]:
    """The technology right before the years, as in `Kubernetes: 10+ years`, where nothing is named after them."""
    said, after = Words(each.before), Words(each.after)
    first = _first(after)
    if first < len(after) and not re.match(r"\s*[),(]", each.after):
        return {}
    last = len(said) - 1
    while last >= 0 and said.plain[last] in _fillers():
        last -= 1
    for found in _technologies().find(said):
        if found.last == last and _stands(posting, said, found) and _BETWEEN.search(said.text[said.spans[-1][1] :]):
            ahead = said.text[: found.start].rstrip()
            alone = not ahead.endswith((",", "/", "&", "+")) and said.plain[found.first - 1 : found.first] not in [
                [join] for join in table("technologies")["joins"]
            ]
            return {said.text[found.start : found.end]: found.key.year} if alone else {}
    return {}


def _at(posting: Posting, said: Words, at: int) -> Found[_Technology] | None:
    """The longest technology that begins with a word."""
    standing = [found for found in _technologies().find(said, at, at + 4) if found.first == at]
    found = max(standing, key=lambda found: found.last, default=None)
    return found if found is not None and _stands(posting, said, found) else None


def _stands(posting: Posting, said: Words, found: Found[_Technology]) -> bool:
    """Whether a name that is a word too means the technology here."""
    written = found.key.written
    if not written:
        return True
    return said.text[found.start : found.end] == written and not posting.words.isdisjoint(table("technologies")["cues"])
