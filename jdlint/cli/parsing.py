"""How a command line is taken apart, and what is said of one that is wrong."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from jdlint.cli import terminal

STDIN = "<stdin>"  # what standard input is called where nobody says otherwise


class Parser(argparse.ArgumentParser):
    """As argparse's, but a command gets its options only when it is asked for, and help has the width that we know.

    To find the width argparse imports what is slow to import. Files may stand before, between and behind options.
    """

    fill: Callable[[Parser], None] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What is known, and for a whole command line the rest; a command itself bears no rest."""
        fill, self.fill = self.fill, None
        if fill is not None:
            fill(self)
        found, rest = super().parse_known_args(args, namespace)
        if fill is None:
            return found, rest
        if isinstance(getattr(found, "paths", None), list):
            rest = _with_paths(found.paths, rest)
        if rest:
            self.error(self._unknown(rest[0]))
        named = getattr(found, "stdin_filename", STDIN)
        if named != STDIN and "-" not in found.paths:
            self.error(f"--stdin-filename: '{named}' is a name for standard input; add the path - to read that")
        return found, rest

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, without the long list of all options."""
        self.exit(2, f"{self.prog}: {message}\n{self.prog} --help says what there is.\n")

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"'{word}' is one thing too many"
        if os.path.lexists(word):
            return f"'{word}' reads as an option; for the file write .{os.sep}{word}"
        from jdlint.words import nearest  # only for errors

        options = [option for action in self._actions for option in action.option_strings]
        return f"there is no option '{word}'{nearest(word.partition('=')[0], options)}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            from jdlint.words import nearest

            said = f"'{value}' is not one of {', '.join(map(str, action.choices))}{nearest(str(value), action.choices)}"
            raise argparse.ArgumentError(action, said)

    def _get_formatter(self) -> argparse.HelpFormatter:
        return argparse.HelpFormatter(self.prog, width=terminal.width() - 2)


def _with_paths(paths: list[str], rest: Sequence[str]) -> list[str]:
    """What argparse leaves over, once the paths among it are with the others: it takes those before an option only."""
    left = list[str]()
    for number, word in enumerate(rest):
        if word == "--":
            paths += rest[number + 1 :]
            break
        if word.startswith("-") and word != "-":
            left.append(word)
        else:
            paths.append(word)
    return left
