"""reference: words that point to something in the posting, `the link below`, where there is no such thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jdlint.checks.terms import PHRASES, stands
from jdlint.findings import Confidence
from jdlint.model import Block
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later

CASES = ("link-here", "link-after", "contact-after", "contact-before", "text-after", "text-before", "attachment")
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["pointers"],
    "additionalProperties": False,
    "properties": {
        "pointers": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["terms", "needs"],
                "additionalProperties": False,
                "properties": {
                    "terms": PHRASES,
                    "needs": {"enum": list(CASES)},
                    "except": PHRASES,
                    "near": PHRASES,
                    "not_near": PHRASES,
                    "confidence": {"enum": ["high", "medium", "low"]},
                },
            },
        }
    },
}
VALUES = ("match",)
_MARKS = 8  # characters between the words of a link and its target
_FEW = 3  # words of a block that says something
_MADE = later(
    r"<form\b|<button\b|<input\b|<iframe\b|<script\b|\{%|\{\{|<[A-Z]\w+", re.IGNORECASE
)  # what a site makes of it
_FILES = later(r"\.(?:pdf|docx?|odt|xlsx?|pptx?)(?:[?#]|\Z)", re.IGNORECASE)


class _Entry(NamedTuple):
    needs: str
    shields: tuple[str, ...]
    near: tuple[str, ...]
    not_near: tuple[str, ...]
    confidence: Confidence


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    index = PhraseIndex((term, _entry(entry)) for entry in rule.options["pointers"] for term in entry["terms"])

    def look(posting: Posting) -> Iterator[Hit]:
        seen: set[str] = set()
        for candidate in posting.candidates(index):
            block, entry = candidate.block, candidate.key
            if entry.needs in seen or not rule.scope.admits(posting, block, candidate.section):
                continue
            found = candidate.found()
            if found is None or _is_met(entry.needs, posting, block):
                continue
            span = block.text.span(found.start, found.end)
            if entry.needs.startswith("link") and _is_in_brackets(posting, span):
                continue
            if stands(block.text.words, found.first, found.last, entry.shields, entry.near, entry.not_near):
                seen.add(entry.needs)
                match = block.text.value[found.start : found.end]
                yield Hit(span, entry.needs, {"match": match}, entry.needs, entry.confidence)

    return look


def _entry(entry: dict[str, Any]) -> _Entry:
    shields, near, not_near = (tuple(entry.get(name, ())) for name in ("except", "near", "not_near"))
    return _Entry(entry["needs"], shields, near, not_near, entry.get("confidence", "high"))


def _is_met(needs: str, posting: Posting, block: Block) -> bool:
    """Whether what the words point to is there."""
    if needs == "link-here":
        return bool(block.links) or _is_linked(posting, block) or _is_made(posting)
    if needs in ("link-after", "contact-after"):
        return any(_from(each.span.start, posting, block) for each in posting.facts.contacts) or _is_made(posting)
    if needs == "contact-before":
        return any(each.span.start < block.span.end for each in posting.facts.contacts)
    if needs == "attachment":
        return any(_FILES.search(link.target) for link in posting.links)
    before, after = _around(posting, block)
    if any(len(each.text.words) >= _FEW for each in (after if needs == "text-after" else before)):
        return True
    return needs == "text-after" and _is_met("link-after", posting, block)  # an address is something, too


def _from(start: int, posting: Posting, block: Block) -> bool:
    """Whether something stands from this block on, or in front matter, which the page shows wherever it likes."""
    return start >= block.span.start or (posting.meta is not None and start < posting.meta.span.end)


def _is_in_brackets(posting: Posting, span: Span) -> bool:
    """Whether words are those of a link whose target stands elsewhere, `[apply here][form]`."""
    end = span.end - posting.span.start
    return posting.body[end : end + _MARKS].lstrip("!.* ")[:2] in ("][", "](")


def _is_linked(posting: Posting, block: Block) -> bool:
    """Whether an address stands in this block or the next; the page may show that of front matter there."""
    _, after = _around(posting, block)
    end = after[0].span.end if after else block.span.end
    starts = [each.span.start for each in posting.facts.contacts]
    return any(_from(start, posting, block) and start < end for start in starts)


def _is_made(posting: Posting) -> bool:
    """Whether the page has parts that a site makes: a form, a button, what a template puts in."""
    return _MADE.search(posting.body) is not None


def _around(posting: Posting, block: Block) -> tuple[list[Block], list[Block]]:
    """The blocks before and after this one, less its own heading and what a web page put around the posting."""
    blocks = [each for each, _ in posting.blocks() if each.kind != "code" and not posting.is_chrome(each)]
    before = [each for each in blocks if each.span.start < block.span.start and each.kind not in ("title", "heading")]
    return before, [each for each in blocks if each.span.start > block.span.start]


bind = one_by_one(_prepare)
