"""The digests of the files of a corpus: read once, and kept in the user's cache folder until a file changes.

A cache that is broken or cannot be written costs time and no results. Several runs may use it at once: what is written is
written as a whole or not at all.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from jdlint import data
from jdlint.corpus import Digest, Line, digest
from jdlint.document import read_document
from jdlint.files import read_file

_WAIT = 0.5  # seconds for another run that writes


class _State(NamedTuple):
    """What a file is known by: as long as size and time are the same it is not read."""

    size: int
    time: int
    content: str


class _Kept(NamedTuple):
    """A digest, None for what is no posting, with the state of the file that it was made of."""

    state: _State
    digest: Digest | None


def digests(
    folder: str,
    paths: Iterable[str],
    known: Mapping[str, Digest],
    read_all: Callable[[Sequence[str]], Sequence[Digest | None]],
    unsaved: Collection[str] = (),
) -> list[Digest]:
    """The digests of the postings among some files, in order; ``known``: those that were just made, by real path.

    ``unsaved``: of these the ones whose text is not what their file holds, as an editor sends it: they are not kept.
    """
    real = list(dict.fromkeys(map(os.path.realpath, paths)))
    cache = data.cache_folder() / f"corpus-{data.digest(os.path.realpath(folder))}.sqlite"
    kept = _load(cache)
    found: dict[str, _Kept] = {}
    for path in real:
        if path in known:
            state = _state(path, kept.get(path)) if path not in unsaved else None
            found[path] = _Kept(state or _State(0, 0, ""), known[path])
        elif (same := _unchanged(path, kept.get(path))) is not None:
            found[path] = same
    missing = [path for path in real if path not in found]
    for path, made in zip(missing, read_all(missing) if missing else (), strict=True):
        found[path] = _Kept(_state(path, None) or _State(0, 0, ""), made)
    if found != kept:
        _save(cache, found, kept)
    return [each.digest for path in real if (each := found[path]).digest is not None]


def read_all(paths: Sequence[str]) -> list[Digest | None]:
    """The digests of files, read one by one."""
    return [read_digest(path) for path in paths]


def read_digest(path: str) -> Digest | None:
    """The digest of a file; None where it cannot be read or is no posting."""
    read = read_file(path)
    if not read.readable:
        return None
    try:
        document = read_document(read.source, reading=read.reading)
    except Exception:  # a file that no reader can read is a finding where it is named
        return None
    if all(posting.kind == "not-a-posting" for posting in document.postings):
        return None
    return digest(read.source, document)


def _unchanged(path: str, kept: _Kept | None) -> _Kept | None:
    """What is kept of a file, where it is as it was: by size and time, else by what is in it."""
    state = _state(path, kept) if kept is not None else None
    return _Kept(state, kept.digest) if kept is not None and state is not None and _same(state, kept.state) else None


def _same(one: _State, two: _State) -> bool:
    return (one.size, one.content) == (two.size, two.content)


def _state(path: str, kept: _Kept | None) -> _State | None:
    """The state of a file; None where it is gone. It is read only where size or time are not those that are kept."""
    try:
        found = Path(path).stat()
        if kept is not None and (found.st_size, found.st_mtime_ns) == kept.state[:2]:
            return kept.state
        content = blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return None
    return _State(found.st_size, found.st_mtime_ns, content)


def _version() -> int:
    """A number for this version of jdlint and its data: what another one kept is of no use."""
    return int(data.digest(data.own_state()), 16) >> 1


def _load(path: Path) -> dict[str, _Kept]:
    try:
        if not path.is_file():
            return {}
        with closing(sqlite3.connect(path, timeout=_WAIT)) as cache:
            if cache.execute("PRAGMA user_version").fetchone()[0] != _version():
                return {}
            rows = cache.execute("SELECT path, size, time, content, digest FROM digests").fetchall()
        return {path: _Kept(_State(*state), _digest(path, json.loads(text))) for path, *state, text in rows}
    except (sqlite3.Error, ValueError, TypeError, LookupError, OSError):
        return {}  # broken, or another run's: made anew


def _digest(path: str, fields: list[Any] | None) -> Digest | None:
    if fields is None:
        return None
    return Digest._make([path, *fields[:-1], tuple(map(Line._make, fields[-1]))])


def _save(path: Path, found: Mapping[str, _Kept], kept: Mapping[str, _Kept]) -> None:
    """Keep what is new, and forget what is gone."""
    try:
        path.parent.mkdir(data.PRIVATE, parents=True, exist_ok=True)
        _write(path, found, kept)
    except sqlite3.OperationalError:
        pass  # another run writes, or the folder cannot be written
    except sqlite3.DatabaseError:
        with suppress(OSError):
            path.unlink()  # no database: the next run makes one
    except (OSError, ValueError):
        pass  # a name that is no text cannot be kept


def _write(path: Path, found: Mapping[str, _Kept], kept: Mapping[str, _Kept]) -> None:
    with closing(sqlite3.connect(path, timeout=_WAIT)) as cache, cache:
        cache.execute("BEGIN IMMEDIATE")
        if cache.execute("PRAGMA user_version").fetchone()[0] != _version():
            cache.execute("DROP TABLE IF EXISTS digests")
            cache.execute(f"PRAGMA user_version = {_version()}")
        cache.execute(
            "CREATE TABLE IF NOT EXISTS digests (path TEXT PRIMARY KEY, size, time, content, digest) WITHOUT ROWID"
        )
        cache.executemany("DELETE FROM digests WHERE path = ?", [(each,) for each in kept if each not in found])
        cache.executemany("INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?, ?)", _rows(found, kept))


def _rows(found: Mapping[str, _Kept], kept: Mapping[str, _Kept]) -> Iterator[tuple[object, ...]]:
    for path, each in found.items():
        if each != kept.get(path) and each.state.content:
            yield (path, *each.state, json.dumps(each.digest[1:] if each.digest else None, ensure_ascii=False))
