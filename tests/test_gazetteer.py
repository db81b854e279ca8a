"""Places: what a short text plainly names, what may be one of several, and which of a posting's lines are about the place."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint import data, gazetteer
from jdlint.api import inspect_text
from tests.running import run

PLAIN = {
    "Denver, CO": ["us-co"],
    "Littleton, CO": ["us-co"],
    "Denver CO": ["us-co"],
    "Bogotá, CO": ["co"],
    "CO, USA": ["us-co"],
    "New York": ["us-ny"],
    "New York, USA": ["us-ny"],
    "New York, NY": ["us-ny-nyc"],
    "New York, New York": ["us-ny-nyc"],
    "NYC": ["us-ny-nyc"],
    "Albany, NY 12207": ["us-ny-alb"],
    "Jersey City, NJ": ["us-nj-jc"],
    "Columbus, OH": ["us-oh-col"],
    "Toronto, Ontario": ["ca-on"],
    "Toronto, CA": ["ca-on"],
    "Toronto, ON, Canada": ["ca-on"],
    "London, ON": ["ca-on"],
    "Vancouver, BC": ["ca-bc"],
    "Vancouver, WA": ["us-wa"],
    "St. John's, NL": ["ca-nl"],
    "Amsterdam, NL": ["nl"],
    "Seattle, Washington": ["us-wa"],
    "Washington, D.C.": ["us-dc"],
    "Portland, Maine": ["us-me"],
    "Atlanta, Georgia": ["us-ga"],
    "Berlin": ["de"],
    "Berlin, DE": ["de"],
    "Berlin, CT": ["us-ct"],
    "Dublin, CA": ["us-ca"],
    "Smalltown, CA 94110": ["us-ca"],
    "Manhattan, Kansas": ["us-ks"],
    "Paris, TX": ["us-tx"],
    "Tel Aviv, IL": ["il"],
    "Wien": ["at"],
    "Île-du-Prince-Édouard": ["ca-pe"],
    "New Mexico": ["us-nm"],
    "West Virginia": ["us-wv"],
    "Toronto Office": ["ca-on"],
    "Denver Colorado": ["us-co"],
    "Downtown Denver (Hybrid)": ["us-co"],
    "Toronto ON M5V 2T6": ["ca-on"],
    "San Francisco, CA or New York, NY": ["us-ca", "us-ny-nyc"],
    "Remote (US)": ["us"],
    "Remote, U.S.": ["us"],
    "Remote (CO, WA or NY)": ["us-co", "us-wa", "us-ny"],
    "Denver, North Carolina": ["us-nc"],
    "Denver (North Carolina)": ["us-nc"],
    "Denver, North Carolina, USA": ["us-nc"],
    "Ontario, Oregon": ["us-or"],
    "Ontario, California": ["us-ca"],
    "Toronto, Ohio": ["us-oh"],
    "California, Maryland": ["us-md"],
    "California, Maryland, United States": ["us-md"],
    "Delaware, Ohio": ["us-oh"],
    "Delaware County, Pennsylvania": ["us-pa"],
    "Long Beach, New York": ["us-ny"],
    "Peru, Illinois": ["us-il"],
    "Milan, Michigan": ["us-mi"],
    "Vienna, West Virginia": ["us-wv"],
    "London, Kentucky": ["us-ky"],
    "Denver, Toronto": ["us-co", "ca-on"],
    "California, Colorado or Maryland": ["us-ca", "us-co", "us-md"],
    "California and Colorado": ["us-ca", "us-co"],
    "Baja California, Mexico": ["mx"],
    "New Denver, BC": ["ca-bc"],
    "Vancouver Island, BC": ["ca-bc"],
    "Lower Manhattan": ["us-ny-nyc"],
    "New Delhi": ["in"],
}
AMBIGUOUS = [
    "Portland", "Georgia", "Washington", "Vancouver", "Columbus", "Springfield", "Richmond", "Cambridge", "Boston", "Cleveland",
    "Victoria", "Ontario, CA", "Smalltown, CA", "Smalltown, DE", "JOIN US", "contact us", "reading and bath",
    "Dublin, Georgia", "Baja California", "New Denver", "Vancouver Island", "New England", "New South Wales", "East London",
    "New Berlin", "Fort Denver", "St. Denver", "Virginia Water, Surrey", "New York University", "12 Delaware Road", "Hybrid", "",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_place_is_named(text: str) -> None:
    """A town with its state, a state, a country: each is one place, the innermost that is sure."""
    assert [named.code for named in gazetteer.find(text)] == PLAIN[text]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_may_be_several_places_decides_nothing(text: str) -> None:
    """A name that several places share names none of them."""
    assert gazetteer.find(text) == []


def test_a_code_after_an_unknown_town_is_believed_among_places_only() -> None:
    """`Jane Smith, MD` in a title is a doctor; a known town or a postcode tells that it is a place."""
    assert gazetteer.find("Jane Smith, MD", loose=False) == []
    assert [named.code for named in gazetteer.find("Baltimore, MD", loose=False)] == ["us-md"]
    assert [named.code for named in gazetteer.find("Smalltown, MD 20814", loose=False)] == ["us-md"]


@given(st.text("ABCDENORSUVWYabeno ,.()-/\n'é1", max_size=60))
def test_any_text_is_looked_through(text: str) -> None:
    """Places lie in the text, in order, and begin with a capital."""
    found = gazetteer.find(text)
    assert all(0 <= each.start < each.end <= len(text) and text[each.start].isupper() for each in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    "text", ["AB, " * 50_000 + "x", "A" + "a" * 200_000 + ", CO", "CO, " * 50_000, "Denver, " * 50_000]
)
def test_long_texts_come_to_an_end(text: str) -> None:
    """Front matter may hold anything: a text is looked at up to a length, and no pattern runs away on it."""
    begun = time.process_time()
    gazetteer.find(text)
    assert time.process_time() - begun < 2


def test_what_lies_in_what() -> None:
    """A place lies in what its code begins with; members lie in the European Union."""
    assert all(
        gazetteer.lies_in(*pair) for pair in (("us-ny-nyc", "us-ny"), ("us-ny", "us"), ("de", "eu"), ("us", "us"))
    )
    assert not any(
        gazetteer.lies_in(*pair) for pair in (("us", "us-ny"), ("gb", "eu"), ("us-de", "eu"), ("us-de", "de"))
    )
    assert gazetteer.innermost(["us", "us-ny", "de"]) == ["us-ny", "de"]


def test_no_name_decides_for_two_places() -> None:
    """A name that stands alone for two places stands for one that lies in the other; each place has a name."""
    by_name: dict[str, list[str]] = {}
    for code, entry in data.read_table("jurisdictions")["places"].items():
        assert {"name"} < set(entry) <= {"name", "names", "shared", "short"}, code
        for name in entry.get("names", ()):
            by_name.setdefault(name.lower(), []).append(code)
    twice = {name: codes for name, codes in by_name.items() if len(codes) > 1}
    for name, codes in twice.items():
        for one, two in itertools.combinations(codes, 2):
            assert gazetteer.lies_in(one, two) or gazetteer.lies_in(two, one), name


def derived(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    """The places of a posting, and how each is known."""
    return [(each.code, each.origin) for each in inspect_text(text, path=path).postings[0].facts.jurisdictions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Nurse\nlocation: Denver, CO\n---\nYou care.", [("us-co", "front matter")]),
        ("---\ntitle: Nurse\ncity: Denver\nstate: CO\ncountry: US\n---\nYou care.", [("us-co", "front matter")]),
        ("---\ntitle: Nurse\njurisdictions: [US-NY, xx]\n---\nYou care.", [("us-ny", "front matter")]),
        ("---\ntitle: Nurse\nlocation: Remote (US)\n---\nYou care.", [("us", "remote")]),
        ("---\ntitle: Nurse\nlocation: United States\nremote: true\n---\nYou care.", [("us", "remote")]),
        ("# Nurse\n\n**Location:** Denver, CO\n\nYou care.", [("us-co", "text")]),
        ("# Nurse\n\n## Location\n\nToronto, Ontario\n", [("ca-on", "text")]),
        ("# Nurse\n\n- Location: New York, NY\n- Hours: 38\n", [("us-ny-nyc", "text")]),
        ("# Infirmière\n\n**Lieu :** Toronto (Ontario)\n", [("ca-on", "text")]),
        ("# Nurse\n\nThis position is based in Chicago, Illinois.\n", [("us-il", "text")]),
        (
            "# Nurse\n\nThis role can be done remotely from anywhere in Canada: work from anywhere in Canada.\n",
            [("ca", "remote")],
        ),
        ("# Nurse\n\n**Location:** Denver, CO, USA\n\nWork from home in the US.\n", [("us-co", "text")]),
    ],
)
def test_the_places_of_a_posting(text: str, expected: list[tuple[str, str]]) -> None:
    """Front matter, lines and labels about the place, sentences about the job itself, and remote work in a country."""
    assert derived(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# Nurse\n\n## About us\n\nOur clinic was founded in Toronto, Ontario, and has sites in Denver, CO.\n",
        "# Nurse\n\n**Location:** Portland\n",
        "# Nurse\n\n**Location:** Virginia Water, Surrey\n",
        "# Nurse\n\n**Location:** Headquarters in New York, NY\n",
        "# Nurse\n\nOntario Bakers, London\n\nYou care.\n",
        "# Nurse\n\n## Travel\n\nYou travel to Denver, CO.\n",
        "# Nurse\n\n**Location:** Remote (not open to people in Colorado)\n",
        "# Nurse\n\nWe are a remote team across the US.\n",
        "# Nurse\n\nYou work with clients in New York, NY, and with our office in Toronto.\n",
        "# Nurse\n\nYou care for our guests. You studied in Chicago, Illinois, or elsewhere.\n",
    ],
)
def test_other_places_than_that_of_the_job(text: str) -> None:
    """A company's history, clients, travel and what is left out name no place of work."""
    assert derived(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Acme Hotels, based in Denver, Colorado, runs nine houses.",
        "Acme is based in Denver, Colorado.",
        "Acme is located in New York, NY.",
        "Acme runs a restaurant in Denver, Colorado.",
    ],
)
def test_the_place_of_the_company(line: str) -> None:
    """A sentence says the place of the job only where it is about the job."""
    assert derived(f"# Nurse\n\n{line}\n\nYou care.\n") == []
    assert derived("# Nurse\n\nYou will be based in Denver, Colorado.\n\nYou care.\n") == [("us-co", "text")]


@pytest.mark.parametrize(
    "label",
    [
        "Head office", "Interview location", "Training location", "Client location", "Contact", "Reports to", "Office locations",
    ],
)  # fmt: skip
def test_labels_of_other_places(label: str) -> None:
    """They say no place of work, however they are laid out."""
    for text in (f"**{label}:** Denver, CO", f"- {label}: Denver, CO", f"## {label}\n\nDenver, CO"):
        assert derived(f"# Nurse\n\n{text}\n\nYou care.\n") == [], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Location:** United States\n\nThis is not a remote job.", ("us", "text")),
        ("**Location:** United States\n\nYou help remote customers.", ("us", "text")),
        ("**Location:** United States\n\nOur remote team is friendly.", ("us", "text")),
        ("**Location:** United States (on-site)\n\nYou may work remotely on Fridays.", ("us", "text")),
        ("**Location:** United States (on-site)\n\nThis is a remote position.", ("us", "text")),
        ("You may work remotely in Canada for two weeks a year.", ("ca", "text")),
        ("**Location:** United States\n\nThis is a remote position.", ("us", "remote")),
        ("**Location:** United States\n\n**Remote:** yes", ("us", "remote")),
        ("**Location:** United States\n\nYou work from home.", ("us", "remote")),
        ("**Location:** Remote (US)", ("us", "remote")),
        ("Fully remote within the United States.", ("us", "remote")),
    ],
)
def test_remote_work_is_said_of_the_job(text: str, expected: tuple[str, str]) -> None:
    """By the line of the place or a sentence about the job, and not where it is denied or for some days."""
    assert derived(f"# Nurse\n\n{text}\n\nYou care for guests.\n") == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Denver, CO (HQ)", ["us-co"]),
        ("Denver, CO (some travel)", ["us-co"]),
        ("Denver, CO (not remote)", ["us-co"]),
        ("New York, NY (EST)", ["us-ny-nyc"]),
        ("Denver, CO; 40 hours a week", ["us-co"]),
        ("Leeds (team in New York, NY)", ["gb"]),
        (
            "Denver, CO, in a house of forty rooms in the old town by the station, which you will like. Or Toronto.",
            ["us-co"],
        ),
        ("US except Colorado", ["us"]),
        ("Remote US (excluding Colorado and New York)", ["us"]),
        ("Remote US (Colorado and New York excluded)", ["us"]),
        ("US, not Colorado", ["us"]),
    ],
)
def test_words_beside_a_place(line: str, expected: list[str]) -> None:
    """Only what stands right before a place, or leaves it out, makes it another than that of the job."""
    assert [code for code, _ in derived(f"# Nurse\n\n**Location:** {line}\n\nYou care.\n")] == expected
    line = line.partition(". ")[0]
    assert [code for code, _ in derived(f"---\nlocation: {line}\n---\n# Nurse\n\nYou care.\n")] == expected


def test_structured_data_of_a_page() -> None:
    """An address is read from its town outwards; what may be done from a country is remote."""
    page = '<h1>Nurse</h1><p>You care.</p><script type="application/ld+json">{}</script>'
    place = {"@type": "Place", "address": {"addressCountry": "US", "addressRegion": "CO", "addressLocality": "Denver"}}
    job = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Nurse"}
    assert derived(page.replace("{}", json.dumps({**job, "jobLocation": place})), "a.html") == [
        ("us-co", "front matter")
    ]
    afar = {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": {"@type": "Country", "name": "USA"}}
    assert derived(page.replace("{}", json.dumps({**job, **afar})), "a.html") == [("us", "remote")]


def test_inspect_shows_the_places(tmp_path: Path) -> None:
    """A writer sees which places jdlint took, with their codes."""
    path = tmp_path / "a.md"
    path.write_text("# Nurse\n\n**Location:** Denver, CO\n", encoding="utf-8")
    assert "places whose law may apply Denver, CO [us-co] (line 3)" in run("inspect", str(path)).out
    stated = json.loads(run("inspect", str(path), "--output-format", "json").out)[0]["postings"][0]["stated"]
    told = [each for each in stated if each["fact"] == "jurisdiction"]
    assert [(each["code"], each["origin"], each["line"]) for each in told] == [("us-co", "text", 3)]
