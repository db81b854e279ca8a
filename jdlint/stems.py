"""Stems: what is left of a word once the endings that grammar gives it are gone, so that `managing` and `manage` are one.

Light stemming by a few endings a language, of grammar alone: `care` and `carer` stay two. What is left is only ever compared
with itself. (Snowball's stemmers know more, and cost more for the words of one posting than all the rest of a check.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

_SHORTEST = 3  # letters of a stem
# the longest first: the first ending that leaves enough of a word is taken off
_ENDINGS: Mapping[str, Sequence[str]] = {
    "en": ("ings", "ing", "ies", "ied", "ed", "es", "y", "e", "s"),
    "fr": (
        "trices",
        "trice",
        "teurs",
        "teur",
        "euses",
        "euse",
        "eurs",
        "eur",
        "ées",
        "ée",
        "és",
        "é",
        "er",
        "es",
        "ez",
        "e",
        "s",
        "x",
    ),
    "de": ("erinnen", "innen", "erin", "in", "ern", "em", "en", "er", "es", "e", "n", "s"),
}


class Stems(dict[str, str]):
    """The stem of each word of a language that was asked for; a word that was seen is only looked up."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.endings = _ENDINGS.get(language, _ENDINGS["en"])

    def __missing__(self, word: str) -> str:
        stem = self[word] = _stem(word, self.endings)
        return stem


@cache
def stems_of(language: str) -> Stems:
    """The stems of a language; of English where nothing is known of it."""
    return Stems(language)


def _stem(word: str, endings: Sequence[str]) -> str:
    word = word.partition("'")[0] if word.endswith(("'s", "s'")) else word.rpartition("'")[2]  # l'équipe, team's
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word[: -len(ending)]
            if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "aeiousl":
                return stem[:-1]  # planning
            return stem
    return word
