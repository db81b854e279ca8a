"""What a page leaves to other places, and so cannot be said to lack (jdlint/data/elsewhere.yml).

A site puts parts into a page of which the file has only the name: an include, a shortcode, a component. And a short notice
links to the full advert.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from jdlint.data import table
from jdlint.posting import Posting
from jdlint.text import Span, later

ADVERT = "advert"  # beside the names of facts: the full advert stands elsewhere
_LINK_WORDS = 10  # of a line that leads to the full advert
_PART = later(
    r"(?s:<!--.*?(?:-->|\Z))"  # in a comment nothing is put in
    r"|\{%-?\s*+(?:include|include_cached|include_relative|render|component|partial|embed)\b(?P<tag>[^%]{1,300})(?:%\})?"
    r"|\{\{[<%>](?P<shortcode>[^{}]{1,300})(?:\}\})?"
    r"|<(?P<component>[A-Z][a-z]\w*+(?:\s[^<]{0,300})?)/>"
    r"|</(?P<closed>[A-Z][a-z]\w*+)>"
)
_NONE: frozenset[str] = frozenset()
_WORD = later(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")  # of a name such as `gform-button.html` or `ApplyButton`


def elsewhere(posting: Posting) -> Mapping[str, Span]:
    """The facts that other places likely state, and what leads there."""
    found: dict[str, Span] = {}
    for fact, span in (*_in_parts(posting), *_in_links(posting)):
        found.setdefault(fact, span)
    return found


def _in_parts(posting: Posting) -> Iterator[tuple[str, Span]]:
    """Parts of the page that the site puts in."""
    body = posting.body
    for part in _PART.finditer(body) if "{%" in body or "{{" in body or "/>" in body or "</" in body else ():
        words = {word.lower() for word in _WORD.findall(part[part.lastgroup])} if part.lastgroup else _NONE
        if words & _others():
            continue
        span = Span(posting.span.start + part.start(), posting.span.start + part.end())
        yield from ((fact, span) for fact, names in _names().items() if words & names)


def _in_links(posting: Posting) -> Iterator[tuple[str, Span]]:
    for block, _ in posting.blocks():
        if not block.links or block.kind == "item":  # `- Place each advert on our [board]`
            continue
        if len(block.text.words) <= _LINK_WORDS and not _adverts().isdisjoint(block.text.words.plain):
            yield ADVERT, block.links[0].span


@cache
def _names() -> Mapping[str, frozenset[str]]:
    return {fact: frozenset(words) for fact, words in table("elsewhere")["parts"].items()}


@cache
def _others() -> frozenset[str]:
    return frozenset(table("elsewhere")["other_parts"])


@cache
def _adverts() -> frozenset[str]:
    return frozenset(table("elsewhere")["advert_links"])
