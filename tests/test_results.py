"""Results that are kept: the same as without, and never those of another file, rule, configuration or day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jdlint import checker, engine
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
    assert first[0] == anew[0] > second[0]
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
    first = run("check", "jobs", "-j", "2", "--all")
    (folder / "jobs" / "baker-9.md").write_text(POSTING + "\nOven 9.\n", "utf-8")
    assert first == run("check", "jobs", "-j", "2", "--all", "--no-cache") or first.code == 1
    assert run("check", "jobs", "-j", "2", "--all") == run("check", "jobs", "--all", "--no-cache")
