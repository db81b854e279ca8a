"""title-gender: where a noun counts and where it does not, in each format, and that no title makes it slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint import registry
from jdlint.config import Config
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.text import Source

RULES = registry.bind(Config(select=("one-gender-title-german", "one-gender-title-french")))
TEXT = {"de": "Du arbeitest mit uns, und wir freuen uns.", "fr": "Vous travaillez avec nous dans la ville."}
NOUNS = {
    "de": ("Bäcker", "Hochbauingenieur", "Fachkaufmann", "Sekretärin"),
    "fr": ("Boulanger", "Conseillère", "Chargé"),
}
MARKS = {
    "de": (" (m/w/d)", ":in", "*in", "_in", "/-in", " (gn)", " d/w/m", "*"),
    "fr": (" (H/F)", "·e", "(e)", " f/h/x", "-e"),
}
each_language = st.sampled_from(("de", "fr"))


def found(title: str, language: str, name: str = "x.md", before: str = "# ") -> list[Finding]:
    """What the rules say of a posting with this title."""
    source = Source(f"{before}{title}\n\n{TEXT[language]}\n", name)
    return list(check_source(source, RULES, kind="posting", language=language).findings)


@given(each_language, st.data())
def test_a_noun_alone_is_found_and_with_a_mark_it_is_not(language: str, data: st.DataObject) -> None:
    """Whatever stands around it: the noun is found where it stands, and any mark that says `for all` quiets the rule."""
    noun, mark = data.draw(st.sampled_from(NOUNS[language])), data.draw(st.sampled_from(MARKS[language]))
    before, after = (
        data.draw(st.sampled_from(("", "Senior ", "1. "))),
        data.draw(st.sampled_from(("", " in Ulm", ", Lyon"))),
    )
    (finding,) = found(before + noun + after, language)
    assert f"# {before}{noun}{after}\n"[finding.span.start : finding.span.end] == noun
    assert found(before + noun + mark + after, language) == []


@pytest.mark.parametrize(
    ("name", "before"),
    [("x.txt", ""), ("x.html", "<h1>"), ("x.md", "---\nlang: de\n---\n\n## "), ("x.md", "**Stelle:** ")],
)
def test_the_noun_is_found_in_each_format(name: str, before: str) -> None:
    """In a line, a heading of a page, below front matter, and behind a label."""
    (finding,) = found("Bäcker", "de", name, before)
    assert (finding.span.start, finding.span.end) == (len(before), len(before) + len("Bäcker"))


def test_a_title_in_front_matter_is_marked_as_a_whole() -> None:
    """There the words of a value have no places of their own."""
    source = Source(f'---\ntitle: "Bäcker"\n---\n\n{TEXT["de"]}\n', "x.md")
    (finding,) = check_source(source, RULES, kind="posting", language="de").findings
    assert "Bäcker" in source.text[finding.span.start : finding.span.end]


@pytest.mark.parametrize(
    "title",
    ["Leitung", "Software Engineer", "Assistenz der Bäcker", "Ausbildung", "Lehrkraft für Gärtner", "Kaufleute"],
)
def test_other_nouns_are_left_alone(title: str) -> None:
    """Neutral and English titles, and names of those with whom the job has to do."""
    assert found(title, "de") == []


@settings(max_examples=60)
@given(each_language, st.text(max_size=60))
def test_any_title_is_taken(language: str, title: str) -> None:
    """No title raises; at most one finding comes of one."""
    assert len(found(title.replace("\n", " "), language)) <= 1


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize(
    "title", ["a" * 100_000, "Bäcker " + "a" * 100_000, "Boulanger " + "a-" * 50_000, "Koch " * 20_000, "/" * 100_000]
)
def test_long_titles_are_looked_at_in_no_time(language: str, title: str) -> None:
    """Time grows with the length of a title and not with its square."""
    start = time.perf_counter()
    found(title, language)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Wir suchen ab sofort einen netten Bäcker für Ulm.", "Bäcker"),
        ("Dafür suchen wir:\n\n- Lehrkräfte\n- erfahrene Bäcker", "Bäcker"),
        ("Wir suchen einen Bäcker (m/w/d) für Ulm.", None),
        ("Wir suchen eine Hilfe. Einen Bäcker haben wir.", None),
        ("Wir suchen eine Bäckerin oder einen Bäcker.", None),
        ("Wir suchen:\n\n- Leute, die mit unserem Bäcker früh am Morgen den Ofen heizen", None),
    ],
)
def test_a_sentence_says_who_is_sought_where_the_title_does_not(text: str, match: str | None) -> None:
    """It is a note, and marked where the noun stands."""
    source = Source(f"# Karriere\n\n{text}\n", "x.md")
    findings = list(check_source(source, RULES, kind="posting", language="de").findings)
    assert [(source.text[each.span.start : each.span.end], each.severity) for each in findings] == (
        [(match, "info")] if match else []
    )
