"""The paragraphs of a DOCX body in order, with their text as a reader sees it and the runs that it stands in.

Works on the elements of any library that follows ElementTree, so that reading and annotating count the same paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # the strict form of the standard
)
BREAK = "\u2028"  # a line break within a paragraph
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# what a reader does not see as text: what was deleted or moved away, properties, the reading of a ruby
_UNSEEN = frozenset(
    "del moveFrom delText delInstrText pPr rPr rt sdtPr sdtEndPr sectPr tblPr trPr tcPr tblGrid".split()
)
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": "•",
}  # fmt: skip
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_FIRST_CHILDREN = 3  # among which properties are looked for
_DEEPEST_FIELDS = 20  # fields in one another
_LONGEST_INSTRUCTION = 5000  # characters of a field that are read: an address is shorter
_ONE_LINE = str.maketrans("\r\n", "  ")

Element = Any  # of xml.etree or lxml


class Piece(NamedTuple):
    """Text of a run."""

    text: str
    run: Element | None  # None for text outside runs, such as a formula
    link: str = ""  # where it leads


class Paragraph(NamedTuple):
    """A paragraph: its element, its text, and where it stands."""

    element: Element
    pieces: list[Piece]
    row: int  # table rows are numbered from 1; 0 outside tables
    cell: int  # so are cells
    comments: list[str]  # the ids of the comments that begin in it

    @property
    def text(self) -> str:
        """All its text, in one line."""
        return "".join(piece.text for piece in self.pieces)


def paragraphs(body: Element, targets: Mapping[str, str] | None = None) -> list[Paragraph]:
    """The paragraphs of a body; ``targets``: the addresses of hyperlinks by their ids.

    Those of table cells stand in order of the document, those of a text box after the paragraph that holds the box.
    """
    walk = _Walk(targets or {})
    walk.blocks(body, 0, 0)
    return walk.found


@cache
def local(tag: Any) -> str:
    """The name of an element of WordprocessingML; empty for any other, and for comments, whose tag is no text."""
    space, _, name = tag[1:].partition("}") if isinstance(tag, str) else ("", "", "")
    return name if space in SPACES else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    if element is None:
        return None
    found = element.get(f"{{{SPACES[0]}}}{name}")
    if found is None:
        found = element.get(f"{{{SPACES[1]}}}{name}")
    return None if found is None else str(found)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in names:
        element = next((each for each in element if local(each.tag) == name), None) if element is not None else None
    return element


def properties(element: Element | None, name: str) -> Element | None:
    """The properties of a paragraph (`pPr`) or run (`rPr`). They come first: a long paragraph is not searched for them."""
    for each in itertools.islice(element if element is not None else (), _FIRST_CHILDREN):
        if local(each.tag) == name:
            return each
    return None


def is_on(element: Element | None) -> bool | None:
    """Whether a property that is there or not there is on; None where it is not said."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


class _Walk:
    def __init__(self, targets: Mapping[str, str]) -> None:
        self.targets = targets
        self.found: list[Paragraph] = []
        self.rows = 0
        self.cells = 0
        self.comments: list[str] = []  # that begin before the next paragraph
        self.fields: list[list[str]] = []  # of each open field what it says, and then where it leads

    def blocks(self, parent: Element, row: int, cell: int) -> None:
        for each in _children(parent):
            name = local(each.tag)
            if name == "p":
                self._paragraph(each, row, cell)
            elif name == "tr":
                self.rows += 1
                self.blocks(each, self.rows, 0)
            elif name == "tc":
                self.cells += 1
                self.blocks(each, row, self.cells)
            elif name == "commentRangeStart":
                self.comments.append(value(each, "id") or "")
            elif name not in _UNSEEN:
                self.blocks(each, row, cell)

    def _paragraph(self, element: Element, row: int, cell: int) -> None:
        boxes: list[Element] = []
        paragraph = Paragraph(element, [], row, cell, self.comments)
        self.comments = []
        self._inline(element, paragraph, None, "", boxes)
        self.found.append(paragraph)
        for box in boxes:
            self.blocks(box, 0, 0)

    def _inline(
        self, parent: Element, paragraph: Paragraph, run: Element | None, link: str, boxes: list[Element]
    ) -> None:
        for each in _children(parent):
            name = local(each.tag)
            text = _text(each, name)
            if text:
                leads = link or next((field[1] for field in reversed(self.fields) if len(field) > 1), "")
                paragraph.pieces.append(Piece(text, run, leads))
            elif name == "txbxContent":
                boxes.append(each)
            elif name in ("commentRangeStart", "commentReference"):
                paragraph.comments.append(value(each, "id") or "")
            elif name == "fldChar":
                self._field(value(each, "fldCharType") or "")
            elif name == "instrText":
                if self.fields and len(self.fields[-1]) == 1 and len(self.fields[-1][0]) < _LONGEST_INSTRUCTION:
                    self.fields[-1][0] += each.text or ""
            elif name == "r":
                if not is_on(child(properties(each, "rPr"), "vanish")):
                    self._inline(each, paragraph, each, link, boxes)
            elif name not in _UNSEEN:
                self._inline(each, paragraph, run, self._leads(each, name) or link, boxes)

    def _field(self, kind: str) -> None:
        """A field is an instruction, then what it shows: a link may be one."""
        if kind == "begin":
            self.fields.append([""])
            del self.fields[:-_DEEPEST_FIELDS]
        elif self.fields and kind == "separate":
            self.fields[-1][1:] = [_address(self.fields[-1][0])]
        elif self.fields and kind == "end":
            self.fields.pop()

    def _leads(self, element: Element, name: str) -> str:
        if name == "fldSimple":
            return _address(value(element, "instr") or "")
        if name != "hyperlink":
            return ""
        anchor = value(element, "anchor")
        known = next((self.targets[key] for key in map(element.get, _RELATION_IDS) if key in self.targets), "")
        return known or (f"#{anchor}" if anchor else "")


def _children(parent: Element) -> Iterator[Element]:
    """The children, and of what is there in two forms (a text box, for old and new versions of Word) just one."""
    for each in parent:
        if each.tag == _CHOICES:
            yield from each[:1]
        else:
            yield each


def _text(element: Element, name: str) -> str:
    if name == "t" or element.tag == _MATHS:
        text = (element.text or "").translate(_ONE_LINE)
        return text if element.get(_PRESERVE) == "preserve" else text.strip(" \t")
    return _SIGNS.get(name, "")


def _address(instruction: str) -> str:
    found = _HYPERLINK.match(instruction)
    return (found[1] or found[2] or "") if found else ""
