"""Finds many phrases in one pass: a dictionary over the words of a text (no pattern for each phrase).

One more phrase costs nothing but memory: only a word that one is looked up by is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from jdlint import words
from jdlint.words import Words

Key = TypeVar("Key")
_new: Any = tuple.__new__  # what a NamedTuple makes, without asking for each field: there are thousands at every start


class Found(NamedTuple, Generic[Key]):
    """A phrase that was found: its place in the text, the numbers of its first and last word, and what it stands for."""

    start: int
    end: int
    first: int
    last: int
    key: Key


class Entry(NamedTuple, Generic[Key]):
    """A phrase: its words, which of them it is looked up by, what may part them beside blanks and hyphens, what it means."""

    anchor: int
    words: list[str]
    marks: str
    key: Key


class PhraseIndex(Generic[Key]):
    """Phrases with what each stands for; ``marks`` may part the words of all of them.

    Letter case, kinds of hyphen, hyphen or blank, and kinds of apostrophe do not count. A phrase is looked up by its
    longest word, for that is the rarest as a rule: `we are a charity` costs nothing where there is no charity.
    """

    __slots__ = ("_after", "_alone", "_before", "words")

    def __init__(self, phrases: Iterable[tuple[str, Key]], marks: str = "") -> None:
        # phrases by their longest word: of that word alone, by the word after it too, by the word before it too
        self._alone: dict[str, list[Entry[Key]]] = {}
        self._after: dict[str, dict[str, list[Entry[Key]]]] = {}
        self._before: dict[str, dict[str, list[Entry[Key]]]] = {}
        for phrase, key in phrases:
            if phrase.isalpha() and phrase.islower():
                self._alone.setdefault(phrase, []).append(_new(Entry, (0, [phrase], "", key)))
                continue
            bare = phrase.replace(" ", "")
            if bare.isalpha() and bare.islower():  # most are words and blanks, and there are thousands at every start
                self._add(phrase.split(), marks, key)
            elif parts := words.words(phrase):
                self._add(parts, marks + _marks(phrase), key)
        self.words = frozenset((*self._alone, *self._after, *self._before))

    def _add(self, parts: list[str], marks: str, key: Key) -> None:
        if len(parts) == 1:
            self._alone.setdefault(parts[0], []).append(Entry(0, parts, "", key))
            return
        longest = max(parts, key=len)
        at = parts.index(longest)
        table, other = (self._after, parts[at + 1]) if at + 1 < len(parts) else (self._before, parts[at - 1])
        entry = _new(Entry, (at, parts, marks, key))
        if longest not in table:
            table[longest] = {other: [entry]}
        else:
            table[longest].setdefault(other, []).append(entry)

    def find(self, text: Words, first: int = 0, last: int | None = None) -> Iterator[Found[Key]]:
        """All phrases in a text, or among some of its words, at each place the longest first; they may overlap."""
        plain = text.plain
        last = len(plain) if last is None else min(last, len(plain))
        window = plain if last - first == len(plain) else plain[first:last]
        if self.words.isdisjoint(window):
            return
        at: dict[str, list[int]] = {}
        for number in range(first, last):
            if plain[number] in self.words:
                at.setdefault(plain[number], []).append(number)
        for begin, end, entry in self.standing(plain, at, at):
            if first <= begin and end < last and joined(text, begin, end, entry.marks):
                yield Found(text.spans[begin][0], text.spans[end][1], begin, end, entry.key)

    def standing(
        self, plain: list[str], wanted: Iterable[str], places: Mapping[str, Sequence[int]]
    ) -> list[tuple[int, int, Entry[Key]]]:
        """Phrases whose looked-up word is one of those ``wanted``, with their first and last word, in the order of a text.

        ``places``: the numbers of each word in the text.
        """
        found: list[tuple[int, int, Entry[Key]]] = []
        alone, after, before, last = self._alone, self._after, self._before, len(plain) - 1
        for word in wanted:
            if word in alone:
                found += [(number, number, entry) for entry in alone[word] for number in places[word]]
            if word in after:
                table = after[word]
                for number in places[word]:
                    if number < last and (other := plain[number + 1]) in table:
                        _fit(table[other], plain, number, found)
            if word in before:
                table = before[word]
                for number in places[word]:
                    if number > 0 and (other := plain[number - 1]) in table:
                        _fit(table[other], plain, number, found)
        if len(found) > 1:
            found.sort(key=lambda each: (each[0], -each[1]))
        return found


def _fit(
    entries: Sequence[Entry[Key]], plain: list[str], number: int, found: list[tuple[int, int, Entry[Key]]]
) -> None:
    """Add the phrases that have all their words where the one that they are looked up by has that number."""
    for entry in entries:
        begin = number - entry.anchor
        end = begin + len(entry.words)
        if begin >= 0 and plain[begin:end] == entry.words:
            found.append((begin, end - 1, entry))


def joined(text: Words, first: int, last: int, marks: str = "") -> bool:
    """Whether these words, one after the other, can be one phrase: blanks and hyphens between them, and these marks."""
    spans = text.spans
    return all(words.joined(text.text[spans[number][1] : spans[number + 1][0]], marks) for number in range(first, last))


def _marks(phrase: str) -> str:
    """What stands between the words of a phrase beside blanks and hyphens: `he/she` allows a slash."""
    ends = "'’" if "' " in phrase else ""  # of a word in the genitive: `ten days' leave`
    return ends + "".join({character for character in phrase if not character.isalnum() and character not in " '’_"})
