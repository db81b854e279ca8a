"""What a posting states in detail: dates, years, degrees, languages, arrangements, benefits, contacts, and the table of details."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.document import read_document
from jdlint.facts.contacts import ways_to_apply
from jdlint.facts.dates import read_dates
from jdlint.posting import Posting
from jdlint.text import Source


def read(text: str, path: str = "baker.md") -> Posting:
    """The posting of a text, under a title of its own."""
    return read_document(Source(f"# Night Baker\n\n{text}\n", path)).postings[0]


def words(text: str, span: Any) -> str:
    """What stands at a span of ``read(text)``."""
    return f"# Night Baker\n\n{text}\n"[span.start : span.end]


# ---------------------------------------------------------------- dates

FOURTH_OF_MAY = datetime.date(2027, 5, 4)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2027-05-04", "en"),
        ("2027/5/4", "en"),
        ("4 May 2027", "en"),
        ("4th of May, 2027", "en"),
        ("May 4, 2027", "en"),
        ("May 4th 2027", "en"),
        ("04.05.2027", "en"),
        ("4.5.27", "de"),
        ("04/05/2027", "fr"),
        ("4 mai 2027", "fr"),
        ("4. Mai 2027", "de"),
    ],
)
def test_a_date_in_any_common_writing(text: str, language: str) -> None:
    """Read as one date, wherever it stands in a sentence."""
    for around in ("{}", "Closes on {}, at noon.", "({})"):
        ((start, end, readings),) = read_dates(around.format(text), language)
        assert around.format(text)[start:end].rstrip(".") == text.rstrip(".")
        assert readings == (FOURTH_OF_MAY,)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("04/05/2027", ["2027-05-04", "2027-04-05"]),
        ("4-5-27", ["2027-05-04", "2027-04-05"]),
        ("13/05/2027", ["2027-05-13"]),
        ("05/13/2027", ["2027-05-13"]),
        ("05/05/2027", ["2027-05-05"]),
        ("4 May", []),
        ("4. Mai", []),
    ],
)
def test_figures_that_may_be_either_way_round_stay_so(text: str, readings: list[str]) -> None:
    """Two readings where day and month may be swapped, one where they cannot be, none without a year."""
    ((_, _, found),) = read_dates(text, "en")
    assert [each.isoformat() for each in found] == readings


@pytest.mark.parametrize(
    "text", ["31/02/2027 is no day", "24/7", "1.2.3", "32 May 2027", "2027", "version 3.11.27b", "May you bake"]
)
def test_what_is_no_date(text: str) -> None:
    """Days that no month has, versions, shifts, and a word that is a month elsewhere."""
    assert [readings for _, _, readings in read_dates(text, "en") if readings] == []


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_is_read_as_it_was_written(date: datetime.date) -> None:
    """Whatever the day: written in full, it has one reading."""
    for text in (
        date.isoformat(),
        f"{date.day} {date:%B} {date.year}",
        f"{date:%B} {date.day}, {date.year}",
        f"{date:%d.%m.%Y}",
    ):
        assert [readings for _, _, readings in read_dates(text, "en")] == [(date,)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Closing date: 4 May 2027", "4 May 2027"),
        ("## Closing date\n\n4 May 2027", "4 May 2027"),
        ("Please apply by 4 May 2027 and tell us about bread.", "4 May 2027"),
        ("- Deadline: 4 May 2027", "4 May 2027"),
        ("| Closing date | 4 May 2027 |\n|---|---|\n| Place | Hull |", "4 May 2027"),
        ("Date limite : 4 mai 2027", "4 mai 2027"),
        ("Bewerbungsfrist: 04.05.2027", "04.05.2027"),
        ("Applications close on 4 May 2027.", "4 May 2027"),
        ("Candidature au plus tard le 4 mai 2027", "4 mai 2027"),
    ],
)
def test_deadlines(text: str, said: str) -> None:
    """From labels, sections, tables and sentences."""
    (deadline,) = read(text).facts.deadlines
    assert words(text, deadline.span) == said
    assert deadline.date == FOURTH_OF_MAY


def test_a_deadline_in_front_matter_and_one_that_is_ambiguous() -> None:
    """A key of front matter has its own span; what is ambiguous has no date."""
    source = "---\nclosing_date: 2027-05-04\n---\n# Night Baker\n\nApply by 04/05/2027.\n"
    posting = read_document(Source(source, "a.md")).postings[0]
    first, second = posting.facts.deadlines
    assert (source[slice(*first.span)], first.date, first.ambiguous) == ("2027-05-04", FOURTH_OF_MAY, False)
    assert (source[slice(*second.span)], second.date, second.ambiguous) == ("04/05/2027", None, True)


def test_start_dates_are_no_deadlines() -> None:
    """Each date belongs to what introduces it."""
    posting = read("The job starts on 1 June 2027.\n\nFounded on 3 March 1931, we bake.")
    assert [each.date for each in posting.facts.start_dates] == [datetime.date(2027, 6, 1)]
    assert posting.facts.deadlines == []
    for text in (
        "Start date: 1 June 2027",
        "| Start | June 1, 2027 |\n|---|---|\n| Pay | fair |",
        "Eintrittsdatum: 01.06.2027",
    ):
        assert [each.date for each in read(text).facts.start_dates] == [datetime.date(2027, 6, 1)], text


# ---------------------------------------------------------------- years of experience


@pytest.mark.parametrize(
    ("text", "low", "high", "what"),
    [
        ("You have 3+ years of experience with sourdough.", 3, None, "sourdough"),
        ("At least five years' experience in a bakery", 5, None, "bakery"),
        ("3-5 years of professional experience", 3, 5, ""),
        ("between 3 and 5 years of experience as a baker", 3, 5, "baker"),
        ("Up to 2 years of experience", None, 2, ""),
        ("10 or more years of experience", 10, None, ""),
        ("3 years or more of experience", 3, None, ""),
        ("Experience of at least two years in a kitchen", 2, None, "kitchen"),
        ("18 months of experience", 1.5, None, ""),
        ("## Requirements\n\n- At least one year on a night shift", 1, None, "on a night shift"),
        ("2 à 4 ans d'expérience en boulangerie", 2, 4, "boulangerie"),
        ("Mindestens drei Jahre Berufserfahrung", 3, None, ""),
        ("## Requirements\n\n- 3+ years of Python", 3, None, "Python"),
    ],
)
def test_years_of_experience(text: str, low: float | None, high: float | None, what: str) -> None:
    """Figures and words, ranges and open ends, and of what they are."""
    (found,) = read(text).facts.years
    assert (found.min, found.max, found.what) == (low, high, what)
    assert found.required


@pytest.mark.parametrize(
    "text",
    [
        "We have baked for 90 years.",
        "A two-year contract.",
        "You are at least 18 years old.",
        "## Benefits\n\n- 25 days after 5 years",
    ],
)
def test_years_that_are_no_experience(text: str) -> None:
    """Histories, contracts, ages and seniority."""
    assert read(text).facts.years == []


# ---------------------------------------------------------------- degrees and languages


@pytest.mark.parametrize(
    ("text", "level", "equivalent", "required"),
    [
        ("- Bachelor's degree in food science", "bachelor", False, True),
        ("- A degree in food science or equivalent experience", "degree", True, True),
        ("- A PhD is a plus", "doctorate", False, False),
        ("- An honours degree in chemistry or an equivalent mix of training", "bachelor", True, True),
        ("- High school diploma or GED", "secondary", False, True),
        ("- Abgeschlossene Ausbildung oder vergleichbare Qualifikation", "vocational", True, True),
        ("- Diplôme universitaire ou équivalent", "degree", True, True),
    ],
)
def test_degrees(text: str, level: str, equivalent: bool, required: bool) -> None:
    """Level, whether something as good will do, and whether it is needed."""
    found = read(f"## Requirements\n\n{text}").facts.degrees[0]
    assert (found.level, found.equivalent, found.required) == (level, equivalent, required)


def test_a_driving_licence_is_no_degree() -> None:
    """`Licence` is a bachelor's degree in French only, and a named degree is no second one whose level is not said."""
    assert read("## Requirements\n\n- A full driving licence").facts.degrees == []
    assert [each.level for each in read("## Requirements\n\n- Bachelor's degree in baking").facts.degrees] == [
        "bachelor"
    ]


def test_degrees_of_others_are_not_asked_for() -> None:
    """What the team has, or the employer pays for, is no requirement."""
    assert (
        read("## Benefits\n\n- We pay for your master's degree\n\n## About us\n\nOur founder had a PhD.").facts.degrees
        == []
    )


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("- Fluent English", "en", "Fluent"),
        ("- German (C1)", "de", "C1"),
        ("- Deutsch fließend in Wort und Schrift", "de", "fließend"),
        ("- Anglais courant", "en", "courant"),
        ("## Languages\n\nSpanish", "es", ""),
        ("- You speak Polish", "pl", ""),
    ],
)
def test_languages_that_are_asked_for(text: str, language: str, level: str) -> None:
    """By a level, by words that ask, or by their section."""
    found = read(text).facts.spoken_languages[0]
    assert (found.language, found.level) == (language, level)


@pytest.mark.parametrize("text", ["Our French bread is famous.", "We deliver to English villages."])
def test_names_that_ask_for_no_language(text: str) -> None:
    """Bread and villages."""
    assert read(text).facts.spoken_languages == []


# ---------------------------------------------------------------- arrangements, benefits, contacts, details


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("This is a fully remote position.", "remote", ""),
        ("Remote (Ireland)", "remote", "Ireland"),
        ("You can work remotely from the EU.", "remote", "the EU"),
        ("Hybrid: two days in the office.", "hybrid", ""),
        ("On-site in Hull", "on-site", ""),
        ("Télétravail partiel", "hybrid", ""),
        ("Zwei Tage Homeoffice pro Woche", "hybrid", ""),
    ],
)
def test_arrangements(text: str, kind: str, where: str) -> None:
    """On site, hybrid or remote, and from where."""
    found = read(text).facts.arrangements[0]
    assert (found.kind, found.where) == (kind, where)


def test_an_arrangement_in_front_matter() -> None:
    """A flag, a word, or schema.org's own."""
    for head in ("remote: true", "workplace_type: remote", "jobLocationType: TELECOMMUTE", "location: Remote"):
        posting = read_document(Source(f"---\n{head}\n---\n# Night Baker\n\nYou bake.\n", "a.md")).postings[0]
        assert [each.kind for each in posting.facts.arrangements] == ["remote"], head


def test_benefits_are_the_points_of_their_list_and_phrases_elsewhere() -> None:
    """Points as a whole; in running text just what is named."""
    text = "We pay for a gym and a private pension scheme.\n\n## Benefits\n\n- Free bread\n- 28 days of holiday"
    assert [words(text, span) for span in read(text).facts.benefits] == [
        "pension scheme",
        "Free bread",
        "28 days of holiday",
    ]


def test_contacts() -> None:
    """Addresses, numbers and links, each once; those beside words of applying are for it."""
    text = (
        "Our shop: <https://loaf.example/shop>\n\n## How to apply\n\nSend your CV to [Ann](mailto:ann@loaf.example?subject=Job), "
        "call +44 1482 496 0000, or fill in the [form](https://loaf.example/forms/7). Ann is ann@loaf.example."
    )
    assert [(each.kind, each.value, each.to_apply) for each in read(text).facts.contacts] == [
        ("link", "https://loaf.example/shop", False),
        ("email", "ann@loaf.example", True),
        ("phone", "+44 1482 496 0000", True),
        ("form", "https://loaf.example/forms/7", True),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call (406) 555-0142 or 406-555-0143.", ["(406) 555-0142", "406-555-0143"]),
        ("From 01.06.2027 to 31/12/2027, 9-17", []),
        ("Rufen Sie an: 030 1234567", ["030 1234567"]),
    ],
)
def test_telephone_numbers(text: str, numbers: list[str]) -> None:
    """In the writings of several countries; dates are none."""
    assert [each.value for each in read(text).facts.contacts if each.kind == "phone"] == numbers


def test_contacts_for_something_else() -> None:
    """An address for adjustments, or for questions of privacy, is no way to apply."""
    text = (
        "## How to apply\n\nSend your CV to ann@a.example.\n\nFor adjustments at the interview write to help@a.example."
    )
    assert [(each.value, each.to_apply) for each in read(text).facts.contacts] == [
        ("ann@a.example", True),
        ("help@a.example", False),
    ]


def test_ways_to_apply() -> None:
    """By the contacts that are for it; words are one only where there is no other."""
    assert ways_to_apply(read("Send your CV to ann@loaf.example or call +44 1482 496 0000.")) == ["email", "phone"]
    assert ways_to_apply(read("## How to apply\n\nCome by and ask for Ann.")) == ["instruction"]
    assert ways_to_apply(read("We bake.")) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("37.5 hours per week", "hours"),
        ("- Night shift, 22:00 to 6:00", "hours"),
        ("A twelve-month contract", "contract_duration"),
        ("CDD de 6 mois", "contract_duration"),
        ("Befristet auf zwei Jahre", "contract_duration"),
        ("Start date: 1 June 2027", "start_date"),
        ("Eintrittsdatum: ab sofort", "start_date"),
        ("You report to the head baker.", "reporting_line"),
        ("- Full driving licence", "driving_licence"),
        ("- Führerschein Klasse B", "driving_licence"),
        ("- Up to 20% travel", "travel"),
        ("Déplacements fréquents", "travel"),
        ("Software ranks the applications before a person reads them.", "ai_screening"),
        ("You work 37 hours, on four days.", "hours"),
        ("- Clean licence", "driving_licence"),
        ("Overnight travel is required.", "travel"),
        ("We use AI to assess applications, and a person decides.", "ai_screening"),
        ("This posting is for an existing vacancy.", "vacancy"),
        ("You need the right to work in the UK.", "citizenship"),
    ],
)
def test_details(text: str, fact: str) -> None:
    """What the table of details lists."""
    posting = read(text)
    assert fact in posting.facts.details
    span = posting.facts.details[fact].span
    assert words(text, span)


def test_a_plain_posting_states_no_details() -> None:
    """Words of the work say nothing of them."""
    text = "## What you will do\n\n- Teach German bakers to drive the van\n- Keep hours of sleep\n- Travel back in time with old recipes"
    posting = read(text)
    assert posting.facts.details == {}
    assert (posting.facts.degrees, posting.facts.spoken_languages, posting.facts.arrangements) == ([], [], [])
