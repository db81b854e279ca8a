"""Patterns for paths mean what they mean in .gitignore."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.config import relative
from jdlint.globs import matches
from tests.running import git

PATHS = (
    "a.md", "b.md", "ab.md", "a b.md", "A.md", "a[1].md", "a-b.md", "x.txt", "!a.md", "a+b.md", "(a).md",
    "jobs/a.md", "jobs/b.md", "jobs/deep/a.md", "jobs/deep/er/a.md", "jobs.md", "my jobs/a.md", "deep/jobs/a.md",
    "archive/2020/a.md", "archive/2021/jobs/b.md", "old-archive/a.md", "jobsite/a.md", "deep/a.md", "ajobs/a.md",
)  # fmt: skip
PATTERNS = (
    "a.md", "/a.md", "*.md", "/*.md", "jobs", "jobs/", "/jobs", "/jobs/", "jobs/a.md", "jobs/*.md", "jobs/*",
    "jobs/**", "**/jobs", "**/jobs/", "**/a.md", "**", "**/", "*", "*/", "/*", "jobs/**/a.md", "jobs/*/a.md", "/**/a.md",
    "archive/**", "archive/20*", "archive/202?/", "?.md", "a?b.md", "[ab].md", "[!a].md", "[^a].md", "[a-b].md",
    "a[[]1].md", "a\\[1\\].md", "a[1].md", "a b.md", "\\!a.md", "*archive", "*archive/", "a*", "j*/a.md",
    "jobs/deep/", "deep/a.md", "jobs/**/", "**/deep/**", "jobs**", "**jobs", "jo**bs", "jobs/**a.md", "j**s/a.md",
    "*.txt", "[]a].md", "[a", "[z-a].md", "a.", "jobs//a.md", "a+b.md", "(a).md", "[[:alpha:]].md", "", "/", "//",
    "jobs/***", "*/*/a.md", "[!!]a.md", "\\a.md", "a.md\\", "j[a-o]bs/", "./a.md", "../a.md",
)  # fmt: skip


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scratch repository; the paths need not be there, for git is asked about names."""
    folder = tmp_path_factory.mktemp("globs")
    git(folder, "init", "-q")
    return folder


def ignored(repository: Path, patterns: str) -> set[str]:
    """Which paths git ignores under these patterns."""
    (repository / ".git" / "info" / "exclude").write_text(patterns + "\n", encoding="utf-8")
    done = subprocess.run(
        ["git", "-C", str(repository), "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(PATHS).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(filter(None, done.stdout.decode().split("\0")))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_means_what_it_means_to_git(pattern: str, repository: Path) -> None:
    """The same paths, for every pattern; a pattern that is broken matches nothing and raises nothing."""
    assert {path for path in PATHS if matches(path, [pattern])} == ignored(repository, pattern)


@pytest.mark.parametrize(
    "patterns",
    [
        ("*.md", "!a.md"),
        ("a.md", "!a.md", "a.md"),
        ("!a.md", "a.md"),
        ("/*.md", "!/a*"),
        ("jobs/*", "!jobs/deep", "jobs/deep/er"),
        ("*.md", "!\\!a.md"),
        ("*", "!*.md", "!*/"),
    ],
)
def test_the_last_pattern_decides(patterns: tuple[str, ...], repository: Path) -> None:
    """`!` takes back what patterns before it said, as long as no folder above was taken as a whole."""
    assert {path for path in PATHS if matches(path, patterns)} == ignored(repository, "\n".join(patterns))


@pytest.mark.parametrize(
    ("patterns", "path", "wanted"),
    [
        (("archive/", "!archive/2020/a.md"), "archive/2020/a.md", False),  # git does not look into such a folder again
        (("?.md",), "ä.md", True),  # there a letter is as long as its bytes
        (("[a/b].md",), "a.md", False),  # nothing of ours reaches over a slash
        (("#a.md",), "#a.md", True),  # a comment there; here a list has no comments
        (("a.md ",), "a.md", False),  # cut there; here it is as it was written
        ((), "a.md", False),
    ],
)
def test_where_it_differs_from_git(patterns: tuple[str, ...], path: str, wanted: bool) -> None:
    """What stands in a list needs no marks that a line of a file needs, and a file can be taken back from a folder."""
    assert matches(path, patterns) == wanted


@settings(deadline=None)
@given(st.text(alphabet="ab/*?[]!\\^-.", max_size=9), st.text(alphabet="ab/.-", max_size=9))
def test_no_pattern_is_too_odd(pattern: str, path: str) -> None:
    """Any text is a pattern, and a path matches it by itself and at any time the same."""
    assert matches(path, [pattern]) in (True, False)
    if pattern and not pattern.startswith("!"):
        assert not matches(path, [pattern, f"!{pattern}"])


@cache
def _long(count: int) -> str:
    return "/".join(["aaaaaaaa"] * count)


def test_patterns_come_to_an_end() -> None:
    """Many stars against a long path end."""
    assert not matches(_long(400), ["**/" * 8 + "b"])
    assert not matches(_long(20), ["*a" * 3 + "*b"])


@pytest.mark.parametrize(
    ("path", "folder", "wanted"),
    [
        ("/r/a.md", "/r", "a.md"),
        ("/r/jobs/a.md", "/r/", "jobs/a.md"),
        ("/r2/a.md", "/r", None),
        ("/a.md", "/", "a.md"),
        ("/r", "/r", None),
    ],
)
def test_paths_are_seen_from_a_folder(path: str, folder: str, wanted: str | None) -> None:
    """What does not lie in the folder has no path there; a folder whose name begins alike is another."""
    assert relative(path, folder) == wanted
