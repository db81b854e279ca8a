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
_BINARY = re.compile(r"^Binary files .* differ$", re.MULTILINE)
_FILE = re.compile(r"^diff --git ", re.MULTILINE)
_OPTIONS = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--no-relative")


class Change(NamedTuple):
    """A changed file: its lines that are new or other than before, and what it was called."""

    lines: frozenset[int] | None  # None: all, for the file is new or git sees no lines in it
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
    """Which of these files git ignores; none where there is no git, or where the named folder itself is ignored.

    Each folder is asked for by itself, from within: a link that leads away or a repository within this one would else
    end git's answer for all.
    """
    if not paths or not any(
        (parent / ".git").exists() for parent in (Path(folder).resolve(), *Path(folder).resolve().parents)
    ):
        return frozenset()
    if _ignored(folder, ["."]):
        return frozenset()
    answer = _ignored(folder, [os.path.relpath(path, folder) for path in paths])
    if answer is not None:
        return frozenset(path for path in paths if os.path.relpath(path, folder) in answer)
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(os.path.dirname(path) or ".", []).append(path)
    found: set[str] = set()
    for inner, inside in by_folder.items():
        answer = _ignored(inner, [os.path.basename(path) for path in inside])
        found.update(path for path in inside if answer and os.path.basename(path) in answer)
    return frozenset(found)


def _ignored(folder: str, names: Sequence[str]) -> set[str] | None:
    """Which of these, seen from a folder, git ignores; None where it cannot say it of all of them."""
    try:
        done = _git(folder, "check-ignore", "-z", "--stdin", given="\0".join(names))
    except ConfigError:
        return set()
    return set(_split(done.stdout)) if done.returncode in (0, 1) else None


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
    # what a branch changed, and not what has changed since on the branch that it left
    base = _git(top, "merge-base", ref, "HEAD")
    ref = base.stdout.decode().strip() if base.returncode == 0 else ref
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


def _lines(top: str, ref: str, named: Sequence[tuple[str, str, str]]) -> list[frozenset[int] | None]:
    """The lines of each of these files that are new or changed; None for all, where git sees no lines in a file."""
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


def _changed_lines(patch: str) -> frozenset[int] | None:
    if _BINARY.search(patch):
        return None
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
