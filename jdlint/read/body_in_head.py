"""The text of a posting that a site keeps in its front matter: `text: |` and lines that are set in."""

from __future__ import annotations

import re

from jdlint.text import later

_KEPT = later(r"^[\w-]+:[ \t]*[|>][-+\d]*[ \t]*\r?\n(?P<lines>(?:[ \t]+\S[^\n]*\n|[ \t]*\r?\n)+)", re.MULTILINE)
_FEWEST = 40  # words of a text that is no mere summary


def body_in_head(text: str, end: int) -> tuple[str, int] | None:
    """The longest text in the front matter that ends at ``end``, and where it begins; None where there is none.

    It is given as long as the whole file, each character at its place and blanks for all else; what a line is set in
    stands at the end of the line before, where Markdown has no use for it.
    """
    found = max(_KEPT.finditer(text, 0, end), key=lambda each: len(each["lines"]), default=None)
    if found is None or len(found["lines"].split()) < _FEWEST:
        return None
    lines = found["lines"]
    first = lines[: len(lines) - len(lines.lstrip())]
    inset = first[first.rfind("\n") + 1 :]
    begin = found.start("lines") + len(first)
    body = re.sub(rf"(\r?\n){inset}", rf"{inset}\1", text[begin : found.end("lines")])
    return " " * begin + body + " " * (len(text) - begin - len(body)), begin
