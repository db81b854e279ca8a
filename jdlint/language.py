"""Which language a text is in, by its most frequent small words (jdlint/data/languages.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jdlint.data import table

UNKNOWN = "und"
_FEWEST = 2  # small words below which nothing is said
_SHARE = 0.04  # … and the least share of all words


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in table("languages").items()}


def language_of(words: Sequence[str]) -> str:
    """The language (ISO 639-1) whose small words are most frequent, or `und`."""
    scores = {language: sum(map(small.__contains__, words)) for language, small in _languages().items()}
    best = max(scores, key=lambda language: scores[language])
    enough = scores[best] >= _FEWEST and scores[best] >= _SHARE * len(words)
    return best if enough else UNKNOWN
