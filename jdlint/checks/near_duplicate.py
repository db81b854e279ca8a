"""near-duplicate: points and sentences that say the same in other words, and lists that stand twice that way.

Parallel parts are left alone: levels, grades and roles that stand side by side. So are lines that differ by a name or a number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

from jdlint.checks.duplicate import parallel
from jdlint.findings import Confidence
from jdlint.likeness import containment, content, contrast, figures_apart, likeness, pairs, without_figures
from jdlint.model import Block, Section
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span
from jdlint.words import words

_SHARE = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"enum": ["items", "sentences", "sections"]},
        "alike": _SHARE,
        "maybe": _SHARE,
        "inside": _SHARE,
        "copied": {"type": "boolean"},
        "min_words": {"type": "integer", "minimum": 2},
    },
}
CASES = ("item", "both-lists", "sentence", "numbers", "section")
VALUES = ("match", "other", "heading", "number", "other_number")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)")
_MUST = frozenset(("requirements", "qualifications", "skills", "education", "experience"))
_LISTED = 3  # points of a list that is compared as a whole
_MOST = 0.6  # of its points that an earlier list has
_FEWEST = {"item": 3, "paragraph": 8}  # words that two lines share
_BUT_FOR_NUMBERS = 0.85  # likeness of lines that are the same but for their numbers
_LEAST, _LEAST_INSIDE = 0.5, 0.8  # likeness, and share of the shorter line, below which lines are not alike at all
_ROW, _TELLING = 6, 4  # words in a row that are copied, and how many of them say something
_MOST_SENTENCES = 100  # of a paragraph: a longer one is no paragraph of a posting
_SHOWN = 60  # characters of the other line that a message shows


class _Line(NamedTuple):
    """A point or a sentence, and what it says."""

    block: Block
    section: Section
    text: str
    span: Span
    words: Sequence[str]
    says: frozenset[str]
    language: str


class _Twins(NamedTuple):
    """Two lines that are alike, and how."""

    earlier: _Line
    later: _Line
    both: int  # words that stand in both
    likeness: float
    containment: float
    copied: bool  # whether words that say something stand in both in a row
    numbers: tuple[str, str] | None = None  # in which they differ, and in nothing else


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    looks = {"items": _items, "sentences": _sentences, "sections": _sections}
    look = looks[rule.options["of"]]
    return lambda posting: look(posting, rule) if pairs(posting) else iter(())


def _items(posting: Posting, rule: Rule) -> Iterator[Hit]:
    repeated = set(_repeated_lists(posting))
    reported: set[int] = set()
    for twins in _chosen(posting, rule, "item"):
        later = twins.later
        numbers = (twins.earlier.section.number, later.section.number)
        if numbers in repeated or later.span.start in reported or _is_verbatim(twins):
            continue  # a list that comes again, and what is the same word for word, are said by other rules
        reported.add(later.span.start)
        kinds = [twins.earlier.section.kind, later.section.kind]
        both = "nice_to_have" in kinds and not _MUST.isdisjoint(kind or "" for kind in kinds)
        # `3 years`, and ideally `5 years`, may both hold; of years that may not, another rule speaks
        if twins.numbers is None or not (both or _are_years(posting, twins)):
            yield _hit("numbers" if twins.numbers else "both-lists" if both else "item", twins, rule)


def _sentences(posting: Posting, rule: Rule) -> Iterator[Hit]:
    reported: set[int] = set()
    for twins in _chosen(posting, rule, "paragraph"):
        if twins.later.span.start not in reported:
            reported.add(twins.later.span.start)
            yield _hit("numbers" if twins.numbers else "sentence", twins, rule)


def _are_years(posting: Posting, twins: _Twins) -> bool:
    """Whether both lines ask for years of experience."""
    asked = [each.span for each in posting.facts.years]
    return all(
        any(line.span.start <= span.start < line.span.end for span in asked) for line in (twins.earlier, twins.later)
    )


def _chosen(posting: Posting, rule: Rule, kind: str) -> Iterator[_Twins]:
    """Twins that are alike enough for a rule, and that it may look at."""
    options = rule.options
    fewest, least, inside = (
        options.get("min_words", 4),
        options.get("maybe", options["alike"]),
        options.get("inside", 2),
    )
    for twins in _all_twins(posting, kind):
        alike = (
            twins.likeness >= least or twins.containment >= inside or (twins.copied and options.get("copied", False))
        )
        if twins.both >= fewest and (alike or twins.numbers):
            lines = (twins.earlier, twins.later)
            if all(rule.scope.admits(posting, line.block, line.section) for line in lines):
                yield twins


def _hit(case: str, twins: _Twins, rule: Rule) -> Hit:
    apart = _are_apart(twins.earlier.section, twins.later.section)
    sure: Confidence = "high" if (apart if twins.numbers else twins.likeness >= rule.options["alike"]) else "medium"
    earlier, later = twins.numbers or ("", "")
    values = {
        "match": twins.later.text,
        "other": _shortened(twins.earlier.text),
        "heading": twins.earlier.section.name,
        "number": later,
        "other_number": earlier,
    }
    return Hit(
        twins.later.span,
        case,
        values,
        " ".join(sorted(twins.earlier.says & twins.later.says)),
        sure,
        related=(twins.earlier.span,),
    )


def _are_apart(one: Section, two: Section) -> bool:
    """Whether two sections tell of one job: side by side lines may be steps, and `Full time` and `Part time` are variants."""
    return one.number != two.number and frozenset(words(one.name)).isdisjoint(words(two.name))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _sections(posting: Posting, rule: Rule) -> Iterator[Hit]:
    reported: set[int] = set()
    for first, second in _repeated_lists(posting):
        earlier, later = posting.sections[first], posting.sections[second]
        admitted = all(rule.scope.admits(posting, *found) for found in _points(earlier, later))
        if later.heading is not None and admitted and second not in reported:
            reported.add(second)
            values = {"match": later.name, "other": earlier.name, "heading": earlier.name}
            names = " / ".join(sorted((earlier.name.lower(), later.name.lower())))  # the same whichever comes first
            yield Hit(later.heading.span, "section", values, names, related=(earlier.span,))


def _points(*sections: Section) -> list[tuple[Block, Section]]:
    return [(block, section) for section in sections for block in section.blocks if block.kind == "item"]


def _repeated_lists(posting: Posting) -> list[tuple[int, int]]:
    """The numbers of two sections, most points of the later of which stand in the earlier one too."""
    return posting.once("repeated lists", lambda posting: list(_lists(posting)))


def _lists(posting: Posting) -> Iterator[tuple[int, int]]:
    # by the two sections: the points of the later one that the earlier one has, and whether word for word
    known: defaultdict[tuple[int, int], dict[int, bool]] = defaultdict(dict)
    for twins in _all_twins(posting, "item"):
        numbers = (twins.earlier.section.number, twins.later.section.number)
        if numbers[0] != numbers[1] and twins.numbers is None:
            known[numbers].setdefault(twins.later.span.start, _is_verbatim(twins))
    for numbers, verbatim in known.items():
        points = len(_points(posting.sections[numbers[1]]))
        if len(verbatim) >= max(_LISTED, points * _MOST) and sum(verbatim.values()) < points:
            yield numbers  # word for word: another rule says so


def _is_verbatim(twins: _Twins) -> bool:
    return twins.earlier.block.text.words.plain == twins.later.block.text.words.plain


def _all_twins(posting: Posting, kind: str) -> list[_Twins]:
    """All lines of a kind that are alike at all, the later ones in order."""
    return posting.once(("twins", kind), lambda posting: list(_compared(posting, kind)))


def _compared(posting: Posting, kind: str) -> Iterator[_Twins]:
    blocks = posting.blocks()
    numbers = {number for number, (block, _) in enumerate(blocks) if block.kind == kind}
    fewest = _FEWEST[kind]
    says: dict[int, frozenset[str]] = {}  # of blocks that are asked for
    for first, second in pairs(posting):
        if first not in numbers or second not in numbers:
            continue
        for number in (first, second):
            if number not in says:
                says[number] = content(blocks[number][0].text.words.plain, posting.language)
        both = says[first] & says[second]
        if len(both) < fewest or (kind == "item" and not _may_be_twins(both, says[first], says[second])):
            continue
        earlier, later = (_lines_sharing(posting, number, says[number], both, fewest) for number in (first, second))
        lines = product(later, earlier)
        found = next((twins for later, earlier in lines if (twins := _twins(earlier, later, fewest)) is not None), None)
        if found is not None and not parallel(blocks[first][1], blocks[second][1]):
            yield found


def _lines_sharing(
    posting: Posting, number: int, says: frozenset[str], both: frozenset[str], fewest: int
) -> list[_Line]:
    """The lines of a block that have so many of the words that it shares with another block: none else can be a twin."""
    return [line for line in _lines_of(posting, number, says) if len(line.says & both) >= fewest]


def _may_be_twins(both: frozenset[str], one: frozenset[str], two: frozenset[str]) -> bool:
    """A quick look at what two lines say, and what both do: without it most pairs would be looked at closely in vain."""
    shared, shorter = len(both), min(len(one), len(two))
    return (
        shared >= _TELLING  # some of them may be copied in a row
        or shared >= _LEAST_INSIDE * shorter
        or shared >= _LEAST * (len(one) + len(two) - shared)
    )


def _twins(one: _Line, two: _Line, fewest: int) -> _Twins | None:
    both = len(one.says & two.says)
    if both < fewest or not _may_be_twins(one.says & two.says, one.says, two.says):
        return None
    alike, inside = likeness(one.says, two.says), containment(one.says, two.says)
    copied = both >= _TELLING and _has_copied(one, two)
    if alike < _LEAST and inside < _LEAST_INSIDE and not copied:
        return None
    numbers = _numbers(one, two, fewest)
    if numbers is None and contrast(one.text, two.text):
        return None
    return _Twins(one, two, both, alike, inside, copied, numbers)


def _numbers(one: _Line, two: _Line, fewest: int) -> tuple[str, str] | None:
    """The numbers in which two lines differ that are the same in all else, and say enough."""
    left, right = (without_figures(line.says, line.language) for line in (one, two))
    if len(left & right) < fewest or likeness(left, right) < _BUT_FOR_NUMBERS:
        return None
    return figures_apart(one.text, two.text, one.language)


def _has_copied(one: _Line, two: _Line) -> bool:
    """Whether some words stand in both in a row, enough of which say something."""
    first, second = one.words, two.words
    rows = {tuple(first[at : at + _ROW]) for at in range(len(first) - _ROW + 1)}
    shared = [row for at in range(len(second) - _ROW + 1) if (row := tuple(second[at : at + _ROW])) in rows]
    return any(len(one.says & content(row, one.language)) >= _TELLING for row in shared)


def _lines_of(posting: Posting, number: int, says: frozenset[str]) -> Sequence[_Line]:
    """What of a block is compared: a point as a whole, the sentences of a paragraph."""
    block, section = posting.blocks()[number]
    if block.kind == "item":
        words = block.text.words.plain
        return (_Line(block, section, block.text.value, block.span, words, says, posting.language),)
    return posting.once(("sentences", number), lambda posting: _lines(block, section, posting.language))


def _lines(block: Block, section: Section, language: str) -> Sequence[_Line]:
    """The sentences of a paragraph."""
    text = block.text.value
    found = []
    start = 0
    for end in [*(match.start() for match in _SENTENCE.finditer(text)), len(text)]:
        sentence = text[start:end].strip()
        if sentence:
            begin = text.index(sentence, start)
            said = words(sentence)
            span = block.text.span(begin, begin + len(sentence))
            found.append(_Line(block, section, sentence, span, said, content(said, language), language))
        start = end
    return found[:_MOST_SENTENCES]


bind = one_by_one(_prepare)
