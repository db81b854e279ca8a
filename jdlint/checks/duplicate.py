"""duplicate: the same item or the same section twice, word for word.

Parallel parts repeat by design and are left alone: levels, grades and roles that stand side by side under headings of
one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from jdlint.model import Block, Section
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import later
from jdlint.titles import names_a_job
from jdlint.wordings import normalised

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {"of": {"enum": ["items", "sections"]}, "min_words": {"type": "integer", "minimum": 1}},
}
CASES = ("item", "section")
VALUES = ("match", "heading")
_FEWEST = 4
_LEVEL = later(
    r"\d(?! ?%|\d)|\b(?:[IVX]{1,4}|junior|mid|senior|staff|principal|lead|associate|entry|intern|trainee|level|grade|band)\b",
    re.IGNORECASE,
)


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    fewest = rule.options.get("min_words", _FEWEST)
    if rule.options["of"] == "sections":
        return lambda posting: _section_hits(posting, fewest)
    return lambda posting: _item_hits(posting, rule, fewest)


def _has_twins(posting: Posting) -> bool:
    """Whether any two blocks say the same: a quick look, for in most postings none do."""
    texts = [tuple(words.plain) for words in posting.block_words]
    return len(set(texts)) < len(texts)


def _item_hits(posting: Posting, rule: Rule, fewest: int) -> Iterator[Hit]:
    if not posting.once("twins", _has_twins):
        return
    repeated = {section.number for section, _ in _same_sections(posting, fewest)}
    first: dict[tuple[str, ...], tuple[Block, Section]] = {}
    for block, section in rule.scope.blocks_of(posting):
        if block.kind != "item":
            continue
        text = tuple(block.text.words.plain)
        if len(text) < fewest:
            continue
        earlier = first.setdefault(text, (block, section))
        if earlier[0] is not block and section.number not in repeated and not parallel(earlier[1], section):
            value = block.text.value
            span = block.text.span(0, len(value))
            yield Hit(
                span, "item", {"match": value, "heading": earlier[1].name}, " ".join(text), related=(earlier[0].span,)
            )


def _section_hits(posting: Posting, fewest: int) -> Iterator[Hit]:
    for section, earlier in _same_sections(posting, fewest):
        if section.heading is not None and earlier.heading is not None:
            values = {"heading": section.name, "match": section.name}
            yield Hit(section.heading.span, "section", values, normalised(section.name), related=(earlier.span,))


def _same_sections(posting: Posting, fewest: int) -> list[tuple[Section, Section]]:
    """Sections with an earlier one whose text is the same."""
    if not posting.once("twins", _has_twins):
        return []
    return posting.once(("same sections", fewest), lambda posting: list(_repeats(posting, fewest)))


def _repeats(posting: Posting, fewest: int) -> Iterator[tuple[Section, Section]]:
    first: dict[tuple[tuple[str, ...], ...], Section] = {}
    for section in posting.sections:
        text = tuple([tuple(block.text.words.plain) for block in section.blocks])
        if section.heading is None or sum(map(len, text)) < fewest:
            continue
        earlier = first.setdefault(text, section)
        if earlier is not section and not parallel(earlier, section):
            yield section, earlier


def parallel(one: Section, two: Section) -> bool:
    """Whether two sections stand side by side by design: where their paths part, both headings name a level or a job."""
    for left, right in zip(one.path(), two.path(), strict=False):
        if normalised(left) != normalised(right):
            return all(_LEVEL.search(name) or names_a_job(name) for name in (left, right))
    return False


bind = one_by_one(_prepare)
