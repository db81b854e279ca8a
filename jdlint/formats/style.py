"""How text output looks: width, colours, and how much is shown."""

from __future__ import annotations

from typing import NamedTuple

INFOS = 5  # infos shown of a file, unless everything is
_CODES = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "2"}


class Style(NamedTuple):
    """What the reader's screen can show, and how much they want to see."""

    width: int = 80
    colour: bool = False
    everything: bool = False  # infos beyond the first five too

    def paint(self, text: str, look: str) -> str:
        """A text in a look (a severity, `bold`, `dim`) where there is colour."""
        return f"\033[{_CODES[look]}m{text}\033[0m" if self.colour else text


def plural(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
