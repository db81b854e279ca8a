"""Reads a configuration file and holds it to its schema: loaded only for files that changed."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

from jdlint import yaml_files
from jdlint.config import FAIL_ON, LARGEST, PRESETS, SECTION, ConfigError
from jdlint.data import yaml
from jdlint.findings import SEVERITIES
from jdlint.text import Source, Span
from jdlint.yaml_files import FileError, first_fault

_TABLE = re.compile(SECTION, re.MULTILINE)
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def _texts(description: str) -> dict[str, Any]:
    return {"description": description, "type": "array", "items": {"type": "string", "minLength": 1}}


_RULES: dict[str, Any] = {
    "description": "How loud a rule or a category is, and options of a rule.",
    "type": "object",
    "additionalProperties": {
        "anyOf": [
            {"enum": ["off", *SEVERITIES]},
            {"type": "object", "minProperties": 1, "properties": {"severity": {"enum": ["off", *SEVERITIES]}}},
        ]
    },
}
_BASE: dict[str, Any] = {"type": "string", "minLength": 1, "examples": list(PRESETS)}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A jdlint configuration",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "extends": {
            "description": f"Presets ({', '.join(PRESETS)}) and configuration files that this one builds on.",
            "anyOf": [_BASE, {"type": "array", "items": _BASE}],
        },
        "jurisdictions": _texts("Places whose law applies to the postings, such as us-ny."),
        "employer-size": {"description": "How many employees the employer has.", "type": "integer", "minimum": 0},
        "rule-paths": _texts("Rule files of your own, or folders of them."),
        "template-paths": _texts("Folders of posting templates of your own."),
        "rules": _RULES,
        "allow": _texts("Phrases in which nothing is reported, and terms of findings that are fine."),
        "overrides": {
            "description": "Settings for some files only.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["files"],
                "additionalProperties": False,
                "properties": {
                    "files": {
                        "description": "Patterns for paths, as in .gitignore.",
                        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
                    },
                    "rules": _RULES,
                    "allow": _texts("Phrases and terms that are fine in these files."),
                },
            },
        },
        "include": _texts("The files that are postings, where a folder is checked; patterns as in .gitignore."),
        "exclude": _texts("Files that are none, where a folder is checked."),
        "company": {
            "description": "Who hires: for rules that look for names and house statements.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "former-names": _texts("Names that the company no longer uses."),
                "statements": {
                    "description": "Texts of the house, which postings carry as they are.",
                    "type": "array",
                    "items": {
                        "anyOf": [
                            {"type": "string", "minLength": 1},
                            {
                                "type": "object",
                                "required": ["name", "text"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "text": {"type": "string", "minLength": 1},
                                    "required": {"type": "boolean"},
                                    "languages": _texts("The languages of the postings that it is for; left out, all."),
                                },
                            },
                        ]
                    },
                },
                "employees": {"type": "integer", "minimum": 0},
            },
        },
        "corpus": _texts("The files of postings that belong together; patterns as in .gitignore."),
        "baseline": {"description": "The file of findings that are known and not shown.", "type": "string"},
        "fail-on": {"description": "The least severity that fails a run.", "enum": list(FAIL_ON)},
        "max-warnings": {"description": "More warnings than these fail a run.", "type": "integer", "minimum": 0},
        "as-of": {"description": "What counts as today.", "type": "string", "format": "date"},
    },
}


class ConfigFileError(FileError, ConfigError):
    """A configuration file that is not one: what is wrong, in which file, line and column."""


def read_yaml(path: str) -> dict[str, Any]:
    """The values of a file and the place of each key. Raises ConfigFileError, OSError."""
    _check_size(path)
    source, documents = yaml_files.read_yaml(Path(path), ConfigFileError)
    if len(documents) > 1:
        raise ConfigFileError(source, documents[1].span, "a configuration is one document; take out the line '---'")
    if not documents or documents[0].value is None:
        return {"values": {}, "places": {}}
    return _validated(source, documents[0])


def read_toml(path: str) -> dict[str, Any] | None:
    """The same of the section [tool.jdlint] of a pyproject.toml; None where there is none."""
    _check_size(path)
    text = Path(path).read_text(encoding="utf-8-sig", errors="replace")
    section = _TABLE.search(text)
    start = section.start() if section else 0
    source = Source(text, path)
    try:
        tools = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError) as error:
        if section is None:
            return None  # broken, but not ours
        raise ConfigFileError(source, _place_of(error, source, start), f"this is no TOML: {error}") from None
    if not isinstance(tools, dict) or "jdlint" not in tools:
        return None  # what looks like the section is within a text
    return _validated(source, _node(tools["jdlint"], text, start))


def _place_of(error: Exception, source: Source, otherwise: int) -> Span:
    """Where TOML is broken: the reader says it in words only."""
    said = _AT.search(str(error))
    at = source.starts[int(said[1]) - 1] + int(said[2]) - 1 if said else otherwise
    return Span(at, at)


def _check_size(path: str) -> None:
    if Path(path).stat().st_size > LARGEST:
        raise ConfigError(f"'{path}' has more than {LARGEST:,} bytes: that is no configuration")


def _validated(source: Source, node: yaml.Node) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        raise ConfigFileError(
            source, node.span, "this is no configuration: it should have lines such as 'extends: strict'"
        )
    fault = first_fault(node, SCHEMA)
    if fault is not None:
        raise ConfigFileError(source, *fault)
    _check_patterns(source, node)
    places: dict[str, list[int]] = {}
    _add_places(node, "", source, places)
    return {"values": node.value, "places": places}


def _check_patterns(source: Source, node: yaml.Node) -> None:
    """Raise ConfigFileError for a pattern that leads out of the folder: it would match nothing, and nobody would know."""
    keys: list[tuple[str | int, ...]] = [("include",), ("exclude",), ("corpus",)]
    keys += [("overrides", number, "files") for number in range(len(node.value.get("overrides", ())))]
    for path in keys:
        listed = node.value
        for step in path:
            listed = listed[step] if isinstance(step, int) else listed.get(step, ())
        for number, pattern in enumerate([listed] if isinstance(listed, str) else listed):
            if ".." in pattern.lstrip("!").split("/"):
                place = node.at(*path) if isinstance(listed, str) else node.at(*path, number)
                problem = (
                    f"{'.'.join(map(str, path))}: '{pattern}' can match nothing: patterns are seen from the folder of the"
                    " configuration, and '..' leads out of it; move the configuration up, and write the pattern without '..'"
                )
                raise ConfigFileError(source, place, problem)


def _add_places(node: yaml.Node, path: str, source: Source, places: dict[str, list[int]]) -> None:
    if isinstance(node.parts, dict):
        for key, part in node.parts.items():
            place = source.place(node.keys[key])
            places[f"{path}{key}"] = [place.line, place.column]
            _add_places(part, f"{path}{key}.", source, places)
    elif isinstance(node.parts, list):
        for number, part in enumerate(node.parts):
            place = source.place(part.span)
            places[f"{path}{number}"] = [place.line, place.column]
            _add_places(part, f"{path}{number}.", source, places)


def _node(value: Any, text: str, start: int, key: str = "") -> yaml.Node:
    """TOML values as nodes; their places are those of their keys, looked for in the section."""
    pattern = rf"(?:^[ \t]*\[{{0,2}}(?:[\w.\"' -]*[.\"' ])??|[{{,][ \t]*[\"']?)({re.escape(key)})[\"']?[ \t]*[=\].]"
    found = re.compile(pattern, re.MULTILINE).search(text, start)
    span = Span(*found.span(1)) if key and found else Span(start, start)
    if isinstance(value, dict):
        parts = {name: _node(part, text, span.start, name) for name, part in value.items()}
        return yaml.Node(
            {name: part.value for name, part in parts.items()},
            span,
            {name: part.span for name, part in parts.items()},
            parts,
        )
    if isinstance(value, list):
        items = [_node(part, text, span.start) for part in value]
        return yaml.Node([item.value for item in items], span, {}, items)
    plain = value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
    return yaml.Node(plain, span, {}, None)
