"""HTML: what a browser would show, with exact spans; Python's own HTML parser is the oracle for the text."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.document import read_document
from jdlint.model import Block
from jdlint.read.markup_lines import markup_blocks
from jdlint.text import Source
from tests.test_inline import letters


def read(text: str) -> list[Block]:
    """The blocks of a piece of HTML."""
    return markup_blocks(text, 0, len(text))


def seen(text: str) -> list[tuple[str, str]]:
    """Kind and reader text of each block."""
    return [(block.kind, block.text.value) for block in read(text)]


def stands(text: str, block: Block) -> str:
    """A block's source."""
    return text[block.span.start : block.span.end]


class Oracle(HTMLParser):
    """Collects the text that a browser shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "script") and attrs is not None

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text += data


PIECES = [
    "<p>", "</p>", '<div class="a b">', "</div>", "<ul>", "<li>", "</li>", "</ul>", "<b>", "</b>", "<strong>", "<h2>",
    "</h2>", "<br>", "<br/>", '<a href="https://a.example/c?d=e&amp;f">', "</a>", "&pound;", "&amp;", "&#65;",
    "&#x42;", "word", " ", "\n", "é", "\u2028", "<!-- c -->", "<style>x</style>", "<script>if (a < b) y()</script>",
    "<td>", "<tr>", "</td>", "<table>", "<span title='x > y'>", "5", "\u00ad", "# ", "-x",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_reader_text_is_what_a_browser_shows(text: str) -> None:
    """No letter more or less than the oracle's, whatever the tags; each block lies where its text stands."""
    oracle = Oracle()
    oracle.feed(text)
    oracle.close()
    blocks = read(text)
    assert letters("".join(block.text.value for block in blocks)) == letters(oracle.text)
    assert all(before.span.end <= after.span.start for before, after in pairwise(blocks))


def test_elements_of_word_are_no_text() -> None:
    """What Word saves as HTML has elements with prefixes; addresses in angle brackets are none of them."""
    assert [block.text.value for block in read("<p class=MsoNormal>You bake.<o:p></o:p></p>")] == ["You bake."]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<h1>Baker</h1><p>We <b>bake</b>\n  bread.</p>", [("heading", "Baker"), ("paragraph", "We bake bread.")]),
        ("<p>one<p>two", [("paragraph", "one"), ("paragraph", "two")]),
        ("one<br>two<br/>three", [("paragraph", "one two three")]),
        ("<ul><li>one<li>two <i>three</i></ul>", [("item", "one"), ("item", "two three")]),
        ("<ol><li><p>one</p></li></ol>", [("item", "one")]),
        ("<table><tr><th>Pay</th><td>&pound;9</td></tr></table>", [("cell", "Pay"), ("cell", "£9")]),
        ("<blockquote>one</blockquote>", [("quote", "one")]),
        ("<p>Tom &amp; Ann&nbsp;&mdash;&#8364;9 &nope; &</p>", [("paragraph", "Tom & Ann —€9 &nope; &")]),
        ("<head><title>no</title><style>no</style></head><body>yes<script>no</script></body>", [("paragraph", "yes")]),
        ("<!DOCTYPE html><?x y?><p>yes<!-- no --> and yes</p>", [("paragraph", "yes and yes")]),
        ("<p title=\"a > b\" data-x='c > d'>yes</p>", [("paragraph", "yes")]),
        ("5 < 6 and 7 > 6", [("paragraph", "5 < 6 and 7 > 6")]),
        ("<P>One</P><H3>Two</h3>", [("paragraph", "One"), ("heading", "Two")]),
        ("sales<b>man</b>ager", [("paragraph", "salesmanager")]),
        ("a <p", [("paragraph", "a <p")]),
        ("</p></div>yes</ul>", [("paragraph", "yes")]),
        (
            "<h5>Type</h5><p>Contract</p><h5>Place</h5>",
            [("heading", "Type"), ("paragraph", "Contract"), ("heading", "Place")],
        ),
        ("<h3>Jobs</p>None now.</h3>Bye", [("heading", "Jobs"), ("paragraph", "None now."), ("paragraph", "Bye")]),
        ("<!-- never closed", []),
        ("<style>p {}", []),
        ("", []),
    ],
)
def test_html_reads_as_a_browser_shows_it(text: str, blocks: list[tuple[str, str]]) -> None:
    """Blocks begin and end where a browser begins a new line; what is closed wrongly or never costs nothing."""
    assert seen(text) == blocks


@pytest.mark.parametrize(
    ("text", "phrase", "source", "contiguous"),
    [
        ("<p>We pay &pound;45,000.</p>", "£45,000", "&pound;45,000", False),
        ("<p>A <b>sales</b>man sells.</p>", "salesman", "sales</b>man", False),
        ("<p>You are a born\n\t leader.</p>", "born leader", "born\n\t leader", False),
        ("<p>You are born<br>leaders.</p>", "born leaders", "born<br>leaders", False),
        ("<p>co\u00adordi&shy;nator</p>", "coordinator", "co\u00adordi&shy;nator", False),
        ("<p>A sales person.</p>", "sales person", "sales person", True),
        ('<a href="/apply">apply</a> to apply', "to apply", "to apply", True),
    ],
)
def test_what_is_read_maps_back_to_the_source_exactly(text: str, phrase: str, source: str, contiguous: bool) -> None:
    """A phrase is found over tags, entities and line breaks, and its span is exact."""
    block = next(block for block in read(text) if phrase in block.text.value)
    start = block.text.value.index(phrase)
    span = block.text.span(start, start + len(phrase))
    assert text[span.start : span.end] == source
    assert block.text.contiguous(start, start + len(phrase)) is contiguous


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ('<a href="https://a.example/b">', "https://a.example/b"),
        ("<a class=x HREF='/apply?x=1'>", "/apply?x=1"),
        ("<a href=apply.html>", "apply.html"),
        ('<a href = "mailto:jobs@a.example">', "mailto:jobs@a.example"),
    ],
)
def test_a_link_knows_where_its_target_stands(tag: str, target: str) -> None:
    """The target as written, and its span."""
    text = f"<p>To apply, see {tag}this page</a> apply</p>"
    links = read(text)[0].links
    assert [link.target for link in links] == [target]
    assert text[links[0].span.start : links[0].span.end] == target


@pytest.mark.parametrize("text", ['<a name="x">here</a>', "<abbr href='x'>here</abbr>", '<p data-href="x">here</p>'])
def test_what_is_no_link(text: str) -> None:
    """Only an `<a href>` leads somewhere."""
    assert [block.links for block in read(text)] == [()]


def test_items_and_cells_know_their_list_and_row() -> None:
    """Items of one list share a number, cells of one row too; headings have their level, items their depth."""
    text = (
        "<h4>Four</h4><ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><ol><li>other</li></ol>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    )
    blocks = {block.text.value: block for block in read(text)}
    assert blocks["Four"].depth == 4
    assert (blocks["one"].depth, blocks["deep"].depth) == (1, 2)
    assert blocks["one"].list == blocks["two"].list != blocks["other"].list
    assert blocks["a"].table == blocks["b"].table != blocks["c"].table


def test_items_after_an_inner_list_belong_to_the_outer_one() -> None:
    """An inner list has a number of its own, and the outer list goes on after it."""
    blocks = {block.text.value: block.list for block in read("<ul><li>one<ul><li>deep</li></ul></li><li>two</li></ul>")}
    assert blocks["one"] == blocks["two"]
    assert blocks["deep"] != blocks["one"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<p><b>Our ovens</b></p>", "Our ovens"),
        ("<p><strong>Our</strong> <b>ovens</b></p>", "Our ovens"),
        ("<div>OUR OVENS</div>", "OUR OVENS"),
        ("<p>Our ovens:</p>", "Our ovens:"),
        ("<p>Requirements</p>", "Requirements"),
        ("<h5>Our <i>ovens</i></h5>", "Our ovens"),
    ],
)
def test_headings_of_a_page(line: str, name: str) -> None:
    """Marked headings, bold lines, capitals, labels and known wordings open sections in HTML too."""
    posting = read_document(Source(f"<p>We bake.</p>{line}<p>Gas and <b>wood</b>.</p>", "page.html")).postings[0]
    assert [section.heading.text.value for section in posting.sections if section.heading] == [name]


def test_bold_words_in_a_sentence_make_no_heading() -> None:
    """Only a line that is bold as a whole is one."""
    posting = read_document(Source("<p><b>Bake</b> and rest.</p><p><b>Bake</b> &amp; rest</p>", "page.html")).postings[
        0
    ]
    assert [section.heading for section in posting.sections] == [None]
