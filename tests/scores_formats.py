"""The labelled Markdown postings as web pages and Word documents: what each reader gets of them, side by side with Markdown.

python -m tests.scores_formats FOLDER [--keep FOLDER]

Each labelled Markdown file becomes a document by pandoc, its labels move to the lines on which their headings stand
there, and the same scorer scores all forms. Front matter becomes what people write in its place: the title a heading, the
rest a table or terms at the top, or a page's JSON-LD. A page has navigation, a side column and a footer around the posting.
"""

from __future__ import annotations

import argparse
import difflib
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]

from jdlint.files import read_file
from jdlint.model import Meta
from jdlint.read.front_matter import read_front_matter

LABELS = ("structure.jsonl", "headings.jsonl", "kinds.jsonl")
MOST_LOST = 0.02  # by which a format may lie below Markdown
MEASURES = {
    "headings f1": ("headings", "f1"),
    "section kind": ("section kind", "accuracy"),
    "single headings: own": ("single headings: own", "recall"),
    "single headings: kind": ("single headings: kind", "accuracy"),
    "facts precision": ("facts: all", "precision"),
    "facts recall": ("facts: all", "recall"),
    "facts f1": ("facts: all", "f1"),
    "document kind": ("document kind", "accuracy"),
    "title": ("title", "accuracy"),
    "title line": ("title line", "accuracy"),
    "language": ("language", "accuracy"),
}
_MARKDOWN = "gfm+hard_line_breaks-tex_math_dollars"  # a line of the source is a line in the document
_TITLES = ("title", "job_title", "position")
# what a web site is told of a page: nobody writes it in a document
_FOR_SITES = frozenset("layout permalink preload redirect_from slug date updated_date order weight".split())
_WORD = re.compile(r"\w+")
_NAME_PART = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+|\d+")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
# keys of front matter and where schema.org has what they say
_PROPERTIES = {
    "location": "jobLocation.address.addressLocality", "company": "hiringOrganization.name", "salary": "baseSalary",
    "employment_type": "employmentType", "deadline": "validThrough", "closing_date": "validThrough", "title": "title",
}  # fmt: skip
_MAIN = "<main>"
_PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Work with us | Example</title><style>nav a {{{{ color: red }}}}</style>
{{data}}
</head><body class="page">
<div id="cookie-consent"><p>We use cookies to make this site better.
 You can apply your choices now.</p><button>Accept</button></div>
<header><a href="/">Example Group</a>
<nav><ul><li><a href="/jobs">All jobs</a></li><li><a href="/benefits">Benefits</a></li></ul></nav></header>
{_MAIN}
{{head}}
{{body}}
</main>
<aside><h2>News</h2><p>We won a prize for our offices in Rome.</p></aside>
<footer><h2>Contact</h2><p>Example Group, salaries from $10 an hour, remote or hybrid. Apply by 3 May 2027.</p></footer>
<script>window.load("<h2>Requirements</h2>");</script>
</body></html>
"""

Row = dict[str, Any]


# ---------------------------------------------------------------- documents


def markdown_to_page(text: str, number: int) -> bytes:
    """A Markdown posting as a page of a site; of every other one the front matter is data for programs."""
    meta, body = _converted(text)
    if meta is None:
        page = _PAGE.format(data="", head="", body=body)
    elif number % 2:
        page = _PAGE.format(data="", head=_head(meta, "<dl>\n{}\n</dl>", "<dt>{}</dt><dd>{}</dd>"), body=body)
    else:
        said = json.dumps(_structured(meta), indent=1, default=str)
        title = _title(meta)
        page = _PAGE.format(
            data=f'<script type="application/ld+json">{said}</script>',
            head=f"<h1>{html.escape(meta.values[title])}</h1>" if title else "",
            body=body,
        )
    return page.encode()


def markdown_to_docx(text: str, number: int = 0) -> bytes:  # noqa: ARG001
    """A Markdown posting as a Word document. Through HTML, so that tags within Markdown become what they mean."""
    meta, body = _converted(text)
    head = _head(meta, "<table>\n{}\n</table>", "<tr><td>{}</td><td>{}</td></tr>") if meta else ""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "posting.docx"
        page = f"<html><body>\n{head}\n{body}</body></html>\n"
        pypandoc.convert_text(page, "docx", format="html", outputfile=str(made), extra_args=["--quiet"])
        return made.read_bytes()


def _converted(text: str) -> tuple[Meta | None, str]:
    """The front matter of a Markdown posting, and the rest as HTML."""
    head = read_front_matter(text)
    options = ["--wrap=none", "--quiet"]
    return head.meta, pypandoc.convert_text(text[head.end :], "html", format=_MARKDOWN, extra_args=options)


def _title(meta: Meta) -> str:
    """The key of front matter that holds the title; empty where there is none."""
    return next((key for key in _TITLES if isinstance(meta.values.get(key), str)), "")


def _head(meta: Meta, table: str, row: str) -> str:
    """Front matter as people write it: the title as a heading, plain values in a table."""
    title = _title(meta)
    rows = []
    for key, value in meta.values.items():
        said = isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip()
        if said and key != title and key not in _FOR_SITES:
            name = " ".join(_NAME_PART.findall(key)).capitalize()  # `closing_date`, `closingDate`: as people write them
            rows.append(row.format(html.escape(name), html.escape(str(value))))
    lines = [f"<h1>{html.escape(meta.values[title])}</h1>"] if title else []
    return "\n".join([*lines, table.format("\n".join(rows))] if rows else lines)


def _structured(meta: Meta) -> dict[str, Any]:
    """Front matter as a JobPosting of schema.org."""
    data: dict[str, Any] = {"@context": "https://schema.org/", "@type": "JobPosting"}
    for key, value in meta.values.items():
        if "." in key:
            continue
        inner = data
        *above, last = _PROPERTIES.get(key, key).split(".")
        for name in above:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return data


# ---------------------------------------------------------------- labels


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
        first = self.new.index(_MAIN) + 1 if _MAIN in self.new else 0  # what stands around a posting is no part of it
        old_words, new_words = list(_words(old)), [each for each in _words(new) if each[1] > first]
        body = old.count("\n", 0, read_front_matter(old).end) + 1
        matcher = difflib.SequenceMatcher(None, [w for w, _ in old_words], [w for w, _ in new_words], autojunk=False)
        self.of: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for start, other, length in matcher.get_matching_blocks():
            for at in range(length):
                word, line = old_words[start + at]
                self.of[line].append((word, new_words[other + at][1]))

        begins = min((new for line, known in self.of.items() if line >= body for _, new in known), default=1)
        self.head = range(first + 1, begins)

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


# ---------------------------------------------------------------- scores

# the formats that are held to Markdown, each with its ending and what makes a document of a text and its number
CONVERTERS: dict[str, tuple[str, Callable[[str, int], bytes]]] = {
    "HTML": (".html", markdown_to_page),
    "DOCX": (".docx", markdown_to_docx),
}


def score(folder: Path, rows: Mapping[str, list[Row]], root: Path, work: Path) -> dict[str, float]:
    """The figures of some labels, whose files lie under a root."""
    work.mkdir(parents=True, exist_ok=True)
    for name, each in rows.items():
        (work / name).write_text("".join(json.dumps(row) + "\n" for row in each), encoding="utf-8")
    command = [sys.executable, str(folder / "score_structure.py"), "--jdlint", "jdlint", "--json", "--root", str(root)]
    done = subprocess.run([*command, "--labels", *(str(work / name) for name in rows)], capture_output=True, check=True)
    figures = json.loads(done.stdout)["figures"]
    return {name: figures[group][key] for name, (group, key) in MEASURES.items()}


def converted(
    folder: Path, rows: Mapping[str, list[Row]], suffix: str, convert: Callable[[str, int], bytes], root: Path
) -> dict[str, list[Row]]:
    """The files that labels are about in another format under a root, and the labels for them."""
    corpora = folder.parent / "corpora" / "open"
    paths = sorted({row["file"] for each in rows.values() for row in each})
    texts = [read_file(str(corpora / path)).source.text for path in paths]
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # pandoc is a process of its own
        documents = list(threads.map(convert, texts, range(len(texts))))
    moved: dict[str, list[Row]] = {name: [] for name in rows}
    for path, old, document in zip(paths, texts, documents, strict=True):
        made = root / Path(path).with_suffix(suffix)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(document)
        new = read_file(str(made)).source.text
        for name, each in rows.items():
            about = [row for row in each if row["file"] == path]
            moved[name] += remapped_labels(about, old, new, str(made.relative_to(root)))
    return moved


def measure(folder: Path, keep: Path | None = None) -> dict[str, dict[str, float]]:
    """The figures of each format, on the same postings."""
    rows = labelled(folder)
    with tempfile.TemporaryDirectory() as made:
        root = keep or Path(made)
        found = {"Markdown": score(folder, rows, folder.parent / "corpora" / "open", Path(made) / "labels")}
        for name, (suffix, convert) in CONVERTERS.items():
            moved = converted(folder, rows, suffix, convert, root / name)
            found[name] = score(folder, moved, root / name, root / f"{name} labels")
    return found


def report(folder: Path, keep: Path | None = None) -> bool:
    """Print what each format gets; whether none lies too far below Markdown."""
    figures = measure(folder, keep)
    good = True
    print(f"{'':<24}" + "".join(f"{name:>10}" for name in figures))
    for measured in MEASURES:
        values = {name: each[measured] for name, each in figures.items()}
        below = [name for name, value in values.items() if values["Markdown"] - value > MOST_LOST]
        good = good and not below
        said = f"  TOO FAR BELOW MARKDOWN: {', '.join(below)}" if below else ""
        print(f"{measured:<24}" + "".join(f"{value:10.3f}" for value in values.values()) + said)
    return good


def main() -> int:
    """Print what each format gets; the exit code is 1 where that is too little."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, help="leave the documents and their labels here")
    arguments = parser.parse_args()
    return int(not report(arguments.folder.resolve(), arguments.keep))


if __name__ == "__main__":
    sys.exit(main())
