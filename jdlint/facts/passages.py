"""Passages: paragraphs that language rules leave alone, known by what they say and not by their heading alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from jdlint.data import table
from jdlint.facts.tables import in_language
from jdlint.model import Block
from jdlint.phrases import PhraseIndex
from jdlint.posting import Candidate, Posting

_SECTIONS = {"eeo_statement": "eeo", "accommodation": "accommodation"}
_CHROME = frozenset(("chrome",))
_CARD = ("name", "line")
_LONGEST_NAME = 4  # words of an employer's name
_PROSE = ("paragraph", "quote", "cell")  # what such a passage in free words is: a point of a list tells of the work
_WORK = frozenset(
    ("responsibilities", "requirements", "nice_to_have", "qualifications", "skills", "experience", "about_company")
)
_OF_WHAT = 4  # words after one for variety that tell of what
_ENOUGH = 4  # protected characteristics in one block


@cache
def _phrases(language: str) -> PhraseIndex[tuple[str, str]]:
    """All phrases of all passages in one index, each with how it counts and for what."""
    passages = table("passages")
    said = [
        (phrase, ("said", name))
        for name in ("accommodation", "encouragement", "eeo")
        for phrases in passages[name][
            "phrases"
        ].values()  # a posting may have its statement in another language as well
        for phrase in phrases
    ]
    paired = [
        (phrase, (how, name))
        for name in ("accommodation", "encouragement", "eeo")
        for how in ("acts", "whom")
        for phrase in in_language(passages[name][how], language)
    ]
    listed = [(phrase, ("listed", phrase)) for phrase in passages["eeo"]["characteristics"]]
    return PhraseIndex(
        [*said, *paired, *listed, *((phrase, ("opening", "")) for phrase in passages["chrome"]["openings"])]
    )


def passages(posting: Posting) -> Mapping[int, frozenset[str]]:
    """The passages that a block is, by the block's offset; most blocks are none."""
    found = list(posting.candidates(_phrases(posting.language)))
    said = _said(found)
    for section in posting.sections:
        if section.kind in _SECTIONS:
            for block in (section.heading, *section.blocks):
                if block is not None:
                    said.setdefault(block.span.start, {_SECTIONS[section.kind]})
    chrome = _chrome_start(posting, found)
    passages = {start: frozenset(names) for start, names in said.items() if chrome is None or start < chrome}
    if chrome is not None:
        passages |= {block.span.start: _CHROME for block, _ in posting.blocks() if block.span.start >= chrome}
    return passages


def _said(found: Sequence[Candidate[tuple[str, str]]]) -> dict[int, set[str]]:
    """What blocks are by their words."""
    said: dict[int, set[str]] = {}
    listed: dict[int, set[str]] = {}
    paired: dict[tuple[int, str], set[str]] = {}  # an act and whom it is for, in one block: in free words
    for candidate in found:
        how, what = candidate.key
        if how == "said" and candidate.found() is not None and not _is_of_work(candidate):
            said.setdefault(candidate.block.span.start, set()).add(what)
        elif how == "listed":
            listed.setdefault(candidate.block.span.start, set()).add(what)
        elif how in ("acts", "whom") and candidate.block.kind in _PROSE and candidate.section.kind not in _WORK:
            paired.setdefault((candidate.block.span.start, what), set()).add(how)
    for (start, name), both in paired.items():
        if len(both) == len(("acts", "whom")):
            said.setdefault(start, set()).add(name)
    for start, names in listed.items():
        if len(names) >= _ENOUGH:
            said.setdefault(start, set()).add("eeo")
    return said


def _is_of_work(candidate: Candidate[tuple[str, str]]) -> bool:
    """Whether a phrase is said of the work: `Vielfalt an Aufgaben`, `accompagner des personnes en situation de handicap`."""
    variety, people = table("passages")["variety"], table("passages")["people"]
    plain = candidate.block.text.words.plain
    said = " ".join(plain[candidate.first : candidate.last + 1])
    if said in people["words"]:
        return set(people["beside"]).isdisjoint(plain)
    after = plain[candidate.last + 1 : candidate.last + 1 + _OF_WHAT]
    return said in variety["words"] and not set(variety["of"]).isdisjoint(after)


def _chrome_start(posting: Posting, found: Sequence[Candidate[tuple[str, str]]]) -> int | None:
    """Where a job board's own text begins: a block below the first third that is little more than an opening."""
    blocks = [block for block, _ in posting.blocks()]
    third = blocks[len(blocks) // 3].span.start if blocks else 0
    for candidate in found:
        block, length = candidate.block, len(candidate.block.text.words)
        if (
            candidate.key[0] == "opening"
            and block.kind != "item"
            and block.span.start >= third
            and length <= 10
            and candidate.last - candidate.first >= length - 6
            and candidate.found() is not None
        ):
            return _with_card(posting, blocks, blocks.index(block)).span.start
    return None


def _with_card(posting: Posting, blocks: Sequence[Block], at: int) -> Block:
    """Where the board's text begins with the employer's card: its name alone, and below it a line in nobody's voice."""
    if at >= len(_CARD):
        name, line = blocks[at - 2 : at]
        words = name.text.words.plain
        known = posting.text.count(name.text.value) > 1
        if known and len(words) <= _LONGEST_NAME and name.kind != "item" and line.kind == "paragraph":
            voices = table("passages")["voices"].get(posting.language, ())
            if not any(word in voices for word in line.text.words.plain):
                return name
    return blocks[at]
