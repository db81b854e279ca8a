"""Degrees that are demanded, and what takes the demand back."""

from __future__ import annotations

from functools import cache

import pytest

from jdlint.config import Config
from jdlint.engine import check_source
from jdlint.registry import RuleSet, bind
from jdlint.text import Source


@cache
def rules() -> RuleSet:
    """The rules that run unasked."""
    return bind(Config())


def demanded(title: str, point: str, path: str = "a.md") -> list[str]:
    """What is marked of a requirement."""
    text = f"# {title}\n\n## Requirements\n\n- {point}\n- Good will\n"
    if path.endswith(".html"):
        text = f"<h1>{title}</h1><h2>Requirements</h2><ul><li>{point}</li><li>Good will</li></ul>"
    found = check_source(Source(text, path), rules()).findings
    return [text[each.span.start : each.span.end] for each in found if each.rule == "degree-without-equivalent"]


@pytest.mark.parametrize(
    ("title", "point"),
    [
        ("Office manager", "Bachelor's degree required; MBA preferred"),
        ("Office manager", "Bachelor's degree in business, economics or a related field"),
        ("Solution architect", "B.S. in computer science"),
        ("Project manager", "Four-year degree or higher"),
        ("Web developer", "A university degree and 3 years of experience"),
        ("Office manager", "Education and/or experience: bachelor's degree in business"),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_demands(title: str, point: str, path: str) -> None:
    """Whatever is said of fields and of higher degrees, in every format."""
    assert len(demanded(title, point, path)) == 1


@pytest.mark.parametrize(
    ("title", "point"),
    [
        ("Office manager", "Experience in offices and/or a bachelor's degree"),
        ("Office manager", "University degree, or eight years in an office"),
        ("Office manager", "Bachelor's degree (or a certificate in bookkeeping)"),
        ("Office manager", "Bachelor's degree preferred"),
        ("Civil engineer", "Bachelor's degree in civil engineering"),
        ("Ward nurse", "Bachelor's degree"),
        ("Postdoctoral researcher", "Master's degree"),
        ("Graduate engineer", "Bachelor's degree in engineering"),
        ("Software intern", "You are pursuing a bachelor's degree"),
    ],
)
def test_no_demands(title: str, point: str) -> None:
    """Other ways, wishes, fields in which law or science ask for a degree, and students."""
    assert demanded(title, point) == []


def test_a_degree_reads_as_it_is_written() -> None:
    """Entities and emphasis are part of the source and not of the message."""
    text = "# Clerk\n\n## Requirements\n\n- **Bachelor&rsquo;s degree**\n- Good will\n"
    (found,) = (
        each
        for each in check_source(Source(text, "a.md"), rules()).findings
        if each.rule == "degree-without-equivalent"
    )
    assert found.message.startswith("'Bachelor’s degree'")
