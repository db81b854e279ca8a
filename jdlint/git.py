"""What git knows: which files it ignores, and what changed since a commit. Asked by the `git` command, if there is one."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jdlint.config import ConfigError

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_BINARY = re.compile(r"^Binary files .* differ$", re.MULTILINE)
_FILE = re.compile(r"^diff --git ", re.MULTILINE)
_TOLD_TO_HOOKS = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"))
_OPTIONS = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--no-relative")


class Change(NamedTuple):
    """A changed file: its lines that are new or other than before, and where git has what it was."""

    lines: frozenset[int] | None  # None: all, for the file is new or git sees no lines in it
    before: str | None  # what it was called, from the top of the repository; None for a new file
    top: str
    commit: str

    def bytes_before(self) -> bytes | None:
        """What the file was at that commit; None where there was none."""
        if self.before is None:
            return None
        done = _git(self.top, "show", f"{self.commit}:{self.before}")
        return done.stdout if done.returncode == 0 else None


Changes = Mapping[str, Change]
"""What changed since a commit, by absolute path."""


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


def changed_since(ref: str, folders: Iterable[str]) -> Changes:
    """The files that are not as they were at a commit, new ones that git does not ignore included. Raises ConfigError.

    Each repository that one of the folders lies in is asked.
    """
    files: dict[str, Change] = {}
    for folder in dict.fromkeys(map(_with_git, folders)):
        try:
            top = _git(folder, "rev-parse", "--show-toplevel")
        except ConfigError as error:
            raise ConfigError(f"--changed-since asks git: {error}; install git, or leave the option out") from None
        if top.returncode:
            raise ConfigError(f"--changed-since: '{folder}' lies in no git repository")
        files |= _changed(top.stdout.decode("utf-8", "surrogateescape").rstrip("\n"), ref)
    return files


def _with_git(folder: str) -> str:
    """The closest folder with a `.git`, so that git is not asked anew for each folder of a repository."""
    real = Path(folder).resolve()
    return next((str(each) for each in (real, *real.parents) if (each / ".git").exists()), folder)


def _changed(top: str, ref: str) -> dict[str, Change]:
    """The changed files of one repository."""
    commit = _commit(top, ref)
    named = _named(top, commit)
    files: dict[str, Change] = {}
    for (status, before, after), lines in zip(named, _lines(top, commit, named), strict=True):
        if status != "D":
            new = status == "A"
            files[os.path.normpath(os.path.join(top, after))] = Change(
                None if new else lines, None if new else before, top, commit
            )
    others = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    for name in _split(others.stdout):
        files.setdefault(os.path.normpath(os.path.join(top, name)), Change(None, None, top, commit))
    return files


def _commit(top: str, ref: str) -> str:
    """What to compare with: what a branch changed counts, and not what has changed since on the branch that it left."""
    if ref.startswith("-") or _git(top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").returncode:
        if ref in ("HEAD", "@", _said(top, "symbolic-ref", "--short", "HEAD")):
            return _said(top, "hash-object", "-t", "tree", "--stdin")  # no commit yet: all is new beside nothing
        raise ConfigError(f"--changed-since: git knows no commit or branch '{ref}' in '{top}'{_if_shallow(top)}")
    base = _said(top, "merge-base", ref, "HEAD")
    if not base and (why := _if_shallow(top)):
        raise ConfigError(f"--changed-since: git does not know where '{ref}' and this branch parted{why}")
    return base or ref


def _if_shallow(top: str) -> str:
    """What to do where git knows too little because it has only the newest commits."""
    if _said(top, "rev-parse", "--is-shallow-repository") != "true":
        return ""
    return (
        ", for this is a shallow clone; run 'git fetch --unshallow', or give the step actions/checkout 'fetch-depth: 0'"
    )


def _said(top: str, *arguments: str) -> str:
    """What git says on one line; empty where it fails."""
    done = _git(top, *arguments)
    return done.stdout.decode("utf-8", "surrogateescape").strip() if done.returncode == 0 else ""


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
            env=_environment(),
        )
    except FileNotFoundError:
        raise ConfigError("there is no command 'git' here") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise ConfigError(f"git could not be run: {error}") from None


def _environment() -> dict[str, str]:
    """The environment less what git tells its hooks of where they run: the folder that we name is to count.

    Which index a commit is made of only git knows, so that stays; git reads a relative one from the top, as we want it.
    """
    return {name: value for name, value in os.environ.items() if name not in _TOLD_TO_HOOKS}
