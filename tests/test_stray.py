"""Stray points: which fields of work a posting has, what is foreign to it, and what belongs to all work."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.api import check_text
from jdlint.data import read_table
from jdlint.disciplines import LANGUAGES, disciplines_of
from jdlint.findings import Finding

GOOD = sorted((Path(__file__).parent.parent / "examples" / "good").rglob("*.md"))
TABLE = read_table("disciplines")
ACCOUNTANT = """# Accountant

We look for an accountant in our office at the harbour. You report to the head of finance.

## What you will do

- Close the books each month and reconcile the general ledger
- Prepare the VAT return and the balance sheet
- Answer the questions of the auditors on accounts payable
{}
"""
PIECES = st.sampled_from(
    "# Nurse|## Tasks|## Other duties|- |ledger|wound care|kubernetes|with the|nurses|team|within the|bake rolls|\n|\n\n| ".split(
        "|"
    )
)


def strays(text: str) -> list[Finding]:
    """The findings on stray points."""
    return [found for found in check_text(text, path="posting.md") if found.rule == "stray-points"]


def test_the_table_is_sound() -> None:
    """Lower case, no term twice, near disciplines that exist; at least 40 disciplines over many fields."""
    assert len(TABLE) >= 40
    assert len({entry["field"] for entry in TABLE.values()}) >= 9
    for name, entry in TABLE.items():
        assert set(entry["near"]) <= set(TABLE) - {name}, name
        for language in LANGUAGES:
            terms = [*entry["strong"][language], *entry["weak"][language]]
            assert terms == [term.lower() for term in terms]
            assert sorted(term for term in set(terms) if terms.count(term) > 1) == [], (name, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_holds_both_ways(language: str) -> None:
    """What is near one is near the other."""
    near = disciplines_of(language).near
    assert all(name in near[other] for name, others in near.items() for other in others)


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Senior Nurse (m/f/d)", "en", {"nursing"}),
        ("Lead Back End Developer", "en", {"back-end-engineering"}),
        ("Concepteur principal ou conceptrice principale de contenu", "fr", {"content-and-writing"}),
        ("Buchhalterin (m/w/d)", "de", {"accounting"}),
        ("Team lead", "en", set()),
    ],
)
def test_titles(title: str, language: str, expected: set[str]) -> None:
    """A phrase names a discipline whatever stands between its words, and the one that says more wins."""
    found = disciplines_of(language).of_title(title)
    assert expected <= found if expected else found == set()


def test_a_block_is_one_finding() -> None:
    """Neighbours of one other field are reported together, with the words that decided."""
    block = "\n## Other duties\n\n- Change wound dressings and take blood samples\n- Give medication and check vital signs\n"
    (found,) = strays(ACCOUNTANT.format(block))
    assert found.severity == "warning"
    assert "nursing" in found.message
    assert "'wound dressings'" in found.message
    assert ACCOUNTANT.format(block)[found.span.start : found.span.end] == block.partition("- ")[2].strip()


@pytest.mark.parametrize(
    "line",
    [
        "- Work closely with the nurses and physicians of the clinic on their expenses",
        "- Write reports, take minutes of meetings and keep documents in order",
        "- Plan the budget and answer invoices of suppliers",  # near: financial analysis, procurement
        "- Share what you know, ask for help, and learn",
    ],
)
def test_what_belongs_to_all_work_is_silent(line: str) -> None:
    """Working with another field, general duties and overlapping fields are none."""
    assert strays(ACCOUNTANT.format(line)) == []


def test_membership_of_a_near_team_is_a_sign() -> None:
    """Whoever is within another team is not of this one, however near their fields are."""
    text = "# Back-end developer\n\nYou build our shop.\n\n## Tasks\n\n- Design REST APIs\n- Write unit tests\n- Review code\n"
    block = (
        "\n## Secondary functions\n\n- Answer data requests\n- Take part in planning within the data engineering team\n"
    )
    assert [found.message.partition(" (")[0] for found in strays(text + block)] == [
        "These points look like data engineering"
    ]


def test_a_posting_of_no_clear_field_has_none() -> None:
    """Where neither the title nor the text says what the job is, nothing is foreign to it."""
    assert (
        strays("# You and us\n\n## Tasks\n\n- Do what helps\n- Ask when you do not know\n- Change wound dressings\n")
        == []
    )


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_our_good_postings_are_silent(path: Path) -> None:
    """No posting that we hold up as good has a stray point."""
    assert strays(path.read_text("utf-8")) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_findings_lie_in_the_text(text: str) -> None:
    """Whatever a text holds, nothing raises, and what is found are whole points."""
    for found in strays(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.rule != "internal-error"
