"""Years of experience that a posting asks for: `3+ years of Python`, `at least five years' experience`, `2 à 4 ans`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.model import Block, Section
from jdlint.particulars import Years
from jdlint.posting import Posting
from jdlint.words import HYPHENS

_LISTS = frozenset(
    ("requirements", "qualifications", "experience", "skills", "nice_to_have", "education", "languages", "soft_skills")
)
_MOST = 40  # a larger number is an age, or a company's history
_WHAT_WORDS = 8


@cache
def _pattern() -> re.Pattern[str]:
    """`words` of the table stand for figures; only what says `years` in one of the languages is looked at."""
    words = table("years")
    number = r"(?:\d{1,2}(?:[.,]5)?|" + "|".join(words["numbers"]) + ")"
    years = "|".join([*words["years"], *words["months"]])
    return re.compile(
        rf"\b(?P<before>(?:{'|'.join(words['least'])}|{'|'.join(words['most'])}) )?(?:of )?(?P<low>{number})\b"
        rf"(?: ?(?P<plus>\+)| ?(?:[{HYPHENS}—]|to|or|à|bis|and|et|und|ou|oder) ?(?P<high>{number})\b(?P<plus2>\+)?)?"
        rf" ?(?:\(\d{{1,2}}\) )?(?P<more>(?:{'|'.join(words['more'])}) )?(?P<unit>{years})\b['’]?"
        rf"(?: (?:{'|'.join(words['more'])})\b)?(?P<rest>[^.;!?\n]{{0,120}})",
        re.IGNORECASE,
    )


def years(posting: Posting) -> Sequence[Years]:
    """All statements of years of experience, in order; how long a company exists or a contract lasts is none."""
    return [
        each
        for block, section in posting.blocks()
        if block.kind != "code" and not posting.is_chrome(block) and not _years().isdisjoint(block.text.words.plain)
        for each in _in_block(block, section)
    ]


@cache
def _years() -> frozenset[str]:
    return frozenset([*table("years")["years"], *table("years")["months"]])


def _in_block(block: Block, section: Section) -> Iterator[Years]:
    text = block.text.value
    asked = block.kind == "item" and section.kind in _LISTS
    for found in _pattern().finditer(text):
        low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
        before_it = _SENTENCE.split(text[: found.start()])[-1]
        told = not _experience().isdisjoint(re.findall(r"\w+", f"{before_it} {found['rest']}".lower()))
        if low > _MOST or not (told or asked or section.kind == "experience") or _NOT.search(found["rest"][:20]):
            continue
        if found["unit"].lower() in table("years")["months"]:
            low, high = round(low / 12, 2), round(high / 12, 2) if high else None
        before = (found["before"] or "").strip().lower()
        if before in table("years")["most"]:
            low, high = 0.0, low
        end = found.end("rest") - len(found["rest"])
        span = block.text.span(found.start(), end)
        yield Years(span, low or None, high, _what(found["rest"]), is_required(block, section))


_SENTENCE = re.compile(r"[.;!?]")
_NOT = re.compile(r"^ (?:old|of age|ago|alt|contract|term|ans? révolus)\b", re.IGNORECASE)


@cache
def _experience() -> frozenset[str]:
    return frozenset(table("years")["experience"])


def _number(text: str) -> float:
    words = table("years")["numbers"]
    return float(words[text.lower()]) if text.lower() in words else float(text.replace(",", "."))


def _what(rest: str) -> str:
    """What the years are of: the words after `experience in`, up to a comma."""
    words = re.split(r"[,(:]", rest)[0].split()
    skip = {*table("years")["experience"], *table("years")["fillers"]}
    while words and words[0].lower().replace("’", "'").rpartition("'")[2] in skip:
        words = words[1:]
    return " ".join(words[:_WHAT_WORDS])
