"""How often each rule found something: a table in place of the findings."""

from __future__ import annotations

from collections import Counter

from jdlint.findings import SEVERITIES, Report
from jdlint.formats.style import Style


def statistics(report: Report, style: Style) -> str:
    """A line for each rule: findings, severity, name, and whether some have a fix; the most frequent first."""
    findings = [finding for file in report.open_files() for finding in file.counting()]
    counts = Counter((finding.rule, finding.severity) for finding in findings)
    mendable = {finding.rule for finding in findings if finding.fix is not None}
    lines = []
    for (rule, severity), count in sorted(
        counts.items(), key=lambda item: (-item[1], SEVERITIES.index(item[0][1]), item[0][0])
    ):
        mark = " [fix]" if rule in mendable else ""
        lines.append(f"{count:6}  {style.paint(f'{severity:7}', severity)}  {rule}{mark}\n")
    return "".join(lines)
