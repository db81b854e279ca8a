"""Streams that are closed or full, and folders that are gone: one plain line, exit code 2, no traceback."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import run, write

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
# without the current folder in the search path: it may be gone
JDLINT = f"{shlex.quote(sys.executable)} -P -m jdlint"
FULL = "jdlint: standard output cannot be written: No space left on device"
MORE = "- Check the fire doors\n\n## How to apply\n\nWrite to jobs@harrow.example. We pay £14 an hour.\n"
CLOSED = "jdlint: standard output is closed, so that nothing can be written to it"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a posting that has a fault which can be mended."""
    write(tmp_path, {"a.md": f"# Night porter\n\n## What you will do\n\n- Greet the the guests\n{MORE}"})
    return tmp_path


def shell(command: str, folder: Path) -> tuple[int, str, str]:
    """The exit code of a command of bash and what it wrote, JDLINT being this one."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONUNBUFFERED", "GITHUB_ACTIONS")}
    done = subprocess.run(
        ["bash", "-c", command.replace("JDLINT", JDLINT)],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.strip()


COMMANDS = (
    "check a.md",
    "check a.md --output-format json --quiet",
    "check a.md --diff",
    "check . --show-files",
    "rule --all",
    "rule placeholder",
    "config",
    "schema config",
    "inspect a.md",
    "init --dry-run",
    "--help",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_device(command: str, folder: Path) -> None:
    """What cannot be written is said, once; what Python tries again at its end is no second error."""
    assert shell(f"JDLINT {command} > /dev/full", folder) == (2, "", FULL)


@pytest.mark.parametrize("command", [*COMMANDS[:-1], "check - --fix < a.md"])
def test_standard_output_is_closed(command: str, folder: Path) -> None:
    """As a program that starts others may leave it."""
    code, out, err = shell(f"JDLINT {command} >&-", folder)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == CLOSED
    assert "Traceback" not in err


def test_what_needs_no_standard_output_works_without(folder: Path) -> None:
    """A report in a file."""
    code, _, err = shell("JDLINT check a.md -o report.txt --exit-zero >&-", folder)
    assert (code, "1 file checked" in err) == (0, True)
    assert "repeated-word" in (folder / "report.txt").read_text(encoding="utf-8")


def test_standard_error_is_closed_or_full(folder: Path) -> None:
    """Nobody can be told, but what is for it does not go to standard output; a full one is a failure."""
    quiet = shell("JDLINT check a.md --output-format json -q --exit-zero", folder)
    assert quiet[0] == 0
    assert shell("JDLINT check a.md --output-format json --exit-zero 2>&-", folder) == quiet
    assert shell("JDLINT check a.md --output-format json --exit-zero 2>/dev/full", folder)[0] == 2


@pytest.mark.parametrize("redirection", ["<&-"])
@pytest.mark.parametrize("command", ["check -", "inspect -"])
def test_standard_input_that_cannot_be_read(command: str, redirection: str, folder: Path) -> None:
    """It is closed; that it is a folder Python says before we can."""
    code, out, err = shell(f"JDLINT {command} {redirection}", folder)
    assert (code, out) == (2, "")
    assert err.startswith("jdlint: standard input ")
    assert len(err.splitlines()) == 1


def test_a_name_that_is_too_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a file that cannot be read, like any other."""
    monkeypatch.chdir(folder)
    name = "a" * 5000
    for command in ("check", "inspect"):
        done = run(command, name)
        assert done.code == 2
        assert "File name too long" in done.out + done.err
    for arguments in (
        ("rule", "--test", name),
        ("rule", "--all", "--rule-path", name),
        ("check", name, "--config", name),
    ):
        done = run(*arguments)
        assert (done.code, len(done.err.splitlines())) == (2, 1)


@pytest.mark.skipif(os.name != "posix", reason="a folder in use cannot be deleted here")
@pytest.mark.parametrize("command", ["check", "check .", "check a.md", "config", "init", "rule --all", "inspect a.md"])
def test_the_working_folder_is_gone(command: str, folder: Path) -> None:
    """It is said in one line, whatever needed it; what does not need it is done."""
    code, out, err = shell(f"mkdir x && cd x && rmdir ../x && JDLINT {command}", folder)
    assert code == 2
    assert "Traceback" not in err
    assert "folder" in err or "No such file" in err
    assert out == "" or "unreadable-file" in out
