"""A posting as HTML: the text alone, as job search and applicant systems take it, or a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from jdlint.exports.parts import Part, Run

_STYLE = """\
:root { color-scheme: light dark }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 system-ui, sans-serif; overflow-wrap: break-word }
h1 { line-height: 1.2 } h2 { margin-top: 2rem } h1, h2, h3 { break-after: avoid }
li { margin: .3rem 0 } table { border-collapse: collapse } th, td { border: 1px solid; padding: .3rem .6rem; text-align: left }
a { color: inherit } @media print { body { margin: 0; max-width: none; font-size: 11pt; line-height: 1.4 } a::after { content: "" } }
"""


def page(title: str, language: str, parts: Sequence[Part], data: str = "") -> str:
    """A whole page in one file, which loads nothing; ``data``: its structured data as JSON."""
    script = f'<script type="application/ld+json">\n{data}\n</script>\n' if data else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>\n{_STYLE}</style>\n{script}</head>\n<body>\n<main>\n{body(parts)}</main>\n</body>\n</html>\n"
    )


def body(parts: Sequence[Part], *, titled: bool = True) -> str:
    """The text as HTML, a line a part; ``titled=False`` leaves the first heading out, where a title stands beside it."""
    if not titled and parts and parts[0].kind == "heading":
        parts = parts[1:]
    return "".join(_lines(parts))


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    lists: list[str] = []
    table = False
    for part in parts:
        if part.kind == "item" or (part.kind == "paragraph" and part.level > 1 and lists):
            pass
        else:
            yield from (f"</li></{lists.pop()}>\n" for _ in list(lists))
        if table and part.kind != "row":
            table = False
            yield "</table>\n"
        if part.kind == "item":
            yield from _item(part, lists)
        elif part.kind == "row":
            yield "" if table else "<table>\n"
            table = True
            cell = "th" if part.head else "td"
            yield "<tr>" + "".join(f"<{cell}>{inline(runs)}</{cell}>" for runs in part.cells) + "</tr>\n"
        elif part.kind == "heading":
            yield f"<h{part.level}>{inline(part.runs)}</h{part.level}>\n"
        elif part.kind == "quote":
            yield f"<blockquote><p>{inline(part.runs)}</p></blockquote>\n"
        elif part.kind == "code":
            yield f"<pre><code>{escape(part.text, quote=False)}</code></pre>\n"
        elif part.kind == "rule":
            yield "<hr>\n"
        else:
            yield f"<p>{inline(part.runs)}</p>\n"
    yield from (f"</li></{lists.pop()}>\n" for _ in list(lists))
    yield "</table>\n" if table else ""


def _item(part: Part, lists: list[str]) -> Iterator[str]:
    """An item, with the lists that begin or end before it; ``lists`` are those that are open."""
    while len(lists) > part.level:
        yield f"</li></{lists.pop()}>\n"
    if len(lists) == part.level:
        yield "</li>\n"
    while len(lists) < part.level:
        kind = "ol" if part.number else "ul"
        start = f' start="{part.number}"' if part.number > 1 else ""
        lists.append(kind)
        yield f"<{kind}{start}>\n" if len(lists) == part.level else f"<{kind}><li>\n"
    yield f"<li>{inline(part.runs)}"


def inline(runs: Sequence[Run]) -> str:
    """Text with its looks."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br>\n")
    for look, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        text = f"<{tag}>{text}</{tag}>" if look else text
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
