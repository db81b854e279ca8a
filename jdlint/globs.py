"""Patterns for paths, as .gitignore writes them. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_PARTS = re.compile(r"\*\*/|/\*\*\Z|\*\*|\*|\?|\[!?[^\]/]+\]")


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether a path, relative and with `/`, is what one of the patterns means.

    `*` and `?` stop at a slash, `**` does not. A pattern without a slash is for names at any depth; one that means a
    folder means all that lies in it. As in .gitignore, the last pattern that matches decides, and `!` takes back.
    """
    found = False
    for pattern in patterns:
        if _compiled(pattern.removeprefix("!")).match(path):
            found = not pattern.startswith("!")
    return found


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    inner = pattern.strip("/")
    rooted = "/" in inner or pattern.startswith("/")
    at, parts = 0, [] if rooted else ["(?:.*/)?"]
    for found in _PARTS.finditer(inner):
        parts += [re.escape(inner[at : found.start()]), _translated(found.group())]
        at = found.end()
    parts.append(re.escape(inner[at:]))
    return re.compile("".join(parts) + (r"/.*\Z" if pattern.endswith("/") else r"(?:/.*)?\Z"), re.DOTALL)


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "/**":
        return "/.*"
    if part.startswith("["):
        return "[" + part[1:-1].replace("!", "^", 1).replace("\\", "\\\\") + "]"
    return {"**": ".*", "*": "[^/]*", "?": "[^/]"}[part]
