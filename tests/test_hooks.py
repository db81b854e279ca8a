"""The hooks for pre-commit: which files they take, and what real commits with them do."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jdlint import files
from jdlint.cli import parser
from jdlint.data import yaml
from jdlint.document import SUFFIXES
from tests.corpus import POSTINGS
from tests.hooks import OFFLINE, ROOT, checkout_as_repository, commit_all, environment, new_repository, run

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")).value
}
BAD = (
    "# Night porter\n\n[Insert team photo here]\n\n## What you will do\n\n- greet late guests\n- check the fire doors\n"
)
FINDING = re.compile(r"^(\S+):(\d+):(\d+): (?:error|warning|info): .* \[[\w-]+\]$", re.MULTILINE)


def paths() -> Iterator[str]:
    """Files in every case that decides whether a folder walk takes them."""
    yield from ("jobs/nurse", "jobs/nurse.py", "jobs/nurse.docx.pdf", "jobs/nurse.md.bak", "jobs/nurse.md/x.png", "md")
    for suffix in SUFFIXES:
        yield from (f"nurse{suffix}", f"jobs/uk/nurse{suffix}", f"jobs/NURSE-2{suffix.upper()}", f"jobs/.nurse{suffix}")
        yield f"jobs/~$nurse{suffix}"
        yield from (f"jobs/nurse.old{suffix}", f".jobs/nurse{suffix}", f"jobs/.old/nurse{suffix}", f"a jobs/é{suffix}")
    for name in sorted(files._NO_POSTINGS):
        yield from (f"{name}.md", f"jobs/{name.upper()}.txt", f"jobs/{name.replace('_', '-').title()}.html")
        yield from (f"jobs/{name}.de.md", f"jobs/{name}-officer.md", f"jobs/{name}s-officer.md", f"jobs/my-{name}.md")
        yield f"{name}/nurse.md"
    for name in sorted(files._NO_FOLDERS):
        yield from (f"{name}/nurse.md", f"jobs/{name}/uk/nurse.md", f"jobs/{name}s/nurse.md", f"jobs/{name}.md")
        yield f"jobs/{name.upper()}-2/nurse.md"


def test_the_hooks_take_what_a_folder_walk_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one and the same tree the patterns of both hooks and a walk take the same files, and each case occurs."""
    monkeypatch.chdir(tmp_path)
    made = sorted(set(paths()))
    for path in made:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("text", encoding="utf-8")
    walked = {Path(named.path).as_posix() for named in files.find_files(["."]).files}
    for hook in HOOKS.values():
        assert {path for path in made if re.search(hook["files"], path)} == walked
    assert len(walked) > 90
    assert len(made) - len(walked) > 90


def test_named_by_a_program_is_met_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--force-exclude` leaves out by name what a walk leaves out, so that a wider pattern in a hook does no harm."""
    monkeypatch.chdir(tmp_path)
    made = ["nurse.md", "README.md", ".github/issue_template.md", "jobs/.draft.md", "./jobs/cook.md", "../cook.md"]
    for path in made[:-1]:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("text", encoding="utf-8")
    found = files.find_files(made, force_exclude=True)
    assert found.files == [files.Named(path, by_hand=False) for path in ("nurse.md", "./jobs/cook.md", "../cook.md")]
    assert [each.reason for each in found.skipped] == ["README files are no postings", "it is hidden", "it is hidden"]


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_well_formed(name: str) -> None:
    """The command of a hook is one that the command line takes, with configuration counting for files that a hook names."""
    hook = HOOKS[name]
    program, *words = hook["entry"].split()
    arguments = parser().parse_args([*words, "a.md"])
    assert (program, arguments.force_exclude, arguments.fix) == ("jdlint", True, name == "jdlint-fix")
    assert (hook["language"], hook["require_serial"], "args" in hook) == ("python", True, False)
    assert list(HOOKS) == ["jdlint", "jdlint-fix"]


def test_we_run_our_own_hook() -> None:
    """The hook that we ship runs over our good examples at each commit of ours, and lets them through."""
    config = yaml.load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")).value
    (ours,) = [hook for repo in config["repos"] for hook in repo["hooks"] if hook["id"] == "jdlint"]
    shipped = HOOKS["jdlint"]
    assert (ours["entry"], ours["require_serial"]) == (shipped["entry"], shipped["require_serial"])
    good = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "examples" / "good").iterdir())]
    taken = [path for path in good if re.search(ours["files"], path)]
    assert taken == good
    done = run(*ours["entry"].split(), *taken, cwd=ROOT, env=environment(ROOT))
    assert f"{len(taken)} files checked" in done.stdout


class Scratch(NamedTuple):
    """A repository of postings with our hook in it."""

    folder: Path
    env: dict[str, str]

    def write(self, path: str, text: str) -> None:
        """A file in it."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def commit(self) -> tuple[int, str]:
        """Try to commit all that is there; the exit code and what was printed."""
        run("git", "add", "--all", cwd=self.folder, env=self.env)
        done = run("git", "commit", "--message", "A posting", cwd=self.folder, env=self.env, check=False)
        return done.returncode, done.stdout

    def configure(self, hooks: str) -> None:
        """Another list of hooks, in flow style."""
        config = self.folder / ".pre-commit-config.yaml"
        text = re.sub(r"hooks: .*", lambda _: f"hooks: {hooks}", config.read_text(encoding="utf-8"))
        config.write_text(text, encoding="utf-8")


class Installed(NamedTuple):
    """Our hooks, as pre-commit keeps them installed."""

    repository: Path
    revision: str
    env: dict[str, str]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The hooks installed by pre-commit from this checkout: a clone, an environment, a wheel, its dependencies."""
    home = tmp_path_factory.mktemp("hooks")
    env = environment(home, PIP_RETRIES="1")
    installed = Installed(home / "jdlint", checkout_as_repository(home / "jdlint", env), env)
    folder = new_repository(home / "first", env)
    configured(folder, installed)
    done = run("pre-commit", "install-hooks", cwd=folder, env=env, check=False)
    if done.returncode:  # no index of packages can be reached
        installed = installed._replace(env=env | OFFLINE)
        run("pre-commit", "install-hooks", cwd=folder, env=installed.env)
    return installed


def configured(folder: Path, installed: Installed) -> None:
    """Write a configuration of pre-commit that has our hook."""
    text = f"repos:\n  - repo: {installed.repository}\n    rev: {installed.revision}\n    hooks: [{{id: jdlint}}]\n"
    (folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def scratch(tmp_path: Path, installed: Installed) -> Scratch:
    """A repository with one commit, in which `git commit` runs the hook."""
    folder = new_repository(tmp_path / "postings", installed.env)
    configured(folder, installed)
    commit_all(folder, installed.env)
    run("pre-commit", "install", cwd=folder, env=installed.env)
    return Scratch(folder, installed.env)


def test_a_bad_posting_is_refused_and_a_good_one_accepted(scratch: Scratch) -> None:
    """The hook says what is wrong and stops the commit; without the fault it lets the commit through."""
    scratch.write("jobs/porter.md", BAD)
    code, output = scratch.commit()
    assert code == 1
    assert "jobs/porter.md:3:1 error placeholder" in output
    assert "[Insert team photo here]" in output
    shutil.copy(ROOT / "examples" / "good" / "nurse.md", scratch.folder / "jobs" / "porter.md")
    code, output = scratch.commit()
    assert (code, "Passed" in output) == (0, True), output
    assert run("git", "status", "--short", cwd=scratch.folder, env=scratch.env).stdout == ""


def test_pages_that_are_no_postings_are_left_alone(scratch: Scratch) -> None:
    """Other Markdown in the repository neither stops a commit nor is spoken of, when a posting is refused beside it."""
    scratch.write("README.md", BAD)
    scratch.write("docs/guide.md", "# Style guide\n\nWrite [your text here] and meet us every second Tuesday.\n")
    scratch.write("archive/porter.md", BAD)
    scratch.write(".jdlint.yml", "exclude: [archive/]\n")
    code, output = scratch.commit()
    assert (code, "Passed" in output) == (0, True), output
    scratch.write("docs/guide.md", "# Style guide\n\nWrite [your text here] and meet us every third Tuesday.\n")
    scratch.write("jobs/porter.md", BAD)
    code, output = scratch.commit()
    assert (code, "jobs/porter.md:3:1" in output) == (1, True), output
    assert "docs/guide.md" not in output


def test_the_other_hook_mends(scratch: Scratch) -> None:
    """`jdlint-fix` stops the commit once, because it mended a file; then the commit goes through."""
    scratch.configure("[{id: jdlint-fix}]")
    good = (ROOT / "examples" / "good" / "nurse.md").read_text(encoding="utf-8")
    scratch.write("jobs/nurse.md", good.replace(" the ", " the the ", 1))
    code, output = scratch.commit()
    assert code == 1
    assert "files were modified by this hook" in output
    assert (scratch.folder / "jobs" / "nurse.md").read_text(encoding="utf-8") == good
    assert scratch.commit()[0] == 0


@pytest.mark.parametrize(
    ("count", "folder", "more"),
    [
        # so long that one command line cannot hold all
        (3000, "postings-of-a-company-with-a-long-name/all-departments-and-all-places/open-now", ""),
        # side by side, as pre-commit runs hooks that allow it: not shipped so, but a user may ask for it
        (200, "jobs", ", require_serial: false"),
    ],
    ids=["3,000 files", "side by side"],
)
def test_batches_find_what_one_run_finds(count: int, folder: str, more: str, scratch: Scratch) -> None:
    """pre-commit hands over many files in several commands: together these find what one run over the folder finds."""
    scratch.configure(f"[{{id: jdlint, args: [--output-format, concise]{more}}}]")
    # without a corpus each command compares its own files: the next test is of rules across files
    scratch.write(".jdlint.yml", "rules: {copied-from-sibling: off, drifted-boilerplate: off, filed-twice: off}\n")
    maker = str(ROOT / "bench" / "make_postings.py")
    run(sys.executable, maker, "--count", str(count), "--out", folder, cwd=scratch.folder, env=scratch.env)
    run("git", "add", "--all", cwd=scratch.folder, env=scratch.env)
    hook = run("pre-commit", "run", cwd=scratch.folder, env=scratch.env, check=False)
    one = run("jdlint", "check", folder, "--output-format", "concise", cwd=scratch.folder, env=scratch.env, check=False)
    batches = [int(found) for found in re.findall(r"^(\d+) files checked", hook.stdout, re.MULTILINE)]
    assert (hook.returncode, len(batches) > 1, sum(batches)) == (1, True, count), hook.stdout[-2000:]
    lines = sorted(found[0] for found in FINDING.finditer(one.stdout))
    assert len(lines) > count
    assert sorted(found[0] for found in FINDING.finditer(hook.stdout)) == lines


def test_batches_see_the_whole_corpus(scratch: Scratch) -> None:
    """Rules across files find in several commands what they find in one, where a configuration says what belongs together."""
    scratch.configure(
        "[{id: jdlint, args: [--output-format, concise, --select, duplicates, --fail-on, info], require_serial: false}]"
    )
    maker = str(ROOT / "bench" / "make_postings.py")
    run(sys.executable, maker, "--count", "60", "--out", "jobs/more", cwd=scratch.folder, env=scratch.env)
    for path, text in POSTINGS.items():
        scratch.write(path, text)
    scratch.write(".jdlint.yml", "corpus: [jobs/**]\n")
    run("git", "add", "--all", cwd=scratch.folder, env=scratch.env)
    hook = run("pre-commit", "run", cwd=scratch.folder, env=scratch.env, check=False)
    command = ("jdlint", "check", "jobs", "--output-format", "concise", "--select", "duplicates")
    one = run(*command, cwd=scratch.folder, env=scratch.env, check=False)
    assert len(re.findall(r"^\d+ files? checked", hook.stdout, re.MULTILINE)) > 1, hook.stdout[-2000:]
    lines = sorted(found[0] for found in FINDING.finditer(one.stdout))
    for rule in ("copied-from-sibling", "drifted-boilerplate", "filed-twice"):
        assert any(line.endswith(f"[{rule}]") for line in lines), rule
    assert sorted(found[0] for found in FINDING.finditer(hook.stdout)) == lines
