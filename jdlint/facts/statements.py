"""Statements: whether and where a posting says its place, how to apply, its benefits … (jdlint/data/statements.yml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jdlint.data import table
from jdlint.hints import Hints
from jdlint.model import Block, Section, Statement, plain_key
from jdlint.phrases import PhraseIndex
from jdlint.posting import Candidate, Posting
from jdlint.text import Span
from jdlint.titles import names_a_job
from jdlint.wordings import heading_wording
from jdlint.words import Words

_SHORT = 9  # words of a block in which a single word such as "Remote" says the place
_VAGUE_KEYS = frozenset(("type", "hours", "contract"))
_EMPTY = re.compile(r"\W*(?:tbd|tbc|todo|n/?a|not stated)?\W*$", re.IGNORECASE)


@cache
def _phrases(language: str) -> PhraseIndex[tuple[str, bool]]:
    """Phrases of all facts in a language, in all of them where it is not known; True for those that count in short blocks only."""
    entries: list[tuple[str, tuple[str, bool]]] = []
    for fact, how in table("statements").items():
        phrases = how.get("phrases", {})
        for name in (language,) if language in phrases else phrases:
            entries += [(phrase, (fact, False)) for phrase in phrases[name]]
        entries += [(phrase, (fact, True)) for phrase in how.get("short", ())]
    return PhraseIndex(entries)


class _Pattern(NamedTuple):
    """A regular expression that finds a fact; compiled when one of its hints is first met."""

    fact: str
    regex: str
    hints: Hints
    titles: bool  # whether it looks at headings, or at all else
    words: frozenset[str]  # a block without any of these needs no look; empty: any block


@cache
def _patterns() -> list[_Pattern]:
    return [
        _Pattern(
            fact, entry["regex"], Hints.of(entry["hints"]), bool(entry.get("titles")), frozenset(entry.get("words", ()))
        )
        for fact, how in table("statements").items()
        for entry in how.get("patterns", ())
    ]


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def statements(posting: Posting) -> Mapping[str, Statement]:
    """What the posting states, each with the first place where it does."""
    found: dict[str, Statement] = {}
    for statement in _all(posting, found):
        found.setdefault(statement.fact, statement)
    return found


def _all(posting: Posting, known: Collection[str]) -> Iterator[Statement]:
    """Statements in the order of what is surest; patterns run only for facts that are not ``known`` yet."""
    shown = posting.meta is None or posting.meta.shown
    yield from _in_front_matter(posting) if shown else ()
    yield from _in_title(posting)
    if posting.facts.pay:
        yield Statement("pay", posting.facts.pay[0].span)
    yield from _in_sections(posting, known)
    passages = posting.facts.passages
    found = [statement for start, names in passages.items() for statement in _by_passage(start, names)]
    phrases = _phrases(posting.language)
    seen = set(known)
    for candidate in posting.candidates(phrases):
        statement = _by_phrase(candidate, passages, seen)
        if statement is not None:
            found.append(statement)
            seen.add(statement.fact)
    for block, _ in posting.blocks():
        if block.kind == "item" and ":" in block.text.value[:40]:
            found += _by_label(block)
        if block.links and _counts(block, passages):
            found += _by_link(block)
    yield from sorted(found, key=lambda statement: statement.span)
    yield from _by_pattern(posting, known)
    yield from () if shown else _in_front_matter(posting)


def _counts(block: Block, passages: Mapping[int, frozenset[str]]) -> bool:
    return block.kind != "code" and "chrome" not in passages.get(block.span.start, ())


def _in_front_matter(posting: Posting) -> Iterator[Statement]:
    if posting.meta is None:
        return
    for fact, how in table("statements").items():
        entry = posting.meta.first(*how.get("meta", ()))
        if entry is not None and not _EMPTY.match(str(entry[1])) and _fits(fact, entry[0], str(entry[1])):
            yield Statement(fact, posting.meta.spans[entry[0]])


def _in_title(posting: Posting) -> Iterator[Statement]:
    """A title that stands in front matter alone can say it too: `Nurse, part-time, remote`."""
    if posting.title is not None and posting.title.block is None:
        for found in _phrases(posting.language).find(Words(posting.title.text)):
            yield Statement(found.key[0], posting.title.span)


def _fits(fact: str, key: str, value: str) -> bool:
    """Whether a value is of the fact's sort, for a key with several meanings: `type: section` is no employment type."""
    if fact == "how_to_apply" and value == "False":
        return False  # `directApply: false`
    if plain_key(key) not in _VAGUE_KEYS:
        return True
    return any(found.key[0] == fact for found in _phrases("").find(Words(value)))


@cache
def _by_kind() -> Mapping[str, list[tuple[str, int]]]:
    """What a section states by its kind, and how many words it takes."""
    facts: dict[str, list[tuple[str, int]]] = {}
    for fact, how in table("statements").items():
        for kind in how.get("sections", ()):
            facts.setdefault(kind, []).append((fact, how.get("words", 1)))
    return facts


def _in_sections(posting: Posting, known: Collection[str]) -> Iterator[Statement]:
    passages = posting.facts.passages
    for section in posting.sections:
        if section.kind is None or section.heading is None or not _counts(section.heading, passages):
            continue
        for fact, words in _by_kind().get(section.kind, ()):
            if fact not in known and _words_in(section) >= words:
                yield Statement(fact, section.span)


def _words_in(section: Section) -> int:
    """Words under a heading, the value of a `Label: value` heading included."""
    value = section.name.partition(":")[2] if section.heading else ""
    return len(value.split()) + sum(
        len(block.text.words) for block in section.blocks if not _EMPTY.match(block.text.value)
    )


def _by_passage(start: int, passages: frozenset[str]) -> Iterator[Statement]:
    for fact, how in table("statements").items():
        if not passages.isdisjoint(how.get("passages", ())):
            yield Statement(fact, Span(start, start))


def _by_label(block: Block) -> Iterator[Statement]:
    """`Closes: 14 February` in a list says what a section with that heading would."""
    label, _, value = block.text.value.partition(":")
    wording = heading_wording(label) if value.strip() and len(label.split()) <= 4 else None
    for fact, how in table("statements").items() if wording and wording.exact else ():
        if wording and wording.kind in how.get("sections", ()) and len(value.split()) >= how.get("words", 1):
            yield Statement(fact, block.span)


def _by_phrase(
    candidate: Candidate[tuple[str, bool]], passages: Mapping[int, frozenset[str]], seen: Collection[str]
) -> Statement | None:
    fact, only_short = candidate.key
    block = candidate.block
    if fact in seen or not _counts(block, passages):
        return None
    if candidate.section.empty and block is candidate.section.heading:
        return None  # `Closing date` with nothing under it states none
    if only_short and (block.kind == "item" or len(block.text.words) > _SHORT):
        return None
    bare_button = len(block.text.words) <= 3 and not block.links
    if fact == "how_to_apply" and (passages.get(block.span.start) or bare_button):
        return None  # "apply all the same" is no way to apply, nor is a button that lost its link
    found = candidate.found()
    return Statement(fact, block.text.span(found.start, found.end)) if found is not None else None


def _by_link(block: Block) -> Iterator[Statement]:
    for link in block.links:
        if any(cue in link.target.lower() for cue in table("statements")["how_to_apply"]["links"]):
            yield Statement("how_to_apply", link.span)


def _by_pattern(posting: Posting, known: Collection[str]) -> Iterator[Statement]:
    passages = posting.facts.passages
    for fact, regex, hints, titles, words in _patterns():
        for block, _ in posting.blocks_hinted(hints) if fact not in known else ():
            if block.kind == "item" or titles != (block.kind in ("heading", "title")):
                continue  # what a list says of a place or an employer is seldom said of this job
            if not _counts(block, passages) or (words and words.isdisjoint(block.text.words.plain)):
                continue
            match = _compiled(regex).search(block.text.value)
            # "The Lead Developer is a …" names no employer
            if match and (fact != "company" or titles or not names_a_job(match.group())):
                yield Statement(fact, block.text.span(*match.span()))
                break
