"""Contracts A and B: what `inspect` and `check` print as JSON, held to the schemas in the package and to the files."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jdlint.data import places, table, yaml
from jdlint.files import MAX_BYTES, read_file
from jdlint.findings import BASES, CONFIDENCES, SEVERITIES
from jdlint.model import DOCUMENT_KINDS, FACTS, FORMATS
from jdlint.rules import CATEGORIES

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "examples").rglob("*") if path.suffix in (".md", ".txt")
)
POSTING = (
    "# Ferry Steward\n\n## What you will do\n\n- Greet the the travellers\n- TODO\n\n## Pay\n\n£14.20 to £15 per hour\n"
)
# files that a contract has to bear as well: what a scorer or an editor may meet
AWKWARD = {
    "empty.md": b"",
    "blank.txt": b" \n\n",
    "no-heading.md": b"Ferry steward wanted.",
    "front-matter-only.md": b"---\ntitle: Ferry Steward\nsalary: 30000\n---\n",
    "broken-front-matter.md": b"---\ntitle: [Ferry\n---\n" + POSTING.encode(),
    "two-jobs.md": (
        "---\ntitle: Jobs on our ferries\nlocation: Oban\n---\n\n## Ferry Steward\n\n£14.20 per hour\n\n### What you will do\n\n"
        + "You greet the travellers and brew the tea. " * 14
        + "\n## Ship Cook\n\n### What you will do\n\n"
        + "You mind the ropes and paint what is rusty. " * 14
    ).encode(),
    "toml.md": b'+++\ntitle = "Ferry Steward"\n+++\n' + POSTING.encode(),
    "a-language-to-program-in.md": b"---\ntitle: Developer\nlanguage: C#\n---\n" + POSTING.encode(),
    "crlf.md": POSTING.replace("\n", "\r\n").encode(),
    "cr.md": POSTING.replace("\n", "\r").encode(),
    "bom.md": b"\xef\xbb\xbf" + POSTING.encode(),
    "utf-16.txt": POSTING.encode("utf-16"),
    "windows-1252.md": POSTING.replace("TODO", "TODO in the café").encode("cp1252"),
    "line-separators.md": POSTING.replace("TODO", "TODO\u2028TODO\x0cTODO\u0085TODO").encode(),
    "page.html": b"<html><title>Jobs</title><h1>Ferry Steward</h1>\n<ul><li>Greet the the travellers<li>TODO</ul>",
    "two-pays.md": POSTING.encode() + "\nor €2.400 im Monat, or from $40k\n".encode(),
    "over.md": b"---\nstatus: closed\n---\n" + POSTING.encode(),
    "open-pay.md": b"# Ferry Steward\n\n## Pay\n\nUp to 3,000 a month\n",
}  # fmt: skip
UNREADABLE = {"binary.md": b"\x89PNG\0\0", "large.md": b" " * (MAX_BYTES + 1)}


@cache
def schema(name: str) -> Any:
    """A schema of the package."""
    return json.loads((places.PACKAGE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


def problems(name: str, value: Any) -> list[str]:
    """Where a value breaks a schema, and how."""
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema(name)).iter_errors(value)]


def run(*arguments: str) -> Any:
    """What a command prints as JSON, run from the checkout."""
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", *arguments, "--output-format", "json"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return json.loads(done.stdout.decode("utf-8"))


@pytest.fixture(scope="module")
def readable(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Paths of all files that can be read: the examples as they are named in the checkout, and the awkward ones."""
    folder = tmp_path_factory.mktemp("awkward")
    for name, data in AWKWARD.items():
        (folder / name).write_bytes(data)
    return [*EXAMPLES, *(str(folder / name) for name in AWKWARD)]


@pytest.fixture(scope="module")
def named(readable: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Those, and paths of files that cannot be read, one of which is not there."""
    folder = tmp_path_factory.mktemp("unreadable")
    for name, data in UNREADABLE.items():
        (folder / name).write_bytes(data)
    return [*readable, *(str(folder / name) for name in (*UNREADABLE, "absent.md"))]


@pytest.fixture(scope="module")
def inspected(readable: list[str]) -> dict[str, Any]:
    """Contract A over all files, by the names that the tests have for them."""
    values = run("inspect", *readable)
    assert [value["path"] for value in values] == readable
    return dict(zip([*EXAMPLES, *AWKWARD], values, strict=True))


@pytest.fixture(scope="module")
def checked(named: list[str]) -> Any:
    """Contract B over all files."""
    return run("check", *named)


@pytest.mark.parametrize("name", ["inspect", "check", "similar"])
def test_the_schemas_are_schemas(name: str) -> None:
    """Each schema is one of draft 2020-12, and lets objects grow: no object in it is closed."""
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    text = json.dumps(schema(name))
    assert text.count('"type": "object"') == text.count('"additionalProperties": true')


def test_the_enums_are_those_of_the_code() -> None:
    """A kind, a fact or a category that is added has to be added to the contract."""
    inspect, check = schema("inspect")["$defs"], schema("check")["$defs"]
    kinds = yaml.load((places.tables_folder() / "section_kinds.yml").read_text(encoding="utf-8")).value["kinds"]
    assert set(inspect["section"]["properties"]["kind"]["enum"]) == {*kinds, None}
    assert tuple(inspect["facts"]["required"]) == FACTS
    typed = {"years", "degree", "spoken_language", "contact", "jurisdiction"}
    assert set(inspect["stated"]["properties"]["fact"]["enum"]) == {*table("statements"), *table("details"), *typed}
    assert tuple(inspect["kind"]["enum"]) == DOCUMENT_KINDS
    assert tuple(inspect["file"]["properties"]["format"]["enum"]) == FORMATS
    finding = check["finding"]["properties"]
    for name, values in {
        "category": CATEGORIES,
        "severity": SEVERITIES,
        "confidence": CONFIDENCES,
        "basis": BASES,
    }.items():
        assert tuple(finding[name]["enum"]) == values


@pytest.mark.parametrize("path", [*EXAMPLES, *AWKWARD])
def test_contract_a(path: str, inspected: dict[str, Any]) -> None:
    """`inspect` prints one object a file that keeps the contract, with all lines inside the file and in order."""
    value = inspected[path]
    assert problems("inspect", [value]) == []
    lines = read_file(value["path"]).source.text.count("\n") + 1
    starts = [section["line"] for section in value["sections"]]
    assert starts == sorted(starts)
    places_named = [*value["sections"], *value["postings"]]
    assert all(1 <= each["line"] <= each["end_line"] <= lines for each in places_named)
    assert all(each["line"] <= lines for each in [*value["pay"], *([value["title"]] if value["title"] else [])])


@pytest.mark.parametrize("path", [*EXAMPLES, *AWKWARD])
def test_what_holds_of_a_file_holds_of_its_postings(path: str, inspected: dict[str, Any]) -> None:
    """The object of a file is made of those of its postings: sections and pay in order, facts that any of them states."""
    value = inspected[path]
    parts = value["postings"]
    for name in ("sections", "pay"):
        assert value[name] == [each for part in parts for each in part[name]]
    assert value["facts"] == {fact: any(part["facts"][fact] for part in parts) for fact in FACTS}
    assert value["language"] == parts[0]["language"]
    if len(parts) == 1:
        assert value["title"] == parts[0]["title"]


@pytest.mark.parametrize("path", [*EXAMPLES, *AWKWARD])
def test_what_is_stated_has_its_place_and_its_words(path: str, inspected: dict[str, Any]) -> None:
    """Every fact that is said to be there has an entry, in order, on lines of its posting or of what is said for all."""
    for part in inspected[path]["postings"]:
        lines = [each["line"] for each in part["stated"]]
        assert lines == sorted(lines)
        assert {fact for fact, there in part["facts"].items() if there} <= {each["fact"] for each in part["stated"]}
        assert all(each["text"] for each in part["stated"])


def test_a_file_of_two_jobs(inspected: dict[str, Any]) -> None:
    """Its title is its own; each posting has the lines, the title and the facts of its job, and what is said for both."""
    value = inspected["two-jobs.md"]
    assert (value["kind"], value["title"]["text"]) == ("multi-posting", "Jobs on our ferries")
    assert [(part["title"]["text"], part["line"], part["kind"]) for part in value["postings"]] == [
        ("Ferry Steward", 1, "posting"),
        ("Ship Cook", 13, "posting"),
    ]
    assert [part["facts"]["location"] for part in value["postings"]] == [True, True]
    assert [part["facts"]["pay"] for part in value["postings"]] == [True, False]


def test_contract_b(checked: Any, named: list[str]) -> None:
    """`check` prints an object that keeps the contract, over all our examples and over files that are hard to read."""
    assert problems("check", checked) == []
    assert {finding["path"] for finding in checked["findings"]} >= {path for path in EXAMPLES if "flawed" in path}
    over = {closed["path"] for closed in checked["summary"]["closed"]}
    assert {Path(path).name for path in over} == {"over.md"}
    counted = [finding["severity"] for finding in checked["findings"] if finding["path"] not in over]
    assert [checked["summary"][severity] for severity in SEVERITIES] == [
        counted.count(severity) for severity in SEVERITIES
    ]
    assert checked["summary"]["files"] == len(named)
    assert checked["summary"]["broken"] is True


def test_places_are_where_the_text_is(checked: Any) -> None:
    """Line and column, counted by "\\n" and code points in the file as stored, cut out of it what `text` says."""
    wrong = []
    for finding in checked["findings"]:
        source = read_file(finding["path"]).source
        lines = source.text.split("\n")
        start = sum(len(line) + 1 for line in lines[: finding["line"] - 1]) + finding["column"] - 1
        end = sum(len(line) + 1 for line in lines[: finding["end_line"] - 1]) + finding["end_column"] - 1
        if source.text[start:end] != finding["text"] or end > len(source.text):
            wrong.append((finding["path"], finding["rule"], finding["line"], finding["column"]))
        assert all(1 <= other["line"] <= other["end_line"] <= len(lines) for other in finding["related"])
    assert wrong == []


def test_edits_are_inside_the_file_and_apart(checked: Any) -> None:
    """An editor can make all edits of a fix at once: they lie in the file and do not overlap."""
    fixes = [(finding["path"], finding["fix"]["edits"]) for finding in checked["findings"] if finding["fix"]]
    assert fixes
    for path, edits in fixes:
        spans = sorted((edit["start"], edit["end"]) for edit in edits)
        assert all(start <= end for start, end in spans)
        assert spans[-1][1] <= len(read_file(path).source.text)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_findings_come_in_order(checked: Any, named: list[str]) -> None:
    """Findings stand file by file in the order in which the files were named, and in each file in order of place."""
    keys = [(named.index(finding["path"]), finding["line"], finding["column"]) for finding in checked["findings"]]
    assert keys == sorted(keys)
