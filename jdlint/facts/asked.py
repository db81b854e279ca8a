"""Whether a posting insists on what it asks for."""

from __future__ import annotations

from functools import cache

from jdlint.data import table
from jdlint.model import Block, Section
from jdlint.phrases import PhraseIndex


@cache
def _wished() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrases in table("asked")["wished"].values() for phrase in phrases)


def is_required(block: Block, section: Section) -> bool:
    """False under `nice to have`, and where the words themselves say `preferred`."""
    return section.kind != "nice_to_have" and not any(_wished().find(block.text.words))
