"""What jdlint understands of a posting: plain values that readers and facts fill and checks read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

from jdlint.text import ReaderText, Span

T = TypeVar("T")
BlockKind = Literal["title", "heading", "paragraph", "item", "cell", "quote", "code"]
BLOCK_KINDS = ("title", "heading", "paragraph", "item", "cell", "quote", "code")
Format = Literal["markdown", "plain", "html", "docx"]
FORMATS = ("markdown", "plain", "html", "docx")
DocumentKind = Literal["posting", "multi-posting", "role-description", "template", "stub", "not-a-posting"]
DOCUMENT_KINDS = ("posting", "multi-posting", "role-description", "template", "stub", "not-a-posting")
FACTS = (
    "pay",
    "location",
    "work_arrangement",
    "employment_type",
    "benefits",
    "how_to_apply",
    "deadline",
    "eeo_statement",
    "accommodation",
)
"""What a posting can state, as contract A names it and in its order; `company` is one more that rules may ask for."""
Period = Literal["year", "month", "week", "day", "hour"]
PERIODS: tuple[Period, ...] = ("year", "month", "week", "day", "hour")
PASSAGES = ("eeo", "encouragement", "accommodation", "chrome")
SectionKind = str  # the kinds are data: jdlint/data/section_kinds.yml


class Link(NamedTuple):
    """Where a link leads, and where its target stands in the source."""

    target: str
    span: Span


class Block(NamedTuple):
    """A piece of text that is read as one: a heading, a paragraph, a list item, a table cell."""

    kind: BlockKind
    span: Span
    text: ReaderText
    depth: int = 0  # of a heading its level, of an item its nesting, both from 1
    links: tuple[Link, ...] = ()
    list: int = 0  # items of one list share a number; 0 outside lists
    table: int = 0  # cells of one table row share a number


class Section(NamedTuple):
    """A heading and what stands under it, up to the next heading of any level."""

    kind: SectionKind | None
    heading: Block | None  # None: what stands before the first heading
    level: int
    blocks: Sequence[Block]
    parent: Section | None
    number: int  # its place among the sections of the posting
    empty: bool = False  # nothing at all stands under its heading, not even what no reader sees as text

    @property
    def name(self) -> str:
        """The heading as read, without the colon that ends it; empty where there is none."""
        return self.heading.text.value.rstrip(" :") if self.heading else ""

    @property
    def span(self) -> Span:
        """From the heading to the end of the last block."""
        last = self.blocks[-1] if self.blocks else self.heading
        return Span(self.start, last.span.end) if last is not None else Span(0, 0)

    @property
    def start(self) -> int:
        """Where it begins."""
        first = self.heading or (self.blocks[0] if self.blocks else None)
        return first.span.start if first is not None else 0

    def path(self) -> tuple[str, ...]:
        """The headings above and of this section, outermost first."""
        above = self.parent.path() if self.parent else ()
        return (*above, self.name) if self.heading else above


class Title(NamedTuple):
    """What the posting is for, and how that is known."""

    text: str
    span: Span
    origin: Literal["front matter", "h1", "heading", "line", "running text"]
    block: Block | None  # None where it stands in front matter


class Meta:
    """Front matter, or a page's structured data: plain values, and spans for each key and value; nested keys have dots."""

    __slots__ = ("_plain", "keys", "shown", "span", "spans", "values")

    def __init__(
        self,
        values: Mapping[str, Any],
        keys: Mapping[str, Span],
        spans: Mapping[str, Span],
        span: Span,
        shown: bool = True,
    ) -> None:
        self.values = values
        self.keys = keys
        self.spans = spans
        self.span = span
        self.shown = shown  # False: for programs alone; where the page says the same, its place is the better one
        self._plain = {plain_key(key): key for key in reversed(list(values))}

    def first(self, *names: str) -> tuple[str, Any] | None:
        """The first of these keys (as `plain_key` writes them) that has a value."""
        for name in names:
            key = self._plain.get(name)
            if key is not None and self.values[key] not in (None, "", [], {}):
                return key, self.values[key]
        return None


@lru_cache(maxsize=4096)  # most files of a folder have the same keys
def plain_key(key: str) -> str:
    """A front matter key as it is compared: `Closing date`, `closing_date` and `closing-date` are one.

    A single letter before it, `b_benefits`, is there to sort the keys; only `e_mail` is a word with one.
    """
    key = key[2:] if key[1:2] == "_" and key[:1] not in "eE" else key
    return "".join(character for character in key.casefold() if character.isalnum())


class Problem(NamedTuple):
    """Something that a reader noticed and a `trouble` rule gives words to."""

    kind: str
    reason: str
    span: Span
    sure: bool = True  # False: others may read the file all the same


class Directive(NamedTuple):
    """A writer's word to jdlint in a posting: what not to report, and where."""

    action: str  # one of ACTIONS
    names: tuple[str, ...]  # rules, categories or terms; empty: all
    span: Span
    until: str = ""  # the last day on which it counts, as written
    reason: str = ""
    fault: str = ""  # what is wrong with it as it is written


ACTIONS = ("disable", "enable", "disable-line", "disable-next-line", "disable-file")
"""From here on; again from here on; on this line; in the next block; in the whole file."""


class Reading(NamedTuple):
    """What the reader of a binary format found in a file, with offsets in the text that it made of it."""

    blocks: Sequence[Block]
    directives: Sequence[Directive] = ()


class Closed(NamedTuple):
    """That a posting is over, and what says so."""

    span: Span
    said: str


class Pay(NamedTuple):
    """A stated pay figure; a single amount is both ends, an open end is None."""

    span: Span
    min: float | None
    max: float | None
    currency: str | None  # ISO 4217; None where none is written, or where it is one of several: see `sign`
    period: Period | None
    text: str
    basis: Literal["gross", "net"] | None = None
    label: str = ""  # what it is for where there are several: a level, a region, a grade
    part: Literal["base", "ote"] = "base"  # on-target earnings count bonus or commission in
    pro_rata: bool = False
    reversed: bool = False  # the higher end was written first
    per: str = ""  # what else than a period it is for: `article`, `shift`
    sign: str = ""  # the written form of a currency that several have, where nothing decides: `$`
    origin: Literal["text", "front matter", "structured data"] = "text"


class Statement(NamedTuple):
    """That the posting states something (a place, how to apply …), and where."""

    fact: str
    span: Span


class Jurisdiction(NamedTuple):
    """A place whose law may apply to the posting, by its code (jdlint/data/jurisdictions.yml)."""

    span: Span
    code: str
    origin: Literal["front matter", "text", "remote"]  # remote: a whole country from where the work may be done


class GenderCoding(NamedTuple):
    """Gender-coded words as the Gender Decoder counts them (Gaucher, Friesen and Kay 2011; Kat Matfield's decoder)."""

    masculine: int
    feminine: int
    verdict: str
