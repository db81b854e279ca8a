"""The blocks that most postings are made of, read without a parser: headings with hashes, paragraphs, lists of one line a point.

Where a line may be anything else, all that may belong to it is left to markdown-it-py; a posting that has no such line does
not even load it. Both give the same tokens (a property test compares them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

POINT = (
    "point"  # our own token: a point of a list that is one line, in place of what opens and closes it and its paragraph
)

# how a line at the margin begins that can be nothing but text: no hash, quote, bullet, rule, table, markup, fence or number
_TEXT = r"(?:[^\s#>*+\-_|<`~:\d]|\*\*[^\W_]|\d++(?![.)]))"
_PLAIN_START = re.compile(_TEXT)
_PLAIN_POINT = re.compile(rf"(?:([-*+])|\d{{1,9}}([.)])) {{1,4}}(?={_TEXT})")
_NUMBERED = re.compile(r"\d{1,9}[.)]")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]|$)")
_MAY_LAST = re.compile(r"[ \t]*(?:<|```|~~~)")  # markup and fences may go on after a blank line


class BlockToken:
    """A block token with defaults that are made once: no one changes its parts in place."""

    map: list[int] | None = None
    content = markup = info = ""
    children: list[Any] | None = None
    attrs: dict[str, Any] = {}  # noqa: RUF012
    meta: dict[Any, Any] = {}  # noqa: RUF012
    hidden = False
    block = True

    def __init__(self, ttype: str, tag: str, nesting: int, level: int) -> None:
        self.type = ttype
        self.tag = tag
        self.nesting = nesting
        self.level = level


def read_blocks(lines: Sequence[str], parse: Callable[[int, int, list[Any]], None]) -> list[Any]:
    """The block tokens of a text's lines; ``parse`` adds those of the lines from one number to before another."""
    tokens: list[Any] = []
    number, count = 0, len(lines)
    while number < count:
        line = lines[number]
        if not line or not line.strip(" \t"):
            number += 1
            continue
        after = number
        if line[0] == "#":
            after = _heading(lines, number, tokens)
        elif _PLAIN_START.match(line):
            after = _paragraph(lines, number, tokens)
        elif point := _PLAIN_POINT.match(line):
            after = _points(lines, number, point, tokens)
        if after == number:
            after = _end_of_others(lines, number)
            parse(number, after, tokens)
        number = after
    return tokens


def _heading(lines: Sequence[str], number: int, tokens: list[Any]) -> int:
    """Add the heading on a line. Gives the number of the line after it, or this one's if it may be something else."""
    line = lines[number]
    found = _HEADING.match(line)
    if found is None or ("|" in line and lines[number + 1 : number + 2] and lines[number + 1][:1] in ("|", ":", "-")):
        return number
    hashes = found[1]
    text = line[len(hashes) :].rstrip(" \t")
    bare = text.rstrip("#")
    if bare != text and bare[-1:] in (" ", "\t"):
        text = bare
    begin, end = _HEADINGS[len(hashes)]
    tokens += (begin, _text("inline", text.strip(), number, number + 1), end)
    return number + 1


def _paragraph(lines: Sequence[str], number: int, tokens: list[Any]) -> int:
    """Add the paragraph that begins on a line, all of whose lines are plain text; as for a heading."""
    count = len(lines)
    after = number + 1
    while after < count:
        line = lines[after]
        if not line or not line.strip(" \t") or _HEADING.match(line):
            break
        if not _PLAIN_START.match(line):
            point = _PLAIN_POINT.match(line)
            if point and point[1]:
                break
            return number
        after += 1
    content = lines[number] if after == number + 1 else "\n".join(lines[number:after])
    tokens += (_PARAGRAPH, _text("inline", content.strip(), number, after), _PARAGRAPH_END)
    return after


def _points(lines: Sequence[str], number: int, point: re.Match[str], tokens: list[Any]) -> int:
    """Add the list that begins on a line, all of whose points are one line of plain text; as for a heading."""
    mark = point.group(1, 2)
    count = len(lines)
    found = [_LISTS[mark[0] is None]]
    at, after = number, number
    while True:
        found.append(_text(POINT, lines[at][point.end() :].strip(), at, at + 1))
        after = at = at + 1
        while at < count and not lines[at].strip(" \t"):
            at += 1
        if at == count:
            break
        line = lines[at]
        following = _PLAIN_POINT.match(line)
        if following and following.group(1, 2) == mark:
            point = following
        elif at == after and not _HEADING.match(line):
            return number  # what follows without a blank line belongs to the last point
        elif line[0].isspace() or (_NUMBERED.match(line) if mark[1] else _goes_on(line, mark[0])):
            return number
        else:
            break
    tokens += found
    tokens.append(_LIST_ENDS[mark[0] is None])
    return after


def _goes_on(line: str, mark: str) -> bool:
    """Whether a line may be one more point of a list with that mark."""
    return line[0] == mark and not _PLAIN_START.match(line)


def _end_of_others(lines: Sequence[str], number: int) -> int:
    """Where all blocks have ended that begin on a line: at plain text or a heading at the margin after a blank line."""
    blank = False
    for after in range(number, len(lines)):
        line = lines[after]
        if not line or not line.strip(" \t"):
            blank = True
        elif blank and (line[0] == "#" or _PLAIN_START.match(line)):
            return after
        elif _MAY_LAST.match(line):
            return len(lines)
        else:
            blank = False
    return len(lines)


def _text(ttype: str, content: str, first: int, after: int) -> BlockToken:
    token = BlockToken(ttype, "", 0, 1)
    token.content = content
    token.map = [first, after]
    return token


# what opens and closes is the same for all, for the reader takes nothing else from it
_HEADINGS = {
    level: (BlockToken("heading_open", f"h{level}", 1, 0), BlockToken("heading_close", f"h{level}", -1, 0))
    for level in range(1, 7)
}
_PARAGRAPH, _PARAGRAPH_END = BlockToken("paragraph_open", "p", 1, 0), BlockToken("paragraph_close", "p", -1, 0)
_LISTS = [BlockToken("bullet_list_open", "ul", 1, 0), BlockToken("ordered_list_open", "ol", 1, 0)]
_LIST_ENDS = [BlockToken("bullet_list_close", "ul", -1, 0), BlockToken("ordered_list_close", "ol", -1, 0)]
