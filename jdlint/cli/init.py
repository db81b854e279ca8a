"""jdlint init."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

from jdlint import __version__, starting
from jdlint.cli import config, new, terminal
from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.generate.postings import Made
from jdlint.starting.origin import origin
from jdlint.starting.places import places_of_postings
from jdlint.starting.steps import Step, Wanted


def run(arguments: argparse.Namespace) -> int:
    """Write what is not there yet, say what was done, and what comes next. Raises ConfigError."""
    if not os.path.isdir(arguments.path):
        raise ConfigError(f"'{arguments.path}' is no folder; name the one that holds the postings")
    folder = os.path.realpath(arguments.path)
    own = _own_templates(arguments.own_templates, folder) if arguments.own_templates is not None else ""
    wanted, made = _first(arguments, folder)
    schemas = {of: config.schema_text(of) for of in ("config", "rule")}
    steps = starting.steps(folder, origin(__version__), wanted._replace(templates=own, schemas=schemas))
    if not arguments.dry_run:
        starting.write(steps)
    for step in steps:
        terminal.write("\n".join(_said(step, dry_run=arguments.dry_run)) + "\n", sys.stdout)
    there = wanted.found is None or bool(wanted.found.counts or made)
    terminal.write("\n".join(_next(steps, arguments, there=there)) + "\n", sys.stdout)
    if made is not None and not arguments.dry_run and steps[0].action == "write":
        terminal.flush()
        return new.check(made, _shown(steps[0].path), Configs())
    return 0


def _own_templates(name: str, folder: str) -> str:
    inside = os.path.relpath(os.path.join(folder, name), folder).replace(os.sep, "/")
    if inside.split("/")[0] in ("..", "."):
        raise ConfigError(
            f"--own-templates: '{name}' is no folder inside the one that is set up; such as posting-templates"
        )
    return inside


def _first(arguments: argparse.Namespace, folder: str) -> tuple[Wanted, Made | None]:
    """What is wanted of a first posting: none where there are postings, or nobody names a template."""
    if arguments.template is None and Configs().of_folder(folder).files:
        return Wanted(), None  # it was set up before
    found = places_of_postings(folder)
    if found.counts and arguments.template is not None:
        said = f"No first posting: there are some already; for another one: jdlint new {arguments.template}"
        terminal.write(said + "\n", sys.stdout)
    if found.counts or not (arguments.template or (new.asks(arguments) and not arguments.dry_run)):
        return Wanted(found=found), None
    from jdlint.cli import first_posting  # the generator

    made = first_posting.make(arguments)
    files = first_posting.files(made, folder) if made is not None else ()
    return Wanted(files, found=found), made


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
    if step.text and step.shown and (dry_run or step.action == "tell"):
        yield ""
        yield from (f"    {line}".rstrip() for line in step.text.splitlines())
        yield ""


def _next(steps: Sequence[Step], arguments: argparse.Namespace, *, there: bool) -> Iterator[str]:
    if arguments.dry_run:
        yield "Nothing was written: this was a dry run."
        return
    if not any(step.action == "write" for step in steps):
        yield "Nothing was changed."
    place = "" if os.path.realpath(arguments.path) == os.path.realpath(".") else f" {arguments.path}"
    if not there:
        yield "Next, a posting: jdlint new TEMPLATE ('jdlint templates' lists them)"
        return
    yield f"Next: jdlint check{place}"
    yield f"If that finds more than you can mend now: jdlint check{place} --write-baseline"


def _shown(path: str) -> str:
    """A path as seen from here, where that is shorter."""
    seen = os.path.relpath(path, os.path.realpath("."))
    return path if seen.startswith("..") else seen
