"""The worked rules in docs/writing-rules.md: who follows them, command by command, sees what is shown there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jdlint.wordings import section_kinds

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "writing-rules.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITHOUT = re.compile(r"Without the line `([^`]+)`")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}


def worked() -> str:
    """The part of the guide with the worked rules."""
    text = GUIDE.read_text(encoding="utf-8")
    return text[text.index("## Three rules") : text.index("## The frame")]


def steps(text: str) -> Iterator[tuple[str, str, str]]:
    """Each block with its kind, and the prose above it."""
    end = 0
    for match in BLOCK.finditer(text):
        yield match[1], match[2], text[end : match.start()]
        end = match.end()


def sessions(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def printed(command: str, folder: Path, cache: Path) -> str:
    """What a command prints in a folder, both streams in the order of a terminal."""
    name, *arguments = shlex.split(command)
    assert name == "jdlint"
    return subprocess.run(
        [sys.executable, "-m", "jdlint", *arguments],
        cwd=folder,
        env={
            **ENVIRONMENT,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "80",
            "JDLINT_CACHE_DIR": str(cache),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    ).stdout


def written(kind: str, block: str, folder: Path) -> Path | None:
    """Save what the guide tells the reader to save, and say where."""
    rule = re.match(r"rule: (\S+)\n", block)
    if kind == "markdown":
        path = folder / "jobs" / "porter.md"
    elif kind == "yaml" and rule:
        path = folder / ".jdlint" / "rules" / f"{rule[1]}.yml"
    elif kind == "yaml":
        path = folder / ".jdlint.yml"
    else:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block, encoding="utf-8")
    return path


def test_the_worked_rules_do_as_shown(tmp_path: Path) -> None:
    """Posting, rules and configuration are saved as told; each command then prints what the guide shows."""
    text = worked()
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / ".git").mkdir()  # whatever lies above is not this reader's
    last, seen = folder, 0
    for kind, block, prose in steps(text):
        path = written(kind, block, folder)
        last = path if path is not None and path.parent.name == "rules" else last
        left_out = WITHOUT.search(prose)
        if kind != "console":
            continue
        whole = last.read_text(encoding="utf-8") if left_out else ""
        if left_out:
            less, number = re.subn(rf"^ *{re.escape(left_out[1])}\n", "", whole, flags=re.MULTILINE)
            assert number == 1
            last.write_text(less, encoding="utf-8")
        for command, output in sessions(block):
            assert printed(command, folder, tmp_path / "cache") == output
            seen += 1
        if left_out:
            last.write_text(whole, encoding="utf-8")
    assert seen >= 7


def test_the_guide_names_all_kinds_of_sections() -> None:
    """Whoever writes a rule on sections finds what they are called without reading data tables."""
    text = GUIDE.read_text(encoding="utf-8")
    listed = re.search(r"Kinds of sections[^:]*:(.*?)\. A section", text, re.DOTALL)
    assert listed is not None
    assert re.findall(r"\w+", listed[1].replace("under `in:`:", "")) == list(section_kinds())


@pytest.mark.parametrize("verb", ["terms", "section", "count"])
def test_the_worked_rules_are_of_three_kinds(verb: str) -> None:
    """Words, a part that must be there, and a number: the wishes that companies have most."""
    assert f"\ncheck: {verb}\n" in worked()
