"""The labelled Markdown postings as DOCX and HTML: what the reader of a format loses against Markdown, with limits.

python -m tests.scores_formats FOLDER [--keep FOLDER]

Each labelled Markdown file becomes a document by pandoc, its labels move to the lines on which their headings stand
there, and the same scorer scores both. Front matter becomes what people write in its place: the title a heading, the rest
a table of keys and values at the top.
"""

from __future__ import annotations

import argparse
import difflib
import html
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]

from jdlint.files import read_file
from jdlint.model import Meta
from jdlint.read.front_matter import read_front_matter

LABELS = ("structure.jsonl", "headings.jsonl", "kinds.jsonl")
MOST_LOST = 0.02  # by which a format may lie below Markdown
# one document of 34: a page whose title, a heading here, is a wording for career paths; Markdown with that heading reads the same
MOST_LOST_OF = {"document kind": 0.03}
MEASURES = {
    "headings f1": ("headings", "f1"),
    "section kind": ("section kind", "accuracy"),
    "single headings: kind": ("single headings: kind", "accuracy"),
    "facts f1": ("facts: all", "f1"),
    "document kind": ("document kind", "accuracy"),
    "title": ("title", "accuracy"),
}
_MARKDOWN = "gfm+hard_line_breaks-tex_math_dollars"  # a line of the source is a line in the document
_TITLES = ("title", "job_title", "position")
# what a web site is told of a page: nobody writes it in a document
_FOR_SITES = frozenset("layout permalink preload redirect_from slug date updated_date order weight".split())
_WORD = re.compile(r"\w+")
_NAME_PART = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+|\d+")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)

Row = dict[str, Any]


def markdown_to_html(text: str) -> str:
    """A Markdown posting as a page."""
    head = read_front_matter(text)
    body = pypandoc.convert_text(text[head.end :], "html", format=_MARKDOWN, extra_args=["--wrap=none", "--quiet"])
    return f"<html><body>\n{_front_matter(head.meta) if head.meta else ''}{body}</body></html>\n"


def markdown_to_docx(text: str) -> bytes:
    """A Markdown posting as a Word document. Through HTML, so that tags within Markdown become what they mean."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "posting.docx"
        pypandoc.convert_text(
            markdown_to_html(text), "docx", format="html", outputfile=str(made), extra_args=["--quiet"]
        )
        return made.read_bytes()


def _front_matter(meta: Meta) -> str:
    """Front matter as people write it: the title as a heading, plain values in a table."""
    title = next((key for key in _TITLES if isinstance(meta.values.get(key), str)), "")
    lines = [f"<h1>{html.escape(meta.values[title])}</h1>"] if title else []
    lines.append("<table>")
    for key, value in meta.values.items():
        said = isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip()
        if said and key != title and key not in _FOR_SITES:
            name = " ".join(
                _NAME_PART.findall(key)
            ).capitalize()  # `closing_date` and `closingDate` as people write them
            lines.append(f"<tr><td>{html.escape(name)}</td><td>{html.escape(str(value))}</td></tr>")
    return "\n".join([*lines, "</table>\n"]) if len(lines) > 2 else "\n".join([*lines[:-1], ""])


def remapped_labels(rows: Sequence[Row], old: str, new: str, name: str) -> list[Row]:
    """The labels of one file for another form of it called ``name``: each heading on the line where it stands there.

    The words of both are aligned in order. A heading that the new form does not have keeps line 0, and is missed. What
    front matter became is on no label: a heading there is neither right nor wrong.
    """
    line_of = _Lines(old, new)
    moved = []
    for row in rows:
        row = {**row, "file": name}
        if "line" in row:
            row["line"] = line_of(row["line"], row["heading"])
        if "sections" in row:
            row["sections"] = [{**each, "line": line_of(each["line"], each["heading"])} for each in row["sections"]]
            row["sections"] += [{"heading": "", "line": line, "kind": None, "optional": True} for line in line_of.head]
            titles = map(line_of, _listed(row.get("title_line")))
            row["title_line"] = [*line_of.lines_with(row.get("title")), *titles]
        moved.append(row)
    return moved


class _Lines:
    """Which line of a text is which of its other form."""

    def __init__(self, old: str, new: str) -> None:
        self.new = new.split("\n")
        old_words, new_words = list(_words(old)), list(_words(new))
        body = old.count("\n", 0, read_front_matter(old).end) + 1
        matcher = difflib.SequenceMatcher(None, [w for w, _ in old_words], [w for w, _ in new_words], autojunk=False)
        self.of: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for start, other, length in matcher.get_matching_blocks():
            for at in range(length):
                word, line = old_words[start + at]
                self.of[line].append((word, new_words[other + at][1]))

        begins = min((new for line, known in self.of.items() if line >= body for _, new in known), default=1)
        self.head = range(1, begins)

    def __call__(self, line: int, heading: str = "") -> int:
        wanted = {word for word, _ in _words(heading)}
        known = self.of[line]
        return next((new for word, new in known if word in wanted), known[0][1] if known else 0)

    def lines_with(self, titles: Any) -> list[int]:
        """The lines that hold a title."""
        plain = [" ".join(word for word, _ in _words(title)) for title in _listed(titles) if title]
        lines = [" ".join(word for word, _ in _words(line)) for line in self.new]
        return [number for number, line in enumerate(lines, 1) if any(title in line for title in plain)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The words a reader sees, each with its line."""
    text = _TAG.sub(lambda tag: " " + "\n" * tag[0].count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((word.lower(), number) for word in _WORD.findall(html.unescape(line)))


def labelled(folder: Path) -> dict[str, list[Row]]:
    """The rows of each label file that are about Markdown."""
    found = {}
    for name in LABELS:
        rows = [json.loads(line) for line in (folder / "dev" / name).read_text(encoding="utf-8").splitlines()]
        found[name] = [row for row in rows if row["file"].endswith((".md", ".markdown"))]
    return found


def score(folder: Path, rows: dict[str, list[Row]], root: Path, work: Path) -> dict[str, float]:
    """The figures of some labels, whose files lie under a root."""
    for name, each in rows.items():
        (work / name).write_text("".join(json.dumps(row) + "\n" for row in each), encoding="utf-8")
    command = [sys.executable, str(folder / "score_structure.py"), "--jdlint", "jdlint", "--json", "--root", str(root)]
    done = subprocess.run([*command, "--labels", *(str(work / name) for name in rows)], capture_output=True, check=True)
    figures = json.loads(done.stdout)["figures"]
    return {name: figures[group][key] for name, (group, key) in MEASURES.items()}


def converted(
    folder: Path, rows: dict[str, list[Row]], suffix: str, convert: Callable[[str], bytes], root: Path
) -> dict[str, list[Row]]:
    """The files that labels are about in another format under a root, and the labels for them."""
    corpora = folder.parent / "corpora" / "open"
    moved: dict[str, list[Row]] = {name: [] for name in rows}
    for path in sorted({row["file"] for each in rows.values() for row in each}):
        old = read_file(str(corpora / path)).source.text
        made = root / Path(path).with_suffix(suffix)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(convert(old))
        new = read_file(str(made)).source.text
        for name, each in rows.items():
            about = [row for row in each if row["file"] == path]
            moved[name] += remapped_labels(about, old, new, str(made.relative_to(root)))
    return moved


def measure(folder: Path, suffix: str, convert: Callable[[str], bytes], keep: Path | None = None) -> dict[str, float]:
    """How far each figure of a format lies below Markdown's; negative where it lies above."""
    rows = labelled(folder)
    with tempfile.TemporaryDirectory() as made:
        root = keep or Path(made)
        markdown = score(folder, rows, folder.parent / "corpora" / "open", Path(made))
        moved = converted(folder, rows, suffix, convert, root)
        other = score(folder, moved, root, keep or Path(made))
    return {name: markdown[name] - other[name] for name in MEASURES}


# the formats that are held to Markdown, by their endings
CONVERTERS: dict[str, Callable[[str], bytes]] = {".docx": markdown_to_docx}


def report(folder: Path, keep: Path | None = None) -> bool:
    """Print what each format loses; whether all of it is within the limits."""
    good = True
    for suffix, convert in CONVERTERS.items():
        for name, value in measure(folder, suffix, convert, keep).items():
            bad = value > MOST_LOST_OF.get(name, MOST_LOST)
            good = good and not bad
            print(f"{suffix[1:]}: {name:<24} {-value:+.3f} against Markdown{'  BEYOND ITS LIMIT' if bad else ''}")
    return good


def main() -> int:
    """Print what each format loses; the exit code is 1 where that is too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, help="leave the documents and their labels here")
    arguments = parser.parse_args()
    return int(not report(arguments.folder.resolve(), arguments.keep))


if __name__ == "__main__":
    sys.exit(main())
