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


def degrees(posting: Posting) -> Sequence[Degree]:
    """The degrees asked for, the first of each level in a block; those of a team or of the employer's history are none."""
    found: dict[tuple[int, str], Degree] = {}
    for block, section, phrase in posting.find(_degrees(posting.language)):
        if section.kind in _DUTIES or block.kind in ("code", "heading", "title") or posting.is_chrome(block):
            continue
        equivalent = any(_equivalents(posting.language).find(block.text.words))
        span = block.text.span(phrase.start, phrase.end)
        found.setdefault(
            (block.span.start, phrase.key), Degree(span, phrase.key, equivalent, is_required(block, section))
        )
    named = {start for start, level in found if level != _ANY}
    return sorted(
        (degree for (start, level), degree in found.items() if level != _ANY or start not in named),
        key=lambda degree: degree.span,
    )  # `a bachelor's degree in …` is one degree
