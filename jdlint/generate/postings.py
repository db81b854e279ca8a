"""A new posting: its front matter dumped from data, its body from the template, and the record of how it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jdlint import gazetteer
from jdlint.data import table, yaml
from jdlint.generate import rendering
from jdlint.generate.questions import Answers, Problem, flat, nested, problems
from jdlint.generate.rendering import Block
from jdlint.generate.templates import Template


class Made(NamedTuple):
    """A posting as it was made: its text, and what it was made of."""

    template: Template
    answers: dict[str, Any]  # all of them, defaults included, by the names of their questions
    place: str
    front_matter: str
    blocks: Sequence[Block]

    @property
    def text(self) -> str:
        """The whole file."""
        return self.front_matter + "\n" + "\n\n".join(block.text for block in self.blocks) + "\n"


class AnswersError(ValueError):
    """Answers that do not do: all that is missing or wrong."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, found)))
        self.problems = found


def completed(template: Template, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by the names of their questions, with the defaults of those that were not answered."""
    given = {name: value for name, value in flat(answers, template.questions).items() if value is not None}
    for name, asked in template.questions.items():
        if name not in given and asked.is_asked(given) and asked.default is not None:
            given[name] = _default(asked.default, template, given)
            if asked.choices and given[name] not in asked.choices:
                del given[name]  # what was derived is none of the choices
    return given


def _default(value: Any, template: Template, given: Answers) -> Any:
    """A default; `{level.title}` in it stands for what the level has, `{company}` for another answer.

    `{place.currency}` is the money of the country that the location lies in.
    """
    if not isinstance(value, str):
        return value
    asked = {name: answer for name, answer in given.items() if name in template.questions}
    known = {**nested(asked), "level": template.levels.get(str(given.get("level")), {})}
    if "{place." in value:
        known["place"] = {"currency": _currency(str(given.get("location", "")))}

    def filled(name: re.Match[str]) -> str:
        found: Any = known
        for part in name[1].split("."):
            found = found.get(part, "") if isinstance(found, Mapping) else ""
        return str(found)

    return re.sub(r"\{([\w.]+)\}", filled, value) or None


def _currency(location: str) -> str:
    """The currency of the country of a place; empty where it is not known, or there are several."""
    found = {table("pay")["by_country"].get(each.code.partition("-")[0], "") for each in gazetteer.find(location)}
    return str(found.pop()) if len(found) == 1 else ""


def make(template: Template, answers: Mapping[str, Any], where: Sequence[Path], place: str = "") -> Made:
    """A posting. ``place``: whose law its statements are written for; left out, that of the location, where it is known.

    Raises AnswersError with all that is missing or wrong, ConfigError where the template fails.
    """
    complete = completed(template, answers)
    found = problems(template.questions, complete)
    if found:
        raise AnswersError(found)
    asked = {name: value for name, value in complete.items() if template.questions[name].is_asked(complete)}
    place = place or _place_of(template, asked)
    blocks = rendering.blocks(template, asked, where, place)
    return Made(template, asked, place, _front_matter(template, asked, place), blocks)


def _place_of(template: Template, answers: Answers) -> str:
    """The innermost place that a template has statements for and that the location lies in; empty where there is none."""
    codes = [each.code for each in gazetteer.find(str(answers.get("location", "")))]
    found = {place for place in template.jurisdictions for code in codes if gazetteer.lies_in(code, place)}
    return (
        max(found, key=len)
        if found and all(any(gazetteer.lies_in(code, place) for place in found) for code in codes)
        else ""
    )


def _front_matter(template: Template, answers: Answers, place: str) -> str:
    """What data knows of the posting, for machines; never rendered from text."""
    keys = {
        asked.front_matter: answers[name]
        for name, asked in template.questions.items()
        if asked.front_matter and name in answers
    }
    values: dict[str, Any] = nested({key: value for key, value in keys.items() if value not in (None, "", [])})
    if template.family:
        values["family"] = template.family
    if place:
        values["jurisdictions"] = [place.upper()]
    values["language"] = template.language
    values["template"] = {"name": template.name, "version": template.version}
    return f"---\n{yaml.dump(values)}---\n"
