"""Plain text: lines, blank lines, capitals, labels and bullets are all the structure there is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.model import Block
from jdlint.read.plain import read_plain

SENTENCE = "We bake bread for nine villages, and we have done so every night since the mill was built."


def read(text: str) -> list[Block]:
    """The blocks of a text without front matter."""
    return read_plain(text, 0)


def seen(text: str) -> list[tuple[str, str]]:
    """Kind and reader text of each block."""
    return [(block.kind, block.text.value) for block in read(text)]


def stands(text: str, block: Block) -> str:
    """A block's source."""
    return text[block.span.start : block.span.end]


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize(
    "line",
    [
        "ABOUT THE BAKERY",
        "HOW TO APPLY?",
        "Our ovens:",
        "Who you are:",
        "Requirements",
        "requirements:",
        "What you will do",
        "🥖 What we bake",
        "Our ovens and mills",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["next line", "after a blank line"])
@pytest.mark.parametrize("below", [SENTENCE, "- bread", "• bread"], ids=["paragraph", "dash", "bullet"])
def test_headings_by_their_look(line: str, between: str, below: str) -> None:
    """Capitals, labels, emoji, known wordings and short unmarked lines before a list or paragraph are headings."""
    text = f"We bake.\n\n{line}{between}{below}\n"
    blocks = read(text)
    assert [block.kind for block in blocks] == ["paragraph", "heading", "paragraph" if below == SENTENCE else "item"]
    assert stands(text, blocks[1]) == line
    assert blocks[1].depth > 6


@pytest.mark.parametrize("underline", ["====", "----------", "~~~~", "- - - -"])
def test_an_underlined_line_is_a_heading(underline: str) -> None:
    """A short line with a line of marks below it is a heading; the marks are no text."""
    assert seen(f"Our ovens\n{underline}\nGas and wood\n") == [("heading", "Our ovens"), ("paragraph", "Gas and wood")]


def test_a_line_of_marks_under_a_label_is_a_separator() -> None:
    """`Location: Leeds` above dashes stays a label with its value."""
    assert seen("Location: Leeds\n-----\nGas and wood\n") == [
        ("heading", "Location:"),
        ("paragraph", "Leeds"),
        ("paragraph", "Gas and wood"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "We bake bread.",
        "WE BAKE BREAD.",
        "UK",
        "- Requirements",
        "• OUR OVENS",
        "-----",
        "* * *",
        "Our motto: bread first",
        "Ask at https://x.example:",
        "bread\nand cake\nand tea",
        "1. Requirements\n2. Benefits",
        "We need 9 bakers",
    ],
)
def test_sentences_separators_and_bullets_are_no_headings(text: str) -> None:
    """A sentence, a separator, a bullet and a line of a list of short lines open no section."""
    assert "heading" not in [block.kind for block in read(f"{text}\n")]


def test_numbered_headings() -> None:
    """A number before a wording that is known as a heading is a heading's, unless an item stands beside it."""
    assert seen("1. Requirements\n\nWe need you to bake.\n\n2) Benefits\n\nBread.\n") == [
        ("heading", "1. Requirements"),
        ("paragraph", "We need you to bake."),
        ("heading", "2) Benefits"),
        ("paragraph", "Bread."),
    ]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Location: Leeds", "Location:", "Leeds"),
        ("  Pay:   £9 an hour: more at night  ", "Pay:", "£9 an hour: more at night"),
        ("Closing date:\t3 May", "Closing date:", "3 May"),
    ],
)
def test_a_label_with_a_value_leads_its_line(line: str, name: str, value: str) -> None:
    """A `Label: value` line is a heading and the first block under it, each with its own span."""
    text = f"{line}\n"
    blocks = read(text)
    assert [(block.kind, stands(text, block)) for block in blocks] == [("heading", name), ("paragraph", value)]


# ---------------------------------------------------------------- items


@pytest.mark.parametrize(
    "marker", ["-", "*", "+", "•", "·", "‣", "–", "—", "●", "▪", "➢", "✅", "1.", "12)", "(3)", "a)", "b.", "o "]
)
def test_items_by_any_marker(marker: str) -> None:
    """Bullets, numbers and letters begin items; all of one list share its number."""
    text = f"{marker} sell bread\n   {marker} bake it\n\n{marker} rest\n"
    items = read(text)
    assert [(item.kind, stands(text, item)) for item in items] == [
        ("item", "sell bread"),
        ("item", "bake it"),
        ("item", "rest"),
    ]
    assert len({item.list for item in items}) == 1
    assert items[0].list > 0


def test_bullets_of_word_processors_need_no_blank() -> None:
    """`•bake` is an item: word processors set a tab there, and the paste loses it."""
    assert seen("•bake\n●\u00a0sell\n") == [("item", "bake"), ("item", "sell")]


@pytest.mark.parametrize("text", ["-5 degrees", "*bake*", "2027 was good", "3.5 loaves", "a baker", "e.g. bread"])
def test_what_only_looks_like_an_item(text: str) -> None:
    """A marker stands alone before a blank."""
    assert seen(f"{text}\n") == [("paragraph", text)]


def test_a_list_ends_at_text() -> None:
    """Items after other text are another list; a deeper item knows its depth."""
    blocks = read("- one\n    - two\n\nText.\n- three\n")
    assert [(block.kind, block.depth) for block in blocks] == [("item", 1), ("item", 2), ("paragraph", 0), ("item", 1)]
    assert blocks[0].list == blocks[1].list != blocks[3].list


# ---------------------------------------------------------------- paragraphs

WRAPPED = """\
The bakery stands at the end of a long road, and on most days the
smell of bread reaches the school. We bake through the night, from
ten until six, and the vans leave at half past six. You would join
four bakers who know each other well, and who will show you how we
shape a loaf. Nobody works more than four nights.

Requirements

- A liking for early mornings and for late evenings, and for flour
  on every shirt that you own
- Hands that can lift a sack
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Where all lines end near one column they are joined, items too, and a phrase over two lines maps back."""
    blocks = read(WRAPPED)
    assert [block.kind for block in blocks] == ["paragraph", "heading", "item", "item"]
    assert blocks[0].text.value == " ".join(WRAPPED.split("\n\n")[0].split())
    assert blocks[2].text.value.endswith("and for flour on every shirt that you own")
    start = blocks[0].text.value.index("the smell of bread")
    span = blocks[0].text.span(start, start + len("the smell of bread"))
    assert WRAPPED[span.start : span.end] == "the\nsmell of bread"


def test_other_lines_are_paragraphs_of_their_own() -> None:
    """Without a common column each line is a paragraph, except one that goes on in small letters."""
    assert seen("We bake bread\nIn nine villages\n") == [
        ("paragraph", "We bake bread"),
        ("paragraph", "In nine villages"),
    ]
    assert seen("We bake all the bread that nine villages can eat,\nand cake too.\n") == [
        ("paragraph", "We bake all the bread that nine villages can eat, and cake too.")
    ]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\r", "\u00a0"])
def test_only_a_line_feed_ends_a_line(character: str) -> None:
    """Form feeds, U+2028 and lone carriage returns stand within a line and read as a blank."""
    text = f"We bake{character}bread\nIn nine villages\n"
    blocks = read(text)
    assert [block.text.value for block in blocks] == ["We bake bread", "In nine villages"]
    assert stands(text, blocks[1]) == "In nine villages"


def test_marks_of_other_formats_are_text() -> None:
    """Plain text has no entities, tags and emphasis: what stands there is read."""
    assert seen("Tom &amp; Ann <b>bake</b> *bread*\n") == [("paragraph", "Tom &amp; Ann <b>bake</b> *bread*")]


def test_characters_without_width_are_not_read() -> None:
    """Soft hyphens and zero-width characters are gone and map back exactly."""
    text = "Our co\u00adordi\u200bnator\u00a0\u00a0plans bread\n"
    block = read(text)[0]
    assert block.text.value == "Our coordinator plans bread"
    span = block.text.span(4, 15)
    assert text[span.start : span.end] == "co\u00adordi\u200bnator"


PIECES = [
    "- ", "• ", "1. ", "a) ", "word ", "Two words", "Salary: 5k", "Requirements", "CAPITAL LINE", "---", "====",
    "\u2028", "\x0c", "\r", "  ", "\t", "é", "*",
    "a long line of words that goes on and on until it is about seventy", "ends.", "😀 hi", "Label:", "\u00a0",
    "\u00ad",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=12).map("\n".join))
def test_no_word_of_a_text_is_lost_or_added(text: str) -> None:
    """Whatever the structure, every word is read once, in order."""
    words = re.findall(r"\w\w+", "\n".join(block.text.value for block in read(text)))
    assert words == re.findall(r"\w\w+", text.replace("\u00ad", ""))


# ---------------------------------------------------------------- what writers do without marks


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("NIGHT BAKER\n\n--- The deal ---\n\n- bread", ["NIGHT BAKER", "The deal"]),
        ("NIGHT BAKER\n\n*** Pay ***\nFair.", ["NIGHT BAKER", "Pay"]),
        (
            "You bake.\n\nRequirements\nTwo hands\nA cool head\n\nThe odd bits\nFlour\nWater\n",
            ["Requirements", "The odd bits"],
        ),
        ("You bake.\n\nThe odd bits\nFlour\nWater\n", []),
        ("You bake.\n\nYou'll stand out if you sing\nLoud\nWell\n", ["You'll stand out if you sing"]),
        ("Night Baker\n\nLoaf Brothers Bakery, Hull\n\n- bread\n", []),
        ("Salaire : 2 000 euros\nLieu : Lille\nUn four.", ["Salaire :", "Lieu :"]),
        ("1. SOUS CHEF\n\nYou cook.\n", ["1. SOUS CHEF"]),
        ("- CMSRN\n- BLS\nACLSX\n", []),
        (f"{SENTENCE}\nMedical\nDental\nVision\nLife insurance\nPension\n", []),
        ("You get\n\n✓ bread\n✓ tea\n✓ Benefits\n\n► Benefits\n\nMuch bread.\n", ["You get", "► Benefits"]),
        (f"{SENTENCE}\nLocation: Hull\nSalary: £30,000\n", ["Location:", "Salary:"]),
    ],
)
def test_headings_without_marks(text: str, headings: list[str]) -> None:
    """Framed lines, lines above lines where the text does so elsewhere, cues, French colons, labels in a wrapped text."""
    assert [value for kind, value in seen(text) if kind == "heading"] == headings


def test_a_very_long_line_is_no_heading() -> None:
    """However short its words are: an emoji, capitals or a colon make a heading of a line of a usual length only."""
    for line in ("😀 Bake" + "." * 300 + "b", "WE BAKE" + "E" * 300, "Benefits" + "s" * 300 + ":"):
        assert [kind for kind, _ in seen(f"{line}\n\nWe bake bread.\n")] == ["paragraph", "paragraph"]


def test_a_long_line_between_dashes_is_text() -> None:
    """Lines between dashes are headings where they are short, and are looked at only then."""
    assert seen("-- Our ovens --\n\nWe bake.\n")[0] == ("heading", "Our ovens")
    assert [kind for kind, _ in seen("-- a" + "-" * 300 + "x --\n")] == ["paragraph"]
