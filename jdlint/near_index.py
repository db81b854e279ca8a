"""An index that finds near-duplicates among very many sets of words without comparing each with each, and misses none.

The measure is Jaccard's index, as in jdlint/likeness.py. Sets that are alike share words among the rarest of both (prefix
filtering: Chaudhuri, Ganti and Kaushik 2006). So each set is filed under each of its rarest words. Where many sets come
together, they are filed under that word and a next one, and so on: the words of a phrase that stands in thousands of lines
come together, and only what stands beside it tells those lines apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain
from math import ceil, comb
from operator import or_
from typing import Any

_FULL = 12  # sets that are filed in one place before one more token parts them
_MOST = 300  # places in which one set is filed at most, once one token is not enough
_ENDED = 0  # where the number of a next token would stand: sets that are filed under no more
_BITS, _MOST_BITS = 127, 4095  # of a sketch, for short sets and for the longest
_ROUNDING = 1e-9  # 0.7 * 10 may come out a little above 7

Tokens = frozenset[Any]  # of words, or of numbers that stand for them; never of both in one index
Node = dict[int, Any]  # by the next token that is shared: one more node, a list of numbers of sets, or a single one


class NearIndex:
    """Sets of tokens, and which of them are alike.

    Add all sets, then ask: the first question orders the tokens by how rare they are. Memory grows with the number of
    tokens in all sets.
    """

    def __init__(self, threshold: float = 0.7) -> None:
        """Alike are sets whose likeness is the threshold at least: more than 0.5, for less is no near-duplicate."""
        if not 0.5 < threshold <= 1:
            raise ValueError(f"the threshold is more than 0.5 and at most 1, not {threshold}")
        self.threshold = threshold
        self.sets: list[Tokens] = []
        self._numbers: dict[Tokens, int] = {}
        self._ranked: list[tuple[int, ...]] = []  # the tokens of each set as numbers from 1, the rarest first
        self._sketches: list[int] = []  # a bit for each token of a set; several tokens share one
        self._least: list[int] = []  # by size of a set: how many of its tokens it shares with one that is alike
        self._files: _Files | None = None  # all sets, filed for `near`

    def add(self, tokens: Tokens) -> int:
        """The number of a set, counted from 0; sets that are equal have the same."""
        number = self._numbers.setdefault(tokens, len(self.sets))
        if number == len(self.sets):
            self.sets.append(tokens)
            self._ranked, self._files = [], None  # what was made of the sets is out of date
        return number

    def near(self, number: int) -> list[int]:
        """The numbers of all other sets that are alike to this one, in order."""
        self._order()
        if self._files is None:
            self._files = _Files(self._ranked, self._least)
            for each in range(len(self.sets)):
                self._files.add(each)
        return [other for other in self._alike(number, self._files) if other != number]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs of sets that are alike, the smaller number first; in an order that is the same each time."""
        self._order()
        # each set is compared with those that are no larger: of a larger one it shares more, and is filed in fewer places
        files = _Files(self._ranked, self._shared(2 * self.threshold / (1 + self.threshold)))
        for number in sorted(range(len(self.sets)), key=lambda number: len(self.sets[number])):
            for other in self._alike(number, files):
                yield (number, other) if number < other else (other, number)
            files.add(number)

    def _order(self) -> None:
        """Number the tokens from the rarest on, and have each set as such numbers."""
        if self._ranked:
            return
        counts = Counter(chain.from_iterable(self.sets))
        ordered = sorted(counts, key=lambda token: (counts[token], token))
        ranks = {token: rank for rank, token in enumerate(ordered, 1)}
        width = min(_MOST_BITS, max(_BITS, 8 * max(map(len, self.sets), default=0)))
        bits = {token: 1 << rank % width for token, rank in ranks.items()}
        self._ranked = [tuple(sorted(map(ranks.__getitem__, tokens))) for tokens in self.sets]
        self._sketches = [reduce(or_, map(bits.__getitem__, tokens), 0) for tokens in self.sets]
        self._least = self._shared(self.threshold)

    def _shared(self, share: float) -> list[int]:
        """By size of a set: how many of its tokens it shares at least, where it shares such a share of them."""
        return [ceil(share * size - _ROUNDING) for size in range(max(map(len, self.sets), default=0) + 1)]

    def _alike(self, number: int, files: _Files) -> list[int]:
        """The sets among those filed that are alike to a set, in order."""
        tokens, sketch, sets, sketches = self.sets[number], self._sketches[number], self.sets, self._sketches
        size = len(tokens)
        share = self.threshold / (1 + self.threshold)  # of the tokens of both, so many are shared at least
        apart = (1 - 2 * share) * (size + size / self.threshold) + _ROUNDING  # at most: tokens that one of them lacks
        # a bit in which sketches differ is a token that one lacks: a quick look rules out most
        near = [
            other
            for other in files.beside(number, size - self._least[size] + 1)
            if (sketch ^ sketches[other]).bit_count() <= apart
        ]
        return sorted(
            [other for other in near if len(tokens & sets[other]) >= share * (size + len(sets[other])) - _ROUNDING]
        )


class _Files:
    """Sets by the rarest tokens that another one may share with them."""

    def __init__(self, ranked: Sequence[tuple[int, ...]], shared: Sequence[int]) -> None:
        """``shared``, by size of a set: how many of its tokens it shares at least with one that is alike."""
        self._ranked = ranked
        self._root: Node = {}
        self._ends = [
            size - least + 1 for size, least in enumerate(shared)
        ]  # up to there stands the first that is shared
        self._depths = [_depth(*both) for both in zip(self._ends, shared, strict=True)]

    def add(self, number: int) -> None:
        """File a set."""
        self._file(number, self._root, 0, 1)

    def _file(self, number: int, node: Node, begin: int, depth: int) -> None:
        """File a set in a node under each token from ``begin`` on that may be the next that is shared."""
        ranked = self._ranked[number]
        end = self._ends[len(ranked)] + depth - 1
        for at, token in enumerate(ranked[begin:end], begin + 1):
            child = node.get(token)
            if child is None:
                node[token] = number
            elif type(child) is dict:
                self._pass_on(number, child, at, depth)
            elif type(child) is int:
                node[token] = [child, number]
            else:
                child.append(number)
                if len(child) > _FULL:
                    below: Node = {}
                    node[token] = below
                    for other in child:
                        self._pass_on(other, below, self._ranked[other].index(token) + 1, depth)

    def _pass_on(self, number: int, node: Node, begin: int, depth: int) -> None:
        """File a set below a node that parts the sets with its first ``depth`` tokens, or there, if it has enough places."""
        if depth == self._depths[len(self._ranked[number])]:
            node.setdefault(_ENDED, []).append(number)
        else:
            self._file(number, node, begin, depth + 1)

    def beside(self, number: int, end: int) -> set[int]:
        """The sets that were filed where a set belongs, the first ``end`` tokens of which hold the first that is shared."""
        ranked = self._ranked[number]
        found: set[int] = set()
        todo = [(self._root, 0, end)]
        for node, begin, end in todo:
            if _ENDED in node:
                found.update(node[_ENDED])
            for token in ranked[begin:end]:
                begin += 1
                child = node.get(token)
                if child is None:
                    continue
                if type(child) is int:
                    found.add(child)
                elif type(child) is list:
                    found.update(child)
                else:
                    todo.append((child, begin, end + 1))
        return found


def _depth(end: int, shared: int) -> int:
    """Under how many tokens a set is filed at most: no more than it must share, and in no more places than is good."""
    depth = 1
    while depth < shared and comb(end + depth, depth + 1) <= _MOST:
        depth += 1
    return depth
