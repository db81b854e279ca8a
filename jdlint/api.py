"""The public face: check and inspect texts and files. The command line is a client of this module."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from jdlint import files, registry
from jdlint.config import Config
from jdlint.document import read_document
from jdlint.engine import Checked, check_source, check_unreadable
from jdlint.files import Named, Read
from jdlint.findings import FileReport, Finding, Report, Skipped
from jdlint.model import Format
from jdlint.posting import Document
from jdlint.text import Source

__all__ = ["Config", "Report", "check_paths", "check_text", "inspect_text"]


def check_text(
    text: str, *, path: str = "<text>", format: Format | None = None, config: Config | None = None
) -> Sequence[Finding]:
    """The findings in a text, in order of place.

    ``path`` decides the format where ``format`` does not. Raises ConfigError and RuleError for a configuration that
    is none; never anything for the text.
    """
    return check_source(Source(text, path), registry.bind(config or Config()), format=format).findings


def check_paths(
    paths: Sequence[str],
    config: Config | None = None,
    *,
    stdin: Read | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """The report of files and folders; ``-`` is ``stdin``. ``progress`` is told how many of how many files are done.

    A file that cannot be read is a finding and makes the report `broken`. Raises ConfigError, RuleError.
    """
    config = config or Config()
    rules = registry.bind(config)
    found = files.find_files([path for path in paths if path != "-"])
    reports: list[FileReport] = []
    skipped = list(found.skipped)
    broken = False
    if stdin is not None and "-" in paths:
        report, checked = _checked(stdin, rules)
        broken |= checked.broken
        reports.append(report)
    with _without_collector():
        for number, named in enumerate(found.files, 1):
            report, checked = _checked(files.read_file(named.path), rules)
            broken |= checked.broken
            if _is_no_posting(checked, named):
                skipped.append(Skipped(named.path, "it does not read as a job posting"))
            else:
                reports.append(report)
            if progress is not None:
                progress(number, len(found.files))
    return Report(reports, rules.info(), config.as_of or datetime.date.today(), skipped, broken)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No garbage collection meanwhile: nothing here points in circles, and the collector took a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _checked(read: Read, rules: registry.RuleSet) -> tuple[FileReport, Checked]:
    problems = [read.problem] if read.problem else []
    if not read.readable:
        checked = check_unreadable(problems, rules)
    else:
        checked = check_source(read.source, rules, problems=problems)
    postings = checked.document.postings if checked.document else []
    title = postings[0].title if postings else None
    over = [posting.facts.closed for posting in postings]
    closed = over[0].said if over and over[0] and all(over) else ""
    return FileReport(read.source, title.text if title else "", checked.findings, closed), checked


def _is_no_posting(checked: Checked, named: Named) -> bool:
    """A file that a folder walk met and that is no posting is one line of the summary; one named by hand is a finding."""
    return (
        not named.by_hand
        and checked.document is not None
        and all(posting.kind == "not-a-posting" for posting in checked.document.postings)
    )


def inspect_text(text: str, *, path: str = "<text>", format: Format | None = None) -> Document:
    """What jdlint reads in a text."""
    return read_document(Source(text, path), format)
