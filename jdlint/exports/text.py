"""A posting as plain text to paste into an applicant system: wrapped, with its lists, and addresses of links written out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from jdlint.exports.parts import Part, Run

WIDTH = 78
_INDENT = 2


def text(parts: Sequence[Part], width: int = WIDTH) -> str:
    """The whole posting."""
    return "\n".join(_lines(parts, width)).strip("\n") + "\n"


def _lines(parts: Sequence[Part], width: int) -> Iterator[str]:
    before = ""
    for part in parts:
        close = part.kind == before and part.kind in ("item", "row")
        if before and not close:
            yield ""
        before = part.kind
        if part.kind == "heading":
            yield ""
            yield from _wrapped(plain(part.runs).upper() if part.level == 1 else plain(part.runs), width)
        elif part.kind == "item":
            mark = f"{part.number}. " if part.number else "- "
            indent = " " * _INDENT * (part.level - 1)
            yield from _wrapped(plain(part.runs), width, indent + mark, indent + " " * len(mark))
        elif part.kind == "row":
            yield from _wrapped(" | ".join(plain(cell) for cell in part.cells), width)
        elif part.kind == "code":
            yield from part.text.split("\n")
        elif part.kind == "rule":
            yield "-" * 20
        else:
            yield from _wrapped(plain(part.runs), width)


def plain(runs: Sequence[Run]) -> str:
    """Text without looks; where a link leads stands behind its words, unless these say it."""
    found = []
    for number, run in enumerate(runs):
        found.append(run.text)
        last = number + 1 == len(runs) or runs[number + 1].link != run.link
        target = run.link.removeprefix("mailto:")
        words = "".join(each.text for each in runs if each.link == run.link)
        if run.link and last and target not in words and not run.link.startswith("#"):
            found.append(f" ({target})")
    return "".join(found)


def _wrapped(value: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    for number, line in enumerate(value.split("\n")):
        yield from textwrap.wrap(
            " ".join(line.split()),
            width,
            initial_indent=first if number == 0 else rest,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
