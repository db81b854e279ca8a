"""Rule files of users: a fault is named with its place and the nearest legal word; a good file works at once."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jdlint.cli import main

RULE = """\
rule: house-words
title: A word of our house
severity: warning
basis: style
priority: 40
check: terms
message: "'{match}' is ours alone; say {suggestions}."
why: |
  Nobody outside the house knows what it means.
sources: [https://example.com/words]
options:
  entries:
    - terms: [moonshelf]
      suggestions: [top shelf]
---
bad:
  - text: "- You dust the [[moonshelf]]"
    says: "'moonshelf' is ours alone; say top shelf."
good:
  - "- You dust the top shelf"
"""


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """`main` stops the garbage collector for its short life; a test run lives on."""
    yield
    gc.enable()


def written(folder: Path, text: str, name: str = "house-words.yml") -> Path:
    """A rule file in a folder of its own."""
    path = folder / "own" / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def edited(old: str, new: str) -> str:
    """The good rule with one place changed."""
    assert RULE.count(old) == 1
    return RULE.replace(old, new)


def place(text: str, mark: str) -> str:
    """`line:column` of the one place where a mark stands."""
    at = text.index(mark)
    assert text.count(mark) == 1
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


# what is changed, into what; the place that is named; words that the message has
FAULTS = {
    "unknown key": ("priority: 40", "priority: 40\nprioritie: 3", "prioritie", ["'prioritie'", "'priority'"]),
    "required key misspelt": ("severity: warning", "severty: warning", "severty", ["'severty'", "'severity'"]),
    "unknown key in an example": ("    says:", "    say:", "say:", ["'say'", "'says'"]),
    "unknown key in a good example": ('  - "- You dust the top', '  - texd: "- You dust the top', "texd", ["'texd'", "'text'"]),
    "unknown key of given": ("bad:", "given: {languag: en}\nbad:", "languag", ["'languag'", "'language'"]),
    "unknown verb": ("check: terms", "check: term", "term\n", ["'term'", "'terms'", "pattern", "repetition"]),
    "unknown option": ("      suggestions: [top", "      sugestions: [top", "sugestions", ["'sugestions'", "'suggestions'"]),
    "option of a wrong type": ("[moonshelf]\n", "moonshelf\n", "moonshelf\n", ["terms"]),
    "options left out": (RULE[RULE.index("options:") : RULE.index("---")], "", "terms\n", ["'terms'", "'options:'"]),
    "bad severity": ("severity: warning", "severity: warnin", "warnin", ["'warnin'", "'warning'", "error", "info"]),
    "bad severity of a confidence": ("severity: warning", "severity:\n  high: error\n  low: inf", "inf\n", ["'inf'", "'info'"]),
    "bad basis": ("basis: style", "basis: stile", "stile", ["'stile'", "'style'", "law", "guidance"]),
    "bad block": ("check: terms", "in: {blocks: [itm]}\ncheck: terms", "itm", ["'itm'", "'item'"]),
    "bad section kind": (
        "check: terms",
        "in: {not_sections: [requirments]}\ncheck: terms",
        "requirments",
        ["'requirments'", "'requirements'"],
    ),
    "priority too high": ("priority: 40", "priority: 400", "400", ["priority", "100"]),
    "no source": ("[https://example.com/words]", "[]", "[]", ["sources"]),
    "a source that is no address": ("https://example.com/words", "a book", "a book", ["a book"]),
    "no title": ("title: A word of our house\n", "", "rule: house", ["'title'"]),
    "no examples": (RULE[RULE.index("---") :], "", "rule: house", ["examples", "bad:", "good:"]),
    "no good example": ('good:\n  - "- You dust the top shelf"\n', "", "bad:", ["'good'"]),
    "a name that is not the file's": ("rule: house-words", "rule: home-words", "home-words", ["'home-words'", "'house-words.yml'"]),
    "a name that is none": ("rule: house-words", "rule: House Words", "House Words", ["House Words"]),
    "wrong case": ("message: \"'{match}'", "message:\n  replaced: \"'{match}'", "\"'{match}'", ["'replaced'", "'replace'"]),
    "a value that the verb does not give": ("'{match}' is ours", "'{mach}' is ours", "\"'{mach}'", ["'mach'", "'match'"]),
    "a brace that is not closed": ("'{match}' is ours", "'{match' is ours", "\"'{match'", ["message"]),
    "duplicate key": ("priority: 40", "basis: law\npriority: 40", "basis: law", ["'basis'", "twice"]),
    "broken YAML": ("[https://example.com/words]", '"https://example.com/words', "options", ["YAML"]),
    "nested beyond reason": ("[https://example.com/words]", "[" * 5000, None, ["YAML", "nested"]),
    "no mapping": (RULE, "- moonshelf\n", "- moonshelf", ["rule:"]),
    "an empty file": (RULE, "", None, ["rule:"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "mark", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named(
    old: str, new: str, mark: str | None, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`rule --test` says in which file, line and column a fault stands and what would be right, and ends with 2."""
    text = edited(old, new)
    path = written(tmp_path, text)
    code = main(["rule", "--test", str(path)])
    said = capsys.readouterr().out
    problem = next((line for line in said.splitlines() if line.startswith(f"{path}:")), "")
    assert problem, said
    if mark is not None and "YAML" not in words:
        assert problem.startswith(f"{path}:{place(text, mark)}: ")
    assert re.match(re.escape(str(path)) + r":\d+:\d+: \S", problem)
    assert [word for word in words if word not in problem] == []
    assert "Traceback" not in said
    assert code == 2


def test_a_regular_expression_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pattern that Python does not take is a fault of the rule file, with its place, and not a failing example."""
    text = edited("check: terms", "check: pattern")
    options = text[text.index("options:") : text.index("---")]
    text = text.replace(options, "options:\n  patterns:\n    - regex: 'moon(shelf'\n      hints: [moonshelf]\n")
    path = written(tmp_path, text)
    code = main(["rule", "--test", str(path)])
    said = capsys.readouterr().out
    assert f"{path}:{place(text, chr(39) + 'moon(')}" in said
    assert code == 2


def test_bytes_that_are_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule file in another encoding is told to be saved as UTF-8."""
    path = written(tmp_path, "")
    path.write_bytes(RULE.replace("title: A", "title: Caf\xe9").encode("latin-1"))
    assert main(["rule", "--test", str(path)]) == 2
    said = capsys.readouterr().out
    assert said.startswith(f"{path}:1:1: ")
    assert "UTF-8" in said


EXAMPLES = {
    "all hold": (RULE, 0, ""),
    "marked elsewhere": (edited("the [[moonshelf]]", "[[the]] moonshelf"), 1, "bad example 1"),
    "says something else": (edited("says: \"'moonshelf' is ours", "says: \"'moonshelf' is yours"), 1, "bad example 1"),
    "a good one is found": (edited("dust the top shelf", "dust the moonshelf"), 1, "good example 1"),
    "no file": (None, 2, "no-such"),
}


@pytest.mark.parametrize(("text", "code", "said"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_exit_code_tells_faults_from_failures(text: str | None, code: int, said: str, tmp_path: Path) -> None:
    """0 where all examples hold, 1 where one does not and is named with its line, 2 where there is nothing to test."""
    path = written(tmp_path, text) if text else tmp_path / "no-such"
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", "rule", "--test", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    if code == 1:
        line = done.stdout.splitlines()[0]
        example = 17 if said.startswith("bad") else 20
        assert line.startswith(f"{path}:{example}: house-words")


def test_a_folder_of_rules_is_tested_as_a_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One faulty file does not hide what is to be said of the others; the worst decides the exit code."""
    path = written(tmp_path, RULE)
    (path.parent / "broken.yml").write_text("rule: [", encoding="utf-8")
    (path.parent / "failing.yml").write_text(
        RULE.replace("house-words", "failing").replace("the [[moonshelf]]", "[[the]] moonshelf"), encoding="utf-8"
    )
    assert main(["rule", "--test", str(path.parent)]) == 2
    said = capsys.readouterr().out
    assert f"{path.parent / 'broken.yml'}:1:" in said
    assert f"{path.parent / 'failing.yml'}:17: failing" in said
    assert "3 rule files" in said
    assert "house-words" not in said


def posting(folder: Path) -> Path:
    """A posting that breaks the good rule."""
    path = folder / "shelf-warden.md"
    path.write_text("# Shelf Warden\n\n## What you will do\n\n- Dust the moonshelf each morning\n", encoding="utf-8")
    return path


def test_a_users_rule_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule file works from its folder, beside the packaged rules, with its severity and its words."""
    rule = written(tmp_path, RULE)
    for given in (rule, rule.parent):
        code = main(
            [
                "check",
                str(posting(tmp_path)),
                "--rule-path",
                str(given),
                "--select",
                "house-words",
                "--fail-on",
                "warning",
                "--output-format",
                "concise",
            ]
        )
        said = capsys.readouterr().out
        assert said.endswith(":5:12: warning: 'moonshelf' is ours alone; say top shelf. [house-words]\n")
        assert code == 1


def test_a_users_rule_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rule NAME` knows rules of users as well, example included."""
    assert main(["rule", "house-words", "--rule-path", str(written(tmp_path, RULE))]) == 0
    said = capsys.readouterr().out
    assert "A word of our house" in said
    assert "[[moonshelf]]" in said


REFUSED = {
    "a faulty rule": (edited("basis: style", "basis: stile"), "house-words.yml:4:8"),
    "a packaged rule's name": (RULE.replace("house-words", "placeholder"), "'placeholder'"),
    "no rule file": (None, "no-such"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_check_stops_at_a_rule_that_is_none(
    text: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check with a faulty rule would be worth nothing: it ends with 2 and says why before it reads a posting."""
    name = "placeholder.yml" if text and "rule: placeholder" in text else "house-words.yml"
    path = written(tmp_path, text, name) if text else tmp_path / "no-such"
    assert main(["check", str(posting(tmp_path)), "--rule-path", str(path)]) == 2
    streams = capsys.readouterr()
    assert said in streams.err
    assert streams.out == ""
