"""What the terminal can do: width, colour, characters; and how text reaches it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from jdlint.config import ConfigError

if TYPE_CHECKING:
    from jdlint.files import Read


def width() -> int:
    """Columns to write in: those of the terminal, within what reads well. As shutil has it, which is slow to import."""
    named = os.environ.get("COLUMNS", "")
    columns = int(named) if named.isdecimal() else 0
    with suppress(OSError, ValueError):  # no terminal, or closed
        columns = columns or os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns
    return max(40, min(100, columns or 80))


def has_colour(stream: TextIO | None) -> bool:
    """Colour only on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, stream: TextIO | None) -> None:
    """Write text; characters that the stream's encoding lacks are replaced, never an error.

    Raises ConfigError where the stream takes nothing: it is closed, or what is behind it is full.
    """
    with _writing(stream) as writable:
        encoding = writable.encoding or "utf-8"
        writable.write(text.encode(encoding, "replace").decode(encoding, "replace"))


def write_bytes(data: bytes) -> None:
    """Write to standard output what is in an encoding of its own, after what was written there before."""
    with _writing(sys.stdout) as writable:
        writable.flush()
        writable.buffer.write(data)


def flush() -> None:
    """Have everything written that is for standard output. Raises ConfigError."""
    if sys.stdout is not None:
        with _writing(sys.stdout) as writable:
            writable.flush()


@contextmanager
def _writing(stream: TextIO | None) -> Iterator[TextIO]:
    if stream is None:
        raise ConfigError("standard output is closed, so that nothing can be written to it")
    try:
        yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError):  # Python tries again at the end of the process: let it write to nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        name = "standard error" if stream is sys.stderr else "standard output"
        raise ConfigError(f"{name} cannot be written: {error.strerror}") from None


def read_stdin(name: str) -> Read:
    """Standard input as a file of that name."""
    from jdlint.files import decode  # slow to import, and help needs the terminal too

    return decode(stdin_bytes(), name)


def stdin_bytes() -> bytes:
    """Standard input as it comes. Raises ConfigError."""
    if sys.stdin is None:
        raise ConfigError("standard input is closed, so that there is nothing to read for the path '-'")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ConfigError(f"standard input cannot be read: {error.strerror}") from None
