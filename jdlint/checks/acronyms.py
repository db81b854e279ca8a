"""acronyms: abbreviations in capitals that a posting nowhere spells out, and that not everybody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jdlint.data import table
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "known": {"type": "array", "items": {"type": "string", "minLength": 2}},
        "least": {"type": "integer", "minimum": 1},
    },
}
CASES = ("found",)
VALUES = ("acronyms", "count")
_ACRONYM = later(r"(?<![\w.@/#&$€£-])([A-Z]{2,6})(?:s|['’]s)?(?![\w@/&-]|\.\w)")
_ROMAN = later(r"[IVXLC]+\Z")
_SHORT = 2  # letters of an acronym that the beginnings of any two words may spell
_SHOWN = 5  # acronyms that a message names


@cache
def _known() -> frozenset[str]:
    """The table of acronyms that most people know, and of words that are written in capitals to stress them."""
    return frozenset(name for names in table("acronyms").values() for name in names)


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    known = frozenset(name.upper() for name in rule.options.get("known", ()))

    def look(posting: Posting) -> Iterator[Hit]:
        found = _unexplained(posting, rule, known)
        if len(found) >= rule.options.get("least", 1):
            values = {"acronyms": [f"'{name}'" for name in list(found)[:_SHOWN]], "count": len(found)}
            first, *others = found.values()
            yield Hit(first, "found", values, "acronyms", related=tuple(others))

    return look


def _unexplained(posting: Posting, rule: Rule, known: frozenset[str]) -> dict[str, Span]:
    """The acronyms that are neither known nor spelled out, each with its first place."""
    found: dict[str, Span] = {}
    passed: set[str] = set()
    for block, _ in rule.scope.blocks_of(posting):
        text = block.text.value
        if text.isupper() and " " in text:
            continue  # a line in capitals: its words are plain words
        for match in _ACRONYM.finditer(text):
            name = match[1]
            if name in found or name in passed:
                continue
            if name in known or name in _known() or _ROMAN.match(name) or _is_explained(posting, name):
                passed.add(name)
            else:
                found[name] = block.text.span(*match.span(1))
    return found


def _is_explained(posting: Posting, name: str) -> bool:
    """Whether a posting says what an acronym means: in brackets beside it, or by words that begin with its letters.

    A word that stands in small letters, too, is stressed and no acronym.
    """
    if re.search(rf"\b{name.lower()}\b", posting.text):
        return True
    if re.search(rf"\w \(?[(“\"]{name}s?[)”\"]|\b{name}s? \([^)]*\w \w", posting.text):
        return True
    if len(name) <= _SHORT:
        return False
    little = frozenset(table("acronyms")["little_words"])
    return any(
        name.lower() in "".join([word[0] for word in words.plain if all_words or word.upper() not in little])
        for words in posting.block_words
        if len(words) >= len(name)
        for all_words in (True, False)
    )


bind = one_by_one(_prepare)
