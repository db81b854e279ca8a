"""Degrees that a posting asks for, and whether it takes what is as good (jdlint/data/degrees.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.facts.tables import in_language
from jdlint.particulars import Degree
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.words import Words

_ANY = "degree"  # the level of a degree whose level is not said
_DUTIES = frozenset(("responsibilities", "about_company", "benefits", "eeo_statement", "team"))


@cache
def _degrees(language: str) -> PhraseIndex[str]:
    levels = table("degrees")["levels"]
    return PhraseIndex(
        (phrase, level) for level, phrases in levels.items() for phrase in in_language(phrases, language)
    )


@cache
def _equivalents(language: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in in_language(table("degrees")["equivalent"], language))


@cache
def _labels() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("degrees")["labels"])


def _names_equivalent(words: Words, language: str) -> bool:
    """Whether something as good will do; the `or` of a label, `Education and/or experience:`, offers nothing."""
    labels = {number for found in _labels().find(words) for number in range(found.first, found.last + 1)}
    return any(found.first not in labels or found.last not in labels for found in _equivalents(language).find(words))


def degrees(posting: Posting) -> Sequence[Degree]:
    """The degrees asked for, the first of each level in a block; those of a team or of the employer's history are none."""
    found: dict[tuple[int, str], Degree] = {}
    judged: dict[int, tuple[bool, bool]] = {}  # of each block: whether something as good will do, whether it is needed
    for block, section, phrase in posting.find(_degrees(posting.language)):
        if section.kind in _DUTIES or block.kind in ("code", "heading", "title") or posting.is_chrome(block):
            continue
        key = block.span.start, phrase.key
        if key in found:
            continue
        if block.span.start not in judged:
            equivalent = _names_equivalent(block.text.words, posting.language)
            judged[block.span.start] = equivalent, is_required(block, section)
        found[key] = Degree(block.text.span(phrase.start, phrase.end), phrase.key, *judged[block.span.start])
    named = {start for start, level in found if level != _ANY}
    return sorted(
        (degree for (start, level), degree in found.items() if level != _ANY or start not in named),
        key=lambda degree: degree.span,
    )  # `a bachelor's degree in …` is one degree
