"""pay: what is wrong with a stated figure, or with the words in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from jdlint.currencies import currencies_of, in_dollars, plausible
from jdlint.findings import Confidence
from jdlint.model import Pay
from jdlint.pay_text import pay_text
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span
from jdlint.words import Words

FAULTS = (
    "period",
    "currency",
    "open",
    "reversed",
    "wide",
    "implausible",
    "wording",
    "front-matter",
    "structured-data",
    "section",
    "base",
)
CASES = (*FAULTS, "ambiguous")
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["fault"],
    "additionalProperties": False,
    "properties": {
        "fault": {"enum": list(FAULTS)},
        "ratio": {"type": "number", "exclusiveMinimum": 1},
        "far": {"type": "number", "exclusiveMinimum": 1},
        "sections": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "phrases": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        "least": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        "scales": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        "yearly": {"type": "number", "exclusiveMinimum": 0},
    },
    "allOf": [
        {"if": {"properties": {"fault": {"const": fault}}}, "then": {"required": [needed]}}
        for fault, needed in (("wide", "ratio"), ("section", "sections"), ("wording", "phrases"))
    ],
}
VALUES = ("match", "currencies", "right", "ratio", "period", "other", "section")
_OTHER_PERIOD = 5  # times: figures so far apart, one of them without a period, are of two periods
_SAME = 0.005  # of an amount: figures that differ by less are the same, rounded


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    if rule.options["fault"] == "wording":
        return partial(_wording, rule, PhraseIndex(((phrase, None) for phrase in rule.options["phrases"]), ":–—("))
    looks: Mapping[str, Callable[[Rule, Posting], Iterator[Hit]]] = {
        "period": partial(_period, PhraseIndex((phrase, None) for phrase in rule.options.get("scales", ()))),
        "currency": _currency,
        "open": partial(_open, PhraseIndex((phrase, None) for phrase in rule.options.get("least", ()))),
        "reversed": _reversed,
        "wide": _wide,
        "implausible": _implausible,
        "front-matter": partial(_differs, "front matter"),
        "structured-data": partial(_differs, "structured data"),
        "section": _section,
        "base": _base,
    }
    return partial(looks[rule.options["fault"]], rule)


def _hit(case: str, pay: Pay, confidence: Confidence = "high", **values: Any) -> Hit:
    return Hit(pay.span, case, {"match": pay.text, **values}, case, confidence)


def _period(scales: PhraseIndex[None], rule: Rule, posting: Posting) -> Iterator[Hit]:
    """Figures without a period; ``scales``: names of published pay scales, whose tables tell it to those who know them."""
    if any(pay.period for pay in posting.facts.pay):
        return  # one band says it: a reader knows it of the others
    figures = [pay for pay in posting.facts.pay if not pay.per]
    titled = posting.title is not None and any(scales.find(Words(posting.title.text)))
    known = bool(figures) and (titled or any(posting.find(scales)))
    for pay in figures:
        least = min(in_dollars(end, pay.currency) for end in (pay.min, pay.max) if end is not None)
        yearly = least >= rule.options.get("yearly", float("inf"))  # nobody takes it for the pay of a month
        yield _hit("period", pay, "low" if known or yearly else "high")


def _currency(_: Rule, posting: Posting) -> Iterator[Hit]:
    """Figures with no currency at all, and a sign that is the currency of several places that the posting names."""
    found = posting.facts.pay
    if not any(pay.currency or pay.sign for pay in found):
        yield from (_hit("currency", pay) for pay in found)
    for pay in found:
        codes = currencies_of(pay.sign, [each.code for each in posting.facts.jurisdictions]) if pay.sign else []
        if len(codes) > 1:
            yield _hit("ambiguous", pay, "medium", currencies=codes)
            return


def _open(least: PhraseIndex[None], _: Rule, posting: Posting) -> Iterator[Hit]:
    """Figures with one end, where no other figure has both; ``least`` are words of the least pay that an agreement sets."""
    found = posting.facts.pay
    if found and all(pay.min is None or pay.max is None for pay in found):
        agreed = [block.span for block, _, _ in posting.find(least)]
        for pay in found:
            set_so = any(span.start <= pay.span.start < span.end for span in agreed)
            if pay.min is None or not set_so:
                yield _hit("open", pay)


def _reversed(_: Rule, posting: Posting) -> Iterator[Hit]:
    for pay in posting.facts.pay:
        if pay.reversed:
            yield _hit("reversed", pay, right=pay_text(pay, posting.language))


def _wide(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """Ranges whose upper end is this many times the lower; surely too wide from ``far`` on."""
    for pay in posting.facts.pay:
        whole = pay.min and pay.max and pay.part == "base" and not pay.per and not _holds_others(pay, posting.facts.pay)
        if whole and pay.min and pay.max and pay.max >= pay.min * rule.options["ratio"]:
            far = pay.max >= pay.min * rule.options.get("far", float("inf"))
            yield _hit("wide", pay, "high" if far else "medium", ratio=f"{pay.max / pay.min:.1f}")


def _holds_others(pay: Pay, figures: Sequence[Pay]) -> bool:
    """Whether other bands lie within a range, so that it gives the pay of each level."""
    low, high = pay.min or 0, pay.max or 0
    inner = [each for each in figures if each is not pay and each.min is not None and each.max is not None]
    return sum(low <= (each.min or 0) and (each.max or 0) <= high for each in inner) > 1


def _implausible(_: Rule, posting: Posting) -> Iterator[Hit]:
    """Amounts that nobody is paid in the period that is stated, in a currency that is known."""
    for pay in posting.facts.pay:
        ends = [end for end in (pay.min, pay.max) if end is not None]
        if (
            pay.period is not None
            and pay.currency is not None
            and not plausible(min(ends), max(ends), pay.currency, pay.period)
        ):
            yield _hit("implausible", pay, period=pay.period)


def _wording(rule: Rule, index: PhraseIndex[None], posting: Posting) -> Iterator[Hit]:
    """Words in place of a figure, in a posting that has none."""
    if posting.facts.pay:
        return
    for block, section, found in posting.find(index):
        if rule.scope.admits(posting, block, section):
            span = block.text.span(found.start, found.end)
            yield Hit(span, "wording", {"match": block.text.value[found.start : found.end]}, "wording")
            return


def _differs(origin: str, _: Rule, posting: Posting) -> Iterator[Hit]:
    """Front matter or structured data with a figure that the text, which has figures too, does not have."""
    data = [pay for pay in posting.facts.pay_in_front_matter if pay.origin == origin and pay.part == "base"]
    text = [pay for pay in posting.facts.pay if pay.origin == "text" and pay.part == "base" and not pay.pro_rata]
    for pay in data:
        comparable = [each for each in text if _comparable(pay, each)]
        if comparable and not any(_agrees(pay, each) for each in (*comparable, _whole(comparable))):
            yield Hit(
                comparable[0].span,
                origin.replace(" ", "-"),
                {"match": comparable[0].text, "other": pay.text},
                "differs",
                related=(pay.span,),
            )
            return


def _comparable(one: Pay, other: Pay) -> bool:
    """Whether two figures are of the same currency and period, as far as they say so."""
    currencies, periods = {one.currency, other.currency} - {None}, {one.period, other.period} - {None}
    ends = [end for pay in (one, other) for end in (pay.min, pay.max) if end is not None]
    near = one.period == other.period or max(ends) < min(ends) * _OTHER_PERIOD
    return len(currencies) < 2 and len(periods) < 2 and near


def _whole(figures: Sequence[Pay]) -> Pay:
    """All bands together, from the lowest end to the highest."""
    lows = [pay.min for pay in figures if pay.min is not None]
    highs = [pay.max for pay in figures if pay.max is not None]
    return figures[0]._replace(min=min(lows, default=None), max=max(highs, default=None))


def _agrees(one: Pay, other: Pay) -> bool:
    """Whether all ends that both have are the same, less what rounding makes of them."""
    pairs = [(a, b) for a, b in ((one.min, other.min), (one.max, other.max)) if a is not None and b is not None]
    return all(abs(a - b) <= _SAME * max(a, b) for a, b in pairs)


def _section(rule: Rule, posting: Posting) -> Iterator[Hit]:
    """A figure among the points of a list where nobody looks for it, where no other figure stands in a better place."""
    found = posting.facts.pay
    if any(pay.origin != "text" for pay in found):
        return
    places = [(pay, _name_of(posting, pay.span, rule.options["sections"])) for pay in found]
    if found and all(place is not None for _, place in places):
        pay, place = places[0]
        yield _hit("section", pay, section=place)


def _name_of(posting: Posting, span: Span, kinds: Sequence[str]) -> str | None:
    """The heading over a point of a list, if its section is of one of these kinds."""
    for block, section in posting.blocks():
        if block.span.start <= span.start < block.span.end:
            listed = block.kind == "item" and section.kind in kinds and section.heading is not None
            return section.name if listed else None
    return None


def _base(_: Rule, posting: Posting) -> Iterator[Hit]:
    """Earnings with commission or bonus counted in, and no figure for what is sure."""
    found = posting.facts.pay
    if found and all(pay.part == "ote" for pay in found):
        yield _hit("base", found[0])


bind = one_by_one(_prepare)
