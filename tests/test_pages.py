"""Whole pages: what of them is the posting, what a site puts around it, and that a posting is never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jdlint.document import read_document
from jdlint.posting import Posting
from jdlint.text import Source

PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))
LONG = ("We bake bread for the whole town and want somebody who likes the quiet of the night. " * 3).strip()


def read(text: str, path: str = "page.html") -> Posting:
    """The posting of a page."""
    return read_document(Source(text, path)).postings[0]


def lines(text: str) -> list[str]:
    """The text of each block of a page."""
    return [block.text.value for block, _ in read(text).blocks()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_of_several_sites(path: Path) -> None:
    """Title, headings, facts and pay of a page, and nothing of what stands around the posting; every word in its place."""
    text = path.read_text(encoding="utf-8")
    wanted: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    posting = read(text)
    assert posting.title is not None
    assert (posting.title.text, posting.language, posting.kind) == (wanted["title"], wanted["language"], "posting")
    headings = [[section.heading.text.value, section.kind] for section in posting.sections if section.heading]
    assert [heading for heading in wanted["headings"] if heading not in headings] == []
    stated = set(posting.facts.statements)
    assert set(wanted["facts"]) - stated == set()
    assert stated & set(wanted["not_facts"]) == set()
    assert [[pay.min, pay.max, pay.currency, pay.period] for pay in posting.facts.pay] == wanted["pay"]
    assert [phrase for phrase in wanted["read"] if phrase not in posting.text] == []
    assert [phrase for phrase in wanted["not_read"] if phrase in posting.text] == []
    items = [block.text.value for block, _ in posting.blocks() if block.kind == "item"]
    assert set(wanted.get("items", ())) <= set(items)
    for block, _ in posting.blocks():
        for start, end in block.text.words.spans:
            span = block.text.span(start, end)
            assert block.text.value[start:end] in (text[span.start : span.end],) or "&" in text[span.start : span.end]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (f"<nav>no</nav><header>no</header><main><p>{LONG}</p></main><p>no</p><footer>no</footer>", [LONG]),
        (f"<div role=navigation>no</div><div role='main'>{LONG}</div><div role=contentinfo>no</div>", [LONG]),
        (f"<p>no</p><article><h1>Baker</h1><p>{LONG}</p></article>", ["Baker", LONG]),
        (f"<article>One</article><article>Two</article><p>{LONG}</p>", ["One", "Two", LONG]),
        (f"<header><nav>no</nav><div>no</div><h1>Baker</h1></header><main>{LONG}</main>", ["Baker", LONG]),
        (f"<div><h1>Baker</h1><p>Ely</p></div><main>{LONG}</main>", ["Baker", "Ely", LONG]),
        (f"<header><h1>Acme</h1></header><main><h1>Baker</h1>{LONG}</main>", ["Baker", LONG]),
        (f"<article><header><h1>Baker</h1></header>{LONG}<footer>yes</footer></article>", ["Baker", LONG, "yes"]),
        (f"<main>{LONG}<aside>yes</aside></main><aside>no</aside>", [LONG, "yes"]),
        (f"<main>{LONG}</main><aside><p>Location: Ely</p><p>Salary: TBC</p></aside>", [LONG, "Location:", "Ely", "Salary:", "TBC"]),
        (f"<main>{LONG}</main><div class='overview'><dl><dt>Location<dd>Ely<dt>Pay<dd>Good</dl></div>",
         [LONG, "Location", "Ely", "Pay", "Good"]),
        (f"<p>{LONG}</p><select><option>no</select><textarea>no</textarea><button>no</button><datalist><option>no</datalist>", [LONG]),
        (f"<p>{LONG}</p><h2><button>Our ovens</button></h2><p>Gas.</p>", [LONG, "Our ovens", "Gas."]),
        (f"<p>{LONG}</p><form><label for=a>no</label><input id=a><label>no <input></label></form>", [LONG]),
        (f"<p>{LONG}</p><p hidden>no</p><p aria-hidden='true'>no</p><p style='color: red; display:none'>no</p>", [LONG]),
        (f"<p>{LONG}</p><p>yes <span hidden>no</span>and <i aria-hidden=true>no</i>yes</p>", [LONG, "yes and yes"]),
        (f"<p>{LONG}</p><p class='hidden-gem' data-x='hidden' style='displayed'>yes</p>", [LONG, "yes"]),
        (f"<p>{LONG}</p><dialog>no</dialog><div role=alertdialog>no</div><div class='CookieBanner'>no</div>", [LONG]),
        (f"<body class='cookie-consent'><div id=cookie-page><h1>Baker</h1><p>{LONG}</p></div>", ["Baker", LONG]),
        (f"<details><summary>Our ovens</summary><p>{LONG}</p></details>", ["Our ovens", LONG]),
        (f"<main>{LONG}<p data-x='<p>no</p>' title=\"a > b\">yes</p></main>", [LONG, "yes"]),
        (f"<nav>yes<p>{LONG}", ["yes", LONG]),
        (f"<main><p hidden>yes<div>{LONG}</div></main>", ["yes", LONG]),
        (f"<main>Loading</main><p>{LONG}</p>", ["Loading", LONG]),
        (f"<main>Short</main><nav>{'one ' * 60}</nav>", ["Short"]),
        (f"<div hidden><p>{LONG * 2}</p></div>", [LONG * 2]),
        (f"<div aria-hidden=true><nav>no</nav><main>{LONG * 2}</main></div><div role=dialog>no</div>", [LONG * 2]),
        (f"<p>{LONG}</p><p><b>Place</b><span>Ely</span> sales<b>man</b><span>ager</span></p>", [LONG, "Place Ely salesmanager"]),
        ("<main></main>", []),
    ],
)  # fmt: skip
def test_what_of_a_page_is_the_posting(page: str, text: list[str]) -> None:
    """Landmarks, roles and what is hidden decide; a posting is not lost where they mislead."""
    assert lines(page) == text


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        ("<dl><dt>Location</dt><dd>Ely</dd><dt>Badge</dt><dd>Six</dd></dl>", [("Location", "location")]),
        ("<table><tr><th>Salary</th><td>Good</td></tr><tr><td>Deadline</td><td>May</td></tr></table>",
         [("Salary", "compensation"), ("Deadline", "deadline")]),
        ("<table><tr><th>Location</th><th>Salary</th></tr><tr><td>Ely</td><td>Good</td></tr></table>", []),
        ("<table><tr><th>Location</th><td>Ely</td><td>Hull</td></tr></table>", []),
        ("<p><b>Location:</b> Ely<br><b>Salary</b>: good</p>", [("Location:", "location"), ("Salary:", "compensation")]),
        ("<p>Location: Ely<br/>Salary: good</p>", [("Location:", "location"), ("Salary:", "compensation")]),
        ("<p>We bake.<br>OUR OVENS<br>Gas and wood.</p>", [("OUR OVENS", None)]),
        ("<p><b>We</b> bake<br>and <b>rest:</b> at noon</p>", []),
        ("<p><a href='/x'>How to apply</a></p>", []),
    ],
)  # fmt: skip
def test_labels_with_values(page: str, headings: list[tuple[str, str | None]]) -> None:
    """Terms, two cells of a row and lines that `<br>` parts state facts as `Label: value` lines do."""
    sections = read(f"<p>{LONG}</p>{page}").sections
    assert [(section.heading.text.value, section.kind) for section in sections if section.heading] == headings
