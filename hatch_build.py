"""Build hook: puts the compiled packs and tables into the wheel, so that no YAML is parsed when jdlint starts."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPacks(BuildHookInterface[Any]):
    """Compiles rules/ and jdlint/data/*.yml; an editable install reads the YAML of the checkout instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the wheel is put together."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from jdlint import data, disciplines, gazetteer, registry, wordings

            compiled = {
                "tables": data.build_tables(),
                **{name: data.read_table(name) for name in data.APART},
                **{f"disciplines-{name}": disciplines.build_disciplines(name) for name in disciplines.LANGUAGES},
                "gazetteer": gazetteer.build_gazetteer(),
                "wordings": wordings.build_wordings(),
                "rules": registry.compile_packs(),
            }
        finally:
            sys.path.remove(self.root)
        self.folder = tempfile.TemporaryDirectory()
        for name, value in compiled.items():
            path = Path(self.folder.name) / f"{name}.bin"
            path.write_bytes(data.packed(value))
            build_data["force_include"][str(path)] = f"jdlint/compiled/{name}.bin"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 (hatchling's)
        """Called by hatchling when the wheel is written."""
        if hasattr(self, "folder"):
            self.folder.cleanup()
