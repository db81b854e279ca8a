"""jdlint new --from TABLE: a posting a row, and a line on each that could not be made."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jdlint.cli import generated, terminal
from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.formats.style import plural
from jdlint.generate import rows, sources
from jdlint.generate.rows import Done, Job
from jdlint.generate.sources import Row
from jdlint.generate.templates import Template

_SHOWN = 3  # findings of a posting
_MANY = 100  # rows, from which on a terminal shows how far it is


def run(
    arguments: argparse.Namespace, template: Template, where: Sequence[Path], place: str, given: Mapping[str, Any]
) -> int:
    """Write a posting for each row that can be made; 1 where some could not. Raises ConfigError."""
    if arguments.output_file == "-":
        raise ConfigError(
            "-o -: a table makes several postings; name a folder, or add --dry-run to see what comes of it"
        )
    table, folder = Path(arguments.rows), Path(arguments.output_file or ".")
    listed = _rows(table, template)
    config = Configs().of(os.path.join(os.path.abspath(folder), "posting.md"))
    job = Job(template, where, place, given, config, os.path.abspath(folder))
    done = list(_shown(rows.made(job, listed, arguments.jobs), len(listed)))
    named = rows.named(done, folder, force=arguments.force)
    failed = sum(bool(each.problem) for _, each in named)
    writes = not arguments.dry_run and not (arguments.strict and failed)
    if writes:
        named = list(_written(named, folder, arguments))
        failed = sum(bool(each.problem) for _, each in named)
    terminal.write(
        "".join(line for name, each in named for line in _said(table, folder / name, each, writes=writes)), sys.stdout
    )
    terminal.write(_summary(len(listed), failed, arguments) + "\n", sys.stderr)
    return int(failed > 0 or any(each.has_error for _, each in named))


def _written(
    named: Sequence[tuple[str, Done]], folder: Path, arguments: argparse.Namespace
) -> Iterator[tuple[str, Done]]:
    """Each row with its posting written, or with why that could not be."""
    for name, each in named:
        wrong = each.problem
        if each.made is not None and not wrong:
            try:
                generated.write(each.made, folder / name, force=arguments.force)
            except ConfigError as error:
                wrong = str(error)
        yield name, each._replace(problem=wrong)


def _rows(table: Path, template: Template) -> list[Row]:
    if table.suffix.lower() not in sources.TABLES:
        raise ConfigError(f"--from: '{table}' is no table that is known ({', '.join(sources.TABLES)})")
    try:
        found = list(sources.rows(table, template.questions))
    except OSError as error:
        raise ConfigError(f"--from: '{table}' cannot be read: {error.strerror}") from None
    if not found:
        raise ConfigError(f"--from: '{table}' has no rows below the line of names")
    return found


def _shown(done: Iterator[Done], count: int) -> Iterator[Done]:
    """The rows as they come, on a terminal with a line that says how many are done."""
    show = count >= _MANY and sys.stderr is not None and sys.stderr.isatty()
    try:
        for number, each in enumerate(done, 1):
            if show and number % 10 == 0:
                print(f"{number} of {count} postings", end="\r", file=sys.stderr, flush=True)
            yield each
    finally:  # also where somebody stops it
        if show:
            print("\033[K", end="", file=sys.stderr, flush=True)


def _said(table: Path, path: Path, done: Done, *, writes: bool) -> Iterator[str]:
    if done.problem:
        yield f"{table}:{done.row.number}: not made: {done.problem}\n"
        return
    found = f", {plural(len(done.findings), 'finding')}:" if done.findings else ""
    yield f"{table}:{done.row.number}: {'' if writes else 'not written: '}{path}{found}\n"
    yield from (f"    {said}\n" for said in done.findings[:_SHOWN])
    if len(done.findings) > _SHOWN:
        yield f"    and {len(done.findings) - _SHOWN} more: jdlint check {path}\n"


def _summary(count: int, failed: int, arguments: argparse.Namespace) -> str:
    said = f"{plural(count, 'row')}, {failed} of them cannot be made" if failed else plural(count, "row")
    if arguments.dry_run:
        return f"{said}. Nothing was written: this was a dry run."
    if arguments.strict and failed:
        return f"{said}. Nothing was written, for --strict wants all or none."
    return f"{said}: {plural(count - failed, 'posting')} written."
