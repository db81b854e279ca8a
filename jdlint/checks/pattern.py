"""pattern: regular expressions over what a reader sees of one block; each runs only where its cheap hint stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from jdlint.checks.terms import PHRASES, stands
from jdlint.findings import Confidence
from jdlint.hints import Hints
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, Run

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
                    "places": PHRASES,
                    "confidence": {"enum": ["high", "medium", "low"]},
                    "note": {"type": "string"},
                },
            },
        }
    },
}
CASES = ("found",)
VALUES = ("match", "note")


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    id: str | None
    shields: tuple[str, ...]
    near: tuple[str, ...]
    not_near: tuple[str, ...]
    confidence: Confidence
    note: str


def bind(rules: Sequence[Rule]) -> Run:
    """All hints of all rules are looked for at once; a pattern runs on the blocks in which one of its hints stands."""
    entries = [_Entry(rule, entry) for rule in rules for entry in rule.options["patterns"]]
    by_hint: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for hint in entry.hints:
            by_hint.setdefault(hint, []).append(number)
    hints = Hints.of(by_hint)

    def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
        hinted = posting.hinted(hints)
        if not hinted:
            return
        active = {rule.name for rule in rules if rule.scope.for_posting(posting)}
        blocks = posting.blocks()
        for number in sorted({number for hint in hinted for number in by_hint[hint]}):
            entry = entries[number]
            if entry.rule.name in active:
                for at in sorted({at for hint in entry.hints for at in hinted.get(hint, ())}):
                    block, section = blocks[at]
                    if entry.rule.scope.admits(posting, block, section):
                        for hit in _hits(entry.pattern, block):
                            if entry.is_for(posting):
                                yield entry.rule, hit

    return run


class _Entry:
    """A pattern of a rule; compiled when its hint is first met, for most runs need few of them."""

    def __init__(self, rule: Rule, entry: dict[str, Any]) -> None:
        self.rule = rule
        self.entry = entry
        self.hints: list[str] = entry["hints"]

    def is_for(self, posting: Posting) -> bool:
        """Whether the pattern is for the place of a posting: by the configuration, or by what it says itself."""
        places = tuple(self.entry.get("places", ()))
        if not places:
            return True
        known = self.rule.circumstances.jurisdictions if self.rule.circumstances else ()
        codes = known or [each.code for each in posting.facts.jurisdictions]
        return any(code.lower().partition("-")[0] in places for code in codes)

    @cached_property
    def pattern(self) -> _Pattern:
        return _compiled(self.entry)


def _compiled(entry: dict[str, Any]) -> _Pattern:
    return _Pattern(
        regex=re.compile(entry["regex"], 0 if entry.get("capitals") else re.IGNORECASE),
        id=entry.get("id"),
        shields=tuple(entry.get("except", ())),
        near=tuple(entry.get("near", ())),
        not_near=tuple(entry.get("not_near", ())),
        confidence=entry.get("confidence", "high"),
        note=entry.get("note", ""),
    )


def _hits(pattern: _Pattern, block: Block) -> Iterator[Hit]:
    text, words = block.text.value, block.text.words
    bare = not (pattern.shields or pattern.near or pattern.not_near)
    starts, ends = ([], []) if bare else ([start for start, _ in words.spans], [end for _, end in words.spans])
    for match in pattern.regex.finditer(text):
        if not bare:
            first = bisect_right(ends, match.start())
            last = max(first, bisect_left(starts, match.end()) - 1)
            if not stands(words, first, last, pattern.shields, pattern.near, pattern.not_near):
                continue
        values = {"match": match.group(), "note": pattern.note} | {
            name: group or "" for name, group in match.groupdict().items()
        }
        yield Hit(
            block.text.span(*match.span()), "found", values, pattern.id or match.group().lower(), pattern.confidence
        )
