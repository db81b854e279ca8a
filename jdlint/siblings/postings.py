"""postings: two files that hold the same posting. Another language, level or place makes another posting; a closed one is history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jdlint.corpus import Corpus, Digest, shown
from jdlint.rules import Hit, Rule
from jdlint.text import Span
from jdlint.words import words

_FEWEST = 4  # lines: less is a stub


def hits(corpus: Corpus, rule: Rule) -> Iterator[tuple[str, Hit]]:
    """The files for which findings are wanted and of which there is a second."""
    by_title: defaultdict[tuple[str, ...], list[Digest]] = defaultdict(list)
    for digest in corpus.digests.values():
        if rule.scope.for_digest(digest) and digest.title and not digest.closed and len(digest.lines) >= _FEWEST:
            by_title[(digest.language, *words(digest.title))].append(digest)
    for group in by_title.values():
        for digest in group:
            if digest.path in corpus.wanted:
                same = [other for other in group if other is not digest and _is_same(digest, other, rule)]
                if same:
                    yield digest.path, _hit(digest, same)


def _is_same(one: Digest, two: Digest, rule: Rule) -> bool:
    left, right = _said(one), _said(two)
    if len(left & right) < rule.options["alike"] * len(left | right):
        return False
    return one.location == two.location and _said(one, "location") == _said(two, "location")


def _said(digest: Digest, section: str | None = None) -> set[str]:
    return {line.says for line in digest.lines if line.says and section in (None, line.section)}


def _hit(digest: Digest, same: list[Digest]) -> Hit:
    others = tuple(other.title_place() for other in same)
    values = {"match": digest.title, "title": digest.title, "other": [f"'{shown(other.path)}'" for other in same]}
    return Hit(Span(digest.title_start, digest.title_end), "posting", values, digest.title.lower(), elsewhere=others)
