"""Likeness: order, number, grammar and words that stand for one another do not count; names and numbers do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.api import check_text
from jdlint.data import table
from jdlint.likeness import containment, content, contrast, figures_apart, likeness, without_figures
from jdlint.stems import stems_of
from jdlint.words import words

LINES = st.lists(
    st.sampled_from("bake rolls nine shops manage oversee the of rota flour mill weekly".split()), max_size=9
)


def says(text: str, language: str = "en") -> frozenset[str]:
    """What a line is compared by."""
    return content(words(text), language)


@pytest.mark.parametrize(
    ("one", "two", "language"),
    [
        ("Manage the weekly rotas", "Regularly oversee weekly rota", "en"),
        ("Knowledge of puff pastry", "Good understanding of pastries, puff", "en"),
        ("Gérer les commandes de farine", "Piloter la commande de farines", "fr"),
        ("Leitung der Backstube", "Verantwortung für Backstuben", "de"),
    ],
)
def test_other_words_for_the_same(one: str, two: str, language: str) -> None:
    """What writers put one for another counts as one, whatever its number and its place."""
    assert likeness(says(one, language), says(two, language)) == 1


@given(LINES, LINES)
def test_likeness_is_a_share(one: list[str], two: list[str]) -> None:
    """From 0 to 1, the same both ways, 1 for what is the same, and never more than the share of the shorter line."""
    left, right = content(one, "en"), content(two, "en")
    assert 0 <= likeness(left, right) == likeness(right, left) <= containment(left, right) <= 1
    assert likeness(left, left) == (1 if left else 0)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Fluent in French", "Fluent in German", True),
        ("At the GS-14 level", "At the GS-15 level", True),
        ("Knowledge of Rust", "Knowledge of Rust and Fortran", False),
        ("Plan the rota. Count the till", "Count the till. Bake", False),
    ],
)
def test_contrast(one: str, two: str, expected: bool) -> None:
    """Two lines that each name something else are two things."""
    assert contrast(one, two) is expected


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_no_word_stands_in_two_groups(language: str) -> None:
    """Or it would count as one thing here and another there."""
    stems = stems_of(language)
    groups = [{stems[word] for word in line} for line in table("likeness")[language]["alike"]]
    seen = [stem for group in groups for stem in group]
    assert sorted(stem for stem in set(seen) if seen.count(stem) > 1) == []


def test_parallel_parts_may_say_the_same() -> None:
    """Grades that stand side by side repeat by design; shares of working time are no grades."""
    points = "- Plan the weekly rota of the night shift\n- Count the till in the evening\n"
    other = "- Plan weekly rotas for the night shift\n- Clean the ovens and the floor of the bakery\n"
    grades = f"# Baker\n\n## Grade 4\n\n{points}\n## Grade 5\n\n{other}"
    shares = f"# Baker\n\nThe Baker works in our bakery at the harbour.\n\n## Your tasks (60%)\n\n{points}\n## Other tasks (40%)\n\n{other}"
    found = [[f.rule for f in check_text(text, path="a.md") if f.rule.startswith("near")] for text in (grades, shares)]
    assert found == [[], ["near-duplicate-item"]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lift boxes above the shoulder", "Never lift boxes above the shoulder"),
        ("Increase supplier payment accuracy", "Decrease supplier payment accuracy"),
        ("Porter des charges lourdes", "Ne jamais porter des charges lourdes"),
    ],
)
def test_opposites_are_two_things(one: str, two: str) -> None:
    """What denies or reverses another line repeats nothing."""
    assert contrast(one, two)
    assert not contrast(one, one)


@pytest.mark.parametrize(
    ("one", "two", "language", "expected"),
    [
        ("Lead 4 bakers", "Lead 6 bakers", "en", ("4", "6")),
        ("Lead four bakers", "Lead 6 bakers", "en", ("four", "6")),
        ("Work 37.5 hours", "Work 40 hours", "en", ("37.5", "40")),
        ("A bonus of £1,500 a year", "A bonus of £1,750 a year", "en", ("£1,500", "£1,750")),
        ("Lift 3-10 kg", "Lift 3-12 kg", "en", ("10", "12")),
        ("Drei Jahre am Ofen", "Fünf Jahre am Ofen", "de", ("Drei", "Fünf")),
        ("Lead four bakers", "Lead 4 bakers", "en", None),  # the same number
        ("Work from 6:00 to 14:00", "Work from 14:00 to 22:00", "en", None),  # two shifts
        ("At level 2 of hygiene", "At level 3 of hygiene", "en", None),
        ("Certified by ISO 9001", "Certified by ISO 27001", "en", None),
        ("At the GS-14 level", "At the GS-15 level", "en", None),
        ("Teach 4 bakers in Hull", "Teach 6 bakers in York", "en", None),
        ("Never lift 4 sacks", "Lift 6 sacks", "en", None),
        ("Lift 4 sacks", "Lift sacks", "en", None),
    ],
)
def test_lines_that_differ_by_one_number(one: str, two: str, language: str, expected: tuple[str, str] | None) -> None:
    """One number against another, however it is written; not what numbers a level, a norm or a version."""
    assert figures_apart(one, two, language) == expected


@pytest.mark.parametrize(
    ("headings", "severity"),
    [
        (("What you do", "Your team"), "warning"),
        (("Full time", "Part time"), "info"),
        (("Location: Hull", "Location: York"), "info"),
    ],
)
def test_variants_of_a_job_may_differ_by_a_number(headings: tuple[str, str], severity: str) -> None:
    """Of two sections that are named for variants both numbers may be true."""
    points = ("28 days of holiday a year, plus your birthday", "14 days of holiday a year, plus your birthday")
    text = (
        "# Baker\n\nWe bake rolls in Hull.\n\n## Requirements\n\n- Two years at an oven of this size\n\n"
        + "\n".join(f"## {each}\n\n- {one}\n" for each, one in zip(headings, points, strict=True))
    )
    found = [each for each in check_text(text) if each.rule == "near-duplicate-item"]
    assert [each.severity for each in found] == [severity]


@given(
    st.text(alphabet="4 67.,:£%-k+three ISO\u00a0é'", max_size=40),
    st.text(alphabet="4 67.,:£%-k+three ISO", max_size=40),
)
def test_numbers_apart_stand_in_the_lines(one: str, two: str) -> None:
    """Whatever the text, what is told apart is text of each line, and the other way round the same."""
    found = figures_apart(one, two, "en")
    assert found is None or (found[0] in one and found[1] in two and figures_apart(two, one, "en") == found[::-1])
    assert not any(word[0].isdigit() for word in without_figures(says(one), "en"))
