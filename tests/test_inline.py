"""Inline Markdown: markdown-it-py's full inline parser is the oracle for what a reader sees, and links know their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jdlint.model import Link
from jdlint.read.inline import read_inline
from jdlint.read.reader_text import ZERO_WIDTH
from jdlint.read.tags import is_tag
from jdlint.text import ReaderText, Span

LABELS = ("a", "x_y")


@cache
def oracle() -> MarkdownIt:
    """The parser that the Markdown reader uses, with its inline rules on."""
    return MarkdownIt("commonmark").enable("table").disable(["code", "lheading", "reference"])


def rendered(tokens: Sequence[Token] | None, wrap: str = " ") -> str:
    """The text that a reader sees of inline tokens: no code, no images, a blank for a break."""
    parts = []
    for token in tokens or ():
        if token.type in ("text", "text_special"):
            parts.append(token.content)
        elif (
            token.type == "html_inline"
            and token.content[1].isalpha()
            and not is_tag(re.sub(r"\W*([\w-]*).*", r"\1", token.content, flags=re.DOTALL))
        ):
            parts.append(token.content)  # a gap in angle brackets, not HTML
        elif token.type in ("softbreak", "hardbreak") or token.content[:3].lower() == "<br":
            parts.append(wrap)
    return "".join(parts)


def letters(text: str) -> str:
    """A text without white space and without characters that have no width."""
    return re.sub(rf"[\s{ZERO_WIDTH}]", "", text)


def expected(text: str, labels: Iterable[str] = ()) -> list[Token]:
    """The inline tokens that markdown-it-py makes of a text."""
    references = {label.upper(): {"href": "https://d.example", "title": ""} for label in labels}
    return oracle().parseInline(text, {"references": references})[0].children or []


def read(text: str, labels: Iterable[str] = ()) -> tuple[ReaderText, tuple[Link, ...]]:
    """Our reading of a text whose lines are the pieces of one block."""
    pieces, at = [], 0
    for line in text.split("\n"):
        pieces.append(Span(at, at + len(line)))
        at += len(line) + 1
    return read_inline(text, pieces, dict.fromkeys(labels, "https://d.example"))


def value(text: str, labels: Iterable[str] = ()) -> str:
    """What we read of a text."""
    return read(text, labels)[0].value


# ---------------------------------------------------------------- the oracle

MARKS = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "\\",
    "!",
    '"',
    "'",
    "/",
    ".",
    "-",
    "^",
    "$",
    "€",
    "“",
]
WORDS = ["a", "b ", " ", "\n", "é", "😀", "x_y", "2*3", "a*b*c", "a_b_c"]
WHOLE = [
    "&amp;", "&pound;", "&#35;", "&#x41;", "&nope;", "<b>", "</b>", "<br>", "<br/>", "<span class='q'>", "<!-- c -->",
    "http://x.example", "<https://x.example/z>", "<mail@x.example>",
    "](https://p.example/q)", '](<r s> "t")', "](/u(v)w 't')", "![i](j)", "[k](l)", "`m`", "**n**",
]  # fmt: skip
REFERENCES = ["[a]", "[b][a]", "[x_y][]", "[no]", "![a]"]


def mixed(*pieces: str) -> st.SearchStrategy[str]:
    """Texts of a block made of such pieces: each line without white space at its ends, and none of them empty."""
    made = st.lists(st.sampled_from(pieces), min_size=1, max_size=14).map("".join)
    return made.map(lambda text: "\n".join(line.strip() for line in text.split("\n") if line.strip())).filter(bool)


def comparable(text: str) -> bool:
    """Whether markdown-it-py is a fair oracle: what it reads differently from CommonMark or from a browser is left out."""
    declaration = re.search(r"<!(?!-- c -->)", text)  # `<!a>`: markdown-it drops it, a browser shows nothing either
    # the end of a link's text counts as white space to it, and as `]` to CommonMark
    before_bracket = re.search(r"(?:[^\w\s*]|_)\*+\]|[^\w\s]_+\]", text)
    broken_autolink = re.search(r"<[^<>\s]+\n>", text)  # its pattern ends with `$`, and so lets a line break pass
    return declaration is None and before_bracket is None and broken_autolink is None


@settings(max_examples=1200, deadline=None)
@given(mixed(*MARKS, *WORDS, *WHOLE))
@example("*a_*_b_")
@example("[![a](b)](c)")
@example("**Sales*man** *a**b*")
@example("a\\\nb")
def test_reader_text_is_what_markdown_it_renders(text: str) -> None:
    """The reader text of a block equals markdown-it-py's rendered text: not a letter more or less."""
    assume(comparable(text))
    assert letters(value(text)) == letters(rendered(expected(text)))


@settings(max_examples=600, deadline=None)
@given(mixed(*MARKS[:12], *WORDS, *REFERENCES))
@example("[*[a]][a]*")
def test_references_read_as_markdown_it_renders_them(text: str) -> None:
    """A link by a label that the file defines reads as its text; brackets with any other label stay text."""
    assume(comparable(text) and "](" not in text)
    assert letters(value(text, LABELS)) == letters(rendered(expected(text, LABELS)))


@settings(max_examples=400, deadline=None)
@given(mixed("a", "b", "Two", " ", "  ", "\t", "\n", "*", "**", "é", ",", ".", "&amp;", "&pound;", "[k](l)"))
def test_blanks_are_those_that_markdown_it_renders(text: str) -> None:
    """In ordinary text the blanks are right too: one for each run of white space."""
    assert value(text) == " ".join(rendered(expected(text)).split())


@settings(max_examples=600, deadline=None)
@given(mixed(*MARKS, *WORDS, *WHOLE))
@example("[![a](b)](c)")
def test_links_are_those_that_markdown_it_finds(text: str) -> None:
    """Every link and its target; a link's span is where the target stands."""
    assume(comparable(text))
    assume("[\\!" not in text)  # there markdown-it nests links, which CommonMark forbids
    links = read(text)[1]
    parser = oracle()
    found = [str(token.attrs["href"]).removeprefix("mailto:") for token in expected(text) if token.type == "link_open"]
    assert sorted(found) == sorted(parser.normalizeLink(unescaped(link.target)) for link in links)
    for link in links:
        assert text[link.span.start : link.span.end] == link.target


def unescaped(target: str) -> str:
    """A link target without backslashes before signs, and with its entities decoded."""
    return rendered(expected(target.replace("*", r"\*").replace("_", r"\_").replace("`", r"\`").replace("<", r"\<")))


# ---------------------------------------------------------------- what a person reads


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("plain", "plain"),
        ("**sales**man", "salesman"),
        ("***Theme*** of the day", "Theme of the day"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*a_*_b_", "a_b"),
        ("&pound;45,000", "£45,000"),
        ("R&D &amp; sales &nbsp;team", "R&D & sales team"),
        ("a &nope; b", "a &nope; b"),
        (r"5 \* 3 \[now\]", "5 * 3 [now]"),
        (r"C:\temp", r"C:\temp"),
        ("run `make all` first", "run first"),
        ("run `` a`b `` first", "run first"),
        ("an `unclosed tick", "an `unclosed tick"),
        ("see <b>this</b><br>and that", "see this and that"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("keep <!-- not this --> that", "keep that"),
        ("write to <mail@x.example> now", "write to mail@x.example now"),
        ("see <https://x.example/a_b_c> now", "see https://x.example/a_b_c now"),
        ("[Apply **now**](https://x.example)!", "Apply now!"),
        ("[Apply] (now)", "[Apply] (now)"),
        ("![A logo](logo.png) Baker", "Baker"),
        ("[![Apply](button.png)](https://x.example/apply)", ""),
        ("[![Apply](button.png) here](https://x.example/apply)", "here"),
        ("co\u00adordi\u200bnator", "coordinator"),
        ("two  \nlines", "two lines"),
        ("two\\\nlines", "two lines"),
        ("nurse\u2028manager", "nurse manager"),
        ("nurse\u00a0manager", "nurse manager"),
    ],
)
def test_inline_text_reads_as_a_person_reads_it(text: str, reads: str) -> None:
    """Marks, tags, code, comments, images and targets are gone; what only looks like them stays."""
    assert value(text) == reads


@pytest.mark.parametrize("labels", [(), ("note",)], ids=["label unknown", "label defined"])
def test_brackets_are_a_link_only_where_their_label_is_defined(labels: tuple[str, ...]) -> None:
    """`[Note]` is text until the file defines it; letter case and blanks of the label do not count."""
    assert value("[Note] and [this][note] and [that][NOTE] and [Note][]", labels) == (
        "Note and this and that and Note" if labels else "[Note] and [this][note] and [that][NOTE] and [Note][]"
    )


def test_a_link_whose_target_stands_elsewhere_leads_there_and_stands_at_its_label() -> None:
    """`[Apply here][ad]` is a link as `[Apply here](…)` is; a picture of that form is none."""
    text = "[Apply here][ad], [that][AD], [Ad][] or [ad], ![picture][ad], [note][none]"
    links = read(text, ["ad"])[1]
    assert [link.target for link in links] == ["https://d.example"] * 4
    assert [text[link.span.start : link.span.end] for link in links] == ["ad", "AD", "Ad", "ad"]


def test_the_inner_of_two_links_is_one() -> None:
    """A link cannot stand in a link: the outer brackets are text."""
    text, links = read("[a [b](https://c.example) d](https://e.example)")
    assert text.value == "[a b d](https://e.example)"
    assert [link.target for link in links] == ["https://c.example"]


def test_a_linked_image_is_a_link() -> None:
    """An image is no link, so that one can stand in a link's text: a button that leads to the application form."""
    assert [link.target for link in read("[![Apply](button.png)](https://x.example/apply)")[1]] == [
        "https://x.example/apply"
    ]


# ---------------------------------------------------------------- links and their places


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](https://x.example)", ["https://x.example"]),
        ("[a](<two words> 'title')", ["two words"]),
        ('[a](/b "title") and [c](d)', ["/b", "d"]),
        ("[a](/wiki/Nurse_(job))", ["/wiki/Nurse_(job)"]),
        ("[a]()", [""]),
        ("see <https://x.example/z>", ["https://x.example/z"]),
        ("write <mail@x.example>", ["mail@x.example"]),
        ("![a](b.png)", []),
        ("`[a](b)`", []),
        ("<!-- [a](b) -->", []),
        (r"\[a](b)", []),
        ("[a](b c)", []),
    ],
)
def test_a_link_knows_where_its_target_stands(text: str, targets: list[str]) -> None:
    """The span of a link is its target in the source, of a link over several lines too."""
    for written in (text, f"Some words\n{text}\nmore words"):
        links = read(written)[1]
        assert [link.target for link in links] == targets
        assert [written[link.span.start : link.span.end] for link in links] == targets


@pytest.mark.parametrize(
    ("text", "nth", "word"),
    [
        ("[apply](https://x.example/apply) apply", 1, "apply"),
        ("see [x](apply) apply", 0, "apply"),
        ("<span title='apply'>apply</span> apply", 0, "apply"),
        ("`apply` apply", 0, "apply"),
        ("![apply](apply) apply", 0, "apply"),
    ],
    ids=["after its URL", "before the word", "in a tag", "in code", "in an image"],
)
def test_a_word_is_found_where_it_is_read_and_not_in_what_is_hidden(text: str, nth: int, word: str) -> None:
    """A word after a link can stand in its URL as well: a span is never found by searching for its text."""
    reader = read(text)[0]
    start = [found.start() for found in re.finditer(word, reader.value)][nth]
    span = reader.span(start, start + len(word))
    visible = re.sub(
        r"`[^`]*`|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^>]*>", lambda hidden: " " * len(hidden.group()), text
    )
    assert visible[span.start : span.end] == word
    assert span.start == [found.start() for found in re.finditer(word, visible)][nth]


@settings(max_examples=300, deadline=None)
@given(mixed(*MARKS, *WORDS, *WHOLE), st.text(max_size=5), st.sampled_from(["\n> ", "\r\n", "\n   ", "\n"]))
def test_where_a_block_stands_does_not_change_what_it_reads(text: str, before: str, gap: str) -> None:
    """The same lines read the same after other text, with CRLF, indented, or led by `> `; only the offsets move."""
    source, pieces = before, []
    for number, line in enumerate(text.split("\n")):
        source += gap if number else ""
        pieces.append(Span(len(source), len(source) + len(line)))
        source += line
    reader, links = read_inline(source, pieces)
    assert reader.value == value(text)
    assert [link.target for link in links] == [link.target for link in read(text)[1]]
    assert all(pieces[0].start <= link.span.start <= link.span.end <= pieces[-1].end for link in links)
