"""What the words around an amount say of it: whether it is pay, for which period, gross or net, open-ended, and for whom.

The words are data: jdlint/data/pay.yml. Only a stretch of text around each amount is looked at, so that time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from jdlint.data import table
from jdlint.facts.money import Money
from jdlint.facts.pay_periods import is_period
from jdlint.text import later
from jdlint.words import Words, plain, words

_REACH = 110  # characters before an amount that can tell of it
_AFTER = 60  # … and after it
_SENTENCE = later(
    r"[.!?;\n|•](?:(?<=[;\n|•])|(?<!^\d.)(?<![,;\n|•] \d.)(?=\s+[A-ZÀ-ÝŒ]))"
)  # begins with what is rare, for speed
_PARTS = later(r"[|·•]|[.!?]\s+(?=[^\W\d_a-zß-ÿ]|[$£€])")
_PARTING = ",+()&="  # marks that part what is said of an amount from the rest
_NEAR = 3  # words after an amount that say at once what it is
_MOST_SEEN = 50_000  # words to remember: the same come again and again
_SHORT = 14  # words of a block that is little more than the amount


class Around(NamedTuple):
    """The words about an amount, as they are compared; those before it end with the nearest."""

    sentence: list[str]  # of the sentence before the amount
    head: list[str]  # from the last `and`, `plus` or comma before it
    tail: list[str]  # up to the next
    after: str  # the text up to the next amount or sentence
    before: str


class _Others(dict[str, bool]):
    """Whether a word names other money than pay; German and its kin put such words together: `Wechselprämie`."""

    def __init__(self, known: frozenset[str], endings: tuple[str, ...]) -> None:
        super().__init__()
        self.known, self.endings = known, endings

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_SEEN:
            self.clear()
        found = self[word] = word in self.known or word.endswith(self.endings)
        return found


class _Words:
    """The words that tell of amounts, made of the table once."""

    def __init__(self, how: Mapping[str, Any]) -> None:
        self.pay = frozenset(how["pay_words"])
        self.connectors = frozenset(how["connectors"])
        self.gross, self.net = frozenset(how["gross"]), frozenset(how["net"])
        hours = (*how["units"]["hour"], *how["periods"]["hour"])
        self.cues = frozenset(
            (
                *self.pay,
                *how["pay_hints"],
                *how["gross"],
                *how["pay_verbs"],
                *how["earn"],
                *how["annual"],
                *hours,
                *how["stipends"],
            )
        )
        self.endings = tuple(how["pay_endings"])
        self.hints = frozenset((*how["pay_hints"], *self.gross))
        self.verbs = frozenset(how["pay_verbs"])
        self.roles = frozenset(how["role_nouns"])
        self.mixed = frozenset(how["mixed_headings"])
        self.earn, self.you, self.payers = frozenset(how["earn"]), frozenset(how["you"]), frozenset(how["payers"])
        self.phrases = later("|".join(map(re.escape, how["pay_phrases"])))
        self.apart = later("|".join(map(re.escape, how["other_phrases"])))
        # of phrases and multiples: most texts have none
        self.signs = (*how["pay_phrases"], *how["other_phrases"], *how["multiplied_pay"], *how["about"])
        self.about = later("|".join(rf"\b{re.escape(each)}" for each in how["about"]))
        self.multiples = later(
            rf"\b(?:{'|'.join(how['multiples'])})\s+(?:\w+\s+){{0,2}}(?:{'|'.join(how['multiplied_pay'])})\b"
        )
        self.other = frozenset(how["other_words"]) - self.pay
        self.are_other = _Others(self.other, tuple(how["other_endings"]))
        self.others_pay = frozenset(how["about_others"])
        self.openers = frozenset(word for each in (*how["from"], *how["up_to"], *how["range"]) for word in each.split())
        self.paired = frozenset(word for openers in how["paired"].values() for word in openers)
        self.following = frozenset(
            (*how["following"], *how["per"], *(unit for units in how["units"].values() for unit in units))
        )
        self.following -= frozenset(how["times"])
        self.outsiders = frozenset(how["outsiders"])
        self.weak = frozenset(how["weak"])
        self.annual = frozenset(how["annual"])
        self.is_other = self.are_other.__getitem__


@cache
def _known() -> _Words:
    return _Words(table("pay"))


def around(text: str, start: int, end: int, previous: int, following: int) -> Around:
    """The words around ``text[start:end]``; ``previous`` and ``following``: where the amounts beside it end and begin."""
    before = text[max(0, start - _REACH) : start]
    breaks = [found.end() for found in _SENTENCE.finditer(before)]
    sentence = before[breaks[-1] :] if breaks else before
    near = sentence[-(start - previous) :] if previous and start > previous else sentence
    head = near.rstrip(" (")
    head = head[max(map(head.rfind, _PARTING)) + 1 :]
    after = text[end : min(following, end + _AFTER)]
    stop = _SENTENCE.search(after)
    after = after[: stop.start()] if stop else after
    parted = min((at for at in map(after.find, _PARTING) if at >= 0), default=len(after))
    leads_on = following < len(text) and len(after) == following - end == parted and len(words(after)) <= 2
    tail = after[: 0 if leads_on else parted]
    return Around(_said(sentence), _after_connector(_said(head)), _before_connector(_said(tail)), after, near)


def _after_connector(said: list[str]) -> list[str]:
    """The words after the last `and`, `plus` or the like."""
    connectors = _known().connectors
    return said[next((number for number in range(len(said), 0, -1) if said[number - 1] in connectors), 0) :]


def _before_connector(said: list[str]) -> list[str]:
    """The words before the first `and`, `plus` or the like."""
    connectors = _known().connectors
    return said[: next((number for number, word in enumerate(said) if word in connectors), len(said))]


def _said(text: str) -> list[str]:
    """The words of a text, phrases for pay as one of them and `four times salary` as the insurance that it is."""
    known = _known()
    lower = plain(text)
    if any(sign in lower for sign in known.signs):
        lower = known.multiples.sub("insurance", known.apart.sub("insurance", known.phrases.sub("ctc", lower)))
        lower = known.about.sub("", lower)
    return words(lower)


def may_be_pay(said: Words) -> bool:
    """Whether an English text is so short, or has such words, that an amount in it can be pay: a quick look."""
    return len(said) <= 2 * _SHORT or not _known().cues.isdisjoint(said.plain)


def is_other_money(near: Around) -> bool | None:
    """Whether the words nearest to an amount name other money than pay; None where they tell nothing."""
    known = _known()
    if not known.others_pay.isdisjoint((*near.sentence, *words(near.after))) or _others_earn(near.sentence):
        return True
    verdict = _nearest(near.head[::-1])
    at_once = _nearest(near.tail[:_NEAR], hints_decide=True)
    if verdict is None:
        if at_once is not None:
            return at_once
        later = _nearest(near.tail)
        return later if later is not None else _nearest(near.sentence[::-1], verbs=True)
    if verdict:
        return _nearest(near.tail[:_NEAR], hints=False) is not False  # `bonus aside, $120,000 salary`
    if at_once is None and _nearest(near.head[::-1], hints=False) is None:
        return any(map(known.is_other, near.sentence))  # `health insurance (we pay up to $650)`
    return bool(at_once) and not any(
        _is_pay(near.head, number) for number in range(max(0, len(near.head) - _NEAR), len(near.head))
    )


def _others_earn(sentence: list[str]) -> bool:
    """Whether somebody else than the reader earns something: `our members earn …`."""
    known = _known()
    return not known.earn.isdisjoint(sentence[1:]) and known.you.isdisjoint(sentence)


def _nearest(said: list[str], *, verbs: bool = False, hints: bool = True, hints_decide: bool = False) -> bool | None:
    """True where the first telling word is one for other money, False where it is one for pay.

    Words that only hint at pay count where nothing else tells, unless ``hints_decide``.
    """
    known = _known()
    hinted = False
    of_a_role = -1  # the words before a noun of a job are its name: `Project manager`
    for number, word in enumerate(said):
        if word in known.roles:
            of_a_role = number + 2
        if number > of_a_role and known.is_other(word):
            return True
        if word == "pay" and not known.outsiders.isdisjoint(said[number + 1 : number + 2]):
            return True  # `students pay …`
        if word in known.pay or word.endswith(known.endings):
            if word != "pay" or known.payers.isdisjoint(said[number + 1 : number + 3]):  # `we pay the fee`
                return False
            hinted = True
        hinted = hinted or word in known.hints or word in known.earn or (verbs and word in known.verbs)
        if hinted and hints_decide:
            return False
    return False if hinted and hints else None


def _is_pay(said: list[str], number: int) -> bool:
    """Whether a word is a noun for pay: in `we pay` it is none."""
    known = _known()
    word = said[number]
    named = word in known.pay or word.endswith(known.endings)
    return named and (word != "pay" or known.payers.isdisjoint(said[max(0, number - 2) : number]))


def is_surely_pay(near: Around) -> bool:
    """Whether a noun for pay stands right before an amount, so that it is meant as pay even where it cannot be."""
    return any(_is_pay(near.head, number) for number in range(max(0, len(near.head) - 6), len(near.head)))


def speaks_of_pay(text: str) -> bool:
    """Whether a block names pay and no other money."""
    said = _said(text)
    known = _known()
    return any(_is_pay(said, number) for number in range(len(said))) and not any(map(known.is_other, said))


@lru_cache(maxsize=4096)  # most headings and labels come again and again
def names_pay(text: str) -> bool:
    """Whether a label, a heading or the cell before says that what follows is pay."""
    said = _said(text)
    known = _known()
    named = any(_is_pay(said, number) or said[number] in known.hints for number in range(len(said)))
    return named and len(said) <= 8 and not any(map(known.is_other, said))


@lru_cache(maxsize=4096)
def names_only_pay(text: str) -> bool:
    """Whether a heading is about pay and nothing beside it: not `Compensation and benefits`."""
    return names_pay(text) and _known().mixed.isdisjoint(words(text))


def names_other_money(text: str) -> bool:
    """Whether a cell or the head of a column names other money than pay."""
    said = _said(text)
    known = _known()
    named = any(_is_pay(said, number) for number in range(len(said)))
    return not named and any(map(known.is_other, said)) and known.roles.isdisjoint(said)


def is_other(word: str) -> bool:
    """Whether a word names other money than pay."""
    return _known().is_other(word)


def may_follow(word: str) -> bool:
    """Whether a word after a bare number leaves it an amount: `a`, `per`, `monthly`, `depending`."""
    known = _known()
    return word in known.following or is_about_pay(word) or is_period(word)


def is_annual(near: Around) -> bool:
    """Whether an amount is at once said to be for a year, in the words of contracts: `£36,400 pa`."""
    return not _known().annual.isdisjoint(near.tail[:2])


def is_weak(text: str) -> bool:
    """Whether the currency of an amount is a common word or a letter too: `pounds`, `R`."""
    return not _known().weak.isdisjoint(words(re.sub(r"\d+", " ", text)))


def stands_alone(text: str, money: Money) -> bool:
    """Whether a block is little more than an amount: nothing but `from`, a label or a picture before it, and few words in all."""
    known = _known()
    lead = re.split(r"[|·•,;\n]", text[: money.start])[-1]
    free = [word for word in words(lead) if word not in known.openers and word not in known.paired]
    few = len(free) <= 1 or (len(free) <= 4 and lead.rstrip(" *_~>").endswith((":", "–", "—", "-", ".", "(")))
    # `Kiel · full-time · 58,000 €`: each part of such a line is one of its own, and so is each sentence
    before, after = _PARTS.split(text[: money.start])[-1], _PARTS.split(text[money.end :])[0]
    line = before + text[money.start : money.end] + after
    return few and len(words(line)) <= _SHORT + len(words(text[money.start : money.end]))


def is_about_pay(word: str) -> bool:
    """Whether a word names pay, hints at it, or leads an open end: it names no level and no place."""
    known = _known()
    return word in known.pay or word in known.hints or word in known.openers or word in known.net
