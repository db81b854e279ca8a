"""The command line: thin, and the only part that prints."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from jdlint import __version__
from jdlint.cli import terminal
from jdlint.cli.parsing import STDIN, Parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 for clean, 1 for findings, 2 for usage, configuration or internal errors."""
    gc.disable()  # a short life with nothing circular in it: collecting took a fifth of a run
    if sys.stderr is None:  # closed (2>&-): then print() would write what is for it to standard output
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (to the end of the process)
    try:
        return _run(argv)
    except BrokenPipeError:
        # whoever read our output has gone (`jdlint check . | head`): no news, and no traceback at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        print("jdlint: stopped", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:
        said = _in_words(error)
        if not said:
            raise
        with suppress(OSError):  # standard error is full as well
            print(f"jdlint: {said}", file=sys.stderr)
        return 2


def _run(argv: Sequence[str] | None) -> int:
    try:
        arguments = parser().parse_args(argv)
        code: int = arguments.run(arguments)
    except SystemExit:  # of argparse, which writes too
        terminal.flush()
        raise
    terminal.flush()  # what goes wrong at the end of the process nobody could word
    return code


def _in_words(error: OSError | ValueError) -> str:
    """What is wrong, for a user; empty for a fault of ours."""
    from jdlint.config import ConfigError
    from jdlint.rule_files import RuleError

    if isinstance(error, ConfigError | RuleError):
        return str(error)
    if not isinstance(error, OSError):
        return ""
    try:
        Path.cwd()
    except FileNotFoundError:
        return "the folder that you are in is no longer there; change to one that is, such as with: cd"
    return f"'{error.filename}': {error.strerror}" if error.filename is not None else str(error)


def parser() -> argparse.ArgumentParser:
    """All commands; each loads its module when it runs."""
    top = Parser(
        prog="jdlint",
        description="A linter for job descriptions: says what a posting lacks, repeats or should not say, where, and why.",
        epilog="Begin with: jdlint check FOLDER",
    )
    top.add_argument("--version", action="version", version=f"jdlint {__version__}")
    commands = top.add_subparsers(
        metavar="COMMAND",
        required=True,
        prog="jdlint",
        parser_class=Parser,
    )
    for name, (said, described, fill) in _COMMANDS.items():
        commands.add_parser(name, help=said, description=described).fill = fill
    return top


def _check(command: Parser) -> None:
    from jdlint.cli import check_options

    check_options.add(command)
    command.set_defaults(run=_runs("check"))


def _inspect(command: Parser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="files and folders; - reads standard input")
    command.add_argument("--output-format", choices=("text", "json"), default="text")
    command.add_argument("--stdin-filename", metavar="NAME", default=STDIN)
    command.set_defaults(run=_runs("inspect"))


def _similar(command: Parser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="files and folders; - reads standard input")
    command.add_argument("--output-format", choices=("text", "json", "html"), default="text")
    command.add_argument("-o", "--output-file", metavar="FILE", help="write to a file")
    command.add_argument(
        "--likeness",
        type=float,
        default=0.7,
        metavar="SHARE",
        help="how alike texts are to be, more than 0.5 and at most 1 (default: 0.7)",
    )
    command.add_argument(
        "--min-words",
        type=int,
        default=5,
        metavar="N",
        help="leave out text of fewer different words, small words not counted (default: 5)",
    )
    command.add_argument("--all", action="store_true", help="show all groups and all their places, and texts in full")
    command.add_argument("--stdin-filename", metavar="NAME", default=STDIN)
    command.set_defaults(run=_runs("similar"))


def _rule(command: Parser) -> None:
    command.add_argument("name", nargs="?", metavar="NAME", help="the rule to explain")
    command.add_argument("--all", action="store_true", help="list all rules")
    command.add_argument("--test", metavar="PATH", help="run the examples of a rule file, or of all in a folder")
    command.add_argument("--new", metavar="NAME", help="make a rule file to start from, in .jdlint/rules")
    command.add_argument(
        "--check", metavar="VERB", help="what the new rule does: terms (the default), section, count or pattern"
    )
    command.add_argument(
        "--rule-path",
        action="append",
        default=[],
        metavar="PATH",
        help="a rule file or a folder of them; with --new, the folder for the new file",
    )
    command.add_argument("--output-format", choices=("text", "json", "markdown"), default="text")
    command.set_defaults(run=_runs("rule"))


def _config(command: Parser) -> None:
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help="a file or folder (default: this folder)")
    command.add_argument("--config", metavar="FILE", help="this configuration file in place of the closest one")
    command.add_argument("--isolated", action="store_true", help="read no configuration file")
    command.add_argument("--show-origin", action="store_true", help="say where each value comes from")
    command.add_argument("--output-format", choices=("text", "json"), default="text")
    command.set_defaults(run=_runs("config"))


def _schema(command: Parser) -> None:
    command.add_argument("of", choices=("config", "rule", "posting"))
    command.set_defaults(run=_runs("config", "schema"))


def _init(command: Parser) -> None:
    from jdlint.cli import generate_options

    generate_options.init(command)
    command.set_defaults(run=_runs("init"))


def _new(command: Parser) -> None:
    from jdlint.cli import generate_options

    generate_options.new(command)
    command.set_defaults(run=_runs("new"))


def _update(command: Parser) -> None:
    from jdlint.cli import generate_options

    generate_options.update(command)
    command.set_defaults(run=_runs("update"))


def _export(command: Parser) -> None:
    from jdlint.cli import generate_options

    generate_options.export(command)
    command.set_defaults(run=_runs("export"))


def _templates(command: Parser) -> None:
    from jdlint.cli import generate_options

    generate_options.templates(command)
    command.set_defaults(run=_runs("templates"))


def _runs(module: str, function: str = "run") -> Callable[[argparse.Namespace], int]:
    """What a command does: its module is loaded when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        code: int = getattr(importlib.import_module(f"jdlint.cli.{module}"), function)(arguments)
        return code

    return run


_COMMANDS: dict[str, tuple[str, str, Callable[[Parser], None]]] = {
    "check": ("check postings against the rules", "Check postings against the rules.", _check),
    "inspect": (
        "show what jdlint reads in postings",
        "Show what jdlint reads in postings: title, sections, pay and other facts.",
        _inspect,
    ),
    "similar": (
        "list near-duplicate text over many postings",
        "List points, paragraphs and whole postings that say nearly the same, the most frequent first, and apart from them"
        " text that many postings share, with wordings that drifted.",
        _similar,
    ),
    "new": (
        "make a posting from a template",
        "Make a posting from a template. What is not given is asked at a terminal; the posting is checked at once.",
        _new,
    ),
    "update": (
        "take newer templates over into postings",
        "Take newer templates over into postings made from them, section by section: what you edited stays.",
        _update,
    ),
    "export": (
        "write a posting as HTML, DOCX, plain text or JSON-LD",
        "Write a posting as a page, a Word document, text to paste, or structured data for job search.",
        _export,
    ),
    "templates": (
        "list posting templates, describe or test them, or draft one",
        "List the templates of postings, say what one asks, test them, or draft one out of a posting.",
        _templates,
    ),
    "rule": (
        "explain a rule, list all, test rule files, or make one",
        "Explain a rule, list all rules, run the examples in rule files, or make a rule file of your own.",
        _rule,
    ),
    "config": (
        "show the configuration of a file or folder",
        "Show the configuration that counts for a file or folder.",
        _config,
    ),
    "schema": (
        "print a JSON Schema, for editors",
        "Print the JSON Schema of configuration files, rule files or the front matter of postings, for editors.",
        _schema,
    ),
    "init": (
        "set jdlint up in a repository: configuration, hook, workflow",
        "Set jdlint up in a repository: a configuration that names the postings, a hook for pre-commit, a workflow for"
        " GitHub, schemas for editors, and where there are no postings a first one. What is there already is left as it is.",
        _init,
    ),
}
