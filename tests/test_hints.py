"""Hints are found just where a plain search finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.hints import Hints, Lookup
from jdlint.words import words

_BEGINNINGS = ("12", "age", "boy", "employ", "years old", "in work", "candidates under", "é")
_WHOLES = ("at ", " é ", " in ")
_SIGNS = ("and/or", " in the ", "\u2011", "\u00e2\u20ac", "$")
_PIECES = st.sampled_from(
    (
        *_BEGINNINGS,
        *_WHOLES,
        *_SIGNS,
        "12pm",
        "flat ",
        "1200",
        "cage",
        "aged",
        "employer",
        "self-employed",
        " ",
        "-",
        "\n",
        "x",
    )
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_found_as_a_plain_search_finds_them(text: str) -> None:
    expected = {hint: [found.start() for found in re.finditer(rf"(?={re.escape(hint)})", text)] for hint in _SIGNS}
    expected |= {
        hint: [found.start() for found in re.finditer(rf"(?<![^\W_])(?={re.escape(hint)})", text)]
        for hint in _BEGINNINGS
    }
    found, begun = Hints(_BEGINNINGS, _SIGNS, _WHOLES).find(Lookup(text, frozenset(words(text))))
    assert found == {hint: at for hint, at in expected.items() if at and (hint in _SIGNS or " " in hint)}
    wholes = {hint: begun.pop(hint) for hint in _WHOLES if hint in begun}
    assert wholes == {hint: [hint.strip()] for hint in _WHOLES if hint.strip() in words(text)}
    assert begun.keys() == {hint for hint, at in expected.items() if at and hint not in _SIGNS and " " not in hint}
    assert all(word.startswith(hint) for hint, all_words in begun.items() for word in all_words)


@pytest.mark.parametrize(
    ("hint", "text", "at"),
    [
        ("first-language", "a first-language speaker", [2]),
        ("first-language", "a first language speaker", None),
        ("first language", "our first languages", [4]),
        ("first language", "a language learned first", None),
        ("man's role", "a man's roles", [2]),
        ("man's role", "a woman's role", None),
        ("not over ", "not over 30, and not over 40", [0, 17]),
        ("not over ", "not overseas", None),
        ("not over ", "cannot over 30", None),
        ("9-5", "a 9-5 job from 9-50", [2, 15]),
        ("24/7", "open 24/7", [5]),
        ("e-mail", "an email", None),
        ("to work 7", "able to work 70 hours", [5]),
    ],
)
def test_hints_of_several_words(hint: str, text: str, at: list[int] | None) -> None:
    """They stand just as they are written, the last word perhaps longer, and do not begin inside of a word."""
    assert Hints.of([hint]).find(Lookup(text, frozenset(words(text)))) == ({} if at is None else {hint: at}, {})


@pytest.mark.parametrize(
    ("hint", "text", "word"),
    [
        ("boy", "busboys", None),
        ("boy", "boys", "boys"),
        ("boy ", "boys", None),
        ("boy ", "a boy", "boy"),
        ("man's", "a man's job", "man's"),
        ("years2", "years2023", "years2023"),
    ],
)
def test_hints_of_one_word(hint: str, text: str, word: str | None) -> None:
    """They begin a word, or with a blank at their end are one."""
    assert Hints.of([hint]).find(Lookup(text, frozenset(words(text)))) == ({}, {} if word is None else {hint: [word]})


@given(
    st.lists(
        st.sampled_from((*_BEGINNINGS, *_WHOLES, *_SIGNS, "first-language", "man's role", "not over ")), unique=True
    )
)
def test_each_hint_is_of_one_sort(hints: list[str]) -> None:
    """Whatever stands beside it: a hint is found by itself as it is among others."""
    text = "at 12 the boy's and/or é first-language man's role is not over 30 years old in the $ \u00e2\u20ac in work"
    lookup = Lookup(text, frozenset(words(text)))
    together, begun = Hints.of(hints).find(lookup)
    for hint in hints:
        alone = Hints.of([hint]).find(lookup)
        assert alone == (
            {hint: together[hint]} if hint in together else {},
            {hint: begun[hint]} if hint in begun else {},
        )
