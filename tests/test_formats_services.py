"""What the formats for services print: held to what GitHub, GitLab and readers of JUnit and Markdown take.

SARIF is validated twice: against the 2.1.0 model of sarif-pydantic, and against data/sarif-github.schema.json, written by hand:
what the specification says of the properties that jdlint uses, no others, and what GitHub requires of them.
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from jdlint.api import check_paths
from jdlint.config import Config
from jdlint.files import decode
from jdlint.findings import FileReport, Finding, Fix, Hidden, Report, RuleInfo, Severity
from jdlint.formats import FORMATS, Style
from jdlint.formats.places import marked, plain_path, uri
from jdlint.text import Edit, Source, Span, apply_edits

HERE = Path(__file__).parent
TODAY = datetime.date(2027, 1, 4)
SERVICES = ("sarif", "github", "gitlab", "junit", "rdjson", "markdown")
STYLE = Style(80)
RULE = RuleInfo("Words for things", "A reader learns nothing from them.", ("https://example.com/words",), "", "clarity")
# what a message may quote from a posting, and each format has to bear
HOSTILE = (
    "100% | <b>bold</b> & `code` | [link](https://example.com) \\ *star* _under_ ~~gone~~ $x$ @writer #12 www.example.com",
    "::error::no command\r\n::warning::neither, of: commas",
    "control \x00\x07\x0b\x1b[31m\x7f\x9b and \ufffe\uffff, ]]> &amp; <!-- gone -->",
    "![image](javascript:alert(1)) [a][b] <script>alert(1)</script> | | |\n| --- |",
    "",
)


def finding(
    message: str = "'gizmo' says nothing.",
    span: Span = Span(2, 7),  # noqa: B008 - a value
    severity: Severity = "error",
    *,
    rule: str = "g-words",
    term: str = "gizmo",
    related: tuple[Span, ...] = (),
    fix: Fix | None = None,
    hidden: Hidden | None = None,
) -> Finding:
    """A finding of which a test says only what it is about."""
    return Finding(
        rule=rule,
        category="clarity",
        severity=severity,
        confidence="high",
        basis="style",
        priority=60,
        times=1,
        message=message,
        span=span,
        case="found",
        term=term,
        section="",
        place="",
        related=related,
        fix=fix,
        hidden=hidden,
    )


def report(
    findings: Sequence[Finding], text: str = "a gizmo\n", path: str = "jobs/a.md", title: str = "", closed: str = ""
) -> Report:
    """A report of one file."""
    rules = {"g-words": RULE}
    return Report([FileReport(Source(text, path), title, findings, closed)], rules, TODAY, [], False)


EMPTY = Report([], {}, TODAY, [], False)


def checked(text: str, name: str = "a.md", rules: Sequence[str] = ("g-words", "g-twice", "g-missing")) -> Report:
    """The report of a text, by the rules that the golden files were made with."""
    config = Config(select=tuple(rules), rule_paths=(str(HERE / "golden" / "rules"),), as_of=TODAY)
    return check_paths(["-"], config, stdin=decode(text.encode("utf-8"), name))


@cache
def schema() -> Any:
    """What jdlint uses of SARIF."""
    return json.loads((HERE / "data" / "sarif-github.schema.json").read_text(encoding="utf-8"))


def sarif(of: Report, style: Style = STYLE) -> dict[str, Any]:
    """The run in a SARIF file that GitHub takes."""
    value = json.loads(FORMATS["sarif"](of, style))
    Sarif.model_validate(value)
    problems = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema()).iter_errors(value)]
    assert problems == []
    run: dict[str, Any] = value["runs"][0]
    return run


def gitlab(of: Report) -> list[dict[str, Any]]:
    """The issues in a Code Quality report."""
    issues: list[dict[str, Any]] = json.loads(FORMATS["gitlab"](of, STYLE))
    return issues


def junit(of: Report, style: Style = STYLE) -> ElementTree.Element:
    """The root of a JUnit file, read from the bytes that would be written."""
    return ElementTree.fromstring(FORMATS["junit"](of, style).encode("utf-8"))


def fingerprints(of: Report) -> list[str]:
    """The fingerprints in SARIF, which are the ones in GitLab's report."""
    found = [result["partialFingerprints"]["primaryLocationLineHash"] for result in sarif(of)["results"]]
    assert [issue["fingerprint"] for issue in gitlab(of)] == found
    return found


# ---- all of them


def test_modules_for_services_load_when_asked_for() -> None:
    """A run on a screen pays nothing for the formats that it does not print."""
    code = (
        "import sys; import jdlint.formats as formats; "
        f"late = [f'jdlint.formats.{{name}}' for name in {SERVICES}] + ['xml.etree', 'importlib.metadata', 'jdlint.formats.fingerprint']; "
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("of", [EMPTY, report([])], ids=["no file", "a clean file"])
def test_a_report_without_findings_is_a_whole_value(of: Report) -> None:
    """Services read an empty list, not an empty file; annotations are none."""
    assert sarif(of)["results"] == []
    assert FORMATS["gitlab"](of, STYLE) == "[]\n"
    assert FORMATS["github"](of, STYLE) == ""
    root = junit(of)
    assert (root.get("tests"), root.get("failures")) == (str(len(of.files)), "0")
    assert [case.get("name") for case in root.iter("testcase")] == ["nothing found"] * len(of.files)
    said = f"{len(of.files)} file{'s' * (len(of.files) != 1)} checked: nothing found. Checked as of 2027-01-04."
    assert FORMATS["markdown"](of, STYLE) == f"## jdlint\n\n{said}\n"


@pytest.mark.parametrize("form", SERVICES)
def test_hidden_findings_are_left_out(form: str) -> None:
    """What a comment or the baseline hides is in no output."""
    output = FORMATS[form](report([finding("shown"), finding("not this", hidden="baseline")]), STYLE)
    assert "shown" in output
    assert "not this" not in output


@pytest.mark.parametrize("form", SERVICES)
def test_postings_that_are_over_are_left_out(form: str) -> None:
    """Nobody mends a posting that is over; `--all` shows its findings all the same."""
    of = report([finding("'gizmo' says nothing.")], closed="status: closed")
    assert "'gizmo' says nothing." not in FORMATS[form](of, STYLE)
    assert "'gizmo' says nothing." in FORMATS[form](of, Style(80, everything=True))


def test_a_posting_that_is_over_is_a_line() -> None:
    """Where files are listed, one that is over is named with the reason, and nothing of it fails."""
    of = report([finding(), finding(term="b")], closed="status: closed | <b>")
    last = FORMATS["markdown"](of, STYLE).splitlines()[-1]
    assert text_of(last) == "Not shown: 2 findings in jobs/a.md, for this posting is over (status: closed | <b>)."
    root = junit(of)
    assert [root.get(name) for name in ("tests", "failures", "skipped")] == ["1", "0", "1"]
    (skipped,) = root.iter("skipped")
    assert skipped.get("message") == "this posting is over (status: closed | <b>); 2 findings not shown"


# ---- fingerprints

TEXT = "# Lighthouse Caretaker\n\n## Duties\n\n- Mind the gizmo\n- Oil the the doodad\n"


def test_fingerprints_outlive_lines_above() -> None:
    """Lines and sections above a finding change where it is, not which one it is."""
    before = checked(TEXT)
    after = checked(TEXT.replace("## Duties", "Skerry Trust keeps four lights.\n\n## Place\n\n- A rock\n\n## Duties"))
    lines = [[issue["location"]["lines"]["begin"] for issue in gitlab(each)] for each in (before, after)]
    assert lines[0] != lines[1]
    assert len(fingerprints(before)) == 4
    assert fingerprints(before) == fingerprints(after)


def test_fingerprints_tell_findings_apart() -> None:
    """Each finding has its own: another term, another text, another rule, another file, and the second of two equal ones."""
    two = "a gizmo, a gadget"
    findings = [
        finding(),
        finding(),
        finding(term="gadget"),
        finding(rule="g-other"),
        finding(term="", span=Span(2, 7)),
        finding(term="", span=Span(11, 17)),
    ]
    of = report(findings, two)
    of = of._replace(files=[*of.files, FileReport(Source(two, "jobs/b.md"), "", findings)])
    found = fingerprints(of)
    assert len(set(found)) == len(found) == 12
    assert [print.split(":")[1] for print in found[:3]] == ["1", "2", "1"]


def test_fingerprints_do_not_depend_on_how_a_file_is_named_or_spaced() -> None:
    """`./jobs//a.md` is `jobs/a.md`, and without a term a text is compared without regard to case and blanks."""
    one = report([finding(term="", span=Span(0, 7))], "A gizmo")
    two = report([finding(term="", span=Span(0, 8))], "a  Gizmo", path="./jobs//a.md")
    assert fingerprints(one) == fingerprints(two)


def test_hiding_one_of_two_equal_findings_renames_none() -> None:
    """The second stays the second, else a service would take it for the first and close the wrong one."""
    first, second = fingerprints(report([finding(), finding()]))
    assert fingerprints(report([finding(hidden="inline"), finding()])) == [second] != [first]


# ---- places


@pytest.mark.parametrize(
    ("path", "plain", "address"),
    [
        ("a.md", "a.md", "a.md"),
        ("./a.md", "a.md", "a.md"),
        ("././jobs/.//a.md", "jobs/a.md", "jobs/a.md"),
        ("../a.md", "../a.md", "../a.md"),
        (".jobs/a.md", ".jobs/a.md", ".jobs/a.md"),
        ("jobs/a b#1?.md", "jobs/a b#1?.md", "jobs/a%20b%231%3F.md"),
        ("http:a.md", "http:a.md", "http%3Aa.md"),
        ("100%/灯.md", "100%/灯.md", "100%25/%E7%81%AF.md"),
        ("/srv/jobs/./a b.md", "/srv/jobs/a b.md", "file:///srv/jobs/a%20b.md"),
        ("<stdin>", "<stdin>", "%3Cstdin%3E"),
    ],
)
def test_paths(path: str, plain: str, address: str) -> None:
    """Paths are counted from the root of the repository and written with slashes; in a URI all else is encoded."""
    assert (plain_path(path), uri(path)) == (plain, address)


def test_file_names_that_are_no_text() -> None:
    """A name that cannot be decoded still has a URI and a fingerprint."""
    of = report([finding()], path="jobs/\udcff.md")
    (result,) = sarif(of)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "jobs/%ED%B3%BF.md"


@pytest.mark.parametrize(
    ("text", "span", "place"),
    [
        ("a gizmo\n", Span(2, 7), (1, 3, 1, 8)),
        ("a gizmo\r\n", Span(2, 9), (1, 3, 1, 8)),
        ("a gizmo\nor two\n", Span(2, 10), (1, 3, 2, 3)),
        ("# Title\n", Span(2, 2), (1, 3, 1, 8)),
        ("# Title\n", Span(7, 7), (1, 1, 1, 8)),
        ("# Title\n", Span(7, 8), (1, 1, 1, 8)),
        ("\nTitle\n", Span(0, 0), (1, 1, 1, 1)),
        ("", Span(0, 0), (1, 1, 1, 1)),
        ("灯🙂 gizmo", Span(3, 8), (1, 4, 1, 9)),
    ],
)
def test_what_is_marked(text: str, span: Span, place: tuple[int, int, int, int]) -> None:
    """Lines and columns from 1, the end exclusive, no line break inside; for something absent the rest of its line."""
    assert tuple(marked(Source(text), span)) == place


PIECES = st.lists(st.sampled_from(["a", " ", "灯", "🙂", "\n", "\r\n", "\r", "\u2028", "\t"]), max_size=30).map("".join)


@settings(deadline=None)
@given(PIECES, st.integers(0, 60), st.integers(0, 60))
@example("a\r\n", 1, 3)
def test_marks_never_leave_the_lines(text: str, one: int, two: int) -> None:
    """Whatever the span, the region has lines that there are, columns that there are, and does not end before it begins."""
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    source = Source(text)
    line, column, end_line, end_column = marked(source, Span(start, end))
    assert (1, 1) <= (line, column) <= (end_line, end_column)
    assert end_line <= len(source.starts)
    assert column <= len(source.line_text(line)) + 1
    assert end_column <= len(source.line_text(end_line)) + 1


# ---- SARIF


def offset(text: str, line: int, column: int) -> int:
    """A place in a text as an offset, counted here in a way of its own."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def edits(result: Mapping[str, Any], text: str) -> list[Edit]:
    """The fix of a result as edits."""
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    return [
        Edit(
            offset(text, replacement["deletedRegion"]["startLine"], replacement["deletedRegion"]["startColumn"]),
            offset(text, replacement["deletedRegion"]["endLine"], replacement["deletedRegion"]["endColumn"]),
            replacement["insertedContent"]["text"],
        )
        for replacement in change["replacements"]
    ]


@pytest.mark.parametrize("path", ["tests/golden/posting.md", "examples"])
def test_sarif_is_what_github_takes(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over whole postings with all rules: valid, each result with its rule, in a file that is there."""
    monkeypatch.chdir(HERE.parent)
    of = check_paths([path], Config(as_of=TODAY))
    run = sarif(of)
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= set(of.rules)
    assert len(run["results"]) == sum(len(file.visible()) for file in of.open_files()) > 0
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert "defaultConfiguration" in rule
        assert Path(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sarif_fixes_are_the_fixes(newline: str) -> None:
    """A fix that is read back from lines and columns makes the same text as the fix itself."""
    text = TEXT.replace("\n", newline)
    of = checked(text)
    fixed = [one for one in of.files[0].findings if one.fix is not None]
    results = [result for result in sarif(of)["results"] if "fixes" in result]
    assert len(fixed) == len(results) == 2
    for one, result in zip(fixed, results, strict=True):
        assert one.fix is not None
        assert apply_edits(text, edits(result, text)) == apply_edits(text, list(one.fix.edits)) != text
        assert result["fixes"][0]["properties"]["safe"] == one.fix.safe


def test_sarif_fixes_may_insert_and_join_lines() -> None:
    """An insertion is an empty region, and a line break that goes is within one."""
    text = "one\r\ntwo\nthree"
    fix = Fix("Join", (Edit(3, 5, " "), Edit(8, 9, ", "), Edit(14, 14, ".")), True)
    (result,) = sarif(report([finding(fix=fix)], text))["results"]
    assert edits(result, text) == list(fix.edits)
    assert apply_edits(text, edits(result, text)) == "one two, three."


def test_sarif_tells_levels_and_rules() -> None:
    """Levels as SARIF calls them; a rule is told of as it is, whatever it found; one without findings is listed too."""
    of = report([finding(severity="info", term="a"), finding(severity="warning", term="b"), finding(rule="trouble")])
    long = RuleInfo("Long", "word " * 500, (), "https://example.com/rules/long", "clarity", "warning", 40)
    of = of._replace(rules={**of.rules, "long-one": long})
    run = sarif(of)
    assert [result["level"] for result in run["results"]] == ["note", "warning", "error"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert list(rules) == ["g-words", "long-one", "trouble"]
    assert rules["g-words"]["defaultConfiguration"]["level"] == "note"
    assert rules["g-words"]["properties"]["tags"] == ["clarity"]
    assert rules["long-one"]["defaultConfiguration"]["level"] == "warning"
    assert rules["long-one"]["properties"]["priority"] == 40
    assert rules["long-one"]["helpUri"] == "https://example.com/rules/long"
    assert "helpUri" not in rules["g-words"]
    assert len(rules["long-one"]["fullDescription"]["text"]) == 1024
    assert run["properties"]["asOf"] == "2027-01-04"
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert sarif(of._replace(broken=True))["invocations"] == [{"executionSuccessful": False}]


def test_sarif_leads_to_other_places() -> None:
    """Other places are listed; the message leads to those on other lines, and to six at most."""
    text = "gizmo gizmo\n" * 10
    spans = tuple(Span(at, at + 5) for at in range(6, 120, 6))
    (result,) = sarif(report([finding("Twice.", Span(0, 5), related=spans)], text))["results"]
    assert [place["id"] for place in result["relatedLocations"]] == list(range(1, 20))
    linked = re.findall(r"\[line (\d+)\]\((\d+)\)", result["message"]["text"])
    assert [int(line) for line, _ in linked] == [2, 3, 4, 5, 6, 7]
    by_id = {place["id"]: place["physicalLocation"]["region"]["startLine"] for place in result["relatedLocations"]}
    assert [by_id[int(number)] for _, number in linked] == [2, 3, 4, 5, 6, 7]


def test_sarif_makes_no_link_of_a_posting() -> None:
    """What a posting says in brackets stays text, though SARIF messages have links."""
    (result,) = sarif(report([finding("'[here](https://example.com)' and '[Company]' stand there")]))["results"]
    assert result["message"]["text"] == "'[here] (https://example.com)' and '[Company]' stand there"


def test_sarif_keeps_to_the_number_of_results(monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub refuses a file with too many results: the most important ones are kept, in order, and it is said."""
    monkeypatch.setattr("jdlint.formats.sarif._RESULTS", 3)
    severities: list[Severity] = ["info", "error", "warning", "info", "error"]
    run = sarif(report([finding(severity=severity, term=str(at)) for at, severity in enumerate(severities)]))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error"]
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("2 findings left out: GitHub takes 3 results")


def test_sarif_of_sources_that_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an installed package there is no version to tell, and all else is told."""
    from importlib.metadata import PackageNotFoundError

    def missing(_: str) -> None:
        raise PackageNotFoundError("jdlint")

    monkeypatch.setattr("importlib.metadata.metadata", missing)
    assert set(sarif(report([finding()]))["tool"]["driver"]) == {"name", "rules"}


# ---- GitHub annotations


def unescaped(text: str) -> str:
    """As the runner reads what a command says."""
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in an output, as the runner reads them."""
    found = []
    for line in output.splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        if match:
            pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {name: unescaped(value) for name, value in pairs.items()}, unescaped(match[3])))
    return found


def test_github_annotations() -> None:
    """Command, file, lines, columns where both ends are on one line, and a title; errors come first."""
    findings = [
        finding("An info.", severity="info"),
        finding("A warning.", Span(2, 10), "warning"),
        finding("An error."),
    ]
    output = FORMATS["github"](report(findings, "a gizmo\nor two\n", "./jobs/a.md"), STYLE)
    assert output == (
        "::error file=jobs/a.md,line=1,endLine=1,col=3,endColumn=8,title=jdlint (g-words)::An error.\n"
        "::warning file=jobs/a.md,line=1,endLine=2,title=jdlint (g-words)::A warning.\n"
        "::notice file=jobs/a.md,line=1,endLine=1,col=3,endColumn=8,title=jdlint (g-words)::An info.\n"
    )


def test_github_escapes() -> None:
    """Percent signs and line breaks, in properties colons and commas too, as actions/toolkit writes them."""
    output = FORMATS["github"](report([finding("50%, or: a\r\nb")], path="a,b:c%\n.md"), STYLE)
    assert output == (
        "::error file=a%2Cb%3Ac%25%0A.md,line=1,endLine=1,col=3,endColumn=8,title=jdlint (g-words)"
        "::50%25, or: a%0D%0Ab\n"
    )


@pytest.mark.parametrize("message", HOSTILE)
def test_github_reads_one_command_a_finding(message: str) -> None:
    """No message ends its command or begins another; control characters are blanks."""
    output = FORMATS["github"](report([finding(message)], path="a,b:c\r\n::x.md"), STYLE)
    ((command, properties, said),) = commands(output)
    assert len(output.splitlines()) == 1
    assert (command, properties["file"]) == ("error", "a,b:c\r\n::x.md")
    assert said == re.sub(r"[^\S\r\n]|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", " ", message)


@pytest.mark.parametrize(
    ("numbers", "last"),
    [
        ((10, 10, 10), None),
        ((25, 0, 0), "jdlint: not annotated: 15 errors of 25; "),
        ((11, 3, 30), "jdlint: not annotated: 1 error of 11, 20 infos of 30; "),
    ],
)
def test_github_limits(numbers: tuple[int, int, int], last: str | None) -> None:
    """Of each kind there are ten; a last plain line says how many are not there, and where they are."""
    severities: tuple[Severity, ...] = ("info", "warning", "error")
    findings = [
        finding(f"{severity} {at}", severity=severity)
        for severity, number in zip(severities, reversed(numbers), strict=True)
        for at in range(number)
    ]
    lines = FORMATS["github"](report(findings), STYLE).splitlines()
    given = [command for command, _, _ in commands("\n".join(lines))]
    wanted = zip(("error", "warning", "notice"), numbers, strict=True)
    assert given == [command for command, number in wanted for _ in range(min(number, 10))]
    assert len(lines) - len(given) == (last is not None)
    if last is not None:
        assert lines[-1] == (
            f"{last}GitHub shows 10 of each kind for a step. `jdlint check --output-format concise` lists all."
        )


def test_github_shows_the_most_important_of_all_files() -> None:
    """The ten are chosen by priority over all files, not by which file comes first."""
    small, great = (finding(name)._replace(priority=at) for name, at in (("small", 1), ("great", 99)))
    of = report([small] * 12)
    of = of._replace(files=[*of.files, FileReport(Source("a gizmo", "b.md"), "", [great])])
    assert [said for _, _, said in commands(FORMATS["github"](of, STYLE))] == ["great"] + ["small"] * 9


# ---- GitLab


def test_gitlab_issues() -> None:
    """One object a finding, with all that GitLab requires and severities that it knows."""
    findings = [finding("An info.\nMore.", severity="info"), finding(severity="warning"), finding(span=Span(2, 10))]
    issues = gitlab(report(findings, "a gizmo\nor two\n", "./jobs/a.md"))
    assert [issue["severity"] for issue in issues] == ["info", "minor", "major"]
    assert len({issue.pop("fingerprint") for issue in issues}) == 3
    assert issues[0] == {
        "description": "g-words: An info. More.",
        "check_name": "g-words",
        "severity": "info",
        "location": {"path": "jobs/a.md", "lines": {"begin": 1, "end": 1}},
    }
    assert issues[2]["location"]["lines"] == {"begin": 1, "end": 2}


# ---- JUnit


@pytest.mark.parametrize("message", HOSTILE)
def test_junit_is_xml(message: str) -> None:
    """Whatever stands in a message, a path or a reason, the file is XML and says the message."""
    of = report([finding(message)], path=f"jobs/{message[:20]}.md")
    of = of._replace(rules={"g-words": RULE._replace(why=message)})
    (failure,) = junit(of).iter("failure")
    said = failure.get("message")
    assert said is not None
    unknown = "\ufffd"
    for mine, its in zip(message, said, strict=True):
        assert its in ((mine,) if mine.isprintable() and mine not in "\ufffe\uffff" else (mine, " ", unknown))
    assert failure.text is not None
    assert said in failure.text


def test_junit_counts() -> None:
    """A suite a file, a case a finding; a file without findings passes; numbers add up."""
    of = report([finding(), finding(severity="info", span=Span(0, 1))])
    clean, over = (
        FileReport(Source("", "b.md"), "", []),
        FileReport(Source("a gizmo", "c.md"), "", [finding()], "closed"),
    )
    root = junit(of._replace(files=[*of.files, clean, over]))
    names = ("name", "tests", "failures", "errors", "skipped")
    assert [[suite.get(name) for name in names] for suite in [root, *root]] == [
        ["jdlint", "4", "2", "0", "1"],
        ["jobs/a.md", "2", "2", "0", "0"],
        ["b.md", "1", "0", "0", "0"],
        ["c.md", "1", "0", "0", "1"],
    ]
    for suite in root:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests", ""))
        assert sum(case.find("failure") is not None for case in cases) == int(suite.get("failures", ""))
        assert sum(case.find("skipped") is not None for case in cases) == int(suite.get("skipped", ""))
    assert [failure.get("type") for failure in root.iter("failure")] == ["error", "info"]
    assert [case.get("name") for case in root[0]] == ["g-words 1:3", "g-words 1:1"]


# ---- Markdown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def text_of(markdown: str) -> str:
    """What a line of Markdown reads as: an error where it is anything but text."""
    words = []
    for token in READER.parseInline(markdown)[0].children or []:
        if token.type == "html_inline" and token.content == "<!-- -->":
            continue
        assert token.type in ("text", "text_special"), token
        words.append(token.content)
    return "".join(words)


def rows(markdown: str) -> list[list[str]]:
    """The cells of all table rows, as they read, heads left out."""
    found: list[list[str]] = []
    tokens = READER.parse(markdown)
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            found.append([])
        elif token.type == "td_open":
            found[-1].append(text_of(tokens[at + 1].content))
    return [row for row in found if row]


@pytest.mark.parametrize("message", HOSTILE)
def test_markdown_shows_postings_as_text(message: str) -> None:
    """Messages, titles, paths and reasons are read back as they were: no mark, tag, link or cell is made of them."""
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", message)
    of = report([finding(message)], path=f"{message}.md", title=message)
    output = FORMATS["markdown"](of, STYLE)
    ((severity, line, said, rule),) = rows(output)
    assert (severity, line, rule) == ("error", "1", "g-words")
    assert said.split() == shown.split()
    tokens = READER.parse(output)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings[0] == "jdlint"
    assert text_of(headings[1]).split() == f"{plain_path(shown)}.md{f': {shown}' if message else ''}".split()
    over = FORMATS["markdown"](of._replace(files=[of.files[0]._replace(closed=message or "over")]), STYLE)
    assert f"is over ({' '.join((shown or 'over').split())})" in " ".join(text_of(over.splitlines()[-1]).split())
    assert "@writer" not in output
    assert "https://example.com" not in output


def test_markdown_links_rules_on_the_web() -> None:
    """The name of a rule leads to its page where that is a whole address."""
    of = report([finding()])
    linked = of._replace(rules={"g-words": RULE._replace(url="https://example.com/rules/g-words")})
    assert "| [g-words](<https://example.com/rules/g-words>) |" in FORMATS["markdown"](linked, STYLE)
    local = of._replace(rules={"g-words": RULE._replace(url="docs/rules/g-words.md")})
    assert "| g-words |" in FORMATS["markdown"](local, STYLE)


def test_markdown_begins_with_the_worst() -> None:
    """Files with errors come before others, and in a file errors before the rest; a file without findings is not listed."""
    mild, bad = [finding("mild", severity="warning")], [finding("small", severity="warning"), finding("bad")]
    files = [
        FileReport(Source("a gizmo", path), "", found) for path, found in (("a.md", mild), ("b.md", []), ("c.md", bad))
    ]
    output = FORMATS["markdown"](EMPTY._replace(files=files), STYLE)
    assert re.findall(r"^### (.*)$", output, re.MULTILINE) == ["c.md", "a.md"]
    assert [row[2] for row in rows(output)] == ["bad", "small", "mild"]
    assert "3 files checked: 1 error, 2 warnings." in output


@pytest.mark.parametrize(("infos", "more"), [(5, None), (6, "1 more info"), (9, "4 more infos")])
def test_markdown_shows_five_infos(infos: int, more: str | None) -> None:
    """Infos beyond five are a line, unless everything is wanted; nothing else is left out."""
    of = report([*(finding(f"info {at}", severity="info") for at in range(infos)), *[finding("error")] * 7])
    output = FORMATS["markdown"](of, STYLE)
    assert [row[0] for row in rows(output)] == ["error"] * 7 + ["info"] * 5
    assert ("with `--all`" in output) == (more is not None)
    assert more is None or output.endswith(f"\n\n{more} with `--all`\n")
    everything = FORMATS["markdown"](of, Style(80, everything=True))
    assert len(rows(everything)) == infos + 7
    assert "--all" not in everything


def test_markdown_stays_below_the_limit() -> None:
    """GitHub refuses a summary of more than 1 MiB: it ends before, says how many findings are not there, and adds up."""
    files = [
        FileReport(Source("a gizmo", f"{name}.md"), "灯" * 50, [finding("灯台の人を待つ " * 30)] * 400)
        for name in "abcdef"
    ]
    output = FORMATS["markdown"](EMPTY._replace(files=files), STYLE)
    assert len(output.encode("utf-8")) < 1024 * 1024
    cut = re.search(r"\*\*(\d+) findings more:\*\* a summary has no room for them", output)
    assert cut is not None
    shown = output.count("\n| error |")
    assert 0 < shown == 2400 - int(cut[1])
    assert output.splitlines()[-1].endswith("`jdlint check` shows all.")


def test_markdown_says_what_was_not_checked() -> None:
    """A file that could not be read is said at the top."""
    assert "Some files could not be checked; see the errors." in FORMATS["markdown"](
        report([finding()])._replace(broken=True), STYLE
    )


def rdjson(of: Report) -> list[dict[str, Any]]:
    """The diagnostics for reviewdog."""
    value = json.loads(FORMATS["rdjson"](of, STYLE))
    assert value["source"] == {"name": "jdlint"}
    found: list[dict[str, Any]] = value["diagnostics"]
    return found


def in_bytes(text: str, part: dict[str, dict[str, int]]) -> slice:
    """A range as reviewdog counts it: lines, and in them bytes of UTF-8, the end left out."""
    lines = text.encode().split(b"\n")
    ends = (sum(len(line) + 1 for line in lines[: at["line"] - 1]) + at["column"] - 1 for at in part.values())
    return slice(*ends)


def test_reviewdog_counts_bytes() -> None:
    """Where a finding begins and ends in the file, and what to write in its place, behind letters of several bytes."""
    text = "Bäcker 🙂 a gizmo\nand a gizmo\n"
    at = text.index("gizmo")
    fix = Fix("Replace it", (Edit(at, at + 5, "thing"),), safe=True)
    (one,) = rdjson(report([finding(span=Span(at, at + 5), fix=fix, severity="warning")], text))
    assert (one["severity"], one["code"], one["location"]["path"]) == ("WARNING", {"value": "g-words"}, "jobs/a.md")
    assert text.encode()[in_bytes(text, one["location"]["range"])] == b"gizmo"
    data = bytearray(text.encode())
    data[in_bytes(text, one["suggestions"][0]["range"])] = one["suggestions"][0]["text"].encode()
    assert data.decode() == apply_edits(text, list(fix.edits))


def test_reviewdog_gets_no_half_of_a_fix() -> None:
    """Each suggestion is taken or left for itself, and of a fix of several edits all count or none."""
    fix = Fix("Replace them", (Edit(2, 7, "thing"), Edit(14, 19, "thing")), safe=True)
    (one,) = rdjson(report([finding(fix=fix)], "a gizmo\nand a gizmo\n"))
    assert "suggestions" not in one


@pytest.mark.parametrize("text", HOSTILE)
def test_reviewdog_bears_any_message(text: str) -> None:
    """It is JSON still, and nothing in it writes on a terminal."""
    (one,) = rdjson(report([finding(text)]))
    assert not set(one["message"]) & set("\x00\x07\x1b\x9b")


def test_reviewdog_is_told_of_paragraphs_in_words() -> None:
    """A Word document has no lines; nothing found is an empty list."""
    source = Source("a gizmo\n", "a.docx", unit="paragraph")
    said = finding()._replace(place="Duties, paragraph 3")
    (one,) = rdjson(Report([FileReport(source, "", [said], "")], {}, TODAY, [], False))
    assert one["location"] == {"path": "a.docx"}
    assert one["message"] == "Duties, paragraph 3: 'gizmo' says nothing."
    assert rdjson(EMPTY) == []
