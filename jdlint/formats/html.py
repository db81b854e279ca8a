"""html: one page for a run, to be sent to whoever writes the postings: each as its readers see it, with the findings in place.

One file, nothing from elsewhere; usable without its script, which only filters. A DOCX file is shown by its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from jdlint.document import format_of, read_document
from jdlint.findings import SEVERITIES, FileReport, Finding, Report, worst_first
from jdlint.formats.html_assets import SCRIPT, STYLE
from jdlint.formats.places import spot_of
from jdlint.formats.screen import printable
from jdlint.formats.style import Style, plural
from jdlint.formats.summary import laws_checked, totals
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.text import Source, Span

_FIRST = 5  # findings of `Start here`
_TAGS = {"paragraph": "p", "item": "li", "quote": "blockquote", "code": "pre", "cell": "td"}


class _Numbered:
    """The findings of a file with their numbers on the page, and the marks that each puts into the text."""

    def __init__(self, file: FileReport, first: int) -> None:
        self.findings = dict(enumerate(file.visible(), first))
        self._led: set[int] = set()  # those that a link leads to already

    def marks(self, span: Span) -> list[tuple[int, Finding]]:
        """The findings that touch a span of the source, in order."""
        return [
            (number, each)
            for number, each in self.findings.items()
            if any(at.start < span.end and span.start < at.end for at in (each.span, *each.related))
        ]

    def anchors(self, marks: Sequence[tuple[int, Finding]], offset: int) -> list[int]:
        """Of marks at an offset those that stand in their own place there, for the first time."""
        found = [
            number for number, each in marks if each.span.start <= offset < each.span.end and number not in self._led
        ]
        self._led.update(found)
        return found


def render(report: Report, _: Style) -> str:
    """The page."""
    number = 1
    files = []
    for at, file in enumerate(each for each in report.files if each.visible()):
        numbered = _Numbered(file, number)
        number += len(numbered.findings)
        files.append("\n".join(_file(file, report, numbered, at)))
    title = "Job postings checked" if len(report.files) != 1 else f"{_title(report.files[0])}: checked"
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_plain(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>",
            f"<h1>{_plain(title)}</h1>\n<p>{_plain(totals(report))} As of {report.as_of.isoformat()}.</p>",
            *(f'<p class="dim">{_plain(line)}</p>' for line in laws_checked(report)),
            *_filters(report, number - 1),
            *_contents(report),
            "</header>\n<main>",
            *(files or ["<p>Nothing was found.</p>"]),
            f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        ]
    )


def _filters(report: Report, count: int) -> Iterator[str]:
    categories = sorted({finding.category for file in report.files for finding in file.visible()})
    if not categories:
        return
    boxes = "".join(
        f'<label><input type="checkbox" value="{severity}" checked> {severity} ({report.counts()[severity]})</label>'
        for severity in SEVERITIES
    )
    options = "".join(f"<option>{_plain(category)}</option>" for category in categories)
    yield (
        f'<form hidden><fieldset><legend>Show</legend>{boxes}<label>of <select aria-label="Category">'
        f'<option value="">all categories</option>{options}</select></label></fieldset>'
        f' <span role="status"><span id="shown">{count}</span> of {count} shown</span></form>'
    )


def _contents(report: Report) -> Iterator[str]:
    files = [file for file in report.files if file.visible()]
    if len(files) > 1:
        yield '<nav aria-label="Files"><ul class="files">'
        for at, file in enumerate(files):
            count = plural(len(file.visible()), "finding")
            yield f'<li><a href="#file-{at}">{_plain(_title(file))}</a> <span class="dim">({count})</span></li>'
        yield "</ul></nav>"


def _title(file: FileReport) -> str:
    return file.title or file.source.path


def _file(file: FileReport, report: Report, numbered: _Numbered, at: int) -> Iterator[str]:
    yield f'<h2 id="file-{at}"{" class=first" if at == 0 else ""}>{_plain(_title(file))}</h2>'
    yield f'<p class="path dim">{_plain(file.source.path)}{f" — this posting is over ({_plain(file.closed)})" if file.closed else ""}</p>'
    loud = [item for item in numbered.findings.items() if item[1].severity != "info" and item[1].hidden is None]
    first = sorted(loud, key=lambda item: worst_first(item[1]))[:_FIRST]
    if first:
        yield '<section class="start" aria-label="Start here"><h3>Start here</h3><ol>'
        yield from (
            f'<li data-severity="{each.severity}" data-category="{each.category}">{_plain(each.message)}'
            f' <a href="#f{number}" aria-label="Show finding {number}">Show</a></li>'
            for number, each in first
        )
        yield "</ol></section>"
    yield '<div class="posting">'
    yield from _posting(file.source, numbered)
    yield '<section class="findings" aria-label="Findings"><h3>Findings</h3>\n<ol>'
    for number, finding in numbered.findings.items():
        yield from _finding(number, finding, file.source, report)
    yield "</ol></section>\n</div>"


def _finding(number: int, finding: Finding, source: Source, report: Report) -> Iterator[str]:
    severity = finding.severity
    absent = finding.span.start == finding.span.end
    where = "" if absent else f'<a href="#m{number}">{source.unit} {source.line(finding.span.start)}</a>'
    hidden = " hidden" if finding.hidden else ""
    yield (
        f'<li class="finding {severity}" id="f{number}" data-severity="{severity}" data-category="{_plain(finding.category)}">'
        f'<p class="what">{number}. {severity}{hidden} <span class="dim">{_plain(finding.rule)}</span> {where}</p>'
    )
    yield f"<p>{_plain(finding.message)}</p>"
    also = [f"{source.unit} {source.line(span.start)}" for span in finding.related]
    also += [f"{printable(each.path)}{spot_of(each)}" for each in finding.elsewhere]
    if also:
        yield f'<p class="dim">Also: {_plain(", ".join(dict.fromkeys(also)))}</p>'
    if finding.fix is not None:
        yield f"<p>{_plain(finding.fix.title)}</p>"
    info = report.rules.get(finding.rule)
    if info is not None:
        links = "".join(
            f' <a href="{escape(url)}" rel="noreferrer">{_plain(_site(url))}</a>' for url in info.sources[:2]
        )
        yield f"<details><summary>Why</summary><p>{_plain(info.why)}{links}</p></details>"
    yield "</li>"


def _site(url: str) -> str:
    """Whose page it is."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.") or url


def _posting(source: Source, numbered: _Numbered) -> Iterator[str]:
    if format_of(source.path) == "docx":
        yield "<article>"
        yield from (f"<p>{_plain(line)}</p>" for line in source.text.splitlines() if line.strip())
        yield "</article>"
        return
    postings = read_document(source).postings
    language = postings[0].language if postings else ""
    yield f'<article lang="{language}">' if language not in ("", "und") else "<article>"
    for posting in postings:
        yield from _head(posting, numbered)
        table = listed = 0
        for block, _ in posting.blocks():
            if table and block.table != table:
                yield "</tr></table>" if not block.table else "</tr>"
            if listed and block.list != listed:
                yield "</ul>"
            if block.table and block.table != table:
                yield ("" if table else "<table>") + "<tr>"
            if block.list and block.list != listed:
                yield "<ul>"
            table, listed = block.table, block.list
            yield _block(block, numbered)
        yield ("</tr></table>" if table else "") + ("</ul>" if listed else "")
    yield "</article>"


def _head(posting: Posting, numbered: _Numbered) -> Iterator[str]:
    """Front matter as names and values; parts of a value stand with it."""
    meta = posting.meta
    if meta is None or not meta.shown or not meta.values:
        return
    yield '<dl class="head">'
    for key, value in meta.values.items():
        span = meta.spans.get(key)
        shown = _plain(", ".join(map(str, value)) if isinstance(value, list) else str(value))
        marks = numbered.marks(span) if span is not None else []
        anchors = numbered.anchors(marks, max(span.start, marks[0][1].span.start)) if span is not None and marks else []
        yield f"<dt>{_plain(key)}</dt><dd>{_marked(shown, marks, anchors)}</dd>"
    yield "</dl>"


def _block(block: Block, numbered: _Numbered) -> str:
    text = _text(block, numbered)
    if block.kind == "heading" and block.text.value.endswith(":"):
        return f'<p class="label">{text}</p>'
    if block.kind in ("title", "heading"):
        level = min(max(block.depth, 1) + 2, 6)
        return f"<h{level}>{text}</h{level}>"
    tag = _TAGS.get(block.kind, "p")
    return f"<{tag}>{text}</{tag}>"


def _text(block: Block, numbered: _Numbered) -> str:
    """What a reader sees of a block, with each place of a finding marked."""
    text, found = block.text.value, numbered.marks(block.span)
    if not found:
        return _plain(text)
    starts = [block.text.span(at, at + 1).start for at in range(len(text))]
    covering = [[item for item in found if _covers(item[1], at)] for at in starts]
    parts: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and covering[end] == covering[at]:
            end += 1
        parts.append(_marked(_plain(text[at:end]), covering[at], numbered.anchors(covering[at], starts[at])))
        at = end
    return "".join(parts)


def _covers(finding: Finding, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in (finding.span, *finding.related))


def _marked(text: str, marks: Sequence[tuple[int, Finding]], anchors: Sequence[int]) -> str:
    """A piece of text in a mark of its worst finding, with links to all of them; ``anchors``: those that are led to here."""
    if not marks:
        return text
    worst = min((finding for _, finding in marks), key=worst_first)
    links = "".join(f'<a href="#f{number}" aria-label="Finding {number}">{number}</a>' for number, _ in marks)
    ids = "".join(f'<span id="m{number}"></span>' for number in anchors)
    return (
        f'<mark class="{worst.severity}" data-severity="{worst.severity}" data-category="{_plain(worst.category)}">'
        f"{ids}{text}{links}</mark>"
    )


def _plain(text: str) -> str:
    """Text for a page: marks of HTML escaped, and nothing that is no character."""
    return escape(printable(text)).encode("utf-8", "replace").decode("utf-8")
