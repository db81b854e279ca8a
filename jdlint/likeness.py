"""How alike two lines of a posting are: by the stems of the words that say something, whatever their order.

Words that say little are left out, and words that writers put one for another count as one (jdlint/data/likeness.yml).
The measure is Jaccard's index of the two sets; only lines that share words which come seldom in the posting are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jdlint.data import table
from jdlint.posting import Posting
from jdlint.stems import stems_of
from jdlint.words import WORD, words

_FIGURE_OR_WORD = re.compile(
    r"(?<![A-Za-z]-)(?<![\w.,])(?:[£$€] ?)?(?P<figure>\d+(?:[.,:'’\u00a0\u202f]\d+)*)(?: ?%|\+|k\b|h\b)?(?!\w)|[^\W\d]+"
)
_COMMON = 4  # times: a word that comes more often in a posting leads nowhere
_LEADS = 2  # words that two blocks share before they are compared


class Contents(dict[str, str]):
    """What each word of a language counts as when lines are compared; empty for words that say too little."""

    def __init__(self, language: str) -> None:
        super().__init__()
        tables = table("likeness")
        self._stems = stems_of(language)
        lists = tables.get(language) or tables["en"]
        self._light = {self._stems[word] for line in lists["light"] for word in line}
        self._same: dict[str, str] = {}
        for line in lists["alike"]:
            for word in line:
                self._same.setdefault(self._stems[word], self._stems[line[0]])
        self.update((word, "") for line in lists["light"] for word in line)

    def __missing__(self, word: str) -> str:
        stem = self._stems[word]
        self[word] = found = "" if stem in self._light else self._same.get(stem, stem)
        return found


@cache
def contents_of(language: str) -> Contents:
    """What the words of a language count as."""
    return Contents(language)


def content(words: Sequence[str], language: str) -> frozenset[str]:
    """What a line is compared by."""
    return frozenset(filter(None, map(contents_of(language).__getitem__, words)))


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of what both say in what either says, from 0 to 1."""
    both = len(one & two)
    return both / (len(one) + len(two) - both) if both else 0.0


def containment(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of the shorter line that the longer one says too, from 0 to 1."""
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0


def pairs(posting: Posting) -> list[tuple[int, int]]:
    """The numbers of blocks that may be alike, for they share words that are rare in the posting, in order of the later one."""
    return posting.once("pairs", _pairs)


def _pairs(posting: Posting) -> list[tuple[int, int]]:
    contents, numbers = contents_of(posting.language), posting.word_blocks
    every = len(posting.block_words)
    met: list[int] = []  # for each word that two blocks share, both in one number: the later one counts more
    for word, places in posting.places.items():
        if 1 < len(places) <= _COMMON and contents[word]:
            if len(places) == 2:  # as most are
                met.append(numbers[places[1]] * every + numbers[places[0]])
            else:
                blocks = [numbers[place] for place in places]
                met += [two * every + one for at, two in enumerate(blocks) for one in blocks[:at]]
    found = sorted([pair for pair, count in Counter(met).items() if count >= _LEADS])
    return [(one, two) for two, one in (divmod(pair, every) for pair in found) if one < two]


def contrast(one: str, two: str) -> bool:
    """Whether two texts differ by their point: each has a name or a number that the other has not, or they are opposed."""
    first, second = _names(one), _names(two)
    return bool(first - second and second - first) or _opposed(frozenset(words(one)), frozenset(words(two)))


def _opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether one text denies something and the other does not, or each has one of two words for opposites."""
    negations, opposites = _opposites()
    if negations.isdisjoint(one) != negations.isdisjoint(two):
        return True
    only, other = one - two, two - one
    return any((left in only and right in other) or (right in only and left in other) for left, right in opposites)


@cache
def _opposites() -> tuple[frozenset[str], list[list[str]]]:
    return frozenset(table("likeness")["negations"]), table("likeness")["opposites"]


def figures_apart(one: str, two: str, language: str) -> tuple[str, str] | None:
    """The one number in which two texts differ that name the same else; that of a level or a version is part of a name."""
    first, second = _figures(one, language), _figures(two, language)
    apart = [(left, right) for left, right in zip(first, second, strict=False) if left.value != right.value]
    if len(apart) != 1 or len(first) != len(second) or any(each.named for each in apart[0]):
        return None
    others = [{name for name in _names(text) if not name.rstrip("k").isdigit()} for text in (one, two)]
    if others[0] != others[1] or _opposed(frozenset(words(one)), frozenset(words(two))):
        return None
    return apart[0][0].text, apart[0][1].text


def without_figures(says: frozenset[str], language: str) -> frozenset[str]:
    """What a line says beside its numbers."""
    spelled = {stems_of(language)[word] for word in table("likeness")["numbers"].get(language, ())}
    return frozenset(word for word in says if not word[0].isdigit() and word not in spelled)


class _Figure(NamedTuple):
    """A number as it stands in a text, what it comes to, and whether it is part of a name."""

    text: str
    value: str
    named: bool


def _figures(text: str, language: str) -> list[_Figure]:
    spelled, numbered = table("likeness")["numbers"].get(language, {}), table("likeness")["numbered"]
    found: list[_Figure] = []
    before, begins, end = "", True, 0  # the word before, and whether a sentence begins with it
    for match in _FIGURE_OR_WORD.finditer(text):
        said, word = match["figure"], match.group()
        value = re.sub(r"\D", "", said) if said else str(spelled.get(word.lower(), ""))
        apart = text[end : match.start()].strip()
        if value:
            name = not begins and (before.isupper() or before.istitle())  # `ISO 9001`, `Python 3`
            found.append(_Figure(word, value, not apart and (name or before.lower().rstrip("s") in numbered)))
        begins = not before or apart[-1:] in (".", ":", "!", "?")
        before, end = word, match.end()
    return found


def _names(text: str) -> set[str]:
    return set(_named(text))


def _named(text: str) -> Iterator[str]:
    begins = True  # of a sentence, where a capital says nothing
    end = 0
    for found in WORD.finditer(text):
        word = found.group()
        begins = begins or text[end : found.start()].strip()[:1] in (".", ":", "!", "?", "•", "-", "–", "/")
        figure = not word.isalpha() and any(map(str.isdigit, word))
        if figure or (word[0].isupper() and (not begins or not word[1:].islower())):
            yield word.lower()
        begins, end = False, found.end()
