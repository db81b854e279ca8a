"""Disciplines: fields of work, and the words by which a line belongs to one of them (jdlint/data/disciplines.yml).

Words are compared by their stems. A table is made for each language and read when a posting in it is first met.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from math import sqrt
from operator import itemgetter
from typing import Any, NamedTuple

from jdlint import data
from jdlint.data import places
from jdlint.stems import Stems, stems_of
from jdlint.words import words

LANGUAGES = ("en", "fr", "de")
_STRONG, _PHRASE, _WEAK = 2.0, 2.5, 0.8  # what a term weighs: a word or a phrase that tells alone, one that does not
_SHORTEST = 3  # letters of a single word: `.NET` reads as `net`, `C#` as `c`
_AGAIN, _MOST = 0.5, 2.0  # what a term that comes again adds to its weight, and how often it counts at most
_LEAST = 4.0  # what the terms of a discipline weigh in a text that is about it …
_SHARE = 0.6  # … and the least share of what those of the weightiest weigh
_CLOSE = ("technology", "health")  # fields whose disciplines are all near one another
_SMALL = frozenset("of the and de des du d la le les l en et und für".split())  # in titles

_NONE: Mapping[str, Any] = {}

Weights = Mapping[str, float]
"""The disciplines that a term speaks for, and how much it weighs for each."""
_Entry = tuple[int, Sequence[str], Weights]
"""A phrase: the place of its longest stem, all stems, what it weighs."""
_Phrases = Mapping[str, Sequence[_Entry]]
"""Phrases by the stem beside the longest: the one after it, or the one before it where it is the last."""
_Lead = tuple[Weights, _Phrases, _Phrases]
"""What a word weighs alone, and phrases of which it is the longest: those in which one follows it, and those it ends."""
_NO_LEAD: _Lead = _NONE, _NONE, _NONE


class Spoken(NamedTuple):
    """A term of some disciplines: its first word and last, by their numbers among those of a text, and its stems."""

    first: int
    last: int
    term: str
    weights: Weights


class Leads(dict[str, _Lead | None]):
    """What terms each word leads, by its stem; a word that was seen is only looked up."""

    def __init__(self, alone: Mapping[str, Weights], phrases: Mapping[str, str], stems: Stems) -> None:
        super().__init__()
        self._alone, self._phrases, self._stems = alone, phrases, stems

    def __missing__(self, word: str) -> _Lead | None:
        stem = self._stems[word]
        after: dict[str, list[_Entry]] = {}
        before: dict[str, list[_Entry]] = {}
        for line in self._phrases.get(stem, "").splitlines():
            at, parts, weights = _entry(line)
            ends = at + 1 == len(parts)
            (before if ends else after).setdefault(parts[at - 1 if ends else at + 1], []).append((at, parts, weights))
        found = self._alone.get(stem, _NONE), after, before
        self[word] = lead = found if any(found) else None
        return lead


def _line(at: int, parts: Sequence[str], weights: Weights) -> str:
    """A phrase as it is kept: most are never looked at, and thousands of lists would be slow to read at every start."""
    return "|".join((str(at), " ".join(parts), *(f"{name} {weight}" for name, weight in weights.items())))


def _entry(line: str) -> _Entry:
    at, parts, *weights = line.split("|")
    pairs = [each.split(" ") for each in weights]
    return int(at), parts.split(" "), {name: float(weight) for name, weight in pairs}


class Disciplines(NamedTuple):
    """The disciplines as one language has words for them; titles by their longest stem."""

    leads: Leads
    titles: Mapping[str, Sequence[tuple[Sequence[str], str]]]
    names: Mapping[str, str]  # as a message says them, by id
    near: Mapping[str, frozenset[str]]
    stems: Stems

    def of_title(self, text: str) -> set[str]:
        """The disciplines that a job's name names; of two phrases the one that says more."""
        said = {self.stems[word] for word in words(text)}
        found = [
            (frozenset(stems), discipline)
            for stem in said
            if stem in self.titles
            for stems, discipline in self.titles[stem]
            if said.issuperset(stems)
        ]
        return {discipline for phrase, discipline in found if not any(phrase < other for other, _ in found)}

    def spoken(self, words: Sequence[str], numbers: Sequence[int] | None = None) -> list[Spoken]:
        """The terms in a text, by its words, in order; of two that overlap the earlier and longer.

        ``numbers``: of the words in which they are looked for, if not in all.
        """
        found: list[tuple[int, int, Weights]] = []
        leads, stems, last = self.leads, self.stems, len(words) - 1
        if numbers is None:
            numbers = range(last + 1)
        said = list(map(words.__getitem__, numbers))
        for number, word in compress(zip(numbers, said, strict=True), map(leads.__getitem__, said)):
            weights, after, before = leads[word] or _NO_LEAD
            if weights:
                found.append((number, -number - 1, weights))
            if after and number < last and (stem := stems[words[number + 1]]) in after:
                found += self._standing(after[stem], words, number)
            if before and number > 0 and (stem := stems[words[number - 1]]) in before:
                found += self._standing(before[stem], words, number)
        found.sort(key=itemgetter(0, 1))
        spoken, reach = [], 0
        for begin, end, weights in found:
            if begin >= reach:
                reach = -end
                term = " ".join([stems[word] for word in words[begin:reach]])
                spoken.append(Spoken(begin, reach - 1, term, weights))
        return spoken

    def _standing(
        self, phrases: Sequence[_Entry], words: Sequence[str], number: int
    ) -> Iterator[tuple[int, int, Weights]]:
        """Of phrases with a word in common, the number of which is given, those that stand there."""
        for at, parts, weights in phrases:
            begin = number - at
            if begin >= 0 and [self.stems[word] for word in words[begin : begin + len(parts)]] == parts:
                yield begin, -begin - len(parts), weights


class Fields(NamedTuple):
    """What a posting's text says of disciplines."""

    own: frozenset[str]
    titled: bool  # whether its title names them
    spoken: Mapping[int, Sequence[Spoken]]  # by the number of the block; of lines about the work alone
    table: Disciplines


def masses(spoken: Mapping[int, Sequence[Spoken]], without: Collection[int] = ()) -> dict[str, float]:
    """What the terms of each discipline weigh in a text, some blocks left out; a term that comes again adds less."""
    counted = [found for block, found in spoken.items() if block not in without]
    blocks = Counter([term for found in counted for term in {each.term for each in found}])
    weights = {each.term: each.weights for found in counted for each in found}
    total: defaultdict[str, float] = defaultdict(float)
    for term, times in blocks.items():
        for discipline, weight in weights[term].items():
            total[discipline] += weight * min(_MOST, 1 + _AGAIN * (times - 1))
    return dict(total)


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
        Leads(built["alone"], built["phrases"], stems_of(known)),
        built["titles"],
        built["names"],
        {discipline: frozenset(others) for discipline, others in built["near"].items()},
        stems_of(known),
    )


def build_disciplines(language: str) -> dict[str, Any]:
    """The table of a language as it is looked up: terms and titles by their stems."""
    table = data.read_table("disciplines")
    stems = stems_of(language)
    weights: dict[tuple[str, ...], dict[str, float]] = {}
    titles: defaultdict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for discipline, entry in table.items():
        for phrase in entry["titles"][language]:
            telling = sorted({stems[word] for word in words(phrase) if word not in _SMALL})
            if telling:
                titles[max(telling, key=len)].append((telling, discipline))
        for kind in ("strong", "weak"):
            for phrase in entry[kind][language]:
                parts = tuple(stems[word] for word in words(phrase))
                if len(parts) == 1 and len(words(phrase)[0]) < _SHORTEST:
                    continue
                weight = _WEAK if kind == "weak" else _PHRASE if len(parts) > 1 else _STRONG
                found = weights.setdefault(parts, {})
                found[discipline] = max(weight, found.get(discipline, 0))
    alone: dict[str, Weights] = {}
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    for parts, found in weights.items():
        shared = {discipline: round(weight / sqrt(len(found)), 2) for discipline, weight in found.items()}
        if len(parts) == 1:
            alone[parts[0]] = shared
        else:
            longest = max(parts, key=len)
            phrases[longest].append(_line(parts.index(longest), parts, shared))
    names = {discipline: entry["name"] for discipline, entry in table.items()}
    lines = {longest: "\n".join(found) for longest, found in phrases.items()}
    return {"alone": alone, "phrases": lines, "titles": titles, "names": names, "near": _near(table)}


def _near(table: Mapping[str, Any]) -> dict[str, list[str]]:
    """Which disciplines are near each, both ways."""
    near: dict[str, set[str]] = {discipline: set() for discipline in table}
    for discipline, entry in table.items():
        for other in entry["near"]:
            near[discipline].add(other)
            near[other].add(discipline)
    for field in _CLOSE:
        within = {discipline for discipline, entry in table.items() if entry["field"] == field}
        for discipline in within:
            near[discipline] |= within - {discipline}
    return {discipline: sorted(others) for discipline, others in near.items()}
