"""Configuration as plain data: which rules run, how loud they are, on which files, and what counts as failure."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from jdlint import globs
from jdlint.findings import Severity

FailOn = Severity | Literal["never"]
FAIL_ON: tuple[FailOn, ...] = ("error", "warning", "info", "never")
LARGEST = 200_000  # bytes of a configuration file
_TOOL = r"[\"']?tool[\"']?[ \t]*"
_NAME = r"[\"']?jdlint(?![\w-])[\"']?"
SECTION = (
    rf"^[ \t]*(?:\[{{1,2}}[ \t]*)?{_TOOL}\.[ \t]*{_NAME}"  # [tool.jdlint], tool.jdlint.fail-on =
    rf"|^[ \t]*\[[ \t]*{_TOOL}\][^\[]*?^[ \t]*{_NAME}[ \t]*[.=]"  # [tool], and in it jdlint =
)
"""What our part of a pyproject.toml begins with, at the beginning of a line."""
BASES = ("recommended", "strict")
"""Presets that a configuration begins with: of several the last one counts."""
PRESETS = (*BASES, "us", "uk", "eu", "ca")
"""All presets (jdlint/data/presets.yml); the others are for places and lie on top."""
NOTHING: Mapping[str, Any] = MappingProxyType({})


class ConfigError(ValueError):
    """A configuration, option or rule name that is none: what is wrong and what would be right."""


class Setting(NamedTuple):
    """What a configuration says of a rule or of a category."""

    severity: Severity | Literal["off"] | None  # None: as the rule has it
    options: Mapping[str, Any]
    origin: str  # where that stands: `.jdlint.yml:4:3`
    places: Mapping[str, str] = MappingProxyType(
        {}
    )  # of each option and what is in it: `entries.add` -> `.jdlint.yml:5:5`

    def place(self, *path: str | int) -> str:
        """Where an option stands, or what is in it; where that is not known, what it is in."""
        known = (self.places.get(".".join(map(str, path[:number]))) for number in range(len(path), 0, -1))
        return next((place for place in known if place), self.origin)


class Override(NamedTuple):
    """Settings for some files."""

    files: tuple[str, ...]  # patterns, relative to `folder`
    folder: str
    rules: Mapping[str, Setting]
    allow: tuple[str, ...]


class Config(NamedTuple):
    """What a run is to do. Names in `select`, `ignore` and `rules` are rules or categories; paths are absolute."""

    select: tuple[str, ...] = ()  # in place of the preset's rules
    ignore: tuple[str, ...] = ()
    rule_paths: tuple[str, ...] = ()  # folders of more rules
    template_paths: tuple[str, ...] = ()  # folders of more posting templates
    fail_on: FailOn = "error"
    as_of: datetime.date | None = None  # what counts as today
    preset: str = "recommended"  # one of BASES
    places: tuple[str, ...] = ()  # the presets for places, in order
    rules: tuple[Mapping[str, Setting], ...] = ()  # of each file that says something, later ones on top
    overrides: tuple[Override, ...] = ()
    allow: tuple[str, ...] = ()  # phrases, and terms of findings
    include: tuple[str, ...] = ()  # patterns, relative to `folder`; empty: what a folder walk takes by itself
    exclude: tuple[str, ...] = ()
    baseline: str | None = None
    max_warnings: int | None = None
    jurisdictions: tuple[str, ...] = ()  # codes of places, in either case
    employer_size: int | None = None
    company: Mapping[str, Any] = NOTHING
    corpus: tuple[str, ...] = ()
    folder: str = ""  # the folder that the configuration is for; empty without one
    files: tuple[str, ...] = ()  # the configuration files that it was read from
    origins: Mapping[str, str] = NOTHING  # of each key that was set, the place

    def matching(self, path: str) -> tuple[int, ...]:
        """The numbers of the overrides that are for a file (an absolute path)."""
        seen = [relative(path, override.folder) for override in self.overrides]
        return tuple(
            number
            for number, (inside, override) in enumerate(zip(seen, self.overrides, strict=True))
            if inside is not None and globs.matches(inside, override.files)
        )

    def overridden(self, numbers: Sequence[int]) -> Config:
        """The configuration with these overrides applied, later ones on top, and no others."""
        rules, allow = self.rules, self.allow
        for override in [self.overrides[number] for number in numbers]:
            rules += (override.rules,)
            allow += override.allow
        return self._replace(rules=rules, allow=allow, overrides=())


def relative(path: str, folder: str) -> str | None:
    """A path as seen from a folder, with `/`; None where it does not lie in it. Both are absolute."""
    if os.sep != "/":
        path, folder = path.replace(os.sep, "/"), folder.replace(os.sep, "/")
    folder = folder.rstrip("/") + "/"
    return path[len(folder) :] if path.startswith(folder) else None
