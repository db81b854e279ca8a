"""readability: how hard a posting is to read, by the formula for its language.

The formulas weigh words in a sentence and syllables in a word. Syllables are counted by groups of vowels, less what is silent
at the end of a word; a point of a list is a sentence, headings and tables are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jdlint.checks.count import SENTENCE_END
from jdlint.data import table
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["least"],
    "additionalProperties": False,
    "properties": {
        "least": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "number"}},
        "from_words": {"type": "integer", "minimum": 1},
    },
}
CASES = ("hard",)
VALUES = ("score", "limit", "formula", "sentence", "syllables")


class Reading(NamedTuple):
    """What a formula makes of a text: higher is easier, some 100 very easy, 0 very hard."""

    score: float
    formula: str
    sentence: float  # words in a sentence
    syllables: float  # in a word


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    least: Mapping[str, float] = rule.options["least"]

    def look(posting: Posting) -> Iterator[Hit]:
        limit = least.get(posting.language)
        if limit is None or posting.language not in table("readability"):
            return
        blocks = [block for block, _ in rule.scope.blocks_of(posting)]
        if sum([len(block.text.words.plain) for block in blocks]) < rule.options.get("from_words", 1):
            return
        found = reading(blocks, posting.language)
        if found is not None and found.score < limit:
            values = {
                "score": round(found.score),
                "limit": f"{limit:g}",
                "formula": found.formula,
                "sentence": round(found.sentence),
                "syllables": f"{found.syllables:.1f}",
            }
            yield Hit(posting.anchor, "hard", values, "readability")

    return look


def reading(blocks: Sequence[Block], language: str) -> Reading | None:
    """How hard these blocks are to read; None where they have no words."""
    formula = table("readability")[language]
    words = [word for block in blocks for word in block.text.words.plain if word[0].isalpha()]
    if not words:
        return None
    sentences = sum(
        [1 + len([None for end in SENTENCE_END.finditer(block.text.value)]) for block in blocks if block.text.value]
    )
    length, sounds = len(words) / sentences, sum([syllables(word, language) for word in words]) / len(words)
    score = formula["base"] - formula["sentence"] * length - formula["syllable"] * sounds
    return Reading(score, formula["name"], length, sounds)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    formula = table("readability")[language]
    return re.compile(f"[{formula['vowels']}]+"), re.compile(formula["silent"])


def syllables(word: str, language: str) -> int:
    """The syllables of a word in small letters, by its groups of vowels: one at least."""
    vowels, silent = _patterns(language)
    return max(1, len(vowels.findall(silent.sub("", word))))


bind = one_by_one(_prepare)
