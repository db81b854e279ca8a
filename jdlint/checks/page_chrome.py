"""page-chrome: what a web page left in a copied posting: its buttons, a job board's own text, words run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.model import Block
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later

OPTIONS: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "lines": PHRASES,
        "board": {"type": "boolean"},
        "glued": {"type": "boolean"},
        "names": PHRASES,
        "common": PHRASES,
    },
}
CASES = ("chrome", "board", "glued")
VALUES = ("match", "apart")
_GLUED = later(r"(?<!\w)[A-Za-z]?[a-z]{2,}(?:[A-Z][a-z]{2,})+(?!\w)")
_JOINT = re.compile(r"[A-Z](?<=[a-z].)[a-z]{2}")  # where two words meet; begins with what is rare, for speed
_PART = later(r"[A-Z]?[a-z]+")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    lines = PhraseIndex((line, line) for line in rule.options.get("lines", ()))
    names = frozenset(rule.options.get("names", ()))
    common = frozenset(rule.options.get("common", ()))

    def look(posting: Posting) -> Iterator[Hit]:
        yield from _lines(posting, rule, lines)
        if rule.options.get("board"):
            yield from _board(posting)
        if rule.options.get("glued"):
            yield from _glued(posting, rule, names, common)

    return look


def _lines(posting: Posting, rule: Rule, lines: PhraseIndex[str]) -> Iterator[Hit]:
    for candidate in posting.candidates(lines):
        block = candidate.block
        whole = candidate.first == 0 and candidate.last == len(block.text.words) - 1
        if whole and rule.scope.admits(posting, block, candidate.section):
            text = block.text.value
            yield Hit(block.text.span(0, len(text)), "chrome", {"match": text}, text.lower())


def _board(posting: Posting) -> Iterator[Hit]:
    """The part that belongs to a job board, from its opening to the end (`passages` decides where it begins)."""
    starts = {start for start, names in posting.facts.passages.items() if "chrome" in names}
    blocks = [block for block, _ in posting.blocks() if block.span.start in starts] if starts else []
    if blocks:
        yield Hit(Span(blocks[0].span.start, blocks[-1].span.end), "board", {"match": blocks[0].text.value}, "board")


def _glued(posting: Posting, rule: Rule, names: Collection[str], common: frozenset[str]) -> Iterator[Hit]:
    """A word of several ordinary words, each of which also stands alone; a name is used twice, or is known."""
    joints = [match.start() for match in _JOINT.finditer(posting.text)]
    blocks = [entry for entry in posting.blocks_at(joints) if rule.scope.admits(posting, *entry)] if joints else []
    found = [(block, match) for block, _ in blocks for match in _words_with_joints(block.text.value)]
    if all(match.group() in names for _, match in found):
        return
    times = Counter(match.group() for _, match in found)
    in_block = Counter(id(block) for block, _ in found)
    alone = posting.words | common
    for block, match in found:
        word = match.group()
        parts = _PART.findall(word)
        company = (
            word[0].isupper() and in_block[id(block)] == 1
        )  # a lone CamelCase word is an employer's name, as a rule
        if (
            word not in names
            and times[word] == 1
            and not company
            and all(_is_word(part.lower(), alone) for part in parts)
        ):
            yield _glued_hit(block, match, parts)


def _words_with_joints(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that may be several: looked at only where two seem to meet."""
    after = 0
    for joint in _JOINT.finditer(text):
        start = joint.start()
        while start > after and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        match = _GLUED.match(text, start)  # none within a word that was looked at already, for it begins one
        if match is not None:
            yield match
        after = joint.end()


def _is_word(part: str, alone: Collection[str]) -> bool:
    return part in alone or part + "s" in alone or part.removesuffix("s") in alone


def _glued_hit(block: Block, match: re.Match[str], parts: list[str]) -> Hit:
    values = {"match": match.group(), "apart": " ".join(parts)}
    return Hit(block.text.span(*match.span()), "glued", values, "glued")


bind = one_by_one(_prepare)
