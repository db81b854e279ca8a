"""The example postings do what their folder says: good ones are good, each flawed one shows the faults of its pack."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from jdlint.api import check_paths, inspect_text
from jdlint.config import Config
from jdlint.rules import CATEGORIES

FOLDER = Path(__file__).parent.parent / "examples"
GOOD = sorted((FOLDER / "good").iterdir())
FLAWED = sorted((FOLDER / "flawed").iterdir())
DAY = Config(as_of=datetime.date(2027, 1, 4))  # before the closing dates of all examples

# what the faults of a pack bring with them in another: a wish for the young is against the law of some places
KIN = {"legal": ("inclusive",)}


def found(path: Path) -> list[tuple[str, str, str]]:
    """Severity, category and message of each finding in a file."""
    (file,) = check_paths([str(path)], DAY).files
    return [(each.severity, each.category, each.message) for each in file.findings]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_posting_is_left_in_peace(path: Path) -> None:
    """Writers trust a linter that is silent on good work: no error, no warning, and a handful of infos at most."""
    findings = found(path)
    assert [finding for finding in findings if finding[0] != "info"] == []
    assert len(findings) <= 5


@pytest.mark.parametrize("path", FLAWED, ids=lambda path: path.stem)
def test_a_flawed_posting_shows_its_pack(path: Path) -> None:
    """Each flawed posting has findings of the pack that it is named after, and errors and warnings of no other."""
    findings = found(path)
    assert path.stem in {category for _, category, _ in findings}
    assert {category for severity, category, _ in findings if severity != "info"} <= {
        path.stem,
        *KIN.get(path.stem, ()),
    }


def test_each_pack_has_its_flawed_posting() -> None:
    """Whoever adds a pack shows its faults in a posting."""
    assert {path.stem for path in FLAWED} == set(CATEGORIES)


@pytest.mark.parametrize("path", [*GOOD, *FLAWED], ids=lambda path: path.stem)
def test_examples_read_as_postings(path: Path) -> None:
    """jdlint takes every example for a posting with a title that stands in it."""
    (posting,) = inspect_text(path.read_text(encoding="utf-8"), path=str(path)).postings
    assert posting.kind == "posting"
    assert posting.title is not None
    assert posting.title.text in path.read_text(encoding="utf-8")
