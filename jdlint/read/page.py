"""Reads a whole HTML page: the posting, without what the site puts around it.

The choice is made by structure first (`<main>`, landmarks, what is hidden) and by words where structure leaves it open
(is this side column the job's facts?). It can be wrong, but a posting is never lost: where a choice leaves next to
nothing of a page that has much text, the next wider one counts.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jdlint.model import Block
from jdlint.read import headings
from jdlint.read.markup import BLOCKS, read_pieces
from jdlint.read.markup_lines import blocks_of
from jdlint.read.markup_tokens import Token, tokens
from jdlint.read.page_outline import Element, merged, outline
from jdlint.text import Span
from jdlint.wordings import heading_wording

_ENOUGH = 25  # words: fewer are no posting
_MUCH = 100  # words in navigation, footers and hidden parts that are more than what sites put there
_MANY = 4  # times as many words as were chosen make a wider choice the better one
_HERO_WORDS = 60  # around a title: more is more than a title with place and hours
_FACTS_WORDS = 400  # in a column of key facts
_FEW = 2
_BREAK = "hr"  # a tag that does nothing but end a block
_FRAME = frozenset(("header", "footer"))
_STRAY = frozenset(("nav", "dialog", "search"))
_CONTENT = frozenset(("main", "article"))
_ROOTS = frozenset(("html", "body", "main", "article"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "summary"))
_FIELDS = frozenset(("select", "datalist", "input", "textarea", "output", "progress", "meter"))


def read_page(text: str, start: int) -> list[Block]:
    """The blocks of the posting in a page."""
    found = list(tokens(text, start, len(text)))
    best: list[Block] = []
    most = 0
    for skipped, enough in _choices(text, start, outline(text, start, len(text), found)):
        blocks = _with_labels(blocks_of(text, read_pieces(text, start, len(text), _without(found, skipped))))
        words = sum(len(block.text.value.split()) for block in blocks)
        if not best or words >= max(enough, _MANY * most):
            best, most = blocks, words
        if most >= _ENOUGH:
            break
    return best


def _choices(text: str, start: int, elements: Sequence[Element]) -> Iterator[tuple[list[Span], int]]:
    """What to leave out of a page, the narrowest choice first.

    Each with the fewest words for which it is taken in place of one that left next to nothing. A page that was saved
    while a dialog was open is hidden as a whole: so what is hidden can be the posting, if it is much.
    """
    page = _Page(text, start, elements)
    main = page.all_but_main()
    if main is not None:
        yield main, 0
    yield page.stray, _ENOUGH
    if page.hidden:
        page = _Page(text, start, elements, hidden=False)
        main = page.all_but_main()
        if main is not None:
            yield main, _MUCH
        yield page.stray, _MUCH
    yield [], _MUCH


def _without(found: Iterable[Token], skipped: Sequence[Span]) -> Iterator[Token]:
    """The tokens outside of these spans; a span reads as nothing, and ends a block where it begins with a block's tag."""
    spans = iter([*skipped, Span(*(sys.maxsize,) * 2)])
    span = next(spans)
    name = _BREAK
    for token in found:
        while token.start >= span.end:
            yield Token(*span, name)
            span, name = next(spans), _BREAK
        if token.start < span.start:
            yield token
        elif token.start == span.start and token.name not in BLOCKS:
            name = ""
    if span.end < sys.maxsize:
        yield Token(*span, name)
    yield from (Token(*span, _BREAK) for span in spans if span.end < sys.maxsize)


class _Page:
    """What of a page is main content, and what a site puts around it."""

    def __init__(self, text: str, start: int, elements: Sequence[Element], hidden: bool = True) -> None:
        self.text = text
        self.start = start
        unseen = [each.span for each in elements if each.hidden and each.closed and each.tag not in _ROOTS]
        self.hidden = merged(unseen) if hidden else []
        self.seen = list(_outside(elements, self.hidden))
        self.starts: dict[str, list[int]] = {}
        self.navigation = [each.start for each in self.seen if each.name in _STRAY]
        around = list(self._around())
        self.main = self._main(list(_outside(self.seen, merged([each.span for each in around]))))
        self.title = self._title()
        self.frames = merged([span for each in around for span in _less(each.span, self.title)])
        controls = [each.span for each in _controls(self.seen)]
        self.stray = merged([*self.hidden, *self.frames, *controls])

    def all_but_main(self) -> list[Span] | None:
        """What to leave out so that the main content is left, with title and key facts; None where it cannot be told."""
        if not self.main:
            return None
        kept = [*(each.span for each in self.main), *self.title]
        kept += [each.span for each in self._key_facts(list(_outside(self.seen, self.frames)), kept)]
        return merged([*self.stray, *_gaps(merged(kept), self.start, len(self.text))])

    def _around(self) -> Iterator[Element]:
        """What a site puts around a posting: navigation, its own header and footer, dialogs, columns without facts."""
        looked = 0
        for each in self.seen:
            inside = not each.within.isdisjoint(_CONTENT)
            if not each.closed or each.start < looked:
                continue
            if (
                each.name in _STRAY
                or (each.name in _FRAME and not inside and "section" not in each.within)
                or (each.stray and not self._holds(each, ("main", "h1")))
            ):
                yield each
            elif each.name == "aside" and not inside:
                looked = each.end
                if not self._states_facts(each):
                    yield each

    def _main(self, left: Sequence[Element]) -> list[Element]:
        """The main content: what is marked so, else an article with most of the text."""
        marked = [each for each in left if each.name == "main"]
        if marked:
            return marked
        articles = [each for each in left if each.name == "article" and not each.within & {"article"}]
        most = max(articles, key=lambda each: each.words, default=None)
        words = sum(each.words for each in left if each.parent is None or each.parent.tag == "body")
        return [most] if most is not None and most.words * 2 >= words > 0 else []

    def _title(self) -> list[Span]:
        """The one first heading that stands outside the main content or in the page's header, with what little is around it."""
        found = [each for each in self.seen if each.tag == "h1" and each.words and each.within.isdisjoint(_STRAY)]
        spans = merged([each.span for each in self.main])
        if not found or any(_meets(each, spans) if self.main else not each.within & _FRAME for each in found):
            return []
        best = found[-1]
        above = best.parent
        while above is not None and above.tag not in _ROOTS and above.words <= _HERO_WORDS:
            if self._has(self.navigation, above) or _meets(above, spans):
                break
            best, above = above, above.parent
        return [best.span]

    def _key_facts(self, left: Sequence[Element], kept: Sequence[Span]) -> Iterator[Element]:
        """Columns with the posting's facts beside the main content."""
        looked = 0
        spans = merged(kept)
        for each in left:
            if each.start < looked or not each.may_state_facts or each.words > _FACTS_WORDS or each.tag in _ROOTS:
                continue
            if not _meets(each, spans):
                looked = each.end
                if self._states_facts(each):
                    yield each

    def _states_facts(self, element: Element) -> bool:
        """Whether it has at least two of the labels that postings have: `Location`, `Salary: …`, `Closing date`."""
        pieces = read_pieces(self.text, element.start, element.end)
        labels = [block for block in _with_labels(blocks_of(self.text, pieces)) if _is_label(block)]
        return len(labels) >= _FEW

    def _holds(self, element: Element, tags: Sequence[str]) -> bool:
        return any(self._has(self._starts(tag), element) for tag in tags)

    def _starts(self, tag: str) -> list[int]:
        if tag not in self.starts:
            self.starts[tag] = [each.start for each in self.seen if tag in (each.name, each.tag)]
        return self.starts[tag]

    @staticmethod
    def _has(starts: Sequence[int], element: Element) -> bool:
        at = bisect_left(starts, element.start + 1)
        return at < len(starts) and starts[at] < element.end


def _is_label(block: Block) -> bool:
    text = block.text.value
    if block.kind == "item":
        return headings.label_with_value(text) > 0
    wording = heading_wording(text) if block.kind == "heading" else None
    return wording is not None and wording.exact


def _controls(elements: Sequence[Element]) -> Iterator[Element]:
    """What a visitor fills in or presses, and the labels of that; a button that opens a section is its heading."""
    labels: list[Element] = []
    ids = {each.attributes.get("id") for each in elements if each.tag in _FIELDS} - {None, ""}
    for each in elements:
        if each.tag == "label":
            labels.append(each)
            if each.attributes.get("for") in ids:
                yield each
        elif each.tag in _FIELDS and "label" in each.within and labels:
            yield labels[-1]
        elif (each.tag == "legend" and "form" in each.within) or (
            each.tag == "button" and each.within.isdisjoint(_HEADINGS) and "aria-" not in each.rest
        ):
            yield each
        if each.tag in _FIELDS and each.closed:
            yield each


def _outside(elements: Iterable[Element], spans: Sequence[Span]) -> Iterator[Element]:
    """The elements that begin in none of these spans, which are in order and apart."""
    number = 0
    for each in elements:
        while number < len(spans) and spans[number].end <= each.start:
            number += 1
        if number == len(spans) or each.start < spans[number].start:
            yield each


def _meets(element: Element, spans: Sequence[Span]) -> bool:
    """Whether an element and one of these spans, which are in order and apart, have something in common."""
    at = bisect_right(spans, element.start, key=lambda span: span.end)
    return at < len(spans) and spans[at].start < element.end


def _less(span: Span, kept: Sequence[Span]) -> list[Span]:
    """A span without what of it is kept."""
    if not any(span.start < each.end and each.start < span.end for each in kept):
        return [span]
    inner = [Span(max(each.start, span.start), min(each.end, span.end)) for each in kept]
    return _gaps(inner, span.start, span.end)


def _gaps(kept: Sequence[Span], start: int, end: int) -> list[Span]:
    """What lies between spans that are in order."""
    edges = [start, *(edge for span in kept for edge in span), end]
    return [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True) if pair[0] < pair[1]]


def _with_labels(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with the first cell of a row of two a heading where it is a label that we know."""
    rows = Counter(block.table for block in blocks if block.table)
    found, last = [], 0
    for number, block in enumerate(blocks):
        first, last = bool(block.table) and block.table != last, block.table or last
        if first and block.kind == "cell" and rows[block.table] <= _FEW and _names_a_value(blocks, number):
            block = block._replace(kind="heading", depth=headings.LABEL, table=0)
        found.append(block)
    return found


def _names_a_value(blocks: Sequence[Block], number: int) -> bool:
    """Whether a cell is a known label and what follows it is no label too, as in the head of a table."""
    known = [
        (wording := heading_wording(block.text.value)) is not None and wording.exact
        for block in blocks[number : number + 2]
    ]
    return known == [True, False]
