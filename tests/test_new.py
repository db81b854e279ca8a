"""jdlint new, update and templates as they are typed: what they write, say and refuse."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from jdlint.data import places, yaml
from tests.running import Run, run

FOLDER = Path(__file__).parent / "data" / "templates"
ROLE = """\
level: head
company: Harbour Hotel
location: Hull, United Kingdom
pay: {min: 25000, max: 27000, currency: GBP}
benefits: [30 days of paid holiday, A pension]
apply_email: jobs@hotel.example
"""
ROW = {
    "level": "head",
    "company": "Harbour Hotel",
    "location": "Hull, United Kingdom",
    "pay": {"min": 25000, "max": 27000, "currency": "GBP"},
    "benefits": ["A pension"],
    "apply_email": "jobs@hotel.example",
}


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a file of answers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "role.yml").write_text(ROLE, encoding="utf-8")
    return tmp_path


def new(*arguments: str, stdin: bytes = b"") -> Run:
    """`jdlint new` with the templates of the tests."""
    return run("new", "night-porter", "--template-path", str(FOLDER), *arguments, stdin=stdin)


def test_a_posting_its_record_and_what_a_check_says(jobs: Path) -> None:
    """It is written under the name of its title, with a record in a folder of its own, and is checked at once."""
    done = new("--data", "role.yml", "--set", "deadline=2027-04-30")
    assert (done.code, done.out) == (
        0,
        "Wrote head-night-porter.md, from the template 'night-porter'.\n" + done.out.partition("\n")[2],
    )
    assert "1 file checked" in done.err
    assert (jobs / ".jdlint" / "generated" / "head-night-porter.md.yml").is_file()
    text = (jobs / "head-night-porter.md").read_text(encoding="utf-8")
    assert "- **Apply by:** 30 April 2027" in text


def test_nothing_is_replaced_or_half_written(jobs: Path) -> None:
    """A file in the way stays, unless --force; where answers are missing nothing is written at all."""
    (jobs / "head-night-porter.md").write_text("mine", encoding="utf-8")
    done = new("--data", "role.yml")
    assert (done.code, "'head-night-porter.md' is there already; name another file with -o" in done.err) == (2, True)
    assert new("--data", "role.yml", "--force").code == 0
    done = new("--set", "level=porter", "-o", "other.md")
    assert done.code == 2
    assert (
        "the template 'night-porter' needs 7 answers more or other ones:\n  company: there is no answer. Who hires?"
        in done.err
    )
    assert sorted(path.name for path in jobs.iterdir()) == [".jdlint", "head-night-porter.md", "role.yml"]


def test_a_dry_run_prints(jobs: Path) -> None:
    """And writes nothing; so does -o -."""
    before = sorted(jobs.rglob("*"))
    assert new("--data", "role.yml", "--dry-run").out.startswith("---\ntitle: Head night porter\n")
    assert new("--data", "-", "-o", "-", stdin=ROLE.encode()).out.startswith("---\ntitle: Head night porter\n")
    assert sorted(jobs.rglob("*")) == before


def test_a_posting_is_named_by_its_file_or_folder(jobs: Path) -> None:
    """In a folder it has the name of its title; what would be no Markdown is refused before anything is asked."""
    assert new("--data", "role.yml", "-o", "jobs/").code == 0
    assert (jobs / "jobs" / "head-night-porter.md").is_file()
    assert "'jobs/head-night-porter.md' is there already" in new("--data", "role.yml", "-o", "jobs").err
    before = sorted(jobs.rglob("*"))
    for name, said in {
        "porter.docx": "'porter.docx' is no name for a posting, which is written in Markdown; write 'porter.md'.",
        "porter": f"write 'porter.md', or for a folder 'porter{os.sep}'.",
        "role.yml/x.md": "role.yml' is a file and no folder",
    }.items():
        done = new("-o", name)
        assert (done.code, said in done.err, "answer" in done.err) == (2, True, False), done.err
    assert sorted(jobs.rglob("*")) == before


def test_a_place_that_is_none_is_told_with_one_that_is(jobs: Path) -> None:
    """The code as it was typed, and the nearest one."""
    assert jobs
    assert new("--jurisdiction", "GBB").err.endswith("no place with the code 'GBB'; did you mean 'GB'?\n")
    assert new("--jurisdiction", "QQQQ").err.endswith("'QQQQ'; such as GB or US-CO\n")


def test_a_configuration_knows_company_templates_and_place(jobs: Path) -> None:
    """`company.name` is an answer, `template-paths` are looked through, findings are those of its rules."""
    (jobs / ".jdlint.yml").write_text(
        f"company: {{name: Quay House}}\ntemplate-paths: ['{FOLDER.as_posix()}']\n", encoding="utf-8"
    )
    (jobs / "role.yml").write_text(ROLE.replace("company: Harbour Hotel\n", ""), encoding="utf-8")
    done = run("new", "night-porter", "--data", "role.yml", "--dry-run")
    assert "company: Quay House\n" in done.out
    assert "night-porter Night porter (en). Keeps a house safe at night." in " ".join(run("templates").out.split())


REFUSED = {
    "no template": (["new", "nothing-like-it"], "no template is called 'nothing-like-it' (jdlint templates lists all)"),
    "no place": (
        ["new", "night-porter", "--jurisdiction", "zz"],
        "--jurisdiction: there is no place with the code 'zz'",
    ),
    "no answer": (["new", "night-porter", "--set", "company"], "write it as --set NAME=ANSWER"),
    "no file": (["new", "night-porter", "--data", "nothing.yml"], "--data: 'nothing.yml' cannot be read"),
    "no table": (["new", "night-porter", "--from", "role.yml"], "'role.yml' is no table that is known"),
    "no folder": (["templates", "--template-path", "nowhere"], "--template-path: there is no folder 'nowhere'"),
    "not made here": (["update", "role.md"], "'role.md' was not made by jdlint new"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_told(case: str, jobs: Path) -> None:
    """In one line, with exit code 2."""
    arguments, said = REFUSED[case]
    (jobs / "role.md").write_text("# Porter\n", encoding="utf-8")
    own = [] if "--template-path" in arguments else ["--template-path", str(FOLDER)]
    done = run(*arguments, *own)
    assert (done.code, said in done.err, done.out) == (2, True, "")


def test_a_table_of_postings(jobs: Path) -> None:
    """Each row that can be made is written, the others are named with their line; --strict writes all or none."""
    head = "level,company,location,pay.min,pay.max,pay.currency,benefits,apply_email,file\n"
    row = 'head,Harbour Hotel,"Hull, United Kingdom","25,000",27000,GBP,A pension; 30 days,jobs@hotel.example,'
    (jobs / "roles.csv").write_text(f"{head}{row}\n{row}\nboss{row[4:]}\n{row}../x\n{row}own\n", encoding="utf-8")
    strict = new("--from", "roles.csv", "-o", "out", "--strict")
    assert (strict.code, (jobs / "out").exists()) == (1, False)
    assert "Nothing was written, for --strict wants all or none." in strict.err
    assert "roles.csv:2: not written: out/head-night-porter.md" in strict.out
    done = new("--from", "roles.csv", "-o", "out")
    assert done.code == 1
    assert sorted(path.name for path in (jobs / "out").glob("*.md")) == [
        "head-night-porter-2.md",
        "head-night-porter.md",
        "own.md",
    ]
    assert "roles.csv:4: not made: level: 'boss' is not one of porter, head" in done.out
    assert "roles.csv:5: not made: the file '../x' would not lie in the folder" in done.out
    assert done.err.endswith("5 rows, 2 of them cannot be made: 3 postings written.\n")


def test_a_broken_row_keeps_no_other_from_being_made(jobs: Path) -> None:
    """It is named with its line like one that lacks an answer."""
    head = "level,company,location,pay.min,pay.max,pay.currency,benefits,apply_email\n"
    row = 'head,Harbour Hotel,"Hull, United Kingdom",25000,27000,GBP,A pension,jobs@hotel.example\n'
    (jobs / "roles.csv").write_text(head + row.replace('"', "") + row, encoding="utf-8")
    done = new("--from", "roles.csv", "-o", "out")
    assert "roles.csv:2: not made: it has more cells than the first line has names" in done.out
    assert done.err.endswith("2 rows, 1 of them cannot be made: 1 posting written.\n")
    (jobs / "roles.csv").write_text(f'{head}{row}head,"Harbour\n', encoding="utf-8")
    assert (
        "roles.csv: this is no table that can be read; up to line 3: a quotation mark" in new("--from", "roles.csv").err
    )
    lines = ['{"level": "head"', json.dumps({**ROW, "company": "Harbour\u2028Hotel"}, ensure_ascii=False), "", "[1]"]
    (jobs / "roles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = new("--from", "roles.jsonl", "-o", "lines")
    rows = [line for line in done.out.splitlines() if line.startswith("roles.jsonl:")]
    assert [": not made: this line is no JSON object" in line for line in rows] == [True, False, True]
    assert "Harbour Hotel" in (jobs / "lines" / "head-night-porter.md").read_text(encoding="utf-8")


def test_no_row_takes_the_file_of_another(jobs: Path) -> None:
    """Also where a title is what the file of an earlier row is called, with its number."""
    titles = ("Porter", "Porter", "Porter 2", "Porter")
    rows = "".join(json.dumps({**ROW, "title": title}) + "\n" for title in titles)
    (jobs / "roles.jsonl").write_text(rows, encoding="utf-8")
    done = new("--from", "roles.jsonl", "-o", "out", "--force")
    assert done.err.endswith("4 rows: 4 postings written.\n")
    names = ["porter-2-2.md", "porter-2.md", "porter-3.md", "porter.md"]
    assert sorted(path.name for path in (jobs / "out").glob("*.md")) == names


def test_rows_are_the_same_from_several_processes(jobs: Path) -> None:
    """In their order, with the same findings."""
    head = "level,title,company,location,pay.min,pay.max,pay.currency,benefits,apply_email\n"
    rows = "".join(
        f"porter,Porter {number},Harbour Hotel,Hull,25000,27000,GBP,A pension,jobs@hotel.example\n"
        for number in range(60)
    )
    (jobs / "roles.csv").write_text(head + rows, encoding="utf-8")
    one, two = (new("--from", "roles.csv", "--dry-run", "-j", number) for number in ("1", "2"))
    assert one.out == two.out
    assert one.out.count("roles.csv:") == 60


def test_an_update_says_what_it_did(jobs: Path) -> None:
    """Behind: exit code 1 with --check, a diff with --diff, and afterwards it is no longer behind; line breaks stay."""
    assert new("--data", "role.yml").code == 0
    path = jobs / "head-night-porter.md"
    mine = shutil.copytree(FOLDER, jobs / "mine")
    assert run("update", str(path), "--check", "--template-path", str(mine)).code == 0
    text = (FOLDER / "night-porter.md").read_text(encoding="utf-8")
    (mine / "night-porter.md").write_text(
        text.replace("You greet late guests", "You greet all guests"), encoding="utf-8"
    )
    path.write_bytes(path.read_bytes().replace(b"A pension", b"A good pension").replace(b"\n", b"\r\n"))
    behind = run("update", ".", "--check", "--template-path", str(mine))
    assert (behind.code, "  new text: What you do" in behind.out) == (1, True)
    diff = run("update", ".", "--diff", "--template-path", str(mine))
    assert "+- You greet all guests" in diff.out
    done = run("update", ".", "--template-path", str(mine))
    assert (done.code, done.err) == (0, "1 posting made from templates; 1 brought up to date.\n")
    data = path.read_bytes()
    assert b"- You greet all guests\r\n" in data
    assert b"- A good pension\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert run("update", ".", "--check", "--template-path", str(mine)).code == 0


def test_an_update_knows_a_posting_under_another_name(jobs: Path) -> None:
    """Renamed or moved, named or found in a folder; its record goes along, but where nothing is to be written."""
    own = ("--template-path", str(FOLDER))
    assert new("--data", "role.yml", "-o", "one.md").code == 0
    (jobs / "shut").mkdir()
    (jobs / "one.md").rename(jobs / "shut" / "two.md")
    (jobs / "own.md").write_text("# Cook\n\nOf my own.\n", encoding="utf-8")
    kept = jobs / ".jdlint" / "generated"
    done = run("update", ".", "--check", *own)
    assert (done.code, "two.md: this was 'one.md'; its record goes along" in done.err) == (0, True)
    assert (kept / "one.md.yml").is_file()
    assert run("update", ".", *own).code == 0
    assert [path.relative_to(kept).as_posix() for path in kept.rglob("*.yml")] == ["shut/two.md.yml"]
    assert "this was" not in run("update", ".", *own).err
    done = run("update", "own.md", *own)
    assert (done.code, "was not made by jdlint new" in done.err) == (2, True)


def test_an_update_says_where_to_mend_what(jobs: Path) -> None:
    """A posting that is hardly the same is told from one that was never made; a wrong answer is mended where it stands."""
    own = ("--template-path", str(FOLDER))
    assert new("--data", "role.yml", "-o", "one.md").code == 0
    text = (jobs / "one.md").read_text(encoding="utf-8")
    (jobs / "one.md").rename(jobs / "two.md")
    (jobs / "two.md").write_text("# Porter\n", encoding="utf-8")
    done = run("update", "two.md", *own)
    assert (done.code, "Was it renamed? Then rename its record, too: mv '" in done.err) == (2, True)
    old, kept = done.err.rpartition("mv '")[2].partition("\n")[0].rstrip("'").split("' '")
    Path(old).rename(kept)
    assert run("update", "two.md", *own).code == 0
    (jobs / "two.md").write_text(text.replace("min: 25000", "min: much"), encoding="utf-8")
    said = run("update", "two.md", *own).err
    assert "'much' should be a number" in said
    assert "Write it in the front matter, as pay.min" in said
    renamed = Path(kept).read_text(encoding="utf-8").replace("template: night-porter", "template: late-porter")
    Path(kept).write_text(renamed, encoding="utf-8")
    said = run("update", "two.md", *own).err
    assert f"Was it renamed? Then write its name behind 'template:' in {kept}\n" in said


def test_an_update_begins_with_names_that_are_there(jobs: Path) -> None:
    """One that is not there is told before another posting is changed."""
    assert new("--data", "role.yml", "-o", "porter.md").code == 0
    path = jobs / "porter.md"
    text = path.read_text(encoding="utf-8").replace("max: 27000", "max: 28000")
    path.write_text(text, encoding="utf-8")
    done = run("update", "porter.md", "no-such.md", "--template-path", str(FOLDER))
    assert (done.code, "there is no file or folder 'no-such.md'" in done.err) == (2, True)
    assert path.read_text(encoding="utf-8") == text
    assert run("update", "porter.md", "--template-path", str(FOLDER)).code == 0
    assert path.read_text(encoding="utf-8") != text


def test_one_posting_that_cannot_be_brought_up_to_date_keeps_none_from_it(jobs: Path) -> None:
    """A damaged record is told with its place, and the others go on."""
    own = ("--template-path", str(FOLDER))
    assert new("--data", "role.yml", "-o", "a.md").code == 0
    assert new("--data", "role.yml", "-o", "b.md").code == 0
    kept = jobs / ".jdlint" / "generated" / "a.md.yml"
    kept.write_text("template: [\n", encoding="utf-8")
    text = (jobs / "b.md").read_text(encoding="utf-8")
    (jobs / "b.md").write_text(text.replace("max: 27000", "max: 28000"), encoding="utf-8")
    done = run("update", ".", *own)
    assert (done.code, "a.md.yml:2:1: this is no YAML" in done.err) == (2, True)
    assert "£25,000 to £28,000" in (jobs / "b.md").read_text(encoding="utf-8")


def test_a_table_that_cannot_be_written_is_told_by_row(jobs: Path) -> None:
    """Each posting with why; findings that are errors end with 1 as they do for one posting; names of columns are one each."""
    head = "level,company,location,pay.min,pay.max,pay.currency,benefits,apply_email,file"
    row = 'head,Harbour Hotel,"Hull, United Kingdom",25000,27000,GBP,A pension; 30 days,jobs@hotel.example,'
    (jobs / "roles.csv").write_text(f"{head}\n{row}own\n{row}two\n", encoding="utf-8")
    (jobs / "out" / "own.md").mkdir(parents=True)
    done = new("--from", "roles.csv", "-o", "out", "--force")
    assert (done.code, (jobs / "out" / "two.md").is_file()) == (1, True)
    assert "roles.csv:2: not made: 'out/own.md' cannot be written: Is a directory" in done.out
    records = (jobs / ".jdlint" / "generated").rglob("*.yml")
    assert [path.name for path in records if "own" in path.name] == []
    (jobs / "roles.csv").write_text(f"{head}\n{row.replace('A pension', 'TODO [insert benefit]')}\n", encoding="utf-8")
    done = new("--from", "roles.csv", "--dry-run")
    assert (done.code, "    error placeholder" in done.out) == (1, True)
    assert "name a folder" in new("--from", "roles.csv", "-o", "-").err
    (jobs / "roles.csv").write_text(f"{head},level\n{row},porter\n", encoding="utf-8")
    assert "roles.csv:1: two columns are called 'level'" in new("--from", "roles.csv").err


def test_templates_are_listed_described_and_tried() -> None:
    """As text and as JSON; --test makes all examples."""
    own = ("--template-path", str(FOLDER))
    said = run("templates", "night-porter", *own).out
    assert "office_days: How many days in the office? Asked when work_arrangement is hybrid." in " ".join(said.split())
    listed = json.loads(run("templates", "night-porter", *own, "--output-format", "json").out)
    assert listed[0]["questions"]["level"]["enum"] == ["porter", "head"]
    tried = run("templates", "night-porter", "--test", *own)
    assert tried.code == 1
    assert "example 1, in GB: it does not state: accommodation" in tried.out


def test_a_draft_has_a_name_under_which_it_is_found(jobs: Path) -> None:
    """Else nobody finds the template afterwards; nothing is written."""
    (jobs / "porter.md").write_text("# Porter\n\n## What you do\n\n- You greet guests\n", encoding="utf-8")
    done = run("templates", "--from-posting", "porter.md", "-o", "Night_Porter.md")
    assert (done.code, (jobs / "Night_Porter.md").exists()) == (2, False)
    assert "'Night_Porter.md' is no name for a template: its file is called in small letters" in done.err


def test_questions_come_line_by_line_without_a_list_to_choose_from(jobs: Path) -> None:
    """At a terminal what is missing is asked, wrong answers again, with defaults for Enter; here a pseudo-terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
    primary, secondary = pty.openpty()
    typed = "2\n\nHarbour Hotel\nHull\n1\n25000\nmuch\n27000\n1\n1\nA pension; Tea\nat the desk\njobs@hotel.example\n2027-04-30\n"
    os.write(primary, typed.encode())
    code = "import sys; sys.modules['questionary'] = None; from jdlint.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "new", "night-porter", "--template-path", str(FOLDER), "-o", "porter.md"],
        stdin=secondary,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        cwd=jobs,
        check=False,
    )
    os.close(primary)
    os.close(secondary)
    assert done.returncode == 0, done.stderr
    assert "'much' should be a number, such as 42000." in done.stdout.replace("\n  ", " ")
    assert "Enter for: Head night porter" in done.stdout
    text = (jobs / "porter.md").read_text(encoding="utf-8")
    assert "- Tea\n" in text
    assert "- **Apply by:** 30 April 2027" in text


class _Terminal(io.TextIOWrapper):
    """A stream of somebody who sits at a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_was_typed_is_not_lost_for_a_name(jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal a posting whose name is taken has the next one with a number; one that -o names is refused at once."""
    monkeypatch.setitem(sys.modules, "questionary", None)
    ours = "--template-path", str(FOLDER), "--data", "role.yml"
    for name in ("head-night-porter.md", "head-night-porter-2.md", "head-night-porter-3.md"):
        done = _at_terminal("\n" * 9, "new", "night-porter", *ours)
        assert (done.code, (jobs / name).is_file()) == (0, True), done.err
    done = _at_terminal("", "new", "night-porter", *ours, "-o", "head-night-porter.md")
    assert (done.code, done.out) == (2, "")


def test_ctrl_d_stops_where_lists_are_there_to_choose_from(jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """questionary ends a question so; no traceback comes of it, and nothing is written."""

    def asked(*_: object, **__: object) -> mock.Mock:
        return mock.Mock(unsafe_ask=mock.Mock(side_effect=EOFError))

    monkeypatch.setitem(sys.modules, "questionary", mock.Mock(select=asked, text=asked))
    done = _at_terminal("", "new", "night-porter", "--template-path", str(FOLDER))
    assert (done.code, done.err) == (130, "jdlint: stopped\n")
    assert [path.name for path in jobs.iterdir()] == ["role.yml"]


def test_a_wrong_choice_is_told_with_the_near_one(jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a sentence; and no name of a choice is broken at its hyphen."""
    monkeypatch.setitem(sys.modules, "questionary", None)
    monkeypatch.setenv("COLUMNS", "60")
    done = _at_terminal("nurs\n", "init")
    assert "you mean 'nurse'?\n" in done.out
    assert all(name in done.out.replace("\n", "") for name in ("data-engineer,", "hr-partner,", "warehouse-lead,"))
    assert [path.name for path in jobs.iterdir()] == ["role.yml"]


def _at_terminal(typed: str, *words: str) -> Run:
    with mock.patch("tests.running.io.TextIOWrapper", _Terminal):
        return run(*words, stdin=typed.encode())


GIVEN = ("level=registered", "company=Harbour Hospital", "location=Leeds, United Kingdom", "work_arrangement=on-site",
         "employment_type=full-time", "pay.min=31000", "pay.max=37000", "pay.period=year", "benefits=30 days of paid holiday",
         "team.members=twelve nurses", "unit=on a ward", "shifts=early shifts", "deadline=2027-04-30")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "hours"), [("", False), ("no", False), ("maybe\nyes\n37 hours a week" + "\n" * 20, True)]
)
def test_what_can_do_without_an_answer_is_asked_of_who_wants_it(typed: str, hours: bool, jobs: Path) -> None:
    """What has to be answered comes first, under headings; then the rest is shown with what it comes to."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
    primary, secondary = pty.openpty()
    os.write(primary, f"\njobs@hospital.example\n\n{typed}\n\x04".encode())
    code = "import sys; sys.modules['questionary'] = None; from jdlint.cli import main; sys.exit(main())"
    given = [part for each in GIVEN for part in ("--set", each)]
    done = subprocess.run(
        [sys.executable, "-c", code, "new", "nurse", "-o", "nurse.md", *given],
        stdin=secondary,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "COLUMNS": "60"},
        cwd=jobs,
        check=False,
        timeout=60,
    )
    os.close(primary)
    os.close(secondary)
    assert done.returncode == 0, done.stderr
    asked, rest = done.stdout.split("The rest can stay as it is:\n")
    assert [line for line in asked.splitlines() if line and not line.strip("-")] == [
        "-------",
        "------------",
        "------------",
    ]
    assert "  - In which currency? GBP\n" in rest
    assert "  - What are the hours? (left out)\n" in rest
    assert max(map(len, done.stdout.splitlines())) <= 60
    assert ("37 hours a week" in (jobs / "nurse.md").read_text(encoding="utf-8")) == hours


@pytest.mark.usefixtures("jobs")
def test_what_follows_from_a_fault_is_not_told_beside_it() -> None:
    """A wrong level leaves a posting without a title, a place that is missing without a currency: one fault each."""
    given = [part for each in GIVEN[3:] for part in ("--set", each)]
    said = run(
        "new", "nurse", *given, "--set", "level=boss", "--set", "company=Acme", "--set", "apply.email=a@b.example"
    ).err
    assert [line.split(":")[0].strip() for line in said.splitlines()[1:-1]] == ["level", "location"]


@pytest.mark.usefixtures("jobs")
def test_the_schema_of_postings_fits_what_is_made() -> None:
    """`jdlint schema posting` is a JSON Schema, and the front matter of a new posting holds it."""
    from jsonschema import Draft202012Validator

    schema = json.loads(run("schema", "posting").out)
    Draft202012Validator.check_schema(schema)
    assert schema == json.loads(places.schema_file("posting").read_text(encoding="utf-8"))
    text = new("--data", "role.yml", "--dry-run").out
    values = yaml.load(text.split("---\n")[1]).value
    assert list(Draft202012Validator(schema).iter_errors(values)) == []
