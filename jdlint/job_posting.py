"""A posting as schema.org's JobPosting: the properties that its facts give, and those that job search still misses.

What is asked: https://developers.google.com/search/docs/appearance/structured-data/job-posting (data/job_posting.yml).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jdlint import gazetteer
from jdlint.data import table
from jdlint.model import Pay, plain_key
from jdlint.posting import Posting
from jdlint.text import Span

_LONGEST = 80  # characters of a place: what is longer is a sentence about it
_COUNTRY, _REGION = 2, 5  # letters of a code: us, us-co
_SHORT = 4  # letters of a code such as CO, USA or U.K.


class Missing(NamedTuple):
    """A property that cannot be given: whether a search engine requires it, and what to add to the posting."""

    name: str
    required: bool
    cure: str


class JobPosting(NamedTuple):
    """Properties of schema.org, less the description, and what is missing, the required first."""

    properties: Mapping[str, Any]
    missing: Sequence[Missing]


def job_posting(posting: Posting, posted: datetime.date | None = None, company: str = "") -> JobPosting:
    """What a posting states as properties. ``posted``, ``company``: what is known beside it, where it does not say so."""
    found = dict(_properties(posting, posted, company))
    return JobPosting(found, sorted(_missing(posting, found), key=lambda each: not each.required))


def _properties(posting: Posting, posted: datetime.date | None, company: str) -> Iterator[tuple[str, Any]]:
    facts = posting.facts
    if posting.title is not None:
        yield "title", posting.title.text
    day = _front_matter(posting, table("job_posting")["posted"]) or (posted.isoformat() if posted else "")
    if day:
        yield "datePosted", day
    name = _front_matter(posting, table("statements")["company"]["meta"]) or company or _stated(posting, "company")
    if name:
        yield "hiringOrganization", {"@type": "Organization", "name": name}
    identifier = _front_matter(posting, table("job_posting")["identifier"])
    if identifier:
        yield "identifier", {"@type": "PropertyValue", "name": name or "reference", "value": identifier}
    yield from _place(posting)
    kinds = _employment(posting)
    if kinds:
        yield "employmentType", kinds[0] if len(kinds) == 1 else kinds
    salary = next((value for pay in facts.pay if (value := _salary(pay)) is not None), None)
    if salary is not None:
        yield "baseSalary", salary
    deadline = next((each.date for each in facts.deadlines if each.date is not None), None)
    if deadline is not None:
        yield "validThrough", deadline.isoformat()
    start = next((each.date for each in facts.start_dates if each.date is not None), None)
    if start is not None:
        yield "jobStartDate", start.isoformat()
    yield from _requirements(posting)


def _place(posting: Posting) -> Iterator[tuple[str, Any]]:
    """Where the work is done, or from where."""
    facts = posting.facts
    codes = gazetteer.innermost([each.code for each in facts.jurisdictions if each.code != "eu"])
    remote = [each for each in facts.arrangements if each.kind == "remote"]
    if remote and all(each.kind == "remote" for each in facts.arrangements):
        yield "jobLocationType", "TELECOMMUTE"
        named = {each.code for text in _places(posting) for each in gazetteer.find(text)}
        areas = list(dict.fromkeys(_area(code, named) for code in codes))
        if areas:
            listed = [{"@type": kind, "name": name} for kind, name in areas]
            yield "applicantLocationRequirements", listed[0] if len(listed) == 1 else listed
        return
    places = [_address(text, codes) for text in _places(posting)]
    if places:
        yield "jobLocation", places[0] if len(places) == 1 else places


def _area(code: str, named: Collection[str]) -> tuple[str, str]:
    """Where applicants may live: the state or province where that is the place that is named, else the country."""
    country, region = code[:_COUNTRY], code[:_REGION]
    if code in named and country not in named and region != country:
        return "State", f"{gazetteer.name_of(region)}, {gazetteer.name_of(country)}"
    return "Country", gazetteer.name_of(country)


def _places(posting: Posting) -> list[str]:
    meta = posting.meta
    entry = meta.first(*table("statements")["location"]["meta"]) if meta is not None else None
    if entry is not None:
        listed = entry[1] if isinstance(entry[1], list) else [entry[1]]
        found = [str(each) for each in listed if isinstance(each, str | int)]
        if found:
            return found
    said = _stated(posting, "location")
    return [said] if said else []


def _address(text: str, codes: Sequence[str]) -> dict[str, Any]:
    """A place as schema.org writes it: country and region from the places that we know, the town from what is written."""
    here = {each.code for each in gazetteer.find(text)} if len(codes) > 1 else set()
    code = next((code for code in codes if code in here), codes[0] if codes else "")
    address: dict[str, Any] = {"@type": "PostalAddress"}
    names = {gazetteer.name_of(code[:end]) for end in (2, 5) if code[:end] in gazetteer.codes()} if code else set()
    parts = [part.strip() for part in text.split(",") if part.strip()]
    town = next((part for part in parts if not _is_area(part, names)), "")
    if town:
        address["addressLocality"] = town
    if code.count("-"):
        address["addressRegion"] = code.split("-")[1].upper()
    if code:
        address["addressCountry"] = code[:_COUNTRY].upper()
    return {"@type": "Place", "address": address}


def _is_area(part: str, names: Collection[str]) -> bool:
    """Whether a part of an address is the name or the code of a country or region, and no town."""
    return part in names or (len(part) <= _SHORT and part.replace(".", "").isupper())


def _employment(posting: Posting) -> list[str]:
    said = posting.facts.statements.get("employment_type")
    if said is None:
        return []
    words = f" {plain(_slice(posting, said.span))} "
    found = [
        kind["type"]
        for kind in table("job_posting")["employment"]
        if any(f" {plain(each)} " in words for each in kind["words"])
    ]
    return [kind for kind in found if kind != "FULL_TIME" or "PART_TIME" not in found] if len(found) > 2 else found


def plain(text: str) -> str:
    """Words as they are compared: small, without marks."""
    return " ".join("".join(character if character.isalnum() else " " for character in text.casefold()).split())


def _salary(pay: Pay) -> dict[str, Any] | None:
    if pay.currency is None or pay.period is None or pay.part != "base":
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": table("job_posting")["units"][pay.period]}
    ends = {name: _number(end) for name, end in (("minValue", pay.min), ("maxValue", pay.max)) if end is not None}
    value |= {"value": ends["minValue"]} if pay.min == pay.max else ends
    return {"@type": "MonetaryAmount", "currency": pay.currency, "value": value}


def _number(amount: float) -> float | int:
    return int(amount) if amount == int(amount) else amount


def _requirements(posting: Posting) -> Iterator[tuple[str, Any]]:
    years = [each.min for each in posting.facts.years if each.required and each.min]
    if years:
        yield (
            "experienceRequirements",
            {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": int(max(years) * 12)},
        )
    degrees = [
        each for each in posting.facts.degrees if each.required and each.level in table("job_posting")["degrees"]
    ]
    if degrees:
        category = table("job_posting")["degrees"][degrees[0].level]
        yield "educationRequirements", {"@type": "EducationalOccupationalCredential", "credentialCategory": category}
        if degrees[0].equivalent and years:
            yield "experienceInPlaceOfEducation", True


def _missing(posting: Posting, found: Mapping[str, Any]) -> Iterator[Missing]:
    remote = found.get("jobLocationType") == "TELECOMMUTE"
    places = found.get("jobLocation", [])
    countries = [each["address"].get("addressCountry") for each in (places if isinstance(places, list) else [places])]
    absent = {name for name in table("job_posting")["missing"] if name not in found}
    absent -= {"addressCountry"} if remote or not countries or all(countries) else set()
    absent -= {"jobLocation"} if remote else {"applicantLocationRequirements"}
    absent -= {"description"} if posting.text.strip() else set()
    for name, how in table("job_posting")["missing"].items():
        if name in absent:
            yield Missing(name, how["required"], how["cure"])


def _front_matter(posting: Posting, keys: Sequence[str]) -> str:
    entry = posting.meta.first(*map(plain_key, keys)) if posting.meta is not None else None
    if entry is None:
        return ""
    value = entry[1].get("name", "") if isinstance(entry[1], Mapping) else entry[1]
    return " ".join(str(value).split())


def _stated(posting: Posting, fact: str) -> str:
    """What a posting states of a fact where that is all that its line says, and no part of a sentence."""
    said = posting.facts.statements.get(fact)
    if said is None:
        return ""
    rest = posting.body[said.span.end - posting.span.start :].partition("\n")[0]
    text = _slice(posting, said.span)
    return text if len(text) <= _LONGEST and not text.endswith(".") and not rest.strip(" \r*_|") else ""


def _slice(posting: Posting, span: Span) -> str:
    """What is written at a span, as a reader sees it."""
    block = next(
        (block for block, _ in posting.blocks() if block.span.start <= span.start and span.end <= block.span.end), None
    )
    start = posting.span.start
    raw = posting.body[span.start - start : span.end - start]
    return " ".join((block.text.value if block is not None and block.span == span else raw).split()).strip("*_ ")
