"""Formats: a Report as text. Each is a function of the report and a style; none reads a configuration or prints.

Those for services load their modules when they are asked for: a run on a screen has no use for hashes and XML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jdlint.findings import Report
from jdlint.formats import concise, json, text
from jdlint.formats.statistics import statistics
from jdlint.formats.style import Style
from jdlint.formats.summary import summary


def _sarif(report: Report, style: Style) -> str:
    from jdlint.formats import sarif

    return sarif.render(report, style)


def _github(report: Report, style: Style) -> str:
    from jdlint.formats import github

    return github.render(report, style)


def _gitlab(report: Report, style: Style) -> str:
    from jdlint.formats import gitlab

    return gitlab.render(report, style)


def _junit(report: Report, style: Style) -> str:
    from jdlint.formats import junit

    return junit.render(report, style)


def _rdjson(report: Report, style: Style) -> str:
    from jdlint.formats import rdjson

    return rdjson.render(report, style)


def _markdown(report: Report, style: Style) -> str:
    from jdlint.formats import markdown

    return markdown.render(report, style)


def _html(report: Report, style: Style) -> str:
    from jdlint.formats import html

    return html.render(report, style)


FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "rdjson": _rdjson,
    "markdown": _markdown,
    "html": _html,
}

__all__ = ["FORMATS", "Style", "statistics", "summary"]
