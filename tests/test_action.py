"""The action for GitHub: its run steps, run as GitHub runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jdlint.data import yaml
from tests import hooks

ACTION: dict[str, Any] = yaml.load((hooks.ROOT / "action.yml").read_text(encoding="utf-8")).value
INSTALL, CHECK = [step for step in ACTION["runs"]["steps"] if "run" in step]
BAD = (
    "# Night porter\n\n[Insert team photo here]\n\n## What you will do\n\n- greet late guests\n- check the fire doors\n"
)
GOOD = (hooks.ROOT / "examples" / "good" / "nurse.md").read_text(encoding="utf-8")


def expressions(step: dict[str, Any], inputs: dict[str, str]) -> dict[str, str]:
    """The environment of a step with GitHub's expressions worked out."""
    values = {f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()}
    values |= {f"inputs.{name}": text for name, text in inputs.items()}
    values["steps.python.outputs.python-path"] = sys.executable
    return {
        name: re.sub(r"\$\{\{ *(\S+) *\}\}", lambda found: values[found[1]], str(text))
        for name, text in step["env"].items()
    }


def run_step(step: dict[str, Any], cwd: Path, env: dict[str, str], inputs: dict[str, str]) -> tuple[int, str, str]:
    """A step as GitHub runs it with `shell: bash`: exit code, output, errors."""
    script = cwd.parent / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=cwd,
        env=env | expressions(step, inputs),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a job in which the action has installed jdlint from its own checkout."""
    home = tmp_path_factory.mktemp("action")
    env = hooks.environment(home, PIP_RETRIES="1", RUNNER_TEMP=str(home), GITHUB_ACTIONS="true")
    hooks.checkout_as_repository(home / "jdlint-action", env)
    env |= {"GITHUB_ACTION_PATH": str(home / "jdlint-action")}
    if run_step(INSTALL, home / "jdlint-action", env, {})[0]:  # no index of packages can be reached
        env |= hooks.OFFLINE
        assert run_step(INSTALL, home / "jdlint-action", env, {})[0] == 0
    return env


class Job(NamedTuple):
    """A repository of postings in which the action runs."""

    folder: Path
    env: dict[str, str]

    def run(self, **inputs: str) -> tuple[int, str, str]:
        """The check with some inputs (`_` for `-`)."""
        return run_step(CHECK, self.folder, self.env, {name.replace("_", "-"): text for name, text in inputs.items()})

    def summary(self) -> str:
        """What stands on the page of the run."""
        path = Path(self.env["GITHUB_STEP_SUMMARY"])
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def job(tmp_path: Path, env: dict[str, str]) -> Job:
    """Two postings, one of them bad, in a repository with one commit."""
    folder = hooks.new_repository(tmp_path / "acme", env)
    for name, text in (("jobs/nurse.md", GOOD), ("open jobs/porter.md", BAD)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    hooks.commit_all(folder, env)
    return Job(folder, env | {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")})


def test_no_input_is_part_of_a_script() -> None:
    """Inputs reach the scripts by the environment only, and every input is used."""
    assert all("${{" not in step["run"] for step in (INSTALL, CHECK))
    used = set(re.findall(r"inputs\.([\w-]+)", " ".join(CHECK["env"].values())))
    assert used == set(ACTION["inputs"])
    assert all(each["description"] and isinstance(each["default"], str) for each in ACTION["inputs"].values())


def test_a_bad_posting_fails_the_step(job: Job) -> None:
    """The finding is an annotation at its line and a row of the summary, and the step fails."""
    code, output, errors = job.run()
    assert code == 1
    assert re.search(r"^::error .*file=open jobs/porter\.md,line=3", output, re.MULTILINE)
    assert "2 files checked" in errors
    assert "| error | 3 |" in job.summary()


def test_a_good_posting_passes(job: Job) -> None:
    """Only the named path counts, and the summary says what was checked."""
    code, output, _ = job.run(paths="jobs")
    assert (code, "::error" in output, "1 file checked" in job.summary()) == (0, False, True)


def test_inputs_are_options(job: Job) -> None:
    """Each input does what it says; paths and options stand one a line, and may hold blanks."""
    assert job.run(fail_on="never")[0] == 0
    assert job.run(paths="\n  jobs/nurse.md\n  open jobs/porter.md\n")[0] == 1
    assert job.run(args="--ignore\nplaceholder,missing-essentials\n--exit-zero")[0] == 0
    assert (job.run(summary="false")[0], job.summary().count("## jdlint")) == (1, 3)
    assert job.run(changed_since="HEAD")[0] == 0
    (job.folder / "jobs" / "nurse.md").write_text(GOOD + "\n[Insert team photo here]\n", encoding="utf-8")
    code, output, _ = job.run(changed_since="HEAD", args="--new-only")
    assert (code, output.count("::error")) == (1, 1)


def test_a_report_for_code_scanning(job: Job) -> None:
    """The file is there although the step fails, so that the next step can upload it."""
    code, _, _ = job.run(sarif_file="out put.sarif")
    report = json.loads((job.folder / "out put.sarif").read_text(encoding="utf-8"))
    assert (code, report["version"], bool(report["runs"][0]["results"])) == (1, "2.1.0", True)


@pytest.mark.parametrize("name", ACTION["inputs"])
@pytest.mark.parametrize(
    "text", ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "jobs; touch pwned", "-x", "*"]
)
def test_what_stands_in_an_input_is_never_run(name: str, text: str, job: Job) -> None:
    """An input is a value, whatever stands in it: at worst the step fails and says why."""
    code, _, errors = job.run(**{name: text})
    assert not list(job.folder.rglob("pwned"))
    assert code in (0, 1, 2)
    assert "Traceback" not in errors


def test_a_mistake_is_said_once(job: Job) -> None:
    """A faulty configuration fails the step with one sentence, not one for each report."""
    (job.folder / ".jdlint.yml").write_text("rulez: {}\n", encoding="utf-8")
    code, output, errors = job.run(sarif_file="out.sarif")
    assert (code, output, errors.count("\n"), errors.startswith("jdlint: .jdlint.yml:1:1")) == (2, "", 1, True)
