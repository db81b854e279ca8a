"""Statements: whether and where a posting says its place, how to apply, its benefits … (jdlint/data/statements.yml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jdlint.data import table
from jdlint.facts.labels import labelled
from jdlint.facts.subtitles import subtitles
from jdlint.hints import Hints
from jdlint.model import Block, Section, Statement, plain_key
from jdlint.phrases import PhraseIndex
from jdlint.posting import Candidate, Posting
from jdlint.text import Span
from jdlint.titles import names_a_job
from jdlint.wordings import heading_wording, normalised
from jdlint.words import Words

_SHORT = 9  # words of a block in which a single word such as "Remote" says the place
_EMPTY = re.compile(r"\W*(?:tbd|tbc|todo|n/?a|not stated|closed|filled|expired)?\W*$", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_NUMBERING = re.compile(r"^\d{1,2}[.)]\s")
_LINK_WORDS = 8  # of a line that is a button


class _Pattern(NamedTuple):
    """A regular expression that finds a fact; compiled when one of its hints is first met."""

    regex: str
    hints: Sequence[str]
    titles: bool  # whether it looks at headings, or at all else
    words: frozenset[str]  # a block without any of these needs no look; empty: any block
    items: bool  # whether it looks at points of lists too


class _Wanted:
    """The facts of a table and how each is known, as it is looked up."""

    def __init__(self, name: str) -> None:
        self.facts: Mapping[str, Mapping[str, Any]] = table(name)
        self.patterns = {  # with the hints of all of them: one look at a posting for each fact
            fact: (Hints.of([hint for entry in how["patterns"] for hint in entry["hints"]]), _patterns(how["patterns"]))
            for fact, how in self.facts.items()
            if "patterns" in how
        }
        # what a section states by its kind, and how many words it takes
        self.by_section: dict[str, list[tuple[str, int]]] = {}
        for fact, how in self.facts.items():
            for kind in how.get("sections", ()):
                self.by_section.setdefault(kind, []).append((fact, how.get("words", 1)))
        self.labels = {normalised(label): fact for fact, how in self.facts.items() for label in how.get("labels", ())}
        # headings of a section's kind that are about something else: `Travel` is no place
        self.other_headings = {
            fact: frozenset(how["not_headings"]) for fact, how in self.facts.items() if "not_headings" in how
        }
        self.linked = [(fact, how) for fact, how in self.facts.items() if "links" in how]
        self._phrases: dict[str, PhraseIndex[tuple[str, bool]]] = {}

    def phrases(self, language: str) -> PhraseIndex[tuple[str, bool]]:
        """Phrases of all facts in a language, in all of them where it is not known; True: those for short blocks only."""
        if language not in self._phrases:
            entries: list[tuple[str, tuple[str, bool]]] = []
            for fact, how in self.facts.items():
                phrases = how.get("phrases", {})
                for name in (language,) if language in phrases else phrases:
                    entries += [(phrase, (fact, False)) for phrase in phrases[name]]
                entries += [(phrase, (fact, True)) for phrase in how.get("short", ())]
            self._phrases[language] = PhraseIndex(entries)
        return self._phrases[language]


def _patterns(entries: Sequence[Mapping[str, Any]]) -> list[_Pattern]:
    return [
        _Pattern(
            entry["regex"],
            entry["hints"],
            bool(entry.get("titles")),
            frozenset(entry.get("words", ())),
            bool(entry.get("items")),
        )
        for entry in entries
    ]


_wanted = cache(_Wanted)


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def statements(posting: Posting) -> Mapping[str, Statement]:
    """What the posting states, each with the first place where it does."""
    found: dict[str, Statement] = {}
    pay = [Statement("pay", figure.span) for figure in posting.facts.pay_as_written[:1]]
    for statement in _all(posting, _wanted("statements"), found, [*subtitles(posting), *pay]):
        found.setdefault(statement.fact, statement)
    if posting.shared is not None:
        found = {**posting.shared.facts.statements, **found}
    return found


def details(posting: Posting) -> Mapping[str, Statement]:
    """What else the posting states (jdlint/data/details.yml): what few rules ask for, and so is looked for apart."""
    found: dict[str, Statement] = {}
    for statement in _all(posting, _wanted("details"), found):
        found.setdefault(statement.fact, statement)
    return {**posting.shared.facts.details, **found} if posting.shared is not None else found


def _all(
    posting: Posting, wanted: _Wanted, known: Collection[str], seen_already: Sequence[Statement] = ()
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
    for candidate in posting.candidates(wanted.phrases(posting.language)):
        statement = _by_phrase(candidate, passages, seen, wanted)
        if statement is not None:
            found.append(statement)
            seen.add(statement.fact)
    for label, value, block in labelled(posting):
        found += _by_label(label, value, block, wanted)
    for block, _ in posting.blocks():
        if block.links and _counts(block, passages):
            found += _by_link(block, wanted)
    yield from sorted(found, key=lambda statement: statement.span)
    yield from _by_pattern(posting, wanted, known)
    yield from () if shown else _in_front_matter(posting, wanted)


def _counts(block: Block, passages: Mapping[int, frozenset[str]]) -> bool:
    return block.kind != "code" and "chrome" not in passages.get(block.span.start, ())


def _in_front_matter(posting: Posting, wanted: _Wanted) -> Iterator[Statement]:
    if posting.meta is None:
        return
    for fact, how in wanted.facts.items():
        entry = posting.meta.first(*how.get("meta", ()))
        if entry is not None and not _EMPTY.match(str(entry[1])) and _fits(fact, entry[0], str(entry[1]), wanted):
            yield Statement(fact, posting.meta.spans[entry[0]])
            if fact == "location":  # `location: Remote (UK)`
                yield from _in_value(str(entry[1]), posting.meta.spans[entry[0]], wanted)


def _in_value(value: str, span: Span, wanted: _Wanted) -> Iterator[Statement]:
    """What a value says by the way."""
    if any(found.key[0] == "work_arrangement" for found in wanted.phrases("").find(Words(value))):
        yield Statement("work_arrangement", span)


def _in_title(posting: Posting, wanted: _Wanted) -> Iterator[Statement]:
    """A title that stands in front matter alone can say it too: `Nurse, part-time, remote`."""
    if posting.title is not None and posting.title.block is None:
        for found in wanted.phrases(posting.language).find(Words(posting.title.text)):
            yield Statement(found.key[0], posting.title.span)


def _fits(fact: str, key: str, value: str, wanted: _Wanted) -> bool:
    """Whether a value is of the fact's sort, for a key with several meanings: `type: section` is no employment type."""
    if fact == "how_to_apply" and value == "False":
        return False  # `directApply: false`
    if plain_key(key) not in wanted.facts[fact].get("vague_keys", ()):
        return True
    return any(found.key[0] == fact for found in wanted.phrases("").find(Words(value)))


def _in_sections(posting: Posting, wanted: _Wanted, known: Collection[str]) -> Iterator[Statement]:
    passages = posting.passages
    for section in posting.sections:
        heading = section.heading
        facts = wanted.by_section.get(section.kind or "", ())
        if heading is None or not (facts or wanted.labels) or not _counts(heading, passages):
            continue
        words = -1  # under the heading; counted when a fact asks
        for fact, fewest in facts:
            if fact in known or not wanted.other_headings.get(fact, _NONE).isdisjoint(heading.text.words.plain):
                continue
            words = _words_in(section) if words < 0 else words
            if words >= fewest:
                yield Statement(fact, section.span)
        labelled_fact = wanted.labels.get(normalised(section.name.partition(":")[0])) if wanted.labels else None
        if labelled_fact is not None and _words_in(section):
            yield Statement(labelled_fact, section.span)


def _words_in(section: Section) -> int:
    """Words under a heading, the value of a `Label: value` heading included."""
    value = section.name.partition(":")[2] if section.heading else ""
    stated = 0 if _EMPTY.match(value) else len(value.split())
    return stated + sum(len(block.text.words) for block in section.blocks if not _EMPTY.match(block.text.value))


def _by_passage(start: int, passages: frozenset[str], wanted: _Wanted) -> Iterator[Statement]:
    for fact, how in wanted.facts.items():
        if not passages.isdisjoint(how.get("passages", ())):
            yield Statement(fact, Span(start, start))


def _by_label(label: str, value: str, block: Block, wanted: _Wanted) -> Iterator[Statement]:
    """`Closes: 14 February` in a list says what a section with that heading would."""
    if wanted.labels and value.strip() and normalised(label) in wanted.labels:
        yield Statement(wanted.labels[normalised(label)], block.span)
    wording = heading_wording(label) if value.strip() and len(label.split()) <= 4 else None
    for fact, how in wanted.facts.items() if wording and wording.exact else ():
        if wording and wording.kind in how.get("sections", ()) and len(value.split()) >= how.get("words", 1):
            yield Statement(fact, block.span)
            if fact == "location":  # `Location: Hull, on-site`
                yield from _in_value(value, block.span, wanted)


def _by_phrase(
    candidate: Candidate[tuple[str, bool]],
    passages: Mapping[int, frozenset[str]],
    seen: Collection[str],
    wanted: _Wanted,
) -> Statement | None:
    fact, only_short = candidate.key
    block = candidate.block
    if fact in seen or not _counts(block, passages):
        return None
    if block is candidate.section.heading and _is_promise(block, candidate.section):
        return None
    if _is_about_else(wanted.facts[fact], block, candidate.section):
        return None
    length = len(block.text.words)
    if only_short and (length > _SHORT or (block.kind == "item" and length > candidate.last - candidate.first + 1)):
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


def _is_about_else(how: Mapping[str, Any], block: Block, section: Section) -> bool:
    """Whether a phrase says something of the work, or of other jobs, and not of this one."""
    if block.kind == "item" and section.kind in how.get("not_in", ()):
        return True
    return any(words in block.text.words.lower for words in how.get("unless", ()))


def _by_link(block: Block, wanted: _Wanted) -> Iterator[Statement]:
    words = block.text.words
    for fact, how in wanted.linked:
        button = len(words) <= _LINK_WORDS and not set(how["link_words"]).isdisjoint(words.plain)
        for link in block.links:
            if button or any(cue in link.target.lower() for cue in how["links"]):
                yield Statement(fact, link.span)


def _by_pattern(posting: Posting, wanted: _Wanted, known: Collection[str]) -> Iterator[Statement]:
    for fact, (hints, patterns) in wanted.patterns.items():
        near = posting.hinted(hints) if fact not in known else {}
        found = next((span for each in patterns if near for span in _matches(posting, fact, each, near)), None)
        if found is not None:
            yield Statement(fact, found)


def _matches(posting: Posting, fact: str, pattern: _Pattern, near: Mapping[str, Sequence[int]]) -> Iterator[Span]:
    """Where a pattern finds its fact; ``near``: the numbers of the blocks in which each hint stands."""
    passages, blocks = posting.passages, posting.blocks()
    for number in sorted({number for hint in pattern.hints for number in near.get(hint, ())}):
        block = blocks[number][0]
        if (block.kind == "item" and not pattern.items) or pattern.titles != (block.kind in ("heading", "title")):
            continue  # what a list says of a place or an employer is seldom said of this job
        if not _counts(block, passages) or (pattern.words and pattern.words.isdisjoint(block.text.words.plain)):
            continue
        match = _compiled(pattern.regex).search(block.text.value)
        # "The Lead Developer is a …" names no employer
        if match and (fact != "company" or pattern.titles or not names_a_job(match.group())):
            yield block.text.span(*match.span())
