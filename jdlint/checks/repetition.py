"""repetition: the same word twice in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import compress, pairwise
from operator import eq
from typing import Any

from jdlint.checks.terms import PHRASES, shielded
from jdlint.findings import Fix
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Edit
from jdlint.words import HYPHENS

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"except": PHRASES, "only": PHRASES},
}
CASES = ("found",)
VALUES = ("match", "word")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    shields = tuple(rule.options.get("except", ()))
    only = frozenset(rule.options.get("only", ()))

    def look(posting: Posting) -> Iterator[Hit]:
        plain = posting.plain
        twice = {posting.block_of(number) for number in compress(range(len(plain)), map(eq, plain, plain[1:]))}
        if not twice:
            return
        blocks = posting.blocks()
        suspects = {blocks[number][0].span for number in twice}
        for block, _ in rule.scope.blocks_of(posting):
            if block.span not in suspects:
                continue
            plain = block.text.words.plain
            for number, (one, two) in enumerate(pairwise(plain)):
                if (
                    one == two
                    and (not only or one in only)
                    and not shielded(block.text.words, number, number + 1, shields)
                ):
                    yield from _repeated(block, number)

    return look


def _repeated(block: Block, number: int) -> Iterator[Hit]:
    """The word of that number and the next, which is the same, unless something stands between them or it is meant so."""
    text, word = block.text.value, block.text.words.plain[number]
    (start, middle), (after, end) = block.text.words.spans[number : number + 2]
    between = text[middle:after]
    if (
        between.strip()
        or not between
        or not word.isalpha()
        or _by_design(text[start:middle], text[after:end], text[end : end + 1])
    ):
        return
    span = block.text.span(start, end)
    fix = None
    if block.text.contiguous(start, end):
        fix = Fix(f"Remove the second '{word}'", (Edit(block.text.span(start, middle).end, span.end, ""),), safe=True)
    yield Hit(span, "found", {"match": text[start:end], "word": word}, word, fix=fix)


def _by_design(first: str, second: str, following: str) -> bool:
    """Walla Walla; `as AS-02`; `in in-house`."""
    hyphened = bool(following) and following in HYPHENS
    return hyphened or (second[0].isupper() and first != second) or (first[0].isupper() and second[0].isupper())


bind = one_by_one(_prepare)
