"""Which job a title names: its words without level, grade, gender and place, so that two titles can be held against each other."""

from __future__ import annotations

import re
from functools import cache

from jdlint.data import table
from jdlint.stems import stems_of
from jdlint.titles import names_a_job
from jdlint.words import words

_ASIDE = re.compile(r"\([^)]{0,200}\)|\[[^\]]{0,200}\]|[·*_:](?:innen|in|e|euse|rice|trice|ne|se|le)\b")
_MORE = re.compile(r"\s+[-–—|@•:]+\s+|[,;|]|\s+(?:at|chez|bei|in|à)\s+")

_MOST_WORDS = 5
_LONG = 5  # letters of a word that can be two with a hyphen


@cache
def _levels() -> frozenset[str]:
    return frozenset(table("titles")["levels"])


@cache
def role_of(title: str, language: str = "en") -> frozenset[str]:
    """The stems of the words that name the job itself; empty where a title names none."""
    plain = _ASIDE.sub(" ", title)
    first = next((part for part in _MORE.split(plain) if part.strip()), plain)
    return _telling(first, language) or _telling(plain, language)


@cache
def _telling(text: str, language: str) -> frozenset[str]:
    stems = stems_of(language)
    said = [word for word in words(text) if word not in _levels() and not any(map(str.isdigit, word))]
    return frozenset(stems[word] for word in said if len(word) > 1)


@cache
def _anybody(language: str) -> frozenset[str]:
    """The stems of words for anybody who works."""
    return frozenset(stems_of(language)[word] for word in table("titles")["anybody"])


def is_plain(title: str, language: str = "en") -> bool:
    """Whether a text is the name of a job and little else, and no word for anybody who works, such as `expert`."""
    role = role_of(title, language)
    told = [word for word in words(_ASIDE.sub(" ", title)) if word not in _levels()]
    telling = role - _anybody(language)
    return len(told) <= _MOST_WORDS and bool(telling) and names_a_job(title)


def kinship(name: str, title: str, language: str = "en") -> float:
    """The share of the words of the shorter of two names of jobs that the other has, be it in words put for these.

    1 and more: one of them is contained in the other, and they may be for one job; 0: they have nothing in common.
    """
    left, right = _merged(role_of(name, language), language), _merged(_telling(title, language), language)
    letters = "".join(words(title))
    common = {word for word in left if word in right or (len(word) >= _LONG and word in letters)}  # back-end, backend
    shorter = min(len(left), len(right))
    return len(common) / shorter if shorter else 1.0


def _merged(role: frozenset[str], language: str) -> frozenset[str]:
    """Words that name one job in several ways as one."""
    same = _alike(language)
    return frozenset(same.get(word, word) for word in role)


@cache
def _alike(language: str) -> dict[str, str]:
    stems = stems_of(language)
    return {stems[word]: stems[line[0]] for line in table("titles")["alike"] for word in line}


def same_job(one: str, two: str, language: str = "en") -> bool:
    """Whether two titles may be for one job: one of them has all words of the other, or none names any."""
    return max(kinship(one, two, language), kinship(two, one, language)) >= 1
