"""jdlint templates: which there are, what one asks, and whether they hold."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from jdlint.cli import generated, terminal
from jdlint.cli.prompts import written
from jdlint.generate import templates
from jdlint.generate.questions import Question
from jdlint.generate.templates import Template


def run(arguments: argparse.Namespace) -> int:
    """List templates, describe one, or test all. Raises ConfigError."""
    where = generated.folders(arguments)
    if arguments.from_posting is not None:
        from jdlint.cli import drafting

        return drafting.run(arguments.from_posting, arguments.output_file)
    if arguments.test:
        from jdlint.cli import trials

        return trials.run(arguments, where)
    found, faults = templates.sorted_out(where)
    if arguments.name is not None:
        found = generated.named(arguments.name, found, where)
        faults = []
    for fault in faults:
        terminal.write(f"jdlint: {fault}\n", sys.stderr)
    if arguments.output_format == "json":
        terminal.write(json.dumps([_plain(each) for each in found], ensure_ascii=False, indent=1) + "\n", sys.stdout)
    elif arguments.name is None:
        terminal.write("".join(_listed(found)), sys.stdout)
    else:
        terminal.write("".join(_described(found)), sys.stdout)
    return 2 if faults else 0


def _listed(found: Sequence[Template]) -> Iterator[str]:
    names: dict[str, list[Template]] = {}
    for each in found:
        names.setdefault(each.name, []).append(each)
    longest = max(map(len, names), default=0)
    for name, same in names.items():
        languages = ", ".join(template.language for template in same)
        first = next((template for template in same if template.language == "en"), same[0])
        yield from _wrapped(f"{name:<{longest}}  {first.title} ({languages}). {first.description}", longest + 2)
    yield "\nWhat one asks: jdlint templates NAME. A posting from it: jdlint new NAME\n"


def _described(found: Sequence[Template]) -> Iterator[str]:
    template = next((each for each in found if each.language == "en"), found[0])
    yield from _wrapped(f"{template.title}. {template.description}", 0)
    yield f"\nLanguages: {', '.join(each.language for each in found)}. Version {template.version}.\n"
    if template.levels:
        yield f"Levels: {', '.join(template.levels)}.\n"
    if template.jurisdictions:
        codes = ", ".join(code.upper() for code in template.jurisdictions)
        yield from _wrapped(f"Its statements are written for: {codes}.", 0)
    yield "\nIt asks:\n"
    group = ""
    for name, asked in template.questions.items():
        if asked.group != group:
            group = asked.group
            yield f"\n{group}\n"
        choices = f" One of: {', '.join(map(str, asked.choices))}." if asked.choices else ""
        when = "".join(
            f" Asked when {other} is {' or '.join(map(str, wanted))}." for other, wanted in asked.when.items()
        )
        yield from _wrapped(f"  {name}{_unanswered(asked)}: {asked.asks}{choices}{when}", 6)


def _unanswered(asked: Question) -> str:
    """What comes of a question that is not answered."""
    if asked.optional:
        return " (may be left out)"
    if asked.default is None:
        return ""
    made = isinstance(asked.default, str) and "{" in asked.default  # such as the title of the level
    return f" (else: {'by other answers' if made else written(asked.default)})"


def _wrapped(text: str, indent: int) -> Iterator[str]:
    first = text[: len(text) - len(text.lstrip())]
    width, more = terminal.width() - 1, " " * indent
    for line in textwrap.wrap(
        text.strip(), width, initial_indent=first, subsequent_indent=more, break_on_hyphens=False
    ):
        yield line + "\n"


def _plain(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "language": template.language,
        "title": template.title,
        "description": template.description,
        "family": template.family,
        "version": template.version,
        "jurisdictions": list(template.jurisdictions),
        "levels": list(template.levels),
        "questions": {
            name: {
                **asked.schema,
                "title": asked.asks,
                "description": asked.help,
                "optional": asked.optional,
                "default": asked.default,
                "example": asked.example,
                "when": {other: list(wanted) for other, wanted in asked.when.items()},
            }
            for name, asked in template.questions.items()
        },
        "path": str(template.path),
    }
