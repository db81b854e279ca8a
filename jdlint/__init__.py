"""jdlint: a linter for job descriptions. The public face is `jdlint.api`, re-exported here on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from jdlint.api import check_paths, check_text, inspect_text

__all__ = ["__version__", "check_paths", "check_text", "inspect_text"]


def __getattr__(name: str) -> Any:
    # the command line needs the version alone: the rest loads when it is used
    if name in __all__:
        from jdlint import api

        return getattr(api, name)
    raise AttributeError(f"module 'jdlint' has no attribute {name!r}")
