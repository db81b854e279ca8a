"""Claims: what a posting says of its own job, wherever it says so (jdlint/data/claims.yml): full-time, permanent, remote …

The first statement of a fact would do for one who asks whether it is stated; here every place counts, for they may
contradict one another. So what is said of others, of earlier jobs or as one of several ways is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jdlint.data import table
from jdlint.facts.labels import labelled
from jdlint.model import Block, Section
from jdlint.particulars import Claim
from jdlint.phrases import Found, PhraseIndex
from jdlint.posting import Posting
from jdlint.wordings import normalised
from jdlint.words import Words, words

_VALUE = 8  # words of what stands after a label
_END = "$"  # of the title
_SHORT = 5  # words of a line of facts, `Full-time · permanent`
_FACTS = frozenset(
    (None, "role_summary", "vacancy_meta", "location", "schedule", "compensation")
)  # where such lines stand
_STOP = re.compile(r"[.;!?](?=\s|$)")


class _Key(NamedTuple):
    fact: str
    value: str  # "" leaves the fact open
    way: str  # how the phrase says it: one of the lists in the table


class _Lists(NamedTuple):
    """The table as it is looked up."""

    phrases: PhraseIndex[_Key]
    hedges: frozenset[str]
    extending: frozenset[str]
    of_extending: frozenset[str]
    not_in: frozenset[str]
    labels: Mapping[str, frozenset[str]]  # the facts that a label is of
    meta: Mapping[str, Sequence[str]]
    words: Mapping[
        str, Sequence[Sequence[tuple[str, str]]]
    ]  # of a fact, for each value one or two without which nothing says it
    telling: frozenset[str]  # the first words of these


@cache
def _lists() -> _Lists:
    data = table("claims")
    labels: dict[str, set[str]] = {}
    entries: list[tuple[str, _Key]] = []
    for fact, how in data["facts"].items():
        for label in how["labels"]:
            labels.setdefault(normalised(label), set()).add(fact)
        entries += _entries(fact, how)
    return _Lists(
        PhraseIndex(entries, "/,"),
        frozenset(data["hedges"]),
        frozenset(data["extending"]),
        frozenset(data["of_extending"]),
        frozenset(data["not_in"]),
        {label: frozenset(facts) for label, facts in labels.items()},
        {fact: how["meta"] for fact, how in data["facts"].items()},
        {
            fact: [_pairs(value["words"]) for value in how["values"].values() if "means" not in value]
            for fact, how in data["facts"].items()
        },
        frozenset(
            first
            for how in data["facts"].values()
            for value in how["values"].values()
            for first, _ in _pairs(value["words"])
        ),
    )


def _entries(fact: str, how: Mapping[str, Any]) -> Iterator[tuple[str, _Key]]:
    for phrase in how["open"]:
        yield phrase, _Key(fact, "", "open")
    for phrase in how.get("not_title", ()):
        yield phrase, _Key(fact, "", "not_title")
    for value, ways in how["values"].items():
        for way in ("phrases", "short", "opening", "title"):
            for phrase in ways.get(way, ()):
                sure = way == "phrases" and "means" in ways
                yield phrase, _Key(fact, ways.get("means", value), "sure" if sure else way)


def claims(posting: Posting) -> Sequence[Claim]:
    """What is claimed, in order; nothing of a fact that the posting leaves open, or of which it can say one thing only."""
    if not _may_differ(posting) or is_for_several(posting):
        return []
    found: dict[tuple[int, str], list[Claim]] = {}
    left_open: set[str] = set()
    lines = _lines_of_facts(posting)
    passages = posting.facts.passages
    for candidate in posting.candidates(_lists().phrases):
        block, section, key = candidate.block, candidate.section, candidate.key
        if block.kind == "code" or "chrome" in passages.get(block.span.start, ()):
            continue
        phrase = candidate.found()
        if phrase is None:
            continue
        if key.way in ("open", "not_title"):
            if key.way == "open" or block.kind == "title":
                left_open.add(key.fact)
        elif section.kind not in _lists().not_in and _claims(phrase, block, section, lines.get(block.span, ())):
            text = block.text.value[phrase.start : phrase.end]
            claim = Claim(block.text.span(phrase.start, phrase.end), key.fact, key.value, text)
            found.setdefault((block.span.start, key.fact), []).append(claim)
    for fact, claim in (*_by_pattern(posting), *_in_front_matter(posting)):
        found.setdefault((claim.span.start, fact), []).append(claim)
    for (_, fact), several in found.items():
        if len({claim.value for claim in several}) > 1:
            left_open.add(fact)  # two in one line are a choice
    kept = [several[0] for (_, fact), several in found.items() if fact not in left_open]
    return sorted(kept, key=lambda claim: claim.span)


def is_for_several(posting: Posting) -> bool:
    """Whether a posting is for several jobs, which may differ in anything."""
    return any(True for _ in posting.find(_several()))


@cache
def _several() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("claims")["several"])


def _pairs(entries: Sequence[str]) -> list[tuple[str, str]]:
    return [(first, second) for first, _, second in (entry.partition(" ") for entry in entries)]


def _may_differ(posting: Posting) -> bool:
    """Whether words of two values of one fact stand in the posting: most have no such words, and need no look at phrases."""
    in_meta: list[str] = []
    if posting.meta is not None and posting.meta.shown:
        in_meta = words(" ".join(map(str, posting.meta.values.values())))
        if True in posting.meta.values.values():
            in_meta.append("remote")  # `remote: true`
    lists = _lists()
    said = (lists.telling & posting.words).union(lists.telling.intersection(in_meta))
    for values in lists.words.values():
        told = [value for value in values if not said.isdisjoint([first for first, _ in value])]
        if len(told) > 1:
            saying = [
                any(first in said and _has(posting, in_meta, first, second) for first, second in value)
                for value in told
            ]
            if sum(saying) > 1:
                return True
    return False


def _has(posting: Posting, in_meta: list[str], first: str, second: str) -> bool:
    if not second or (first in in_meta and second in in_meta):
        return True
    if second == _END:
        return posting.title is not None and words(posting.title.text)[-1:] == [first]
    places, plain = posting.places.get(first, ()), posting.plain
    return any(plain[at + 1 : at + 2] == [second] for at in places)


def _lines_of_facts(posting: Posting) -> Mapping[Any, Collection[str]]:
    """The facts that the label before a block is of, by the block."""
    labels = _lists().labels
    found: dict[Any, Collection[str]] = {}
    for label, value, block in labelled(posting):
        if len(value.split()) <= _VALUE and (facts := labels.get(normalised(label))):
            found[block.span] = facts
    for section in posting.sections:
        if section.heading is not None and section.blocks:
            facts = labels.get(normalised(section.name.partition(":")[0]))
            block = section.blocks[0] if ":" not in section.name else section.heading
            if facts and len(block.text.words) <= _VALUE:
                found[block.span] = facts
    return found


def _claims(phrase: Found[_Key], block: Block, section: Section, labelled_as: Collection[str]) -> bool:
    key, count = phrase.key, len(block.text.words)
    if key.way == "sure":
        return True
    start, _ = _sentence(block.text.value, phrase.start, phrase.end)
    if key.way == "opening" and block.text.value[start : phrase.start].strip():
        return False
    if key.way == "title":
        return block.kind == "title"
    if key.way == "short":
        told = key.fact in labelled_as
        line = count <= _SHORT and section.kind in _FACTS and block.kind in ("paragraph", "item", "cell")
        if not (told or (key.fact != "level" and (block.kind == "title" or line))):
            return False
    return not _is_hedged(block, phrase.start, phrase.end)


def _is_hedged(block: Block, first: int, last: int) -> bool:
    """Whether the sentence around leaves open what is said there."""
    start, end = _sentence(block.text.value, first, last)
    around = Words(block.text.value[start:first] + " " + block.text.value[last:end])
    hedges = _lists().hedges.intersection(around.plain)
    extending = not _lists().extending.isdisjoint(around.plain)  # `with the option to extend` leaves nothing open
    return bool(hedges - _lists().of_extending if extending else hedges)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which something stands."""
    before = [stop.end() for stop in _STOP.finditer(text, 0, start)]
    after = _STOP.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


@cache
def _patterns() -> list[tuple[str, str, str, re.Pattern[str]]]:
    """Fact, value, the word without which it does not stand, and the pattern."""
    return [
        (fact, value, entry["word"], re.compile(entry["regex"], re.IGNORECASE))
        for fact, how in table("claims")["facts"].items()
        for value, ways in how["values"].items()
        for entry in ways.get("patterns", ())
    ]


def _by_pattern(posting: Posting) -> Iterator[tuple[str, Claim]]:
    blocks = posting.blocks()
    for fact, value, word, pattern in _patterns():
        for number in sorted({posting.block_of(at) for at in posting.places.get(word, ())}):
            block, section = blocks[number]
            found = pattern.search(block.text.value) if block.kind != "code" and not posting.is_chrome(block) else None
            if found and section.kind not in _lists().not_in and not _is_hedged(block, *found.span()):
                yield fact, Claim(block.text.span(*found.span()), fact, value, found.group())


def _in_front_matter(posting: Posting) -> Iterator[tuple[str, Claim]]:
    if posting.meta is None or not posting.meta.shown:
        return
    for fact, keys in _lists().meta.items():
        for name in keys:
            entry = posting.meta.first(name)
            if entry is None:
                continue
            span, value = posting.meta.spans[entry[0]], entry[1]
            if fact == "workplace" and value is True:
                yield fact, Claim(span, fact, "remote", f"{entry[0]}: true")
            for said in value if isinstance(value, list) else [value]:
                for phrase in _lists().phrases.find(Words(str(said))):
                    if phrase.key.fact == fact and phrase.key.value and phrase.key.way in ("short", "phrases", "sure"):
                        yield fact, Claim(span, fact, phrase.key.value, str(said)[phrase.start : phrase.end])
                    elif phrase.key.fact == fact and phrase.key.way == "open":
                        yield fact, Claim(span, fact, "", str(said))
