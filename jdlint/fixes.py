"""Applies fixes: edits that do not overlap, pass after pass, until nothing is left to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from jdlint.findings import Finding, Fix
from jdlint.text import Edit, apply_edits

_MOST_PASSES = 10


def apply(text: str, check: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> str:
    """The text with the fixes of its findings made: safe ones, and unsafe ones if asked.

    ``check`` gives the findings of a text. Each step is checked again, and one that brings a finding that was not there
    before is not kept: where all fixes together do, each is tried for itself.
    """
    findings = check(text)
    for _ in range(_MOST_PASSES):
        before = text
        fixes = _chosen(text, findings, unsafe)
        together = _made(text, fixes)
        after = check(together)
        if not _new(findings, after):
            text, findings = together, after
        else:
            made: list[Fix] = []
            for (
                fix
            ) in fixes:  # always made in the text of this pass: a fix may have edits before and after those of another
                one_more = _made(before, [*made, fix])
                after = check(one_more)
                if not _new(findings, after):
                    made.append(fix)
                    text, findings = one_more, after
        if text == before:
            break
    return text


def _made(text: str, fixes: Sequence[Fix]) -> str:
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits])


def _new(before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether there is a finding afterwards that was not there before, wherever it stands now."""
    return bool(_keys(after) - _keys(before))


def _keys(findings: Sequence[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((finding.rule, finding.case, finding.term) for finding in findings for _ in range(finding.times))


def _chosen(text: str, findings: Sequence[Finding], unsafe: bool) -> list[Fix]:
    """The fixes of this pass: of those that overlap, or are of neighbouring words, the first one wins, whole.

    What is put in place of a word may call for another article before it; so the next one is found anew in the next pass.
    """
    chosen: list[Fix] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or finding.hidden is not None or not (fix.safe or unsafe):
            continue
        taken = [edit for other in chosen for edit in other.edits]
        if not any(_meet(text, edit, other) for edit in fix.edits for other in taken):
            chosen.append(fix)
    return chosen


def _meet(text: str, one: Edit, other: Edit) -> bool:
    """Whether two edits overlap, put something in at one place, or have nothing but a blank between them."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    overlap = one.start == other.start or (one.start < other.end and other.start < one.end)
    return overlap or between.isspace()
