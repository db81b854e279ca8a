"""jdlint check."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from jdlint import api, formats
from jdlint.cli import check_options, known, terminal
from jdlint.config import Config, ConfigError
from jdlint.data import write_atomically
from jdlint.files import decode, find_files
from jdlint.findings import SEVERITIES, FileReport, Report


def run(arguments: argparse.Namespace) -> int:
    """Check, print, and say by the exit code whether it is good."""
    if arguments.cache_dir is not None:
        os.environ["JDLINT_CACHE_DIR"] = arguments.cache_dir  # for processes of ours too
    check_options.output_format(arguments)  # a wrong one is said before anything is mended
    if arguments.annotate is not None:
        from jdlint.cli import comments  # slow to import

        comments.refuse(arguments)
    configs = check_options.configs(arguments)
    config = _config_of_run(arguments, configs)
    if arguments.show_files:
        return _show_files(arguments, configs)
    changes = known.changes(arguments)
    raw = terminal.stdin_bytes() if "-" in arguments.paths else b""
    stdin = decode(raw, arguments.stdin_filename) if "-" in arguments.paths else None

    def checked() -> Report:
        return api.check_paths(
            arguments.paths,
            configs,
            stdin=stdin,
            progress=_progress(arguments),
            force_exclude=arguments.force_exclude,
            jobs=arguments.jobs,
            only=changes.keys() if changes is not None else None,
            keep=not (arguments.no_cache or os.environ.get("JDLINT_NO_CACHE")),
        )

    report = checked()
    left = 0
    mending = arguments.fix or arguments.unsafe_fixes
    if mending or arguments.diff:
        from jdlint.cli import mend  # slow to import

        mended = mend.run(known.marked(report, arguments, configs, config, changes), arguments, configs, stdin, raw)
        if arguments.diff:
            return 2 if report.broken else int(mended.mendable > 0 and not arguments.exit_zero)
        stdin, left = mended.stdin, mended.left
        report = checked() if mended.mendable else report
    known.renew(report, arguments, configs, config)
    report = known.marked(report, arguments, configs, config, changes)
    if arguments.annotate is not None:
        comments.write(report, arguments)
    _print(report, arguments, to_errors=mending and stdin is not None)  # then standard output has the mended text
    for note in configs.notes if not arguments.quiet else ():
        terminal.write(f"jdlint: {note}\n", sys.stderr)
    return 2 if left else _exit_code(report, configs, config, arguments)


def _config_of_run(arguments: argparse.Namespace, configs: api.Configs) -> Config:
    """The configuration of the run where it checks nothing: that of the first path."""
    first = next((path for path in arguments.paths if path != "-"), arguments.stdin_filename)
    return configs.of_folder(os.path.abspath(first)) if os.path.isdir(first) else configs.of(first)


def _print(report: Report, arguments: argparse.Namespace, *, to_errors: bool) -> None:
    to_file = arguments.output_file is not None
    stream = sys.stderr if to_errors else sys.stdout
    style = formats.Style(
        width=terminal.width(),
        colour=not to_file and terminal.has_colour(stream),
        everything=arguments.all,
    )
    render = formats.statistics if arguments.statistics else formats.FORMATS[check_options.output_format(arguments)]
    text = render(report, style)
    if to_file:
        _write_file(arguments.output_file, text)
    else:
        terminal.write(text, stream)
    if not arguments.quiet:
        terminal.flush()  # the summary comes last
        terminal.write(formats.summary(report, style) + "\n", sys.stderr)


def _exit_code(report: Report, configs: api.Configs, config: Config, arguments: argparse.Namespace) -> int:
    """2 for a file that could not be checked, 1 where the files of a configuration have what it does not bear, else 0."""
    if report.broken:
        return 2
    if arguments.exit_zero:
        return 0
    groups: dict[int, tuple[Config, list[FileReport]]] = {id(config): (config, [])}
    for file in report.files:
        own = configs.of(file.source.path)
        groups.setdefault(id(own), (own, []))[1].append(file)
    failing = [_fails(report._replace(files=files), own, arguments) for own, files in groups.values()]  # each says why
    return int(any(failing))


def _fails(report: Report, config: Config, arguments: argparse.Namespace) -> bool:
    """Whether there is a finding as bad as `fail_on`, or too many warnings."""
    counts = report.counts()
    if config.max_warnings is not None and counts["warning"] > config.max_warnings:
        if not arguments.quiet:
            print(f"jdlint: {counts['warning']} warnings, and --max-warnings is {config.max_warnings}", file=sys.stderr)
        return True
    if config.fail_on == "never":
        return False
    return any(counts[severity] for severity in SEVERITIES[: SEVERITIES.index(config.fail_on) + 1])


def _show_files(arguments: argparse.Namespace, configs: api.Configs) -> int:
    found = find_files(arguments.paths, configs, force_exclude=arguments.force_exclude)
    terminal.write("".join(f"{named.path}\n" for named in found.files), sys.stdout)
    if found.skipped and not arguments.quiet:
        said = "".join(f"{skipped.path}: skipped, because {skipped.reason}\n" for skipped in found.skipped)
        terminal.write(said, sys.stderr)
    return 0


def _write_file(path: str, text: str) -> None:
    try:
        write_atomically(Path(path), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(f"--output-file: '{path}' cannot be written: {error.strerror}") from None


def _progress(arguments: argparse.Namespace) -> Callable[[int, int], None] | None:
    """A line that says how far a long run is, on a terminal only."""
    if arguments.quiet or not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of >= 200 and (done % 50 == 0 or done == of):
            end = "\r" if done < of else "\r\033[K"
            print(f"{done} of {of} files", end=end, file=sys.stderr, flush=True)

    return show
