"""Pay: what is written in any convention is read back, whatever a text holds is read in time, and no other money is pay."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint.api import check_text, inspect_text
from jdlint.data import table
from jdlint.facts.money import money, number
from jdlint.model import PERIODS, Pay, Period
from jdlint.pay_text import locales, pay_text
from jdlint.text import Span
from jdlint.words import words

AMOUNTS = st.one_of(
    st.integers(11, 999), st.integers(1, 9_999).map(lambda hundreds: hundreds * 100), st.integers(1_000, 2_000_000)
)
CENTS = st.sampled_from((0, 0, 0, 0.5, 0.25, 0.99))
CURRENCIES = st.sampled_from(("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "INR", "SEK", "PLN"))
PIECES = st.sampled_from(
    (
        *("Salary", "pay", "€", "$", "£", "CHF ", "kr", "R", "k", "K", "m", "bn", "-", "–", " to ", " and ", "between ", "bis"),
        *("1", "50", "1,234", "1.234,56", "1 234", "1’234", "12,00,000", "600万円", "%", "+", "/hr", " a year", " p.a.", "x 13"),
        *("(", ")", ":", ";", ".", ",", "\n", "\n\n", "|", " ", "*", "GS-14", "401k", "OTE", "bonus", "budget", "net", "from ", "up to "),
    )
)  # fmt: skip


def read(text: str) -> list[Pay]:
    """The pay figures of a posting."""
    return list(inspect_text(text, path="posting.md").postings[0].facts.pay)


def figure(low: float | None, high: float | None, currency: str | None, period: Period | None) -> Pay:
    """A pay figure without its place."""
    return Pay(Span(0, 0), low, high, currency, period, "")


@pytest.mark.parametrize("locale", locales())
@settings(max_examples=60, deadline=None)
@given(
    low=AMOUNTS,
    more=st.integers(0, 80),
    cents=CENTS,
    currency=CURRENCIES,
    period=st.sampled_from(PERIODS),
    ends=st.sampled_from("both both both from up_to".split()),
)
def test_what_we_write_is_read_back(
    locale: str, low: int, more: int, cents: float, currency: str, period: Period, ends: str
) -> None:
    """parse(str(pay)) == pay in every locale: amounts, currency, period, open ends."""
    high = low + low * more // 100 + cents
    pay = figure(None if ends == "up_to" else low + cents, None if ends == "from" else high, currency, period)
    label = {"fr": "Salaire", "de": "Gehalt", "nl": "Salaris", "es": "Salario", "it": "Stipendio"}.get(
        locale[:2], "Salary"
    )
    (found,) = read(f"---\ncurrency: {currency}\n---\n# Baker\n\n{label}: {pay_text(pay, locale)}\n")
    assert (found.min, found.max, found.currency, found.period) == (pay.min, pay.max, currency, period)
    assert not found.reversed


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("€" * 50 + "1-" * 50)
@example("Salary: 1,1,1,1,1,1.1.1.1 1 1 1 1-1-1-1 to to to 1k-1k-1k")
def test_nothing_raises_and_every_place_is_right(text: str) -> None:
    """Whatever stands there: the text of a figure stands at its place, and its ends are in order."""
    whole = f"# Baker\n\n## Pay\n\n{text}\n"
    for pay in read(whole):
        assert pay.min is not None or pay.max is not None
        assert pay.min is None or pay.max is None or pay.min <= pay.max
        stands = whole[slice(*pay.span)]
        assert re.sub(r"[\s*]", "", pay.text)[:3] == re.sub(r"[\s*]", "", stands)[:3]


def test_each_amount_of_a_long_line_is_read() -> None:
    """A line a hundred times as long has a hundred times the amounts: none is joined to one far away, none is lost."""
    piece = "£20 and €30-40k plus 50 "
    few, many = (len(money(piece * count)) for count in (10, 1000))
    assert many == few * 100


@pytest.mark.parametrize(
    "piece", ["7", "$", "1-", "$1-", "１", "1/", "6L-", "from $5 in ", "$5-Euro-a ", "$9 bi-weekly "]
)
def test_time_is_linear(piece: str) -> None:
    """200 KB of what makes amounts, ranges and periods take as long as it takes to read them."""
    pieces = 200_000 // len(piece)
    began = time.process_time()
    money(piece * pieces, bare=True)
    read(f"# Baker\n\n## Pay\n\nSalary: {piece * pieces}\n")
    assert time.process_time() - began < 10


@given(st.floats(0.01, 9_999_999).map(lambda amount: round(amount, 2)))
@settings(max_examples=100, deadline=None)
def test_every_convention_of_numbers(amount: float) -> None:
    """1,234.56, 1.234,56, 1 234,56 and 1'234.56 are one number; an integer is the same without its decimals."""
    whole, fraction = f"{amount:,.2f}".split(".")
    for thousands, decimal in ((",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("'", "."), ("’", ".")):
        written = whole.replace(",", thousands) + decimal + fraction
        assert number(written) == amount
        assert number(f"{whole.replace(',', thousands)}") == (float(whole.replace(",", "")) or None)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("£50-75k", (50000, 75000, "GBP", None)),
        ("€45-50 000", (45000, 50000, "EUR", None)),
        ("4.5 LPA", (450000, 450000, "INR", "year")),
        ("₹18–24 lakh per annum", (1800000, 2400000, "INR", "year")),
        ("CHF 95’000.– bis 115’000.–", (95000, 115000, "CHF", None)),
        ("TJM : 450 à 550 €", (450, 550, "EUR", "day")),
        ("EUR 3.200,- brutto pro Monat", (3200, 3200, "EUR", "month")),
        ("年収：600万円～900万円", (6000000, 9000000, "JPY", "year")),
        ("£30,000 per annum to £35,000 per annum", (30000, 35000, "GBP", "year")),
        ("between £30,000 and £35,000", (30000, 35000, "GBP", None)),
        ("€4,000 x 13", (4000, 4000, "EUR", "month")),
        ("£27,500 pro rata for 22.5 hours a week", (27500, 27500, "GBP", None)),
        ("$ 400 USD", (400, 400, "USD", None)),
        ("110 000 $ CA par an", (110000, 110000, "CAD", "year")),
        ("R850,000 p.a. cost to company", (850000, 850000, "ZAR", "year")),
        ("£1.1m", (1100000, 1100000, "GBP", None)),
        ("$30,000, superannuation on top", (30000, 30000, "AUD", None)),
        ("$30,000", (30000, 30000, None, None)),
        ("24,000 - 26,000", (24000, 26000, None, None)),
        ("＄８０，０００－＄９５，０００ per year", (80000, 95000, None, "year")),
        ("年収：￥６，０００，０００～￥８，０００，０００", (6000000, 8000000, "JPY", "year")),
        ("₹6L-8L per annum", (600000, 800000, "INR", "year")),
        ("CTC: 6L to 8L", (600000, 800000, None, None)),
        ("12 × 3.200 €", (3200, 3200, "EUR", "month")),
        ("Minijob auf 556-Euro-Basis", (556, 556, "EUR", None)),
        ("$18/hour to start, up to $22/hour after 90 days", (18, 22, None, "hour")),
        ("from $95,000 in our smallest market to $160,000 in our largest", (95000, 160000, None, None)),
        ("À compter de 2 100 € par mois", (2100, None, "EUR", "month")),
        ("mind. 2.800 € pro Monat", (2800, None, "EUR", "month")),
        ("in excess of £60,000", (60000, None, "GBP", None)),
        ("not exceeding £30,000", (None, 30000, "GBP", None)),
        ("$85,000 to $115,000, 40 hours/week", (85000, 115000, None, None)),
        ("12 LPA fixed + 3 LPA variable", (1200000, 1200000, "INR", "year")),
        ("Gehalt 4.100 € plus Wechselprämie von 1.500 €", (4100, 4100, "EUR", None)),
        ("$24.00 per hour; time and a half ($36.00) on Sundays", (24, 24, None, "hour")),
        ("$180k base + $50k RSUs", (180000, 180000, None, None)),
        ("$17.25 an hour, plus $1.00 for evening work", (17.25, 17.25, None, "hour")),
        ("£45k-£50k (+ £3k on-call)", (45000, 50000, "GBP", None)),
        ("Tariflohn von 18,50 €/h zzgl. Zulagen bis 3 €/h", (18.5, 18.5, "EUR", "hour")),
        ("Startlohn 16,50/Std", (16.5, 16.5, None, "hour")),
        ("Stundenlohn ca. 15,50 - 17,00", (15.5, 17, None, "hour")),
        ("17 an hour", (17, 17, None, "hour")),
        ("14.85 ph rising to 15.60 after probation", (14.85, 15.6, None, "hour")),
        ("CLP$1.5 MM a month", (1500000, 1500000, "CLP", "month")),
    ],
)
def test_writings(text: str, pay: tuple[float | None, float | None, str | None, str | None]) -> None:
    """Writings of many countries, below a heading that says that they are pay."""
    found = read(f"# Baker\n\n## Salary\n\n{text}\n")
    assert [(each.min, each.max, each.currency, each.period) for each in found] == [pay]


@pytest.mark.parametrize(
    "text",
    [
        "Life cover of four times salary, up to £300,000",
        "Health insurance (we pay up to $650 per month)",
        "Our members earn more than $90,000 a year.",
        "We pay the £36 fee for your card.",
        "A $2,500 sign-on bonus, and a phone allowance of $70 a month",
        "We raised $45M and run budgets of $2m to $4m.",
        "Last year more than $3.8 billion of work was done by our members ($SHOP).",
        "Salary: DOE, grade GS-13, 401k, 40 hours a week",
        "Salary: £XX,XXX – £XX,XXX",
        "$1,500 annual learning stipend",
        "Health stipend of $400 per month",
        "Students pay $15,000 for the program.",
        "Essenspauschale von 100 € im Monat",
        "Stipend: $1,500",
        "The stipend is $1,500.",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    """Money that the employer spends, raises or insures, and numbers that are no money, are no pay."""
    assert read(f"# Baker\n\nWe are a bakery.\n\n## What we offer\n\n- {text}\n") == []


def test_bands_have_their_labels() -> None:
    """Levels, places and grades, in a list, a line or a table."""
    text = "# Baker\n\n## Pay\n\n- Senior: £30,000 a year\n- New York: $60,000 a year\n\nGS-13 - $74,584 to $96,958.\n"
    assert [pay.label for pay in read(text)] == ["Senior", "New York", "GS-13"]
    several = [
        "Zone A (New York, Boston): $150k",
        "Ausbildung, 2. Lehrjahr: 1.220 €",
        "£35,000 (London), £32,000 (Leeds)",
        "Junior 45 T€, Senior 60 T€",
        "confirmé : 42 k€",
    ]
    labels = ["Zone A", "2. Lehrjahr", "London", "Leeds", "Junior", "Senior", "confirmé"]
    assert [pay.label for pay in read("# Baker\n\n## Pay\n\n- " + "\n- ".join(several))] == labels
    rows = "# Baker\n\n|  | Level 1 | Level 2 |\n|---|---|---|\n| Salary | £24,000 | £30,000 |\n"
    assert [(pay.label, pay.min) for pay in read(rows)] == [("Level 1", 24000), ("Level 2", 30000)]
    rows = "# Baker\n\n| Level | Salary |\n|---|---|\n| Junior | £24,000 |\n| Senior | £30,000 |\n"
    assert [(pay.label, pay.min) for pay in read(rows)] == [("Junior", 24000), ("Senior", 30000)]


def test_what_is_said_of_a_figure() -> None:
    """Gross or net, on target, pro rata, reversed."""
    found = read(
        "# Baker\n\n## Pay\n\n- £30,000 base, £45,000 OTE\n- 2.600 € brutto\n- £24,000 pro rata\n- £26k-£24k\n"
    )
    assert [pay.part for pay in found] == ["base", "ote", "base", "base", "base"]
    assert [pay.basis for pay in found] == [None, None, "gross", None, None]
    assert [pay.pro_rata for pay in found] == [False, False, False, True, False]
    assert [(pay.min, pay.max) for pay in found if pay.reversed] == [(24000, 26000)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OTE 160/80k USD", [(160000, "ote"), (80000, "base")]),
        ("Double OTE: $160k/$80k", [(160000, "ote"), (80000, "base")]),
        ("160/80k OTE", [(160000, "ote"), (80000, "base")]),
        ("$80k/$160k OTE", [(80000, "base"), (160000, "ote")]),
        ("$65k base + $35k commission = $100k OTE", [(65000, "base"), (100000, "ote")]),
        ("£28,000 basic, realistic first-year earnings of £45,000", [(28000, "base"), (45000, "ote")]),
    ],
)
def test_what_is_aimed_at_and_what_is_sure(text: str, expected: list[tuple[float, str]]) -> None:
    """Two amounts and no range between them."""
    found = read(f"# Baker\n\n## Pay\n\n{text}\n")
    assert [(pay.min, pay.part) for pay in found] == expected
    assert all(pay.min == pay.max for pay in found)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Fellows receive a $55,000 annual stipend and health insurance.", 55000),
        ("The internship comes with a stipend of $250 per month.", 250),
        ("Indemnité de stage : 1 200 € par mois", 1200),
        ("A paid placement of eight weeks, with a bursary of £320 a week", 320),
    ],
)
def test_a_stipend_to_live_on_is_pay(text: str, amount: float) -> None:
    """What an internship or a fellowship pays is pay, by whatever name; a stipend for a desk is a benefit (above)."""
    assert [pay.min for pay in read(f"# Baker\n\n## What we offer\n\n- {text}\n")] == [amount]


@pytest.mark.parametrize(
    "line", ["Stipend: ₹5,000 - ₹10,000", "Stipend - ₹5k - ₹10k", "Duration - 3 months<br>\nStipend - ₹5k - ₹10k"]
)
def test_a_stipend_that_a_label_names_is_pay(line: str) -> None:
    """Nothing else is said of it: so it is all that the internship pays."""
    assert [(pay.min, pay.max) for pay in read(f"# Baking intern\n\n{line}\n")] == [(5000, 10000)]
    assert read(f"# Baking intern\n\n{line} for books\n") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$1,800 bi-weekly", "bi weekly"),
        ("Fortnightly pay: £1,400", "fortnightly"),
        ("We pay $0.12 per word", "word"),
        ("$250 per 12-hour shift", "shift"),
    ],
)
def test_what_else_than_a_period_it_is_for(text: str, unit: str) -> None:
    """A fortnight is no week, and pay by the piece has no period."""
    (pay,) = read(f"# Baker\n\n## Pay\n\n{text}\n")
    assert (pay.period, pay.per) == (None, unit)


@pytest.mark.parametrize("text", ["Gehalt: 50.000 € je nach Erfahrung", "Salaire : 40 000 € la première année"])
def test_what_follows_an_amount_need_be_no_unit(text: str) -> None:
    """`je nach` is no `je Stück`: such pay still lacks its period."""
    (pay,) = read(f"# Baker\n\n## Pay\n\n{text}\n")
    assert (pay.period, pay.per) == (None, "")


def test_ends_that_stand_apart_are_one_range() -> None:
    """`Minimum` and `Maximum`, one after the other."""
    (pay,) = read("# Baker\n\nMinimum salary: $58,000\nMaximum salary: $74,500\n")
    assert (pay.min, pay.max) == (58000, 74500)


def test_the_table_is_sound() -> None:
    """Codes are ISO 4217, no form means two currencies, and every period and scale that is named exists."""
    how = table("pay")
    forms = [form for forms in how["currencies"].values() for form in forms]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in how["currencies"])
    assert len(forms) == len(set(forms))
    assert not set(forms) & set(how["shared"])
    assert set(how["weak"]) <= set(forms) | set(how["shared"])
    assert set(how["units_per_dollar"]) <= set(how["currencies"])
    assert all(form == form.lower() for form in forms)
    for name in ("periods", "units"):
        assert set(how[name]) == set(PERIODS)
    for name in ("pay_words", "pay_hints", "other_words", "about_others", "you", "payers", "role_nouns", "connectors"):
        assert [word for word in how[name] if words(word) != [word]] == [], name  # else it would never be met
        assert len(how[name]) == len(set(how[name])), name
    assert set(how["telling_scales"]) <= set(how["scales"])


@pytest.mark.parametrize(
    "value", ["1e400", "-5", "0", "{min: 0, max: 0}", "7", "999999999999999999999999999999", ".nan", "[]"]
)
def test_what_is_no_amount_is_no_pay(value: str) -> None:
    """Numbers without end, below nought or too small to be more than a grade; many systems write 0 for none."""
    assert read(f"---\ntitle: Baker\nsalary: {value}\n---\n# Baker\n") == []


@pytest.mark.parametrize(
    ("text", "ends", "label"),
    [
        ("Salary: Grade 6 £31,000 - £35,000", (31000, 35000), "Grade 6"),
        ("Salary: NJC SCP 12-17 £27,711 - £30,060 a year", (27711, 30060), "NJC SCP 12-17"),
        ("Permanent, full-time, £45,000 a year", (45000, 45000), ""),
        ("Full-time | £45k - £55k | Remote", (45000, 55000), ""),
        ("Project manager: £50,000 a year", (50000, 50000), "Project manager"),
        ("US dollars 50,000 a year", (50000, 50000), ""),
        ("Salary: 35/40K€", (35000, 40000), ""),
        ("Salary: £37,338 rising to £44,962", (37338, 44962), ""),
    ],
)
def test_lines_of_facts(text: str, ends: tuple[float, float], label: str) -> None:
    """Grades, names of jobs and other facts on the same line are no part of the amount, and do not hide it."""
    (pay,) = read(f"# Baker\n\n{text}\n\nWe bake at night.\n")
    assert (pay.min, pay.max, pay.label) == (*ends, label)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Salary: £30,000, paid monthly", None),
        ("Salary: £30,000, reviewed every year", None),
        ("Salary £28,000\nHours 37 per week", None),
        ("Salary: £4K pm", "month"),
        ("Salary: £4,000 per calendar month", "month"),
        ("Bruttojahresgehalt: 55.000 €", "year"),
        ("Salary: £30,000, paid fortnightly", None),
        ("Salary: £120 per session", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    """What is said of payment, reviews and hours is no period of the pay."""
    (pay,) = read(f"# Baker\n\n{text}\n")
    assert pay.period == period


def test_tables() -> None:
    """The first cell of a row and the head of a column say what an amount is."""
    rows = "| Level | Min | Max |\n|---|---|---|\n| Mid | $90,000 | $110,000 |\n"
    assert [(pay.min, pay.max, pay.label) for pay in read(f"# Baker\n\n## Salary\n\n{rows}")] == [
        (90000, 110000, "Mid")
    ]
    rows = "| Level | Base | OTE |\n|---|---|---|\n| Mid | £30,000 | £50,000 |\n"
    assert [pay.part for pay in read(f"# Baker\n\n## Salary\n\n{rows}")] == ["base", "ote"]
    rows = "| What | Amount |\n|---|---|\n| Training allowance | £1,500 a year |\n| Team budget | £250,000 |\n"
    assert read(f"# Baker\n\n## Salary\n\n{rows}") == []


def test_benefits_beside_pay_are_none() -> None:
    """Under `Compensation and benefits` what nobody can live on is a benefit."""
    text = "# Baker\n\n## Compensation and benefits\n\n- £30,000 to £35,000\n- £1,200 a year for your desk\n- A £500 birthday gift\n"
    assert [pay.min for pay in read(text)] == [30000]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('day_rate: "£450"', (450, 450, "GBP", "day")),
        ("hourly_pay: 14.50 €", (14.5, 14.5, "EUR", "hour")),
        ("annual_salary: 31000-34000 GBP", (31000, 34000, "GBP", "year")),
        ('compensation: {base: "50,000 to 60,000", currency: EUR, bonus: 10%}', (50000, 60000, "EUR", None)),
        ("pay: {range: {min: 20, max: 24}, currency: USD, per: hour}", (20, 24, "USD", "hour")),
    ],
)
def test_keys_of_front_matter_say_period_and_part(line: str, expected: tuple[float, float, str, str | None]) -> None:
    """A key may name the period, and a mapping the base pay beside a bonus; parts may lie in parts."""
    found = read(f"---\ntitle: Baker\n{line}\n---\n# Baker\n\nWe bake.\n")
    assert [(pay.min, pay.max, pay.currency, pay.period) for pay in found] == [expected]


@pytest.mark.parametrize(
    ("heading", "amount", "severity"),
    [("Night porter", "£2,400 to £2,600", "warning"), ("Night porter, GS-4", "£2,400 to £2,600", "info"),
     ("Night porter (NHS Band 2)", "£2,400", "info"), ("Night porter", "£24,000 to £26,000", "info"),
     ("Night porter", "¥24,000 to ¥26,000", "warning"), ("Night porter", "up to 30.000 €", "info")],
)  # fmt: skip
def test_a_scale_or_the_amount_tells_the_period_to_most(heading: str, amount: str, severity: str) -> None:
    """The advice stays, and is softer: beside a published scale, and where only a year's pay can be meant."""
    found = check_text(f"# {heading}\n\n## What you do\n\n- You greet late guests\n\n## Pay\n\n{amount}\n")
    assert [each.severity for each in found if each.rule == "pay-period-unclear"] == [severity]
