"""A template with answers as text, by block: in a sandbox, with no file outside the folders of templates.

Answers are text of somebody who does not think of Markdown: each is escaped, so that it reads as it was typed. What a
template writes around them is its own Markdown.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jdlint.config import ConfigError
from jdlint.generate import templates
from jdlint.generate.questions import Answers, Question, nested
from jdlint.generate.templates import Template
from jdlint.generate.writings import beside_answers

_LONGEST = 200_000  # characters of a posting that a template may make
# marks around blocks, of the private use area: a template cannot write them, and no reader sees them
_BEGIN, _NAMED, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile("[\ue000-\ue002]")
_BLOCK = re.compile(r"(\{%-?\s*block\s+(\w+)[^%]*%\}\n?)")
_ENDBLOCK = re.compile(r"(\{%-?\s*endblock[^%]*%\})")
_TAG = re.compile(
    r"\A(?:(?!\{[%#]).)*?[%#]\}|\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}"
)  # at the start also the end of one begun above
_TAG_AT_END = re.compile(r"(?<![+-])([%#]\})(?=[ \t]*\Z)")
_MARKS = re.compile(rf"{_BEGIN}(\w+){_NAMED}|{_END}")
_ESCAPED = re.compile(r"[\\`*\[\]<>|~{}]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\w)://")
_AT_START = re.compile(r"(?:[-+=#:]|\d{1,9}[.)](?=\s|\Z))")  # `99.9%` begins no list
_LINK = re.compile(
    r"https?://\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)  # from its beginning: a long word takes long
_PADDING = frozenset(("center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"))
# filters that are of no use here, are not the same twice, or pad to any width
_NO_FILTERS = ("pprint", "tojson", "urlize", "xmlattr", "random", "batch", "center", "format", "indent", "slice")
_FREE = frozenset(("string", "array"))


class Block(NamedTuple):
    """A block of a template as text: what it is called, and its Markdown. Empty of name: what stands outside of blocks."""

    name: str
    text: str


def blocks(template: Template, answers: Answers, where: Sequence[Path], place: str = "") -> list[Block]:
    """The text of a template, by its outermost blocks, empty ones left out.

    ``place``: the code of the jurisdiction, in small letters. Raises ConfigError where the template fails.
    """
    environment = _environment(tuple(where))
    context = nested({**dict.fromkeys(template.questions), **_escaped(template, answers)})
    context |= beside_answers(template, answers, place)
    try:
        text = _rendered(environment.get_template(template.file).generate(context))
    except TemplateSyntaxError as error:
        raise ConfigError(f"{error.filename or template.path}:{error.lineno}: {error.message}") from None
    except TemplateNotFound as error:
        raise ConfigError(
            f"{_place(error, template)}: it includes '{error.name}', which is in no folder of templates"
        ) from None
    except TemplateError as error:
        raise ConfigError(f"{_place(error, template)}: {error.message}") from None
    except RecursionError:
        raise ConfigError(f"{template.path}: it includes itself, by way of others or straight away") from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(f"{_place(error, template)}: it cannot be filled in: {error}") from None
    return [block for block in _split(text) if block.text]


def _rendered(pieces: Iterable[str]) -> str:
    """The text of a template as it comes, piece by piece, as long as it is a posting's. Raises TemplateRuntimeError."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _LONGEST:
            raise TemplateRuntimeError(f"it makes more than {_LONGEST:,} characters")
        found.append(piece)
    return "".join(found)


def _place(error: Exception, template: Template) -> str:
    """The file and line of a template in which something went wrong, as far as it is known."""
    lines = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".md")]
    return f"{lines[-1].filename}:{lines[-1].lineno}" if lines else str(template.path)


class _Folders(BaseLoader):
    """Template files of some folders, their blocks marked; nothing outside of the folders."""

    def __init__(self, where: Sequence[Path]) -> None:
        self.where = where

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """The text of a template, its file, and whether it is still as it was."""
        parts = template.split("/")
        if not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
            for folder in self.where:
                path = folder.joinpath(*parts)
                if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                    return (
                        _marked(templates.body(path)),
                        str(path),
                        partial(_is_as_it_was, path, path.stat().st_mtime_ns),
                    )
        raise TemplateNotFound(template)


def _is_as_it_was(path: Path, changed: int) -> bool:
    return path.is_file() and path.stat().st_mtime_ns == changed


def _marked(text: str) -> str:
    text = "\n".join(map(_kept_apart, text.split("\n")))
    return _ENDBLOCK.sub(rf"{_END}\1", _BLOCK.sub(rf"\1{_BEGIN}\2{_NAMED}", text))


def _kept_apart(line: str) -> str:
    """A line of a template that is told to keep its line break, where a tag ends it and words stand before that.

    Jinja takes the line break behind each tag away, which is meant for lines of tags alone: else two points become one.
    """
    return _TAG_AT_END.sub(r"+\1", line) if _TAG.sub("", line).strip() else line


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which no short line of a template makes a text without end."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What an operator comes to, between numbers. Raises SecurityError for a text that is repeated or filled in."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"'{operator}' is not for this: what it makes may have no end")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use this: no ways to pad a text to any width."""
        return not (isinstance(obj, str) and attr in _PADDING) and super().is_safe_attribute(obj, attr, value)


@cache  # it keeps templates in compiled form, which many postings are made of
def _environment(where: tuple[Path, ...]) -> Environment:
    environment = _Sandbox(
        loader=_Folders(where),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    for name in _NO_FILTERS:
        environment.filters.pop(name, None)
    environment.globals.clear()
    return environment


def _escaped(template: Template, answers: Answers) -> dict[str, Any]:
    """Answers in Markdown; those to choose from, numbers and dates as they are."""
    found: dict[str, Any] = {}
    for name, value in answers.items():
        asked = template.questions.get(name)
        free = asked is not None and asked.schema.get("type") in _FREE and not asked.choices and asked.is_asked(answers)
        if asked is not None and not asked.is_asked(answers):
            continue
        found[name] = _inline(value, asked) if free and asked is not None else value
    return found


def _inline(value: Any, asked: Question) -> Any:
    if isinstance(value, list):
        return [_inline(each, asked) for each in value]
    if not isinstance(value, str) or "format" in asked.schema:
        return value
    return inline(value)


def inline(text: str) -> str:
    """A text as Markdown that reads as the text: on one line, marks escaped, links and addresses left to be recognised."""
    text = " ".join(_MARK.sub("", text).split())
    done, parts = 0, []
    for link in _LINK.finditer(text):
        parts += [_plain(text[done : link.start()], first=done == 0), link[0]]
        done = link.end()
    return "".join([*parts, _plain(text[done:], first=done == 0)])


def _plain(text: str, *, first: bool) -> str:
    start = _AT_START.match(text) if first else None
    escaped = _ESCAPED.sub(lambda found: f"\\{found[0]}", text)
    return f"{start[0][:-1]}\\{escaped[start.end() - 1 :]}" if start else escaped


def _split(text: str) -> Iterator[Block]:
    """The outermost blocks of a marked text; of what they contain the marks are taken out."""
    depth, name, done = 0, "", 0
    parts: list[str] = []
    for mark in _MARKS.finditer(text):
        parts.append(text[done : mark.start()])
        done = mark.end()
        if mark[0] != _END:
            if depth == 0:
                yield Block(name, _tidy("".join(parts)))
                name, parts = mark[1], []
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield Block(name, _tidy("".join(parts)))
                name, parts = "", []
    yield Block("", _tidy("".join([*parts, text[done:]])))


def _tidy(text: str) -> str:
    """Text without blanks at ends of lines, with at most one empty line in a row, and with one full stop at an end.

    A sentence of a template may end in an answer that was given with a full stop.
    """
    text = re.sub(r"(?<=[^\s.])\.\.(?![.\w/])", ".", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
