"""terms and pattern: names, the whole posting and many entries at once, as far as examples of rules cannot show it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint import registry
from jdlint.api import check_text
from jdlint.findings import Finding

FRAME = "# Clerk\n\nYou keep our books. Write to jobs@office.example.\n\n## Tasks\n\n{}\n"
CLICHES = [
    "team player",
    "self-starter",
    "detail-oriented",
    "outside the box",
    "passionate",
    "amazing",
    "world-class",
    "juggle",
]


def found(text: str, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [each for each in check_text(FRAME.format(text), path="posting.md") if each.rule == rule]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("- We do crazy things", 1),
        ("- Crazy things happen here", 1),
        ("- Use Crazy Stitch to sew", 0),
        ("- Work for Big Crazy and others", 0),
        ("- Work for Smith & Crazy", 0),
        ("- Friday, Crazy things", 1),
        ("- **Crazy** *Stitch*", 0),
    ],
)
def test_a_word_of_a_name_is_none(text: str, number: int) -> None:
    """A capital beside a capital is a name, with a blank, a hyphen or an ampersand between them and nothing else."""
    assert len(found(text, "ableist-words")) == number


def test_a_heading_has_capitals_and_no_names() -> None:
    """Where every word has a capital, none tells of a name."""
    assert len(found("## Our Crazy Sale\n\n- You sell", "ableist-words")) == 1


@given(st.lists(st.sampled_from(CLICHES), max_size=12))
@settings(max_examples=30, deadline=None)
def test_stock_phrases_are_counted_once_each(phrases: list[str]) -> None:
    """One finding for six different phrases or more; how often each stands does not count."""
    findings = found("\n".join(f"- You are, as it were, {phrase}" for phrase in phrases), "many-cliches")
    different = len(set(phrases))
    assert len(findings) == (different >= 6)
    for finding in findings:
        assert f"{different} different" in finding.message
        assert len(finding.related) == different - 1


@pytest.mark.parametrize("clearance", ["a Secret security clearance", "top-secret clearance; TS/SCI"])
def test_a_clearance_anywhere_explains_citizenship(clearance: str) -> None:
    """What the posting says elsewhere keeps a rule silent."""
    demand = "- You must be a US citizen"
    assert len(found(demand, "citizenship-limits")) == 1
    assert found(f"{demand}\n\nFar below: you hold {clearance}.", "citizenship-limits") == []


def test_stock_phrases_that_are_counted_are_also_shown_one_by_one() -> None:
    """`many-cliches` sends its reader to other rules: they know each of its phrases, or one within it."""
    rules = registry.packaged_rules()
    known = {
        term.lower().replace("-", " ")
        for name in ("cliches", "vague-superlatives", "pressure-words")
        for entry in rules[name].options["entries"]
        for term in entry["terms"]
    }
    shown = [
        term.lower().replace("-", " ") for entry in rules["many-cliches"].options["entries"] for term in entry["terms"]
    ]
    unknown = [term for term in shown if not any(each.rstrip("s") in term or each in term for each in known)]
    assert [term for term in unknown if term not in ("juggling",)] == []


def test_a_posting_that_shouts_has_no_names() -> None:
    """Where all letters are capital, two of them side by side are no name."""
    assert len(found("- WE DO CRAZY THINGS HERE", "ableist-words")) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Males only. You do not need experience.", 1),
        ("Males only, and do not write to us.", 0),
        ("• Unemployed need not apply • Males only", 1),
        ("Do not worry! Males only.", 1),
    ],
)
def test_what_must_not_be_near_counts_in_its_sentence(text: str, number: int) -> None:
    """A `not` of another sentence, or of another point in one line, denies nothing in this one."""
    assert len(found(text.replace("do not write", "never write"), "sex-limits")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('One reader said "we had the craziest and best of all years here".', 0),
        ("One reader said “we had the craziest and best of all years here”.", 0),
        ('You like "crazy" ideas.', 1),
        ('A 27" screen and crazy ideas for your 15" laptop are here.', 1),
    ],
)
def test_words_of_a_quotation_are_somebody_elses(text: str, number: int) -> None:
    """One or two words in quotation marks are the writer's own; an inch sign opens no quotation."""
    assert len(found(text, "ableist-words")) == number


def test_overlapping_hits_of_one_rule_are_one() -> None:
    """Two patterns that see the same words report them once, by the longer of the two."""
    findings = found("- British nationals only", "citizenship-limits")
    assert [each.message.partition("'")[2].partition("'")[0] for each in findings] == ["British nationals only"]
