"""Facts that contradict one another, dates that are over, texts of the house: what the examples of the rules cannot show."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint import registry
from jdlint.config import Config
from jdlint.document import read_document
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.particulars import StatedDate
from jdlint.rules import Circumstances
from jdlint.text import Source, Span

TODAY = datetime.date(2026, 11, 22)


def findings(text: str, *names: str, path: str = "porter.md", company: dict[str, Any] | None = None) -> list[Finding]:
    """What some rules find in a posting, as of a fixed day."""
    known = registry.all_rules()
    rules = registry.bound([known[name] for name in names], circumstances=Circumstances(TODAY, (), None, company or {}))
    return check_source(Source(text, path), rules, kind="posting").findings


def claimed(text: str, name: str = "contradicting-facts") -> list[tuple[str, str]]:
    """Case and text of each finding."""
    return [(finding.case, text[finding.span.start : finding.span.end]) for finding in findings(text, name)]


PAIRS = [
    ("time", "This is a full-time position.", "This is a part-time position."),
    ("contract", "We offer a permanent contract.", "We offer a fixed-term contract."),
    ("workplace", "The job is fully remote.", "You work in our office five days a week."),
    ("hours", "You work 40 hours per week.", "You work 32 hours a week."),
]


@pytest.mark.parametrize(("case", "one", "two"), PAIRS)
@pytest.mark.parametrize("turned", [False, True])
def test_either_may_stand_first(case: str, one: str, two: str, turned: bool) -> None:
    """The later of two statements is reported, whichever it is, and the earlier is named as the other place."""
    first, second = (two, one) if turned else (one, two)
    text = f"# Night porter\n\n{first}\n\n## More\n\n{second}\n"
    (finding,) = findings(text, "contradicting-facts")
    assert finding.case == case
    assert finding.span.start >= text.index(second)
    (other,) = finding.related
    assert text.index(first) <= other.start < text.index("## More")


@pytest.mark.parametrize(("one", "two"), [pair[1:] for pair in PAIRS])
def test_what_is_said_twice_is_no_contradiction(one: str, two: str) -> None:
    """The same statement in two places is none, and neither is one statement alone."""
    for said in (one, two):
        assert claimed(f"# Night porter\n\n{said}\n\n## More\n\n{said}\n") == []
        assert claimed(f"# Night porter\n\n{said}\n") == []


@pytest.mark.parametrize(("one", "two"), [pair[1:] for pair in PAIRS])
@pytest.mark.parametrize("heading", ["## Benefits", "## About us", "## Equal opportunity"])
def test_what_is_said_of_others_counts_for_nothing(one: str, two: str, heading: str) -> None:
    """Sections on benefits, the company and equal opportunity speak of others too."""
    assert claimed(f"# Night porter\n\n{one}\n\n{heading}\n\n{two}\n") == []


@pytest.mark.parametrize(
    ("title", "clash"),
    [
        ("Porter (Contract)", True),
        ("Porter, contract", True),
        ("Contract Porter Manager", False),
        ("Contracts Manager", False),
    ],
)
def test_a_title_says_that_a_job_is_a_contract(title: str, clash: bool) -> None:
    """At its end in brackets or behind a comma; a manager of contracts may be permanent."""
    assert bool(claimed(f"# {title}\n\nThis is a permanent position in our hotel.\n")) == clash


@given(st.integers(5, 70), st.integers(5, 70))
def test_ranges_that_meet_agree(low: int, hours: int) -> None:
    """A figure in a range of hours agrees with it."""
    text = f"# Porter\n\nYou work {low} to {low + 5} hours per week.\n\n## More\n\nThe contract has {hours} hours a week.\n"
    assert bool(claimed(text)) == (not low <= hours <= low + 5)


dates = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31))


@given(st.lists(dates, max_size=2), st.lists(dates, max_size=2))
def test_two_dates_may_be_one_whichever_is_asked(one: Sequence[datetime.date], two: Sequence[datetime.date]) -> None:
    """Whether dates may be the same day does not depend on their order, and a date may be itself."""
    first, second = (
        StatedDate(Span(0, 1), None, tuple(readings), () if readings else (5, 4)) for readings in (one, two)
    )
    assert first.may_be(second) == second.may_be(first)
    assert first.may_be(first)


@given(st.dates(datetime.date(2001, 1, 1), datetime.date(2059, 12, 31)))
def test_a_deadline_is_past_from_the_day_after(day: datetime.date) -> None:
    """A deadline of today is not over."""
    text = f"# Night porter\n\nClosing date: {day.day} {day:%B} {day.year}\n\nYou greet late guests.\n"
    assert bool(findings(text, "past-deadline")) == (day < TODAY)


def test_a_posting_that_is_closed_is_left_alone() -> None:
    """Nobody means to mend it."""
    text = "---\ntitle: Porter\nclosed: true\ndeadline: 2020-01-01\n---\n\nYou will start in May 2020.\n"
    assert findings(text, "past-deadline", "stale-promise") == []


def test_places_hold_in_a_page() -> None:
    """In HTML the two places are those of the text in its source."""
    text = "<h1>Porter</h1><p>A full-time position.</p><h2>More</h2><p>This is a <b>part-time</b> position.</p>"
    (finding,) = findings(text, "contradicting-facts", path="porter.html")
    assert text[finding.span.start : finding.span.end].endswith("part-time")


HOUSE = "We are glad to make any adjustment that you need for the interview."


@given(st.lists(st.integers(0, 12), unique=True, max_size=3))
def test_a_statement_is_held_to_its_words(changed: list[int]) -> None:
    """Any change of words is found, and the statement itself is not; line breaks and emphasis change nothing."""
    words = HOUSE.split()
    for number in changed:
        words[number] = "Otherwise"
    text = "# Porter\n\n" + "\n".join(words) + "\n"
    company = {"statements": [HOUSE]}
    assert bool(findings(text, "house-statement", company=company)) == bool(changed)


def test_without_configuration_the_house_asks_for_nothing() -> None:
    """Rules on house texts run always, and find nothing where there are none."""
    rules = registry.bind(Config(select=("house-statement", "former-company-name")))
    report = check_source(Source("# Porter\n\nYou greet guests.\n", "porter.md"), rules, kind="posting")
    assert report.findings == []


def test_hostile_text_takes_no_longer() -> None:
    """Thousands of cues without an end are read in a moment."""
    for piece in ("until ", "in early ", "40 hours ", "a a ", "**", "](", "[a](http", "or remote ", "1/", "20 may "):
        text = "# Porter\n\n" + piece * 4000 + "\n\nYou work 40 hours a week by 4 May 2020.\n"
        source = Source(text, "porter.md")
        assert read_document(source).postings
        findings(text, "stale-promise", "contradicting-facts", "wrong-article", "broken-markup", "two-deadlines")
