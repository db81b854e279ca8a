"""What the styles and lists of a DOCX say of a paragraph: that it is a heading, an item or a quote, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jdlint.read.docx_paragraphs import Element, child, is_on, local, properties, value

TITLE = 0  # the level of a title, above that of `Heading 1`
_LEVELS = tuple("012345678")  # of headings and items; the outline level 9 says "no heading"
_HEADING = re.compile(r"heading ([1-9])$")
# the ids that Word in other languages gives its heading styles, for documents that do not say what the ids mean
_HEADING_ID = re.compile(r"(?:heading|berschrift|titre|ttulo|titolo|kop|rubrik|nagwek|otsikko|overskrift)_?([1-9])$")
_QUOTES = frozenset(("quote", "intense quote", "block text", "quotations", "blockquote"))
_MARKS = ("b", "i", "u", "caps", "smallCaps", "sz")
_NONE = -1  # a style that says it is no heading, though it is based on one
_YES = ("1", "true", "on")
_USUAL_SIZE = 20  # half points
_MOST_BASES = 30  # styles that are based on one another; a circle ends there
_LARGER = 3  # half points by which text that stands out is larger than its neighbours


class Look(NamedTuple):
    """How text looks."""

    bold: bool
    italic: bool
    stands_out: bool  # bold, underlined, shown as capitals, or larger than the text of the document


class _Style(NamedTuple):
    """What a style says, and the styles that it is based on."""

    heading: int | None
    quote: bool
    list: str | None
    level: str | None
    marks: Mapping[str, Element]  # how its text looks


class Item(NamedTuple):
    """A place in a list."""

    list: str
    level: int  # from 0
    numbered: bool


class Styles:
    """The styles and lists of a document."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        every = [each for each in styles if local(each.tag) == "style"] if styles is not None else []
        self._elements = {value(each, "styleId") or "": each for each in every}
        standard = [each for each in every if value(each, "type") == "paragraph" and value(each, "default") in _YES]
        self._standard = (value(standard[0], "styleId") or "") if standard else ""
        self._defaults = _marks(child(styles, "docDefaults", "rPrDefault", "rPr"))
        self._read: dict[str, _Style] = {}
        self._levels = _list_levels(numbering)
        self._size = _size({**self._defaults, **self._style(self._standard).marks})

    def heading(self, paragraph: Element) -> int | None:
        """The level of a heading, TITLE for the title; None for any other text."""
        outline = value(child(properties(paragraph, "pPr"), "outlineLvl"))
        if outline is not None:
            return _level(outline)
        style = self._style_of(paragraph)
        found = _HEADING_ID.match(style.lower()) if style not in self._elements else None
        return int(found[1]) if found else self._style(style).heading

    def is_quote(self, paragraph: Element) -> bool:
        """Whether a style says that somebody is quoted."""
        return self._style(self._style_of(paragraph)).quote

    def item(self, paragraph: Element) -> Item | None:
        """The place of a paragraph in a list, by its own word or by its style's."""
        own = child(properties(paragraph, "pPr"), "numPr")
        style = self._style(self._style_of(paragraph))
        number = value(child(own, "numId")) or style.list
        level = value(child(own, "ilvl")) or style.level or "0"
        if number is None or number == "0":  # 0 takes a paragraph out of the list that its style is in
            return None
        form, text = self._levels.get((number, level), ("bullet", "•"))
        if form == "none" or (form == "bullet" and not text.strip()):  # it hangs below an item, and is none
            return None
        return Item(number, int(level) if level in _LEVELS else 0, form != "bullet")

    def look(self, paragraph: Element, run: Element | None) -> Look:
        """How a run looks."""
        own = properties(run, "rPr")
        character = value(child(own, "rStyle")) or ""
        # what is said later counts: by the document, the paragraph's style, the character style, the run itself
        styles = self._style(self._style_of(paragraph)).marks, self._style(character).marks
        marks = {**self._defaults, **styles[0], **styles[1], **_marks(own)}
        bold = bool(is_on(marks.get("b")))
        underlined = bool(is_on(marks.get("u"))) and character != "Hyperlink"
        capitals = bool(is_on(marks.get("caps")) or is_on(marks.get("smallCaps")))
        larger = _size(marks) >= self._size + _LARGER
        return Look(bold, bool(is_on(marks.get("i"))), bold or underlined or capitals or larger)

    def _style_of(self, paragraph: Element) -> str:
        return value(child(properties(paragraph, "pPr"), "pStyle")) or self._standard

    def _style(self, name: str) -> _Style:
        if name not in self._read:
            chain = list(self._chain(name))
            numbers = [child(each, "pPr", "numPr") for each in chain]
            marks: dict[str, Element] = {}
            for each in reversed(chain):
                marks |= _marks(child(each, "rPr"))
            self._read[name] = _Style(
                next((level for each in chain if (level := _heading(each)) is not None), None),
                any(_name(each) in _QUOTES for each in chain),
                next((said for each in numbers if (said := value(child(each, "numId"))) is not None), None),
                next((said for each in numbers if (said := value(child(each, "ilvl"))) is not None), None),
                marks,
            )
            heading = self._read[name].heading
            if heading == _NONE:
                self._read[name] = self._read[name]._replace(heading=None)
        return self._read[name]

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those it is based on."""
        for _ in range(_MOST_BASES):
            style = self._elements.get(name)
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn")) or ""


def _name(style: Element) -> str:
    # Word writes the names of its own styles in English in every language; LibreOffice begins them with capitals
    return (value(child(style, "name")) or "").lower()


def _heading(style: Element) -> int | None:
    """The level of heading that a style states, _NONE where it says that it is none, None where it says nothing."""
    name = _name(style)
    if name == "title":
        return TITLE
    found = _HEADING.match(name)
    if found:
        return int(found[1])
    outline = value(child(style, "pPr", "outlineLvl"))
    return None if outline is None else _level(outline) or _NONE


def _level(outline: str) -> int | None:
    return int(outline) + 1 if outline in _LEVELS else None


def _marks(said: Element | None) -> dict[str, Element]:
    """What the properties of a run or a style say of how text looks."""
    return {name: each for each in (said if said is not None else ()) if (name := local(each.tag)) in _MARKS}


def _size(marks: Mapping[str, Element]) -> int:
    said = value(marks.get("sz")) or ""
    return int(said) if said.isdecimal() and len(said) < 5 else _USUAL_SIZE


def _list_levels(numbering: Element | None) -> dict[tuple[str, str], tuple[str, str]]:
    """Of each list and level the form of its numbers, and the text of its mark."""
    abstract: dict[str, dict[str, tuple[str, str]]] = {}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for each in numbering if numbering is not None else ():
        if local(each.tag) == "abstractNum":
            abstract[value(each, "abstractNumId") or ""] = dict(_levels(each))
        elif local(each.tag) == "num":
            number = value(each, "numId") or ""
            levels = dict(abstract.get(value(child(each, "abstractNumId")) or "", {}))
            for override in each:
                levels |= dict(_levels(override))
            found |= {(number, level): mark for level, mark in levels.items()}
    return found


def _levels(parent: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for each in parent:
        if local(each.tag) == "lvl":
            form = value(child(each, "numFmt")) or "decimal"
            yield value(each, "ilvl") or "0", (form, value(child(each, "lvlText")) or "")
