"""Groups of near-duplicate text over many postings: points, paragraphs and whole postings, and text that is the house's own.

A group has a most common wording, and whatever else is in it is alike to that one: groups do not grow link by link. What is
compared is what lines say (jdlint/likeness.py), each language apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from jdlint.likeness import content, likeness
from jdlint.near_index import NearIndex
from jdlint.posting import Document, Posting
from jdlint.text import Source, Span

Kind = Literal["posting", "paragraph", "item"]
KINDS: tuple[Kind, ...] = ("posting", "paragraph", "item")
LIKENESS = 0.7
MIN_WORDS = 5
HOUSE_POSTINGS, HOUSE_SHARE = 4, 0.25  # text in so many postings, and such a share of them, is the house's own
_TRIED = 50  # wordings of a group that are asked how many are alike to them: more take long and change little


class Where(NamedTuple):
    """Where a text stands: lines of a file, paragraphs of a Word document."""

    path: str
    line: int
    end_line: int


class Passage(NamedTuple):
    """A point, a paragraph or a whole posting (then ``text`` is its title), and what it says."""

    where: Where
    kind: Kind
    language: str
    text: str
    words: str  # all words, as they are compared: passages with the same are word for word the same
    says: frozenset[str]
    posting: tuple[str, int]  # the file and the line in which its posting begins


class Wording(NamedTuple):
    """Places that say something in the same words, and how alike that is to the most common wording of the group."""

    text: str
    likeness: float
    places: Sequence[Where]


class Group(NamedTuple):
    """Passages that are alike, by their wordings, the most common first."""

    kind: Kind
    language: str
    wordings: Sequence[Wording]
    postings: frozenset[tuple[str, int]]
    house: bool  # so many postings share it that it is text of the house
    within: int | None = None  # the number of a group of postings, from 0, outside which it does not stand

    @property
    def places(self) -> int:
        """How often it stands anywhere."""
        return sum(len(wording.places) for wording in self.wordings)


class Similar(NamedTuple):
    """What was compared, and the groups: of postings, paragraphs and points, each with the largest first."""

    files: int
    postings: int
    likeness: float
    min_words: int
    groups: Sequence[Group]


def similar(read: Iterable[tuple[Source, Document]], alike: float = LIKENESS, min_words: int = MIN_WORDS) -> Similar:
    """The groups over these files. Text that says fewer than ``min_words`` different things is not compared.

    Raises ValueError for a likeness that is no more than a half, or more than 1.
    """
    files, postings = 0, Counter[str]()
    sorts: defaultdict[tuple[Kind, str], list[Passage]] = defaultdict(list)
    for source, document in read:
        files += 1
        for posting in document.postings:
            postings[posting.language] += 1
            for passage in _passages(source, posting):
                if len(passage.says) >= min_words:
                    sorts[passage.kind, passage.language].append(passage)
    groups = [
        _group(kind, language, passages, postings[language])
        for kind in KINDS
        for language in sorted({language for _, language in sorts})
        for passages in _alike(sorts.get((kind, language), ()), alike)
    ]
    groups.sort(key=lambda group: (KINDS.index(group.kind), -group.places, -len(group.postings), group.wordings))
    return Similar(files, postings.total(), alike, min_words, list(_placed(groups)))


def _passages(source: Source, posting: Posting) -> Iterator[Passage]:
    """The points and paragraphs of a posting, less what belongs to the web page around it, and the posting itself."""
    start = source.line(posting.anchor.start)
    key = (source.path, start)
    all_words: list[str] = []
    says: frozenset[str] = frozenset()
    for block, _ in posting.blocks():
        if posting.is_chrome(block):
            continue
        words = block.text.words.plain
        language = posting.language_at(block)
        said = content(words, language)
        all_words += words
        says |= said
        if block.kind == "item" or block.kind == "paragraph":
            where = _where(source, block.span)
            yield Passage(where, block.kind, language, block.text.value, " ".join(words), said, key)
    title = posting.title.text if posting.title else ""
    where = _where(source, Span(posting.anchor.start, posting.span.start + len(posting.body.rstrip())))
    yield Passage(where, "posting", posting.language, title, " ".join(all_words), says, key)


def _where(source: Source, span: Span) -> Where:
    place = source.place(span)
    return Where(source.path, place.line, place.end_line)


def _alike(passages: Sequence[Passage], alike: float) -> Iterator[list[Passage]]:
    """Groups of passages; the first of each is of its most common wording, and all others are alike to that one."""
    index = NearIndex(alike)
    saying: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=lambda passage: (passage.words, passage.where)):  # whatever the order of files
        saying[index.add(passage.says)].append(passage)
    common = {number: len({each.posting for each in same}) for number, same in saying.items()}
    left = dict.fromkeys(sorted(saying, key=lambda number: (-common[number], number)))
    for number in list(left):
        if number in left:
            members = _members(number, index, common, left)
            for member in members:
                del left[member]
            found = [passage for member in members for passage in saying[member]]
            if len(found) > 1:
                yield found


def _members(number: int, index: NearIndex, common: dict[int, int], left: dict[int, None]) -> list[int]:
    """A wording and what is alike to it; of wordings that are as common as the one given, that to which most are alike."""
    near = [other for other in index.near(number) if other in left]
    best = [number, *near]
    for other in [other for other in near if common[other] == common[number]][:_TRIED]:
        members = [other, *(each for each in index.near(other) if each in left)]
        if len(members) > len(best):
            best = members
    return best


def _group(kind: Kind, language: str, passages: Sequence[Passage], postings: int) -> Group:
    middle = passages[0].says
    same: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        same[passage.words].append(passage)
    wordings = [
        Wording(
            min(Counter(each.text for each in found).items(), key=lambda item: (-item[1], item[0]))[0],
            likeness(middle, found[0].says),
            sorted(each.where for each in found),
        )
        for found in same.values()
    ]
    wordings.sort(key=lambda wording: (wording.likeness < 1, -len(wording.places), -wording.likeness, wording.text))
    within = frozenset(passage.posting for passage in passages)
    house = kind != "posting" and len(within) >= max(HOUSE_POSTINGS, HOUSE_SHARE * postings)
    return Group(kind, language, wordings, within, house)


def _placed(groups: Sequence[Group]) -> Iterator[Group]:
    """The groups, each with the group of postings in which all of it stands."""
    whole = [group.postings for group in groups if group.kind == "posting"]
    of_posting = {posting: number for number, postings in enumerate(whole) for posting in postings}
    for group in groups:
        numbers = {of_posting.get(posting) for posting in group.postings}
        inside = group.kind != "posting" and not group.house and len(group.postings) > 1 and len(numbers) == 1
        yield group._replace(within=numbers.pop()) if inside else group
