"""Writes docs/rules/*.md and docs/pay-transparency.md from rule files and data; `--check` only says whether they are current.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from jdlint import registry
from jdlint.data import places
from jdlint.formats import duties
from jdlint.formats.rule_page import rule_page, severity_words
from jdlint.rule_files import read_rule_file
from jdlint.rules import CATEGORIES, Rule

FOLDER = Path(__file__).parent / "rules"
DUTIES = "../pay-transparency.md"


def pages() -> dict[str, str]:
    """The text of each page by file name."""
    rules = registry.packaged_rules()
    files = {path.stem: read_rule_file(path) for path in registry.rule_files(places.rules_folder())}
    found = {f"{name}.md": rule_page(rule, files[name]) for name, rule in rules.items()}
    return {"README.md": _index(list(rules.values())), DUTIES: duties.page(), **found}


def _index(rules: list[Rule]) -> str:
    lines = ["# Rules", "", "Made from the files in `rules/` by `docs/generate.py`.", ""]
    for category in CATEGORIES:
        lines += [f"## {category}", "", "| Rule | What it finds | Severity |", "| --- | --- | --- |"]
        for rule in sorted((rule for rule in rules if rule.category == category), key=lambda rule: rule.name):
            off = "" if rule.default else ", off unless selected"
            lines.append(f"| [{rule.name}]({rule.name}.md) | {rule.title} | {severity_words(rule)}{off} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the pages, or say which are stale; the exit code is 1 where one is."""
    wanted = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if (FOLDER / DUTIES).exists():
        present[DUTIES] = (FOLDER / DUTIES).read_text(encoding="utf-8")
    stale = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
    if "--check" in sys.argv[1:]:
        print(
            "\n".join(f"docs/rules/{name} is not current; run python docs/generate.py" for name in stale),
            end="\n" if stale else "",
        )
        return int(bool(stale))
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    print(f"{len(wanted)} pages, {len(stale)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
