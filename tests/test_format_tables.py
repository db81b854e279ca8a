"""docs/formats.md: each cell of its tables that says `yes` is tried, so that the page claims nothing that does not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from jdlint.document import read_document
from jdlint.files import read_file
from jdlint.posting import Posting

PAGE = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
BODY = "You look after nine ovens, two vans and a cat, and you see to it that all of them are warm in the morning."

Fact = tuple[str, str, str, str, dict[str, object]]
# each fact with a key of front matter, a label, a value, a sentence, and what JSON-LD says of it
FACTS: dict[str, Fact] = {
    "pay": ("salary", "Salary", "£30,000 to £34,000 per year", "You earn £30,000 to £34,000 per year.",
            {"baseSalary": {"currency": "GBP", "value": {"minValue": 30000, "maxValue": 34000, "unitText": "YEAR"}}}),
    "location": ("location", "Location", "Hull", "You are based in Hull.",
                 {"jobLocation": {"address": {"addressLocality": "Hull"}}}),
    "work_arrangement": ("workplace_type", "Work arrangement", "Hybrid", "This is a hybrid role.", {"jobLocationType": "TELECOMMUTE"}),
    "employment_type": ("employment_type", "Employment type", "Part-time", "The post is part-time.", {"employmentType": "PART_TIME"}),
    "hours": ("hours", "Working hours", "20 hours per week", "You work 20 hours per week.", {"workHours": "20 hours per week"}),
    "contract_duration": ("duration", "Contract", "12-month contract", "This is a twelve-month contract.", {}),
    "start_date": ("start_date", "Start date", "1 June 2027", "The start date is 1 June 2027.", {"jobStartDate": "2027-06-01"}),
    "deadline": ("closing_date", "Closing date", "4 May 2027", "Please apply by 4 May 2027.", {"validThrough": "2027-05-04"}),
    "how_to_apply": ("apply_url", "How to apply", "https://loaf.example/apply", "Send your CV to ann@loaf.example.",
                     {"applicationContact": {"email": "ann@loaf.example"}}),
    "benefits": ("benefits", "Benefits", "28 days of holiday and a pension", "You have 28 days of holiday.",
                 {"jobBenefits": "28 days of holiday"}),
    "company": ("company", "Company", "Loaf Brothers of Hull, bakers", "Loaf Brothers is a bakery.",
                {"hiringOrganization": {"name": "Loaf Brothers"}}),
    "reporting_line": ("reports_to", "Reports to", "Head Baker", "You report to the head baker.", {}),
    "travel": ("travel", "Travel", "Up to 20% travel", "Up to 20% travel is part of the job.", {}),
}  # fmt: skip


def markdown(fact: Fact, way: str, folder: Path) -> Path:
    """A Markdown posting that states a fact in one way."""
    key, label, value, sentence, _ = fact
    head = f"---\n{key}: {value}\n---\n" if way == "front matter" else ""
    said = {
        "label": f"**{label}:** {value}",
        "section": f"## {label}\n\n{value}",
        "table": f"| {label} | {value} |\n|---|---|\n| Shift | Night |",
        "text": sentence,
    }.get(way, "")  # fmt: skip
    return write(folder / "a.md", f"{head}# Night Baker\n\n{BODY}\n\n{said}\n\n{BODY}\n")


def plain(fact: Fact, way: str, folder: Path) -> Path:
    """The same in plain text."""
    key, label, value, sentence, _ = fact
    head = f"title: Night Baker\n{key}: {value}\nteam: ovens\n\n" if way == "front matter" else "NIGHT BAKER\n\n"
    said = {"label": f"{label}: {value}", "section": f"{label.upper()}\n\n{value}", "text": sentence}.get(way, "")
    return write(folder / "a.txt", f"{head}{BODY}\n\n{said}\n\n{BODY}\n")


def html(fact: Fact, way: str, folder: Path) -> Path:
    """The same in a page."""
    _, label, value, sentence, data = fact
    script = json.dumps({"@context": "https://schema.org", "@type": "JobPosting", "title": "Night Baker", **data})
    head = f'<script type="application/ld+json">{script}</script>' if way == "JSON-LD" and data else ""
    said = {
        "label": f"<p><b>{label}:</b> {value}</p>", "section": f"<h2>{label}</h2><p>{value}</p>",
        "table": f"<table><tr><td>{label}</td><td>{value}</td></tr><tr><td>Shift</td><td>Night</td></tr></table>",
        "text": f"<p>{sentence}</p>",
    }.get(way, "")  # fmt: skip
    return write(
        folder / "a.html",
        f"<html><head>{head}</head><body><h1>Night Baker</h1><p>{BODY}</p>{said}<p>{BODY}</p></body></html>",
    )


def word(fact: Fact, way: str, folder: Path) -> Path:
    """The same in a Word document."""
    _, label, value, sentence, _ = fact
    document = docx.Document()
    document.add_heading("Night Baker", 1)
    document.add_paragraph(BODY)
    if way == "table":
        table = document.add_table(2, 2)
        for row, texts in enumerate(((label, value), ("Shift", "Night"))):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    elif way == "section":
        document.add_heading(label, 2)
        document.add_paragraph(value)
    elif way in ("label", "text"):
        document.add_paragraph(sentence if way == "text" else f"{label}: {value}")
    document.add_paragraph(BODY)
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def write(path: Path, text: str) -> Path:
    """A file with a text."""
    path.write_text(text, encoding="utf-8")
    return path


FORMATS: dict[str, Callable[[Fact, str, Path], Path]] = {
    "Markdown": markdown,
    "plain text": plain,
    "HTML": html,
    "DOCX": word,
}


def table_after(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the page."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip(" `") for cell in line.strip("| ").split("|")] for line in part.splitlines() if line.startswith("|")
    ]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]


def claims() -> Iterator[tuple[str, str, str]]:
    """Fact, format and way of each cell of the table of facts that says `yes` or names formats."""
    head, *rows = table_after("Facts, and where they are read")
    for name, *cells in rows:
        for way, cell in zip(head[1:], cells, strict=True):
            for form in re.split(r", ", cell) if cell not in ("", "–") else ():
                yield name.lower().replace(" ", "_"), form, way


def states(posting: Posting, fact: str) -> bool:
    """Whether a posting states a fact."""
    return fact in posting.facts.statements or fact in posting.facts.details


@pytest.mark.parametrize(("fact", "form", "way"), list(claims()))
def test_a_fact_is_read_where_the_page_says(fact: str, form: str, way: str, tmp_path: Path) -> None:
    """The posting that states it so does, and the one that does not state it does not."""
    read = read_file(str(FORMATS[form](FACTS[fact], way, tmp_path)))
    assert states(read_document(read.source, reading=read.reading).postings[0], fact)
    other = read_file(str(FORMATS[form](FACTS[fact], "nowhere", tmp_path)))
    assert not states(read_document(other.source, reading=other.reading).postings[0], fact)


def test_the_page_makes_claims() -> None:
    """The table is found, and has a row for each fact that is tried here."""
    assert {fact for fact, _, _ in claims()} == set(FACTS)


# ---------------------------------------------------------------- headings

UNDER = "- Two hands\n- A cool head\n- Sleep by day"


def headed(form: str, example: str, style: str, folder: Path) -> Path:
    """A posting with a heading of a style, as each format has it."""
    plain_words = re.sub(r"^[#*]+ ?|[*]+$", "", example)
    if form == "Markdown":
        said = f"{example}\n---------\n" if style == "underlined" else example
        return write(folder / "a.md", f"# Night Baker\n\n{BODY}\n\n{said}\n\n{UNDER}\n")
    if form == "plain text":
        said = f"{example}\n------------" if style == "underlined" else example
        return write(folder / "a.txt", f"Night Baker\n\n{BODY}\n\n{said}\n\n{UNDER}\n")
    if form == "HTML":
        tag = {"marked": "h2", "free, by its grammar": "h2", "bold": "b"}.get(style, "p")
        items = "".join(f"<li>{item[2:]}</li>" for item in UNDER.split("\n"))
        said = f"<p><b>{plain_words}</b></p>" if tag == "b" else f"<{tag}>{plain_words}</{tag}>"
        return write(folder / "a.html", f"<body><h1>Night Baker</h1><p>{BODY}</p>{said}<ul>{items}</ul></body>")
    document = docx.Document()
    document.add_heading("Night Baker", 1)
    document.add_paragraph(BODY)
    if style in ("marked", "free, by its grammar"):
        document.add_heading(plain_words, 2)
    else:
        document.add_paragraph().add_run(plain_words).bold = style in ("bold", "numbered")
    for item in UNDER.split("\n"):
        document.add_paragraph(item[2:], style="List Bullet")
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def styles() -> Iterator[tuple[str, str, str]]:
    """Format, example and style of each row of the table of headings."""
    for style, example, forms in table_after("Headings")[1:]:
        yield from ((form, example.partition("`,")[0], style) for form in forms.split(", "))


@pytest.mark.parametrize(("form", "example", "style"), list(styles()))
def test_a_heading_is_read_where_the_page_says(form: str, example: str, style: str, tmp_path: Path) -> None:
    """Each style opens a section of requirements with what stands under it."""
    read = read_file(str(headed(form, example, style, tmp_path)))
    (posting,) = read_document(read.source, reading=read.reading).postings
    assert [section.kind for section in posting.sections if section.heading is not None][-1] == "requirements"


@pytest.mark.parametrize(
    "line",
    [
        "----------",
        "We bake bread for nine villages, and we have done so every night since the mill was built.",
        "- Bread",
        "--\nAnn Miller\nLoaf Brothers Ltd\n1 Mill Lane, Hull",
        "BAKER-2027-0815",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_no_heading_is_invented(line: str, name: str, tmp_path: Path) -> None:
    """Separators, sentences, points, signatures and codes."""
    read = read_file(str(write(tmp_path / name, f"Night Baker\n\n{BODY}\n\n{line}\n\n{BODY}\n")))
    (posting,) = read_document(read.source).postings
    assert [section.name for section in posting.sections if section.heading and section.heading.kind != "title"] == []


# ---------------------------------------------------------------- facts of running text

TYPED = {
    "years_of_experience": "years",
    "degree": "degrees",
    "spoken_language": "spoken_languages",
    "contact": "contacts",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("fact", "example"), [row[:2] for row in table_after("Read in the text of every format")[1:]])
def test_a_fact_is_read_in_the_text_of_every_format(fact: str, example: str, form: str, tmp_path: Path) -> None:
    """The example of the page, in a posting of each format."""
    name = fact.replace(" ", "_")
    read = read_file(str(FORMATS[form](("", "", "", f"{example}.", {}), "text", tmp_path)))
    (posting,) = read_document(read.source, reading=read.reading).postings
    assert getattr(posting.facts, TYPED[name]) if name in TYPED else states(posting, name)
