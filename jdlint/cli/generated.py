"""What the commands of the generator share: where templates and records lie, and what a place is called."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.data import write_atomically
from jdlint.generate import records, templates
from jdlint.generate.postings import Made
from jdlint.generate.templates import Template
from jdlint.words import nearest

_MARKDOWN = (".md", ".markdown", ".mdx")


def folders(arguments: argparse.Namespace) -> list[Path]:
    """The folders of templates: those named, those of the configuration here, ours. Raises ConfigError."""
    named: Sequence[str] = arguments.template_path
    for path in named:
        if not os.path.isdir(path):
            raise ConfigError(f"--template-path: there is no folder '{path}'")
    return templates.folders([*named, *Configs().of_folder(os.getcwd()).template_paths])


def named(name: str, known: Sequence[Template], where: Sequence[Path]) -> list[Template]:
    """The templates of a name, one for each language. Raises ConfigError where there is none, or it cannot be used."""
    found = [each for each in known if each.name == name]
    if not found:
        templates.named(name, "en", where)  # says why
        raise ConfigError(f"no template is called '{name}'{nearest(name, sorted({each.name for each in known}))}")
    return found


def place(code: str | None) -> str:
    """The code of a place as typed, in small letters. Raises ConfigError for one that is none."""
    if code is None:
        return ""
    from jdlint import gazetteer

    if code.lower() not in gazetteer.codes():
        near = nearest(code.upper(), [known.upper() for known in gazetteer.codes()]) or "; such as GB or US-CO"
        raise ConfigError(f"--jurisdiction: there is no place with the code '{code}'{near}")
    return code.lower()


def root(posting: Path) -> Path:
    """The folder that holds the records of a posting: of its configuration, else of its repository, else its own."""
    folder = Path(os.path.abspath(posting)).parent
    config = Configs().of(os.path.abspath(posting))
    if config.folder:
        return Path(config.folder)
    for above in (folder, *folder.parents):
        if (above / ".jdlint").is_dir() or (above / ".git").exists():
            return above
    return folder


def refuse(path: Path, *, force: bool) -> None:
    """Raises ConfigError where a posting cannot lie there: before anybody has answered a question."""
    if path.suffix.lower() not in _MARKDOWN:
        as_folder = "" if path.suffix else f", or for a folder '{path}{os.sep}'"
        raise ConfigError(
            f"-o: '{path}' is no name for a posting, which is written in Markdown; write '{path.with_suffix('.md')}'{as_folder}."
            " jdlint export makes HTML, Word and plain text of it"
        )
    if os.path.lexists(path) and not force:
        raise ConfigError(f"'{path}' is there already; name another file with -o, or add --force to replace it")
    folder = next(each for each in path.absolute().parents if os.path.lexists(each))
    if not folder.is_dir():
        raise ConfigError(f"'{path}' cannot be written: '{folder}' is a file and no folder")
    if not os.access(folder, os.W_OK):
        raise ConfigError(f"'{path}' cannot be written: nothing can be written in '{folder}'")
    records.place_of(path, root(path))


def write(made: Made, path: Path, *, force: bool) -> None:
    """Write a posting and its record, both or none. Raises ConfigError where a file is in the way."""
    refuse(path, force=force)
    kept = records.place_of(path, root(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = kept.read_bytes() if kept.is_file() else None
        records.write(kept, records.record(made))
        try:
            write_atomically(path, made.text.encode())
        except BaseException:  # be it that the user stops
            _put_back(kept, before)
            raise
    except OSError as error:
        raise ConfigError(f"'{error.filename or path}' cannot be written: {error.strerror}") from None


def _put_back(kept: Path, before: bytes | None) -> None:
    """The record as it was, if there was one."""
    if before is None:
        kept.unlink(missing_ok=True)
    else:
        write_atomically(kept, before)
