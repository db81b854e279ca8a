"""Degrees that a posting asks for, and whether it takes what is as good (jdlint/data/degrees.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.particulars import Degree
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting

_DUTIES = frozenset(("responsibilities", "about_company", "benefits", "eeo_statement", "team"))


@cache
def _degrees() -> PhraseIndex[str]:
    levels = table("degrees")["levels"]
    return PhraseIndex(
        (phrase, level) for level, languages in levels.items() for phrases in languages.values() for phrase in phrases
    )


@cache
def _equivalents() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrases in table("degrees")["equivalent"].values() for phrase in phrases)


def degrees(posting: Posting) -> Sequence[Degree]:
    """The degrees asked for, the first of each level in a block; those of a team or of the employer's history are none."""
    found: dict[tuple[int, str], Degree] = {}
    for block, section, phrase in posting.find(_degrees()):
        if section.kind in _DUTIES or block.kind in ("code", "heading", "title") or posting.is_chrome(block):
            continue
        equivalent = any(_equivalents().find(block.text.words))
        span = block.text.span(phrase.start, phrase.end)
        found.setdefault(
            (block.span.start, phrase.key), Degree(span, phrase.key, equivalent, is_required(block, section))
        )
    return sorted(found.values(), key=lambda degree: degree.span)
