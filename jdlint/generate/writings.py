"""How templates write pay, dates and lists in the way of their language and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jdlint.data import table
from jdlint.generate.questions import Answers
from jdlint.generate.templates import Template
from jdlint.model import Pay
from jdlint.pay_text import pay_text
from jdlint.text import Span


def beside_answers(template: Template, answers: Answers, place: str) -> dict[str, Any]:
    """What templates have beside the answers: the level's data, and the ways in which their language writes things."""
    level = template.levels.get(str(answers.get("level")), {})
    inside = [place[:end] for end in range(len(place), 0, -1) if place[end : end + 1] in ("-", "")]

    def part(name: str) -> list[str]:
        """The files of a part for this place and language, the most special first."""
        ending = ".md" if template.language == "en" else f".{template.language}.md"
        return [f"parts/{name}/{where}{ending}" for where in (*inside, "any")]

    def money(pay: Mapping[str, Any]) -> str:
        """Pay in the way of the place and the language."""
        _takes(pay, Mapping, "money() takes pay with its parts, of questions such as pay.min and pay.currency")
        figure = Pay(Span(0, 0), pay.get("min"), pay.get("max"), pay.get("currency"), pay.get("period"), "")
        country = place.partition("-")[0].upper()
        return pay_text(figure, f"{template.language}-{country}" if country else template.language)

    def day(date: str) -> str:
        """A date in words: 31 January 2027."""
        _takes(
            date,
            str,
            "day() takes a date; of one that may be left out it is written between {% if … %} and {% endif %}",
        )
        try:
            return long_date(date, template.language, american=place.partition("-")[0] == "us")
        except (ValueError, LookupError):
            raise ValueError(f"day() takes a date such as 2027-01-31, not '{date}'") from None

    def both(values: Sequence[str]) -> str:
        """`one, two and three`."""
        _takes(values, list, "both() takes a list, of a question of the type array")
        word = {"en": "and", "fr": "et", "de": "und"}[template.language]
        return f" {word} ".join(part for part in (", ".join(values[:-1]), *values[-1:]) if part)

    return {
        "level": {"name": answers.get("level"), **level},
        "place": place,
        "part": part,
        "money": money,
        "day": day,
        "both": both,
    }


def _takes(value: object, kind: type, said: str) -> None:
    if not isinstance(value, kind):
        raise TypeError(said)


def long_date(date: str, language: str, *, american: bool = False) -> str:
    """A date of ISO in words: `31 January 2027`, `January 31, 2027`, `1er février 2027`, `31. Januar 2027`."""
    year, month, number = (int(part) for part in date.split("-"))
    name = table("dates")["months"][language][month - 1][0]
    if language == "de":
        return f"{number}. {name.capitalize()} {year}"
    if language == "fr":
        return f"{'1er' if number == 1 else number} {name} {year}"
    return f"{name.capitalize()} {number}, {year}" if american else f"{number} {name.capitalize()} {year}"
