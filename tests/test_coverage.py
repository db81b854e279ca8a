"""docs/coverage.md names rules that exist, says which of them are off, and forgets none of the language packs."""

from __future__ import annotations

import re
from pathlib import Path

from jdlint import registry

PAGE = (Path(__file__).parent.parent / "docs" / "coverage.md").read_text(encoding="utf-8")
RULES = registry.packaged_rules()
OFF = set(re.findall(r"\*`([a-z][a-z-]+)`\*", PAGE))
# What the tables give as answers: their second column, and running text outside the list of what is left out.
ANSWERS = "\n".join(
    line.split("|")[2] if line.startswith("|") else line
    for line in PAGE.split("## Left out on purpose")[0].splitlines()
)
NAMED = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", ANSWERS)) & {*RULES} | OFF


def test_every_rule_that_is_named_exists() -> None:
    """In the columns of answers stand names of rules and nothing else."""
    columns = "\n".join(line.split("|")[2] for line in PAGE.splitlines() if line.startswith("|"))
    assert set(re.findall(r"`([^`]+)`", columns)) - {*RULES} == set()
    assert {*RULES} >= OFF
    assert NAMED


def test_italics_mark_the_rules_that_are_off() -> None:
    """A reader must not wait for what the recommended rules never say."""
    assert {name for name in NAMED if not RULES[name].default} == OFF


def test_no_rule_of_language_or_law_is_forgotten() -> None:
    """Rules for English words in the packs on inclusive and lawful wording are all named."""
    packs = {
        name
        for name, rule in RULES.items()
        if rule.category in ("inclusive", "legal") and (not rule.scope.languages or "en" in rule.scope.languages)
    }
    assert packs - NAMED == set()
