"""Finds the files to check and decodes them: what a folder means, and which bytes are text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jdlint.document import SUFFIXES
from jdlint.findings import Skipped
from jdlint.model import Problem
from jdlint.text import Source, Span

MAX_BYTES = 5_000_000
_NO_POSTINGS = frozenset(
    "readme changelog contributing contributors license licence code_of_conduct security authors notice history "
    "support governance codeowners requirements".split()
)
_NO_FOLDERS = frozenset("node_modules __pycache__ venv site-packages vendor".split())
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Named(NamedTuple):
    """A file to check, and whether the user named it rather than a folder above it."""

    path: str
    by_hand: bool


class Found(NamedTuple):
    """Files to check, in order, and those passed over."""

    files: list[Named]
    skipped: list[Skipped]


class Read(NamedTuple):
    """A decoded file, or why there is none."""

    source: Source
    problem: Problem | None
    readable: bool


def find_files(paths: Sequence[str]) -> Found:
    """The files that paths mean: a file itself, of a folder its postings. A path that does not exist is a file to report."""
    files: dict[str, Named] = {}
    skipped: list[Skipped] = []
    for path in paths:
        if Path(path).is_dir():
            inside, passed = _in_folder(path)
            files |= {name: Named(name, False) for name in inside if name not in files}
            skipped += passed
        else:
            files[path] = Named(path, True)
    return Found(list(files.values()), skipped)


def _in_folder(folder: str) -> tuple[list[str], list[Skipped]]:
    candidates, skipped = [], []
    for path in _walk(folder):
        name = Path(path)
        if name.stem.lower().replace("-", "_").split(".")[0] in _NO_POSTINGS:
            skipped.append(Skipped(path, f"{name.stem} files are no postings"))
        else:
            candidates.append(path)
    ignored = _ignored_by_git(folder, candidates)
    skipped += [Skipped(path, "git ignores it") for path in candidates if path in ignored]
    return [path for path in candidates if path not in ignored], skipped


def _walk(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NO_FOLDERS)
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("."):
                # the path as the user wrote it, made longer: `./jobs/a.md` stays `./jobs/a.md`
                yield os.path.join(parent, name)


def _ignored_by_git(folder: str, paths: Sequence[str]) -> frozenset[str]:
    """Which of these files git ignores; none where there is no git, or where the named folder itself is ignored."""
    if not paths or not any(
        (parent / ".git").exists() for parent in (Path(folder).resolve(), *Path(folder).resolve().parents)
    ):
        return frozenset()
    import subprocess

    absolute = {os.path.abspath(path): path for path in paths}
    asked = [os.path.abspath(folder), *absolute]
    try:
        done = subprocess.run(
            ["git", "-C", folder, "check-ignore", "-z", "--stdin"],
            input="\0".join(asked).encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    named = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    if asked[0] in named:
        return frozenset()
    return frozenset(absolute[path] for path in named if path in absolute)


def read_file(path: str) -> Read:
    """A file decoded by its byte order mark, as UTF-8, else as Windows-1252; never raises."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(path, "unreadable", error.strerror or type(error).__name__)
    return decode(data, path)


def decode(data: bytes, path: str) -> Read:
    """Bytes as a source. Raises nothing: what cannot be read is a problem."""
    if len(data) > MAX_BYTES:
        return _unreadable(path, "too-large", f"more than {MAX_BYTES // 1_000_000} MB")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Read(Source(data[len(bom) :].decode(encoding), path, encoding, bom=True), None, True)
            except UnicodeDecodeError:
                return _unreadable(
                    path, "unreadable", f"it begins as {encoding.upper()} text and does not go on as such"
                )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_windows_1252(data, path, error.start)
    if "\0" in text:
        return _unreadable(path, "unreadable", "it is no text file")
    return Read(Source(text, path), None, True)


def _as_windows_1252(data: bytes, path: str, first: int) -> Read:
    if b"\0" in data[:4096]:
        return _unreadable(path, "unreadable", "it is no text file")
    # cp1252 leaves five bytes undefined; latin-1 gives them the characters that browsers do
    text = "".join(_character(byte) if byte > 127 else chr(byte) for byte in data)
    return Read(Source(text, path, "cp1252"), Problem("encoding", "Windows-1252", Span(first, first + 1)), True)


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _unreadable(path: str, kind: str, reason: str) -> Read:
    return Read(Source("", path), Problem(kind, reason, Span(0, 0)), False)
