"""A posting for each row of a table, made and checked by several processes where that pays, in the order of the rows."""

from __future__ import annotations

import os
import re
import signal
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jdlint import registry
from jdlint.config import Config
from jdlint.engine import check_source
from jdlint.generate import postings
from jdlint.generate.postings import AnswersError, Made
from jdlint.generate.sources import Row
from jdlint.generate.templates import Template
from jdlint.text import Source

FILE = "file"
"""A column that names the file of each row's posting."""
_WORTH_PROCESSES = 100  # rows: for fewer the start of processes takes longer than it saves
_CHUNK = 25  # rows that are handed over at once


class Job(NamedTuple):
    """What all rows have in common."""

    template: Template
    where: Sequence[Path]
    place: str
    given: Mapping[str, Any]  # answers beside those of the rows
    config: Config
    folder: str  # where the postings will lie, absolute


class Done(NamedTuple):
    """What became of a row: the posting and what a check says of it, or what is wrong."""

    row: Row
    made: Made | None
    problem: str = ""
    findings: Sequence[str] = ()
    has_error: bool = False  # whether one of the findings is an error


def made(job: Job, rows: Sequence[Row], jobs: int | None = None) -> Iterator[Done]:
    """All rows. ``jobs``: so many processes, None: as many as it is worth. Raises ConfigError where the template fails."""
    jobs = jobs or ((os.cpu_count() or 1) if len(rows) >= _WORTH_PROCESSES else 1)
    if jobs == 1:
        yield from map(_Maker(job), rows)
        return
    from concurrent.futures import ProcessPoolExecutor  # slow to import

    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(job,)) as pool:
        yield from pool.map(_make, rows, chunksize=_CHUNK)


class _Maker:
    """Makes and checks the posting of a row; rules are bound and templates compiled once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.rules = registry.bind(job.config)

    def __call__(self, row: Row) -> Done:
        answers = {name: value for name, value in row.answers.items() if name != FILE}
        job = self.job
        if row.problem:
            return Done(row, None, row.problem)
        try:
            posting = postings.make(job.template, {**job.given, **answers}, job.where, job.place)
        except AnswersError as error:
            return Done(row, None, "; ".join(f"{each.name}: {each.problem}" for each in error.problems))
        found = check_source(Source(posting.text, str(Path(job.folder) / file_name(posting))), self.rules).findings
        shown = [each for each in found if each.hidden is None]
        said = [f"{each.severity} {each.rule}: {each.message}" for each in shown]
        return Done(row, posting, "", said, any(each.severity == "error" for each in shown))


_makers: list[_Maker] = []  # of this process


def _begin(job: Job) -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the process that began this one, as in jdlint/processes.py
    _makers[:] = [_Maker(job)]


def _make(row: Row) -> Done:
    return _makers[0](row)


def file_name(posting: Made) -> str:
    """A name for the file of a posting, from its title: `senior-nurse.md`."""
    title = unicodedata.normalize("NFKD", str(posting.answers.get("title", posting.template.name)))
    plain = re.sub(r"[^a-z0-9]+", "-", title.encode("ascii", "ignore").decode().lower()).strip("-")
    return f"{plain[:80].strip('-') or posting.template.name}.md"


def named(done: Sequence[Done], folder: Path, *, force: bool) -> list[tuple[str, Done]]:
    """Each row with the name of its file: the column's, or one from its title with a number where several are alike.

    A row whose name is taken, or leads out of the folder, has a problem then. ``force``: files may be replaced.
    """
    taken: dict[str, int] = {}
    found = []
    for each in done:
        name, wrong = _name(each, taken)
        if name and not wrong and not force and os.path.lexists(folder / name):
            wrong = f"'{folder / name}' is there already; --force replaces it"
        found.append((name, each._replace(problem=each.problem or wrong)))
    return found


def _name(done: Done, taken: dict[str, int]) -> tuple[str, str]:
    """The name of a row's file, and what is wrong with it."""
    if done.made is None:
        return "", ""
    asked = str(done.row.answers.get(FILE, ""))
    if asked and (Path(asked).name != asked or asked.startswith(".")):
        return asked, f"the file '{asked}' would not lie in the folder; write a name alone"
    name = asked if asked.endswith(".md") else f"{asked}.md" if asked else file_name(done.made)
    if asked and name in taken:
        return name, f"the file '{name}' is that of an earlier row"
    first, stem = name, name.removesuffix(".md")
    while name in taken:  # also by a title such as "Nurse 2"
        taken[first] += 1
        name = f"{stem}-{taken[first]}.md"
    taken[name] = 1
    return name, ""
