"""terms: words and phrases, all rules in one pass over the words of each block.

A phrase is found by a dictionary of first words; only then are its exceptions, its near words and the rule's scope
looked at. The longest phrase of a rule wins where several stand at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from jdlint import front_text, words
from jdlint.checks.replacing import replaced
from jdlint.findings import Confidence
from jdlint.model import Block
from jdlint.phrases import Found, PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, Run, active_of
from jdlint.text import made

NEAR = 8  # words to each side
_LONGEST = 16  # words of an exception
_QUOTATION = re.compile(r"[“„«][^“”„«»]{20,300}[”“»]|(?<!\w)\"(?=\w)[^\"]{20,300}(?<=[\w.,!?])\"(?!\w)")
_SENTENCE_END = re.compile(r"[.!?]['\"’”)]*\s+(?=[^\W\d_a-zß-ÿ])|[•▪●·]")
PHRASES: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["entries"],
    "additionalProperties": False,
    "properties": {
        "whole_block": {"type": "boolean"},
        "at_least": {"type": "integer", "minimum": 2},
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
                    "across_sentences": {"type": "boolean"},
                    "not_with": PHRASES,
                    "capitals": {"type": "boolean"},
                    "not_in_names": {"type": "boolean"},
                    "fix": {"enum": ["safe", "unsafe"]},
                    "confidence": {"enum": ["high", "medium", "low"]},
                    "note": {"type": "string"},
                },
            },
        },
    },
}
CASES = ("replace", "found", "several")
VALUES = ("match", "suggestions", "note", "count", "words")


class _Entry(NamedTuple):
    rule: Rule
    id: str
    written: str  # the form as the rule file has it
    suggestions: tuple[str, ...]  # in the same form
    shields: tuple[str, ...]
    near: tuple[str, ...]
    not_near: tuple[str, ...]
    not_with: tuple[str, ...]
    across: bool
    capitals: bool
    not_in_names: bool
    whole_block: bool
    fix: str | None
    confidence: Confidence
    note: str


def bind(rules: Sequence[Rule]) -> Run:
    """One index over the terms of all rules that are for a posting; most runs need it for one language."""
    by_name = {rule.name: rule for rule in rules}
    active = active_of(rules)

    @cache
    def index(names: tuple[str, ...]) -> PhraseIndex[_Entry]:
        return PhraseIndex((entry.written, entry) for name in names for entry in _entries(by_name[name]))

    def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
        # by their identity: lines of a value in front matter that cannot be told apart share their span
        by_block: dict[int, tuple[Block, list[Found[_Entry]]]] = {}
        phrases = index(active(posting.kind, posting.languages))
        for candidate in chain(posting.candidates(phrases), front_text.candidates(posting, phrases)):
            block = candidate.block
            if candidate.key.rule.scope.admits(posting, block, candidate.section):
                found = candidate.found()
                if found is not None and _stands(found, block) and not says(posting, found.key.not_with):
                    if not candidate.key.rule.scope.of_quotations and _is_quoted(block.text.value, found.start):
                        continue
                    by_block.setdefault(id(block), (block, []))[1].append(found)
        gathered: dict[str, list[tuple[Found[_Entry], Block]]] = {}
        for block, standing in by_block.values():
            for each in _longest(standing):
                if "at_least" in each.key.rule.options:
                    gathered.setdefault(each.key.rule.name, []).append((each, block))
                else:
                    yield each.key.rule, _hit(each, block)
        for found_of_rule in gathered.values():
            yield from _together(found_of_rule)

    return run


def _together(found: list[tuple[Found[_Entry], Block]]) -> Iterator[tuple[Rule, Hit]]:
    """One hit for all entries of a rule that stand in a posting, if they are as many as the rule says."""
    rule = found[0][0].key.rule
    first = {each.key.id: (each, block) for each, block in reversed(found)}  # the first place of each entry
    hits = sorted((_hit(*at) for at in first.values()), key=lambda hit: hit.span.start)
    if len(hits) >= rule.options["at_least"]:
        words_found = tuple(str(hit.values["match"]) for hit in hits)
        values = {**hits[0].values, "count": len(hits), "words": words_found}
        yield rule, Hit(hits[0].span, "several", values, "several", "high", tuple(hit.span for hit in hits[1:]))


def _entries(rule: Rule) -> Iterator[_Entry]:
    whole_block = rule.options.get("whole_block", False)
    for entry in rule.options["entries"]:
        kind = entry.get("inflect")
        suggestions = list(zip(*(words.inflected(text, kind) for text in entry.get("suggestions", ())), strict=True))
        named = entry.get("id", entry["terms"][0])
        # the same for all its terms, of which there are thousands at every start: `made` is quickest
        others = (
            tuple(entry.get("except", ())),
            tuple(entry.get("near", ())),
            tuple(entry.get("not_near", ())),
            tuple(entry.get("not_with", ())),
            entry.get("across_sentences", False),
            entry.get("capitals", False),
            entry.get("not_in_names", False),
            whole_block,
            entry.get("fix"),
            entry.get("confidence", "high"),
            entry.get("note", ""),
        )
        for term in entry["terms"]:
            for number, form in enumerate(words.inflected(term, kind)):
                yield made(_Entry, (rule, named, form, suggestions[number] if suggestions else (), *others))


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
    if (
        entry.not_in_names
        and block.kind not in ("title", "heading")
        and _in_name(block.text.words, found.first, found.last)
    ):
        return False
    if entry.whole_block and text[: found.start].strip(" \t.:!*-") + text[found.end :].strip(" \t.:!*-"):
        return False
    return stands(
        block.text.words, found.first, found.last, entry.shields, entry.near, entry.not_near, not entry.across
    )


def stands(
    text: words.Words,
    first: int,
    last: int,
    shields: tuple[str, ...],
    near: tuple[str, ...],
    not_near: tuple[str, ...],
    sentence: bool = True,
) -> bool:
    """Whether the words from ``first`` to ``last`` lie in no exception, near a word that they need and near none that they must not.

    Of one ``sentence``, words that must not be near count only there: a `not` of the next sentence denies nothing here.
    """
    if shielded(text, first, last, shields):
        return False

    def close(phrases: tuple[str, ...]) -> Iterator[Found[None]]:
        around = _index(phrases).find(text, max(0, first - NEAR), last + NEAR + 1)
        return (each for each in around if each.last < first or each.first > last)

    if near and not any(close(near)):
        return False
    return not not_near or not any(
        not sentence or _in_one_sentence(text, each, first, last) for each in close(not_near)
    )


def _in_one_sentence(text: words.Words, found: Found[None], first: int, last: int) -> bool:
    """Whether no sentence ends between a phrase and the words from ``first`` to ``last``."""
    left, right = (found.last, first) if found.last < first else (last, found.first)
    return _SENTENCE_END.search(text.text, text.spans[left][1], text.spans[right][0] + 1) is None


def says(posting: Posting, phrases: tuple[str, ...]) -> bool:
    """Whether a posting says one of these phrases anywhere."""
    return any(
        posting.plain[at : at + len(parts)] == parts
        for parts in map(words.words, phrases)
        for at in posting.places.get(parts[0], ())
    )


def shielded(text: words.Words, first: int, last: int, shields: tuple[str, ...]) -> bool:
    """Whether the words from ``first`` to ``last`` lie inside one of the excepted phrases."""
    if not shields:
        return False
    around = _index(shields).find(text, max(0, first - _LONGEST), last + _LONGEST + 1)
    return any(shield.first <= first and last <= shield.last for shield in around)


def _in_name(text: words.Words, first: int, last: int) -> bool:
    """Whether words with capitals stand beside another such word, as in a name (`Crazy Egg`)."""

    if text.text.isupper():
        return False  # shouted: capitals tell nothing

    def capital(number: int) -> bool:
        return 0 <= number < len(text.spans) and text.text[text.spans[number][0]].isupper()

    def beside(left: int, right: int) -> bool:
        if not (capital(left) and capital(right)):
            return False
        return words.joined(text.text[text.spans[left][1] : text.spans[right][0]], "&")

    return beside(first - 1, first) or beside(last, last + 1)


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place lies in a quotation of some words: one or two in such marks are the writer's own, `a "rockstar"`."""
    return any(start < at < end for start, end in _quotations(text))


@lru_cache(maxsize=4)  # of a long block each hit asks
def _quotations(text: str) -> Sequence[tuple[int, int]]:
    return [found.span() for found in _QUOTATION.finditer(text)]


def _same_capitals(text: str, written: str) -> bool:
    return words.WORD.findall(text) == words.WORD.findall(written)


def _hit(found: Found[_Entry], block: Block) -> Hit:
    entry = found.key
    match = block.text.value[found.start : found.end]
    span = block.text.span(found.start, found.end)
    fix = None
    if entry.fix and entry.suggestions:
        languages = entry.rule.scope.languages
        english = languages is None or "en" in languages
        fix = replaced(block.text, found, entry.suggestions[0], safe=entry.fix == "safe", english=english)
    values = {"match": match, "suggestions": entry.suggestions, "note": entry.note, "count": 1, "words": (match,)}
    return Hit(span, "replace" if entry.suggestions else "found", values, entry.id, entry.confidence, (), fix)
