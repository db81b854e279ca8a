"""Posting and Document: what jdlint understands of a file, and the quick looks at a whole posting that checks begin with."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from typing import Any, Generic, NamedTuple, TypeVar

from jdlint.hints import Hints, Lookup
from jdlint.model import Block, Directive, DocumentKind, Format, Link, Meta, Problem, Section, Title
from jdlint.phrases import Found, PhraseIndex, joined
from jdlint.stated import Facts
from jdlint.text import Span, made
from jdlint.words import Words

T = TypeVar("T")
# facts that a posting takes from what its file says for all, where it has none of its own
_SAID_FOR_ALL = frozenset(
    "pay deadlines start_dates years degrees spoken_languages arrangements benefits contacts jurisdictions".split()
)


class _Kept(Generic[T]):
    """What is made of a posting when it is first asked for, and from then on is found as quickly as any attribute."""

    def __init__(self, make: Callable[[Posting], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, posting: Posting, owner: type) -> T:
        found: T = self.make(posting)
        posting.__dict__[self.name] = found
        return found


class Posting:
    """What a reader sees in one job description."""

    def __init__(
        self,
        *,
        title: Title | None,
        language: str,
        kind: DocumentKind,
        meta: Meta | None,
        sections: Sequence[Section],
        span: Span,
        body: str,
        makers: Mapping[str, Callable[[Posting], Any]],
    ) -> None:
        self.title = title
        self.language = language
        self.kind = kind
        self.meta = meta
        self.sections = sections
        self.span = span
        self.body = body  # the source of this posting, front matter included: for counts over raw text
        self.makers = makers
        self.path = ""  # of its file, as it was named
        self.foreign: Mapping[int, str] = {}  # the languages of blocks in another one than the posting, by offset
        self.shared: Posting | None = None  # what a file of several postings says for all of them
        self.kept: dict[Hashable, Any] = {}  # what `once` made

    @property
    def facts(self) -> Facts:
        """What the posting states. Made anew each time, so that nothing points in a circle and memory is freed at once."""
        return Facts(self._fact)

    def _fact(self, name: str) -> Any:
        if name in self.kept:
            return self.kept[name]
        found = self.once(name, self.makers[name])
        if not found and self.shared is not None and name in _SAID_FOR_ALL:
            found = self.kept[name] = self.shared._fact(name)
        return found

    @_Kept
    def languages(self) -> frozenset[str]:
        """The languages of the posting and of its blocks."""
        return frozenset((self.language, *self.foreign.values()))

    @_Kept
    def words(self) -> frozenset[str]:
        """All different words of the posting, as they are compared."""
        return frozenset(self.plain)

    @_Kept
    def block_words(self) -> list[Words]:
        """The words of each block, in order."""
        return [block.text.words for block, _ in self.blocks()]

    @_Kept
    def plain(self) -> list[str]:
        """All words of the posting in order, block after block."""
        return list(chain.from_iterable([words.plain for words in self.block_words]))

    @_Kept
    def places(self) -> Mapping[str, list[int]]:
        """Where each word stands: the numbers that it has among all words of the posting."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.plain):
            places[word].append(at)
        return places

    @_Kept
    def word_ends(self) -> list[int]:
        """How many words there are up to the end of each block."""
        return list(accumulate([len(words.plain) for words in self.block_words]))

    @_Kept
    def word_blocks(self) -> list[int]:
        """The number of the block in which each word stands."""
        counts = [len(words.plain) for words in self.block_words]
        return list(chain.from_iterable(map(repeat, range(len(counts)), counts)))

    def block_of(self, word: int) -> int:
        """The number of the block in which a word stands, by its number among all words."""
        return self.word_blocks[word]

    def first_word(self, block: int) -> int:
        """The number that the first word of a block has among all words, by the number of the block."""
        return self.word_ends[block - 1] if block else 0

    @_Kept
    def text(self) -> str:
        """All reader text, a line for each block."""
        return "\n".join([block.text.value for block, _ in self.blocks()])

    @_Kept
    def lower(self) -> str:
        """All reader text as words are compared, a line for each block."""
        return "\n".join([words.lower for words in self.block_words])

    @_Kept
    def links(self) -> list[Link]:
        """All links, in order."""
        return [link for block, _ in self.blocks() for link in block.links]

    @_Kept
    def passages(self) -> Mapping[int, frozenset[str]]:
        """As `facts` has them, for who asks it of one block after the other."""
        return self.facts.passages

    def candidates(self, index: PhraseIndex[T]) -> Iterator[Candidate[T]]:
        """Where the words of a phrase follow one another in one block: one look at the whole posting for all blocks."""
        wanted = index.words & self.words
        if not wanted:
            return
        places, plain = self.places, self.plain
        standing = index.standing(plain, wanted, places)
        if not standing:
            return
        ends, blocks, numbers = self.word_ends, self.blocks(), self.word_blocks
        for first, last, entry in standing:
            number = numbers[first]
            if last < ends[number]:
                begin = ends[number - 1] if number else 0
                yield made(Candidate, (*blocks[number], first - begin, last - begin, entry.marks, entry.key))

    def find(self, index: PhraseIndex[T]) -> Iterator[tuple[Block, Section, Found[T]]]:
        """All phrases of an index, block by block, at each place the longest first; they may overlap."""
        for candidate in self.candidates(index):
            found = candidate.found()
            if found is not None:
                yield candidate.block, candidate.section, found

    def hinted(self, hints: Hints) -> dict[str, list[int]]:
        """The numbers of the blocks in which each hint stands."""
        found, begun = hints.find(self.once("lookup", lambda posting: Lookup(posting.lower, posting.words)))
        if found:
            ends = self.once("lower ends", _lower_ends)
            found = {hint: [bisect_right(ends, at) for at in offsets] for hint, offsets in found.items()}
        if begun:
            places, numbers = self.places, self.word_blocks
            for hint, words in begun.items():
                found[hint] = [numbers[at] for word in words for at in places[word]]
        return found

    def blocks_hinted(self, hints: Hints) -> list[tuple[Block, Section]]:
        """The blocks in which one of these hints stands."""
        numbers = {number for places in self.hinted(hints).values() for number in places}
        blocks = self.blocks()
        return [blocks[number] for number in sorted(numbers)]

    def blocks_at(self, offsets: Iterable[int]) -> list[tuple[Block, Section]]:
        """The blocks in which these offsets of ``text`` lie."""
        ends, blocks = self.once("line ends", _line_ends), self.blocks()
        return [blocks[number] for number in sorted({bisect_right(ends, at) for at in offsets})]

    def once(self, key: Hashable, make: Callable[[Posting], T]) -> T:
        """What ``make`` gives for this posting, made when it is first asked for under that key."""
        if key not in self.kept:
            self.kept[key] = make(self)
        found: T = self.kept[key]
        return found

    def blocks(self) -> list[tuple[Block, Section]]:
        """Every block with its section, in order; a section's heading is its first block."""
        return self._blocks

    @_Kept
    def _blocks(self) -> list[tuple[Block, Section]]:
        return list(self._in_order())

    def _in_order(self) -> Iterator[tuple[Block, Section]]:
        for section in self.sections:
            if section.heading is not None:
                yield section.heading, section
            for block in section.blocks:
                yield block, section

    def is_chrome(self, block: Block) -> bool:
        """Whether a block belongs to the web page around the posting."""
        return "chrome" in self.passages.get(block.span.start, ())

    def language_at(self, block: Block) -> str:
        """The language of a block: the posting's, but for blocks that are plainly in another."""
        return self.foreign.get(block.span.start, self.language)

    @property
    def anchor(self) -> Span:
        """Where something absent is reported: an empty span at the title, else at the first line of text."""
        if self.title is not None:
            return Span(self.title.span.start, self.title.span.start)
        for block, _ in self.blocks():
            return Span(block.span.start, block.span.start)
        start = self.meta.span.start if self.meta else self.span.start
        return Span(start, start)


class Candidate(NamedTuple, Generic[T]):
    """Words of a block, by their numbers, that are those of a phrase; what stands between them is not looked at yet."""

    block: Block
    section: Section
    first: int
    last: int
    marks: str  # what may part the words beside blanks and hyphens
    key: T

    def found(self) -> Found[T] | None:
        """The phrase, or None where a full stop or the like parts its words."""
        text = self.block.text.words
        if not joined(text, self.first, self.last, self.marks):
            return None
        return Found(text.spans[self.first][0], text.spans[self.last][1], self.first, self.last, self.key)


def _line_ends(posting: Posting) -> list[int]:
    return list(accumulate([len(block.text.value) + 1 for block, _ in posting.blocks()]))


def _lower_ends(posting: Posting) -> list[int]:
    # a few letters grow when they are made small, so these are not always the ends in `text`
    return list(accumulate([len(words.lower) + 1 for words in posting.block_words]))


class Document(NamedTuple):
    """A file as read: one or more postings, and what the reader noticed."""

    format: Format
    title: Title | None  # of a file with several postings: what it is called, which may be none of their titles
    kind: DocumentKind
    postings: Sequence[Posting]
    problems: Sequence[Problem]
    directives: Sequence[Directive] = ()
