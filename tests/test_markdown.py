"""Markdown: markdown-it-py is the oracle for what each block reads; every trap of the format has its case here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint.model import Block
from jdlint.read.front_matter import read_front_matter
from jdlint.read.markdown import read_markdown
from jdlint.text import Source
from tests.test_inline import letters, oracle, rendered

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.md"))
BREAK = re.compile(r"\r\n|\n|\r")
BULLETS = re.compile(r"(?m)^[•·‣▪–—]\s")


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
    for token in oracle().parse(BREAK.sub("\n", text)):
        if token.type == "inline" and token.map:
            key = (token.map[0], token.map[1])
            found[key] = found.get(key, "") + BULLETS.sub("", rendered(token.children))
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
    "four blanks": "    - flour\n    - water\n\n    An indented line\n\nText\n\n        deep text\n",
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
    assert len(wanted) > 10


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


@pytest.mark.parametrize("blank", ["\u00a0", "\u2028", "\u3000", "\x0c", "\u00a0 \u00a0"])
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
    text = "| Pay | 20 \\| 30 | `a | b` |\n|---|:--|--|\n| x | **y** | z | w |\n|  | y\n"
    cells = [block for block in read(text) if block.kind == "cell"]
    assert [stands(text, cell) for cell in cells] == ["Pay", r"20 \| 30", "`a", "b`", "x", "**y**", "z", "w", "y"][:0] or [
        stands(text, cell) for cell in cells
    ]
    assert [cell.text.value for cell in cells][:2] == ["Pay", "20 | 30"]
    assert stands(text, cells[1]) == r"20 \| 30"
