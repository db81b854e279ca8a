"""junit: XML for services that show test results: a suite for each file, a failed case for each finding."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from jdlint.findings import FileReport, Finding, Report
from jdlint.formats.places import marked, plain_path, spot
from jdlint.formats.screen import printable
from jdlint.formats.style import Style, plural
from jdlint.text import Source

_COUNTS = ("tests", "failures", "errors", "skipped")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no reader takes them, escaped or not


def render(report: Report, style: Style) -> str:
    """All files, those without a finding as a case that passed and those that are over as one that was skipped."""
    root = ElementTree.Element("testsuites", name="jdlint")
    for file in report.files:
        root.append(_suite(file, report, style))
    _count(root, *(sum(int(suite.get(name, "0")) for suite in root) for name in _COUNTS))
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(file: FileReport, report: Report, style: Style) -> ElementTree.Element:
    path = _xml(plain_path(file.source.path))
    suite = ElementTree.Element("testsuite", name=path)
    findings = file.visible()
    if file.closed and not style.everything:
        said = f"this posting is over ({file.closed}); {plural(len(findings), 'finding')} not shown"
        case = ElementTree.SubElement(suite, "testcase", name="posting is over", classname=path, file=path)
        ElementTree.SubElement(case, "skipped", message=_line(said))
        _count(suite, 1, 0, 0, 1)
    elif findings:
        for finding in findings:
            suite.append(_case(file.source, finding, path, report))
        _count(suite, len(findings), len(findings), 0, 0)
    else:
        ElementTree.SubElement(suite, "testcase", name="nothing found", classname=path, file=path)
        _count(suite, 1, 0, 0, 0)
    return suite


def _case(source: Source, finding: Finding, path: str, report: Report) -> ElementTree.Element:
    place = marked(source, finding.span)
    where = spot(source, finding)
    name = f"{finding.rule} {where.lstrip(': ')}"
    case = ElementTree.Element("testcase", name=name, classname=path, file=path, line=str(place.line))
    failure = ElementTree.SubElement(case, "failure", type=finding.severity, message=_line(finding.message))
    said = f"{path}{where}: {finding.severity}: {_line(finding.message)} [{finding.rule}]"
    info = report.rules.get(finding.rule)
    failure.text = f"{said}\n{_line(info.why)}" if info is not None and info.why else said
    return case


def _count(element: ElementTree.Element, *numbers: int) -> None:
    for name, number in zip(_COUNTS, numbers, strict=True):
        element.set(name, str(number))


def _line(text: str) -> str:
    """A text as one line of XML."""
    return _xml(printable(text))


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
