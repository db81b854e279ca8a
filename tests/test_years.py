"""Years of experience as a posting words them, and technologies that are not that old."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.config import Config
from jdlint.data import table
from jdlint.document import read_document
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.particulars import YearsAsWritten
from jdlint.registry import RuleSet, bind
from jdlint.text import Source

FORMATS = {
    "baker.md": "# Night baker\n\n## Requirements\n\n- {}\n- Good will\n",
    "baker.txt": "Night baker\n\nRequirements:\n\n- {}\n- Good will\n",
    "baker.html": "<h1>Night baker</h1><h2>Requirements</h2><ul><li>{}</li><li>Good will</li></ul>",
}


def read(text: str, path: str = "baker.md") -> Sequence[YearsAsWritten]:
    """The statements in a requirement."""
    return read_document(Source(FORMATS[path].format(text), path)).postings[0].facts.years_as_written


TODAY = datetime.date(2026, 11, 22)


@cache
def rules() -> RuleSet:
    """The rules that run unasked."""
    return bind(Config(as_of=TODAY))


def check(text: str, path: str = "baker.md") -> list[Finding]:
    """The findings of all rules on a requirement."""
    return check_source(Source(FORMATS[path].format(text), path), rules()).findings


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("no more than 5 years of experience", None, 5, "most"),
        ("5 years max of experience", None, 5, "most"),
        ("no less than 5 years of experience", 5, None, "least"),
        ("min. 4 years of experience", 4, None, "least"),
        ("At least 3-5 years of experience", 3, 5, "least"),
        ("seven (7) to ten (10) years of experience", 7, 10, ""),
        ("3-5+ years of experience", 3, None, ""),
        ("3 to 5 years or more of experience", 3, None, ""),
        ("6 to 18 months of experience", 0.5, 1.5, ""),
        ("zero to two years of experience", None, 2, ""),
        ("Entre 3 et 5 ans d'expérience", 3, 5, ""),
        ("höchstens 5 Jahre Erfahrung", None, 5, "most"),
    ],
)
def test_the_bounds_of_years(text: str, low: float | None, high: float | None, bound: str) -> None:
    """What is the least, what the most, and what words say so."""
    (found,) = read(text)
    assert (found.years.min, found.years.max, found.bound) == (low, high, bound)


@pytest.mark.parametrize(
    "text",
    [
        "Experience of the past 3-5 years in writing",
        "Experience with children aged 3-5 years",
        "Two years of college, and no experience",
        "A contract of 2 to 3 years, for your experience",
        "We have 10 to 15 years of experience",
        "Experience: 3 years ago",
        "£30 a year, and experience",
    ],
)
def test_years_of_something_else(text: str) -> None:
    """Spans of the calendar, ages, courses, contracts and the employer's own history."""
    assert not read(text)


@pytest.mark.parametrize("text", ["5 years financial services experience", "3-5 years' project management experience"])
def test_plans_that_somebody_has_experience_with(text: str) -> None:
    """`A five-year financial plan` is none; years of such work are."""
    assert len(read(text)) == 1
    assert not read(text.partition(" experience")[0].replace("years", "year") + " plan")


def test_two_statements_of_one_sentence_are_two() -> None:
    """The second does not vanish in the words after the first, however long the block is."""
    filler = "and of things that bakers do " * 12
    for between in ("in a bakery, with", filler):
        text = f"7 years of experience {between} at least 3 years of experience with rye"
        assert [each.text for each in read(text)] == ["7 years", "at least 3 years"], between


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["-", " - ", "–", " to ", " \u2011 "]))
def test_any_range_is_read_as_it_is_written(low: int, high: int, to: str) -> None:
    """Both figures, whatever joins them."""
    (found,) = read(f"{low}{to}{high} years of experience")
    assert (found.years.min or 0, found.years.max) == (low, high)


@given(st.text("3510 -–to+.()yearsorexperienceof\n&;*|", max_size=60))
def test_hostile_lines_break_nothing(text: str) -> None:
    """Every statement of any jumble has its text at its place."""
    source = Source(FORMATS["baker.md"].format(text), "baker.md")
    for posting in read_document(source).postings:
        for each in posting.facts.years_as_written:
            assert 0 <= each.years.span.start < each.years.span.end <= len(source.text)


@pytest.mark.parametrize("path", FORMATS)
def test_a_cap_is_found_in_every_format(path: str) -> None:
    """At its place in the source, by one rule alone."""
    found = [each for each in check("3-5 years of experience with ovens", path) if "years" in each.rule]
    assert [each.rule for each in found] == ["capped-years"]
    span = found[0].span
    assert FORMATS[path].format("3-5 years of experience with ovens")[span.start : span.end] == "3-5 years"


@pytest.mark.parametrize("year", table("technologies")["plain"])
def test_every_technology_is_impossible_one_year_beyond_its_age(year: str) -> None:
    """With one year of grace, and only as long as it is young enough."""
    age = TODAY.year - int(year)
    for name in table("technologies")["plain"][year]:
        for years, expected in ((age + 2, True), (age + 1, False)):
            found = {each.rule for each in check(f"{years} years of experience with {name}")}
            assert ("impossible-years" in found) is expected, (name, years)


@pytest.mark.parametrize(
    "text",
    [
        "Kinder von 3 bis 6 Jahren",
        "20 bis 30 Jahre",
        "de moins de 30 ans",
        "moins de 35 ans",
        "20-30 years",
        "Max. 35 Jahre",
    ],
)
def test_an_age_is_no_experience(text: str) -> None:
    """Nobody asks for so many years at most of experience without the word."""
    assert not read(text)


@pytest.mark.parametrize("text", ["20 bis 30 Jahre Erfahrung", "moins de 5 ans", "10-15 years", "20+ years of Cobol"])
def test_many_years_may_be_experience(text: str) -> None:
    """An open end, fewer years, or the word for it."""
    assert read(text)
