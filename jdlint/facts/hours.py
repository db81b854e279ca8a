"""Weekly hours: how long a posting says that the week is, wherever it says so (jdlint/data/claims.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.model import Block
from jdlint.particulars import Claim
from jdlint.posting import Posting
from jdlint.words import words

_DIGIT = re.compile(r"\d")
_NEAR = 30  # characters around a figure in which a word tells that it is another one
_LEAST, _MOST = 4.0, 80.0  # hours of a week


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,:£$€])(?:" + table("claims")["hours"]["regex"] + ")", re.IGNORECASE)


@cache
def _around(name: str) -> re.Pattern[str]:
    either = "|".join(re.escape(each) for each in sorted(table("claims")["hours"][name], key=len, reverse=True))
    return re.compile(rf"\b(?:{either})\b[^.;!?]*\Z" if name == "before" else rf"[ ,(]*(?:{either})\b", re.IGNORECASE)


def weekly_hours(posting: Posting) -> Sequence[Claim]:
    """The hours of the week, one claim for each block that states just one figure."""
    how, lists = table("claims")["hours"], table("claims")
    asked = posting.words.intersection(how["weekly"])
    numbers = sorted({posting.block_of(at) for word in asked for at in posting.places[word]})
    found = []
    blocks = posting.blocks()
    for number in numbers:
        block, section = blocks[number]
        if (
            block.kind != "code"
            and not posting.is_chrome(block)
            and section.kind not in lists["not_in"]
            and not (section.kind == "responsibilities" and block.kind == "item")
        ):
            found += list(_in_block(block))
    return sorted((*found, *_in_front_matter(posting)), key=lambda claim: claim.span)


def _in_block(block: Block) -> Iterator[Claim]:
    text = block.text.value
    found = list(_pattern().finditer(text)) if _DIGIT.search(text) else []
    if len(found) != 1 or not frozenset(words(text)).isdisjoint(table("claims")["hours"]["unless"]):
        return
    match = found[0]
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if _around("before").search(before) or _around("after").match(after):
        return
    least = _number(match["low"] or match["only"])
    most = _number(match["high"]) if match["high"] else least
    if _LEAST <= least <= most <= _MOST:
        yield Claim(block.text.span(*match.span()), "hours", f"{least:g}-{most:g}", match.group(), least, most)


def _in_front_matter(posting: Posting) -> Iterator[Claim]:
    entry = posting.meta.first(*table("claims")["hours"]["meta"]) if posting.meta is not None else None
    if entry is None or posting.meta is None:
        return
    match = re.match(
        r"\A(\d{1,2}(?:[.,]\d{1,2})?)(?: ?(?:h|hours?|hrs|stunden|heures)\b.{0,20})?\Z", str(entry[1]).lower()
    )
    if match and _LEAST <= _number(match[1]) <= _MOST:
        hours = _number(match[1])
        yield Claim(posting.meta.spans[entry[0]], "hours", f"{hours:g}-{hours:g}", str(entry[1]), hours, hours)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
