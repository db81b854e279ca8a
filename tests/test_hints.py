"""Hints are found just where a plain search finds them."""

from __future__ import annotations

import re

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
