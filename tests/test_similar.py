"""jdlint similar: what is alike is found, whatever the order of files; groups have a middle; outputs are safe and true to their schema."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jdlint.api import inspect_text
from jdlint.cli import parser
from jdlint.data import places
from jdlint.formats.similar import FORMATS
from jdlint.formats.style import Style
from jdlint.likeness import content, likeness
from jdlint.posting import Document
from jdlint.similar import LIKENESS, MIN_WORDS, Group, Similar, similar
from jdlint.text import Source
from jdlint.words import words
from tests.running import run, write

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
NOUNS = "lamp lens rope ferry gull tide harbour kettle ledger oven crate trolley scanner pallet menu".split()
VERBS = "polish count paint weigh label stack sweep repair fetch measure".split()
OUTPUTS = {
    "similar-60.txt": ("text", Style(60)),
    "similar-80-all.txt": ("text", Style(80, everything=True)),
    "similar.json": ("json", Style(80)),
    "similar.html": ("html", Style(80)),
}


def read(texts: dict[str, str]) -> list[tuple[Source, Document]]:
    """Texts as postings, by their paths."""
    return [(Source(text, path), inspect_text(text, path=path)) for path, text in texts.items()]


def posting(*points: str, title: str = "Ferry Steward", paragraph: str = "") -> str:
    """A posting with these points and a paragraph."""
    return f"---\nlang: en\n---\n# {title}\n\n{paragraph}\n\n## What you will do\n\n" + "".join(
        f"- {point}\n" for point in points
    )


def texts(groups: Sequence[Group], kind: str) -> list[list[str]]:
    """The wordings of all groups of a kind."""
    return [[wording.text for wording in group.wordings] for group in groups if group.kind == kind]


def examples() -> Similar:
    """What is alike in the examples, by their paths from the checkout."""
    found = sorted((ROOT / "examples" / "similar").iterdir())
    return similar(read({path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}))


@pytest.mark.parametrize(("name", "form", "style"), [(name, *how) for name, how in OUTPUTS.items()])
def test_golden_files(name: str, form: str, style: Style) -> None:
    """The output over the examples is, letter by letter, what was looked at and found good."""
    text = FORMATS[form](examples(), style)
    path = GOLDEN / name
    if os.environ.get("JDLINT_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(2, 12))
def test_planted_copies_are_found(seed: int, files: int) -> None:
    """A point that is copied into another posting, and there says one thing more or less, is found beside its model."""
    rng = random.Random(seed)
    points = [[f"{rng.choice(VERBS)} {' '.join(rng.sample(NOUNS, 8))}" for _ in range(4)] for _ in range(files)]
    one, two = rng.sample(range(files), 2)
    model = f"zorble {' '.join(rng.sample(NOUNS, 8))}"
    copy = rng.choice([f"{model} quibzle", model.rsplit(" ", 1)[0], model])
    points[one].append(model)
    points[two].append(copy)
    found = similar(read({f"{number}.md": posting(*each) for number, each in enumerate(points)}))
    places = [
        {where.path for wording in group.wordings for where in wording.places if "zorble" in wording.text}
        for group in found.groups
        if group.kind == "item"
    ]
    assert {f"{one}.md", f"{two}.md"} in places


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_the_order_of_files_changes_nothing(seed: int) -> None:
    """Whatever the order in which files are read, all outputs are the same; all of a group is alike to its first wording."""
    rng = random.Random(seed)
    made = {
        f"{number}.md": posting(*(f"{rng.choice(VERBS)} {' '.join(rng.sample(NOUNS[:8], 6))}" for _ in range(4)))
        for number in range(8)
    }
    found = similar(read(made))
    shuffled = list(made.items())
    rng.shuffle(shuffled)
    assert similar(read(dict(shuffled))) == found
    for group in found.groups:
        middle = content(words(group.wordings[0].text), group.language)
        for wording in group.wordings if group.kind == "item" else ():
            alike = likeness(middle, content(words(wording.text), group.language))
            assert alike == wording.likeness >= 0.7
    stood = [
        where for group in found.groups if group.kind == "item" for each in group.wordings for where in each.places
    ]
    assert len(stood) == len(set(stood))


def test_groups_do_not_grow_from_link_to_link() -> None:
    """Of three wordings in a row, each alike to the next, the one in the middle is the group's; a longer row is several groups."""
    chain = [NOUNS[start : start + 10] for start in range(3)]
    found = similar(read({f"{number}.md": posting(" ".join(each)) for number, each in enumerate(chain)}))
    (first, *rest) = texts(found.groups, "item")
    assert first[0] == " ".join(chain[1])
    assert len(first) == 3
    assert rest == []
    longer = [NOUNS[start : start + 9] for start in range(6)]
    found = similar(read({f"{number}.md": posting(" ".join(each)) for number, each in enumerate(longer)}))
    assert all(len(group) <= 3 for group in texts(found.groups, "item"))


def test_house_text_and_what_drifted_from_it() -> None:
    """Text in four postings, and in a quarter of all, is the house's; the wording of most stands first."""
    usual, old = "We bake bread, rolls and cakes for nine towns.", "We bake bread, rolls and cakes for eight towns."
    some = {
        f"{number}.md": posting(f"{VERBS[number]} it", paragraph=old if number == 2 else usual) for number in range(4)
    }
    (group,) = [group for group in similar(read(some)).groups if group.kind == "paragraph"]
    assert (group.house, [wording.text for wording in group.wordings]) == (True, [usual, old])
    more = {f"more-{number}.md": posting(f"sit {number}", title=NOUNS[number % 15]) for number in range(20)}
    assert not [group for group in similar(read({**some, **more})).groups if group.house]
    del some["3.md"]
    assert not [group for group in similar(read(some)).groups if group.house]


def test_what_stands_in_near_duplicate_postings_alone_is_told_apart() -> None:
    """Points that only two near-duplicate postings share are theirs; one that a third has as well is not."""
    points = [f"{verb} the {' '.join(NOUNS[at : at + 6])}" for at, verb in enumerate(VERBS)]
    found = similar(
        read({"a.md": posting(*points), "b.md": posting(*points), "c.md": posting(points[0], title="Ship Cook")})
    )
    within = {group.wordings[0].text: group.within for group in found.groups if group.kind == "item"}
    assert within[points[0]] is None
    assert {within[point] for point in points[6:]} == {0}
    shown = FORMATS["text"](found, Style(80))
    assert points[0] in shown
    assert points[9] not in shown


def test_languages_are_compared_each_apart() -> None:
    """What is alike in two languages only by its names is no copy."""
    french = "# Commis de cuisine\n\n## Missions\n\n- Préparer les sauces et les plats avec le chef de la cuisine du restaurant\n"
    german = (
        "# Küchenhilfe\n\n## Aufgaben\n\n- Du bereitest mit dem Koch die Soßen und die Speisen für das Restaurant vor\n"
    )
    found = similar(read({"a.md": french, "b.md": german, "c.md": french, "d.md": german}))
    assert {group.language for group in found.groups} == {"fr", "de"}
    assert {group.places for group in found.groups} == {2}


def problems(value: Any) -> list[str]:
    """Where a value breaks the schema."""
    schema = json.loads((places.PACKAGE / "schemas" / "similar.schema.json").read_text(encoding="utf-8"))
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("paths", [("examples",), ("examples/good/nurse.md",)])
def test_json_is_as_its_schema_says(paths: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is valid, and each place is a line of the file that it names."""
    monkeypatch.chdir(ROOT)
    done = run("similar", *paths, "--output-format", "json", "--min-words", "3")
    value = json.loads(done.out)
    assert problems(value) == []
    for where in [where for group in value["groups"] for each in group["wordings"] for where in each["places"]]:
        lines = Path(where["path"]).read_text(encoding="utf-8").splitlines()
        assert 1 <= where["line"] <= where["end_line"] <= len(lines)


EVIL = (
    "Polish &lt;/style>&lt;script>alert(1)&lt;/script> the lamp & &lt;img src=x onerror=alert(2)> lens, rope, "
    "kettle, ledger, oven \x1b[31m"
)


class Tags(HTMLParser):
    """The tags of a page, and whatever could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.loads += [
            name for name, _ in attrs if name in ("src", "href", "srcset", "action") or name.startswith("on")
        ]


def test_a_page_is_safe_and_stands_alone() -> None:
    """Nothing of a posting or a file name is markup on the page, nothing is loaded, and nothing steers a terminal."""
    text = posting(EVIL, title="&lt;b>Steward")
    made = read({"a<script>.md": text, "b.md": text, "c.md": posting(EVIL, *VERBS, title="Ship Cook")})
    page = FORMATS["html"](similar(made), Style(80))
    tags = Tags()
    tags.feed(page)
    assert tags.loads == []
    assert tags.tags <= set("html head meta title style body h1 h2 h3 p section blockquote ul li".split())
    assert not re.search(r"url\(|@import", page)
    assert "&lt;script&gt;alert(1)" in page
    for form in ("text", "html"):
        assert "\x1b" not in FORMATS[form](similar(made), Style(60))


@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_narrow_terminal(width: int) -> None:
    """Texts wrap at the width; only places, which are to be clicked or copied, may be longer."""
    shown = FORMATS["text"](examples(), Style(width)).splitlines()
    assert [line for line in shown if len(line) > width and not line.startswith("    ")] == []


def test_files_that_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No postings are one line, an unreadable file is one line and the exit code 2, and the rest is compared."""
    point = "Polish the lamp, the lens and the kettle before the ferry leaves the harbour"
    write(
        tmp_path,
        {
            "a.md": posting(point),
            "b.md": posting(point),
            "README.md": "# Jobs\n",
            "notes.md": "# Minutes\n\nWe met on Monday and agreed on the colour of the boat.\n",
            "broken.md": b"\x89PNG\0\0",
        },
    )
    monkeypatch.chdir(tmp_path)
    done = run("similar", ".")
    assert done.code == 2
    assert "./a.md:4\n    ./b.md:4\n" in done.out
    lines = done.err.splitlines()
    assert lines[0] == "jdlint: ./broken.md cannot be read: it is no text file"
    assert lines[1].startswith("2 postings in 2 files compared: 1 group of postings")
    assert lines[2].startswith("2 files left out: ")
    assert len(lines) == 3
    (tmp_path / "broken.md").unlink()
    assert run("similar", ".").code == 0


def test_an_empty_folder(tmp_path: Path) -> None:
    """Of nothing, nothing is alike, in every format; that is no error."""
    for form in FORMATS:
        done = run("similar", str(tmp_path), "--output-format", form)
        assert (done.code, done.err) == (0, "0 postings in 0 files compared: nothing alike.\n")
    assert run("similar", str(tmp_path)).out == "Nothing stands twice in the same or in nearly the same words.\n"


@pytest.mark.parametrize(
    ("option", "value"), [("--likeness", "0.5"), ("--likeness", "1.1"), ("--likeness", "nan"), ("--min-words", "0")]
)
def test_options_that_make_no_sense(option: str, value: str, tmp_path: Path) -> None:
    """A wrong share or number is said in a line, before anything is read."""
    done = run("similar", str(tmp_path), option, value)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"jdlint: {option} is ")


def test_a_file_to_write_to(tmp_path: Path) -> None:
    """-o writes the page and leaves standard output empty; a path that cannot be written is said."""
    path = tmp_path / "page.html"
    done = run("similar", str(ROOT / "examples"), "--output-format", "html", "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    done = run("similar", str(tmp_path), "-o", str(tmp_path / "none" / "page.html"))
    assert done.code == 2
    assert "--output-file" in done.err


def test_standard_input_and_a_pipe() -> None:
    """`-` reads a posting, which a point that stands twice in it shows; a reader that goes early is no error."""
    point = "Polish the lamp, the lens and the kettle before the ferry leaves"
    done = run("similar", "-", stdin=posting(point, point).encode())
    assert (done.code, "2 times in 1 posting" in done.out) == (0, True)
    command = f"'{sys.executable}' -m jdlint similar examples --all | head -n 1"
    piped = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in piped.stderr
    assert piped.stdout.startswith("Whole postings")


def test_the_page_of_the_guide_has_every_option() -> None:
    """docs/similar.md names each option that the command takes, and its default."""
    text = (ROOT / "docs" / "similar.md").read_text(encoding="utf-8")
    taken = set(re.findall(r"--[a-z-]+", run("similar", "--help").out)) - {"--help", "--output-file"}
    assert taken == {"--likeness", "--min-words", "--all", "--output-format", "--stdin-filename"}
    assert [option for option in taken if f"`{option}" not in text] == []
    assert [form for form in FORMATS if f"`--output-format {form}`" not in text] == []
    assert f"(default: {LIKENESS:g})" in text
    assert f"(default: {MIN_WORDS})" in text
    arguments = parser().parse_args(["similar", "."])
    assert (arguments.likeness, arguments.min_words) == (LIKENESS, MIN_WORDS)


def test_what_the_guide_says_of_likeness() -> None:
    """The example of the guide: order, number and words put one for another do not count."""
    says = [content(words(text), "en") for text in ("Regularly oversee weekly rotas", "Manage the weekly rota")]
    assert likeness(*says) == 1
    points = [f"Bring the bread and the rolls to the shops in {number} towns before dawn" for number in ("six", "four")]
    found = similar(read({f"{number}.md": posting(point) for number, point in enumerate(points)}))
    assert texts(found.groups, "item") == [sorted(points)]  # a number does not part what is alike otherwise
