"""What a template asks, and whether answers do: all that are missing or wrong are told at once, each with its question.

A question is a property of JSON Schema with a few keys of ours (OURS). Names with a full stop, such as `pay.min`, are
parts of one thing: `pay: {min: …}` in a file of answers is the same as `pay.min: …`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jdlint.words import nearest
from jdlint.yaml_files import first_problem

# beside JSON Schema's own: what posting front matter calls it, when it is asked, whether it may be left out, under which
# heading it is asked, whether only of who wants to answer more than is needed, and which answer it may not be less than
OURS = frozenset(("front_matter", "when", "optional", "group", "later", "at_least"))
_ANSWER = "the answer"
_NAMED = re.compile(r"\{(\w+)")
_LISTED = re.compile(r"\s*[;\n]\s*")
_CHOSEN = re.compile(r"\w+(?:\.\w+)*")
# 25,000 and 25.000 and 25'000.50, each with its own marks throughout; and 12.5 or 12,50
_THOUSANDS = re.compile(r"(-?[1-9]\d{0,2})([ ,.'’])(\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?")
_DECIMAL = re.compile(r"(-?\d+)(?:\.(\d+)|,(\d{1,2}))")
# what templates have beside answers (jdlint/generate/writings.py), and words of Jinja's
_TAKEN = frozenset(
    "place part money day both loop self super caller varargs kwargs and or not in is if else true false none".split()
)
_YES, _NO = frozenset(("yes", "true", "y", "1", "oui", "ja")), frozenset(("no", "false", "n", "0", "non", "nein"))

Answers = Mapping[str, Any]


class Question(NamedTuple):
    """One thing that a template has to be told."""

    name: str
    schema: Mapping[str, Any]  # JSON Schema of an answer
    asks: str
    help: str = ""
    example: Any = None
    default: Any = None
    optional: bool = False
    when: Mapping[str, Sequence[Any]] = {}  # names of other questions, and the answers with which this one is asked
    front_matter: str = ""  # the key that has the answer in the front matter of a posting
    group: str = ""  # the heading under which it is asked
    later: bool = False  # asked last, of who wants to say more: it has a default, or may be left out
    at_least: str = ""  # the name of another question, whose answer this one may not be less than

    @property
    def choices(self) -> Sequence[Any]:
        """The answers to choose from, if there is a choice."""
        found: Sequence[Any] = self.schema.get("enum", ())
        return found

    def is_asked(self, answers: Answers) -> bool:
        """Whether the other answers call for this one."""
        return all(answers.get(name) in wanted for name, wanted in self.when.items())


class Problem(NamedTuple):
    """An answer that is missing, wrong, or to no question."""

    name: str
    problem: str
    question: Question | None

    def __str__(self) -> str:
        if self.question is None:
            return f"{self.name}: {self.problem}"
        return f"{self.name}: {self.problem}. {self.question.asks}{_hint(self.question)}"


def question(name: str, entry: Mapping[str, Any]) -> Question:
    """A question as a template's front matter has it."""
    when = {other: value if isinstance(value, list) else [value] for other, value in entry.get("when", {}).items()}
    said = ("title", "description", "default", "examples")
    return Question(
        name=name,
        schema={key: value for key, value in entry.items() if key not in OURS and key not in said},
        asks=entry.get("title", f"What is the {name.replace('.', ' ').replace('_', ' ')}?"),
        help=entry.get("description", ""),
        example=next(iter(entry.get("examples", ())), None),
        default=entry.get("default"),
        optional=entry.get("optional", False),
        when=when,
        front_matter=entry.get("front_matter", ""),
        group=entry.get("group", ""),
        later=entry.get("later", False),
        at_least=entry.get("at_least", ""),
    )


def flat(answers: Mapping[str, Any], questions: Iterable[str], prefix: str = "") -> dict[str, Any]:
    """Answers by the names of their questions: `pay: {min: 1}` as `pay.min`."""
    names = frozenset(questions)
    found: dict[str, Any] = {}
    for key, value in answers.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and name not in names:
            found |= flat(value, names, f"{name}.")
        else:
            found[name] = value
    return found


def nested(answers: Answers) -> dict[str, Any]:
    """Answers as a template sees them: `pay.min` is the part `min` of `pay`."""
    found: dict[str, Any] = {}
    for name, value in answers.items():
        *outer, last = name.split(".")
        place = found
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    return found


def read(text: str, asked: Question) -> Any:
    """An answer that was typed, or stands in a cell of a table, as the type that the question wants; else as it is."""
    text = text.strip()
    kind = asked.schema.get("type")
    chosen = next((each for each in asked.choices if str(each).casefold() == text.casefold()), None)
    if chosen is not None:
        return chosen
    if kind in ("integer", "number"):
        return _number(text, whole=kind == "integer")
    if kind == "boolean" and text.lower() in _YES | _NO:
        return text.lower() in _YES
    if kind == "array":
        inner = question(asked.name, asked.schema.get("items", {}))
        return [read(part, inner) for part in _LISTED.split(text) if part]
    return text


def _number(text: str, *, whole: bool) -> int | float | str:
    """A number as people write it, with either mark for thousands and decimals; else the text as it is."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    grouped = _THOUSANDS.fullmatch(plain)
    parted = None if grouped else _DECIMAL.fullmatch(plain)
    if grouped:
        number, fraction = grouped[1] + re.sub(r"\D", "", grouped[3]), grouped[4]
    elif parted:
        number, fraction = parted[1], parted[2] or parted[3]
    else:
        number, fraction = plain, None
    if not re.fullmatch(r"-?\d+", number, re.ASCII):
        return text
    if fraction is None:
        return int(number)
    return text if whole else float(f"{number}.{fraction}")


def fault(questions: Mapping[str, Question], known: Collection[str]) -> str | None:
    """What is wrong with questions as a template asks them, whatever is answered: the first of it.

    ``known``: the names of all, those included that the template takes out of the ones that it takes over.
    """
    for name, asked in questions.items():
        where = f"questions.{name}"
        outer = next((other for other in questions if name.startswith(f"{other}.")), None)
        other = next((each for each in (*asked.when, asked.at_least) if each and each not in known), None)
        if not _CHOSEN.fullmatch(name) or any(part[0].isdigit() for part in name.split(".")):
            return f"{where}: a name is made of letters, digits and '_', such as office_days"
        if name.partition(".")[0] in _TAKEN:
            return f"{where}: templates have something else under this name; call it otherwise, such as job_{name}"
        if outer is not None:
            return f"{where}: '{outer}' is a question, too, and cannot be one and have parts; call it otherwise"
        if other is not None:
            return f"{where}: it names '{other}', and no question is called so{nearest(other, known)}"
        wrong = _default_problem(asked)
        if wrong:
            return f"{where}: {wrong}"
    return None


def _default_problem(asked: Question) -> str | None:
    """What is wrong with a default as an answer; one that is made of other answers is seen when these are known."""
    if asked.default is None or (isinstance(asked.default, str) and _NAMED.search(asked.default)):
        return None
    wrong = first_problem(asked.default, asked.schema, lambda _: "its default")
    return wrong[1] if wrong else None


def problems(questions: Mapping[str, Question], answers: Answers) -> list[Problem]:
    """All that is wrong with answers, in the order of the questions."""
    found = [found for each in questions.values() if (found := problem_of(each, answers))]
    wrong = {each.name for each in found}
    found = [each for each in found if not (answers.get(each.name) is None and _follows(each.question, wrong))]
    return found + list(_unknown(questions, answers))


def _follows(asked: Question | None, wrong: Collection[str]) -> bool:
    """Whether a question would answer itself by a default, once those are right that the default is made of."""
    names = _NAMED.findall(asked.default) if asked is not None and isinstance(asked.default, str) else ()
    return any(("location" if name == "place" else name) in wrong for name in names)


def problem_of(asked: Question, answers: Answers) -> Problem | None:
    """What is wrong with the answer to one question, or that there is none."""
    if not asked.is_asked(answers):
        return None
    value = answers.get(asked.name)
    if value is None:
        return None if asked.optional else Problem(asked.name, "there is no answer", asked)
    if isinstance(value, str) and not value.strip():
        return None if asked.optional else Problem(asked.name, "the answer is empty", asked)
    wrong = first_problem(value, asked.schema, lambda _: _ANSWER)
    if wrong:
        return Problem(asked.name, wrong[1].removeprefix(f"{_ANSWER}: "), asked)
    least = answers.get(asked.at_least)
    if isinstance(least, int | float) and isinstance(value, int | float) and value < least:
        return Problem(asked.name, f"{value} is less than {least} ({asked.at_least})", asked)
    return None


def _unknown(questions: Mapping[str, Question], answers: Answers) -> Iterator[Problem]:
    for name in answers:
        if name not in questions:
            yield Problem(name, f"the template asks no such thing{nearest(name, questions)}", None)


def _hint(asked: Question) -> str:
    if asked.choices:
        return f" (one of: {', '.join(map(str, asked.choices))})"
    return f" (such as: {_shown(asked.example)})" if asked.example is not None else ""


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
