"""`jdlint init`: what it writes, what it leaves alone, and that what it writes works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jdlint.data import yaml
from jdlint.starting import steps
from jdlint.starting.origin import Origin, from_record
from jdlint.starting.places import places_of_postings
from tests import hooks
from tests.running import run

GOOD = (hooks.ROOT / "examples" / "good" / "nurse.md").read_text(encoding="utf-8")
GUIDE = (
    "# Style guide\n\nWe meet every second Tuesday and speak of how we write; bring a text of yours, and some cake.\n"
)
FILES = [".github/workflows/jdlint.yml", ".jdlint.yml", ".pre-commit-config.yaml"]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
INDEX = Origin("jdlint==0.1.0")


def tree(folder: Path, postings: str, others: str = "") -> Path:
    """A folder with postings and other files, named one after the other."""
    for names, text in ((postings, GOOD), (others, GUIDE)):
        for name in names.split():
            path = folder / name.replace("_", " ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of postings, from GitHub, in which the test stands."""
    folder = hooks.new_repository(tmp_path / "acme", hooks.environment(tmp_path))
    remote("git@github.com:acme/jobs.git", folder)
    tree(folder, "jobs/nurse.md jobs/uk/cook.md", "jobs/README.md docs/guide.md")
    monkeypatch.chdir(folder)
    return folder


def remote(address: str, folder: Path) -> None:
    """Tell git where the repository comes from."""
    hooks.run("git", "config", "remote.origin.url", address, cwd=folder, env=hooks.environment(folder.parent))


def written(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files that are no postings and not git's, what stands in them, and when they were written."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix in (".yml", ".yaml", ".jsonl")]
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def read(path: Path) -> Any:
    """A YAML file."""
    return yaml.load(path.read_text(encoding="utf-8")).value


def test_init_writes_what_works(repository: Path) -> None:
    """The three files are there, name what was found, and `jdlint check` goes by them; the output says what to do next."""
    done = run("init")
    assert (done.code, done.err, sorted(written(repository))) == (0, "", FILES)
    assert [line.split(". ")[0] for line in done.out.splitlines()[:3]] == [f"Wrote {FILES[n]}" for n in (1, 2, 0)]
    assert "jobs/** (2)" in done.out
    assert "pre-commit install" in done.out
    assert done.out.splitlines()[-2:] == [
        "Next: jdlint check",
        "If that finds more than you can mend now: jdlint check --write-baseline",
    ]
    assert run("check", "--show-files").out == "./jobs/nurse.md\n./jobs/uk/cook.md\n"
    assert read(repository / ".jdlint.yml") == {"extends": "recommended", "include": ["jobs/**", "!README.md"]}
    workflow = read(repository / FILES[0])
    runs = [step["run"] for step in workflow["jobs"]["postings"]["steps"] if "run" in step]
    assert [words.split()[:2] for words in runs] == [["pip", "install"], ["jdlint", "check"]]
    assert (workflow["on"], workflow["permissions"]) == (["push", "pull_request"], {"contents": "read"})


def test_a_second_run_changes_nothing(repository: Path) -> None:
    """It says so, and says the next step again."""
    run("init")
    before = written(repository)
    done = run("init")
    assert (done.code, written(repository)) == (0, before)
    assert [line.split()[0] for line in done.out.splitlines()] == ["Left"] * 6 + ["Nothing", "Next:", "If"]


def test_a_dry_run_shows_and_writes_nothing(repository: Path) -> None:
    """All that would be written is shown."""
    shown = run("init", "--dry-run").out
    assert written(repository) == {}
    run("init")
    for name in FILES:
        text = (repository / name).read_text(encoding="utf-8")
        assert "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines()) in shown


@pytest.mark.parametrize(
    "there", ["", "repos: []\n", "repos:\n  - repo: local\n    hooks: []\n", "{", "# id: jdlint\n"]
)
def test_a_file_of_the_user_is_never_touched(there: str, repository: Path) -> None:
    """Where pre-commit is in use, what to add is shown, and it is what a list of repositories takes."""
    (repository / ".pre-commit-config.yaml").write_text(there, encoding="utf-8")
    for _ in range(2):
        out = run("init").out
        assert (repository / ".pre-commit-config.yaml").read_text(encoding="utf-8") == there
        shown = [line for line in out.splitlines() if line.startswith("    ")]
        (repo,) = yaml.load("repos:\n" + "\n".join(shown)).value["repos"]
        assert repo["hooks"][0]["entry"] == "jdlint check --force-exclude"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".jdlint.yml", "extends: strict\n"),
        ("jdlint.yml", "extends: strict\n"),
        ("pyproject.toml", "[tool.jdlint]\nextends = 'strict'\n"),
        (".pre-commit-config.yaml", "repos: [{repo: x, rev: y, hooks: [{id: jdlint-fix}]}]\n"),
        (".github/workflows/jdlint.yml", "on: push\n"),
        (".github/workflows/ci.yaml", "jobs: {check: {steps: [{run: jdlint check}]}}\n"),
    ],
)
def test_what_is_there_is_enough(name: str, text: str, repository: Path) -> None:
    """A configuration, a hook or a workflow by any of its names is left as it is, and no second one is written beside it."""
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    out = run("init").out
    assert f"Left {name} as it is" in out
    assert path.read_text(encoding="utf-8") == text
    assert len(re.findall(r"^Wrote \S+ya?ml\.", out, re.MULTILINE)) == 2


def test_a_pyproject_of_something_else_is_no_configuration(repository: Path) -> None:
    """A pyproject.toml that does not speak of jdlint stays, and a configuration is written."""
    (repository / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert "Wrote .jdlint.yml" in run("init").out


@pytest.mark.parametrize(
    ("address", "written_there"),
    [
        ("https://github.com/acme/jobs.git", True),
        ("ssh://git@github.com/acme/jobs", True),
        ("git@github.acme.example:hr/jobs.git", True),
        ("https://gitlab.com/acme/jobs.git", False),
        ("https://gitlab.com/acme/github.git", False),
        ("../elsewhere", False),
    ],
)
def test_a_workflow_is_for_github(address: str, written_there: bool, repository: Path) -> None:
    """Elsewhere the two lines that any pipeline can run are shown."""
    remote(address, repository)
    out = run("init").out
    assert (repository / FILES[0]).exists() == written_there
    assert ("    jdlint check\n" in out) != written_there
    assert "delete it" not in out
    if not written_there:  # whatever a folder may be called
        (repository / ".github").mkdir()
        assert "No workflow" in run("init").out
        assert not (repository / FILES[0]).exists()


def test_a_repository_that_is_nowhere_yet(repository: Path) -> None:
    """It gets the workflow, and hears whom that is for."""
    hooks.run("git", "config", "--unset", "remote.origin.url", cwd=repository, env=hooks.environment(repository.parent))
    out = run("init").out
    assert f"Wrote {FILES[0]}" in out
    assert "It is for GitHub Actions: delete it if this repository goes elsewhere." in out


@pytest.mark.parametrize("linked", [".github", ".github/workflows"])
def test_nothing_is_written_outside_of_the_repository(linked: str, repository: Path) -> None:
    """A link that leads out of it is not followed: what would have been written is shown."""
    outside = repository.parent / "shared"
    outside.mkdir()
    (repository / linked).parent.mkdir(exist_ok=True)
    (repository / linked).symlink_to(outside)
    out = run("init").out
    assert "a link leads there" in out
    assert "    name: jdlint\n" in out
    assert list(outside.rglob("*")) == []


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is no repository gets its configuration, and hears how to go on."""
    monkeypatch.chdir(tree(tmp_path, "jobs/nurse.md"))
    out = run("init").out
    assert sorted(written(tmp_path)) == [".jdlint.yml"]
    assert "git init" in out


def test_a_folder_of_a_repository(repository: Path) -> None:
    """The configuration lies in the folder; hook and workflow lie at the top, and are for that folder only."""
    out = run("init", "jobs").out
    assert sorted(written(repository)) == [FILES[0], ".pre-commit-config.yaml", "jobs/.jdlint.yml"]
    assert "Next: jdlint check jobs\n" in out
    assert "run: jdlint check jobs\n" in (repository / FILES[0]).read_text(encoding="utf-8")
    (hook,) = read(repository / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["files"].startswith("(?i)^jobs/")
    assert run("check", "jobs", "--show-files").out == "jobs/nurse.md\njobs/uk/cook.md\n"


@pytest.mark.parametrize(
    ("postings", "others", "patterns"),
    [
        ("jobs/a.md jobs/b.md", "docs/a.md README.md", ["jobs/**"]),
        ("jobs/uk/a.md jobs/us/b.md", "", ["jobs/**"]),
        ("jobs/uk/a.md jobs/us/b.txt", "jobs/how/a.md jobs/how/b.md", ["jobs/uk/**", "jobs/us/**"]),
        ("content/jobs/a.md", "content/blog/a.md content/blog/b.md", ["content/jobs/**"]),
        ("jobs/a.md jobs/uk/b.md", "jobs/c.md jobs/d.md", ["jobs/**"]),
        ("a.md b.txt", "README.md docs/a.md", ["/*.md", "/*.txt", "!README.md"]),
        ("jobs/a.md open/b.html", "jobs/README.md docs/LICENSE.md", ["jobs/**", "open/**", "!README.md"]),
        ("[uk]_jobs/a.md !new/b.md a*b/c.md -/d.md #/e.md é/f.md", "",
         ["!new/**", "#/**", "-/**", r"\[uk]_jobs/**", r"a\*b/**", "é/**"]),
        ("'it's'/a.md a:_b/b.md", "", ["'it's'/**", "a:_b/**"]),
        ("", "docs/a.md", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_places_of_postings(postings: str, others: str, patterns: list[str], tmp_path: Path) -> None:
    """The patterns name folders of postings, the widest ones that are theirs; as a configuration they take what was found."""
    tree(tmp_path, postings, others)
    found = places_of_postings(str(tmp_path))
    expected = [pattern.replace("_", " ") for pattern in patterns]
    assert sorted(pattern.removeprefix("/") if "!" in pattern[:2] else pattern for pattern in found.patterns) == sorted(
        expected
    )
    assert sum(found.counts.values()) == len(postings.split())
    run("init", str(tmp_path))
    shown = run("check", str(tmp_path), "--show-files")
    assert shown.code == 0, shown.err
    names = {Path(line).relative_to(tmp_path).as_posix() for line in shown.out.splitlines()}
    assert {name.replace("_", " ") for name in postings.split()} <= names
    assert not {name for name in names if "README" in name} or not patterns


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({}, INDEX),
        (
            {"url": "https://example.com/jdlint", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            Origin(f"git+https://example.com/jdlint@{COMMIT}", "https://example.com/jdlint", COMMIT),
        ),
        ({"url": "https://u:secret@example.com/jdlint", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, None),
        ({"url": "https://example.com/a; rm -rf x", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, None),
        ({"url": "file:///home/me/jdlint", "dir_info": {"editable": True}}, None),
    ],
)
def test_other_machines_get_the_same_jdlint(record: dict[str, Any], expected: Origin | None) -> None:
    """From an index its version, from git its commit; a folder or a password is told to nobody, and the doubt is said."""
    found = from_record(record, "0.1.0")
    if expected is not None:
        assert found == expected
    else:
        assert (found.requirement, found.repository, bool(found.doubt)) == ("jdlint==0.1.0", "", True)


@pytest.mark.parametrize("inside", ["", "hr's jobs"])
def test_files_from_git_name_the_commit(inside: str, repository: Path) -> None:
    """Where jdlint came from git, pre-commit gets it from there, and so does the workflow; odd names stay harmless."""
    (repository / inside).mkdir(exist_ok=True)
    origin = from_record({"url": "https://x.example/jdlint", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, "0.1.0")
    _, hook, workflow = steps(str(repository / inside), origin)
    (repo,) = yaml.load(hook.text).value["repos"]
    assert (repo["repo"], repo["rev"], repo["hooks"][0]["id"]) == ("https://x.example/jdlint", COMMIT, "jdlint")
    lines = [step["run"] for step in yaml.load(workflow.text).value["jobs"]["postings"]["steps"][2:]]
    assert lines[0] == f"pip install git+https://x.example/jdlint@{COMMIT}"
    assert lines[1] == ("jdlint check 'hr'\\''s jobs'" if inside else "jdlint check")


def test_a_folder_below_one_that_is_set_up_needs_nothing_more(repository: Path) -> None:
    """What counts for it is there: no schemas of its own come beside those that the editor was told of."""
    assert run("init").code == 0
    before = everything(repository)
    assert "Nothing was changed." in run("init", "jobs").out
    assert everything(repository) == before


def test_mistakes_are_said(repository: Path) -> None:
    """A path that is no folder, a faulty configuration and a file in the way: a sentence each, and exit code 2."""
    assert (run("init", "no-such").code, run("init", "jobs/nurse.md").code) == (2, 2)
    assert run("init", "no-such").err.startswith("jdlint: 'no-such' is no folder")
    (repository / ".github").write_text("", encoding="utf-8")
    done = run("init")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert f"{Path('.github', 'workflows', 'jdlint.yml')}' cannot be written" in done.err  # and not what came before
    assert sorted(path.name for path in repository.glob(".*")) == [".git", ".github"]
    (repository / ".jdlint.yml").write_text("rulez: {}\n", encoding="utf-8")
    done = run("init")
    assert (done.code, done.err.split()[1]) == (2, ".jdlint.yml:1:1:")


ROLE = """\
level: registered
company: Harbour Hospital
about_company: We care for 200 patients in Leeds. We are 600 people.
location: Leeds, United Kingdom
work_arrangement: on-site
employment_type: permanent, full-time
hours: 37.5 hours a week
pay: {min: 31000, max: 37000, currency: GBP, period: year}
benefits: [30 days of paid holiday, A pension]
team: {members: twelve nurses, reports_to: the ward manager}
apply: {email: jobs@hospital.example}
deadline: 2027-04-30
unit: on a ward for children
shifts: early, late and night shifts, set six weeks ahead
patients: six patients
introduction: eight weeks
"""


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder but git's."""
    found = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def empty(repository: Path) -> Path:
    """A repository with nothing in it but a file of answers."""
    shutil.rmtree(repository / "jobs")
    shutil.rmtree(repository / "docs")
    (repository / "role.yml").write_text(ROLE, encoding="utf-8")
    return repository


def test_a_first_posting(empty: Path) -> None:
    """It is written and checked with the configuration that takes it in, can be updated, and a second run leaves all alone."""
    done = run("init", "--template", "nurse", "--data", "role.yml")
    assert (done.code, done.err.splitlines()[-1]) == (0, "1 file checked: nothing found.")
    assert "Wrote jobs/registered-nurse.md." in done.out
    assert read(empty / ".jdlint.yml")["include"] == ["jobs/**"]
    assert run("check", "--show-files").out == "./jobs/registered-nurse.md\n"
    assert run("update", "jobs", "--check").err == "1 posting made from templates; 0 behind its template.\n"
    before = everything(empty)
    again = run("init", "--template", "nurse", "--data", "role.yml")
    assert (again.code, everything(empty), "Wrote" in again.out) == (0, before, False)
    assert "for another one: jdlint new nurse" in again.out


def test_without_its_answers_nothing_is_written(empty: Path) -> None:
    """All that is missing is told; a dry run shows the posting; without a template the next step is to make one."""
    before = everything(empty)
    done = run("init", "--template", "nurse")
    assert (done.code, everything(empty)) == (2, before)
    assert "  company: there is no answer. Who is the employer?" in done.err
    assert run("init", "--template", "nurze").code == 2
    shown = run("init", "--template", "nurse", "--data", "role.yml", "--dry-run").out
    assert "    # Registered Nurse\n" in shown
    assert everything(empty) == before
    assert run("init").out.splitlines()[-1].startswith("Next, a posting: jdlint new TEMPLATE")


@pytest.mark.parametrize(
    ("typed", "code", "posting"),
    [
        ("99\nnurse\n", 0, ["registered-nurse.md"]),
        ("\n", 0, []),
        ("nurse\n\x04", 130, []),
    ],
)
def test_at_a_terminal_templates_are_offered(typed: str, code: int, posting: list[str], empty: Path) -> None:
    """By number or name, Enter for none; a wrong one is asked for again; whoever stops in the middle has nothing written."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
    before = everything(empty)
    primary, secondary = pty.openpty()
    os.write(primary, typed.encode() + b"\n" * 20 + b"\x04")
    run_it = "import sys; sys.modules['questionary'] = None; from jdlint.cli import main; sys.exit(main())"
    answers = [] if code else ["--data", "role.yml", "--yes"]
    done = subprocess.run(
        [sys.executable, "-c", run_it, "init", *answers],
        stdin=secondary,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(hooks.ROOT)},
        cwd=empty,
        check=False,
        timeout=60,
    )
    os.close(primary)
    os.close(secondary)
    assert done.returncode == code, done.stderr
    assert [path.name for path in empty.glob("jobs/*.md")] == posting
    assert "From which template shall the first posting be made?\n  Enter for: none\n" in done.stdout
    assert (everything(empty) == before) == bool(code)
    assert "Traceback" not in done.stderr


def test_editors_get_schemas(repository: Path) -> None:
    """VS Code is told of those that `jdlint schema` prints; what it was told before stays, and the setting is shown."""
    run("init", "jobs")
    settings = json.loads((repository / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert settings == {
        "./jobs/.jdlint/schemas/config.json": ["jobs/.jdlint.yml"],
        "./jobs/.jdlint/schemas/rule.json": ["jobs/.jdlint/rules/*.yml"],
    }
    for name in settings:
        assert (repository / name).read_text(encoding="utf-8") == run("schema", Path(name).stem).out
    (repository / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    (repository / "jobs" / ".jdlint" / "schemas" / "rule.json").write_text("{}", encoding="utf-8")
    out = run("init", "jobs").out
    assert '      "./jobs/.jdlint/schemas/config.json": [\n' in out
    assert "it is of another version; for that of this one: jdlint schema rule > jobs/.jdlint/schemas/rule.json." in out
    assert (repository / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"


def test_a_folder_for_own_templates(repository: Path) -> None:
    """It is named in the configuration, and says how a template is made; a configuration that is there is not changed."""
    run("init", "--own-templates", "house templates")
    assert read(repository / ".jdlint.yml")["template-paths"] == ["house templates"]
    drafted = run("templates", "--from-posting", "jobs/nurse.md", "-o", "house templates/ward-nurse.md")
    assert drafted.code == 0
    assert "ward-nurse" in run("templates").out
    assert "README" not in run("templates").out
    before = everything(repository)
    out = run("init", "--own-templates", "more").out
    assert "    template-paths: [more]\n" in out
    assert {*everything(repository)} - {*before} == {"more/README.md"}
    assert {run("init", "--own-templates", wrong).code for wrong in ("../out", "/tmp", ".")} == {2}


def test_a_configuration_that_takes_no_jobs_in(empty: Path) -> None:
    """What is to be added to it is shown."""
    (empty / ".jdlint.yml").write_text("include: [open/**]\n", encoding="utf-8")
    out = run("init", "--template", "nurse", "--data", "role.yml").out
    assert "add this under 'include:'\n\n    - jobs/registered-nurse.md\n" in out


def test_the_hook_that_is_written_works(repository: Path) -> None:
    """With the files of `jdlint init` a bad posting is refused, and a page that is no posting is not."""
    shutil.rmtree(repository / "jobs" / "uk")
    env = hooks.environment(repository.parent)
    hooks.run("jdlint", "init", cwd=repository, env=env)
    hooks.run("pre-commit", "install", cwd=repository, env=env)
    hooks.run("git", "add", "--all", cwd=repository, env=env)
    hooks.run("git", "commit", "--message", "Ours", cwd=repository, env=env)
    (repository / "jobs" / "nurse.md").write_text(GOOD + "\n[Insert team photo here]\n", encoding="utf-8")
    (repository / "docs" / "guide.md").write_text(GUIDE + "\n[Insert team photo here]\n", encoding="utf-8")
    done = hooks.run("git", "commit", "--all", "--message", "Bad", cwd=repository, env=env, check=False)
    assert done.returncode == 1
    assert "jobs/nurse.md" in done.stdout
    assert "docs/guide.md" not in done.stdout
