"""Passages: paragraphs that language rules leave alone, known by what they say and not by their heading alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from jdlint.data import table
from jdlint.model import Posting
from jdlint.phrases import PhraseIndex

_SECTIONS = {"eeo_statement": "eeo", "accommodation": "accommodation"}
_ENOUGH = 4         # protected characteristics in one block


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


def passages(posting: Posting) -> Mapping[int, str]:
    """The passage that each block is, by the block's offset; most blocks are none."""
    found: dict[int, str] = {}
    chrome = False
    half = len(posting.blocks()) // 2
    for index, (block, section) in enumerate(posting.blocks()):
        text = block.text.value
        words = posting.facts.words[block.span.start]
        chrome = chrome or (index >= half and len(words) <= 9 and _opens_chrome(text))
        if chrome:
            found[block.span.start] = "chrome"
        elif (name := _by_words(text, words)) is not None:
            found[block.span.start] = name
        elif section.kind in _SECTIONS:
            found[block.span.start] = _SECTIONS[section.kind]
    return found


def _opens_chrome(text: str) -> bool:
    return any(True for _ in _openings().find(text))


def _by_words(text: str, words: Sequence[str]) -> str | None:
    names = {found.key for found in _phrases().find(text)} if _phrases().may_stand_in(words) else set()
    for name in ("eeo", "accommodation", "encouragement"):
        if name in names:
            return name
    if not _characteristics().may_stand_in(words):
        return None
    return "eeo" if len({found.key for found in _characteristics().find(text)}) >= _ENOUGH else None
