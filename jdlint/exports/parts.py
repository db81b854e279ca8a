"""A Markdown posting as parts that every form can write: headings, paragraphs, items, rows of tables, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt

Kind = Literal["heading", "paragraph", "item", "row", "quote", "code", "rule"]
_HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LABEL = re.compile(r"[A-ZÀ-Þ][\w ’'/()-]{1,30}?\s?:\s")
# addresses that readers would have to copy; one of mail is looked for from its beginning only, or a long word takes long
_ADDRESS = re.compile(r"(https?://[^\s<>()\"']*[^\s<>()\"'.,;:!?])|((?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_SAFE = re.compile(r"(?:https?:|mailto:|tel:|#|/|\./|[\w.-]+(?:/|\Z))", re.IGNORECASE)


class Run(NamedTuple):
    """A piece of text in one look; ``\\n`` is a break within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


class Part(NamedTuple):
    """A part of a posting, in order: what it is, and its text. Of a row the cells, each with its runs."""

    kind: Kind
    runs: Sequence[Run] = ()
    level: int = 1  # of a heading, and how deep an item lies
    number: int = 0  # of an item in a list with numbers; 0 in others
    cells: Sequence[Sequence[Run]] = ()
    head: bool = False  # of a row: whether it names the columns

    @property
    def text(self) -> str:
        """Its text without looks."""
        return "".join(run.text for run in self.runs)


def parts(markdown: str, title: str = "") -> list[Part]:
    """The parts of a posting in Markdown, less its front matter; ``title`` stands above them where they have none."""
    head = _HEAD.match(markdown)
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown[head.end() :] if head else markdown)
    )
    found = list(_parts(tokens))
    if title and not any(part.kind == "heading" and part.level == 1 for part in found):
        found.insert(0, Part("heading", (Run(title),)))
    return found


def _parts(tokens: Sequence[Any]) -> Iterator[Part]:
    lists: list[int | None] = []  # of each list that we are in, the number of the next item, None for marks
    fresh = quoted = header = 0
    cells: list[Sequence[Run]] = []
    for number, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            fresh = 1
        elif token.type == "blockquote_open":
            quoted += 1
        elif token.type == "blockquote_close":
            quoted -= 1
        elif token.type == "thead_open":
            header = 1
        elif token.type == "tbody_open":
            header = 0
        elif token.type == "tr_close":
            yield Part("row", cells=tuple(cells), head=bool(header))
            cells = []
        elif token.type in ("fence", "code_block"):
            yield Part("code", (Run(token.content.rstrip("\n"), code=True),))
        elif token.type == "hr":
            yield Part("rule")
        elif token.type == "inline":
            runs = tuple(_runs(token.children or ()))
            opening = tokens[number - 1]
            if opening.type in ("th_open", "td_open"):
                cells.append(runs)
            elif opening.type == "heading_open":
                yield Part("heading", runs, int(opening.tag[1:]))
            elif not any(run.text.strip() for run in runs):
                continue
            elif lists and fresh:
                of = lists[-1] or 0
                lists[-1] = of + 1 if lists[-1] is not None else None
                fresh = 0
                yield Part("item", runs, len(lists), of)
            else:
                yield Part("quote" if quoted else "paragraph", runs, len(lists) + 1)


def _is_label(tokens: Sequence[Any]) -> bool:
    """Whether a line begins with a label, be it in bold."""
    words = ""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            break
        words += token.content if token.type == "text" else ""
    return _LABEL.match(words) is not None


def _runs(tokens: Sequence[Any]) -> Iterator[Run]:
    bold = italic = 0
    link = ""
    for number, token in enumerate(tokens):
        if token.type == "strong_open":
            bold += 1
        elif token.type == "strong_close":
            bold -= 1
        elif token.type == "em_open":
            italic += 1
        elif token.type == "em_close":
            italic -= 1
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            link = target if _SAFE.match(target) else ""
        elif token.type == "link_close":
            link = ""
        elif token.type == "softbreak":
            # lines of labels and values stay lines: `Hours: full-time`
            yield Run("\n" if _is_label(tokens[number + 1 :]) else " ", bool(bold), bool(italic), link=link)
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            yield Run("\n", bool(bold), bool(italic), link=link)
        elif token.type == "code_inline":
            yield Run(token.content, bool(bold), bool(italic), code=True, link=link)
        elif token.type == "text" and not link:
            yield from _linked(Run(token.content, bool(bold), bool(italic)))
        elif token.type in ("image", "text") and token.content:
            yield Run(token.content, bool(bold), bool(italic), link=link)


def _linked(run: Run) -> Iterator[Run]:
    """A run, with the addresses in it as links."""
    at = 0
    for found in _ADDRESS.finditer(run.text):
        if found.start() > at:
            yield run._replace(text=run.text[at : found.start()])
        yield run._replace(text=found[0], link=found[0] if found[1] else f"mailto:{found[0]}")
        at = found.end()
    if run.text[at:]:
        yield run._replace(text=run.text[at:])
