"""jdlint templates --test: makes every example of templates in every place, and says what does not hold."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from jdlint.cli import generated, terminal
from jdlint.formats.style import plural
from jdlint.generate import templates
from jdlint.generate.trials import trials


def run(arguments: argparse.Namespace, where: Sequence[Path]) -> int:
    """Print what is wrong; 1 where anything is. Raises ConfigError."""
    found, unusable = templates.sorted_out(where)
    if arguments.name is not None:
        found, unusable = generated.named(arguments.name, found, where), []
    for each in unusable:
        terminal.write(f"{each}\n", sys.stdout)
    count, wrong = 0, len(unusable)
    for template in found:
        for trial in trials(template, where):
            count += 1
            wrong += bool(trial.faults)
            at = f", in {trial.place.upper()}" if trial.place else ""
            for fault in trial.faults:
                terminal.write(f"{template.path}: example {trial.example}{at}: {fault}\n", sys.stdout)
    said = "all hold" if not wrong else f"{wrong} {'does' if wrong == 1 else 'do'} not hold"
    terminal.write(f"{plural(len(found), 'template')}, {plural(count, 'posting')} made: {said}.\n", sys.stderr)
    return int(wrong > 0)
