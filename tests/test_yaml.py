"""YAML read safely: hostile input ends in an error with a place, every value knows its span, scalars are YAML 1.2."""

from __future__ import annotations

import json
import string
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint.data import yaml
from jdlint.text import Span


def value(text: str) -> Any:
    """The plain value of a document."""
    return yaml.load(text).value


# ---------------------------------------------------------------- hostile input

ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 12)
)
HOSTILE = {
    "too long": ("a: " + "x" * yaml.MAX_CHARACTERS, "characters"),
    "brackets": ("[" * 200_000, "nested"),
    "braces": ("{a: " * 200_000, "nested"),
    "dashes": ("- " * 200_000, "nested"),
    "indentation": ("".join(f"{' ' * depth}a:\n" for depth in range(500)), "nested"),
    "closed brackets": ("[" * 500 + "]" * 500, "nested"),
    "aliases of aliases": (ALIASES, "values"),
    "an alias in itself": ("a: &a [*a]", "not defined above"),
    "an alias of nothing": ("a: *b", "not defined above"),
    "many values": ("[" + "x," * (yaml.MAX_NODES + 1) + "]", "values"),
    "a key that stands twice": ("a: 1\nb: 2\na: 3\n", "stands twice"),
    "a key that stands twice, quoted": ("a: 1\n'a': 3\n", "stands twice"),
    "a key that is a list": ("? [a, b]\n: c\n", "no plain text"),
    "a key that is an alias": ("a: &a b\n*a : c\n", "no plain text"),
    "two documents": ("a: 1\n---\nb: 2\n", "second document"),
    "a control character": ("a: b\x07\n", "does not allow"),
    "half a surrogate pair": ("a: b\ud83d\n", "does not allow"),
    "a tab as indentation": ("a:\n\tb: c\n", "a tab"),
    "an open bracket": ("a: [b\n", "expected"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_in_an_error_with_a_place(name: str) -> None:
    """Caps on length, depth and number hold before anything recurses; no key counts twice."""
    text, problem = HOSTILE[name]
    with pytest.raises(yaml.YamlError, match=problem) as caught:
        yaml.load(text)
    assert 0 <= caught.value.offset <= len(text)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("a key that stands twice", "a: 3"),
        ("two documents", "b: 2"),
        ("an alias of nothing", "*b"),
        ("a key that is a list", "[a, b]"),
        ("half a surrogate pair", "\ud83d"),
    ],
)
def test_an_error_stands_at_the_fault(name: str, fault: str) -> None:
    """The offset leads to the fault itself."""
    with pytest.raises(yaml.YamlError) as caught:
        yaml.load(HOSTILE[name][0])
    assert HOSTILE[name][0][caught.value.offset :].startswith(fault)


def test_what_is_within_the_caps_is_read() -> None:
    """Depth and aliases that people write are no fault."""
    assert value("[" * 30 + "]" * 30) == json.loads("[" * 30 + "]" * 30)
    assert value("base: &base [a, b]\nmore: [*base, *base]\n") == {"base": ["a", "b"], "more": [["a", "b"], ["a", "b"]]}


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:-? \n\t[]{}&*!|>'\"%@`#,.~\u2028é😀0"), max_size=40))
def test_any_text_is_a_value_or_an_error(text: str) -> None:
    """Nothing but YamlError comes out, with an offset within the text; what is read lies within it too."""
    spans = []
    try:
        spans += [node.span for node in yaml.load_all(text)]
    except yaml.YamlError as error:
        spans.append(Span(error.offset, error.offset))
    assert all(0 <= start <= end <= len(text) for start, end in spans)


# ---------------------------------------------------------------- scalars


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("NO", "NO"), ("no", "no"), ("off", "off"), ("On", "On"), ("yes", "yes"), ("y", "y"), ("37:30", "37:30"), ("1:20:30", "1:20:30"),
        ("2027-01-02", "2027-01-02"), ("1_000", "1_000"), ("0b11", "0b11"), ("1,000", "1,000"), ("=", "="), ("<<", "<<"), ("1e", "1e"),
        (".", "."), ("+", "+"), ("3.5.1", "3.5.1"), ("9" * 301, "9" * 301), ("nUll", "nUll"), ("tRue", "tRue"),
        ("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("+4", 4), ("007", 7), ("1.5", 1.5), (".5", 0.5), ("2.", 2.0), ("1e3", 1000.0), ("-1.5E-2", -0.015),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text: str, reads: Any) -> None:
    """What is no core scalar of YAML 1.2 stays text; quotes make anything text."""
    found = value(f"key: {text}\n")["key"]
    assert (found, type(found)) == (reads, type(reads))
    assert value(f"key: '{text}'\n")["key"] == text
    assert value(f'key: "{text}"\n')["key"] == text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("!!python/object/apply:os.getcwd []", []),
        ("!!python/name:os.system x", "x"),
        ("!custom x", "x"),
        ("!!binary aGk=", "aGk="),
        ("!!timestamp 2027-01-02", "2027-01-02"),
    ],
)
def test_tags_make_nothing(text: str, reads: Any) -> None:
    """A tag calls nothing and makes no object: what it stands at is read as plain data."""
    assert value(f"key: {text}\n") == {"key": reads}


@pytest.mark.parametrize(
    ("text", "reads"), [("", None), ("# only a comment\n", None), ("---\n", None), ("word", "word")]
)
def test_a_document_need_not_be_a_mapping(text: str, reads: Any) -> None:
    """Nothing reads as nothing."""
    assert value(text) == reads


def test_all_documents_of_a_text() -> None:
    """Each document has its value, its positions in the whole text, and anchors of its own."""
    text = "a: &x 1\n---\nb: 2\n---\n- c\n"
    documents = yaml.load_all(text)
    assert [node.value for node in documents] == [{"a": 1}, {"b": 2}, ["c"]]
    assert text[slice(*documents[1].at("b"))] == "2"
    with pytest.raises(yaml.YamlError, match="not defined above"):
        yaml.load_all("a: &x 1\n---\nb: *x\n")


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    "before",
    ["", "note: '\u2028\u2028'\n", "note: 😀\n", "note: é\u0301\r\n", "# 😀\u2028\n"],
)
def test_positions_are_code_points(before: str) -> None:
    """Keys and values stand where they are, whatever stands above them: U+2028, astral characters, CRLF."""
    text = f"{before}pay: {{min: 9, max: '12'}}\ntowns:\n- Leeds\n- [Hull, York]\n"
    node = yaml.load(text)
    assert text[slice(*node.keys["pay"])] == "pay"
    assert text[slice(*node.at("pay"))] == "{min: 9, max: '12'}"
    assert text[slice(*node.at("pay", "min"))] == "9"
    assert text[slice(*node.at("pay", "max"))] == "'12'"
    assert text[slice(*node.at("towns", 0))] == "Leeds"
    assert text[slice(*node.at("towns", 1, 1))] == "York"


@pytest.mark.parametrize("path", [("pay", "min", "deeper"), ("pay", 3), ("nothing",), ("pay", "nothing"), (0,)])
def test_the_place_of_what_is_not_there_is_the_nearest_above(path: tuple[str | int, ...]) -> None:
    """A path that leads nowhere ends at the last part that exists."""
    text = "pay: {min: 9}\n"
    node = yaml.load(text)
    known = {("pay", "min", "deeper"): "9", ("pay", 3): "{min: 9}", ("pay", "nothing"): "{min: 9}"}
    assert text[slice(*node.at(*path))].strip() == known.get(path, text.strip())


TEXTS = st.text(string.ascii_letters + " é😀", max_size=8)
KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=5)
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9999, 9999), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(PLAIN)
def test_what_was_written_is_read_and_stands_where_it_is(data: Any) -> None:
    """JSON is YAML: what goes in comes out, and the text at each value's span is that value again."""
    text = json.dumps(data, ensure_ascii=False)
    node = yaml.load(text)
    assert node.value == data
    for path, part in parts(node):
        assert value(text[slice(*part.span)]) == part.value
        assert node.at(*path) == part.span


def parts(node: yaml.Node, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], yaml.Node]]:
    """A node and all its parts, with their paths."""
    found: list[tuple[tuple[str | int, ...], yaml.Node]] = [(path, node)]
    inner: list[tuple[str | int, yaml.Node]] = []
    if isinstance(node.parts, dict):
        inner = list(node.parts.items())
    elif isinstance(node.parts, list):
        inner = list(enumerate(node.parts))
    for step, part in inner:
        found += parts(part, (*path, step))
    return found


def test_an_empty_document_has_a_place() -> None:
    """Nothing stands at the beginning."""
    assert yaml.load("").span == Span(0, 0)


@given(
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.from_regex(r"[-+]?[0-9]{1,16}[.eExob:_]?[0-9]{0,9}|[0-9a-f]{16}|null|True|~|=|<<|y|NO", fullmatch=True)
)
@example("8030338384267e15")  # a digest, which PyYAML writes without quotes
def test_what_is_written_reads_back(text: str) -> None:
    """Text stays text, whatever it looks like, alone and in the forms of files that we write."""
    data = {"a": text, "b": [text], "c": [{"d": text}]}
    assert value(yaml.dump(data)) == data
    assert value(yaml.dump(data, compact=True)) == data
