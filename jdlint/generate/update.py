"""Takes a newer template, or other answers, over into a posting that somebody has edited, without losing a word.

Section by section: what was not edited takes the new text; what was edited is kept; where both changed the writer's text
stays, and the difference is told. A section that the writer took out stays out, one of her own stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jdlint.data import yaml
from jdlint.generate.pieces import Part, Piece, digest, head_and_body, parts, pieces
from jdlint.generate.postings import Made
from jdlint.generate.questions import flat
from jdlint.generate.records import Kept, Record, kept
from jdlint.generate.templates import Template

Key = tuple[str, int]
_VERSION = re.compile(r"(^template:[ \t]*\n(?:[ \t]+.*\n)*?[ \t]+version:[ \t]*).*$", re.MULTILINE)


class Difference(NamedTuple):
    """A section in which the writer and the template both changed something: hers stays."""

    heading: str
    kept: str
    template: str


class Updated(NamedTuple):
    """A posting brought up to date: its text, what its record is to keep, and what was done."""

    text: str
    pieces: Sequence[Kept]
    taken: Sequence[str]  # headings of sections that have the template's new text
    added: Sequence[str]
    removed: Sequence[str]
    differences: Sequence[Difference]
    front_matter: bool  # whether the front matter is the template's again; else the writer's was kept

    def changes(self, text: str) -> bool:
        """Whether anything is other than it was."""
        return self.text != text


def updated(text: str, record: Record, made: Made) -> Updated:
    """A posting (with `\\n` as line breaks) with what a newer template makes of its answers."""
    head, body = head_and_body(text)
    new = {(part.block, part.number): part for part in parts(made.blocks)}
    work = _Work(pieces(body), record.pieces, new)
    own_head = digest(head) != record.front_matter
    if own_head:
        head = _VERSION.sub(lambda found: f"{found[1]}'{made.template.version}'", head)
    else:
        head = made.front_matter + ("" if body.startswith("\n") else "\n")
    return Updated(
        head + work.text(),
        [kept(part) for part in new.values()],
        work.taken,
        work.added,
        work.removed,
        work.differences,
        not own_head,
    )


def answers_now(text: str, record: Record, template: Template) -> dict[str, Any]:
    """The answers of a record, with what the writer has changed since in the front matter of the posting.

    Raises YamlError where the front matter cannot be read.
    """
    answers = flat(record.answers, template.questions)
    head, _ = head_and_body(text)
    values = yaml.load(head.removeprefix("---").rstrip().removesuffix("---")).value if head.startswith("---") else None
    for name, asked in template.questions.items():
        found: Any = values
        for part in asked.front_matter.split(".") if asked.front_matter else [""]:
            found = found.get(part) if isinstance(found, Mapping) else None
        if found is not None:
            answers[name] = found
        elif name in record.told and asked.optional and isinstance(values, Mapping):
            answers.pop(name, None)  # the writer took it out
    return {name: value for name, value in answers.items() if name in template.questions}


class _Slot(NamedTuple):
    """A piece of the posting as it will be: which piece of the template it is, if any, and whether its text is a new one."""

    key: Key | None
    heading: str
    written: str
    fresh: bool = False


class _Work:
    """The pieces of a posting, each beside the piece that was made in its place, if there was one."""

    def __init__(self, current: Sequence[Piece], made: Sequence[Kept], new: Mapping[Key, Part]) -> None:
        self.taken: list[str] = []
        self.added: list[str] = []
        self.removed: list[str] = []
        self.differences: list[Difference] = []
        self.new = new
        self.slots: list[_Slot] = []
        for piece, old in zip(current, _matched(current, made), strict=True):
            self.slots += self._slots(piece, old)
        self._add({(each.block, each.number) for each in made})

    def text(self) -> str:
        """All pieces; round those with new text there is an empty line."""
        written = []
        for number, slot in enumerate(self.slots):
            after = self.slots[number + 1 : number + 2]
            text = slot.written
            if (slot.fresh or (after and after[0].fresh)) and text.strip():
                text = text.rstrip("\n") + ("\n\n" if after else "\n")
            written.append(text)
        return "".join(written)

    def _slots(self, piece: Piece, old: Kept | None) -> Iterator[_Slot]:
        key = (old.block, old.number) if old is not None else None
        part = self.new.get(key) if key is not None else None
        if old is None or key is None:
            yield _Slot(None, piece.heading, piece.written)
        elif part is None:
            if digest(piece.text) == old.text and piece.heading == old.heading:
                self.removed.append(piece.heading)
            else:
                self.differences.append(Difference(piece.heading, piece.written, ""))
                yield _Slot(None, piece.heading, piece.written)
        elif digest(piece.text) == old.text:
            yield self._taken(key, piece, old, part)
        else:
            if digest(part.piece.text) not in (old.text, digest(piece.text)):
                self.differences.append(Difference(piece.heading, piece.written, part.piece.written))
            yield _Slot(key, piece.heading, piece.written)

    def _taken(self, key: Key, piece: Piece, old: Kept, part: Part) -> _Slot:
        """What was not edited, with the template's text; a heading that the writer changed stays."""
        renamed = piece.heading != old.heading
        heading, line = (piece.heading, piece.line) if renamed else (part.piece.heading, part.piece.line)
        if digest(part.piece.text) == old.text and heading == piece.heading:
            return _Slot(key, piece.heading, piece.written)
        self.taken.append(heading)
        return _Slot(key, heading, line + part.piece.text, fresh=True)

    def _add(self, before: Collection[Key]) -> None:
        """Pieces that the template makes only now, behind those that they follow in it; what was taken out stays out."""
        headings = {slot.heading for slot in self.slots if slot.heading}
        last = 0 if self.slots and not self.slots[0].heading else -1  # not before what stands above the first heading
        for key, part in self.new.items():
            at = next((number for number, slot in enumerate(self.slots) if slot.key == key or _is(slot, part)), None)
            if at is not None:
                last = at
            elif key not in before and part.piece.heading in headings:
                self.differences.append(Difference(part.piece.heading, "", part.piece.written))
            elif key not in before:
                last += 1
                self.slots.insert(last, _Slot(key, part.piece.heading, part.piece.written, fresh=True))
                self.added.append(part.piece.heading)


def _is(slot: _Slot, part: Part) -> bool:
    """Whether a piece of nobody's is what the template makes: after an update that was cut short before its record."""
    return slot.key is None and digest(slot.written) == digest(part.piece.written)


def _matched(current: Sequence[Piece], made: Sequence[Kept]) -> list[Kept | None]:
    """For each piece the one that was made in its place: by heading and text, by heading, by text."""
    found: list[Kept | None] = [None] * len(current)
    left = list(made)
    for same in (_same, _same_heading, _same_text):
        for number, piece in enumerate(current):
            old = next((each for each in left if same(piece, each)), None) if found[number] is None else None
            if old is not None:
                found[number] = old
                left.remove(old)
    return found


def _same_heading(piece: Piece, old: Kept) -> bool:
    return piece.heading == old.heading and bool(piece.line or piece.text.strip())


def _same_text(piece: Piece, old: Kept) -> bool:
    return digest(piece.text) == old.text and bool(piece.text.strip())


def _same(piece: Piece, old: Kept) -> bool:
    return _same_heading(piece, old) and digest(piece.text) == old.text
