"""The facts that patterns state: regular expressions that run only on blocks in which one of their hints stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from jdlint.facts.wanted import Pattern, Wanted
from jdlint.model import Block, Statement
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.titles import names_a_job


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def counts(block: Block, passages: Mapping[int, frozenset[str]]) -> bool:
    """Whether what a block says is the posting's: not code, nor what a job board put below it."""
    return block.kind != "code" and "chrome" not in passages.get(block.span.start, ())


def by_pattern(posting: Posting, wanted: Wanted, known: Collection[str]) -> Iterator[Statement]:
    for fact, (hints, patterns) in wanted.patterns.items():
        near = posting.hinted(hints) if fact not in known else {}
        items = wanted.words(fact, "items_of")
        found = next((span for each in patterns if near for span in _matches(posting, fact, each, near, items)), None)
        if found is not None:
            yield Statement(fact, found)


def _matches(
    posting: Posting, fact: str, pattern: Pattern, near: Mapping[str, Sequence[int]], items: Collection[str]
) -> Iterator[Span]:
    """Where a pattern finds its fact; ``near``: the numbers of the blocks in which each hint stands.

    ``items``: the kinds of sections of which the points tell of the job.
    """
    passages, blocks = posting.passages, posting.blocks()
    for number in sorted({number for hint in pattern.hints for number in near.get(hint, ())}):
        block, section = blocks[number]
        listed = block.kind == "item" and not pattern.items and section.kind not in items
        if listed or pattern.titles != (block.kind in ("heading", "title")):
            continue  # what a list says of a place or an employer is seldom said of this job
        if not counts(block, passages) or (pattern.words and pattern.words.isdisjoint(block.text.words.plain)):
            continue
        match = _compiled(pattern.regex).search(block.text.value)
        # "The Lead Developer is a …" names no employer
        if match and (fact != "company" or pattern.titles or not names_a_job(match.group())):
            yield block.text.span(*match.span())
