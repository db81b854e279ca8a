"""Which files a run reads, and how bytes become text."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.config_files import Configs
from jdlint.files import MAX_BYTES, decode, find_files, read_file

TEXT = "# Bäcker\r\n\r\nWe pay £14 – “honest” 🙂\n"


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_text_is_decoded_by_its_mark(bom: bytes, encoding: str) -> None:
    """A byte order mark tells the encoding and is no part of the text; line ends stay; all is kept for writing back."""
    read = decode(bom + TEXT.encode(encoding), "a.md")
    assert read.readable
    assert read.problem is None
    assert read.source.text == TEXT
    assert (read.source.encoding, read.source.bom) == (encoding, bool(bom))


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_any_utf_8_text_comes_back(text: str) -> None:
    """What is read can be written back to the same bytes."""
    read = decode(text.encode("utf-8"), "a.md")
    assert (read.readable, read.source.text) == (True, text)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    """Whatever the bytes, there is a text or a problem that says why there is none, and never an exception."""
    read = decode(data, "a.md")
    assert read.readable or read.problem is not None
    assert read.readable or read.source.text == ""


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),
        (b"\x93honest\x94 pay \x96 \x80 14", "“honest” pay – € 14"),
        (b"undefined \x81 in cp1252 \xe9", "undefined \x81 in cp1252 é"),
        ("über".encode() + b" \xfcber", "Ã¼ber über"),
    ],
)
def test_what_is_no_utf_8_is_read_as_windows_1252(data: bytes, text: str) -> None:
    """Older files are read as what they most likely are, with a problem at the first byte that is no UTF-8."""
    read = decode(data, "a.md")
    assert (read.readable, read.source.text, read.source.encoding) == (True, text, "cp1252")
    assert read.problem is not None
    assert read.problem.kind == "encoding"
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode("utf-8")
    assert read.problem.span.start == caught.value.start


NO_TEXT = {
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a NUL": b"# Baker\0",
    "a NUL after a mark": b"\xef\xbb\xbf# Baker\0",
    "a NUL in UTF-16": "# Baker\0".encode("utf-16"),
    "a NUL far behind": b"\xe9" + b" " * 10_000 + b"\0",
    "UTF-16 without a mark": "# Baker".encode("utf-16-le"),
    "UTF-32": "# Baker".encode("utf-32"),
    "half a character": b"\xff\xfe#",
    "a mark of UTF-8 and then none": b"\xef\xbb\xbfcaf\xe9",
}


@pytest.mark.parametrize("data", NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_no_text_is_not_read(data: bytes) -> None:
    """A file with a NUL, wherever it stands, or that breaks the encoding of its mark is no text to check."""
    read = decode(data, "a.md")
    assert not read.readable
    assert read.problem is not None
    assert read.problem.kind == "unreadable"


@pytest.mark.parametrize(("size", "readable"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_the_size_limit(size: int, readable: bool, tmp_path: Path) -> None:
    """A file of up to 5 MB is read as a whole; of a larger one nothing is."""
    path = tmp_path / "a.md"
    path.write_bytes(b" " * size)
    read = read_file(str(path))
    assert read.readable == readable
    assert len(read.source.text) == (size if readable else 0)
    assert readable or (read.problem is not None and read.problem.kind == "too-large")


def tree(folder: Path, *paths: str) -> None:
    """Small files at these paths."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("# Baker\n", encoding="utf-8")


def names(folder: Path, *paths: str) -> list[str]:
    """The files that paths in a folder mean, as paths in it."""
    found = find_files([str(folder / path) for path in paths or ("",)]).files
    return [Path(named.path).relative_to(folder).as_posix() for named in found]


def test_a_folder_means_its_postings(tmp_path: Path) -> None:
    """All text files in it and the folders in it, with no regard to the case of their ending."""
    tree(tmp_path, "b.txt", "a.md", "N.MD", "c.markdown", "d.mdx", "e.html", "sub/f.htm", "sub/deep/g.md")
    tree(tmp_path, "x.py", "y.pdf", "z", "md", "a.md.bak")
    assert sorted(names(tmp_path)) == sorted(
        ["a.md", "N.MD", "b.txt", "c.markdown", "d.mdx", "e.html", "sub/f.htm", "sub/deep/g.md"]
    )


PASSED_OVER = [
    "README.md",
    "readme.txt",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE.txt",
    "CODE_OF_CONDUCT.md",
    "code-of-conduct.md",
    "SECURITY.md",
    "README.de.md",
]


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_is_plainly_no_posting_is_passed_over(name: str, tmp_path: Path) -> None:
    """In a folder such a file is named among the skipped ones, with a reason; named by hand it is read."""
    tree(tmp_path, name, "baker.md")
    found = find_files([str(tmp_path)])
    assert [Path(named.path).name for named in found.files] == ["baker.md"]
    assert [(Path(each.path).name, bool(each.reason)) for each in found.skipped] == [(name, True)]
    assert [named.by_hand for named in find_files([str(tmp_path / name)]).files] == [True]


@pytest.mark.parametrize(
    "folder", [".github", ".hidden/deep", "node_modules", "jobs/node_modules/pkg", "venv", "__pycache__"]
)
def test_folders_of_machines_are_not_walked(folder: str, tmp_path: Path) -> None:
    """Hidden folders and those of tools hold no postings; a file in one is read where it, or the folder, is named."""
    tree(tmp_path, f"{folder}/baker.md", "cook.md", "jobs/cook.md")
    assert sorted(names(tmp_path)) == ["cook.md", "jobs/cook.md"]
    assert names(tmp_path, f"{folder}/baker.md") == [f"{folder}/baker.md"]
    assert names(tmp_path, folder) == [f"{folder}/baker.md"]


@pytest.mark.parametrize("folder", [".jobs", ".jobs/.deep", "node_modules", "jobs/.old"])
def test_a_hidden_folder_named_by_hand_is_meant(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names a folder means it, however its path is written; what is hidden below it stays hidden."""
    tree(tmp_path, f"{folder}/baker.md", f"{folder}/.more/cook.md", f"{folder}/.cook.md")
    monkeypatch.chdir(tmp_path)
    for path in (folder, f"./{folder}", str(tmp_path / folder)):
        found = find_files([path])
        assert ([Path(named.path).name for named in found.files], found.skipped) == (["baker.md"], [])
    monkeypatch.chdir(folder)
    assert len(find_files(["."]).files) == 1


BY_A_PROGRAM = {
    "jobs/baker.md": "",
    "jobs/baker.MD": "",
    "jobs/baker.py": "it does not end as a file of text does",
    "Makefile": "it does not end as a file of text does",
    ".github/baker.md": "it is hidden",
    "jobs/.baker.md": "it is hidden",
    "jobs/node_modules/pkg/baker.md": "a folder 'node_modules' holds no postings",
    "venv/baker.md": "a folder 'venv' holds no postings",
    "vendor.md": "",
}


@pytest.mark.parametrize(("path", "reason"), BY_A_PROGRAM.items(), ids=BY_A_PROGRAM)
def test_what_a_program_names_is_held_to_the_rules_of_a_walk(
    path: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `--force-exclude` a file is read where a walk would come to it, by whichever path and wherever the folder lies."""
    home = tmp_path / ".cache" / "venv"  # what lies above the working folder does not count
    tree(home, path, "sub/cook.md")
    for place, named in ((home, path), (home, f"./{path}"), (home, str(home / path)), (home / "sub", f"../{path}")):
        monkeypatch.chdir(place)
        found = find_files([named], force_exclude=True)
        assert [each.reason for each in found.skipped] == ([reason] if reason else [])
        assert len(found.files) == (not reason)
        assert find_files([named]).files
    monkeypatch.chdir(home)
    walked = {os.path.normpath(named.path) for named in find_files(["."]).files}
    assert (path in walked) == (not reason)


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    """A file whose name begins with a dot is somebody's swap file, unless it is named."""
    tree(tmp_path, ".baker.md", "cook.md")
    assert names(tmp_path) == ["cook.md"]
    assert names(tmp_path, ".baker.md") == [".baker.md"]


@pytest.mark.parametrize("path", ["jobs", "./jobs", "jobs/", "jobs/../jobs"])
def test_paths_stay_as_they_were_written(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path of a file begins with what the user wrote, so that it can be found in the output."""
    tree(tmp_path, "jobs/baker.md")
    monkeypatch.chdir(tmp_path)
    (named,) = find_files([path]).files
    assert named.path == os.path.join(path, "baker.md")  # noqa: PTH118  (pathlib would rewrite it)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """A file that is named by hand and lies in a named folder is one file, and counts as named by hand."""
    tree(tmp_path, "jobs/baker.md", "jobs/cook.md", "jobs/README.md")
    for paths in (
        ["jobs", "jobs/baker.md"],
        ["jobs/baker.md", "jobs"],
        ["jobs/baker.md", "jobs/baker.md", "jobs", "jobs"],
    ):
        found = find_files([str(tmp_path / path) for path in paths])
        assert sorted((Path(named.path).name, named.by_hand) for named in found.files) == [
            ("baker.md", True),
            ("cook.md", False),
        ]


def test_a_path_that_is_not_there_is_a_file_to_report() -> None:
    """A wrong path is not lost: reading it says what is wrong."""
    (named,) = find_files(["no-such-folder/baker.md"]).files
    read = read_file(named.path)
    assert not read.readable
    assert read.problem is not None
    assert "No such file" in read.problem.reason


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `closed` beside a posting, which cannot be opened, whoever runs the tests."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.md").write_text("# Porter\n", encoding="utf-8")
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return tmp_path


def test_a_folder_that_cannot_be_opened_is_a_file_to_report(closed: Path) -> None:
    """A run that saw nothing of it is not clean: it comes up as what cannot be read, named or met on the way."""
    assert [each.path for each in find_files([str(closed)]).files] == [str(closed / "a.md"), str(closed / "closed")]
    found = find_files([str(closed / "closed")]).files
    assert [read_file(each.path).readable for each in found] == [False]


@pytest.mark.parametrize(
    ("text", "left"),
    [("exclude: [closed/]\n", ["a.md"]), ("include: ['*.md']\nexclude: [a.md]\n", ["closed"])],
)
def test_a_closed_folder_counts_where_a_posting_in_it_would(text: str, left: list[str], closed: Path) -> None:
    """A folder that the configuration leaves out need not be open."""
    (closed / ".jdlint.yml").write_text(text, encoding="utf-8")
    assert [Path(each.path).name for each in find_files([str(closed)], Configs()).files] == left


def test_links_do_not_lead_in_circles(tmp_path: Path) -> None:
    """A folder that holds a link to itself or to one above is walked once."""
    tree(tmp_path, "jobs/baker.md")
    (tmp_path / "jobs" / "again").symlink_to(tmp_path / "jobs", target_is_directory=True)
    (tmp_path / "jobs" / "up").symlink_to("..", target_is_directory=True)
    assert names(tmp_path) == ["jobs/baker.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe is no posting: opening it would wait for ever for somebody who writes."""
    tree(tmp_path, "baker.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert names(tmp_path) == ["baker.md"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository that ignores drafts and a folder."""
    assert shutil.which("git"), "git is not installed"
    tree(tmp_path, "jobs/baker.md", "jobs/draft-cook.md", "jobs/old/smith.md", "site/page.html")
    (tmp_path / ".gitignore").write_text("draft-*\n/site/\n", encoding="utf-8")
    (tmp_path / "jobs" / "old" / ".gitignore").write_text("*\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def test_what_git_ignores_is_passed_over(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of a repository ignored files are named among the skipped ones, from wherever the run is started."""
    for place, path in (
        (repository, "."),
        (repository, "jobs"),
        (repository / "jobs", "."),
        (repository / "site", "../jobs"),
    ):
        monkeypatch.chdir(place)
        found = find_files([path])
        assert [Path(named.path).name for named in found.files] == ["baker.md"]
        ignored = {Path(each.path).name for each in found.skipped if each.reason == "git ignores it"}
        assert ignored == {"draft-cook.md", "smith.md"} | (
            {"page.html"} if (place, path) == (repository, ".") else set()
        )


@pytest.mark.parametrize("path", ["jobs/draft-cook.md", "site/page.html", "site"])
def test_what_is_named_by_hand_is_read_even_if_ignored(path: str, repository: Path) -> None:
    """Whoever names a file, or an ignored folder, means it."""
    assert len(names(repository, path)) == 1


def test_ignored_files_are_passed_over_through_a_link(repository: Path) -> None:
    """A link to a folder of the repository means that folder: what git ignores in it is ignored there too."""
    (repository / "open").symlink_to("jobs", target_is_directory=True)
    assert names(repository, "open") == ["open/baker.md"]


def test_an_ignored_name_outside_a_repository_is_read(tmp_path: Path) -> None:
    """Without a repository a .gitignore is a text file like others, and git is not asked."""
    tree(tmp_path, "draft-cook.md")
    (tmp_path / ".gitignore").write_text("draft-*\n", encoding="utf-8")
    assert names(tmp_path) == ["draft-cook.md"]


def test_a_link_that_leads_away_does_not_switch_ignoring_off(tmp_path: Path) -> None:
    """Git gives no answer for what lies outside its repository; what it ignores stays ignored all the same."""
    outside = tmp_path / "outside.md"
    outside.write_text("# Cook", encoding="utf-8")
    inside = tmp_path / "repository"
    (inside / "drafts").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(inside)], check=True)
    (inside / ".gitignore").write_text("drafts/\n", encoding="utf-8")
    (inside / "a.md").write_text("# Nurse", encoding="utf-8")
    (inside / "drafts" / "secret.md").write_text("# Cook", encoding="utf-8")
    (inside / "0link.md").symlink_to(outside)
    names = {Path(named.path).name for named in find_files([str(inside)]).files}
    assert names == {"a.md", "0link.md"}
