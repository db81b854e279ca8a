"""sarif: SARIF 2.1.0, with all that GitHub code scanning asks for, for it and for editors that show such files.

All rules that ran are listed, so that the list does not change with what was found.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
from collections.abc import Sequence
from typing import Any

from jdlint.findings import Elsewhere, Fix, Report, RuleInfo, Severity, worst_first
from jdlint.formats.fingerprint import Identified, identified
from jdlint.formats.places import marked, replaced, uri
from jdlint.formats.screen import printable
from jdlint.formats.style import Style, plural
from jdlint.formats.summary import laws_checked
from jdlint.text import Place, Source

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_RESULTS = 25_000  # GitHub refuses a file with more
_DESCRIPTION = 1024  # characters of a description that GitHub takes
_RELATED = 100  # other places of a finding
_LINKED = 6  # other places that the message leads to


def render(report: Report, style: Style) -> str:
    """One run with all rules and all visible findings of postings that are not over."""
    files = report.files if style.everything else report.open_files()
    found = list(identified(files))
    kept = _most_important(found)
    rules = _rules(report, found)
    indexes = {rule["id"]: index for index, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "jdlint", **_about_package(), "rules": rules}},
        "invocations": [_invocation(report, len(found) - len(kept))],
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, indexes[one.finding.rule]) for one in kept],
        "properties": {"asOf": report.as_of.isoformat(), **_laws(report)},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _laws(report: Report) -> dict[str, list[str]]:
    """Which places' pay-transparency law postings were held to, in words, where they were."""
    said = laws_checked(report)
    return {"laws": said} if said else {}


def _most_important(found: Sequence[Identified]) -> list[Identified]:
    """As many findings as GitHub takes, the most important ones, in their order."""
    numbers = sorted(range(len(found)), key=lambda number: worst_first(found[number].finding)[:-1])
    return [found[number] for number in sorted(numbers[:_RESULTS])]


def _about_package() -> dict[str, str]:
    """The version and the address of jdlint, as far as the installed package states them."""
    try:
        package = importlib.metadata.metadata("jdlint")
    except importlib.metadata.PackageNotFoundError:  # run from its sources alone
        return {}
    about = {"version": package["Version"]}
    for named in package.get_all("Project-URL") or ():
        address = named.rpartition(", ")[2]
        if _is_absolute(address):
            return {**about, "informationUri": address}
    return about


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    value: dict[str, Any] = {"executionSuccessful": not report.broken}
    if left_out:
        said = f"{plural(left_out, 'finding')} left out: GitHub takes {_RESULTS} results; the most important ones are here."
        value["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": said}}]
    return value


def _rules(report: Report, found: Sequence[Identified]) -> list[dict[str, Any]]:
    return [
        _rule(name, report.rules.get(name) or RuleInfo("", "", (), "", "other"))
        for name in sorted({*report.rules, *(finding.rule for _, finding, _ in found)})
    ]


def _rule(name: str, info: RuleInfo) -> dict[str, Any]:
    title = info.title or name
    why = info.why or title
    more = f"`jdlint rule {name}` says more and shows examples."
    value: dict[str, Any] = {
        "id": name,
        "name": "".join(word.capitalize() for word in re.split(r"[-_]", name)),  # SARIF wants another one than the id
        "shortDescription": {"text": _short(title)},
        "fullDescription": {"text": _short(why)},
        "help": {
            "text": "\n".join([why, *info.sources, more.replace("`", "")]),
            "markdown": "\n\n".join([why, *(f"<{source}>" for source in info.sources), more]),
        },
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {
            "tags": [info.category],
            # what is no mere hint speaks only where it is sure
            "precision": "medium" if info.severity == "info" else "high",
            "problem.severity": _PROBLEMS[info.severity],
            "priority": info.priority,
        },
    }
    if _is_absolute(info.url):
        value["helpUri"] = info.url
    return value


def _is_absolute(address: str) -> bool:
    return re.match(r"https?://", address) is not None


def _short(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[: _DESCRIPTION - 1] + "…"


def _result(one: Identified, index: int) -> dict[str, Any]:
    source, finding, fingerprint = one
    place = marked(source, finding.span)
    others = [marked(source, span) for span in finding.related[:_RELATED]]
    value: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message, place, others, source.unit)},
        "locations": [{"physicalLocation": _location(source, place)}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        "properties": {"confidence": finding.confidence, "basis": finding.basis, "priority": finding.priority},
    }
    related = [_location(source, other) for other in others] + [_location_of(each) for each in finding.elsewhere]
    if related:
        value["relatedLocations"] = [_related(number, each) for number, each in enumerate(related[:_RELATED], 1)]
    if finding.fix is not None and finding.fix.edits:
        value["fixes"] = [_fix(source, finding.fix)]
    return value


def _related(number: int, location: dict[str, Any]) -> dict[str, Any]:
    said = {"text": "another place of this finding"}
    return {"id": number, "message": said, "physicalLocation": location}


def _message(text: str, place: Place, others: Sequence[Place], unit: str) -> str:
    """The message, with links to other lines: GitHub shows only those other places that a message leads to."""
    said = printable(text).replace("](", "] (")  # what a posting says becomes no link
    numbers: dict[int, int] = {}
    for number, other in enumerate(others, 1):
        if other.line != place.line:
            numbers.setdefault(other.line, number)
    links = [f"[{unit} {line}]({number})" for line, number in numbers.items()][:_LINKED]
    return f"{said} See also {', '.join(links)}." if links else said


def _location(source: Source, place: Place) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri(source.path)}, "region": _region(place)}


def _location_of(place: Elsewhere) -> dict[str, Any]:
    """A place in another file, of which only the lines are known: GitHub asks for columns, so the first one stands for them."""
    return {
        "artifactLocation": {"uri": uri(place.path)},
        "region": {"startLine": place.line, "startColumn": 1, "endLine": place.end_line, "endColumn": 2},
    }


def _region(place: Place) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), place, strict=True))


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(replaced(source, edit)), "insertedContent": {"text": edit.replacement}}
        for edit in sorted(fix.edits)
    ]
    return {
        "description": {"text": printable(fix.title)},
        "artifactChanges": [{"artifactLocation": {"uri": uri(source.path)}, "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }
