"""Length, readability, capitals and abbreviations: what the examples of the rules cannot show."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint import registry
from jdlint.checks.readability import reading, syllables
from jdlint.data import table
from jdlint.document import read_document
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.text import Source

PACK = Path(__file__).parent.parent / "rules" / "clarity"


def found(rule: str, text: str, path: str = "a.md") -> list[Finding]:
    """What a rule finds in a posting."""
    rules = registry.bound([registry.load_rule(PACK / f"{rule}.yml")[0]])
    return check_source(Source(text, path), rules, kind="posting", language="en").findings


SYLLABLES = {
    "en": {"the": 1, "table": 2, "baked": 1, "wanted": 2, "decided": 3, "people": 2, "engineering": 4, "makes": 1, "roses": 2, "rhythm": 1},
    "de": {"arbeit": 2, "mitarbeiterin": 5, "leute": 2, "häuser": 2, "beamte": 2},
    "fr": {"vous": 1, "responsable": 3, "équipe": 2, "villes": 1, "maison": 2, "bureau": 2},
}  # fmt: skip


@pytest.mark.parametrize(("language", "words"), SYLLABLES.items(), ids=SYLLABLES)
def test_syllables(language: str, words: dict[str, int]) -> None:
    """Syllables of common words, by groups of vowels and silent endings."""
    assert {word: syllables(word, language) for word in words} == words


@given(st.text(string.ascii_lowercase + "äöüéèêàç'0", min_size=1, max_size=40), st.sampled_from(["en", "de", "fr"]))
def test_every_word_has_a_syllable(word: str, language: str) -> None:
    """At least one, and never more than letters."""
    assert 1 <= syllables(word, language) <= len(word)


def score(text: str, language: str = "en") -> float:
    """How easy a posting is to read."""
    (posting,) = read_document(Source(text, "a.md"), kind="posting", language=language).postings
    result = reading([block for block, _ in posting.blocks()], language)
    assert result is not None
    return result.score


def test_the_formula() -> None:
    """Flesch's own formula, worked by hand: 4 words in 2 sentences, 5 syllables."""
    assert score("You bake. You sell bread.") == pytest.approx(206.835 - 1.015 * 5 / 2 - 84.6 * 5 / 5)


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 8))
def test_shorter_sentences_and_points_are_easier(parts: int) -> None:
    """The same words are easier in more sentences, and a point of a list is a sentence."""
    clause = "you carry bags to the seventh floor"
    long = score(", ".join([clause] * parts) + ".")
    assert score(". ".join([clause.capitalize()] * parts) + ".") > long
    assert score("\n".join([f"- {clause}"] * parts)) == pytest.approx(
        score(". ".join([clause.capitalize()] * parts) + ".")
    )


def test_languages_with_a_formula_have_all_of_it() -> None:
    """Each formula is complete and named."""
    assert {frozenset(formula) for formula in table("readability").values()} == {
        frozenset(("name", "base", "sentence", "syllable", "vowels", "silent"))
    }


CAPITALS = {
    "in emphasis": ("You work.\n\nWe say: **APPLY ONLY IN WRITING TO US**, please.", "APPLY ONLY IN WRITING TO US"),
    "with accents": ("Ici, IL NE FAUT PAS APPELER LE BUREAU À MIDI svp.", "IL NE FAUT PAS APPELER LE BUREAU À MIDI"),
    "beside other scripts": ("Ж Я ж 漢字 says: DO NOT CALL US BY PHONE.", "DO NOT CALL US BY PHONE"),
}


@pytest.mark.parametrize(("text", "marked"), CAPITALS.values(), ids=CAPITALS)
def test_places_of_capitals(text: str, marked: str) -> None:
    """The run of capitals is marked as it stands in the source."""
    (finding,) = found("text-in-capitals", f"# Porter\n\n{text}\n")
    assert f"# Porter\n\n{text}\n"[finding.span.start : finding.span.end] == marked


@settings(deadline=None, max_examples=60)
@given(st.text("ABC abc.,-&ß漢\n", max_size=120))
def test_hostile_capitals(text: str) -> None:
    """No text breaks the look at capitals, abbreviations or marks, and every span lies in it."""
    for rule in ("text-in-capitals", "undefined-acronyms", "exclamation-marks"):
        assert all(0 <= each.span.start <= each.span.end <= len(text) for each in found(rule, text))


EXPLAINED = {
    "in brackets": "You keep the night guest register (NGR). The NGR is blue.",
    "in brackets behind": "You keep the NGR (night guest register).",
    "in the plural": "You read night guest registers (NGRs). An NGR is blue.",
    "by its first letters": "You keep the Night Guest Register. Your NGR is blue.",
    "with little words": "You keep the Register of Guests at Night. Your RGN is blue.",
    "stressed": "You must NEVER sleep; porters never do.",
    "a number": "You are a porter of level XVI.",
    "a known one": "You send a PDF to HR.",
}


@pytest.mark.parametrize("text", EXPLAINED.values(), ids=EXPLAINED)
def test_explained_abbreviations(text: str) -> None:
    """What a posting spells out in one way or another is left alone."""
    assert not found("undefined-acronyms", f"# Porter\n\n{text}\n")


def test_one_finding_for_all_long_sentences() -> None:
    """Long sentences of a posting are one finding with the other places related."""
    sentence = "You carry " + "and carry " * 40 + "bags."
    (finding,) = found("long-sentence", f"# Porter\n\n{sentence}\n\n- {sentence}\n")
    assert finding.times == 2
    assert len(finding.related) == 1


def test_different_terms_are_counted() -> None:
    """One phrase used again and again is one, and so are two that overlap; all places are shown."""
    rule, _ = registry.load_rule(PACK / "never-says-you.yml")
    options = {"of": "terms", "max": 2, "terms": ["team player", "team", "self-starter", "synergy"]}
    rules = registry.bound([rule._replace(options=options, messages={"": "{count}: {words}"})])

    def told(text: str) -> list[Finding]:
        return check_source(Source(text, "a.md"), rules, kind="posting", language="en").findings

    text = "# Porter\n\n" + "- You are a team player\n" * 9
    assert not told(text + "- a self-starter\n")
    (finding,) = told(text + "- a self-starter with synergy\n")
    assert finding.message == "3: 'team player', 'self-starter', 'synergy'"
    assert len(finding.related) == 10
