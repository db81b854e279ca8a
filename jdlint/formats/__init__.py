"""Formats: a Report as text. Each is a function of the report and a style; none reads a configuration or prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jdlint.findings import Report
from jdlint.formats import concise, json, text
from jdlint.formats.style import Style
from jdlint.formats.summary import summary

FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
}

__all__ = ["FORMATS", "Style", "summary"]
