"""Neighbours of a list that may belong to another discipline than the posting's own, and how likely that is.

One to four of them are weighed against the posting: do all speak of one discipline that is neither the posting's nor near it,
in words that stand nowhere else in the posting? The weights were fitted by logistic regression on real postings into which
points of others had been put (docs/duplicates.md says how, and how well they do).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
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
    others: frozenset[str]
    wishes: frozenset[str]
    topics: frozenset[str]
    tasks: frozenset[str]
    members: Sequence[re.Pattern[str]]


@cache
def _lexicon() -> _Lexicon:
    lists = table("stray")
    members = [re.compile(regex, re.IGNORECASE) for regex in lists["members"]]
    words = {name: frozenset(lists[name]) for name in lists if name not in ("members", "with")}
    return _Lexicon(joins=frozenset(lists["with"]), members=members, **words)


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
        self.team_blocks = {
            posting.block_of(number) for word in _lexicon().teams for number in posting.places.get(word, ())
        }
        self._spoken: dict[int, Sequence[Spoken]] = {}
        self._teams: dict[int, Sequence[str]] = {}
        self._homes: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    @cached_property
    def stems(self) -> list[str]:
        """The stems of all words of the posting, in order; few postings have anything for which they are asked."""
        return [self.table.stems[word] for word in self.posting.plain]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each stem stands in the posting."""
        return Counter(self.stems)

    def spoken(self, point: int) -> Sequence[Spoken]:
        """The terms of a point less those that name whom one works with, or tell of somebody else."""
        if point not in self._spoken:
            self._spoken[point] = self._without_partners(point, self.fields.spoken.get(point, ()))
        return self._spoken[point]

    def teams(self, point: int) -> Sequence[str]:
        """The teams of which a point says that one belongs to them."""
        if point not in self.team_blocks:
            return ()
        if point not in self._teams:
            text = self.posting.blocks()[point][0].text.value
            self._teams[point] = [found[1] for each in _lexicon().members for found in each.finditer(text)]
        return self._teams[point]

    def _without_partners(self, block: int, spoken: Sequence[Spoken]) -> Sequence[Spoken]:
        if not spoken:
            return spoken
        words, lexicon = self.posting.block_words[block].plain, _lexicon()
        join = min([words.index(word) for word in lexicon.joins if word in words], default=len(words))
        if lexicon.working.isdisjoint(words[:join]):
            join = len(words)
        join = min([words.index(word) for word in lexicon.others if word in words], default=join)
        if join == len(words):
            return spoken
        after = self.posting.first_word(block) + join
        return [each for each in spoken if each.first < after]

    def is_wish(self, point: int) -> bool:
        """Whether what a point asks for is only welcome."""
        return not _lexicon().wishes.isdisjoint(self.posting.block_words[point].plain)

    def terms(self, window: Sequence[int], discipline: str) -> list[Spoken]:
        """The terms of a discipline in some blocks."""
        return [each for number in window for each in self.spoken(number) if discipline in each.weights]

    def home(self, points: Sequence[int]) -> tuple[frozenset[str], frozenset[str]]:
        """The posting's own disciplines, and those near them; where no title names its own, those of all but this list."""
        if points[0] not in self._homes:
            fields = self.fields
            own = fields.own if fields.titled else weightiest(masses(fields.spoken, points))
            self._homes[points[0]] = own, frozenset().union(*(self.table.near[name] for name in own))
        return self._homes[points[0]]

    def elsewhere(self, term: str, window: Sequence[int]) -> int:
        """How often a term stands outside some blocks, as far as its rarest word tells."""
        inside = [each.term for number in window for each in self.spoken(number)].count(term)
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
        if not _are_topics(posting, numbers[0]):
            yield posting.sections[number], numbers


def _are_topics(posting: Posting, first: int) -> bool:
    """Whether the line before a list says that it names examples or subjects: `Research areas could include:`."""
    if not first:
        return False
    block, _ = posting.blocks()[first - 1]
    words, lexicon = posting.block_words[first - 1].plain, _lexicon()
    introduces = block.text.value.rstrip().endswith(":") and not lexicon.topics.isdisjoint(words)
    return introduces and lexicon.tasks.isdisjoint(words)


def _speaking(view: View, section: Section, points: Sequence[int]) -> dict[int, frozenset[str]]:
    """The points of a list that speak of disciplines which may be foreign here, and of which."""
    home, near = view.home(points)
    if not home:
        return {}
    spoken = view.fields.spoken
    foreign = {}
    for number in points:
        # all terms first: those that name partners are left out where any may be foreign
        if number in spoken and _names(spoken[number]) - home:
            names = _names(view.spoken(number)) - home
            if names:
                foreign[number] = names
    if all(map(near.isdisjoint, foreign.values())) or is_for_others(section) or any(map(view.teams, points)):
        return foreign  # where a point names another team, or leftovers stand, what is near may be foreign too
    return {number: names - near for number, names in foreign.items() if not names <= near}


def _names(spoken: Sequence[Spoken]) -> frozenset[str]:
    """The disciplines of which terms speak."""
    return _NONE.union(*[each.weights for each in spoken])


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
    terms = {each.term: each.weights for number in window for each in view.spoken(number)}
    return sum([max([weights[name] for name in home & weights.keys()], default=0.0) for weights in terms.values()])


def _newness(view: View, window: Sequence[int]) -> float:
    """The share of the longer words of these blocks, by their stems, that stand nowhere else."""
    inside: Counter[str] = Counter()
    for number in window:
        stems = view.stems[view.posting.first_word(number) : view.posting.first_word(number + 1)]
        inside.update(stem for stem in stems if len(stem) > _SHORT)
    return sum(view.counts[stem] == times for stem, times in inside.items()) / max(1, len(inside))


def _is_member(view: View, block: int, name: str) -> bool:
    """Whether a point says that one belongs to a team of the discipline."""
    return any(
        name in view.table.of_title(team) or any(name in each.weights for each in view.table.spoken(words(team)))
        for team in view.teams(block)
    )


def is_for_others(section: Section) -> bool:
    """Whether a heading is one under which leftovers stand."""
    return section.heading is not None and not _lexicon().other_duties.isdisjoint(section.heading.text.words.plain)
