"""Fixes: made until nothing is left to mend, never at the price of a new finding, and never on top of one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint import fixes, registry
from jdlint.engine import check_source
from jdlint.examples import marked
from jdlint.findings import Finding, Fix
from jdlint.text import Edit, Source, Span

ROOT = Path(__file__).parent.parent
RULES = registry.bound(list(registry.packaged_rules().values()))  # those that are off by default as well


def lines_to_mend() -> list[str]:
    """Each line of the bad examples of the rules that have fixes, and a line for each term that has one, safe or not."""
    found: set[str] = set()
    for path in sorted((ROOT / "rules").rglob("*.yml")):
        rule, file = registry.load_rule(path)
        terms = [term for entry in rule.options.get("entries", ()) if "fix" in entry for term in entry["terms"]]
        found |= {f"You and the {term} work here" for term in terms}
        if file.examples is not None and (rule.fixable or terms):
            opening, closing = file.examples.value.get("marks", "[[ ]]").split()
            for bad in file.examples.value["bad"]:
                found |= set(marked(bad["text"], opening, closing).text.splitlines()) - {""}
    return sorted(found)


def check(text: str) -> Sequence[Finding]:
    """What all rules find in a text that is taken for a posting."""
    return check_source(Source(text, "a.md"), RULES, kind="posting").findings


HEAD = "# Lamp Keeper\n\n## Requirements\n\n"
LINES = lines_to_mend()
CUT = st.sampled_from(["", "- ", "> ", "**", "the ", "a ", "an "])
line = st.builds(
    lambda before, text, after: before + text + after,
    CUT,
    st.sampled_from(LINES),
    st.sampled_from(["", "**", " the", "."]),
)
postings = st.builds(
    lambda lines, between: HEAD + between.join(lines) + "\n",
    st.lists(line, min_size=1, max_size=6),
    st.sampled_from(["\n", "\n\n", " ", "\r\n", "\n## Responsibilities\n\n"]),
)


def test_there_is_something_to_mend() -> None:
    """The lines that these laws are tried on have findings with safe and with unsafe fixes."""
    found = [finding.fix for text in LINES for finding in check(f"{HEAD}{text}\n")]
    assert {fix.safe for fix in found if fix is not None} == {True, False}


def places(findings: Sequence[Finding]) -> Counter[str]:
    """In how many places each rule found something."""
    found: Counter[str] = Counter()
    for each in findings:
        found[each.rule] += each.times
    return found


@settings(deadline=None, max_examples=120)
@given(postings, st.booleans())
@example(HEAD + "You mind the the the lamp and the the lens.\n", False)
@example(HEAD + "- Manpower staff, staff manpower, manpower manpower\n", True)
def test_fixing_ends(text: str, unsafe: bool) -> None:
    """A fixed text is a fixed point: to fix it again changes nothing."""
    once = fixes.apply(text, check, unsafe=unsafe)
    assert fixes.apply(once, check, unsafe=unsafe) == once


@settings(deadline=None, max_examples=120)
@given(postings, st.booleans())
@example(HEAD + "- You and the policewomen work here\n- You and the policemen work here\n", False)
@example(HEAD + "You and the craftsmen work here" + " and there" * 17 + ".\n\nYou clean the the lens.\n", False)
def test_a_fix_adds_no_finding(text: str, unsafe: bool) -> None:
    """After fixing no rule finds more than it found before: two points do not become one, a sentence not too long."""
    fixed = fixes.apply(text, check, unsafe=unsafe)
    assert places(check(fixed)) <= places(check(text))


@settings(deadline=None, max_examples=120)
@given(postings)
@example(HEAD + "\xad".join("abcdefghi") + "\n")
def test_edits_do_not_overlap(text: str) -> None:
    """The edits of a fix lie in the text, inside what was found there, and apart from one another."""
    for finding in check(text):
        edits = sorted(finding.fix.edits) if finding.fix else []
        spans = [finding.span, *finding.related]
        assert all(any(span.start <= edit.start <= edit.end <= span.end for span in spans) for edit in edits)
        assert all(one.end <= two.start for one, two in pairwise(edits))
        assert all(edit.replacement != text[edit.start : edit.end] for edit in edits)


def finding(rule: str, *edits: Edit, safe: bool = True, hidden: bool = False) -> Finding:
    """A finding with a fix, for laws of `apply` itself."""
    model = check("# Lamp Keeper\n\nYou mind the the lamp.\n")
    (found,) = (each for each in model if each.rule == "repeated-word")
    span = Span(edits[0].start, edits[0].end)
    return found._replace(rule=rule, span=span, fix=Fix("Mend it", edits, safe), hidden="inline" if hidden else None)


APPLIED = {
    "one": ([finding("a", Edit(0, 1, "X"))], False, "Xbcdef"),
    "two apart": ([finding("a", Edit(0, 1, "X")), finding("b", Edit(3, 4, "Y"))], False, "XbcYef"),
    "two that touch": ([finding("a", Edit(0, 2, "X")), finding("b", Edit(2, 4, "Y"))], False, "XYef"),
    "two that overlap": ([finding("a", Edit(0, 3, "X")), finding("b", Edit(2, 4, "Y"))], False, "Xdef"),
    "two that put something in at one place": ([finding("a", Edit(2, 2, " ")), finding("b", Edit(2, 2, " "))], False, "ab cdef"),
    "all edits of a fix or none": ([finding("a", Edit(3, 4, "X")), finding("b", Edit(0, 1, "Y"), Edit(3, 5, "Z"))], False, "abcXef"),
    "an unsafe one": ([finding("a", Edit(0, 1, "X"), safe=False)], False, "abcdef"),
    "an unsafe one that is asked for": ([finding("a", Edit(0, 1, "X"), safe=False)], True, "Xbcdef"),
    "a hidden one": ([finding("a", Edit(0, 1, "X"), hidden=True)], False, "abcdef"),
}  # fmt: skip


@pytest.mark.parametrize(("findings", "unsafe", "wanted"), APPLIED.values(), ids=APPLIED)
def test_which_fixes_are_made(findings: list[Finding], unsafe: bool, wanted: str) -> None:
    """Of fixes that overlap the first is made as a whole; unsafe ones only when asked for, hidden ones never."""
    assert fixes.apply("abcdef", lambda text: findings if text == "abcdef" else [], unsafe=unsafe) == wanted


def test_a_fix_that_brings_another_fault_is_not_kept() -> None:
    """A pass after which something new is found is undone, though as many findings are left as there were."""
    new = finding("b", Edit(0, 1, "X"))._replace(fix=None)
    assert fixes.apply("abc", lambda text: [finding("a", Edit(0, 1, "X"))] if text == "abc" else [new]) == "abc"


def test_fixes_between_the_edits_of_another_one_are_made_where_they_belong() -> None:
    """Where fixes are tried one by one their offsets stay true, though one has edits on both sides of another."""
    around = finding("a", Edit(0, 1, "XXX"), Edit(4, 5, "YYY"))
    between = finding("b", Edit(2, 3, "ZZZ"))
    bad = finding("c", Edit(5, 6, "!"))
    new = finding("new", Edit(0, 1, "?"))._replace(fix=None)

    def check(text: str) -> list[Finding]:
        return [around, between, bad] if text == "abcdef" else [new] if "!" in text else []

    assert fixes.apply("abcdef", check) == "XXXbZZZdYYYf"


def test_a_circle_of_fixes_ends() -> None:
    """Two rules that undo one another end in one of their texts, and to fix that again gives it back."""
    turn = {"a": "b", "b": "a"}

    def circle(text: str) -> list[Finding]:
        return [finding(f"no-{text}", Edit(0, 1, turn[text]))]

    once = fixes.apply("a", circle)
    assert once in turn
    assert fixes.apply(once, circle) == once
