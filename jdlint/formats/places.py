"""Paths and regions as services count them: from the root of the repository, and never past the end of a line."""

from __future__ import annotations

import os
import re

from jdlint.findings import Elsewhere, Finding
from jdlint.text import Edit, Place, Source, Span


def plain_path(path: str) -> str:
    """A path with `/` and without `./`; one from the root and one through `..` stay what they are."""
    posix = path.replace(os.sep, "/")
    root = "/" if posix.startswith("/") else ""
    return root + "/".join(part for part in posix.split("/") if part not in ("", "."))


def uri(path: str) -> str:
    """A path as a URI: relative as long as it is, else with `file:`, which services cut at the root they know."""
    plain = plain_path(path)
    if re.match(r"[A-Za-z]:/", plain) and os.sep == "\\":
        return f"file:///{plain[:2]}{_quoted(plain[2:])}"
    return f"file://{_quoted(plain)}" if plain.startswith("/") else _quoted(plain)


def _quoted(path: str) -> str:
    from urllib.parse import quote  # loads with addresses of the internet, which text output has no need of

    return quote(path, errors="surrogatepass")  # a file name need not be text


def marked(source: Source, span: Span) -> Place:
    """What to mark for a finding: its span within the lines, and for something absent the rest of the line."""
    place = source.place(span)
    width = len(source.line_text(place.line))
    last = len(source.line_text(place.end_line))
    start, end = min(place.column, width + 1), min(place.end_column, last + 1)
    if (place.line, start) < (place.end_line, end):
        return Place(place.line, start, place.end_line, end)
    return Place(place.line, start if start <= width else 1, place.line, width + 1)


def spot(source: Source, finding: Finding) -> str:
    """Where a finding lies, after the path: line and column, or what a person can count where there are none."""
    place = source.place(finding.span)
    return f":{place.line}:{place.column}" if source.unit == "line" else f": {source.unit} {place.line}"


def spot_of(place: Elsewhere) -> str:
    """The same of a place in another file."""
    return f":{place.line}" if place.unit == "line" else f": {place.unit} {place.line}"


def replaced(source: Source, edit: Edit) -> Place:
    """Just what an edit takes out: it may be empty, and line breaks count."""
    line, last = source.line(edit.start), source.line(edit.end)
    return Place(line, edit.start - source.starts[line - 1] + 1, last, edit.end - source.starts[last - 1] + 1)
