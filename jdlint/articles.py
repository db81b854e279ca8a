"""`a` and `an`: with which sound an English word begins, and which article it takes (jdlint/data/articles.yml)."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple
from unicodedata import normalize

from jdlint.data import table
from jdlint.words import WORD, plain

Sound = Literal["vowel", "consonant", "either"]
_VOWELS = frozenset("aeiou")
_NAMED_WITH_VOWEL = frozenset("FHLMNRSX")  # letters whose names begin with one: an MBA
_LONGEST_ACRONYM = 5


class _Sounds(NamedTuple):
    consonant_beginnings: tuple[str, ...]
    consonant_words: frozenset[str]
    vowel_beginnings: tuple[str, ...]
    either_beginnings: tuple[str, ...]
    either_words: frozenset[str]


@cache
def _sounds() -> _Sounds:
    lists = table("articles")
    beginnings = [tuple(lists[name]) for name in ("consonant_beginnings", "vowel_beginnings", "either_beginnings")]
    whole = [frozenset(lists[name]) for name in ("consonant_words", "either_words")]
    return _Sounds(beginnings[0], whole[0], beginnings[1], beginnings[2], whole[1])


def article(phrase: str) -> str:
    """`a` or `an`, whichever a phrase takes by its first sound; where both are right, the one that more people write."""
    first = WORD.search(phrase)
    if first is None:
        return "a"
    word = first.group()
    said = sound(word, plain(word))
    if said == "either" and (len(word) == 1 or _is_spelled(word)):
        said = "vowel" if word[0].upper() in _NAMED_WITH_VOWEL or word[0].lower() in "aeio" else "consonant"
    elif said == "either":
        said = "vowel" if normalize("NFD", word[0].lower())[0] in _VOWELS else "consonant"
    return "an" if said == "vowel" else "a"


def sound(word: str, said: str) -> Sound:
    """How a word begins for the ear; either where it is said both ways. ``said``: the word as it is compared."""
    if word[0].isdigit():
        return _sound_of_figures(word)
    sounds = _sounds()
    if said in sounds.either_words or said.startswith(sounds.either_beginnings) or not word[0].isascii():
        return "either"
    acronym = _is_acronym(word)
    if acronym and word[0].upper() in _NAMED_WITH_VOWEL:
        return "either"
    if _VOWELS.isdisjoint(said) and not acronym:
        return "either"  # `an html page`
    if said in sounds.consonant_words or said.startswith(sounds.consonant_beginnings):
        return "consonant"
    if acronym and word[0] == "U":
        return "consonant"
    return "vowel" if said[0] in _VOWELS or said.startswith(sounds.vowel_beginnings) else "consonant"


def _is_acronym(word: str) -> bool:
    return len(word) <= _LONGEST_ACRONYM and not word[1:].islower() and any(map(str.isupper, word))


def _is_spelled(word: str) -> bool:
    """Whether a word is said letter by letter; of small letters one without vowels."""
    return _is_acronym(word) or _VOWELS.isdisjoint(plain(word))


def _sound_of_figures(word: str) -> Sound:
    figures = word.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+%")
    if figures in ("11", "18") or figures.startswith("8"):
        return "vowel"
    return "either" if figures.startswith(("11", "18")) else "consonant"
