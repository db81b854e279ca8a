"""Phrases of a table in the language of a posting, in all languages where it is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def in_language(phrases: Mapping[str, Sequence[str]], language: str) -> list[str]:
    """The phrases for a language; of a table that does not have it, those of all languages."""
    return [phrase for name in ((language,) if language in phrases else phrases) for phrase in phrases[name]]
