"""The command line as a user meets it: real runs, their exit codes and their two streams."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

FAULTY = "# Ferry Steward\n\n## What you will do\n\n- Greet travellers on deck\n- TODO\n\n## How to apply\n\nWrite to the purser.\n"
CLEAN = FAULTY.replace("TODO", "Brew the tea")
ONLY = (
    "--select",
    "placeholder",
)  # one rule that needs no judgement, so that packs may grow without touching these tests
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}


def jdlint(
    *arguments: str, cwd: Path | None = None, stdin: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    """A run of jdlint with its output as text; it never ends in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", *arguments],
        cwd=cwd,
        input=stdin.encode("utf-8") if isinstance(stdin, str) else stdin,
        capture_output=True,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )
    out, err = done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode("utf-8", "surrogateescape")
    assert "Traceback" not in err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A folder with a posting that has one fault, one that has none, a README and a page that is no posting."""
    folder = tmp_path / "jobs"
    folder.mkdir()
    (folder / "faulty.md").write_text(FAULTY, encoding="utf-8")
    (folder / "clean.md").write_text(CLEAN, encoding="utf-8")
    return folder


CODES: dict[str, tuple[Sequence[str], int]] = {
    "nothing found": (("check", "clean.md", *ONLY), 0),
    "an error": (("check", "faulty.md", *ONLY), 1),
    "an error where none counts": (("check", "faulty.md", *ONLY, "--fail-on", "never"), 0),
    "a warning": (("check", "clean.md", "--select", "missing-essentials"), 0),
    "a warning where it counts": (("check", "clean.md", "--select", "missing-essentials", "--fail-on", "warning"), 1),
    "an info where warnings count": (("check", "clean.md", "--select", "missing-details", "--fail-on", "warning"), 0),
    "an info where it counts": (("check", "clean.md", "--select", "missing-details", "--fail-on", "info"), 1),
    "the faulty rule left out": (("check", "faulty.md", "--ignore", "placeholder"), 0),
    "the faulty category left out": (("check", "faulty.md", "--ignore", "hygiene"), 0),
    "no such file": (("check", "no-such.md"), 2),
    "no such option": (("check", "--no-such"), 2),
    "no such command": (("chek",), 2),
    "no command": ((), 2),
    "no such format": (("check", "--output-format", "yaml"), 2),
    "a folder that cannot be written": (("check", "clean.md", "-o", "no-such/out.txt"), 2),
    "inspect without a file": (("inspect",), 2),
    "inspect of no such file": (("inspect", "no-such.md"), 2),
    "the version": (("--version",), 0),
}


@pytest.mark.parametrize(("arguments", "code"), CODES.values(), ids=CODES)
def test_exit_codes(arguments: Sequence[str], code: int, jobs: Path) -> None:
    """0 is clean, 1 means findings that count, 2 that something could not be done; where it is not 0 there is a word on why."""
    done = jdlint(*arguments, cwd=jobs)
    assert done.returncode == code
    assert done.stdout + done.stderr


MISTAKES = {
    "a rule": (("check", "--select", "placeholdr"), "'placeholdr'", "'placeholder'"),
    "a rule to leave out": (("check", "--ignore", "placeholdr"), "'placeholdr'", "'placeholder'"),
    "a category": (("check", "--select", "placeholder,hygeine"), "'hygeine'", "'hygiene'"),
    "a rule to explain": (("rule", "placeholdr"), "'placeholdr'", "'placeholder'"),
    "rules that are not there": (("check", "--rule-path", "no-such"), "--rule-path", "'no-such'"),
}


@pytest.mark.parametrize(("arguments", "wrong", "right"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_cure(arguments: Sequence[str], wrong: str, right: str, jobs: Path) -> None:
    """A wrong word on the command line is one line on standard error, with the nearest right one, and exit code 2."""
    done = jdlint(*arguments, cwd=jobs)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert wrong in done.stderr
    assert right in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (None, FAULTY, "<stdin>:6:3"),
        ("draft.md", FAULTY, "draft.md:6:3"),
        (
            "draft.html",
            "<h1>Ferry Steward</h1><h2>Duties</h2>\n<p>Greet travellers, TODO</p><p>TODO</p>",
            "draft.html:2:22",
        ),
        ("draft.txt", "FERRY STEWARD\n\nDUTIES\n\n- Greet <b>travellers</b> and TODO\n", "draft.txt:5:31"),
    ],
)
def test_standard_input_is_a_file(name: str | None, text: str, place: str) -> None:
    """`-` reads standard input; its name stands in the output and its ending tells the format."""
    named = ("--stdin-filename", name) if name else ()
    done = jdlint("check", "-", *named, *ONLY, "--output-format", "concise", stdin=text)
    assert done.stdout.startswith(f"{place}: error: ")
    assert done.returncode == 1


def test_standard_input_stands_beside_files(jobs: Path) -> None:
    """Files and standard input can be checked in one run."""
    done = jdlint("check", "-", "faulty.md", *ONLY, "--output-format", "concise", stdin=FAULTY, cwd=jobs)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["<stdin>", "faulty.md"]


@pytest.mark.parametrize("form", ["json", "concise", "text"])
def test_findings_and_notes_go_to_two_streams(form: str, jobs: Path) -> None:
    """Standard output has the findings alone, standard error the summary alone, and --quiet leaves that out."""
    loud = jdlint("check", "faulty.md", *ONLY, "--output-format", form, cwd=jobs)
    assert "1 file checked: 1 error." in loud.stderr
    assert "checked" not in loud.stdout
    assert "placeholder" in loud.stdout
    if form == "json":
        assert json.loads(loud.stdout)["findings"][0]["rule"] == "placeholder"
    quiet = jdlint("check", "faulty.md", *ONLY, "--output-format", form, "--quiet", cwd=jobs)
    assert (quiet.stdout, quiet.stderr) == (loud.stdout, "")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_file_gets_what_the_screen_would_get(form: str, jobs: Path) -> None:
    """-o FILE writes the same text as standard output would have, without colours, and says nothing there."""
    printed = jdlint("check", "faulty.md", *ONLY, "--output-format", form, cwd=jobs)
    written = jdlint("check", "faulty.md", *ONLY, "--output-format", form, "-o", "out", cwd=jobs, FORCE_COLOR="1")
    assert written.stdout == ""
    assert written.returncode == printed.returncode == 1
    assert (jobs / "out").read_text(encoding="utf-8") == printed.stdout
    assert sorted(path.name for path in jobs.iterdir()) == ["clean.md", "faulty.md", "out"]


def test_what_was_passed_over_is_said(jobs: Path) -> None:
    """In a folder files that are no postings are counted with their reasons and are no findings."""
    for name in ("clean.md", "faulty.md"):
        (jobs / name).unlink()
    (jobs / "README.md").write_text(CLEAN, encoding="utf-8")
    (jobs / "harbour.md").write_text(
        "# Our harbour\n\nThe old pier was built of oak and opened in 1904.\n", encoding="utf-8"
    )
    done = jdlint("check", ".", cwd=jobs)
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 files checked" in done.stderr
    assert "2 files skipped" in done.stderr
    assert "because README files are no postings" in done.stderr
    assert "because it does not read as a job posting" in done.stderr


def test_a_page_named_by_hand_is_a_finding(jobs: Path) -> None:
    """Whoever names a file wants to hear of it: a page that is no posting is an info, a README that is one is checked."""
    (jobs / "harbour.md").write_text(
        "# Our harbour\n\nThe old pier was built of oak and opened in 1904.\n", encoding="utf-8"
    )
    (jobs / "README.md").write_text(FAULTY, encoding="utf-8")
    done = jdlint("check", "harbour.md", "README.md", *ONLY, "--output-format", "concise", cwd=jobs)
    assert re.findall(r"^(\S+?):.*\[(\S+)\]$", done.stdout, re.MULTILINE) == [
        ("harbour.md", "not-a-posting"),
        ("README.md", "placeholder"),
    ]
    assert "2 files checked" in done.stderr


BROKEN = {
    "binary": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "half of UTF-16": b"\xff\xfeJ",
    "too large": b" " * 5_000_001,
    "absent": None,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_stops_nothing(data: bytes | None, jobs: Path) -> None:
    """A file that cannot be read is a finding among the others, and the exit code is 2 as not all could be checked."""
    if data is not None:
        (jobs / "broken.md").write_bytes(data)
    done = jdlint("check", "broken.md", "faulty.md", "--output-format", "json", *ONLY, cwd=jobs)
    report = json.loads(done.stdout)
    rules = {finding["path"]: finding["rule"] for finding in report["findings"]}
    assert rules["faulty.md"] == "placeholder"
    assert rules["broken.md"] in ("unreadable-file", "file-too-large")
    assert report["summary"]["broken"] is True
    assert done.returncode == 2


def test_a_reader_that_goes_away_is_no_news(jobs: Path) -> None:
    """`jdlint check . | head -1` ends without a traceback, or any word, on standard error, and not as if all had gone well."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", "check", "faulty.md"],
        cwd=jobs, stdout=writing, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode not in (0, 1, 2)


@pytest.mark.skipif(os.name == "nt", reason="names there are Unicode")
def test_a_name_that_is_no_unicode(jobs: Path) -> None:
    """A file may be called anything; what cannot be written is replaced in every kind of output, files included."""
    name = os.fsdecode(b"caf\xe9.md")
    (jobs / name).write_text(FAULTY, encoding="utf-8")
    for target in ((), ("-o", "out.json")):
        done = jdlint("check", name, *ONLY, "--output-format", "json", *target, cwd=jobs)
        text = (jobs / "out.json").read_text(encoding="utf-8") if target else done.stdout
        assert json.loads(text)["findings"][0]["path"].startswith("caf")
        assert done.returncode == 1


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(environment: dict[str, str], coloured: bool, jobs: Path) -> None:
    """No colour outside a terminal unless FORCE_COLOR asks for it; NO_COLOR wins."""
    done = jdlint("check", "faulty.md", *ONLY, cwd=jobs, **environment)
    assert ("\033[" in done.stdout) == coloured
    assert "TODO" in done.stdout


def test_no_colour_in_machine_formats(jobs: Path) -> None:
    """JSON is pure whatever the environment says."""
    done = jdlint("check", "faulty.md", *ONLY, "--output-format", "json", cwd=jobs, FORCE_COLOR="1")
    assert "\033" not in done.stdout


@pytest.mark.parametrize("columns", [60, 80])
def test_lines_fit(columns: int, jobs: Path) -> None:
    """Text output keeps to the columns of the terminal, the lines that begin with the path of a file aside."""
    flawed = sorted(str(path) for path in (Path(__file__).parent.parent / "examples" / "flawed").iterdir())
    done = jdlint("check", *flawed, "--all", cwd=jobs, COLUMNS=str(columns))
    lines = [line for line in done.stdout.splitlines() if not line.startswith(tuple(flawed))]
    assert len(lines) > 100
    assert [line for line in lines if len(line) > columns] == []


def test_a_rule_is_explained() -> None:
    """`rule NAME` gives the title, how bad it is, the reason, the sources and an example, within the columns but for addresses."""
    done = jdlint("rule", "native-speaker", COLUMNS="60")
    assert done.returncode == 0
    assert done.stdout.startswith("native-speaker: ")
    for part in ("warning", "category inclusive", "Sources:", "https://", "For example", "[["):
        assert part in done.stdout
    explained = done.stdout[: done.stdout.index("Sources:")]
    assert [line for line in explained.splitlines() if len(line) > 60] == []


def test_all_rules_are_listed() -> None:
    """`rule --all` has a line for each rule under its category; as JSON it has the same rules with all that is known of them."""
    text = jdlint("rule", "--all")
    value = json.loads(jdlint("rule", "--all", "--output-format", "json").stdout)
    listed = re.findall(r"^  ([a-z0-9-]+) +\S.*\((?:error|warning|info)[^()]*\)$", text.stdout, re.MULTILINE)
    files = {path.stem for path in (Path(__file__).parent.parent / "rules").rglob("*.yml")}
    assert sorted(listed) == sorted(rule["rule"] for rule in value) == sorted(files)
    headings = re.findall(r"^[a-z]+$", text.stdout, re.MULTILINE)
    assert sorted(headings) == sorted({rule["category"] for rule in value})
    for rule in value:
        assert rule["why"]
        assert rule["sources"]
        assert rule["url"].endswith(f"{rule['rule']}.md")


def test_one_rule_in_each_format() -> None:
    """A rule as JSON is a list of one; as Markdown it is its page in the documentation."""
    (rule,) = json.loads(jdlint("rule", "placeholder", "--output-format", "json").stdout)
    assert (rule["rule"], rule["severity"]["high"], rule["category"]) == ("placeholder", "error", "hygiene")
    page = Path(__file__).parent.parent / "docs" / "rules" / "placeholder.md"
    assert jdlint("rule", "placeholder", "--output-format", "markdown").stdout == page.read_text(encoding="utf-8")


def test_inspect_shows_what_was_read(tmp_path: Path) -> None:
    """`inspect` tells a writer what jdlint saw, with lines: title, sections and their kinds, facts, pay."""
    (tmp_path / "steward.md").write_text(
        FAULTY + "\n## Pay\n\n£14.20 to £15.10 per hour\n\n## Our mascot\n\nA gull.\n", encoding="utf-8"
    )
    done = jdlint("inspect", "steward.md", cwd=tmp_path)
    assert done.returncode == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == "steward.md"
    assert "Title     Ferry Steward (line 1)" in lines
    assert "What you will do: Responsibilities, 2 items (line 3)" in lines
    assert "Our mascot: (not known) (line 16)" in lines
    assert any(re.fullmatch(r"pay +£14\.20 to £15\.10.*\[GBP, per hour\] \(line 14\)", line) for line in lines)
    assert any(line.startswith("Does not state: ") and "benefits" in line and " pay" not in line for line in lines)


def test_inspect_reads_standard_input() -> None:
    """`inspect -` reads standard input under the name that it is given."""
    done = jdlint(
        "inspect", "-", "--output-format", "json", "--stdin-filename", "draft.html", stdin="<h1>Ferry Steward</h1>"
    )
    (value,) = json.loads(done.stdout)
    assert (value["format"], value["title"]["text"]) == ("html", "Ferry Steward")
