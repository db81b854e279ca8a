"""Disciplines: fields of work, and the words by which a line belongs to one of them (jdlint/data/disciplines.yml).

Words are compared by their stems. A table is made for each language and read when a posting in it is first met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt
from typing import Any, NamedTuple

from jdlint import data
from jdlint.data import places
from jdlint.phrases import PhraseIndex
from jdlint.stems import Stems, stems_of
from jdlint.words import words

LANGUAGES = ("en", "fr", "de")
_STRONG, _PHRASE, _WEAK = 2.0, 2.5, 0.8  # what a term weighs: a word or a phrase that tells alone, one that does not
_SHORTEST = 3  # letters of a single word: `.NET` reads as `net`, `C#` as `c`
_AGAIN, _MOST = 0.5, 2.0  # what a term that comes again adds to its weight, and how often it counts at most
_LEAST = 4.0  # what the terms of a discipline weigh in a text that is about it …
_SHARE = 0.6  # … and the least share of what those of the weightiest weigh
_ONE_FIELD = "technology"  # whose disciplines are all near one another
_SMALL = frozenset("of the and de des du d la le les l en et und für".split())  # in titles

Weights = tuple[tuple[str, float], ...]
"""The disciplines that a term speaks for, and how much it weighs for each."""


class Disciplines(NamedTuple):
    """The disciplines as one language has words for them."""

    terms: PhraseIndex[Weights]
    titles: Sequence[tuple[frozenset[str], str]]
    names: Mapping[str, str]  # as a message says them, by id
    near: Mapping[str, frozenset[str]]
    stems: Stems

    def of_title(self, text: str) -> set[str]:
        """The disciplines that a job's name names; of two phrases the one that says more."""
        said = {self.stems[word] for word in words(text)}
        found = [(phrase, discipline) for phrase, discipline in self.titles if phrase <= said]
        return {discipline for phrase, discipline in found if not any(phrase < other for other, _ in found)}

    def spoken_of(self, text: str) -> set[str]:
        """The disciplines that a short text has terms of."""
        said = [self.stems[word] for word in words(text)]
        places = {stem: [at for at, each in enumerate(said) if each == stem] for stem in said}
        return {name for _, _, entry in self.terms.standing(said, places) for name, _ in entry.key}


class Spoken(NamedTuple):
    """A term of some disciplines in a block: its first word and last, by their numbers in the posting, and its stems."""

    block: int
    first: int
    last: int
    term: str
    weights: Weights


class Fields(NamedTuple):
    """What a posting's text says of disciplines."""

    own: frozenset[str]
    titled: bool  # whether its title names them
    spoken: Sequence[Spoken]
    stems: Sequence[str]  # of all words of the posting, in order
    table: Disciplines


def masses(spoken: Sequence[Spoken], without: frozenset[int]) -> dict[str, float]:
    """What the terms of each discipline weigh in a text, some blocks left out; a term that comes again adds less."""
    blocks: defaultdict[str, set[int]] = defaultdict(set)
    weights: dict[str, Weights] = {}
    for each in spoken:
        if each.block not in without:
            blocks[each.term].add(each.block)
            weights[each.term] = each.weights
    found: defaultdict[str, float] = defaultdict(float)
    for term, numbers in blocks.items():
        times = min(_MOST, 1 + _AGAIN * (len(numbers) - 1))
        for discipline, weight in weights[term]:
            found[discipline] += weight * times
    return dict(found)


def weightiest(found: Mapping[str, float]) -> frozenset[str]:
    """The disciplines that a text is about, by what their terms weigh in it; none where it is about nothing clearly."""
    most = max(found.values(), default=0.0)
    return frozenset(name for name, weight in found.items() if weight >= max(_LEAST, _SHARE * most))


@cache
def disciplines_of(language: str) -> Disciplines:
    """The disciplines in a language; in English where there is no table for it."""
    known = language if language in LANGUAGES else "en"
    sources = [places.tables_folder() / "disciplines.yml", places.PACKAGE / "stems.py"]
    built = data.compiled(f"disciplines-{known}", sources, lambda: build_disciplines(known))
    return Disciplines(
        PhraseIndex((phrase, tuple(map(tuple, weights))) for phrase, weights in built["terms"]),
        [(frozenset(stems), discipline) for stems, discipline in built["titles"]],
        built["names"],
        {discipline: frozenset(others) for discipline, others in built["near"].items()},
        stems_of(known),
    )


def build_disciplines(language: str) -> dict[str, Any]:
    """The table of a language as it is looked up: terms and titles by their stems."""
    table = data.read_table("disciplines")
    stems = stems_of(language)
    terms: dict[str, dict[str, float]] = {}
    titles = []
    for discipline, entry in table.items():
        for phrase in entry["titles"][language]:
            telling = sorted({stems[word] for word in words(phrase) if word not in _SMALL})
            titles.append((telling, discipline))
        for kind in ("strong", "weak"):
            for phrase in entry[kind][language]:
                parts = [stems[word] for word in words(phrase)]
                if len(parts) == 1 and len(words(phrase)[0]) < _SHORTEST:
                    continue
                weight = _WEAK if kind == "weak" else _PHRASE if len(parts) > 1 else _STRONG
                found = terms.setdefault(" ".join(parts), {})
                found[discipline] = max(weight, found.get(discipline, 0))
    return {
        "terms": [
            (phrase, [(discipline, weight / sqrt(len(found))) for discipline, weight in found.items()])
            for phrase, found in terms.items()
        ],
        "titles": [(telling, discipline) for telling, discipline in titles if telling],
        "names": {discipline: entry["name"] for discipline, entry in table.items()},
        "near": _near(table),
    }


def _near(table: Mapping[str, Any]) -> dict[str, list[str]]:
    """Which disciplines are near each, both ways."""
    near: dict[str, set[str]] = {discipline: set() for discipline in table}
    for discipline, entry in table.items():
        for other in entry["near"]:
            near[discipline].add(other)
            near[other].add(discipline)
    field = {discipline for discipline, entry in table.items() if entry["field"] == _ONE_FIELD}
    return {
        discipline: sorted((others | field if discipline in field else others) - {discipline})
        for discipline, others in near.items()
    }
