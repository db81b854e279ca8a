"""Holds a posting to the pay-transparency duties of its places (jdlint/laws.py): the judging part of the verb pay-law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jdlint import gazetteer, laws
from jdlint.checks.federal import is_federal
from jdlint.checks.pay_stated import is_internal, is_stated
from jdlint.findings import CONFIDENCES, Confidence, Coverage
from jdlint.laws import Amount, Duty
from jdlint.model import Pay
from jdlint.posting import Posting
from jdlint.rules import Circumstances, Hit

_WIDE = {"us": "state", "ca": "province", "eu": "country"}  # places whose parts have such law, and what these are
_NOT_HELD = {"bill": "not yet in force", "not in postings": "pay may be told otherwise"}  # by the status of its duty
_BY_FIGURES = "pay"  # all else is known by its wording alone, and a lack of that is never as sure
Codes = Sequence[tuple[str, str]]  # places, each with how it is known


class _Held(NamedTuple):
    """A duty that a posting is held to: whether by remote work only, whether it counts, and how sure that is."""

    duty: Duty
    country: str  # of remote work anywhere in a country that country, else empty
    case: str
    confidence: Confidence
    lacks: tuple[str, ...] = ()


def hits(posting: Posting, codes: Codes, known: Circumstances) -> Iterator[Hit]:
    """What the posting does not say, asks and may not, and ranges that are too wide."""
    held = list(_held(posting, codes, known))
    if held:
        yield from _missing(posting, held, known)
        yield from _barred(posting, held, known)
        yield from _spread(posting, held, known)


def _held(posting: Posting, codes: Codes, known: Circumstances) -> Iterator[_Held]:
    """The duties that a posting is held to, those of a plain place before those that only remote work brings."""
    seen = set()
    for code, origin in sorted(codes, key=lambda each: each[1] == "remote"):
        afar = origin == "remote" and code in _WIDE
        gone = posting.facts.left_out if afar else ()
        for duty in _duties(code, origin) if not _is_spared(posting, code, known) else ():
            counts = _fits(duty, known) and not _is_left_out(duty, gone) and not _is_internal(posting, duty)
            if counts and duty.code not in seen:
                seen.add(duty.code)
                yield _Held(duty, code if afar else "", *_weight(duty, afar, known))


def _duties(code: str, origin: str) -> Sequence[Duty]:
    return laws.duties_within(code) if origin == "remote" and code in _WIDE else laws.duties_at(code)


def _fits(duty: Duty, known: Circumstances) -> bool:
    return known.employer_size is None or known.employer_size >= duty.employees


def _is_left_out(duty: Duty, gone: Sequence[str]) -> bool:
    """Whether a posting for remote work takes nobody from a place, and its law lets that count."""
    near = any(gazetteer.lies_in(duty.code, code) or gazetteer.lies_in(code, duty.code) for code in gone)
    return near and not duty.even_left_out


def _is_internal(posting: Posting, duty: Duty) -> bool:
    """Whether a posting is for the employer's own people alone, and a law only for what the public sees."""
    return duty.public and is_internal(posting)


def _is_spared(posting: Posting, code: str, known: Circumstances) -> bool:
    """Whether a federal government hires; who configures a place knows better."""
    return code not in known.jurisdictions and is_federal(posting, code[:2])


def _weight(duty: Duty, afar: bool, known: Circumstances) -> tuple[str, Confidence]:
    """As what a duty is told of, and how sure it is that it counts here."""
    if not duty.in_force(known.as_of):
        return "announced", "low"
    if duty.checked != "source":
        return "unsure", "low"
    fined = duty.enforced is None or duty.enforced <= known.as_of
    sized = duty.employees == 1 or known.employer_size is not None
    return ("remote" if afar else "missing"), "high" if sized and fined and not afar else "medium"


def _missing(posting: Posting, held: Sequence[_Held], known: Circumstances) -> Iterator[Hit]:
    """One hit for all places where the same is lacking, and one for all that remote work brings."""
    groups: dict[tuple[Any, ...], list[_Held]] = {}
    for each in held:
        if each.country and each.case != "remote":
            continue  # laws to come are told of where the place is plain
        lacks = tuple(name for name in each.duty.asked(known.as_of) if not is_stated(name, posting, each.duty))
        if lacks:
            by = (each.country,) if each.case == "remote" else (each.case, each.confidence, lacks)
            groups.setdefault(by, []).append(each._replace(lacks=lacks))
    for group in groups.values():
        lacks = _in_order(name for each in group for name in each.lacks)
        confidence = group[0].confidence
        if _BY_FIGURES not in lacks:
            confidence = max(confidence, "medium", key=CONFIDENCES.index)
        term = group[0].country or ", ".join(sorted(each.duty.code for each in group))
        yield Hit(posting.anchor, group[0].case, _values(posting, group, lacks, known), term, confidence)


def _values(posting: Posting, group: Sequence[_Held], lacks: Sequence[str], known: Circumstances) -> Mapping[str, Any]:
    afar = bool(group[0].country)
    alike = len({(each.duty.asks, each.duty.if_any) for each in group}) == 1
    asks = (*group[0].duty.asked(known.as_of), *group[0].duty.if_any) if alike else lacks
    return {
        "places": [each.duty.name if afar else _cited(each.duty, known) for each in group],
        "country": gazetteer.name_of(group[0].country) if afar else "",
        "asks": [laws.element(name)["asked"] for name in asks],
        "missing": [_named(name, group, bool(posting.facts.pay)) for name in lacks],
        "source": group[0].duty.sources[0] if group[0].duty.sources else "our notes, without a source",
    }


def _named(lack: str, group: Sequence[_Held], paid: bool) -> str:
    """What a posting does not say, with the place where only one asks for it: `closing date (Colorado)`.

    ``paid``: it has a figure, so that of pay it lacks an end.
    """
    asking = [each.duty.name for each in group if lack in each.lacks]
    element = laws.element(lack)
    name = element.get("partly", element["missing"]) if paid else element["missing"]
    return f"{name} ({asking[0]})" if len(asking) == 1 < len(group) else name


def _cited(duty: Duty, known: Circumstances) -> str:
    """A place with its law: `Colorado (C.R.S. 8-5-201, since 2021-01-01)`."""
    said = [duty.law]
    if duty.effective is None:
        said.append("no date set that we know of")
    else:
        said.append(f"{'since' if duty.effective <= known.as_of else 'from'} {duty.effective}")
    if duty.enforced is not None and duty.enforced > known.as_of:
        said.append(f"enforced from {duty.enforced}")
    if duty.employees > 1 and known.employer_size is None:
        said.append(f"from {duty.employees} employees")
    return f"{duty.name} ({', '.join(said)})"


def _in_order(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _barred(posting: Posting, held: Sequence[_Held], known: Circumstances) -> Iterator[Hit]:
    """What is asked that places in question bar; which words ask is never as sure as that none do."""
    sure = [each for each in held if each.case in ("missing", "remote")]
    wanted = {name for each in sure for name in each.duty.barred(known.as_of)}
    for name, span in posting.facts.barred.items() if wanted else ():
        group = [each for each in sure if name in each.duty.barred(known.as_of)]
        if group:
            values = {
                "places": [_dated(each.duty, name) for each in group],
                "barred": laws.bar(name)["asked"],
                "source": group[0].duty.bar_sources.get(name, group[0].duty.sources[0]),
            }
            yield Hit(span, "barred", values, name, "medium")


def _dated(duty: Duty, name: str) -> str:
    """A place, with the day since when it bars something where that is known apart: it may be another law."""
    return f"{duty.name} (since {duty.later[name]})" if name in duty.later else duty.name


def _spread(posting: Posting, held: Sequence[_Held], known: Circumstances) -> Iterator[Hit]:
    for each in held:
        cap = each.duty.spread
        for pay in posting.facts.pay if cap is not None and each.case in ("missing", "remote") else ():
            if cap is not None and _is_too_wide(pay, cap, each.duty.exempt_above):
                values = {
                    "places": [_cited(each.duty, known)],
                    "match": pay.text,
                    "range": f"{(pay.max or 0) - (pay.min or 0):,.0f}",
                    "cap": str(cap),
                    "source": each.duty.sources[0],
                }
                yield Hit(pay.span, "spread", values, each.duty.code, each.confidence)


def _is_too_wide(pay: Pay, cap: Amount, exempt: Amount | None) -> bool:
    if pay.part != "base" or pay.min is None or pay.max is None or pay.period != cap.period:
        return False
    # a bare dollar sign is read as that of the United States, and in Canada it is not
    bare = pay.currency == "USD" and "US" not in pay.text.upper()
    if not bare and pay.currency not in (cap.currency, None):
        return False
    return pay.max - pay.min > cap.amount and (exempt is None or pay.max <= exempt.amount)


def coverage(posting: Posting, codes: Codes, known: Circumstances) -> Iterator[Coverage]:
    """The places to whose law a posting was held, and those where it was not, with the reason where there may be some law."""
    for code, origin in codes:
        why = _why_not(posting, code, _duties(code, origin), known)
        yield Coverage(gazetteer.name_of(code), code, origin, why is None, laws.as_of().isoformat(), why or "")


def _why_not(posting: Posting, code: str, duties: Sequence[Duty], known: Circumstances) -> str | None:
    """Why a posting is not held to the law of a place: empty where we know of none; None where it is."""
    in_force = [duty for duty in duties if duty.in_force(known.as_of)]
    if in_force and _is_spared(posting, code, known):
        return "a federal employer"
    fitting = [duty for duty in in_force if _fits(duty, known)]
    if fitting and all(_is_internal(posting, duty) for duty in fitting):
        return "for the employer's own people only"
    if fitting:
        return None
    if in_force:
        return "too few employees"
    if code in _WIDE:
        return f"depends on the {_WIDE[code]}"
    duty = laws.duties().get(code)
    return "not yet in force" if duties else _NOT_HELD.get(duty.status, "") if duty is not None else ""
