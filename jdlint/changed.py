"""Only what changed: findings that an old commit had already are marked as hidden."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jdlint.checker import Checker
from jdlint.engine import check_source
from jdlint.files import decode
from jdlint.findings import FileReport, Finding
from jdlint.git import Change, Changes
from jdlint.text import Source, Span


def hidden(files: Sequence[FileReport], changes: Changes, checker: Checker) -> list[FileReport]:
    """The files with every finding marked that lies on lines which did not change.

    What is absent stands on no line: it is marked where it was absent before as well.
    """
    return [_marked(file, changes, checker) for file in files]


def _marked(file: FileReport, changes: Changes, checker: Checker) -> FileReport:
    change = changes.get(os.path.realpath(file.source.path))
    if change is None or change.before is None:
        return file
    absences = [finding for finding in file.findings if _is_absence(finding)]
    before = _absent_before(file.source.path, change, checker) if absences else {}
    return file._replace(
        findings=[
            finding if finding.hidden or finding.breaking else _new_part(finding, file.source, change.lines, before)
            for finding in file.findings
        ]
    )


def _is_absence(finding: Finding) -> bool:
    return finding.span.start == finding.span.end


def _new_part(
    finding: Finding, source: Source, lines: frozenset[int] | None, before: dict[tuple[str, str], set[str]]
) -> Finding:
    """A finding with its first new place in front, or marked as unchanged."""
    if _is_absence(finding):
        known = _parts(finding) <= before.get((finding.rule, finding.case), set())
        return finding._replace(hidden="unchanged") if known else finding
    places = (finding.span, *finding.related)
    touched = next((span for span in places if _touched(span, source, lines)), None)
    if touched is None:
        return finding._replace(hidden="unchanged")
    return finding._replace(span=touched, related=tuple(span for span in places if span != touched))


def _touched(span: Span, source: Source, lines: frozenset[int] | None) -> bool:
    if lines is None:
        return True
    place = source.place(span)
    return not lines.isdisjoint(range(place.line, place.end_line + 1))


def _absent_before(path: str, change: Change, checker: Checker) -> dict[tuple[str, str], set[str]]:
    """What the file lacked at the old commit, by rule and case."""
    found: dict[tuple[str, str], set[str]] = {}
    data = change.bytes_before()
    read = decode(data, path) if data is not None else None
    if read is None or not read.readable:
        return found
    for finding in check_source(read.source, checker.rules_of(path), reading=read.reading).findings:
        if _is_absence(finding) and finding.hidden is None:
            found.setdefault((finding.rule, finding.case), set()).update(_parts(finding))
    return found


def _parts(finding: Finding) -> set[str]:
    return {part.strip() for part in finding.term.split(",")}
