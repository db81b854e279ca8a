"""capitals: words one after the other that are all in capital letters, in running text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import later

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["words", "common"],
    "additionalProperties": False,
    "properties": {
        "words": {"type": "integer", "minimum": 2},
        "line": {"type": "integer", "minimum": 1},
        "common": PHRASES,
    },
}
CASES = ("found",)
VALUES = ("match", "count")
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_RUN = later(rf"(?<!\w)[{_CAPITAL}][{_CAPITAL}'’]*(?:[ ,;:&/-]{{1,3}}[{_CAPITAL}][{_CAPITAL}'’]*)+(?!\w)")
_WORD = later(rf"[{_CAPITAL}][{_CAPITAL}'’]*")
_LONG = 5  # letters of a word that is hardly an abbreviation
_SHOWN = 6  # words that a message quotes
# capital letters as `X`, small ones as `x`, all but blanks as `.`: so that two words in capitals are a string to look for
_SHAPES = bytes(
    ord("X") if chr(code).isupper() else ord("x") if chr(code).isalpha() else code if code in (10, 32) else ord(".")
    for code in range(256)
)


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    common = frozenset(word.upper() for word in rule.options["common"])

    def look(posting: Posting) -> Iterator[Hit]:
        text = posting.text
        shapes = text.encode("latin-1", "replace").translate(_SHAPES)
        offsets = _occurrences(shapes)
        for block, section in posting.blocks_at(offsets) if offsets else ():
            if rule.scope.admits(posting, block, section):
                yield from _in_block(block, rule, common)

    return look


def _occurrences(shapes: bytes) -> list[int]:
    """Where two words in capitals of two letters or more stand side by side."""
    found = []
    at = shapes.find(b"XX XX")
    while at >= 0:
        found.append(at)
        at = shapes.find(b"XX XX", at + 3)
    return found


def _in_block(block: Block, rule: Rule, common: frozenset[str]) -> Iterator[Hit]:
    text = block.text.value
    for run in _RUN.finditer(text):
        words = _WORD.findall(run[0])
        alone = not any(
            character.islower() for character in text
        )  # a line of its own is a heading that nobody marked as one
        least = rule.options.get("line", rule.options["words"]) if alone else rule.options["words"]
        if len(words) >= least and _are_plain(words, common):
            quoted = " ".join(run[0].split()[:_SHOWN]) + (" …" if len(run[0].split()) > _SHOWN else "")
            yield Hit(block.text.span(*run.span()), "found", {"match": quoted, "count": len(words)}, "capitals")


def _are_plain(words: list[str], common: frozenset[str]) -> bool:
    """Whether these are words of a sentence, and no row of abbreviations."""
    return len(common.intersection(words)) > 1 or len([word for word in words if len(word) >= _LONG]) * 2 > len(words)


bind = one_by_one(_prepare)
