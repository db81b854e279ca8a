"""versions: a paragraph of the house that differs in a few words from the version that most postings carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from jdlint.corpus import Corpus, Digest, Line, shown
from jdlint.likeness import contrast, likeness
from jdlint.roles import role_of
from jdlint.rules import Hit, Rule
from jdlint.words import plain, words

_WORDS = 8  # that say something: less is no paragraph of the house
_CHANGED = 6  # words at most that differ on either side
_SHOWN = 4


class House(NamedTuple):
    """What most postings say, and where it stands first."""

    says: str
    digest: Digest
    line: Line
    files: int


def hits(corpus: Corpus, rule: Rule) -> Iterator[tuple[str, Hit]]:
    """Paragraphs that drifted, in the files for which findings are wanted."""
    versions = _Versions(corpus, rule)
    for digest in corpus.named():
        if rule.scope.for_digest(digest):
            for line in digest.lines:
                house = versions.of(line)
                if house is not None and not _is_meant(digest, line, house):
                    yield from ((digest.path, hit) for hit in _hit(line, house))


class _Versions:
    """What the house says, found by its rarest words."""

    def __init__(self, corpus: Corpus, rule: Rule) -> None:
        self._rule = rule
        self._alike: float = rule.options["alike"]
        self._corpus = corpus
        self._house = {
            says: House(says, *places[0], files)
            for says, places in corpus.places.items()
            if len(places) >= rule.options["min_files"]
            and (files := self._files_with(says)) >= rule.options["min_files"]
        }
        self._index = self._by_words()
        self._found: dict[str, House | None] = {}

    def _files_with(self, says: str) -> int:
        """How many files say that in a paragraph that the rule looks at."""
        if len(says.split()) < _WORDS:
            return 0
        return len({digest.path for digest, line in self._corpus.places[says] if self._rule.scope.admits_line(line)})

    def _by_words(self) -> Mapping[str, Sequence[str]]:
        """The versions of the house by those of their words one of which all that is like them must have."""
        counts = Counter(word for says in self._house for word in says.split())
        index: defaultdict[str, list[str]] = defaultdict(list)
        for says in self._house:
            rarest = sorted(says.split(), key=lambda word: (counts[word], word))
            for word in rarest[: len(rarest) - ceil(self._alike * len(rarest)) + 1]:
                index[word].append(says)
        return index

    def of(self, line: Line) -> House | None:
        """The version of the house that a line drifted from; None where it is one, or none of the house."""
        if not self._rule.scope.admits_line(line) or len(line.says.split()) < _WORDS:
            return None
        if line.says not in self._found:
            self._found[line.says] = self._nearest(line)
        return self._found[line.says]

    def _nearest(self, line: Line) -> House | None:
        known = {says for word in line.words for says in self._index.get(word, ())}
        likenesses = {says: likeness(line.words, frozenset(says.split())) for says in known}
        near = [says for says, found in likenesses.items() if found >= self._alike]
        if not near:
            return None
        best = max(near, key=lambda says: (self._house[says].files, likenesses[says], says))
        own = self._files_with(line.says)
        family = own * (line.says not in near) + sum(self._house[says].files for says in near)
        most = self._house[best].files
        return self._house[best] if most * 2 > family and most > own and best != line.says else None


def _is_meant(digest: Digest, line: Line, house: House) -> bool:
    """Whether the paragraphs differ by what is to differ: a name, a figure, the job."""
    both = line.words ^ house.line.words
    jobs = role_of(digest.title, digest.language) | role_of(house.digest.title, house.digest.language)
    return contrast(line.text, house.line.text) or not both.isdisjoint(jobs)


def _hit(line: Line, house: House) -> Iterator[Hit]:
    added, missing = _without(line.text, house.line.text), _without(house.line.text, line.text)
    if (added or missing) and max(len(added), len(missing)) <= _CHANGED:
        case = "changed" if added and missing else "added" if added else "missing"
        values = {
            "match": line.text,
            "other": f"{shown(house.digest.path)}:{house.line.line}",
            "count": house.files,
            "added": _quoted(added),
            "missing": _quoted(missing),
        }
        term = " ".join(sorted({*map(plain, added), *map(plain, missing)}))
        yield Hit(line.span, case, values, term, elsewhere=(house.digest.place(house.line),))


def _without(text: str, other: str) -> list[str]:
    """The words of a text that another one has not, in order."""
    known = set(words(other))
    return list(dict.fromkeys(word for word in words(text) if word not in known))


def _quoted(said: Sequence[str]) -> list[str]:
    more = ["…"] if len(said) > _SHOWN else []
    return [*(f"'{word}'" for word in said[:_SHOWN]), *more]
