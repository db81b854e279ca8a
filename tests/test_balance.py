"""Words of two sides: in proportion, in running text only, whatever the order of the words and the format of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint import registry
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.model import Format
from jdlint.text import Source

RULE, _ = registry.load_rule(Path(__file__).parent.parent / "rules" / "inclusive" / "gender-coded-balance.yml")
RULES = registry.bound([RULE])
STRONG = ["ambitious", "driven", "competitive", "assertive", "confident", "decisive", "fearless"]
WARM = ["supportive", "honest", "kind", "warm", "loyal"]
PLAIN = ["You bake bread and count the till.", "You drive the van on Fridays.", "Two cooks work here."]


def found(text: str, format: Format = "markdown") -> list[Finding]:
    """What the rule finds in a posting."""
    return check_source(Source(text, "a.md"), RULES, format=format, kind="posting", language="en").findings


def posting(words: list[str], plain: int = 3) -> str:
    """A posting that asks for people who are all that, with some plain sentences."""
    return "# Baker\n\n" + "".join(f"- You are {word}\n" for word in words) + "\n" + " ".join(PLAIN * plain) + "\n"


def test_it_is_found_and_every_word_is_shown() -> None:
    """One finding at the title; the places of all words that count are related, as they stand in the source."""
    text = posting(STRONG)
    (finding,) = found(text)
    assert text[: finding.span.start] == "# "
    assert [text[span.start : span.end] for span in finding.related] == STRONG


@pytest.mark.parametrize(("format", "text"), [
    ("plain", "Baker\n\n" + "\n".join(f"* You are {word}" for word in STRONG)),
    ("html", "<h1>Baker</h1><ul>" + "".join(f"<li>You are <b>{word}</b></li>" for word in STRONG) + "</ul>"),
])  # fmt: skip
def test_places_in_other_formats(format: Format, text: str) -> None:
    """Also in plain text and in HTML, inside emphasis."""
    (finding,) = found(text, format)
    assert [text[span.start : span.end] for span in finding.related] == STRONG


@settings(deadline=None, max_examples=40)
@given(st.permutations(STRONG))
def test_order_does_not_count(words: list[str]) -> None:
    """The same words in any order are the same judgement."""
    (finding,) = found(posting(words))
    assert finding.message.startswith("7 words here are coded masculine, 0 are coded feminine")


SILENT = {
    "words of the other side beside them": posting([*STRONG, *WARM]),
    "a long posting": posting(STRONG, 60),
    "few of them": posting(STRONG[:4]),
    "one word again and again": posting(["ambitious"] * 30),
    "headings": "# Baker\n\n" + "".join(f"## {word.title()}\n\nYou bake.\n\n" for word in STRONG),
    "names": "# Baker\n\n" + "".join(f"- You sell the {word.title()} Roll\n" for word in STRONG),
    "benefits": "# Baker\n\n## Benefits\n\n" + "".join(f"- a {word} team\n" for word in STRONG),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_silent(text: str) -> None:
    """What says nothing of whom the job is for, or too little, is left alone."""
    assert not found(text)
