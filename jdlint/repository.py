"""The second phase of a run: what rules across files find, once all files that were named have been checked.

A finding is for a file that was named, and what it says depends on the corpus alone: so it is the same whichever files are
named together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from jdlint import digests, files
from jdlint.checker import Across, Checker, Done
from jdlint.config import Config
from jdlint.corpus import Corpus, Digest
from jdlint.engine import Found, look_across
from jdlint.findings import FileReport
from jdlint.registry import RuleSet

ReadAll = Callable[[Sequence[str]], Sequence[Digest | None]]


class Member(NamedTuple):
    """A file that was named and can be compared with others."""

    path: str  # as it was named
    digest: Digest
    directives: bool
    rules: RuleSet


def across(
    checker: Checker, done: Sequence[Done], read_all: ReadAll = digests.read_all, unsaved: Collection[str] = ()
) -> Across:
    """What rules across files found, by path as it was named, for the files that are to be checked again with it.

    ``unsaved``: the real paths of files whose text came from elsewhere, as from an editor.

    These are files in which something was found, and those with directives, which may be of use or of none only now.
    """
    found: dict[str, Found] = {}
    for config, members in _by_config(checker, done):
        corpus = _corpus(config, members, checker, read_all, unsaved)
        if corpus is not None:
            here = _found(corpus, members)
            directed = {member.path for member in members if member.directives}
            found |= {path: each for path, each in here.items() if any(each) or path in directed}
    return found


def _by_config(checker: Checker, done: Sequence[Done]) -> list[tuple[Config, list[Member]]]:
    """The files by their configuration: it says what belongs together."""
    groups: dict[int, tuple[Config, list[Member]]] = {}
    for each in done:
        if each.digest is not None and isinstance(each.report, FileReport):
            path = each.report.source.path
            config = checker.configs.of(path)
            member = Member(path, each.digest, each.directives, checker.rules_of(path))
            groups.setdefault(id(config), (config, []))[1].append(member)
    return list(groups.values())


def _corpus(
    config: Config, members: Sequence[Member], checker: Checker, read_all: ReadAll, unsaved: Collection[str]
) -> Corpus | None:
    """What the files are compared with; None where there is nothing."""
    known = {member.digest.path: member.digest for member in members}
    if config.corpus:
        paths = list(files.corpus_files(config, checker.configs))
        if not paths:
            patterns = ", ".join(config.corpus)
            checker.configs.tell(f"no file is named by 'corpus: [{patterns}]', so nothing is compared across files")
        found = digests.digests(config.folder, paths, known, read_all, unsaved)
        return Corpus(found, frozenset(known.keys() & {digest.path for digest in found}))
    return Corpus(list(known.values())) if len(known) > 1 else None


def _found(corpus: Corpus, members: Sequence[Member]) -> Mapping[str, Found]:
    """What is found in each file by the rules that are for it, by path as it was named."""
    by_rules: defaultdict[int, list[Member]] = defaultdict(list)
    for member in members:
        if member.digest.path in corpus.wanted:
            by_rules[id(member.rules)].append(member)
    found: dict[str, Found] = {}
    for group in by_rules.values():
        paths = frozenset(member.digest.path for member in group)
        by_file = look_across(corpus.wanting(paths), group[0].rules)
        found |= {member.path: by_file[member.digest.path] for member in group}
    return found
