"""copies: a line that just two postings share whose jobs differ, and that is no text of the house.

Postings that are variants of one another (levels, places, versions) count as one. Two postings that share more than a few lines
were made from one model, and share them by right. Which of the two has the copy is told by the words: a line belongs where the
rest of the posting speaks as it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jdlint.corpus import Corpus, Digest, Line, Twin, shown
from jdlint.data import table
from jdlint.findings import Confidence
from jdlint.likeness import content
from jdlint.roles import role_of, same_job
from jdlint.rules import Hit, Rule

_LIKE = 0.6  # likeness from which on a line counts as said elsewhere, in whatever words
_VARIANT = 0.5  # of the lines of the shorter posting: who shares so many are versions of one
_MANY = 11  # other files: what more say is text of the house
_FEW = 4  # lines that two postings share by accident
_LEAST = {"item": 4, "paragraph": 8}  # words that say something
_TELLING, _TELLING_SHARE = 2, 0.35  # of them, words that not any job has
_TELLING_MORE = 0.6  # the share of these where nothing says which of two postings has the copy
_APART = 0.25  # of the words of the shorter list: who shares no more does other work
_LEANS, _LEANS_FAR = 0.05, 0.2
_NAMED = 0.25  # how much a line leans to the posting whose job it names


class Shared(NamedTuple):
    """A line of a posting, and the one like it in a posting for another job."""

    line: Line
    twin: Twin
    alone: bool  # no variant of the posting has it


def hits(corpus: Corpus, rule: Rule) -> Iterator[tuple[str, Hit]]:
    """Copies, or what may be one, in the files for which findings are wanted."""
    for digest in corpus.named():
        if rule.scope.for_digest(digest):
            groups: defaultdict[str, list[Shared]] = defaultdict(list)
            for shared in _shared(corpus, rule, digest):
                groups[shared.twin.digest.path].append(shared)
            for group in groups.values():
                if len(group) <= _FEW:
                    yield from ((digest.path, hit) for hit in _judged(corpus, digest, group, rule.options["alike"]))


def _shared(corpus: Corpus, rule: Rule, digest: Digest) -> Iterator[Shared]:
    """The lines that just one other job has, too; in one of the two at least they stand where the rule looks."""
    for line in digest.lines:
        if len(line.words) >= _LEAST[line.kind]:
            twins = corpus.twins(digest, line, _LIKE, _MANY)
            twin = _of_one_other_job(corpus, digest, twins)
            if twin is not None and any(map(rule.scope.admits_line, (line, twin.line))):
                yield Shared(line, twin, not any(variants(corpus, digest, each.digest) for each in twins))


def _of_one_other_job(corpus: Corpus, digest: Digest, twins: Sequence[Twin]) -> Twin | None:
    """The best twin in another job, where all that have the line are variants of this posting or of that one."""
    others = [twin for twin in twins if not variants(corpus, digest, twin.digest)]
    if others and all(variants(corpus, others[0].digest, twin.digest) for twin in others[1:]):
        return others[0]
    return None


def variants(corpus: Corpus, one: Digest, two: Digest) -> bool:
    """Whether two postings are for one job: its levels, grades and places, or versions of one text."""
    key = ("variants", *sorted((one.path, two.path)))
    return corpus.once(key, lambda _: _are_variants(corpus, one, two))


def _are_variants(corpus: Corpus, one: Digest, two: Digest) -> bool:
    return same_job(one.title, two.title, one.language) or corpus.shared(one, two) >= _VARIANT


def _judged(corpus: Corpus, digest: Digest, group: Sequence[Shared], alike: float) -> Iterator[Hit]:
    other = group[0].twin.digest
    language = digest.language
    telling = [each for each in group if each.twin.likeness >= alike and _tells(each.line, language) >= _TELLING_SHARE]
    if not telling:
        return
    leans = [_lean(corpus, digest, each, group) for each in telling]
    lean = sum(leans) / len(leans)
    if lean >= _LEANS:
        return  # it is the other posting that has the copy
    apart = lean < -_LEANS_FAR or _are_apart(corpus, digest, other, group)
    for each in telling:
        if not each.alone:
            continue  # what all levels of a job ask for belongs to the job
        if lean <= -_LEANS:
            yield _hit("copy", each, "high" if apart else "medium")
        elif each.line.heading != each.twin.line.heading:  # under one heading the two lists were made from one model
            plain = apart and _tells(each.line, language) >= _TELLING_MORE
            yield _hit("shared", each, "high" if plain else "medium")


@cache
def _any_job(language: str) -> frozenset[str]:
    """The words of what any job may ask for (jdlint/data/any_job.yml)."""
    said = table("any_job")
    return frozenset().union(*(content(words, language) for words in said.get(language, said["en"])))


def _tells(line: Line, language: str) -> float:
    """The share of a line that tells of the work of one job, and is not what any job may ask."""
    telling = len(line.words - _any_job(language))
    return telling / len(line.words) if line.kind == "item" and telling >= _TELLING else 0.0


def _lean(corpus: Corpus, digest: Digest, shared: Shared, group: Sequence[Shared]) -> float:
    """How much more at home a line is in this posting than in the other, by its words that the rest of each has, too."""
    other = shared.twin.digest
    here = _words_without(digest, [each.line for each in group])
    there = _words_without(other, [each.twin.line for each in group])
    both = shared.line.words & shared.twin.line.words
    weights = {word: corpus.rarity(word) for word in both}
    known = sum(weight * ((word in here) - (word in there)) for word, weight in weights.items())
    named = len(_job(digest) & shared.line.words) - len(_job(other) & shared.line.words)
    return known / (sum(weights.values()) or 1) + _NAMED * ((named > 0) - (named < 0))


def _job(digest: Digest) -> frozenset[str]:
    return role_of(digest.title, digest.language) | role_of(digest.family, digest.language)


def _words_without(digest: Digest, lines: Sequence[Line]) -> frozenset[str]:
    """The words of a posting less some of its lines."""
    return frozenset(" ".join([line.says for line in digest.lines if line not in lines]).split())


def _are_apart(corpus: Corpus, one: Digest, two: Digest, group: Sequence[Shared]) -> bool:
    """Whether two postings speak of different work: what each says of its own has few words in common."""
    left = _own_words(corpus, one, [each.line for each in group])
    right = _own_words(corpus, two, [each.twin.line for each in group])
    return len(left & right) <= _APART * max(1, min(len(left), len(right)))


def _own_words(corpus: Corpus, digest: Digest, without: Sequence[Line]) -> frozenset[str]:
    """The words of the points that no other posting has, less those that any job has."""
    own = [line.says for line in digest.lines if line.kind == "item" and line not in without]
    alone = [says for says in own if all(other is digest for other, _ in corpus.places[says])]
    return frozenset(" ".join(alone).split()) - _any_job(digest.language)


def _hit(case: str, shared: Shared, confidence: Confidence) -> Hit:
    other, line = shared.twin.digest, shared.twin.line
    values = {
        "match": shared.line.text,
        "other": f"{shown(other.path)}:{line.line}",
        "title": other.title or other.name,
    }
    return Hit(shared.line.span, case, values, shared.line.says, confidence, elsewhere=(other.place(line),))
