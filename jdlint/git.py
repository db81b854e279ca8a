"""What git knows: which files it ignores, and what changed since a commit. Asked by the `git` command, if there is one."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jdlint.config import ConfigError

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_FILE = re.compile(r"^diff --git ", re.MULTILINE)
_OPTIONS = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--no-relative")


class Change(NamedTuple):
    """A changed file: its lines that are new or other than before, and what it was called."""

    lines: frozenset[int] | None  # None: all, for the file is new
    before: str | None  # path from the top of the repository; None for a new file


class Changes(NamedTuple):
    """What changed since a commit, by absolute path."""

    top: str
    ref: str
    files: dict[str, Change]

    def bytes_before(self, change: Change) -> bytes | None:
        """What a file was at that commit; None where there was none."""
        if change.before is None:
            return None
        done = _git(self.top, "show", f"{self.ref}:{change.before}")
        return done.stdout if done.returncode == 0 else None


def ignored(folder: str, paths: Sequence[str]) -> frozenset[str]:
    """Which of these files git ignores; none where there is no git, or where the named folder itself is ignored."""
    if not paths or not any(
        (parent / ".git").exists() for parent in (Path(folder).resolve(), *Path(folder).resolve().parents)
    ):
        return frozenset()
    absolute = {os.path.realpath(path): path for path in paths}
    asked = [os.path.realpath(folder), *absolute]
    try:
        done = _git(folder, "check-ignore", "-z", "--stdin", given="\0".join(asked))
    except ConfigError:
        return frozenset()
    named = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    if asked[0] in named:
        return frozenset()
    return frozenset(absolute[path] for path in named if path in absolute)


def top(folder: str) -> str | None:
    """The top of the repository that a folder lies in; None where it lies in none, or where there is no git."""
    try:
        done = _git(folder, "rev-parse", "--show-toplevel")
    except ConfigError:
        return None
    found = done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    return os.path.normpath(found) if done.returncode == 0 and found else None


def remotes(folder: str) -> str:
    """The addresses of the places that a repository is exchanged with, one a line."""
    done = _git(folder, "config", "--get-regexp", r"^remote\..*\.url$")
    return "".join(line.partition(" ")[2] + "\n" for line in done.stdout.decode("utf-8", "replace").splitlines())


def changed_since(ref: str, folder: str) -> Changes:
    """The files that are not as they were at a commit, new ones that git does not ignore included. Raises ConfigError."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise ConfigError(f"--changed-since: '{folder}' lies in no git repository")
    top = done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    if ref.startswith("-") or _git(top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").returncode:
        raise ConfigError(f"--changed-since: git knows no commit or branch '{ref}'")
    named = _named(top, ref)
    files: dict[str, Change] = {}
    for (status, before, after), lines in zip(named, _lines(top, ref, named), strict=True):
        if status != "D":
            change = Change(None, None) if status == "A" else Change(lines, before)
            files[os.path.normpath(os.path.join(top, after))] = change
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    for name in _split(new.stdout):
        files.setdefault(os.path.normpath(os.path.join(top, name)), Change(None, None))
    return Changes(top, ref, files)


def _named(top: str, ref: str) -> list[tuple[str, str, str]]:
    """Status, old and new name of each file that changed."""
    done = _git(top, "diff", "--name-status", *_OPTIONS, "-z", ref, "--")
    parts = iter(_split(done.stdout))
    found = []
    for status in parts:
        before = next(parts)
        found.append((status[:1], before, next(parts) if status[:1] in "RC" else before))
    return found


def _lines(top: str, ref: str, named: Sequence[tuple[str, str, str]]) -> list[frozenset[int]]:
    """The lines of each of these files that are new or changed."""
    parts = _FILE.split(_patch(top, ref))[1:]
    if len(parts) != len(named):  # a link that became a file has two parts: then each file is asked for by itself
        parts = [_patch(top, ref, before, after) for _, before, after in named]
    return [_changed_lines(part) for part in parts]


def _patch(top: str, ref: str, *paths: str) -> str:
    done = _git(
        top,
        "--literal-pathspecs",
        "diff",
        "--unified=0",
        "--inter-hunk-context=0",
        *_OPTIONS,
        ref,
        "--",
        *dict.fromkeys(paths),
    )
    return done.stdout.decode("utf-8", "replace")


def _changed_lines(patch: str) -> frozenset[int]:
    lines: set[int] = set()
    for found in _HUNK.finditer(patch):
        start, count = int(found[1]), int(found[2] or 1)
        lines.update(range(start, start + count))
    return frozenset(lines)


def _split(output: bytes) -> list[str]:
    return [part for part in output.decode("utf-8", "surrogateescape").split("\0") if part]


def _git(folder: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run git. Raises ConfigError where it cannot be run."""
    try:
        return subprocess.run(
            ["git", "-c", "core.quotepath=off", "-C", folder, *arguments],
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            timeout=120,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ConfigError(f"git could not be run: {error}") from None
