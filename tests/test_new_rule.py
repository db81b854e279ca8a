"""`jdlint rule --new`: a rule file that works at once, for somebody who has never written one; never over another file."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from jdlint.checks import CHECKS
from jdlint.new_rule import verbs
from jdlint.rule_files import FRAME_SCHEMA

POSTING = "# Porter\n\n## What you do\n\n- You lead twelve human resources\n- You report to the suits\n"


def jdlint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of jdlint in a folder; it never ends in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("verb", verbs())
def test_a_new_rule_works_at_once(verb: str, tmp_path: Path) -> None:
    """The file lies where it is said to, its examples hold, and it may be used as it is."""
    done = jdlint(tmp_path, "rule", "--new", "own-rule", "--check", verb)
    path = tmp_path / ".jdlint" / "rules" / "own-rule.yml"
    assert (done.returncode, done.stderr) == (0, "")
    assert ".jdlint/rules/own-rule.yml" in done.stdout
    assert f"\ncheck: {verb}\n" in path.read_text(encoding="utf-8")
    tested = jdlint(tmp_path, "rule", "--test", str(path))
    assert (tested.returncode, tested.stdout.split(":")[0]) == (0, "1 rule file")
    (tmp_path / "a.md").write_text(POSTING, encoding="utf-8")
    used = jdlint(tmp_path, "check", "a.md", "--rule-path", ".jdlint/rules", "--select", "own-rule")
    assert (used.returncode, "1 file checked" in used.stderr) == (0, True)
    assert ("own-rule" in used.stdout) == (verb in ("terms", "section"))


def test_words_and_phrases_are_the_default() -> None:
    """What most people want is what they get; every verb on offer is one."""
    assert {"terms", "section", "pattern"} <= set(verbs()) <= set(CHECKS)


@pytest.mark.parametrize("verb", verbs())
def test_a_new_rule_explains_itself(verb: str, tmp_path: Path) -> None:
    """Above each key of the frame stands a note, the lines fit a narrow editor, and nothing is left to fill in."""
    jdlint(tmp_path, "rule", "--new", "own-rule", "--check", verb)
    lines = (tmp_path / ".jdlint" / "rules" / "own-rule.yml").read_text(encoding="utf-8").splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"[a-z]+:", line)]
    bare = [lines[number] for number in keys if not lines[number - 1].startswith("#")]
    assert [line for line in bare if line != "options:"] == []  # its notes stand at the options themselves
    assert {re.split(":", lines[number])[0] for number in keys} >= set(FRAME_SCHEMA["required"])
    assert max(map(len, lines)) <= 120
    assert not any("NEW-" in line for line in lines)


def test_the_next_steps_are_commands_that_work(tmp_path: Path) -> None:
    """What is printed can be copied: the test, the use, and the lines of the configuration."""
    made = jdlint(tmp_path, "rule", "--new", "own-rule").stdout
    (test,) = re.findall(r"jdlint (rule --test .+)", made)
    (use,) = re.findall(r"jdlint (check .+)", made)
    (tmp_path / "a.md").write_text(POSTING, encoding="utf-8")
    assert jdlint(tmp_path, *shlex.split(test)).returncode == 0
    assert "own-rule" in jdlint(tmp_path, *shlex.split(use.replace("FOLDER", "."))).stdout
    lines = made[made.index("rule-paths:") :].splitlines()
    (tmp_path / ".jdlint.yml").write_text("\n".join(line.strip() for line in lines) + "\n", encoding="utf-8")
    assert "own-rule" in jdlint(tmp_path, "check", "a.md").stdout
    assert jdlint(tmp_path, "rule", "own-rule").stdout.startswith("own-rule: ")  # what its findings point at
    assert "own-rule" in jdlint(tmp_path, *shlex.split(use.replace("FOLDER", "."))).stdout  # named twice, read once


def test_a_folder_can_be_named(tmp_path: Path) -> None:
    """The first of the folders named takes the rule; blanks in its name do no harm, nor does a name that YAML takes for a number."""
    done = jdlint(tmp_path, "rule", "--new", "2027", "--rule-path", "our rules", "--rule-path", "others")
    assert done.returncode == 0
    assert not (tmp_path / "others").exists()
    assert "--test 'our rules/2027.yml'" in done.stdout
    assert jdlint(tmp_path, "rule", "--test", "our rules").returncode == 0


MISTAKES = {
    "a name with blanks and capitals": (("--new", "Say Colleagues!"), ["'Say Colleagues!'", "'say-colleagues'"]),
    "a path for a name": (("--new", "../x"), ["'../x'", "small letters"]),
    "no name": (("--new", ""), ["small letters"]),
    "the name of a rule": (("--new", "placeholder"), ["'placeholder' already", "another name"]),
    "the name of a category": (("--new", "pay"), ["'pay'", "category"]),
    "a file that is there": (("--new", "mine"), ["mine.yml", "there already", "another name"]),
    "a rule deeper in the folder": (("--new", "deep"), ["'deep' already", "deep.yml"]),
    "a verb without a file": (("--new", "x", "--check", "term"), ["'term'", "section", "'terms'"]),
    "a verb and no name": (("--check", "terms"), ["--new"]),
    "a file for a folder": (("--new", "x", "--rule-path", "a.md"), ["'a.md' is a file", "folder"]),
    "a folder in a file": (("--new", "x", "--rule-path", "a.md/rules"), ["x.yml", "cannot be written"]),
    "two wishes": (("--new", "x", "--all"), ["--new", "--all"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_makes_no_file(mistake: str, tmp_path: Path) -> None:
    """The message names the mistake and what would be right, the exit code is 2, and nothing is written or changed."""
    arguments, words = MISTAKES[mistake]
    rules = tmp_path / ".jdlint" / "rules"
    (rules / "more").mkdir(parents=True)
    (tmp_path / "a.md").write_text("# Porter\n", encoding="utf-8")
    (rules / "mine.yml").write_text("rule: mine\n", encoding="utf-8")
    (rules / "more" / "deep.yml").write_text("rule: deep\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = jdlint(tmp_path, "rule", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert [word for word in words if word not in done.stderr] == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
