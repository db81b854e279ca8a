"""What a list is about by how its points begin, where no heading says it (jdlint/data/section_content.yml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from jdlint.data import table
from jdlint.model import Block, SectionKind
from jdlint.text import later
from jdlint.words import plain

_FEWEST = 3  # points that tell of a kind …
_SHARE = 0.6  # … and their least share of all points
_FEW_CHARACTERS = 400  # of a section that just says how to apply
_ADDRESS = later(r"\w@\w|https?://|www\.|\+?\d[\d ()/-]{6,}\d")
_LONGEST = 30  # words of a paragraph that may be a point of a list that nothing marks


def kind_by_content(blocks: Sequence[Block]) -> SectionKind | None:
    """The kind of a section by its points; None where they are few, or of several kinds."""
    if _tells_how_to_apply(blocks):
        return "how_to_apply"
    points = [block for block in blocks if block.kind == "item"] or _unmarked(blocks)
    if len(points) < _FEWEST:
        return None
    for kind, number in counted_kinds(points).most_common(1):
        if number >= _FEWEST and number >= _SHARE * len(points):
            return kind
    return None


def counted_kinds(blocks: Sequence[Block]) -> Counter[SectionKind]:
    """How many points begin as those of each kind do; where nothing is marked as a point, how many short lines."""
    points = [block for block in blocks if block.kind == "item"] or [
        block for block in blocks if block.kind == "paragraph" and len(block.text.words) <= _LONGEST
    ]
    return Counter(kind for block in points if (kind := _told(block.text.words.plain)) is not None)


def _tells_how_to_apply(blocks: Sequence[Block]) -> bool:
    """A few lines with an address and a word that asks to write, call or send."""
    if sum(len(block.text.value) for block in blocks) > _FEW_CHARACTERS:
        return False
    return any(
        not _asking().isdisjoint(block.text.words.plain) and (block.links or _ADDRESS.search(block.text.value))
        for block in blocks
    )


@cache
def _asking() -> frozenset[str]:
    """Words that ask to write, call or send."""
    return frozenset(word for words in table("section_content")["how_to_apply"].values() for word in words)


def _unmarked(blocks: Sequence[Block]) -> list[Block]:
    points = [block for block in blocks if block.kind == "paragraph"]
    return points if all(len(block.text.words) <= _LONGEST for block in points) else []


def _told(words: Sequence[str]) -> SectionKind | None:
    """The kind of which the first words of a point tell."""
    if words[1:] and (words[0].isdigit() or words[0] in table("section_content")["numbers"]):  # `3+ years of …`
        words = ["#", *words[1:]]
    for opening, kind in _openings().get(words[0], ()) if words else ():
        if tuple(words[: len(opening)]) == opening:
            return kind
    return None


@cache
def _openings() -> dict[str, list[tuple[tuple[str, ...], SectionKind]]]:
    """Openings by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], SectionKind]]] = {}
    for kind, by_language in table("section_content").items():
        if kind in ("how_to_apply", "numbers"):
            continue
        for openings in by_language.values():
            for opening in openings:
                words = tuple(plain(opening).split())
                found.setdefault(words[0], []).append((words, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found
