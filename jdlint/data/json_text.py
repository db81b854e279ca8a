"""JSON with positions: every value knows its span, and hostile input ends in an error with a place.

What `json.loads` takes, read token by token, with bounds on length, depth and number; raw line breaks in a string are
let pass, as programs that look for structured data in pages do.
"""

from __future__ import annotations

import json
import re
from typing import Any

from jdlint.data.nodes import Node
from jdlint.text import Span

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*+\"", re.DOTALL)
_SCALAR = re.compile(
    r"-?(?:0|[1-9][0-9]{0,300}+)(?:\.[0-9]{1,300}+)?(?:[eE][-+]?[0-9]{1,3}+)?(?![\w.])|(?:true|false|null)\b"
)


class JsonError(ValueError):
    """Text that is no JSON we read: what is wrong, and at which offset."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


def load(text: str, start: int, end: int) -> Node:
    """The one value of ``text[start:end]``, with spans in the whole text. Raises JsonError."""
    if end - start > MAX_CHARACTERS:
        raise JsonError(f"more than {MAX_CHARACTERS:,} characters", start)
    builder = _Builder(text, start, end)
    node = builder.node(0)
    if builder.next():
        raise JsonError("something follows the end of the data", builder.at)
    return node


class _Builder:
    """Nodes, one after the other, with bounds on depth and number."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.count = 0

    def next(self) -> str:
        """The next character that is no white space; empty at the end."""
        found = _SPACE.match(self.text, self.at, self.end)
        self.at = found.end() if found else self.at
        return self.text[self.at] if self.at < self.end else ""

    def node(self, depth: int) -> Node:
        first = self.next()
        start = self.at
        self.count += 1
        if self.count > MAX_NODES:
            raise JsonError(f"more than {MAX_NODES:,} values", start)
        if depth > MAX_DEPTH:
            raise JsonError(f"nested more than {MAX_DEPTH} deep", start)
        if first == "{":
            return self._object(start, depth)
        if first == "[":
            return self._array(start, depth)
        value = self._scalar(_STRING if first == '"' else _SCALAR, "a value")
        return Node(value, Span(start, self.at), {}, None)

    def _scalar(self, pattern: re.Pattern[str], wanted: str) -> Any:
        found = pattern.match(self.text, self.at, self.end)
        if found is None:
            unclosed = pattern is _STRING and self.next() == '"'
            raise JsonError("a string that does not end" if unclosed else f"{wanted} is missing", self.at)
        try:
            value = json.loads(found.group(), strict=False)
        except ValueError:
            raise JsonError("a backslash that means nothing", self.at) from None
        self.at = found.end()
        return value

    def _object(self, start: int, depth: int) -> Node:
        keys: dict[str, Span] = {}
        parts: dict[str, Node] = {}
        self.at += 1
        more = self.next() != "}"
        while more:
            self.next()
            begin = self.at
            key = self._scalar(_STRING, "a key in quotation marks")
            keys[key] = Span(begin, self.at)
            if self.next() != ":":
                raise JsonError("a colon is missing", self.at)
            self.at += 1
            parts[key] = self.node(depth + 1)
            more = self._more("}")
        self.at += 1
        return Node({key: part.value for key, part in parts.items()}, Span(start, self.at), keys, parts)

    def _array(self, start: int, depth: int) -> Node:
        parts: list[Node] = []
        self.at += 1
        more = self.next() != "]"
        while more:
            parts.append(self.node(depth + 1))
            more = self._more("]")
        self.at += 1
        return Node([part.value for part in parts], Span(start, self.at), {}, parts)

    def _more(self, closing: str) -> bool:
        """Whether another part follows, after a comma."""
        mark = self.next()
        if mark not in (",", closing) or not mark:
            raise JsonError(f"a comma or {closing} is missing", self.at)
        self.at += mark == ","
        return mark == ","
