"""The benefits that a posting names: the points of its list of them, and what is named in running text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jdlint.data import table
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.text import Span


@cache
def _phrases() -> PhraseIndex[None]:
    return PhraseIndex(
        (phrase, None) for phrases in table("statements")["benefits"]["phrases"].values() for phrase in phrases
    )


def benefits(posting: Posting) -> Sequence[Span]:
    """Where each benefit is named: a point or row as a whole, a phrase elsewhere."""
    found: list[Span] = []
    listed: set[int] = set()
    for block, section in posting.blocks():
        if section.kind == "benefits" and block.kind in ("item", "cell") and not posting.is_chrome(block):
            found.append(block.span)
            listed.add(block.span.start)
    for block, _, phrase in posting.find(_phrases()):
        if (
            block.span.start not in listed
            and block.kind not in ("code", "heading", "title")
            and not posting.is_chrome(block)
        ):
            found.append(block.text.span(phrase.start, phrase.end))
    return _outermost(sorted(found))


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Spans less those that lie in the one before: `health insurance` in `private health insurance`."""
    kept: list[Span] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept
