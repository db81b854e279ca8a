"""Labels and their values, however they are laid out: `Closes: 4 May` as a point of a list, or a row of two cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jdlint.model import Block
from jdlint.posting import Posting

_LABEL = 40  # characters within which a label ends


def labelled(posting: Posting) -> list[tuple[str, str, Block]]:
    """Label, value and the block that has the value, of points and rows; whether a label is one is not judged here."""
    return posting.once("labelled", lambda posting: list(_labelled(posting)))


def _labelled(posting: Posting) -> Iterator[tuple[str, str, Block]]:
    for block, _ in posting.blocks():
        if block.kind == "item" and ":" in block.text.value[:_LABEL]:
            label, _, value = block.text.value.partition(":")
            yield label, value, block
    cells = [block for block, _ in posting.blocks() if block.table]
    for _, row in groupby(cells, key=lambda cell: cell.table):
        match list(row):
            case [label_cell, cell]:
                yield label_cell.text.value, cell.text.value, cell
