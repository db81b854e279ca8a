"""jdlint check."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from jdlint import api, formats
from jdlint.cli import terminal
from jdlint.config import Config, ConfigError
from jdlint.data import write_atomically
from jdlint.findings import SEVERITIES, Report


def run(arguments: argparse.Namespace) -> int:
    """Check, print, and say by the exit code whether it is good."""
    config = _config(arguments)
    stdin = terminal.read_stdin(arguments.stdin_filename) if "-" in arguments.paths else None
    report = api.check_paths(arguments.paths, config, stdin=stdin, progress=_progress(arguments))
    to_file = arguments.output_file is not None
    style = formats.Style(
        width=terminal.width(),
        colour=not to_file and terminal.has_colour(sys.stdout),
        everything=arguments.all,
    )
    text = formats.FORMATS[arguments.output_format](report, style)
    if to_file:
        _write_file(arguments.output_file, text)
    else:
        terminal.write(text, sys.stdout)
    if not arguments.quiet:
        sys.stdout.flush()
        terminal.write(formats.summary(report, style) + "\n", sys.stderr)
    return exit_code(report, config)


def exit_code(report: Report, config: Config) -> int:
    """2 for a file that could not be checked, 1 for a finding as bad as `fail_on`, else 0."""
    if report.broken:
        return 2
    if config.fail_on == "never":
        return 0
    bad = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1]
    return int(any(finding.severity in bad for file in report.open_files() for finding in file.visible()))


def _config(arguments: argparse.Namespace) -> Config:
    return Config(
        select=_names(arguments.select),
        ignore=_names(arguments.ignore),
        rule_paths=tuple(arguments.rule_path),
        fail_on=arguments.fail_on,
    )


def _names(lists: list[str]) -> tuple[str, ...]:
    return tuple(name.strip() for names in lists for name in names.split(",") if name.strip())


def _write_file(path: str, text: str) -> None:
    try:
        write_atomically(Path(path), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(f"--output-file: '{path}' cannot be written: {error.strerror}") from None


def _progress(arguments: argparse.Namespace) -> Callable[[int, int], None] | None:
    """A line that says how far a long run is, on a terminal only."""
    if arguments.quiet or not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of >= 200 and (done % 50 == 0 or done == of):
            end = "\r" if done < of else "\r\033[K"
            print(f"{done} of {of} files", end=end, file=sys.stderr, flush=True)

    return show
