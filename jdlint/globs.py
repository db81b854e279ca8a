"""Patterns for paths, as .gitignore writes them. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from jdlint.text import later

_PIECE = later(r"(?P<stars>\*+)|\\(?P<plain>.)|\[(?P<no>[!^]?)(?P<set>\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]|.", re.DOTALL)
_MEMBER = later(r"\[:(?P<name>\w+):\]|(?P<low>\\?.)(?:-(?P<high>\\.|[^\\]))?", re.DOTALL)
_NAMED = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "digit": "0-9",
    "lower": "a-z",
    "space": " \t\n\r\f\v",
    "upper": "A-Z",
}
_NEVER = "(?!)"


class _Pattern(NamedTuple):
    """A pattern: what fits each name of a path from the first on, None for any number of names."""

    names: tuple[re.Pattern[str] | None, ...]
    folders: bool  # it means folders only


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether a path, relative and with `/`, is what one of the patterns means.

    `*` and `?` stop at a slash, `**` between slashes does not. A pattern without a slash is for names at any depth; one
    that means a folder means all that lies in it. As in .gitignore, the last pattern that matches decides, and `!`
    takes back.
    """
    names = path.split("/")
    for pattern in reversed(patterns):
        if _means(_compiled(pattern.removeprefix("!")), names):
            return not pattern.startswith("!")
    return False


def _means(pattern: _Pattern, names: Sequence[str]) -> bool:
    """Whether a pattern fits a path, or a folder that it lies in."""
    last = len(names) - pattern.folders
    return bool(pattern.names) and any(_fits(pattern.names, names[:count]) for count in range(last, 0, -1))


def _fits(wanted: Sequence[re.Pattern[str] | None], names: Sequence[str]) -> bool:
    """Whether names follow one another as wanted. Only the last gap is ever made longer: so time stays within bounds."""
    at = place = 0
    gap = longer = -1  # where the last gap stands, and how far it reaches
    while place < len(names):
        each = wanted[at] if at < len(wanted) else None
        if each is not None and each.match(names[place]):
            at, place = at + 1, place + 1
        elif each is None and at < len(wanted):
            gap, longer, at = at, place, at + 1
        elif gap >= 0:
            longer += 1
            at, place = gap + 1, longer
        else:
            return False
    return all(each is None for each in wanted[at:])


@cache
def _compiled(pattern: str) -> _Pattern:
    inner = pattern.removesuffix("/")
    names = inner.removeprefix("/").split("/") if inner else []
    if "/" not in inner:
        names = ["**", *names] if names else []  # at any depth
    if names[-1:] == ["**"]:
        names.append("*")  # what lies in the folder, not the folder itself
    return _Pattern(tuple(None if name == "**" else _name(name) for name in names), pattern.endswith("/"))


def _name(text: str) -> re.Pattern[str]:
    """A pattern for one name. After a star the first place that fits is kept: to look for a later one is in vain."""
    parts = [""]
    for piece in _PIECE.finditer(text):
        if piece["stars"]:
            parts.append("")
        else:
            parts[-1] += _piece(piece)
    *inner, last = parts[1:] or [""]
    stars = "".join(f"(?>.*?{part})" for part in inner) + (f".*{last}" if len(parts) > 1 else "")
    return re.compile(f"{parts[0]}{stars}\\Z", re.DOTALL)


def _piece(piece: re.Match[str]) -> str:
    if piece["plain"]:
        return re.escape(piece["plain"])
    if piece["set"] is not None:
        return _set(piece["set"], "^" if piece["no"] else "")
    if piece.group() in ("[", "\\"):
        return _NEVER  # a set that does not end, or nothing to take as it is
    return "." if piece.group() == "?" else re.escape(piece.group())


def _set(text: str, no: str) -> str:
    members = ""
    for member in _MEMBER.finditer(text):
        if member["name"]:
            members += _NAMED.get(member["name"], "")
            continue
        low, high = member["low"][-1], (member["high"] or member["low"])[-1]
        if low <= high:
            members += f"{re.escape(low)}-{re.escape(high)}"
    return f"[{no}{members}]" if members else "." if no else _NEVER
