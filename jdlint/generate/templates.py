"""Templates: where they lie, what their front matter says, and what they ask in all, along the inheritance.

A template is one Markdown file in Jinja2's language. `nurse.md` is the template `nurse` in English, `nurse.fr.md` the same
in French. A template in a folder of the user's hides one of ours that has its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jdlint.config import ConfigError
from jdlint.data import places, yaml
from jdlint.generate.questions import Question, fault, question
from jdlint.text import Source, Span
from jdlint.words import nearest
from jdlint.yaml_files import FileError, first_fault

_FENCE = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)[\"']\s*-?%\}")
_NAME = re.compile(r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?P<language>[a-z]{2}))?\.md\Z")
NAMES = (
    "its file is called in small letters from a to z, digits and hyphens, such as night-porter.md or night-porter.fr.md"
)
LANGUAGES = ("en", "fr", "de")
_DEEPEST = 10  # templates that one extends

_SCALARS = ("string", "integer", "number", "boolean")
_LIMITS: dict[str, Any] = {
    "enum": {"type": "array", "minItems": 1},
    "format": {"enum": ["date", "email", "uri"]},
    "pattern": {"type": "string", "format": "regex"},
    **{f"{end}Length": {"type": "integer", "minimum": 0} for end in ("min", "max")},
    **{name: {"type": "number"} for name in ("minimum", "maximum")},
}
_QUESTION: dict[str, Any] = {
    "type": "object",
    "required": ["type"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "type": {"enum": [*_SCALARS, "array"]},
        "items": {
            "type": "object",
            "required": ["type"],
            "additionalProperties": False,
            "properties": {"type": {"enum": _SCALARS}, **_LIMITS},
        },
        "examples": {"type": "array", "minItems": 1},
        "default": {},
        "front_matter": {"type": "string"},
        "optional": {"type": "boolean"},
        "group": {"type": "string", "minLength": 1},
        "later": {"type": "boolean"},
        "when": {"type": "object"},
        "at_least": {"type": "string"},
        **{f"{end}Items": {"type": "integer", "minimum": 0} for end in ("min", "max")},
        **_LIMITS,
    },
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "family": {"type": "string"},
        "version": {"type": "integer", "minimum": 1},
        "abstract": {"type": "boolean"},
        "jurisdictions": {"type": "array", "items": {"type": "string"}},
        "levels": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "object"}},
        "groups": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        "questions": {"type": "object", "additionalProperties": {"anyOf": [_QUESTION, {"type": "null"}]}},
        "examples": {"type": "array", "items": {"type": "object"}},
    },
}


class Template(NamedTuple):
    """A template with all that it takes over from those that it extends."""

    name: str
    language: str
    path: Path
    title: str
    description: str
    family: str
    version: str  # of this template and of those that it extends: `2.1`
    abstract: bool  # for others to extend, and not to be used alone
    jurisdictions: Sequence[str]
    levels: Mapping[str, Mapping[str, Any]]
    groups: Sequence[str]  # headings of questions, in the order in which they are asked
    questions: Mapping[str, Question]
    examples: Sequence[Mapping[str, Any]]

    @property
    def file(self) -> str:
        """The name by which templates extend this one."""
        return self.path.name


class TemplateError(FileError, ConfigError):
    """A template that cannot be used: what is wrong, and where."""


class _Page(NamedTuple):
    """A template file: its front matter, its text, and which one it extends."""

    path: Path
    values: Mapping[str, Any]
    extends: str | None


def folders(own: Sequence[str] = ()) -> list[Path]:
    """Where templates lie, the user's first."""
    return [*map(Path, own), places.templates_folder()]


def is_name(file: str) -> bool:
    """Whether a file of this name is found as a template."""
    return _NAME.match(file) is not None


def body(path: Path) -> str:
    """The text of a template without its front matter, in whose place a remark keeps the numbers of the lines.

    Raises OSError.
    """
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    head = _FENCE.match(text)
    if head is None:
        return text
    lines = "\n" * (head[0].count("\n") - 1)
    return f"{{#{lines}#}}\n{text[head.end() :]}"


def find(where: Sequence[Path]) -> list[Template]:
    """All templates that can be used, by name and language. Raises ConfigError for one that cannot."""
    found, faults = sorted_out(where)
    if faults:
        raise faults[0]
    return found


def sorted_out(where: Sequence[Path]) -> tuple[list[Template], list[ConfigError]]:
    """All templates that can be used, by name and language, and what is wrong with each of the others."""
    paths: dict[str, Path] = {}
    for folder in where:
        for path in sorted(folder.glob("*.md")):
            if _NAME.match(path.name):
                paths.setdefault(path.name, path)
    found, faults = [], list[ConfigError]()
    for _, path in sorted(paths.items()):
        try:
            template = load(path, where)
        except ConfigError as error:
            faults.append(error)
            continue
        if not template.abstract:
            found.append(template)
    return found, faults


def named(name: str, language: str, where: Sequence[Path]) -> Template:
    """The template of a name in a language. Raises ConfigError where there is none, TemplateError."""
    file = f"{name}.md" if language == "en" else f"{name}.{language}.md"
    path = next((path for folder in where if (path := folder / file).is_file()), None)
    if path is not None and _NAME.match(file):
        template = load(path, where)
        if not template.abstract:
            return template
    elif path is not None:
        raise ConfigError(f"'{path}' is no name for a template: {NAMES}")
    known, _ = sorted_out(where)
    in_others = sorted(each.language for each in known if each.name == name)
    if in_others:
        raise ConfigError(f"the template '{name}' is there in {', '.join(in_others)}, not in '{language}'")
    names = sorted({each.name for each in known})
    raise ConfigError(f"no template is called '{name}'{nearest(name, names)} (jdlint templates lists all)")


def load(path: Path, where: Sequence[Path]) -> Template:
    """A template file with what it takes over. Raises TemplateError, OSError."""
    pages = list(_pages(path, where))
    named_so = _NAME.match(path.name)
    values: dict[str, Any] = {}
    entries: dict[str, Mapping[str, Any] | None] = {}
    for page in reversed(pages):  # the outermost first, so that a template has the last word on what it extends
        values |= {key: value for key, value in page.values.items() if key != "abstract"}
        for name, entry in page.values.get("questions", {}).items():
            entries[name] = None if entry is None else {**(entries.pop(name, None) or {}), **entry}
    levels = values.get("levels", {})
    if levels and "level" in entries:
        entries["level"] = {**(entries["level"] or {}), "enum": list(levels)}
    questions = _in_order(entries, values.get("groups", ()))
    wrong = fault(questions, entries)
    if wrong:
        raise ConfigError(f"{path}: {wrong}")
    return Template(
        name=named_so["name"] if named_so else path.stem,
        language=(named_so["language"] if named_so else None) or "en",
        path=path,
        title=values["title"],
        description=values.get("description", ""),
        family=values.get("family", ""),
        version=".".join(str(page.values.get("version", 1)) for page in pages),
        abstract=pages[0].values.get("abstract", False),
        jurisdictions=[code.lower() for code in values.get("jurisdictions", ())],
        levels=levels,
        groups=values.get("groups", ()),
        questions=questions,
        examples=values.get("examples", ()),
    )


def _in_order(entries: Mapping[str, Mapping[str, Any] | None], groups: Sequence[str]) -> dict[str, Question]:
    """The questions as they are asked: by their groups; those of no group belong to the last."""
    last = groups[-1] if groups else ""
    asked = [question(name, entry) for name, entry in entries.items() if entry is not None]
    asked = [each._replace(group=each.group or last) for each in asked]
    order = {group: number for number, group in enumerate(groups)}
    return {each.name: each for each in sorted(asked, key=lambda each: order.get(each.group, len(order)))}


def _pages(path: Path, where: Sequence[Path]) -> Iterator[_Page]:
    """A template file and those that it extends."""
    for _ in range(_DEEPEST):
        page = _page(path)
        yield page
        if page.extends is None:
            return
        outer = next((found for folder in where if (found := folder / page.extends).is_file()), None)
        if outer is None:
            raise ConfigError(f"{path}: it extends '{page.extends}', and no template is called so")
        path = outer
    raise ConfigError(f"{path}: it extends itself, by way of others or straight away")


def _page(path: Path) -> _Page:
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: this is no UTF-8 text; save the file as UTF-8") from None
    extends = _EXTENDS.search(text)
    head = _FENCE.match(text)
    if head is None:
        raise ConfigError(
            f"{path}: a template begins with a line of three hyphens, what is to be known of it, and again '---'"
        )
    source = Source(text, str(path))
    blank = " " * (head.start(1) - 1) + "\n"  # so that places of faults are places in the file
    try:
        node = yaml.load(blank + head[1])
    except yaml.YamlError as error:
        raise TemplateError(source, Span(error.offset, error.offset), f"this is no YAML: {error.problem}") from None
    fault = first_fault(node, SCHEMA)
    if fault:
        raise TemplateError(source, *fault)
    return _Page(path, node.value, extends[1] if extends else None)
