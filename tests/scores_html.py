"""Scores labelled Markdown that pandoc turned into pages: HTML has to be read nearly as well as Markdown.

    python tests/scores_html.py FOLDER [--keep DIR]

The pages get navigation, a side column, a footer and a script around them, and their front matter as JSON-LD or as a
definition list. Both sides are scored on the same files; the exit code is 1 where HTML is more than 0.02 below.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jdlint.model import Meta
from jdlint.read.front_matter import read_front_matter

MOST_BELOW = 0.02
LABELS = ("structure", "headings", "kinds")
FIGURES = (
    ("headings", "f1"), ("section kind", "accuracy"), ("single headings: own", "recall"),
    ("single headings: kind", "accuracy"), ("facts: all", "f1"), ("document kind", "accuracy"), ("title", "accuracy"),
    ("title line", "accuracy"), ("language", "accuracy"),
)  # fmt: skip
# keys of front matter and where schema.org has what they say
PROPERTIES = {
    "location": "jobLocation.address.addressLocality", "company": "hiringOrganization.name", "salary": "baseSalary",
    "employment_type": "employmentType", "deadline": "validThrough", "closing_date": "validThrough", "title": "title",
}  # fmt: skip
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Work with us | Example</title><style>nav a {{ color: red }}</style>
{data}
</head><body class="page">
<div id="cookie-consent"><p>We use cookies to make this site better.
 You can apply your choices now.</p><button>Accept</button></div>
<header><a href="/">Example Group</a>
<nav><ul><li><a href="/jobs">All jobs</a></li><li><a href="/benefits">Benefits</a></li></ul></nav></header>
<main>
{head}
{body}
</main>
<aside><h2>News</h2><p>We won a prize for our offices in Rome.</p></aside>
<footer><h2>Contact</h2><p>Example Group, salaries from $10 an hour, remote or hybrid. Apply by 3 May 2027.</p></footer>
<script>window.load("<h2>Requirements</h2>");</script>
</body></html>
"""


def plain(text: str) -> str:
    """A text as headings are compared: letters and digits only."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", html.unescape(text)).casefold()).split())


def structured(meta: Meta) -> dict[str, Any]:
    """Front matter as a JobPosting."""
    data: dict[str, Any] = {"@context": "https://schema.org/", "@type": "JobPosting"}
    for key, value in meta.values.items():
        if "." in key:
            continue
        inner = data
        *above, last = PROPERTIES.get(key, key).split(".")
        for name in above:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return data


def page(text: str, as_data: bool) -> str:
    """The page that a Markdown file becomes."""
    head = read_front_matter(text)
    command = ["pandoc", "-f", "gfm+hard_line_breaks", "-t", "html5", "--wrap=none"]
    body = subprocess.run(command, input=text[head.end :].encode(), capture_output=True, check=True).stdout.decode()
    meta = head.meta
    if meta is None:
        return PAGE.format(data="", head="", body=body)
    title = meta.values.get("title")
    top = f"<h1>{html.escape(title)}</h1>\n" if isinstance(title, str) else ""
    if as_data:
        said = json.dumps(structured(meta), indent=1, default=str)
        return PAGE.format(data=f'<script type="application/ld+json">{said}</script>', head=top, body=body)
    terms = [(key, value) for key, value in meta.values.items() if isinstance(value, str | int) and key != "title"]
    rows = "\n".join(
        f"<dt>{html.escape(key.replace('_', ' ').capitalize())}</dt><dd>{html.escape(str(value))}</dd>"
        for key, value in terms
    )
    return PAGE.format(data="", head=f"{top}<dl>\n{rows}\n</dl>" if rows else top, body=body)


class Lines:
    """Finds the lines of a page in which headings stand, in order."""

    def __init__(self, text: str) -> None:
        self.text = text.split("\n")
        self.lines = [plain(re.sub(r"<[^<>]*>", " ", line)) for line in self.text]
        self.at = self.text.index("<main>")
        self.begin = self.at

    def find(self, heading: str, again: bool = False) -> int | None:
        """The 1-based line of the next heading with these words, after the one before or on its line."""
        wanted = plain(heading)
        for start in (self.begin if again else self.at, self.begin):
            for begins in (True, False):
                for number in range(start, len(self.lines)):
                    line = f"{self.lines[number]} "
                    if wanted and (line.startswith(wanted + " ") if begins else f" {wanted} " in f" {line}"):
                        self.at = self.at if again else number
                        return number + 1
        return None


def moved(row: dict[str, Any], lines: Lines, lost: list[str]) -> dict[str, Any] | None:
    """A label with the lines of the page in place of those of the Markdown file."""
    name = re.sub(r"\.\w+$", ".html", row["file"])
    if "heading" in row:
        line = lines.find(row["heading"], again=True)
        lost += [row["heading"]] if line is None else []
        return None if line is None else {**row, "file": name, "line": line}
    if "sections" not in row:
        return {**row, "file": name}
    sections = []
    for section in sorted(row["sections"], key=lambda section: section["line"]):
        line = lines.find(section["heading"])
        lost += [section["heading"]] if line is None else []
        sections += [] if line is None else [{**section, "line": line}]
    said = row.get("title")
    terms = [number for number, line in enumerate(lines.text, 1) if line.startswith("<dt>")]
    sections += [{"heading": lines.lines[line - 1], "line": line, "kind": None, "optional": True} for line in terms]
    titles = said if isinstance(said, list) else [said]
    places = [lines.find(title, again=True) for title in titles if title]
    return {**row, "file": name, "sections": sections, "title_line": [place for place in places if place]}


def labels(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The labels of Markdown files, each with the name of its table."""
    for table in LABELS:
        for line in (folder / "dev" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["file"].endswith((".md", ".markdown")) and not row["file"].startswith("seeds/"):
                yield table, row


def score(folder: Path, root: Path, tables: Mapping[str, list[dict[str, Any]]], work: Path) -> dict[str, float]:
    """The scorer's figures for labels over files under a folder."""
    paths = []
    for table, rows in tables.items():
        paths.append(work / f"{table}.jsonl")
        paths[-1].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    jdlint = f"{sys.executable} -m jdlint"
    command = [sys.executable, str(folder / "score_structure.py"), "--jdlint", jdlint, "--json", "--root", str(root)]
    done = subprocess.run([*command, "--labels", *map(str, paths)], capture_output=True, check=True)
    figures = json.loads(done.stdout)["figures"]
    return {name: figures[name][measure] for name, measure in FIGURES if name in figures}


def main() -> int:
    """Print both columns; the exit code is 1 where pages are read too much worse."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    folder, root = arguments.folder.resolve(), arguments.folder.resolve().parent / "corpora" / "open"
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        before: dict[str, list[dict[str, Any]]] = {}
        after: dict[str, list[dict[str, Any]]] = {}
        found: dict[str, Lines] = {}
        lost: list[str] = []
        for table, row in labels(folder):
            target = work / "pages" / re.sub(r"\.\w+$", ".html", row["file"])
            if row["file"] not in found:
                text = page((root / row["file"]).read_bytes().decode("utf-8", "replace"), len(found) % 2 == 0)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="")
                found[row["file"]] = Lines(text)
            other = moved(row, found[row["file"]], lost)
            before.setdefault(table, []).append(row)
            after.setdefault(table, []).extend([other] if other else [])
        markdown, pages = score(folder, root, before, work), score(folder, work / "pages", after, work)
    print(f"{len(found)} files; headings not found again: {len(lost)} {lost}")
    for name, value in markdown.items():
        below = value - pages[name] > MOST_BELOW
        print(f"{name:<24} Markdown {value:.3f}  HTML {pages[name]:.3f}{'  TOO FAR BELOW' if below else ''}")
    return int(any(value - pages[name] > MOST_BELOW for name, value in markdown.items()))


if __name__ == "__main__":
    sys.exit(main())
