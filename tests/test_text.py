"""Text and places in it: lines as editors count them, and reader text that maps back to the source exactly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.read.reader_text import ZERO_WIDTH, Cut, reader_text
from jdlint.text import Edit, Place, ReaderText, Segment, Source, Span, apply_edits, later

# ---------------------------------------------------------------- lines and columns


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one\n", ["one", ""]),
        ("one\r\ntwo", ["one", "two"]),
        ("one\rstill one\ntwo", ["one\rstill one", "two"]),
        (
            "one\u2028still one\u2029and\x0con\x0bit\x85goes\ntwo",
            ["one\u2028still one\u2029and\x0con\x0bit\x85goes", "two"],
        ),
        ("\n\n", ["", "", ""]),
    ],
    ids=["empty", "no break", "break at the end", "CRLF", "lone CR", "U+2028, form feed and kin", "blank lines"],
)
def test_only_a_line_feed_ends_a_line(text: str, lines: list[str]) -> None:
    """Lines are those of an editor and of git: ``\\n`` ends one, and nothing else does."""
    source = Source(text)
    assert [source.line_text(number) for number in range(1, len(source.starts) + 1)] == lines


@pytest.mark.parametrize(
    ("text", "part", "place"),
    [
        ("Nurse", "Nurse", (1, 1, 1, 6)),
        ("Nurse\nin Hull", "Hull", (2, 4, 2, 8)),
        ("Nurse\r\nin Hull", "Hull", (2, 4, 2, 8)),
        ("Nurse\rin Hull", "Hull", (1, 10, 1, 14)),
        ("Nurse\u2028in Hull", "Hull", (1, 10, 1, 14)),
        ("😀 Nurse", "Nurse", (1, 3, 1, 8)),
        ("Nurse\nin Hull\n", "Nurse\nin", (1, 1, 2, 3)),
        ("Nurse\nin Hull", "Nurse\n", (1, 1, 1, 7)),
    ],
    ids=["first", "second line", "CRLF", "lone CR", "U+2028", "astral", "two lines", "with its line break"],
)
def test_places_count_code_points_from_one(text: str, part: str, place: tuple[int, int, int, int]) -> None:
    """Line and column begin at 1; `end_line` is inclusive, `end_column` exclusive; an astral character is one column."""
    start = text.index(part)
    assert Source(text).place(Span(start, start + len(part))) == Place(*place)


@pytest.mark.parametrize("offset", [0, 3, 6, 7])
def test_the_place_of_an_empty_span_is_a_point(offset: int) -> None:
    """Something absent is anchored at a point: its end is its start."""
    place = Source("Nurse\n\n").place(Span(offset, offset))
    assert (place.end_line, place.end_column) == (place.line, place.column)


@given(st.text(st.sampled_from("ab\n\r\u2028\x0c😀"), max_size=30), st.data())
def test_a_place_leads_back_to_its_span(text: str, data: st.DataObject) -> None:
    """Whoever has line and column, and cuts lines at ``\\n`` only, finds the span again."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Source(text).place(Span(start, end))
    lines = text.split("\n")
    begin = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    after = sum(len(line) + 1 for line in lines[: place.end_line - 1]) + place.end_column - 1
    assert (begin, after) == (start, end)


@pytest.mark.parametrize(
    ("edits", "result"),
    [
        ([], "a salesman and a chairman"),
        ([Edit(2, 10, "salesperson")], "a salesperson and a chairman"),
        ([Edit(2, 10, "salesperson"), Edit(17, 25, "chair")], "a salesperson and a chair"),
        ([Edit(17, 25, "chair"), Edit(2, 10, "salesperson")], "a salesperson and a chair"),
        ([Edit(1, 10, "")], "a and a chairman"),
        ([Edit(25, 25, "!")], "a salesman and a chairman!"),
    ],
    ids=["none", "one", "two", "in any order", "removal", "insertion at the end"],
)
def test_edits_are_made_at_their_offsets(edits: list[Edit], result: str) -> None:
    """Offsets are those of the text before any edit, whatever the order of the edits."""
    assert apply_edits("a salesman and a chairman", edits) == result


# ---------------------------------------------------------------- reader text


def cut_at(source: str, part: str, reads: str = "", nth: int = 0) -> Cut:
    """A cut for the nth place where a part stands."""
    start = [found.start() for found in re.finditer(re.escape(part), source)][nth]
    return Cut(start, start + len(part), reads)


POUND = "We pay &pound;45,000 a year"
BOLD = "Our **sales**man sells"
WRAPPED = "You are a born\n> leader  of people"
SOFT = "co\u00adordi\u200bnator at \ufeffwork"
READ: dict[str, tuple[ReaderText, str]] = {
    "entity": (reader_text(POUND, 0, len(POUND), [cut_at(POUND, "&pound;", "£")]), POUND),
    "marks": (reader_text(BOLD, 0, len(BOLD), [cut_at(BOLD, "**"), cut_at(BOLD, "**", nth=1)]), BOLD),
    "soft wrap": (reader_text(WRAPPED, 0, len(WRAPPED), [cut_at(WRAPPED, "\n> ", " ")]), WRAPPED),
    "zero width": (reader_text(SOFT, 0, len(SOFT)), SOFT),
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("entity", "We pay £45,000 a year"),
        ("marks", "Our salesman sells"),
        ("soft wrap", "You are a born leader of people"),
        ("zero width", "coordinator at work"),
    ],
)
def test_reader_text_is_what_a_person_reads(name: str, value: str) -> None:
    """Entities are decoded, marks and characters without width are gone, a run of white space is one blank."""
    assert READ[name][0].value == value


@pytest.mark.parametrize(
    ("name", "phrase", "stands", "contiguous"),
    [
        ("entity", "£45,000", "&pound;45,000", False),
        ("entity", "£", "&pound;", False),
        ("entity", "45,000", "45,000", True),
        ("entity", "We pay", "We pay", True),
        ("marks", "salesman", "sales**man", False),
        ("marks", "sales", "sales", True),
        ("marks", "man", "man", True),
        ("marks", "Our salesman", "Our **sales**man", False),
        ("soft wrap", "born leader", "born\n> leader", False),
        ("soft wrap", "leader", "leader", True),
        ("soft wrap", "leader of", "leader  of", False),
        ("soft wrap", " ", " ", True),
        ("zero width", "coordinator", "co\u00adordi\u200bnator", False),
        ("zero width", "ordi", "ordi", True),
        ("zero width", "work", "work", True),
    ],
)
def test_reader_text_maps_back_exactly(name: str, phrase: str, stands: str, contiguous: bool) -> None:
    """The span of a phrase is just the source that it was read from; it is contiguous where it stands there unchanged."""
    text, source = READ[name]
    start = text.value.index(phrase)
    span = text.span(start, start + len(phrase))
    assert source[span.start : span.end] == stands
    assert text.contiguous(start, start + len(phrase)) is contiguous


@pytest.mark.parametrize(("at", "offset"), [(0, 0), (7, 7), (8, 14), (len(POUND) - 6, len(POUND))])
def test_an_empty_range_maps_to_a_point(at: int, offset: int) -> None:
    """An empty range is anchored where its text would stand: before what it was read from, at the end behind it."""
    text = READ["entity"][0]
    assert text.span(at, at) == Span(offset, offset)
    assert text.contiguous(at, at)


def test_reader_text_of_nothing_has_a_span() -> None:
    """Text that reads as nothing still answers."""
    assert ReaderText("", ()).span(0, 0) == Span(0, 0)


@pytest.mark.parametrize(("text", "cuts"), [("a ![b](c)", [Cut(2, 9)]), ("a \u00ad\u200b\t", []), ("a ", [])])
def test_what_reads_as_nothing_stands_where_it_is_written(text: str, cuts: list[Cut]) -> None:
    """A picture, say, or marks that nobody sees: an empty text is not at the beginning of the file."""
    nothing = reader_text(text, 2, len(text), cuts)
    assert (nothing.value, nothing.span(0, 0)) == ("", Span(2, 2))


def test_words_are_cut_once() -> None:
    """All who look at the words of a block look at the same ones."""
    text = ReaderText("Two words", (Segment(0, 0, 9),))
    assert text.words is text.words
    assert text.words.plain == ["two", "words"]


@st.composite
def cut_sources(draw: st.DrawFn) -> tuple[str, list[Cut]]:
    """A text and cuts in it that do not overlap; like entities and marks, each reads shorter than it is written."""
    source = draw(st.text(st.sampled_from("ab c\n\t*&\u00ad\u200b\u2028é😀"), max_size=25))
    ends = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    reads = st.sampled_from(["", " ", "£", "\u00ad", "\n", "ab"])
    cuts = [Cut(start, end, draw(reads)[: end - start - 1]) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    return source, draw(st.permutations(cuts))


def blanks(text: str) -> str:
    """A text with each white space as a blank: a single line break reads as one, and counts as copied."""
    return re.sub(r"\s", " ", text)


@given(cut_sources())
def test_reader_text_has_single_blanks_and_true_offsets(case: tuple[str, list[Cut]]) -> None:
    """No blank stands at an end or beside another; each character maps into the source, in order, and a copied one to itself."""
    source, cuts = case
    text = reader_text(source, 0, len(source), cuts)
    assert text.value == text.value.strip()
    assert not re.search(rf"\s\s|[^\S ]|[{ZERO_WIDTH}]", text.value)
    last = Span(0, 0)
    for at, character in enumerate(text.value):
        span = text.span(at, at + 1)
        assert 0 <= span.start <= span.end <= len(source)
        assert span.start >= last.start
        assert span.end >= last.end
        if text.contiguous(at, at + 1):
            assert blanks(source[span.start : span.end]) == character
        last = span


@given(cut_sources())
def test_what_is_contiguous_stands_so_in_the_source(case: tuple[str, list[Cut]]) -> None:
    """Only text that stands in the source just so may be replaced by a fix."""
    source, cuts = case
    text = reader_text(source, 0, len(source), cuts)
    for start in range(len(text.value)):
        for end in range(start + 1, len(text.value) + 1):
            if text.contiguous(start, end):
                span = text.span(start, end)
                assert blanks(source[span.start : span.end]) == text.value[start:end]


def test_a_pattern_for_later_is_as_any_other() -> None:
    """It is compiled when it is first used, with its flags, and has what a compiled one has."""
    pattern = later(r"(?P<word>night) \w+", re.IGNORECASE)
    found = pattern.search("a Night Baker")
    assert found is not None
    assert found["word"] == "Night"
    assert pattern.search is pattern.search  # found once: then it is as quick as any
    assert pattern.sub("day", "night shift") == "day"
    assert pattern.groupindex == {"word": 1}
    assert later(r"(").__class__ is pattern.__class__  # nothing is compiled before it is used
    with pytest.raises(re.error):
        later(r"(").match("")
