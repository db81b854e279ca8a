"""MDX: Markdown with components. What only the program reads becomes blanks, so that all offsets stay true.

Comments, import and export lines, and the tags of components are no text; what stands between a component's tags is.
"""

from __future__ import annotations

import re

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
_UNREAD = re.compile(
    r"(?P<fence>^ {0,3}(?P<marks>```+|~~~+)[^\n]*+$)"
    r"|(?P<comment>\{/\*)"
    r"|(?P<module>^(?:import\b[^\n]*?(?:[\"']|\{)|export\s+(?:const|let|var|default|function|async|class|\{|\*)))"
    r"|(?P<tag><(?P<close>/?)(?P<name>[A-Z][\w.]*+)(?P<rest>(?:\s++(?:[\w:.-]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|"
    rf"{_BRACES}))?+|{_BRACES}))*+)\s*+(?P<void>/?)>)|(?P<fragment></?>)",
    re.MULTILINE,
)
_CLOSING = re.compile(r"</([A-Z][\w.]*+)")
_INK = re.compile(r"[^\r\n]")
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")


def blanked(text: str, start: int) -> str:
    """The text with blanks in place of what no reader sees, from ``start`` on; code stays as it is."""
    parts, kept, at = [], 0, start
    closed = frozenset(_CLOSING.findall(text))
    while found := _UNREAD.search(text, at):
        begin, at = found.span()
        if found["fence"]:
            at = _fence_end(text, at, found["marks"])
            continue
        if found["tag"] and not _is_component(found, closed):
            continue
        if found["comment"]:
            closing = text.find("*/}", at)
            at = closing + 3 if closing >= 0 else len(text)
        elif found["module"]:
            blank = _BLANK_LINE.search(text, at)
            at = blank.start() if blank else len(text)
        parts += [text[kept:begin], _INK.sub(" ", text[begin:at])]
        kept = at
    return "".join([*parts, text[kept:]]) if parts else text


def _is_component(tag: re.Match[str], closed: frozenset[str]) -> bool:
    """Whether a tag is a component's: `<Company name>`, which nothing closes, is a gap that somebody left."""
    return bool(tag["close"] or tag["void"]) or "=" in tag["rest"] or tag["name"] in closed


def _fence_end(text: str, at: int, marks: str) -> int:
    """Where a block of code ends: at a line of at least as many of its marks."""
    closing = re.compile(rf"^ {{0,3}}{marks[0]}{{{len(marks)},}}[ \t]*\r?$", re.MULTILINE).search(text, at)
    return closing.end() if closing else len(text)
