"""Text of a posting that stands in its front matter: the title, and values such as `description:` that the page shows.

They are no blocks of the posting, for what it is counted and compared by is its body. Words are looked for in them, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from jdlint.data import table
from jdlint.hints import Hints, Lookup
from jdlint.model import Block, Meta, Section, plain_key
from jdlint.phrases import PhraseIndex
from jdlint.posting import Candidate, Posting
from jdlint.text import ReaderText, Segment, Span, later

_TOKEN = later(r"\S+")
_BETWEEN = later(
    r"(?:\s|\\[rnt]|[\"'>|+-])*"
)  # what YAML may put between two words: a fold, an escape, the head of a block
_NO_TEXT = later(r"\W*(?:https?://\S*)?\W*\Z")
T = TypeVar("T")
_MOST = 20_000  # characters of a value


def blocks(posting: Posting) -> Sequence[tuple[Block, Section]]:
    """What of the front matter is read as text, with sections of their own; nothing where only programs read it."""
    return posting.once("front text", _blocks)


def candidates(posting: Posting, index: PhraseIndex[T]) -> Iterator[Candidate[T]]:
    """Where a phrase stands in this text, as `Posting.candidates` has them for the body."""
    for block, section in blocks(posting):
        plain = block.text.words.plain
        places: dict[str, list[int]] = {}
        for number, word in enumerate(plain):
            if word in index.words:
                places.setdefault(word, []).append(number)
        for first, last, entry in index.standing(plain, places, places):
            yield Candidate(block, section, first, last, entry.marks, entry.key)


def hinted(posting: Posting, hints: Hints) -> dict[str, Sequence[tuple[Block, Section]]]:
    """The blocks to look at for each hint that stands anywhere in this text: all, for they are few."""
    of_text = blocks(posting)
    if not of_text:
        return {}
    words = [block.text.words for block, _ in of_text]
    found, begun = hints.find(
        Lookup("\n".join(each.lower for each in words), frozenset(word for each in words for word in each.plain))
    )
    return dict.fromkeys((*found, *begun), of_text)


def _blocks(posting: Posting) -> Sequence[tuple[Block, Section]]:
    meta, found = posting.meta, []
    if meta is None or not meta.shown:
        return ()
    if posting.title is not None and posting.title.block is None:
        text = _reader_text(posting.title.text, posting.title.span, posting)
        found.append((Block("title", posting.title.span, text), _section(None)))
    keys, unseen = table("front_text")["keys"], table("front_text")["unseen"]
    for key in meta.values:
        *parents, name = map(plain_key, key.split("."))  # `intro.sub-heading` is shown as `sub-heading` is
        if name in keys and not any(parent in unseen for parent in parents):
            found += [(block, _section(keys[name])) for block in _lines(posting, meta, key)]
    return found


def _section(kind: Any) -> Section:
    return Section(kind, None, 0, (), None, -1)


def _lines(posting: Posting, meta: Meta, key: str) -> Iterator[Block]:
    """The lines of a value, each a block; a value that is not written as it reads stands for them as a whole."""
    value, span = meta.values[key], meta.spans[key]
    if not isinstance(value, str) or len(value) > _MOST:
        return
    begin = span.start
    for line in value.splitlines():
        if _NO_TEXT.match(line) is None and not _stands_in_body(line, posting):
            text = _reader_text(line.strip(), Span(begin, span.end), posting)
            whole = text.span(0, len(text.value))
            yield Block("paragraph", whole, text)
            begin = whole.end if whole.end < span.end else begin


def _stands_in_body(line: str, posting: Posting) -> bool:
    """Whether the page says the same again, as where the first lines are a summary: it is looked at there."""
    return " ".join(line.lower().rstrip(" .…").split()) in posting.lower


def _reader_text(value: str, span: Span, posting: Posting) -> ReaderText:
    """The text with the place of each word; all of it stands for the whole value where these cannot be told."""
    first = posting.span.start
    raw = posting.body[span.start - first : span.end - first]
    at = raw.find(value)
    if at >= 0 and _BETWEEN.fullmatch(raw, 0, at):
        return ReaderText(value, (Segment(0, span.start + at, len(value)),))
    segments, at, end = [], 0, 0
    for token in _TOKEN.finditer(value):
        place = raw.find(token.group(), at)
        if place < 0 or _BETWEEN.fullmatch(raw, at, place) is None:
            return ReaderText(value, (Segment(0, span.start, span.end - span.start),))
        if token.start() > end:
            segments.append(Segment(end, span.start + at, place - at))
        segments.append(Segment(token.start(), span.start + place, len(token.group())))
        at, end = place + len(token.group()), token.end()
    return ReaderText(value, tuple(segments))
