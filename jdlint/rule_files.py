"""Reads a rule file and holds its frame and examples to the schema; every fault has a file, a line and a column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jdlint.data import yaml
from jdlint.findings import BASES, CONFIDENCES, SEVERITIES
from jdlint.model import BLOCK_KINDS, DOCUMENT_KINDS, FORMATS, PASSAGES
from jdlint.rules import CATEGORIES, STATUSES
from jdlint.text import Source, Span
from jdlint.words import nearest


class RuleError(ValueError):
    """A rule file that is not one: what is wrong, in which file, line and column."""

    def __init__(self, path: str, line: int, column: int, problem: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {problem}")
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem


class RuleFile(NamedTuple):
    """A rule file as read: plain values, and the nodes that know their places."""

    path: Path
    source: Source
    frame: yaml.Node
    examples: yaml.Node | None

    def error(self, span: Span, problem: str) -> RuleError:
        """An error at a place of this file."""
        place = self.source.place(span)
        return RuleError(self.source.path, place.line, place.column, problem)


_NESTED_REPEAT = re.compile(
    r"\((?:[^()]|\([^()]*\))*(?:[+*]|\{\d*,\})(?![+])(?:[^()]|\([^()]*\))*\)(?:[+*]|\{\d*,\})(?![+])"
)


def _texts(**more: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", **more}, "minItems": 1}


_NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"
FRAME_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A jdlint rule",
    "type": "object",
    "required": ["rule", "title", "severity", "basis", "priority", "check", "message", "why", "sources"],
    "additionalProperties": False,
    "properties": {
        "rule": {"type": "string", "pattern": _NAME},
        "title": {"type": "string", "minLength": 3},
        "category": {"enum": list(CATEGORIES)},
        "status": {"enum": list(STATUSES)},
        "default": {"enum": ["on", "off"]},
        "severity": {
            "anyOf": [
                {"enum": list(SEVERITIES)},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": False,
                    "properties": {confidence: {"enum": list(SEVERITIES)} for confidence in CONFIDENCES},
                },
            ]
        },
        "basis": {"enum": list(BASES)},
        "priority": {"type": "integer", "minimum": 1, "maximum": 100},
        "check": {"type": "string"},
        "for": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"kinds": _texts(enum=list(DOCUMENT_KINDS)), "languages": _texts(pattern="^([a-z]{2}|und)$")},
        },
        "in": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "blocks": _texts(enum=list(BLOCK_KINDS)),
                "sections": _texts(),
                "not_sections": _texts(),
                "not_passages": _texts(enum=list(PASSAGES)),
            },
        },
        "message": {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
            ]
        },
        "why": {"type": "string", "minLength": 10},
        "sources": _texts(pattern="^https?://"),
        "options": {"type": "object"},
    },
}
_GIVEN: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "kind": {"enum": list(DOCUMENT_KINDS)},
        "language": {"type": "string"},
        "format": {"enum": list(FORMATS)},
        "bytes": {"type": "string"},
        "bytes_repeat": {"type": "integer"},
        "repeat": {"type": "integer"},
        "missing": {"type": "boolean"},
        "raises": {"type": "boolean"},
    },
}
EXAMPLES_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["bad", "good"],
    "additionalProperties": False,
    "properties": {
        "given": _GIVEN,
        "marks": {"type": "string", "pattern": r"^\S+ \S+$"},
        "bad": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {"type": "string"},
                    "says": {"type": "string"},
                    "fixed": {"type": "string"},
                    "given": _GIVEN,
                },
            },
        },
        "good": {
            "type": "array",
            "minItems": 1,
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "required": ["text"],
                        "additionalProperties": False,
                        "properties": {"text": {"type": "string"}, "given": _GIVEN},
                    },
                ]
            },
        },
    },
}


def read_rule_file(path: Path) -> RuleFile:
    """A rule file's YAML. Raises RuleError where it is none, OSError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(str(path), 1, 1, f"this is no UTF-8 text ({error.reason}); save the file as UTF-8") from None
    source = Source(text, str(path))
    try:
        documents = yaml.load_all(text)
    except yaml.YamlError as error:
        place = source.place(Span(error.offset, error.offset))
        raise RuleError(str(path), place.line, place.column, f"this is no YAML: {error.problem}") from None
    if not documents or not isinstance(documents[0].value, dict):
        raise RuleError(str(path), 1, 1, "this is no rule: it should begin with 'rule: name'")
    return RuleFile(path, source, documents[0], documents[1] if len(documents) > 1 else None)


def check_frame(file: RuleFile) -> None:
    """Raise RuleError for the first fault of the frame or of the examples."""
    check_schema(file, file.frame, FRAME_SCHEMA)
    name = file.frame.value["rule"]
    if name != file.path.stem:
        raise file.error(
            file.frame.at("rule"), f"the rule is called '{name}' and its file '{file.path.name}'; give both one name"
        )
    if file.examples is None:
        raise file.error(Span(0, 0), "there are no examples; add '---' and 'bad:' and 'good:' lists")
    check_schema(file, file.examples, EXAMPLES_SCHEMA)


def check_schema(file: RuleFile, node: yaml.Node, schema: Mapping[str, Any], *path: str | int) -> None:
    """Raise RuleError for the first place where a node, or its part at ``path``, breaks a JSON Schema."""
    from jsonschema import Draft202012Validator  # slow to import, and needed only for files of users

    value = node.value
    for step in path:
        value = value[step]
    found = Draft202012Validator(schema, format_checker=_formats()).iter_errors(value)
    errors = [_telling(error) for error in found]
    if errors:
        # a key that is not known says more than the one that is missed for it
        error = min(
            errors, key=lambda each: (each.validator != "additionalProperties", list(map(str, each.absolute_path)))
        )
        where = [*path, *error.absolute_path]
        raise file.error(_fault_span(node, where, error), _fault_words(where, error))


def _telling(error: Any) -> Any:
    """Of the alternatives that a value fails, the one that it comes nearest to: the fault that lies deepest in it."""
    while error.validator == "anyOf" and error.context:
        error = max(error.context, key=_depth)
    return error


def _depth(error: Any) -> tuple[int, bool, bool]:
    return len(error.absolute_path), error.validator == "additionalProperties", error.validator != "type"


def _formats() -> Any:
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("regex", raises=ValueError)(_is_safe_pattern)
    return checker


def _is_safe_pattern(pattern: object) -> bool:
    """Whether a regular expression can be compiled and has no unbounded repeat within another. Raises ValueError."""
    if not isinstance(pattern, str):
        return True
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"this is no regular expression: {error}") from None
    if _NESTED_REPEAT.search(re.sub(r"\\.|\[(?:\\.|[^\]])*\]", "x", pattern)):
        raise ValueError(
            "a repeat without end within another can take for ever; give one of them a limit, such as {0,20}"
        )
    return True


def _fault_span(node: yaml.Node, path: Sequence[str | int], error: Any) -> Span:
    if error.validator == "additionalProperties":
        inner = node
        for step in path:
            inner = inner.parts[step]  # type: ignore[index]
        extra = next((key for key in inner.keys if key not in error.schema.get("properties", {})), None)
        if extra is not None:
            return inner.keys[extra]
    return node.at(*path)


def _fault_words(path: Sequence[str | int], error: Any) -> str:
    where = ".".join(str(step) for step in path) or "the rule"
    if error.validator == "additionalProperties":
        legal = list(error.schema.get("properties", {}))
        extra = next((key for key in error.instance if key not in legal), "")
        return f"'{extra}' is not known here{nearest(extra, legal)}"
    if error.validator == "enum":
        legal = [str(value) for value in error.validator_value]
        return f"{where}: '{error.instance}' is not one of {', '.join(legal)}{nearest(str(error.instance), legal)}"
    if error.validator == "required":
        missing = re.match(r"'([^']+)'", error.message)
        return f"{where} lacks '{missing.group(1) if missing else '?'}'"
    if error.validator == "format":
        return f"{where}: {error.cause or error.message}"
    return f"{where}: {error.message}"
