"""joined-words: a little word that lost its blank, `buildthe team`; what is left of the word must be a word itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.findings import Fix
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Edit

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"ends": PHRASES, "begins": PHRASES, "words": PHRASES, "except": PHRASES},
}
CASES = ("found",)
VALUES = ("match", "apart")
_SHORTEST = 4  # letters of a word that only the posting knows
_MOST_SEEN = 200_000  # words to remember
_SPARE = 2  # letters that a joined word has beside the little one, at least


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    ends, begins = tuple(rule.options.get("ends", ())), tuple(rule.options.get("begins", ()))
    known, shields = frozenset(rule.options.get("words", ())), frozenset(rule.options.get("except", ()))

    harmless: set[str] = set()  # words that were looked at already: most postings have few others

    def look(posting: Posting) -> Iterator[Hit]:
        words = posting.words
        new = words - harmless
        suspects = [word for word in new if word not in shields and (word.endswith(ends) or word.startswith(begins))]
        if len(harmless) < _MOST_SEEN:
            harmless.update(new.difference(suspects))
        for word in suspects:
            parts = _parts(word, ends, begins) if word.isalpha() else None
            if parts is None or len(posting.places[word]) > 1:
                continue
            rest = parts[0] if parts[1] in ends and word.endswith(parts[1]) else parts[1]
            if rest in known or (len(rest) >= _SHORTEST and rest in words):
                yield from _hits(posting, rule, word, parts)

    return look


def _parts(word: str, ends: Sequence[str], begins: Sequence[str]) -> tuple[str, str] | None:
    for end in ends:
        if word.endswith(end) and len(word) >= len(end) + _SPARE:
            return word[: -len(end)], end
    for begin in begins:
        if word.startswith(begin) and len(word) >= len(begin) + _SPARE:
            return begin, word[len(begin) :]
    return None


def _hits(posting: Posting, rule: Rule, word: str, parts: tuple[str, str]) -> Iterator[Hit]:
    for at in posting.places[word]:
        number = posting.block_of(at)
        block, section = posting.blocks()[number]
        first = at - posting.first_word(number)
        if rule.scope.admits(posting, block, section) and first < len(block.text.words):
            start, end = block.text.words.spans[first]
            written = block.text.value[start:end]
            if written.islower() and not _in_address(block, start, end):  # a name has capitals
                yield _hit(block, start, end, written, len(parts[0]))


def _in_address(block: Block, start: int, end: int) -> bool:
    text = block.text.value
    return text[max(0, start - 1) : start] in ("@", "/", ".", "-", "#", "_") or text[end : end + 1] in (
        "@",
        "/",
        "-",
        "_",
    )


def _hit(block: Block, start: int, end: int, written: str, cut: int) -> Hit:
    apart = f"{written[:cut]} {written[cut:]}"
    span, fix = block.text.span(start, end), None
    if block.text.contiguous(start, end):
        fix = Fix(f"Write '{apart}'", (Edit(span.start, span.end, apart),), safe=True)
    return Hit(span, "found", {"match": written, "apart": apart}, written.lower(), fix=fix)


bind = one_by_one(_prepare)
