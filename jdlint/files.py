"""Finds the files to check and decodes them: what a folder means, and which bytes are text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jdlint import globs
from jdlint.config import Config, ConfigError, relative
from jdlint.config_files import Configs
from jdlint.document import SUFFIXES, format_of
from jdlint.findings import Skipped
from jdlint.model import Problem, Reading
from jdlint.text import Source, Span

MAX_BYTES = 5_000_000
_CHUNK = 1 << 16
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
    reading: Reading | None = None  # of a binary format


def find_files(paths: Sequence[str], configs: Configs | None = None, *, force_exclude: bool = False) -> Found:
    """The files that paths mean: a file itself, of a folder its postings. A path that does not exist is a file to report.

    Raises ConfigError for an empty path, which a script makes of a variable that it forgot to set.
    With ``force_exclude`` a file counts as met in its folder: for a program named it, such as pre-commit, and nobody chose.
    """
    configs = configs or Configs(isolated=True)
    files: dict[str, Named] = {}
    skipped: list[Skipped] = []
    for path in paths:
        if not path:
            raise ConfigError("one of the paths is empty; name a file or a folder, or write . for this folder")
        if os.path.isdir(path):
            inside, passed = _in_folder(path, configs)
            for name in inside:
                files.setdefault(os.path.normpath(name), Named(name, False))
            skipped += passed
        elif force_exclude and (reason := _not_walked(path) or _left_out(path, configs)):
            skipped.append(Skipped(path, reason))
        else:
            files[os.path.normpath(path)] = Named(path, not force_exclude)
    return Found(list(files.values()), skipped)


def _in_folder(folder: str, configs: Configs) -> tuple[list[str], list[Skipped]]:
    """The files of a folder to check, and those passed over; a folder that cannot be opened is a file that cannot be read."""
    candidates, skipped = [], []
    closed: list[str] = []
    for path in _walk(folder, closed):
        if reason := _left_out(path, configs):
            skipped.append(Skipped(path, reason))
        else:
            candidates.append(path)
    candidates += [path for path in closed if not _left_out(os.path.join(path, "posting.md"), configs)]
    ignored = _ignored_by_git(folder, candidates)
    skipped += [Skipped(path, "git ignores it") for path in candidates if path in ignored]
    return [path for path in candidates if path not in ignored], skipped


def corpus_files(config: Config, configs: Configs) -> list[str]:
    """The files that the `corpus` of a configuration names: postings in its folder, less what no folder walk would take."""
    paths = [path for path in _walk(config.folder) if globs.matches(relative(path, config.folder) or "", config.corpus)]
    paths = [path for path in paths if not _left_out(path, configs)]
    ignored = _ignored_by_git(config.folder, paths)
    return [path for path in paths if path not in ignored]


def _left_out(path: str, configs: Configs) -> str:
    """Why a file is not read unless somebody asks for it by name; empty where it is."""
    included, reason = _passed_over(path, configs)
    if included or reason:
        return reason
    stem = Path(path).stem
    if stem.lower().replace("-", "_").split(".")[0] in _NO_POSTINGS:
        return f"{stem} files are no postings"
    return ""


def _not_walked(path: str) -> str:
    """Why a walk from the working folder, or from one above it, would not come to a file; empty where it would."""
    try:
        parts = os.path.relpath(path).split(os.sep)
    except ValueError:  # it lies on another drive
        parts = [os.path.basename(path)]
    if any(_is_hidden(part) for part in parts if part != os.pardir):
        return "it is hidden"
    tools = next((part for part in parts[:-1] if part in _NO_FOLDERS), "")
    if tools:
        return f"a folder '{tools}' holds no postings"
    return "" if _has_text(path) else "it does not end as a file of text does"


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))  # Word puts a file of the latter kind beside a document that is open


def _has_text(path: str) -> bool:
    return os.path.splitext(path)[1].lower() in SUFFIXES


def _passed_over(path: str, configs: Configs) -> tuple[bool, str]:
    """Whether a configuration includes a file by name, and why it is passed over."""
    config = configs.of(path)
    if not config.include and not config.exclude:
        return False, ""
    inside = relative(os.path.abspath(path), config.folder)
    if inside is None:
        return False, ""
    if globs.matches(inside, config.exclude):
        return False, "'exclude' names it"
    if config.include and not globs.matches(inside, config.include):
        return False, "'include' does not name it"
    return bool(config.include), ""


def _ignored_by_git(folder: str, paths: Sequence[str]) -> frozenset[str]:
    if not paths:
        return frozenset()
    from jdlint import git  # slow to import

    return git.ignored(folder, paths)


def _walk(folder: str, closed: list[str] | None = None) -> Iterator[str]:
    """The files of a folder that may be postings; ``closed`` takes the folders that cannot be opened."""

    def missed(error: OSError) -> None:
        if closed is not None:
            closed.append(error.filename)

    for parent, folders, names in os.walk(folder, onerror=missed):
        folders[:] = sorted(name for name in folders if not _is_hidden(name) and name not in _NO_FOLDERS)
        for name in sorted(names):
            path = os.path.join(parent, name)  # as the user wrote it, made longer: `./jobs/a.md` stays `./jobs/a.md`
            # a pipe would hang, a dangling link is nothing
            if _has_text(name) and not _is_hidden(name) and os.path.isfile(path):
                yield path


def read_file(path: str) -> Read:
    """A file decoded by its byte order mark, as UTF-8, else as Windows-1252; never raises."""
    try:
        data = _bytes(path)
    except OSError as error:
        return _unreadable(path, "unreadable", error.strerror or type(error).__name__)
    return decode(data, path)


def _bytes(path: str) -> bytes:
    """What a file or pipe holds, or so much of it that it is too large. In small reads: a buffer of 5 MB takes longer."""
    with open(path, "rb", buffering=0) as file:
        data = b""
        while len(data) <= MAX_BYTES and (more := file.read(_CHUNK)):
            data += more
    return data


def decode(data: bytes, path: str) -> Read:
    """Bytes as a source. Raises nothing: what cannot be read is a problem."""
    if len(data) > MAX_BYTES:
        return _unreadable(path, "too-large", f"more than {MAX_BYTES // 1_000_000} MB")
    if format_of(path) == "docx":
        return _docx(data, path)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _text(Source(data[len(bom) :].decode(encoding), path, encoding, bom=True), None)
            except UnicodeDecodeError:
                return _unreadable(
                    path, "unreadable", f"it begins as {encoding.upper()} text and does not go on as such"
                )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_windows_1252(data, path, error.start)
    return _text(Source(text, path), None)


def _docx(data: bytes, path: str) -> Read:
    from jdlint.read.docx import read_docx  # slow to import
    from jdlint.read.docx_package import NotWordError

    try:
        text, reading = read_docx(data)
    except NotWordError as error:
        return _unreadable(path, "unreadable", str(error))
    return Read(Source(text, path, unit="paragraph"), None, True, reading)


def _text(source: Source, problem: Problem | None) -> Read:
    if "\0" in source.text:
        return _unreadable(source.path, "unreadable", "it is no text file")
    return Read(source, problem, True)


def _as_windows_1252(data: bytes, path: str, first: int) -> Read:
    text = data.decode("latin-1").translate(_WINDOWS_1252)
    return _text(Source(text, path, "cp1252"), Problem("encoding", "Windows-1252", Span(first, first + 1)))


def encoded(source: Source, text: str) -> bytes:
    """A new text as the file of a source is written: its encoding, its byte order mark. Raises UnicodeEncodeError."""
    if source.encoding == "cp1252":
        return text.translate(_FROM_WINDOWS_1252).encode("latin-1")
    bom = next((bom for bom, encoding in _BOMS if source.bom and encoding == source.encoding), b"")
    return bom + text.encode(source.encoding)


def _windows_1252() -> dict[int, str]:
    """What the bytes mean where Windows-1252 differs from Latin-1; five that it leaves open stay as browsers read them."""
    return {
        byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    }


_WINDOWS_1252 = _windows_1252()
_FROM_WINDOWS_1252 = {ord(character): byte for byte, character in _WINDOWS_1252.items()}


def _unreadable(path: str, kind: str, reason: str) -> Read:
    return Read(Source("", path), Problem(kind, reason, Span(0, 0)), False)
