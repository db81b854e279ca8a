"""Laws that hold for any input: nothing raises, every place is true, order is stable, and time grows with length only."""

from __future__ import annotations

import datetime
import gc
import itertools
import json
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jdlint.config import Config
from jdlint.engine import Checked, check_source, check_unreadable
from jdlint.files import decode
from jdlint.findings import FileReport, Finding, Report
from jdlint.formats import json as json_format
from jdlint.formats.style import Style
from jdlint.model import Format
from jdlint.registry import RuleSet, bind
from jdlint.text import Source, Span

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
import linear  # the worst inputs; timing them is bench's matter

FORMATS: tuple[Format, ...] = ("markdown", "plain", "html")
LAW = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
by_format = pytest.mark.parametrize("form", FORMATS)


@cache
def rules() -> RuleSet:
    """The recommended rules, bound once."""
    return bind(Config())


def checked(text: str, form: Format) -> Checked:
    """What a check of a text gives."""
    return check_source(Source(text, "any"), rules(), format=form)


# ---------------------------------------------------------------- any text

PIECES = [
    "# ", "## ", "**", "*", "_", "- ", "  - ", "1. ", "> ", "| a | b |\n|---|---|\n", "\n", "\n\n", "\r\n", "\r",
    "\u2028", "\x0c", "`", "```\n", "<div>", "</div>", "<li>", "<b>", "<!-- c -->", "<!--", "<a href='", "&pound;",
    "&amp;", "&#0;", "&#xD800;", "[x]", "(http://x.example/a)", "[x]: https://a.example\n", "![", "\\",
    "Requirements", "Benefits:\n", "Salary: ", "£45,000", "$20k-30k", " per year", "salesman", "He ",
    "native speaker", "Nurse", "\u00ad", "\u200b", "\ufeff", "---\n", "+++\n", "title: Nurse\n", "key = 1\n", "TBC",
    "[company]", "and/or", "word word", "the ", "you ", "é", "😀", "•\t", "    ", "====\n", "\x00", "\x0b", "\x85",
    "\u3000", "İ", "'s ", "ß", "fi", "12 noon ", "Apply by 3 May 2027. ",
]  # fmt: skip
POSTING = """\
---
title: Night Baker
---
# Night Baker

Our **sales**man will be a native speaker, aged 18-25, and he will work the the night.

## Requirements

- 5 years of &pound;45,000 ovens and/or [TBC](https://a.example/XXX)
> a young and
> energetic rockstar

## Benefits
"""
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A posting with faults, cut up and filled with pieces: more of it is found than of mere noise."""
    at = sorted(draw(st.lists(st.integers(0, len(POSTING)), max_size=4)))
    parts = [POSTING[start:end] for start, end in itertools.pairwise([0, *at, len(POSTING)])]
    return "".join(part + draw(st.sampled_from(["", *PIECES])) for part in parts)


ANY = st.one_of(TEXTS, spoiled())


def places(finding: Finding) -> list[Span]:
    """All places that a finding names."""
    edits = finding.fix.edits if finding.fix else ()
    return [finding.span, *finding.related, *(Span(edit.start, edit.end) for edit in edits)]


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
def test_no_text_breaks_a_check_and_every_place_lies_in_it(text: str, form: Format) -> None:
    """Nothing raises, in readers and rules; every span, related place and edit lies in the source."""
    result = checked(text, form)
    assert [finding.message for finding in result.findings if finding.rule == "internal-error"] == []
    assert not result.broken
    for finding in result.findings:
        assert all(0 <= start <= end <= len(text) for start, end in places(finding)), finding


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
@example(text=POSTING.replace("\n", "\r\n"))
def test_json_gives_places_as_editors_count_them(text: str, form: Format) -> None:
    """The text at a finding's lines and columns is the text that the finding gives; lines end with a line feed only."""
    source = Source(text, "any")
    findings = check_source(source, rules(), format=form).findings
    report = Report([FileReport(source, "", findings)], rules().info(), datetime.date(2027, 1, 2), (), False)
    lines = [line + "\n" for line in text.split("\n")]
    for finding in json.loads(json_format.render(report, Style()))["findings"]:
        first, last = finding["line"] - 1, finding["end_line"] - 1
        begin = sum(map(len, lines[:first])) + finding["column"] - 1
        end = sum(map(len, lines[:last])) + finding["end_column"] - 1
        assert finding["column"] <= len(lines[first])
        assert text[begin:end] == finding["text"]


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
def test_every_word_maps_back_to_the_source(text: str, form: Format) -> None:
    """The span of each word lies in its block, after the word before, and has the word's letters in order."""
    document = checked(text, form).document
    assert document is not None
    for block, _ in document.postings[0].blocks():
        assert 0 <= block.span.start <= block.span.end <= len(text)
        last = block.span.start
        for start, end in block.text.words.spans:
            span = block.text.span(start, end)
            assert last <= span.start < span.end <= block.span.end
            raw = iter(text[span.start : span.end])
            assert "&" in text[span.start : span.end] or all(letter in raw for letter in block.text.value[start:end])
            last = span.end


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
def test_findings_come_in_order_of_place_and_twice_the_same(text: str, form: Format) -> None:
    """Two runs give the same findings in the same order: by place."""
    first, second = checked(text, form).findings, checked(text, form).findings
    assert first == second
    assert [finding.span for finding in first] == sorted(finding.span for finding in first)


@LAW
@given(
    data=st.one_of(
        st.binary(max_size=60),
        ANY.map(lambda text: text.encode("utf-16", "replace")),
        ANY.map(lambda text: text.encode("cp1252", "replace")),
    )
)
@example(data=b"\xff\xfe\x00")
@example(data=b"\xef\xbb\xbf# Nurse")
def test_no_bytes_break_a_check(data: bytes) -> None:
    """Any bytes are decoded or are a problem; what is decoded is checked, and a problem is a finding."""
    read = decode(data, "any.md")
    problems = [read.problem] if read.problem else []
    assert read.readable or problems
    result = (
        check_source(read.source, rules(), problems=problems) if read.readable else check_unreadable(problems, rules())
    )
    assert [finding.message for finding in result.findings if finding.rule == "internal-error"] == []
    assert all(
        0 <= start <= end <= len(read.source.text) for finding in result.findings for start, end in places(finding)
    )
    assert len(result.findings) >= len(problems)


@given(text=ANY.filter(lambda text: "\x00" not in text), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_is_decoded_as_it_was_encoded(text: str, encoding: str) -> None:
    """By its byte order mark, else as UTF-8: every odd character and carriage return is kept, only the mark is gone."""
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    read = decode(text.encode(encoding, "replace"), "any.md")
    assert (read.readable, read.problem, read.source.bom) == (True, None, encoding != "utf-8")
    assert read.source.text == text.encode("utf-8", "replace").decode("utf-8")


# ---------------------------------------------------------------- long input

PATTERNS = linear.all_patterns()


def test_patterns_that_are_compiled_late_are_among_them() -> None:
    """A pattern that nothing has used yet is no less ours."""
    assert any(name.endswith("jdlint.facts.contacts._MAIL") for name in PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_come_to_an_end(name: str) -> None:
    """On long inputs made of its own literals a pattern ends; one that is not linear would hang here."""
    pattern = PATTERNS[name]
    for lead, unit in itertools.islice(linear.worst_inputs(pattern), 24):
        text = linear.repeated(unit, lead)(2_000)
        found = [pattern.regex.match(text)] if pattern.anchored else list(pattern.regex.finditer(text))
        assert len(found) <= len(text) + 1


@pytest.mark.parametrize("name", linear.DOCUMENTS)
def test_long_texts_of_one_thing_are_checked(name: str) -> None:
    """Whatever a text of 10 KB is made of, in every format it ends in findings and not in a fault."""
    text = linear.DOCUMENTS[name](10_000)
    for form in FORMATS:
        assert not checked(text, form).broken


@pytest.mark.parametrize(
    "unit",
    [" ", "[", "*", "<", "1", ",", "a", "a "],
    ids=["blanks", "brackets", "stars", "angles", "digits", "commas", "letters", "words"],
)
def test_a_megabyte_of_anything_is_checked(unit: str) -> None:
    """A megabyte of one thing ends in findings and not in a fault, in every format."""
    text = unit * (1_000_000 // len(unit))
    for form in FORMATS:
        result = checked(text, form)
        assert not result.broken
        assert all(0 <= start <= end <= len(text) for finding in result.findings for start, end in places(finding))


@by_format
def test_a_check_leaves_nothing_for_the_collector(form: Format) -> None:
    """No posting points in a circle, so that checking without the collector frees memory file by file."""
    text = "---\ntitle: Nurse\n---\n\n# Nurse\n\n| a | b |\n|---|---|\n| c | d |\n\n- He earns **$20** at [us](https://a.example)\n"
    checked(text, form)  # what is made once and kept
    gc.collect()
    result = checked(text, form)
    assert result.document is not None
    del result
    assert gc.collect() == 0
