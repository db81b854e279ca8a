"""The index of near-duplicates: it finds what comparing each with each finds, and nothing else."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint import near_index
from jdlint.likeness import likeness
from jdlint.near_index import NearIndex

WORDS = "ferry deck rope lamp tea oil log bell gull tide mast crew".split()
SETS = st.lists(st.frozensets(st.sampled_from(WORDS), max_size=9), max_size=40)
LONG = st.lists(  # of these numbers all but a few
    st.frozensets(st.integers(0, 59), max_size=15).map(lambda missing: frozenset(range(60)) - missing), max_size=12
)
THRESHOLDS = st.sampled_from([0.51, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0])


def index_of(sets: list[frozenset[str]] | list[frozenset[int]], threshold: float) -> NearIndex:
    """An index with these sets in it."""
    index = NearIndex(threshold)
    for each in sets:
        index.add(each)
    return index


def alike(index: NearIndex) -> list[tuple[int, int]]:
    """What comparing each with each finds."""
    numbered = enumerate(index.sets)
    return [
        (one, two)
        for (one, first), (two, second) in combinations(numbered, 2)
        if likeness(first, second) >= index.threshold - 1e-9
    ]


@settings(deadline=None, max_examples=60)
@given(SETS | LONG, THRESHOLDS, st.sampled_from([1, 3, 32]), st.sampled_from([1, 5, 300]))
@example([frozenset(WORDS[:7]), frozenset(WORDS[:10])], 0.7, 32, 300)
@example([frozenset(), frozenset(("tea",)), frozenset(("tea", "oil"))], 0.51, 1, 300)
def test_the_index_finds_what_is_alike(
    sets: list[frozenset[str]] | list[frozenset[int]], threshold: float, full: int, most: int
) -> None:
    """All pairs that are alike and no others, in the same order each time, however the sets are filed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_index, "_FULL", full)
        patch.setattr(near_index, "_MOST", most)
        index = index_of(sets, threshold)
        expected = alike(index)
        found = list(index.pairs())
        assert sorted(found) == expected
        assert list(index.pairs()) == found
        for number in range(len(index.sets)):
            assert index.near(number) == sorted(sum(pair) - number for pair in expected if number in pair)


@pytest.mark.parametrize("seed", range(6))
def test_crowds_are_told_apart(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many sets share their rarest words, further words part them, and none is lost on the way."""
    monkeypatch.setattr(near_index, "_FULL", 2)
    rng = random.Random(seed)
    models = [rng.sample(range(40), 15) for _ in range(12)]
    sets = [frozenset([*rng.sample(model, 12), *rng.sample(range(40), 3)]) for model in models for _ in range(25)]
    index = index_of(sets, 0.6)
    expected = alike(index)
    assert len(expected) > 100
    assert sorted(index.pairs()) == expected
    assert sorted((one, two) for two in range(len(index.sets)) for one in index.near(two) if one < two) == expected


def test_equal_sets_are_one() -> None:
    """A set that is there already keeps its number, and is not alike to itself."""
    index = NearIndex()
    assert [index.add(frozenset(words)) for words in (["tea"], ["oil"], ["tea"])] == [0, 1, 0]
    assert list(index.pairs()) == []


def test_sets_may_be_added_after_a_question() -> None:
    """What is added later is found as well."""
    index = index_of([frozenset(WORDS[:9])], 0.7)
    assert index.near(0) == []
    assert index.add(frozenset(WORDS[:8])) == 1
    assert (index.near(0), index.near(1), list(index.pairs())) == ([1], [0], [(0, 1)])


@pytest.mark.parametrize("threshold", [0, 0.5, 1.01, float("nan")])
def test_thresholds_that_make_no_sense(threshold: float) -> None:
    """Half or less alike is no near-duplicate, and more than all is nothing."""
    with pytest.raises(ValueError, match=r"more than 0\.5 and at most 1"):
        NearIndex(threshold)


def test_a_check_does_without_the_index() -> None:
    """Nothing on the way of a plain check loads the index."""
    code = "import sys, jdlint.api, jdlint.cli.check; sys.exit('jdlint.near_index' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
