"""Only what changed: which files, which lines, and what was absent before, in scratch repositories."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.running import check, git, run, write

HEAD = "# Ferry Steward\n\n**Location:** Hull\n\n## What you will do\n\n"
APPLY = "\n## How to apply\n\nWrite to purser@ferry.example. We pay £14 an hour. \n"
OLD = f"{HEAD}- Help the salesman\n- Brew the tea\n{APPLY}"
NEW = OLD.replace("- Brew the tea\n", "- Brew the tea\n- TODO\n")
ONLY = ("--select", "placeholder,gendered-titles,missing-essentials")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a repository with one commit of some postings."""
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, dict.fromkeys(("a.md", "b.md", "jobs/c.md", "jobs/d.md"), OLD))
    write(tmp_path, {".gitignore": "draft-*\n"})
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Postings")


def files(*arguments: str) -> set[str]:
    """The files in which something is found."""
    found = check(*(arguments or (".",)), *ONLY, "--changed-since", "HEAD")
    return {os.path.normpath(each["path"]) for each in found}


def texts(*arguments: str) -> list[str]:
    """What is found on changed lines."""
    return [
        each["text"] or each["rule"]
        for each in check(*(arguments or (".",)), *ONLY, "--changed-since", "HEAD", "--new-only")
    ]


def test_nothing_changed(repository: Path) -> None:
    """Then no file is checked, and that is no failure."""
    assert files() == set()
    assert "0 files checked" in run("check", ".", "--changed-since", "HEAD").err
    os.utime(repository / "a.md", (1, 1))
    assert files() == set()


def test_which_files_changed(repository: Path) -> None:
    """Modified, staged, moved and new files are checked; deleted and ignored ones, and those that stayed, are not."""
    write(repository, {"a.md": NEW, "new.md": NEW, "draft-x.md": NEW, "jobs/staged.md": NEW})
    git(repository, "add", "jobs/staged.md")
    git(repository, "mv", "jobs/c.md", "jobs/moved.md")
    (repository / "b.md").unlink()
    assert files() == {"a.md", "new.md", "jobs/staged.md", "jobs/moved.md"}
    assert files("jobs") == {"jobs/staged.md", "jobs/moved.md"}
    assert files("a.md", "jobs/d.md") == {"a.md"}
    os.chdir(repository / "jobs")
    assert files(".") == {"staged.md", "moved.md"}
    assert files("../a.md") == {os.path.normpath("../a.md")}


def test_what_is_committed_counts_since_then(repository: Path) -> None:
    """A branch, a tag or an older commit can be named, and all that changed since counts, be it committed or not."""
    git(repository, "tag", "start")
    write(repository, {"a.md": NEW})
    commit(repository)
    write(repository, {"b.md": NEW})
    for ref, wanted in (
        ("HEAD", {"b.md"}),
        ("HEAD~1", {"a.md", "b.md"}),
        ("start", {"a.md", "b.md"}),
        ("main", {"b.md"}),
    ):
        found = check(".", *ONLY, "--changed-since", ref)
        assert {os.path.normpath(each["path"]) for each in found} == wanted, ref


NAMES = ["with blank.md", 'with "quotes".md', "it's.md", "mütze.md", "日本.md", "tab\there.md", "[a].md", "*.md", "-dash.md",
         ":(top)x.md", "a -> b.md", "back\\slash.md", "new\nline.md"]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
@pytest.mark.parametrize("name", NAMES)
def test_names_of_all_kinds(name: str, repository: Path) -> None:
    """Whatever a file is called: its changed lines are known, as a changed file, as a new one, and as a moved one."""
    write(repository, {f"x/{name}": OLD})
    assert files("x") == {f"x/{name}"}
    assert texts("x") == ["salesman"]
    commit(repository)
    assert files("x") == set()
    write(repository, {f"x/{name}": NEW})
    assert texts("x") == ["TODO"]
    git(repository, "mv", f"x/{name}", f"x/moved-{name}")
    assert texts("x") == ["TODO"]


def test_findings_on_unchanged_lines_are_hidden(repository: Path) -> None:
    """With --new-only an old finding is hidden, shown on demand, and does not fail the run; one on a new line is shown."""
    write(repository, {"a.md": NEW})
    assert texts() == ["TODO"]
    hidden = check("a.md", *ONLY, "--changed-since", "HEAD", "--new-only", "--show-hidden")
    assert [(each["text"], each["hidden"]) for each in hidden] == [("salesman", "unchanged"), ("TODO", None)]
    write(repository, {"a.md": OLD.replace("tea", "coffee")})
    done = run("check", "a.md", *ONLY, "--changed-since", "HEAD", "--new-only", "--fail-on", "warning")
    assert done.code == 0
    assert "salesman" not in done.out


def test_a_finding_is_new_in_its_new_place(repository: Path) -> None:
    """A finding with an old and a new place points at the new one."""
    write(repository, {"a.md": OLD.replace("- Brew the tea\n", "- Brew the tea\n- Ask the salesman\n")})
    (found,) = check("a.md", *ONLY, "--changed-since", "HEAD", "--new-only")
    assert (found["text"], found["line"]) == ("salesman", 9)


def test_lines_that_only_moved_down_are_old(repository: Path) -> None:
    """Lines put in above move a finding, and do not make it new; a line that was changed in one letter is new."""
    write(repository, {"a.md": OLD.replace(HEAD, HEAD + "- Greet people\n- Wave\n")})
    assert texts() == []
    write(repository, {"a.md": OLD.replace("Help the", "Aid the")})
    assert texts() == ["salesman"]


def test_a_new_absence_shows_and_an_old_one_does_not(repository: Path) -> None:
    """What a posting lacked before is no news; what was taken out is, though it stands on no line."""
    bare = OLD.replace("We pay £14 an hour. ", "")
    write(repository, {"b.md": bare})
    (found,) = check("b.md", *ONLY, "--changed-since", "HEAD", "--new-only")
    assert (found["rule"], found["term"]) == ("missing-essentials", "pay (a figure)")
    commit(repository)
    write(repository, {"b.md": bare.replace("tea", "coffee")})
    assert texts() == []
    write(repository, {"b.md": bare.replace("**Location:** Hull\n\n", "")})
    assert texts() == ["missing-essentials"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_old_absence_in_any_encoding(encoding: str, repository: Path) -> None:
    """What the file lacked before is read as files are read: by its mark, else as Windows-1252."""
    bare = OLD.replace("We pay £14 an hour. ", "") + "\nBring a café au lait\n"
    (repository / "b.md").write_bytes(bare.encode(encoding))
    commit(repository)
    (repository / "b.md").write_bytes(bare.replace("tea", "coffee").encode(encoding))
    found = check("b.md", *ONLY, "--changed-since", "HEAD", "--new-only")
    assert [each["rule"] for each in found if each["rule"] == "missing-essentials"] == []


def test_an_absence_that_a_comment_hid_is_new(repository: Path) -> None:
    """What was hidden before was not known to anybody: without its comment it is shown."""
    bare = OLD.replace("We pay £14 an hour. ", "")
    write(repository, {"b.md": bare + "\n<!-- jdlint-disable-file missing-essentials -->\n"})
    commit(repository)
    write(repository, {"b.md": bare})
    assert texts() == ["missing-essentials"]


def test_a_new_file_is_new_as_a_whole(repository: Path) -> None:
    """All lines of a new file are new, absences included; those of a moved file are not."""
    write(repository, {"new.md": HEAD + "- TODO\n- Sell to the salesman\n- Go to sea\n"})
    assert sorted(texts()) == ["TODO", "missing-essentials", "salesman"]
    (repository / "new.md").unlink()
    git(repository, "mv", "a.md", "other.md")
    assert texts() == []


def test_staged_and_unstaged_changes_count_together(repository: Path) -> None:
    """Lines are those of the file as it is, whatever of it is staged."""
    write(repository, {"a.md": NEW})
    git(repository, "add", "a.md")
    write(repository, {"a.md": NEW.replace("- TODO\n", "- Wave\n- TODO\n- TBC\n")})
    assert texts() == ["TODO", "TBC"]


def test_settings_of_a_user_change_nothing(repository: Path) -> None:
    """Colours, prefixes, other tools and context in a user's git configuration do not matter."""
    for key, value in {
        "color.ui": "always", "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "diff.external": "false",
        "diff.context": "9", "diff.interHunkContext": "9", "diff.renames": "false", "core.quotepath": "true",
        "diff.relative": "true", "status.showUntrackedFiles": "no", "core.pager": "false",
    }.items():  # fmt: skip
        git(repository, "config", key, value)
    write(repository, {"a.md": "Nurse\n\n" + NEW.replace("- Brew", "- Fetch"), "new.md": OLD})
    git(repository, "mv", "b.md", "ä b.md")
    assert sorted(texts()) == ["TODO", "salesman"]


def test_a_file_of_another_kind(repository: Path) -> None:
    """A link that became a file, and a file that became a link, stop nothing."""
    (repository / "link.md").symlink_to("a.md")
    commit(repository)
    (repository / "link.md").unlink()
    write(repository, {"link.md": NEW})
    (repository / "b.md").unlink()
    (repository / "b.md").symlink_to("a.md")
    assert set(texts()) == {"TODO", "salesman"}


@pytest.mark.parametrize("ref", ["no-such-branch", "-x", "--output=stolen", "", "HEAD:a.md", "HEAD^{tree}", "a b"])
def test_a_commit_that_is_none(ref: str, repository: Path) -> None:
    """A name that git does not know, or that would be an option to it, is an error and runs nothing."""
    done = run("check", ".", f"--changed-since={ref}")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert f"no commit or branch '{ref}'" in done.err
    assert not (repository / "stolen").exists()


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, or without git, it is said in one line; --new-only needs to know since when."""
    write(tmp_path, {"a.md": OLD})
    monkeypatch.chdir(tmp_path)
    done = run("check", "a.md", "--changed-since", "HEAD")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "lies in no git repository" in done.err
    assert "--changed-since" in run("check", "a.md", "--new-only").err
    git(tmp_path, "init", "-q")
    assert "no commit or branch" in run("check", "a.md", "--changed-since", "HEAD~1").err
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    done = run("check", "a.md", "--changed-since", "HEAD")
    wanted = "--changed-since asks git: there is no command 'git' here; install git, or leave the option out"
    assert (done.code, done.err) == (2, f"jdlint: {wanted}\n")


def test_a_baseline_is_not_written_of_a_part(repository: Path) -> None:
    """--new-only hides what a baseline is to hold."""
    write(repository, {"a.md": NEW})
    for option in ("--write-baseline", "--prune-baseline"):
        assert run("check", ".", "--changed-since", "HEAD", "--new-only", option).code == 2
    assert not list(repository.glob(".jdlint-baseline*"))


def test_in_a_hook_of_git(repository: Path) -> None:
    """As a hook that git runs, which sets variables of its own, from a folder below too."""
    import sys

    (repository / ".git" / "hooks").mkdir(exist_ok=True)
    hook = repository / ".git" / "hooks" / "pre-commit"
    command = f"'{sys.executable}' -m jdlint check jobs --select placeholder --changed-since HEAD --new-only"
    hook.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    hook.chmod(0o755)
    write(repository, {"jobs/c.md": OLD.replace("tea", "coffee")})
    git(repository, "add", "-A")
    git(repository / "jobs", "commit", "-q", "-m", "Coffee")
    write(repository, {"jobs/c.md": NEW})
    git(repository, "add", "-A")
    with pytest.raises(AssertionError, match="error"):
        git(repository / "jobs", "commit", "-q", "-m", "A fault")


@pytest.mark.parametrize("partial", [False, True])
def test_in_a_hook_of_a_linked_worktree(
    partial: bool, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """There git tells its hooks where the repository is, and would take a folder below for its top."""
    import sys

    tree = tmp_path_factory.mktemp("linked") / "tree"
    git(repository, "worktree", "add", "-q", "-b", "other", str(tree))
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    command = f"'{sys.executable}' -m jdlint check jobs --select placeholder --changed-since HEAD --new-only"
    hook.write_text(f'#!/bin/sh\n[ -n "$GIT_DIR" ] || exit 9\n{command}\n', encoding="utf-8")
    hook.chmod(0o755)
    write(tree, {"jobs/c.md": OLD.replace("tea", "coffee"), "jobs/draft-x.md": NEW})
    git(tree, "add", "-A")
    paths = ("jobs/c.md",) if partial else ()
    git(tree, "commit", "-q", "-m", "Coffee", *paths)
    write(tree, {"jobs/c.md": NEW})
    git(tree, "add", "-A")
    with pytest.raises(AssertionError, match=r"jobs/c\.md:\d+:\d+ error placeholder"):
        git(tree, "commit", "-q", "-m", "A fault", *paths)


def test_what_git_ignores_in_a_hook(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is not taken for the top of the repository because git said to a hook where that is."""
    write(repository, {"jobs/draft-x.md": NEW, "jobs/draft-kept.md": NEW, ".gitignore": "/jobs/draft-*\n"})
    git(repository, "add", "--force", "jobs/draft-kept.md")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert run("check", "jobs", "--show-files").out.split() == ["jobs/c.md", "jobs/d.md", "jobs/draft-kept.md"]
    monkeypatch.chdir(repository / "jobs")
    assert run("check", ".", "--show-files").out.split() == ["./c.md", "./d.md", "./draft-kept.md"]


def test_a_path_that_is_not_there(repository: Path) -> None:
    """It is reported as it is without --changed-since, wherever it is named and wherever it would lie."""
    write(repository, {"a.md": NEW})
    for paths in (("gone.md",), ("gone.md", "a.md"), ("a.md", "/no/such/folder/gone.md")):
        done = run("check", *paths, "--changed-since", "HEAD", "--output-format", "concise")
        assert (done.code, done.out.count("[unreadable-file]")) == (2, 1)
        assert ("a.md" in done.out) == ("a.md" in paths)


@pytest.mark.parametrize("arguments", [("",), ("a.md", ""), ("", "--changed-since", "HEAD"), ("", "--show-files")])
def test_an_empty_path(arguments: tuple[str, ...], repository: Path) -> None:
    """It is no way to say this folder: a script forgot something."""
    assert (repository / "a.md").exists()
    done = run("check", *arguments)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "one of the paths is empty" in done.err
    assert run("config", "").code == 2


def test_several_repositories(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each is asked what changed in it, and what a file was."""
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q", "-b", "main")
    write(other, {"x.md": OLD, "y.md": OLD})
    commit(other)
    write(other, {"x.md": OLD.replace("We pay £14 an hour. ", "")})
    write(repository, {"a.md": NEW})
    found = check(".", str(other), *ONLY, "--changed-since", "HEAD", "--new-only")
    assert {(Path(each["path"]).name, each["rule"]) for each in found} == {
        ("a.md", "placeholder"),
        ("x.md", "missing-essentials"),
    }


@pytest.mark.parametrize("ref", ["HEAD", "main"])
def test_before_the_first_commit(ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a repository without a commit everything is new."""
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, {"a.md": NEW, "b.md": NEW})
    git(tmp_path, "add", "a.md")
    monkeypatch.chdir(tmp_path)
    found = check(".", *ONLY, "--changed-since", ref, "--new-only")
    assert {each["path"] for each in found if each["text"] == "TODO"} == {"./a.md", "./b.md"}


def test_a_shallow_clone(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It lacks the commits to compare with: that is said, with the cure, and nothing else is compared in their place."""
    git(repository, "checkout", "-q", "-b", "feature")
    for name in ("b.md", "a.md"):
        write(repository, {name: NEW})
        commit(repository)
    git(repository, "checkout", "-q", "main")
    write(repository, {"jobs/c.md": NEW})
    commit(repository)
    clone = tmp_path_factory.mktemp("clone")
    address = f"file://{repository}"
    git(clone, "clone", "-q", "--depth", "1", "--branch", "feature", "--no-single-branch", address, "it")
    for ref, said in (
        ("HEAD~1", "no commit or branch 'HEAD~1'"),
        ("origin/main", "where 'origin/main' and this branch"),
    ):
        done = run("check", str(clone / "it"), "--changed-since", ref)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert "shallow clone; run 'git fetch --unshallow'" in done.err
        assert "'fetch-depth: 0'" in done.err
    git(clone / "it", "fetch", "-q", "--unshallow")
    assert run("check", str(clone / "it"), "--changed-since", "origin/main", "--exit-zero").code == 0


def test_what_main_changed_meanwhile_is_not_the_branchs(repository: Path) -> None:
    """Since `main` means since the branch left it: what main has mended in between is no news of the branch."""
    git(repository, "checkout", "-q", "-b", "feature")
    write(repository, {"b.md": NEW})
    commit(repository)
    git(repository, "checkout", "-q", "main")
    write(repository, {"a.md": OLD.replace("salesman", "salesperson")})
    commit(repository)
    git(repository, "checkout", "-q", "feature")
    found = check(".", *ONLY, "--changed-since", "main", "--new-only")
    assert [(os.path.normpath(each["path"]), each["text"]) for each in found] == [("b.md", "TODO")]


def test_a_file_that_git_takes_for_binary(repository: Path) -> None:
    """Git names no lines of it: then all that stands in it may be new."""
    write(repository, {"wide.md": OLD.encode("utf-16")})
    commit(repository)
    write(repository, {"wide.md": NEW.encode("utf-16")})
    assert texts() == ["salesman", "TODO"]
