"""Text in front matter: its words are looked for as those of the body, and each finding points at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint import front_text
from jdlint.api import check_text
from jdlint.document import read_document
from jdlint.posting import Posting
from jdlint.text import Source

BODY = "\n## What you do\n\n- You greet guests in Hull and sell them bread\n- You plan the week with two colleagues\n"


def posting(text: str) -> Posting:
    (found,) = read_document(Source(text, "jobs/example.md")).postings
    return found


def found(text: str, rule: str) -> list[str]:
    return [text[each.span.start : each.span.end] for each in check_text(text, path="a.md") if each.rule == rule]


@pytest.mark.parametrize("title", ["Sales Ninja", '"Sales Ninja"', "'Sales Ninja'", ">-\n  Sales\n  Ninja"])
def test_a_title_points_at_its_word(title: str) -> None:
    assert found(f"---\ntitle: {title}\n---\n{BODY}", "hero-titles") == ["Ninja"]


def test_a_title_in_toml() -> None:
    assert found(f'+++\ntitle = "Sales Ninja"\n+++\n{BODY}', "hero-titles") == ["Ninja"]


def test_lines_of_a_value_are_blocks_of_their_own() -> None:
    text = f'---\ntitle: Cook\nqualifications: "You bake.\\r\\nYou are a ninja in the kitchen."\n---\n{BODY}'
    blocks = [(block.kind, block.text.value, section.kind) for block, section in front_text.blocks(posting(text))]
    assert blocks == [
        ("title", "Cook", None),
        ("paragraph", "You bake.", "qualifications"),
        ("paragraph", "You are a ninja in the kitchen.", "qualifications"),
    ]
    assert found(text, "hero-titles") == ["ninja"]


def test_lines_that_cannot_be_told_apart_keep_their_words() -> None:
    """Lines with escapes stand for the whole value: what is found in one is not quoted from another."""
    text = f'---\ntitle: Cook\nsummary: "A caf\\u00e9 with one ninja.\\nOur caf\\u00e9 wants a guru."\n---\n{BODY}'
    said = [each.message.split("'")[1] for each in check_text(text, path="a.md") if each.rule == "hero-titles"]
    assert sorted(said) == ["guru", "ninja"]


def test_what_the_body_says_again_is_looked_at_there() -> None:
    text = f"---\ntitle: Cook\ndescription: You are our ninja\n---\n{BODY}\nYou are our ninja, and more.\n"
    (one,) = [each for each in check_text(text, path="a.md") if each.rule == "hero-titles"]
    assert one.span.start > text.index("## What")
    assert not one.related


def test_keys_that_no_reader_sees_as_text_are_left_alone() -> None:
    assert found(f"---\ntitle: Cook\nslug: sales-ninja\ntags: [ninja]\nlayout: ninja\n---\n{BODY}", "hero-titles") == []


def test_structured_data_is_for_programs() -> None:
    data = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Sales Ninja", "description": "x"}</script>'
    page = f"<html><head>{data}</head><body><h1>Sales clerk</h1><p>You sell bread in Hull.</p></body></html>"
    (read,) = read_document(Source(page, "a.html")).postings
    assert front_text.blocks(read) == ()


@given(st.text(max_size=60))
def test_any_value_is_read_and_its_places_lie_in_it(value: str) -> None:
    """However a value is quoted or folded, what stands for a word of it lies inside the value."""
    import json

    text = f"---\ntitle: Cook\nsummary: {json.dumps(value)}\n---\n{BODY}"
    read = posting(text)
    span = read.meta.spans["summary"] if read.meta is not None and "summary" in read.meta.spans else None
    for block, _ in front_text.blocks(read):
        for start, end in block.text.words.spans if block.kind == "paragraph" else ():
            place = block.text.span(start, end)
            assert span is not None
            assert span.start <= place.start <= place.end <= span.end
