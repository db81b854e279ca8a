"""Rules across files: what they say, of which files, and that it depends on the corpus alone."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jdlint import digests
from jdlint.corpus import Corpus, Digest, Line
from jdlint.likeness import likeness
from jdlint.roles import is_plain, same_job
from jdlint.siblings import versions
from tests.corpus import BAKER, CLERK, HOUSE, INVOICES, NURSE, POSTINGS
from tests.running import check, git, run, write

ONLY = ("--select", "duplicates,unused-directive,internal-error", "--ignore", "stray-points")
COPY = ("jobs/nurse.md", "copied-from-sibling")
DRIFT = ("jobs/nurse.md", "drifted-boilerplate")
TWICE = [("jobs/baker-again.md", "filed-twice"), ("jobs/baker.md", "filed-twice")]


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder for each test."""
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with some postings in it."""
    write(tmp_path, POSTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def corpus(folder: Path) -> Path:
    """The same with a configuration that says that they belong together."""
    write(folder, {".jdlint.yml": "corpus: [jobs/**]\n"})
    return folder


def said(*arguments: str) -> list[tuple[str, str]]:
    """The files in which something is found, with the rule."""
    return sorted((os.path.normpath(each["path"]), each["rule"]) for each in check(*arguments, *ONLY))


def whole(*arguments: str) -> set[str]:
    """Findings as they stand in the report, less how their file was named."""
    return {json.dumps({**each, "path": os.path.normpath(each["path"])}) for each in check(*arguments, *ONLY)}


def cached() -> list[Path]:
    """The caches of corpora."""
    return sorted(Path(os.environ["JDLINT_CACHE_DIR"]).glob("corpus-*"))


def test_files_of_one_run_are_compared(folder: Path) -> None:
    """Without a configuration the files that are checked together belong together; one alone has no siblings."""
    assert said(".") == sorted([COPY, DRIFT, *TWICE])
    assert said("jobs/nurse.md") == []
    assert said("jobs/nurse.md", "jobs/clerk.md") == [COPY]
    assert cached() == []
    assert folder.is_dir()


def test_only_named_files_have_findings(corpus: Path) -> None:
    """The others are read, and that is all."""
    assert said("jobs/nurse.md") == sorted([COPY, DRIFT])
    assert said("jobs/clerk.md") == []
    assert said("jobs/baker.md") == [("jobs/baker.md", "filed-twice")]
    assert corpus.is_dir()


def test_a_file_outside_the_corpus_has_no_siblings(corpus: Path) -> None:
    """Else what is found would depend on which files are named together."""
    write(corpus, {"drafts/nurse.md": NURSE, "drafts/baker.md": BAKER})
    assert said("drafts", "jobs/clerk.md") == []


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 2), min_size=len(POSTINGS), max_size=len(POSTINGS)))
def test_splitting_changes_nothing(corpus: Path, batches: Sequence[int]) -> None:
    """However the files are split over commands, together these find what one command finds."""
    assert corpus.is_dir()
    groups = [[path for path, own in zip(POSTINGS, batches, strict=True) if own == number] for number in range(3)]
    apart = set().union(*(whole(*group) for group in groups if group))
    assert apart == whole(*POSTINGS)
    assert len(apart) == 4


def test_processes_find_the_same(corpus: Path) -> None:
    """Two processes say what one says."""
    assert corpus.is_dir()
    one = run("check", "jobs", *ONLY, "-j", "1", "--output-format", "json").out
    assert run("check", "jobs", *ONLY, "-j", "2", "--output-format", "json").out == one
    assert "copied-from-sibling" in one


def test_how_a_file_is_named_does_not_matter(corpus: Path) -> None:
    """A finding is the same for `jobs/nurse.md`, `./jobs/nurse.md`, the whole path and standard input."""
    wanted = whole("jobs/nurse.md")
    assert whole("./jobs/nurse.md") == wanted
    absolute = check(str(corpus / "jobs/nurse.md"), *ONLY)
    assert {json.dumps({**each, "path": "jobs/nurse.md"}) for each in absolute} == wanted
    given_text = check("-", "--stdin-filename", "jobs/nurse.md", *ONLY, stdin=POSTINGS["jobs/nurse.md"].encode())
    assert {json.dumps(each) for each in given_text} == wanted


def test_standard_input_counts_for_its_file(corpus: Path) -> None:
    """What an editor holds is compared, and not what lies on the disk."""
    assert corpus.is_dir()
    assert (
        check("-", "--stdin-filename", "jobs/nurse.md", *ONLY, stdin=(NURSE.replace(INVOICES, "") + HOUSE).encode())
        == []
    )


def test_formats_show_the_other_file(folder: Path) -> None:
    """JSON and SARIF name the other place in their own way, text in a line, and the message names it for all formats."""
    assert folder.is_dir()
    arguments = ("jobs/nurse.md", "jobs/clerk.md", "--select", "copied-from-sibling")
    (found,) = check(*arguments)
    assert found["related"] == [{"path": "jobs/clerk.md", "line": 5, "end_line": 5}]
    assert (found["line"], found["case"], found["severity"]) == (8, "copy", "warning")
    assert "'jobs/clerk.md:5'" in found["message"]
    assert "also: jobs/clerk.md:5" in run("check", *arguments).out
    sarif = json.loads(run("check", *arguments, "--output-format", "sarif").out)
    (related,) = sarif["runs"][0]["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "jobs/clerk.md"
    region = {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 2}
    assert related["physicalLocation"]["region"] == region


def test_a_directive_hides_a_finding_across_files(corpus: Path) -> None:
    """And is of use by it; where there is nothing to hide it is of none, and where nothing was compared nobody knows."""
    hidden = NURSE.replace(INVOICES, f"<!-- jdlint-disable-next-line copied-from-sibling -->\n{INVOICES}")
    write(corpus, {"jobs/nurse.md": hidden + HOUSE})
    assert said("jobs/nurse.md") == []
    write(corpus, {"jobs/clerk.md": CLERK.replace(INVOICES, "") + HOUSE})
    assert said("jobs/nurse.md") == [("jobs/nurse.md", "unused-directive")]
    (corpus / ".jdlint.yml").unlink()
    assert said("jobs/nurse.md") == []


def test_configuration_and_baseline_count(corpus: Path) -> None:
    """Severities, overrides, allowed terms and the baseline do with these findings what they do with all."""
    write(corpus, {".jdlint.yml": "corpus: [jobs/**]\nrules: {copied-from-sibling: info, drifted-boilerplate: off}\n"})
    found = {each["rule"]: each["severity"] for each in check("jobs/nurse.md", "--select", "duplicates")}
    assert (found[COPY[1]], DRIFT[1] in found) == ("info", False)
    off = "corpus: [jobs/**]\noverrides: [{files: jobs/nurse.md, rules: {copied-from-sibling: off}}]\n"
    write(corpus, {".jdlint.yml": off})
    assert COPY not in said("jobs")
    write(corpus, {".jdlint.yml": "corpus: [jobs/**]\n"})
    run("check", "jobs", *ONLY, "--baseline", "known", "--write-baseline")
    assert check("jobs/nurse.md", *ONLY, "--baseline", "known") == []


def test_only_new_findings(corpus: Path) -> None:
    """With `--changed-since` only changed files are named, the others are still compared; old lines are not new."""
    git(corpus, "init", "-q", "-b", "main")
    git(corpus, "add", "-A")
    git(corpus, "commit", "-q", "-m", "Postings")
    write(corpus, {"jobs/nurse.md": POSTINGS["jobs/nurse.md"] + "\nWrite to ward@clinic.example.\n"})
    assert said("jobs", "--changed-since", "HEAD") == sorted([COPY, DRIFT])
    assert said("jobs", "--changed-since", "HEAD", "--new-only") == []
    write(corpus, {"jobs/cook.md": POSTINGS["jobs/cook.md"].replace("Cook soup", f"Cook\n{INVOICES}- Cook soup")})
    assert ("jobs/cook.md", "copied-from-sibling") not in said("jobs", "--changed-since", "HEAD")  # three share it now


def test_a_rule_that_fails_ends_no_run(corpus: Path) -> None:
    """It is a finding in a file that was named, the other rules go on, and the exit code is 2."""
    assert corpus.is_dir()
    with mock.patch.object(versions, "hits", side_effect=ZeroDivisionError("nought")):
        assert said("jobs/nurse.md") == sorted([COPY, ("jobs/nurse.md", "internal-error")])
        done = run("check", "jobs/nurse.md", *ONLY)
    assert (done.code, "the rule 'drifted-boilerplate' failed" in done.out) == (2, True)


def test_patterns_lead_nowhere_else(corpus: Path) -> None:
    """`..` in `corpus` is told of, like in `include`."""
    write(corpus, {".jdlint.yml": "corpus: [../other/**]\n"})
    done = run("check", "jobs")
    assert (done.code, ".jdlint.yml:1:10: corpus: '../other/**' can match nothing" in done.err) == (2, True)


class TestCache:
    """Digests are kept between runs, and never matter for what is found."""

    def test_a_warm_run_reads_only_what_is_named(self, corpus: Path) -> None:
        """What did not change is not read again, what did is, what is gone is forgotten."""
        first = said("jobs/nurse.md")
        with mock.patch.object(digests, "read_digest", side_effect=AssertionError):
            assert said("jobs/nurse.md") == first
            (corpus / "jobs/cook.md").touch()  # another time, the same text
            assert said("jobs/nurse.md") == first
        write(corpus, {"jobs/clerk.md": CLERK.replace(INVOICES, "") + HOUSE})
        assert said("jobs/nurse.md") == [DRIFT]
        (corpus / "jobs/baker.md").unlink()
        assert said("jobs/baker-again.md") == []

    @pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
    def test_a_broken_cache_costs_nothing(self, corpus: Path, damage: bytes) -> None:
        """It is made anew."""
        assert corpus.is_dir()
        first = said("jobs/nurse.md")
        (cache,) = cached()
        cache.write_bytes(damage)
        assert said("jobs/nurse.md") == first
        assert said("jobs/nurse.md") == first
        with sqlite3.connect(cache) as kept:
            assert kept.execute("SELECT count(*) FROM digests").fetchone() == (len(POSTINGS),)
        kept.close()

    def test_a_cache_that_cannot_be_written(self, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Then every run reads all files."""
        write(corpus, {"file": "no folder"})
        monkeypatch.setenv("JDLINT_CACHE_DIR", str(corpus / "file"))
        assert said("jobs/nurse.md") == sorted([COPY, DRIFT])

    def test_another_version_makes_its_own(self, corpus: Path) -> None:
        """What another version of jdlint kept is not read."""
        assert corpus.is_dir()
        first = said("jobs/nurse.md")
        with (
            mock.patch.object(digests, "_version", return_value=7),
            mock.patch.object(digests, "read_digest", return_value=None) as read,
        ):
            assert said("jobs/nurse.md") == []
            assert read.call_count == len(POSTINGS) - 1
        assert said("jobs/nurse.md") == first

    def test_no_corpus_no_cache(self, folder: Path) -> None:
        """Nothing is kept of postings unless a configuration has a corpus."""
        assert said(".")
        assert cached() == []
        assert folder.is_dir()


def digest(name: str, lines: Mapping[str, str] | Sequence[str]) -> Digest:
    """A digest of lines that say these words."""
    made = tuple(
        Line("item", "", "", "", 0, 0, number, number, says, " ".join(sorted(set(says.split()))))
        for number, says in enumerate(lines, 1)
    )
    values: list[Any] = [f"/{name}.md", "line", name, 0, 0, 1, "posting", "en", False, "", "", made]
    return Digest(*values)


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=7).map(" ".join)


@given(st.lists(st.lists(WORDS, max_size=5), min_size=2, max_size=4), st.sampled_from([0.5, 0.6, 0.8, 1.0]))
def test_all_that_is_alike_is_found(files: Sequence[Sequence[str]], least: float) -> None:
    """The index by rare words finds just what comparing all with all finds."""
    corpus = Corpus([digest(str(number), lines) for number, lines in enumerate(files)])
    for one in corpus.digests.values():
        for line in one.lines:
            wanted = {
                other.path
                for other in corpus.digests.values()
                if other is not one and any(likeness(line.words, twin.words) >= least for twin in other.lines)
            }
            assert {twin.digest.path for twin in corpus.twins(one, line, least, 9)} == wanted


@pytest.mark.parametrize(
    ("one", "two", "different"),
    [
        ("Night nurse", "Senior Night Nurse (m/f/x)", False),
        ("Product Manager GS-14", "Product Manager, Payments", False),
        ("Baker I", "Baker II", False),
        ("Software Engineer", "Front End Software Engineer", False),
        ("Night nurse", "Bookkeeper", True),
        ("Product Manager", "Product Designer", True),
        ("Associate Consultant, Scheduling Coordinator", "Scheduling Coordinator", False),
        ("Software Developer", "Software Engineer", False),
        ("Développeur principal", "Développeuse", False),
        ("", "Baker", False),
    ],
)
def test_roles(one: str, two: str, different: bool) -> None:
    """Level, grade, gender and what is added to a title make no other job; another name does."""
    language = "fr" if "Dév" in one else "en"
    assert same_job(one, two, language) != different


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Night porter", True), ("Baker", True), ("Specialist", False), ("expert in pastry", False), ("about us", False)],
)
def test_plain_names_of_jobs(name: str, plain: bool) -> None:
    """A word for anybody who works names no job, nor does a phrase without one."""
    assert is_plain(name) == plain


@pytest.mark.usefixtures("corpus")
def test_an_unsaved_text_is_not_kept() -> None:
    """What an editor sends in place of a file is compared, and never remembered as what the file holds."""
    before = said("jobs/clerk.md")
    text = POSTINGS["jobs/clerk.md"]
    run("check", "-", "--stdin-filename", "jobs/nurse.md", stdin=text.encode())
    assert said("jobs/clerk.md") == before


def test_names_that_are_no_text(corpus: Path) -> None:
    """A file whose name is no UTF-8 is compared like any other."""
    write(corpus, {os.fsdecode(b"jobs/caf\xe9.md"): POSTINGS["jobs/clerk.md"]})
    assert ("jobs/clerk.md", "filed-twice") in said("jobs/clerk.md")


def test_patterns_that_name_nothing_are_told(corpus: Path) -> None:
    """A slip in `corpus:` must not switch off rules unseen."""
    write(corpus, {".jdlint.yml": "corpus: [job/**]\n"})
    assert run("check", "jobs", *ONLY).err.count("no file is named by 'corpus: [job/**]'") == 1
