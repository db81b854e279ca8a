"""Languages that a job asks for, with the level as it is written (jdlint/data/spoken_languages.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.particulars import SpokenLanguage
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting

_CEFR = re.compile(r"\b[ABC][12]\+?(?:[-/][ABC]?[12])?(?![\w.])")
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
    """The languages asked for: named where a level is, or where the words ask for knowledge of them."""
    return list(_found(posting))


def _found(posting: Posting) -> Iterator[SpokenLanguage]:
    seen: set[tuple[int, str]] = set()
    for block, section, name in posting.find(_names()):
        if block.kind in ("code", "title") or posting.is_chrome(block) or (block.span.start, name.key) in seen:
            continue
        told = list(_told().find(block.text.words))
        cefr = _CEFR.search(block.text.value)
        if not (told or cefr or section.kind in _SECTIONS):
            continue
        seen.add((block.span.start, name.key))
        levels = [block.text.value[each.start : each.end] for each in told if each.key]
        level = cefr.group() if cefr else (levels[0] if levels else "")
        yield SpokenLanguage(block.text.span(name.start, name.end), name.key, level, is_required(block, section))
