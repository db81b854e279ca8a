"""jdlint update: takes newer templates over into postings that were made from them."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jdlint.cli import generated, terminal
from jdlint.config import ConfigError
from jdlint.data import write_atomically
from jdlint.data.yaml import YamlError
from jdlint.files import encoded, read_file
from jdlint.formats.style import plural
from jdlint.generate import postings, records, templates, update
from jdlint.generate.postings import AnswersError
from jdlint.generate.records import Record
from jdlint.generate.templates import Template, TemplateError
from jdlint.generate.update import Updated
from jdlint.text import Source


class _Shelf:
    """The templates of some folders, each read once."""

    def __init__(self, where: Sequence[Path]) -> None:
        self.where = where
        self._read: dict[tuple[str, str], Template] = {}

    def template(self, record: Record) -> Template:
        """The template that a posting was made from, as it is now. Raises ConfigError."""
        key = (record.template, record.language)
        if key not in self._read:
            self._read[key] = templates.named(*key, self.where)
        return self._read[key]


def run(arguments: argparse.Namespace) -> int:
    """Bring postings up to date, or show what there is to do; 1 with --check where one is behind. Raises ConfigError."""
    shelf = _Shelf(generated.folders(arguments))
    behind = known = faults = 0
    for path in list(_postings(arguments.paths)):  # a name that is none stops it before anything is written
        try:
            behind += _update(path, shelf, arguments)
            known += 1
        except ConfigError as error:
            faults += 1
            said = str(error)
            terminal.write(f"jdlint: {said if str(path) in said else f'{path}: {said}'}\n", sys.stderr)
    said = "behind its template" if known == 1 else "behind their templates"
    done = f"{behind} {said}" if arguments.check or arguments.diff else f"{behind} brought up to date"
    left = f"; {faults} cannot be" if faults else ""
    terminal.write(f"{plural(known, 'posting')} made from templates; {done}{left}.\n", sys.stderr)
    return 2 if faults else int(arguments.check and behind > 0)


def _postings(paths: Sequence[str]) -> Iterator[Path]:
    """The postings that are named, and those in named folders of which there is a record."""
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise ConfigError(f"there is no file or folder '{name}'")
        if not path.is_dir():
            yield path
            continue
        root = generated.root(path / "posting.md")
        known = [posting for posting in records.postings(root) if posting.resolve().is_relative_to(path.resolve())]
        yield from (path / posting.resolve().relative_to(path.resolve()) for posting in known)
        if records.left(root):
            yield from _renamed(path, root)


def _renamed(folder: Path, root: Path) -> Iterator[Path]:
    """The postings of a folder whose records lie under other names."""
    for path in sorted(folder.rglob("*.md")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and not records.place_of(path, root).is_file() and records.moved(path, root) is not None:
            yield path


def _take_along(path: Path, old: Path, root: Path, *, writes: bool) -> None:
    """Says that a posting has another name now; where its record was written anew, the old one goes."""
    before = records.posting_of(old, root).relative_to(root)
    if writes:
        old.unlink(missing_ok=True)
    terminal.write(f"{path}: this was '{before}'; its record goes along\n", sys.stderr)


def _update(path: Path, shelf: _Shelf, arguments: argparse.Namespace) -> bool:
    """Whether a posting was behind its template, with its record under its name."""
    root = generated.root(path)
    kept = records.place_of(path, root)
    old = kept if kept.is_file() else records.moved(path, root)
    record = records.read(old) if old is not None else None
    if old is None or record is None:
        raise ConfigError(_unknown(path, kept, records.left(root)))
    behind = _updated(path, kept, record, shelf, arguments)
    if old != kept:
        _take_along(path, old, root, writes=not arguments.check and not arguments.diff)
    return behind


def _updated(path: Path, kept: Path, record: Record, shelf: _Shelf, arguments: argparse.Namespace) -> bool:
    """Whether a posting is behind its template, and unless it is only asked, no longer."""
    try:
        template = shelf.template(record)
    except TemplateError:
        raise
    except ConfigError as error:
        raise ConfigError(f"{error}. Was it renamed? Then write its name behind 'template:' in {kept}") from None
    read = read_file(str(path))
    if not read.readable:
        raise ConfigError(read.problem.reason if read.problem else "it cannot be read")
    text = read.source.text
    plain = text.replace("\r\n", "\n")
    try:
        made = postings.make(template, update.answers_now(plain, record, template), shelf.where, record.place)
    except AnswersError as error:
        raise ConfigError(_to_answer(template.name, kept, error)) from None
    except YamlError as error:
        raise ConfigError(f"its front matter cannot be read: {error.problem}") from None
    done = update.updated(plain, record, made)
    new = done.text.replace("\n", "\r\n") if "\r\n" in text else done.text
    is_behind = new != text or bool(done.differences)
    if not arguments.check and not arguments.diff:
        _write(path, kept, read.source, new, records.record(made))
    if arguments.diff:
        terminal.write("".join(_diff(path, text, new)), sys.stdout)
    if is_behind:
        terminal.write("".join(_said(path, done)), sys.stdout if not arguments.diff else sys.stderr)
    return is_behind


def _unknown(path: Path, kept: Path, left: Sequence[Path]) -> str:
    """That a posting has no record; where one is left of a posting that is gone, it may be of this one under another name."""
    said = f"'{path}' was not made by jdlint new, or its record in .jdlint/generated is gone"
    return f"{said}. Was it renamed? Then rename its record, too: mv '{left[0]}' '{kept}'" if len(left) == 1 else said


def _to_answer(template: str, kept: Path, error: AnswersError) -> str:
    """What is missing or wrong, and where to write it: what stands in front matter counts before the record."""
    lines = [f"the template '{template}' asks more now, or otherwise:"]
    for each in error.problems:
        key = each.question.front_matter if each.question is not None else ""
        where = f"in the front matter, as {key}" if key else f"in {kept}, under 'answers:'"
        lines += [f"  {each}", f"    Write it {where}"]
    return "\n".join(lines)


def _write(path: Path, kept: Path, source: Source, text: str, record: Record) -> None:
    """The posting where it changes, and then its record: one that is behind its posting does no harm."""
    try:
        if text != source.text:
            write_atomically(path, encoded(source, text))
        records.write(kept, record)
    except UnicodeEncodeError:
        raise ConfigError(f"the new text has characters that {source.encoding} lacks; save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"'{error.filename or path}' cannot be written: {error.strerror}") from None


def _said(path: Path, done: Updated) -> Iterator[str]:
    yield f"{path}\n"
    for what, headings in (("new text", done.taken), ("added", done.added), ("taken out", done.removed)):
        for heading in headings:
            yield f"  {what}: {heading or 'the beginning'}\n"
    for each in done.differences:
        yield f"  kept as you wrote it: {each.heading or 'the beginning'}{_why(each.kept, each.template)}\n"
        if each.kept and each.template:
            lines = difflib.unified_diff(each.kept.splitlines(), each.template.splitlines(), "", "", n=0, lineterm="")
            yield from (f"      {line}\n" for line in list(lines)[3:])
        elif each.template:
            yield from (f"      +{line}\n" for line in each.template.strip().splitlines())


def _why(kept: str, template: str) -> str:
    if not template:
        return "; the template no longer has this section"
    return "; the template now says:" if kept else "; the template has a section of the same name:"


def _diff(path: Path, old: str, new: str) -> Iterator[str]:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{path}", f"b/{path}")
    yield from (line if line.endswith("\n") else line + "\n" for line in lines)
