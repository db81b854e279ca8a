"""jdlint config and jdlint schema: what a configuration comes to, and what may stand in files of users."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jdlint import registry, settings
from jdlint.cli import terminal
from jdlint.config import Config, ConfigError, Setting
from jdlint.config_files import Configs
from jdlint.data import places


def run(arguments: argparse.Namespace) -> int:
    """Print the configuration of a file or folder. Raises ConfigError, RuleError."""
    configs = Configs(named=arguments.config, isolated=arguments.isolated)
    path = os.path.abspath(arguments.path)
    if not arguments.path or not os.path.exists(path):
        raise ConfigError(f"there is no file or folder '{arguments.path}'")
    config = configs.of_folder(path) if Path(path).is_dir() else configs.of(path)
    registry.bind(config)  # a name that is none is an error here too
    if not Path(path).is_dir():
        config = config.overridden(config.matching(path))
    rules = settings.settled(config.rules, registry.all_rules(config.rule_paths))
    if arguments.output_format == "json":
        text = json.dumps(_plain(config, rules), ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(f"{line}\n" for line in _lines(config, rules, arguments.show_origin))
    terminal.write(text, sys.stdout)
    for note in configs.notes:
        terminal.write(f"jdlint: {note}\n", sys.stderr)
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """Print a JSON Schema."""
    terminal.write(schema_text(arguments.of), sys.stdout)
    return 0


def schema_text(of: str) -> str:
    """The JSON Schema of configurations ("config"), rule files ("rule") or the front matter of postings ("posting")."""
    from jdlint import config_reading, rule_files

    if of == "posting":
        return places.schema_file("posting").read_text(encoding="utf-8")
    schemas = {"config": config_reading.SCHEMA, "rule": rule_files.FRAME_SCHEMA}
    return json.dumps(schemas[of], ensure_ascii=False, indent=1) + "\n"


def _values(config: Config) -> Iterator[tuple[str, Any, str]]:
    """Each key of a configuration as a file writes it, its value, and where it comes from; not set: the default."""
    yield "extends", [config.preset, *config.places], config.origins.get("extends", "")
    for key in ("jurisdictions", "rule_paths", "template_paths", "allow", "include", "exclude", "corpus"):
        name = key.replace("_", "-")
        yield name, list(getattr(config, key)), config.origins.get(name, "")
    for key in ("baseline", "fail_on", "max_warnings", "as_of"):
        name, value = key.replace("_", "-"), getattr(config, key)
        yield name, value.isoformat() if key == "as_of" and value else value, config.origins.get(name, "")
    yield "employer-size", config.employer_size, config.origins.get("employer-size", "")
    yield "company", dict(config.company), config.origins.get("company", "")


def _setting(setting: Setting) -> Any:
    if not setting.options:
        return setting.severity
    return {**({"severity": setting.severity} if setting.severity else {}), **setting.options}


def _plain(config: Config, rules: Mapping[str, Setting]) -> dict[str, Any]:
    return {
        "files": list(config.files),
        "values": {key: value for key, value, _ in _values(config)},
        "rules": {name: _setting(setting) for name, setting in rules.items()},
        "overrides": [
            {
                "files": list(override.files),
                "rules": {name: _setting(setting) for name, setting in override.rules.items()},
                "allow": list(override.allow),
            }
            for override in config.overrides
        ],
        "origins": {**config.origins, **{f"rules.{name}": setting.origin for name, setting in rules.items()}},
    }


def _lines(config: Config, rules: Mapping[str, Setting], show_origin: bool) -> Iterator[str]:
    if not config.files:
        yield "# no configuration file: these are the defaults"
    for path in config.files:
        yield f"# from {path}"
    for key, value, origin in _values(config):
        yield _line(f"{key}: {_written(value)}", origin or "default", show_origin)
    yield "rules:" if rules else "rules: {}"
    for name, setting in rules.items():
        yield _line(f"  {name}: {_written(_setting(setting))}", setting.origin, show_origin)
    if config.overrides:
        yield "overrides:"
    for override in config.overrides:
        yield f"  - files: {_written(list(override.files))}"
        for name, setting in override.rules.items():
            yield _line(f"    {name}: {_written(_setting(setting))}", setting.origin, show_origin)


def _line(text: str, origin: str, show_origin: bool) -> str:
    return f"{text}    # {origin}" if show_origin else text


def _written(value: Any) -> str:
    """A value as YAML takes it on one line."""
    if value is None:
        return "null"
    return (
        value if isinstance(value, str) and value.replace("-", "").isalnum() else json.dumps(value, ensure_ascii=False)
    )
