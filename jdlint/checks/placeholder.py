"""placeholder: text that was to be replaced before anybody reads it, in link targets too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.hints import Hints
from jdlint.model import Block
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span

OPTIONS: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {"words": PHRASES, "phrases": PHRASES, "brackets": PHRASES, "whole": PHRASES, "alone": PHRASES},
}
CASES = ("found",)
VALUES = ("match",)
_SIGNS = ("[", "<", "{", "#")
_NAMES = (  # of variables that nobody filled in: {{ name }}, {manager_name}, #TOWN#; not of addresses, formulas and colours
    r"\{\{[^{}|%.]{1,60}\}\}",
    r"(?-i:(?<![${/_^=\\\w])\{[a-z]{2,20}(?:_[a-z]{2,20}){1,4}\}(?![}/])"
    r"|(?<!\w)#(?:[A-Z]{4,20}|[A-Z]{2,20}(?:_[A-Z]{2,20}){1,20})#)",
)


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    capitals = _word_pattern(rule.options.get("words", ()))
    brackets = _bracket_pattern(rule.options.get("brackets", ()), rule.options.get("whole", ()))
    alone = _alone_pattern(rule.options.get("alone", ()))
    patterns = [pattern for pattern in (capitals, brackets, alone) if pattern is not None]
    # an underscore too: `JOB_TBD` is one word, and one that begins with no placeholder
    words = [*(word.lower() for word in rule.options.get("words", ())), "_"]
    hints = Hints.of([*(words if capitals else ()), *(_SIGNS if brackets else ()), *_first_words(rule)])
    stock = rule.options.get("phrases", ())
    phrases = PhraseIndex((phrase, None) for phrase in stock)
    in_front = [*patterns, *([re.compile(rf"\b(?:{_either(stock)})\b", re.IGNORECASE)] if stock else ())]

    def look(posting: Posting) -> Iterator[Hit]:
        suspects = {block.span: (block, section) for block, section in posting.blocks_hinted(hints)}
        suspects |= {each.block.span: (each.block, each.section) for each in posting.candidates(phrases)}
        for block, section in suspects.values():
            if rule.scope.admits(posting, block, section):
                yield from _in_text(block, patterns, phrases)
        for link in posting.links if capitals else ():
            match = capitals.search(link.target) if capitals else None
            if match and len(link.target) == link.span.end - link.span.start:
                yield _hit(match.group(), Span(link.span.start + match.start(), link.span.start + match.end()))

        yield from _in_front_matter(posting, in_front)

    return look


def _in_front_matter(posting: Posting, patterns: Sequence[re.Pattern[str]]) -> Iterator[Hit]:
    """Values with a placeholder; the whole value is marked where the words do not stand so, for it may be folded."""
    for key, value in posting.meta.values.items() if posting.meta else ():
        texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
        match = next((found for pattern in patterns for text in texts if (found := pattern.search(text))), None)
        if match and posting.meta:
            span, begin = posting.meta.spans[key], posting.span.start
            at = posting.body.find(match.group(), span.start - begin, span.end - begin)
            yield _hit(match.group(), span if at < 0 else Span(begin + at, begin + at + len(match.group())))


def _in_text(block: Block, patterns: Sequence[re.Pattern[str]], phrases: PhraseIndex[None]) -> Iterator[Hit]:
    """Placeholders in a block; of those that lie in one another the widest."""
    text = block.text.value
    found = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    found += [(each.start, each.end) for each in phrases.find(block.text.words)]
    reached = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if end > reached:
            yield _hit(text[start:end], block.text.span(start, end))
            reached = end


def _hit(match: str, span: Span) -> Hit:
    return Hit(span, "found", {"match": match}, match.lower())


def _word_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Whole words as written; a word of X alone stands for any longer run of X."""
    parts = [r"[xX]{3,}" if set(word) <= {"X", "x"} else re.escape(word) for word in words]
    return re.compile(r"(?<![^\W_])(?:" + "|".join(dict.fromkeys(parts)) + r")(?![^\W_])") if parts else None


def _bracket_pattern(starts: Sequence[str], whole: Sequence[str]) -> re.Pattern[str] | None:
    """Brackets that begin with a phrase, or hold one and nothing else, and any `{{ name }}` that is no website's code."""
    if not starts and not whole:
        return None
    parts = [*_NAMES]
    if starts:
        parts.append(rf"(?:\[|<|\{{) ?(?:{_either(starts)})(?!\w)[^\[\]<>{{}}]{{0,80}}[\]>}}]")
    if whole:
        parts.append(rf"(?:\[|<|\{{) ?(?:{_either(whole)}) ?[\]>}}]")
    return re.compile("|".join(parts), re.IGNORECASE)


def _alone_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """One of these where it is all that is said, but for a label before it: `Location: undefined`."""
    return re.compile(rf"(?:(?<=: )|(?<=:)|\A\s*)(?:{_either(words)})(?=\W*\Z)", re.IGNORECASE) if words else None


def _first_words(rule: Rule) -> Sequence[str]:
    """Whole words to look for: those of `alone` that begin with no sign."""
    return [f"{word} " for word in rule.options.get("alone", ()) if word.isalnum()]


def _either(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


bind = one_by_one(_prepare)
