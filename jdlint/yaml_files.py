"""YAML files of users, read with positions and held to a JSON Schema: every fault has a file, a line and a column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jdlint.data import yaml
from jdlint.text import Source, Span
from jdlint.words import nearest

_TYPES = {
    "array": "a list, such as [one, two]",
    "object": "lines such as 'name: value'",
    "string": "text",
    "integer": "a whole number",
    "number": "a number, such as 42000",
    "boolean": "true or false",
}


class FileError(ValueError):
    """A file that is not what it should be: what is wrong, in which file, line and column."""

    def __init__(self, source: Source, span: Span, problem: str) -> None:
        place = source.place(span)
        super().__init__(f"{source.path}:{place.line}:{place.column}: {problem}")
        self.path = source.path
        self.line = place.line
        self.column = place.column
        self.problem = problem


_NESTED_REPEAT = re.compile(
    r"\((?:[^()]|\([^()]*\))*(?:[+*]|\{\d*,\})(?![+])(?:[^()]|\([^()]*\))*\)(?:[+*]|\{\d*,\})(?![+])"
)


def read_yaml(path: Path, fault: type[FileError]) -> tuple[Source, list[yaml.Node]]:
    """The documents of a YAML file. Raises ``fault`` where it is none, OSError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"this is no UTF-8 text ({error.reason}); save the file as UTF-8"
        raise fault(Source("", str(path)), Span(0, 0), problem) from None
    source = Source(text, str(path))
    try:
        return source, yaml.load_all(text)
    except yaml.YamlError as error:
        raise fault(source, Span(error.offset, error.offset), f"this is no YAML: {error.problem}") from None


def first_fault(node: yaml.Node, schema: Mapping[str, Any], *path: str | int) -> tuple[Span, str] | None:
    """The first place where a node, or its part at ``path``, breaks a JSON Schema, and what is wrong there."""
    value = node.value
    for step in path:
        value = value[step]
    error = _first_error(value, schema)
    if error is None:
        return None
    where = [*path, *error.absolute_path]
    return _fault_span(node, where, error), _fault_words(_dotted(where), error)


def first_problem(
    value: Any, schema: Mapping[str, Any], shown: Callable[[Sequence[str | int]], str] | None = None
) -> tuple[Sequence[str | int], str] | None:
    """The path in a plain value where it breaks a JSON Schema, and what is wrong there; ``shown`` puts a path in words."""
    error = _first_error(value, schema)
    if error is None:
        return None
    path = list(error.absolute_path)
    extra = [_extra_key(error)] if error.validator == "additionalProperties" else []
    return [*path, *extra], _fault_words((shown or _dotted)(path), error)


def schema_problem(schema: Mapping[str, Any]) -> str | None:
    """What is wrong with a JSON Schema that somebody else wrote, where it is none."""
    from jsonschema import Draft202012Validator, SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return f"{'.'.join(map(str, error.absolute_path)) or 'the whole'}: {error.message}"
    return None


def _first_error(value: Any, schema: Mapping[str, Any]) -> Any:
    from jsonschema import Draft202012Validator  # slow to import, and needed only for files of users

    found = Draft202012Validator(schema, format_checker=_formats()).iter_errors(value)
    # a key that is not known says more than the one that is missed for it
    return min(
        map(_telling, found),
        key=lambda each: (each.validator != "additionalProperties", list(map(str, each.absolute_path))),
        default=None,
    )


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
    checker.checks("date", raises=ValueError)(_is_date)
    checker.checks("email", raises=ValueError)(_is_address)
    checker.checks("uri", raises=ValueError)(_is_link)
    return checker


def _is_date(text: object) -> bool:
    """Whether a text is a date as ISO writes it. Raises ValueError."""
    if not isinstance(text, str):
        return True
    try:
        datetime.date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else "")
    except ValueError:
        raise ValueError(f"'{text}' is no date; write it as 2027-01-31") from None
    return True


def _is_address(text: object) -> bool:
    """Whether a text may be an e-mail address. Raises ValueError."""
    if isinstance(text, str) and not re.fullmatch(r"[^\s@<>()\[\],;:\"]+@[^\s@.<>()]+(?:\.[^\s@.<>()]+)+", text):
        raise ValueError(f"'{text}' is no e-mail address; write it as jobs@example.com")
    return True


def _is_link(text: object) -> bool:
    """Whether a text is a link of the web. Raises ValueError."""
    if isinstance(text, str) and not re.fullmatch(r"https?://[^\s/<>]+\.[^\s<>]+", text):
        raise ValueError(f"'{text}' is no link; write it as https://example.com/jobs")
    return True


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


def _extra_key(error: Any) -> str:
    """The key that a schema does not know."""
    return next((key for key in error.instance if key not in error.schema.get("properties", {})), "")


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(map(str, path))


def _fault_words(where: str, error: Any) -> str:
    where = where or "this file"
    if error.validator == "additionalProperties":
        extra = _extra_key(error)
        return f"'{extra}' is not known here{nearest(extra, list(error.schema.get('properties', {})))}"
    if error.instance is None and error.validator in ("enum", "type"):
        legal = error.validator_value
        right = _TYPES.get(legal, "a value") if error.validator == "type" else f"one of {', '.join(map(str, legal))}"
        return f"{where}: nothing stands behind it; write {right}, or take the line out"
    if error.validator == "enum":
        legal = [str(value) for value in error.validator_value]
        if error.instance is False and "off" in legal:
            return f"{where}: 'false' is not one of {', '.join(legal)}; did you mean 'off'?"
        return f"{where}: '{error.instance}' is not one of {', '.join(legal)}{nearest(str(error.instance), legal)}"
    if error.validator == "required":
        missing = re.match(r"'([^']+)'", error.message)
        return f"{where} lacks '{missing.group(1) if missing else '?'}'"
    if error.validator == "type" and error.validator_value in _TYPES:
        return f"{where}: {error.instance!r} should be {_TYPES[error.validator_value]}"
    if error.validator == "maxLength":
        return f"{where}: it has {len(error.instance)} characters; {error.validator_value} are the most"
    if error.validator == "minItems":
        return f"{where}: the list has {len(error.instance) or 'nothing'} in it; {error.validator_value} is the least"
    if error.validator == "format":
        return f"{where}: {error.cause or error.message}"
    return f"{where}: {error.message}"
