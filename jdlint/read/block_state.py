"""markdown-it-py's block parser at less cost.

Its state makes lighter tokens, and its rules are each asked only where they may apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from markdown_it.rules_block import StateBlock, heading, hr, list_block
from markdown_it.token import Token

from jdlint.read.plain_blocks import BlockToken


class BlockState(StateBlock):
    """As markdown-it-py's own, but for the tokens that it makes."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token to the stream; its level is that of what holds it."""
        level = self.level = self.level - 1 if nesting < 0 else self.level
        token: Token = BlockToken(ttype, tag, nesting, level)  # type: ignore[assignment]  # no cast: it costs a call
        if nesting > 0:
            self.level = level + 1
        self.tokens.append(token)
        return token


_Rule = Callable[[StateBlock, int, int, bool], bool]

# the rules that are asked most and seldom apply: the characters that their lines begin with, and what else they interrupt
_GUARDED: tuple[tuple[str, _Rule, str, list[str]], ...] = (
    ("hr", hr, "-*_", ["paragraph", "reference", "blockquote", "list"]),
    ("list", list_block, "-*+0123456789", ["paragraph", "reference", "blockquote"]),
    ("heading", heading, "#", ["paragraph", "reference", "blockquote"]),
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
