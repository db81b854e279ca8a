"""Front matter: YAML between ``---``, TOML between ``+++`` (sometimes indented), or an unfenced ``key: value`` head."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from jdlint.data import plain_yaml
from jdlint.data.nodes import Node
from jdlint.data.scalars import scalar
from jdlint.model import Meta, Problem
from jdlint.text import Span, later

_FENCE = later(r"[ \t]*(---|\+\+\+)[ \t]*\r?(?:\n|\Z)")
_TOML_KEY = later(
    r"^[ \t]*(?:\[(?P<table>[^\[\]\n]+)\]|(?P<key>[A-Za-z0-9_.-]+|\"[^\"\n]*\")[ \t]*=[ \t]*(?P<value>.*?))[ \t\r]*$",
    re.MULTILINE,
)
_BARE_KEY = later(r"([A-Za-z][A-Za-z_ -]{0,30}):(?:[ \t]+(\S[^\n]*?))?[ \t]*\r?(?:\n|\Z)")
_YAML_LINE = later(
    r"^(?P<key>[A-Za-z][\w-]{0,40}):[ \t]+(?P<quote>[\"']?)(?P<value>[^\s|>&*!{\"'][^\n]{0,300}?)(?P=quote)(?:[ \t]+#[^\n]*)?[ \t\r]*$",
    re.MULTILINE,
)
_MAIL = frozenset(("from", "subject"))  # what the head of a mail has
_MOST = 100_000  # characters of a head: beyond it a fence is a line of dashes


class Head(NamedTuple):
    """Front matter as read, and where the text after it begins."""

    meta: Meta | None
    end: int
    problems: tuple[Problem, ...] = ()


def read_front_matter(text: str) -> Head:
    """The front matter at the head of a text; a head that cannot be read is a problem, and is no text either."""
    opening = _FENCE.match(text, len(text) - len(text.lstrip("\r\n\t ")))
    if opening is None:
        return _unfenced(text)
    closing = _closing_fence(text, opening)
    if closing is None:
        return Head(None, 0)
    inner = Span(opening.end(), closing.start())
    whole = Span(opening.start(), closing.end())
    if opening.group(1) == "+++":
        return _toml(text, inner, whole)
    return _yaml(text, inner, whole)


def _closing_fence(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    at = opening.end()
    while 0 < at <= len(text) and at < opening.end() + _MOST:
        found = _FENCE.match(text, at)
        if found and found.group(1) == opening.group(1):
            return found
        at = text.find("\n", at) + 1
    return None


def _yaml(text: str, inner: Span, whole: Span) -> Head:
    content = text[inner.start : inner.end]
    plain = plain_yaml.read(content)
    if plain is not None:
        return Head(_meta(plain, inner, whole), whole.end)
    from jdlint.data import yaml  # loads only where front matter is more than plain

    try:
        twice: list[yaml.Twice] = []
        node = yaml.load(content, twice)
    except yaml.YamlError as error:
        at = min(inner.start + error.offset, inner.end)
        return Head(
            _of_lines(content, inner, whole), whole.end, (Problem("front-matter", error.problem, Span(at, at)),)
        )
    if not isinstance(node.parts, dict):
        # two thematic breaks with text between them are no front matter
        return Head(None, whole.end if node.value is None else 0)
    problems = tuple(
        Problem("front-matter", f"the key '{key}' stands twice", Span(inner.start + at, inner.start + at), sure=False)
        for key, at in twice
    )
    return Head(_meta(node, inner, whole), whole.end, problems)


def _of_lines(content: str, inner: Span, whole: Span) -> Meta | None:
    """What the lines `key: value` of a head say that cannot be read as a whole: `title: [CDD] Engineer`, `title: Cook: nights`."""
    values: dict[str, Any] = {}
    keys: dict[str, Span] = {}
    spans: dict[str, Span] = {}
    for found in _YAML_LINE.finditer(content):
        key = found["key"]
        open_list = found["value"][0] == "[" and "]" not in found["value"]
        if key not in values and not open_list:
            values[key] = scalar(found["value"])
            keys[key], spans[key] = (
                Span(inner.start + found.start(part), inner.start + found.end(part)) for part in ("key", "value")
            )
    return Meta(values, keys, spans, whole) if values else None


def _meta(node: Node, inner: Span, whole: Span) -> Meta:
    values: dict[str, Any] = {}
    keys: dict[str, Span] = {}
    spans: dict[str, Span] = {}
    _flatten(node, "", inner.start, values, keys, spans)
    return Meta(values, keys, spans, whole)


def _flatten(
    node: Node, prefix: str, offset: int, values: dict[str, Any], keys: dict[str, Span], spans: dict[str, Span]
) -> None:
    parts = node.parts if isinstance(node.parts, dict) else {}
    for key, part in parts.items():
        name = prefix + key
        values[name] = part.value
        keys[name] = Span(node.keys[key].start + offset, node.keys[key].end + offset)
        spans[name] = Span(part.span.start + offset, part.span.end + offset)
        _flatten(part, name + ".", offset, values, keys, spans)


def _toml(text: str, inner: Span, whole: Span) -> Head:
    import tomllib

    content = text[inner.start : inner.end]
    try:
        read = tomllib.loads("\n".join(line.strip() for line in content.replace("\r\n", "\n").split("\n")))
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        return Head(None, whole.end, (Problem("front-matter", str(error), Span(inner.start, inner.start)),))
    values: dict[str, Any] = {}
    for key, value in read.items():
        values[key] = value
        if isinstance(value, dict):
            values |= {f"{key}.{name}": inner_value for name, inner_value in value.items()}
    keys: dict[str, Span] = {}
    spans: dict[str, Span] = {}
    prefix = ""
    for found in _TOML_KEY.finditer(content):
        if found["table"]:
            prefix = found["table"].strip() + "."
            continue
        name = prefix + found["key"].strip('"')
        keys.setdefault(name, Span(inner.start + found.start("key"), inner.start + found.end("key")))
        value = Span(inner.start + found.start("value"), inner.start + found.end("value"))
        spans.setdefault(name, _unquoted(text, value))
    for name in values:
        keys.setdefault(name, inner)
        spans.setdefault(name, inner)
    return Head(Meta(values, keys, spans, whole), whole.end)


def _unquoted(text: str, span: Span) -> Span:
    if span.end - span.start >= 2 and text[span.start] in "\"'" and text[span.end - 1] == text[span.start]:
        return Span(span.start + 1, span.end - 1)
    return span


def _unfenced(text: str) -> Head:
    """A head of at least three ``key: value`` lines that a blank line ends, none of them a sentence; or that of a mail."""
    at = len(text) - len(text.lstrip("\r\n"))
    start = at
    values: dict[str, Any] = {}
    keys: dict[str, Span] = {}
    spans: dict[str, Span] = {}
    while found := _BARE_KEY.match(text, at):
        key = found.group(1)
        if key in values or len(found.group(2) or "") > 200:
            return Head(None, 0)
        values[key] = found.group(2)
        keys[key] = Span(*found.span(1))
        spans[key] = Span(*(found.span(2) if found.group(2) else (found.end(1) + 1,) * 2))
        at = found.end()
    ended = at >= len(text) or text[at] in "\r\n"
    aligned = sum(key[:1].islower() for key in keys)
    if {key.lower() for key in values} >= _MAIL:
        return Head(Meta(values, keys, spans, Span(start, at)), at)
    if len(values) < 3 or not ended or at >= len(text) or aligned < len(values) - 1:
        return Head(None, 0)  # `Location: Bristol` lines of a plain posting are sections, not keys
    return Head(Meta(values, keys, spans, Span(start, at)), at)
