"""What the formats print: golden files, marks that stand under what they mean, and how much is shown."""

from __future__ import annotations

import datetime
import json
import os
import re
import unicodedata
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint.api import check_paths
from jdlint.config import Config
from jdlint.examples import run_examples
from jdlint.files import decode
from jdlint.formats import FORMATS, Style
from jdlint.registry import load_rule

GOLDEN = Path(__file__).parent / "golden"
RULES = sorted((GOLDEN / "rules").glob("*.yml"))
ALONE = Config(
    select=tuple(path.stem for path in RULES), rule_paths=(str(GOLDEN / "rules"),), as_of=datetime.date(2027, 1, 4)
)
OUTPUTS = {
    "text-60.txt": ("text", Style(60)),
    "text-80.txt": ("text", Style(80)),
    "text-80-all-colour.txt": ("text", Style(80, colour=True, everything=True)),
    "concise.txt": ("concise", Style(80)),
    "report.json": ("json", Style(80)),
    "report.sarif": ("sarif", Style(80)),
    "github.txt": ("github", Style(80)),
    "gitlab.json": ("gitlab", Style(80)),
    "reviewdog.json": ("rdjson", Style(80)),
    "junit.xml": ("junit", Style(80)),
    "summary.md": ("markdown", Style(80)),
    "summary-all.md": ("markdown", Style(80, everything=True)),
    "report.html": ("html", Style(80)),
}
PACKAGE = Message()  # the golden files outlive a release
PACKAGE["Version"] = "1.2.3"
PACKAGE["Project-URL"] = "Homepage, https://example.com/jdlint"


def printed(
    text: str, form: str = "text", style: Style | None = None, config: Config = ALONE, name: str = "a.md"
) -> str:
    """What a format prints of a text."""
    report = check_paths(["-"], config, stdin=decode(text.encode("utf-8"), name))
    return FORMATS[form](report, style or Style(80))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rules_of_the_golden_files_hold(path: Path) -> None:
    """The rules that the golden files were made with are good rule files themselves."""
    assert list(run_examples(*load_rule(path))) == []


@pytest.mark.parametrize(("name", "form", "style"), [(name, *how) for name, how in OUTPUTS.items()])
def test_golden_files(name: str, form: str, style: Style, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output over one flawed posting is, letter by letter, what was looked at and found good (see golden/README.md)."""
    monkeypatch.chdir(GOLDEN)
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: PACKAGE)
    report = check_paths(["posting.md"], ALONE)
    rules = {
        name: info for name, info in report.rules.items() if name in ALONE.select
    }  # those of a pack change with it
    text = FORMATS[form](report._replace(rules=rules), style)
    path = GOLDEN / name
    if os.environ.get("JDLINT_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def columns(text: str) -> int:
    """The columns of a text on a screen: wide characters take two, what is set above others or is unseen none."""
    wide = {"W": 2, "F": 2}
    unseen = ("Mn", "Me", "Cf")
    return sum(
        0 if unicodedata.category(each) in unseen else wide.get(unicodedata.east_asian_width(each), 1) for each in text
    )


def under(line: str, marks: str) -> str:
    """The part of a line that stands above the marks of the next line, counted in columns."""
    first, last = columns(marks[: marks.index("^")]), columns(marks.rstrip())
    return "".join(each for at, each in enumerate(line) if first <= columns(line[:at]) < last)


def marked(output: str) -> list[str]:
    """Whatever stands above marks in an output, in order."""
    lines = output.splitlines()
    return [
        under(line, lines[number + 1])
        for number, line in enumerate(lines[:-1])
        if re.fullmatch(r" +\| +\^+", lines[number + 1])
    ]


PIECES = st.lists(
    st.sampled_from(["oil", " ", "灯", "灯台", "é", "e\u0301", "\t", "🙂", "\u00ad", "¡", "ﬁ"]), max_size=90
).map("".join)


@settings(deadline=None, max_examples=80)
@given(PIECES, PIECES, st.sampled_from([60, 80]))
@example("", "", 60)
@example("mind\tyour\t\t", "\tand oil", 60)
@example("灯台の人を待つ", "灯台の人を待つ", 60)
@example("oil and " * 30, "oil and " * 30, 60)
@example("灯台" * 40, "", 60)
@example("", "灯台" * 40, 60)
@example("灯台" * 40, "oil" * 20, 60)
def test_marks_stand_under_what_they_mean(before: str, after: str, width: int) -> None:
    """Whatever stands beside it, the marks are under the finding and nothing else, and the line fits the screen."""
    output = printed(
        f"# Lighthouse Caretaker\n\n## Duties\n\n- You {before} gizmo {after} each day\n", style=Style(width)
    )
    assert "gizmo" in marked(output)
    assert [line for line in output.splitlines() if columns(line) > width] == []


def test_marks_of_a_long_finding_end_with_the_line() -> None:
    """What is longer than the screen is marked as far as it is shown."""
    rule = Config(select=("repeated-item",))
    item = "- " + "Mind the lamp and the lens and the log " * 6 + "\n"
    output = printed("# Lighthouse Caretaker\n\n## Duties\n\n" + item * 2, style=Style(60), config=rule)
    (shown,) = marked(output)
    assert shown.startswith("Mind the lamp and the lens and the log")
    assert shown.endswith("…")
    assert max(columns(line) for line in output.splitlines()) <= 60


WIDE = "[Company name " + "灯台の" * 12 + "]"


def test_wide_messages_fit() -> None:
    """A message that quotes wide characters wraps by the columns that they take, not by their number."""
    output = printed(
        f"# Lighthouse Caretaker\n\n## Duties\n\n- Mind {WIDE}\n",
        style=Style(60),
        config=Config(select=("placeholder",)),
    )
    assert "was meant to be replaced" in " ".join(output.split())
    assert [line for line in output.splitlines() if columns(line) > 60] == []


@pytest.mark.parametrize("sign", ["\x1b]0;title\x07", "\x1b[31m", "\x08\x08", "\x9b31m"], ids=ascii)
@pytest.mark.parametrize("form", ["text", "concise"])
def test_no_text_of_a_posting_reaches_the_terminal_as_a_command(form: str, sign: str) -> None:
    """Control characters in titles, quoted words and file names are not passed on: a posting is not to be trusted."""
    text = f"# Lighthouse {sign} Caretaker\n\n## Duties {sign}\n\n- Mind the {sign} gizmo, gizmo and [Company name {sign}]\n"
    both = ALONE._replace(select=(*ALONE.select, "placeholder"))
    output = printed(text, form, config=both, name=f"jobs{sign}.md")
    assert "gizmo" in output
    assert [each for each in output if each != "\n" and unicodedata.category(each) == "Cc"] == []


POOR = """\
# Salesman

Lorem ipsum. He is a rockstar, native English speaker only, and a recent graduate.

## Responsibilities

- Serve serve the customers of [Company name]
- TODO

## Requirements

- No criminal record

## Team
"""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (POOR, True),
        ((GOLDEN.parents[1] / "examples" / "good" / "nurse.md").read_text(encoding="utf-8"), False),
        ("# Lighthouse Caretaker\n\n## Duties\n\n- Mind the gizmo\n", False),
    ],
    ids=["a poor posting", "a good posting", "a draft"],
)
def test_start_here(text: str, shown: bool) -> None:
    """A poor posting begins with the five things to change first; a decent or a short one needs no such list."""
    output = printed(text, config=Config(as_of=datetime.date(2027, 1, 4)))
    assert ("Start here:" in output) == shown
    assert len(re.findall(r"^  \d\. ", output, re.MULTILINE)) == (5 if shown else 0)


def test_start_here_begins_with_the_worst() -> None:
    """The list has the worst first, by severity and then by priority, whatever order the findings have in the text."""
    config = Config(as_of=datetime.date(2027, 1, 4))
    findings = json.loads(printed(POOR, "json", config=config))["findings"]
    severities = ["error", "warning", "info"]
    worst = sorted(findings, key=lambda finding: (severities.index(finding["severity"]), -finding["priority"]))
    listed = re.search(r"Start here:\n((?:  .*\n)+)", printed(POOR, style=Style(200), config=config))
    assert listed is not None
    ranks = []
    for line in listed[1].splitlines():
        said = next(finding for finding in worst if finding["message"] in line and f"(line {finding['line']})" in line)
        ranks.append((severities.index(said["severity"]), -said["priority"]))
    first = [(severities.index(finding["severity"]), -finding["priority"]) for finding in worst[:5]]
    assert ranks == first


INFOS = ["widgetry", "cogwork", "ratcheting", "pulleying", "grommeting"]


@pytest.mark.parametrize(("infos", "more"), [(5, None), (6, "1 more info with --all"), (9, "4 more infos with --all")])
def test_infos_beyond_five_are_a_line(infos: int, more: str | None, tmp_path: Path) -> None:
    """Text shows five infos and says how many more there are; --all, concise and JSON have all, and nothing else is cut."""
    words = [f"pebble{letter}" for letter in "abcdefghi"[:infos]]
    rule = (GOLDEN / "rules" / "g-words.yml").read_text(encoding="utf-8").replace("g-words", "g-pebbles")
    rule = rule[: rule.index("    - terms: [gizmo]")] + "".join(
        f"    - terms: [{word}]\n      note: say which stone\n      confidence: low\n" for word in words
    ) + "---\nbad:\n  - text: '[[pebblea]]'\ngood: [stone]\n"  # fmt: skip
    (tmp_path / "g-pebbles.yml").write_text(rule, encoding="utf-8")
    config = Config(select=("g-pebbles", "g-words"), rule_paths=(str(tmp_path), str(GOLDEN / "rules" / "g-words.yml")))
    text = "# Lighthouse Caretaker\n\n## Duties\n\n" + "".join(f"- Sort the {word}\n" for word in [*words, "gizmo"])
    brief = printed(text, config=config)
    assert brief.count(" info g-pebbles") == 5
    assert brief.count(" error g-words") == 1
    assert ("more info" in brief) == (more is not None)
    assert more is None or more in brief.splitlines()
    everything = printed(text, style=Style(80, everything=True), config=config)
    assert everything.count(" info g-pebbles") == infos
    assert "--all" not in everything
    assert len(printed(text, "concise", config=config).splitlines()) == infos + 1
    assert len(json.loads(printed(text, "json", config=config))["findings"]) == infos + 1


def test_a_reason_is_given_once() -> None:
    """The reason of a rule and the way to more stand at its first finding only, in a run of several files too."""
    text = "# Lighthouse Caretaker\n\n## Duties\n\n- Mind the gizmo\n- Mind the thingamajig\n"
    output = printed(text)
    assert output.count(" error g-words") == 2
    assert output.count("= why: A name for things") == output.count("= more: jdlint rule g-words") == 1


@pytest.mark.parametrize("form", ["text", "concise", "github"])
def test_nothing_found_is_nothing_printed(form: str) -> None:
    """Of a clean posting there is no text; what services read as a whole value is in test_formats_services.py."""
    clean = "# Lighthouse Caretaker\n\n## Duties\n\n- Mind the lamp\n"
    assert printed(clean, form, config=ALONE._replace(select=("g-words",))) == ""
