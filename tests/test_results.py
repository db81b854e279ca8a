"""Results that are kept: the same as without, and never those of another file, rule, configuration or day."""

from __future__ import annotations

import datetime
import os
import shutil
from pathlib import Path
from threading import Thread

import pytest

from jdlint import checker, data, engine
from tests.running import Run, run

EXAMPLES = Path(__file__).parent.parent / "examples"
POSTING = """\
# Night Baker

Our salesmen bake bread and bread. TBC

## Requirements

- Bread, bread and the the oven
- Be a native speaker

Apply by 3 May 2027 at jobs@oven.example.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a posting to work in, and a cache of its own."""
    monkeypatch.delenv("JDLINT_NO_CACHE")
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "baker.md").write_text(POSTING, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checks(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, Run]:
    """How many files a run looks at anew, and what it prints."""
    seen: list[str] = []
    real = engine.check_source

    def counted(source, *rest, **options):  # type: ignore[no-untyped-def]
        seen.append(source.path)
        return real(source, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(checker, "check_source", counted)
        done = run("check", *arguments)
    return len(seen), done


@pytest.mark.parametrize("form", ["text", "json", "sarif", "rdjson"])
def test_what_is_kept_prints_as_what_is_new(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example, in forms that show fixes, places in other files and sources: the second run looks at none of them."""
    arguments = [str(EXAMPLES / name) for name in ("good", "flawed")] + ["--all", "--output-format", form]
    first, second = checks(monkeypatch, *arguments), checks(monkeypatch, *arguments)
    anew = checks(monkeypatch, *arguments, "--no-cache")
    assert first[0] == anew[0] > second[0] == 0
    assert first[1] == second[1] == anew[1]


def test_a_file_that_changed_is_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what is in it: a new time alone means nothing, and an old time hides nothing."""
    path = folder / "jobs" / "baker.md"
    assert checks(monkeypatch, "jobs")[0] == 1
    state = path.stat()
    os.utime(path, (1, 1))
    assert checks(monkeypatch, "jobs")[0] == 0
    path.write_text(POSTING.replace("salesmen", "salesman"), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    count, done = checks(monkeypatch, "jobs")
    assert count == 1
    assert "salesman" in done.out


@pytest.mark.parametrize(
    "arguments",
    [["--as-of", "2031-01-01"], ["--ignore", "repeated-word"], ["--config", "strict.yml"], ["jobs/baker.md"]],
)
def test_another_day_other_rules_or_another_name_mean_another_check(
    arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever decides the findings beside the file is a part of what they are kept by."""
    (folder / "strict.yml").write_text("extends: strict\n", "utf-8")
    assert checks(monkeypatch, "jobs")[0] == 1
    assert checks(monkeypatch, *arguments, *([] if "jobs/baker.md" in arguments else ["jobs"]))[0] == 1


def test_a_rule_of_ones_own_that_changed_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule file is known by its state, as jdlint itself is."""
    rules = folder / "rules" / "clarity"
    rules.mkdir(parents=True)
    assert run("rule", "--new", "loaves", "--rule-path", str(rules)).code == 0
    options = ["jobs", "--rule-path", str(folder / "rules")]
    assert [checks(monkeypatch, *options)[0] for _ in range(2)] == [1, 0]
    with (rules / "loaves.yml").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert checks(monkeypatch, *options)[0] == 1


def test_overrides_are_for_their_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an override is for has results of its own."""
    (folder / ".jdlint.yml").write_text("overrides:\n  - files: jobs/b*\n    rules: {repeated-word: off}\n", "utf-8")
    (folder / "jobs" / "van.md").write_text(POSTING, "utf-8")
    assert checks(monkeypatch, "jobs")[0] >= 2
    kept = checks(monkeypatch, "jobs")[1]
    assert kept == checks(monkeypatch, "jobs", "--no-cache")[1]


def test_what_is_mended_is_checked_anew(folder: Path) -> None:
    """`--fix` reads the file again; what it left is told, and nothing of before."""
    run("check", "jobs", "--all")
    mended = run("check", "jobs", "--all", "--fix")
    assert "the the" not in (folder / "jobs" / "baker.md").read_text("utf-8")
    assert mended.out == run("check", "jobs", "--all", "--no-cache").out


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", b"\0" * 4000])
def test_a_damaged_store_costs_time_only(damage: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made anew; where nothing can be written, nothing is kept."""
    first = checks(monkeypatch, "jobs")[1]
    (store,) = (folder / "cache").glob("results-*")
    store.write_bytes(damage)
    assert checks(monkeypatch, "jobs") == (1, first)
    assert checks(monkeypatch, "jobs") == (0, first)
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(folder / "jobs" / "baker.md"))
    assert [checks(monkeypatch, "jobs") for _ in range(2)] == [(1, first)] * 2


def test_what_could_not_be_checked_is_never_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no text, or a fault of ours, is told of in each run."""
    (folder / "jobs" / "baker.md").write_bytes(b"\0\1\2")
    assert [run("check", "jobs/baker.md").code for _ in range(2)] == [2, 2]
    (folder / "jobs" / "baker.md").write_text(POSTING, "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("jdlint.engine.read_document", None)
        assert run("check", "jobs").code == 2
    assert run("check", "jobs").code == 1


def test_the_folder_can_be_chosen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--cache-dir` says where, and the environment can say that nothing is kept."""
    assert [checks(monkeypatch, "jobs", "--cache-dir", "there")[0] for _ in range(2)] == [1, 0]
    assert list((folder / "there").glob("results-*"))
    monkeypatch.setenv("JDLINT_NO_CACHE", "1")
    assert checks(monkeypatch, "jobs")[0] == 1


def test_processes_check_what_is_not_kept(folder: Path) -> None:
    """Several processes: the same report, whether its files are kept or new."""
    for number in range(4):
        (folder / "jobs" / f"baker-{number}.md").write_text(POSTING + f"\nOven {number}.\n", "utf-8")
    assert run("check", "jobs", "-j", "2", "--all") == run("check", "jobs", "--all", "--no-cache")
    for number in (2, 9):
        (folder / "jobs" / f"baker-{number}.md").write_text(POSTING + "\nNew oven.\n", "utf-8")
    assert run("check", "jobs", "-j", "2", "--all") == run("check", "jobs", "--all", "--no-cache")


def both(*arguments: str) -> Run:
    """A run with what is kept, which is the same as one without."""
    done = run("check", *arguments)
    assert done == run("check", *arguments, "--no-cache")
    return done


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_read_once(folder: Path) -> None:
    """As `<(command)` of a shell gives one: who reads it twice waits, or finds nothing."""
    os.mkfifo(folder / "pipe.md")
    writer = Thread(target=(folder / "pipe.md").write_text, args=(POSTING, "utf-8"), daemon=True)
    writer.start()
    assert "salesmen" in run("check", "pipe.md").out


def test_a_link_that_leads_elsewhere_is_another_file(folder: Path) -> None:
    """The same text behind it says the same, but rules across files go by the real path."""
    for name in ("old", "new"):
        (folder / name).mkdir()
        for trade in ("baker", "miller"):
            (folder / name / f"{trade}.md").write_text(POSTING, "utf-8")
    (folder / ".jdlint.yml").write_text("corpus: ['*/*.md']\n", "utf-8")
    (folder / "now").symlink_to("old")
    both("now", "--all")
    (folder / "now").unlink()
    (folder / "now").symlink_to("new")
    shutil.rmtree(folder / "old")
    assert "new/miller.md" in both("now", "--all").out


def test_the_day_is_that_of_the_files_own_configuration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that another configuration of the same run sets stops no clock."""
    for name, says in (("a", "as-of: 2026-01-01\n"), ("b", "fail-on: error\n")):
        (folder / name).mkdir()
        (folder / name / "baker.md").write_text(POSTING, "utf-8")
        (folder / name / ".jdlint.yml").write_text(says, "utf-8")

    def on(day: datetime.date) -> Run:
        with monkeypatch.context() as patch:
            patch.setattr(datetime, "date", type("Date", (datetime.date,), {"today": classmethod(lambda _: day)}))
            return both("a", "b", "--all")

    assert "past-deadline" not in on(datetime.date(2027, 5, 2)).out
    assert "past-deadline" in on(datetime.date(2027, 5, 4)).out


def test_what_rules_across_files_need_is_kept_also_where_there_are_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several files, and rules of which none looks across them."""
    (folder / "jobs" / "miller.md").write_text(POSTING, "utf-8")
    assert [checks(monkeypatch, "jobs", "--select", "repeated-word")[0] for _ in range(2)] == [2, 0]


def test_what_decides_the_exit_code_only_decides_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks with another `--fail-on` or `--max-warnings` take what is there."""
    assert checks(monkeypatch, "jobs")[0] == 1
    count, done = checks(monkeypatch, "jobs", "--fail-on", "never", "--max-warnings", "1")
    assert (count, done.code) == (0, 1)
    assert "--max-warnings is 1" in done.err


@pytest.mark.parametrize(
    ("before", "meanwhile"), [(POSTING, "# Weather\n\nIt rains.\n"), ("# Weather\n\nIt rains.\n", POSTING)]
)
def test_a_file_that_is_written_meanwhile_is_not_kept(
    before: str, meanwhile: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at what is kept and the check: what was found is not of the text that it would be kept by."""
    path = folder / "jobs" / "baker.md"
    path.write_text(before, "utf-8")
    real = checker.Checker.check_all

    def written(*rest, **options):  # type: ignore[no-untyped-def]
        path.write_text(meanwhile, "utf-8")
        return real(*rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(checker.Checker, "check_all", written)
        run("check", "jobs")
    path.write_text(before, "utf-8")
    both("jobs")


def test_what_is_no_posting_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told of as when it was new."""
    (folder / "jobs" / "baker.md").write_text("# Weather\n\nIt rains.\n", "utf-8")
    assert [checks(monkeypatch, "jobs")[0] for _ in range(2)] == [1, 0]
    assert "does not read as a job posting" in both("jobs").err


@pytest.mark.parametrize(
    "files", [None, ["jobs/baker.md"], {"jobs/baker.md": 3}, {"jobs/baker.md": []}, {"jobs/baker.md": "state, True"}]
)
def test_a_store_of_another_shape_costs_time_only(files: object, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wrote it."""
    first = checks(monkeypatch, "jobs")
    (store,) = (folder / "cache").glob("results-*")
    store.write_bytes(data.packed({"key": data.unpacked(store.read_bytes())["key"], "files": files}))
    assert checks(monkeypatch, "jobs") == first


def test_an_entry_of_another_shape_costs_time_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is of the very file."""
    first = checks(monkeypatch, "jobs")
    (store,) = (folder / "cache").glob("results-*")
    kept = data.unpacked(store.read_bytes())
    state = next(iter(kept["files"].values()))[0]
    for rest in ([], [True, None, [1], None, False], [True, None, ["", "", [[1]], []], None, False]):
        store.write_bytes(data.packed({**kept, "files": {path: [state, *rest] for path in kept["files"]}}))
        assert checks(monkeypatch, "jobs") == first


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
def test_a_new_cache_folder_is_for_its_user_only(folder: Path) -> None:
    """What is kept holds words of postings that may not be public yet."""
    run("check", "jobs")
    assert (folder / "cache").stat().st_mode & 0o77 == 0
