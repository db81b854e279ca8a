"""`--fix`, `--unsafe-fixes` and `--diff`: the fixes of findings made, or shown."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from jdlint import api, baseline
from jdlint.cli import known, terminal
from jdlint.config import Config
from jdlint.data import write_atomically
from jdlint.files import Read, encoded, find_files, read_file
from jdlint.findings import FileReport, Skipped
from jdlint.formats.style import plural
from jdlint.git import Changes
from jdlint.text import Source


def run(
    arguments: argparse.Namespace, configs: api.Configs, config: Config, stdin: Read | None, changes: Changes | None
) -> tuple[Read | None, int]:
    """Mend files, or show how. Standard input as mended, and the exit code of `--diff`.

    That is 1 where there is something to mend, 2 where a file cannot be read.
    """
    checker = api.Checker(configs)
    marked = _marker(arguments, config, changes, checker)
    count = unread = 0
    for read, by_hand in _reads(arguments, configs, stdin, changes):
        if not read.readable:
            unread += 1
            if arguments.diff and read.problem is not None:  # --fix goes on to a check, which says so
                print(f"jdlint: '{read.source.path}' cannot be read: {read.problem.reason}", file=sys.stderr)
            continue
        report = checker.check_read(read, by_hand=by_hand).report
        text = read.source.text
        if not isinstance(report, Skipped) and not report.closed:
            text = api.fixed(report, checker, marked, unsafe=arguments.unsafe_fixes)
        count += text != read.source.text
        if arguments.diff:
            _show(read, text)
        elif read is stdin:  # whoever reads our output wants the text, mended or not
            stdin = _passed_on(read, text)
        elif text != read.source.text:
            _write(read, text)
    if not arguments.quiet and not arguments.diff:
        print(f"jdlint: {plural(count, 'file')} mended", file=sys.stderr)
    return stdin, 2 if unread else int(count > 0 and not arguments.exit_zero)


def _marker(
    arguments: argparse.Namespace, config: Config, changes: Changes | None, checker: api.Checker
) -> Callable[[FileReport], FileReport]:
    """What marks the findings of a file that are known and so stay as they are."""
    path = known.baseline_path(arguments, config) if not arguments.write_baseline else None
    entries = baseline.read(path) if path is not None else []

    def marked(file: FileReport) -> FileReport:
        files = [file]
        if changes is not None and arguments.new_only:
            from jdlint import changed

            files = changed.hidden(files, changes, checker)
        return (baseline.hidden(files, entries, os.path.dirname(path)) if path is not None else files)[0]

    return marked


def _reads(
    arguments: argparse.Namespace, configs: api.Configs, stdin: Read | None, changes: Changes | None
) -> Iterator[tuple[Read, bool]]:
    if stdin is not None:
        yield stdin, True
    paths = [path for path in arguments.paths if path != "-"]
    for named in find_files(paths, configs, force_exclude=arguments.force_exclude).files:
        if changes is None or os.path.realpath(named.path) in changes.files:
            yield read_file(named.path), named.by_hand


def _passed_on(read: Read, text: str) -> Read:
    """Standard input as it was written to standard output."""
    try:
        data = encoded(read.source, text)
    except UnicodeEncodeError as error:
        _left(read, error)
        text, data = read.source.text, encoded(read.source, read.source.text)
    terminal.write_bytes(data)
    return read._replace(source=Source(text, read.source.path, read.source.encoding, read.source.bom))


def _show(read: Read, text: str) -> None:
    """A change as `diff -u` and `patch` write it, in the bytes of the file; UTF-16, which neither knows, as UTF-8."""
    wide = read.source.encoding.startswith("utf-16")
    try:
        old, new = (each.encode() if wide else encoded(read.source, each) for each in (read.source.text, text))
    except UnicodeEncodeError as error:
        _left(read, error)
        return
    name = os.fsencode(read.source.path)
    name += b"\t" if b" " in name else b""  # says where the name ends
    for line in difflib.diff_bytes(difflib.unified_diff, _lines(old), _lines(new), name, name):
        terminal.write_bytes(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")


def _lines(data: bytes) -> list[bytes]:
    """The lines with their ends, which are line feeds only: as `patch` counts them."""
    return [line for line in re.split(rb"(?<=\n)", data) if line]


def _write(read: Read, text: str) -> None:
    path = read.source.path
    try:
        write_atomically(Path(path), encoded(read.source, text))
    except (OSError, UnicodeEncodeError) as error:
        _left(read, error)


def _left(read: Read, error: OSError | UnicodeEncodeError) -> None:
    lacks = f"its encoding, {read.source.encoding}, lacks a character"
    reason = error.strerror if isinstance(error, OSError) else lacks
    print(f"jdlint: '{read.source.path}' was left as it is: {reason}", file=sys.stderr)
