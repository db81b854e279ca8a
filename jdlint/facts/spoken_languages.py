"""Languages that a job asks for, with the level as it is written (jdlint/data/spoken_languages.yml)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.model import Block, Section
from jdlint.particulars import SpokenLanguage
from jdlint.phrases import Found, PhraseIndex
from jdlint.posting import Posting

_CEFR = re.compile(r"\b[ABC][12]\+?(?:[-/][ABC]?[12])?(?![\w.])")
_NEAR = 60  # characters between a language and the words that ask for it
_SECTIONS = frozenset(("languages",))


@cache
def _names() -> PhraseIndex[str]:
    names = table("spoken_languages")["names"]
    return PhraseIndex((name, code) for code, each in names.items() for name in each)


@cache
def _told() -> PhraseIndex[bool]:
    """Words that say that a language is to be spoken, True for those that say how well."""
    words = table("spoken_languages")
    return PhraseIndex(
        (phrase, name == "levels") for name in ("levels", "asks") for each in words[name].values() for phrase in each
    )


def spoken_languages(posting: Posting) -> Sequence[SpokenLanguage]:
    """The languages asked for: named where a level is near, or words that ask for knowledge of them, or in their section."""
    names: dict[int, tuple[Block, Section, list[Found[str]]]] = {}
    for block, section, name in posting.find(_names()):
        if block.kind not in ("code", "title") and not posting.is_chrome(block):
            names.setdefault(id(block), (block, section, []))[2].append(name)
    return [each for block, section, found in names.values() for each in _in_block(block, section, found)]


def _in_block(block: Block, section: Section, names: Sequence[Found[str]]) -> Iterator[SpokenLanguage]:
    """The languages of one block, each once; a level belongs to the language that is nearest to it."""
    told = [(each.start, each.end, each.key) for each in _told().find(block.text.words)]
    levels = [(start, end) for start, end, is_level in told if is_level]
    levels += [found.span() for found in _CEFR.finditer(block.text.value)]
    near = {_nearest(level, names): level for level in sorted(levels, reverse=True)}
    required = is_required(block, section)
    seen: set[str] = set()
    for number, name in enumerate(names):
        asked = any(min(abs(name.start - end), abs(start - name.end)) <= _NEAR for start, end, _ in told)
        level = near.get(number) or (levels[0] if len(levels) == 1 else None)
        if name.key not in seen and (asked or level or section.kind in _SECTIONS):
            seen.add(name.key)
            words = block.text.value[slice(*level)] if level else ""
            yield SpokenLanguage(block.text.span(name.start, name.end), name.key, words, required)


def _nearest(level: tuple[int, int], names: Sequence[Found[str]]) -> int:
    """The number of the name to which a level is nearest; names are in the order of the text."""
    starts = [name.start for name in names]
    after = bisect_left(starts, level[0])
    candidates = [number for number in (after - 1, after) if 0 <= number < len(names)]
    return min(
        candidates, key=lambda number: min(abs(names[number].start - level[1]), abs(level[0] - names[number].end))
    )
