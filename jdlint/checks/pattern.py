"""pattern: regular expressions over what a reader sees of one block; each runs only where its cheap hint stands."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from jdlint import front_text
from jdlint.checks.terms import PHRASES, says, stands
from jdlint.findings import Confidence
from jdlint.hints import Hints
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, Run, active_of
from jdlint.words import Words

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
                    "not_with": PHRASES,
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
_SURE: tuple[Confidence, ...] = ("high", "medium", "low")


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    id: str | None
    shields: tuple[str, ...]
    near: tuple[str, ...]
    not_near: tuple[str, ...]
    not_with: tuple[str, ...]
    confidence: Confidence
    note: str


def bind(rules: Sequence[Rule]) -> Run:
    """All hints of all rules for a language are looked for at once; a pattern runs on the blocks in which one of its hints stands."""
    entries = [_Entry(rule, entry) for rule in rules for entry in rule.options["patterns"]]
    active = active_of(rules)

    @cache
    def hinting(names: tuple[str, ...]) -> tuple[Hints, Mapping[str, Sequence[int]]]:
        """The hints of these rules, and the numbers of the entries that each is for."""
        by_hint: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            for hint in entry.hints if entry.rule.name in names else ():
                by_hint.setdefault(hint, []).append(number)
        return Hints.of(by_hint), by_hint

    def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
        hints, by_hint = hinting(active(posting.kind, posting.languages))
        hinted, in_front = posting.hinted(hints), front_text.hinted(posting, hints)
        if not (hinted or in_front):
            return
        blocks = posting.blocks()
        found: dict[str, tuple[Rule, list[Hit]]] = {}
        for number in sorted({number for hint in (*hinted, *in_front) for number in by_hint[hint]}):
            entry = entries[number]
            places = sorted({at for hint in entry.hints for at in hinted.get(hint, ())})
            front = next((in_front[hint] for hint in entry.hints if hint in in_front), ())
            for block, section in (*front, *(blocks[at] for at in places)):
                if entry.rule.scope.admits(posting, block, section):
                    for hit in _hits(entry.pattern, block):
                        if not says(posting, entry.pattern.not_with) and entry.is_for(posting):
                            found.setdefault(entry.rule.name, (entry.rule, []))[1].append(hit)
        for rule, hits in found.values():
            yield from ((rule, hit) for hit in _apart(hits))

    return run


def _apart(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Of hits of a rule that overlap the surest, and of those as sure as each other the longest; in the order of the text."""
    kept: list[Hit] = []  # none overlaps another, so that only its neighbours can overlap one more
    for hit in sorted(hits, key=lambda hit: (_SURE.index(hit.confidence), hit.span.start - hit.span.end)):
        at = bisect(kept, hit.span, key=lambda each: each.span)
        if not any(
            hit.span.start < each.span.end and each.span.start < hit.span.end for each in kept[max(0, at - 1) : at + 1]
        ):
            kept.insert(at, hit)
    yield from kept


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
        not_with=tuple(entry.get("not_with", ())),
        confidence=entry.get("confidence", "high"),
        note=entry.get("note", ""),
    )


def _stands(pattern: _Pattern, match: re.Match[str], words: Words) -> bool:
    """Whether the words around a match leave it one."""
    first = bisect_right(words.spans, match.start(), key=itemgetter(1))
    last = max(first, bisect_left(words.spans, match.end(), key=itemgetter(0)) - 1)
    return stands(words, first, last, pattern.shields, pattern.near, pattern.not_near)


def _hits(pattern: _Pattern, block: Block) -> Iterator[Hit]:
    bare = not (pattern.shields or pattern.near or pattern.not_near)
    for match in pattern.regex.finditer(block.text.value):
        if not (bare or _stands(pattern, match, block.text.words)):
            continue
        values = {"match": match.group(), "note": pattern.note} | {
            name: group or "" for name, group in match.groupdict().items()
        }
        yield Hit(
            block.text.span(*match.span()), "found", values, pattern.id or match.group().lower(), pattern.confidence
        )
