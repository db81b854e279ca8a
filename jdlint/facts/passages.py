"""Passages: paragraphs that language rules leave alone, known by what they say and not by their heading alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jdlint.data import table
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.words import Words

_SECTIONS = {"eeo_statement": "eeo", "accommodation": "accommodation"}
_ENOUGH = 4  # protected characteristics in one block


@cache
def _phrases() -> PhraseIndex[str]:
    passages = table("passages")
    return PhraseIndex(
        (phrase, name)
        for name in ("accommodation", "encouragement", "eeo")
        for phrases in passages[name]["phrases"].values()
        for phrase in phrases
    )


@cache
def _characteristics() -> PhraseIndex[str]:
    return PhraseIndex((phrase, phrase) for phrase in table("passages")["eeo"]["characteristics"])


@cache
def _openings() -> PhraseIndex[str]:
    return PhraseIndex((phrase, "chrome") for phrase in table("passages")["chrome"]["openings"])


def passages(posting: Posting) -> Mapping[int, frozenset[str]]:
    """The passages that a block is, by the block's offset; most blocks are none."""
    found: dict[int, frozenset[str]] = {}
    chrome = False
    openings = {block.span for block, _ in posting.blocks_with(_openings())}
    telling = {block.span for index in (_phrases(), _characteristics()) for block, _ in posting.blocks_with(index)}
    third = len(posting.blocks()) // 3  # a board's own text stands below the posting
    if not openings and not telling and all(section.kind not in _SECTIONS for section in posting.sections):
        return found
    for index, (block, section) in enumerate(posting.blocks()):
        words = block.text.words
        chrome = chrome or (block.span in openings and index >= third and block.kind != "item" and _opens_chrome(words))
        names = {"chrome"} if chrome else _by_words(words) if block.span in telling else set()
        if not names and section.kind in _SECTIONS:
            names = {_SECTIONS[section.kind]}
        if names:
            found[block.span.start] = frozenset(names)
    return found


def _opens_chrome(words: Words) -> bool:
    """Whether a block is little more than an opening."""
    return len(words) <= 10 and any(found.last - found.first >= len(words) - 6 for found in _openings().find(words))


def _by_words(words: Words) -> set[str]:
    names = {found.key for found in _phrases().find(words)}
    if len({found.key for found in _characteristics().find(words)}) >= _ENOUGH:
        names.add("eeo")
    return names
