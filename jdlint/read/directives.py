"""Directives: what a writer tells jdlint in a comment, in a line of plain text, or in front matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from jdlint.model import ACTIONS, Block, Directive, Format, Meta
from jdlint.read.inline import code_spans
from jdlint.text import Span
from jdlint.words import nearest

_COMMENT = re.compile(
    r"<!--[ \t\r\n]*jdlint(?P<html>[-: \t\r\n](?:[^-]|-(?!->)){0,500})-->"
    r"|\{/\*[ \t\r\n]*jdlint(?P<mdx>[-: \t\r\n](?:[^*]|\*(?!/)){0,500})\*/\}",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?P<between>-|[: \t\r\n]+)(?P<action>[\w-]*)(?P<rest>.*)", re.DOTALL)
_LINE = re.compile(
    r"(?:^[ \t]*|(?<=[ \t]))#[ \t]*jdlint(?P<mark>[-: \t])[ \t]*(?P<action>[\w-]+)[ \t]*=?(?P<rest>[^\r\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_ANY = re.compile(r"[^\r\n]")
_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")
_NAME = re.compile(r"\"([^\"]+)\"|'([^']+)'|([^\s,\"']+)")
_TYPED_DASH = re.compile(r"(?<=\s)[–—](?=\s)")
_TYPED_QUOTES = str.maketrans("“”„‘’\u00a0\u2011", '"""\'\' -')
_LONGEST = 500  # characters of a directive that are read
_MOST_NAMES = 50
_LONGEST_WORD = 30  # letters that can be a slip for an action
_FIRST_LETTERS = frozenset(action[0] for action in ACTIONS)
_KEYS = ("disable", "until", "reason")  # in front matter
_UNTIL = re.compile(r"(?:^|(?<=[\s,]))until(?P<slip>\s*[:=])?(?:\s+|(?<=[:=])|$)(?P<date>\S*)", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def read_directives(text: str, blocks: Sequence[Block], format: Format, meta: Meta | None) -> list[Directive]:
    """All directives of a text, in order. Inside code a directive is text."""
    found = list(_in_front_matter(meta)) if meta is not None else []
    if format == "plain":
        found += [directive for each in _LINE.finditer(text) for directive in _in_line(each, text)]
    code = _Code(text, blocks)
    for each in _COMMENT.finditer(text, meta.span.end if meta is not None else 0):
        if not code.holds(each.start()):
            found += _in_comment(each["html"] or each["mdx"], Span(*each.span()))
    return sorted(found, key=lambda directive: directive.span)


def in_word_comment(text: str, span: Span) -> list[Directive]:
    """The directive that a comment in Word is. Word makes dashes and curly quotes of what was typed: they count as typed."""
    typed = _TYPED_DASH.sub("--", text.translate(_TYPED_QUOTES)).strip()
    return list(_in_comment(typed[len("jdlint") :], span)) if typed[:6].lower() == "jdlint" else []


def _in_comment(said: str, span: Span) -> Iterator[Directive]:
    """The directive of a comment. Without the hyphen it is one only where its first word is, or is nearly, an action."""
    parts = _SAID.match(said)
    if parts is None:
        return
    if parts["between"] == "-":
        yield _directive(parts["action"], parts["rest"], span)
    elif action := _near_action(parts["action"].lower()):
        mark = ":" if ":" in parts["between"] else ""
        fault = f"there is no 'jdlint{mark} {parts['action']}'; write jdlint-{action}"
        yield Directive("", (), span, fault=fault)


def _in_line(said: re.Match[str], text: str) -> Iterator[Directive]:
    """The directive of a line, or at its end. Behind text, or without the colon, it is one only where its first word is,
    or is nearly, an action."""
    mark, action, span = said["mark"], said["action"], Span(*said.span())
    near = _near_action(action.lower())
    alone = span.start == 0 or text[span.start - 1] == "\n" or text[span.start] in " \t"
    if mark == ":" and (alone or near):
        yield _directive(action, said["rest"], span)
    elif near:
        yield Directive("", (), span, fault=f"there is no 'jdlint{mark}{action}'; write jdlint: {near}")


def _near_action(word: str) -> str:
    """The action that a word is, or nearly is; empty for any other word, such as stands in a comment about jdlint."""
    if word in ACTIONS:
        return word
    if len(word) > _LONGEST_WORD or word[:1] not in _FIRST_LETTERS:
        return ""
    import difflib  # only for errors

    return next(iter(difflib.get_close_matches(word, ACTIONS, n=1, cutoff=0.75)), "")


def masked(text: str, directives: Sequence[Directive], format: Format) -> str:
    """The text with blanks in place of directives that a reader would take for text."""
    plain = format == "plain"
    return blanked(
        text, [each for each in directives if plain or text[each.span.start : each.span.end].lstrip()[0] in "{#"]
    )


def blanked(text: str, directives: Sequence[Directive]) -> str:
    """The text with blanks in place of these directives, which are in order."""
    parts, at = [], 0
    for directive in directives:
        start, end = directive.span
        parts += [text[at:start], _ANY.sub(" ", text[max(at, start) : end])]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _directive(action: str, rest: str, span: Span) -> Directive:
    said = _REASON.split(rest[:_LONGEST], maxsplit=1)
    until = _UNTIL.search(_QUOTED.sub(lambda quoted: "x" * len(quoted.group()), said[0]))
    names = f"{said[0][: until.start()]} {said[0][until.end() :]}" if until else said[0]
    named = [_one_line("".join(parts)) for parts in _NAME.findall(names)]
    fault = _too_many(named)
    if len(rest) > _LONGEST and len(said) == 1:  # the last name may be half a name
        named, fault = named[:-1], fault or f"of its names {_LONGEST} characters are read, and there are more"
    return Directive(
        action.lower(),
        tuple(named[:_MOST_NAMES]),
        span,
        _date(until) if until else "",
        " ".join(said[1].split()) if len(said) > 1 else "",
        fault,
    )


def _one_line(name: str) -> str:
    """A name with single blanks, for a comment may go over several lines; one of blanks alone is a name still, and unknown."""
    return " ".join(name.split()) or " "[: len(name)]


def _date(until: re.Match[str]) -> str:
    """The date behind `until`; where none is there as it should be, what was written, which is no date."""
    return until["date"] if until["date"] and not until["slip"] else " ".join(until.group().split())


def _too_many(names: Sequence[object]) -> str:
    return f"{_MOST_NAMES} names are read, and there are more" if len(names) > _MOST_NAMES else ""


def _in_front_matter(meta: Meta) -> Iterator[Directive]:
    """`jdlint: {disable: [NAME], until: DATE, reason: TEXT}`."""
    said = meta.values.get("jdlint")
    if said is not None and not isinstance(said, dict):
        yield Directive("", (), meta.spans["jdlint"], fault="front matter says it as jdlint: {disable: [NAME]}")
    for key in said if isinstance(said, dict) else ():
        if key not in _KEYS:
            fault = f"'jdlint:' in front matter has no '{_one_line(str(key))}'{nearest(str(key), _KEYS)}"
            yield Directive("", (), meta.keys.get(f"jdlint.{key}", meta.keys["jdlint"]), fault=fault)
    names = meta.values.get("jdlint.disable")
    if names is not None and names != []:
        listed = names if isinstance(names, list) else [names]
        until = _one_line(str(meta.values["jdlint.until"] or "until")) if "jdlint.until" in meta.values else ""
        reason = str(meta.values.get("jdlint.reason") or "")
        named = tuple(_one_line(str(name)[:_LONGEST]) for name in listed[:_MOST_NAMES])
        yield Directive("disable-file", named, meta.spans["jdlint.disable"], until, reason, _too_many(listed))


class _Code:
    """Where a text has code, whole blocks of it or between backticks; looked for once in each block."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = sorted(blocks, key=lambda block: block.span.start)
        self._starts = [block.span.start for block in self._blocks]
        self._spans: dict[int, list[Span]] = {}

    def holds(self, offset: int) -> bool:
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self._blocks[number].span.end:
            return False
        block = self._blocks[number]
        if block.kind == "code":
            return True
        if number not in self._spans:
            self._spans[number] = sorted(code_spans(self._text, block.span))
        spans = self._spans[number]
        before = bisect_right(spans, Span(offset, len(self._text))) - 1
        return before >= 0 and offset < spans[before].end
