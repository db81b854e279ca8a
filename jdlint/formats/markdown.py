"""markdown: a summary for a web page, such as the one of a job ($GITHUB_STEP_SUMMARY): a table for each file.

What comes from a posting is text and nothing else there: no mark, link, tag or cell is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jdlint.findings import SEVERITIES, FileReport, Finding, Report, worst_first
from jdlint.formats.places import marked, plain_path
from jdlint.formats.screen import cut, printable
from jdlint.formats.style import INFOS, Style, plural
from jdlint.formats.summary import laws_checked, passed_over, totals
from jdlint.text import Source

_ROOM = 1_000_000  # bytes: GitHub refuses a summary of more than 1 MiB as a whole
_TITLE = 120  # columns of a title
_MESSAGE = 2_000  # columns of a message
# what Markdown, HTML, tables, and GitHub's own additions (links without marks, mathematics) live on
_MARKS = re.compile(r"[\\`*_{}\[\]<>&#|~$@]|:(?=//)|(?<=www)\.")
_CALLS = "@#"  # with what follows they name people and issues, in whatever way they are written: a comment parts them


class _Piece(NamedTuple):
    """Some lines of the summary, and how many findings they tell of."""

    text: str
    findings: int = 0


def render(report: Report, style: Style) -> str:
    """Totals, then the files, worst first, each with its findings, worst first."""
    head = _head(report)
    shown, used, left = [head], len(head.encode("utf-8", "replace")), 0
    for file in sorted(report.files, key=_worst):
        for piece in _pieces(file, report, style):
            size = len(piece.text.encode("utf-8", "replace"))
            if used + size > _ROOM:
                left += piece.findings
                used = _ROOM  # nothing follows what was left out: a row under a wrong heading would be a lie
            else:
                shown.append(piece.text)
                used += size
    if left:
        shown.append(
            f"\n**{plural(left, 'finding')} more:** a summary has no room for them; `jdlint check` shows all.\n"
        )
    return "".join(shown)


def _head(report: Report) -> str:
    said = [totals(report), passed_over(report) if report.skipped else ""]
    said.append("Some files could not be checked; see the errors." if report.broken else "")
    said += laws_checked(report)
    said.append(f"Checked as of {report.as_of.isoformat()}.")
    return f"## jdlint\n\n{_escaped(' '.join(filter(None, said)))}\n"


def _worst(file: FileReport) -> int:
    if file.closed:
        return len(SEVERITIES)
    return min((SEVERITIES.index(finding.severity) for finding in file.visible()), default=len(SEVERITIES))


def _pieces(file: FileReport, report: Report, style: Style) -> Iterator[_Piece]:
    findings = sorted(file.visible(), key=worst_first)
    path = _escaped(plain_path(file.source.path))
    if not findings:
        return
    if file.closed and not style.everything:
        over = f"this posting is over ({_escaped(file.closed)})"
        yield _Piece(f"\nNot shown: {plural(len(findings), 'finding')} in {path}, for {over}.\n")
        return
    title = f": {_escaped(cut(printable(file.title), _TITLE))}" if file.title else ""
    unit = file.source.unit.capitalize()
    yield _Piece(f"\n### {path}{title}\n\n| Severity | {unit} | Finding | Rule |\n| --- | ---: | --- | --- |\n")
    infos = sum(finding.severity == "info" for finding in findings)
    more = 0 if style.everything else max(0, infos - INFOS)
    for finding in findings[: len(findings) - more]:  # infos come last
        yield _Piece(_row(file.source, finding, report), 1)
    if more:
        yield _Piece(f"\n{plural(more, 'more info')} with `--all`\n")


def _row(source: Source, finding: Finding, report: Report) -> str:
    line = marked(source, finding.span).line
    message = _escaped(cut(printable(finding.message), _MESSAGE))
    return f"| {finding.severity} | {line} | {message} | {_rule(finding.rule, report)} |\n"


def _rule(name: str, report: Report) -> str:
    """The name of a rule, with a link where the page of the rule is somewhere on the web."""
    info = report.rules.get(name)
    linked = info is not None and re.fullmatch(r"https?://[^\s<>|]+", info.url)
    return f"[{_escaped(name)}](<{info.url}>)" if info is not None and linked else _escaped(name)


def _escaped(text: str) -> str:
    """A text that reads as it is, in one line."""
    return _MARKS.sub(_mark, printable(text))


def _mark(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};{'<!-- -->' if match[0] in _CALLS else ''}"
