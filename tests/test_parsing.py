"""Command lines as people type them: options and files in any order, slips, and what is said of them."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from jdlint import processes
from jdlint.config import Config
from jdlint.config_files import Configs
from jdlint.generate import rows, templates
from tests.running import run, write

POSTING = "# Ferry Steward\n\n## What you will do\n\n- Greet travellers on deck\n- TODO\n"
ONLY = ("--select", "placeholder", "--output-format", "concise")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": POSTING, "b.md": POSTING, "-x.md": POSTING})
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("a.md", *ONLY, "b.md"), ["a.md", "b.md"]),
        ((*ONLY, "b.md", "-q", "a.md"), ["b.md", "a.md"]),
        (("a.md", *ONLY, "--", "-x.md"), ["a.md", "-x.md"]),
        (("a.md", *ONLY, "-"), ["<stdin>", "a.md"]),
    ],
)
def test_files_may_stand_between_and_behind_options(words: tuple[str, ...], files: list[str]) -> None:
    """argparse alone takes the files before the first option and calls the others unknown."""
    done = run("check", *words, stdin=POSTING.encode())
    assert [line.split(":")[0] for line in done.out.splitlines()] == files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chek", "jdlint: argument COMMAND: 'chek' is not one of check, "),
        ("chek", "did you mean 'check'?"),
        ("check --fx a.md", "jdlint check: there is no option '--fx'; did you mean '--fix'?"),
        ("check a.md --output-fromat=json b.md", "no option '--output-fromat=json'; did you mean '--output-format'?"),
        ("check --fail-on eror", "argument --fail-on: 'eror' is not one of error, warning, info, never; did you mean"),
        ("check -x.md", f"'-x.md' reads as an option; for the file write .{os.sep}-x.md"),
        ("new nurse night", "jdlint new: 'night' is one thing too many"),
        ("check a.md --stdin-filename b.md", "'b.md' is a name for standard input; add the path -"),
        ("inspect a.md --stdin-filename b.md", "'b.md' is a name for standard input; add the path -"),
        ("new nurse --from a.csv -j 0", "argument -j/--jobs: 0 is too few; at least 1"),
        ("new nurse --from a.csv -j -2", "argument -j/--jobs: '-2' is no number"),
    ],
)
def test_a_slip_is_named_with_its_cure(words: str, said: str) -> None:
    """In a line or two: what is wrong, what is near, and where help is; the list of all options is not in the way."""
    done = run(*words.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.endswith("--help says what there is.\n")
    assert len(done.err.splitlines()) == 2


WHERE = templates.folders()
BEGUN: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "files that are checked": (processes._begin, (Configs(isolated=True), False)),
    "files that are read": (processes._left_to_the_first, ()),
    "rows": (rows._begin, (rows.Job(templates.named("nurse", "en", WHERE), WHERE, "", {}, Config(), "."),)),
}


@pytest.mark.parametrize(("begin", "arguments"), BEGUN.values(), ids=BEGUN)
def test_ctrl_c_is_left_to_the_process_that_began(begin: Any, arguments: tuple[Any, ...]) -> None:
    """A terminal sends it to all processes; one that waits for work would end in a traceback."""
    with ProcessPoolExecutor(1, initializer=begin, initargs=arguments) as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
