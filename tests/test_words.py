"""Words and phrases: how text is cut, how English bends, and how many phrases are found in one pass."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.phrases import PhraseIndex
from jdlint.words import WORD, Words, inflected, plain, plural, verb_forms, with_case_of, words

# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("We bake bread.", ["we", "bake", "bread"]),
        ("You’ll like it, won't you?", ["you'll", "like", "it", "won't", "you"]),
        ("a full-time co‑worker", ["a", "full", "time", "co", "worker"]),
        ("he/she and his/her", ["he", "she", "and", "his", "her"]),
        ("C++ and C# since 2019", ["c", "and", "c", "since", "2019"]),
        ("Développeur·euse à Zürich", ["développeur", "euse", "à", "zürich"]),
        ("'quoted' and ‘so’", ["quoted", "and", "so"]),
        ("snake_case", ["snake_case"]),
        ("İstanbul office", ["i̇stanbul", "office"]),
        ("", []),
        ("… – !", []),
    ],
)
def test_text_is_cut_into_words(text: str, cut: list[str]) -> None:
    """Words are letters, digits and inner apostrophes, compared in lower case with straight apostrophes."""
    assert Words(text).plain == cut
    if plain(text) == text.lower() and "İ" not in text:
        assert words(text) == cut


_ODD = st.text(st.sampled_from("aB'’-–_ é9İßﬁ😀\u0130\u00ad\x1c\n.“"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(_ODD)
def test_the_quick_ways_cut_as_the_pattern_does(text: str) -> None:
    assert words(text) == WORD.findall(plain(text))


@settings(max_examples=200, deadline=None)
@given(st.lists(_ODD | st.sampled_from(("We bake bread.", "it's “so”", "'quoted'", "a–b")), max_size=5))
def test_many_texts_are_cut_as_each_alone(texts: list[str]) -> None:
    found = [(each.text, each.lower, each.plain, each.spans) for each in Words.of_all(texts)]
    assert found == [(each.text, each.lower, each.plain, each.spans) for each in map(Words, texts)]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aB'’-–_ é9İßﬁ😀\u0130\u00ad\n."), max_size=30))
def test_each_word_has_its_span(text: str) -> None:
    """There are as many spans as words; the text at a span is its word."""
    cut = Words(text)
    assert len(cut) == len(cut.plain) == len(cut.spans)
    for (start, end), word in zip(cut.spans, cut.plain, strict=True):
        assert plain(text[start:end]) == word
        assert WORD.fullmatch(text, start, end)


# ---------------------------------------------------------------- bending


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("salesman", "salesmans"), ("baker", "bakers"), ("city", "cities"), ("day", "days"), ("boss", "bosses"), ("box", "boxes"),
        ("church", "churches"), ("brush", "brushes"), ("waitress", "waitresses"), ("shop assistant", "shop assistants"), ("quiz", "quizes"),
    ],
)  # fmt: skip
def test_regular_plurals(one: str, many: str) -> None:
    """The last word of a noun phrase is bent by rule; irregular nouns are written out in rules."""
    assert plural(one) == many
    assert inflected(one, "noun") == (one, many)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("walk", ("walk", "walks", "walked", "walking")),
        ("leverage", ("leverage", "leverages", "leveraged", "leveraging")),
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("play", ("play", "plays", "played", "playing")),
        ("plan", ("plan", "plans", "planned", "planning")),
        ("fix", ("fix", "fixes", "fixed", "fixing")),
        ("man the desk", ("man the desk", "mans the desk", "manned the desk", "manning the desk")),
        ("push back", ("push back", "pushes back", "pushed back", "pushing back")),
        ("reach out", ("reach out", "reaches out", "reached out", "reaching out")),
    ],
)
def test_regular_verbs(verb: str, forms: tuple[str, ...]) -> None:
    """The first word of a verb phrase is bent, in one order for all verbs."""
    assert verb_forms(verb) == forms
    assert inflected(verb, "verb") == forms


def test_what_is_not_to_be_bent_is_left_alone() -> None:
    """Without a kind a phrase has one form."""
    assert inflected("chairman", None) == ("chairman",)


@pytest.mark.parametrize(
    ("model", "text", "result"),
    [
        ("salesman", "salesperson", "salesperson"),
        ("Salesman", "salesperson", "Salesperson"),
        ("SALESMAN", "salesperson", "SALESPERSON"),
        ("A", "one", "One"),
        ("Sales Man", "sales person", "Sales person"),
        ("123", "one", "one"),
        ("“Salesman", "salesperson", "Salesperson"),
        ("he", "", ""),
    ],
)
def test_a_replacement_takes_the_case_of_what_it_replaces(model: str, text: str, result: str) -> None:
    """CAPITALS, a Capital first, or as it is."""
    assert with_case_of(model, text) == result


# ---------------------------------------------------------------- phrases


def found(index: PhraseIndex[str], text: str) -> list[str]:
    """What an index finds in a text, as it stands there."""
    return [text[each.start : each.end] for each in index.find(Words(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We work full time.", ["full time"]),
        ("Full-time, or FULL TIME", ["Full-time", "FULL TIME"]),
        ("full‑time and full – time", ["full‑time", "full – time"]),
        ("full. Time flies", []),
        ("full (time)", []),
        ("fulltime", []),
        ("full\ntime", []),
        ("the don’t-know and the don't know", ["don’t-know", "don't know"]),
        ("a night baker bakes", ["night baker", "baker"]),
        ("night bakers", []),
        ("", []),
    ],
)
def test_phrases_are_found_however_they_are_written(text: str, parts: list[str]) -> None:
    """Letter case, hyphen or blank, and kinds of hyphen and apostrophe do not count; at each place the longest is first."""
    index = PhraseIndex((phrase, phrase) for phrase in ("full time", "don't know", "baker", "night baker"))
    assert found(index, text) == parts


def test_a_find_knows_its_words_and_what_it_stands_for() -> None:
    """First and last word by number, and the key."""
    index = PhraseIndex([("night baker", 1), ("Night-Baker", 2), ("x", 3)])
    finds = list(index.find(Words("A night baker")))
    assert [(each.first, each.last, each.start, each.end) for each in finds] == [(1, 2, 2, 13), (1, 2, 2, 13)]
    assert sorted(each.key for each in finds) == [1, 2]


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [(0, None, ["a b", "b", "a b", "b"]), (1, None, ["b", "a b", "b"]), (0, 3, ["a b", "b"]), (3, 9, ["b"])],
)
def test_a_find_can_be_held_to_some_words(first: int, last: int | None, parts: list[str]) -> None:
    """A phrase that reaches beyond them is none."""
    text = "a b a b"
    index = PhraseIndex([("a b", None), ("b", None)])
    assert [text[each.start : each.end] for each in index.find(Words(text), first, last)] == parts


PHRASES = st.lists(st.sampled_from(["a", "b", "a b", "b a", "a b c", "c", "b-c", "don't", "é"]), max_size=6)


@settings(max_examples=400, deadline=None)
@given(
    PHRASES,
    st.lists(
        st.sampled_from(["a", "b", "c", "é", "don’t", "DON'T", "A", " ", "-", ".", " ", "\u2013", ", "]), max_size=14
    ).map("".join),
)
def test_an_index_finds_what_a_search_for_each_phrase_finds(phrases: list[str], text: str) -> None:
    """One pass for all phrases finds neither more nor less than a pattern for each would."""
    index = PhraseIndex((phrase, number) for number, phrase in enumerate(phrases))
    finds = {(each.start, each.end, each.key) for each in index.find(Words(text))}
    expected = set()
    for number, phrase in enumerate(phrases):
        parts = [re.escape(word) for word in re.split("[ -]", phrase)]
        pattern = r"(?<![\w])(?<!\w['])" + r"[ \-\u2013*]{1,3}".join(parts) + r"(?!\w|'\w)"
        expected |= {
            (at, at + len(match.group()), number)
            for at in range(len(text))
            if (match := re.compile(pattern).match(plain(text), at))
        }
    assert finds == expected


def test_case_among_capitals() -> None:
    """Among words with capitals each word but the little ones has one."""
    assert with_case_of("Policeman", "police officer", title=True) == "Police Officer"
    assert with_case_of("In Excess Of", "more than", title=True) == "More than"
    assert with_case_of("policeman", "police officer", title=True) == "police officer"
