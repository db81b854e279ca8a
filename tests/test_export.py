"""jdlint export: what is written reads back as the posting that it was made from, in every form."""

from __future__ import annotations

import datetime
import json
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx as word
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jdlint import api
from jdlint.document import read_document
from jdlint.exports import docx, html, json_ld, parts, text
from jdlint.files import decode
from jdlint.generate import rendering
from jdlint.job_posting import job_posting
from jdlint.posting import Posting
from tests.running import run

HERE = Path(__file__).parent
GOOD = sorted((HERE.parent / "examples" / "good").glob("*.md"))
SCHEMA = Draft202012Validator(json.loads((HERE / "data" / "job_posting.schema.json").read_text(encoding="utf-8")))
DAY = datetime.date(2027, 1, 4)
each_posting = pytest.mark.parametrize(
    "path", [*GOOD, HERE / "data" / "night-porter.posting.md"], ids=lambda path: path.stem
)
HARD = """\
# Porter <b>&amp; more</b>

A *soft* and **loud** `code` [link](https://hotel.example/a?b=1&c=2), a [bad one](javascript:alert(1)) and <jobs@hotel.example>.
Second line\\
after a break. <!-- jdlint-disable -->

1. One
2. Two
   - deeper
   - still

   More of two.
3. Three

---

| Shift | Pay |
| --- | --- |
| Night | £12 & up |

> Quoted

```
plain < text
```
"""


def read(path: Path) -> Posting:
    """The posting in a file."""
    return api.inspect_text(path.read_text(encoding="utf-8"), path=str(path)).postings[0]


def shape(posting: Posting) -> list[tuple[Any, str, list[str]]]:
    """The sections of a posting with what stands in them, as every form has it."""
    return [
        (section.kind, section.name, [block.text.value for block in section.blocks]) for section in posting.sections
    ]


@each_posting
def test_a_page_and_a_document_read_back(path: Path) -> None:
    """The same sections of the same kinds, the same text, the same pay and deadline."""
    posting = read(path)
    title = posting.title.text if posting.title else ""
    made = parts.parts(path.read_text(encoding="utf-8"), title)
    names = {section.name for section in posting.sections} - {title, ""}
    page = html.page(title, posting.language, made)
    document = docx.document(title, posting.language, made)
    for data, name in ((page.encode(), "a.html"), (document, "a.docx")):
        found = decode(data, name)
        again = read_document(found.source, reading=found.reading).postings[0]
        # a table of labels and values may read as sections of their own
        assert [each for each in shape(again) if each[1] in names] == [
            each for each in shape(posting) if each[1] in names
        ]
        assert again.title is not None
        assert again.title.text == title
        in_text = [pay for pay in posting.facts.pay if pay.origin == "text"]
        assert {pay[1:5] for pay in again.facts.pay} == {pay[1:5] for pay in in_text}


@each_posting
def test_text_to_paste_says_it_all(path: Path) -> None:
    """Every word is there in its order, and no line is too wide."""
    made = parts.parts(path.read_text(encoding="utf-8"), "Title")
    pasted = text.text(made)
    runs = [runs for part in made for runs in (part.cells or [part.runs])]
    words = [word for each in runs for word in text.plain(each).split()]
    marks = {"-", "|", *(f"{number}." for number in range(100))}
    found = [word for word in pasted.split() if word not in marks]
    assert [word.lower() for word in found] == [word.lower() for word in words if word not in marks]
    assert max(map(len, pasted.splitlines())) <= text.WIDTH


@each_posting
def test_structured_data_is_what_job_search_asks_for(path: Path) -> None:
    """It holds the schema where nothing required is missing; else what is missing has a cure."""
    posting = read(path)
    found = job_posting(posting, DAY, "Harbour Hotel")
    data = json.loads(json_ld.data(found.properties, parts.parts(path.read_text(encoding="utf-8"))))
    required = [each.name for each in found.missing if each.required]
    errors = sorted(error.message for error in SCHEMA.iter_errors(data))
    assert bool(required) == bool(errors), (required, errors)
    assert all(each.cure for each in found.missing)


@pytest.mark.parametrize(
    ("location", "area"),
    [
        ("Denver, Colorado", {"@type": "State", "name": "Colorado, United States"}),
        ("United States", {"@type": "Country", "name": "United States"}),
        ("Leeds, United Kingdom", {"@type": "Country", "name": "United Kingdom"}),
        (
            "anywhere in the United States; our office is in Denver, Colorado",
            {"@type": "Country", "name": "United States"},
        ),
    ],
)
def test_where_people_may_live_is_the_place_that_is_named(location: str, area: dict[str, str], tmp_path: Path) -> None:
    """A state is no whole country: job search shows the posting to those who may apply."""
    path = tmp_path / "a.md"
    head = f'---\ntitle: Cook\nlocation: "{location}"\nwork_arrangement: remote\n---\n'
    path.write_text(f"{head}\n# Cook\n\n- **Location:** Remote ({location})\n", encoding="utf-8")
    assert job_posting(read(path), DAY).properties["applicantLocationRequirements"] == area


class _Tags(HTMLParser):
    """Raises for an end tag that ends something else."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_marks_of_all_kinds() -> None:
    """Lists in lists, tables, quotes, code; scripts in links go, comments go, and text is text."""
    made = parts.parts(HARD)
    page = html.page("Porter", "en", made, json_ld.in_script('{"a": "</script>"}'))
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert tags.links == ["https://hotel.example/a?b=1&c=2", "mailto:jobs@hotel.example"]
    assert "jdlint" not in page
    assert page.count("</script>") == 1
    assert text.text(made) == (HERE / "golden" / "export.txt").read_text(encoding="utf-8")


@given(st.text("ab *_`[]()<>#-1.|\n\\&!:/", max_size=120))
def test_any_markdown_makes_a_page(markdown: str) -> None:
    """Whatever it is: tags that fit, and no tag of its own."""
    made = parts.parts(markdown)
    tags = _Tags()
    tags.feed(html.page("A", "en", made))
    assert tags.open == []
    text.text(made)


def test_what_is_missing_is_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is written without what job search requires; with it the file is there, and is not replaced unasked."""
    monkeypatch.chdir(tmp_path)
    Path("porter.md").write_text("# Night porter\n\n## What you do\n\n- You greet guests\n", encoding="utf-8")
    done = run("export", "porter.md", "--to", "jsonld", "-o", "porter.json")
    assert (done.code, Path("porter.json").exists()) == (1, False)
    assert "hiringOrganization is required and missing: who hires" in done.err
    Path("good.md").write_text(
        (HERE / "data" / "night-porter.posting.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    done = run("export", "good.md", "--to", "jsonld", "--posted", "2027-01-04", "-o", "good.json")
    assert (done.code, json.loads(Path("good.json").read_text(encoding="utf-8"))["datePosted"]) == (0, "2027-01-04")
    done = run("export", "good.md", "--to", "jsonld", "--posted", "2027-01-04", "-o", "good.json")
    assert (done.code, "'good.json' is there already" in done.err) == (2, True)
    assert run("export", "good.md", "--to", "text").out.startswith("HEAD NIGHT PORTER\n")
    done = run("export", "good.md", "porter.md", "--to", "html", "-o", str(tmp_path))
    assert (done.code, sorted(path.name for path in tmp_path.glob("*.html"))) == (0, ["good.html", "porter.html"])


def test_a_word_document_is_a_good_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, then headings from the first level; bullets and numbers as lists; links that work; paper and language of the place."""
    monkeypatch.chdir(tmp_path)
    text = "# Portier\n\nNous cherchons un portier à Lyon.\n\n## Postuler\n\n1. Écrivez à jobs@hotel.example\n\n   Vite.\n\n- Un\n"
    for name, place in (("a", "Lyon, France"), ("b", "Denver, Colorado")):
        Path(f"{name}.md").write_text(f"---\nlocation: {place}\n---\n{text}", encoding="utf-8")
        assert run("export", f"{name}.md", "--to", "docx").code == 0
    made = word.Document("a.docx")
    assert [paragraph.style.name for paragraph in made.paragraphs if paragraph.style is not None] == [
        "Title",
        "Normal",
        "Heading 1",
        "List Number",
        "List Continue",
        "List Bullet",
    ]
    assert [link.address for paragraph in made.paragraphs for link in paragraph.hyperlinks] == [
        "mailto:jobs@hotel.example"
    ]
    assert 'w:val="fr-FR"' in made.styles.element.xml
    inches = [round((word.Document(f"{name}.docx").sections[0].page_width or 0) / 914400, 2) for name in "ab"]
    assert inches == [8.27, 8.5]


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        (
            "Write to a.b@c.example, or see https://c.example/x?a=1.",
            ["mailto:a.b@c.example", "https://c.example/x?a=1"],
        ),
        ("`a@b.example` and [us](https://c.example) and <d@e.example>", ["https://c.example", "mailto:d@e.example"]),
        ("(https://c.example) @here a@b", ["https://c.example"]),
    ],
)
def test_addresses_are_links(markdown: str, links: list[str]) -> None:
    """Whoever reads the page or document can follow them; the text to paste stays as it was."""
    tags = _Tags()
    tags.feed(html.body(parts.parts(markdown)))
    assert tags.links == links
    assert text.text(parts.parts("Write to a@b.example")) == "Write to a@b.example\n"


@pytest.mark.parametrize("unit", ["a", "a.", "1", "a@", "a@a.", "http://"])
def test_one_endless_word_takes_no_time(unit: str) -> None:
    """What was pasted into a posting may be one long word; nothing is tried again at each of its letters."""
    endless = unit * (200_000 // len(unit))
    start = time.perf_counter()
    assert "".join(run.text for run in parts.parts(endless)[0].runs) == endless
    assert rendering.inline(endless)
    assert time.perf_counter() - start < 5
