"""The public face: check and inspect texts and files. The command line is a client of this module."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from jdlint import files, fixes, registry
from jdlint.checker import Across, Checker, Done
from jdlint.config import Config
from jdlint.config_files import Configs
from jdlint.document import read_document
from jdlint.engine import check_source
from jdlint.files import Named, Read
from jdlint.findings import FileReport, Finding, Report, Skipped
from jdlint.model import Format
from jdlint.posting import Document
from jdlint.text import Source

if TYPE_CHECKING:
    from jdlint.corpus import Digest

_WORTH_PROCESSES = 200  # files: for fewer the start of processes takes longer than it saves

__all__ = ["Checker", "Config", "Configs", "Report", "check_paths", "check_text", "inspect_text"]

MOST_COMPARED = 300
"""Files of one command that are compared with one another where no configuration says which belong together."""


def check_text(
    text: str, *, path: str = "<text>", format: Format | None = None, config: Config | None = None
) -> Sequence[Finding]:
    """The findings in a text, in order of place, those that the text itself hides included (`Finding.hidden`).

    ``path`` decides the format where ``format`` does not. Raises ConfigError and RuleError for a configuration that
    is none; never anything for the text.
    """
    return check_source(Source(text, path), registry.bind(config or Config()), format=format).findings


def check_paths(
    paths: Sequence[str],
    config: Config | Configs | None = None,
    *,
    stdin: Read | None = None,
    progress: Callable[[int, int], None] | None = None,
    force_exclude: bool = False,
    jobs: int | None = 1,
    only: Collection[str] | None = None,
    keep: bool = False,
) -> Report:
    """The report of files and folders; ``-`` is ``stdin``. ``progress`` is told how many of how many files are done.

    A Config is for all files; Configs finds that of each file. ``jobs`` processes share the work, None: as many as
    it is worth. ``only``: of all files just these (their real paths), and what is not there. ``keep``: take what an
    earlier run kept of files that did not change, and keep what this one finds, in the user's cache folder.
    A file that cannot be read is a finding and makes the report `broken`. Raises ConfigError, RuleError.
    """
    configs = config if isinstance(config, Configs) else Configs.of_all(config or Config())
    found = files.find_files([path for path in paths if path != "-"], configs, force_exclude=force_exclude)
    named = [each for each in found.files if only is None or _is_one_of(each.path, only)]
    seen = [each.path for each in named] + ([stdin.source.path] if stdin is not None and "-" in paths else [])
    few = 1 < len(seen) <= MOST_COMPARED
    named_together = any(configs.of(path).corpus for path in seen)
    checker = Checker(configs, digests=few or named_together)
    if len(seen) > MOST_COMPARED and not named_together:
        configs.tell(
            f"{len(seen)} files are more than the {MOST_COMPARED} that are compared with one another unasked; "
            "name those that belong together in the configuration, as in 'corpus: [jobs/**]'"
        )
    for path in [each.path for each in named] or [os.path.join(path, "posting.md") for path in paths]:
        checker.rules_of(path)  # what is wrong with a configuration is said before anything is checked
    done = [checker.check_read(stdin, by_hand=True)] if stdin is not None and "-" in paths else []
    check = partial(_check_all, checker, jobs=jobs, progress=progress)
    if keep:
        from jdlint import results  # not needed where nothing is kept

        done += results.check_all(checker, named, check)
    else:
        done += check(named)
    if checker.digests:
        done = _checked_again(checker, done, named, stdin, jobs)
    reports = [each.report for each in done if not isinstance(each.report, Skipped)]
    skipped = [*found.skipped, *(each.report for each in done if isinstance(each.report, Skipped))]
    as_of = configs.given.get("as_of") or checker.as_of or datetime.date.today()
    return Report(reports, checker.info, as_of, skipped, any(each.broken for each in done))


def _checked_again(
    checker: Checker, done: Sequence[Done], named: Sequence[Named], stdin: Read | None, jobs: int | None
) -> list[Done]:
    """The checks with what rules across files find; a file in which they find nothing stays as it is."""
    from jdlint import repository  # a run over a single file has no siblings

    unsaved = {os.path.realpath(stdin.source.path)} if stdin is not None else set()
    across = repository.across(checker, done, partial(_read_all, jobs=jobs), unsaved)
    again = [each for each in named if each.path in across]
    new = {_path(each.report): each for each in _check_all(checker, again, jobs, None, across)}
    if stdin is not None and (found := across.get(stdin.source.path)) is not None:
        new[stdin.source.path] = checker.check_read(stdin, by_hand=True, across=found)
    return [new.get(_path(each.report), each) for each in done]


def _path(report: FileReport | Skipped) -> str:
    return report.path if isinstance(report, Skipped) else report.source.path


def _is_one_of(path: str, only: Collection[str]) -> bool:
    """Whether a file is to be checked; one that is not there is, so that it is reported."""
    return os.path.realpath(path) in only or not os.path.exists(path)


def _check_all(
    checker: Checker,
    named: Sequence[Named],
    jobs: int | None,
    progress: Callable[[int, int], None] | None,
    across: Across | None = None,
) -> Iterator[Done]:
    jobs = _worth(jobs, len(named))
    if jobs > 1 and len(named) > 1:
        from jdlint import processes  # slow to import

        return processes.check_all(checker, named, jobs, progress, across)
    return checker.check_all(named, progress, across)


def _read_all(paths: Sequence[str], jobs: int | None) -> Sequence[Digest | None]:
    jobs = _worth(jobs, len(paths))
    if jobs > 1 and len(paths) > 1:
        from jdlint import processes  # slow to import

        return processes.read_all(paths, jobs)
    from jdlint import digests

    return digests.read_all(paths)


def _worth(jobs: int | None, files: int) -> int:
    """How many processes are to share the work on so many files."""
    if jobs is not None:
        return jobs
    return (os.cpu_count() or 1) if files > _WORTH_PROCESSES else 1


def fixed(file: FileReport, checker: Checker, known: Callable[[FileReport], FileReport], *, unsafe: bool) -> str:
    """The text of a file with the fixes of its findings made; ``known`` marks findings that are to stay as they are."""

    def check(text: str) -> Sequence[Finding]:
        source = Source(text, file.source.path, file.source.encoding, file.source.bom)
        findings = check_source(source, checker.rules_of(source.path)).findings
        return known(file._replace(source=source, findings=findings)).findings

    return fixes.apply(file.source.text, check, unsafe=unsafe)


def inspect_text(text: str, *, path: str = "<text>", format: Format | None = None) -> Document:
    """What jdlint reads in a text."""
    return read_document(Source(text, path), format)
