"""The command line: thin, and the only part that prints."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from jdlint import __version__
from jdlint.cli import terminal


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
    from jdlint.cli import terminal  # slow to import

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
    top = _Parser(
        prog="jdlint",
        description="A linter for job descriptions: says what a posting lacks, repeats or should not say, where, and why.",
        epilog="Begin with: jdlint check FOLDER",
    )
    top.add_argument("--version", action="version", version=f"jdlint {__version__}")
    commands = top.add_subparsers(
        metavar="COMMAND",
        required=True,
        prog="jdlint",
        parser_class=_Parser,
    )
    _check(commands)
    _inspect(commands)
    _similar(commands)
    _rule(commands)
    _config(commands)
    _schema(commands)
    _init(commands)
    return top


class _Parser(argparse.ArgumentParser):
    """As argparse's, but for the width of help: to ask for it, argparse imports what is slow to import."""

    def _get_formatter(self) -> argparse.HelpFormatter:
        return argparse.HelpFormatter(self.prog, width=terminal.width() - 2)


def _check(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "check", help="check postings against the rules", description="Check postings against the rules."
    )
    from jdlint.cli import check_options

    check_options.add(command)
    command.set_defaults(run=_run_check)


def _inspect(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "inspect",
        help="show what jdlint reads in postings",
        description="Show what jdlint reads in postings: title, sections, pay and other facts.",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="files and folders; - reads standard input")
    command.add_argument("--output-format", choices=("text", "json"), default="text")
    command.add_argument("--stdin-filename", metavar="NAME", default="<stdin>")
    command.set_defaults(run=_run_inspect)


def _similar(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "similar",
        help="list near-duplicate text over many postings",
        description="List points, paragraphs and whole postings that say nearly the same, the most frequent first, and apart"
        " from them text that many postings share, with wordings that drifted.",
    )
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
    command.add_argument("--stdin-filename", metavar="NAME", default="<stdin>")
    command.set_defaults(run=_run_similar)


def _rule(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "rule",
        help="explain a rule, list all, test rule files, or make one",
        description="Explain a rule, list all rules, run the examples in rule files, or make a rule file of your own.",
    )
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
    command.set_defaults(run=_run_rule)


def _config(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "config",
        help="show the configuration of a file or folder",
        description="Show the configuration that counts for a file or folder.",
    )
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help="a file or folder (default: this folder)")
    command.add_argument("--config", metavar="FILE", help="this configuration file in place of the closest one")
    command.add_argument("--isolated", action="store_true", help="read no configuration file")
    command.add_argument("--show-origin", action="store_true", help="say where each value comes from")
    command.add_argument("--output-format", choices=("text", "json"), default="text")
    command.set_defaults(run=_run_config)


def _schema(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "schema",
        help="print a JSON Schema, for editors",
        description="Print the JSON Schema of configuration files or rule files, for editors.",
    )
    command.add_argument("of", choices=("config", "rule"))
    command.set_defaults(run=_run_schema)


def _run_config(arguments: argparse.Namespace) -> int:
    from jdlint.cli import config

    return config.run(arguments)


def _run_schema(arguments: argparse.Namespace) -> int:
    from jdlint.cli import config

    return config.schema(arguments)


def _init(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "init",
        help="set jdlint up in a repository: configuration, hook, workflow",
        description="Set jdlint up in a repository: a configuration that names the postings, a hook for pre-commit, and a"
        " workflow for GitHub. What is there already is left as it is.",
    )
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help="the folder (default: this one)")
    command.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    command.set_defaults(run=_run_init)


def _run_check(arguments: argparse.Namespace) -> int:
    from jdlint.cli import check

    return check.run(arguments)


def _run_inspect(arguments: argparse.Namespace) -> int:
    from jdlint.cli import inspect

    return inspect.run(arguments)


def _run_similar(arguments: argparse.Namespace) -> int:
    from jdlint.cli import similar

    return similar.run(arguments)


def _run_rule(arguments: argparse.Namespace) -> int:
    from jdlint.cli import rule

    return rule.run(arguments)


def _run_init(arguments: argparse.Namespace) -> int:
    from jdlint.cli import init

    return init.run(arguments)
