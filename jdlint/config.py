"""Configuration as plain data: which rules run, and what counts as failure."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

from jdlint.findings import Severity


class Config(NamedTuple):
    """What a run is to do. Names in `select` and `ignore` are rules or categories."""

    select: tuple[str, ...] = ()  # in place of the recommended rules
    ignore: tuple[str, ...] = ()
    rule_paths: tuple[str, ...] = ()  # folders of more rules
    fail_on: Severity | Literal["never"] = "error"
    as_of: datetime.date | None = None  # what counts as today in the report


class ConfigError(ValueError):
    """A configuration, option or rule name that is none: what is wrong and what would be right."""
