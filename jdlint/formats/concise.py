"""concise: one line for each finding, as compilers print them; every finding in a posting that is not over is shown."""

from __future__ import annotations

from jdlint.findings import HIDDEN, Report
from jdlint.formats.places import spot
from jdlint.formats.screen import printable
from jdlint.formats.style import Style


def render(report: Report, style: Style) -> str:
    """`path:line:column: severity: message [rule]` for each finding."""
    lines = []
    for file in report.files if style.everything else report.open_files():
        for finding in file.visible():
            severity = style.paint(finding.severity, finding.severity)
            hidden = f" (hidden: {HIDDEN[finding.hidden]})" if finding.hidden else ""
            where = f"{printable(file.source.path)}{spot(file.source, finding)}"
            lines.append(f"{where}: {severity}: {printable(finding.message)} [{finding.rule}]{hidden}\n")
    return "".join(lines)
