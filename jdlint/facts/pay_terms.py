"""The terms on which an amount is paid: gross or net, one end of what is paid, pro rata, with what is aimed at counted in.

The words are data: jdlint/data/pay.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jdlint.data import table
from jdlint.facts.pay_words import Around
from jdlint.words import words

_HEAD = 3  # words of the head of a column


class _Terms:
    """The words of terms, made of the table once."""

    def __init__(self, how: Mapping[str, Any]) -> None:
        self.gross, self.net = frozenset(how["gross"]), frozenset(how["net"])
        self.bases: Mapping[str, tuple[str, ...]] = {name: tuple(parts) for name, parts in how["basis_parts"].items()}
        self.open = {name: frozenset(how[name]) for name in ("from", "up_to", "and_up")}
        self.open_marks = tuple(mark for mark in how["and_up"] if not mark[0].isascii() or mark[-1] == "+")
        self.timed = frozenset(
            (*how["per"], *self.gross, *self.net, *(unit for units in how["units"].values() for unit in units))
        )
        self.least, self.endings = tuple(how["least"]), tuple(how["pay_endings"])
        self.ends = {name: frozenset(forms) for name, forms in how["ends"].items()}
        self.ote = [f" {' '.join(words(phrase))} " for phrase in how["ote"]]
        self.pro_rata = [f" {' '.join(words(phrase))} " for phrase in how["pro_rata"]]


@cache
def _known() -> _Terms:
    return _Terms(table("pay"))


def end_of_range(head: str) -> str | None:
    """`from` or `up_to` where the head of a column says that it has one end of the pay."""
    said = frozenset(words(head))
    for name, end in (("min", "from"), ("max", "up_to")):
        if not _known().ends[name].isdisjoint(said) and len(said) <= _HEAD:
            return end
    return None


def basis(near: Around, context: str = "") -> str | None:
    """`gross` or `net` where the words by an amount, or its label, say it."""
    known = _known()
    for said in (words(near.after)[:8], list(reversed(near.sentence[-8:])), words(context)):
        for word in said:
            if word in known.gross:
                return "gross"
            if word in known.net:
                return "net"
            for name, parts in known.bases.items():
                if word.startswith(parts) or word.endswith(parts):
                    return name
    return None


def opening(near: Around) -> str | None:
    """`from` or `up_to` where an amount is one end of what is paid, else None."""
    known = _known()
    for name in ("up_to", "from"):
        for count in (4, 3, 2, 1):
            if " ".join(near.head[-count:]) in known.open[name]:
                return name
    if any(word.startswith(known.least) and word.endswith(known.endings) for word in near.sentence):
        return "from"
    following = words(near.after)
    if near.after.lstrip().startswith(known.open_marks):
        return "from"
    for number, word in enumerate(following):
        if any(" ".join(following[number : number + count]) in known.open["and_up"] for count in (1, 2)):
            return "from"
        if word not in known.timed:
            break  # `$18 per hour to start`: before the words that open it stand those of its period
    return None


def has_phrase(name: str, near: Around, context: str = "") -> bool:
    """Whether words by an amount, or its label, say `ote` or `pro_rata`."""
    phrases: list[str] = getattr(_known(), name)
    following = near.tail if name == "ote" else words(near.after)
    text = f" {' '.join(words(context))} | {' '.join(near.head)} | {' '.join(following[:5])} "
    return any(phrase in text for phrase in phrases)
