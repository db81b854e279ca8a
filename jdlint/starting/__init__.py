"""The first setting up of a repository: which files `jdlint init` would write there, and what it leaves to the user."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from jdlint import git
from jdlint.config import ConfigError
from jdlint.config_files import NAMES, Configs
from jdlint.data import write_atomically
from jdlint.starting import texts
from jdlint.starting.origin import Origin
from jdlint.starting.places import places_of_postings

_HOOKS = ".pre-commit-config.yaml"
_WORKFLOW = ".github/workflows/jdlint.yml"
_OUR_HOOK = re.compile(r"^[^#\n]*\bid:\s*[\"']?jdlint(?:-fix)?\b", re.MULTILINE)
_GITHUB = re.compile(r"(?:^|@|//|\.)github\.", re.IGNORECASE)


class Step(NamedTuple):
    """One thing to do: a file to write, a file that is there and stays, or something that only the user can do."""

    action: Literal["write", "keep", "tell"]
    path: str  # absolute; empty where no file is meant
    said: str
    text: str = ""  # what to write, or what the user is to add


def steps(folder: str, origin: Origin) -> list[Step]:
    """What there is to do in a folder; ``origin`` is where this jdlint came from. Writes nothing. Raises ConfigError."""
    folder = os.path.realpath(folder)
    top = git.top(folder)
    inside = "" if top in (None, folder) else os.path.relpath(folder, top).replace(os.sep, "/") + "/"
    return [_configuration(folder), _hook(top, inside, origin), _workflow(top, inside, origin)]


def write(step: Step) -> None:
    """Write the file of a step, with the folders that it lies in. Raises ConfigError."""
    try:
        Path(step.path).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(Path(step.path), step.text.encode("utf-8"))
    except OSError as error:
        raise ConfigError(f"'{step.path}' cannot be written: {error.strerror}") from None


def _configuration(folder: str) -> Step:
    files = Configs().of_folder(folder).files
    path = files[-1] if files else os.path.join(folder, NAMES[0])
    if files or os.path.lexists(path):
        return Step("keep", path, "it says already what is checked here")
    found = places_of_postings(folder)
    text = texts.configuration(found.patterns, found.counts)
    if not found.counts:
        return Step("write", path, "No postings were found; put the name of their folder there.", text)
    listed = ", ".join(f"{pattern} ({count})" for pattern, count in found.counts.items())
    return Step("write", path, f"It names the files that read as postings: {listed}.", text)


def _hook(top: str | None, inside: str, origin: Origin) -> Step:
    if top is None:
        return Step("tell", "", "No check at commits: no git repository is here. After 'git init', run this again.")
    path = os.path.join(top, _HOOKS)
    if not os.path.lexists(path):
        said = "From now on git checks postings at each commit, once you have run: pre-commit install"
        return Step("write", path, said, texts.hooks(inside, origin))
    if _OUR_HOOK.search(_text(path)):
        return Step("keep", path, "it has a hook of jdlint")
    return Step("tell", path, "To check postings at each commit, add this under 'repos:'", texts.hook(inside, origin))


def _workflow(top: str | None, inside: str, origin: Origin) -> Step:
    remotes = git.remotes(top) if top is not None else ""
    if top is None or (remotes and not _GITHUB.search(remotes)):
        said = "No workflow: git knows of no copy of this repository at GitHub. Elsewhere let the pipeline run these two lines:"
        return Step("tell", "", said, texts.commands(inside, origin))
    path = os.path.join(top, *_WORKFLOW.split("/"))
    for other in [path, *_workflows(top)]:
        if os.path.lexists(other) and (other == path or "jdlint" in _text(other)):
            return Step("keep", other, "it runs jdlint already")
    if os.path.realpath(path) != os.path.join(os.path.realpath(top), *_WORKFLOW.split("/")):
        said = (
            f"No workflow: {_WORKFLOW} would lie elsewhere, for a link leads there. Write it yourself where it belongs:"
        )
        return Step("tell", "", said, texts.workflow(inside, origin))
    said = f"GitHub checks the postings at each push, with {origin.requirement}."
    if origin.doubt:
        said += " Look at that line: jdlint came from a folder here, and GitHub has to get it from somewhere."
    if not remotes:
        said += " It is for GitHub Actions: delete it if this repository goes elsewhere."
    return Step("write", path, said, texts.workflow(inside, origin))


def _workflows(top: str) -> Iterator[str]:
    folder = Path(top, ".github", "workflows")
    return (str(path) for path in sorted(folder.glob("*.y*ml")))


def _text(path: str) -> str:
    """What stands in a file of the user; nothing where it cannot be read."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
