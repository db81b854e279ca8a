"""Scores on labelled postings, with floors; run by .ci/run where the labels are at hand. Not a test: they are no part of the project.

python -m tests.scores FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import scores_formats

FLOORS = {
    "headings f1": 0.90,
    "headings recall": 0.88,
    "section kind": 0.88,
    "single headings: kind": 0.88,
    "seeds must": 19,
    "gender counts": 20,
}
CEILINGS = {"titles wrong": 1, "seeds traps": 0}


def run(folder: Path, script: str, *labels: str) -> Any:
    """The JSON that a scorer prints."""
    command = [sys.executable, str(folder / script), "--jdlint", "jdlint", "--json", "--labels"]
    done = subprocess.run(
        [*command, *(str(folder / "dev" / label) for label in labels)], capture_output=True, check=True
    )
    return json.loads(done.stdout)


def measure(folder: Path) -> dict[str, float]:
    """All figures by name."""
    structure = run(folder, "score_structure.py", "structure.jsonl", "headings.jsonl")["figures"]
    seeds, gender = run(folder, "score_language.py", "seeds_expected.jsonl", "gender_decoder.jsonl")
    return {
        "headings f1": structure["headings"]["f1"],
        "headings recall": structure["headings"]["recall"],
        "section kind": structure["section kind"]["accuracy"],
        "single headings: kind": structure["single headings: kind"]["accuracy"],
        "titles wrong": structure["title"]["of"] - structure["title"]["right"],
        "facts f1": structure["facts: all"]["f1"],
        "seeds must": seeds["total"]["must_met"],
        "seeds traps": seeds["total"]["traps_hit"],
        "gender counts": gender["figures"]["counts_raw"],
    }


def main() -> int:
    """Print the figures; the exit code is 1 where one is beyond its limit."""
    figures = measure(Path(sys.argv[1]).resolve())
    bad = [
        name for name, value in figures.items() if value < FLOORS.get(name, value) or value > CEILINGS.get(name, value)
    ]
    for name, value in figures.items():
        print(f"{name:<24} {value:8.3f}{'  BEYOND ITS LIMIT' if name in bad else ''}")
    return int(not scores_formats.report(Path(sys.argv[1]).resolve()) or bool(bad))


if __name__ == "__main__":
    sys.exit(main())
