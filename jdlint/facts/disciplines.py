"""Disciplines: the fields of work that a posting belongs to, and where its lines speak of any.

Its own are those that its title names, else its front matter, else those that most of its text speaks of.
"""

from __future__ import annotations

from jdlint.disciplines import Disciplines, Fields, Spoken, disciplines_of, masses, weightiest
from jdlint.posting import Posting

_KEYS = ("department", "team", "family", "jobfamily", "category", "function", "discipline", "roles", "role")
_NOT_WORK = frozenset(
    ("eeo_statement", "accommodation", "legal_notice", "privacy_notice", "how_to_apply", "about_company")
)


def disciplines(posting: Posting) -> Fields:
    """The posting's own disciplines, and the terms of all in its text."""
    table = disciplines_of(posting.language)
    stems = list(map(table.stems.__getitem__, posting.plain))
    named = _named(posting, table)
    spoken = _spoken(posting, stems, table, items=bool(named))
    return Fields(frozenset(named) or weightiest(masses(spoken)), bool(named), spoken, stems, table)


def _named(posting: Posting, table: Disciplines) -> set[str]:
    texts = [posting.title.text] if posting.title is not None else []
    entry = posting.meta.first(*_KEYS) if posting.meta is not None else None
    if entry is not None and isinstance(entry[1], str):
        texts.append(entry[1])
    tables = [table] if posting.language == "en" else [table, disciplines_of("en")]
    return next((found for text in texts for each in tables if (found := each.of_title(text))), set())


def _spoken(posting: Posting, stems: list[str], table: Disciplines, *, items: bool) -> dict[int, list[Spoken]]:
    """The terms of all disciplines in lines about the work, by block; where a title names its own, in points alone."""
    passages = posting.facts.passages
    found: dict[int, list[Spoken]] = {}
    begin = 0
    for number, ((block, section), words) in enumerate(zip(posting.blocks(), posting.block_words, strict=True)):
        end = begin + len(words.plain)
        looked_at = block.kind == "item" or not (items or block.kind == "code")
        if looked_at and section.kind not in _NOT_WORK and not passages.get(block.span.start):
            spoken = [
                each for each in table.spoken(stems, range(begin, end)) if each.first >= begin and each.last < end
            ]
            if spoken:
                found[number] = spoken
        begin = end
    return found
