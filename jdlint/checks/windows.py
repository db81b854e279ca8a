"""Neighbours of a list that may belong to another discipline than the posting's own, and how likely that is.

One to four of them are weighed against the posting: do all speak of one discipline that is neither the posting's nor near it,
in words that stand nowhere else in the posting? The weights were fitted by logistic regression on real postings into which
points of others had been put (docs/duplicates.md says how, and how well they do).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp, log1p
from typing import NamedTuple

from jdlint.data import table
from jdlint.disciplines import Spoken, masses, weightiest
from jdlint.model import Section
from jdlint.posting import Posting
from jdlint.words import words

_LONGEST = 4  # points that are weighed together
_LEAST = 1.0  # what the terms of a discipline weigh at least: one weak word is nobody's
_NOVELTY = (1.0, 0.4, 0.15)  # of a term that no other block has, that one has, that more have
_HOPELESS = -1.0  # log-odds below which neighbours are no stray points
_SHORT = 3  # letters of a stem that is too short to tell whether it is new
_WEIGHTS: Mapping[str, float] = {
    "": -17.24,
    "score": 2.01,
    "terms": 4.58,
    "have": 9.13,
    "new": 4.59,
    "own": -7.98,
    "near": 2.02,
    "member": 4.55,
    "other duties": 3.92,
    "whole": 1.02,
    "end": 1.20,
    "benefits": -3.64,
}
_NONE: frozenset[str] = frozenset()


class _Lexicon(NamedTuple):
    """The words of jdlint/data/stray.yml, ready to be looked for."""

    other_duties: frozenset[str]
    working: frozenset[str]
    joins: frozenset[str]
    teams: frozenset[str]
    members: Sequence[re.Pattern[str]]


@cache
def _lexicon() -> _Lexicon:
    lists = table("stray")
    members = [re.compile(regex, re.IGNORECASE) for regex in lists["members"]]
    duties, working, joins, teams = (frozenset(lists[name]) for name in ("other_duties", "working", "with", "teams"))
    return _Lexicon(duties, working, joins, teams, members)


class Window(NamedTuple):
    """Neighbours of a list by the numbers of their blocks, the discipline that they may belong to, and how likely that is."""

    blocks: Sequence[int]
    points: Sequence[int]  # … of the whole list
    section: Section
    discipline: str
    likely: float
    terms: Sequence[Spoken]


class View:
    """A posting as it is looked at: what each point speaks of, how often each stem stands in it, where teams are named."""

    def __init__(self, posting: Posting) -> None:
        self.posting = posting
        self.fields = posting.facts.disciplines
        self.table = self.fields.table
        self.by_block = {
            block: self._without_partners(block, spoken)
            for block, spoken in self.fields.spoken.items()
            if posting.blocks()[block][0].kind == "item"
        }
        self.counts = Counter(self.fields.stems)
        self.team_blocks = {
            posting.block_of(number) for word in _lexicon().teams for number in posting.places.get(word, ())
        }
        self._homes: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def _without_partners(self, block: int, spoken: Sequence[Spoken]) -> Sequence[Spoken]:
        """The terms of a point less those that name whom one works with."""
        words, lexicon = self.posting.block_words[block].plain, _lexicon()
        join = min([words.index(word) for word in lexicon.joins if word in words], default=len(words))
        if lexicon.working.isdisjoint(words[:join]):
            return spoken
        after = self.posting.first_word(block) + join
        return [each for each in spoken if each.first < after]

    def text(self, block: int) -> str:
        """What a block says."""
        return self.posting.blocks()[block][0].text.value

    def terms(self, window: Sequence[int], discipline: str) -> list[Spoken]:
        """The terms of a discipline in some blocks."""
        return [each for number in window for each in self.by_block.get(number, ()) if discipline in each.weights]

    def home(self, points: Sequence[int]) -> tuple[frozenset[str], frozenset[str]]:
        """The posting's own disciplines, and those near them; where no title names its own, those of all but this list."""
        if points[0] not in self._homes:
            fields = self.fields
            own = fields.own if fields.titled else weightiest(masses(fields.spoken, points))
            self._homes[points[0]] = own, frozenset().union(*(self.table.near[name] for name in own))
        return self._homes[points[0]]

    def elsewhere(self, term: str, window: Sequence[int]) -> int:
        """How often a term stands outside some blocks, as far as its rarest word tells."""
        inside = [each.term for number in window for each in self.by_block.get(number, ())].count(term)
        return max(0, min([self.counts[stem] for stem in term.split()]) - inside)


def windows(view: View) -> Iterator[Window]:
    """All neighbours in the lists of a posting that may belong to another discipline; they may overlap."""
    for section, points in _lists(view.posting):
        speaking = _speaking(view, section, points)
        for at in range(len(points)) if speaking else ():
            names = speaking.get(points[at], _NONE)
            for after in range(at + 1, min(at + _LONGEST, len(points)) + 1) if names else ():
                window = points[at:after]
                for name in sorted(names & speaking.get(window[-1], _NONE)):
                    found = features(view, section, points, window, name)
                    if found is not None:
                        likely = 1 / (1 + exp(-_total(found)))
                        yield Window(window, points, section, name, likely, view.terms(window, name))


def _total(found: Mapping[str, float]) -> float:
    return _WEIGHTS[""] + sum([_WEIGHTS[feature] * value for feature, value in found.items()])


def _lists(posting: Posting) -> Iterator[tuple[Section, list[int]]]:
    """The points of each list by the numbers of their blocks."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, (block, section) in enumerate(posting.blocks()):
        if block.kind == "item":
            found.setdefault((section.number, block.list), []).append(number)
    for (number, _), numbers in found.items():
        yield posting.sections[number], numbers


def _speaking(view: View, section: Section, points: Sequence[int]) -> dict[int, frozenset[str]]:
    """The points of a list that speak of disciplines which may be foreign here, and of which."""
    home, near = view.home(points)
    if not home:
        return {}
    foreign_team = not view.team_blocks.isdisjoint(points) and any(_teams(view, number) for number in points)
    if not foreign_team and not is_for_others(section):
        home = home | near
    found = {}
    for number in points:
        names = frozenset(name for each in view.by_block.get(number, ()) for name in each.weights) - home
        if names:
            found[number] = names
    return found


def features(
    view: View, section: Section, points: Sequence[int], window: Sequence[int], name: str
) -> dict[str, float] | None:
    """What is weighed of neighbours in a list; None where too little speaks of the discipline, or it is near the posting's own."""
    terms = view.terms(window, name)
    weights = {each.term: each.weights[name] for each in terms}
    home, nearby = view.home(points)
    if sum(weights.values()) < _LEAST or name in home:
        return None
    member = any(_is_member(view, number, name) for number in window)
    other = len(window) >= len(points) - 1 and is_for_others(section)
    near = name in nearby
    if near and not (member or (other and len(window) > 1)):
        return None
    score = sum([weight * _NOVELTY[min(2, view.elsewhere(term, window))] for term, weight in weights.items()])
    found = {
        "score": log1p(score),
        "terms": log1p(len(weights)),
        "have": len({view.posting.block_of(each.first) for each in terms}) / len(window),
        "own": log1p(_own_weight(view, window, home)),
        "near": float(near),
        "member": float(member),
        "other duties": float(other),
        "whole": float(len(window) == len(points)),
        "end": float(window[-1] == points[-1]),
        "benefits": float(section.kind == "benefits"),
        "new": 1.0,
    }
    if _total(found) < _HOPELESS:
        return None  # even if all its words were new, which is slow to find out
    return {**found, "new": _newness(view, window)}


def _own_weight(view: View, window: Sequence[int], home: frozenset[str]) -> float:
    """What the terms of the posting's own disciplines weigh in some blocks."""
    terms = {each.term: each.weights for number in window for each in view.by_block.get(number, ())}
    return sum([max([weights[name] for name in home & weights.keys()], default=0.0) for weights in terms.values()])


def _newness(view: View, window: Sequence[int]) -> float:
    """The share of the longer words of these blocks, by their stems, that stand nowhere else."""
    inside: Counter[str] = Counter()
    for number in window:
        stems = view.fields.stems[view.posting.first_word(number) : view.posting.first_word(number + 1)]
        inside.update(stem for stem in stems if len(stem) > _SHORT)
    return sum(view.counts[stem] == times for stem, times in inside.items()) / max(1, len(inside))


def _is_member(view: View, block: int, name: str) -> bool:
    """Whether a point says that one belongs to a team of the discipline."""
    return block in view.team_blocks and any(
        name in view.table.of_title(team) or any(name in each.weights for each in view.table.spoken(_stems(view, team)))
        for team in _teams(view, block)
    )


def _teams(view: View, block: int) -> list[str]:
    """The teams of which a point says that one belongs to them."""
    if block not in view.team_blocks:
        return []
    return [found[1] for each in _lexicon().members for found in each.finditer(view.text(block))]


def _stems(view: View, text: str) -> list[str]:
    return [view.table.stems[word] for word in words(text)]


def is_for_others(section: Section) -> bool:
    """Whether a heading is one under which leftovers stand."""
    return section.heading is not None and not _lexicon().other_duties.isdisjoint(section.heading.text.words.plain)
