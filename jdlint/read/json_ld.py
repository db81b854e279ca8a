"""Structured data in a page: the schema.org JobPosting in its JSON-LD, read as front matter is.

Its description is left out: it repeats the page, and the page is what is read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from jdlint.data import json_text
from jdlint.data.nodes import Node
from jdlint.model import Meta, Problem
from jdlint.text import Span

_OPENING = re.compile(
    r"<!--|<script(?=\s)(?=[^<>]{0,500}\btype\s*=\s*[\"']?application/ld\+json\b)[^<>]*+>|<script\b[^<>]*+>",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</script\s*+>", re.IGNORECASE)
_WRAPPING = re.compile(r"\s*+(?://\s*+)?<!\[CDATA\[|(?://\s*+)?\]\]>\s*+\Z")
_NAMES = ("@graph", "mainEntity")  # where the things of a page stand
_LEFT_OUT = frozenset(("description", "responsibilities", "qualifications", "skills", "image", "logo"))


class Data(NamedTuple):
    """The posting's structured data, and what of the page's could not be read."""

    meta: Meta | None
    problems: tuple[Problem, ...] = ()


def read_json_ld(text: str, start: int) -> Data:
    """The first JobPosting in the JSON-LD of a page from ``start`` on."""
    found: Node | None = None
    problems: list[Problem] = []
    for span in _blocks(text, start) if "ld+json" in text else ():
        try:
            node = json_text.load(text, *_unwrapped(text, span))
        except json_text.JsonError as error:
            problems.append(Problem("structured-data", error.problem, Span(error.offset, error.offset)))
            continue
        found = found or _posting(node)
    return Data(_meta(found) if found is not None else None, tuple(problems))


def _blocks(text: str, start: int) -> Iterator[Span]:
    """Where JSON-LD stands: in scripts of its type, those in comments and within other scripts not."""
    at = start
    while found := _OPENING.search(text, at):
        if found.group() == "<!--":
            at = text.find("-->", found.end())
            if at < 0:
                return
            continue
        closing = _CLOSING.search(text, found.end())
        if closing is None:
            return
        if "ld+json" in found.group().lower():
            yield Span(found.end(), closing.start())
        at = closing.end()


def _unwrapped(text: str, span: Span) -> Span:
    start, end = span
    opening = _WRAPPING.match(text, start, end)
    if opening is None:
        return span
    closing = text.rfind("]]>", opening.end(), end)
    slashes = text.rfind("//", max(opening.end(), closing - 9), closing) if closing >= 0 else -1
    return Span(opening.end(), slashes if slashes >= 0 else closing if closing >= 0 else end)


def _posting(node: Node) -> Node | None:
    """The first JobPosting: the thing itself, or one of a list, of a graph, or what the page is about."""
    if isinstance(node.parts, list):
        return next((found for part in node.parts if (found := _posting(part)) is not None), None)
    if not isinstance(node.parts, dict):
        return None
    types = node.value.get("@type")
    for name in types if isinstance(types, list) else [types]:
        if isinstance(name, str) and re.split(r"[/:#]", name)[-1] == "JobPosting":
            return node
    inner = (_posting(node.parts[name]) for name in _NAMES if name in node.parts)
    return next((found for found in inner if found is not None), None)


def _meta(node: Node) -> Meta:
    values: dict[str, Any] = {}
    keys: dict[str, Span] = {}
    spans: dict[str, Span] = {}
    _flatten(node, "", values, keys, spans)
    return Meta(values, keys, spans, node.span, shown=False)


def _flatten(node: Node, prefix: str, values: dict[str, Any], keys: dict[str, Span], spans: dict[str, Span]) -> None:
    for key, part in node.parts.items() if isinstance(node.parts, dict) else ():
        if key.startswith("@") or key in _LEFT_OUT:
            continue
        name = prefix + key
        values[name] = _said(part.value)
        keys[name], spans[name] = node.keys[key], part.span
        _flatten(part, name + ".", values, keys, spans)


def _said(value: Any) -> Any:
    """A value less what says nothing to a reader: types, and parts that are empty."""
    if isinstance(value, str):
        return html.unescape(value).strip()
    if isinstance(value, dict):
        parts = {key: _said(part) for key, part in value.items() if not key.startswith("@")}
        return {key: part for key, part in parts.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [part for part in map(_said, value) if part not in (None, "", [], {})]
    return value
