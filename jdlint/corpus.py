"""The corpus: what the postings of a repository say, file by file, as small plain data, and who says the same.

A digest is made of each file once. Verbs that look across files look at digests only, so that a file that was not named
need not be read again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from math import log
from pathlib import PurePath
from typing import Any, NamedTuple, TypeVar

from jdlint.findings import Elsewhere
from jdlint.likeness import content, likeness
from jdlint.model import Block
from jdlint.posting import Document, Posting
from jdlint.text import Source, Span
from jdlint.wordings import heading_wording
from jdlint.words import plain

T = TypeVar("T")
_READ = ("item", "paragraph")
_LABEL = 40  # characters within which a label ends
_OFTEN = 4  # times that one file may say the same
_COMMON = 20  # different lines: a word that stands in more leads nowhere


class Line(NamedTuple):
    """A point or a paragraph of a file, and what it says."""

    kind: str  # item or paragraph
    section: str  # the kind of its section; empty where that is not known
    heading: str  # the words over it
    passages: str  # what passages it is, with blanks between
    start: int
    end: int
    line: int
    end_line: int
    text: str
    says: str  # the words that say something, sorted: the same however it is put

    @property
    def span(self) -> Span:
        """Where it stands in its file."""
        return Span(self.start, self.end)

    @property
    def words(self) -> frozenset[str]:
        """What it is compared by."""
        return frozenset(self.says.split())


class Digest(NamedTuple):
    """What the rules across files need to know of one file."""

    path: str  # the real one
    unit: str
    title: str
    title_start: int
    title_end: int
    title_line: int
    kind: str
    language: str
    closed: bool
    family: str  # what front matter says of the discipline or the family of jobs; mostly nothing
    location: str  # what it says of the place of work
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePath(self.path).stem

    def place(self, line: Line) -> Elsewhere:
        """Where a line stands, for a finding in another file."""
        return Elsewhere(shown(self.path), line.line, line.end_line, self.unit)

    def title_place(self) -> Elsewhere:
        """The same of the title."""
        return Elsewhere(shown(self.path), self.title_line, self.title_line, self.unit)


def shown(path: str) -> str:
    """A real path as messages name it, the same however the file was named: seen from here where it lies below."""
    return path.removeprefix(os.path.realpath(".") + os.sep).replace(os.sep, "/")


def digest(source: Source, document: Document) -> Digest:
    """The digest of a file that was read."""
    first = document.postings[0]
    title = document.title or first.title
    titled = title.span if title else first.anchor
    return Digest(
        os.path.realpath(source.path),
        source.unit,
        title.text if title else "",
        titled.start,
        titled.end,
        source.line(titled.start),
        document.kind,
        first.language,
        all(posting.facts.closed for posting in document.postings),
        _said(first, "discipline", "family", "jobfamily", "department", "team"),
        _said(
            first, "location", "locations", "city", "office", "region", "country", "standort", "lieu", "localisation"
        ),
        tuple(line for posting in document.postings for line in _lines(posting, source)),
    )


def _labelled(block: Block) -> str:
    """What the label of a point says: `- Location: Leeds` among key facts stands as if under a heading of its own."""
    label, colon, _ = block.text.value[:_LABEL].partition(":")
    wording = heading_wording(label) if colon and block.kind == "item" else None
    return wording.kind if wording is not None and wording.exact else ""


def _said(posting: Posting, *keys: str) -> str:
    found = posting.meta.first(*keys) if posting.meta else None
    return " ".join(found[1].split()) if found and isinstance(found[1], str) else ""


def _lines(posting: Posting, source: Source) -> Iterator[Line]:
    passages = posting.facts.passages
    for block, section in posting.blocks():
        if block.kind in _READ:
            says = content(block.text.words.plain, posting.language)
            yield Line(
                block.kind,
                section.kind or _labelled(block),
                plain(section.name),
                " ".join(sorted(passages.get(block.span.start, ()))),
                *block.span,
                source.line(block.span.start),
                source.line(max(block.span.start, block.span.end - 1)),
                block.text.value,
                " ".join(sorted(says)),
            )


class Twin(NamedTuple):
    """A line of another file that says the same, or nearly so."""

    digest: Digest
    line: Line
    likeness: float


class Corpus:
    """The digests of all files that belong together, and for which of them findings are wanted."""

    def __init__(self, digests: Sequence[Digest], wanted: frozenset[str] | None = None) -> None:
        self.digests: Mapping[str, Digest] = {digest.path: digest for digest in digests}
        self.wanted = frozenset(self.digests) if wanted is None else wanted
        self._sought = self.wanted
        self._kept: dict[Hashable, Any] = {}

    def wanting(self, wanted: frozenset[str]) -> Corpus:
        """The same files, with findings wanted for these of them only."""
        corpus = copy(self)
        corpus.wanted = wanted
        return corpus

    def named(self) -> list[Digest]:
        """The files for which findings are wanted."""
        return [digest for path, digest in self.digests.items() if path in self.wanted]

    def once(self, key: Hashable, make: Callable[[Corpus], T]) -> T:
        """What ``make`` gives for this corpus, made when it is first asked for under that key."""
        if key not in self._kept:
            self._kept[key] = make(self)
        found: T = self._kept[key]
        return found

    @cached_property
    def places(self) -> Mapping[str, list[tuple[Digest, Line]]]:
        """Where each thing is said, in whatever order of words."""
        places: defaultdict[str, list[tuple[Digest, Line]]] = defaultdict(list)
        for digest in self.digests.values():
            for line in digest.lines:
                places[line.says].append((digest, line))
        return places

    def rarity(self, word: str) -> float:
        """How seldom a word of a file for which findings are wanted is, over all files."""
        return self.once(("rarity", word), lambda _: log(1 + len(self.digests) / self._files_with(word)))

    def _files_with(self, word: str) -> int:
        return len({digest.path for says in self._lines_with[word] for digest, _ in self.places[says]})

    def vocabulary(self, digest: Digest) -> frozenset[str]:
        """All words of a file that say something."""
        return self.once(
            ("words", digest.path), lambda _: frozenset(" ".join([line.says for line in digest.lines]).split())
        )

    def twins(self, digest: Digest, line: Line, least: float, most: int) -> list[Twin]:
        """The lines of other files that are as like as that to a line, the best of each file, best first.

        None at all where there are more than ``most``: that is text of the house.
        """
        best: dict[str, Twin] = {}
        for says, alike in self.alike(line.says, least):
            if len(self.places[says]) > most * _OFTEN:
                return []
            for other, twin in self.places[says]:
                known = best.get(other.path)
                if other is not digest and (known is None or known.likeness < alike):
                    best[other.path] = Twin(other, twin, alike)
            if len(best) > most:
                return []
        return sorted(best.values(), key=lambda twin: (-twin.likeness, twin.digest.path))

    def alike(self, says: str, least: float) -> list[tuple[str, float]]:
        """What is said in the corpus and as like as that to something, itself included."""
        return self.once(("alike", says, least), lambda _: list(self._alike(says, least)))

    def _alike(self, says: str, least: float) -> Iterator[tuple[str, float]]:
        yield says, 1.0
        mine = frozenset(says.split())
        seen = {says}
        for word in self._leads(mine, least):
            for other in self._lines_with[word]:
                if other not in seen:
                    seen.add(other)
                    found = likeness(mine, frozenset(other.split()))
                    if found >= least:
                        yield other, found

    def _leads(self, words: frozenset[str], least: float) -> list[str]:
        """The rarest words, one of which any line that is as like as that must have, less what is too common to lead."""
        lines = self._lines_with
        rarest = sorted(words, key=lambda word: (len(lines[word]), word))
        needed = len(words) - int(least * len(words) - 1e-9)
        return [word for word in rarest[:needed] if len(lines[word]) <= _COMMON]

    @cached_property
    def _lines_with(self) -> Mapping[str, list[str]]:
        """What is said with each word, of words that stand in files for which findings are wanted."""
        asked = frozenset().union(*(self.vocabulary(self.digests[path]) for path in self._sought))
        found: dict[str, list[str]] = {word: [] for word in asked}
        for says in self.places:
            for word in asked.intersection(says.split()):
                found[word].append(says)
        return found

    def shared(self, one: Digest, two: Digest) -> float:
        """The share of the lines of the shorter file that the other says, too."""
        left, right = self._said(one), self._said(two)
        shorter = min(len(left), len(right))
        return len(left & right) / shorter if shorter else 0.0

    def _said(self, digest: Digest) -> frozenset[str]:
        return self.once(("said", digest.path), lambda _: frozenset(line.says for line in digest.lines if line.says))
