"""Whether a federal government itself hires, to which the law of states and provinces does not apply.

A posting that only names one (`You support federal agencies`) is not one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jdlint import laws
from jdlint.data import table
from jdlint.posting import Posting

_SHORT = 8  # words of a line that is as good as a label
_HEAD = 8  # blocks in which a line may be the employer's name
_LABEL = 40  # characters within which a label ends


def is_federal(posting: Posting, country: str) -> bool:
    """Whether the posting is one of the federal government of a country."""
    if not laws.federal(country):
        return False
    said, labelled, employer = (_pattern(country, name) for name in ("said", "labelled", "employers"))
    if any(said.search(block.text.value) for block, _ in posting.blocks()):
        return True
    return any(map(labelled.search, _lines(posting))) or any(map(employer.fullmatch, _employers(posting)))


@cache
def _pattern(country: str, name: str) -> re.Pattern[str]:
    return re.compile(laws.federal(country)[name])


def _lines(posting: Posting) -> Iterator[str]:
    """Front matter, titles, labels with their values, and lines of a few words that are no points of a list."""
    if posting.meta is not None:
        yield from (str(entry[1]) for key in posting.meta.spans if (entry := posting.meta.first(key)) is not None)
    for block, _ in posting.blocks():
        short = len(block.text.words) <= _SHORT and block.kind != "item"
        if short or block.kind in ("title", "heading", "cell") or ":" in block.text.value[:_LABEL]:
            yield block.text.value


def _employers(posting: Posting) -> Iterator[str]:
    """What may be the name of the employer: in front matter, behind a label, or alone on a line of the head."""
    keys = [key for key in table("statements")["company"]["meta"] if key != "client"]
    entry = posting.meta.first(*keys) if posting.meta is not None else None
    if entry is not None:
        yield str(entry[1]).strip()
    for number, (block, _) in enumerate(posting.blocks()):
        label, colon, value = block.text.value.partition(":")
        if colon and label.strip().lower() in keys:
            yield value.strip()
        elif number < _HEAD and len(block.text.words) <= _SHORT and block.kind != "item":
            yield block.text.value.strip()
