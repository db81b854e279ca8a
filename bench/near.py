"""Finds the near-duplicates among made-up bullets, by jdlint's index or by datasketch, and says how long that took.

    python bench/near.py jdlint|datasketch [--count N] [--seed N]

Prints seconds (on the clock, of processor time), the share of the planted copies that were found, and the number of all pairs.
The time runs from the words of the bullets to the pairs; imports and the making of the bullets do not count.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from bullets import bullets

from jdlint.near_index import NearIndex

ALIKE = 0.7
PERMUTATIONS = 128  # datasketch's own number
Words = Sequence[frozenset[str]]
Pairs = set[tuple[int, int]]


def by_jdlint(words: Words) -> Callable[[], Pairs]:
    """Pairs of numbers of bullets that jdlint's index finds; bullets of the same words are pairs as well."""

    def find() -> Pairs:
        index = NearIndex(ALIKE)
        bullets_of: dict[int, list[int]] = {}
        for number, each in enumerate(words):
            bullets_of.setdefault(index.add(each), []).append(number)
        found = {(one, two) for same in bullets_of.values() for one in same for two in same if one < two}
        for first, second in index.pairs():
            found.update(_ordered(one, two) for one in bullets_of[first] for two in bullets_of[second])
        return found

    return find


def by_datasketch(words: Words) -> Callable[[], Pairs]:
    """Pairs of numbers of bullets that datasketch's MinHashLSH takes to be alike, by its quickest ways of insertion."""
    from datasketch import MinHash, MinHashLSH

    def find() -> Pairs:
        lsh = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
        encoded = [[word.encode() for word in each] for each in words]
        hashes = MinHash.bulk(encoded, num_perm=PERMUTATIONS)
        with lsh.insertion_session() as session:
            for number, each in enumerate(hashes):
                session.insert(number, each, check_duplication=False)
        return {
            (number, other) for number, each in enumerate(hashes) for other in lsh.query(each) if number < int(other)
        }

    return find


def _ordered(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


SIDES = {"jdlint": by_jdlint, "datasketch": by_datasketch}


def main() -> int:
    parser = argparse.ArgumentParser(description="Find near-duplicates among made-up bullets, and time it.")
    parser.add_argument("side", choices=SIDES)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.side == "datasketch" and find_spec("datasketch") is None:
        print("datasketch is not installed: pip install 'jdlint[bench]', or pip install datasketch", file=sys.stderr)
        return 2
    made = bullets(options.count, options.seed, alike=ALIKE)
    find = SIDES[options.side](made.words)
    cpu, wall = time.process_time(), time.perf_counter()
    found = find()
    taken = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    planted = {_ordered(*pair) for pair in made.planted}
    print(json.dumps({**taken, "found": len(planted & found) / len(planted), "pairs": len(found)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
