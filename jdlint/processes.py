"""Checks files in several processes: the same reports in the same order."""

from __future__ import annotations

import copyreg
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import MappingProxyType

from jdlint import files
from jdlint.checker import Across, Checker, Done
from jdlint.config_files import Configs
from jdlint.corpus import Digest
from jdlint.digests import read_digest
from jdlint.engine import Found
from jdlint.files import Named

_CHUNK = 25  # files that are handed over at once
_checkers: list[Checker] = []  # of this process

# where processes are not forked a configuration is pickled, and what nobody may change in it cannot be by itself
copyreg.pickle(MappingProxyType, lambda values: (dict, (dict(values),)))  # type: ignore[arg-type, return-value]


def check_all(
    checker: Checker,
    named: Sequence[Named],
    jobs: int,
    progress: Callable[[int, int], None] | None,
    across: Across | None = None,
) -> Iterator[Done]:
    """The checks of files in order, made by so many processes as ``checker`` would make them."""
    tasks = [(each, across[each.path] if across is not None else None) for each in named]
    chunks = [tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK)]
    begin = (checker.configs, checker.digests)
    with ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_begin, initargs=begin) as pool:
        for number, done in enumerate(pool.map(_check, chunks), 1):
            yield from done
            if progress is not None:
                progress(min(number * _CHUNK, len(named)), len(named))


def read_all(paths: Sequence[str], jobs: int) -> list[Digest | None]:
    """The digests of files, made by so many processes; None for what is no posting."""
    with ProcessPoolExecutor(min(jobs, len(paths)), initializer=_left_to_the_first) as pool:
        return list(pool.map(read_digest, paths, chunksize=_CHUNK))


def _left_to_the_first() -> None:
    """Ctrl-C reaches all processes of a run; the one that began them says so, and these would show tracebacks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begin(configs: Configs, digests: bool) -> None:
    _left_to_the_first()
    _checkers[:] = [Checker(configs, digests=digests)]


def _check(tasks: Sequence[tuple[Named, Found | None]]) -> list[Done]:
    return [
        _checkers[0].check_read(files.read_file(each.path), by_hand=each.by_hand, across=across)
        for each, across in tasks
    ]
