"""Finds many phrases in one pass: a dictionary of first words over the words of a text (no pattern for each phrase).

One more phrase costs nothing but memory: only a word that begins one is looked at again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from jdlint import words
from jdlint.words import Word

Key = TypeVar("Key")


class PhraseIndex(Generic[Key]):
    """Phrases with what each stands for. Letter case, kinds of hyphen, hyphen or blank, and kinds of apostrophe do not count."""

    __slots__ = ("_by_first", "firsts")

    def __init__(self, phrases: Iterable[tuple[str, Key]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Key]]] = {}
        for phrase, key in phrases:
            first, *rest = words.words(phrase) or [""]
            if first:
                self._by_first.setdefault(first, []).append((tuple(rest), key))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.firsts = frozenset(self._by_first)

    def may_stand_in(self, text_words: Collection[str]) -> bool:
        """Whether any phrase could stand among these words: the quick look before `find`."""
        return not self.firsts.isdisjoint(text_words)

    def find(self, text: str, placed: list[Word] | None = None) -> Iterator[Found[Key]]:
        """All phrases in a text, at each place the longest first; they may overlap."""
        placed = words.placed_words(text) if placed is None else placed
        for index, word in enumerate(placed):
            for rest, key in self._by_first.get(word.text, ()):
                last = index + len(rest)
                if last < len(placed) and _follows(text, placed, index, rest):
                    yield Found(word.start, placed[last].end, index, key)


class Found(NamedTuple, Generic[Key]):
    """A phrase that was found: its place in the text, the number of its first word, and what it stands for."""

    start: int
    end: int
    word: int
    key: Key


def _follows(text: str, placed: list[Word], index: int, rest: tuple[str, ...]) -> bool:
    for number, expected in enumerate(rest, index + 1):
        if placed[number].text != expected or not words.joined(text, placed[number - 1].end, placed[number].start):
            return False
    return True
