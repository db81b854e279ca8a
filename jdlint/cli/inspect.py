"""jdlint inspect: what jdlint read, for a writer and as contract A."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jdlint import inspection
from jdlint.cli import terminal
from jdlint.document import read_document
from jdlint.files import find_files, read_file
from jdlint.formats.screen import printable
from jdlint.formats.style import plural
from jdlint.model import FACTS, Section
from jdlint.posting import Document
from jdlint.text import Source, Span
from jdlint.wordings import kind_title

# the facts in the order in which people ask for them
_NAMES = {
    "company": "employer", "pay": "pay", "location": "place", "work_arrangement": "work arrangement",
    "employment_type": "employment type", "hours": "hours", "contract_duration": "duration", "start_date": "start date",
    "deadline": "deadline", "how_to_apply": "how to apply", "contact": "contacts and links", "reporting_line": "reports to",
    "years": "years of experience", "degree": "degree", "spoken_language": "languages", "driving_licence": "driving licence",
    "travel": "travel", "citizenship": "right to work", "benefits": "benefits",
    "eeo_statement": "equal opportunities", "accommodation": "accommodation", "ai_screening": "AI in screening",
    "vacancy": "vacancy", "other_compensation": "bonus, commission, equity", "ongoing_applications": "no closing date",
    "jurisdiction": "places whose law may apply",
}  # fmt: skip
_LANGUAGES = {"en": "English", "fr": "French", "de": "German", "und": "not known"}
_MOST = 8  # lines for one fact
_WIDTH, _NARROWEST, _NAME_WIDTH = 70, 12, 44  # characters of a fact, and of what stands beside it


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
        value = [inspection.contract_a(path, source, document) for path, source, document in documents]
        terminal.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n", sys.stdout)
    else:
        for path, source, document in documents:
            for number in range(len(document.postings)):
                lines = [printable(line) for line in _text(path, source, document, number)]
                terminal.write("\n".join(lines) + "\n\n", sys.stdout)
    return 0 if all(each.readable for _, each in read) else 2


def _text(path: str, source: Source, document: Document, number: int) -> Iterator[str]:
    """What a writer wants to know: did jdlint see what I wrote?"""
    posting = document.postings[number]
    place = source.place(Span(posting.span.start, posting.span.start + len(posting.body.rstrip())))
    several = len(document.postings) > 1
    part = (
        f", posting {number + 1} of {len(document.postings)}, {source.unit}s {place.line} to {place.end_line}"
        if several
        else ""
    )
    title = posting.title
    yield f"{path}{part}"
    yield f"  Title     {title.text + _where(source, title.span) if title else 'none found'}"
    yield f"  Kind      {posting.kind}, language {_LANGUAGES.get(posting.language, posting.language)}"
    if posting.facts.closed is not None:
        yield f"  Closed    {posting.facts.closed.said}{_where(source, posting.facts.closed.span)}"
    yield "  Sections"
    yield from _sections(source, posting.sections)
    found = inspection.stated(source, posting)
    yield "  States" if found else "  States nothing that jdlint knows"
    for fact, name in _NAMES.items():
        of_one = [each for each in found if each.fact == fact]
        for each in of_one[:_MOST]:
            yield f"    {name if each is of_one[0] else '':<26} {_told(each)}{_where(source, each.span)}"
        if len(of_one) > _MOST:
            yield f"    {'':<26} and {len(of_one) - _MOST} more"
    missing = [name for fact, name in _NAMES.items() if fact in FACTS and fact not in posting.facts.statements]
    if missing:
        yield f"  Does not state: {', '.join(missing)}"
    coding = posting.facts.gender_coding
    yield f"  Gender-coded words: {coding.masculine} masculine, {coding.feminine} feminine: {coding.verdict}"


def _told(each: inspection.Stated) -> str:
    """A fact in its own words, with what they come to where that is not plain."""
    values = each.values
    notes: Sequence[str] = ()
    match each.fact:
        case "pay" if values:
            notes = list(_pay_notes(values))
        case "deadline" | "start_date" if values:
            notes = [" or ".join(values["readings"]) + "?" if values["ambiguous"] else values["date"] or "no year"]
        case "years" if not values["required"]:
            notes = ["welcome, not needed"]
        case "degree":
            notes = [values["level"], *(["or equivalent"] if values["equivalent"] else [])]
        case "spoken_language" if values["level"]:
            notes = [values["level"]]
        case "work_arrangement" if values:
            notes = [values["kind"]]
        case "jurisdiction":
            notes = [values["code"], *(["remote"] if values["origin"] == "remote" else [])]
        case "how_to_apply":
            notes = [f"by {way}" for way in values["by"] if way != "instruction"]
        case "contact" if values["to_apply"]:
            notes = ["to apply"]
    text = values["value"] if each.fact == "contact" else each.text
    width = min(_WIDTH, max(_NARROWEST, terminal.width() - _NAME_WIDTH - len(", ".join(notes))))
    text = text if len(text) <= width or each.fact == "pay" else text[: width - 1] + "…"
    return f"{text} [{', '.join(notes)}]" if notes else text


def _pay_notes(values: Mapping[str, Any]) -> Iterator[str]:
    """What a pay figure comes to: `Senior, GBP, per year, gross`."""
    if values["label"]:
        yield values["label"]
    yield values["currency"] or "no certain currency"
    yield f"per {values['period']}" if values["period"] else "no period"
    yield from (note for note in (values["basis"], "on target" if values["part"] == "ote" else "") if note)
    yield from (note for note, holds in (("pro rata", values["pro_rata"]), ("reversed", values["reversed"])) if holds)


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
