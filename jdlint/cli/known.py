"""What of a run is known already: the baseline, and what did not change."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from jdlint import api, baseline
from jdlint.config import Config, ConfigError
from jdlint.findings import FileReport, Report
from jdlint.formats.style import plural

if TYPE_CHECKING:
    from jdlint.git import Changes


_DEFAULT = ".jdlint-baseline.jsonl"


def changes(arguments: argparse.Namespace) -> Changes | None:
    """What changed since the commit that `--changed-since` names. Raises ConfigError."""
    if arguments.changed_since is None:
        if arguments.new_only:
            raise ConfigError("--new-only: say since when, with --changed-since REF")
        return None
    if arguments.new_only and (arguments.write_baseline or arguments.prune_baseline):
        raise ConfigError("--new-only hides what a baseline is to hold: take one of the two")
    from jdlint import git

    first = next((path for path in arguments.paths if path != "-"), ".")
    folder = first if os.path.isdir(first) else os.path.dirname(first) or "."
    return git.changed_since(arguments.changed_since, folder)


def marked(
    report: Report, arguments: argparse.Namespace, configs: api.Configs, config: Config, changes: Changes | None
) -> Report:
    """The report with everything marked as hidden that is known."""
    files = list(report.files)
    if changes is not None and arguments.new_only:
        from jdlint import changed

        files = changed.hidden(files, changes, api.Checker(configs))
    path = baseline_path(arguments, config)
    if path is not None:
        files = in_baseline(files, path)
    return report._replace(files=[file._replace(show_hidden=arguments.show_hidden) for file in files])


def renew(report: Report, arguments: argparse.Namespace, config: Config) -> None:
    """Write or prune the baseline if asked to."""
    if not arguments.write_baseline and not arguments.prune_baseline:
        return
    path = _named(arguments, config) or _default(config)
    roots = [os.path.abspath(each) for each in arguments.paths if os.path.isdir(each)]
    if arguments.changed_since is not None:
        roots = []  # then a folder was not looked at as a whole
    _renew(report, path, roots, prune=arguments.prune_baseline, quiet=arguments.quiet)


def baseline_path(arguments: argparse.Namespace, config: Config) -> str | None:
    """The baseline of a run, if it has one: named, else beside the configuration. A named one may still be to be written."""
    path = _named(arguments, config)
    if path is None and not arguments.isolated and os.path.exists(_default(config)):
        return _default(config)
    if path is None or arguments.baseline or os.path.exists(path):
        return path
    if not arguments.quiet and not arguments.write_baseline:
        print(f"jdlint: the baseline '{_shown(path)}' is not there yet; --write-baseline makes it", file=sys.stderr)
    return None


def _named(arguments: argparse.Namespace, config: Config) -> str | None:
    return os.path.abspath(arguments.baseline) if arguments.baseline else config.baseline


def _default(config: Config) -> str:
    return os.path.abspath(os.path.join(config.folder, _DEFAULT))


def in_baseline(files: list[FileReport], path: str) -> list[FileReport]:
    """The files with everything marked that a baseline knows. Raises ConfigError."""
    return baseline.hidden(files, baseline.read(path), os.path.dirname(path))


def _renew(report: Report, path: str, roots: list[str], *, prune: bool, quiet: bool) -> None:
    """Write or prune a baseline. What the run did not look at stays in it: other files, and rules that did not run."""
    folder = os.path.dirname(path)
    files = report.files
    old = baseline.read(path) if prune or os.path.exists(path) else []
    if prune:
        new = baseline.pruned(files, old, folder, report.rules, roots)
        said = f"{plural(len(old) - len(new), 'line')} taken out of the baseline '{_shown(path)}', {len(new)} left"
    else:
        new = [*baseline.others(old, files, folder, report.rules), *baseline.entries_of(files, folder)]
        said = f"{plural(len(new), 'finding')} written to the baseline '{_shown(path)}'"
    baseline.write(path, new)
    if not quiet:
        print(f"jdlint: {said}", file=sys.stderr)


def _shown(path: str) -> str:
    seen = os.path.relpath(path)
    return path if seen.startswith("..") else seen
