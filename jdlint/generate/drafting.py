"""Drafts a template out of a posting: its sections become blocks, what it states becomes questions.

The draft makes the same posting again from its one example; what it should ask beside that is for its author to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jdlint import gazetteer
from jdlint.data import yaml
from jdlint.generate.pieces import head_and_body, pieces
from jdlint.generate.rendering import inline
from jdlint.generate.writings import long_date
from jdlint.job_posting import job_posting
from jdlint.model import Pay, plain_key
from jdlint.pay_text import pay_text
from jdlint.posting import Posting
from jdlint.text import Span

_RAW = re.compile(r"\{[{%#]")
_STATED = {
    "location": "Where is the place of work?",
    "work_arrangement": "Is the work done on site, partly from home, or remotely?",
    "employment_type": "Is it full-time or part-time, permanent or for how long?",
}
_LONGEST_PLACE = 50  # characters: what is longer says more than where
_PAY = ("min", "max", "currency", "period")


class _Asked(NamedTuple):
    """A question of the draft: how it is asked, its schema, the answer of the posting, and how its text comes in."""

    name: str
    title: str
    schema: Mapping[str, Any]
    answer: Any
    written: tuple[str, str] = ("", "")  # words of the posting, and what stands for them in the template


def draft(text: str, posting: Posting) -> str:
    """A template, from the text of a posting (with `\\n` as line breaks) and from what is read of it."""
    _, body = head_and_body(text)
    asked = list(_asked(posting))
    blocks = "\n\n".join(_blocks(body, posting, asked))
    title = posting.title.text if posting.title is not None else "Job posting"
    front = {
        "title": title,
        "description": "Say in one sentence for which jobs this template is.",
        "version": 1,
        "questions": {
            each.name: {"title": each.title, **each.schema, "examples": [each.answer], "front_matter": each.name}
            for each in asked
        },
        "examples": [{each.name: each.answer for each in asked}],
    }
    return f"---\n{yaml.dump(front)}---\n{blocks}\n"


def _asked(posting: Posting) -> Iterator[_Asked]:
    text = {"type": "string"}
    if posting.title is not None:
        title = posting.title.text
        yield _Asked(
            "title", "What is the job called, as candidates search for it?", text, title, (title, "{{ title }}")
        )
    found = job_posting(posting).properties
    company = found.get("hiringOrganization", {}).get("name")
    if company:
        yield _Asked("company", "Who hires?", text, company, (company, "{{ company }}"))
    for key, title in _STATED.items():
        entry = posting.meta.first(plain_key(key)) if posting.meta is not None else None
        said = entry[1] if entry is not None else _place_in_text(posting) if key == "location" else None
        if isinstance(said, str):
            written = (said, f"{{{{ {key} }}}}") if key == "location" else ("", "")
            yield _Asked(key, title, text, said, written)
    yield from _pay(posting)
    deadline = found.get("validThrough")
    if deadline:
        schema = {"type": "string", "format": "date"}
        said = long_date(deadline, posting.language if posting.language in ("fr", "de") else "en")
        yield _Asked("deadline", "What is the last day to apply?", schema, deadline, (said, "{{ day(deadline) }}"))


def _place_in_text(posting: Posting) -> str | None:
    """The place of work as the text names it, where that is nothing but a place: `Leeds, United Kingdom`."""
    stated = posting.facts.statements.get("location")
    for block, _ in posting.blocks() if stated is not None else ():
        if stated is not None and block.span.start <= stated.span.start < block.span.end:
            at = [n for n in range(len(block.text.value)) if block.text.span(n, n + 1).start in range(*stated.span)]
            said = block.text.value[at[0] : at[-1] + 1] if at else ""
            place = said.rpartition(":")[2].strip()
            return place if len(place) <= _LONGEST_PLACE and gazetteer.find(place) else None
    return None


def _pay(posting: Posting) -> Iterator[_Asked]:
    pay = next(
        (each for each in posting.facts.pay if None not in (each.min, each.max, each.currency, each.period)), None
    )
    if pay is None:
        return
    figure = Pay(Span(0, 0), pay.min, pay.max, pay.currency, pay.period, "")
    written = (pay_text(figure, posting.language), "{{ money(pay) }}")
    titles = ("What is the lowest pay?", "What is the highest pay?", "In which currency?", "For which time?")
    for name, title in zip(_PAY, titles, strict=True):
        value = getattr(pay, name)
        schema: dict[str, Any] = {"type": "string"} if isinstance(value, str) else {"type": "number", "minimum": 0}
        answer = int(value) if isinstance(value, float) and value == int(value) else value
        yield _Asked(f"pay.{name}", title, schema, answer, written if name == "min" else ("", ""))


def _blocks(body: str, posting: Posting, asked: list[_Asked]) -> Iterator[str]:
    """Each section in a block of its own, named by its kind."""
    kinds = {section.name: section.kind for section in posting.sections if section.kind}
    taken: dict[str, int] = {}
    for piece in pieces(body):
        if not piece.written.strip():
            continue
        name = (kinds.get(piece.heading.rstrip(" :")) if piece.line else "beginning") or _identifier(piece.heading)
        taken[name] = taken.get(name, 0) + 1
        unique = name if taken[name] == 1 else f"{name}_{taken[name]}"
        written = _raw(piece.written.strip("\n"))
        yield f"{{% block {unique} %}}\n{_asking(written, asked)}\n{{% endblock %}}"


def _identifier(heading: str) -> str:
    name = re.sub(r"\W+", "_", heading.lower(), flags=re.ASCII).strip("_")
    return name if name[:1].isalpha() else f"section_{name}".rstrip("_")


def _raw(text: str) -> str:
    """Text in which nothing is an instruction to Jinja."""
    return f"{{% raw %}}{text}{{% endraw %}}" if _RAW.search(text) else text


def _asking(text: str, asked: list[_Asked]) -> str:
    """Text with the answers' words as questions; where it has marks of Jinja it stays as it is."""
    if text.startswith("{% raw %}"):
        return text
    for each in asked:
        words, name = each.written
        if words and inline(words) == words:
            text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", name.replace("\\", ""), text)
    return text
