"""house: what the configuration says of the company: texts that postings carry word for word, and names that are no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jdlint.findings import Fix
from jdlint.model import Block
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import NOTHING, Hit, Rule, one_by_one
from jdlint.text import Edit
from jdlint.words import words

CASES = ("drifted", "missing", "former-name")
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"type": "array", "minItems": 1, "items": {"enum": list(CASES)}},
        "alike": {"type": "number", "minimum": 0, "maximum": 1},
    },
}
VALUES = ("name", "text", "match", "changes")
_WORDS = 5  # of a paragraph that can drift: of shorter ones too much is alike
_SHOWN = 6  # words that changed, as a message names them


class _Piece(NamedTuple):
    """A paragraph of a statement."""

    text: str
    words: list[str]


class _Statement(NamedTuple):
    name: str
    text: str
    required: bool
    languages: frozenset[str]  # none: all
    pieces: Sequence[_Piece]


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    company: Mapping[str, Any] = rule.circumstances.company if rule.circumstances else NOTHING
    wanted, alike = frozenset(rule.options["of"]), rule.options.get("alike", 0.6)
    statements = [_statement(each) for each in company.get("statements", ())] if wanted - {"former-name"} else []
    former = PhraseIndex((name, name) for name in company.get("former-names", ()) if "former-name" in wanted)

    def look(posting: Posting) -> Iterator[Hit]:
        for statement in statements:
            if not statement.languages or posting.language in statement.languages:
                yield from (hit for hit in _held(posting, statement, alike) if hit.case in wanted)
        for block, section, found in posting.find(former):
            if rule.scope.admits(posting, block, section):
                match = block.text.value[found.start : found.end]
                values = {"match": match, "name": company.get("name", ""), "text": "", "changes": ""}
                yield Hit(block.text.span(found.start, found.end), "former-name", values, match.lower())

    return look


def _statement(given: str | Mapping[str, Any]) -> _Statement:
    """A statement as it is configured: a text alone is one that every posting carries."""
    entry: Mapping[str, Any] = {"text": given, "required": True} if isinstance(given, str) else given
    text = entry["text"].strip()
    pieces = [_Piece(" ".join(part.split()), words(part)) for part in text.split("\n\n") if words(part)]
    name = entry.get("name") or " ".join(text.split()[:4]) + " …"
    return _Statement(name, text, entry.get("required", False), frozenset(entry.get("languages", ())), pieces)


def _held(posting: Posting, statement: _Statement, alike: float) -> Iterator[Hit]:
    """Where a posting says a statement in other words; or that it lacks it."""
    absent = [piece for piece in statement.pieces if not _is_said(posting, piece)]
    drifted = [(piece, block) for piece in absent if (block := _nearest(posting, piece, alike)) is not None]
    for piece, block in drifted:
        yield _drifted(statement, piece, block)
    if absent and not drifted and statement.required:
        values = {"name": statement.name, "text": statement.text, "match": "", "changes": ""}
        yield Hit(posting.anchor, "missing", values, statement.name)


def _is_said(posting: Posting, piece: _Piece) -> bool:
    """Whether the words of a paragraph follow one another in the posting, or in what its file says for all."""
    plain, length = posting.plain, len(piece.words)
    if any(plain[at : at + length] == piece.words for at in posting.places.get(piece.words[0], ())):
        return True
    return posting.shared is not None and _is_said(posting.shared, piece)


def _nearest(posting: Posting, piece: _Piece, alike: float) -> Block | None:
    """The block that has most of a paragraph's words, if it has enough of them."""
    mine = frozenset(piece.words)
    if len(piece.words) < _WORDS or len(mine & posting.words) < alike * len(mine):
        return None
    best, score = None, alike
    for block, _ in posting.blocks():
        its = frozenset(block.text.words.plain)
        share = len(mine & its) / len(mine | its)
        if block.kind != "code" and share >= score:
            best, score = block, share
    return best


def _drifted(statement: _Statement, piece: _Piece, block: Block) -> Hit:
    text = block.text.value
    its, mine = block.text.words.plain, piece.words
    added = [f"+{word}" for word in dict.fromkeys(its) if word not in mine]
    left_out = [f"-{word}" for word in dict.fromkeys(mine) if word not in its]
    changes = [*left_out, *added][:_SHOWN] or ["another order"]
    span, fix = block.text.span(0, len(text)), None
    if block.text.contiguous(0, len(text)):
        fix = Fix(
            f"Use the words of the house ({statement.name})", (Edit(span.start, span.end, piece.text),), safe=False
        )
    values = {"name": statement.name, "text": piece.text, "match": text, "changes": changes}
    return Hit(span, "drifted", values, statement.name, fix=fix)


bind = one_by_one(_prepare)
