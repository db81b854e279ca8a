"""text: for people. What to change first, then each finding with its line, marks under it, and why it matters.

Readable at 60 columns: messages wrap, a long source line is cut around what the finding points at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jdlint.findings import HIDDEN, FileReport, Finding, Report, worst_first
from jdlint.formats.places import spot, spot_of
from jdlint.formats.screen import columns, cut, printable, window, wrap
from jdlint.formats.style import INFOS, Style, plural
from jdlint.text import Source

_FIRST = 5  # findings of `Start here`
_POOR = 6  # findings that are no infos from which on a file gets `Start here`
_PLACES = 6  # other places that are named


def render(report: Report, style: Style) -> str:
    """The findings of each file that has any."""
    explained: set[str] = set()
    parts = [_file(file, report, style, explained) for file in report.files]
    return "\n".join(part for part in parts if part)


def _file(file: FileReport, report: Report, style: Style, explained: set[str]) -> str:
    findings = file.visible()
    if not findings:
        return ""
    if file.closed and not style.everything:
        said = f"{file.source.path}: this posting is over ({file.closed}); {plural(len(findings), 'finding')} not shown"
        return "\n".join(wrap(said, style.width, "", "  ")) + "\n"
    lines = [_heading(file, style)]
    shown, more = _shown(findings, style)
    loud = [finding for finding in file.counting() if finding.severity != "info"]
    first = sorted(loud, key=worst_first)[:_FIRST] if len(loud) >= _POOR else []
    if first:
        lines.append(style.paint("Start here:", "bold"))
        lines += [
            line for number, finding in enumerate(first, 1) for line in _first(number, finding, file.source, style)
        ]
        lines.append("")
    for finding in shown:
        lines += _finding(finding, file.source, report, style, explained)
        lines.append("")
    if more:
        lines += [style.paint(f"{plural(more, 'more info')} with --all", "dim"), ""]
    return "\n".join(lines)


def _shown(findings: Sequence[Finding], style: Style) -> tuple[list[Finding], int]:
    """The findings to show in order of place, and how many infos are left out: the least important ones."""
    infos = sorted((finding for finding in findings if finding.severity == "info"), key=worst_first)
    left_out = set() if style.everything else {id(finding) for finding in infos[INFOS:]}
    return [finding for finding in findings if id(finding) not in left_out], len(left_out)


def _heading(file: FileReport, style: Style) -> str:
    path = printable(file.source.path)
    title = f": {printable(file.title)}" if file.title else ""
    return style.paint(cut(f"{path}{title}", max(style.width, columns(path))), "bold")


def _first(number: int, finding: Finding, source: Source, style: Style) -> list[str]:
    where = f"{source.unit} {source.line(finding.span.start)}"
    return wrap(f"{finding.message} ({where})", style.width, f"  {number}. ", "     ")


def _finding(finding: Finding, source: Source, report: Report, style: Style, explained: set[str]) -> Iterator[str]:
    where = f"{printable(source.path)}{spot(source, finding)}"
    hidden = f" (hidden: {HIDDEN[finding.hidden]})" if finding.hidden else ""
    yield f"{where} {style.paint(finding.severity, finding.severity)} {style.paint(finding.rule, 'dim')}{hidden}"
    yield from wrap(finding.message, style.width, "  ", "  ")
    yield from _excerpt(finding, source, style)
    if source.unit != "line":
        yield from _note("in", printable(finding.place), style)
    others = _other_places(finding, source)
    if others:
        yield from _note("also", others, style)
    info = report.rules.get(finding.rule)
    if info is not None and finding.rule not in explained:
        explained.add(finding.rule)
        yield from _note("why", info.why, style)
        yield f"  = more: jdlint rule {finding.rule}"
    if finding.fix is not None:
        yield from _note("fix", finding.fix.title, style)


def _note(name: str, text: str, style: Style) -> list[str]:
    lead = f"  = {name}: "
    return wrap(text, style.width, lead, " " * len(lead))


def _other_places(finding: Finding, source: Source) -> str:
    """Where else: lines of this file, and places in others."""
    lines = sorted({source.line(span.start) for span in finding.related} - {source.line(finding.span.start)})
    named = ", ".join(str(line) for line in lines[:_PLACES])
    more = f" and {len(lines) - _PLACES} more" if len(lines) > _PLACES else ""
    here = f"{source.unit if len(lines) == 1 else source.unit + 's'} {named}{more}"
    files = [f"{printable(place.path)}{spot_of(place)}" for place in finding.elsewhere[:_PLACES]]
    left = len(finding.elsewhere) - len(files)
    return ", ".join([*([here] if lines else []), *files]) + (f" and {left} more" if left else "")


def _excerpt(finding: Finding, source: Source, style: Style) -> Iterator[str]:
    """The source line with marks under what is meant; nothing for something absent."""
    if finding.span.start == finding.span.end:
        return
    place = source.place(finding.span)
    text = source.line_text(place.line)
    end = place.end_column - 1 if place.end_line == place.line else len(text)
    number = str(place.line)
    room = style.width - len(number) - 5
    shown, start, stop = window(text, place.column - 1, max(end, place.column), room)
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * start}{style.paint('^' * max(1, stop - start), finding.severity)}"
