"""pattern: regular expressions over what a reader sees of one block; each runs only where its cheap hint stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jdlint import words
from jdlint.checks.terms import PHRASES, phrase_index, stands
from jdlint.findings import Confidence
from jdlint.model import Block, Posting
from jdlint.phrases import PhraseIndex
from jdlint.rules import Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["patterns"],
    "additionalProperties": False,
    "properties": {
        "patterns": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["regex", "hints"],
                "additionalProperties": False,
                "properties": {
                    "regex": {"type": "string", "format": "regex"},
                    "hints": PHRASES,
                    "id": {"type": "string"},
                    "except": PHRASES,
                    "near": PHRASES,
                    "not_near": PHRASES,
                    "capitals": {"type": "boolean"},
                    "confidence": {"enum": ["high", "medium", "low"]},
                    "note": {"type": "string"},
                },
            },
        }
    },
}
CASES = ("found",)


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    hints: tuple[str, ...]
    id: str | None
    shields: PhraseIndex[None] | None
    near: PhraseIndex[None] | None
    not_near: PhraseIndex[None] | None
    confidence: Confidence
    note: str


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    compiled: list[_Pattern] = []   # compiled when the first hint is met: most runs need few of them

    def look(posting: Posting) -> Iterator[Hit]:
        for block, section in posting.blocks():
            lower = block.text.value.lower()
            for number, entry in enumerate(rule.options["patterns"]):
                if not any(hint in lower for hint in entry["hints"]) or not rule.scope.admits(posting, block, section):
                    continue
                if not compiled:
                    compiled.extend(_compiled(each) for each in rule.options["patterns"])
                yield from _hits(compiled[number], block)

    return look


def _compiled(entry: dict[str, Any]) -> _Pattern:
    return _Pattern(
        regex=re.compile(entry["regex"], 0 if entry.get("capitals") else re.IGNORECASE),
        hints=tuple(entry["hints"]),
        id=entry.get("id"),
        shields=phrase_index(entry.get("except")),
        near=phrase_index(entry.get("near")),
        not_near=phrase_index(entry.get("not_near")),
        confidence=entry.get("confidence", "high"),
        note=entry.get("note", ""),
    )


def _hits(pattern: _Pattern, block: Block) -> Iterator[Hit]:
    text = block.text.value
    bare = pattern.shields is pattern.near is pattern.not_near is None
    placed = [] if bare else words.placed_words(text)
    for match in pattern.regex.finditer(text):
        if bare or stands(text, match.start(), match.end(), placed, pattern.shields, pattern.near, pattern.not_near):
            values = {"match": match.group(), "note": pattern.note} | {name: group or "" for name, group in match.groupdict().items()}
            span = block.text.span(*match.span())
            yield Hit(span, "found", values, pattern.id or match.group().lower(), pattern.confidence)


bind = one_by_one(_prepare)
