"""Pay that a posting states: amounts and ranges with currency and period, less money that is no pay.

What an amount is, is read in jdlint/facts/money.py; what the words around it say, in jdlint/facts/pay_words.py. Here the
posting decides the rest: its sections, its tables, its front matter, and the place that tells which dollar is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any, cast

from jdlint.data import table
from jdlint.facts import money, pay_words
from jdlint.facts.money import Money
from jdlint.hints import Hints
from jdlint.model import PERIODS, Block, Pay, Period, Section, plain_key
from jdlint.posting import Posting
from jdlint.text import ReaderText, Span
from jdlint.words import plain

_DIGIT = re.compile(r"\d")
_LABELLED = re.compile(r"[^\W\d_][^:.,;]{1,40}:")
_SIGNS = frozenset("$€£¥₹")
_MOST = 60  # figures of a posting: beyond it stands a table of wages, and enough is said
_LABEL = 60  # characters within which a label ends
_OTHERS = frozenset(("benefits", "about_company", "responsibilities", "requirements", "eeo_statement", "legal"))
_ENDS = (
    ("min", "minvalue", "minimum", "from", "low", "lower", "start"),
    ("max", "maxvalue", "maximum", "to", "high", "upper", "end"),
)  # keys of the two ends, as `plain_key` has them
_META = (
    *("salary", "pay", "compensation", "salaryrange", "payrange", "basesalary", "remuneration", "wage", "wages"),
    *("gehalt", "salaire", "rate", "payrate", "salaryband", "vergütung", "rémunération"),
)
_META_ENDS = tuple(
    tuple(
        f"{name}{end}" if after else f"{end}{name}"
        for name in ("salary", "pay", "compensation", "wage")
        for end in ends
        for after in (True, False)
    )
    for ends in _ENDS
)


@cache
def _pay_words() -> frozenset[str]:
    return frozenset(table("pay")["pay_words"])


@cache
def _hints() -> Hints:
    """What stands where there may be pay: a currency, or a word for pay."""
    how = table("pay")
    forms = [form for forms in how["currencies"].values() for form in forms] + list(how["shared"])
    letters = [form for form in forms if form.isalpha() and form.isascii() and len(form) > 2]
    named = [word for word in how["pay_words"] if word.isalpha()]
    signs = [form for form in forms if not form[-1].isalnum() or not form.isascii()]
    least = [sign for sign in signs if not any(other != sign and other in sign for other in signs)]
    cjk = [word for word in named if word >= "\u3000"]
    return Hints(
        beginnings=["usd", "gbp", "chf"],
        signs=[*least, *cjk, "万", "lpa", "p.a."],
        wholes=[
            f"{word} "
            for word in {*letters, *named, "kr", "rs", "br", "rm", "lakh", "lakhs", "lacs"}
            if word not in cjk
        ],
    )


def pay_as_written(posting: Posting) -> Sequence[Pay]:
    """All pay figures of a posting, front matter first, and structured data last, where it says more than the page.

    A sign that several currencies share is not decided yet: that takes the place of work.
    """
    stated = pay_in_front_matter(posting)
    shown = posting.meta is None or posting.meta.shown
    found = list(stated) if shown else []
    blocks = posting.blocks()
    signed, named, worded = _hinted(posting)
    numbers = signed | named | worded | _of_pay_sections(posting, signed | named | worded)
    rows = _rows(posting) if any(blocks[number][0].table for number in numbers) else {}
    for number in sorted(numbers):
        block, section = blocks[number]
        if block.kind != "code" and _DIGIT.search(block.text.value) and not posting.is_chrome(block):
            priced = (number in signed) + 2 * (number in named)
            found += _in_block(block, section, rows, priced)
            if len(found) > _MOST:
                break
    found = _rejoined(found)
    visible = {(figure.min, figure.max) for figure in found}
    return found if shown else [*found, *(figure for figure in stated if (figure.min, figure.max) not in visible)]


def _hinted(posting: Posting) -> tuple[set[int], set[int], set[int]]:
    """The numbers of the blocks with a common sign of a currency, with another currency, and with a word for pay."""
    signed: set[int] = set()
    named: set[int] = set()
    worded: set[int] = set()
    pay_words = _pay_words()
    for hint, at in posting.hinted(_hints()).items():
        (signed if hint in _SIGNS else worded if hint.strip() in pay_words else named).update(at)
    return signed, named, worded


def _of_pay_sections(posting: Posting, hinted: set[int]) -> set[int]:
    """The numbers of the blocks of sections about pay."""
    found: set[int] = set()
    first = 0
    for section in posting.sections:
        after = first + (section.heading is not None) + len(section.blocks)
        if section.kind == "compensation" or (first in hinted and pay_words.names_pay(section.name)):
            found.update(range(first, after))
        first = after
    return found


def pay(posting: Posting) -> Sequence[Pay]:
    """As written, with dollars and crowns decided by what the posting says of its place, where it says it."""
    found: Sequence[Pay] = posting.facts.pay_as_written
    if not any(figure.sign for figure in found):
        return found
    decided = {sign: _decided(posting, sign) for sign in {figure.sign for figure in found if figure.sign}}
    return [
        figure._replace(currency=decided[figure.sign], sign="") if decided.get(figure.sign) else figure
        for figure in found
    ]


def _decided(posting: Posting, sign: str) -> str | None:
    """The currency that a sign of several means in a posting; None where nothing decides."""
    how = table("pay")
    of_sign = how["shared"].get(sign, ())
    written = {figure.currency for figure in posting.facts.pay_as_written if figure.currency in of_sign}
    if len(written) == 1:  # one of its figures says it in full
        return written.pop()
    spoken: str | None = how["by_language"].get(sign, {}).get(posting.language)
    if spoken is not None:
        return spoken
    named = posting.meta.first("salarycurrency", "currency") if posting.meta else None
    if named is not None and str(named[1]).upper() in of_sign:
        return str(named[1]).upper()
    telling = how["by_word"].get(sign, {})
    told = [code for code, words in telling.items() if not posting.words.isdisjoint(words)]
    return told[0] if len(told) == 1 else None


def _rows(posting: Posting) -> Mapping[int, tuple[list[str], list[str]]]:
    """For each cell by its offset the cells before it in its row, and the head of its column."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    heads: list[str] = []
    row: list[str] = []
    for number, cells in groupby([block for block, _ in posting.blocks()], key=lambda block: block.table):
        if not number:
            heads = row = []
            continue
        heads, row = heads or row, []  # the first row is the head of those below it
        for cell in cells:
            found[cell.span.start] = (row.copy(), heads[len(row) : len(row) + 1])
            row.append(cell.text.value)
    return found


def _in_block(
    block: Block, section: Section, rows: Mapping[int, tuple[list[str], list[str]]], priced: int
) -> list[Pay]:
    """``priced``: 0 where no currency stands in the block, 1 where it is a common sign only."""
    text = _in_lines(block.text)
    cells, heads = rows.get(block.span.start, ([], []))
    label = next((each for each in (*cells[:1], *heads) if pay_words.names_pay(each)), "")
    leads = text[:_LABEL].partition(":")[0] if ":" in text[:_LABEL] else ""
    bare = bool(label) or (section.kind == "compensation" and not leads) or pay_words.names_pay(leads)
    if not (bare or priced):
        return []
    amounts = money.money(text, bare=bare, signs_only=priced == 1)
    found: list[Pay] = []
    context = label or section.name
    for number, amount in enumerate(amounts):
        previous = amounts[number - 1].end if number else 0
        following = amounts[number + 1].start if number + 1 < len(amounts) else len(text)
        near = pay_words.around(text, amount.start, amount.end, previous, following)
        if _is_pay(text, amount, near, section, bool(label)) or (found and _is_sibling(found[-1], amount, near)):
            figure = _figure(text, amount, near, context)
            named = figure.label or (cells[0] if cells and not label else "")
            found.append(figure._replace(span=block.text.span(amount.start, amount.end), label=named))
    if any(figure.currency or figure.sign for figure in found):
        found = [figure for figure in found if figure.currency or figure.sign]  # `(sur 13,92 mois)`
    return _with_shared_period(found)


def _in_lines(text: ReaderText) -> str:
    """The text of a block, with a line break where a line begins with a label: `Salary: …`, `Holiday: …` below it."""
    value = text.value
    for at in text.breaks:
        if _LABELLED.match(value, at + 1):
            value = f"{value[:at]}\n{value[at + 1 :]}"
    return value


def _is_sibling(last: Pay, amount: Money, near: pay_words.Around) -> bool:
    """Whether an amount is more of the same as the pay before it: `Junior: 32-36 k€; Senior: 48-58 k€`."""
    if (amount.currency, amount.shared) != (last.currency, last.sign) or pay_words.is_other_money(near) is not None:
        return False
    period = pay_words.period(near)
    low, high = _ends(last)
    return period == last.period and low / 4 <= amount.low <= high * 4 and len(near.head) <= 4


def _is_pay(text: str, amount: Money, near: pay_words.Around, section: Section, labelled: bool) -> bool:
    """Whether an amount is what the job pays: by the words next to it, by its section, or because it is all there is."""
    period = cast(Period | None, amount.period) or pay_words.period(near)
    other = pay_words.is_other_money(near)
    sure = pay_words.plausible(min(amount.low, amount.high), max(amount.low, amount.high), amount.currency, period)
    if not amount.has_currency and not (amount.formal or period):
        return False
    if other is not None:
        return not other and (sure or pay_words.is_surely_pay(near))
    if labelled or section.kind == "compensation" or pay_words.names_pay(section.name):
        return sure or labelled
    if not sure:
        return False
    if pay_words.speaks_of_pay(text):
        return True
    if pay_words.is_weak(text[amount.start : amount.end]) and period is None:
        return False
    if section.kind in _OTHERS and not (section.kind == "benefits" and amount.is_range and period):
        return False
    enough = period is not None or amount.low >= _LEAST_ALONE * table("pay")["units_per_dollar"].get(amount.currency, 1)
    return enough and pay_words.stands_alone(text, amount)


_LEAST_ALONE = 10_000  # dollars, of an amount without any word for pay or period that can be pay


def _figure(text: str, amount: Money, near: pay_words.Around, context: str) -> Pay:
    period = cast(Period | None, amount.period) or pay_words.period(near) or pay_words.period_in(context)
    low: float | None = min(amount.low, amount.high)
    high: float | None = max(amount.low, amount.high)
    end = "from" if amount.more else pay_words.opening(near) if not amount.is_range else None
    return Pay(
        span=Span(0, 0),
        min=None if end == "up_to" else low,
        max=None if end == "from" else high,
        currency=amount.currency,
        period=period,
        text=text[amount.start : amount.end],
        basis=cast(Any, pay_words.basis(near)),
        label=pay_words.label(near),
        part="ote" if pay_words.has_phrase("ote", near) else "base",
        pro_rata=pay_words.has_phrase("pro_rata", near),
        reversed=amount.low > amount.high,
        sign=amount.shared,
    )


def _with_shared_period(found: list[Pay]) -> list[Pay]:
    """`Mid $120k; Senior $150k (base, per year)`: a period that only one of several says is said of all."""
    said = {figure.period for figure in found if figure.period}
    if len(said) != 1 or len(found) < 2:
        return found
    (period,) = said
    return [
        figure._replace(period=period)
        if figure.period is None and pay_words.plausible(*_ends(figure), figure.currency, period)
        else figure
        for figure in found
    ]


def _ends(figure: Pay) -> tuple[float, float]:
    ends = [end for end in (figure.min, figure.max) if end is not None]
    return min(ends), max(ends)


def _rejoined(found: list[Pay]) -> list[Pay]:
    """`Minimum: $58,000` and `Maximum: $74,500`, one after the other, are the ends of one range."""
    kept: list[Pay] = []
    for figure in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.max is None and figure.min is None)
            and last.min is not None
            and figure.max is not None
            and (last.currency, last.sign, last.period) == (figure.currency, figure.sign, figure.period)
            and last.min <= figure.max <= last.min * 12
            and figure.span.start - last.span.end < _FAR
        ):
            span = Span(last.span.start, figure.span.end)
            kept[-1] = last._replace(span=span, max=figure.max, text=f"{last.text} - {figure.text}")
        else:
            kept.append(figure)
    return kept


_FAR = 60  # characters between two ends of one range


def pay_in_front_matter(posting: Posting) -> Sequence[Pay]:
    """The pay that front matter or structured data states."""
    meta = posting.meta
    if meta is None:
        return ()
    origin: Any = "front matter" if meta.shown else "structured data"
    currency = meta.first("salarycurrency", "currency", "paycurrency")
    period = meta.first("salaryperiod", "payperiod", "salaryinterval", "salaryunit", "payunit", "salarytype")
    around = {name: entry[1] for name, entry in (("currency", currency), ("period", period)) if entry is not None}
    entry = meta.first(*_META)
    ends = [meta.first(*names) for names in _META_ENDS]
    found: list[Pay] = []
    if entry is not None:
        found = _from_value(entry[1], around, meta.spans[entry[0]])
    if not found and any(ends):
        parts = {name: end[1] for name, end in zip(("min", "max"), ends, strict=True) if end is not None}
        place = next(meta.spans[end[0]] for end in ends if end is not None)
        found = _from_mapping({**parts, **around}, place)
    return [figure._replace(origin=origin) for figure in found]


def _from_value(value: Any, around: Mapping[str, Any], span: Span) -> list[Pay]:
    """Pay that a value states: a mapping, a list of them, a number with a currency beside it, or text."""
    if isinstance(value, dict):
        return _from_mapping({**around, **value}, span)
    if isinstance(value, list):
        return [figure for each in value[:_MOST] for figure in _from_value(each, around, span)]
    if _plain_number(value) is not None:
        return _from_mapping({"value": value, **around}, span)
    text = str(value)
    amounts = money.money(text, bare=True)
    found = []
    for before, amount in pairwise([None, *amounts]):
        assert amount is not None
        near = pay_words.around(text, amount.start, amount.end, before.end if before else 0, len(text))
        if pay_words.is_other_money(near):
            continue
        figure = _figure(text, amount, near, "")._replace(span=span)
        stated = _from_mapping({"value": 0, **around}, span)[0]
        found.append(
            figure._replace(
                currency=figure.currency or (stated.currency if not figure.sign or stated.currency else None),
                sign="" if stated.currency else figure.sign,
                period=figure.period or stated.period,
            )
        )
    return found


def _from_mapping(value: Mapping[str, Any], span: Span) -> list[Pay]:
    """Pay in parts: ours, and schema.org's MonetaryAmount with its QuantitativeValue inside."""
    inner = value.get("value", value.get("amount"))
    parts = {plain_key(key): part for key, part in ({**value, **inner} if isinstance(inner, dict) else value).items()}
    single = next((found for key in ("value", "amount") if (found := _plain_number(parts.get(key))) is not None), None)
    low, high = (
        next((found for key in keys if (found := _plain_number(parts.get(key))) is not None), None) for keys in _ENDS
    )
    if low is None and high is None:
        low = high = single
    if low is None and high is None:
        return []
    written = str(parts.get("currency") or "").strip()
    codes = {form: code for code, forms in table("pay")["currencies"].items() for form in forms}
    currency = codes.get(written.lower()) or (written.upper() if re.fullmatch(r"[A-Za-z]{3}", written) else None)
    unit = plain(
        str(next((parts[key] for key in ("period", "unittext", "unit", "interval", "per") if key in parts), ""))
    )
    period = next((name for name in PERIODS if name in unit), None) or pay_words.period_in(f"per {unit}")
    basis = plain(str(parts.get("basis") or ""))
    ends = [end for end in (low, high) if end is not None]
    turned = low is not None and high is not None and low > high
    return [
        Pay(
            span,
            min(ends) if low is not None else None,
            max(ends) if high is not None else None,
            currency,
            period,
            " - ".join(dict.fromkeys(f"{end:g}" if end < 1e6 else f"{end:.0f}" for end in ends)),
            basis=cast(Any, basis) if basis in ("gross", "net") else None,
            label=str(parts.get("label") or parts.get("level") or ""),
            reversed=turned,
            sign=written if written in table("pay")["shared"] else "",
        )
    ]


def _plain_number(value: Any) -> float | None:
    """A number, also one that is written as text: `"45,000"`."""
    if isinstance(value, str):
        amount = money.number(value) if len(value) < _LABEL else None
        return int(amount) if amount is not None and amount == int(amount) else amount
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
