"""Text as a screen shows it: columns of wide characters, wrapping, cutting, and nothing that steers a terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """A text in which nothing steers a terminal: control characters are blanks."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character for character in text)


def columns(text: str) -> int:
    """The columns that a text takes: wide characters two, marks that combine none."""
    return len(text) if text.isascii() else sum(map(_column, text))


def _column(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int) -> str:
    """The beginning of a text that fits, with an ellipsis where more follows."""
    if columns(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += _column(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept) + "…"


def wrap(text: str, width: int, lead: str = "", indent: str = "") -> list[str]:
    """A text as lines of at most ``width`` columns: the first begins with ``lead``, the others with ``indent``.

    Only an address may be longer: cut, it could not be followed.
    """
    lines, line, used = [], lead, columns(lead)
    empty = True
    for word in printable(text).split():
        for part in [word] if "://" in word else _parts(word, max(2, width - columns(indent))):
            room = columns(part) + (0 if empty else 1)
            if not empty and used + room > width:
                lines.append(line)
                line, used, empty, room = indent, columns(indent), True, columns(part)
            line += part if empty else f" {part}"
            used, empty = used + room, False
    return [*lines, line]


def _parts(word: str, room: int) -> list[str]:
    """A word, or its pieces where it is wider than a line."""
    if columns(word) <= room:
        return [word]
    parts, part, used = [], "", 0
    for character in word:
        wide = _column(character)
        if used + wide > room:
            parts.append(part)
            part, used = "", 0
        part, used = part + character, used + wide
    return [*parts, part]


def window(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """At most ``room`` columns of a line around a range: the text, and the columns at which the range begins and ends there."""
    text = printable(text)
    begin, length = columns(text[:start]), columns(text[start:end])
    if columns(text) <= room:
        return text, begin, begin + length
    left = start
    while left > 0 and columns(text[left - 1 : start]) <= room // 4:
        left -= 1
    lead = "…" if left else ""
    shown = lead + cut(text[left:], room - len(lead))
    begin = len(lead) + columns(text[left:start])
    return shown, begin, min(begin + length, columns(shown))
