"""Markdown: markdown-it-py is the oracle for what each block reads; every trap of the format has its case here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jdlint.model import Block
from jdlint.read.front_matter import read_front_matter
from jdlint.read.markdown import read_markdown
from jdlint.read.plain_blocks import POINT
from jdlint.read.token_lines import block_tokens
from jdlint.text import Source
from tests.test_inline import letters, oracle, rendered

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.md"))
BREAK = re.compile(r"\r\n|\n|\r")
MARKERS = re.compile(r"(?m)^(?:[-*+•·‣▪–—]|\d{1,2}[.)])\s")


def read(text: str) -> list[Block]:
    """The blocks of a text without front matter."""
    return read_markdown(text, 0)


def seen(text: str) -> list[tuple[str, str]]:
    """Kind and reader text of each block."""
    return [(block.kind, block.text.value) for block in read(text)]


def stands(text: str, block: Block) -> str:
    """A block's source."""
    return text[block.span.start : block.span.end]


# ---------------------------------------------------------------- the oracle over whole texts


def by_lines(text: str) -> dict[tuple[int, int], str]:
    """What markdown-it-py renders for the lines of each paragraph, heading and item, and of each table row."""
    found: dict[tuple[int, int], str] = {}
    for opener, token in pairwise(oracle().parse(BREAK.sub("\n", text))):
        if token.type == "inline" and token.map:
            key = (token.map[0], token.map[1])
            part = rendered(token.children, "\n")
            found[key] = found.get(key, "") + (MARKERS.sub("", part) if opener.type == "paragraph_open" else part)
    return {lines: letters(part) for lines, part in found.items() if letters(part)}


def our_lines(text: str, blocks: Sequence[Block], keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """What we read on the same lines."""
    found: dict[tuple[int, int], str] = {}
    for block in blocks:
        line = len(BREAK.findall(text, 0, block.span.start))
        key = next((key for key in keys if key[0] <= line < key[1]), (line, line + 1))
        found[key] = found.get(key, "") + block.text.value
    return {lines: letters(part) for lines, part in found.items() if letters(part)}


SNIPPETS = {
    "labels": "**Location:** Leeds\n**Pay:** £30,000\n\nHours: 37\nStart: soon\n\nText that ends.\nBenefits:\n- tea\n",
    "bullets": "You will\n• sell *fish*\n• buy [nets](https://x.example)\n– and mend them\n\n* one\n  * two\n\n    still two\n",
    "quotes": "> We pay &pound;45,000\n> a year and\nmore words\n>\n> - an item\n>   of two lines\n",
    "tables": "| Pay | £30,000 \\| year |\n| --- | --- |\n| Place | **Leeds** |\n| only one |\n\na | b\n--|--\n1 | 2\n",
    "headings": "# One #\n## *Two* ##\n###### Six ###\n#\n## \n#Not one\n####### Nor this\n",
    "breaks": "two  \nlines\\\nand *three\nlines* with `code\nover two` lines\n",
    "CRLF": "# Baker\r\n\r\nYou *bake*\r\nbread.\r\n\r\n- flour\r\n  and water\r\n",
    "lone CR": "# Baker\rYou *bake*\r\r- flour\r- water\r",
    "odd breaks": "You bake\u2028bread\x0cand\x0bcake\x85daily\n\n- flour\u2028water\n",
    "tabs": "-\tflour\n\n\twater\n1.\tone\n\t- two\n>\tthree\n\n\ttext after a tab\n",
    "four blanks": "    - flour\n\n    An indented line\n\nText\n\n        deep text\n\n- one\n    - two\n    - three\n",
    "numbers": "We need\n2. Two bakers\n\n2. Two bakers\n3) three\n",
    "rules": "Pay: much\n---\nText\n***\n- a\n- - b\n\n- c\n",
    "lists in lists": "1. one\n   - two\n     > three\n\n     four\n2. five\n",
    "emphasis over lines": "**Sales\nman** and *wo\nmen*\n> *a\n> b*\n",
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets_read_as_markdown_it_renders_them(name: str) -> None:
    """The reader text of each paragraph, heading, item and row equals what markdown-it-py renders for it."""
    text = SNIPPETS[name]
    wanted = by_lines(text)
    assert our_lines(text, read(text), list(wanted)) == wanted


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_read_as_markdown_it_renders_them(path: Path) -> None:
    """The law holds for whole postings, of which all text is read."""
    text = path.read_text(encoding="utf-8")
    body = " " * read_front_matter(text).end + text[read_front_matter(text).end :]
    wanted = by_lines(body)
    assert our_lines(body, [block for block in read(body) if block.kind != "code"], list(wanted)) == wanted
    assert wanted


PIECES = [
    "- ", "* ", "1. ", "2) ", "> ", ">", "\t", "    ", "  ", " ", "# ", "### ", " ##", "#", "• ", "– ", "word", "Two words", "Pay: 5k",
    "**Bold**", "CAPITAL LINE", "**Label:** text", "*em* and `code`", "[l](https://a.example/word) word", "a|b", "| a | b |", "|---|---|",
    r"| x \| y | z |", "---", "====", "***", r"a\*b", "&pound;45", "\u2028", "\x0c", "\u00a0", "é", "\u00ad", "\r", "|", "-", "!",
]  # fmt: skip
LINES = st.one_of(
    st.sampled_from(["```", "~~~", "> ```", "- ```"]), st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
)


def bare(text: str) -> str:
    """Letters of a text less all that can be a bullet, a number before an item or an underline."""
    return re.sub(r"[-*+•–0-9.)=]", "", letters(text))


@settings(max_examples=700, deadline=None)
@given(st.lists(LINES, max_size=8).map("\n".join))
@example("\u00a0\nWe pay.")
@example("- \u2028\n  word")
@example("> \u00a0\n> word")
@example("a|b\n|---|---|\n-| a | b |")
def test_no_letter_of_a_text_is_lost_or_added(text: str) -> None:
    """Whatever the structure, all that markdown-it-py renders is read, in order, and nothing else."""
    tokens = oracle().parse(BREAK.sub("\n", text))
    wanted = "".join(rendered(token.children) for token in tokens if token.type == "inline")
    assert bare("".join(block.text.value for block in read(text) if block.kind != "code")) == bare(wanted)


# ---------------------------------------------------------------- spans


@pytest.mark.parametrize(
    ("text", "phrase", "source", "contiguous"),
    [
        ("We pay &pound;45,000.", "£45,000", "&pound;45,000", False),
        ("A **sales**man sells.", "salesman", "sales**man", False),
        ("You are a born\nleader here.", "born leader", "born\nleader", False),
        ("You are a born\r\nleader here.", "born leader", "born\r\nleader", False),
        ("> You are a born\n> leader here.", "born leader", "born\n> leader", False),
        ("> You are a born\nleader here.", "born leader", "born\nleader", False),
        ("- You are a born\n  leader here.", "born leader", "born\n  leader", False),
        ("1. > You are a born\n   > leader here.", "born leader", "born\n   > leader", False),
        ("Our co\u00adordi\u200bnator plans.", "coordinator", "co\u00adordi\u200bnator", False),
        ("Our sales person sells.", "sales person", "sales person", True),
        ("[apply](https://x.example/apply) to apply", "apply to apply", "apply](https://x.example/apply) to apply", False),
        ("| Pay | up to \\| about £9 |\n|--|--|\n", "about £9", "about £9", True),
        ("# The *lead* cook #", "lead cook", "lead* cook", False),
        ("<div>\nSales &amp; service\n</div>", "Sales & service", "Sales &amp; service", False),
    ],
)  # fmt: skip
def test_what_is_read_maps_back_to_the_source_exactly(text: str, phrase: str, source: str, contiguous: bool) -> None:
    """A phrase is found as read, over marks, entities, line breaks and what leads the lines; its span is exact."""
    block = next(block for block in read(text) if phrase in block.text.value)
    start = block.text.value.index(phrase)
    span = block.text.span(start, start + len(phrase))
    assert text[span.start : span.end] == source
    assert block.text.contiguous(start, start + len(phrase)) is contiguous


@pytest.mark.parametrize("lead", ["", "Some text\n\n", "---\nk: v\n---\n", "😀\u2028\n\n", "a\rb\n\n"])
def test_offsets_are_those_of_the_whole_text(lead: str) -> None:
    """What stands above a block moves its span and nothing else; the text may be read from an offset on."""
    text = lead + "# Baker\n\nYou *bake*\n\n- flour\n\n| a | b |\n|---|---|\n| c | d |\n\n<p>The end</p>\n"
    blocks = read_markdown(text, len(lead))
    assert [stands(text, block) for block in blocks] == ["Baker", "You *bake*", "flour", "a", "b", "c", "d", "The end"]


# ---------------------------------------------------------------- traps of the format


def test_a_lone_carriage_return_ends_a_line_for_the_parser_and_for_no_editor() -> None:
    """markdown-it-py sees a heading and an item; the places of both are on line 1, as editors count."""
    text = "# Baker\r- bread\nThe end"
    blocks = read(text)
    assert [(block.kind, stands(text, block)) for block in blocks] == [("heading", "Baker"), ("item", "bread\nThe end")]
    assert [Source(text).place(block.span).line for block in blocks] == [1, 1]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\x1c", "\u00a0"])
def test_no_other_character_ends_a_line(character: str) -> None:
    """U+2028, form feed and their kin stand within a line, and what comes after is found where it stands."""
    text = f"# Head{character}baker\n\nYou bake{character}# bread.\n\n- flour{character}- water\n"
    assert [block.kind for block in read(text)] == ["heading", "paragraph", "item"]
    assert [stands(text, block) for block in read(text)] == [
        f"Head{character}baker",
        f"You bake{character}# bread.",
        f"flour{character}- water",
    ]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2028", "\u00a0 \u00a0"])
@pytest.mark.parametrize("lead", ["", "- ", "> ", "# Baker\n", "Text\n\n"])
def test_a_line_of_odd_blanks_swallows_no_text(lead: str, blank: str) -> None:
    """A line of no-break spaces looks empty and is none to the parser: the text below it is read all the same."""
    indent = "  " if lead in ("- ", "> ") else ""
    text = f"{lead}{blank}\n{'> ' if lead == '> ' else indent}We pay in bread.\n"
    found = [block for block in read(text) if "bread" in block.text.value]
    assert [block.text.value for block in found] == ["We pay in bread."]
    assert stands(text, found[0]).endswith("We pay in bread.")


def test_cells_of_a_row_share_a_line_and_have_spans_of_their_own() -> None:
    """All cells of a row have one line map and lose `\\|`: each cell's span is its own, a bar in it included."""
    text = "| Pay | 20 \\| 30 | |\n|---|:--|--|\n| **x** | y | z | too much |\n|  | &pound;9\n"
    cells = [block for block in read(text) if block.kind == "cell"]
    assert [stands(text, cell) for cell in cells] == ["Pay", "20 \\| 30", "**x**", "y", "z", "&pound;9"]
    assert [cell.text.value for cell in cells] == ["Pay", "20 | 30", "x", "y", "z", "£9"]
    assert [cell.table for cell in cells] == [1, 1, 2, 2, 2, 3]


@pytest.mark.parametrize("lead", ["", "> ", "- ", "1. ", "> - "])
def test_a_table_is_read_wherever_it_stands(lead: str) -> None:
    """A table in a quote or in an item has the same cells: what leads its lines is no cell."""
    hanging = "".join(character if character == ">" else " " for character in lead)
    text = f"{lead}| Pay | Place |\n{hanging}|---|---|\n{hanging}| \\|5 | Leeds |\n"
    cells = [block for block in read(text) if block.kind == "cell"]
    assert [stands(text, cell) for cell in cells] == ["Pay", "Place", "\\|5", "Leeds"]


@pytest.mark.parametrize("indent", ["", "  ", "    ", "\t"])
@pytest.mark.parametrize("above", ["", "You will:\n\n", "## Duties\n"])
@pytest.mark.parametrize("marker", ["- ", "1. "])
def test_indented_bullets_are_items_and_no_code(indent: str, above: str, marker: str) -> None:
    """Bullets indented by four blanks or a tab, as word processors paste them, are items one by one."""
    text = f"{above}{indent}{marker}sell bread\n{indent}{marker.replace('1', '2')}bake *it*\n{indent}{marker.replace('1', '3')}rest\n"
    items = [block for block in read(text) if block.kind == "item"]
    assert [item.text.value for item in items] == ["sell bread", "bake it", "rest"]
    assert [stands(text, item) for item in items] == ["sell bread", "bake *it*", "rest"]
    assert not [block for block in read(text) if block.kind == "code"]


def test_indented_text_is_text() -> None:
    """Four blanks make no code, at the margin or in an item."""
    text = "    We *bake* bread.\n\n- one\n\n      deep text\n"
    assert seen(text) == [("paragraph", "We bake bread."), ("item", "one"), ("paragraph", "deep text")]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "<div>\n<p>We *bake* &amp; sell</p>\n<p>a<br>b</p>\n</div>\n\nWe *rest*\n",
            [("paragraph", "We *bake* & sell"), ("paragraph", "a b"), ("paragraph", "We rest")],
        ),
        ("<ul>\n<li>sell</li>\n<li>bake</ul>\n", [("item", "sell"), ("item", "bake")]),
        ("<h3>Our bakery</h3>\nWe bake\n", [("heading", "Our bakery"), ("paragraph", "We bake")]),
        ("<table><tr><th>Pay<td>£9</table>\n", [("cell", "Pay"), ("cell", "£9")]),
        ("<div>\n\n- *one*\n\n</div>\n", [("item", "one")]),
        ("<!-- not\n\nthis -->\n\nWe bake\n", [("paragraph", "We bake")]),
        ("<style>\np {color: red}\n</style>\nWe bake\n", [("paragraph", "We bake")]),
    ],
    ids=["div", "list", "heading", "table", "Markdown after a blank line", "comment", "style"],
)  # fmt: skip
def test_html_in_markdown_is_read_as_html(text: str, blocks: list[tuple[str, str]]) -> None:
    """A tag such as `<div>` swallows Markdown until a blank line; what it holds is read as a browser shows it."""
    assert seen(text) == blocks


def test_a_number_after_a_line_of_text_is_an_item() -> None:
    """`2.` cannot interrupt a paragraph in Markdown; a reader sees the second item of a list."""
    text = "We need:\n\n1. a baker\n\nAnd then\n2. a *cook*\n3. a waiter\n"
    items = [block for block in read(text) if block.kind == "item"]
    assert [item.text.value for item in items] == ["a baker", "a cook", "a waiter"]
    assert stands(text, items[1]) == "a *cook*"


@pytest.mark.parametrize(
    "text",
    [
        "[Note]: this job is in Leeds",
        "[Note]: now",
        "[Pay]: £30,000",
        "[Apply by]: 3 May",
        "Text\n[Note]: https://x.example in a sentence",
    ],
)
def test_a_label_in_brackets_stays_text(text: str) -> None:
    """`[Note]: text` vanishes as a definition in Markdown; here nothing that a writer wrote vanishes."""
    assert "".join(block.text.value for block in read(text)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    "definition",
    [
        "[x]: https://a.example",
        "[X]: <https://a.example> 'A title'",
        "   [x]: /jobs#apply (title)",
        "[x]: mailto:jobs@a.example",
        "[x]: www.a.example\r",
    ],
)
def test_a_definition_of_a_link_is_no_text(definition: str) -> None:
    """`[x]: https://…` is a definition wherever it stands, and `[x]` and `[text][x]` are links by it."""
    text = f"See [x] or [the *page*][x] or [y].\n\n{definition}\n\nThe end.\n"
    assert seen(text) == [("paragraph", "See x or the page or [y]."), ("paragraph", "The end.")]


@pytest.mark.parametrize("line", ["---", "-----", "- - -", "***", "___"])
@pytest.mark.parametrize("label", ["Salary: £30,000 a year", "Location: Leeds"])
def test_a_dashed_line_under_a_label_is_a_separator(label: str, line: str) -> None:
    """Nearly every Setext heading in a posting is a labelled line above a rule: label and value stay what they are."""
    name, value = label.split(": ")
    assert seen(f"{label}\n{line}\nWe bake bread.\n") == [
        ("heading", f"{name}:"),
        ("paragraph", value),
        ("paragraph", "We bake bread."),
    ]


def test_a_dashed_line_under_a_short_line_makes_a_heading() -> None:
    """A short line with dashes below it is a heading of level 2; a sentence is not."""
    blocks = read("Our bakery\n---\nWe bake bread.\n---\nAnd rest.\n")
    assert [(block.kind, block.text.value) for block in blocks] == [
        ("heading", "Our bakery"),
        ("paragraph", "We bake bread."),
        ("paragraph", "And rest."),
    ]
    assert blocks[0].depth == 2


@pytest.mark.parametrize(
    "below", ["", "\nText that follows.\n", "\n\nText that follows.\n"], ids=["end", "line", "blank"]
)
@pytest.mark.parametrize("line", ["=", "====", "=========="])
def test_a_line_of_equals_signs_makes_a_heading(line: str, below: str) -> None:
    """`====` is an underline and nothing else: what it underlines is a heading of level 1, whatever follows at once."""
    blocks = read(f"Night Baker\n{line}{below}")
    assert (blocks[0].kind, blocks[0].depth, blocks[0].text.value) == ("heading", 1, "Night Baker")
    assert [block.text.value for block in blocks[1:]] == below.split("\n")[-2:-1]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- jdlint-disable long-list -->\nsalesman\n```\n",
        "~~~html\n<!-- jdlint-disable long-list -->\n~~~\n",
        "> ```\n> <!-- jdlint-disable long-list -->\n> ```\n",
    ],
)
def test_a_directive_in_code_is_text(text: str) -> None:
    """What stands in code is shown, comments too."""
    blocks = read(text)
    assert [block.kind for block in blocks] == ["code"]
    assert "<!-- jdlint-disable long-list -->" in blocks[0].text.value


# ---------------------------------------------------------------- headings and items


@pytest.mark.parametrize(
    ("line", "level", "name"),
    [
        ("# Baker", 1, "Baker"),
        ("## Baker ##", 2, "Baker"),
        ("### Baker ###   ", 3, "Baker"),
        ("#### *Night* baker", 4, "Night baker"),
        ("##### Baker #1", 5, "Baker #1"),
        ("   ###### C# ######", 6, "C#"),
        ("#\tBaker", 1, "Baker"),
    ],
)
def test_marked_headings(line: str, level: int, name: str) -> None:
    """ATX headings of six levels; closing hashes are no text."""
    blocks = read(f"{line}\nWe bake.\n")
    assert [(block.kind, block.depth, block.text.value) for block in blocks] == [
        ("heading", level, name),
        ("paragraph", 0, "We bake."),
    ]


@pytest.mark.parametrize("line", ["#Baker", "####### Baker", "\\# Baker", "# ", "#"])
def test_what_only_looks_like_a_marked_heading(line: str) -> None:
    """No blank after the hashes, seven of them, an escaped one, or nothing behind them: no heading."""
    assert [block.kind for block in read(f"{line}\n\nWe bake.\n") if block.kind == "heading"] == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("**About the bakery**", "About the bakery"),
        ("__About the bakery__", "About the bakery"),
        ("**About the bakery:**", "About the bakery:"),
        ("**About the bakery**:", "About the bakery:"),
        ("***About the bakery***", "About the bakery"),
        ("<strong>About the bakery</strong>", "About the bakery"),
        ("<b>About the bakery</b>", "About the bakery"),
        ("ABOUT THE BAKERY", "ABOUT THE BAKERY"),
        ("Our ovens:", "Our ovens:"),
        ("Requirements:", "Requirements:"),
        ("Requirements", "Requirements"),
        ("What you will do", "What you will do"),
        ("🥖 What we bake", "🥖 What we bake"),
        ("🎁 Benefits", "🎁 Benefits"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["next line", "after a blank line"])
def test_headings_by_their_look(line: str, name: str, between: str) -> None:
    """Bold lines, capitals, labels, emoji and known wordings are headings below Markdown's six levels."""
    blocks = read(f"We bake.\n\n{line}{between}Text of some length.\n")
    assert [(block.kind, block.text.value) for block in blocks] == [
        ("paragraph", "We bake."),
        ("heading", name),
        ("paragraph", "Text of some length."),
    ]
    assert blocks[1].depth > 6


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Location: Leeds", "Location:", "Leeds"),
        ("**Location:** Leeds", "Location:", "Leeds"),
        ("**Location**: Leeds", "Location:", "Leeds"),
        ("**Our ovens:** gas and *wood*", "Our ovens:", "gas and wood"),
        ("***Bread*** - baked daily", "Bread", "- baked daily"),
        ("Salary: £30,000: a start", "Salary:", "£30,000: a start"),
    ],
)
def test_a_label_with_a_value_leads_its_line(line: str, name: str, value: str) -> None:
    """A `Label: value` line is a heading and the first block under it."""
    assert seen(f"{line}\n") == [("heading", name), ("paragraph", value)]


@pytest.mark.parametrize(
    "line",
    [
        "We bake bread, and we like it.",
        "**We bake bread every night, and by six in the morning every van has left the yard.**",
        "Our motto: bread first",
        "Write to us at https://x.example:",
        "**Bake** and rest",
        "UK",
        "VAT, PAYE, CIS.",
        "requirements are few",
        "The following benefits are what we offer to bakers:",
        "- Requirements",
        "> Requirements",
        "1. Bake bread",
        "— — —",
        "[Requirements](https://x.example)",
        "✅ Full time",
        "➢ bread and tea",
    ],
)
def test_sentences_separators_and_bullets_are_no_headings(line: str) -> None:
    """A heading is a line of its own with few words; what is marked as something else stays that."""
    assert "heading" not in [block.kind for block in read(f"We rest.\n\n{line}\n\nText that ends.\n")]


@pytest.mark.parametrize("marker", ["-", "*", "+", "•", "·", "‣", "–", "—", "●", "▪", "➢", "✅", "1.", "2)"])
@pytest.mark.parametrize("above", ["", "You will\n", "You will\n\n", "## Duties\n"])
def test_items_by_any_marker(marker: str, above: str) -> None:
    """Bullets that Markdown does not know are items too, each with its own span, all of one list."""
    text = f"{above}{marker} sell *bread*\n{marker} bake it\n"
    items = [block for block in read(text) if block.kind == "item"]
    assert [stands(text, item) for item in items] == ["sell *bread*", "bake it"]
    assert [item.text.value for item in items] == ["sell bread", "bake it"]
    assert len({item.list for item in items}) == 1
    assert items[0].list > 0


def test_items_know_their_list_and_depth() -> None:
    """Items of one list share a number, and a list within has its own; text under an item is a paragraph."""
    text = "- one\n  - two\n\n    more\n- three\n\nText\n\n1. four\n"
    assert [(block.kind, block.text.value, block.depth) for block in read(text)] == [
        ("item", "one", 1),
        ("item", "two", 2),
        ("paragraph", "more", 0),
        ("item", "three", 1),
        ("paragraph", "Text", 0),
        ("item", "four", 1),
    ]
    lists = {block.text.value: block.list for block in read(text)}
    assert lists["one"] == lists["three"]
    assert len({lists["one"], lists["two"], lists["four"], 0}) == 4
    assert lists["Text"] == 0


def test_a_call_that_ends_a_section_heads_nothing() -> None:
    """A line with a heading or nothing below it, that only its words would make a heading."""
    for below in ("", "## Jobs\n\nBaker\n"):
        assert [block.kind for block in read(f"We bake.\n\nJoin our team!\n\n{below}")][:2] == ["paragraph"] * 2
    assert [block.kind for block in read("We bake.\n\nJoin our team!\n\nWe rest.\n")][1] == "heading"


def test_a_line_of_nothing_but_its_break_is_none() -> None:
    """As editors on the web write an empty line: the label below it is one."""
    assert [block.kind for block in read("\\\nWe offer:\\\n➢ bread\\\n➢ tea\n")] == ["heading", "item", "item"]


@pytest.mark.parametrize("below", ["Pay: £9", "**Pay**", "Text"])
def test_a_hard_break_before_another_block_is_no_text(below: str) -> None:
    """A backslash that ends a line is a mark, where the next line begins a block of its own too."""
    text = f"Location: Leeds\\\n{below}\n"
    assert "\\" not in "".join(block.text.value for block in read(text))


def test_links_of_a_block_lead_to_their_targets() -> None:
    """The links of a block over several lines stand where the source has them."""
    text = "> We are\n> [here](https://a.example) and\n> [there]( <b c> 'd'\n> )\n\n[x]: https://e.example\n"
    links = [link for block in read(text) for link in block.links]
    assert [link.target for link in links] == ["https://a.example", "b c"]
    assert [text[link.span.start : link.span.end] for link in links] == ["https://a.example", "b c"]


LINES_OF_LISTS = st.sampled_from(
    (
        *("- a", "- b c", "-  d", "- **e** f", "* a", "* 5 b", "+ a", "- 1. a", "- - a", "- # a", "- > a", "- a  ", "-", "- ", "-a"),
        *("", "", "", " ", "\t", "a", "b c", "**d** e", "a:", "  a", "    a", "\ta", "1. a"),
        *("## a", "---", "***", "> a", "```", "<p>", "a|b", "|-|-|"),
        *("- \"a\"", "- £5", "- 5) a", "- ``` a", "- <b>", "- | a", "(a)", "- *a*", "- é", "–", "• a"),
        *("1. a", "2. b", "3) c", "10. d e", "1.  # a", "1.", "2. 3. a", "12 a", "12.5 a", "   ```", " <p>", "<!-- a", "-->"),
        *("# a | b", "## a ##", "# a#", "####### a", "#a", "#", "[a]: b", "- [ ] a", "_ _ _", "- a\\", "\\- a", "\u00a0a"),
    )
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(
    st.one_of(
        st.text(alphabet="ab -*_+#>|`~\n\t1.)<:&\\[]", max_size=120),
        st.lists(LINES_OF_LISTS, max_size=14).map("\n".join),
    )
)
@example("- - -\n")
@example("a\n* * *\nb\n")
@example("2. a\n\n   b\n> ***\n")
@example("| a | b |\n|:-|-:|\n| c | d |\n")
@example("- a\n- b\n\n- c\n")
@example("- a\n\n  b\n")
def test_block_tokens_are_those_of_markdown_it(text: str) -> None:
    """Cheaper tokens, our rules, and rules that are left out change nothing of what the reader takes from the tokens."""

    def taken(tokens: Sequence[Token]) -> list[object]:
        placed = ("inline", "html_block", "fence", "code_block", "tr_open", "hr", "blockquote_open")
        found: list[object] = []
        for token in tokens:
            if token.type == POINT:
                inline = ("inline", 0, token.content, token.map, "")
                found += (("list_item_open", 1, "", None, "li"), inline, ("list_item_close", -1, "", None, "li"))
            elif token.type not in ("paragraph_open", "paragraph_close"):
                place = token.map if token.type in placed else None
                found.append((token.type, token.nesting, token.content, place, token.tag))
        return found

    parser = MarkdownIt("commonmark").enable("table").disable(["code", "lheading", "reference"])
    expected: list[Token] = []
    parser.block.parse(text, parser, {}, expected)
    assert taken(block_tokens(text)) == taken(expected)


def test_many_other_bullets_after_a_bullet_are_items() -> None:
    """Each is an item of the list, and a heading at the margin ends them."""
    text = "- a\n" + "• b\n" * 40 + "**Our ovens**\nWe bake.\n"
    assert seen(text) == [("item", "a"), *[("item", "b")] * 40, ("heading", "Our ovens"), ("paragraph", "We bake.")]
