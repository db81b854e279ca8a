"""Years of experience that a posting asks for: `3+ years of Python`, `at least five years' experience`, `2 à 4 ans`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.asked import is_required
from jdlint.model import Block, Section
from jdlint.particulars import Years, YearsAsWritten
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.words import HYPHENS, Words

_LISTS = frozenset(
    ("requirements", "qualifications", "experience", "skills", "nice_to_have", "education", "languages", "soft_skills")
)
_MOST = 40  # a larger number is an age, or a company's history
_WHAT_WORDS = 8
_BEFORE = 160  # characters of a sentence before the years


@cache
def _pattern() -> re.Pattern[str]:
    """`words` of the table stand for figures; only what says `years` in one of the languages is looked at."""
    words = table("years")
    number = r"(?:\d{1,2}(?:[.,]5)?|" + _any(words["numbers"]) + ")"
    again = r"(?: ?\(\w{1,10}\))?"  # `five (5)`
    years = _any([*words["years"], *words["months"]])
    return re.compile(
        rf"\b(?P<before>(?:{_any([*words['least'], *words['most']])})\.? )?"
        rf"(?P<between>(?:{_any(words['between'])}) )?(?:of )?(?P<low>{number})\b{again}"
        rf"(?: ?(?P<plus>\+))?(?: ?(?P<to>[{HYPHENS}—]|to|or|à|bis|and|et|und|ou|oder) ?(?P<high>{number})\b{again} ?(?P<plus2>\+)?)?"
        rf" ?(?P<more>(?:{_any(words['more'])}) )?(?P<unit>{years})\b['’]?"
        rf"(?: (?P<more2>{_any(words['more'])})\b)?(?: \(?(?P<after>{_any(words['most_after'])})\b\)?)?"
        rf"(?=(?P<rest>(?:[^.;!?\n]|\.(?=\w)){{0,120}}))",
        re.IGNORECASE,
    )


def _any(phrases: Sequence[str]) -> str:
    """One of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def years(posting: Posting) -> Sequence[Years]:
    """All statements of years of experience, in order; how long a company exists or a contract lasts is none."""
    return [each.years for each in posting.facts.years_as_written]


def years_as_written(posting: Posting) -> Sequence[YearsAsWritten]:
    """The same, each with the block in which it stands and the words around it."""
    said = [posting.places[word] for word in posting.words & _units()]
    blocks = posting.blocks()
    return [
        each
        for number in sorted({posting.block_of(place) for places in said for place in places})
        if blocks[number][0].kind != "code" and not posting.is_chrome(blocks[number][0])
        for each in _in_block(*blocks[number])
    ]


@cache
def _units() -> frozenset[str]:
    return frozenset(
        form for word in (*table("years")["years"], *table("years")["months"]) for form in (word, f"{word}'")
    )


def _in_block(block: Block, section: Section) -> Iterator[YearsAsWritten]:
    text = block.text.value
    required = is_required(block, section)
    asked = block.kind == "item" and section.kind in _LISTS
    for found in _pattern().finditer(text):
        low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
        before = _SENTENCE.split(text[max(0, found.start() - _BEFORE) : found.start()])[-1]
        told = not _experience().isdisjoint(re.findall(r"\w+", f"{before} {found['rest']}".lower()))
        if low > _MOST or not (told or asked or section.kind == "experience") or _is_other(before, found["rest"]):
            continue
        if found["unit"].lower() in table("years")["months"]:
            low, high = round(low / 12, 2), round(high / 12, 2) if high else None
        bound = _bound(found)
        if found["plus2"] or ((found["more"] or found["more2"]) and high is not None):
            high = None  # `3-5+ years`: whoever has more is welcome
        if bound == "most" and high is None:
            low, high = 0.0, low
        stated = Years(block.text.span(found.start(), found.end()), low or None, high, _what(found["rest"]), required)
        either = (found["to"] or "").lower() in table("years")["either"] and not found["between"]
        yield YearsAsWritten(stated, block, section, found[0], before, found["rest"], bound, either)


_SENTENCE = re.compile(r"[.;!?](?!\w)")  # `Vue.js` is no end


def _bound(found: re.Match[str]) -> str:
    """Whether the words beside the figure say that it is the least or the most."""
    before = (found["before"] or "").strip(" .").lower()
    if found["after"] or before in table("years")["most"]:
        return "most"
    return "least" if before else ""


@cache
def _others(name: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("years")[name])


def _is_other(before: str, rest: str) -> bool:
    """Whether the words beside it make it an age, the life of a contract, a span of the calendar or a firm's history."""
    words, following = Words(before), Words(rest)
    last = len(words.plain) - 1
    return (
        any(found.last == last for found in _others("not_after").find(words))
        or any(found.first == 0 for found in _others("not_before").find(following))
        or any(True for _ in _others("employers").find(words))
    )


@cache
def _experience() -> frozenset[str]:
    return frozenset(table("years")["experience"])


def _number(text: str) -> float:
    words = table("years")["numbers"]
    return float(words[text.lower()]) if text.lower() in words else float(text.replace(",", "."))


def _what(rest: str) -> str:
    """What the years are of: the words after `experience in`, up to a comma."""
    words = re.split(r"[,(:]", rest)[0].split()
    while words and words[0].lower().replace("’", "'").rpartition("'")[2] in _skipped():
        words = words[1:]
    return " ".join(words[:_WHAT_WORDS])


@cache
def _skipped() -> frozenset[str]:
    return frozenset((*table("years")["experience"], *table("years")["fillers"]))
