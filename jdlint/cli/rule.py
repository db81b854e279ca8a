"""jdlint rule: explains one, lists all, tests files of them, makes one to start from."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jdlint import plugins, registry
from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.data import places
from jdlint.formats.rule_page import rule_page, severity_words
from jdlint.formats.style import plural
from jdlint.rule_files import RuleError, read_rule_file
from jdlint.rules import Rule
from jdlint.words import nearest


def run(arguments: argparse.Namespace) -> int:
    """Explain, list, test or make. Raises ConfigError, RuleError."""
    if arguments.new is not None:
        return _new(arguments)
    if arguments.check is not None:
        raise ConfigError("--check says what a new rule does; give the rule a name, too: --new NAME")
    if arguments.test:
        return _test(Path(arguments.test))
    # the rules of this folder's configuration, too: a finding of theirs points here
    arguments.rule_path = [*Configs().of_folder(os.getcwd()).rule_paths, *arguments.rule_path]
    known = registry.all_rules(arguments.rule_path)
    if arguments.all or not arguments.name:
        chosen = sorted(known.values(), key=lambda rule: (rule.category, rule.name))
    elif arguments.name in known:
        chosen = [known[arguments.name]]
    else:
        raise ConfigError(
            f"there is no rule '{arguments.name}'{nearest(arguments.name, list(known))}; `jdlint rule --all` lists them"
        )
    terminal.write(_rendered(chosen, arguments), sys.stdout)
    return 0


def _rendered(chosen: Sequence[Rule], arguments: argparse.Namespace) -> str:
    if arguments.output_format == "json":
        return json.dumps([_json(rule) for rule in chosen], ensure_ascii=False, indent=1) + "\n"
    if arguments.output_format == "markdown":
        return "\n".join(rule_page(rule, _file(rule, arguments.rule_path)) for rule in chosen)
    if len(chosen) > 1 or arguments.all:
        return "".join(_listed(chosen))
    return "\n".join(_explained(chosen[0], arguments.rule_path)) + "\n"


def _json(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "category": rule.category,
        "title": rule.title,
        "status": rule.status,
        "default": "on" if rule.default else "off",
        "severity": rule.severity,
        "basis": rule.basis,
        "priority": rule.priority,
        "check": rule.check,
        "fixable": rule.fixable,
        "why": rule.why,
        "sources": rule.sources,
        "url": registry.rule_info(rule).url,
    }


def _listed(chosen: Sequence[Rule]) -> Iterator[str]:
    wide = max(len(rule.name) for rule in chosen)
    category = ""
    for rule in chosen:
        if rule.category != category:
            yield ("\n" if category else "") + f"{rule.category}\n"
            category = rule.category
        marks = f"{rule.severity['high']}{', off' if not rule.default else ''}{', fixable' if rule.fixable else ''}"
        yield f"  {rule.name:<{wide}}  {rule.title} ({marks})\n"


def _explained(rule: Rule, rule_paths: Sequence[str]) -> Iterator[str]:
    def wrapped(text: str) -> str:
        return textwrap.fill(
            text, terminal.width(), initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )

    yield f"{rule.name}: {rule.title}"
    state = "" if rule.default else ", off unless selected"
    yield f"  {severity_words(rule)}, category {rule.category}, {rule.basis}{state}{', can be fixed' if rule.fixable else ''}"
    yield ""
    yield wrapped(rule.why)
    yield ""
    yield "  Sources:"
    yield from (f"    {source}" for source in rule.sources)
    bad = _first_bad(rule, rule_paths)
    if bad:
        yield ""
        yield "  For example, found at the marks:"
        yield from (f"    {line}" for line in bad.rstrip("\n").splitlines()[:12])
    if rule.check == "pay-law":
        from jdlint.formats import duties  # reads a table that other rules do not need

        yield ""
        for line in duties.lines():
            indent = "  " + line[: len(line) - len(line.lstrip())]
            yield textwrap.fill(
                line.strip(),
                terminal.width(),
                initial_indent=indent,
                subsequent_indent=indent,
                break_on_hyphens=False,
                break_long_words=False,
            )


def _first_bad(rule: Rule, rule_paths: Sequence[str]) -> str:
    file = _file(rule, rule_paths)
    return (
        str(file.examples.value["bad"][0]["text"])
        if file and file.examples and "given" not in file.examples.value["bad"][0]
        else ""
    )


def _file(rule: Rule, rule_paths: Sequence[str]) -> Any:
    folders = [
        places.rules_folder(),
        *(path for pack in plugins.packs() for path in pack.files),
        *map(Path, rule_paths),
    ]
    for folder in folders:
        for path in registry.rule_files(folder) if folder.is_dir() else [folder]:
            if path.stem == rule.name:
                return read_rule_file(path)
    return None


def _new(arguments: argparse.Namespace) -> int:
    """Make a rule file, and say what to do next."""
    from jdlint.new_rule import new_rule

    if arguments.name or arguments.all or arguments.test:
        raise ConfigError("--new makes a rule file; use it without another name, --all and --test")
    verb = arguments.check if arguments.check is not None else "terms"
    path = new_rule(arguments.new, verb, *arguments.rule_path[:1])
    shown, folder = shlex.quote(path.as_posix()), path.parent.as_posix()
    lines = [
        f"Made {path.as_posix()}, a rule of the kind '{verb}'. Its examples hold already. Next:",
        "  1. Open the file in any text editor and change it; the notes in it say how.",
        f"  2. Run its examples after each change:  jdlint rule --test {shown}",
        f"  3. Use it:  jdlint check FOLDER --rule-path {shlex.quote(folder)}",
        "     Or for good, by these two lines in a file .jdlint.yml beside your postings:",
        "       rule-paths:",
        f"         - {folder}",
    ]
    terminal.write("\n".join(lines) + "\n", sys.stdout)
    return 0


def _test(target: Path) -> int:
    """Run the examples of rule files; the exit code is 1 where one fails, 2 where a file is no rule."""
    from jdlint.examples import run_examples

    paths = registry.rule_files(target) if target.is_dir() else [target]
    if not target.exists() or not paths:
        raise ConfigError(f"there are no rule files (*.yml) at '{target}'")
    failed = broken = 0
    for path in paths:
        try:
            rule, file = registry.load_rule(path)
            failures = list(run_examples(rule, file))
        except RuleError as error:
            terminal.write(f"{error}\n", sys.stdout)
            broken += 1
            continue
        except OSError as error:
            raise ConfigError(f"{path} cannot be read: {error.strerror}") from None
        failed += bool(failures)
        for failure in failures:
            said = f"{path}:{failure.line}: {rule.name}, {failure.example}: {failure.problem}"
            terminal.write(f"{said}\n", sys.stdout)
    good = len(paths) - failed - broken
    counts = f"{good} good, {failed} with examples that do not hold, {broken} that cannot be used"
    terminal.write(f"{plural(len(paths), 'rule file')}: {counts}\n", sys.stdout)
    return 2 if broken else int(bool(failed))
