"""The state of markdown-it-py's block parser, with tokens that cost less: most of its time goes into making them."""

from __future__ import annotations

from typing import Any, Literal

from markdown_it.rules_block import StateBlock
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
