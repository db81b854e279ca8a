"""Bullets with planted copies, for the index of near-duplicate lines; the same for the same seed.

The phrases are those of make_postings.py, mixed over all trades, so that two bullets are hardly ever alike by chance. A copy has
a word or two left out, added or put for another, in another order, and shares at least as much with its model as asked for.
"""

from __future__ import annotations

import random
from typing import NamedTuple

import make_postings

from jdlint.likeness import likeness

_SHAPES = (
    "{act}, {act} and {act}",
    "{act} with {tool} for {who}, and {act}",
    "look after {thing}, {act} and show {skill}",
    "{act}; know {tool} and {skill}",
    "with {who}, {act} and {act}",
    "{skill}, {skill} and {cred}",
    "{cred}, {skill}, and ease with {tool}",
    "{act} in the {team}, and report on {thing}",
)
_POOLS = {
    name: sorted({phrase for trade in make_postings.TRADES for phrase in trade[name]})
    for name in ("act", "cred", "skill", "team", "thing", "tool", "who")
}
_WORDS = sorted({word for pool in _POOLS.values() for phrase in pool for word in phrase.lower().split()})


class Bullets(NamedTuple):
    """The words of each bullet, and which pairs of them were planted as near-duplicates."""

    words: list[frozenset[str]]
    planted: list[tuple[int, int]]


def bullets(count: int, seed: int, *, share: float = 0.1, alike: float = 0.7) -> Bullets:
    """``count`` bullets, of which a share are copies, each at least ``alike`` its model, with the copies among the rest."""
    rng = random.Random(seed)
    copies = int(count * share)
    made = [_bullet(rng) for _ in range(count - copies)]
    planted = [(rng.randrange(len(made)), len(made) + number) for number in range(copies)]
    made += [_copy(made[model], alike, rng) for model, _ in planted]
    places = list(range(count))
    rng.shuffle(places)
    words = [frozenset[str]()] * count
    for number, place in enumerate(places):
        words[place] = frozenset(made[number])
    return Bullets(words, [(places[one], places[two]) for one, two in planted])


def _bullet(rng: random.Random) -> list[str]:
    text = rng.choice(_SHAPES)
    for name, pool in _POOLS.items():
        for _ in range(text.count(f"{{{name}}}")):
            text = text.replace(f"{{{name}}}", rng.choice(pool), 1)
    return text.lower().replace(",", " ").replace(";", " ").split()


def _copy(model: list[str], alike: float, rng: random.Random) -> list[str]:
    """A bullet with one to four changes, less those that would leave it too little alike."""
    copy = list(model)
    for _ in range(rng.randint(1, 4)):
        changed = list(copy)
        at = rng.randrange(len(changed))
        match rng.choice(("drop", "add", "replace")):
            case "drop" if len(changed) > 1:
                del changed[at]
            case "replace":
                changed[at] = rng.choice(_WORDS)
            case _:
                changed.insert(at, rng.choice(_WORDS))
        if likeness(frozenset(model), frozenset(changed)) >= alike:
            copy = changed
    rng.shuffle(copy)
    return copy
