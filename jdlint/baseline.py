"""The baseline: findings that are known and not shown, so that only what is new is seen.

One JSON line for each finding, sorted, so that two people's changes merge. A finding is known by its rule, its case,
its term and how often it is there, never by a line number: text that moves within its file, or with its file, stays
hidden. Path and section only decide between equals.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jdlint.config import ConfigError
from jdlint.data import write_atomically
from jdlint.findings import FileReport, Finding
from jdlint.text import later
from jdlint.words import words

DEFAULT = ".jdlint-baseline.jsonl"  # beside the configuration
_CONFLICT = later(r"(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)")
_MISSING = "missing"  # the case of what is absent: its term is a list, and a shorter list is no news


class Entry(NamedTuple):
    """A known finding. ``path`` is relative to the folder of the baseline, with `/`."""

    path: str
    rule: str
    case: str
    term: str
    times: int
    section: str


class _Open:
    """An entry, and how often it may still hide something."""

    __slots__ = ("entry", "left")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.left = entry.times


class DamagedError(ConfigError):
    """A baseline that cannot be read: what is wrong, where, and what helps."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"{problem}; {cure}")
        self.problem = problem


def read(path: str) -> list[Entry]:
    """The entries of a baseline file. Raises ConfigError where it is missing, DamagedError where it is none."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise DamagedError(f"the baseline '{path}' is no UTF-8 text", "write it anew with --write-baseline") from None
    except OSError as error:
        reason = f"{error.strerror}; make one with --write-baseline"
        raise ConfigError(f"the baseline '{path}' cannot be read: {reason}") from None
    return [_entry(line, f"{path}:{number}:1") for number, line in enumerate(lines, 1) if line.strip()]


def was_one(path: str) -> bool:
    """Whether a file that is no baseline looks as if it once was: anything else is not ours to replace."""
    return path.endswith(".jsonl") or b'"rule": ' in Path(path).read_bytes()


def _entry(line: str, place: str) -> Entry:
    if _CONFLICT.match(line):
        problem = f"{place}: the baseline has the marks of a merge conflict"
        raise DamagedError(problem, "take both sides' lines and delete the marks")
    try:
        value = json.loads(line)
        entry = Entry(**value)
        if not all(isinstance(part, int if name == "times" else str) for name, part in entry._asdict().items()):
            raise TypeError
    except (ValueError, TypeError, RecursionError):
        problem = f"{place}: this is no line of a baseline"
        raise DamagedError(problem, "take it out, or write the baseline anew with --write-baseline") from None
    return entry


def write(path: str, entries: Collection[Entry]) -> None:
    """Write a baseline, sorted. Raises ConfigError where that cannot be done."""
    text = "".join(json.dumps(entry._asdict(), ensure_ascii=False) + "\n" for entry in sorted(entries))
    try:
        # a path that is no Unicode is written as JSON escapes it, and read back as it was
        write_atomically(Path(path), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(f"the baseline '{path}' cannot be written: {error.strerror}") from None


def entries_of(files: Sequence[FileReport], folder: str) -> list[Entry]:
    """What a baseline has to hold so that none of these findings is shown."""
    return [
        Entry(_path(file, folder), finding.rule, finding.case, _term(finding, file), finding.times, finding.section)
        for file in files
        for finding in file.findings
        if finding.hidden in (None, "baseline") and not finding.breaking
    ]


def hidden(files: Sequence[FileReport], entries: Sequence[Entry], folder: str) -> list[FileReport]:
    """The files with all findings that the baseline knows marked.

    An entry first hides in its own file. What is left of it hides the same elsewhere, but only if its own file was
    checked too or is gone: so that a run over some of the files says what a run over all says of them.
    """
    return _matched(files, entries, folder)[0]


def pruned(
    files: Sequence[FileReport],
    entries: Sequence[Entry],
    folder: str,
    ran: Collection[str] | None = None,
    roots: Sequence[str] = (),
) -> list[Entry]:
    """The entries less what is no longer found, for files that were checked and rules that ``ran`` (None: all).

    Those of a file that is gone from one of the folders that were checked (``roots``, absolute) go too, unless what
    they know was found elsewhere. What a list of absences had is kept while any of it is still absent.
    """
    known = _matched(files, entries, folder)[1]
    kept = _unchecked(files, folder, ran)
    absent: dict[tuple[str, str], set[str]] = {}
    for file in files:
        for finding in file.findings:
            if finding.case == _MISSING:
                absent.setdefault((_path(file, folder), finding.rule), set()).update(_listed(finding.term))
    left = []
    for each in known:
        entry, found = each.entry, each.entry.times - each.left
        if entry.case == _MISSING and not absent.get((entry.path, entry.rule), set()).isdisjoint(_listed(entry.term)):
            left.append(entry)
        elif not kept(entry) or _is_gone_from(entry, folder, roots):
            left += [entry._replace(times=found)] if found else []
        else:
            left.append(entry)
    return left


def _is_gone_from(entry: Entry, folder: str, roots: Sequence[str]) -> bool:
    path = os.path.normpath(os.path.join(folder, entry.path))
    return any(path.startswith(os.path.join(root, "")) for root in roots) and not os.path.exists(path)


def others(
    entries: Sequence[Entry], files: Sequence[FileReport], folder: str, ran: Collection[str] | None = None
) -> list[Entry]:
    """The entries of files that are still there and were not checked, and of rules that did not run (``ran``; None: all)."""
    kept = _unchecked(files, folder, ran)
    return [entry for entry in entries if kept(entry) and os.path.exists(os.path.join(folder, entry.path))]


def _unchecked(files: Sequence[FileReport], folder: str, ran: Collection[str] | None) -> Callable[[Entry], bool]:
    checked = {_path(file, folder) for file in files}
    return lambda entry: entry.path not in checked or (ran is not None and entry.rule not in ran)


def _matched(
    files: Sequence[FileReport], entries: Sequence[Entry], folder: str
) -> tuple[list[FileReport], list[_Open]]:
    known = [_Open(entry) for entry in entries]
    checked = {_path(file, folder) for file in files}
    sought = [
        _Sought(finding, file, _path(file, folder))
        for file in files
        for finding in file.findings
        if finding.hidden is None and not finding.breaking
    ]
    own = _pools(known, lambda each: (*_key(each.entry), each.entry.path))
    for one in sought:  # first each takes what its own file had, so that this hides nothing new elsewhere
        one.take(own.get((*_key(one), one.path), ()))
    gone: dict[str, bool] = {}
    shared: dict[tuple[str, str], dict[str, _Pool]] = {}
    for each in known:
        path = each.entry.path
        if each.left and (path in checked or gone.setdefault(path, not os.path.exists(os.path.join(folder, path)))):
            pools = shared.setdefault((each.entry.rule, each.entry.case), {})
            pools.setdefault(each.entry.term, _Pool()).add(each)
    found = {id(one.finding) for one in sought if one.is_covered(shared.get((one.rule, one.case), {}))}
    marked = [
        file._replace(
            findings=[
                finding._replace(hidden="baseline") if id(finding) in found else finding for finding in file.findings
            ]
        )
        for file in files
    ]
    return marked, known


def _pools(known: Sequence[_Open], key: Callable[[_Open], tuple[str, ...]]) -> dict[tuple[str, ...], list[_Open]]:
    pools: dict[tuple[str, ...], list[_Open]] = {}
    for each in known:
        pools.setdefault(key(each), []).append(each)
    return pools


class _Pool:
    """Entries of one term that may hide something wherever it is found, and how often they may in all."""

    __slots__ = ("_at", "_entries", "left")

    def __init__(self) -> None:
        self._entries: list[_Open] = []
        self._at = 0
        self.left = 0

    def add(self, entry: _Open) -> None:
        self._entries.append(entry)
        self.left += entry.left

    def take(self, number: int) -> int:
        """Use up to so many; how many that were."""
        taken = min(number, self.left)
        self.left -= taken
        missing = taken
        while missing:
            entry = self._entries[self._at]
            part = min(entry.left, missing)
            entry.left -= part
            missing -= part
            self._at += not entry.left
        return taken


class _Sought:
    """A finding, and how many of its places no entry covers yet."""

    def __init__(self, finding: Finding, file: FileReport, path: str) -> None:
        self.finding = finding
        self.rule, self.case, self.term = finding.rule, finding.case, _term(finding, file)
        self.path = path
        self.needed = finding.times

    def take(self, own: Sequence[_Open]) -> None:
        """Use up the entries of its own file as far as they go, the narrowest first, and of its section."""
        for each in sorted(own, key=lambda each: (len(each.entry.term), each.entry.section != self.finding.section)):
            if _covers(each.entry.case, each.entry.term, self.term):
                taken = min(each.left, self.needed)
                each.left -= taken
                self.needed -= taken

    def is_covered(self, pools: Mapping[str, _Pool]) -> bool:
        """Whether nothing is left of it, or entries that are free cover the rest: then they are used up."""
        if not self.needed:
            return True
        fit = [pools[self.term]] if self.term in pools and pools[self.term].left >= self.needed else []
        if not fit and self.case == _MISSING:
            fit = [pools[term] for term in sorted(pools, key=len) if _covers(self.case, term, self.term)]
        if sum(pool.left for pool in fit) < self.needed:
            return False
        for pool in fit:
            self.needed -= pool.take(self.needed)
        return True


def _key(of: Entry | _Sought) -> tuple[str, str, str]:
    return of.rule, of.case, "" if of.case == _MISSING else of.term


def _covers(case: str, known: str, term: str) -> bool:
    """Whether an entry's term stands for that of a finding: a shorter list of absences is no news."""
    return case != _MISSING or set(_listed(term)) <= set(_listed(known))


def _listed(term: str) -> Iterator[str]:
    return (part.strip() for part in term.split(","))


def _term(finding: Finding, file: FileReport) -> str:
    """What a finding is about, in words: its term, else the words that it marks."""
    if finding.case == _MISSING:
        return finding.term
    return " ".join(words(finding.term or file.source.text[finding.span.start : finding.span.end]))


def _path(file: FileReport, folder: str) -> str:
    path = os.path.abspath(file.source.path)
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
