"""Plugins: verbs and packs of rules that other installed packages bring, by the entry points of two groups.

importlib.metadata takes a third as long to load as a posting to check. So the folders on sys.path are looked through
here, for the files in which packages list their entry points; nothing is imported where none names our groups.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jdlint.checks import CHECKS
from jdlint.config import ConfigError
from jdlint.findings import CONFIDENCES
from jdlint.posting import Posting
from jdlint.rules import Across, Check, Hit, Rule, Run
from jdlint.text import Span

if TYPE_CHECKING:
    from jdlint.corpus import Corpus

Looks = TypeVar("Looks", Run, Across)
VERBS = "jdlint.checks"  # an entry point's name is the verb, its value a module as in jdlint/checks
PACKS = "jdlint.packs"  # its value is a package with a folder `rules`, or an attribute that is the path of a folder
# not compiled beforehand: most users have no plugin
_VALUE = r"([\w.]+)\s*(?::\s*([\w.]+)\s*)?(?:\[.*\])?"
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_BROUGHT: Mapping[str, str] = {VERBS: "verb", PACKS: "pack"}


class EntryPoint(NamedTuple):
    """What a plugin says that it brings."""

    plugin: str  # the name that pip knows it by
    group: str
    name: str
    value: str
    file: Path  # where that stands

    def fault(self, problem: str) -> ConfigError:
        """The error for a plugin that does not do as it should."""
        remove = f"python -m pip uninstall {self.plugin}"
        return ConfigError(
            f"the plugin '{self.plugin}' is broken: its {_BROUGHT[self.group]} '{self.name}' {problem}; "
            f"update the plugin, or remove it ({remove})"
        )


class Pack(NamedTuple):
    """The rule files that a plugin brings."""

    point: EntryPoint
    files: tuple[Path, ...]


@cache
def entry_points() -> tuple[EntryPoint, ...]:
    """What the packages bring that are installed where this Python looks."""
    return tuple(find_entry_points(sys.path))


def find_entry_points(folders: Iterable[str]) -> Iterator[EntryPoint]:
    """What the packages bring that are installed in these folders; of two versions of a package the first counts."""
    seen = set()
    for folder in folders:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue  # most paths have an entry that is not there, and archives are not looked into
        for name in sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))):
            plugin = name.rpartition(".")[0].partition("-")[0].replace("_", "-").lower()
            if plugin not in seen:
                seen.add(plugin)
                yield from _in_file(plugin, os.path.join(folder, name, "entry_points.txt"))


def _in_file(plugin: str, path: str) -> Iterator[EntryPoint]:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return  # a package without entry points
    if VERBS.encode() not in content and PACKS.encode() not in content:
        return
    group = ""
    for line in map(str.strip, content.decode("utf-8", "replace").splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group in _BROUGHT and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield EntryPoint(plugin, group, name.strip(), value.strip(), Path(path))


@cache
def verbs() -> Mapping[str, Check]:
    """All verbs by name: our own, and those of plugins. Raises ConfigError."""
    plugged = [point for point in entry_points() if point.group == VERBS]
    if not plugged:
        return CHECKS
    known = dict(CHECKS)
    for point in plugged:
        if not re.fullmatch(_NAME, point.name):
            raise point.fault("has no legal name (lower-case letters and digits, with hyphens between)")
        if point.name in known:
            raise point.fault("has the name of a verb that there is already")
        known[point.name] = _Plugged(point)
    return known


@cache
def packs() -> tuple[Pack, ...]:
    """The packs of plugins. Raises ConfigError."""
    found = []
    for point in entry_points():
        if point.group == PACKS:
            folder = _folder(point, _loaded(point))
            files = tuple(sorted(folder.rglob("*.yml")))
            if not files:
                raise point.fault(f"has no rule files (*.yml) in '{folder}'")
            found.append(Pack(point, files))
    return tuple(found)


@cache
def sources() -> tuple[Path, ...]:
    """The files on which it depends whether a rule that uses a verb of a plugin is one."""
    modules = [check.file for check in verbs().values() if isinstance(check, _Plugged)] if entry_points() else []
    return (*dict.fromkeys(point.file for point in entry_points()), *(path for path in modules if path.is_file()))


def check_schema(verb: str) -> None:
    """Raise ConfigError where the schema of a plugged-in verb's options is none: for rule files that are read anew."""
    check = verbs()[verb]
    if isinstance(check, _Plugged):
        from jdlint.yaml_files import schema_problem  # slow to import

        problem = schema_problem(check.OPTIONS)
        if problem is not None:
            raise check.point.fault(f"has OPTIONS that are no JSON Schema ({problem})")


def _loaded(point: EntryPoint) -> Any:
    """The object that an entry point names. Raises ConfigError."""
    from importlib import import_module

    value = re.fullmatch(_VALUE, point.value)
    if value is None:
        raise point.fault(f"names no module ('{point.value}')")
    try:
        found: Any = import_module(value[1])
        for name in value[2].split(".") if value[2] else ():
            found = getattr(found, name)
    except (Exception, SystemExit) as error:  # whatever a stranger's module does when it is loaded
        raise point.fault(f"cannot be loaded from '{point.value}': {_words(error)}") from error
    return found


def _folder(point: EntryPoint, found: Any) -> Path:
    if isinstance(found, str | os.PathLike):
        return Path(found)
    file = getattr(found, "__file__", None)
    beside = [*getattr(found, "__path__", ()), *([Path(file).parent] if file else ())]  # a package, else a module
    if not beside:
        raise point.fault(f"is neither a package nor the path of a folder ('{point.value}')")
    return Path(beside[0], "rules")


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


class _Plugged:
    """A verb of a plugin. What it does wrong is told as the plugin's fault."""

    def __init__(self, point: EntryPoint) -> None:
        module = _loaded(point)
        missing = [name for name in ("OPTIONS", "CASES", "VALUES", "bind") if not hasattr(module, name)]
        if missing:
            raise point.fault(f"lacks '{missing[0]}' in '{point.value}'")
        if not isinstance(module.OPTIONS, Mapping):
            raise point.fault("has OPTIONS that are no dictionary (they should be a JSON Schema)")
        for name in ("CASES", "VALUES"):
            value = getattr(module, name)
            if not isinstance(value, tuple | list) or not all(isinstance(each, str) for each in value):
                raise point.fault(f"has {name} that are no tuple of words")
        if not callable(module.bind):
            raise point.fault("has a 'bind' that is no function")
        self.point = point
        self.file = Path(str(getattr(module, "__file__", "")))
        self.OPTIONS: Mapping[str, Any] = module.OPTIONS
        self.CASES: tuple[str, ...] = tuple(module.CASES)
        self.VALUES: tuple[str, ...] = tuple(module.VALUES)
        self._bind: Callable[[Sequence[Rule]], Run] = module.bind
        bind_corpus = getattr(module, "bind_corpus", None)
        if bind_corpus is not None and not callable(bind_corpus):
            raise point.fault("has a 'bind_corpus' that is no function")
        # the registry asks every verb for this; most have none
        self.bind_corpus: Callable[[Sequence[Rule]], Across] | None = (
            partial(self._bound_across, bind_corpus) if bind_corpus else None
        )

    def bind(self, rules: Sequence[Rule], /) -> Run:
        """What looks at a posting for all these rules at once. Raises ConfigError where the plugin's own fails."""
        look = self._bound(self._bind, rules)

        def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
            for rule, hit in look(posting):
                _check_hit(rule, hit)
                yield rule, hit

        return run

    def _bound_across(self, bind: Callable[[Sequence[Rule]], Across], rules: Sequence[Rule]) -> Across:
        """What looks at a corpus for all these rules at once. Raises ConfigError where the plugin's own fails."""
        look = self._bound(bind, rules)

        def across(corpus: Corpus) -> Iterator[tuple[Rule, str, Hit]]:
            for rule, path, hit in look(corpus):
                _check_hit(rule, hit)
                if not isinstance(path, str):
                    raise TypeError(f"{path!r} is no path")
                yield rule, path, hit

        return across

    def _bound(self, bind: Callable[[Sequence[Rule]], Looks], rules: Sequence[Rule]) -> Looks:
        try:
            return bind(rules)
        except Exception as error:
            names = ", ".join(rule.name for rule in rules)
            raise self.point.fault(f"cannot be used by the rules {names}: {_words(error)}") from error


def _check_hit(rule: Rule, hit: Hit) -> None:
    """Raise what is wrong with a hit here, where the engine can lay it on the rule, and not when it is worded."""
    if not isinstance(hit, Hit) or not isinstance(hit.span, Span) or hit.confidence not in CONFIDENCES:
        raise TypeError(f"{hit!r} is no Hit with a Span and a confidence")
    try:
        rule.message(hit)
    except KeyError as error:
        raise TypeError(f"the message asks for {error}, and the verb has no such value") from None
