"""Pay that a posting states: amounts and ranges with currency and period, less money that is no pay.

What an amount is, is read in jdlint/facts/money.py; what the words around it say, in jdlint/facts/pay_words.py. Here the
posting decides the rest: its sections, its tables, its front matter, and the place that tells which dollar is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

from jdlint.currencies import currencies_of, plausible
from jdlint.data import table
from jdlint.facts import money, pay_terms, pay_words, stipends
from jdlint.facts.amounts import half_width
from jdlint.facts.money import Money
from jdlint.facts.pay_figures import figure_of, period_of, unit_after
from jdlint.facts.pay_joined import ends, is_extra, rejoined, with_shared_period
from jdlint.facts.pay_labels import label_beside, label_of_cell
from jdlint.hints import Hints
from jdlint.model import Block, Pay, Period, Section
from jdlint.posting import Posting
from jdlint.text import ReaderText

_DIGIT = re.compile(r"\d")
_LABELLED = re.compile(r"[^\W\d_][^:.,;]{1,40}:|[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+){0,2} [-–—] ")
_SIGNS = frozenset("$€£¥₹")
_MOST = 60  # figures of a posting: beyond it stands a table of wages, and enough is said
_LONGEST = 5_000  # characters of a block in which pay is looked for
_SHORT = 20  # words of a line that a word for pay makes one of pay
_LABEL = 60  # characters within which a label ends
_OTHERS = frozenset(("benefits", "about_company", "responsibilities", "requirements", "eeo_statement", "legal"))


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
        signs=[*least, *cjk, "万", "＄", "￡", "￦", "lpa", "p.a."],
        wholes=[
            f"{word} "
            for word in {*letters, *named, "kr", "rs", "br", "rm", "lakh", "lakhs", "lacs", "annum", "dh", "fr", "tl"}
            if word not in cjk
        ],
    )


def pay_as_written(posting: Posting) -> Sequence[Pay]:
    """All pay figures of a posting, front matter first, and structured data last, where it says more than the page.

    A sign that several currencies share is not decided yet: that takes the place of work.
    """
    stated = posting.facts.pay_in_front_matter
    shown = posting.meta is None or posting.meta.shown
    found = list(stated) if shown else []
    blocks = posting.blocks()
    signed, named, worded = _hinted(posting)
    numbers = signed | named | worded | _of_pay_sections(posting, signed | named | worded)
    rows = _rows(posting) if any(blocks[number][0].table for number in numbers) else {}
    for number in sorted(numbers):
        block, section = blocks[number]
        priced = (number in signed) + 2 * (number in named)
        short = len(block.text.words) <= _SHORT
        if not (priced or section.kind == "compensation" or block.table or short or ":" in block.text.value[:_LABEL]):
            continue  # a word for pay in running text, and no currency
        if block.kind != "code" and _DIGIT.search(block.text.value) and not posting.is_chrome(block):
            if section.kind == "compensation" or posting.language != "en" or pay_words.may_be_pay(block.text.words):
                found += _in_block(block, section, rows, priced)
            if len(found) > _MOST:
                break
    found = rejoined(found)
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
    for code in (
        *(figure.currency for figure in posting.facts.pay_in_front_matter),
        str(named[1]).upper() if named else "",
    ):
        if code in of_sign:
            return code
    of_places = currencies_of(sign, [each.code for each in posting.facts.jurisdictions])
    if len(of_places) == 1:
        return of_places[0]
    telling = how["by_word"].get(sign, {})
    told = [code for code, words in telling.items() if not posting.words.isdisjoint(words)]
    return told[0] if len(told) == 1 else None


def _rows(posting: Posting) -> Mapping[int, tuple[list[str], list[str]]]:
    """For each cell by its offset the first cell of its row, if that stands before it, and the head of its column."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    heads: list[str] = []
    row: list[str] = []
    for number, cells in groupby([block for block, _ in posting.blocks()], key=lambda block: block.table):
        if not number:
            heads = row = []
            continue
        heads, row = heads or row, []  # the first row is the head of those below it
        of_row = list(cells)
        corner = bool(heads) and len(of_row) == len(heads) + 1  # no text stands in it, so that it is no cell
        for cell in of_row:
            column = len(row) - corner
            found[cell.span.start] = (row[:1], heads[column : column + 1] if column >= 0 else [])
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
    bare = bare or (not priced and len(block.text.words) <= _SHORT)  # a word for pay is in it
    if not (bare or priced):
        return []
    if any(map(pay_words.names_other_money, (*cells, *heads))):
        return []
    amounts = money.money(text, bare=bare, signs_only=priced == 1)
    found: list[Pay] = []
    context = label or section.name
    for number, amount in enumerate(amounts):
        previous = amounts[number - 1].end if number else 0
        following = amounts[number + 1].start if number + 1 < len(amounts) else len(text)
        near = pay_words.around(text, amount.start, amount.end, previous, following)
        if found and is_extra(text[previous : amount.start], found[-1], amount):
            continue
        if _is_pay(text, amount, near, section, bool(label)) or (found and _is_sibling(found[-1], amount, near)):
            figure = figure_of(text, amount, near, " ".join((*heads, context)))
            end = pay_terms.end_of_range(heads[0]) if heads and not amount.is_range else None
            if end == "from":
                figure = figure._replace(max=None)
            elif end == "up_to":
                figure = figure._replace(min=None)
            named = figure.label or label_of_cell(cells, heads) or (label_beside(near) if len(amounts) > 1 else "")
            found.append(figure._replace(span=block.text.span(amount.start, amount.end), label=named))
    if any(figure.currency or figure.sign for figure in found):
        found = [figure for figure in found if figure.currency or figure.sign]  # `(sur 13,92 mois)`
    return with_shared_period(found)


def _in_lines(text: ReaderText) -> str:
    """The text of a block up to a length, with a line break where a line begins with a label: `Holiday: …` below `Salary: …`."""
    value = half_width(text.value[:_LONGEST])
    for at in text.breaks:
        if at >= _LONGEST:
            break
        if _LABELLED.match(value, at + 1):
            value = f"{value[:at]}\n{value[at + 1 :]}"
    return value


def _is_sibling(last: Pay, amount: Money, near: pay_words.Around) -> bool:
    """Whether an amount is more of the same as the pay before it: `Junior: 32-36 k€; Senior: 48-58 k€`."""
    if (amount.currency, amount.shared) != (last.currency, last.sign) or pay_words.is_other_money(near) is not None:
        return False
    period = period_of(amount, near)
    low, high = ends(last)
    return period == last.period and low / 4 <= amount.low <= high * 4 and len(near.head) <= 4


def _is_pay(text: str, amount: Money, near: pay_words.Around, section: Section, labelled: bool) -> bool:
    """Whether an amount is what the job pays: by the words next to it, by its section, or because it is all there is."""
    other = pay_words.is_other_money(near)
    if amount.period is not None and other is not None:
        return not (near.tail and pay_words.is_other(near.tail[0]))  # `Budget: 12 to 16 LPA`, not `3 LPA variable`
    if other:
        period = period_of(amount, near)
        if period is None:
            return stipends.is_all_that_is_paid(near) and section.kind not in _OTHERS
        return stipends.is_pay(near, section.name, period, _enough(amount, period))
    if not (amount.has_currency or labelled or section.kind == "compensation" or pay_words.is_surely_pay(near)):
        return False
    period = period_of(amount, near)
    sure = plausible(min(amount.low, amount.high), max(amount.low, amount.high), amount.currency, period)
    sure = sure or (period is None and unit_after(near) in _pieces())
    if not amount.has_currency and not (amount.formal or period):
        return False
    if other is not None:
        worth = table("pay")["units_per_dollar"].get(amount.currency, 1)
        slip = amount.has_currency and amount.low / worth < _BEYOND_PAY and pay_words.is_surely_pay(near)
        return bool(sure or slip)
    if labelled or pay_words.names_only_pay(section.name):
        return amount.has_currency or period == "hour" or _ends_as_a_number(near)
    if section.kind == "compensation":
        named = pay_words.names_only_pay(section.name) or stipends.is_named(section.name, near)
        return sure and (named or _enough(amount, period))
    if not sure:
        return False
    if pay_words.speaks_of_pay(text):
        return True
    if pay_words.is_weak(text[amount.start : amount.end]) and period is None:
        return False
    if pay_words.is_annual(near) and section.kind not in _OTHERS and _enough(amount, period):
        return True
    if section.kind in _OTHERS and not (section.kind == "benefits" and period and _enough(amount, period)):
        return False
    if period == "hour":
        return True  # money of another kind goes by the hour so seldom that no word for pay is needed
    enough = period is not None or amount.low >= _LEAST_ALONE * table("pay")["units_per_dollar"].get(amount.currency, 1)
    return enough and pay_words.stands_alone(text, amount)


@cache
def _pieces() -> frozenset[str]:
    """Pieces of work that are paid in cents: `$0.12 per word`."""
    return frozenset(table("pay")["pieces"])


def _ends_as_a_number(near: pay_words.Around) -> bool:
    """Whether no noun follows a bare number, so that it counts nothing: not `28,000 members`."""
    return not near.tail or pay_words.may_follow(near.tail[0])


def _enough(amount: Money, period: Period | None) -> bool:
    """Whether an amount is enough to live on in its period: less of it, beside benefits, is most likely one of them."""
    worth = table("pay")["units_per_dollar"].get(amount.currency, 1)
    return bool(max(amount.low, amount.high) / worth >= table("pay")["living"][period or "year"])


_BEYOND_PAY = 5_000_000  # dollars: no slip of the pen makes so much of one job's pay
_LEAST_ALONE = 10_000  # dollars, of an amount without any word for pay or period that can be pay
