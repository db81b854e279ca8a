"""Cuts HTML into tokens: tags, comments, entities. Linear whatever the input; what is not well formed is text.

The content of elements that no reader sees (scripts, styles …) belongs to the token of their tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.entities import html5
from typing import NamedTuple

from jdlint.read.tags import is_tag

SILENT = frozenset(("script", "style", "template", "noscript", "svg", "iframe", "title"))

_OPENER = re.compile(r"<!--|<!\[CDATA\[|<!|<\?|<(?=[A-Za-z/])|&(?=[#A-Za-z])")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": ">"}
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>(?:(?:[A-Za-z]|st1):)?[A-Za-z][A-Za-z0-9-]*+)(?P<rest>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)>"
    r"|&(?:#[xX](?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<ent>[A-Za-z][A-Za-z0-9]{1,31}));"
)
# a tag with markup in the value of an attribute, as site generators write it; up to where its end has to stand
_WIDE = re.compile(
    r"<(?P<close>)(?P<name>(?:(?:[A-Za-z]|st1):)?[A-Za-z][A-Za-z0-9-]*+)(?P<rest>(?:[^<>\"'=]|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][A-Za-z0-9_:.-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+")


class Token(NamedTuple):
    """A tag, or what reads as something else than it is written: a comment as nothing, an entity as its character."""

    start: int
    end: int  # with the content of an element that no reader sees
    name: str = ""  # of a tag, in small letters
    closing: bool = False
    rest: str = ""  # the attributes as written
    rest_at: int = 0  # where they begin
    reads: str = ""


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of ``text[start:end]``, in order; what stands between them is text."""
    at = start
    patience = 4 * (end - start)  # characters that may be looked at in vain for the end of a tag
    while found := _OPENER.search(text, at, end):
        start, opener = found.start(), found.group()
        if opener in _ENDS:
            closing = text.find(_ENDS[opener], found.end(), end)
            at = closing + len(_ENDS[opener]) if closing >= 0 else end
            yield Token(start, at)
            continue
        match = _TOKEN.match(text, start, end)
        if match is None and opener == "<" and patience > 0 and (wide := _WIDE.match(text, start, end)):
            if text[wide.end() : wide.end() + 1] == ">" and wide.end() < end:
                match = wide
            else:
                patience -= wide.end() - start
        at = start + 1
        token = _token(text, match, end) if match else None
        if token is not None:
            yield token
            at = token.end


def _token(text: str, match: re.Match[str], end: int) -> Token | None:
    name = match["name"]
    start = match.start()
    if not name:
        reads = _character(match)
        return Token(start, match.end(), reads=reads) if reads is not None else None
    if not is_tag(name):
        return None
    name, closing = name.lower(), bool(match["close"])
    after = match.end() + (match.re is _WIDE)
    if name in SILENT and not closing:
        found = _closing(name).search(text, after, end)
        after = found.end() if found else end  # as browsers do; and one search is enough
    return Token(start, after, name, closing, match["rest"], match.start("rest"))


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*+>", re.IGNORECASE)


def attributes(rest: str) -> Mapping[str, str]:
    """The attributes of a tag by name, names in small letters; one without a value has an empty one."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        found.setdefault(match[1].lower(), match[match.lastindex] if (match.lastindex or 1) > 1 else "")  # type: ignore[index]
    return found


def _character(match: re.Match[str]) -> str | None:
    if match["ent"]:
        return html5.get(match["ent"] + ";")
    number = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
