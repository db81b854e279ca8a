"""From a source to a Document: read, find the title, build sections with their kinds, decide language and kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import PurePath
from typing import Any, NamedTuple

from jdlint.facts.closed import closed
from jdlint.facts.gender_coding import gender_coding
from jdlint.facts.passages import passages
from jdlint.facts.statements import details, statements
from jdlint.kinds import document_kind
from jdlint.language import language_of, languages_of
from jdlint.model import Block, Directive, DocumentKind, Format, Meta, Reading, Title
from jdlint.parts import foreign_blocks, part_starts
from jdlint.posting import Document, Posting
from jdlint.read.front_matter import read_front_matter
from jdlint.sections import build_sections
from jdlint.text import ReaderText, Source, Span, later
from jdlint.titles import find_title
from jdlint.words import words as words_of

SUFFIXES: Mapping[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".txt": "plain", ".html": "html", ".htm": "html",
    ".docx": "docx",
}  # fmt: skip

_MARKUP = later(r"<(?:!doctype|html|body|main|article|section|div|p|br|h[1-6]|ul|ol|dl|table|span)\b", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2})(?:[-_].*)?\Z")
_LANGUAGE_WORDS = 500  # more do not change the verdict
_WHOLE_TEXT = 100  # words that may overrule what front matter says of their language
_FEW_WORDS = 12  # by which no language is known


def _later(module: str, name: str) -> Callable[[Posting], Any]:
    """What few runs ask for loads when it is first asked for."""
    return lambda posting: _loaded(module, name)(posting)


@cache
def _loaded(module: str, name: str) -> Callable[[Posting], Any]:
    found: Callable[[Posting], Any] = getattr(import_module(f"jdlint.facts.{module}"), name)
    return found


_MAKERS: Mapping[str, Callable[[Posting], Any]] = {
    "closed": closed,
    "gender_coding": gender_coding,
    "passages": passages,
    "statements": statements,
    "details": details,
    **{
        name: _later(module, name)
        for module, names in (
            ("afar", ("from_afar",)),
            ("arrangements", ("arrangements",)),
            ("barred", ("barred",)),
            ("benefits", ("benefits",)),
            ("contacts", ("contacts",)),
            ("claims", ("claims",)),
            ("contracting", ("contracting",)),
            ("dates", ("deadlines", "start_dates")),
            ("degrees", ("degrees",)),
            ("disciplines", ("disciplines",)),
            ("elsewhere", ("elsewhere",)),
            ("hours", ("weekly_hours",)),
            ("jurisdictions", ("jurisdictions",)),
            ("left_out", ("left_out",)),
            ("pay", ("pay", "pay_as_written")),
            ("pay_data", ("pay_in_front_matter",)),
            ("spoken_languages", ("spoken_languages",)),
            ("years", ("years", "years_as_written")),
        )
        for name in names
    },
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
    meta, problems = head.meta, head.problems
    if form == "html" and format is None and head.end and _MARKUP.search(source.text, head.end) is None:
        form = "markdown"  # of a site that makes its pages by itself, whatever it calls them
    if form == "html":
        from jdlint.read.json_ld import read_json_ld

        data = read_json_ld(source.text, head.end)
        meta, problems = meta or data.meta, (*problems, *data.problems)
    directives: list[Directive] = []
    text = source.text
    if reading is not None:
        blocks = [block for block in reading.blocks if block.span.start >= head.end]
        directives = list(reading.directives)
    else:
        shown = _shown(source, head.end)
        blocks = _read(form, shown, head.end)
        if head.end and form == "markdown" and _is_empty(blocks):
            from jdlint.read.body_in_head import body_in_head  # few pages have no text of their own

            held = body_in_head(source.text, head.end)
            if held is not None:
                shown, begin = held
                blocks = _read(form, shown, begin)
    # small letters of bytes are those of ASCII alone, which is quicker, and all that the name has
    if reading is None and b"jdlint" in text.encode(errors="replace").lower():
        from jdlint.read import directives as directive_reader  # few files have some

        directives = directive_reader.read_directives(text, blocks, form, head.meta)
        read = directive_reader.masked(text, directives, form) if shown is text else text
        blocks = _read(form, read, head.end) if read != text else blocks
        text = directive_reader.blanked(text, directives)  # a comment to us fills no section
    ReaderText.cut([block.text for block in blocks])
    raw = _Raw(source.text, text, blocks, language)
    whole = _posting(raw, find_title(meta, blocks), meta)
    whole.kind = kind or document_kind(whole, source.path)
    parts = _parts(raw, whole) if whole.kind == "multi-posting" and kind is None else [whole]
    for part in parts:
        part.path = source.path
    return Document(form, whole.title, whole.kind, parts, problems, directives)


class _Raw(NamedTuple):
    """What a reader gave: the text as stored, the text with directives blanked, and the blocks, none a title yet."""

    source: str
    text: str
    blocks: Sequence[Block]
    language: str | None

    def part(self, first: int, last: int) -> _Raw:
        """Blocks ``first`` up to ``last`` with what stands before the line of the block that follows them."""
        end = self.begin(last)
        return _Raw(self.source[:end], self.text[:end], self.blocks[first:last], self.language)

    def begin(self, number: int) -> int:
        """Where the line of a block begins: its mark, `## `, belongs to it."""
        if number >= len(self.blocks):
            return len(self.source)
        line = self.source.rfind("\n", 0, self.blocks[number].span.start) + 1
        return max(line, self.blocks[number - 1].span.end) if number else line  # a page may be a single line


def _posting(raw: _Raw, title: Title | None, meta: Meta | None, start: int = 0) -> Posting:
    blocks = [block._replace(kind="title") if title and block is title.block else block for block in raw.blocks]
    posting = Posting(
        title=title,
        language=raw.language or _language(blocks, meta),
        kind="posting",
        meta=meta,
        sections=build_sections(blocks, title, raw.text),
        span=Span(start, len(raw.source)),
        body=raw.source[start:],
        makers=_MAKERS,
    )
    posting.foreign = foreign_blocks(posting)
    return posting


def _parts(raw: _Raw, whole: Posting) -> list[Posting]:
    """The postings of a file that holds several. What stands before the first belongs to it; what it says is said for all."""
    starts = part_starts(whole)
    shared = _posting(raw.part(0, starts[0]), None, whole.meta)
    parts: list[Posting] = []
    for first, last in pairwise([*starts, len(raw.blocks)]):
        own = raw.part(first if parts else 0, last)
        title = find_title(None, raw.blocks[first:last])
        part = _posting(own, title, None if parts else whole.meta, raw.begin(first) if parts else 0)
        part.shared = shared
        parts.append(part)
    return parts


def _shown(source: Source, start: int) -> str:
    """The text with blanks for what is code of MDX."""
    if not source.path.lower().endswith(".mdx"):
        return source.text
    from jdlint.read import mdx

    return mdx.blanked(source.text, start)


def _is_empty(blocks: Sequence[Block]) -> bool:
    """Whether the text after the front matter is next to nothing."""
    return sum(len(block.text.value.split()) for block in blocks[:_FEW_WORDS] if block.kind != "code") < _FEW_WORDS


def _read(form: Format, text: str, start: int) -> list[Block]:
    """Each reader loads only when a file needs it."""
    if form in ("plain", "docx"):  # the text of a DOCX without what its reader knows is plain
        from jdlint.read.plain import read_plain

        return read_plain(text, start)
    if form == "html":
        from jdlint.read.page import read_page

        return read_page(text, start)
    from jdlint.read.markdown import read_markdown

    return read_markdown(text, start)


def _language(blocks: Sequence[Block], meta: Meta | None) -> str:
    """The language of a posting: what front matter says, unless the words of a whole text are plainly of another."""
    said = meta.first("lang", "language", "locale") if meta else None
    tag = _LANGUAGE_TAG.match(said[1]) if said and isinstance(said[1], str) else None
    words: list[str] = []
    for block in blocks:
        if block.kind != "code":
            words += block.text.words.plain
        if len(words) > _LANGUAGE_WORDS:
            break
    if tag:
        spoken = languages_of(frozenset(words)) if len(words) >= _WHOLE_TEXT else set()
        named = tag.group(1).lower()
        return language_of(words) if spoken and named not in spoken else named
    if len(words) < _FEW_WORDS and meta is not None:  # of a stub, whose front matter says all
        words += [
            word
            for value in meta.values.values()
            if isinstance(value, str) and " " in value
            for word in words_of(value)
        ]
    return language_of(words[:_LANGUAGE_WORDS])
