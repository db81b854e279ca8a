"""What checks of single files gave, kept in the user's cache folder until the file, the rules, jdlint or the day change.

Only what is sure to come out the same is kept: text files that were read without a problem, checked by our own verbs.
A file of results that is damaged or cannot be written costs time and no findings; what several runs write at once is
written as a whole, and the last one stays.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from jdlint import data, files, plugins
from jdlint.checker import Checker, Done
from jdlint.config import Config
from jdlint.files import Named
from jdlint.findings import Coverage, Elsewhere, FileReport, Finding, Fix, Skipped
from jdlint.registry import rule_files
from jdlint.text import Edit, Source, Span

_MOST = 50_000  # files that one store knows; the oldest go first

CheckAll = Callable[[Sequence[Named]], Iterable[Done]]


def check_all(checker: Checker, named: Sequence[Named], check: CheckAll) -> list[Done]:
    """The checks of files in order: those that are kept, and those that ``check`` makes of the others."""
    if plugins.sources():
        return list(check(named))  # nobody knows what verbs of others look at
    stores: dict[str, _Store] = {}
    seen = [_seen(each, checker, stores) for each in named]
    missing = [each for each, (kept, _) in zip(named, seen, strict=True) if kept is None]
    made = iter(list(check(missing)) if missing else ())
    done = []
    for kept, slot in seen:
        one = kept or next(made)
        if kept is None and slot is not None:
            slot.keep(one)
        done.append(one)
    for store in stores.values():
        store.save()
    return done


class _Store:
    """The results of one set of rules in one folder, by path as it was named."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self.key = key
        self.new: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        with suppress(OSError, ValueError, KeyError, TypeError):
            stored = data.unpacked(path.read_bytes())
            if stored["key"] == key:
                self.known = stored["files"]

    def save(self) -> None:
        """Write what is new beside what is known, the newest last."""
        if not self.new:
            return
        entries = {**{path: entry for path, entry in self.known.items() if path not in self.new}, **self.new}
        with suppress(OSError, ValueError):  # a folder that cannot be written, a name that is no text
            self.path.parent.mkdir(parents=True, exist_ok=True)
            kept = dict(list(entries.items())[-_MOST:])
            data.write_atomically(self.path, data.packed({"key": self.key, "files": kept}))


class _Slot(NamedTuple):
    """Where the check of a file that is not known yet is to be kept."""

    store: _Store
    path: str
    state: list[Any]

    def keep(self, done: Done) -> None:
        """Remember a check, unless the file was written meanwhile or something could not be checked."""
        report = done.report
        written = isinstance(report, FileReport) and _content(report.source.text) != self.state[0]
        if not done.broken and not written:
            self.store.new[self.path] = _entry(self.state, done)


def _seen(named: Named, checker: Checker, stores: dict[str, _Store]) -> tuple[Done | None, _Slot | None]:
    """What is kept of the check of a file as it is now, else where to keep it; neither for what is never kept."""
    read = files.read_file(named.path)
    if not read.readable or read.problem is not None or read.reading is not None:
        return None, None
    config = checker.configs.of(named.path)
    overrides = config.matching(os.path.abspath(named.path)) if config.overrides else ()
    name = data.digest(config.folder, os.getcwd(), str(overrides))
    if name not in stores:
        key = _rules_key(config.overridden(overrides), checker.as_of)
        stores[name] = _Store(data.cache_folder() / f"results-{name}.bin", key)
    store, source = stores[name], read.source
    state = [_content(source.text), source.encoding, source.bom, named.by_hand]
    entry = store.known.get(named.path)
    if entry is None or entry[0] != state or (checker.digests and not entry[1]):
        return None, _Slot(store, named.path, state)
    return _done(entry, source, checker.digests), None


def _content(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _rules_key(config: Config, as_of: datetime.date | None) -> str:
    """All that decides what a check says beside the file itself: jdlint, its rules and data, the configuration, the day."""
    named = sorted({path for folder in config.rule_paths for path in (Path(folder), *rule_files(Path(folder)))})
    states = [f"{path} {(found := path.stat()).st_size} {found.st_mtime_ns}" for path in named]
    said = repr(config._replace(origins={}, files=(), include=(), exclude=(), baseline=None))
    day = config.as_of or as_of or datetime.date.today()
    return _content("\n".join([data.own_state(), *states, said, day.isoformat()]))


def _entry(state: Sequence[Any], done: Done) -> list[Any]:
    """A check as plain data. Its second part says whether it has what rules across files need."""
    report = done.report
    if isinstance(report, Skipped):
        return [state, True, report.reason, None, None, False]
    said = [report.title, report.closed, report.findings, report.coverage]
    return [state, done.digest is not None, None, said, done.digest, done.directives]


def _done(entry: Sequence[Any], source: Source, digests: bool) -> Done:
    _, _, reason, said, digest, directives = entry
    if reason is not None:
        return Done(Skipped(source.path, reason), False)
    title, closed, findings, coverage = said
    report = FileReport(source, title, list(map(_finding, findings)), closed, coverage=tuple(map(_coverage, coverage)))
    if not digests or digest is None:
        return Done(report, False)
    from jdlint.corpus import Digest, Line  # a run over a single file compares nothing

    return Done(report, False, Digest._make([*digest[:-1], tuple(map(Line._make, digest[-1]))]), directives)


def _finding(fields: Sequence[Any]) -> Finding:
    found = Finding._make(fields)
    fix = Fix(found.fix[0], tuple(map(Edit._make, found.fix[1])), found.fix[2]) if found.fix else None
    return found._replace(
        span=Span._make(found.span),
        related=tuple(map(Span._make, found.related)),
        elsewhere=tuple(map(Elsewhere._make, found.elsewhere)),
        fix=fix,
    )


def _coverage(fields: Sequence[Any]) -> Coverage:
    return Coverage._make(fields)
