"""The quick reader of plain YAML gives what the YAML reader gives, with the same places, or leaves the text to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.data import plain_yaml, yaml

PLAIN = {
    "keys and values": "title: Night Baker\nplace: Leeds\n",
    "all sorts of values": 'a: 12\nb: 1.5\nc: true\nd: null\ne:\nf: "37:30 # a"\ng: \'x: y\'\nh: no\ni: NULL\nj: ""\n',
    "marks inside words": "url: https://pay.example/a#b?c=[d],{e}\nnote: a 'word' (b), c & d - e\ntime: 10:30\n",
    "lists": "tags: [baking, night work, 12, \"a, b\", 'c']\nplace: Leeds\n",
    "one level below": "pay:\n  min: 9\n  max: 12\n  period:\nplace: Leeds\n",
    "below at the end": "place: Leeds\npay:\n    min: 9\n    tags: [a]\n",
    "blanks at the ends of lines": "title:   Baker  \nplace:  \npay: \n  min:  9 \n",
    "no line break at the end": "title: Baker",
    "letters of all languages": "title: Bäcker – Nacht €\nplace: København\nname: 日本 “x” …\n",
}
LEFT = {
    "nothing": "",
    "a comment": "title: Baker # night\n",
    "a comment line": "# head\ntitle: Baker\n",
    "a value on two lines": "title: Night\n  Baker\n",
    "a key below a value": "title: Baker\n  pay: 9\n",
    "a key below a quoted value": 'title: "Baker"\n  pay: 9\n',
    "a key that stands twice": "a: 1\na: 2\n",
    "a key that stands twice below": "a:\n  b: 1\n  b: 2\n",
    "a block list": "tags:\n  - a\n",
    "a block list at the margin": "tags:\n- a\n",
    "text in lines": "note: >-\n  one\n  two\n",
    "an escape": 'a: "x\\n"\n',
    "a quote that goes on": 'a: "x" y\n',
    "a quote in a quote": "a: 'it''s'\n",
    "an anchor": "a: &b c\n",
    "an alias": "a: *b\n",
    "a tag": "a: !b c\n",
    "a reserved mark": "a: @b\n",
    "a colon and a blank": "a: b: c\n",
    "a colon at the end": "a: b:\n",
    "two levels below": "a:\n  b:\n    c: 1\n",
    "uneven lines": "a:\n   b: 1\n  c: 2\n",
    "an indented head": "  a: 1\n",
    "an empty line": "a: 1\n\nb: 2\n",
    "a tab": "a:\tb\n",
    "a carriage return": "a: b\r\n",
    "a line separator": "a: b\u2028c: d\n",
    "a control character": "a: b\x07\n",
    "a mapping in braces": "a: {b: c}\n",
    "a list with a mapping": "a: [b: c]\n",
    "an open list": "a: [b\n",
    "no mapping": "just words\n",
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_yaml_is_read_as_the_yaml_reader_reads_it(name: str) -> None:
    """Values, keys, parts and all spans are the same."""
    assert plain_yaml.read(PLAIN[name]) == yaml.load(PLAIN[name])


@pytest.mark.parametrize("name", LEFT)
def test_anything_else_is_left_to_the_yaml_reader(name: str) -> None:
    """What may mean something to YAML, or is wrong, is not ours to read."""
    assert plain_yaml.read(LEFT[name]) is None


PIECES = st.sampled_from(
    [
        *"abÖ€’–:#-,[]{}\"'\\&*!|>%@`?=(/._+$ \t\r日\xa0\x85\u2028\ufeff\x00\U0001f600",
        "12",
        "1.5",
        "-3",
        "true",
        "no",
        ": ",
        " #",
        "- ",
        ", ",
        "  ",
        "<<",
        "~",
        "a:b",
        "a#b",
    ]
)
KEYS = st.sampled_from(["a", "b", "c-d", "e_f", "null", "<<", "Ä", "1", "y", "a b", '"q"', "?", "- a"])
VALUES = st.one_of(
    st.lists(PIECES, max_size=6).map("".join),
    st.lists(PIECES, max_size=4).map(lambda parts: '"' + "".join(parts) + '"'),
    st.lists(PIECES, max_size=4).map(lambda parts: "'" + "".join(parts) + "'"),
    st.lists(st.lists(PIECES, max_size=3).map("".join), max_size=4).map(lambda items: f"[{', '.join(items)}]"),
)
LINES = st.builds(
    lambda indent, key, gap, value, end: f"{indent}{key}:{gap}{value}{end}",
    st.sampled_from(["", "", "", "  ", "  ", "    ", " "]),
    KEYS,
    st.sampled_from([" ", " ", "", "  "]),
    st.one_of(st.just(""), VALUES),
    st.sampled_from(["\n", "\n", "\n", " \n", "\r\n", "", "\n\n"]),
)


@given(st.one_of(st.lists(LINES, max_size=6).map("".join), st.text(max_size=40)))
@settings(max_examples=3000, deadline=None)
def test_never_another_reading_than_the_yaml_readers(text: str) -> None:
    """Whatever stands in a head: the same nodes and places, or none."""
    read = plain_yaml.read(text)
    if read is not None:
        assert read == yaml.load(text)
