"""A copy of a DOCX file with a Word comment at each finding; its text stays as it is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jdlint.findings import FileReport, Finding, RuleInfo
from jdlint.formats.screen import printable
from jdlint.read.docx import read_docx
from jdlint.read.docx_package import NotWordError, Package
from jdlint.read.docx_paragraphs import Paragraph, local, paragraphs
from jdlint.text import Source, Span, line_starts

AUTHOR = "jdlint"
_PLACES = 20  # other places that a comment names


class AnnotateError(Exception):
    """A copy that cannot be made; the text says why."""


def annotated(data: bytes, file: FileReport, rules: Mapping[str, RuleInfo]) -> bytes:
    """The bytes of a DOCX file with its visible findings as comments. Raises AnnotateError."""
    try:
        from docx import Document  # an extra, and slow to import
        from docx.text.run import Run
    except ImportError:
        raise AnnotateError("comments are written by python-docx; install it: pip install 'jdlint[docx]'") from None
    _check(data, file.source)
    written = io.BytesIO()
    try:
        document = Document(io.BytesIO(data))
        found = paragraphs(document.element.body)
        starts = line_starts("\n".join(paragraph.text for paragraph in found))[: len(found)]  # "" has one line
        for finding in file.visible():
            runs = [Run(each, document) for each in _runs(finding.span, found, starts)]
            document.add_comment(runs, _said(finding, file.source, rules), author=AUTHOR, initials="jd")
        document.save(written)
    except AnnotateError:
        raise
    except Exception as error:  # documents break python-docx in more ways than it says
        raise AnnotateError(f"python-docx cannot write it: {type(error).__name__}: {error}") from None
    copy = written.getvalue()
    if _text(copy) != file.source.text:
        raise AnnotateError("the copy would not have the text of the document")
    return copy


def _check(data: bytes, source: Source) -> None:
    """That the bytes are those that were checked, and small when unpacked: python-docx has no limits of its own."""
    try:
        if _text(data) != source.text:
            raise AnnotateError("it changed while it was checked")
        Package(data).measure()
    except NotWordError as error:
        raise AnnotateError(str(error)) from None


def _text(data: bytes) -> str:
    return read_docx(data).text


def _runs(span: Span, found: Sequence[Paragraph], starts: Sequence[int]) -> list[Any]:
    """The runs that a span touches, those of its whole paragraph for something absent; text is never split."""
    touched: list[Any] = []
    whole: list[Any] = []
    for paragraph, start in zip(found, starts, strict=True):
        end = start + len(paragraph.text)
        if end < span.start or start > max(span.end - 1, span.start):
            continue
        if _holder(paragraph.element) is not paragraph.element:  # Word has no comments within text boxes
            whole += _runs_of(_holder(paragraph.element))
            continue
        at = start
        for piece in paragraph.pieces:
            if piece.run is not None and at < span.end and span.start < at + len(piece.text):
                touched.append(piece.run)
            at += len(piece.text)
        whole += [piece.run for piece in paragraph.pieces if piece.run is not None] or _runs_of(paragraph.element)
    return touched or whole or _new_run(found)


def _holder(element: Any) -> Any:
    """The paragraph of the page that a paragraph stands in: of one in a text box, the one that holds the box."""
    outer = [above for above in element.iterancestors() if local(above.tag) == "p"]
    return outer[-1] if outer else element


def _runs_of(element: Any) -> list[Any]:
    return [each for each in element if local(each.tag) == "r"]


def _new_run(found: Sequence[Paragraph]) -> list[Any]:
    """An empty run to hang a comment on, in a document that has none."""
    if not found:
        raise AnnotateError("it has no paragraph to comment on")
    return [_holder(found[0].element).add_r()]


def _said(finding: Finding, source: Source, rules: Mapping[str, RuleInfo]) -> str:
    return "\n".join(printable(line) for line in _lines(finding, source, rules))


def _lines(finding: Finding, source: Source, rules: Mapping[str, RuleInfo]) -> Iterator[str]:
    """What a comment says: how bad, what, why, where else, and which rule."""
    yield f"{finding.severity.capitalize()}: {finding.message}"
    info = rules.get(finding.rule)
    if info is not None and info.why:
        yield f"Why: {' '.join(info.why.split())}"
    here = source.line(finding.span.start)
    others = sorted({source.line(span.start) for span in finding.related} - {here})
    if others:
        more = f" and {len(others) - _PLACES} more" if len(others) > _PLACES else ""
        numbers = ", ".join(str(number) for number in others[:_PLACES])
        yield f"Also: {source.unit}{'s' if len(others) > 1 else ''} {numbers}{more}"
    for place in finding.elsewhere[:_PLACES]:
        yield f"Also: {place.path}, {place.unit} {place.line}"
    yield f"Rule: {finding.rule}"
