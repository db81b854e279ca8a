"""Checks files one by one, each with the rules that its configuration asks for."""

from __future__ import annotations

import datetime
import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from jdlint import files, plugins, registry, settings
from jdlint.config_files import Configs
from jdlint.engine import Checked, Found, check_source, check_unreadable
from jdlint.files import Named, Read
from jdlint.findings import Coverage, FileReport, RuleInfo, Skipped
from jdlint.posting import Posting
from jdlint.registry import RuleSet
from jdlint.text import Source

if TYPE_CHECKING:
    from jdlint.corpus import Digest


class Done(NamedTuple):
    """What the check of a file gave, and whether it could not be read or a check failed."""

    report: FileReport | Skipped
    broken: bool
    digest: Digest | None = None  # what rules across files need to know of it, where there are some
    directives: bool = False  # whether it has some
    passed_over: Source | None = None  # the text that is no posting


Across = Mapping[str, Found]
"""What rules across files found, by path as it was named."""


class Checker:
    """Checks files, each with the rules that its configuration asks for; rules are bound once for each configuration.

    ``digests``: whether to keep what rules across files need to know.
    """

    def __init__(self, configs: Configs, *, digests: bool = False) -> None:
        self.configs = configs
        self.digests = digests
        self.info: dict[str, RuleInfo] = {}
        self.as_of: datetime.date | None = None
        self._bound: dict[tuple[int, tuple[int, ...]], RuleSet] = {}

    def rules_of(self, path: str) -> RuleSet:
        """The rules for a file. Raises ConfigError, RuleError."""
        config = self.configs.of(path)
        overrides = config.matching(os.path.abspath(path)) if config.overrides else ()
        key = id(config), overrides
        if key not in self._bound:
            if config.overrides:
                # all of them, also those that are for no file here: what is wrong is said whatever is checked
                settings.validate(config, registry.all_rules(config.rule_paths), plugins.verbs())
            rules = registry.bind(config.overridden(overrides) if config.overrides else config)
            self._bound[key] = rules
            self.info |= rules.info()
            self.as_of = self.as_of or config.as_of
        return self._bound[key]

    def check_all(
        self, named: Sequence[Named], progress: Callable[[int, int], None] | None = None, across: Across | None = None
    ) -> Iterator[Done]:
        """All files in order; ``progress`` is told how many of how many are done.

        ``across``: what rules across files found, by path; None as long as they did not run.
        """
        with _without_collector():
            for number, each in enumerate(named, 1):
                found = across[each.path] if across is not None else None
                yield self.check_read(files.read_file(each.path), by_hand=each.by_hand, across=found)
                if progress is not None:
                    progress(number, len(named))

    def check_read(self, read: Read, *, by_hand: bool, across: Found | None = None) -> Done:
        """One file that was read."""
        rules = self.rules_of(read.source.path)
        problems = [read.problem] if read.problem else []
        if read.readable:
            checked = check_source(read.source, rules, problems=problems, reading=read.reading, across=across)
        else:
            checked = check_unreadable(problems, rules)
        if _is_no_posting(checked, by_hand):
            reason = "it does not read as a job posting"
            return Done(Skipped(read.source.path, reason), checked.broken, passed_over=read.source)
        postings = checked.document.postings if checked.document else []
        title = postings[0].title if postings else None
        over = [posting.facts.closed for posting in postings]
        closed = over[0].said if over and over[0] and all(over) else ""
        coverage = tuple(_coverage(postings, rules))
        report = FileReport(read.source, title.text if title else "", checked.findings, closed, coverage=coverage)
        return Done(report, checked.broken, *self._kept(read, checked, rules))

    def _kept(self, read: Read, checked: Checked, rules: RuleSet) -> tuple[Digest | None, bool]:
        """What of a file is needed once all were read."""
        if not self.digests or not rules.across or checked.document is None:
            return None, False
        from jdlint import corpus  # a run over a single file has no need of it

        return corpus.digest(read.source, checked.document), bool(checked.document.directives)


def _coverage(postings: Sequence[Posting], rules: RuleSet) -> Iterator[Coverage]:
    """What the verbs say that they held the postings to. A fault here became a finding when the verb itself ran."""
    for posting in postings:
        for cover in rules.covers:
            with suppress(Exception):
                yield from list(cover(posting))


@contextmanager
def _without_collector() -> Iterator[None]:
    """No garbage collection meanwhile: nothing here points in circles, and the collector took a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _is_no_posting(checked: Checked, by_hand: bool) -> bool:
    """A file that a folder walk met and that is no posting is one line of the summary; one named by hand is a finding."""
    return (
        not by_hand
        and checked.document is not None
        and all(posting.kind == "not-a-posting" for posting in checked.document.postings)
    )
