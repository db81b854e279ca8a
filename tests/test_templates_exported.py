"""What the templates that we ship make, in every form: nothing that went in is lost on the way out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from jdlint.document import read_document
from jdlint.exports import docx, html, json_ld, parts, text
from jdlint.files import decode
from jdlint.generate.templates import Template
from jdlint.job_posting import job_posting
from jdlint.model import FACTS
from jdlint.posting import Posting
from jdlint.text import Source
from tests.test_export import DAY, SCHEMA, shape
from tests.test_templates import ALL, CASES, made

_UNIT = {"year": "YEAR", "month": "MONTH", "hour": "HOUR"}


def written(template: Template, number: int, place: str) -> tuple[Mapping[str, Any], Posting, list[parts.Part]]:
    """The answers of an example, the posting that is made of them, and its parts; each is made once."""
    return _written(template.file, number, place)


@cache
def _written(file: str, number: int, place: str) -> tuple[Mapping[str, Any], Posting, list[parts.Part]]:
    template = next(each for each in ALL if each.file == file)
    posting = made(template, template.examples[number], place)
    (read,) = read_document(Source(posting.text, "posting.md")).postings
    assert read.title is not None
    return posting.answers, read, parts.parts(posting.text, read.title.text)


@pytest.mark.parametrize(("template", "number", "place"), CASES)
def test_job_search_gets_what_it_asks_for(template: Template, number: int, place: str) -> None:
    """Nothing that is required is missing, the data hold the schema, and pay, place, day and title are those of the answers."""
    answers, posting, found = written(template, number, place)
    properties = job_posting(posting, DAY)
    assert [each.name for each in properties.missing if each.required] == []
    data = json.loads(json_ld.data(properties.properties, found))
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    assert (data["title"], data["hiringOrganization"]["name"]) == (answers["title"], answers["company"])
    assert data.get("validThrough") == answers.get("deadline")
    salary = data["baseSalary"]
    assert (salary["currency"], salary["value"]["unitText"]) == (answers["pay.currency"], _UNIT[answers["pay.period"]])
    amounts = {salary["value"].get(name) for name in ("value", "minValue", "maxValue")} - {None}
    assert amounts == {answers["pay.min"], answers["pay.max"]}
    assert (data.get("jobLocationType") == "TELECOMMUTE") == (answers["work_arrangement"] == "remote")
    assert ("jobLocation" in data) == (answers["work_arrangement"] != "remote")
    assert "employmentType" in data


@pytest.mark.parametrize(("template", "number", "place"), CASES)
def test_pages_and_documents_say_the_same(template: Template, number: int, place: str) -> None:
    """Read back they have the same sections with the same text, and state the same, though they have no front matter."""
    answers, posting, found = written(template, number, place)
    title = answers["title"]
    for data, name in (
        (html.page(title, posting.language, found).encode(), "a.html"),
        (docx.document(title, posting.language, found), "a.docx"),
    ):
        file = decode(data, name)
        (again,) = read_document(file.source, reading=file.reading).postings
        assert shape(again) == shape(posting)
        assert again.title is not None
        assert again.title.text == found[0].text  # the heading, which in some places ends with (m/f/d)
        assert again.title.text.startswith(title)
        assert again.language == posting.language
        assert set(FACTS) - set(again.facts.statements) == set()
        assert {pay[1:5] for pay in again.facts.pay} == {pay[1:5] for pay in posting.facts.pay}
        assert {each.date for each in again.facts.deadlines} == {each.date for each in posting.facts.deadlines}
        assert {each.kind for each in again.facts.arrangements} == {each.kind for each in posting.facts.arrangements}
        assert {each.code for each in again.facts.jurisdictions} == {each.code for each in posting.facts.jurisdictions}


@pytest.mark.parametrize(("template", "number", "place"), CASES)
def test_text_to_paste_keeps_every_point(template: Template, number: int, place: str) -> None:
    """Each point stands there with its mark, each heading on lines of its own, and all words in their order."""
    _, _, found = written(template, number, place)
    pasted = text.text(found)
    points = [
        f"{f'{part.number}.' if part.number else '-'} {text.plain(part.runs)}" for part in found if part.kind == "item"
    ]
    unwrapped = [" ".join(each.split()) for each in re.split(r"\n\n|\n(?=(?:-|\d+\.) )", pasted)]
    assert [point for point in points if " ".join(point.split()) not in unwrapped] == []
    headings = [text.plain(part.runs) for part in found if part.kind == "heading"]
    assert [each for each in headings if each not in unwrapped and each.upper() not in unwrapped] == []
    assert max(map(len, pasted.splitlines())) <= text.WIDTH
