"""The examples of docs/ci.md: they are YAML, name inputs and hooks that exist, and their commands run."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jdlint.data import yaml
from tests import hooks

TEXT = (hooks.ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
YAML = [yaml.load(block).value for block in re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)]
INSTALL = 'pip install --quiet "$JDLINT"'


def parts(value: Any, key: str) -> Iterator[Any]:
    """Whatever stands under a key, at any depth."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == key:
                yield part
            yield from parts(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from parts(part, key)


SCRIPTS = [script for value in YAML for script in parts(value, "script")] + [
    block.splitlines() for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
]


def test_the_action_is_used_as_it_is() -> None:
    """Inputs in the examples are those of action.yml, and the table has all of them."""
    action = yaml.load((hooks.ROOT / "action.yml").read_text(encoding="utf-8")).value
    steps = [step for value in YAML for steps in parts(value, "steps") for step in steps]
    ours = [step["with"] for step in steps if step["uses"].startswith("acme/jdlint@")]
    assert len(ours) == 2
    assert {name for each in ours for name in each} <= set(action["inputs"])
    assert re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE) == list(action["inputs"])
    (report,) = [each["sarif-file"] for each in ours if "sarif-file" in each]
    assert [step["with"]["sarif_file"] for step in steps if "upload-sarif" in step["uses"]] == [report]


def test_the_hooks_are_ours() -> None:
    """The hooks in the examples are those that we ship, and what is said of refused commits is so: see test_hooks."""
    shipped = {hook["id"] for hook in yaml.load((hooks.ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")).value}
    used = [hook["id"] for value in YAML for listed in parts(value, "hooks") for hook in listed]
    assert len(used) == 2
    assert {*used, "jdlint-fix"} == shipped


@pytest.mark.parametrize("lines", SCRIPTS, ids=[script[-1][:60] for script in SCRIPTS])
def test_the_commands_run(lines: list[str], tmp_path: Path) -> None:
    """In a repository with a good posting each script ends well; jdlint is the one that is being tested."""
    env = hooks.environment(tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")
    folder = hooks.new_repository(tmp_path / "acme", env)
    shutil.copytree(hooks.ROOT / "examples" / "good", folder / "jobs")
    hooks.commit_all(folder, env)
    commands = [line for line in lines if line.strip() != INSTALL]
    assert commands
    done = hooks.run("bash", "-e", "-c", "\n".join(commands), cwd=folder, env=env)
    assert "checked" in done.stdout
    for report in folder.glob("*.json"):
        assert json.loads(report.read_text(encoding="utf-8"))
