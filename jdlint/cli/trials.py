"""jdlint templates --test: makes every example of templates in every place, and says what does not hold."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.formats.style import plural
from jdlint.generate import templates
from jdlint.generate.trials import trials


def run(arguments: argparse.Namespace, where: Sequence[Path]) -> int:
    """Print what is wrong; 1 where anything is. Raises ConfigError."""
    found = [each for each in templates.find(where) if arguments.name in (None, each.name)]
    if not found:
        raise ConfigError(f"no template is called '{arguments.name}'; jdlint templates lists all")
    count = wrong = 0
    for template in found:
        for trial in trials(template, where):
            count += 1
            wrong += bool(trial.faults)
            at = f", in {trial.place.upper()}" if trial.place else ""
            for fault in trial.faults:
                terminal.write(f"{template.path}: example {trial.example}{at}: {fault}\n", sys.stdout)
    said = "all hold" if not wrong else f"{wrong} do not hold"
    terminal.write(f"{plural(len(found), 'template')}, {plural(count, 'posting')} made: {said}.\n", sys.stderr)
    return int(wrong > 0)
