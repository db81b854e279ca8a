"""The first setting up of a repository: which files `jdlint init` would write there, and what it leaves to the user."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from jdlint import git, globs
from jdlint.config import ConfigError
from jdlint.config_files import NAMES, Configs
from jdlint.data import write_atomically
from jdlint.starting import editor, texts
from jdlint.starting.origin import Origin
from jdlint.starting.places import Places, places_of_postings
from jdlint.starting.steps import Step, Wanted

_HOOKS = ".pre-commit-config.yaml"
_WORKFLOW = ".github/workflows/jdlint.yml"
_OUR_HOOK = re.compile(r"^[^#\n]*\bid:\s*[\"']?jdlint(?:-fix)?\b", re.MULTILINE)
_NONE = "No postings were found; put the name of their folder there."
_GITHUB = re.compile(r"(?:^|@|//|\.)github\.", re.IGNORECASE)


def steps(folder: str, origin: Origin, wanted: Wanted | None = None) -> list[Step]:
    """What there is to do in a folder; ``origin`` is where this jdlint came from. Writes nothing. Raises ConfigError."""
    folder = os.path.realpath(folder)
    wanted = wanted or Wanted()
    top = git.top(folder)
    inside = _inside(folder, top)
    home = os.path.realpath(
        Configs().of_folder(folder).folder or folder
    )  # of a configuration that is there, maybe above
    found = [
        *_posting(wanted),
        *_configuration(folder, wanted),
        _hook(top, inside, origin),
        _workflow(top, inside, origin),
        *editor.steps(home, top or home, _inside(home, top), wanted.schemas),
    ]
    return [_at_home(step, top or folder) for step in found]


def _inside(folder: str, top: str | None) -> str:
    """The way from the top of the repository to a folder, with a `/` behind it; empty for the top itself."""
    return "" if top in (None, folder) else os.path.relpath(folder, top).replace(os.sep, "/") + "/"


def write(steps: Iterable[Step]) -> None:
    """Write the files of all steps, or none: where one cannot be written, those before it go again. Raises ConfigError."""
    made: list[Path] = []
    try:
        for step in steps:
            if step.action == "write":
                path = Path(step.path)
                made += [folder for folder in reversed(path.parents) if not folder.exists()]
                path.parent.mkdir(parents=True, exist_ok=True)
                made += [] if path.exists() else [path]
                write_atomically(path, step.text.encode("utf-8"))
    except BaseException as error:  # be it that the user stops
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir() if each.is_dir() else each.unlink()
        if isinstance(error, OSError):
            raise ConfigError(f"'{path}' cannot be written: {error.strerror}. Nothing was written.") from None
        raise


def _new(path: str, said: str, text: str) -> Step:
    if os.path.lexists(path):
        return Step("keep", path, "it is there already")
    return Step("write", path, said, text)


def _posting(wanted: Wanted) -> Iterator[Step]:
    """A first posting with its record, which takes the place of one that was left of a posting that is gone."""
    for path, said, text in wanted.posting:
        if os.path.lexists(wanted.posting[0][0]):
            yield Step("keep", path, "it is there already")
            return
        yield Step("write", path, said, text)


def _at_home(step: Step, top: str) -> Step:
    """The step, unless a link leads its file out of the repository: then it is the user who may write it there."""
    if step.action != "write" or os.path.realpath(step.path) == os.path.join(
        os.path.realpath(top), os.path.relpath(step.path, top)
    ):
        return step
    name = os.path.relpath(step.path, top).replace(os.sep, "/")
    said = f"Not written: {name} would lie elsewhere, for a link leads there. Write it yourself where it belongs:"
    return Step("tell", "", said, step.text)


def _configuration(folder: str, wanted: Wanted) -> Iterator[Step]:
    config = Configs().of_folder(folder)
    own = wanted.templates
    path = config.files[-1] if config.files else os.path.join(folder, NAMES[0])
    if config.files or os.path.lexists(path):
        yield Step("keep", path, "it says already what is checked here")
        names = [
            os.path.relpath(file, config.folder or folder).replace(os.sep, "/") for file, _, _ in wanted.posting[:1]
        ]
        if config.include and not all(globs.matches(name, config.include) for name in names):
            yield Step("tell", path, "To have the new posting checked, add this under 'include:'", f"- {names[0]}")
        if own and os.path.join(folder, own) not in config.template_paths:
            yield Step("tell", path, "To have your own templates found, add this", texts.template_paths(own))
    else:
        found = wanted.found or places_of_postings(folder)
        if wanted.posting and not found.counts:
            name = os.path.relpath(wanted.posting[0][0], folder).replace(os.sep, "/")
            found = Places([f"{os.path.dirname(name)}/**"], {f"{os.path.dirname(name)}/**": 1})
        text = texts.configuration(found.patterns, found.counts, own)
        listed = ", ".join(f"{pattern} ({count})" for pattern, count in found.counts.items())
        said = f"It names the files that read as postings: {listed}." if listed else _NONE
        yield Step("write", path, said, text)
    if own:
        readme = os.path.join(folder, own, "README.md")
        yield _new(
            readme, "In this folder templates of your own are found; it says how one is made.", texts.readme(own)
        )


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
