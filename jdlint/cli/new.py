"""jdlint new: a posting from a template, checked at once."""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jdlint import api, formats
from jdlint.cli import generated, terminal
from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.files import Read
from jdlint.generate import postings, sources, templates
from jdlint.generate.postings import AnswersError, Made
from jdlint.generate.questions import flat
from jdlint.generate.rows import file_name
from jdlint.generate.templates import Template
from jdlint.text import Source

_READ_IT = "Read it, and change what is otherwise with you; an update keeps your words."


def run(arguments: argparse.Namespace) -> int:
    """Make a posting, or one for each row of a table; say where it is and what the check found. Raises ConfigError."""
    where = generated.folders(arguments)
    template = templates.named(arguments.template, arguments.lang, where)
    place = generated.place(arguments.jurisdiction)
    answers = given(arguments, template)
    if arguments.rows is not None:
        from jdlint.cli import rows  # for tables only

        return rows.run(arguments, template, where, place, answers)
    prints = arguments.dry_run or arguments.output_file == "-"
    to = arguments.output_file or "."
    is_folder = os.path.isdir(to) or to.endswith(("/", os.sep))
    if not prints:
        generated.refuse(Path(to, "posting.md") if is_folder else Path(to), force=arguments.force or is_folder)
    made = make(arguments, template, where, place, answers)
    if prints:
        terminal.write(made.text, sys.stdout)
        return check(made, arguments.output_file or file_name(made), Configs())
    path = Path(to, file_name(made)) if is_folder else Path(to)
    if is_folder and asks(arguments) and not arguments.force:
        path = _free(path)  # what somebody has just typed is not lost for a name
    generated.write(made, path, force=arguments.force)
    read_it = textwrap.fill(_READ_IT, terminal.width() - 1)
    terminal.write(f"Wrote {path}, from the template '{template.name}'.\n{read_it}\n", sys.stdout)
    return check(made, str(path), Configs())


def _free(path: Path) -> Path:
    """A path that is not taken: the next one with a number."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return path if not os.path.lexists(path) else next(name for name in names if not os.path.lexists(name))


def asks(arguments: argparse.Namespace) -> bool:
    """Whether somebody is there to answer."""
    return not arguments.no_input and arguments.data != "-" and sys.stdin is not None and sys.stdin.isatty()


def make(
    arguments: argparse.Namespace, template: Template, where: Sequence[Path], place: str, answers: dict[str, Any]
) -> Made:
    """A posting; what is missing is asked at a terminal. Raises ConfigError with all that is missing or wrong."""
    if asks(arguments):
        from jdlint.cli import prompts

        known = postings.completed(template, answers) if arguments.yes else answers
        answers = prompts.ask_all(template, known, all_of_it=not arguments.yes)
    try:
        return postings.make(template, answers, where, place)
    except AnswersError as error:
        raise ConfigError(_listed(template, error)) from None


def given(arguments: argparse.Namespace, template: Template) -> dict[str, Any]:
    """Answers by name: those of the command line before those of a file, and these before what the configuration knows."""
    company = Configs().of_folder(os.getcwd()).company.get("name")
    known = {"company": company} if company and "company" in template.questions else {}
    found: dict[str, Any] = {}
    if arguments.data is not None:
        text = terminal.stdin_bytes().decode("utf-8-sig", "replace") if arguments.data == "-" else _text(arguments.data)
        found = flat(sources.data_answers(Path(arguments.data), text), template.questions)
    return {**known, **found, **sources.set_answers(arguments.set, template.questions)}


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"--data: '{path}' cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"--data: '{path}' is no UTF-8 text; save the file as UTF-8") from None


def _listed(template: Template, error: AnswersError) -> str:
    count = len(error.problems)
    head = f"the template '{template.name}' needs {'one answer more' if count == 1 else f'{count} answers more or other ones'}:"
    lines = [f"  {problem}" for problem in error.problems]
    return "\n".join([head, *lines, "Give them by --set NAME=ANSWER, or in a file: --data role.yml"])


def check(made: Made, path: str, configs: Configs) -> int:
    """Check a posting as `jdlint check` would, and print what is found; the exit code is 1 where that has errors."""
    read = Read(Source(made.text, path), None, readable=True)
    report = api.check_paths(["-"], configs.of(os.path.abspath(path)), stdin=read)
    style = formats.Style(width=terminal.width(), colour=terminal.has_colour(sys.stderr))
    if any(file.findings for file in report.files):
        terminal.write(formats.FORMATS["text"](report, style), sys.stderr)
    terminal.write(formats.summary(report, style) + "\n", sys.stderr)
    return int(report.counts()["error"] > 0)
