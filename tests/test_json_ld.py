"""JSON with positions, and the JobPosting in a page's JSON-LD: exact spans, bounds, facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.data import json_text
from jdlint.data.nodes import Node
from jdlint.document import read_document
from jdlint.posting import Document, Posting
from jdlint.read.json_ld import read_json_ld
from jdlint.text import Source

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=12,
)
PAGE = "<html><head>{}</head><body><main><p>We bake bread at night.</p></main></body></html>"


def every(node: Node) -> Iterator[Node]:
    """A node and all its parts."""
    yield node
    for part in node.parts.values() if isinstance(node.parts, dict) else node.parts or ():
        yield from every(part)


def script(data: Any) -> str:
    """A page with such structured data."""
    said = data if isinstance(data, str) else json.dumps(data)
    return PAGE.format(f'<script type="application/ld+json">{said}</script>')


def job(**properties: Any) -> str:
    """A page with a JobPosting."""
    return script({"@context": "https://schema.org/", "@type": "JobPosting", **properties})


def document(page: str) -> Document:
    """A page as read."""
    return read_document(Source(page, "page.html"))


def posting(page: str) -> Posting:
    """The posting of a page."""
    return document(page).postings[0]


@given(
    value=VALUES, indent=st.sampled_from([None, 1, "\t"]), ascii_only=st.booleans(), before=st.sampled_from(["", "x{"])
)
def test_the_span_of_every_value_reads_as_that_value(value: Any, indent: Any, ascii_only: bool, before: str) -> None:
    """What stands at a span is what `json.loads` reads as the value, for the whole and every part and key of it."""
    text = before + json.dumps(value, indent=indent, ensure_ascii=ascii_only) + "\n"
    node = json_text.load(text, len(before), len(text))
    assert node.value == value
    for each in every(node):
        assert json.loads(text[each.span.start : each.span.end]) == each.value
        assert [json.loads(text[span.start : span.end]) for span in each.keys.values()] == list(each.keys)


@given(st.text(alphabet='{}[]",:\\0-1e.tn ru\n', max_size=20))
def test_what_json_refuses_is_an_error_with_a_place(text: str) -> None:
    """Any text is read as `json.loads` reads it, or is refused as there; raw line breaks in strings pass."""
    try:
        wanted = json.loads(text, strict=False)
    except ValueError:
        with pytest.raises(json_text.JsonError) as error:
            json_text.load(text, 0, len(text))
        assert 0 <= error.value.offset <= len(text)
    else:
        assert json_text.load(text, 0, len(text)).value == wanted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 200_000, "nested more than 40 deep"),
        ('{"a":' * 200_000, "nested more than 40 deep"),
        ("[" + "1," * 200_000 + "1]", "more than 100,000 values"),
        ("1" * 1_000_001, "more than 1,000,000 characters"),
        ("1" * 5_000, "a value is missing"),
        ('{"a": "b}', "a string that does not end"),
        ('{"a": "\\x"}', "a backslash that means nothing"),
        ('{"a" 1}', "a colon is missing"),
        ("[1 2]", "a comma or ] is missing"),
        ("{a: 1}", "a key in quotation marks is missing"),
        ("{} {}", "something follows the end of the data"),
        ("NaN", "a value is missing"),
        ("", "a value is missing"),
    ],
    ids=range(13),
)
def test_hostile_and_broken_json_is_refused(text: str, problem: str) -> None:
    """Whatever a page holds ends in an error that says what is wrong."""
    with pytest.raises(json_text.JsonError) as error:
        json_text.load(text, 0, len(text))
    assert str(error.value) == problem


def test_a_job_posting_is_read_as_front_matter_is() -> None:
    """Values and spans for each key, nested keys joined by a dot; types, empty parts and the description left out."""
    page = job(
        title="R&amp;D Baker",
        description="<p>no</p>",
        baseSalary={"@type": "x", "currency": "EUR", "value": {"value": ""}},
    )
    meta = read_json_ld(page, 0).meta
    assert meta is not None
    assert meta.values == {
        "title": "R&D Baker",
        "baseSalary": {"currency": "EUR"},
        "baseSalary.currency": "EUR",
        "baseSalary.value": {},
        "baseSalary.value.value": "",
    }
    assert {key: page[span.start : span.end] for key, span in meta.spans.items()}["baseSalary.currency"] == '"EUR"'
    assert page[meta.keys["title"].start : meta.keys["title"].end] == '"title"'


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ({"jobLocation": {"@type": "Place", "address": {"addressLocality": "Ely"}}}, "location"),
        ({"jobLocation": [{"address": {"addressCountry": "DE"}}]}, "location"),
        ({"applicantLocationRequirements": {"@type": "Country", "name": "USA"}}, "location"),
        ({"jobLocationType": "TELECOMMUTE"}, "work_arrangement"),
        ({"employmentType": "FULL_TIME"}, "employment_type"),
        ({"employmentType": ["PART_TIME", "INTERN"]}, "employment_type"),
        ({"validThrough": "2027-03-01T00:00"}, "deadline"),
        ({"hiringOrganization": {"@type": "Organization", "name": "Ovens"}}, "company"),
        ({"hiringOrganization": "Ovens"}, "company"),
        ({"jobBenefits": "Bread"}, "benefits"),
        ({"applicationContact": {"@type": "ContactPoint", "email": "a@b.example"}}, "how_to_apply"),
        ({"directApply": True}, "how_to_apply"),
        ({"baseSalary": {"currency": "USD", "value": {"value": 20.5, "unitText": "HOUR"}}}, "pay"),
        ({"directApply": False}, None),
        ({"jobLocation": {"@type": "Place", "address": {"addressLocality": ""}}}, None),
        ({"hiringOrganization": {"@type": "Organization", "name": None}}, None),
        ({"validThrough": ""}, None),
        ({"baseSalary": {"currency": "USD", "value": {"value": None, "unitText": "HOUR"}}}, None),
        ({"description": "<p>Remote, full-time, 20 USD an hour</p>"}, None),
    ],
)
def test_what_structured_data_states(said: dict[str, Any], fact: str | None) -> None:
    """The properties of schema.org make the facts; empty ones make none."""
    assert set(posting(job(**said)).facts.statements) == ({fact} if fact else set())


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        ({"currency": "EUR", "value": {"minValue": 30000, "maxValue": 35000, "unitText": "YEAR"}}, (30000, 35000, "EUR", "year")),
        ({"currency": "eur", "value": {"minValue": "30,000", "unitText": "MONTH"}}, (30000, None, "EUR", "month")),
        ({"currency": "USD", "value": 18, "unitText": "HOUR"}, (18, 18, "USD", "hour")),
        ({"currency": "USD", "minValue": 18, "maxValue": 19.5, "unitText": "HOUR"}, (18, 19.5, "USD", "hour")),
        (45000, (45000, 45000, "GBP", None)),
        ("£45,000 a year", (45000, 45000, "GBP", "year")),
    ],
)  # fmt: skip
def test_pay_in_structured_data(salary: Any, pay: tuple[Any, ...]) -> None:
    """A MonetaryAmount in all the forms that pages have it in."""
    page = job(baseSalary=salary, salaryCurrency="GBP")
    figure = posting(page).facts.pay[0]
    assert (figure.min, figure.max, figure.currency, figure.period) == pay
    assert json.loads(page[figure.span.start : figure.span.end]) == salary


def test_the_visible_page_is_shown_where_it_says_the_same() -> None:
    """The page's place counts, and its figure is not given twice; what only the data has comes last."""
    page = job(baseSalary={"currency": "USD", "value": 18}, validThrough="2027-01-01").replace(
        "night.", "night, for $18 an hour. Apply by May 3."
    )
    found = posting(page)
    assert [page[pay.span.start : pay.span.end] for pay in found.facts.pay] == ["$18"]
    assert page[slice(*found.facts.statements["deadline"].span)] == "Apply by"
    assert len(posting(page.replace("$18", "$17")).facts.pay) == 2


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h1>Night Baker</h1>", ("Night Baker", "h1")),
        ("<h1>Ovens of Ely</h1><p>Bun Wizard</p>", ("Bun Wizard", "line")),
        ("<h2>Bun Wizard</h2>", ("Bun Wizard", "heading")),
        ("<p>We bake bread and buns for the whole town and beyond, every night of the year.</p>", ("Bun Wizard", "front matter")),
    ],
)  # fmt: skip
def test_a_visible_title_comes_first(body: str, title: tuple[str, str]) -> None:
    """The heading that names the job, or the line that structured data names; the data's own where neither is there."""
    found = posting(job(title="Bun Wizard").replace("<p>We bake bread at night.</p>", body)).title
    assert found is not None
    assert (found.text, found.origin) == title


@pytest.mark.parametrize(
    "page",
    [
        script({"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "JobPosting"], "title": "Baker"}]}),
        script([{"@type": "WebPage", "mainEntity": {"@type": "schema:JobPosting", "title": "Baker"}}]),
        script({"@type": "http://schema.org/JobPosting", "title": "Baker"}),
        script('//<![CDATA[\n{"@type": "JobPosting", "title": "Baker"}\n//]]>'),
        script('{"@type": "JobPosting", "title": "Baker", "x": "a\nb"}'),
        script({"@type": "JobPosting", "title": "Baker"}) + script({"@type": "JobPosting", "title": "Cook"}),
        script("{") + script({"@type": "JobPosting", "title": "Baker"}),
        script({"@type": "JobPosting", "title": "Baker"}).replace('"application/ld+json"', "application/ld+json id=x"),
    ],
    ids=range(8),
)
def test_where_a_job_posting_is_found(page: str) -> None:
    """In a graph, a list, with several types, in another block than a broken one; of two the first."""
    meta = read_json_ld(page, 0).meta
    assert meta is not None
    assert meta.values["title"] == "Baker"


@pytest.mark.parametrize(
    "page",
    [
        f"<!-- {script({'@type': 'JobPosting', 'title': 'Baker'})} -->",
        script({"@type": "JobPosting", "title": "Baker"}).replace("ld+json", "json"),
        script({"@type": "Product", "name": "Bread"}),
        script({"@type": "JobPosting", "title": "Baker"}).replace("</script>", ""),
        "<script>x = '<script type=\"application/ld+json\">{\"@type\": \"JobPosting\"}'</script>",
        "<p>application/ld+json</p>",
    ],
)  # fmt: skip
def test_where_none_is(page: str) -> None:
    """Not in comments, other scripts, things of another type, and scripts that do not end."""
    assert read_json_ld(page, 0) == (None, ())


def test_broken_data_is_a_problem_with_a_place() -> None:
    """The reader does without it and says where it breaks."""
    page = script('{"@type": "JobPosting", "title": }')
    problems = document(page).problems
    assert [(problem.kind, problem.reason) for problem in problems] == [("structured-data", "a value is missing")]
    assert page[problems[0].span.start :].startswith("}")


def test_front_matter_goes_before_structured_data() -> None:
    """A page of a site generator has both; a writer edits the first."""
    page = "---\ntitle: Night Baker\n---\n" + job(title="Cook")
    found = posting(page)
    assert found.title is not None
    assert found.title.text == "Night Baker"
