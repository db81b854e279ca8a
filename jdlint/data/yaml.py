"""YAML with positions, read safely: every value knows its span, and hostile input ends in an error with a place.

Nodes are built from the parser's events, so nesting is bounded before anything recurses; scalars are resolved as the
YAML 1.2 core schema has them, so `NO`, `off` and `37:30` stay text. Positions are code points by `mark.index` only
(the parser's own lines drift on U+2028).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from jdlint.data.nodes import Node as Node
from jdlint.data.scalars import scalar
from jdlint.text import Span

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

_BREAKS = frozenset("\x85\u2028\u2029")  # line breaks of YAML 1.1, which only double quotes keep
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """Text that is no YAML we read: what is wrong, and at which offset."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


class Twice(NamedTuple):
    """A key that stands twice in a mapping, and where the second time."""

    key: str
    offset: int


def load(text: str, twice: list[Twice] | None = None) -> Node:
    """The one document of a text. Raises YamlError, for a key that stands twice only where no list ``twice`` takes it."""
    documents = load_all(text, twice)
    if len(documents) > 1:
        raise YamlError("there is a second document", documents[1].span.start)
    return documents[0] if documents else Node(None, Span(0, 0), {}, None)


def load_all(text: str, twice: list[Twice] | None = None) -> list[Node]:
    """All documents of a text, with positions in it. Raises YamlError."""
    if len(text) > MAX_CHARACTERS:
        raise YamlError(f"more than {MAX_CHARACTERS:,} characters", 0)
    try:
        return _Builder(text, twice).documents()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        if text[at : at + 1] == "\t":
            raise YamlError("a tab; YAML wants blanks to indent with", at) from None
        raise YamlError(error.problem or "cannot be read", at) from None
    except UnicodeEncodeError as error:  # half a surrogate pair, which only a caller of ours can hand over
        raise YamlError("a character that YAML does not allow", error.start) from None
    except yaml.YAMLError as error:
        offset = getattr(error, "position", None)
        raise YamlError("a character that YAML does not allow", offset if isinstance(offset, int) else 0) from None


def dump(value: Any, *, compact: bool = False) -> str:
    """Plain data as YAML that reads back to the same: keys in their order, one line a value where it fits.

    ``compact``: lists are not indented, which the emitter in C can do: it is ten times as fast, for files that nobody edits.
    """
    return yaml.dump(value, Dumper=_Compact if compact else _Dumper, allow_unicode=True, sort_keys=False, width=1_000)


def _text(dumper: Any, data: str) -> Any:
    """Text, in quotes where we would read something else: PyYAML takes `12e3` for text, and `scalar` for a number."""
    style = '"' if _BREAKS.intersection(data) else None if scalar(data) == data else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


class _Dumper(yaml.SafeDumper):
    """As PyYAML's, but text that YAML 1.1 or 1.2 could take for something else is quoted, and lists are indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 (PyYAML's)
        super().increase_indent(flow, False)


class _Compact(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """As PyYAML's in C where that is there, with the same text in quotes."""


_Dumper.add_representer(str, _text)
_Compact.add_representer(str, _text)


class _Builder:
    """Nodes from the events of the parser, with bounds on depth and number."""

    def __init__(self, text: str, twice: list[Twice] | None) -> None:
        self.twice = twice
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def documents(self) -> list[Node]:
        found = []
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors = {}
                found.append(self._node(next(self.events), 0))
        return found

    def _node(self, event: Any, depth: int) -> Node:
        start = _index(event.start_mark)
        before = self.count
        self._counted(1, start)
        if depth > MAX_DEPTH:
            raise YamlError(f"nested more than {MAX_DEPTH} deep", start)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), start)
        if isinstance(event, yaml.ScalarEvent):
            value = scalar(event.value) if event.style in (None, "") and event.implicit[0] else event.value
            node = Node(value, Span(start, _index(event.end_mark)), {}, None)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(start, depth)
        else:
            node = self._mapping(start, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before)
        return node

    def _counted(self, number: int, offset: int) -> None:
        self.count += number
        if self.count > MAX_NODES:
            raise YamlError(f"more than {MAX_NODES:,} values", offset)

    def _alias(self, name: str, start: int) -> Node:
        if name not in self.anchors:
            raise YamlError(f"the alias '{name}' is not defined above", start)
        node, size = self.anchors[name]
        self._counted(size, start)
        return node

    def _sequence(self, start: int, depth: int) -> Node:
        parts: list[Node] = []
        end = start
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                end = _index(event.end_mark)
                break
            parts.append(self._node(event, depth + 1))
        return Node([part.value for part in parts], Span(start, max(end, start)), {}, parts)

    def _mapping(self, start: int, depth: int) -> Node:
        parts: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        end = start
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                end = _index(event.end_mark)
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError("a key that is no plain text", _index(event.start_mark))
            key = event.value
            if key in parts and self.twice is not None:
                self.twice.append(Twice(key, _index(event.start_mark)))
            elif key in parts:
                raise YamlError(f"the key '{key}' stands twice", _index(event.start_mark))
            keys[key] = Span(_index(event.start_mark), _index(event.end_mark))
            parts[key] = self._node(next(self.events), depth + 1)
        return Node({key: part.value for key, part in parts.items()}, Span(start, max(end, start)), keys, parts)


def _index(mark: Any) -> int:
    """Where a mark stands, in code points."""
    return int(mark.index)
