"""What an editor needs to complete and check the files of jdlint: JSON Schemas, and for VS Code where they count."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from jdlint.starting.steps import Step

_FOLDER = ".jdlint/schemas"
_SETTINGS = ".vscode/settings.json"
# what each schema is for; VS Code takes a name for the end of a path, so "jdlint.yml" would take a workflow of that name
_FILES = {"config": ".jdlint.yml", "rule": ".jdlint/rules/*.yml"}
_OTHERS = "Other editors: '# yaml-language-server: $schema={schema}' as the first line of .jdlint.yml."


def steps(folder: str, top: str, inside: str, schemas: Mapping[str, str]) -> Iterator[Step]:
    """The schemas, in the folder that is set up, and the setting of VS Code, at the top of the repository."""
    for name, text in schemas.items():
        path = os.path.join(folder, *_FOLDER.split("/"), f"{name}.json")
        if not os.path.lexists(path):
            yield Step("write", path, f"It is what 'jdlint schema {name}' prints.", text, shown=False)
        elif _text(path) == text:
            yield Step("keep", path, "it is the schema of this version")
        else:
            said = f"it is of another version; for that of this one: jdlint schema {name} > "
            yield Step("keep", path, said + os.path.relpath(path, os.path.realpath(".")))
    if schemas:
        yield _settings(os.path.join(top, *_SETTINGS.split("/")), inside, schemas)


def _settings(path: str, inside: str, schemas: Mapping[str, str]) -> Step:
    values = {"yaml.schemas": {f"./{inside}{_FOLDER}/{name}.json": [f"{inside}{_FILES[name]}"] for name in schemas}}
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    others = _OTHERS.format(schema=f"{_FOLDER}/config.json")
    if not os.path.lexists(path):
        said = f"With its YAML extension VS Code completes and checks .jdlint.yml and rules of your own. {others}"
        return Step("write", path, said, text)
    if _FOLDER in _text(path):
        return Step("keep", path, "it names the schemas")
    return Step("tell", path, f"To have VS Code complete and check .jdlint.yml, add this. {others}", text)


def _text(path: str) -> str:
    """What stands in a file; nothing where it cannot be read."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
