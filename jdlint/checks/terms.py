"""terms: words and phrases, all rules in one pass over the words of each block.

A phrase is found by a dictionary of first words; only then are its exceptions, its near words and the rule's scope
looked at. The longest phrase of a rule wins where several stand at one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from jdlint import words
from jdlint.findings import Confidence, Fix
from jdlint.model import Block
from jdlint.phrases import Found, PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, Run
from jdlint.text import Edit, ReaderText, Span

NEAR = 8  # words to each side
_LONGEST = 16  # words of an exception
PHRASES: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["entries"],
    "additionalProperties": False,
    "properties": {
        "whole_block": {"type": "boolean"},
        "entries": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["terms"],
                "additionalProperties": False,
                "properties": {
                    "terms": PHRASES,
                    "id": {"type": "string"},
                    "suggestions": PHRASES,
                    "inflect": {"enum": ["noun", "verb"]},
                    "except": PHRASES,
                    "near": PHRASES,
                    "not_near": PHRASES,
                    "capitals": {"type": "boolean"},
                    "fix": {"enum": ["safe", "unsafe"]},
                    "confidence": {"enum": ["high", "medium", "low"]},
                    "note": {"type": "string"},
                },
            },
        },
    },
}
CASES = ("replace", "found")
VALUES = ("match", "suggestions", "note")


class _Entry(NamedTuple):
    rule: Rule
    id: str
    written: str  # the form as the rule file has it
    suggestions: tuple[str, ...]  # in the same form
    shields: tuple[str, ...]
    near: tuple[str, ...]
    not_near: tuple[str, ...]
    capitals: bool
    whole_block: bool
    fix: str | None
    confidence: Confidence
    note: str


def bind(rules: Sequence[Rule]) -> Run:
    """One index over the terms of all rules."""
    index = PhraseIndex((entry.written, entry) for rule in rules for entry in _entries(rule))

    def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
        active = {rule.name for rule in rules if rule.scope.for_posting(posting)}
        by_block: dict[Span, list[Found[_Entry]]] = {}
        blocks: dict[Span, Block] = {}
        for candidate in posting.candidates(index) if active else ():
            rule, block = candidate.key.rule, candidate.block
            if rule.name in active and rule.scope.admits(posting, block, candidate.section):
                found = candidate.found()
                if found is not None and _stands(found, block):
                    blocks[block.span] = block
                    by_block.setdefault(block.span, []).append(found)
        for span, standing in by_block.items():
            for each in _longest(standing):
                yield each.key.rule, _hit(each, blocks[span])

    return run


def _entries(rule: Rule) -> Iterator[_Entry]:
    for entry in rule.options["entries"]:
        kind = entry.get("inflect")
        for term in entry["terms"]:
            suggestions = [words.inflected(text, kind) for text in entry.get("suggestions", ())]
            for number, form in enumerate(words.inflected(term, kind)):
                yield _Entry(
                    rule=rule,
                    id=entry.get("id", entry["terms"][0]),
                    written=form,
                    suggestions=tuple(forms[number] for forms in suggestions),
                    shields=tuple(entry.get("except", ())),
                    near=tuple(entry.get("near", ())),
                    not_near=tuple(entry.get("not_near", ())),
                    capitals=entry.get("capitals", False),
                    whole_block=rule.options.get("whole_block", False),
                    fix=entry.get("fix"),
                    confidence=entry.get("confidence", "high"),
                    note=entry.get("note", ""),
                )


@cache
def _index(phrases: tuple[str, ...]) -> PhraseIndex[None]:
    """An index over exceptions or near words, built when first needed. They are read generously: `he/she` is in `he she`."""
    return PhraseIndex(((phrase, None) for phrase in phrases), "/,;'’\"“”")


def _longest(found: list[Found[_Entry]]) -> list[Found[_Entry]]:
    """Of overlapping finds of one rule the first, and of those that begin together the longest."""
    ends: dict[str, int] = {}
    kept: list[Found[_Entry]] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if each.start >= ends.get(each.key.rule.name, 0):
            ends[each.key.rule.name] = each.end
            kept.append(each)
    return kept


def _stands(found: Found[_Entry], block: Block) -> bool:
    entry, text = found.key, block.text.value
    if entry.capitals and not _same_capitals(text[found.start : found.end], entry.written):
        return False
    if entry.whole_block and text[: found.start].strip(" \t.:!*-") + text[found.end :].strip(" \t.:!*-"):
        return False
    return stands(block.text.words, found.first, found.last, entry.shields, entry.near, entry.not_near)


def stands(
    text: words.Words,
    first: int,
    last: int,
    shields: tuple[str, ...],
    near: tuple[str, ...],
    not_near: tuple[str, ...],
) -> bool:
    """Whether the words from ``first`` to ``last`` lie in no exception, near a word that they need and near none that they must not."""
    if shielded(text, first, last, shields):
        return False

    def close(phrases: tuple[str, ...]) -> bool:
        around = _index(phrases).find(text, max(0, first - NEAR), last + NEAR + 1)
        return any(each.last < first or each.first > last for each in around)

    return (not near or close(near)) and (not not_near or not close(not_near))


def shielded(text: words.Words, first: int, last: int, shields: tuple[str, ...]) -> bool:
    """Whether the words from ``first`` to ``last`` lie inside one of the excepted phrases."""
    if not shields:
        return False
    around = _index(shields).find(text, max(0, first - _LONGEST), last + _LONGEST + 1)
    return any(shield.first <= first and last <= shield.last for shield in around)


def _same_capitals(text: str, written: str) -> bool:
    return words.WORD.findall(text) == words.WORD.findall(written)


def _hit(found: Found[_Entry], block: Block) -> Hit:
    entry = found.key
    match = block.text.value[found.start : found.end]
    span = block.text.span(found.start, found.end)
    fix = _fix(found, block) if entry.fix and entry.suggestions else None
    values = {"match": match, "suggestions": entry.suggestions, "note": entry.note}
    return Hit(span, "replace" if entry.suggestions else "found", values, entry.id, entry.confidence, (), fix)


def _fix(found: Found[_Entry], block: Block) -> Fix | None:
    """The first suggestion in place of a term, in its case, with the article that it takes; None where that is not sure."""
    text = block.text
    if not text.contiguous(found.start, found.end):
        return None
    match, suggestion = text.value[found.start : found.end], found.key.suggestions[0]
    replacement = words.with_case_of(match, suggestion, title=_among_capitals(text.words, found))
    edits = [Edit(*text.span(found.start, found.end), replacement)]
    article = _article(text, found)
    if article is not None:
        start, end = article
        right = _right_article(text.value[start:end], match, words.article(suggestion), text.value[:start].rstrip())
        if right is None or not text.contiguous(start, end):
            return None
        if right != text.value[start:end]:
            edits.insert(0, Edit(*text.span(start, end), right))
            match, replacement = f"{text.value[start:end]} {match}", f"{right} {replacement}"
    return Fix(f"Replace '{match}' by '{replacement}'", tuple(edits), found.key.fix == "safe")


def _among_capitals(text: words.Words, found: Found[_Entry]) -> bool:
    """Whether the word before or after has a capital, as in a title: `Senior Policeman`."""
    return any(
        0 <= number < len(text.spans) and text.text[text.spans[number][0]].isupper()
        for number in (found.first - 1, found.last + 1)
    )


def _article(text: ReaderText, found: Found[_Entry]) -> tuple[int, int] | None:
    """Where `a` or `an` stands right before a term; in other languages than English `a` is no article."""
    before, languages = found.first - 1, found.key.rule.scope.languages
    if before < 0 or (languages is not None and "en" not in languages) or text.words.plain[before] not in ("a", "an"):
        return None
    start, end = text.words.spans[before]
    return None if text.value[end : found.start].strip() else (start, end)


def _right_article(there: str, match: str, right: str, before: str) -> str | None:
    """The right article in the case of the one that is there; None where that may be a letter: `a grade A technician`."""
    if there.lower() == right:
        return there
    if there.islower():
        return right
    if len(match) > 1 and match.isupper():
        return right.upper()
    return None if before and before[-1] not in ".!?:" else right.capitalize()
