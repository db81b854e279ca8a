"""`--fix`, `--unsafe-fixes` and `--diff`: the fixes of findings made, or shown."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jdlint import api
from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.data import write_atomically
from jdlint.document import format_of
from jdlint.files import Read, encoded
from jdlint.findings import FileReport, Finding, Report
from jdlint.formats.style import plural
from jdlint.text import Source


class Mended(NamedTuple):
    """What was done: standard input as it was passed on, how many files could be mended, how many could not be written."""

    stdin: Read | None
    mendable: int
    left: int


def run(report: Report, arguments: argparse.Namespace, configs: api.Configs, stdin: Read | None, raw: bytes) -> Mended:
    """Mend the files of a report, or show how; ``raw`` is standard input, which is passed on whatever it is."""
    checker = api.Checker(configs)
    mendable = written = left = 0
    diff: list[bytes] = []
    for number, file in enumerate(report.files):
        text = _mended(file, checker, unsafe=arguments.unsafe_fixes)
        mendable += text != file.source.text
        if arguments.diff:
            diff += _diff(file.source, text)
            for finding in file.findings:
                if finding.breaking:  # where files are mended, the check that follows says so
                    print(f"jdlint: '{file.source.path}': {finding.message}", file=sys.stderr)
        elif number == 0 and stdin is not None:  # whoever reads our output wants the text, mended or not
            stdin = _passed_on(stdin, text, raw)
            written += stdin.source.text != file.source.text
        elif text != file.source.text:
            done = _write(file.source, text)
            written, left = written + done, left + (not done)
    if not arguments.quiet and any(format_of(file.source.path) == "docx" for file in report.files):
        said = "DOCX files are not mended; --annotate OUT.docx writes the findings into a copy as comments"
        print(f"jdlint: {said}", file=sys.stderr)
    if arguments.diff:
        _print(diff, arguments.output_file)
    elif not arguments.quiet:
        print(f"jdlint: {plural(written, 'file')} mended", file=sys.stderr)
    return Mended(stdin, mendable, left)


def _mended(file: FileReport, checker: api.Checker, *, unsafe: bool) -> str:
    """The text of a file with its fixes made; what is hidden stays as it is."""
    fixes = [finding.fix for finding in file.findings if finding.fix is not None and finding.hidden is None]
    if file.closed or not any(fix.safe or unsafe for fix in fixes):
        return file.source.text
    hidden = {_key(finding) for finding in file.findings if finding.hidden in ("baseline", "unchanged")}

    def marked(again: FileReport) -> FileReport:
        findings = [
            finding._replace(hidden="baseline") if _key(finding) in hidden else finding for finding in again.findings
        ]
        return again._replace(findings=findings)

    return api.fixed(file, checker, marked, unsafe=unsafe)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.case, finding.term


def _passed_on(read: Read, text: str, raw: bytes) -> Read:
    """Standard input as it was written to standard output: as it came where there was nothing to mend."""
    data = raw
    if text != read.source.text:
        try:
            data = encoded(read.source, text)
        except UnicodeEncodeError as error:
            _left(read.source, error)
            text = read.source.text
    terminal.write_bytes(data)
    return read._replace(source=Source(text, read.source.path, read.source.encoding, read.source.bom, read.source.unit))


def _diff(source: Source, text: str) -> Iterator[bytes]:
    """A change as `diff -u` and `patch` write it, in the bytes of the file; UTF-16, which neither knows, as UTF-8."""
    wide = source.encoding.startswith("utf-16")
    try:
        old, new = (each.encode() if wide else encoded(source, each) for each in (source.text, text))
    except UnicodeEncodeError as error:
        _left(source, error)
        return
    name = os.fsencode(source.path)
    name += b"\t" if b" " in name else b""  # says where the name ends
    for line in difflib.diff_bytes(difflib.unified_diff, _lines(old), _lines(new), name, name):
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _print(diff: Sequence[bytes], path: str | None) -> None:
    if path is None:
        terminal.write_bytes(b"".join(diff))
        return
    try:
        write_atomically(Path(path), b"".join(diff))
    except OSError as error:
        raise ConfigError(f"--output-file: '{path}' cannot be written: {error.strerror}") from None


def _lines(data: bytes) -> list[bytes]:
    """The lines with their ends, which are line feeds only: as `patch` counts them."""
    return [line for line in re.split(rb"(?<=\n)", data) if line]


def _write(source: Source, text: str) -> bool:
    """Write a mended text to its file; whether that could be done."""
    try:
        write_atomically(Path(source.path), encoded(source, text))
    except (OSError, UnicodeEncodeError) as error:
        _left(source, error)
        return False
    return True


def _left(source: Source, error: OSError | UnicodeEncodeError) -> None:
    lacks = f"its encoding, {source.encoding}, lacks a character"
    reason = error.strerror if isinstance(error, OSError) else lacks
    print(f"jdlint: '{source.path}' was left as it is: {reason}", file=sys.stderr)
