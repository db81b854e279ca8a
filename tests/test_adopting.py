"""docs/adopting.md and docs/configuration.md: what they show happens, and nothing that can be configured is left out."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jdlint import registry
from jdlint.config_files import load
from jdlint.config_reading import SCHEMA
from jdlint.model import ACTIONS
from tests import hooks
from tests.running import check, run
from tests.transcript import PAGE, TEMPLATES, replayed

CONFIGURATION = (hooks.ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
GOOD = hooks.ROOT / "examples" / "good"
ENDINGS = {"markdown": ".md", "mdx": ".mdx", "text": ".txt"}
CARRIERS = re.findall(
    r"^```(markdown|mdx|text)\n(.*?)^```", PAGE.read_text("utf-8").partition("## This one")[2], re.MULTILINE | re.DOTALL
)


def test_the_story_of_templates_is_true(tmp_path: Path) -> None:
    """From the list of templates to a template of one's own: what the guide shows is what happens."""
    text = TEMPLATES.read_text(encoding="utf-8")
    again = replayed(text, tmp_path)
    assert "\n".join(difflib.unified_diff(text.splitlines(), again.splitlines(), "page", "now", lineterm="")) == ""


def test_the_story_is_true(tmp_path: Path) -> None:
    """Each command of the page prints just what the page says, from an empty repository to a clean commit."""
    text = PAGE.read_text(encoding="utf-8")
    again = replayed(text, tmp_path)
    assert "\n".join(difflib.unified_diff(text.splitlines(), again.splitlines(), "page", "now", lineterm="")) == ""
    assert re.findall(r"^jdlint \(job postings\)\.+(?:\(.*\))?(\w+)$", again, re.MULTILINE) == [
        "Skipped",
        "Failed",
        "Passed",
        "Skipped",
        "Passed",
    ]


@pytest.mark.parametrize(("language", "example"), CARRIERS, ids=[example.split("\n")[0] for _, example in CARRIERS])
def test_what_is_said_to_be_hidden_is_hidden(language: str, example: str, tmp_path: Path) -> None:
    """In front of a good posting each example hides its finding, is of use, and has no fault of its own."""
    posting = (GOOD / ("shop-assistant.txt" if language == "text" else "nurse.md")).read_text(encoding="utf-8")
    path = tmp_path / f"dubbing{ENDINGS[language]}"
    path.write_text(f"{example}\n{posting}", encoding="utf-8")
    found = check(str(path), "--as-of", "2027-01-15", "--show-hidden", "--isolated")
    hidden = [each["hidden"] for each in found if each["rule"] == "native-speaker"]
    assert hidden == ["inline"]
    assert not [each["message"] for each in found if each["rule"].endswith("-directive")]


def test_every_way_to_ignore_is_shown() -> None:
    """All actions stand in the examples, in each kind of file."""
    examples = " ".join(example for _, example in CARRIERS)
    assert {language for language, _ in CARRIERS} == set(ENDINGS)
    assert [action for action in ACTIONS if f"jdlint-{action} " not in examples] == []
    assert "jdlint: disable=" in examples
    assert "jdlint:\n  disable: [" in examples


def keys(schema: dict[str, Any]) -> Iterator[str]:
    """Every key that a schema knows, at any depth; options of rules are not its own."""
    for name, part in schema.get("properties", {}).items():
        yield name
        if name != "rules":
            yield from keys(part)
    if "items" in schema:
        yield from keys(schema["items"])


def test_every_key_is_on_the_page() -> None:
    """Each key of a configuration is explained; no key is explained that there is not."""
    spans = set(re.findall(r"`([\w-]+)`", CONFIGURATION))
    assert set(keys(SCHEMA)) <= spans
    assert set(re.findall(r"^\| `([\w-]+)` \|", CONFIGURATION, re.MULTILINE)) == set(SCHEMA["properties"])


def test_the_example_configuration_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example loads, all its names are right, and it does what its comments say."""
    (block,) = re.findall(r"<!-- example -->\n```yaml\n(.*?)```", CONFIGURATION, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path(".jdlint.yml").write_text(block, encoding="utf-8")
    Path(".jdlint-baseline.jsonl").write_text("", encoding="utf-8")
    config = load(".jdlint.yml")
    assert config is not None
    registry.bind(config.overridden([0]))  # raises for a name or an option that is none
    text = (GOOD / "nurse.md").read_text(encoding="utf-8")
    said = "You work with our salesman, who saw Death of a Salesman."
    for name in ("jobs/a.md", "jobs/archive/b.md", "jobs/legal/c.md", "docs/d.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text.replace("\n## ", f"\n{said}\n\n## ", 1), encoding="utf-8")
    assert run("check", "--show-files").out.splitlines() == ["./jobs/a.md", "./jobs/legal/c.md"]
    done = run("check", "--output-format", "json")
    found = [each for each in json.loads(done.out)["findings"] if each["term"] == "salesman"]
    assert [(each["path"], each["count"], each["severity"]) for each in found] == [("./jobs/a.md", 1, "warning")]
    assert done.code == 1
