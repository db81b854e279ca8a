"""Data that knows where it stands in its text: what YAML and JSON are read into."""

from __future__ import annotations

from typing import Any, NamedTuple

from jdlint.text import Span


class Node(NamedTuple):
    """A value as plain data, with its span and those of its parts."""

    value: Any
    span: Span
    keys: dict[str, Span]  # of a mapping: where each key stands
    parts: dict[str, Node] | list[Node] | None

    def at(self, *path: str | int) -> Span:
        """The span of the value at a path, or of the nearest part above it that exists."""
        node = self
        for step in path:
            if isinstance(node.parts, dict) and isinstance(step, str):
                part = node.parts.get(step)
            else:
                listed = node.parts if isinstance(node.parts, list) and isinstance(step, int) else []
                part = next(iter(listed[int(step) : int(step) + 1]), None) if listed else None
            if part is None:
                break
            node = part
        return node.span
