"""Passages: paragraphs that language rules leave alone, known by what they say and not by their heading alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jdlint.data import table
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting

_SECTIONS = {"eeo_statement": "eeo", "accommodation": "accommodation"}
_CHROME = frozenset(("chrome",))
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
    said = _said(posting)
    for section in posting.sections:
        if section.kind in _SECTIONS:
            for block in (section.heading, *section.blocks):
                if block is not None:
                    said.setdefault(block.span.start, {_SECTIONS[section.kind]})
    chrome = _chrome_start(posting)
    found = {start: frozenset(names) for start, names in said.items() if chrome is None or start < chrome}
    if chrome is not None:
        found |= {block.span.start: _CHROME for block, _ in posting.blocks() if block.span.start >= chrome}
    return found


def _said(posting: Posting) -> dict[int, set[str]]:
    """What blocks are by their words."""
    said: dict[int, set[str]] = {}
    for block, _, found in posting.find(_phrases()):
        said.setdefault(block.span.start, set()).add(found.key)
    listed: dict[int, set[str]] = {}
    for candidate in posting.candidates(_characteristics()):
        listed.setdefault(candidate.block.span.start, set()).add(candidate.key)
    for start, names in listed.items():
        if len(names) >= _ENOUGH:
            said.setdefault(start, set()).add("eeo")
    return said


def _chrome_start(posting: Posting) -> int | None:
    """Where a job board's own text begins: a block below the first third that is little more than an opening."""
    third = posting.blocks()[len(posting.blocks()) // 3][0].span.start if posting.blocks() else 0
    for block, _, found in posting.find(_openings()):
        length = len(block.text.words)
        if (
            block.kind != "item"
            and block.span.start >= third
            and length <= 10
            and found.last - found.first >= length - 6
        ):
            return block.span.start
    return None
