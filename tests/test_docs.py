"""The documentation says what is so: commands, options, outputs, verbs and rule pages."""

from __future__ import annotations

import gc
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jdlint.checks import CHECKS
from jdlint.cli import main, parser

ROOT = Path(__file__).parent.parent
RULE_PAGES = ROOT / "docs" / "rules"
WRITTEN = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "examples/README.md",
        "docs/writing-rules.md",
        "docs/adopting.md",
        "docs/ci.md",
        "docs/configuration.md",
        "docs/corpus.md",
        "docs/formats.md",
        "docs/similar.md",
        "docs/templates.md",
    )
]
FENCE = re.compile(r"^(`{3,})[^`\n]*\n(.*?)^\1`*$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """`main` stops the garbage collector for its short life; a test run lives on."""
    yield
    gc.enable()


def commands(text: str) -> Iterator[list[str]]:
    """The arguments of every `jdlint …` that a text shows, in fenced lines (behind a prompt or a pipe, too) and in code spans."""
    lines = [line for match in FENCE.finditer(text) for line in match[2].splitlines()]
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", FENCE.sub("", text))
    for line in [*lines, *spans]:
        for part in re.split(r"\s(?:\||&&|;|>)\s", line.removeprefix("$ ")):
            words = re.match(r"(?:\S*/)?jdlint +([a-z-].*)$", part.strip())
            if words:
                yield shlex.split(words[1].split(" # ")[0])


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_commands_that_are_shown_exist(path: Path) -> None:
    """Every command, option and rule that the guides show is one that the command line takes."""
    text = path.read_text(encoding="utf-8")
    for words in commands(text):
        try:
            arguments = parser().parse_args(words if len(words) > 1 else [*words, "--help"])  # a command is named
        except SystemExit as stop:
            if stop.code:
                pytest.fail(f"{path.name} shows `jdlint {shlex.join(words)}`")
            continue
        named = [
            name for names in (getattr(arguments, "select", []), getattr(arguments, "ignore", [])) for name in names
        ]
        template = getattr(arguments, "template", None) or (arguments.name if words[0] == "templates" else None)
        known = {path.stem for path in (ROOT / "templates").glob("*.md")} | {"night-porter"}  # a guide makes that one
        assert template is None or template.isupper() or template in known
        rule = getattr(arguments, "name", None) if words[0] != "templates" else None
        for name in [each for names in named for each in names.split(",")] + [rule]:
            assert (
                name is None
                or name.isupper()
                or (RULE_PAGES / f"{name}.md").exists()
                or (ROOT / "rules" / name).is_dir()
            )


def test_commands_are_found_in_guides() -> None:
    """The reader of this test sees prompts, pipes, paths, comments and code spans."""
    text = "Run `jdlint rule x` first.\n\n```sh\n$ jdlint check a  # all\ncat a | .venv/bin/jdlint check - > out\npip install jdlint\n```\n"
    assert list(commands(text)) == [["check", "a"], ["check", "-"], ["rule", "x"]]


def test_links_between_the_guides_lead_somewhere() -> None:
    """Relative links in the guides and between rule pages point at files that are there."""
    dead = [
        f"{path.name}: {target}"
        for path in [*WRITTEN, *RULE_PAGES.glob("*.md")]
        for target in re.findall(r"\]\(([^)#:\s]+)\)", FENCE.sub("", path.read_text(encoding="utf-8")))
        if not (path.parent / target).exists()
    ]
    assert dead == []


def test_rule_pages_are_current() -> None:
    """docs/rules is what docs/generate.py makes of the rule files."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


SHOWN = [
    (path.name, command, output)
    for path in WRITTEN
    for command, output in re.findall(
        r"`(jdlint [^`]+)` prints:\s+(?:<!--[^>]*-->\s+)?```text\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL
    )
]


@pytest.mark.parametrize(("name", "command", "output"), SHOWN, ids=[f"{name}: {command}" for name, command, _ in SHOWN])
def test_outputs_that_are_shown_are_true(
    name: str, command: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a guide says that a command prints something, it prints just that."""
    assert name
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    main(shlex.split(command)[1:])
    assert capsys.readouterr().out.strip() == output.strip()


def shown_rules() -> list[tuple[str, str]]:
    """The whole rule files in the guides, with their names."""
    blocks = [match[2] for path in WRITTEN for match in FENCE.finditer(path.read_text(encoding="utf-8"))]
    found = [(re.match(r"rule: (\S+)\n", block), block) for block in blocks]
    return [(match[1], block) for match, block in found if match and "\n---\n" in block]


@pytest.mark.parametrize(("name", "text"), shown_rules(), ids=[name for name, _ in shown_rules()])
def test_rules_that_are_shown_work(name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that a guide shows as a whole can be copied into a file, and its examples hold."""
    (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    code = main(["rule", "--test", str(tmp_path)])
    assert (code, capsys.readouterr().out.splitlines()[:-1]) == (0, [])


def sections_of(path: Path) -> dict[str, str]:
    """The parts of a guide by the first word of their `###` headings."""
    parts = re.split(r"^### ([\w-]+)[^\n]*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("verb", CHECKS)
def test_every_verb_is_in_the_guide(verb: str) -> None:
    """The guide to rule files names each verb with its options and its cases, so that nobody has to read the code."""
    text = sections_of(ROOT / "docs" / "writing-rules.md")[verb]
    assert [option for option in CHECKS[verb].OPTIONS["properties"] if f"{option}:" not in text] == []
    if len(CHECKS[verb].CASES) > 1:
        assert [case for case in CHECKS[verb].CASES if f"`{case}`" not in text] == []
