"""The options of `jdlint check`, and what they mean for the configuration."""

from __future__ import annotations

import argparse
import datetime
import os
from typing import Any

from jdlint.cli.parsing import STDIN
from jdlint.config import FAIL_ON, ConfigError
from jdlint.config_files import Configs

FORMATS = (
    "text",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "markdown",
    "html",
)  # a test holds it to `formats`


def add(command: argparse.ArgumentParser) -> None:
    """All options of `jdlint check`."""
    command.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="files and folders; - reads standard input (default: this folder)",
    )
    _what_to_check(command.add_argument_group("what is checked"))
    _which_rules(command.add_argument_group("which rules"))
    _what_is_known(command.add_argument_group("what is known already"))
    _fixes(command.add_argument_group("fixes"))
    _output(command.add_argument_group("output"))


def _what_to_check(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--config", metavar="FILE", help="this configuration file for all files")
    group.add_argument("--isolated", action="store_true", help="read no configuration file")
    group.add_argument(
        "--stdin-filename",
        metavar="NAME",
        default=STDIN,
        help="what standard input is called; its ending tells the format",
    )
    group.add_argument(
        "--force-exclude", action="store_true", help="treat files named here as if met in their folder: for hooks"
    )
    group.add_argument("--show-files", action="store_true", help="list the files that would be checked, and stop")
    group.add_argument("--as-of", type=_date, metavar="DATE", help="what counts as today, such as 2027-01-31")
    group.add_argument("-j", "--jobs", type=number, metavar="N", help="processes (default: as many as it is worth)")
    group.add_argument("--no-cache", action="store_true", help="check all files anew, also those that did not change")
    group.add_argument("--cache-dir", metavar="FOLDER", help="keep results there (default: your cache folder)")


def _which_rules(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--select", action="append", default=[], metavar="NAME", help="only these rules or categories, comma-separated"
    )
    group.add_argument(
        "--ignore", action="append", default=[], metavar="NAME", help="not these rules or categories, comma-separated"
    )
    group.add_argument(
        "--rule-path",
        action="append",
        default=[],
        metavar="PATH",
        help="a rule file or a folder of them, beside the rules that come with jdlint",
    )


def _what_is_known(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--baseline", metavar="FILE", help="hide what this file knows")
    group.add_argument("--write-baseline", action="store_true", help="write all findings to the baseline")
    group.add_argument("--prune-baseline", action="store_true", help="take out of the baseline what is mended")
    group.add_argument("--changed-since", metavar="REF", help="only files that changed since this commit or branch")
    group.add_argument("--new-only", action="store_true", help="with --changed-since: only findings on changed lines")
    group.add_argument("--show-hidden", action="store_true", help="show findings that are hidden, and why they are")


def _fixes(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--fix", action="store_true", help="mend what can be mended safely")
    group.add_argument("--unsafe-fixes", action="store_true", help="mend the rest too: read it through afterwards")
    group.add_argument("--diff", action="store_true", help="show what would be mended, and change nothing")


def _output(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--output-format", choices=FORMATS, help="(default: text; github where GitHub Actions runs jdlint)"
    )
    group.add_argument("-o", "--output-file", metavar="FILE", help="write to a file in place of the screen")
    group.add_argument(
        "--annotate", metavar="OUT.docx", help="of a Word document, write a copy with a comment at each finding"
    )
    group.add_argument("--all", action="store_true", help="show every finding in text output, infos beyond five too")
    group.add_argument("--statistics", action="store_true", help="count the findings of each rule in place of listing")
    group.add_argument("--fail-on", choices=FAIL_ON, help="the least severity that gives exit code 1 (default: error)")
    group.add_argument("--max-warnings", type=_count, metavar="N", help="more warnings than these give exit code 1")
    group.add_argument("--exit-zero", action="store_true", help="exit code 0 whatever is found")
    group.add_argument("-q", "--quiet", action="store_true", help="no summary")


def configs(arguments: argparse.Namespace) -> Configs:
    """Where the configuration of each file comes from, with what the command line sets. Raises ConfigError."""
    given: dict[str, Any] = {
        "select": _names(arguments.select),
        "ignore": _names(arguments.ignore),
        "rule_paths": tuple(arguments.rule_path),
    }
    for name in ("fail_on", "max_warnings", "as_of"):
        if getattr(arguments, name) is not None:
            given[name] = getattr(arguments, name)
    if arguments.config and arguments.isolated:
        raise ConfigError("--config and --isolated: take one of the two")
    if arguments.write_baseline and arguments.prune_baseline:
        raise ConfigError(
            "--write-baseline and --prune-baseline: take one of the two; written anew, it is pruned as well"
        )
    return Configs(given, named=arguments.config, isolated=arguments.isolated)


def output_format(arguments: argparse.Namespace) -> str:
    """The format that was asked for, else that of the place where jdlint runs."""
    if arguments.statistics and arguments.output_format not in (None, "text", "concise"):
        raise ConfigError("--statistics is a table for people: leave out --output-format")
    if arguments.diff and (arguments.write_baseline or arguments.prune_baseline):
        raise ConfigError("--diff changes nothing: leave out --write-baseline and --prune-baseline")
    named = arguments.output_format or os.environ.get("JDLINT_OUTPUT_FORMAT")
    if not named:
        in_github = os.environ.get("GITHUB_ACTIONS") == "true" and arguments.output_file is None
        return "github" if in_github else "text"
    if named not in FORMATS:
        raise ConfigError(f"JDLINT_OUTPUT_FORMAT: '{named}' is not one of {', '.join(FORMATS)}")
    return str(named)


def _names(lists: list[str]) -> tuple[str, ...]:
    return tuple(name.strip() for names in lists for name in names.split(",") if name.strip())


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2027-01-31") from None


def number(text: str) -> int:
    """A number of processes. Raises ArgumentTypeError."""
    found = _count(text)
    if found < 1:
        raise argparse.ArgumentTypeError(f"{text} is too few; at least 1")
    return found


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no number")
    return int(text)
