"""repetition: the same word twice in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from jdlint import words
from jdlint.checks.terms import PHRASES, phrase_index
from jdlint.findings import Fix
from jdlint.model import Block, Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Edit

OPTIONS: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {"except": PHRASES}}
CASES = ("found",)


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    shields = phrase_index(rule.options.get("except"))

    def look(posting: Posting) -> Iterator[Hit]:
        for block, _ in rule.scope.blocks_of(posting):
            plain = posting.facts.words[block.span.start]
            if any(one == two for one, two in pairwise(plain)):
                for hit, start, end in _repeated(block):
                    if shields is None or not any(each.start <= start and end <= each.end for each in shields.find(block.text.value)):
                        yield hit

    return look


def _repeated(block: Block) -> Iterator[tuple[Hit, int, int]]:
    text = block.text.value
    for one, two in pairwise(words.placed_words(text)):
        between = text[one.end : two.start]
        if one.text != two.text or between.strip() or not between or not one.text.isalpha() or _by_design(text, one, two):
            continue
        match = text[one.start : two.end]
        span = block.text.span(one.start, two.end)
        keep = block.text.span(one.start, one.end)
        fix = None
        if block.text.contiguous(one.start, two.end):
            fix = Fix(f"Remove the second '{two.text}'", (Edit(keep.end, span.end, ""),), safe=True)
        yield Hit(span, "found", {"match": match, "word": one.text}, one.text, fix=fix), one.start, two.end


def _by_design(text: str, one: words.Word, two: words.Word) -> bool:
    """Walla Walla; `as AS-02`; `in in-house`."""
    first, second = text[one.start : one.end], text[two.start : two.end]
    hyphened = text[two.end : two.end + 1] in words.HYPHENS if two.end < len(text) else False
    return hyphened or (second[0].isupper() and first != second) or (first[0].isupper() and second[0].isupper())


bind = one_by_one(_prepare)
