"""Rule, Check and Hit; reads a rule file and holds its frame to the schema. Options belong to the checks (registry)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from jdlint.data import yaml
from jdlint.findings import BASES, CONFIDENCES, SEVERITIES, Basis, Confidence, Fix, Severity
from jdlint.model import BLOCK_KINDS, DOCUMENT_KINDS, FORMATS, PASSAGES, Block, Posting, Section
from jdlint.text import Source, Span

CATEGORIES = ("structure", "inclusive", "pay", "duplicates", "clarity", "legal", "consistency", "hygiene")
CHECKED_KINDS = frozenset(DOCUMENT_KINDS) - {"not-a-posting"}
_READ = frozenset(BLOCK_KINDS) - {"code"}
_STATUSES = ("preview", "stable", "deprecated")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Hit(NamedTuple):
    """What a check yields: it knows no rule name, no severity and no words."""

    span: Span
    case: str = "found"
    values: Mapping[str, Any] = NOTHING     # for the message; a sequence is listed
    term: str = ""                          # hits of one rule, case and term in one posting are one finding
    confidence: Confidence = "high"
    related: tuple[Span, ...] = ()
    fix: Fix | None = None


class Scope(NamedTuple):
    """Which postings a rule is for, and which of their text its check looks at; None means all."""

    kinds: frozenset[str]
    languages: frozenset[str] | None
    blocks: frozenset[str] | None
    sections: frozenset[str] | None
    not_sections: frozenset[str]
    not_passages: frozenset[str]

    def for_posting(self, posting: Posting) -> bool:
        """Whether the rule is for this posting at all."""
        return posting.kind in self.kinds and (self.languages is None or posting.language in self.languages)

    def admits(self, posting: Posting, block: Block, section: Section) -> bool:
        """Whether the check may look at this block."""
        return self._admits(block, section, posting.facts.passages if self.not_passages else NOTHING)

    def blocks_of(self, posting: Posting) -> Sequence[tuple[Block, Section]]:
        """The blocks that the check may look at: decided once for all rules with the same scope."""
        return posting.once(self, self._blocks_of)

    def _blocks_of(self, posting: Posting) -> list[tuple[Block, Section]]:
        # as `_admits`, each condition for all blocks at once: this runs for every scope on every posting
        passages = posting.facts.passages if self.not_passages else NOTHING
        found = posting.blocks()
        kinds = self.blocks or _READ
        found = [entry for entry in found if entry[0].kind in kinds]
        if self.not_sections or self.sections is not None:
            found = [entry for entry in found if self._admits_section(entry[1])]
        if passages:
            found = [entry for entry in found if self.not_passages.isdisjoint(passages.get(entry[0].span.start, ()))]
        return found

    def _admits_section(self, section: Section) -> bool:
        return section.kind not in self.not_sections and (self.sections is None or section.kind in self.sections)

    def _admits(self, block: Block, section: Section, passages: Mapping[int, frozenset[str]]) -> bool:
        if block.kind not in (self.blocks or _READ) or not self._admits_section(section):
            return False
        return self.not_passages.isdisjoint(passages.get(block.span.start, ()))


class Rule(NamedTuple):
    """A YAML page: what is wrong, why, on whose authority, where it applies."""

    name: str
    category: str
    title: str
    status: str
    default: bool
    severity: Mapping[Confidence, Severity]
    basis: Basis
    priority: int
    check: str
    scope: Scope
    messages: Mapping[str, str]     # by case; "" where one serves all
    why: str
    sources: tuple[str, ...]
    options: Mapping[str, Any]
    fixable: bool

    def message(self, hit: Hit) -> str:
        """The sentence for a hit."""
        template = self.messages.get(hit.case) or self.messages.get("", "")
        return template.format_map({name: _listed(value) for name, value in hit.values.items()})


Run = Callable[[Posting], Iterator[tuple[Rule, Hit]]]


class Check(Protocol):
    """A verb: one module in jdlint/checks with these names."""

    OPTIONS: Mapping[str, Any]
    """JSON Schema of the options."""
    CASES: tuple[str, ...]
    """The cases a rule may word."""

    def bind(self, rules: Sequence[Rule], /) -> Run:
        """What looks at a posting for all these rules at once."""


def one_by_one(prepare: Callable[[Rule], Callable[[Posting], Iterator[Hit]]]) -> Callable[[Sequence[Rule]], Run]:
    """`bind` for a check that looks at each rule for itself; ``prepare`` compiles the options of one rule."""

    def bind(rules: Sequence[Rule]) -> Run:
        prepared = [(rule, prepare(rule)) for rule in rules]

        def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
            for rule, look in prepared:
                if rule.scope.for_posting(posting):
                    for hit in look(posting):
                        yield rule, hit

        return run

    return bind


def _listed(value: Any) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)


# ---------------------------------------------------------------- rule files


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
        "was": _texts(pattern=_NAME),
        "title": {"type": "string", "minLength": 3},
        "category": {"enum": list(CATEGORIES)},
        "status": {"enum": list(_STATUSES)},
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
            "anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}]
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
        "as_of": {"type": "string"},
        "files": {"type": "object"},
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
                "properties": {"text": {"type": "string"}, "says": {"type": "string"}, "fixed": {"type": "string"}, "given": _GIVEN},
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
        raise file.error(file.frame.at("rule"), f"the rule is called '{name}' and its file '{file.path.name}'; give both one name")
    if file.examples is None:
        raise file.error(Span(0, 0), "there are no examples; add '---' and 'bad:' and 'good:' lists")
    check_schema(file, file.examples, EXAMPLES_SCHEMA)


def check_schema(file: RuleFile, node: yaml.Node, schema: Mapping[str, Any], *path: str | int) -> None:
    """Raise RuleError for the first place where a node, or its part at ``path``, breaks a JSON Schema."""
    from jsonschema import Draft202012Validator   # slow to import, and needed only for files of users

    value = node.value
    for step in path:
        value = value[step]
    errors = sorted(Draft202012Validator(schema).iter_errors(value), key=lambda error: [str(step) for step in error.absolute_path])
    if errors:
        error = max(errors[0].context or [errors[0]], key=lambda each: len(each.absolute_path)) if errors[0].validator == "anyOf" else errors[0]
        where = [*path, *errors[0].absolute_path]
        raise file.error(_fault_span(node, where, error), _fault_words(where, error))


def _fault_span(node: yaml.Node, path: Sequence[str | int], error: Any) -> Span:
    if error.validator == "additionalProperties":
        inner = node
        for step in path:
            inner = inner.parts[step]   # type: ignore[index, call-overload]
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
        return f"{where}: '{error.instance}' is not one of {', '.join(map(str, error.validator_value))}{nearest(str(error.instance), error.validator_value)}"
    if error.validator == "required":
        missing = re.match(r"'([^']+)'", error.message)
        return f"{where} lacks '{missing.group(1) if missing else '?'}'"
    return f"{where}: {error.message}"


def nearest(word: str, legal: Sequence[Any]) -> str:
    """`; did you mean 'x'?` where a legal word is near, else nothing."""
    near = difflib.get_close_matches(word, [str(each) for each in legal], n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def rule_from(frame: Mapping[str, Any], category: str, fixable: bool) -> Rule:
    """A Rule from the plain values of a valid frame."""
    applies, within = frame.get("for", NOTHING), frame.get("in", NOTHING)
    message = frame["message"]
    scope = Scope(
        kinds=_set(applies.get("kinds")) or CHECKED_KINDS,
        languages=_set(applies.get("languages")),
        blocks=_set(within.get("blocks")),
        sections=_set(within.get("sections")),
        not_sections=_set(within.get("not_sections")) or frozenset(),
        not_passages=_set(within.get("not_passages")) or frozenset(),
    )
    return Rule(
        name=frame["rule"],
        category=frame.get("category", category),
        title=frame["title"],
        status=frame.get("status", "stable"),
        default=frame.get("default", "on") == "on",
        severity=_severities(frame["severity"]),
        basis=frame["basis"],
        priority=frame["priority"],
        check=frame["check"],
        scope=scope,
        messages=message if isinstance(message, dict) else {"": message},
        why=" ".join(frame["why"].split()),
        sources=tuple(frame["sources"]),
        options=frame.get("options", NOTHING),
        fixable=fixable,
    )


def _set(texts: Sequence[str] | None) -> frozenset[str] | None:
    return frozenset(texts) if texts else None


def _severities(value: Any) -> Mapping[Confidence, Severity]:
    """A severity for each confidence; one that is not named takes that of the next lower one, else of the next higher."""
    if isinstance(value, str):
        return dict.fromkeys(CONFIDENCES, value)    # type: ignore[arg-type]
    found: dict[Confidence, Severity] = {}
    for place, confidence in enumerate(CONFIDENCES):
        lower = [value[name] for name in CONFIDENCES[place:] if name in value]
        higher = [value[name] for name in reversed(CONFIDENCES[:place]) if name in value]
        found[confidence] = (lower or higher)[0]
    return found
