"""The facts of a table such as jdlint/data/statements.yml, and how each is known, as it is looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from jdlint.data import table
from jdlint.hints import Hints
from jdlint.phrases import PhraseIndex
from jdlint.wordings import normalised

# which phrases of a fact a phrase is one of: `short` ones count in short blocks, `offered` ones where something is offered,
# `weak` ones beside a word that bears them out, `towns` where the place of the job may stand
Mode = Literal["phrases", "short", "offered", "weak", "towns"]
_NONE: frozenset[str] = frozenset()


class Pattern(NamedTuple):
    """A regular expression that finds a fact; compiled when one of its hints is first met."""

    regex: str
    hints: Sequence[str]
    titles: bool  # whether it looks at headings, or at all else
    words: frozenset[str]  # a block without any of these needs no look; empty: any block
    items: bool  # whether it looks at points of all lists


class Wanted:
    """The facts of a table and how each is known, as it is looked up."""

    def __init__(self, name: str) -> None:
        self.facts: Mapping[str, Mapping[str, Any]] = table(name)
        self.patterns = {  # with the hints of all of them: one look at a posting for each fact
            fact: (Hints.of([hint for entry in how["patterns"] for hint in entry["hints"]]), _patterns(how["patterns"]))
            for fact, how in self.facts.items()
            if "patterns" in how
        }
        # what a section states by its kind, and how many words it takes
        self.by_section: dict[str, list[tuple[str, int]]] = {}
        # what a key of front matter states, and how far it stands from the first of the fact's keys
        self.by_key: dict[str, list[tuple[int, str]]] = {}
        for fact, how in self.facts.items():
            for kind in how.get("sections", ()):
                self.by_section.setdefault(kind, []).append((fact, how.get("words", 1)))
            for place, key in enumerate(how.get("meta", ())):
                self.by_key.setdefault(key, []).append((place, fact))
        self.labels: dict[str, str] = {
            normalised(label): fact for fact, how in self.facts.items() for label in how.get("labels", ())
        }
        # labels with several meanings, of which the value has to be of the fact's sort: `Terms: 20 hours a week`
        self.vague_labels: dict[str, str] = {
            normalised(label): fact for fact, how in self.facts.items() for label in how.get("vague_labels", ())
        }
        self.labelled = frozenset((*self.labels.values(), *self.vague_labels.values()))
        self.loose = [fact for fact, how in self.facts.items() if "offered" in how or "towns" in how]
        self.placed = [fact for fact in self.loose if "towns" in self.facts[fact]]
        self.linked = [(fact, how) for fact, how in self.facts.items() if "links" in how]
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._phrases: dict[str, PhraseIndex[tuple[str, Mode]]] = {}

    def words(self, fact: str, name: str) -> frozenset[str]:
        """A list of words, or of kinds of sections, of a fact; none where it has no such list."""
        key = (fact, name)
        if key not in self._words:
            self._words[key] = frozenset(self.facts[fact].get(name, ())) or _NONE
        return self._words[key]

    def phrases(self, language: str) -> PhraseIndex[tuple[str, Mode]]:
        """Phrases of all facts in a language, in all of them where it is not known, each with how it counts."""
        if language not in self._phrases:
            entries: list[tuple[str, tuple[str, Mode]]] = []
            for fact, how in self.facts.items():
                entries += _in_language(fact, how, "phrases", language) + _in_language(fact, how, "weak", language)
                entries += [(phrase, (fact, "short")) for phrase in how.get("short", ())]
            self._phrases[language] = PhraseIndex(entries)
        return self._phrases[language]

    def loose_phrases(self, fact: str, language: str) -> PhraseIndex[tuple[str, Mode]]:
        """Phrases that state a fact only where they stand well: most of them are often said, so they are looked for last."""
        key = f"{fact} {language}"
        if key not in self._phrases:
            how = self.facts[fact]
            entries = _in_language(fact, how, "offered", language)
            entries += [(phrase, (fact, "towns")) for phrase in how.get("towns", ())]
            self._phrases[key] = PhraseIndex(entries)
        return self._phrases[key]


def _in_language(fact: str, how: Mapping[str, Any], mode: Mode, language: str) -> list[tuple[str, tuple[str, Mode]]]:
    listed = how.get(mode, {})
    names = (language,) if language in listed else listed
    return [(phrase, (fact, mode)) for name in names for phrase in listed[name]]


def _patterns(entries: Sequence[Mapping[str, Any]]) -> list[Pattern]:
    return [
        Pattern(
            entry["regex"],
            entry["hints"],
            bool(entry.get("titles")),
            frozenset(entry.get("words", ())),
            bool(entry.get("items")),
        )
        for entry in entries
    ]


wanted_of = cache(Wanted)
