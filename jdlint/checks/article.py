"""article: `a` where the sound asks for `an`, and the other way round (jdlint/data/articles.yml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jdlint.articles import sound
from jdlint.data import table
from jdlint.findings import Confidence, Fix
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Edit

OPTIONS: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
CASES = ("found",)
VALUES = ("match", "right")
_MARKS = 3  # characters of emphasis around the two words
_ENDS = ".!?:"


@cache
def _not_after() -> frozenset[str]:
    return frozenset(table("articles")["not_after"])


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    def look(posting: Posting) -> Iterator[Hit]:
        plain, places, last = posting.plain, posting.places, len(posting.plain) - 1
        # most articles are right by the first letter alone, and need no look
        doubted = [at for at in places.get("an", ()) if at < last and plain[at + 1][0] not in "aeio"]
        doubted += [at for at in places.get("a", ()) if at < last and plain[at + 1][0] in "aeiouh81"]
        for at in sorted(doubted):
            number = posting.block_of(at)
            block, section = posting.blocks()[number]
            first = at - posting.first_word(number)
            if first + 1 < len(block.text.words) and rule.scope.admits(posting, block, section):
                yield from _in_block(block, first)

    return look


def _in_block(block: Block, first: int) -> Iterator[Hit]:
    """The article of that number, if it is one and wrong before the word that follows."""
    text, words = block.text.value, block.text.words
    (start, end), (after, until) = words.spans[first : first + 2]
    article, word = text[start:end], text[after:until]
    if text[end:after] != " " or not _is_article(text, start, article) or not _may_follow(word):
        return
    span = block.text.span(start, until)
    if span.end - span.start > until - start + _MARKS:
        return  # a name in code stands between, which is no text
    said = sound(word, words.plain[first + 1])
    if said == "either" or (said == "vowel") == (article.lower() == "an"):
        return
    right = "a" if said == "consonant" else "an"
    right = right.capitalize() if article[0].isupper() else right
    fix = None
    if block.text.contiguous(start, end):
        place = block.text.span(start, end)
        fix = Fix(f"Write '{right} {word}'", (Edit(place.start, place.end, right),), safe=True)
    values = {"match": text[start:until], "right": f"{right} {word}"}
    sure: Confidence = (
        "low" if word[0].isupper() and not word[1:].islower() else "high"
    )  # letters may be read as a word
    yield Hit(span, "found", values, values["match"].lower(), sure, fix=fix)


def _may_follow(word: str) -> bool:
    """Not `or` and the like; but a word in capitals, `a IT person`, is none of these."""
    return word not in _not_after()


def _is_article(text: str, start: int, article: str) -> bool:
    """Small letters, or at the beginning of a sentence: not in `Hepatitis A immunity` or `Plan A`."""
    before = text[:start].rstrip(" \"'“‘(*")
    return article.islower() or (article != "AN" and (not before or before[-1] in _ENDS))


bind = one_by_one(_prepare)
