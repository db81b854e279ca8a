"""The generator: what templates say and ask, answers, text by block, and where it all may fail with which words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint import api
from jdlint.config import ConfigError
from jdlint.generate import postings, questions, rendering, sources, templates
from jdlint.generate.drafting import draft
from jdlint.generate.pieces import digest, head_and_body, pieces
from jdlint.generate.postings import AnswersError, Made
from jdlint.generate.templates import Template

FOLDER = Path(__file__).parent / "data" / "templates"
WHERE = [FOLDER]
PORTER = templates.named("night-porter", "en", WHERE)
ANSWERS: Mapping[str, Any] = PORTER.examples[0]


def made(place: str = "gb", **changes: Any) -> Made:
    """The posting of the example, with other answers."""
    given = {
        **questions.flat(ANSWERS, PORTER.questions),
        **{name.replace("__", "."): each for name, each in changes.items()},
    }
    return postings.make(PORTER, given, WHERE, place)


def own(folder: Path, text: str, name: str = "own.md") -> Template:
    """A template of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return templates.load(path, [folder, FOLDER])


def test_a_posting_is_made() -> None:
    """Front matter from data, body from the template, questions and levels along the inheritance."""
    assert made().text == (FOLDER.parent / "night-porter.posting.md").read_text(encoding="utf-8")


def test_what_a_template_takes_over() -> None:
    """Versions of all, questions of the outermost first, the levels as choices."""
    assert (PORTER.version, PORTER.family, PORTER.abstract, list(PORTER.jurisdictions)) == (
        "3.2",
        "hospitality",
        False,
        ["gb", "us-co"],
    )
    assert list(PORTER.questions)[:3] == ["level", "title", "company"]
    assert PORTER.questions["level"].choices == ["porter", "head"]
    assert [each.name for each in templates.find(WHERE)] == ["night-porter"]


def test_a_question_can_be_changed_and_taken_out(tmp_path: Path) -> None:
    """A template has the last word on what it extends."""
    text = '---\ntitle: Own\nquestions:\n  deadline: null\n  company: {type: string, default: Ours}\n---\n{% extends "base.md" %}\n'
    found = own(tmp_path, text).questions
    assert "deadline" not in found
    assert (found["company"].default, found["company"].asks) == ("Ours", "Who hires?")


def test_the_law_of_a_place_decides_on_parts() -> None:
    """The most special part that there is; dates and pay in the way of the place."""
    assert "Come as you are." in made().text
    text = made("us-co", pay__currency="USD").text
    assert "Come to Harbour Hotel as you are." in text
    assert "April 30, 2027" in text
    assert "$25,000 to $27,000 a year" in text


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a missing answer": ({"company": None}, ["company: there is no answer. Who hires? (such as: Harbour Hotel)"]),
    "an empty answer": ({"company": " "}, ["company: the answer is empty. Who hires? (such as: Harbour Hotel)"]),
    "no choice of these": (
        {"work_arrangement": "moon"},
        ["work_arrangement: 'moon' is not one of on-site, hybrid. On site? (one of: on-site, hybrid)"],
    ),
    "no date": ({"deadline": "soon"}, ["deadline: 'soon' is no date; write it as 2027-01-31. Until when?"]),
    "no address": ({"apply_email": "at the desk"}, ["apply_email: 'at the desk' is no e-mail address"]),
    "no number": ({"pay__min": "much"}, ["pay.min: 'much' should be a number, such as 42000. Lowest pay?"]),
    "no such question": ({"compnay": "x"}, ["compnay: the template asks no such thing; did you mean 'company'?"]),
    "an empty list": ({"benefits": []}, ["benefits: the list has nothing in it; 1 is the least. What comes on top?"]),
    "less than another": (
        {"pay__max": 20000},
        ["pay.max: 20000 is less than 25000 (pay.min). Highest pay?"],
    ),
    "a part of what is no thing": ({"pay": "x", "pay__min": 1}, ["pay: the template asks no such thing"]),
    "what is asked only then": (
        {"office_days": None},
        ["office_days: there is no answer. How many days in the office?"],
    ),
    "all at once": ({"level": "boss", "deadline": "soon", "x": 1}, ["level: ", "deadline: ", "x: "]),
}


@pytest.mark.parametrize("case", WRONG)
def test_all_that_is_wrong_is_told_at_once(case: str) -> None:
    """Each with its question, in the order of the questions."""
    changes, said = WRONG[case]
    with pytest.raises(AnswersError) as caught:
        made(**changes)
    found = list(map(str, caught.value.problems))
    assert len(found) == len(said)
    assert all(text.startswith(start) for text, start in zip(found, said, strict=True))


def test_what_is_not_asked_is_not_missed() -> None:
    """A question with `when` counts only then; an optional one may be left out."""
    text = made(work_arrangement="on-site", office_days=None, deadline=None).text
    assert "days a week" not in text
    assert "Apply by" not in text


FAULTY = {
    "no front matter": ("# Job\n", "begins with a line of three hyphens"),
    "no YAML": ("---\ntitle: [\n---\n", ":3:1: this is no YAML"),
    "an unknown key": (
        "---\ntitle: Own\nquestoins: {}\n---\n",
        ":3:1: 'questoins' is not known here; did you mean 'questions'?",
    ),
    "a question without a type": (
        "---\ntitle: Own\nquestions:\n  a: {title: A?}\n---\n",
        ":4:6: questions.a lacks 'type'",
    ),
    "extends nothing": (
        '---\ntitle: Own\n---\n{% extends "nowhere.md" %}\n',
        "it extends 'nowhere.md', and no template is called so",
    ),
    "a question of a name that Jinja reads otherwise": (
        "---\ntitle: Own\nquestions:\n  my-name: {type: string}\n---\n",
        "questions.my-name: a name is made of letters",
    ),
    "a question with the name of what templates have": (
        "---\ntitle: Own\nquestions:\n  place: {type: string}\n---\n",
        "questions.place: templates have something else under this name",
    ),
    "a question that is a part of another": (
        "---\ntitle: Own\nquestions:\n  pay.min: {type: number}\n  pay: {type: string}\n---\n",
        "questions.pay.min: 'pay' is a question, too",
    ),
    "a default that is no answer": (
        "---\ntitle: Own\nquestions:\n  days: {type: integer, default: some}\n---\n",
        "questions.days: its default: 'some' should be a whole number",
    ),
    "a question after one that is none": (
        "---\ntitle: Own\nquestions:\n  days: {type: integer}\n  hours: {type: integer, when: {day: 2}}\n---\n",
        "questions.hours: it names 'day', and no question is called so; did you mean 'days'?",
    ),
    "a list of what is no type": (
        "---\ntitle: Own\nquestions:\n  a: {type: array, items: {type: strin}}\n---\n",
        ":4:34: questions.a.items.type: 'strin' is not one of string",
    ),
    "extends itself": ('---\ntitle: Own\n---\n{% extends "own.md" %}\n', "it extends itself"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_template_that_cannot_be_used_is_named(case: str, tmp_path: Path) -> None:
    """With its file, and the place in it where there is one."""
    text, said = FAULTY[case]
    with pytest.raises(ConfigError, match=r"own\.md") as caught:
        own(tmp_path, text)
    assert said in str(caught.value)


FAILING = {
    "no Jinja": ("{% block a %}", ":6: "),
    "a name that is none": ("{{ compnay }}", "own.md:5: 'compnay' is undefined"),
    "a part that is none": ('{% include part("nothing") %}', "parts/nothing/any.md"),
    "a file outside": ('{% include "../secret.md" %}', "'../secret.md', which is in no folder of templates"),
    "what is private": ("{{ ''.__class__ }}", "access to attribute '__class__'"),
    "too much": ("{{ range(10000000) | list }}", "range"),
    "a text without end": ("{{ 'a' * 10000000000 }}", "own.md:5: '*' is not for this"),
    "a width without end": ("{{ 'a'.ljust(10000000000) }}", "own.md:5: access to attribute 'ljust'"),
    "a filter of any width": ("{{ 'a' | center(10000000000) }}", "own.md:5: No filter named 'center'"),
    "a power": ("{{ 9 ** 9 ** 9 ** 9 }}", "own.md:5: '**' is not for this"),
    "a loop of loops": (
        "{% for a in many %}{% for b in many %}{% for c in many %}word{% endfor %}{% endfor %}{% endfor %}",
        "own.md: it makes more than 200,000 characters",
    ),
    "itself": ('{% include "own.md" %}', "own.md: it includes itself"),
    "arithmetic": ("{{ 1 // 0 }}", "it cannot be filled in"),
    "an attribute of nothing": ("{{ [].append(1) }}", "own.md:5: "),
    "pay that has no parts": (
        "{{ money(many) }}",
        "own.md:5: it cannot be filled in: money() takes pay with its parts",
    ),
    "a date that was left out": ("{{ day(late) }}", "own.md:5: it cannot be filled in: day() takes a date"),
    "a date that is none": ("{{ day(many) }}", "day() takes a date such as 2027-01-31, not 'xxx"),
    "a list that is none": ("{{ both(many) }}", "own.md:5: it cannot be filled in: both() takes a list"),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_template_that_fails_is_named(case: str, tmp_path: Path) -> None:
    """What it may not do, or cannot, ends in one sentence with its file."""
    text, said = FAILING[case]
    (tmp_path.parent / "secret.md").write_text("secret", encoding="utf-8")
    template = own(
        tmp_path,
        f"---\ntitle: Own\nquestions: {{many: {{type: string}}, late: {{type: string, optional: true}}}}\n---\n{text}\n",
    )
    with pytest.raises(ConfigError, match=r"own\.md") as caught:
        postings.make(template, {"many": "x" * 100}, [tmp_path])
    assert said in str(caught.value)


LINES = {
    "- a{% if true %}, and b{% endif %}\n- c\n": "- a, and b\n- c",
    "{% if true %}\n- a\n{% endif %}\n- c\n": "- a\n- c",
    "- a {# for a reason #}\n- c\n": "- a\n- c",
    "{% if true %}{% if true %}\n- a\n{% endif %}{% endif %}\n- c\n": "- a\n- c",
    "{% set x = [\n1] %}\n- a\n{% set y = [\n1\n] %}\n- c\n": "- a\n- c",
    "{% block a %}- a{% endblock %}\n- c\n": "- a\n\n- c",
}


@pytest.mark.parametrize("text", LINES)
def test_a_tag_at_the_end_of_a_line_leaves_it_a_line(text: str, tmp_path: Path) -> None:
    """Lines of tags alone are none in the posting; a tag behind words does not join them with the next line."""
    template = own(tmp_path, f"---\ntitle: Own\n---\n{text}")
    made = postings.make(template, {}, [tmp_path])
    assert made.text.partition("\n---\n")[2].strip() == LINES[text]


def test_a_file_of_a_wrong_name_is_told(tmp_path: Path) -> None:
    """It would else not be there, without a word."""
    (tmp_path / "Night_Porter.md").write_text("---\ntitle: Own\n---\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"Night_Porter\.md' is no name for a template: .*night-porter\.md"):
        templates.named("Night_Porter", "en", [tmp_path])


def test_one_template_that_cannot_be_used_hides_no_other(tmp_path: Path) -> None:
    """Those that can be are there all the same."""
    own(tmp_path, "---\ntitle: Own\n---\n")
    (tmp_path / "broken.md").write_text("# Job\n", encoding="utf-8")
    found, faults = templates.sorted_out([tmp_path])
    assert [each.name for each in found] == ["own"]
    assert "broken.md" in str(faults[0])
    with pytest.raises(ConfigError, match=r"broken\.md"):
        templates.find([tmp_path])


def test_a_name_that_is_none_has_a_near_one() -> None:
    """The message names what is there."""
    with pytest.raises(ConfigError, match="did you mean 'night-porter'"):
        templates.named("night-portr", "en", WHERE)
    with pytest.raises(ConfigError, match="there in en, not in 'fr'"):
        templates.named("night-porter", "fr", WHERE)
    with pytest.raises(ConfigError, match=r"no template is called '\.\./x'"):
        templates.named("../x", "en", WHERE)


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=40
).filter(lambda text: text.strip() != "")


@given(words)
def test_an_answer_reads_as_it_was_typed(text: str) -> None:
    """Whatever marks of Markdown are in it: as a point of a list, in a paragraph, and as a heading."""
    plain = " ".join(text.split())
    body = f"# {rendering.inline(text)}\n\n{rendering.inline(text)}\n\n- {rendering.inline(text)}\n"
    blocks = [
        block.text.value for posting in api.inspect_text(body, path="x.md").postings for block, _ in posting.blocks()
    ]
    assert blocks == [plain.rstrip("#").rstrip() or plain, plain, plain] or blocks == [plain, plain, plain]


numbers = st.integers(1, 400_000)
answers = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["porter", "head"]),
        "title": st.sampled_from(["Night porter", "Head porter (nights)", "Porter * 2"]),
        "company": words,
        "pay__min": numbers,
        "pay__max": numbers,
        "pay__currency": st.sampled_from(["GBP", "USD", "EUR"]),
        "pay__period": st.sampled_from(["year", "month", "hour"]),
        "benefits": st.lists(words, min_size=1, max_size=4),
        "deadline": st.dates(datetime.date(2001, 1, 1), datetime.date(2099, 12, 31)).map(str),
    }
)


@given(answers)
def test_what_goes_in_can_be_read_again(changes: dict[str, Any]) -> None:
    """Front matter is data: every answer that it keeps reads back as it was; so do the points of a list."""
    changes["pay__min"], changes["pay__max"] = sorted((changes["pay__min"], changes["pay__max"]))
    posting = api.inspect_text(made(**changes).text, path="x.md").postings[0]
    assert posting.meta is not None
    values = posting.meta.values
    assert values["pay"] == {name: changes[f"pay__{name}"] for name in ("min", "max", "currency", "period")}
    assert (values["title"], values["company"], values["deadline"]) == (
        changes["title"],
        changes["company"],
        changes["deadline"],
    )
    points = [
        block.text.value
        for block, section in posting.blocks()
        if block.kind == "item" and section.name == "What we offer"
    ]
    assert points == [" ".join(each.split()) for each in changes["benefits"]]


@given(st.text("# \n\tab`~-\r", max_size=60))
def test_pieces_are_the_text(body: str) -> None:
    """Put together again they are the text, whatever it is."""
    assert "".join(piece.written for piece in pieces(body)) == body


def test_a_draft_makes_its_posting_again(tmp_path: Path) -> None:
    """A template drafted out of a posting says the same with its own example, for all of our good examples."""
    for path in sorted((FOLDER.parent.parent.parent / "examples" / "good").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        posting = api.inspect_text(text, path=str(path)).postings[0]
        ending = ".md" if posting.language == "en" else f".{posting.language}.md"
        drafted = own(tmp_path, draft(text, posting), path.stem + ending)
        again = postings.make(drafted, drafted.examples[0], [tmp_path]).text
        assert digest(head_and_body(again)[1]) == digest(head_and_body(text)[1])
        assert "title" in drafted.questions
        assert "+++" not in (tmp_path / drafted.file).read_text(encoding="utf-8")


def test_a_draft_asks_for_the_place_that_the_text_names() -> None:
    """Where it is nothing but a place; a sentence round it stays as it is."""
    for said, asked in (("Leeds, United Kingdom", True), ("near the old harbour, behind the hall", False)):
        text = f"# Porter\n\n- **Location:** {said}\n\n## What you do\n\n- You greet guests\n"
        drafted = draft(text, api.inspect_text(text, path="porter.md").postings[0])
        assert ("- **Location:** {{ location }}" in drafted) == asked


TYPED = {
    ("pay.min", "25,000"): 25000,
    ("pay.min", "25 000"): 25000,
    ("pay.min", "12.50"): 12.5,
    ("pay.min", "12,50"): 12.5,
    ("pay.min", "25.000"): 25000,
    ("pay.min", "25'000"): 25000,
    ("pay.min", "1,025,000.50"): 1025000.5,
    ("pay.min", "1.025.000,50"): 1025000.5,
    ("pay.min", "1,025.000"): "1,025.000",
    ("pay.min", "0.125"): 0.125,
    ("pay.min", "25k"): "25k",
    ("work_arrangement", "On-Site"): "on-site",
    ("pay.min", "much"): "much",
    ("office_days", "3"): 3,
    ("benefits", "A pension; 30 days, paid"): ["A pension", "30 days, paid"],
    ("company", " 42 "): "42",
}


@pytest.mark.parametrize("case", TYPED, ids=str)
def test_a_typed_answer_is_of_the_type_that_is_wanted(case: tuple[str, str]) -> None:
    """What cannot be of that type stays as it is, so that the message shows it."""
    name, text = case
    assert questions.read(text, PORTER.questions[name]) == TYPED[case]


TABLES = {
    "a.csv": 'company,pay.min,file\r\nHarbour Hotel,"25,000",a\r\n\r\nQuay House,,\r\n',
    "b.csv": "\ufeffcompany;pay.min;file\nHarbour Hotel;25000;a\n;;\nQuay House\n",
    "c.tsv": "company\tpay.min\tfile\nHarbour Hotel\t25000\ta\nQuay House\t\t\n",
    "d.jsonl": '{"company": "Harbour Hotel", "pay.min": 25000, "file": "a"}\n\n{"company": "Quay House"}\n',
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_posting_a_row(name: str, tmp_path: Path) -> None:
    """Empty cells are no answers, empty rows no postings; numbers are numbers."""
    (tmp_path / name).write_text(TABLES[name], encoding="utf-8", newline="")
    rows = list(sources.rows(tmp_path / name, PORTER.questions))
    assert [dict(row.answers) for row in rows] == [
        {"company": "Harbour Hotel", "pay.min": 25000, "file": "a"},
        {"company": "Quay House"},
    ]


def test_a_workbook_is_a_table(tmp_path: Path) -> None:
    """The first sheet; dates and whole numbers as one writes them."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["company", "pay.min", "deadline"])
    sheet.append(["Harbour Hotel", 25000.0, datetime.datetime(2027, 4, 30)])
    book.save(tmp_path / "roles.xlsx")
    rows = list(sources.rows(tmp_path / "roles.xlsx", PORTER.questions))
    assert [dict(row.answers) for row in rows] == [
        {"company": "Harbour Hotel", "pay.min": 25000, "deadline": "2027-04-30"}
    ]
    (tmp_path / "broken.xlsx").write_text("no workbook", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"this is no \.xlsx file, or it is damaged"):
        list(sources.rows(tmp_path / "broken.xlsx", PORTER.questions))
