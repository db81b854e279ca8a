"""Checks files in several processes: the same reports in the same order."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import MappingProxyType

from jdlint import files
from jdlint.checker import Checker, Done
from jdlint.config_files import Configs
from jdlint.files import Named

_CHUNK = 25  # files that are handed over at once
_checkers: list[Checker] = []  # of this process

# where processes are not forked a configuration is pickled, and what nobody may change in it cannot be by itself
copyreg.pickle(MappingProxyType, lambda values: (dict, (dict(values),)))  # type: ignore[arg-type, return-value]


def check_all(
    configs: Configs, named: Sequence[Named], jobs: int, progress: Callable[[int, int], None] | None
) -> Iterator[Done]:
    """The checks of files in order, made by so many processes."""
    chunks = [named[at : at + _CHUNK] for at in range(0, len(named), _CHUNK)]
    with ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_begin, initargs=(configs,)) as pool:
        for number, done in enumerate(pool.map(_check, chunks), 1):
            yield from done
            if progress is not None:
                progress(min(number * _CHUNK, len(named)), len(named))


def _begin(configs: Configs) -> None:
    _checkers[:] = [Checker(configs)]


def _check(named: Sequence[Named]) -> list[Done]:
    return [_checkers[0].check_read(files.read_file(each.path), by_hand=each.by_hand) for each in named]
