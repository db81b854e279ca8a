"""Where packaged files lie: in the wheel beside this package, in a checkout or an editable install beside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def _packaged(folder: str) -> Path:
    installed = PACKAGE / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder


def rules_folder() -> Path:
    """The folder of the packs, one folder for each category."""
    return _packaged("rules")


def templates_folder() -> Path:
    """The folder of the posting templates."""
    return _packaged("templates")


def tables_folder() -> Path:
    """The folder of the data tables (section kinds, languages …)."""
    return PACKAGE / "data"


def compiled_folder() -> Path:
    """Where the wheel carries the packs and tables in compiled form; absent in a checkout."""
    return PACKAGE / "compiled"


def schema_file(name: str) -> Path:
    """A JSON Schema that is published as it is."""
    return PACKAGE / "schemas" / f"{name}.schema.json"
