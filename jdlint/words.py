"""Words: how text is cut into them, and how English bends them. Standard library only."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"\w+(?:['’]\w+)*")
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_BETWEEN = re.compile(rf"[ {HYPHENS}/,'’\"“”*]{{1,3}}\Z")
_VOWELS = "aeiou"


class Word(NamedTuple):
    """A word in lower case with a straight apostrophe, and where it stands in its text."""

    text: str
    start: int
    end: int


def plain(text: str) -> str:
    """Lower case with straight apostrophes: how words are compared."""
    return text.lower().replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return WORD.findall(plain(text))


def placed_words(text: str) -> list[Word]:
    """The words of a text with their places."""
    return [Word(plain(found.group()), found.start(), found.end()) for found in WORD.finditer(text)]


def joined(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words lets them be one phrase: a blank, a hyphen of any kind, a comma, a slash."""
    return _BETWEEN.match(text, start, end) is not None


def plural(noun: str) -> str:
    """The regular plural of an English noun phrase: its last word is bent."""
    if re.search(r"[^aeiou]y\Z", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)\Z", noun):
        return noun + "es"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, str, str, str]:
    """A regular English verb phrase as such, with -s, with -ed and with -ing: its first word is bent."""
    head, blank, rest = verb.partition(" ")
    tail = blank + rest
    if head.endswith("e"):
        past, running = head + "d", head[:-1] + "ing"
    elif re.search(r"[^aeiou]y\Z", head):
        past, running = head[:-1] + "ied", head + "ing"
    elif re.search(rf"\A[^{_VOWELS}]*[{_VOWELS}][^{_VOWELS}wxy]\Z", head):
        past, running = head + head[-1] + "ed", head + head[-1] + "ing"
    else:
        past, running = head + "ed", head + "ing"
    return verb, plural(head) + tail, past + tail, running + tail


def inflected(phrase: str, kind: str | None) -> tuple[str, ...]:
    """All forms of a phrase, in an order that is the same for every phrase of that kind."""
    if kind == "noun":
        return phrase, plural(phrase)
    if kind == "verb":
        return verb_forms(phrase)
    return (phrase,)


def with_case_of(model: str, text: str) -> str:
    """``text`` in the case of the word it replaces: CAPITALS, a Capital first, or as it is."""
    letters = [character for character in model if character.isalpha()]
    if len(letters) > 1 and all(character.isupper() for character in letters):
        return text.upper()
    if letters and letters[0].isupper():
        return text[:1].upper() + text[1:]
    return text
