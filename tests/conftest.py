"""What holds for all tests, and what a run says at its end."""

from __future__ import annotations

import os

import pytest

_SHOWN = 10
os.environ["JDLINT_NO_CACHE"] = "1"  # a test that replaces a part of jdlint must not meet what another one kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The slowest of the damaged documents (tests/test_mutations.py): what a process recorded comes with its reports."""
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    said = [value for report in reports for name, value in report.user_properties if name == "slowest mutations"]
    slowest = sorted((tuple(each) for value in said for each in value), reverse=True)
    if slowest:
        terminalreporter.section("slowest damaged documents")
    for taken, seed, length in slowest[:_SHOWN]:
        terminalreporter.write_line(f"{taken:8.1f} ms a thousand characters: seed {seed}, {length} characters")
