"""Sections: headings and what stands under them, each with its parent and its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdlint.model import Block, Section, Title
from jdlint.read import headings
from jdlint.section_content import kind_by_content
from jdlint.titles import SEXES
from jdlint.wordings import heading_wording, normalised

_MARKS = " \t\r\n#*_:-=>|~•0123456789.)"  # what may stand between two headings where nothing does
# kinds that are parts of one another: "Education" stands under "Requirements", "Job description" does not
_FAMILIES: Mapping[str, str] = dict.fromkeys(
    ("skills", "soft_skills", "qualifications", "education", "experience", "nice_to_have", "languages"), "requirements"
)

_WIDE = frozenset(("role_summary", "vacancy_meta"))  # kinds of sections that may hold those of any other


def build_sections(blocks: Sequence[Block], title: Title | None, text: str) -> list[Section]:
    """Sections in order, each with its parent; text before the first heading is a section without one."""
    found: list[Section] = []
    heading: Block | None = None
    under: list[Block] = []
    above: list[Section] = []  # the sections that are open, outermost first
    for block in [*blocks, None]:
        if block is not None and not _opens(block):
            under.append(block)
            continue
        if heading is not None or under:
            section = _section(heading, under, above, title, len(found))
            if heading is not None and not under:
                end = block.span.start if block is not None else len(text)
                section = section._replace(empty=not text[heading.span.end : end].strip(_MARKS))
            found.append(section)
            above.append(section)
        heading, under = block, []
    return found


def _opens(block: Block) -> bool:
    return block.kind == "heading" or (block.kind == "title" and block.depth > 0)


def _section(
    heading: Block | None, blocks: list[Block], above: list[Section], title: Title | None, number: int
) -> Section:
    if heading is None:
        return Section(kind_by_content(blocks), None, 0, blocks, None, number)
    level = heading.depth
    wording = heading_wording(heading.text.value)
    unmarked = level >= headings.BOLD
    while (
        above
        and above[-1].level >= level
        and not (unmarked and _heads(above[-1], number, wording.kind if wording else None))
    ):
        above.pop()
    while above and _is_complete(above[-1]):
        above.pop()
    parent = above[-1] if above and above[-1].heading is not None else None
    if parent is not None and parent.level >= level:
        level = parent.level + 1
    kind = _kind(heading, blocks, parent, title)
    return Section(kind, heading, level, blocks, parent, number)


def _is_complete(section: Section) -> bool:
    """Whether a heading says all there is to say, `Closing date: 4 May`, and so heads nothing that follows."""
    return bool(section.name.partition(":")[2].strip()) and section.level >= headings.BOLD


def _heads(section: Section, number: int, kind: str | None) -> bool:
    """Whether an unmarked heading with nothing under it stands above another: the next one at once, or its family later."""
    known = kind is not None and section.kind is not None
    if known and _FAMILIES.get(kind or "", kind) != _FAMILIES.get(section.kind or "", section.kind):
        return False
    unmarked = headings.BOLD <= section.level < headings.LABEL
    empty = not section.blocks and section.heading is not None and section.heading.kind != "title"
    return unmarked and empty and (known or section.number == number - 1)


def _kind(heading: Block, blocks: Sequence[Block], parent: Section | None, title: Title | None) -> str | None:
    """The kind of a section by its wording, else by what it stands under or by its points."""
    if heading.kind == "title" or (title is not None and normalised(heading.text.value) == normalised(title.text)):
        return kind_by_content(blocks)
    wording = heading_wording(heading.text.value)
    if wording is not None:
        return wording.kind
    if SEXES.search(heading.text.value):  # the next job of a page, however its levels are
        return None
    # what stands under the title is a part of it by its place only
    above = parent.kind if parent is not None and parent.heading and parent.heading.kind != "title" else None
    if above in _WIDE:
        return kind_by_content(blocks) or above
    return above or kind_by_content(blocks)
