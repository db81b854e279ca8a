"""Periods of pay: what the words around an amount say of the time that it is for (jdlint/data/pay.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from jdlint.data import table
from jdlint.model import Period
from jdlint.words import WORD, plain, words


@cache
def _cjk() -> re.Pattern[str]:
    """Chinese and Japanese, which few texts have, and a set of so many signs is slow to compile."""
    return re.compile(r"[\u3040-\u9fff]+")


class _Periods:
    """The words of periods, made of the table once."""

    def __init__(self, how: Mapping[str, Any]) -> None:
        self.adverbs = _by_word(how["periods"])
        self.units = _by_word(how["units"])
        self.compounds: Mapping[str, Period] = how["compounds"]
        self.per = frozenset(how["per"])
        self.times = frozenset(how["times"])
        self.multiplied, self.months = frozenset(how["multiplied"]), frozenset(how["months"])
        phrases = "|".join(
            r"[\s-]+".join(words(phrase)) for phrase in sorted(how["other_periods"], key=len, reverse=True)
        )
        self.other = re.compile(rf"\b(?:{phrases})\b")
        self.other_first = re.compile(rf"\W*(?:{phrases})\b")
        self.not_of_pay = frozenset(how["not_of_pay"])
        self.beginnings: Mapping[str, Period] = how["period_beginnings"]
        self.endings = tuple(how["pay_endings"])

    def adverb(self, word: str) -> Period | None:
        """The period that a word says by itself: `monthly`, `Jahresgehalt`."""
        if word in self.adverbs:
            return self.adverbs[word]
        if word.endswith(self.endings):
            return next((period for begin, period in self.beginnings.items() if word.startswith(begin)), None)
        return None


def _by_word(periods: Mapping[Period, Iterable[str]]) -> dict[str, Period]:
    return {word: period for period, names in periods.items() for word in names}


_DIGITS = "0123456789"


@cache
def _known() -> _Periods:
    return _Periods(table("pay"))


def is_period(word: str) -> bool:
    """Whether a word says a period by itself: `monthly`, `Jahresgehalt`."""
    return _known().adverb(word) is not None


def ends_in_months(text: str) -> bool:
    """Whether a text ends with as many months as a year's pay has: `12 x`."""
    known = _known()
    said = words(text.replace("×", "x"))[-2:]
    return len(said) == 2 and said[0] in known.months and said[1] in known.multiplied


def other_period(before: str, after: str) -> str:
    """A period that is none of ours, by the text before an amount and after it: `bi-weekly`, `per quarter`."""
    known = _known()
    found = known.other_first.match(plain(after[:40]))
    if found is None and (found := known.other.search(plain(before))) and period_after(after) is not None:
        return ""
    return " ".join(words(found.group())) if found else ""


@lru_cache(maxsize=4096)  # most headings and labels come again and again
def period_in(text: str) -> Period | None:
    """The period that a label, a heading or the text before an amount says."""
    if ends_in_months(text):
        return "month"
    known = _known()
    said = words(text)
    for number in range(len(said) - 1, -1, -1):
        word = said[number]
        pair = " ".join(said[number - 1 : number + 1]) if number else ""
        if pair in known.compounds:
            return known.compounds[pair]
        adverb = known.adverb(word)
        if adverb is not None:
            return adverb
        per = number > 0 and said[number - 1] in known.per and len(word) > 1
        if per and word in known.units and (number < 2 or said[number - 2] not in known.times):
            return known.units[word]
    for run in _cjk().findall(text) if not text.isascii() and max(text) >= "\u3040" else ():
        for word, name in known.adverbs.items():
            if not word.isascii() and word in run:
                return name
    return None


def period_after(text: str) -> Period | None:
    """The period that is said right after an amount: `a year`, `/hr`, `p.a.`, `x 12`."""
    known = _known()
    lower = plain(text).replace("×", "x")
    said: list[tuple[str, int]] = [(found.group(), found.start()) for found in WORD.finditer(lower)]
    for number, (word, at) in enumerate(said):
        previous = said[number - 1][0] if number else ""
        adverb = known.adverb(word) if len(word) > 2 or number <= 1 else None
        if adverb is not None and previous not in known.not_of_pay:
            return adverb
        if word in known.units:
            stroke = lower[:at].rstrip().endswith("/") or (number > 0 and previous == "p" and len(word) == 1)
            first = number == 0 and not lower[:at].strip(" ()[]-–—.") and len(word) > 1 and not word.endswith("s")
            first = first and word not in known.per
            if stroke or first or (previous in known.per and len(word) > 1):
                told = [each for each, _ in said[max(0, number - 4) : number - 1]] if not stroke else [previous]
                told = [each.lstrip(_DIGITS) for each in told]  # `15h/week`
                if known.times.isdisjoint(told) and known.not_of_pay.isdisjoint(told):
                    return known.units[word]
        if word == "p" and number + 1 < len(said) and said[number + 1][0] == "a":
            return "year"
        following = said[number + 1][0] if number + 1 < len(said) else ""
        if word in known.multiplied and number <= 1 and following in known.months:
            return "month"
    return None
