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
def _speakers() -> dict[str, tuple[str, ...]]:
    """Each small word with the languages that have it, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for language, small in table("languages").items():
        for word in dict.fromkeys(small):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _telling() -> dict[str, str]:
    """The small words that just one language has, with it."""
    return {word: languages[0] for word, languages in _speakers().items() if len(languages) == 1}


def languages_of(words: frozenset[str]) -> set[str]:
    """The languages in which a text with these words may have sentences: those of which it has several small words."""
    telling = _telling()
    met = Counter(telling[word] for word in telling.keys() & words)
    return {language for language, count in met.items() if count >= _SEVERAL}


def language_of(words: Sequence[str]) -> str:
    """The language (ISO 639-1) whose small words are most frequent, or `und`; of several the first in the table."""
    speakers = _speakers()
    scores = dict.fromkeys(table("languages"), 0)
    for word, count in Counter(filter(speakers.__contains__, words)).items():
        for language in speakers[word]:
            scores[language] += count
    best = max(scores, key=lambda language: scores[language])
    enough = scores[best] >= _FEWEST and scores[best] >= _SHARE * len(words)
    return best if enough else UNKNOWN
