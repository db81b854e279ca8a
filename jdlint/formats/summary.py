"""The lines below a report: how many files, how many findings, what was passed over."""

from __future__ import annotations

from collections import Counter

from jdlint.findings import SEVERITIES, Report
from jdlint.formats.style import Style, plural


def summary(report: Report, style: Style) -> str:
    """One line on what was checked and found, and one on files passed over."""
    lines = [totals(report)]
    if report.skipped:
        lines.append(style.paint(passed_over(report), "dim"))
    if report.broken:
        lines.append(style.paint("Some files could not be checked; see the errors above.", "error"))
    return "\n".join(lines)


def totals(report: Report) -> str:
    """How many files were checked, and how many findings there are."""
    counts = report.counts()
    found = ", ".join(plural(counts[severity], severity) for severity in SEVERITIES if counts[severity])
    return f"{plural(len(report.files), 'file')} checked: {found or 'nothing found'}."


def passed_over(report: Report) -> str:
    """How many files were skipped, and why."""
    reasons = Counter(skipped.reason for skipped in report.skipped)
    if len(reasons) == 1:
        said = f"because {next(iter(reasons))}"
    else:
        said = "; ".join(f"{number} because {reason}" for reason, number in reasons.most_common())
    return f"{plural(len(report.skipped), 'file')} skipped, {said}."
