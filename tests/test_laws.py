"""Laws that hold for any input: nothing raises, every place is true, order is stable, and time grows with length only."""

from __future__ import annotations

import importlib
import itertools
import json
import pkgutil
import re
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import jdlint
from jdlint.config import Config
from jdlint.data import table
from jdlint.engine import Checked, check_source, check_unreadable
from jdlint.files import decode
from jdlint.findings import FileReport, Finding, Report
from jdlint.formats import json as json_format
from jdlint.formats.style import Style
from jdlint.model import Format
from jdlint.registry import RuleSet, bind, packaged_rules
from jdlint.text import Source, Span

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parser  # type: ignore[attr-defined]

FORMATS: tuple[Format, ...] = ("markdown", "plain", "html")
LAW = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
by_format = pytest.mark.parametrize("form", FORMATS)


@cache
def rules() -> RuleSet:
    """The recommended rules, bound once."""
    return bind(Config())


def checked(text: str, form: Format) -> Checked:
    """What a check of a text gives."""
    return check_source(Source(text, "any"), rules(), format=form)


# ---------------------------------------------------------------- any text

PIECES = [
    "# ", "## ", "**", "*", "_", "- ", "  - ", "1. ", "> ", "| a | b |\n|---|---|\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", "`", "```\n",
    "<div>", "</div>", "<li>", "<b>", "<!-- c -->", "<!--", "<a href='", "&pound;", "&amp;", "&#0;", "&#xD800;", "[x]", "(http://x.example/a)",
    "[x]: https://a.example\n", "![", "\\", "Requirements", "Benefits:\n", "Salary: ", "£45,000", "$20k-30k", " per year", "salesman", "He ",
    "native speaker", "Nurse", "\u00ad", "\u200b", "\ufeff", "---\n", "+++\n", "title: Nurse\n", "key = 1\n", "TBC", "[company]", "and/or", "word word",
    "the ", "you ", "é", "😀", "•\t", "    ", "====\n", "\x00", "\x0b", "\x85", "\u3000", "İ", "'s ", "ß", "fi", "12 noon ", "Apply by 3 May 2027. ",
]  # fmt: skip
POSTING = """\
---
title: Night Baker
---
# Night Baker

Our **sales**man will be a native speaker, aged 18-25, and he will work the the night.

## Requirements

- 5 years of &pound;45,000 ovens and/or [TBC](https://a.example/XXX)
> a young and
> energetic rockstar

## Benefits
"""
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A posting with faults, cut up and filled with pieces: more of it is found than of mere noise."""
    at = sorted(draw(st.lists(st.integers(0, len(POSTING)), max_size=4)))
    parts = [POSTING[start:end] for start, end in itertools.pairwise([0, *at, len(POSTING)])]
    return "".join(part + draw(st.sampled_from(["", *PIECES])) for part in parts)


ANY = st.one_of(TEXTS, spoiled())


def places(finding: Finding) -> list[Span]:
    """All places that a finding names."""
    edits = finding.fix.edits if finding.fix else ()
    return [finding.span, *finding.related, *(Span(edit.start, edit.end) for edit in edits)]


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
def test_no_text_breaks_a_check_and_every_place_lies_in_it(text: str, form: Format) -> None:
    """Nothing raises, in readers and rules; every span, related place and edit lies in the source."""
    result = checked(text, form)
    assert [finding.message for finding in result.findings if finding.rule == "internal-error"] == []
    assert not result.broken
    for finding in result.findings:
        assert all(0 <= start <= end <= len(text) for start, end in places(finding)), finding


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
@example(text=POSTING.replace("\n", "\r\n"))
def test_json_gives_places_as_editors_count_them(text: str, form: Format) -> None:
    """The text at a finding's lines and columns is the text that the finding gives; lines end with a line feed only."""
    import datetime

    source = Source(text, "any")
    findings = check_source(source, rules(), format=form).findings
    report = Report([FileReport(source, "", findings)], rules().info(), datetime.date(2027, 1, 2), (), False)
    lines = [line + "\n" for line in text.split("\n")]
    for finding in json.loads(json_format.render(report, Style()))["findings"]:
        first, last = finding["line"] - 1, finding["end_line"] - 1
        begin = sum(map(len, lines[:first])) + finding["column"] - 1
        end = sum(map(len, lines[:last])) + finding["end_column"] - 1
        assert finding["column"] <= len(lines[first])
        assert text[begin:end] == finding["text"]


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
def test_every_word_maps_back_to_the_source(text: str, form: Format) -> None:
    """The span of each word lies in its block, after the word before, and has the word's letters in order."""
    document = checked(text, form).document
    assert document is not None
    for block, _ in document.postings[0].blocks():
        assert 0 <= block.span.start <= block.span.end <= len(text)
        last = block.span.start
        for start, end in block.text.words.spans:
            span = block.text.span(start, end)
            assert last <= span.start < span.end <= block.span.end
            raw = iter(text[span.start : span.end])
            assert "&" in text[span.start : span.end] or all(letter in raw for letter in block.text.value[start:end])
            last = span.end


@by_format
@LAW
@given(text=ANY)
@example(text=POSTING)
def test_findings_come_in_order_of_place_and_twice_the_same(text: str, form: Format) -> None:
    """Two runs give the same findings in the same order: by place."""
    first, second = checked(text, form).findings, checked(text, form).findings
    assert first == second
    assert [finding.span for finding in first] == sorted(finding.span for finding in first)


@LAW
@given(
    data=st.one_of(
        st.binary(max_size=60),
        ANY.map(lambda text: text.encode("utf-16", "replace")),
        ANY.map(lambda text: text.encode("cp1252", "replace")),
    )
)
@example(data=b"\xff\xfe\x00")
@example(data=b"\xef\xbb\xbf# Nurse")
def test_no_bytes_break_a_check(data: bytes) -> None:
    """Any bytes are decoded or are a problem; what is decoded is checked, and a problem is a finding."""
    read = decode(data, "any.md")
    problems = [read.problem] if read.problem else []
    assert read.readable or problems
    result = (
        check_source(read.source, rules(), problems=problems) if read.readable else check_unreadable(problems, rules())
    )
    assert [finding.message for finding in result.findings if finding.rule == "internal-error"] == []
    assert all(
        0 <= start <= end <= len(read.source.text) for finding in result.findings for start, end in places(finding)
    )
    assert len(result.findings) >= len(problems)


@given(text=ANY.filter(lambda text: "\x00" not in text), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_is_decoded_as_it_was_encoded(text: str, encoding: str) -> None:
    """By its byte order mark, else as UTF-8: every odd character and carriage return is kept, only the mark is gone."""
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    read = decode(text.encode(encoding, "replace"), "any.md")
    assert (read.readable, read.problem, read.source.bom) == (True, None, encoding != "utf-8")
    assert read.source.text == text.encode("utf-8", "replace").decode("utf-8")


# ---------------------------------------------------------------- time

NOISE = 0.02  # seconds: what takes less tells nothing
MOST = 3.2  # times as long for twice the input: 2 is linear, 4 quadratic


class Growth(NamedTuple):
    """How long it took with an input and with twice that."""

    size: int
    before: float
    after: float


def seconds(run: Callable[[str], object], text: str, times: int = 1) -> float:
    """The shortest of some runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        run(text)
        best = min(best, time.perf_counter() - begin)
    return best


def faster_than_linear(
    run: Callable[[str], object], make: Callable[[int], str], sizes: Iterable[int], noise: float = NOISE
) -> Growth | None:
    """The first doubling of the input at which time grows more than it may; smallest inputs first, so that none takes long."""
    before: tuple[int, float] | None = None
    for size in sizes:
        after = seconds(run, make(size))
        if before is not None and after > noise and after / before[1] > MOST:
            # the same again, thrice: other work on the machine must not decide
            again = Growth(size, seconds(run, make(before[0]), 3), seconds(run, make(size), 2))
            if again.after / again.before > MOST:
                return again
        before = size, after
    return None


def repeated(unit: str, lead: str = "", tail: str = "") -> Callable[[int], str]:
    """Texts of about any size made of one unit."""
    return lambda size: lead + unit * (size // len(unit)) + tail


class Pattern(NamedTuple):
    """A compiled pattern of ours: whether it is tried at one place only, and what its rule is looked up by."""

    regex: re.Pattern[str]
    anchored: bool = False
    hints: tuple[str, ...] = ()


def module_patterns() -> Iterator[tuple[str, Pattern]]:
    """The patterns that stand at the top of a module, also in tuples and mappings, with how the code uses them."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(jdlint.__path__[0]).rglob("*.py"))
    for info in pkgutil.walk_packages(jdlint.__path__, "jdlint."):
        if info.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            methods = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", sources))
            for regex in found_patterns(value):
                yield f"{info.name}.{name}", Pattern(regex, bool(methods) and methods <= {"match", "fullmatch"})


def found_patterns(value: Any) -> Iterator[re.Pattern[str]]:
    """The patterns in a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from found_patterns(part)
    elif isinstance(value, dict):
        yield from found_patterns(list(value.values()))


def data_patterns() -> Iterator[tuple[str, Pattern]]:
    """The patterns of rules and of data tables."""
    for rule in packaged_rules().values():
        for number, entry in enumerate(rule.options["patterns"] if rule.check == "pattern" else ()):
            regex = re.compile(entry["regex"], 0 if entry.get("capitals") else re.IGNORECASE)
            yield f"{rule.name}-{number}", Pattern(regex, False, tuple(entry["hints"]))
    for fact, how in table("statements").items():
        for number, entry in enumerate(how.get("patterns", ())):
            yield f"statements-{fact}-{number}", Pattern(re.compile(entry["regex"]), False, tuple(entry["hints"]))
    for name, anchored in (("phrases", False), ("page_titles", True)):
        for number, entry in enumerate(table("titles")[name]):
            yield f"titles-{name}-{number}", Pattern(re.compile(entry, re.IGNORECASE if anchored else 0), anchored)


def all_patterns() -> dict[str, Pattern]:
    """Every pattern once, by the place where it first stands."""
    found: dict[re.Pattern[str], tuple[str, Pattern]] = {}
    for name, pattern in itertools.chain(module_patterns(), data_patterns()):
        found.setdefault(pattern.regex, (name, pattern))
    return {f"{number} {name}": pattern for number, (name, pattern) in enumerate(found.values())}


PATTERNS = all_patterns()
OF_CATEGORY = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "-", "CATEGORY_NOT_DIGIT": "a"}


def of_set(items: list[Any]) -> list[str]:
    """Characters of a set; of a negated one some that it may have."""
    if str(items[0][0]) == "NEGATE":
        return ["a", " ", "."]
    ends = [av[0] if str(op) == "RANGE" else av for op, av in items]
    return [
        OF_CATEGORY.get(str(end), "a") if str(op) == "CATEGORY" else chr(end)
        for (op, _), end in zip(items, ends, strict=True)
    ]


def literals(tree: Any) -> set[str]:
    """The literal runs of a pattern, and characters of its sets."""
    found: set[str] = set()
    run = ""
    for op, av in tree:
        if op is sre.LITERAL:
            run += chr(av)
            continue
        found.add(run)
        run = ""
        if op is sre.IN:
            found.update(of_set(av)[:6])
        for inner in inner_trees(op, av):
            found |= literals(inner)
    return (found | {run}) - {""}


def inner_trees(op: Any, av: Any) -> list[Any]:
    """The parts of a node of a parsed pattern."""
    if op is sre.BRANCH:
        return list(av[1])
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [av[2]]
    if op is sre.SUBPATTERN:
        return [av[3]]
    if op is sre.ATOMIC_GROUP:
        return [av]
    return [av[1]] if op in (sre.ASSERT, sre.ASSERT_NOT) else []


def matching(tree: Any, times: int) -> list[str]:
    """Some texts that a pattern is likely to match, with each repetition so many times."""
    texts = [""]
    for op, av in tree:
        if op is sre.LITERAL:
            choices = [chr(av)]
        elif op is sre.IN:
            choices = of_set(av)[:2]
        elif op in (sre.ANY, sre.NOT_LITERAL):
            choices = ["a"]
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            choices = [text * max(av[0], min(av[1], times)) for text in matching(av[2], times)[:2]]
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            choices = [""]
        else:
            choices = [text for inner in inner_trees(op, av) for text in matching(inner, times)[:3]] or [""]
        texts = [text + choice for text, choice in itertools.islice(itertools.product(texts, choices), 6)]
    return [text for text in texts if text]


def worst_inputs(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """A lead and a unit to repeat: what the pattern nearly matches, over and over."""
    tree = sre_parser.parse(pattern.regex.pattern, pattern.regex.flags)
    runs = sorted(literals(tree) | set(pattern.hints[:4]), key=len)
    single, several = [run for run in runs if len(run) == 1][:10], [run for run in runs if len(run) > 1][:6]
    whole = [text for times in (1, 3) for text in matching(tree, times)[:4]]
    units = {
        *single,
        *several,
        *(f"{run} " for run in (*single, *several)),
        *whole,
        *(text[:-1] for text in whole),
        *(f"{text} " for text in whole),
    }
    units |= {one + two for one, two in itertools.product(single[:5], single[:5])}
    yield from (("", unit) for unit in sorted(units - {""}))
    leads = sorted({text[:length] for text in whole[:3] for length in (1, 2, len(text) // 2, len(text) - 1)} - {""})
    yield from itertools.product(leads, single[:6])


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_are_linear(name: str) -> None:
    """On worst inputs made of its own literals a pattern takes twice as long for 40 KB as for 20 KB, and no more.

    A pattern that the code tries at one place only is timed at one place.
    """
    pattern = PATTERNS[name]

    def run(text: str) -> None:
        if pattern.anchored:
            pattern.regex.match(text)
            pattern.regex.fullmatch(text)
        else:
            for _ in pattern.regex.finditer(text):
                pass

    for lead, unit in worst_inputs(pattern):
        # small ones first: a pattern that is not linear shows it before it takes minutes
        growth = faster_than_linear(run, repeated(unit, lead), (1250, 2500, 5000, 10_000), noise=0.004)
        if growth is None and seconds(run, repeated(unit, lead)(20_000)) > 0.004:
            growth = faster_than_linear(run, repeated(unit, lead), (20_000, 40_000), noise=0.004)
        assert growth is None, f"{pattern.regex.pattern!r} on {lead!r} + {unit!r} * n: {growth}"


def nested(opening: str, inner: str, closing: str) -> Callable[[int], str]:
    """Texts in which as much is opened as is closed."""
    return lambda size: (
        opening * (size // (len(opening) + len(closing))) + inner + closing * (size // (len(opening) + len(closing)))
    )


DOCUMENTS: dict[str, Callable[[int], str]] = {
    "links in links": nested("[", "x", "](b)"),
    "brackets with a label defined": lambda size: nested("[", "x", "]")(size) + "\n\n[x]: https://a.example\n",
    "images in links": nested("[![", "x", "](b)](c)"),
    "hard breaks": repeated("a\\\n"),
    "marks on many lines": repeated("**a** &amp; `b`\n"),
    "emphasis": repeated("*a _b **c"),
    "emphasis that closes": repeated("a* b_ c**"),
    "ticks": lambda size: " ".join("`" * number for number in range(1, int((2 * size) ** 0.5))),
    "half a link": repeated("[a](<b"),
    "half a title": repeated("[a](b 'c"),
    "half a tag": repeated("<a b='"),
    "half a comment": repeated("<!-- a "),
    "blanks in a heading": repeated(" ", "# a", "b #\n"),
    "emoji in a heading": repeated("😀 ", "# a ", "b\n"),
    "The": repeated("The "),
    "Big": repeated("Big "),
    "hiring a": repeated("We are hiring a Big "),
    "at": repeated(" at A", "# Nurse"),
    "items in HTML": repeated("<li>"),
    "lists in HTML": repeated("<ul><li>"),
    "cells in HTML": repeated("<tr><td>a"),
    "bold in HTML": repeated("<b>a"),
    "links in HTML": repeated("<a href=b>c</a>"),
    "definitions": lambda size: "".join(f"[x{number}]: https://a.example/{number}\n" for number in range(size // 28)) + "\n[x1] [x2]\n",
    "a table": lambda size: "| a | b |\n|---|---|\n" + "| c | d |\n" * (size // 10),
    "a wide row": lambda size: "|" * (size // 3) + "\n" + "|-" * (size // 3) + "|\n",
    "quotes in quotes": lambda size: "> " * (size // 2) + "a\n",
    "labels": repeated("Salary:\n\n"),
    "sections": repeated("## Skills\n\n- one two three four five\n\n"),
    "capitals": repeated("WE BAKE\n"),
    "pay": repeated("$45,000 - $50,000 "),
    "digits and blanks": repeated("1 000 "),
    "YAML head": lambda size: "---\n" + "".join(f"k{number}: v\n" for number in range(size // 9)) + "---\n",
    "TOML head": lambda size: "+++\n" + "".join(f"k{number} = 1\n" for number in range(size // 11)) + "+++\n",
    "brackets in a YAML head": repeated("[", "---\na: ", "\n---\n"),
    "open head": repeated("---", "---\n"),
    "glued words": repeated("RolesSafe "),
    "repeated words": repeated("bake bake "),
    "placeholders": repeated("[company] {{name}} TBC "),
    "sentences": repeated("We bake. "),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_checking_is_linear(name: str) -> None:
    """Whatever a text is made of, twice the text takes about twice the time, in every format."""
    for form in FORMATS:
        sizes = [80 * 2**power for power in range(9)]  # to 20 KB
        growth = faster_than_linear(lambda text, form=form: checked(text, form), DOCUMENTS[name], sizes)  # type: ignore[misc]
        assert growth is None, f"{name} as {form}: {growth}"


@pytest.mark.parametrize(
    "unit",
    [" ", "[", "*", "<", "1", ",", "a", "a "],
    ids=["blanks", "brackets", "stars", "angles", "digits", "commas", "letters", "words"],
)
def test_a_megabyte_of_anything_is_checked(unit: str) -> None:
    """A megabyte of one thing ends in findings and not in a fault, in every format."""
    text = unit * (1_000_000 // len(unit))
    for form in FORMATS:
        result = checked(text, form)
        assert not result.broken
        assert all(0 <= start <= end <= len(text) for finding in result.findings for start, end in places(finding))
