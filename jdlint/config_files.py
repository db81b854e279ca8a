"""Configuration files: where they are looked for, what may stand in them, and how they become a Config.

A file is read and validated once; its plain form is kept in the user's cache until the file changes.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jdlint import data
from jdlint.config import BASES, LARGEST, PRESETS, SECTION, Config, ConfigError, Override, Setting

NAMES = (".jdlint.yml", "jdlint.yml", "pyproject.toml")  # in one folder the first wins
_MISNAMED = {".jdlint.yaml": ".jdlint.yml", "jdlint.yaml": "jdlint.yml"}
_TABLE = "[tool.jdlint"
_TOOLS = r"^[ \t]*\[?[ \t]*[\"']?tool[\"']?[ \t]*[\]=]"  # `[tool]` and `tool =`, in which our table may be


class Configs:
    """The configuration of every file of a run: one that was named, or for each file the closest one above it."""

    def __init__(
        self, given: Mapping[str, Any] | None = None, *, named: str | None = None, isolated: bool = False
    ) -> None:
        """``given`` are fields of Config that the command line sets; they beat every file."""
        self.given = dict(given or {})
        self.notes: list[str] = []  # what a user should know: a file that another one hides
        self._fixed = self._with_given(Config()) if isolated else None
        if named is not None:
            if not os.path.isfile(named):
                raise ConfigError(f"--config: there is no file '{named}'")
            config = load(named)
            if config is None:
                raise ConfigError(f"--config: '{named}' has no {_TABLE}] section")
            self._fixed = self._with_given(config)
        self._none = self._with_given(Config())
        self._by_folder: dict[str, Config] = {}
        self._seen: dict[str, Config] = {}  # the same by folder as paths name it

    @classmethod
    def of_all(cls, config: Config) -> Configs:
        """One configuration for all files."""
        configs = cls(isolated=True)
        configs._fixed = config
        return configs

    def of(self, path: str) -> Config:
        """The configuration of a file (its overrides not yet applied). Raises ConfigError."""
        folder = os.path.dirname(path)
        if folder not in self._seen:
            self._seen[folder] = self.of_folder(os.path.abspath(folder))
        return self._seen[folder]

    def of_folder(self, folder: str) -> Config:
        """The configuration of the files of a folder, an absolute path. Raises ConfigError.

        Folders under one configuration share it: it is read, and its rules are bound, once.
        """
        below = []
        while folder not in self._by_folder:
            below.append(folder)
            above = os.path.dirname(folder)
            config = self._fixed if self._fixed is not None else self._in(folder)
            if config is None and (above == folder or os.path.exists(os.path.join(folder, ".git"))):
                config = self._none
            if config is None:
                folder = above
            else:
                self._by_folder[folder] = config
        found = self._by_folder[folder]
        self._by_folder |= dict.fromkeys(below, found)
        return found

    def _in(self, folder: str) -> Config | None:
        """The configuration that stands in a folder."""
        found = _in_folder(folder)
        config = load(found[0]) if found else None
        self.notes += [f"'{hidden}' is not read: '{found[0]}' beside it comes first" for hidden in found[1:]]
        for name, right in _MISNAMED.items():
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                self.notes.append(f"'{path}' is not read: its name should be {right}")
        return self._with_given(config) if config is not None else None

    def tell(self, note: str) -> None:
        """Add something that a user should know, once."""
        if note not in self.notes:
            self.notes.append(note)

    def _with_given(self, config: Config) -> Config:
        rule_paths = config.rule_paths + tuple(self.given.get("rule_paths", ()))
        return config._replace(**{**self.given, "rule_paths": rule_paths})


def _in_folder(folder: str) -> list[str]:
    """The configuration files of a folder, the one that counts first."""
    paths = [os.path.join(folder, name) for name in NAMES]
    return [path for path in paths if _is_file(path) and (path.endswith(".yml") or _read(path) is not None)]


def _is_file(path: str) -> bool:
    """Whether a configuration file is there. Raises ConfigError where its name is that of something else."""
    if os.path.isfile(path):
        return True
    if path.endswith(".yml") and os.path.lexists(path):
        what = (
            "a folder" if os.path.isdir(path) else "no file" if os.path.exists(path) else "a link to what is not there"
        )
        raise ConfigError(f"'{_shown(path)}' is {what}, and should be the configuration; take it away, or mend it")
    return False


def load(path: str, above: tuple[str, ...] = (), base: Config | None = None) -> Config | None:
    """The configuration in a file and in those it extends; None for a pyproject.toml without one. Raises ConfigError.

    ``above`` are the files that extend this one; ``base`` is what they have so far, and what this one does not say stays.
    """
    path = os.path.abspath(path)
    read = _read(path)
    if read is None:
        return None
    folder, values = os.path.dirname(path), read.values
    config = base or Config()
    for name in _listed(values.get("extends", ())):
        config = _extended(config, name, read, (*above, path))
    places = {key: read.place(key) for key in values}
    changes: dict[str, Any] = {
        "folder": folder,
        "files": (*config.files, path),
        "origins": {**config.origins, **places},
        "rules": config.rules + ((_settings(values["rules"], read, "rules"),) if values.get("rules") else ()),
        "overrides": config.overrides + tuple(_overrides(read, folder)),
        "allow": config.allow + tuple(values.get("allow", ())),
        "rule_paths": config.rule_paths + tuple(_paths(read, folder, "rule-paths")),
        "template_paths": config.template_paths + tuple(_paths(read, folder, "template-paths")),
    }
    for key in ("include", "exclude", "jurisdictions", "corpus"):
        if key in values:
            changes[key] = tuple(values[key])
    for key in ("fail-on", "max-warnings", "company", "employer-size"):
        if key in values:
            changes[key.replace("-", "_")] = values[key]
    if "baseline" in values:
        changes["baseline"] = os.path.join(folder, values["baseline"])
    if "as-of" in values:
        changes["as_of"] = datetime.date.fromisoformat(values["as-of"])
    return config._replace(**changes)


class _Read(NamedTuple):
    """A validated file: its plain values, and line and column of each key, by path (`rules.spelling`)."""

    path: str
    values: dict[str, Any]
    places: dict[str, list[int]]

    def place(self, key: str) -> str:
        line, column = self.places.get(key, [1, 1])
        return f"{_shown(self.path)}:{line}:{column}"


def _shown(path: str) -> str:
    """A path as a user would write it: seen from here where that is shorter."""
    try:
        seen = os.path.relpath(path)
    except ValueError:
        return path
    return seen if not seen.startswith("..") else path


def _read(path: str) -> _Read | None:
    try:
        if path.endswith(".toml") and not _mentions_us(path):
            return None
        value = data.compiled(f"config-{data.digest(path)}", [Path(path)], _reading(path))
    except OSError as error:
        raise ConfigError(f"'{path}' cannot be read: {error.strerror}") from None
    return _Read(path, value["values"], value["places"]) if value is not None else None


def _mentions_us(path: str) -> bool:
    """A quick look at a pyproject.toml: most say nothing to jdlint, and that need not be remembered."""
    with open(path, "rb") as file:
        head = file.read(LARGEST)
    if b"jdlint" not in head:
        return False
    text = head.decode("utf-8-sig", "replace")
    if re.search(SECTION, text, re.MULTILINE):
        return True
    return re.search(_TOOLS, text, re.MULTILINE) is not None and _has_our_table(text)


def _has_our_table(text: str) -> bool:
    """Whether TOML's own reader finds our table, in whichever way it may be written."""
    import tomllib  # slow to import, and needed only for the rarest ways

    try:
        tools = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return False  # broken, and not plainly ours
    return isinstance(tools, dict) and "jdlint" in tools


def _reading(path: str) -> Callable[[], dict[str, Any] | None]:
    def read() -> dict[str, Any] | None:
        from jdlint import config_reading  # slow to import, and needed only for files that changed

        shown = _shown(path)
        return config_reading.read_toml(shown) if path.endswith(".toml") else config_reading.read_yaml(shown)

    return read


def _extended(config: Config, name: str, read: _Read, above: tuple[str, ...]) -> Config:
    """A configuration with a preset or another file on top."""
    if name in BASES:
        return config._replace(preset=name)
    if name in PRESETS:
        return _with_place(config, name) if name not in config.places else config
    from jdlint.words import nearest

    place = read.place("extends")
    path = os.path.join(os.path.dirname(read.path), name)
    if not os.path.isfile(path):
        raise ConfigError(
            f"{place}: extends: '{name}' is no preset ({', '.join(PRESETS)}) and no file{nearest(name, PRESETS)}"
        )
    if os.path.abspath(path) in above:
        raise ConfigError(f"{place}: extends: '{name}' extends this file in turn; take one of the two out")
    if os.path.abspath(path) in config.files:
        return config  # a base of two bases: it counts once, beneath both
    inner = load(path, above, config)
    if inner is None:
        raise ConfigError(f"{place}: extends: '{name}' has no {_TABLE}] section")
    return inner


def _with_place(config: Config, name: str) -> Config:
    """A configuration with the preset of a place on top: its places are added, its settings a layer of their own."""
    origin = f"preset {name}"
    preset = data.table("presets")[name]
    layer = {rule: Setting(entry["severity"], {}, origin) for rule, entry in preset["rules"].items()}
    return config._replace(
        places=(*config.places, name),
        rules=(*config.rules, layer),
        jurisdictions=(*config.jurisdictions, *preset["jurisdictions"]),
        origins={**config.origins, "jurisdictions": origin},
    )


def _settings(values: Mapping[str, Any], read: _Read, path: str) -> dict[str, Setting]:
    found = {}
    for name, value in values.items():
        options = dict(value) if isinstance(value, dict) else {"severity": value}
        within = f"{path}.{name}."
        places = {
            key.removeprefix(within): read.place(key) for key in read.places if options and key.startswith(within)
        }
        found[name] = Setting(options.pop("severity", None), options, read.place(f"{path}.{name}"), places)
    return found


def _overrides(read: _Read, folder: str) -> Iterator[Override]:
    for number, value in enumerate(read.values.get("overrides", ())):
        rules = _settings(value.get("rules", {}), read, f"overrides.{number}.rules")
        yield Override(tuple(_listed(value["files"])), folder, rules, tuple(value.get("allow", ())))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _paths(read: _Read, folder: str, key: str) -> Iterator[str]:
    for name in read.values.get(key, ()):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            raise ConfigError(f"{read.place(key)}: {key}: there is no file or folder '{name}'")
        yield path
