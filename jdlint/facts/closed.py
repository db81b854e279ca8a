"""Closed: postings that say they are over. They stay in their folder for years, and nobody means to mend them.

How they say so is data: jdlint/data/closed.yml.
"""

from __future__ import annotations

from functools import cache

from jdlint.data import table
from jdlint.model import Block, Closed, Meta, Section
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.words import plain

_LONGEST_LINE = 16  # words of a line that says so; a longer one says something else too


@cache
def _phrases() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("closed")["phrases"])


@cache
def _unless() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("closed")["unless"])


@cache
def _over() -> frozenset[str]:
    return frozenset(table("closed")["over"])


def closed(posting: Posting) -> Closed | None:
    """What says that a posting is over: front matter, a deadline that is just `CLOSED`, a mark in the title, or a line of text."""
    found = _in_front_matter(posting.meta) if posting.meta is not None else None
    if found is not None:
        return found
    for section in posting.sections:
        if section.kind == "deadline" and (found := _in_deadline(section)):
            return found
    title = posting.title.block if posting.title is not None else None
    if title is not None and _is_marked(title.text.value):
        return Closed(title.span, title.text.value)
    if posting.words.isdisjoint(table("closed")["telling"]):  # most postings are open, and need no look at phrases
        return posting.shared.facts.closed if posting.shared is not None else None
    for candidate in posting.candidates(_phrases()):
        if _says_so(candidate.block) and candidate.found() is not None:
            return Closed(candidate.block.span, candidate.block.text.value)
    return posting.shared.facts.closed if posting.shared is not None else None


def _in_front_matter(meta: Meta) -> Closed | None:
    how = table("closed")
    for names, value in ((how["flags"], True), (how["open"], False), (how["states"], None)):
        for name in names:
            entry = meta.first(name)
            if entry is None:
                continue
            said = entry[1] is value if value is not None else _is_over(str(entry[1]))
            if said or (value is True and _is_over(str(entry[1]))):
                return Closed(meta.spans[entry[0]], f"{entry[0]}: {str(entry[1]).lower()}")
    return None


def _is_over(text: str) -> bool:
    return plain(text).strip(" .!*_-()[]") in _over()


def _in_deadline(section: Section) -> Closed | None:
    value = section.name.partition(":")[2] or (section.blocks[0].text.value if len(section.blocks) == 1 else "")
    if not value or not _is_over(value):
        return None
    return Closed(section.span, section.name if value in section.name else " ".join(f"{section.name} {value}".split()))


def _is_marked(title: str) -> bool:
    """`[CLOSED] Night Baker`, `Night Baker (filled)`, `Night Baker - CLOSED`."""
    words = title.replace("[", "(").replace("]", ")").replace(" - ", "(").replace(" – ", "(").replace(":", ")")
    parts = [part.strip(" )(") for part in words.replace(")", "(").split("(")]
    return len(parts) > 1 and any(part and _is_over(part) for part in parts)


def _says_so(block: Block) -> bool:
    words = block.text.words
    return block.kind not in ("item", "code") and len(words) <= _LONGEST_LINE and not any(_unless().find(words))
