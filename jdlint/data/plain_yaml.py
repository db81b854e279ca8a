"""The plainest YAML, read in a tenth of the time: lines of `key: value`, one level below them, lists in brackets.

Most heads of files are no more than that. What is anything else is left to the YAML reader, which gives the same nodes.
"""

from __future__ import annotations

import re
from typing import Any

from jdlint.data.nodes import Node
from jdlint.data.scalars import scalar
from jdlint.text import Span, later, made

# colons and number signs end a word only before or after a blank, and most marks mean something only at its beginning
_BEGIN = r"[^\n ,:#?&*!|>%@`'\"\[\]{}-]"
# no group repeats possessively: before Python 3.11.5 such a repeat keeps what its last, failed round took
_BARE = rf"{_BEGIN}(?:[^\n :#]|[:#]++[^\n :#])*(?: ++(?:[^\n :#]|(?<! )[:#]++[^\n :#])+)*"
_QUOTED = r"\"[^\n\"\\]*+\"|'[^\n']*+'"
_IN_LIST = rf"{_BEGIN}[^\n ,:#?\[\]{{}}]*+(?: ++[^\n ,:#?\[\]{{}}]++)*"  # brackets and commas part the values there
_LINE = re.compile(
    rf"( *+)([A-Za-z_][A-Za-z0-9_-]{{0,60}}+):(?: ++(?:({_BARE})|({_QUOTED})|(\[[^\n\]]*+\])))? *+(?:\n|\Z)"
)
_ITEM = later(rf"(?:({_QUOTED})|({_IN_LIST}))(?:, *+|\Z)")


def read(text: str) -> Node | None:
    """The mapping in a text as the YAML reader has it, or None where the text is for that one to read."""
    if not text.replace("\n", "").isprintable():  # tabs, and what is no character or another line break to YAML
        return None
    keys: dict[str, Span] = {}
    parts: dict[str, Node] = {}
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None or line[1] or line[2] in parts:
            return None
        key, at = line[2], line.end()
        value = _value(line)
        if text.startswith(" ", at):
            value = _below(text, at) if line.lastindex == 2 else None
            at = value.span.end if value else at
        if value is None:
            return None
        parts[key], keys[key] = value, made(Span, line.span(2))
    return _mapping(0, at, keys, parts) if parts else None


def _below(text: str, at: int) -> Node | None:
    """The mapping of the lines that are indented; None where they are something else."""
    keys: dict[str, Span] = {}
    parts: dict[str, Node] = {}
    start, indent = -1, ""
    while text.startswith(" ", at):
        line = _LINE.match(text, at)
        if line is None or line[2] in parts or (parts and line[1] != indent):
            return None
        if not parts:
            start, indent = line.start(2), line[1]
        value = _value(line)
        if value is None:
            return None
        parts[line[2]], keys[line[2]] = value, made(Span, line.span(2))
        at = line.end()
    return _mapping(start, at, keys, parts)


def _mapping(start: int, end: int, keys: dict[str, Span], parts: dict[str, Node]) -> Node:
    return made(Node, ({key: part.value for key, part in parts.items()}, made(Span, (start, end)), keys, parts))


def _value(line: re.Match[str]) -> Node | None:
    """What stands behind the colon of a line; None for a list of more than bare and quoted words."""
    kind = line.lastindex
    if kind == 3:
        return _node(scalar(line[3]), line.span(3))
    if kind == 4:
        return _node(line[4][1:-1], line.span(4))
    if kind == 5:
        return _list(line.string, *line.span(5))
    return _node(None, (line.end(2) + 1,) * 2)


def _list(text: str, start: int, end: int) -> Node | None:
    parts: list[Node] = []
    at = start + 1
    while at < end - 1:
        item = _ITEM.match(text, at, end - 1)
        if item is None:
            return None
        kind, at = item.lastindex or 0, item.end()
        parts.append(_node(item[1][1:-1] if kind == 1 else scalar(item[2]), item.span(kind)))
    return Node([part.value for part in parts], Span(start, end), {}, parts)


def _node(value: Any, span: tuple[int, int]) -> Node:
    return made(Node, (value, made(Span, span), {}, None))
