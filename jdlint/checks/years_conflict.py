"""Years that are at odds with other years of the same posting, or with the level that its title names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from jdlint.particulars import YearsAsWritten
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule
from jdlint.stems import stems_of
from jdlint.words import Words, words

_ALTERNATIVE = re.compile(r"\b(?:or|ou|oder|alternatively|ou bien|alternativ)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\s+(?:with|in|at|on|for|to|of|as|using|including|within|from|building|working|developing|plus|a|an|the|our|and|or|"
    r"en|dans|avec|et|ou|mit|bei|und|oder)\s+|[/&;–—]",
    re.IGNORECASE,
)
_MOST_SUBJECT = 3  # words of what years are of, so that it is one thing
_PAIRS = 12  # statements that are compared with one another


def conflict(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """One thing with two figures; and more years of a tool than of all work together."""
    found = [
        each
        for each in posting.facts.years_as_written
        if each.years.min and rule.scope.admits(posting, each.block, each.section)
    ][:_PAIRS]
    if len(found) < 2 or any(_names_degree(posting, each) for each in found):
        return  # `a bachelor's degree and 5 years, or a master's degree and 3`
    yield from _twice([each for each in found if each.years.required], posting.language)
    yield from _tool(rule, found)


def _names_degree(posting: Posting, each: YearsAsWritten) -> bool:
    span = each.block.span
    return any(span.start <= degree.span.start < span.end for degree in posting.facts.degrees)


def _twice(found: Sequence[YearsAsWritten], language: str) -> Iterator[Hit]:
    for one, two in combinations(found, 2):
        subject = _subject(one, language)
        if not subject or subject != _subject(two, language) or one.years.min == two.years.min:
            continue
        if one.block is two.block and _ALTERNATIVE.search(f"{two.before} {one.after}"):
            continue
        values = {"match": two.text, "name": _name(one), "other": one.text}
        yield Hit(two.years.span, "same", values, " ".join(sorted(subject)), related=(one.years.span,))


def _name(each: YearsAsWritten) -> str:
    return _SUBJECT.split(each.years.what)[0].strip(" :").rstrip("s") if each.years.what else ""


def _subject(each: YearsAsWritten, language: str) -> frozenset[str]:
    """The stems of what years are of, where that is one thing."""
    stems = stems_of(language)
    told = [word for word in words(_SUBJECT.split(each.years.what)[0]) if word not in ("experience", "expérience")]
    return frozenset(stems[word] for word in told) if len(told) <= _MOST_SUBJECT else frozenset()


def _tool(rule: Rule, found: Sequence[YearsAsWritten]) -> Iterator[Hit]:
    """More years of a common tool than of the work itself."""
    tools, overall = _index(tuple(rule.options.get("tools", ()))), _index(tuple(rule.options.get("overall", ())))
    whole = [each for each in found if each.years.required and _says(overall, each, 6) and not _says(tools, each, 8)]
    most = max(whole, key=lambda each: each.years.min or 0, default=None)
    for each in found if most is not None else ():
        if most is not None and _says(tools, each, 8) and (each.years.min or 0) > (most.years.min or 0):
            values = {"match": each.text, "name": _named(tools, each), "other": most.text}
            sure = "high" if each.years.required else "low"  # where it is only welcome it turns nobody away
            yield Hit(each.years.span, "tool", values, "tool", sure, (most.years.span,))
            return


def _says(index: PhraseIndex[None], each: YearsAsWritten, most: int) -> bool:
    """Whether one of the first words after the years begins one of these phrases."""
    return any(found.first < most for found in index.find(Words(each.after)))


def _named(index: PhraseIndex[None], each: YearsAsWritten) -> str:
    text = Words(each.after)
    return next((text.text[found.start : found.end] for found in index.find(text)), "")


@cache
def _index(phrases: tuple[str, ...]) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in phrases)


def level(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """Many years for a beginner's job, and hardly any for a senior's."""
    found = [
        each
        for each in posting.facts.years_as_written
        if each.years.required and each.years.min and rule.scope.admits(posting, each.block, each.section)
    ]
    for each in rule.options.get("levels", ()) if found else ():
        name = _level(rule, posting, each)
        if not name:
            continue
        most = max(found, key=lambda stated: stated.years.min or 0)
        years = most.years.min or 0
        if years >= each.get("from", years + 1):
            yield Hit(most.years.span, "too-many", _values(most, name), name)
        elif years <= each.get("to", 0):
            yield Hit(most.years.span, "too-few", _values(most, name), name, "low")
        return


def _values(each: YearsAsWritten, name: str) -> dict[str, Any]:
    return {"match": each.text, "level": name, "least": f"{each.years.min or 0:g}"}


def _level(rule: Rule, posting: Posting, level: dict[str, Any]) -> str:
    """How the title, or a sentence of the text, names a level; empty where it does not, or means others than the reader."""
    if posting.title is not None:
        title = Words(posting.title.text)
        if not any(True for _ in _index(tuple(rule.options.get("not_titles", ()))).find(title)):
            for found in _index(tuple(level["titles"])).find(title):
                return title.text[found.start : found.end].lower()
    for block, section, found in posting.find(_index(tuple(level["phrases"]))) if level.get("phrases") else ():
        if rule.scope.admits(posting, block, section) and section.kind != "responsibilities":
            return block.text.value[found.start : found.end].lower()
    return ""
