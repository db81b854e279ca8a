"""`--fix`, `--unsafe-fixes` and `--diff`: the fixes of findings made, or shown."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from jdlint import api
from jdlint.cli import known, terminal
from jdlint.config import Config
from jdlint.data import write_atomically
from jdlint.files import Read, decode, encoded, find_files, read_file
from jdlint.findings import FileReport, Skipped
from jdlint.formats.style import plural


def run(
    arguments: argparse.Namespace, configs: api.Configs, config: Config, stdin: Read | None
) -> tuple[Read | None, int]:
    """Mend files, or show how. Standard input as mended, and the exit code of `--diff`: 1 where there is something to mend."""
    checker = api.Checker(configs)
    changes = known.changes(arguments)
    baseline = known.baseline_path(arguments, config)
    if arguments.write_baseline:
        baseline = None
    count = 0
    for read, by_hand in _reads(arguments, configs, stdin):
        done = checker.check_read(read, by_hand=by_hand)
        if isinstance(done.report, Skipped) or done.report.closed or done.broken:
            continue

        def marked(file: FileReport) -> FileReport:
            files = [file]
            if changes is not None and arguments.new_only:
                from jdlint import changed

                files = changed.hidden(files, changes, checker)
            return (known.in_baseline(files, baseline) if baseline is not None else files)[0]

        text = api.fixed(done.report, checker, marked, unsafe=arguments.unsafe_fixes)
        changed_text = text != read.source.text
        count += changed_text
        if arguments.diff:
            _show(read, text)
        elif read is stdin:
            stdin = decode(text.encode("utf-8"), read.source.path)
            terminal.write(text, sys.stdout)
        elif changed_text:
            _write(read, text)
    if not arguments.quiet and not arguments.diff:
        print(f"jdlint: {plural(count, 'file')} mended", file=sys.stderr)
    return stdin, int(count > 0)


def _reads(arguments: argparse.Namespace, configs: api.Configs, stdin: Read | None) -> Iterator[tuple[Read, bool]]:
    if stdin is not None:
        yield stdin, True
    paths = [path for path in arguments.paths if path != "-"]
    for named in find_files(paths, configs, force_exclude=arguments.force_exclude).files:
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
