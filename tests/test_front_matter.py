"""Front matter in its three forms, with a span for each key and value; a head that cannot be read loses no text."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from jdlint.document import read_document
from jdlint.model import Meta
from jdlint.read.front_matter import Head, read_front_matter
from jdlint.text import Source

FORMS = {
    "YAML": "---\ntitle: Baker\npay: 9 to 12\nplace: Leeds\n---\n",
    "YAML, CRLF": "---\r\ntitle: Baker\r\npay: 9 to 12\r\nplace: Leeds\r\n---\r\n",
    "YAML, indented": "  ---\n  title: Baker\n  pay: 9 to 12\n  place: Leeds\n  ---\n",
    "YAML after blank lines": "\n\n---\ntitle: Baker\npay: 9 to 12\nplace: Leeds\n---  \n",
    "YAML, quoted": '---\n"title": \'Baker\'\npay: "9 to 12"   # an hour\nplace: Leeds\n---\n',
    "TOML": '+++\ntitle = "Baker"\npay = "9 to 12"\nplace = "Leeds"\n+++\n',
    "TOML, indented": '    +++\n    title = "Baker"\n    pay   =   "9 to 12"\n    place = \'Leeds\'\n    +++\n',
    "TOML, CRLF": '+++\r\ntitle = "Baker"\r\npay = "9 to 12"\r\nplace = "Leeds"\r\n+++\r\n',
    "unfenced": "title: Baker\npay: 9 to 12\nplace: Leeds\n\n",
    "unfenced, CRLF": "title: Baker\r\npay:  9 to 12 \r\nplace: Leeds\r\n\r\n",
}
BODY = "# Night Baker\n\nYou bake.\n"


def read(text: str) -> tuple[Head, Meta]:
    """The head of a text that has one."""
    head = read_front_matter(text)
    assert head.meta is not None
    return head, head.meta


def bodies(text: str) -> list[str]:
    """The reader text of all blocks of a Markdown file."""
    posting = read_document(Source(text, "baker.md")).postings[0]
    return [block.text.value for block, _ in posting.blocks()]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("key", "value"), [("title", "Baker"), ("pay", "9 to 12"), ("place", "Leeds")])
def test_keys_and_values_have_spans(form: str, key: str, value: str) -> None:
    """A finding can point at each key and each value, in YAML, TOML and unfenced heads alike."""
    text = FORMS[form] + BODY
    meta = read(text)[1]
    assert meta.values[key] == value
    assert text[slice(*meta.keys[key])].strip("\"'") == key
    assert text[slice(*meta.spans[key])].strip("\"'") == value


@pytest.mark.parametrize("form", FORMS)
def test_a_head_is_no_text_and_all_below_is(form: str) -> None:
    """The text begins where the head ends, and the head's own span is just the head."""
    text = FORMS[form] + BODY
    head, meta = read(text)
    assert bodies(text) == ["Night Baker", "You bake."]
    assert text[head.end :].lstrip("\r\n") == BODY
    assert text[slice(*meta.span)].strip() == FORMS[form].strip()
    assert head.problems == ()


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("pay", {"min": 9, "max": 12.5, "basis": {"of": "hours"}}, None),
        ("pay.min", 9, "9"),
        ("pay.max", 12.5, "12.5"),
        ("pay.basis.of", "hours", "hours"),
        ("towns", ["Leeds", "Hull"], "[Leeds, Hull]"),
        ("open", True, "true"),
        ("empty", None, ""),
        ("note", "one\ntwo\n", "|\n  one\n  two\n"),
    ],
)
def test_yaml_values_are_plain_and_nested_keys_are_joined(name: str, value: Any, source: str | None) -> None:
    """Nested keys are joined by a dot, each with its own span."""
    text = (
        "---\npay: {min: 9, max: 12.5, basis: {of: hours}}\ntowns: [Leeds, Hull]\nopen: true\nempty:\n"
        "note: |\n  one\n  two\n---\n"
    )
    meta = read(text)[1]
    assert meta.values[name] == value
    assert text[slice(*meta.keys[name])] == name.rpartition(".")[2]
    if source is not None:
        assert text[slice(*meta.spans[name])] == source


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("day", datetime.date(2027, 1, 2), "2027-01-02"),
        ("open", True, "true"),
        ("towns", ["Leeds", "Hull"], '["Leeds", "Hull"]'),
        ("pay.min", 9, "9"),
        ("age.min", 3, "3"),
    ],
)
def test_toml_values_and_tables(name: str, value: Any, source: str) -> None:
    """Dates, lists and tables of TOML; a key that stands in two tables has two spans."""
    text = '+++\nday = 2027-01-02\nopen = true\ntowns = ["Leeds", "Hull"]\n[pay]\nmin = 9\n[age]\nmin = 3\n+++\n'
    meta = read(text)[1]
    assert meta.values[name] == value
    assert text[slice(*meta.keys[name])] == name.rpartition(".")[2]
    assert text[slice(*meta.spans[name])] == source


def test_spans_count_code_points_whatever_stands_before() -> None:
    """U+2028 and astral characters above a key do not move its span."""
    text = '---\nnote: "😀 a\u2028b \u00e9"\ntitle: Baker\n---\n'
    meta = read(text)[1]
    assert text[slice(*meta.keys["title"])] == "title"
    assert text[slice(*meta.spans["title"])] == "Baker"


@pytest.mark.parametrize(
    ("value", "reads"), [("NO", "NO"), ("off", "off"), ("37:30", "37:30"), ("2027-01-02", "2027-01-02")]
)
def test_scalars_are_those_of_yaml_1_2(value: str, reads: str) -> None:
    """Norway is no falsehood and a working week of 37:30 hours no number."""
    assert read(f"---\nkey: {value}\n---\n")[1].values["key"] == reads


@pytest.mark.parametrize("names", [("Closing date",), ("closing_date",), ("closing-date",), ("nothing", "closingDate")])
def test_keys_are_looked_up_however_they_are_written(names: tuple[str, ...]) -> None:
    """`Closing date`, `closing_date` and `closing-date` are one key; the first with a value counts."""
    written = names[-1]
    meta = read(f"---\ncloses:\n{written}: 3 May\n---\n")[1]
    assert meta.first("closes", "closingdate") == (written, "3 May")
    assert meta.first("opens") is None


# ---------------------------------------------------------------- what is no head

NONE = {
    "two rules with text between": "---\n\nWe bake.\n\n---\n\nAnd rest.\n",
    "a rule and no other": "---\n\nWe bake.\n",
    "a list between rules": "---\n- bread\n- cake\n---\n",
    "labels of a plain posting": "Title: Baker\nLocation: Leeds\nPay: much\n\nWe bake.\n",
    "two keys": "title: Baker\nplace: Leeds\n\nWe bake.\n",
    "keys that no blank line ends": "title: Baker\nplace: Leeds\npay: much\nWe bake.\n",
    "keys and nothing else": "title: Baker\nplace: Leeds\npay: much\n",
    "a key twice": "title: Baker\nplace: Leeds\ntitle: Cook\n\nWe bake.\n",
    "a head below text": "We bake.\n\n---\ntitle: Baker\n---\n",
    "other fence": "---\ntitle: Baker\n+++\n\nWe bake.\n",
    "a sentence with a colon": "We bake: bread\nand: cake\nor: tea\nall day.\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", NONE)
def test_what_only_looks_like_a_head_is_text(name: str) -> None:
    """Where there is no head, all text is read."""
    head = read_front_matter(NONE[name])
    assert head == Head(None, 0)


@pytest.mark.parametrize("name", [name for name in NONE if name not in ("nothing", "a head below text")])
def test_what_is_no_head_is_read(name: str) -> None:
    """Every word of it stands in a block."""
    words = "".join(bodies(NONE[name])).replace(" ", "")
    for word in NONE[name].replace("-", "").replace("+", "").split():
        assert word in words


def test_an_empty_head_is_a_head() -> None:
    """Two fences with nothing between them hide nothing."""
    assert bodies(f"---\n---\n{BODY}") == ["Night Baker", "You bake."]


# ---------------------------------------------------------------- broken heads

BROKEN = {
    "bracket": ("---\ntitle: [Baker\n---\n", 1),
    "colon": ("---\nplace: Leeds\ntitle: Baker: nights\n---\n", 2),
    "tab": ("---\nplace: Leeds\n\ttitle: Baker\n---\n", 2),
    "quote": ("---\ntitle: 'Baker\n---\n", 1),
    "alias": ("---\ntitle: *baker\n---\n", 1),
    "complex key": ("---\n? [a, b]\n: Baker\n---\n", 1),
    "control character": ("---\ntitle: Bak\x07er\n---\n", 1),
    "deep": ("---\ntitle: " + "[" * 3000 + "\n---\n", 1),
    "TOML word": ("+++\ntitle = Baker\n+++\n", 1),
    "TOML twice": ("+++\ntitle = 'a'\ntitle = 'b'\n+++\n", 1),
    "TOML deep": ("+++\ntitle = " + "[" * 3000 + "\n+++\n", 1),
    "TOML date": ("+++\nday = 2027-99-99\n+++\n", 1),
    "TOML number too long": ("+++\nnumber = " + "1" * 5000 + "\n+++\n", 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_head_is_a_problem_and_no_text_is_lost(name: str) -> None:
    """The problem stands in the head, at or above the fault; the posting below it is read."""
    broken, line = BROKEN[name]
    head = read_front_matter(broken + BODY)
    assert [problem.kind for problem in head.problems] == ["front-matter"]
    assert head.problems[0].reason
    assert 0 <= head.problems[0].span.start <= head.problems[0].span.end <= len(broken)
    assert Source(broken + BODY).line(head.problems[0].span.start) <= line + 2
    assert bodies(broken + BODY) == ["Night Baker", "You bake."]


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("title: Baker: nights\nplace: Leeds\n", {"title": "Baker: nights", "place": "Leeds"}),
        ("title: [CDD] Baker # of bread\nremote: true\n", {"title": "[CDD] Baker", "remote": True}),
        ("title: 'Baker: nights'\nplace: at: Leeds\n", {"title": "Baker: nights", "place": "at: Leeds"}),
        ("title: [Baker\n", None),
    ],
)
def test_what_the_lines_of_a_broken_head_say_is_read(head: str, values: dict[str, object] | None) -> None:
    """A slip in one line takes nothing from the others, and each value stands where it is written."""
    text = f"---\n{head}---\n{BODY}"
    meta = read_front_matter(text).meta
    assert (meta.values if meta else None) == values
    for key, value in (values or {}).items():
        assert meta is not None
        assert text[slice(*meta.keys[key])] == key
        assert text[slice(*meta.spans[key])].lower() == str(value).lower()


@pytest.mark.parametrize("character", ["\u2028", "😀", "\u00e9"])
def test_a_problem_of_yaml_stands_where_the_fault_is(character: str) -> None:
    """Positions are code points: odd characters above the fault do not move it."""
    text = f"---\nnote: '{character}{character}'\ntitle: Baker: nights\n---\n{BODY}"
    problem = read_front_matter(text).problems[0]
    assert text[problem.span.start :].startswith(": nights")


def test_a_key_that_stands_twice_is_a_problem() -> None:
    """Readers disagree which of the two counts, so the second one is named."""
    text = f"---\ntitle: Baker\nplace: Leeds\ntitle: Cook\n---\n{BODY}"
    head = read_front_matter(text)
    assert [text[problem.span.start :][:11] for problem in head.problems] == ["title: Cook"]
    assert "'title'" in head.problems[0].reason
    assert bodies(text)[-2:] == ["Night Baker", "You bake."]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_a_fence_far_below_is_a_rule(fence: str) -> None:
    """A head has a limit: what a second fence closes after a book's length is text."""
    text = f"{fence}\n" + "We bake bread.\n" * 10_000 + f"{fence}\n"
    assert read_front_matter(text) == Head(None, 0)
