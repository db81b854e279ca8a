"""json: contract B, version 1. Lines and columns are 1-based; edits are code-point offsets in the decoded file."""

from __future__ import annotations

import json
from typing import Any

from jdlint.findings import Elsewhere, FileReport, Finding, Report
from jdlint.formats.style import Style
from jdlint.text import Source, Span

VERSION = 1


def render(report: Report, _: Style) -> str:
    """The whole report as one JSON object, each finding on a line of its own."""
    findings = [
        _finding(file, finding, report.rules[finding.rule].url if finding.rule in report.rules else "")
        for file in report.files
        for finding in file.visible()
    ]
    value: dict[str, Any] = {
        "version": VERSION,
        "as_of": report.as_of.isoformat(),
        "findings": [],
        "summary": {
            "files": len(report.files),
            **{str(severity): count for severity, count in report.counts().items()},
            "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in report.skipped],
            "closed": [{"path": file.source.path, "reason": file.closed} for file in report.files if file.closed],
            "broken": report.broken,
            "laws": _laws(report),
        },
    }
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    lines = ",\n  ".join([json.dumps(finding, ensure_ascii=False) for finding in findings])
    return text.replace('"findings": []', f'"findings": [\n  {lines}\n ]', 1) if findings else text


def _laws(report: Report) -> dict[str, Any]:
    """The places whose pay-transparency law postings were held to, and how many name no place that we know."""
    coverage = [each for file in report.open_files() for each in file.coverage]
    places = sorted({(each.code, each.place, each.origin, each.duty, each.why) for each in coverage if each.place})
    return {
        "data_as_of": max((each.data_as_of for each in coverage), default="") or None,
        "places": [dict(zip(("code", "name", "origin", "duty", "why"), each, strict=True)) for each in places],
        "unplaced": sum(not each.place for each in coverage),
    }


def _finding(file: FileReport, finding: Finding, url: str) -> dict[str, Any]:
    source = file.source
    place = source.place(finding.span)
    return {
        "path": source.path,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "basis": finding.basis,
        "priority": finding.priority,
        "count": finding.times,
        "message": finding.message,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": source.text[finding.span.start : finding.span.end],
        "place": finding.place,
        "section": finding.section,
        "case": finding.case,
        "term": finding.term,
        "hidden": finding.hidden,
        "related": [*(_related(source, span) for span in finding.related), *map(_elsewhere, finding.elsewhere)],
        "fix": _fix(finding),
        "url": url,
    }


def _related(source: Source, span: Span) -> dict[str, Any]:
    place = source.place(span)
    return {"path": source.path, "line": place.line, "end_line": place.end_line}


def _elsewhere(place: Elsewhere) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "end_line": place.end_line}


def _fix(finding: Finding) -> dict[str, Any] | None:
    if finding.fix is None:
        return None
    edits = [{"start": edit.start, "end": edit.end, "replacement": edit.replacement} for edit in finding.fix.edits]
    return {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}
