"""Makes a rule file to start from: a small rule of a verb that works already, with notes for whoever changes it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from jdlint import registry
from jdlint.config import ConfigError
from jdlint.data import places, yaml
from jdlint.rule_files import NAME
from jdlint.rules import CATEGORIES
from jdlint.words import nearest

FOLDER = ".jdlint/rules"  # where users keep their rules
_NOT_HYPHENS = re.compile(r"[^a-z0-9]+")


def verbs() -> list[str]:
    """The verbs that there is a file to start from for."""
    return sorted(path.stem for path in _starts().glob("*.yml"))


def new_rule(name: str, verb: str = "terms", folder: str = FOLDER) -> Path:
    """Write a rule file and return its path. Raises ConfigError, and never writes over a file."""
    if verb not in verbs():
        raise ConfigError(
            f"--check: there is no file to start from for '{verb}', only for {', '.join(verbs())}{nearest(verb, verbs())}"
        )
    path = Path(folder, f"{name}.yml")
    _check_name(name, path)
    text = (_starts() / f"{verb}.yml").read_text(encoding="utf-8")
    text = text.replace("NEW-NAME", _written(name)).replace("NEW-PATH", shlex.quote(path.as_posix()))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        if not path.exists():
            raise ConfigError(f"--rule-path: '{folder}' is a file; name a folder for the new rule") from None
        raise ConfigError(f"'{path}' is there already and is left as it is; choose another name") from None
    except OSError as error:
        raise ConfigError(f"'{path}' cannot be written: {error.strerror}") from None
    return path


def _starts() -> Path:
    return places.tables_folder() / "new_rule"


def _check_name(name: str, path: Path) -> None:
    """Raise ConfigError for a name that no new rule can have."""
    if not re.fullmatch(NAME, name):
        legal = _NOT_HYPHENS.sub("-", name.lower()).strip("-")
        raise ConfigError(
            f"'{name}' cannot be the name of a rule: it takes small letters a to z and figures, with hyphens between"
            + (f"; how about '{legal}'?" if legal else ", such as no-human-resources")
        )
    if name in CATEGORIES:
        raise ConfigError(f"'{name}' is the name of a category of rules; choose another name")
    if name in registry.all_rules():
        raise ConfigError(f"there is a rule '{name}' already (`jdlint rule {name}` shows it); choose another name")
    for other in registry.rule_files(path.parent):
        if other.stem == name and other != path:
            raise ConfigError(f"there is a rule '{name}' already, in '{other}'; choose another name")


def _written(name: str) -> str:
    """A name as YAML: `2027` and `null` are texts only in quotation marks."""
    return name if isinstance(yaml.load(name).value, str) else f'"{name}"'
