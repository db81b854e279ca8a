"""Scores on labelled postings, with floors; run by .ci/run where the labels are at hand. Not a test: they are no part of the project.

python -m tests.scores FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests import scores_formats

FLOORS = {
    "headings f1": 0.95,
    "section kind": 0.93,
    "single headings: kind": 0.93,
    "facts precision": 0.93,
    "facts recall": 0.93,
    "words that must or should be flagged": 0.90,
    "documents must": 0.90,
    "seeds must": 28,
    "seeds should": 0.70,
    "gender counts": 20,
    "pay statements exact": 0.95,
    "pay documents f1": 0.92,
    "duplicates found": 0.75,
}
CEILINGS = {
    "worst fact: errors": 2,
    "document kinds wrong": 2,
    "titles wrong": 1,
    "language wrong": 0,
    "words that are fine: flagged": 0.05,
    "documents traps": 0,
    "seeds traps": 0,
    "pay false alarms": 0.03,
    "duplicates: false alarms a document": 0.5,
    "the same, loud ones": 0.1,
}


def run(folder: Path, script: str, *labels: str, more: Sequence[str] = ()) -> Any:
    """The JSON that a scorer prints."""
    command = [sys.executable, str(folder / script), "--jdlint", "jdlint", "--json", *more, "--labels"]
    done = subprocess.run(
        [*command, *(str(folder / "dev" / label) for label in labels)], capture_output=True, check=True
    )
    return json.loads(done.stdout)


def measure(folder: Path) -> dict[str, float]:
    """All figures by name."""
    found = run(folder, "score_structure.py", "structure.jsonl", "headings.jsonl", "kinds.jsonl")["figures"]
    labels = ("language.jsonl", "full_docs.jsonl", "seeds_expected.jsonl", "gender_decoder.jsonl")
    words, whole, seeds, gender = run(folder, "score_language.py", *labels)
    musts = [words["figures"][f"strength:{strength}"] for strength in ("must", "should")]
    pay = run(folder, "score_pay.py", "pay_lines.jsonl", "pay_docs.jsonl")
    clean = ["--clean", str(folder / "dev" / "dups_clean.jsonl")]
    twice = run(folder, "score_dups.py", "dups.jsonl", more=clean)
    loud = run(folder, "score_dups.py", "dups.jsonl", more=[*clean, "--loud"])
    lines, documents = pay[str(folder / "dev" / "pay_lines.jsonl")], pay[str(folder / "dev" / "pay_docs.jsonl")]
    return {
        "headings f1": found["headings"]["f1"],
        "section kind": found["section kind"]["accuracy"],
        "single headings: kind": found["single headings: kind"]["accuracy"],
        "facts precision": found["facts: all"]["precision"],
        "facts recall": found["facts: all"]["recall"],
        "worst fact: errors": max(fact["fp"] + fact["fn"] for name, fact in found.items() if name.startswith("fact: ")),
        "document kinds wrong": wrong(found["document kind"]),
        "titles wrong": wrong(found["title"]),
        "language wrong": wrong(found["language"]),
        "words that must or should be flagged": sum(each["TP"] for each in musts) / sum(each["flag"] for each in musts),
        "words that are fine: flagged": words["figures"]["all"]["false_alarm_rate"],
        "documents must": whole["total"]["must_recall"],
        "documents traps": whole["total"]["traps_hit"],
        "seeds must": seeds["total"]["must_met"],
        "seeds should": seeds["total"]["should_recall"],
        "seeds traps": seeds["total"]["traps_hit"],
        "gender counts": gender["figures"]["counts_raw"],
        "pay statements exact": lines["positive_statements"]["exact_rate"],
        "pay false alarms": lines["negative_statements"]["rate"],
        "pay documents f1": documents["entries"]["F1"],
        "duplicates found": twice["labels"]["recall_any_category"],
        "duplicates: false alarms a document": twice["clean"]["per_document"],
        "the same, loud ones": loud["clean"]["per_document"],
    }


def wrong(figure: dict[str, int]) -> int:
    """How many a scorer counted as wrong."""
    return figure["of"] - figure["right"]


def main() -> int:
    """Print the figures with their limits; the exit code is 1 where one is beyond its limit."""
    folder = Path(sys.argv[1]).resolve()
    bad = False
    for name, value in measure(folder).items():
        least, most = FLOORS.get(name, value), CEILINGS.get(name, value)
        beyond = not least <= value <= most
        bad = bad or beyond
        limit = f"at least {least:g}" if name in FLOORS else f"at most {most:g}"
        print(f"{name:<36}{value:10.3f}  {limit}{'  BEYOND ITS LIMIT' if beyond else ''}")
    print()
    return int(not scores_formats.report(folder) or bad)


if __name__ == "__main__":
    sys.exit(main())
