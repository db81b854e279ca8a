"""Applies fixes: edits that do not overlap, pass after pass, until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jdlint.findings import Finding
from jdlint.text import Edit, apply_edits

_MOST_PASSES = 10


def apply(text: str, check: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> str:
    """The text with the fixes of its findings made: safe ones, and unsafe ones if asked.

    ``check`` gives the findings of a text; each pass is checked again, and a pass that brings a finding that was not
    there before is not kept.
    """
    findings = check(text)
    for _ in range(_MOST_PASSES):
        edits = _edits(findings, unsafe)
        fixed = apply_edits(text, edits)
        if fixed == text:
            break
        after = check(fixed)
        if len(after) > len(findings):
            break
        text, findings = fixed, after
    return text


def _edits(findings: Sequence[Finding], unsafe: bool) -> list[Edit]:
    """The edits of this pass: of fixes that overlap the first one wins, whole."""
    chosen: list[Edit] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or finding.hidden is not None or not (fix.safe or unsafe):
            continue
        if not any(edit.start < other.end and other.start < edit.end for edit in fix.edits for other in chosen):
            chosen += fix.edits
    return chosen
