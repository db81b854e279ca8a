"""layout: how a posting is cut up: points with nothing in them, text that ran into a list, headings written as points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later

CASES = ("empty-point", "run-on", "points-as-headings", "no-headings", "lost-list")
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"type": "array", "minItems": 1, "items": {"enum": list(CASES)}},
        "words": {"type": "integer", "minimum": 1},
    },
}
VALUES = ("match", "count")
_SHARE = later(r"(?:\(?\d{1,3} ?%\)?|:)\W*\Z|\A\d{1,3} ?%")  # how a heading among points ends or begins
_END = frozenset((":", ")", "%"))  # the last character of such a heading
_PERCENT = 5  # characters in which a share stands that begins one
_TWO = 2
_SHORT = 10  # words of such a heading
_SHOWN = 40  # characters of a text that a message shows
_MARK = later(r"[-*+>\s]+|(?:> *)?\d{1,3}[.)]")
_WRAPPED = (60, 100)  # a line of a length in between may be broken by an editor
_LEAST = 3  # signs of points in one paragraph
_CODE = ("![", "<", "{")  # pictures, and what a site makes
_MARKS = "•●▪◦‣·✓✔➤►"
_RUN = later(rf"(?<!\w)[{_MARKS}] ?\w")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    wanted = frozenset(rule.options["of"])
    words = rule.options.get("words", 400)

    def look(posting: Posting) -> Iterator[Hit]:
        if "no-headings" in wanted and len(posting.plain) > words:
            yield from _no_headings(posting)
        if wanted == {"no-headings"}:
            return
        chrome = posting.facts.passages
        items = [
            block
            for block, _ in posting.blocks()
            if block.kind == "item" and "chrome" not in chrome.get(block.span.start, ())
        ]
        if "empty-point" in wanted:
            yield from _empty(posting, items)
        if "run-on" in wanted:
            yield from _run_on(posting, items)
        if "points-as-headings" in wanted:
            yield from _headings(items)
        if "lost-list" in wanted and not posting.text.isascii():
            yield from _lost(posting, rule)

    return look


def _no_headings(posting: Posting) -> Iterator[Hit]:
    headings = [section for section in posting.sections if section.heading and section.heading.kind == "heading"]
    if not headings and not any(block.table for block, _ in posting.blocks()):
        yield Hit(posting.anchor, "no-headings", {"match": "", "count": len(posting.plain)}, "no-headings")


def _empty(posting: Posting, items: list[Block]) -> Iterator[Hit]:
    for block in items:
        if not block.text.words.plain and not block.links and not any(map(str.isalnum, block.text.value)):
            raw = _raw(posting, block)
            if not any(sign in raw for sign in _CODE):
                yield _hit(block.span, "empty-point", raw.strip())


def _run_on(posting: Posting, items: list[Block]) -> Iterator[Hit]:
    """A line after a point that is no part of it: it is not set in, and the point was over."""
    for block in items:
        begin = posting.span.start
        if posting.body.find("\n", block.span.start - begin, block.span.end - begin) < 0:
            continue
        raw = _raw(posting, block)
        start = raw.find("\n") + 1
        last, line = raw[: start - 1].rstrip(), raw[start:].split("\n", 1)[0]
        line_start = posting.body.rfind("\n", 0, block.span.start - posting.span.start) + 1
        length = block.span.start - posting.span.start - line_start + len(last)
        mark = posting.body[line_start : block.span.start - posting.span.start].strip()
        if not _MARK.fullmatch(mark):
            continue  # no point as Markdown has it
        over = last.rstrip("*_ )\"'”").endswith((".", ";", ":", "!", "?")) and not _WRAPPED[0] <= length <= _WRAPPED[1]
        if over and line[:1].isupper() and len(line.split()) > _SHORT:
            at = block.span.start + start
            yield _hit(Span(at, at + len(line.rstrip())), "run-on", _shown(line))


def _headings(items: list[Block]) -> Iterator[Hit]:
    suspects = {block.span for block in items if _may_head(block.text.value)}
    if len(suspects) < _TWO:
        return
    for number, group in groupby(items, key=lambda block: block.list):
        points = list(group)
        heads = [block for block in points if block.span in suspects and _is_head(block)]
        if number and _TWO <= len(heads) < len(points) / 1.5 and _is_flat(points, heads):
            spans = [block.text.span(0, len(block.text.value)) for block in heads]
            values = {"match": heads[0].text.value, "count": len(heads)}
            yield Hit(spans[0], "points-as-headings", values, "heads", related=tuple(spans[1:]))


def _is_flat(points: list[Block], heads: list[Block]) -> bool:
    """Whether a list begins with a heading, does not end with one, and has no points within points."""
    level = all(block.depth == points[0].depth for block in points)
    return heads[0] is points[0] and points[-1] not in heads and level


def _may_head(text: str) -> bool:
    return text[-1:] in _END or "%" in text[:_PERCENT]


def _is_head(block: Block) -> bool:
    return len(block.text.words) <= _SHORT and _SHARE.search(block.text.value) is not None


def _lost(posting: Posting, rule: Rule) -> Iterator[Hit]:
    if not any(mark in posting.text for mark in _MARKS):
        return
    for block, _ in rule.scope.blocks_of(posting):
        found = _RUN.findall(block.text.value) if block.kind in ("paragraph", "item", "cell") else ()
        if len(found) >= _LEAST and len(block.text.words) > _LEAST * _LEAST + 1:
            yield _hit(block.text.span(0, len(block.text.value)), "lost-list", _shown(block.text.value), len(found))


def _raw(posting: Posting, block: Block) -> str:
    return posting.body[block.span.start - posting.span.start : block.span.end - posting.span.start]


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _hit(span: Span, case: str, match: str, count: int = 1) -> Hit:
    return Hit(span, case, {"match": match, "count": count}, case)


bind = one_by_one(_prepare)
