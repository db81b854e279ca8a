"""github: workflow commands, from which GitHub Actions makes annotations beside the lines of a change.

GitHub takes ten annotations of each kind from a step and drops the rest without a word; so the most important ones are
given, and a last line says how many are not.
"""

from __future__ import annotations

from jdlint.findings import Finding, Report, Severity, worst_first
from jdlint.formats.places import marked, plain_path
from jdlint.formats.screen import printable
from jdlint.formats.style import Style, plural
from jdlint.text import Source

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_LIMIT = 10  # annotations of a kind that GitHub takes from a step


def render(report: Report, style: Style) -> str:
    """Errors, then warnings, then notices: of each kind the most important first."""
    files = report.files if style.everything else report.open_files()
    found = [(file.source, finding) for file in files for finding in file.visible()]
    found.sort(key=lambda pair: worst_first(pair[1])[:-1])  # what is equal stays in order of file and place
    lines, left_out = [], []
    for severity, command in _COMMANDS.items():
        group = [pair for pair in found if pair[1].severity == severity]
        lines += [_command(command, *pair) for pair in group[:_LIMIT]]
        if len(group) > _LIMIT:
            left_out.append(f"{plural(len(group) - _LIMIT, severity)} of {len(group)}")
    if left_out:
        lines.append(
            f"jdlint: not annotated: {', '.join(left_out)}; GitHub shows {_LIMIT} of each kind for a step. "
            "`jdlint check --output-format concise` lists all."
        )
    return "".join(f"{line}\n" for line in lines)


def _command(command: str, source: Source, finding: Finding) -> str:
    place = marked(source, finding.span)
    properties = {"file": plain_path(source.path)}
    said = finding.message
    if source.unit != "line":  # GitHub would show a line that is none
        said = f"{finding.place}: {said}"
    else:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # GitHub refuses columns over several lines
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"jdlint ({finding.rule})"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return printable(f"::{command} {named}::{_data(said)}")


def _data(text: str) -> str:
    """As actions/toolkit escapes a message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As actions/toolkit escapes a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
