"""jdlint similar."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.data import write_atomically
from jdlint.document import read_document
from jdlint.files import Read, find_files, read_file
from jdlint.formats.similar import FORMATS, compared
from jdlint.formats.style import Style, plural
from jdlint.posting import Document
from jdlint.similar import similar
from jdlint.text import Source


def run(arguments: argparse.Namespace) -> int:
    """Print the groups; a file that cannot be read is named, and the exit code is 2. Raises ConfigError."""
    if not 0.5 < arguments.likeness <= 1:
        raise ConfigError(f"--likeness is more than 0.5 and at most 1, not {arguments.likeness:g}")
    if arguments.min_words < 1:
        raise ConfigError(f"--min-words is 1 or more, not {arguments.min_words}")
    read, left_out = _read(arguments)
    documents = list(_documents(read, left_out))
    found = similar(documents, arguments.likeness, arguments.min_words)
    to_file = arguments.output_file is not None
    style = Style(terminal.width(), not to_file and terminal.has_colour(sys.stdout), arguments.all)
    text = FORMATS[arguments.output_format](found, style)
    if to_file:
        _write_file(arguments.output_file, text)
    else:
        terminal.write(text, sys.stdout)
    terminal.flush()  # the summary comes last
    said = [compared(found), *([_said(left_out)] if left_out else [])]
    terminal.write("\n".join(said) + "\n", sys.stderr)
    return 0 if all(each.readable for each, _ in read) else 2


def _read(arguments: argparse.Namespace) -> tuple[list[tuple[Read, bool]], Counter[str]]:
    """The files, each with whether it was named by hand, and why others were passed over."""
    found = find_files([path for path in arguments.paths if path != "-"], Configs())
    read = [(terminal.read_stdin(arguments.stdin_filename), True)] if "-" in arguments.paths else []
    read += [(read_file(named.path), named.by_hand) for named in found.files]
    return read, Counter(skipped.reason for skipped in found.skipped)


def _documents(read: list[tuple[Read, bool]], left_out: Counter[str]) -> Iterator[tuple[Source, Document]]:
    """What was read of each file that is a posting; of the others it is told why they are not compared."""
    for each, by_hand in read:
        if not each.readable:
            reason = each.problem.reason if each.problem else "for an unknown reason"
            terminal.write(f"jdlint: {each.source.path} cannot be read: {reason}\n", sys.stderr)
            continue
        document = read_document(each.source, reading=each.reading)
        if by_hand or any(posting.kind != "not-a-posting" for posting in document.postings):
            yield each.source, document
        else:
            left_out["they do not read as job postings"] += 1


def _said(left_out: Counter[str]) -> str:
    """How many files were left out, and why."""
    reasons = "; ".join(f"{number} because {reason}" for reason, number in left_out.most_common())
    return f"{plural(left_out.total(), 'file')} left out: {reasons}."


def _write_file(path: str, text: str) -> None:
    try:
        write_atomically(Path(path), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(f"--output-file: '{path}' cannot be written: {error.strerror}") from None
