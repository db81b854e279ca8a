"""characters: characters that nobody sees, in the text as it is stored; what a reader sees of it no longer has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jdlint.findings import Fix
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Edit, Span, later

OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["groups"],
    "additionalProperties": False,
    "properties": {
        "groups": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "ranges", "note"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string"},
                    "note": {"type": "string"},
                    "ranges": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string", "minLength": 1, "maxLength": 2},
                    },
                    "least": {"type": "integer", "minimum": 1},
                    "between_letters": {"type": "boolean"},
                    "confidence": {"enum": ["high", "medium", "low"]},
                },
            },
        }
    },
}
CASES = ("found",)
VALUES = ("note", "count")
_MOST = 1000  # places that one finding tells of and mends; the others are found once these are mended
_ASCII_END = 0x80
_ASCII = later(r"[\x00-\x7f]+")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    groups: Sequence[Mapping[str, Any]] = rule.options["groups"]
    wanted = [frozenset(_characters(group["ranges"])) for group in groups]
    ascii_ones = [character for each in wanted for character in each if ord(character) < _ASCII_END]
    others = frozenset().union(*wanted)

    def look(posting: Posting) -> Iterator[Hit]:
        body = posting.body
        present = {each for each in ascii_ones if each in body}
        if not body.isascii():
            present |= others.intersection(_ASCII.sub("", body))
        for group, characters in zip(groups, wanted, strict=True) if present else ():
            if characters & present:
                yield from _hits(posting, group, characters)

    return look


def _characters(ranges: Sequence[str]) -> Iterator[str]:
    for each in ranges:
        yield from map(chr, range(ord(each[0]), ord(each[-1]) + 1))


def _hits(posting: Posting, group: Mapping[str, Any], characters: frozenset[str]) -> Iterator[Hit]:
    body, begin = posting.body, posting.span.start
    places = [at for at, character in enumerate(body) if character in characters]
    if group.get("between_letters"):
        places = [at for at in places if body[at - 1 : at].isalpha() and body[at + 1 : at + 2].isalpha()]
    if len(places) >= group.get("least", 1) and places:
        spans = [Span(begin + at, begin + at + 1) for at in places[:_MOST]]
        edits = tuple(Edit(span.start, span.end, "") for span in spans)
        values = {"note": group["note"], "count": len(places)}
        fix = Fix(f"Remove {group['note']}", edits, safe=True)
        yield Hit(spans[0], "found", values, group["id"], group.get("confidence", "high"), tuple(spans[1:]), fix)


bind = one_by_one(_prepare)
