"""The first posting of a repository, from a template: which one, and what is written for it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from jdlint.cli import generated, new
from jdlint.config_files import Configs
from jdlint.generate import records, templates
from jdlint.generate.postings import Made
from jdlint.generate.questions import Question
from jdlint.generate.rows import file_name

_FOLDER = "jobs"
_NONE = "none"


def make(arguments: argparse.Namespace) -> Made | None:
    """The posting, or nothing where the writer wants none. Raises ConfigError."""
    where = generated.folders(arguments)
    name = arguments.template or _chosen(where, arguments.lang)
    if name == _NONE:
        return None
    template = templates.named(name, arguments.lang, where)
    place = generated.place(arguments.jurisdiction)
    return new.make(arguments, template, where, place, new.given(arguments, template))


def _chosen(where: Sequence[Path], language: str) -> str:
    from jdlint.cli import prompts

    names = [each.name for each in templates.find(where) if each.language == language]
    asks = "From which template shall the first posting be made?"
    return prompts.ask_one(Question("template", {"enum": [*names, _NONE]}, asks), _NONE)


def files(made: Made, folder: str) -> list[tuple[str, str, str]]:
    """The posting and its record: the path of each, what is to be said of it, its text. Raises ConfigError."""
    path = Path(folder, _FOLDER, file_name(made))
    kept = records.place_of(path, Path(Configs().of_folder(folder).folder or folder))
    return [
        (str(path), f"It is made from the template '{made.template.name}'; edit it as you like.", made.text),
        (str(kept), "'jdlint update' reads in it how the posting was made.", records.text(records.record(made))),
    ]
