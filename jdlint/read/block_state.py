"""markdown-it-py's block parser at less cost.

Its state makes lighter tokens; its rules are each asked only where they may apply; and what most postings are made of, lists
of one line a point and paragraphs of one line, is taken by two rules of our own that come first and leave the rest to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading, hr, list_block
from markdown_it.token import Token


class BlockState(StateBlock):
    """As markdown-it-py's own, but for the tokens that it makes."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token to the stream; its level is that of what holds it."""
        level = self.level = self.level - 1 if nesting < 0 else self.level
        token: Token = _BlockToken(ttype, tag, nesting, level)  # type: ignore[assignment]  # no cast: it costs a call
        if nesting > 0:
            self.level = level + 1
        self.tokens.append(token)
        return token


class _BlockToken:
    """A block token with defaults that are made once. Rules set its parts and change none in place."""

    map: list[int] | None = None
    content = markup = info = ""
    children: list[Token] | None = None
    attrs: dict[str, Any] = {}  # noqa: RUF012
    meta: dict[Any, Any] = {}  # noqa: RUF012
    hidden = False
    block = True

    def __init__(self, ttype: str, tag: str, nesting: int, level: int) -> None:
        self.type = ttype
        self.tag = tag
        self.nesting = nesting
        self.level = level


POINT = (
    "point"  # our own token: a point of a list that is one line, in place of what opens and closes it and its paragraph
)
_Rule = Callable[[StateBlock, int, int, bool], bool]

# the rules that are asked most and seldom apply: the characters that their lines begin with, and what else they interrupt
_GUARDED: tuple[tuple[str, _Rule, str, list[str]], ...] = (
    ("hr", hr, "-*_", ["paragraph", "reference", "blockquote", "list"]),
    ("list", list_block, "-*+0123456789", ["paragraph", "reference", "blockquote"]),
    ("heading", heading, "#", ["paragraph", "reference", "blockquote"]),
)
_PLAIN_START = re.compile(r"[^\W\d_]|\*\*[^\W_]|[\"“‘'(£€$]")  # of text that begins no block but a paragraph
# points of one line each, whose text begins no block of its own, with nothing after them that could belong to the last
_FLAT_LIST = re.compile(
    r"(?P<mark>[-*+])(?P<points> {1,4}(?:[^\W\d_]|\*\*[^\W_]|\d++(?![.)])|[\"“‘'(£€$])[^\n]*"
    r"(?:\n(?P=mark) {1,4}(?:[^\W\d_]|\*\*[^\W_]|\d++(?![.)])|[\"“‘'(£€$])[^\n]*)*+)(?=\n(?:[ \t]*\n)+[^\s*+\->]|\s*\Z)"
)


def guarded() -> Iterator[tuple[str, _Rule, list[str]]]:
    """markdown-it-py's rules by name, each behind a look at the first character, with the blocks that it may interrupt."""
    for name, rule, signs, interrupts in _GUARDED:
        yield name, _guard(rule, frozenset(signs)), interrupts


def _guard(rule: _Rule, signs: frozenset[str]) -> _Rule:
    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        return state.src[at : at + 1] in signs and rule(state, start, end, silent)

    return run


def line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of one line: its text begins no other block at the margin, and a blank line or the end follows."""
    if silent or state.level or state.blkIndent or state.tShift[start]:
        return False
    if _PLAIN_START.match(state.src, state.bMarks[start]) is None:
        return False
    if start + 1 < end and not state.isEmpty(start + 1):
        return False
    state.line = start + 1
    text: Any = _BlockToken("inline", "", 0, 1)
    text.content = mdTrim(state.src[state.bMarks[start] : state.eMarks[start]])
    text.map = [start, start + 1]
    text.children = []
    state.tokens += (_PARAGRAPH[0], text, _PARAGRAPH[1])
    return True


def flat_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list at the margin whose points are one line each."""
    if silent or state.level or state.blkIndent or state.tShift[start] or state.src[state.bMarks[start]] not in "-*+":
        return False
    found = _FLAT_LIST.match(state.src, state.bMarks[start])
    if found is None or found.end() > state.eMarks[end - 1]:
        return False
    source, begins, ends, tokens = state.src, state.bMarks, state.eMarks, state.tokens
    state.line = start + found["points"].count("\n") + 1
    tokens.append(_LIST[0])
    for number in range(start, state.line):
        text: Any = _BlockToken(POINT, "li", 0, 1)
        text.content = mdTrim(source[begins[number] + 1 : ends[number]])
        text.map = [number, number + 1]
        tokens.append(text)
    tokens.append(_LIST[1])
    return True


# what opens and closes is the same for all, for the reader takes nothing else from it
_PARAGRAPH: Any = (_BlockToken("paragraph_open", "p", 1, 0), _BlockToken("paragraph_close", "p", -1, 0))
_LIST: Any = (_BlockToken("bullet_list_open", "ul", 1, 0), _BlockToken("bullet_list_close", "ul", -1, 0))
