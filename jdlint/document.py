"""From a source to a Document: read, find the title, build sections with their kinds, decide language and kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from jdlint.facts.closed import closed
from jdlint.facts.gender_coding import gender_coding
from jdlint.facts.passages import passages
from jdlint.facts.pay import pay
from jdlint.facts.statements import statements
from jdlint.kinds import document_kind
from jdlint.language import language_of
from jdlint.model import Block, Directive, DocumentKind, Format, Meta, Reading, Section, Title
from jdlint.posting import Document, Posting
from jdlint.read import headings
from jdlint.read.front_matter import read_front_matter
from jdlint.text import Source, Span
from jdlint.titles import find_title
from jdlint.wordings import heading_wording, normalised

SUFFIXES: Mapping[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".txt": "plain", ".html": "html", ".htm": "html",
    ".docx": "docx",
}  # fmt: skip

_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2})(?:[-_].*)?\Z")
_LANGUAGE_WORDS = 500  # more do not change the verdict
_MARKS = " \t\r\n#*_:-=>|~•0123456789.)"  # what may stand between two headings where nothing does
# kinds that are parts of one another: "Education" stands under "Requirements", "Job description" does not
_FAMILIES: Mapping[str, str] = dict.fromkeys(
    ("skills", "soft_skills", "qualifications", "education", "experience", "nice_to_have", "languages"), "requirements"
)


_MAKERS: Mapping[str, Callable[[Posting], Any]] = {
    "closed": closed,
    "gender_coding": gender_coding,
    "passages": passages,
    "pay": pay,
    "statements": statements,
}


def format_of(path: str) -> Format:
    """The format by the suffix of a path; Markdown where it says nothing."""
    return SUFFIXES.get(PurePath(path).suffix.lower(), "markdown")


def read_document(
    source: Source,
    format: Format | None = None,
    *,
    reading: Reading | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
) -> Document:
    """The document in a source; ``kind`` and ``language`` overrule what the text looks like (for examples of rules).

    ``reading``: of a binary format, whose blocks are known already.
    """
    form = format or format_of(source.path)
    head = read_front_matter(source.text)
    directives: list[Directive] = []
    text = source.text
    if reading is not None:
        blocks = [block for block in reading.blocks if block.span.start >= head.end]
        directives = list(reading.directives)
    else:
        blocks = _read(form, text, head.end)
    if reading is None and "jdlint" in text.lower():
        from jdlint.read import directives as directive_reader  # few files have some

        directives = directive_reader.read_directives(text, blocks, form, head.meta)
        read = directive_reader.masked(text, directives, form)
        blocks = _read(form, read, head.end) if read != text else blocks
        text = directive_reader.blanked(text, directives)  # a comment to us fills no section
    title = find_title(head.meta, blocks)
    blocks = [block._replace(kind="title") if title and block is title.block else block for block in blocks]
    sections = build_sections(blocks, title, text)
    posting = Posting(
        title=title,
        language=language or _language(blocks, head.meta),
        kind=kind or "posting",
        meta=head.meta,
        sections=sections,
        span=Span(0, len(source.text)),
        body=source.text,
        makers=_MAKERS,
    )
    if kind is None:
        posting.kind = document_kind(posting, source.path)
    return Document(form, [posting], head.problems, directives)


def _read(form: Format, text: str, start: int) -> list[Block]:
    """Each reader loads only when a file needs it."""
    if form in ("plain", "docx"):  # the text of a DOCX without what its reader knows is plain
        from jdlint.read.plain import read_plain

        return read_plain(text, start)
    from jdlint.read.markdown import markup_heading, read_markdown

    if form == "html":
        from jdlint.read.markup import read_markup

        return [markup_heading(block, bold) for block, bold in read_markup(text, start, len(text))]
    return read_markdown(text, start)


def _language(blocks: Sequence[Block], meta: Meta | None) -> str:
    said = meta.first("lang", "language", "locale") if meta else None
    tag = _LANGUAGE_TAG.match(said[1]) if said and isinstance(said[1], str) else None
    if tag:
        return tag.group(1).lower()
    words: list[str] = []
    for block in blocks:
        if block.kind != "code":
            words += block.text.words.plain
        if len(words) > _LANGUAGE_WORDS:
            break
    return language_of(words[:_LANGUAGE_WORDS])


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
        return Section(None, None, 0, blocks, None, number)
    level = heading.depth
    wording = heading_wording(heading.text.value)
    unmarked = level >= headings.BOLD
    while (
        above
        and above[-1].level >= level
        and not (unmarked and _heads(above[-1], number, wording.kind if wording else None))
    ):
        above.pop()
    parent = above[-1] if above and above[-1].heading is not None else None
    if parent is not None and parent.level >= level:
        level = parent.level + 1
    return Section(_kind(heading, parent, title), heading, level, blocks, parent, number)


def _heads(section: Section, number: int, kind: str | None) -> bool:
    """Whether an unmarked heading with nothing under it stands above another: the next one at once, or its family later."""
    known = kind is not None and section.kind is not None
    if known and _FAMILIES.get(kind or "", kind) != _FAMILIES.get(section.kind or "", section.kind):
        return False
    unmarked = headings.BOLD <= section.level < headings.LABEL
    empty = not section.blocks and section.heading is not None and section.heading.kind != "title"
    return unmarked and empty and (known or section.number == number - 1)


def _kind(heading: Block, parent: Section | None, title: Title | None) -> str | None:
    if heading.kind == "title" or (title is not None and normalised(heading.text.value) == normalised(title.text)):
        return None
    wording = heading_wording(heading.text.value)
    if wording is not None:
        return wording.kind
    return parent.kind if parent is not None else None
