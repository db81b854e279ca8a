"""A posting in pieces, each a heading with its text, so that what was made and what somebody wrote can be told apart.

Only what a writer sees counts: blanks at ends of lines, empty lines and kinds of line breaks do not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jdlint.generate.rendering import Block

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?P<text>.*?))?[ \t]*#*[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEAD = re.compile(
    r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL
)  # of YAML, or as some site makers write it


class Piece(NamedTuple):
    """A heading and what stands under it up to the next one; without a heading what stands before the first."""

    heading: str  # its text, without marks
    line: str  # its line as written
    text: str  # what stands under it, with the line breaks at its end

    @property
    def written(self) -> str:
        """The whole piece, as in the file."""
        return self.line + self.text


class Part(NamedTuple):
    """A piece that a template makes: of which block, and the how many-th piece of that."""

    block: str
    number: int
    piece: Piece


def head_and_body(text: str) -> tuple[str, str]:
    """The front matter with its fences, and all behind it; the first is empty where there is none."""
    head = _HEAD.match(text)
    return (text[: head.end()], text[head.end() :]) if head else ("", text)


def pieces(body: str) -> list[Piece]:
    """A text in pieces; put together again they are the text."""
    found: list[Piece] = []
    heading, line, lines = "", "", list[str]()
    code = _code(body.splitlines())
    for number, each in enumerate(body.splitlines(keepends=True)):
        title = _HEADING.match(each.rstrip("\r\n")) if number not in code else None
        if title is None:
            lines.append(each)
            continue
        if line or lines:
            found.append(Piece(heading, line, "".join(lines)))
        heading, line, lines = (title["text"] or "").strip(), each, []
    return [*found, Piece(heading, line, "".join(lines))]


def _code(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines in fenced code; a fence that is not closed is none, or all that follows would be lost in it."""
    found: set[int] = set()
    opened, fence = 0, ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            opened, fence = number, mark[1]
        elif mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence):
            found.update(range(opened, number + 1))
            fence = ""
    return found


def parts(blocks: Sequence[Block]) -> list[Part]:
    """What a template makes, in pieces as they are in the file: a block without a heading goes with what stands above it."""
    found: list[Part] = []
    for block in blocks:
        for number, piece in enumerate(pieces(f"{block.text}\n\n")):
            if found and not piece.line:
                above = found[-1]
                found[-1] = above._replace(piece=above.piece._replace(text=above.piece.text + piece.text))
            elif piece.line or piece.text.strip():
                found.append(Part(block.name, number, piece))
    return found


def digest(text: str) -> str:
    """What a text comes to: equal for texts that a reader cannot tell apart."""
    return hashlib.sha256("\n".join(_lines(text)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _lines(text: str) -> Iterator[str]:
    return (line for each in text.splitlines() if (line := each.rstrip()))
