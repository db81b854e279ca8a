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
from jdlint.document import format_of
from jdlint.files import Named
from jdlint.findings import Coverage, Elsewhere, FileReport, Finding, Fix, Skipped
from jdlint.registry import rule_files
from jdlint.text import Edit, Source, Span

_MOST = 4_000  # files that one store knows, of the sixteen that a folder has; the oldest go first

CheckAll = Callable[[Sequence[Named]], Iterable[Done]]


def check_all(checker: Checker, named: Sequence[Named], check: CheckAll) -> list[Done]:
    """The checks of files in order: those that are kept, and those that ``check`` makes of the others."""
    if plugins.sources():
        return list(check(named))  # nobody knows what their verbs look at, nor do we ask for the state of their rules
    stores = _Stores(checker)
    seen = [_seen(each, stores) for each in named]
    missing = [each for each, (kept, _) in zip(named, seen, strict=True) if kept is None]
    made = iter(list(check(missing)) if missing else ())
    done = []
    for kept, slot in seen:
        one = kept or next(made)
        if kept is None and slot is not None:
            slot.keep(one)
        done.append(one)
    stores.save()
    return done


class _Store:
    """A sixteenth of the results of one set of rules in one folder, by path as it was named."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self.key = key
        self.new: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        with suppress(OSError, ValueError, KeyError, TypeError):
            stored = data.unpacked(path.read_bytes())
            if stored["key"] == key:
                self.known = dict(stored["files"])

    def save(self) -> None:
        """Write what is new beside what is known, the newest last."""
        if not self.new:
            return
        known = {path: entry for path, entry in self.known.items() if path not in self.new}
        entries = {**known, **data.plain(self.new)}  # what is known is plain already, and may be much
        with suppress(OSError, ValueError):  # a folder that cannot be written, a name that is no text
            self.path.parent.mkdir(data.PRIVATE, parents=True, exist_ok=True)
            kept = dict(list(entries.items())[-_MOST:])
            data.write_atomically(self.path, data.sealed({"key": self.key, "files": kept}))


class _Stores:
    """The stores of a run, each read when the first of its files is met: a single file needs a sixteenth of them."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self._own = data.own_state()
        self._keys: dict[tuple[str, tuple[int, ...]], str] = {}
        self._stores: dict[tuple[str, tuple[int, ...], str], _Store] = {}

    def of(self, path: str) -> _Store:
        """The store of a file: of its configuration with the overrides that are for it, and of its name."""
        config = self.checker.configs.of(path)
        overrides = config.matching(os.path.abspath(path)) if config.overrides else ()
        part = data.digest(path)[-1]
        if (config.folder, overrides) not in self._keys:
            # the day for which its rules are bound, which may have been another one's
            key = _rules_key(self._own, config.overridden(overrides), self.checker.rules_of(path).as_of)
            self._keys[config.folder, overrides] = key
        which = config.folder, overrides, part
        if which not in self._stores:
            name = data.digest(config.folder, os.getcwd(), str(overrides))
            path_of_store = data.cache_folder() / f"results-{name}-{part}.bin"
            self._stores[which] = _Store(path_of_store, self._keys[config.folder, overrides])
        return self._stores[which]

    def save(self) -> None:
        """Write those that have something new."""
        for store in self._stores.values():
            store.save()


class _Slot(NamedTuple):
    """Where the check of a file that is not known yet is to be kept."""

    store: _Store
    path: str
    state: list[Any]
    digests: bool

    def keep(self, done: Done) -> None:
        """Remember a check, unless the file was written meanwhile or something could not be checked."""
        source = done.report.source if isinstance(done.report, FileReport) else done.passed_over
        written = source is None or _content(source.text) != self.state[0]
        if not done.broken and not written:
            self.store.new[self.path] = _entry(self.state, done, self.digests)


def _seen(named: Named, stores: _Stores) -> tuple[Done | None, _Slot | None]:
    """What is kept of the check of a file as it is now, else where to keep it; neither for what is never kept."""
    if not os.path.isfile(named.path) or format_of(named.path) == "docx":
        return None, None  # a pipe can be read once only, and a Word file takes long
    read = files.read_file(named.path)
    if not read.readable or read.problem is not None:
        return None, None
    store, source, digests = stores.of(named.path), read.source, stores.checker.digests
    state = [_content(source.text), source.encoding, source.bom, named.by_hand]
    with suppress(ValueError, LookupError, TypeError):  # an entry that is none, by whosever hand
        entry = store.known[named.path]
        if entry[0] == state and (entry[1] or not digests):
            return _done(entry, source, digests), None
    return None, _Slot(store, named.path, state, digests)


def _content(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _rules_key(own: str, config: Config, as_of: datetime.date) -> str:
    """All that decides what a check says beside the file itself: jdlint, its rules and data, the configuration, the day."""
    named = sorted({path for folder in config.rule_paths for path in (Path(folder), *rule_files(Path(folder)))})
    states = [f"{path} {(found := path.stat()).st_size} {found.st_mtime_ns}" for path in named]
    # without what decides nothing of what is said of a file
    said = config._replace(
        origins={}, files=(), include=(), exclude=(), baseline=None, fail_on="error", max_warnings=None
    )
    return _content("\n".join([own, *states, repr(said), as_of.isoformat()]))


def _entry(state: Sequence[Any], done: Done, digests: bool) -> list[Any]:
    """A check as plain data. Its second part says whether it has what rules across files need."""
    report = done.report
    if isinstance(report, Skipped):
        return [state, True, report.reason, None, None, False]
    said = [report.title, report.closed, report.findings, report.coverage]
    return [state, digests, None, said, done.digest, done.directives]


def _done(entry: Sequence[Any], source: Source, digests: bool) -> Done:
    _, _, reason, said, digest, directives = entry
    if reason is not None:
        return Done(Skipped(source.path, reason), False, passed_over=source)
    title, closed, findings, coverage = said
    report = FileReport(source, title, list(map(_finding, findings)), closed, coverage=tuple(map(_coverage, coverage)))
    if not digests or digest is None:
        return Done(report, False)
    from jdlint.corpus import Digest, Line  # a run over a single file compares nothing

    real = os.path.realpath(source.path)  # a link may lead elsewhere by now
    return Done(report, False, Digest._make([real, *digest[1:-1], tuple(map(Line._make, digest[-1]))]), directives)


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
