"""Finds many phrases in one pass: a dictionary of first words over the words of a text (no pattern for each phrase).

One more phrase costs nothing but memory: only a word that begins one is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from jdlint import words
from jdlint.words import Words

Key = TypeVar("Key")


class Found(NamedTuple, Generic[Key]):
    """A phrase that was found: its place in the text, the numbers of its first and last word, and what it stands for."""

    start: int
    end: int
    first: int
    last: int
    key: Key


class PhraseIndex(Generic[Key]):
    """Phrases with what each stands for; ``marks`` may part the words of all of them.

    Letter case, kinds of hyphen, hyphen or blank, and kinds of apostrophe do not count.
    """

    __slots__ = ("by_first", "pairs", "seconds", "singles")

    def __init__(self, phrases: Iterable[tuple[str, Key]], marks: str = "") -> None:
        self.by_first: dict[str, list[tuple[list[str], str, Key]]] = {}
        for phrase, key in phrases:
            first, *rest = [phrase] if phrase.isalpha() and phrase.islower() else words.words(phrase) or [""]
            if first:
                self.by_first.setdefault(first, []).append((rest, marks + _marks(phrase) if rest else "", key))
        for entries in self.by_first.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: -len(entry[0]))
        # quick looks in which no Python runs: is there a phrase of one word, is there the beginning of a longer one
        self.singles = frozenset(first for first, entries in self.by_first.items() if not entries[-1][0])
        self.seconds = {
            first: frozenset(rest[0] for rest, _, _ in entries if rest)
            for first, entries in self.by_first.items()
            if entries[0][0]
        }
        self.pairs = frozenset((first, second) for first, seconds in self.seconds.items() for second in seconds)

    def find(self, text: Words, first: int = 0, last: int | None = None) -> Iterator[Found[Key]]:
        """All phrases in a text, or among some of its words, at each place the longest first; they may overlap."""
        plain = text.plain
        last = len(plain) if last is None else min(last, len(plain))
        window = plain if last - first == len(plain) else plain[first:last]
        if self.singles.isdisjoint(window) and self.pairs.isdisjoint(pairwise(window)):
            return
        for index in [number for number in range(first, last) if plain[number] in self.by_first]:
            for rest, marks, key in self.by_first[plain[index]]:
                end = index + len(rest)
                if end < last and plain[index + 1 : end + 1] == rest and joined(text, index, end, marks):
                    yield Found(text.spans[index][0], text.spans[end][1], index, end, key)


def joined(text: Words, first: int, last: int, marks: str = "") -> bool:
    """Whether these words, one after the other, can be one phrase: blanks and hyphens between them, and these marks."""
    spans = text.spans
    return all(words.joined(text.text[spans[number][1] : spans[number + 1][0]], marks) for number in range(first, last))


def _marks(phrase: str) -> str:
    """What stands between the words of a phrase beside blanks and hyphens: `he/she` allows a slash."""
    return "".join({character for character in phrase if not character.isalnum() and character not in " '’_"})
