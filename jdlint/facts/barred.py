"""What a posting asks of people that the law of some places bars: Canadian experience, a driver's licence.

Whether a place bars it is not judged here. What is welcome only, or denied (`we never ask …`), is not asked. Questions about
earlier pay are found everywhere, by rules/pay/salary-history-asked.yml, and not once more here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.model import Block
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.text import Span

_NEAR = 8  # words within which a denial counts


def barred(posting: Posting) -> Mapping[str, Span]:
    """Where each such thing is first asked, by its name."""
    found: dict[str, Span] = {}
    for block, section, phrase in posting.find(_phrases()):
        clear = not posting.facts.passages.get(block.span.start) and is_required(block, section)
        if clear and not _is_denied(block, phrase.first, phrase.last):
            found.setdefault(phrase.key, block.text.span(phrase.start, phrase.end))
    licence = posting.facts.details.get("driving_licence") if "driving_licence" not in found else None
    if licence is not None and _needs_no_driving(posting, licence.span):
        found["driving_licence"] = licence.span
    return found


@cache
def _phrases() -> PhraseIndex[str]:
    return PhraseIndex(
        (phrase, "canadian_experience")
        for phrases in table("asked")["canadian_experience"].values()
        for phrase in phrases
    )


def _is_denied(block: Block, first: int, last: int) -> bool:
    near = block.text.words.plain[max(0, first - _NEAR) : last + 1 + _NEAR]
    return not frozenset(table("asked")["denied"]).isdisjoint(near)


def _needs_no_driving(posting: Posting, span: Span) -> bool:
    """Whether a driver's licence is needed, and no word of the posting beside it tells of driving."""
    for block, section in posting.blocks():
        if block.span.start <= span.start < block.span.end:
            words = block.text.words.plain
            own = Counter(word for word in words if word in _driving()) if len(words) <= _NEAR else Counter[str]()
            told = {word: number for word, number in Counter(posting.plain).items() if word in _driving()}
            beside = any(number > (own[word] if word == "driving" else 0) for word, number in told.items())
            return is_required(block, section) and not beside and not _is_denied(block, 0, len(words) - 1)
    return False


@cache
def _driving() -> frozenset[str]:
    return frozenset(table("asked")["driving"])
