"""What of a run is known already: the baseline, and what did not change."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jdlint import api, baseline
from jdlint.cli import terminal
from jdlint.config import Config, ConfigError
from jdlint.findings import FileReport, Report
from jdlint.formats.style import plural

if TYPE_CHECKING:
    from jdlint.git import Changes


def changes(arguments: argparse.Namespace) -> Changes | None:
    """What changed since the commit that `--changed-since` names. Raises ConfigError."""
    if arguments.changed_since is None:
        if arguments.new_only:
            raise ConfigError("--new-only: say since when, with --changed-since REF")
        return None
    if arguments.new_only and (arguments.write_baseline or arguments.prune_baseline):
        raise ConfigError("--new-only hides what a baseline is to hold: take one of the two")
    from jdlint import git

    named = [os.path.realpath(path) for path in arguments.paths if path != "-"] or [os.path.realpath(".")]
    # a path that is not there is reported like any other file that cannot be read: git need not know it
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in named if os.path.exists(path)]
    return git.changed_since(arguments.changed_since, folders)


def marked(
    report: Report, arguments: argparse.Namespace, configs: api.Configs, config: Config, changes: Changes | None
) -> Report:
    """The report with everything marked as hidden that is known."""
    files = list(report.files)
    if changes is not None and arguments.new_only:
        from jdlint import changed

        files = changed.hidden(files, changes, api.Checker(configs))
    for path, group in _by_baseline(files, arguments, configs, config).items():
        if _is_there(path, arguments):
            known = {id(old): new for old, new in zip(group, _in_baseline(group, path), strict=True)}
            files = [known.get(id(file), file) for file in files]
    return report._replace(files=[file._replace(show_hidden=arguments.show_hidden) for file in files])


def renew(report: Report, arguments: argparse.Namespace, configs: api.Configs, config: Config) -> None:
    """Write or prune the baselines if asked to."""
    if not arguments.write_baseline and not arguments.prune_baseline:
        return
    roots = [os.path.abspath(each) for each in arguments.paths if os.path.isdir(each)]
    if arguments.changed_since is not None:
        roots = []  # then a folder was not looked at as a whole
    for path, group in _by_baseline(report.files, arguments, configs, config).items():
        _renew(report._replace(files=group), path, roots, prune=arguments.prune_baseline, quiet=arguments.quiet)


def _by_baseline(
    files: Sequence[FileReport], arguments: argparse.Namespace, configs: api.Configs, config: Config
) -> dict[str, list[FileReport]]:
    """The files by the baseline that is theirs: the one named here, that of their configuration, or the one beside it."""
    groups: dict[str, list[FileReport]] = {_baseline_of(config, arguments): []}
    for file in files:
        groups.setdefault(_baseline_of(configs.of(file.source.path), arguments), []).append(file)
    return groups


def _baseline_of(config: Config, arguments: argparse.Namespace) -> str:
    named = arguments.baseline or config.baseline or os.path.join(config.folder, baseline.DEFAULT)
    if os.path.isdir(named):
        place = "--baseline" if arguments.baseline else config.origins.get("baseline", named)
        right = os.path.join(_shown(os.path.abspath(named)), baseline.DEFAULT)
        raise ConfigError(f"{place}: the baseline '{_shown(named)}' is a folder; name a file, such as '{right}'")
    return os.path.abspath(named)


def _is_there(path: str, arguments: argparse.Namespace) -> bool:
    """Whether a baseline is to be read. One that a configuration names may still be to be written."""
    named = arguments.baseline is not None
    if os.path.basename(path) == baseline.DEFAULT and not named:
        return os.path.exists(path) and not arguments.isolated
    if named or os.path.exists(path):
        return True
    if not arguments.quiet and not arguments.write_baseline:
        print(f"jdlint: the baseline '{_shown(path)}' is not there yet; --write-baseline makes it", file=sys.stderr)
    return False


def _in_baseline(files: list[FileReport], path: str) -> list[FileReport]:
    """The files with everything marked that a baseline knows. Raises ConfigError."""
    return baseline.hidden(files, baseline.read(path), os.path.dirname(path))


def _renew(report: Report, path: str, roots: list[str], *, prune: bool, quiet: bool) -> None:
    """Write or prune a baseline. What the run did not look at stays in it: other files, and rules that did not run."""
    folder = os.path.dirname(path)
    files = report.files
    lost = ""
    try:
        old = baseline.read(path) if prune or os.path.exists(path) else []
    except baseline.DamagedError as error:
        if prune:
            raise
        if not baseline.was_one(path):
            raise ConfigError(f"{error.problem}, nor does it look as if it ever was one; name another file") from None
        old, lost = [], f"jdlint: {error.problem}: it is replaced, and what it held of files not checked now is lost\n"
    if prune:
        new = baseline.pruned(files, old, folder, report.rules, roots)
        said = f"{plural(len(old) - len(new), 'line')} taken out of the baseline '{_shown(path)}', {len(new)} left"
    else:
        new = [*baseline.others(old, files, folder, report.rules), *baseline.entries_of(files, folder)]
        said = f"{plural(len(new), 'finding')} written to the baseline '{_shown(path)}'"
    baseline.write(path, new)
    terminal.write(lost, sys.stderr)  # also with --quiet: something is gone
    if not quiet:
        print(f"jdlint: {said}", file=sys.stderr)


def _shown(path: str) -> str:
    seen = os.path.relpath(path)
    return path if seen.startswith("..") else seen
