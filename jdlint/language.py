"""Which language a text is in, by its most frequent small words (jdlint/data/languages.yml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from jdlint.data import table

UNKNOWN = "und"
_FEWEST = 2  # small words below which nothing is said
_SEVERAL = 3  # different small words of a language that a few words borrowed from it would not have
_SHARE = 0.04  # … and the least share of all words


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in table("languages").items()}


@cache
def _all_small() -> frozenset[str]:
    return frozenset().union(*_languages().values())


@cache
def _telling() -> dict[str, frozenset[str]]:
    """The small words of each language that no other has."""
    languages = _languages()
    return {
        language: small.difference(*(other for name, other in languages.items() if name != language))
        for language, small in languages.items()
    }


def languages_of(words: frozenset[str]) -> set[str]:
    """The languages in which a text with these words may have sentences: those of which it has several small words."""
    return {language for language, telling in _telling().items() if len(telling & words) >= _SEVERAL}


def language_of(words: Sequence[str]) -> str:
    """The language (ISO 639-1) whose small words are most frequent, or `und`."""
    small_words = list(filter(_all_small().__contains__, words))
    times = Counter(small_words)
    different = frozenset(times)
    scores = {language: sum(map(times.__getitem__, small & different)) for language, small in _languages().items()}
    best = max(scores, key=lambda language: scores[language])
    enough = scores[best] >= _FEWEST and scores[best] >= _SHARE * len(words)
    return best if enough else UNKNOWN
