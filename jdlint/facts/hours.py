"""Weekly hours: how long a posting says that the week is, wherever it says so (jdlint/data/claims.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.claims import is_for_several
from jdlint.model import Block
from jdlint.particulars import Claim
from jdlint.posting import Posting
from jdlint.wordings import normalised
from jdlint.words import words

_DIGIT = re.compile(r"\d")
_NEAR = 30  # characters around a figure in which a word tells that it is another one
_TWO = 2
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
            label = normalised(
                (section.name if section.blocks and section.blocks[0] is block else block.text.value).partition(":")[0]
            )
            found += list(_in_block(block, labelled=label in how["labels"]))
    found += list(_in_front_matter(posting))
    return sorted(found, key=lambda claim: claim.span) if len(found) < _TWO or not is_for_several(posting) else []


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(table("claims")["hours"]["labelled"], re.IGNORECASE)


def _in_block(block: Block, *, labelled: bool) -> Iterator[Claim]:
    text = block.text.value
    found = list(_pattern().finditer(text)) if _DIGIT.search(text) else []
    if not found and labelled and (bare := _labelled().search(text)):
        found = [bare]
    if len(found) != 1 or not frozenset(words(text)).isdisjoint(table("claims")["hours"]["unless"]):
        return
    match = found[0]
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if _around("before").search(before) or _around("after").match(after):
        return
    parts = match.groupdict()
    least = _number(parts["low"] or parts["only"])
    most = _number(match["high"]) if match["high"] else least
    if _LEAST <= least <= most <= _MOST:
        of = " and ".join(name for name in ("part", "full") if name in block.text.words.plain)  # of which job of two
        yield Claim(block.text.span(*match.span()), "hours", of, match.group(), least, most)


def _in_front_matter(posting: Posting) -> Iterator[Claim]:
    entry = posting.meta.first(*table("claims")["hours"]["meta"]) if posting.meta is not None else None
    if entry is None or posting.meta is None:
        return
    match = re.match(
        r"\A(\d{1,2}(?:[.,]\d{1,2})?)(?: ?(?:h|hours?|hrs|stunden|heures)\b.{0,20})?\Z", str(entry[1]).lower()
    )
    if match and _LEAST <= _number(match[1]) <= _MOST:
        hours = _number(match[1])
        yield Claim(posting.meta.spans[entry[0]], "hours", "", str(entry[1]), hours, hours)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
