"""`--fix`, `--unsafe-fixes` and `--diff`: the fixes of findings made, or shown."""

from __future__ import annotations

import argparse
import difflib
import os
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
    """Mend files, or show how. Standard input as mended, and the exit code of `--diff`: 1 where there is something to mend."""
    checker = api.Checker(configs)
    marked = _marker(arguments, config, changes, checker)
    count = 0
    for read, by_hand in _reads(arguments, configs, stdin, changes):
        report = checker.check_read(read, by_hand=by_hand).report
        text = read.source.text
        if not isinstance(report, Skipped) and not report.closed:
            text = api.fixed(report, checker, marked, unsafe=arguments.unsafe_fixes)
        count += text != read.source.text
        if arguments.diff:
            _show(read, text)
        elif read is stdin:  # whoever reads our output wants the text, mended or not
            stdin = read._replace(source=Source(text, read.source.path, read.source.encoding, read.source.bom))
            sys.stdout.buffer.write(encoded(read.source, text))
        elif text != read.source.text:
            _write(read, text)
    if not arguments.quiet and not arguments.diff:
        print(f"jdlint: {plural(count, 'file')} mended", file=sys.stderr)
    return stdin, int(count > 0)


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
    if stdin is not None and stdin.readable:
        yield stdin, True
    paths = [path for path in arguments.paths if path != "-"]
    for named in find_files(paths, configs, force_exclude=arguments.force_exclude).files:
        if changes is None or os.path.realpath(named.path) in changes.files:
            read = read_file(named.path)
            if read.readable:
                yield read, named.by_hand


def _show(read: Read, text: str) -> None:
    """A change as `diff -u` and `patch` write it."""
    path = read.source.path
    old, new = (part.splitlines(keepends=True) for part in (read.source.text, text))
    for line in difflib.unified_diff(old, new, path, path):
        terminal.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n", sys.stdout)


def _write(read: Read, text: str) -> None:
    path = read.source.path
    try:
        write_atomically(Path(path), encoded(read.source, text))
    except (OSError, UnicodeEncodeError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) else f"its encoding, {read.source.encoding}, lacks a character"
        )
        print(f"jdlint: '{path}' was left as it is: {reason}", file=sys.stderr)
