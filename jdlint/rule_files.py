"""Reads a rule file and holds its frame and examples to the schema; every fault has a file, a line and a column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jdlint.data import yaml
from jdlint.findings import BASES, CONFIDENCES, SEVERITIES
from jdlint.model import BLOCK_KINDS, DOCUMENT_KINDS, FORMATS, PASSAGES
from jdlint.rules import CATEGORIES, STATUSES
from jdlint.text import Source, Span
from jdlint.yaml_files import FileError, first_fault, read_yaml


class RuleError(FileError):
    """A rule file that is not one."""


class RuleFile(NamedTuple):
    """A rule file as read: plain values, and the nodes that know their places."""

    path: Path
    source: Source
    frame: yaml.Node
    examples: yaml.Node | None

    def error(self, span: Span, problem: str) -> RuleError:
        """An error at a place of this file."""
        return RuleError(self.source, span, problem)

    def check(self, node: yaml.Node, schema: Mapping[str, Any], *path: str | int) -> None:
        """Raise RuleError for the first place where a node, or its part at ``path``, breaks a JSON Schema."""
        fault = first_fault(node, schema, *path)
        if fault is not None:
            raise self.error(*fault)


def _texts(**more: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", **more}, "minItems": 1}


NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"
FRAME_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A jdlint rule",
    "type": "object",
    "required": ["rule", "title", "severity", "basis", "priority", "check", "message", "why", "sources"],
    "additionalProperties": False,
    "properties": {
        "rule": {"type": "string", "pattern": NAME},
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
        "path": {"type": "string", "minLength": 1},
        "files": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
        "bytes": {"type": "string"},
        "bytes_repeat": {"type": "integer"},
        "repeat": {"type": "integer"},
        "missing": {"type": "boolean"},
        "raises": {"type": "boolean"},
        "as_of": {"type": "string", "format": "date"},
        "jurisdictions": _texts(),
        "employer_size": {"type": "integer", "minimum": 0},
        "company": {"type": "object", "minProperties": 1},
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
    source, documents = read_yaml(path, RuleError)
    if not documents or not isinstance(documents[0].value, dict):
        raise RuleError(source, Span(0, 0), "this is no rule: it should begin with 'rule: name'")
    return RuleFile(path, source, documents[0], documents[1] if len(documents) > 1 else None)


def check_frame(file: RuleFile) -> None:
    """Raise RuleError for the first fault of the frame or of the examples."""
    file.check(file.frame, FRAME_SCHEMA)
    name = file.frame.value["rule"]
    if name != file.path.stem:
        raise file.error(
            file.frame.at("rule"), f"the rule is called '{name}' and its file '{file.path.name}'; give both one name"
        )
    if file.examples is None:
        raise file.error(Span(0, 0), "there are no examples; add '---' and 'bad:' and 'good:' lists")
    file.check(file.examples, EXAMPLES_SCHEMA)
