"""The options of `jdlint check` that are about a run as a whole: what is listed, counted, shown, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from jdlint import formats
from jdlint.cli import check_options, parser
from tests.running import check, run, write

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
import make_postings

HEAD = "# Ferry Steward\n\n## What you will do\n\n"
FAULTY = f"{HEAD}- Help the salesman\n- TODO\n- Sell to the salesman, TODO <!-- jdlint-disable-line placeholder -->\n"
ONLY = ("--select", "placeholder,gendered-titles")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a posting and what is none, and no word on formats in the environment."""
    write(
        tmp_path,
        {"jobs/a.md": FAULTY, "jobs/README.md": "Postings", "jobs/pier.md": "# Pier\n\nIt was built in 1904.\n"},
    )
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "JDLINT_OUTPUT_FORMAT", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def report(*arguments: str) -> dict[str, Any]:
    """The JSON of a run."""
    value: dict[str, Any] = json.loads(run("check", *arguments, "--output-format", "json").out)
    return value


def test_every_format_is_a_choice_and_the_reverse() -> None:
    """What --output-format offers is what there is."""
    assert sorted(check_options.FORMATS) == sorted(formats.FORMATS)
    for name in formats.FORMATS:
        done = run("check", "jobs", *ONLY, "--output-format", name)
        assert (done.code, bool(done.out)) == (1, True), name


FORMAT_OF = {
    "nothing said": ({}, (), "text"),
    "asked for": ({}, ("--output-format", "concise"), "concise"),
    "where GitHub runs it": ({"GITHUB_ACTIONS": "true"}, (), "github"),
    "where GitHub's runner is off": ({"GITHUB_ACTIONS": "false"}, (), "text"),
    "asked for where GitHub runs it": ({"GITHUB_ACTIONS": "true"}, ("--output-format", "json"), "json"),
    "to a file where GitHub runs it": ({"GITHUB_ACTIONS": "true"}, ("-o", "out"), "text"),
    "named by the environment": ({"JDLINT_OUTPUT_FORMAT": "concise"}, (), "concise"),
    "named by the environment where GitHub runs it": ({"GITHUB_ACTIONS": "true", "JDLINT_OUTPUT_FORMAT": "json"}, (), "json"),
    "asked for, against the environment": ({"JDLINT_OUTPUT_FORMAT": "json"}, ("--output-format", "concise"), "concise"),
    "named by an empty environment": ({"JDLINT_OUTPUT_FORMAT": ""}, (), "text"),
}  # fmt: skip


@pytest.mark.parametrize(("environment", "arguments", "name"), FORMAT_OF.values(), ids=FORMAT_OF)
def test_which_format(
    environment: dict[str, str], arguments: tuple[str, ...], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option counts before the environment, that before the place where jdlint runs."""
    plain = run("check", "jobs", *ONLY, "--output-format", name).out
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    done = run("check", "jobs", *ONLY, *arguments)
    assert (Path("out").read_text(encoding="utf-8") if "-o" in arguments else done.out) == plain


def test_a_format_of_the_environment_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an error that says which there are, before anything is checked."""
    monkeypatch.setenv("JDLINT_OUTPUT_FORMAT", "yaml")
    done = run("check", "jobs")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "JDLINT_OUTPUT_FORMAT: 'yaml' is not one of text, " in done.err
    text = f"{HEAD}- Brew the the tea\n"
    Path("jobs/a.md").write_text(text, encoding="utf-8")
    assert run("check", "jobs", "--fix").code == 2
    assert Path("jobs/a.md").read_text(encoding="utf-8") == text


def test_statistics_count_what_is_found() -> None:
    """A line for each rule with its number of findings, in place of these; the exit code stays."""
    done = run("check", "jobs", *ONLY, "--statistics")
    assert done.code == 1
    lines = {line.split()[2]: int(line.split()[0]) for line in done.out.splitlines()}
    assert lines == Counter(each["rule"] for each in report("jobs", *ONLY)["findings"])
    assert run("check", "jobs", "--select", "mojibake", "--statistics").code == 0


def test_show_files_lists_and_does_not_check(folder: Path) -> None:
    """What would be checked goes to standard output, what would not and why to standard error; -q leaves that out."""
    write(folder, {"jobs/deep/b.txt": "Nurse", "c.html": "<p>Nurse"})
    done = run("check", "jobs", "c.html", "no-such.md", "--show-files")
    assert done.code == 0
    assert done.out.splitlines() == ["jobs/a.md", "jobs/pier.md", "jobs/deep/b.txt", "c.html", "no-such.md"]
    assert done.err == "jobs/README.md: skipped, because README files are no postings\n"
    assert run("check", "jobs", "--show-files", "-q").err == ""


def test_hidden_findings_are_shown_on_demand() -> None:
    """JSON has them with the reason, they count for nothing, and text says that they are hidden."""
    plain, everything = report("jobs", *ONLY), report("jobs", *ONLY, "--show-hidden")
    hidden = [each for each in everything["findings"] if each["hidden"]]
    assert [(each["rule"], each["hidden"], each["line"]) for each in hidden] == [("placeholder", "inline", 7)]
    assert [each for each in everything["findings"] if not each["hidden"]] == plain["findings"]
    assert everything["summary"] == plain["summary"]
    assert "hidden" in run("check", "jobs", *ONLY, "--show-hidden").out
    text = HEAD + "- TODO <!-- jdlint-disable-line -->\n- Brew the tea\n- Greet travellers\n"
    Path("jobs/a.md").write_text(text, encoding="utf-8")
    assert run("check", "jobs", *ONLY, "--show-hidden").code == 0


ENDS = {
    "errors": ((), 1),
    "errors, whatever": (("--exit-zero",), 0),
    "errors and too many warnings, whatever": (("--exit-zero", "--max-warnings", "0"), 0),
    "no error": (("--ignore", "placeholder"), 0),
    "warnings within the limit": (("--ignore", "placeholder", "--max-warnings", "1"), 0),
    "a warning too many": (("--ignore", "placeholder", "--max-warnings", "0"), 1),
    "a warning too many where none fails": (
        ("--ignore", "placeholder", "--max-warnings", "0", "--fail-on", "never"),
        1,
    ),
    "no file": (("no-such.md", "--exit-zero"), 2),
    "a limit that is none": (("--max-warnings", "many"), 2),
    "a negative limit": (("--max-warnings=-1",), 2),
    "no processes": (("-j", "0"), 2),
    "a date that is none": (("--as-of", "2027-02-30"), 2),
    "a severity that is none": (("--fail-on", "fatal"), 2),
}


@pytest.mark.parametrize(("arguments", "code"), ENDS.values(), ids=ENDS)
def test_how_a_run_ends(arguments: tuple[str, ...], code: int) -> None:
    """The exit code, and a word on standard error where a limit was passed."""
    done = run("check", "jobs/a.md", *ONLY, *arguments)
    assert done.code == code
    assert ("--max-warnings is 0" in done.err) == (code == 1 and "0" in arguments)


@pytest.fixture(scope="module")
def postings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 made-up postings in four folders, one with a configuration, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("many")
    for number, path in enumerate(make_postings.write(folder, 300, 7)):
        place = folder / f"part-{number % 4}" / path.name
        place.parent.mkdir(exist_ok=True)
        path.rename(place)
    write(folder, {"part-1/.jdlint.yml": "extends: strict\noverrides: [{files: '*1.md', rules: {clarity: off}}]\n"})
    write(folder, {"part-2/broken.md": b"\x00", ".git": "gitdir: x\n"})
    return folder


def test_processes_change_nothing(postings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes say to the byte what one says, on both streams."""
    monkeypatch.chdir(postings)
    one = run("check", ".", "--output-format", "json", "-j", "1")
    assert one.code == 2
    assert len(one.out) > 100_000
    assert run("check", ".", "--output-format", "json", "-j", "2") == one


def test_processes_that_are_not_forked(postings: Path) -> None:
    """Where processes start anew, as on Windows and macOS, it is the same."""
    code = (
        "import multiprocessing, sys\n"
        "from jdlint.cli import main\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    sys.exit(main(['check', 'part-1', '--output-format', 'json', '-j', sys.argv[1]]))\n"
    )
    script = postings / "run.py"
    script.write_text(code, encoding="utf-8")
    runs = [
        subprocess.run([sys.executable, str(script), jobs], cwd=postings, capture_output=True, check=False)
        for jobs in ("1", "2")
    ]
    assert b"Traceback" not in runs[1].stderr
    assert (runs[0].returncode, runs[0].stdout) == (runs[1].returncode, runs[1].stdout)
    assert runs[0].returncode == 1


def test_every_option_has_a_help() -> None:
    """`jdlint check --help` says of each option what it does."""
    command = parser().parse_args(["check", "x"])
    assert command.paths == ["x"]
    done = run("check", "--help")
    assert done.code == 0
    for name in vars(command):
        option = "--" + name.replace("_", "-")
        assert option in done.out or name in ("paths", "run"), option


def test_each_configuration_judges_its_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Baseline and what fails are those of each file's configuration, in whatever order the files are named."""
    monkeypatch.chdir(tmp_path)
    faulty = "# Ferry Steward\n\n## What you will do\n\n- Brew the the tea\n- Greet the guests\n"
    write(tmp_path, {"a/.jdlint.yml": "fail-on: never\n", "b/.jdlint.yml": "fail-on: warning\n"})
    write(tmp_path, {"a/x.md": faulty, "b/y.md": faulty})
    assert run("check", "a/x.md").code == 0
    assert run("check", "a/x.md", "b/y.md").code == run("check", "b/y.md", "a/x.md").code == 1
    assert run("check", "b", "--write-baseline").code == 0
    assert {each["path"] for each in check("a", "b")} == {"a/x.md"}
    assert run("check", "a/x.md", "b/y.md").code == 0
