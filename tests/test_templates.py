"""The templates that we ship: what they make has no finding in any place that they are for, and reads back as it went in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from jdlint.api import check_paths
from jdlint.config import Config
from jdlint.data import places, yaml
from jdlint.engine import check_source
from jdlint.generate import postings, templates
from jdlint.generate.questions import question
from jdlint.generate.templates import Template
from jdlint.model import FACTS
from jdlint.posting import Posting
from jdlint.registry import RuleSet, bind
from jdlint.text import Source

FOLDER = places.templates_folder()
WHERE = [FOLDER]
ALL = templates.find(WHERE)
ROLES = sorted({template.name for template in ALL})
DAY = datetime.date(2027, 1, 4)  # before the closing dates of all examples

# where the job of an example is, and its currency, when it is made for a place
AT = {
    "": ("Lisbon, Portugal", "EUR"),  # a place that no text is written for
    "us": ("Boise, Idaho", "USD"),
    "us-ca": ("Oakland, California", "USD"),
    "us-co": ("Denver, Colorado", "USD"),
    "us-il": ("Chicago, Illinois", "USD"),
    "us-ny": ("Albany, New York", "USD"),
    "us-wa": ("Tacoma, Washington", "USD"),
    "gb": ("Leeds, United Kingdom", "GBP"),
    "ie": ("Cork, Ireland", "EUR"),
    "ca": ("Halifax, Nova Scotia", "CAD"),
    "ca-bc": ("Victoria, British Columbia", "CAD"),
    "ca-on": ("Guelph, Ontario", "CAD"),
    "de": ("Leipzig, Deutschland", "EUR"),
    "at": ("Graz, Österreich", "EUR"),
    "fr": ("Lyon, France", "EUR"),
}
YEARS = re.compile(r"\b(?:years|ans|années|jahren?|jahre)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#+ ", re.MULTILINE)
MOST = 24  # questions at most, where those of one thing, such as pay, are one
FIRST, NEEDED = (
    17,
    14,
)  # of them at most asked before the rest is offered, and without an answer to which there is no posting


@cache
def rules(place: str) -> RuleSet:
    """What `extends: strict` and `jurisdictions: [that place]` ask for."""
    return bind(Config(preset="strict", jurisdictions=(place.upper(),) if place else (), as_of=DAY))


def made(template: Template, example: Mapping[str, Any], place: str) -> postings.Made:
    """A posting from an example: the job is in the place, and paid in its currency."""
    location, currency = AT[place]
    stated = {"vacancy": True} if "vacancy" in template.questions else {}
    answers = {**stated, **example, "location": location, "pay": {**example["pay"], "currency": currency}}
    return postings.make(template, answers, WHERE, place)


def findings(text: str, place: str) -> tuple[Posting, list[str]]:
    """The posting that was read, and each finding with the words that it is about."""
    source = Source(text, "posting.md")
    checked = check_source(source, rules(place))
    assert checked.document is not None
    (posting,) = checked.document.postings
    return posting, [f"{each.rule}: {each.message}" for each in checked.findings]


CASES = [
    pytest.param(template, number, place, id=f"{template.file}-{number}-{place or 'anywhere'}")
    for template in ALL
    for number in range(len(template.examples))
    for place in ("", *template.jurisdictions)
]


@pytest.mark.parametrize(("template", "number", "place"), CASES)
def test_what_a_template_makes_is_clean_and_reads_back(template: Template, number: int, place: str) -> None:
    """No finding at all under strict, not even an info, and every fact and section is read as it was meant."""
    written = made(template, template.examples[number], place)
    posting, found = findings(written.text, place)
    assert found == []
    assert not re.search(r"[^\W_][.)]?- [A-ZÄÖÜÉÀ]", written.text)  # a point that goes on in the one before it
    assert [block.name for block in written.blocks if not block.name or len(_HEADING.findall(block.text)) > 1] == []
    assert (posting.kind, posting.language) == ("posting", template.language)
    assert set(FACTS) - set(posting.facts.statements) == set()
    unknown = {section.heading.text.value for section in posting.sections if section.heading and not section.kind}
    title = written.answers["title"]
    assert posting.title is not None
    assert posting.title.text == title
    assert unknown <= {title, f"{title} (m/f/d)"}  # the heading of the whole
    pay = {(each.min, each.max, each.currency, each.period) for each in posting.facts.pay}
    assert pay == {tuple(written.answers[f"pay.{part}"] for part in ("min", "max", "currency", "period"))}
    deadlines = {each.date.isoformat() for each in posting.facts.deadlines if each.date}
    assert deadlines == ({written.answers["deadline"]} if "deadline" in written.answers else set())


@pytest.mark.parametrize(
    ("template", "level"),
    [pytest.param(template, level, id=f"{template.file}-{level}") for template in ALL for level in template.levels],
)
def test_every_level_is_clean(template: Template, level: str) -> None:
    """Examples show two levels or three; the words of the others come out as clean."""
    place = template.jurisdictions[0]
    written = made(template, {**template.examples[0], "level": level}, place)
    assert findings(written.text, place)[1] == []
    assert written.answers["title"] == template.levels[level]["title"]


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_optional_answers_may_be_missing(template: Template) -> None:
    """Only what has to be answered makes a posting without a finding as well, and none of its sentences breaks off."""
    optional = {name for name, asked in template.questions.items() if asked.optional or asked.default is not None}
    answers = {name: value for name, value in _flat(template.examples[0]).items() if name not in optional}
    stated = {"vacancy": True} if "vacancy" in template.questions else {}
    for place in template.jurisdictions:
        location, currency = AT[place]
        written = postings.make(template, {**answers, **stated, "location": location}, WHERE, place)
        assert written.answers["pay.currency"] == currency  # of the country, without being asked
        assert findings(written.text, place)[1] == []
        assert not re.search(r"None(?! of)|\{|\}|[ ,;.]\.|\n- *\n|  \S", written.text.partition("\n---\n")[2])


def test_no_default_says_something_of_the_job() -> None:
    """Hours, pay, benefits and the like are the writer's to say: what was not answered is left out and never made up."""
    for template in ALL:
        named = {name for name, asked in template.questions.items() if asked.default is not None}
        assert named <= {"title", "pay.currency", "apply.send", "ai_use", "languages"}


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_few_questions_come_first(template: Template) -> None:
    """What only the writer knows is asked first, by groups; the rest has a default or may be left out."""
    first = [asked for asked in template.questions.values() if not asked.later and not asked.when]
    assert len(first) <= FIRST
    assert len([asked for asked in first if not asked.optional and asked.default is None]) <= NEEDED
    assert all(asked.optional or asked.default is not None for asked in template.questions.values() if asked.later)
    groups = [asked.group for asked in template.questions.values()]
    assert groups == sorted(groups, key=list(template.groups).index)
    assert list(dict.fromkeys(groups)) == list(template.groups)


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_what_questions_give_as_an_example_is_good(template: Template) -> None:
    """Writers copy what they are shown: of each level a posting of the examples of questions has no finding.

    Be it of all questions, or of those alone that have to be answered.
    """
    place = {"en": "gb", "de": "de", "fr": "fr"}[template.language]
    shown = {
        name: next(each for each in (asked.example, *asked.choices, asked.default) if each is not None)
        for name, asked in template.questions.items()
        if name != "title"
    }
    location, currency = AT[place]
    needed = {name for name, asked in template.questions.items() if not asked.optional and asked.default is None}
    for level, arrangement, names in product(template.levels, ("on-site", "hybrid"), (set(shown), needed)):
        about = {"level": level, "location": location, "pay.currency": currency, "work_arrangement": arrangement}
        given = {name: value for name, value in {**shown, **about}.items() if name in names}
        written = postings.make(template, given, WHERE, place)
        assert findings(written.text, place)[1] == []


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_answers_may_end_in_a_full_stop(template: Template) -> None:
    """Whether an answer is given as a sentence or as a part of one, no sentence ends in two full stops."""
    free = {name for name, asked in template.questions.items() if asked.schema["type"] == "string"}
    kept = {name for name in free if template.questions[name].choices or "format" in template.questions[name].schema}
    answers = {
        name: f"{value}." if name in free - kept - {"title"} and not value.endswith(".") else value
        for name, value in _flat(template.examples[0]).items()
    }
    written = postings.make(template, answers, WHERE, template.jurisdictions[0])
    assert ".." not in written.text.partition("\n---\n")[2]


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_fixed_pay_is_no_range(template: Template) -> None:
    """Where there is one amount, no text speaks of a range, and the part on pay is not empty."""
    example = template.examples[0]
    fixed = {**example, "pay": {**example["pay"], "max": example["pay"]["min"]}}
    for place in template.jurisdictions:
        written = made(template, fixed, place)
        assert findings(written.text, place)[1] == []
        assert not re.search(r"\brange\b|Spanne|fourchette", written.text)


@pytest.mark.parametrize("language", templates.LANGUAGES)
def test_postings_of_one_employer_get_along(language: str, tmp_path: Path) -> None:
    """What an employer says in each of its postings is no copy from another one, be there two of them or all."""
    roles = [template for template in ALL if template.language == language]
    house = {key: roles[0].examples[0][key] for key in ("company", "about_company", "benefits", "team")}
    written = {
        template.name: made(template, {**template.examples[0], **house}, template.jurisdictions[-1]).text
        for template in roles
    }
    for names in (tuple(written), *combinations(written, 2)):
        folder = tmp_path / "-".join(names)[:80]
        folder.mkdir()
        for name in names:
            (folder / f"{name}.md").write_text(written[name], encoding="utf-8")
        report = check_paths([str(folder)], Config(preset="strict", as_of=DAY))
        assert [finding.message for file in report.files for finding in file.findings] == []


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_levels_differ_in_what_is_done_and_not_in_years(template: Template) -> None:
    """A level is scope and autonomy: years of experience keep people out who could do the job."""
    assert len(template.levels) > 1
    fields = {frozenset(level) for level in template.levels.values()}
    assert len(fields) == 1
    assert fields.pop() >= {"title", "scope", "autonomy"}
    said = [str(value) for level in template.levels.values() for value in level.values()]
    assert [text for text in said if YEARS.search(text)] == []


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.file)
def test_every_question_can_be_answered(template: Template) -> None:
    """Whoever is asked reads a question in words of their language, and sees how an answer looks."""
    for name, asked in template.questions.items():
        assert asked.asks.endswith(("?", ".")), name
        assert asked.asks != question(name, {}).asks, name
        assert asked.example is not None or asked.default is not None or asked.choices, name
    assert len({name.partition(".")[0] for name in template.questions}) <= MOST
    assert len(template.examples) >= 2
    assert len({example["level"] for example in template.examples}) >= 2
    assert len({example["work_arrangement"] for example in template.examples}) >= 2 or template.family in _ON_SITE


_ON_SITE = ("nursing", "logistics")  # work that is done where the patients and the pallets are


@pytest.mark.parametrize("name", ROLES)
def test_languages_of_a_role_ask_and_grade_alike(name: str) -> None:
    """A role has the same levels and questions in each language, but for what only one country asks for."""
    first, *others = [template for template in ALL if template.name == name]
    for other in others:
        assert list(other.levels) == list(first.levels)
        assert set(other.questions) ^ set(first.questions) <= {"vacancy", "pay.agreement"}
        assert other.family == first.family


def test_no_file_is_unused() -> None:
    """Each file is a template, one that others extend, or a part that one of them includes in a place that it is for."""
    used = {template.path for template in ALL}
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")]
    used |= {FOLDER / name for text in texts for name in re.findall(r'{% (?:extends|include) "([^"]+)"', text)}
    included = {name for text in texts for name in re.findall(r'{% include part\("([^"]+)"\)', text)}
    for template in ALL:
        ending = ".md" if template.language == "en" else f".{template.language}.md"
        for place in ("any", *template.jurisdictions):
            used |= {FOLDER / "parts" / name / f"{place}{ending}" for name in included}
    assert {path for path in FOLDER.rglob("*") if path.is_file()} - used == set()


def test_front_matter_of_templates_says_nothing_twice() -> None:
    """A question that a template takes over as it is stands in the one that it extends and nowhere else."""
    for template in ALL:
        extended = re.search(r'{% extends "([^"]+)"', template.path.read_text(encoding="utf-8"))
        assert extended is not None
        outer = dict(_questions(FOLDER / extended[1]))
        assert [name for name, entry in _questions(template.path) if outer.get(name) == entry] == []


def _questions(path: Path) -> Iterator[tuple[str, Any]]:
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    yield from yaml.load(head).value["questions"].items()


def _flat(answers: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in answers.items():
        found |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return found
