"""What the terminal can do: width, colour, characters; and how text reaches it."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

from jdlint.files import Read, decode


def width() -> int:
    """Columns to write in: those of the terminal, within what reads well."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


def has_colour(stream: TextIO) -> bool:
    """Colour only on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, stream: TextIO) -> None:
    """Write text; characters that the stream's encoding lacks are replaced, never an error."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding, "replace"))


def write_bytes(data: bytes) -> None:
    """Write to standard output what is in an encoding of its own, after what was written there before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def read_stdin(name: str) -> Read:
    """Standard input as a file of that name."""
    return decode(stdin_bytes(), name)


def stdin_bytes() -> bytes:
    """Standard input as it comes."""
    return sys.stdin.buffer.read()
