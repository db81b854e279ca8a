"""Years that are at odds with other years of the same posting, or with the level that its title names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from jdlint.data import table
from jdlint.particulars import YearsAsWritten
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule
from jdlint.stems import stems_of
from jdlint.text import later
from jdlint.words import Words, words

_ALTERNATIVE = later(r"\b(?:or|ou|oder|alternatively|ou bien|alternativ)\b", re.IGNORECASE)
_SUBJECT = later(
    r"\s+(?:with|in|at|on|for|to|of|as|using|including|within|from|building|working|developing|plus|a|an|the|our|and|or|"
    r"en|dans|avec|et|ou|mit|bei|und|oder)\s+|[/&;–—]",
    re.IGNORECASE,
)
_OTHER_SUBJECT = later(r"[,:]")  # `Patience, shown in three years of teaching`
_FIRST = 6  # words after the years in which all work together is named …
_TOOL = 8  # … or a tool
_GENERIC = 2  # words of what the years are of that tell nothing, so that it is all work together
_MOST_SUBJECT = 3  # words of what years are of, so that it is one thing
_STEM = 3  # letters of the shortest stem
_PAIRS = 12  # statements that are compared with one another


def conflict(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """One thing with two figures; and more years of a tool than of all work together."""
    found = [
        each
        for each in posting.facts.years_as_written
        if each.years.min and rule.scope.admits(posting, each.block, each.section)
    ][:_PAIRS]
    if len({each.years.min for each in found}) < 2:
        return
    hits = [*_twice([each for each in found if each.years.required], posting.language), *_tool(rule, found)]
    if hits and not any(_names_degree(posting, each) for each in found):
        yield from hits  # but for `a bachelor's degree and 5 years, or a master's degree and 3`


def _names_degree(posting: Posting, each: YearsAsWritten) -> bool:
    span = each.block.span
    return any(span.start <= degree.span.start < span.end for degree in posting.facts.degrees)


def _twice(found: Sequence[YearsAsWritten], language: str) -> Iterator[Hit]:
    beginnings = Counter(each.years.what[:_STEM].lower() for each in found)  # one stem begins alike in all its forms
    alike = [each for each in found if beginnings[each.years.what[:_STEM].lower()] > 1]
    subjects = [(each, _subject(each, language)) for each in alike]
    for (one, subject), (two, other) in combinations(subjects, 2):
        if not subject or subject != other or one.years.min == two.years.min:
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
    one_thing = (
        len(told) <= _MOST_SUBJECT and not _generic().issuperset(told) and not _OTHER_SUBJECT.search(each.before)
    )
    return frozenset(stems[word] for word in told) if one_thing else frozenset()


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("years")["generic"])


def _tool(rule: Rule, found: Sequence[YearsAsWritten]) -> Iterator[Hit]:
    """More years of a common tool than of the work itself."""
    tools, overall = _index(tuple(rule.options.get("tools", ()))), _index(tuple(rule.options.get("overall", ())))
    ofs = [
        each for each in found if not tools.words.isdisjoint(each.block.text.words.plain) and _says(tools, each, _TOOL)
    ]
    whole = (
        [each for each in found if each.years.required and each not in ofs and _is_whole(overall, each)] if ofs else []
    )
    most = max(whole, key=lambda each: each.years.min or 0, default=None)
    for each in ofs if most is not None else ():
        if most is not None and (each.years.min or 0) > (most.years.min or 0):
            values = {"match": each.text, "name": _named(tools, each), "other": most.text}
            # where it is only welcome it turns nobody away
            yield Hit(
                each.years.span, "tool", values, "tool", "high" if each.years.required else "low", (most.years.span,)
            )
            return


def _is_whole(overall: PhraseIndex[None], each: YearsAsWritten) -> bool:
    """Whether years are of all work together: `2 years of professional experience`, `of experience in a similar role`."""
    of = words(each.years.what)[:_GENERIC]
    return _generic().issuperset(of) or _says(overall, each, _FIRST)


def _says(index: PhraseIndex[None], each: YearsAsWritten, most: int) -> bool:
    """Whether one of the first words after the years begins one of these phrases."""
    return any(found.first < most for found in index.find(Words(each.after)))


def _named(index: PhraseIndex[None], each: YearsAsWritten) -> str:
    text = Words(each.after)
    return next((text.text[found.start : found.end] for found in index.find(text)), "")


@cache
def _index(phrases: tuple[str, ...]) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in phrases)


class Levels(NamedTuple):
    """The levels of a rule, ready to be looked for."""

    titles: PhraseIndex[int]
    phrases: PhraseIndex[int]
    unless: tuple[PhraseIndex[None], ...]  # by level: words of a title that make the level one of others
    needed: tuple[frozenset[str], ...]  # the words of each phrase: where none has all of its words there is none


def levels(rule: Rule) -> Levels:
    """What ``level`` looks for."""
    each = list(enumerate(rule.options.get("levels", ())))
    titles, phrases = (
        PhraseIndex((phrase, number) for number, level in each for phrase in level.get(name, ()))
        for name in ("titles", "phrases")
    )
    needed = tuple({frozenset(words(phrase)) for _, level in each for phrase in level.get("phrases", ())})
    unless = tuple(PhraseIndex((phrase, None) for phrase in level.get("unless", ())) for _, level in each)
    return Levels(titles, phrases, unless, needed)


def level(levels: Levels, rule: Rule, posting: Posting) -> Iterator[Hit]:
    """Many years for a beginner's job, and hardly any for a senior's."""
    found = [
        each
        for each in posting.facts.years_as_written
        if each.years.required and each.years.min and rule.scope.admits(posting, each.block, each.section)
    ]
    named = _level(levels, rule, posting) if found else None
    if named is None:
        return
    name, limits = named[0], rule.options["levels"][named[1]]
    most = max(found, key=lambda stated: stated.years.min or 0)
    years = most.years.min or 0
    values = {"match": most.text, "level": name}
    if years >= limits.get("from", years + 1):
        yield Hit(most.years.span, "too-many", values, name)
    elif years <= limits.get("to", 0):
        yield Hit(most.years.span, "too-few", values, name, "low")


def _level(levels: Levels, rule: Rule, posting: Posting) -> tuple[str, int] | None:
    """How the title, or a sentence of the text, names a level; None where it does not, or means others than the reader."""
    if posting.title is not None:
        title = Words(posting.title.text)
        named = next(levels.titles.find(title), None)
        if named is not None and not any(True for _ in levels.unless[named.key].find(title)):
            return title.text[named.start : named.end].lower(), named.key
    there = posting.words
    if not any(phrase <= there for phrase in levels.needed):
        return None
    for block, section, found in posting.find(levels.phrases):
        if rule.scope.admits(posting, block, section) and section.kind != "responsibilities":
            return block.text.value[found.start : found.end].lower(), found.key
    return None
