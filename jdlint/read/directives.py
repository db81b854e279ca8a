"""Directives: what a writer tells jdlint in a comment, in a line of plain text, or in front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdlint.model import Block, Directive, Format, Meta
from jdlint.read.inline import code_spans
from jdlint.text import Span

_COMMENT = re.compile(
    r"<!--[ \t\r\n]*jdlint-(?P<html>(?:[^-]|-(?!->))*)-->|\{/\*[ \t\r\n]*jdlint-(?P<mdx>(?:[^*]|\*(?!/))*)\*/\}"
)
_LINE = re.compile(r"^[ \t]*#[ \t]*jdlint:[ \t]*(?P<action>[\w-]+)[ \t]*=?(?P<rest>[^\r\n]*)", re.MULTILINE)
_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")
_NAME = re.compile(r"\"([^\"]+)\"|'([^']+)'|([^\s,\"']+)")
_UNTIL = re.compile(r"(?:^|\s)until[ \t]+(\S+)")


def read_directives(text: str, blocks: Sequence[Block], format: Format, meta: Meta | None) -> list[Directive]:
    """All directives of a text, in order. Inside code a directive is text."""
    found = list(_in_front_matter(meta)) if meta is not None else []
    if format == "plain":
        found += [_directive(each["action"], each["rest"], each.span()) for each in _LINE.finditer(text)]
    for each in _COMMENT.finditer(text, meta.span.end if meta is not None else 0):
        if not _in_code(text, Span(*each.span()), blocks):
            action, rest = re.match(r"([\w-]*)(.*)", each["html"] or each["mdx"] or "", re.DOTALL).groups()  # type: ignore[union-attr]
            found.append(_directive(action, rest, each.span()))
    return sorted(found, key=lambda directive: directive.span)


def masked(text: str, directives: Sequence[Directive]) -> str:
    """The text with blanks in place of directives that a reader would take for text."""
    for directive in directives:
        start, end = directive.span
        if text[start : start + 2] == "{/" or text[start:end].lstrip().startswith("#"):
            text = text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]
    return text


def _directive(action: str, rest: str, span: tuple[int, int]) -> Directive:
    said = _REASON.split(rest, maxsplit=1)
    until = _UNTIL.search(said[0])
    names = said[0].replace(until.group(), " ", 1) if until else said[0]
    return Directive(
        action,
        tuple("".join(parts) for parts in _NAME.findall(names)),
        Span(*span),
        until.group(1) if until else "",
        " ".join(said[1].split()) if len(said) > 1 else "",
    )


def _in_front_matter(meta: Meta) -> Iterator[Directive]:
    """`jdlint: {disable: [NAME], until: DATE, reason: TEXT}`."""
    names = meta.values.get("jdlint.disable")
    if names is not None:
        listed = names if isinstance(names, list) else [names]
        until, reason = (str(meta.values.get(f"jdlint.{key}") or "") for key in ("until", "reason"))
        yield Directive("disable-file", tuple(map(str, listed)), meta.spans["jdlint.disable"], until, reason)


def _in_code(text: str, span: Span, blocks: Sequence[Block]) -> bool:
    for block in blocks:
        if block.span.start <= span.start < block.span.end:
            if block.kind == "code":
                return True
            return any(code.start <= span.start < code.end for code in code_spans(text, block.span))
    return False
