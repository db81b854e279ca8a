"""balance: words of two sides that a posting should have about as much of, such as words coded masculine and feminine.

What is counted is judged, unlike the decoder's count that `inspect` shows: only in running text, no name and no phrase in
which the word means something else, no word more than twice, and in proportion to the length of the posting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span

_WORD: dict[str, Any] = {"type": "string", "minLength": 2}
_FAMILY: dict[str, Any] = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["sides", "report", "share"],
    "additionalProperties": False,
    "properties": {
        "sides": {
            "type": "object",
            "minProperties": 2,
            "maxProperties": 2,
            "additionalProperties": {"type": "array", "items": _FAMILY, "minItems": 1},
        },
        "report": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "apart": {"type": "array", "items": _WORD},
        "share": {"type": "number", "minimum": 0.5, "maximum": 1},
        "least": {"type": "integer", "minimum": 1},
        "different": {"type": "integer", "minimum": 1},
        "per_100": {"type": "number", "minimum": 0},
    },
}
CASES = ("lopsided",)
VALUES = ("side", "other", "count", "count_other", "per_100", "words")
_MOST_OF_ONE = (
    2  # times that a family counts: what the job is about stands everywhere and says nothing of whom it is for
)
_SHOWN = 8  # words that a message names
_ENDS = frozenset(".!?:;•·–—|/(\"“‘'")  # after one of these a capital is no name


class _Family(NamedTuple):
    """Words that are one for the count, by the first of them."""

    side: str
    name: str


class _Use(NamedTuple):
    """A word of a side, and where it stands."""

    span: Span
    word: str
    family: _Family


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    coded = _families(rule.options["sides"])
    reported = [
        frozenset(word for word, family in coded.items() if family.side == side) for side in rule.options["report"]
    ]
    apart = PhraseIndex((phrase, None) for phrase in rule.options.get("apart", ()))
    fewest = rule.options.get("different", 1)

    def look(posting: Posting) -> Iterator[Hit]:
        # most postings have too few of a side to go further
        if any(len(words & posting.words) >= fewest for words in reported):
            words = {word: coded[word] for word in coded.keys() & posting.words}
            yield from _judged(posting, rule, _counted(_uses(posting, rule, words, apart)))

    return look


def _families(sides: Mapping[str, Sequence[str | Sequence[str]]]) -> dict[str, _Family]:
    """Each word of both sides with its family."""
    found: dict[str, _Family] = {}
    for side, families in sides.items():
        for family in families:
            words = [family] if isinstance(family, str) else family
            found |= dict.fromkeys(words, _Family(side, words[0]))
    return found


def _uses(posting: Posting, rule: Rule, words: Mapping[str, _Family], apart: PhraseIndex[None]) -> Iterator[_Use]:
    """All uses of these words in running text, less names and what stands apart."""
    admitted = {block.span for block, _ in rule.scope.blocks_of(posting)}
    shielded = {
        (each.block.span, number)
        for each in posting.candidates(apart)
        if each.found() is not None
        for number in range(each.first, each.last + 1)
    }
    for word, family in words.items():
        for place in posting.places[word]:
            number = posting.block_of(place)
            block, at = posting.blocks()[number][0], place - posting.first_word(number)
            if block.span in admitted and (block.span, at) not in shielded:
                start, end = block.text.words.spans[at]
                if not _is_name(block.text.value, start):
                    yield _Use(block.text.span(start, end), word, family)


def _is_name(text: str, start: int) -> bool:
    """Whether a word has a capital that the beginning of a sentence does not give it: `the Team Lead`."""
    before = text[:start].rstrip()
    return text[start].isupper() and bool(before) and before[-1] not in _ENDS


def _counted(uses: Iterator[_Use]) -> list[_Use]:
    """The uses that count, in order: a few of each family."""
    times: Counter[_Family] = Counter()
    counted = []
    for use in sorted(uses):
        times[use.family] += 1
        if times[use.family] <= _MOST_OF_ONE:
            counted.append(use)
    return counted


def _judged(posting: Posting, rule: Rule, uses: Sequence[_Use]) -> Iterator[Hit]:
    options = rule.options
    length = sum([len(block.text.words.plain) for block, _ in rule.scope.blocks_of(posting)])
    for side in options["report"]:
        own = [use for use in uses if use.family.side == side]
        density = 100 * len(own) / max(1, length)
        different = {use.family: use.word for use in reversed(own)}  # of each family the first word
        if (
            len(own) >= options.get("least", 1)
            and len(different) >= options.get("different", 1)
            and len(own) >= options["share"] * len(uses)
            and density >= options.get("per_100", 0)
        ):
            other = next(name for name in options["sides"] if name != side)
            values = {
                "side": side,
                "other": other,
                "count": len(own),
                "count_other": len(uses) - len(own),
                "per_100": f"{density:.1f}",
                "words": [f"'{word}'" for word in list(different.values())[::-1][:_SHOWN]],
            }
            yield Hit(posting.anchor, "lopsided", values, side, related=tuple(use.span for use in own))


bind = one_by_one(_prepare)
