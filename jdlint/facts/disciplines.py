"""Disciplines: the fields of work that a posting belongs to, and where its lines speak of any.

Its own are those that its title names, else its front matter, else those that most of its text speaks of.
"""

from __future__ import annotations

from collections import defaultdict

from jdlint.disciplines import Disciplines, Fields, Spoken, disciplines_of, masses, weightiest
from jdlint.posting import Posting

_KEYS = ("department", "team", "family", "jobfamily", "category", "function", "discipline", "roles", "role")
_NOT_WORK = frozenset(
    ("eeo_statement", "accommodation", "legal_notice", "privacy_notice", "how_to_apply", "about_company")
)


def disciplines(posting: Posting) -> Fields:
    """The posting's own disciplines, and the terms of all in its text."""
    table = disciplines_of(posting.language)
    named = _named(posting, table)
    spoken = _spoken(posting, table, items=bool(named))
    return Fields(frozenset(named) or weightiest(masses(spoken)), bool(named), spoken, table)


def _named(posting: Posting, table: Disciplines) -> set[str]:
    texts = [posting.title.text] if posting.title is not None else []
    entry = posting.meta.first(*_KEYS) if posting.meta is not None else None
    if entry is not None and isinstance(entry[1], str):
        texts.append(entry[1])
    tables = [table] if posting.language == "en" else [table, disciplines_of("en")]
    return next((found for text in texts for each in tables if (found := each.of_title(text))), set())


def _spoken(posting: Posting, table: Disciplines, *, items: bool) -> dict[int, list[Spoken]]:
    """The terms of all disciplines in lines about the work, by block; where a title names its own, in points alone."""
    passages = posting.passages
    numbers: list[int] = []
    begin = 0
    for (block, section), end in zip(posting.blocks(), posting.word_ends, strict=True):
        looked_at = block.kind == "item" or not (items or block.kind == "code")
        if looked_at and section.kind not in _NOT_WORK and not passages.get(block.span.start):
            numbers += range(begin, end)
        begin = end
    found: defaultdict[int, list[Spoken]] = defaultdict(list)
    blocks = posting.word_blocks
    for each in table.spoken(posting.plain, numbers):
        number = blocks[each.first]
        if blocks[each.last] == number:
            found[number].append(each)
    return found
