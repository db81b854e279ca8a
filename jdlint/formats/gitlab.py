"""gitlab: a Code Quality report, which GitLab shows in a merge request.

GitLab reads a part of Code Climate's format: description, check_name, fingerprint, severity, and the line.
"""

from __future__ import annotations

import json
from typing import Any

from jdlint.findings import Report, Severity
from jdlint.formats.fingerprint import Identified, identified
from jdlint.formats.places import marked, plain_path
from jdlint.formats.screen import printable
from jdlint.formats.style import Style

# of info, minor, major, critical, blocker: the upper two are for what breaks a product, which no wording does
_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, style: Style) -> str:
    """An array with an object for each finding."""
    files = report.files if style.everything else report.open_files()
    return json.dumps([_issue(one) for one in identified(files)], ensure_ascii=False, indent=1) + "\n"


def _issue(one: Identified) -> dict[str, Any]:
    source, finding, fingerprint = one
    place = marked(source, finding.span)
    return {
        "description": f"{finding.rule}: {printable(finding.message)}",  # GitLab does not show the check's name
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": plain_path(source.path), "lines": {"begin": place.line, "end": place.end_line}},
    }
