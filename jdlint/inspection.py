"""What was read of a file, as contract A has it: title, sections, facts, each with its place."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jdlint.facts.contacts import ways_to_apply
from jdlint.model import FACTS, Meta, Pay, Section, Title
from jdlint.posting import Document, Posting
from jdlint.text import Source, Span

_LONGEST = 160  # characters of what is shown of a fact
_SENTENCE = re.compile(r"(?<=[.!?;]) ")
_APART = frozenset(("pay", "benefits", "work_arrangement", "deadline", "start_date"))  # facts with a type of their own


class Stated(NamedTuple):
    """A fact that a posting states: where, in which words, and what they come to."""

    fact: str
    span: Span
    text: str  # as a reader sees it, cut where it is long
    values: Mapping[str, Any]


def contract_a(path: str, source: Source, document: Document) -> dict[str, Any]:
    """The object that contract A describes for one file."""
    parts = [_posting(source, posting) for posting in document.postings]
    first = parts[0]
    return {
        "path": path,
        "format": document.format,
        "language": first["language"],
        "kind": document.kind,
        "title": _title(source, document.title),
        "sections": [section for part in parts for section in part["sections"]],
        "pay": [pay for part in parts for pay in part["pay"]],
        "facts": {fact: any(part["facts"][fact] for part in parts) for fact in FACTS},
        "gender_coding": first["gender_coding"],
        "postings": parts,
    }


def _posting(source: Source, posting: Posting) -> dict[str, Any]:
    # the end of what is written, and not the line on which the next posting begins
    place = source.place(
        Span(posting.span.start, posting.span.start + (len(posting.body.rstrip()) or len(posting.body)))
    )
    coding, closed = posting.facts.gender_coding, posting.facts.closed
    return {
        "line": place.line,
        "end_line": place.end_line,
        "language": posting.language,
        "kind": posting.kind,
        "title": _title(source, posting.title),
        "sections": [_section(source, section) for section in posting.sections],
        "pay": [_pay(source, pay) for pay in posting.facts.pay],
        "facts": {fact: fact in posting.facts.statements for fact in FACTS},
        "gender_coding": {"masculine": coding.masculine, "feminine": coding.feminine, "verdict": coding.verdict},
        "closed": {"line": source.line(closed.span.start), "text": closed.said} if closed is not None else None,
        "stated": [_stated(source, each) for each in stated(source, posting)],
        "other_languages": _other_languages(source, posting),
    }


def _title(source: Source, title: Title | None) -> dict[str, Any] | None:
    return {"text": title.text, "line": source.line(title.span.start)} if title else None


def _section(source: Source, section: Section) -> dict[str, Any]:
    place = source.place(section.span)
    return {
        "kind": section.kind,
        "heading": section.heading.text.value if section.heading else None,
        "line": place.line,
        "end_line": place.end_line,
        "level": section.level,
        "items": sum(block.kind == "item" for block in section.blocks),
    }


def _pay(source: Source, pay: Pay) -> dict[str, Any]:
    return {**_figures(pay), "line": source.line(pay.span.start), "text": pay.text}


def _figures(pay: Pay) -> dict[str, Any]:
    return {
        "min": _number(pay.min),
        "max": _number(pay.max),
        "currency": pay.currency,
        "period": pay.period,
        "basis": pay.basis,
        "label": pay.label,
        "per": pay.per,
        "sign": pay.sign,
        "part": pay.part,
        "pro_rata": pay.pro_rata,
        "reversed": pay.reversed,
        "origin": pay.origin,
    }


def _number(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


def _stated(source: Source, each: Stated) -> dict[str, Any]:
    place = source.place(each.span)
    return {"fact": each.fact, "line": place.line, "end_line": place.end_line, "text": each.text, **each.values}


def _other_languages(source: Source, posting: Posting) -> list[dict[str, Any]]:
    """Blocks that are in another language than their posting."""
    return [
        {"line": source.line(block.span.start), "language": posting.foreign[block.span.start]}
        for block, _ in posting.blocks()
        if block.span.start in posting.foreign
    ]


def stated(source: Source, posting: Posting) -> list[Stated]:
    """Everything that a posting states, in order of place."""
    return sorted(
        (
            Stated(
                fact,
                span,
                _reads(source, posting, span, sentence=not values.keys() - {"by"} and fact != "benefits"),
                values,
            )
            for fact, span, values in _all(posting)
        ),
        key=lambda each: (each.span, each.fact),
    )


def _all(posting: Posting) -> Iterator[tuple[str, Span, Mapping[str, Any]]]:
    facts = posting.facts
    typed: dict[str, list[tuple[Span, Mapping[str, Any]]]] = {
        "pay": [(each.span, _figures(each)) for each in facts.pay],
        "deadline": [(each.span, _plain(each, each.ambiguous)) for each in facts.deadlines],
        "start_date": [(each.span, _plain(each, each.ambiguous)) for each in facts.start_dates],
        "years": [(each.span, _plain(each)) for each in facts.years],
        "degree": [(each.span, _plain(each)) for each in facts.degrees],
        "spoken_language": [(each.span, _plain(each)) for each in facts.spoken_languages],
        "work_arrangement": [(each.span, _plain(each)) for each in facts.arrangements],
        "contact": [(each.span, _plain(each)) for each in facts.contacts],
        "benefits": [(span, {}) for span in facts.benefits],
        "jurisdiction": [(each.span, _plain(each)) for each in facts.jurisdictions],
    }
    for fact, found in typed.items():
        yield from ((fact, span, values) for span, values in found)
    for fact, statement in {**facts.details, **facts.statements}.items():
        if fact not in _APART or not typed[fact]:
            yield fact, statement.span, {"by": ways_to_apply(posting)} if fact == "how_to_apply" else {}


def _plain(each: Any, ambiguous: bool | None = None) -> dict[str, Any]:
    """The values of a fact as JSON has them."""
    values = {name: _json(value) for name, value in each._asdict().items() if name != "span"}
    return values if ambiguous is None else {**values, "ambiguous": ambiguous}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _number(value) if isinstance(value, float) else value


def _reads(source: Source, posting: Posting, span: Span, *, sentence: bool) -> str:
    """What a reader sees at a span: whole blocks as they read, a part of one in its sentence, front matter as it is written."""
    value = _in_front_matter(posting.meta, span) if posting.meta is not None else None
    raw = " ".join((value or source.text[span.start : span.end]).split())
    blocks = [block for block, _ in posting.blocks()]
    starts = posting.once("starts of blocks", lambda _: [block.span.start for block in blocks])
    first = bisect_left(starts, span.start)
    last = bisect_left(starts, max(span.end, span.start + 1))
    whole = [block for block in blocks[first:last] if block.span.end <= span.end or span.start == span.end]
    words = [block.text.value for block in whole if len(whole) == 1 or block.kind != "heading"]
    around = blocks[first - 1] if first and blocks[first - 1].span.end > span.start else None
    around = blocks[first] if around is None and first < len(blocks) and starts[first] == span.start else around
    if not whole and around is not None and sentence:
        words = [each for each in _SENTENCE.split(around.text.value) if raw in each][:1]
    text = " ".join((" ".join(words) or raw).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _in_front_matter(meta: Meta, span: Span) -> str | None:
    """The words of a value that has parts: of structured data nobody wants to see the braces."""
    value = next((meta.values[key] for key, at in meta.spans.items() if at == span), None)
    return ", ".join(_leaves(value)) if isinstance(value, dict | list) else None


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part) if not str(key).startswith("@") else ()
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    elif value not in (None, ""):
        yield str(value)
