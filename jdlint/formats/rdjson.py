"""rdjson: the Reviewdog Diagnostic Format, which reviewdog brings into reviews of many services. Its columns count bytes of UTF-8."""

from __future__ import annotations

import json
import re
from typing import Any

from jdlint.findings import Finding, Report, Severity
from jdlint.formats.places import marked, plain_path, replaced
from jdlint.formats.screen import printable
from jdlint.formats.style import Style
from jdlint.text import Place, Source

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report, style: Style) -> str:
    """One JSON object with a diagnostic for each finding."""
    files = report.files if style.everything else report.open_files()
    diagnostics = [_diagnostic(file.source, finding, report) for file in files for finding in file.visible()]
    value = {"source": {"name": "jdlint"}, "diagnostics": diagnostics}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(source: Source, finding: Finding, report: Report) -> dict[str, Any]:
    in_lines = source.unit == "line"  # of a Word document there is nothing to count
    location: dict[str, Any] = {"path": plain_path(source.path)}
    if in_lines:
        location["range"] = _range(source, marked(source, finding.span))
    code = {"value": finding.rule}
    url = report.rules[finding.rule].url if finding.rule in report.rules else ""
    if re.match(r"https?://", url):
        code["url"] = url
    said = finding.message if in_lines else f"{finding.place}: {finding.message}"
    value: dict[str, Any] = {
        "message": printable(said),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    if in_lines and finding.fix is not None and len(finding.fix.edits) == 1:  # of several each would count for itself
        edit = finding.fix.edits[0]
        value["suggestions"] = [{"range": _range(source, replaced(source, edit)), "text": edit.replacement}]
    return value


def _range(source: Source, place: Place) -> dict[str, dict[str, int]]:
    return {
        "start": _position(source, place.line, place.column),
        "end": _position(source, place.end_line, place.end_column),
    }


def _position(source: Source, line: int, column: int) -> dict[str, int]:
    start = source.starts[line - 1]
    before = source.text[start : start + column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
