"""Statements: whether and where a posting says its place, how to apply, its benefits … (jdlint/data/statements.yml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from jdlint.facts.labels import labelled
from jdlint.facts.stated_by_pattern import by_pattern, counts
from jdlint.facts.stated_by_phrase import is_about_else, stands_there
from jdlint.facts.subtitles import subtitles
from jdlint.facts.wanted import Mode, Wanted, wanted_of
from jdlint.model import Block, Section, Statement, plain_key
from jdlint.phrases import PhraseIndex
from jdlint.posting import Candidate, Posting
from jdlint.text import Span, later
from jdlint.wordings import heading_wording, normalised
from jdlint.words import Words

_EMPTY = re.compile(r"\W*(?:tbd|tbc|todo|n/?a|not stated|closed|filled|expired)?\W*$", re.IGNORECASE)
_CLOCK = later(r"(?i)\d{1,2}(?:[:.]\d\d| ?h ?[0-5]\d)(?: ?[ap]\.?m\.?| ?uhr)?|\d{1,2} ?(?:[ap]\.?m\b|uhr\b)|\b24/7")
_NUMBERING = re.compile(r"^\d{1,2}[.)]\s")
_LABEL = 40  # characters within which a label ends
_LINE = 14  # words of a line that is a label and its value
_LINK_WORDS = 8  # of a line that is a button


def statements(posting: Posting) -> Mapping[str, Statement]:
    """What the posting states, each with the first place where it does."""
    found: dict[str, Statement] = {}
    pay = [Statement("pay", figure.span) for figure in posting.facts.pay_as_written[:1]]
    for statement in _all(posting, wanted_of("statements"), found, [*subtitles(posting), *pay]):
        found.setdefault(statement.fact, statement)
    if posting.shared is not None:
        found = {**posting.shared.facts.statements, **found}
    return found


def details(posting: Posting) -> Mapping[str, Statement]:
    """What else the posting states (jdlint/data/details.yml): what few rules ask for, and so is looked for apart."""
    found: dict[str, Statement] = {}
    for statement in _all(posting, wanted_of("details"), found):
        found.setdefault(statement.fact, statement)
    return {**posting.shared.facts.details, **found} if posting.shared is not None else found


def _all(
    posting: Posting, wanted: Wanted, known: Collection[str], seen_already: Sequence[Statement] = ()
) -> Iterator[Statement]:
    """Statements in the order of what is surest; patterns run only for facts that are not ``known`` yet."""
    shown = posting.meta is None or posting.meta.shown
    yield from _in_front_matter(posting, wanted) if shown else ()
    yield from _in_title(posting, wanted)
    yield from seen_already
    yield from _in_sections(posting, wanted, known)
    passages = posting.passages
    found = [statement for start, names in passages.items() for statement in _by_passage(start, names, wanted)]
    seen = set(known)
    found += _by_phrases(posting, wanted.phrases(posting.language), seen, wanted)
    for label, value, block in labelled(posting):
        found += _by_label(label, value, block, wanted)
    for block, _ in posting.blocks():
        if block.links and counts(block, passages):
            found += _by_link(block, wanted)
    yield from sorted(found, key=lambda statement: statement.span)
    yield from _by_late_label(posting, wanted, known)
    yield from by_pattern(posting, wanted, known)
    for fact in wanted.loose:
        if fact not in known:
            yield from _by_phrases(posting, wanted.loose_phrases(fact, posting.language), set(known), wanted)
    yield from () if shown else _in_front_matter(posting, wanted)


def _by_phrases(
    posting: Posting, index: PhraseIndex[tuple[str, Mode]], seen: set[str], wanted: Wanted
) -> Iterator[Statement]:
    """The facts that phrases state, each where the first of them stands."""
    passages = posting.passages
    for candidate in posting.candidates(index):
        if candidate.key[0] not in seen:
            statement = _by_phrase(candidate, passages, wanted)
            if statement is not None:
                seen.add(statement.fact)
                yield statement


def _in_front_matter(posting: Posting, wanted: Wanted) -> Iterator[Statement]:
    """What the keys state, of several keys for a fact the one that its list has first."""
    meta = posting.meta
    if meta is None:
        return
    found: dict[str, tuple[int, str]] = {}
    for key in reversed(list(meta.values)):
        for place, fact in wanted.by_key.get(plain_key(key), ()):
            if (fact not in found or place <= found[fact][0]) and _has_value(fact, key, meta.values[key], wanted):
                found[fact] = (place, key)
    for fact, (_, key) in found.items():
        yield Statement(fact, meta.spans[key])
        if fact == "location":  # `location: Remote (UK)`
            yield from _in_value(str(meta.values[key]), meta.spans[key], wanted)


def _has_value(fact: str, key: str, value: Any, wanted: Wanted) -> bool:
    return value not in (None, "", [], {}) and not _EMPTY.match(str(value)) and _fits(fact, key, str(value), wanted)


def _in_value(value: str, span: Span, wanted: Wanted) -> Iterator[Statement]:
    """What a value says by the way."""
    if any(found.key[0] == "work_arrangement" for found in wanted.phrases("").find(Words(value))):
        yield Statement("work_arrangement", span)


def _in_title(posting: Posting, wanted: Wanted) -> Iterator[Statement]:
    """A title that stands in front matter alone can say it too: `Nurse, part-time, remote`."""
    if posting.title is not None and posting.title.block is None:
        said = Words(posting.title.text)
        for index in (wanted.phrases(posting.language), *(wanted.loose_phrases(each, "") for each in wanted.placed)):
            for found in index.find(said):
                if found.key[1] != "weak":
                    yield Statement(found.key[0], posting.title.span)


def _fits(fact: str, key: str, value: str, wanted: Wanted) -> bool:
    """Whether a value is of the fact's sort, for a key with several meanings: `type: section` is no employment type."""
    if fact == "how_to_apply" and value == "False":
        return False  # `directApply: false`
    return plain_key(key) not in wanted.words(fact, "vague_keys") or _is_of(fact, value, wanted)


def _is_of(fact: str, value: str, wanted: Wanted) -> bool:
    """Whether a value says the fact by a phrase of it."""
    said = Words(value)
    indexes = (wanted.phrases(""), *([wanted.loose_phrases(fact, "")] if fact in wanted.loose else []))
    return any(found.key[0] == fact for index in indexes for found in index.find(said))


def _in_sections(posting: Posting, wanted: Wanted, known: Collection[str]) -> Iterator[Statement]:
    passages = posting.passages
    for section in posting.sections:
        heading = section.heading
        facts = wanted.by_section.get(section.kind or "", ())
        if heading is None or not facts or not counts(heading, passages):
            continue
        words = -1  # under the heading; counted when a fact asks
        for fact, fewest in facts:
            if fact in known or not wanted.words(fact, "not_headings").isdisjoint(heading.text.words.plain):
                continue
            words = _words_in(section) if words < 0 else words
            if words >= fewest:
                yield Statement(fact, section.span)


def _by_late_label(posting: Posting, wanted: Wanted, known: Collection[str]) -> Iterator[Statement]:
    """What labels state that nothing else does: of sections, `**Terms:** 20 hours a week`, and of lines of running text."""
    if wanted.labelled.issubset(known):
        return
    for section in posting.sections:
        label, _, value = section.name.partition(":")
        fact = _of_label(label, value or _first_line(section), wanted) if section.heading is not None else None
        if fact is not None and fact not in known and _words_in(section):
            yield Statement(fact, section.span)
        kinds = wanted.by_section.get(section.kind or "", ()) if section.empty else ()
        yield from (Statement(each, section.span) for each, _ in kinds if _is_put_in(posting, each, section))
    for block, _ in posting.blocks():
        if block.kind == "paragraph" and ":" in block.text.value[:_LABEL] and len(block.text.words) <= _LINE:
            label, _, value = block.text.value.partition(":")
            yield from _by_label(label, value, block, wanted) if counts(block, posting.passages) else ()


def _is_put_in(posting: Posting, fact: str, section: Section) -> bool:
    """Whether the site puts into a section what states its fact: a form below `Apply`."""
    part = posting.facts.elsewhere.get(fact)
    return part is not None and section.span.start <= part.start < section.span.end


def _of_label(label: str, value: str, wanted: Wanted) -> str | None:
    """The fact that a label and its value state; a label of several meanings does so where the value fits."""
    name = normalised(label)
    vague = wanted.vague_labels.get(name)
    if vague is not None:
        told = bool(wanted.facts[vague].get("figures")) and any(map(str.isdigit, _without_hours(vague, value)))
        if told or _is_of(vague, value, wanted):
            return vague
    return wanted.labels.get(name)


def _without_hours(fact: str, value: str) -> str:
    """A value less the hours of the clock: `7:00 - 15:30` tells of a shift, and of no contract."""
    return _CLOCK.sub("", value) if fact == "employment_type" else value


def _first_line(section: Section) -> str:
    return section.blocks[0].text.value if section.blocks else ""


def _words_in(section: Section) -> int:
    """Words under a heading, the value of a `Label: value` heading included."""
    value = section.name.partition(":")[2] if section.heading else ""
    stated = 0 if _EMPTY.match(value) else len(value.split())
    return stated + sum(len(block.text.words) for block in section.blocks if not _EMPTY.match(block.text.value))


def _by_passage(start: int, passages: frozenset[str], wanted: Wanted) -> Iterator[Statement]:
    for fact, how in wanted.facts.items():
        if not passages.isdisjoint(how.get("passages", ())):
            yield Statement(fact, Span(start, start))


def _by_label(label: str, value: str, block: Block, wanted: Wanted) -> Iterator[Statement]:
    """`Closes: 14 February` in a list says what a section with that heading would."""
    stated = _of_label(label, value, wanted) if wanted.labels and value.strip() else None
    if stated is not None:
        yield Statement(stated, block.span)
    wording = heading_wording(label) if value.strip() and len(label.split()) <= 4 else None
    for fact, how in wanted.facts.items() if wording and wording.exact else ():
        if wording and wording.kind in how.get("sections", ()) and len(value.split()) >= how.get("words", 1):
            yield Statement(fact, block.span)
            if fact == "location":  # `Location: Hull, on-site`
                yield from _in_value(value, block.span, wanted)


def _by_phrase(
    candidate: Candidate[tuple[str, Mode]],
    passages: Mapping[int, frozenset[str]],
    wanted: Wanted,
) -> Statement | None:
    fact, mode = candidate.key
    block = candidate.block
    if not counts(block, passages):
        return None
    if block is candidate.section.heading and _is_promise(block, candidate.section):
        return None
    if is_about_else(candidate, wanted) or (mode != "phrases" and not stands_there(candidate, wanted)):
        return None
    bare_button = len(block.text.words) <= 3 and not block.links
    if fact == "how_to_apply" and (passages.get(block.span.start) or bare_button):
        return None  # "apply all the same" is no way to apply, nor is a button that lost its link
    found = candidate.found()
    return Statement(fact, block.text.span(found.start, found.end)) if found is not None else None


def _is_promise(heading: Block, section: Section) -> bool:
    """Whether a heading only says what was to follow: `Closing date` with nothing under it, or with `closed`, states none."""
    if heading.kind == "title" or heading.links or _words_in(section):
        return False
    if any(map(str.isdigit, _NUMBERING.sub("", heading.text.value))):
        return False  # `37.5 hours per week` says it all
    wording = heading_wording(heading.text.value)
    return section.empty or (wording is not None and wording.exact)


def _by_link(block: Block, wanted: Wanted) -> Iterator[Statement]:
    words = block.text.words
    for fact, how in wanted.linked:
        button = len(words) <= _LINK_WORDS and not set(how["link_words"]).isdisjoint(words.plain)
        for link in block.links:
            if button or any(cue in link.target.lower() for cue in how["links"]):
                yield Statement(fact, link.span)
