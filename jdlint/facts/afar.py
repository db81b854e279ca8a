"""Whether a posting says of the job itself that it is done from afar: not of customers, colleagues, or some days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from jdlint import gazetteer
from jdlint.facts.placed import SENTENCE_END, but_left_out, label_of
from jdlint.model import Block, Jurisdiction
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.words import Words

if TYPE_CHECKING:
    from jdlint.particulars import Arrangement

AFAR = frozenset(("remote", "remotely", "telecommute", "telework", "anywhere", "distance", "télétravail"))


def from_afar(posting: Posting) -> bool:
    """Whether the job is done from afar, wherever that is."""
    return is_remote(posting, posting.facts.jurisdictions)


def is_remote(posting: Posting, found: Sequence[Jurisdiction]) -> bool:
    """Whether the place itself, or else a sentence about the job, says that the work is done from afar."""
    placed = [each.kind for each in posting.facts.arrangements if _is_placed(posting, each, found)]
    if placed:
        return "remote" in placed
    if any(_says_anywhere(posting, place) for place in found):
        return True
    return any(each.kind == "remote" and is_told(posting, each) for each in posting.facts.arrangements)


def _is_placed(posting: Posting, each: Arrangement, found: Sequence[Jurisdiction]) -> bool:
    """Whether an arrangement stands in front matter or in the line of the place: `United States (on-site)`."""
    if posting.meta is not None and each.span in posting.meta.spans.values():
        return True
    block = block_at(posting, each.span)
    return (
        block is not None
        and not _denies(block.text.value)
        and any(block.span.start <= place.span.start < block.span.end for place in found)
    )


def _says_anywhere(posting: Posting, place: Jurisdiction) -> bool:
    """Whether the line of a place says `anywhere`: `Location: anywhere in the US`."""
    block = block_at(posting, place.span)
    if block is None or _denies(block.text.value):
        return False
    return not frozenset(gazetteer.wordings("remote")["anywhere"]).isdisjoint(block.text.words.plain)


def is_told(posting: Posting, each: Arrangement) -> bool:
    """Whether `remote` is said of the job, and neither denied nor for some days only."""
    if posting.meta is not None and each.span in posting.meta.spans.values():
        return True
    block = block_at(posting, each.span)
    if block is None:
        return False
    text = block.text.value
    at = max(0, text.find(posting.body[each.span.start - posting.span.start : each.span.end - posting.span.start]))
    begin = max((match.end() for match in SENTENCE_END.finditer(text, 0, at)), default=0)
    end = SENTENCE_END.search(text, at)
    said = text[begin : end.start() if end else len(text)]
    return not _denies(said) and (_afar().search(said) is not None or label_of(said) == "location")


def block_at(posting: Posting, span: Span) -> Block | None:
    return next((block for block, _ in posting.blocks() if block.span.start <= span.start < block.span.end), None)


def _denies(text: str) -> bool:
    words = frozenset(gazetteer.wordings("remote")["unless"])
    return not words.isdisjoint(Words(text).plain) and not words.isdisjoint(Words(but_left_out(text)).plain)


@cache
def _afar() -> re.Pattern[str]:
    return re.compile(gazetteer.wordings("remote")["regex"])
