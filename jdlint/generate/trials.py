"""Tries templates: every example of every template, in the places where its job may be, has to hold the laws.

The laws: it can be filled in; what is made has no finding under `strict` with the law of that place; and what went in can
be read from it again, the title, pay, place, deadline and the rest of what its questions put into front matter.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jdlint import gazetteer, registry
from jdlint.config import Config, ConfigError
from jdlint.document import read_document
from jdlint.engine import check_source
from jdlint.generate import postings
from jdlint.generate.postings import AnswersError, Made
from jdlint.generate.templates import Template
from jdlint.model import FACTS
from jdlint.posting import Posting
from jdlint.registry import RuleSet
from jdlint.text import Source

ANYWHERE = ""
_NOT_STATED = frozenset(("deadline",))  # what a posting may do without where no answer was given


class Trial(NamedTuple):
    """A template with one of its examples in one place, and what is wrong with what it makes."""

    template: Template
    example: int  # from 1
    place: str
    faults: Sequence[str]


def trials(template: Template, where: Sequence[Path], as_of: datetime.date | None = None) -> Iterator[Trial]:
    """All trials of a template. ``as_of``: what counts as today."""
    if not template.examples:
        yield Trial(template, 0, ANYWHERE, ["it has no examples; without them nothing can be tried"])
    for number, example in enumerate(template.examples, 1):
        for place in (ANYWHERE, *_places(template, example)):
            yield Trial(template, number, place, _faults(template, example, where, place, as_of))


def _places(template: Template, example: Mapping[str, Any]) -> list[str]:
    """The places of a template where the job of an example may be: of one in Leeds those that Leeds lies in."""
    location = str(example.get("location", ""))
    named = [each.code for each in gazetteer.find(location)]
    return [
        place
        for place in template.jurisdictions
        if not named or any(gazetteer.lies_in(code, place) or gazetteer.lies_in(place, code) for code in named)
    ]


def _faults(
    template: Template, example: Mapping[str, Any], where: Sequence[Path], place: str, as_of: datetime.date | None
) -> list[str]:
    try:
        made = postings.make(template, example, where, place)
    except AnswersError as error:
        return [str(each) for each in error.problems]
    except ConfigError as error:
        return [str(error)]
    source = Source(made.text, f"{template.name}.md")
    found = check_source(source, _rules(place, as_of)).findings
    lines = made.text.splitlines()
    faults = [
        f"{each.rule}: {each.message} ({lines[source.line(each.span.start) - 1].strip()})"
        for each in found
        if not each.hidden
    ]
    document = read_document(source)
    if len(document.postings) != 1:
        return [*faults, f"it reads as {len(document.postings)} postings"]
    return faults + list(_not_read(document.postings[0], made))


@cache
def _rules(place: str, as_of: datetime.date | None) -> RuleSet:
    return registry.bind(Config(preset="strict", jurisdictions=(place,) if place else (), as_of=as_of))


def _not_read(posting: Posting, made: Made) -> Iterator[str]:
    """What went in and cannot be read from the posting."""
    if posting.language != made.template.language:
        yield f"it reads as '{posting.language}'"
    title = posting.title.text if posting.title is not None else ""
    if title != made.answers.get("title", title):
        yield f"its title reads as '{title}'"
    for fact in FACTS:
        if fact not in posting.facts.statements and fact not in _NOT_STATED:
            yield f"it does not state: {fact}"
    yield from _pay_and_deadline(posting, made.answers)


def _pay_and_deadline(posting: Posting, answers: Mapping[str, Any]) -> Iterator[str]:
    wanted = tuple(answers.get(f"pay.{name}") for name in ("min", "max", "currency", "period"))
    read = {(pay.min, pay.max, pay.currency, pay.period) for pay in posting.facts.pay}
    if any(wanted) and read != {wanted}:
        yield f"its pay reads as {sorted(map(str, read))}, not {wanted}"
    deadline = answers.get("deadline")
    dates = {each.date.isoformat() for each in posting.facts.deadlines if each.date is not None}
    if deadline is not None and dates != {deadline}:
        yield f"its deadline reads as {sorted(dates)}, not {deadline}"
