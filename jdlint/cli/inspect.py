"""jdlint inspect: what jdlint read, for a writer and as contract A."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from jdlint.cli import terminal
from jdlint.document import read_document
from jdlint.files import find_files, read_file
from jdlint.formats.style import plural
from jdlint.model import FACTS, Pay, Section, Title
from jdlint.posting import Document, Posting
from jdlint.text import Source, Span
from jdlint.wordings import kind_title

_NAMES = {
    "pay": "pay", "location": "place", "work_arrangement": "work arrangement", "employment_type": "employment type",
    "benefits": "benefits", "how_to_apply": "how to apply", "deadline": "deadline",
    "eeo_statement": "equal-opportunity statement", "accommodation": "accommodation statement",
}  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Print what was read of each file; one that cannot be read is named, and the exit code is 2."""
    found = find_files([path for path in arguments.paths if path != "-"])
    read = [(arguments.stdin_filename, terminal.read_stdin(arguments.stdin_filename))] if "-" in arguments.paths else []
    read += [(named.path, read_file(named.path)) for named in found.files]
    for path, each in read:
        if not each.readable:
            reason = each.problem.reason if each.problem else "for an unknown reason"
            terminal.write(f"jdlint: {path} cannot be read: {reason}\n", sys.stderr)
    documents = [
        (path, each.source, read_document(each.source, reading=each.reading)) for path, each in read if each.readable
    ]
    if arguments.output_format == "json":
        value = [contract_a(path, source, document) for path, source, document in documents]
        terminal.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n", sys.stdout)
    else:
        for path, source, document in documents:
            for posting in document.postings:
                terminal.write("\n".join(_text(path, source, posting)) + "\n\n", sys.stdout)
    return 0 if all(each.readable for _, each in read) else 2


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
    place = source.place(posting.span)
    coding = posting.facts.gender_coding
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
    return {
        "min": _number(pay.min),
        "max": _number(pay.max),
        "currency": pay.currency,
        "period": pay.period,
        "line": source.line(pay.span.start),
        "text": pay.text,
    }


def _number(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


def _text(path: str, source: Source, posting: Posting) -> Iterator[str]:
    """What a writer wants to know: did jdlint see what I wrote?"""
    title = posting.title
    yield f"{path}"
    yield f"  Title     {title.text + _where(source, title.span) if title else 'none found'}"
    yield f"  Kind      {posting.kind}, language {posting.language}"
    yield "  Sections"
    yield from _sections(source, posting.sections)
    yield "  States"
    for fact in FACTS:
        statement = posting.facts.statements.get(fact)
        said = "yes" + _where(source, statement.span) if statement else "no"
        yield f"    {_NAMES[fact]:<28} {said}"
    for pay in posting.facts.pay:
        period = f"per {pay.period}" if pay.period else "no period"
        yield f"  Pay       {pay.text} ({pay.currency or 'no currency'}, {period}){_where(source, pay.span)}"
    coding = posting.facts.gender_coding
    yield f"  Gender-coded words: {coding.masculine} masculine, {coding.feminine} feminine: {coding.verdict}"


def _sections(source: Source, sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        depth = len(section.path())
        kind = kind_title(section.kind) if section.kind else "(not known)"
        name = section.name if section.heading else "(before the first heading)"
        if section.heading is not None and section.heading.kind == "title":
            kind = "the title"
        number = sum(block.kind == "item" for block in section.blocks)
        items = f", {plural(number, 'item')}" if number else ""
        yield f"    {'  ' * max(0, depth - 1)}{name[:60]}: {kind}{items}{_where(source, section.span)}"


def _where(source: Source, span: Span) -> str:
    return f" ({source.unit} {source.line(span.start)})"
