"""Pay-transparency duties: each place's law over postings made to meet it and to miss it, and what the end of a run says."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, get_args

import pytest

from jdlint import gazetteer, laws, registry
from jdlint.api import check_text
from jdlint.checks import pay_stated
from jdlint.config import Config, ConfigError
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.laws import Duty
from jdlint.rules import Circumstances
from jdlint.text import Source
from tests.running import run, write

RULE = registry.packaged_rules()["pay-transparency"]
DUTIES = laws.duties()
ASKING = [code for code, duty in DUTIES.items() if duty.status == "in force" and duty.asks]
TO_COME = [code for code, duty in DUTIES.items() if duty.status == "enacted"]
DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 22)
SAYS = {
    "pay": "We pay $60,000 to $70,000 a year.",
    "pay_unit": "",
    "benefits": "You get health insurance and paid vacation.",
    "deadline": "The closing date is 1 March 2031.",
    "how_to_apply": "To apply, write to jobs@hotel.example.",
    "vacancy": "This posting is for an existing vacancy.",
}


def posting(*without: str) -> str:
    """A posting of ours that says all that any law asks for, less some of it."""
    said = {name: text for name, text in SAYS.items() if name not in without}
    if "pay_unit" in without:
        said["pay"] = "We pay $60,000 to $70,000."
    return "# Night porter\n\nYou greet late guests.\n\n" + "\n\n".join(filter(None, said.values())) + "\n"


def found(text: str, code: str, day: datetime.date, size: int | None) -> list[Finding]:
    """What the rule finds for postings of a place on a day, with so many employees."""
    rules = registry.bound([RULE], circumstances=Circumstances(day, (code,), size))
    findings = check_source(Source(text, "a.md"), rules, kind="posting", language="en").findings
    return [each for each in findings if each.rule == RULE.name]


def about(findings: list[Finding], duty: Duty) -> list[Finding]:
    """Those that tell of this duty, and not of one of a place around."""
    return [each for each in findings if duty.code in each.term.split(", ")]


def in_full(duty: Duty) -> datetime.date:
    """The first day on which all of it counts and is enforced."""
    return max(filter(None, (duty.effective, duty.enforced, *duty.later.values())))


@pytest.mark.parametrize("code", ASKING)
def test_a_posting_that_meets_the_duty(code: str) -> None:
    """Nothing is found where all is said."""
    duty = DUTIES[code]
    assert found(posting(), code, in_full(duty), duty.employees) == []


@pytest.mark.parametrize(("code", "name"), [(code, name) for code in ASKING for name in DUTIES[code].asks])
def test_a_posting_that_misses_one_element(code: str, name: str) -> None:
    """It is named, with the place, the law, since when and a source; an error only where pay lacks, and the source was read."""
    duty = DUTIES[code]
    findings = about(found(posting(name), code, in_full(duty), duty.employees), duty)
    assert len(findings) == 1
    finding = findings[0]
    severity = ("error" if name == "pay" else "warning") if duty.checked == "source" else "info"
    assert (finding.severity, finding.case) == (severity, "missing" if duty.checked == "source" else "unsure")
    source = duty.sources[0] if duty.sources else "without a source"
    for told in (duty.name, duty.law, f"since {duty.effective}", source, laws.element(name)["missing"]):
        assert told in finding.message
    assert "employees" not in finding.message


@pytest.mark.parametrize("code", ASKING)
def test_a_posting_that_misses_all(code: str) -> None:
    """One finding for a place lists all that is missing."""
    duty = DUTIES[code]
    without = [name for name in SAYS if name != "pay_unit"]
    findings = about(found(posting(*without), code, in_full(duty), duty.employees), duty)
    assert len(findings) == 1
    missing = [laws.element(name)["missing"] for name in duty.asks if name != "pay_unit"]
    assert all(name in findings[0].message.partition("does not say: ")[2] for name in missing)


@pytest.mark.parametrize("code", ASKING)
def test_before_the_day(code: str) -> None:
    """The day before, a duty is told of as one to come and is an info; on the day it counts."""
    duty = DUTIES[code]
    assert duty.effective is not None
    before = about(found(posting("pay"), code, duty.effective - DAY, duty.employees), duty)
    assert [(each.severity, each.case) for each in before] == [("info", "announced")]
    assert f"from {duty.effective}" in before[0].message
    on = about(found(posting("pay"), code, duty.effective, duty.employees), duty)
    assert [each.case for each in on] == ["missing" if duty.checked == "source" else "unsure"]


@pytest.mark.parametrize("code", [code for code in ASKING if DUTIES[code].employees > 1])
def test_employers_below_the_size(code: str) -> None:
    """One employee fewer, and nothing is asked; where nobody knows how many, the finding says it and is a warning at most."""
    duty = DUTIES[code]
    assert about(found(posting("pay"), code, in_full(duty), duty.employees - 1), duty) == []
    unknown = about(found(posting("pay"), code, in_full(duty), None), duty)
    assert [each.severity for each in unknown] == ["warning" if duty.checked == "source" else "info"]
    assert f"from {duty.employees} employees" in unknown[0].message


@pytest.mark.parametrize("code", TO_COME)
def test_laws_that_are_not_in_force(code: str) -> None:
    """A law that is enacted is an info, with its day where there is one."""
    duty = DUTIES[code]
    findings = about(found(posting("pay"), code, TODAY, 100), duty)
    assert [(each.severity, each.case) for each in findings] == [("info", "announced")]
    assert (f"from {duty.effective}" if duty.effective else "no date set") in findings[0].message


@pytest.mark.parametrize("code", [code for code in DUTIES if not DUTIES[code].asks])
def test_places_that_ask_nothing_of_postings(code: str) -> None:
    """Bills, directives and laws on what is told later ask nothing of a posting."""
    without = tuple(SAYS)
    assert about(found(posting(*without), code, TODAY, 100), DUTIES[code]) == []


@pytest.mark.parametrize("code", [code for code in ASKING if DUTIES[code].both_ends])
def test_an_open_end_is_no_range(code: str) -> None:
    """Where the law says so, `from $60,000` states no range; one amount does everywhere."""
    duty = DUTIES[code]
    text = posting().replace(SAYS["pay"], "Salary: from $60,000 a year.")
    assert about(found(text, code, in_full(duty), 100), duty)
    text = posting().replace(SAYS["pay"], "Salary: $60,000 a year.")
    assert about(found(text, code, in_full(duty), 100), duty) == []


def test_what_does_in_place_of_something() -> None:
    """Applications at any time, pay behind a link, pay by commission, work without pay: where the law admits it."""
    ongoing = posting("deadline") + "\nApplications are taken on a rolling basis.\n"
    assert found(ongoing, "us-co", TODAY, None) == []
    linked = posting("pay") + "\nSee the [pay range](https://pay.example/porter).\n"
    assert found(linked, "us-il", TODAY, 100) == []
    assert found(linked, "us-nj", TODAY, 100)
    commission = posting("pay") + "\nThis job is commission only.\n"
    assert found(commission, "us-ny", TODAY, 100) == []
    assert found(commission, "us-co", TODAY, 100)
    assert found(posting("pay") + "\nThis is an unpaid volunteer role.\n", "us-co", TODAY, 100) == []


@pytest.mark.parametrize(
    "said",
    [
        "You get health, dental and vision insurance.", "Health coverage from the first day.", "401(k) with match.", "No benefits.",
        "This job is not eligible for benefits.",
    ],
)  # fmt: skip
def test_benefits_in_other_words(said: str) -> None:
    """Also that there are none is said."""
    assert found(posting("benefits") + f"\n{said}\n", "us-nj", TODAY, 100) == []


@pytest.mark.parametrize(
    "said",
    [
        "You may take unpaid leave.", "Thirty minutes of unpaid lunch.", "You lead our unpaid volunteers.",
        "This is not an unpaid internship.", "Unpaid leave in this position.",
        "Our [team page](https://a.example) tells how we pay attention.", "Pay is fair; see [our site](https://a.example).",
        "You look after commission based agents.",
    ],
)  # fmt: skip
def test_what_is_no_pay(said: str) -> None:
    """Leave without pay, other people's commission and any link near a word of pay state no pay of this job."""
    for code in ("us-il", "us-ny", "us-co"):
        assert [
            each.severity for each in about(found(posting("pay") + f"\n{said}\n", code, TODAY, 100), DUTIES[code])
        ] == ["error"]


@pytest.mark.parametrize(
    "said",
    ["This is an unpaid internship.", "This role is unpaid.", "This is a volunteer role.", "Pay: commission only."],
)
def test_work_without_a_range(said: str) -> None:
    """The job itself is without pay, or by commission alone where the law takes that."""
    assert found(posting("pay") + f"\n{said}\n", "us-ny", TODAY, 100) == []


def test_questions_about_earlier_pay_have_a_rule_of_their_own() -> None:
    """They are found once, wherever the job is."""
    assert found(posting() + "\nSend your CV and state your current salary.\n", "us-ca", TODAY, 100) == []


def test_the_widest_range_of_ontario() -> None:
    """C$50,000 a year, and nothing where the range ends above C$200,000."""
    for pay, expected in {
        "$80,000 to $130,000 a year": [],
        "$80,000 to $130,001 a year": ["spread"],
        "C$80,000 to C$140,000 a year": ["spread"],
        "US$80,000 to US$140,000 a year": [],
        "$140,000 to $200,000 a year": ["spread"],
        "$140,000 to $200,001 a year": [],
        "$20 to $90 an hour": [],
        "$80,000 to $100,000 a year, and on-target earnings of $90,000 to $160,000 a year": [],
    }.items():
        text = posting().replace("$60,000 to $70,000 a year", pay)
        assert [each.case for each in found(text, "ca-on", TODAY, 25)] == expected, pay
    finding = found(posting().replace("$70,000", "$120,000"), "ca-on", TODAY, 25)[0]
    assert finding.severity == "error"
    assert "spans 60,000" in finding.message
    assert "50,000 CAD a year" in finding.message
    assert found(posting().replace("$70,000", "$120,000"), "ca-bc", TODAY, 25) == []


BARRED = {
    "canadian_experience": "- Two years of Canadian experience",
    "driving_licence": "- Valid driver's license",
}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (code, name)
        for code in DUTIES
        if DUTIES[code].in_force(TODAY)
        for name in DUTIES[code].not_asked
        if name in BARRED
    ],
)
def test_what_may_not_be_asked(code: str, name: str) -> None:
    """A warning at the words that ask, where the place bars it and its source was read."""
    duty = DUTIES[code]
    findings = [each for each in found(posting() + f"\n{BARRED[name]}\n", code, TODAY, 100) if each.case == "barred"]
    expected = [("warning", name)] if duty.checked == "source" else []
    assert [(each.severity, each.term) for each in findings] == expected


@pytest.mark.parametrize(
    "text",
    [
        "We never ask for your salary history.",
        "Tell us your salary expectations.",
        "- Canadian experience is not required",
        "- Canadian experience is a plus",
        "- Valid driver's license, as you deliver meals",
        "- Valid driver's license preferred",
        "- Driver's license not required",
    ],
)
def test_what_is_not_asked(text: str) -> None:
    """A denial, a wish, and a licence for a job with driving are none of it."""
    for code in ("us-ca", "ca-on"):
        assert found(posting() + f"\n{text}\n", code, TODAY, 100) == []


def test_several_places_with_one_lack_are_one_finding() -> None:
    """New York City lies in its state: one finding names both. The union of remote work is one finding, too."""
    city = found(posting("pay"), "us-ny-nyc", TODAY, 100)
    assert [each.term for each in city] == ["us-ny, us-ny-nyc"]
    afar = "---\nlocation: Remote (US)\n---\n" + posting("pay", "deadline", "benefits")
    findings = found(afar, "us-tx", TODAY, 100)
    assert [(each.severity, each.case, each.term) for each in findings] == [("warning", "remote", "us")]
    assert "closing date (Colorado)" in findings[0].message
    assert "New York State" in findings[0].message
    assert "Delaware" not in findings[0].message


def placed(place: str, said: str) -> list[str]:
    """The terms of findings on a posting of a place, by its own text."""
    rules = registry.bound([RULE], circumstances=Circumstances(TODAY))
    text = f"# Night porter\n\n**Location:** {place}\n\nYou greet late guests.\n\n{said}\n"
    findings = check_source(Source(text, "a.md"), rules, kind="posting", language="en").findings
    return [each.term for each in findings if each.rule == RULE.name]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Denver, CO", "Excepted Service, GS-9."),
        ("Denver, CO", "Apply on USAJOBS."),
        ("Denver, CO", "This is a federal position."),
        ("Denver, CO", "**Employer:** U.S. Department of the Interior"),
        ("Toronto, Ontario", "You join the Government of Canada."),
        ("Toronto, Ontario", "**Organization:** Government of Canada"),
    ],
)
def test_federal_governments_are_under_no_law_of_a_state(place: str, said: str) -> None:
    """The law of states and provinces is not for a federal government; a place that is configured counts all the same."""
    assert placed(place, said) == []
    assert found(posting("pay") + f"\n{said}\n", "us-co", TODAY, 100)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Denver, CO", "You support federal employees and federal agencies."),
        ("Denver, CO", "- You work with staff of grade GS-9"),
        ("Denver, CO", "You look after a general schedule, and the Department of Defense is one of our customers."),
        ("Toronto, Ontario", "Our customers are banks, shops and, for three years now, the Government of Canada."),
        ("Toronto, Ontario", "You lobby the federal government and the treasury board of a school."),
    ],
)
def test_a_posting_that_names_a_federal_government(place: str, said: str) -> None:
    """A customer is not the employer."""
    assert placed(place, said)


def stated(place: str, more: str = "") -> list[Finding]:
    """What the rule finds for a posting that says its place itself, and lacks what any law asks for."""
    rules = registry.bound([RULE], circumstances=Circumstances(TODAY, (), 500))
    text = f"# Analyst\n\n**Location:** {place}\n\nYou count what our customers buy. {more}\n"
    return check_source(Source(text, "a.md"), rules, kind="posting", language="en").findings


@pytest.mark.parametrize(
    ("place", "gone"),
    [
        ("Remote (US, excluding California)", ["California"]),
        ("Remote - United States (not available in California or Maryland)", ["California", "Maryland"]),
        ("Anywhere in the US, except New York", ["New York State"]),
        ("Remote (US)", []),
    ],
)
def test_places_that_remote_work_leaves_out(place: str, gone: list[str]) -> None:
    """The rest of the country still counts; and so does Colorado, which lets nobody leave it out."""
    (finding,) = stated(place)
    assert finding.case == "remote"
    assert "Colorado" in finding.message
    every = ("California", "Maryland", "New York State", "Illinois")
    assert [name for name in every if name in finding.message] == [name for name in every if name not in gone]


def test_what_a_sentence_elsewhere_leaves_out() -> None:
    """`We cannot hire in California` counts wherever it stands; Colorado is covered all the same."""
    (finding,) = stated("Remote (US)", "We cannot hire people in California or Colorado.")
    assert "California" not in finding.message
    assert "Colorado" in finding.message


@pytest.mark.parametrize(
    "said",
    [
        "You do not have to live in California; we hire anywhere.",
        "You need not be based in California.",
        "We do not sponsor visas. Candidates based in California are welcome.",
        "Candidates in California will not be reimbursed for travel.",
    ],
)
def test_a_not_that_leaves_no_place_out(said: str) -> None:
    """What is not asked for, or said of something else, leaves nobody out."""
    (finding,) = stated("Remote (US)", said)
    assert "California" in finding.message


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("Open to current employees only.", False),
        ("This is an internal posting.", False),
        ("Internal applicants only.", False),
        ("Open to internal candidates and external ones.", True),
        ("This is not an internal posting.", True),
    ],
)
@pytest.mark.parametrize(("place", "public"), [("Toronto, ON", True), ("Denver, CO", False)])
def test_postings_for_the_employers_own_people(said: str, counts: bool, place: str, public: bool) -> None:
    """Where a law is only for what the public sees, a posting for those who work there already is under none."""
    cases = {finding.case for finding in stated(place, said)}
    assert cases == ({"missing"} if counts or not public else set())


def test_a_whole_country_in_the_configuration() -> None:
    """With remote work it is the union of its parts; else it asks for nothing."""
    for code, name in (("us", "Colorado"), ("ca", "British Columbia"), ("eu", "Lithuania")):
        findings = found("---\nlocation: Remote\n---\n" + posting("pay"), code, TODAY, 100)
        assert [(each.case, each.term) for each in findings] == [("remote", code)]
        assert name in findings[0].message
        assert found(posting("pay"), code, TODAY, 100) == []


def test_the_table_is_sound() -> None:
    """Codes, statuses, elements and sources are known; what is an error has a source; no entry has a key of another sort."""
    for code, duty in DUTIES.items():
        assert code in gazetteer.codes()
        assert duty.status in laws.STATUSES
        assert duty.checked in get_args(laws.Checked)
        assert set(duty.asks) <= pay_stated._STATED.keys()
        assert all(laws.element(name)["asked"] for name in duty.if_any)
        assert all(laws.element(name)["missing"] for name in duty.asks)
        assert all(map(laws.bar, duty.not_asked))
        assert all(source.startswith(("https://", "http://")) for source in duty.sources)
        assert duty.sources or duty.checked != "source"
        assert duty.effective or duty.status != "in force"
        assert set(duty.later) <= {*duty.asks, *duty.not_asked}
    keys = {key for entry in laws._table()["places"].values() for key in entry}
    typed = {"effective", "enforced", "sources", "asks", "if_any", "not_asked", "spread", "exempt_above", "later"}
    assert keys <= laws._PLAIN | typed


BODY = """
## What you do

- You greet late guests and carry their bags
- You answer the telephone

## How to apply

Write to jobs@hotel.example.
"""


def config(tmp_path: Path, text: str, place: str = "Denver, CO") -> str:
    """A folder with a posting in a place, one of no place, and a configuration."""
    placed = f"# Night porter\n\n**Location:** {place}\n{BODY}"
    write(tmp_path, {".jdlint.yml": text, "a.md": placed, "b.md": f"# Day porter\n{BODY}"})
    return str(tmp_path)


def summary(folder: str, *options: str) -> str:
    """What the end of a run says."""
    return run("check", folder, "--as-of", "2026-11-22", *options).err


def test_the_end_of_a_run(tmp_path: Path) -> None:
    """It says which places were checked, as of when, how each is known, and how many postings name none."""
    said = summary(config(tmp_path, "max-warnings: 99\n"))
    assert "Pay-transparency duties checked as of 2026-11-22: Colorado (from the text)." in said
    assert "Not checked: 1 posting naming no place that we know." in said
    said = summary(config(tmp_path, "jurisdictions: [US-NY, us-tx]\n"))
    assert "Colorado (from the text), New York State (configuration)." in said
    assert "No duty on postings that we know of: Texas (configuration)." in said
    assert "Not checked" not in said
    assert "six months" not in said


def test_the_end_of_a_run_tells_why_a_place_is_not_checked(tmp_path: Path) -> None:
    """A country with law in its parts, a law to come, one on what is told later, a size: none is a place without law."""
    said = summary(config(tmp_path, "jurisdictions: [us, ca, eu, us-de, us-ri, us-hi]\nemployer-size: 20\n"))
    for told in (
        "United States (depends on the state, configuration)",
        "Canada (depends on the province, configuration)",
        "European Union (depends on the country, configuration)",
        "Delaware (not yet in force, configuration)",
        "Rhode Island (pay may be told otherwise, configuration)",
        "Hawaii (too few employees, configuration)",
    ):
        assert told in said
    assert "No duty" not in said
    write(tmp_path, {"b.md": f"# Clerk, GS-9\n\n**Location:** Denver, CO\n{BODY}"})
    assert "Colorado (a federal employer, from the text)" in summary(str(tmp_path / "b.md"))


def test_a_run_without_places_says_nothing_of_laws(tmp_path: Path) -> None:
    """No line for postings that name no place, or one without a duty; nor where the rule is off."""
    folder = config(tmp_path, "max-warnings: 99\n")
    assert "duties" not in summary(str(tmp_path / "b.md"))
    assert "duties" not in summary(folder, "--ignore", "pay-transparency")
    assert "duties" not in summary(config(tmp_path, "max-warnings: 99\n", "Austin, TX"))


def test_old_data_say_so(tmp_path: Path) -> None:
    """Six months after the review, a line says to look for changes."""
    folder = config(tmp_path, "max-warnings: 99\n")
    late = (laws.as_of() + datetime.timedelta(days=184)).isoformat()
    assert "more than six months old" in run("check", folder, "--as-of", late).err
    config(tmp_path, "max-warnings: 99\n", "Austin, TX")
    assert "more than six months old" in run("check", folder, "--as-of", late).err
    soon = (laws.as_of() + datetime.timedelta(days=183)).isoformat()
    assert "more than six months old" not in run("check", folder, "--as-of", soon).err


def test_machine_formats_tell_of_the_places(tmp_path: Path) -> None:
    """JSON has them as data, Markdown and SARIF in words; several processes say the same."""
    folder = config(tmp_path, "jurisdictions: [us-ny]\nas-of: 2026-11-22\n")
    for jobs in ("1", "2"):
        told: dict[str, Any] = json.loads(run("check", folder, "--output-format", "json", "-j", jobs).out)["summary"][
            "laws"
        ]
        assert [(each["code"], each["origin"]) for each in told["places"]] == [
            ("us-co", "text"),
            ("us-ny", "configuration"),
        ]
        assert told["data_as_of"] == laws.as_of().isoformat()
        assert told["unplaced"] == 0
    assert "New York State (configuration)" in run("check", folder, "--output-format", "markdown").out.replace(
        "&#40;", "("
    )
    assert (
        "Colorado"
        in json.loads(run("check", folder, "--output-format", "sarif").out)["runs"][0]["properties"]["laws"][0]
    )


def test_the_configuration_counts(tmp_path: Path) -> None:
    """The size of the employer, also as `employees` of `company`; a posting's place adds to those of the configuration."""
    folder = config(tmp_path, "jurisdictions: [us-hi]\nemployer-size: 49\n")
    checked = ("check", folder, "--select", "pay-transparency", "--output-format", "json", "--as-of", "2026-11-22")
    assert {each["term"] for each in json.loads(run(*checked).out)["findings"]} == {"us-co"}
    config(tmp_path, "jurisdictions: [us-hi]\ncompany: {employees: 50}\n")
    assert {each["term"] for each in json.loads(run(*checked).out)["findings"]} == {"us-co", "us-hi"}
    shown = run("config", folder, "--show-origin").out
    assert "employer-size: null    # default" in shown
    config(tmp_path, "employer-size: 12\n")
    assert "employer-size: 12" in run("config", folder, "--show-origin").out


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "jurisdictions: [us-nyc]\n",
            ".jdlint.yml:1:1: jurisdictions: there is no place with the code 'us-nyc'; did you mean 'us-ny",
        ),
        ("jurisdictions: [Colorado]\n", "there is no place with the code 'Colorado'"),
        ("employer-size: many\n", "employer-size"),
        ("employer-size: -1\n", "employer-size"),
    ],
)
def test_wrong_configurations(tmp_path: Path, text: str, problem: str) -> None:
    """An unknown code is named with the place and the nearest known one."""
    done = run("check", config(tmp_path, text))
    assert done.code == 2
    assert problem in done.err


def test_a_code_in_python_is_checked_too() -> None:
    """The library raises the same error."""
    with pytest.raises(ConfigError, match="did you mean 'us-co'"):
        check_text("# Nurse", config=Config(jurisdictions=("us-cow",)))
    assert check_text("# Nurse", config=Config(jurisdictions=("US-CO",), select=("pay-transparency",)))


def test_jdlint_rule_prints_the_table() -> None:
    """Each place with its law and sources, and that it is no legal advice."""
    said = run("rule", "pay-transparency").out
    assert "no legal advice" in " ".join(said.split())
    assert f"as of {laws.as_of()}" in said
    assert all(f"  {code}  {duty.name}" in said for code, duty in DUTIES.items())
    assert all(source in said for duty in DUTIES.values() for source in duty.sources)
