"""consistency: one thing written in several ways, and two styles of spelling in one posting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span, later
from jdlint.words import HYPHENS

OPTIONS: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "variants": {"type": "array", "minItems": 1, "items": {**PHRASES, "minItems": 2}},
        "styles": {"type": "object", "minProperties": 2, "additionalProperties": PHRASES},
        "exclude": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
        },
    },
}
CASES = ("variants", "styles")
VALUES = ("variants", "styles", "words", "most")
_SHOWN = 3  # words of each style that a message names
_HYPHEN = later(f"[{HYPHENS}]")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    variants: Sequence[Sequence[str]] = rule.options.get("variants", ())
    by_words = PhraseIndex((variant, (number, variant)) for number, line in enumerate(variants) for variant in line)
    styles: Mapping[str, Sequence[str]] = rule.options.get("styles", {})
    by_style = PhraseIndex((word, style) for style, entries in styles.items() for word in entries)

    def look(posting: Posting) -> Iterator[Hit]:
        if variants:
            yield from _variants(posting, rule, by_words)
        if styles:
            yield from _styles(posting, rule, by_style)

    return look


def _variants(posting: Posting, rule: Rule, index: PhraseIndex[tuple[int, str]]) -> Iterator[Hit]:
    """Uses of each line by how they are written: letter case and kind of hyphen do not count."""
    used: dict[int, dict[str, list[Span]]] = {}
    candidates = list(posting.candidates(index))
    seen = Counter(number for number, _ in {candidate.key for candidate in candidates})
    for candidate in candidates:
        block, section = candidate.block, candidate.section
        number, variant = candidate.key
        if seen[number] < 2 or (found := candidate.found()) is None:
            continue  # a quick look first: most postings have each word in one form
        written = _HYPHEN.sub("-", block.text.value[found.start : found.end].lower())
        if written == variant.lower() and rule.scope.admits(posting, block, section):
            used.setdefault(number, {}).setdefault(variant, []).append(block.text.span(found.start, found.end))
    for number, line in used.items():
        if len(line) > 1:
            ordered = sorted(line.items(), key=lambda item: (-len(item[1]), item[1][0].start))
            rarest = ordered[-1][1][0]
            related = tuple(sorted(spans[0] for _, spans in ordered[:-1]))
            names = [f"'{variant}'" for variant, _ in ordered]
            name = rule.options["variants"][number][0]  # the same whichever of them is most frequent
            yield Hit(rarest, "variants", {"variants": names, "most": ordered[0][0]}, name, related=related)


def _styles(posting: Posting, rule: Rule, index: PhraseIndex[str]) -> Iterator[Hit]:
    used: dict[str, dict[str, Span]] = {}
    seen = {candidate.key for candidate in posting.candidates(index)}
    if not any(one in seen and two in seen for one, two in rule.options.get("exclude", ())):
        return
    for block, section, found in posting.find(index):
        if rule.scope.admits(posting, block, section):
            word = block.text.value[found.start : found.end].lower()
            used.setdefault(found.key, {}).setdefault(word, block.text.span(found.start, found.end))
    for one, two in rule.options.get("exclude", ()):
        if one in used and two in used:
            more, less = sorted((one, two), key=lambda style: -len(used[style]))
            words = [f"'{word}'" for style in (more, less) for word in list(used[style])[:_SHOWN]]
            spans = list(used[less].values())
            related = (*spans[1:_SHOWN], *list(used[more].values())[:_SHOWN])
            yield Hit(
                spans[0],
                "styles",
                {"styles": [one, two], "words": words, "most": more},
                f"{one}+{two}".lower(),
                related=related,
            )
            return


bind = one_by_one(_prepare)
