"""The lines below a report: how many files, how many findings, what was passed over."""

from __future__ import annotations

import datetime
from collections import Counter

from jdlint.findings import SEVERITIES, Coverage, Report
from jdlint.formats.style import Style, plural

_OLD = 183  # days after which data on laws should be looked at again
_ORIGINS = {"text": "from the text"}


def summary(report: Report, style: Style) -> str:
    """One line on what was checked and found, and one on files passed over."""
    lines = [totals(report), *laws_checked(report)]
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


def laws_checked(report: Report) -> list[str]:
    """The places whose pay-transparency law postings were held to, and how they are known; nothing where there are none."""
    coverage = [each for file in report.open_files() for each in file.coverage]
    placed = [each for each in coverage if each.place]
    checked = _placed([each for each in placed if each.duty])
    without = _placed([each for each in placed if not each.duty and not each.why])
    spared = _placed([each for each in placed if each.why])
    parts = [f"Pay-transparency duties checked as of {report.as_of.isoformat()}: {', '.join(checked) or 'none'}."]
    parts += [f"Not held to a duty: {', '.join(spared)}."] if spared else []
    parts += [f"No duty on postings that we know of: {', '.join(without)}."] if without else []
    unplaced = sum(not each.place for each in coverage)
    parts += [f"Not checked: {plural(unplaced, 'posting')} naming no place that we know."] if unplaced else []
    shown = checked or spared or any(each.origin == "configuration" for each in placed)
    reviewed = max((each.data_as_of for each in coverage), default="")
    old = reviewed and (report.as_of - datetime.date.fromisoformat(reviewed)).days > _OLD
    stale = f"The data on these duties are of {reviewed}, more than six months old: look for changes of the law."
    return [*([" ".join(parts)] if shown else []), *([stale] if old else [])]


def _placed(coverage: list[Coverage]) -> list[str]:
    """Each place with how it is known, and why it is not checked: `Colorado (from the text)`."""
    origins: dict[str, dict[str, None]] = {}
    for each in coverage:
        said = origins.setdefault(each.place, {each.why: None} if each.why else {})
        said[_ORIGINS.get(each.origin, each.origin)] = None
    return [f"{place} ({', '.join(known)})" for place, known in sorted(origins.items())]


def passed_over(report: Report) -> str:
    """How many files were skipped, and why."""
    reasons = Counter(skipped.reason for skipped in report.skipped)
    if len(reasons) == 1:
        said = f"because {next(iter(reasons))}"
    else:
        said = "; ".join(f"{number} because {reason}" for reason, number in reasons.most_common())
    return f"{plural(len(report.skipped), 'file')} skipped, {said}."
