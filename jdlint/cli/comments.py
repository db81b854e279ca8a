"""`--annotate OUT.docx`: the findings in a Word document, as comments in a copy of it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from jdlint.annotate import AnnotateError, annotated
from jdlint.config import ConfigError
from jdlint.data import write_atomically
from jdlint.document import format_of
from jdlint.findings import Report
from jdlint.formats.style import plural


def refuse(arguments: argparse.Namespace) -> None:
    """Say what cannot be annotated before anything is checked. Raises ConfigError."""
    if len(arguments.paths) != 1 or Path(arguments.paths[0]).is_dir() or format_of(arguments.paths[0]) != "docx":
        raise ConfigError("--annotate writes a copy of one Word document: name one .docx file to check")
    if format_of(arguments.annotate) != "docx":
        raise ConfigError(f"--annotate: the copy is a Word document: call it '{Path(arguments.annotate).stem}.docx'")
    if _same(arguments.annotate, arguments.paths[0]):
        raise ConfigError("--annotate writes a copy: give it another name than the document has")
    if arguments.fix or arguments.unsafe_fixes or arguments.diff:
        raise ConfigError("--annotate leaves the text as it is: leave out --fix, --unsafe-fixes and --diff")


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them is not there yet
        return os.path.realpath(one) == os.path.realpath(other)


def write(report: Report, arguments: argparse.Namespace) -> None:
    """Write the copy of the document that was checked. Raises ConfigError."""
    if not report.files or report.broken:
        return  # what could not be read has no text to comment on, and its finding says why
    file = report.files[0]
    try:
        copy = annotated(Path(file.source.path).read_bytes(), file, report.rules)
        write_atomically(Path(arguments.annotate), copy)
    except AnnotateError as error:
        raise ConfigError(f"--annotate: '{arguments.annotate}' was not written: {error}") from None
    except OSError as error:
        raise ConfigError(f"--annotate: '{arguments.annotate}' cannot be written: {error.strerror}") from None
    if not arguments.quiet:
        comments = plural(len(file.visible()), "comment")
        print(f"jdlint: {comments} written to '{arguments.annotate}'", file=sys.stderr)
