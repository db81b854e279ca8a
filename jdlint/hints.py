"""Hints: cheap strings that stand where a costly look may be worth it, and a quick way to look for many of them at once.

All are in lower case. Most are not there, and that is what must be quick: what each word of the language begins is
remembered from posting to posting, and a sign that is no ASCII is only looked for where a character of it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable

_ASCII = re.compile(r"[\x00-\x7f]+")
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*(?:[ -][a-z0-9]+(?:'[a-z0-9]+)*)* ?")
_ASCII_BYTES = bytes(range(128))
_MOST_SEEN = 200_000  # words to remember: more than any language's postings have


class _Vocabulary:
    """The words of all texts so far, in the order in which they came: so that hints look at each just once."""

    def __init__(self) -> None:
        self.generation = 0  # how often it was emptied
        self.words: list[str] = []
        self._known: set[str] = set()

    def learn(self, words: frozenset[str]) -> None:
        """Add the words of a text."""
        if words <= self._known:
            return
        if len(self.words) > _MOST_SEEN:
            self.generation += 1
            self.words, self._known = [], set()
        new = words - self._known
        self._known |= new
        self.words += new


_VOCABULARY = _Vocabulary()


class Lookup:
    """A text in lower case, prepared once for all the hints that are looked for in it."""

    __slots__ = ("_generation", "lower", "odd", "words")

    def __init__(self, lower: str, words: frozenset[str]) -> None:
        self.lower = lower
        self.words = words
        self._generation = -1
        self.learn()
        self.odd = frozenset("" if lower.isascii() else _odd(lower))

    def learn(self) -> None:
        """See to it that the vocabulary has the words of this text: it may have been emptied since."""
        if self._generation != _VOCABULARY.generation:
            _VOCABULARY.learn(self.words)
            self._generation = _VOCABULARY.generation


class Hints:
    """Hints of three sorts: ``beginnings`` of words (letters and digits, perhaps several words), ``signs`` anywhere,

    and whole words, which are the quickest: ``wholes`` end in a blank, and another may stand before them.
    """

    __slots__ = (
        "_beginnings",
        "_begun",
        "_generation",
        "_lengths",
        "_looked_at",
        "_met",
        "_odd",
        "_plain",
        "_whole",
        "_wholes",
    )

    def __init__(self, beginnings: Iterable[str] = (), signs: Iterable[str] = (), wholes: Iterable[str] = ()) -> None:
        self._wholes: dict[str, list[str]] = {}
        for hint in dict.fromkeys(wholes):
            self._wholes.setdefault(hint.strip(), []).append(hint)
        self._whole = frozenset(self._wholes)
        # by the word that need not be whole, which is the last one, with the whole words before it
        self._beginnings: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for hint in dict.fromkeys(beginnings):
            *whole, last = hint.strip().replace("-", " ").split(" ")
            self._beginnings.setdefault(last, []).append((hint, frozenset(whole)))
        self._lengths = sorted({len(word) for word in self._beginnings})
        self._odd: dict[str, list[str]] = {}  # by their first character that is no ASCII
        self._plain: list[str] = []
        for sign in dict.fromkeys(signs):
            odd = _ASCII.sub("", sign)[:1]
            if odd:
                self._odd.setdefault(odd, []).append(sign)
            else:
                self._plain.append(sign)
        self._generation = self._looked_at = 0  # how far in the vocabulary these hints have come
        self._begun: set[str] = set()  # of all words that were seen, those that a hint may begin …
        self._met: dict[str, list[tuple[str, frozenset[str]]]] = {}  # … and these hints

    @classmethod
    def of(cls, hints: Collection[str]) -> Hints:
        """Hints of any sort: letters and digits are the beginning of a word, or with a blank at their end a whole word.

        Words with blanks and hyphens between them are several. Anything else stands anywhere.
        """
        wholes = {hint: None for hint in hints if hint.endswith(" ") and hint.strip().isalnum()}
        others = [hint for hint in hints if hint not in wholes]
        beginnings = dict.fromkeys(filter(_WORDS.fullmatch, others))
        return cls(beginnings, [hint for hint in others if hint not in beginnings], wholes)

    def find(self, text: Lookup) -> tuple[dict[str, list[int]], dict[str, list[str]]]:
        """Where in a text each hint stands that stands anywhere, or else the words of the text that it begins or is."""
        text.learn()
        lower = text.lower
        found = {}
        for sign in (*self._plain, *(sign for odd in text.odd if odd in self._odd for sign in self._odd[odd])):
            if sign in lower:
                found[sign] = _occurrences(lower, sign)
        begun, several = self._near(text.words)
        for hint in several:
            at = [at for at in _occurrences(lower, hint) if at == 0 or not lower[at - 1].isalnum()]
            if at:
                found[hint] = at
        return found, begun

    def _near(self, words: frozenset[str]) -> tuple[dict[str, list[str]], set[str]]:
        """Of the beginnings those that a word of a text has, with these words; and those of several words that may stand in it."""
        if self._looked_at < len(_VOCABULARY.words) or self._generation != _VOCABULARY.generation:
            self._see()
        begun = {hint: [word] for word in self._whole & words for hint in self._wholes[word]}
        several: set[str] = set()
        for word in self._begun & words:
            for hint, whole in self._met[word]:
                if not whole:
                    begun.setdefault(hint, []).append(word)
                elif whole <= words:
                    several.add(hint)
        return begun, several

    def _see(self) -> None:
        """Look at the words that are new."""
        if self._generation != _VOCABULARY.generation:
            self._generation, self._looked_at = _VOCABULARY.generation, 0
            self._begun, self._met = set(), {}
        new, self._looked_at = _VOCABULARY.words[self._looked_at :], len(_VOCABULARY.words)
        for word in new:
            lengths = self._lengths[: bisect_right(self._lengths, len(word))]
            hints = [hint for length in lengths for hint in self._beginnings.get(word[:length], ())]
            if hints:
                self._begun.add(word)
                self._met[word] = hints


def _occurrences(text: str, part: str) -> list[int]:
    found = []
    at = text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _odd(text: str) -> str:
    """What of a text is no ASCII: in bytes it is found in no time, but half a character cannot be."""
    return text.encode(errors="replace").translate(None, _ASCII_BYTES).decode()
