"""What a check run says: findings, fixes, and the report that formats print."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from jdlint.text import Edit, Source, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # worst first
Confidence = Literal["high", "medium", "low"]
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
Basis = Literal["law", "guidance", "style"]
BASES: tuple[Basis, ...] = ("law", "guidance", "style")
Hidden = Literal["inline", "config", "baseline", "unchanged"]
HIDDEN: Mapping[Hidden, str] = {
    "inline": "by a comment in the posting",
    "config": "the configuration allows it",
    "baseline": "the baseline knows it",
    "unchanged": "its lines did not change",
}


class Fix(NamedTuple):
    """Edits that mend a finding, all of them or none; a safe one keeps grammar and meaning."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


class Elsewhere(NamedTuple):
    """A place in another file, as people count."""

    path: str
    line: int
    end_line: int
    unit: str = "line"


class Finding(NamedTuple):
    """One thing that a rule found: where, what, how bad, how sure."""

    rule: str
    category: str
    severity: Severity
    confidence: Confidence
    basis: Basis
    priority: int  # what a writer should change first, 1 to 100
    times: int  # how often, the places in `related` included
    message: str
    span: Span
    case: str
    term: str  # the key by which this can be allowed or kept in a baseline
    section: str  # the heading above, empty where there is none
    place: str  # for formats without lines: the heading path
    related: tuple[Span, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()  # places in other files
    fix: Fix | None = None
    hidden: Hidden | None = None
    breaking: bool = False  # something was not checked: nothing hides that


class RuleInfo(NamedTuple):
    """What formats tell of a rule."""

    title: str
    why: str
    sources: tuple[str, ...]
    url: str
    category: str = ""
    severity: Severity = "info"  # of what it is sure of
    priority: int = 1


class Coverage(NamedTuple):
    """The law of a place that a posting was held to, or that it could not be held to any: for the end of a run."""

    place: str  # what it is called; empty where the posting names no place that we know
    code: str = ""
    origin: str = ""  # how the place is known: configuration, front matter, text, remote
    duty: bool = True  # False: no duty that we know of is in force there
    data_as_of: str = ""  # when the data on it were last reviewed
    why: str = ""  # why the posting is not held to a duty that there is, or may be


class FileReport(NamedTuple):
    """The findings of one file, in order of place."""

    source: Source
    title: str
    findings: Sequence[Finding]
    closed: str = ""  # what says that the posting is over; such a file fails no run
    show_hidden: bool = False
    coverage: Sequence[Coverage] = ()  # of all its postings

    def visible(self) -> list[Finding]:
        """The findings to show: those that are not hidden, unless the hidden ones are wanted too."""
        return [finding for finding in self.findings if self.show_hidden or finding.hidden is None]

    def counting(self) -> list[Finding]:
        """The findings that count: hidden ones never do."""
        return [finding for finding in self.findings if finding.hidden is None]


class Skipped(NamedTuple):
    """A file that was seen and not checked, and why."""

    path: str
    reason: str


class Report(NamedTuple):
    """All that a format is given; grouping, counting and order are done once, in the engine."""

    files: Sequence[FileReport]
    rules: Mapping[str, RuleInfo]
    as_of: datetime.date
    skipped: Sequence[Skipped]
    broken: bool  # a file could not be read or a check failed: exit code 2

    def open_files(self) -> list[FileReport]:
        """The files whose postings are not over."""
        return [file for file in self.files if not file.closed]

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity there are in postings that are not over."""
        found = [finding.severity for file in self.open_files() for finding in file.counting()]
        return {severity: found.count(severity) for severity in SEVERITIES}


def worst_first(finding: Finding) -> tuple[int, int, int, int]:
    """The order of `Start here`: by severity, then by priority, then by confidence, then by place."""
    return (
        SEVERITIES.index(finding.severity),
        -finding.priority,
        CONFIDENCES.index(finding.confidence),
        finding.span.start,
    )
