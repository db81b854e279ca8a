"""Who is engaged on a contract, what does not go with it, and how long a day can be."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.config import Config
from jdlint.document import read_document
from jdlint.engine import check_source
from jdlint.registry import RuleSet, bind
from jdlint.text import Source


@cache
def rules() -> RuleSet:
    """The rules that run unasked."""
    return bind(Config())


def rules_of(text: str) -> set[str]:
    """The rules that have a finding on a text."""
    return {each.rule for each in check_source(Source(text, "a.md"), rules()).findings}


@pytest.mark.parametrize(
    ("text", "independent"),
    [
        ("# Translator\n\nThis is a freelance position.", True),
        ("# Freelance translator\n\nYou translate.", True),
        ("# Translator\n\nThis is a contract position.", False),
        ("# Translator (contract)\n\nYou translate.", False),
        ("---\ntitle: Translator\nemployment_type: CONTRACTOR\n---\n\nYou translate.", False),
        ("# Translator\n\n**Employment type:** Contract\n\nYou translate.", False),
        ("# Traductrice\n\nVous travaillez en freelance.", True),
    ],
)
def test_contractors_are_told(text: str, independent: bool) -> None:
    """By the title, front matter, a label and a sentence."""
    found = read_document(Source(text, "a.md")).postings[0].facts.contracting
    assert found is not None
    assert found.independent is independent


@pytest.mark.parametrize(
    "text",
    [
        "# Contract manager\n\nYou write contracts.",
        "# Translator\n\nThis is a permanent position with an employment contract.",
        "# Translator\n\nA fixed-term contract position of a year.",
        "# Translator\n\n## Responsibilities\n\n- You find an independent contractor for each language",
        "# Translator\n\n## About us\n\nEach of us began with a freelance project.",
    ],
)
def test_employees_are_no_contractors(text: str) -> None:
    """Nor are those who work with contracts and contractors."""
    assert read_document(Source(text, "a.md")).postings[0].facts.contracting is None


@given(st.integers(0, 23), st.integers(0, 23))
def test_a_day_is_as_long_as_its_clock_says(start: int, end: int) -> None:
    """Of hours with morning and afternoon, over midnight where need be; more than twelve are too many."""

    def clock(hour: int) -> str:
        return f"{hour % 12 or 12}:00 {'am' if hour < 12 else 'pm'}"

    hours = f"You are there in our core hours, {clock(start)} to {clock(end)}, and bake."
    text = f"# Night baker\n\n{hours}\n\n## Requirements\n\n- Good will\n- Two years in a bakery\n"
    assert ("long-working-hours" in rules_of(text)) is ((end - start) % 24 > 12)


@given(st.text("0123456789:.-–amph to\n", max_size=40))
def test_hostile_hours_break_nothing(text: str) -> None:
    """Whatever stands after the cue."""
    assert "internal-error" not in rules_of(f"# Night baker\n\nYour working hours are {text}")
