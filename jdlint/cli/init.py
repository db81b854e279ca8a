"""jdlint init."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

from jdlint import __version__, starting
from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.starting import Step
from jdlint.starting.origin import origin


def run(arguments: argparse.Namespace) -> int:
    """Write what is not there yet, say what was done, and what comes next. Raises ConfigError."""
    if not os.path.isdir(arguments.path):
        raise ConfigError(f"'{arguments.path}' is no folder; name the one that holds the postings")
    steps = starting.steps(arguments.path, origin(__version__))
    for step in steps:
        if step.action == "write" and not arguments.dry_run:
            starting.write(step)
        terminal.write("\n".join(_said(step, dry_run=arguments.dry_run)) + "\n", sys.stdout)
    terminal.write("\n".join(_next(steps, arguments)) + "\n", sys.stdout)
    return 0


def _said(step: Step, *, dry_run: bool) -> Iterator[str]:
    name = _shown(step.path) if step.path else ""
    if step.action == "keep":
        yield f"Left {name} as it is: {step.said}."
    elif step.action == "write":
        yield f"{'Would write' if dry_run else 'Wrote'} {name}. {step.said}"
    elif step.path:
        yield f"Left {name} as it is, for it is yours. {step.said}"
    else:
        yield step.said
    if step.text and (dry_run or step.action == "tell"):
        yield ""
        yield from (f"    {line}".rstrip() for line in step.text.splitlines())
        yield ""


def _next(steps: Sequence[Step], arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.dry_run:
        yield "Nothing was written: this was a dry run."
        return
    if not any(step.action == "write" for step in steps):
        yield "Nothing was changed."
    place = "" if os.path.realpath(arguments.path) == os.path.realpath(".") else f" {arguments.path}"
    yield f"Next: jdlint check{place}"
    yield f"If that finds more than you can mend now: jdlint check{place} --write-baseline"


def _shown(path: str) -> str:
    """A path as seen from here, where that is shorter."""
    seen = os.path.relpath(path, os.path.realpath("."))
    return path if seen.startswith("..") else seen
