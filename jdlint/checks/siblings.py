"""siblings: what a posting has in common with others of its repository, and should not, or no longer has, and should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from jdlint.posting import Posting
from jdlint.rules import Across, Hit, Rule, Run

if TYPE_CHECKING:
    from jdlint.corpus import Corpus

_SHARE = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of", "alike"],
    "additionalProperties": False,
    "properties": {
        "of": {"enum": ["copies", "versions", "postings"]},
        "alike": _SHARE,
        "min_files": {"type": "integer", "minimum": 2},
    },
}
CASES = ("copy", "shared", "changed", "added", "missing", "posting")
VALUES = ("match", "other", "title", "count", "missing", "added")


def bind(_: Sequence[Rule]) -> Run:
    """Nothing: a posting alone has no siblings."""
    return _nothing


def _nothing(_: Posting) -> Iterator[tuple[Rule, Hit]]:
    return iter(())


def bind_corpus(rules: Sequence[Rule]) -> Across:
    """What looks at a corpus for all these rules."""

    def run(corpus: Corpus) -> Iterator[tuple[Rule, str, Hit]]:
        for rule in rules:
            look = import_module(f"jdlint.siblings.{rule.options['of']}").hits  # most runs are of one file
            for path, hit in look(corpus, rule):
                yield rule, path, hit

    return run
