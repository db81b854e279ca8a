"""The texts of the files that `jdlint init` writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jdlint.document import SUFFIXES
from jdlint.starting.origin import Origin

_PLAIN = re.compile(r"[A-Za-z0-9_/][\w./* -]*", re.ASCII)  # what YAML takes without quotes

_CONFIGURATION = """\
# What jdlint checks here, and how. `jdlint config` shows what all of it comes to.

# The rules: those that are right for most postings. `strict` asks for more; us, uk, eu and ca add what is different there,
# as in [recommended, uk].
extends: recommended

# The files that are postings, as patterns like those of .gitignore; what begins with ! is none.
{include}
{templates}
# What is found today can be put aside: `jdlint check --write-baseline` writes it to .jdlint-baseline.jsonl beside this
# file, and from then on only what is new is shown.

# To change a rule, write its name and off, error, warning or info; `jdlint rule --all` lists the rules.
# rules:
#   long-sentence: off
"""

_HOOKS = """\
# What git checks at each commit. Run `pre-commit install` once in each copy of this repository.
repos:
{hook}"""

_LOCAL_HOOK = """\
  - repo: local
    hooks:
      - id: jdlint
        name: jdlint (job postings)
        entry: jdlint check --force-exclude
        language: system  # the jdlint that is installed where you commit
        require_serial: true
        files: {files}
"""

_HOOK = """\
  - repo: {repository}
    rev: {commit}
    hooks:
      - id: jdlint
"""

_WORKFLOW = """\
# Checks the postings at each push; what is found stands beside the lines that it is about.
name: jdlint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  postings:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
{doubt}      - run: {install}
      - run: {check}
"""

_README = """\
# Templates of our postings

Each file here with a name such as `night-porter.md` is a template: `jdlint new night-porter` makes a posting from it. One with
the name of a template that comes with jdlint, such as `nurse.md`, takes its place.

- A draft out of a posting that you like: `jdlint templates --from-posting jobs/porter.md -o {folder}/night-porter.md`
- What there is: `jdlint templates`. Whether all hold what they promise: `jdlint templates --test`
"""


def configuration(patterns: Sequence[str], counts: Mapping[str, int], templates: str = "") -> str:
    """A configuration that includes these patterns; a count is how many postings a pattern takes.

    ``templates``: the folder of the user's own templates, if there is to be one.
    """
    lines = [f"  - {quoted(pattern)}{_comment(counts.get(pattern))}" for pattern in patterns]
    include = "\n".join(["include:", *lines] if lines else ["# include: [jobs/**]"])
    own = f"\n# Templates of your own, beside those of jdlint.\n{template_paths(templates)}\n" if templates else ""
    return _CONFIGURATION.format(include=include, templates=own)


def template_paths(folder: str) -> str:
    """What a configuration says of a folder of templates."""
    return f"template-paths: [{quoted(folder)}]"


def readme(folder: str) -> str:
    """What stands in a new folder of templates."""
    return _README.format(folder=quoted(folder))


def _comment(count: int | None) -> str:
    if count is None:
        return "  # no posting"
    return f"  # {count} when this was written"


def quoted(text: str) -> str:
    """A printable text as YAML takes it."""
    return text if _PLAIN.fullmatch(text) and not text.endswith(" ") else "'" + text.replace("'", "''") + "'"


def hooks(inside: str, origin: Origin) -> str:
    """A configuration of pre-commit with the hook alone; ``inside`` is the folder of the postings, with a slash at its end."""
    return _HOOKS.format(hook=hook(inside, origin))


def hook(inside: str, origin: Origin) -> str:
    """The hook as it stands under `repos:`."""
    if not origin.repository:
        return _LOCAL_HOOK.format(files=quoted(_files(inside)))
    own = f"        files: {quoted('^' + re.escape(inside))}\n" if inside else ""
    return _HOOK.format(repository=origin.repository, commit=origin.commit) + own


def _files(inside: str) -> str:
    suffixes = "|".join(suffix.removeprefix(".") for suffix in SUFFIXES)
    return f"(?i)^{re.escape(inside)}.*\\.({suffixes})$" if inside else f"(?i)\\.({suffixes})$"


def workflow(inside: str, origin: Origin) -> str:
    """A workflow for GitHub."""
    install, check = commands(inside, origin).splitlines()
    doubt = f"      # {origin.doubt}\n" if origin.doubt else ""
    return _WORKFLOW.format(doubt=doubt, install=quoted(install), check=quoted(check))


def commands(inside: str, origin: Origin) -> str:
    """What any pipeline runs: two lines."""
    place = inside.removesuffix("/")
    shell = "'" + place.replace("'", "'\\''") + "'" if re.search(r"[^\w./-]", place) or place[:1] == "-" else place
    return f"pip install {origin.requirement}\njdlint check {shell}".rstrip() + "\n"
