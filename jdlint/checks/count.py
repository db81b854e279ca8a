"""count: too many, too few, too long: items of a list or of a kind of section, words of a posting, a paragraph or a sentence,

uses of some terms, exclamation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jdlint import words
from jdlint.checks.terms import PHRASES
from jdlint.model import Block, Section
from jdlint.phrases import Found, PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "anyOf": [{"required": ["max"]}, {"required": ["min"]}],
    "allOf": [
        {"if": {"properties": {"of": {"const": of}}}, "then": {"required": [needed]}}
        for of, needed in (("items-in", "kinds"), ("terms", "terms"))
    ],
    "additionalProperties": False,
    "properties": {
        "of": {
            "enum": ["items", "words", "sentence-words", "paragraph-words", "items-in", "terms", "exclamation-marks"]
        },
        "kinds": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "terms": PHRASES,
        "from_words": {"type": "integer", "minimum": 1},
        "max": {"type": "integer", "minimum": 1},
        "min": {"type": "integer", "minimum": 1},
    },
}
CASES = ("many", "few")
VALUES = ("count", "limit", "heading", "words")
_SHOWN = 5  # terms that a message names
_SENTENCES = ("paragraph", "item", "quote", "cell")  # blocks that have some
SENTENCE_END = re.compile(
    r"[.!?](?<![ .][A-Za-z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!Inc\.)(?<!Ltd\.)[\"”’)]?"
    r"(?:\s+(?=[\"“‘(]?[A-ZÀ-Ý0-9])|(?<=[a-z][.!?])(?=[A-Z][a-z]))"
)


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    if rule.options["of"] == "terms":
        return _terms(rule)
    counters = {
        "items": _items,
        "words": _words,
        "sentence-words": _sentences,
        "paragraph-words": _paragraphs,
        "items-in": _items_in,
        "exclamation-marks": _exclamations,
    }
    counter = counters[rule.options["of"]]
    return lambda posting: counter(posting, rule)


def _verdict(rule: Rule, number: int) -> tuple[str, int] | None:
    if number > rule.options.get("max", number):
        return "many", rule.options["max"]
    if number < rule.options.get("min", number):
        return "few", rule.options["min"]
    return None


def _hit(rule: Rule, number: int, span: Span, heading: str, term: str, related: tuple[Span, ...] = ()) -> Iterator[Hit]:
    verdict = _verdict(rule, number)
    if verdict:
        values = {"count": number, "limit": verdict[1], "heading": heading, "words": ()}
        yield Hit(span, verdict[0], values, term, related=related)


def _items(posting: Posting, rule: Rule) -> Iterator[Hit]:
    lists: dict[tuple[int, int], list[tuple[Block, Section]]] = {}
    for block, section in rule.scope.blocks_of(posting):
        if block.kind == "item" and block.list:
            lists.setdefault((block.list, section.number), []).append((block, section))
    for entries in lists.values():
        if _verdict(rule, len(entries)) is None:
            continue
        (first, section), (last, _) = entries[0], entries[-1]
        whole = Span(first.span.start, last.span.end)
        heading = section.heading
        marked = heading.span if heading is not None else first.span
        yield from _hit(
            rule,
            len(entries),
            marked,
            section.name,
            section.name.lower() or first.text.value[:20].lower(),
            (whole,),
        )


def _items_in(posting: Posting, rule: Rule) -> Iterator[Hit]:
    found = [
        (block, section)
        for block, section in rule.scope.blocks_of(posting)
        if block.kind == "item" and section.kind in rule.options["kinds"]
    ]
    if not found:
        return
    sections = {section.number: section for _, section in found}
    spans = [section.heading.span if section.heading else section.span for section in sections.values()]
    yield from _hit(
        rule, len(found), spans[0], next(iter(sections.values())).name, rule.options["of"], tuple(spans[1:])
    )


def _words(posting: Posting, rule: Rule) -> Iterator[Hit]:
    fewest = rule.options.get("min", 0)
    if not fewest and len(posting.plain) <= rule.options["max"]:
        return
    number = 0
    for block, _ in rule.scope.blocks_of(posting):
        number += len(block.text.words.plain)
        if number >= fewest and "max" not in rule.options:
            return
    yield from _hit(rule, number, posting.anchor, "", rule.options["of"])


def _sentences(posting: Posting, rule: Rule) -> Iterator[Hit]:
    limit = rule.options.get("max", 0)
    for block, section in rule.scope.blocks_of(posting):
        if len(block.text.value) < limit * 2 or block.kind not in _SENTENCES:  # a word and a blank are two at least
            continue
        if limit and len(block.text.words.plain) <= limit:
            continue
        text = block.text.value
        start = 0
        for end in [match.start() + 1 for match in SENTENCE_END.finditer(text)] + [len(text)]:
            # blanks are quick to count; words, which hyphens part too, are counted only where there may be enough
            if not limit or text.count(" ", start, end) * 2 > limit:
                sentence = text[start:end]
                number = len(words.words(sentence))
                if number and _verdict(rule, number):
                    left = start + len(sentence) - len(sentence.lstrip())
                    marked = block.text.span(left, end)
                    yield from _hit(rule, number, marked, section.name, rule.options["of"])
            start = end


def _paragraphs(posting: Posting, rule: Rule) -> Iterator[Hit]:
    limit = rule.options.get("max", 0)
    for block, section in rule.scope.blocks_of(posting):
        if len(block.text.value) > limit * 2:
            number = len(block.text.words.plain)
            if number > limit:
                yield from _hit(
                    rule, number, block.text.span(0, len(block.text.value)), section.name, rule.options["of"]
                )


def _exclamations(posting: Posting, rule: Rule) -> Iterator[Hit]:
    if posting.text.count("!") <= rule.options.get("max", 0):
        return
    spans = [
        block.text.span(at, at + 1)
        for block, _ in rule.scope.blocks_of(posting)
        for at, character in enumerate(block.text.value)
        if character == "!"
    ]
    if spans:
        yield from _hit(rule, len(spans), spans[0], "", rule.options["of"], tuple(spans[1:]))


def _terms(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    """How many different ones of some terms are used; one finding. They are only missed in a posting of some length."""
    terms, fewest, from_words = rule.options["terms"], rule.options.get("min", 0), rule.options.get("from_words", 0)
    index = PhraseIndex((term, term) for term in terms)
    single = [term for term in terms if term.isalpha()]

    def look(posting: Posting) -> Iterator[Hit]:
        if fewest and (len(posting.plain) < from_words or _are_enough(posting, rule, single, fewest)):
            return
        found: list[tuple[Block, Found[str]]] = []
        for block, section, each in posting.find(index):
            inside = found and found[-1][0] is block and each.start < found[-1][1].end
            if not inside and rule.scope.admits(posting, block, section):
                found.append((block, each))
        different = list(dict.fromkeys(each.key for _, each in found))
        verdict = _verdict(rule, len(different))
        if verdict:
            spans = [block.text.span(each.start, each.end) for block, each in found]
            marked = spans[0] if verdict[0] == "many" else posting.anchor
            words = [f"'{word}'" for word in different[:_SHOWN]]
            values = {"count": len(different), "limit": verdict[1], "heading": "", "words": words}
            yield Hit(marked, verdict[0], values, rule.options["of"], related=tuple(spans[1:]))

    return look


def _are_enough(posting: Posting, rule: Rule, words: Sequence[str], fewest: int) -> bool:
    """Whether plain words alone are enough: nearly always the first ones are, and no more need be looked at."""
    found = 0
    blocks = posting.blocks()
    for word in words:
        for place in posting.places.get(word, ()):
            found += rule.scope.admits(posting, *blocks[posting.block_of(place)])
            if found >= fewest:
                return True
    return False


bind = one_by_one(_prepare)
