"""Years of experience that a posting asks for: `3+ years of Python`, `at least five years' experience`, `2 à 4 ans`."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_GROWN, _AGED = 16, 25  # an upper end of so many years of experience is not asked for
_BEFORE = 160  # characters of a sentence before the years …
_AFTER = 120  # … and behind them
_BETWEEN = 6  # words between the first number and the word for years: `three (3) or more full years`
_AROUND = 12  # words before that word, and behind it, in which a statement stands
_BEHIND = 5
_SHORT = 160  # characters of a block that is read as a whole


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
        rf"(?: (?P<more2>{_any(words['more'])})\b)?(?: \(?(?P<after>{_any(words['most_after'])})\b\)?)?",
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
    found: list[YearsAsWritten] = []
    blocks = posting.blocks()
    ends: dict[int, int] = {}  # up to where a block has been read
    telling: dict[int, bool] = {}  # whether a block tells of experience
    for place in _places(posting):
        number = posting.block_of(place)
        block, section = blocks[number]
        asked = (block.kind == "item" and section.kind in _LISTS) or section.kind == "experience"
        if number not in telling:
            telling[number] = asked or _is_experience(block.text.words.plain)
        if block.kind == "code" or not telling[number] or posting.is_chrome(block):
            continue
        match = _match(block, place - posting.first_word(number), ends.get(number, 0))
        if match is not None:
            ends[number] = match.end()
            each = _read(match, block, section, asked)
            found += [each] if each is not None else []
    return found


def _places(posting: Posting) -> list[int]:
    """Where a word for years stands right behind a number, or behind `3 or more`, by its number among all words."""
    plain, numbers, more = posting.plain, _numbers(), _more()
    found = []
    for word in posting.words & _units():
        for place in posting.places[word]:
            last = plain[place - 1]
            if last in numbers or (last in more and not numbers.isdisjoint(plain[max(0, place - _BETWEEN) : place])):
                found.append(place)
    return sorted(found)


@cache
def _numbers() -> frozenset[str]:
    """Words that may be a number of years, as they are compared: of `a couple of` that which tells."""
    named = [max(number.split(), key=len) for number in table("years")["numbers"]]
    return frozenset((*named, *map(str, range(_MOST + 1)), *(f"{number:02}" for number in range(10))))


@cache
def _more() -> frozenset[str]:
    """The last words of `or more` and of `a couple of`."""
    return frozenset(
        phrase.split()[-1]
        for name in ("more", "numbers")
        for phrase in table("years")[name]
        if " " in phrase or name == "more"
    )


@cache
def _units() -> frozenset[str]:
    return frozenset(
        form for word in (*table("years")["years"], *table("years")["months"]) for form in (word, f"{word}'")
    )


def _match(block: Block, word: int, start: int) -> re.Match[str] | None:
    """The statement around one word for years, in the part of a block that has not been read."""
    if len(block.text.value) <= _SHORT and not start:  # then the words need not be placed
        return _pattern().search(block.text.value)
    spans = block.text.words.spans
    first = max(start, spans[max(0, word - _AROUND)][0])
    last = spans[min(len(spans) - 1, word + _BEHIND)][1]
    return _pattern().search(block.text.value, first, last) if start <= spans[word][0] else None


def _read(found: re.Match[str], block: Block, section: Section, asked: bool) -> YearsAsWritten | None:
    """What is stated; None where it is no experience that is asked for."""
    text = block.text.value
    before = _SENTENCE.split(text[max(0, found.start() - _BEFORE) : found.start()])[-1]
    rest = _SENTENCE.split(text[found.end() : found.end() + _AFTER])[0]
    low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    if low > _MOST or not (asked or _is_experience(re.findall(r"\w+", f"{before} {rest}".lower()))):
        return None
    if not _other_words().isdisjoint(block.text.words.plain) and _is_other(before, rest):
        return None
    if found["unit"].lower() in table("years")["months"]:
        low, high = round(low / 12, 2), round(high / 12, 2) if high else None
    bound = _bound(found)
    if found["plus2"] or ((found["more"] or found["more2"]) and high is not None):
        high = None  # `3-5+ years`: whoever has more is welcome
    if bound == "most" and high is None:
        low, high = 0.0, low
    if _is_age(low, high, bound) and not _is_experience(re.findall(r"\w+", f"{before} {rest}".lower())):
        return None
    span = block.text.span(found.start(), found.end())
    stated = Years(span, low or None, high, _what(rest), is_required(block, section))
    either = (found["to"] or "").lower() in table("years")["either"] and not found["between"]
    text = found[0].rstrip("'’")
    return YearsAsWritten(stated, block, section, text, before, rest, bound, either)


def _is_age(low: float, high: float | None, bound: str) -> bool:
    """Whether years with an upper end are more likely how old somebody is: `de moins de 30 ans`, `20-30 Jahre`."""
    return (low >= _GROWN and high is not None and high >= _AGED) or (
        bound == "most" and low == 0 and (high or 0) >= _AGED
    )


def _is_experience(words: Sequence[str]) -> bool:
    return not _experience().isdisjoint(words)


@cache
def _other_words() -> frozenset[str]:
    return frozenset().union(*(_others(name).words for name in ("not_after", "not_before", "plans", "employers")))


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
        or (not _is_experience(following.plain) and any(found.first == 0 for found in _others("plans").find(following)))
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
