"""--fix, --unsafe-fixes and --diff from end to end: what is written, how, and what is left as it is."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from jdlint import fixes
from jdlint.config import Config
from jdlint.engine import check_source
from jdlint.files import decode, encoded
from jdlint.findings import Finding
from jdlint.registry import RuleSet, bind
from jdlint.text import Source
from tests.running import check, git, run, write

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpora" / "open"
on_real_files = pytest.mark.skipif(not CORPUS.is_dir(), reason="the postings are not at hand")
HEAD = "# Ferry Steward – Café\n\n## What you will do\n\n"
FAULTY = f"{HEAD}- Brew the the tea\n- Greet travellers\n\nWe pay £14 an hour.\n"
MENDED = FAULTY.replace("the the", "the")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- files

BYTES = {
    "UTF-8": FAULTY.encode(),
    "UTF-8 with a mark": FAULTY.encode("utf-8-sig"),
    "UTF-16": b"\xff\xfe" + FAULTY.encode("utf-16-le"),
    "UTF-16, the other way": b"\xfe\xff" + FAULTY.encode("utf-16-be"),
    "Windows-1252": FAULTY.encode("cp1252"),
    "CRLF": FAULTY.replace("\n", "\r\n").encode(),
    "CR": FAULTY.replace("- Greet travellers\n", "- Greet\rtravellers\n").encode(),
    "mixed line ends": FAULTY.replace("\n\n", "\r\n\n").encode(),
    "no line end at the end": FAULTY.rstrip("\n").encode(),
    "odd spaces": FAULTY.replace("tea\n", "tea\u2028 \x0c\u200b\t \n").encode(),
    "Windows-1252 with CRLF": FAULTY.replace("\n", "\r\n").encode("cp1252"),
    "UTF-16 with CRLF and no end": b"\xff\xfe" + FAULTY.replace("\n", "\r\n").rstrip().encode("utf-16-le"),
}


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_a_file_keeps_its_bytes(data: bytes, folder: Path) -> None:
    """Encoding, byte order mark, line ends and odd characters stay; only what is mended is other than before."""
    write(folder, {"a.md": data})
    done = run("check", "a.md", "--fix")
    assert "1 file mended" in done.err
    read = decode(data, "a.md")
    assert (folder / "a.md").read_bytes() == encoded(read.source, read.source.text.replace("the the", "the"))
    assert "repeated-word" not in done.out


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_standard_input_keeps_its_bytes(data: bytes) -> None:
    """What is piped in comes out mended, byte for byte as it would stand in a file, and findings go to standard error."""
    done = run("check", "-", "--fix", "--stdin-filename", "a.md", stdin=data)
    read = decode(data, "a.md")
    assert done.raw == encoded(read.source, read.source.text.replace("the the", "the"))
    assert "missing-essentials" in done.err
    assert "1 file mended" in done.err


UNMENDED = {
    "nothing to mend": MENDED.encode(),
    "a closed posting": b"---\nstatus: closed\n---\n\n" + FAULTY.encode(),
    "no posting": b"# Our harbour\n\nThe old pier was built in in 1904.\n",
    "a comment": FAULTY.replace("tea", "tea <!-- jdlint-disable-line -->").encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("data", UNMENDED.values(), ids=UNMENDED)
def test_standard_input_always_comes_out(data: bytes) -> None:
    """An editor that takes the output for its text does not lose it where there is nothing to mend."""
    done = run("check", "-", "--fix", "--stdin-filename", "a.md", stdin=data)
    assert (done.raw, "0 files mended" in done.err) == (data, True)


def test_only_what_changes_is_written(folder: Path) -> None:
    """Other files are not touched, be they clean, closed or no postings; what is named twice is written once."""
    write(
        folder,
        {
            "a.md": FAULTY,
            "b.md": MENDED,
            "c.md": b"---\nstatus: closed\n---\n\n" + FAULTY.encode(),
            "d.md": "Tide in in.\n",
        },
    )
    for path in folder.glob("*.md"):
        os.utime(path, (1, 1))
    done = run("check", ".", "a.md", "--fix")
    assert "1 file mended" in done.err
    assert sorted(path.name for path in folder.glob("*") if path.stat().st_mtime != 1 and path.is_file()) == ["a.md"]
    assert (folder / "a.md").read_text(encoding="utf-8") == MENDED
    assert "0 files mended" in run("check", ".", "--fix").err


@pytest.mark.skipif(os.name == "nt", reason="modes are another thing there")
def test_mode_and_links_stay(folder: Path) -> None:
    """A file keeps its permissions; through a link the file that it leads to is written."""
    write(folder, {"a.md": FAULTY, "real/b.md": FAULTY})
    (folder / "a.md").chmod(0o640)
    (folder / "b.md").symlink_to("real/b.md")
    run("check", "a.md", "b.md", "--fix")
    assert stat.S_IMODE((folder / "a.md").stat().st_mode) == 0o640
    assert (folder / "b.md").is_symlink()
    assert (folder / "real" / "b.md").read_text(encoding="utf-8") == MENDED
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.md", "b.md", "real"]


def test_a_device_is_written_to_and_not_replaced(folder: Path) -> None:
    """`-o /dev/null` leaves the device what it is."""
    write(folder, {"a.md": FAULTY})
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    assert run("check", "a.md", "-o", "pipe").code == 0
    assert b"repeated-word" in reader.communicate(timeout=30)[0]
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


def test_what_the_encoding_lacks_is_said(folder: Path) -> None:
    """Where the mended text has a character that the file's encoding lacks, the file stays as it is."""
    write(folder, {"rules/swap.yml": SWAP, "a.md": FAULTY.encode("cp1252")})
    before = (folder / "a.md").read_bytes()
    done = run("check", "a.md", "--fix", "--rule-path", "rules", "--select", "swap")
    assert "left as it is" in done.err
    assert (folder / "a.md").read_bytes() == before
    assert "swap" in done.out
    piped = run("check", "-", "--fix", "--rule-path", "rules", "--select", "swap", stdin=before)
    assert "left as it is" in piped.err
    assert piped.raw == before
    assert run("check", "a.md", "--diff", "--rule-path", "rules", "--select", "swap").out == ""


SWAP = """\
rule: swap
title: Tea
severity: warning
basis: style
priority: 5
check: terms
message: "Say {suggestions}."
why: This is only here so that something can be said of tea at length.
sources: [https://a.example]
options:
  entries:
    - terms: [tea]
      suggestions: [茶]
      fix: safe
---
bad:
  - text: "The [[tea]]"
    fixed: "The 茶"
good: ["coffee"]
"""


# ---------------------------------------------------------------- what is not mended


def test_what_is_hidden_stays(folder: Path) -> None:
    """By a comment, by the configuration, by the baseline, on unchanged lines: what is not shown is not mended."""
    twice = FAULTY + "\nMind our our boat.\n"
    write(folder, {"a.md": FAULTY.replace("tea", "tea <!-- jdlint-disable-line -->") + "\nMind our our boat.\n"})
    run("check", "a.md", "--fix")
    text = (folder / "a.md").read_text(encoding="utf-8")
    assert ("the the" in text, "our our" in text) == (True, False)

    write(folder, {"a.md": twice, ".jdlint.yml": "allow: [brew the the tea]\n"})
    run("check", "a.md", "--fix")
    text = (folder / "a.md").read_text(encoding="utf-8")
    assert ("the the" in text, "our our" in text) == (True, False)

    (folder / ".jdlint.yml").unlink()
    write(folder, {"a.md": FAULTY})
    run("check", "a.md", "--write-baseline", "--baseline", "k")
    write(folder, {"a.md": twice})
    run("check", "a.md", "--fix", "--baseline", "k")
    text = (folder / "a.md").read_text(encoding="utf-8")
    assert ("the the" in text, "our our" in text) == (True, False)


def test_what_did_not_change_stays(folder: Path) -> None:
    """With --changed-since other files stay as they are, and with --new-only other lines do."""
    (folder / ".git").rmdir()
    git(folder, "init", "-q")
    write(folder, {"a.md": FAULTY, "b.md": FAULTY})
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    write(folder, {"b.md": FAULTY + "\nMind our our boat.\n"})
    run("check", ".", "--fix", "--changed-since", "HEAD", "--new-only")
    assert (folder / "a.md").read_text(encoding="utf-8") == FAULTY
    assert (folder / "b.md").read_text(encoding="utf-8") == FAULTY + "\nMind our boat.\n"
    run("check", ".", "--fix", "--changed-since", "HEAD")
    assert (folder / "a.md").read_text(encoding="utf-8") == FAULTY
    assert (folder / "b.md").read_text(encoding="utf-8") == MENDED + "\nMind our boat.\n"


def test_unsafe_fixes_are_made_when_asked_for(folder: Path) -> None:
    """--fix leaves them, --unsafe-fixes makes them and the safe ones."""
    text = FAULTY + "\nLearn all pertaining to ropes on a daily basis.\n"
    write(folder, {"a.md": text})
    unsafe = {each["text"] for each in check("a.md") if each["fix"] and not each["fix"]["safe"]}
    assert unsafe, "the posting should have something that is mended only when asked for"
    run("check", "a.md", "--fix")
    safe = (folder / "a.md").read_text(encoding="utf-8")
    assert all(words in safe for words in unsafe)
    run("check", "a.md", "--unsafe-fixes")
    both = (folder / "a.md").read_text(encoding="utf-8")
    assert both != safe
    assert "the the" not in both


# ---------------------------------------------------------------- --diff


@pytest.mark.parametrize("name", ["a.md", "with blank.md", "sub/ä.md"])
@pytest.mark.parametrize("kind", [kind for kind in BYTES if "UTF-16" not in kind])
def test_a_diff_applied_is_the_fix(kind: str, name: str, folder: Path) -> None:
    """`patch -p0` with the output gives what --fix gives, to the byte; nothing is written before, and the exit code is 1."""
    assert shutil.which("patch"), "patch is not installed"
    data = BYTES[kind]
    write(folder, {name: data})
    done = run("check", name, "--diff")
    assert done.code == 1
    assert (folder / name).read_bytes() == data
    patched = subprocess.run(["patch", "-p0", "--binary"], input=done.raw, capture_output=True, check=False)
    assert patched.returncode == 0, patched.stdout
    assert b"fuzz" not in patched.stdout
    result = (folder / name).read_bytes()
    write(folder, {name: data})
    run("check", name, "--fix")
    assert result == (folder / name).read_bytes() != data


def test_a_diff_of_several_files(folder: Path) -> None:
    """It applies as a whole, in the paths that were given."""
    write(folder, {"a.md": FAULTY, "jobs/b.md": MENDED, "jobs/c.md": FAULTY.rstrip("\n")})
    done = run("check", ".", "--diff")
    assert subprocess.run(["patch", "-p0"], input=done.raw, capture_output=True, check=False).returncode == 0
    assert [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))] == [
        MENDED,
        MENDED,
        MENDED.rstrip("\n"),
    ]
    done = run("check", ".", "--diff")
    assert (done.code, done.raw) == (0, b"")


def test_a_diff_of_standard_input() -> None:
    """It shows the difference alone, and not the text."""
    done = run("check", "-", "--diff", "--stdin-filename", "a.md", stdin=FAULTY.encode())
    assert done.out.startswith("--- a.md\n+++ a.md\n@@ ")
    assert done.out.splitlines()[6:8] == ["-- Brew the the tea", "+- Brew the tea"]


def test_a_diff_and_exit_codes(folder: Path) -> None:
    """--exit-zero counts here too, and a file that cannot be read is said, with exit code 2."""
    write(folder, {"a.md": FAULTY, "b.md": b"\x00"})
    assert run("check", "a.md", "--diff", "--exit-zero").code == 0
    done = run("check", "no-such.md", "b.md", "a.md", "--diff")
    assert done.code == 2
    assert "'no-such.md'" in done.err
    assert "'b.md'" in done.err
    assert "+- Brew the tea" in done.out


# ---------------------------------------------------------------- laws, on real postings


@cache
def rules() -> RuleSet:
    """The recommended rules, bound once."""
    return bind(Config())


def findings(source: Source, text: str) -> Sequence[Finding]:
    """What is found in a text under the name of a file."""
    return check_source(Source(text, source.path), rules()).findings


def counted(found: Sequence[Finding]) -> Counter[tuple[str, str, str]]:
    """How often each rule found what."""
    return Counter({(each.rule, each.case, each.term): each.times for each in found})


@on_real_files
@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_real_postings(unsafe: bool) -> None:
    """To fix again changes nothing, nothing new is found, and line ends, the last one included, stay what they were."""
    chance = random.Random(3)
    count = 0
    for path in sorted(CORPUS.rglob("*.md"))[unsafe::2]:
        source = decode(path.read_bytes(), path.name).source
        before = source.text.replace("\n", "\r\n") if chance.random() < 0.3 else source.text
        found = findings(source, before)
        if not any(each.fix for each in found):
            continue
        count += 1

        def check_it(text: str, source: Source = source) -> Sequence[Finding]:
            return findings(source, text)

        after = fixes.apply(before, check_it, unsafe=unsafe)
        assert fixes.apply(after, check_it, unsafe=unsafe) == after, path
        assert counted(findings(source, after)) <= counted(found), path
        assert (after.count("\n"), after.count("\r"), after[-1:]) == (
            before.count("\n"),
            before.count("\r"),
            before[-1:],
        ), path
    assert count > 20


def test_what_cannot_be_read_comes_out_as_it_came() -> None:
    """A filter loses nothing: standard input that is no text is passed on."""
    done = run("check", "-", "--fix", "-q", stdin=b"the the a\0b")
    assert (done.code, done.raw) == (2, b"the the a\0b")


def test_a_diff_goes_to_a_file_too(folder: Path) -> None:
    write(folder, {"a.md": FAULTY})
    done = run("check", "a.md", "--diff", "-o", "a.patch")
    assert (done.code, done.out) == (1, "")
    assert (folder / "a.patch").read_text(encoding="utf-8") == run("check", "a.md", "--diff").out
