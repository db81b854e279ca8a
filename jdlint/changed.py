"""Only what changed: findings that an old commit had already are marked as hidden."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jdlint.checker import Checker
from jdlint.engine import check_source
from jdlint.findings import FileReport, Finding
from jdlint.git import Change, Changes
from jdlint.text import Source, Span


def hidden(files: Sequence[FileReport], changes: Changes, checker: Checker) -> list[FileReport]:
    """The files with every finding marked that lies on lines which did not change.

    What is absent stands on no line: it is marked where it was absent before as well.
    """
    return [_marked(file, changes, checker) for file in files]


def _marked(file: FileReport, changes: Changes, checker: Checker) -> FileReport:
    change = changes.files.get(os.path.realpath(file.source.path))
    if change is None or change.lines is None:
        return file
    absences = [finding for finding in file.findings if finding.span.start == finding.span.end]
    before = _absent_before(file.source.path, change, changes, checker) if absences else {}
    return file._replace(
        findings=[
            finding if finding.hidden or _is_new(finding, file.source, change.lines, before) else _as_unchanged(finding)
            for finding in file.findings
        ]
    )


def _as_unchanged(finding: Finding) -> Finding:
    return finding if finding.breaking else finding._replace(hidden="unchanged")


def _is_new(finding: Finding, source: Source, lines: frozenset[int], before: dict[tuple[str, str], set[str]]) -> bool:
    if finding.span.start == finding.span.end:
        return not _parts(finding) <= before.get((finding.rule, finding.case), set())
    return any(_touched(span, source, lines) for span in (finding.span, *finding.related))


def _touched(span: Span, source: Source, lines: frozenset[int]) -> bool:
    place = source.place(span)
    return not lines.isdisjoint(range(place.line, place.end_line + 1))


def _absent_before(path: str, change: Change, changes: Changes, checker: Checker) -> dict[tuple[str, str], set[str]]:
    """What the file lacked at the old commit, by rule and case."""
    text = changes.text_before(change)
    found: dict[tuple[str, str], set[str]] = {}
    for finding in check_source(Source(text, path), checker.rules_of(path)).findings if text is not None else ():
        if finding.span.start == finding.span.end:
            found.setdefault((finding.rule, finding.case), set()).update(_parts(finding))
    return found


def _parts(finding: Finding) -> set[str]:
    return {part.strip() for part in finding.term.split(",")}
