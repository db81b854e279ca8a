"""Which places of a line are those of the job: not what a word such as `except`, `visits to` or `head office` says of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from jdlint import gazetteer
from jdlint.gazetteer import Named
from jdlint.text import later
from jdlint.wordings import heading_wording, normalised
from jdlint.words import Words

SENTENCE_END = later(r"(?<=\w{3})[.!?](?:\s|\Z)|\n")
_LABEL = 4  # words of a label
_EARLY = 25  # characters within which the place of a long line begins
_PART = later(r"[,;()\n|/]|\s[-–—]\s")  # what ends the part of a line in which a word such as `except` counts
_IN_A_ROW = later(r"[ ,;/&|]*(?:(?:and|or) )?")  # between places that share such a word


def leading(text: str, found: Sequence[Named]) -> list[Named]:
    """The first places of a text, as far as nothing but a comma or an `and` parts them."""
    kept: list[Named] = []
    for named in found:
        if named.start > _EARLY if not kept else not _IN_A_ROW.fullmatch(text[kept[-1].end : named.start]):
            break
        kept.append(named)
    return kept


def places_in(text: str, *, loose: bool = True) -> list[Named]:
    """The places of a text about the place, less those beside a word such as `except` or `visits to`.

    `United States except Colorado` is the United States: which of its parts are left out, `left_out` tells.
    """
    return [each for row in _rows(text, loose) if not any(_is_left_out(text, named) for named in row) for each in row]


def left_out(text: str) -> list[str]:
    """The places that a text names beside a word such as `except` or `not available in`, by their codes."""
    return [each.code for row in _rows(text) if any(_is_left_out(text, named) for named in row) for each in row]


def _rows(text: str, loose: bool = True) -> list[list[Named]]:
    """The places of a text, those together that only commas or an `and` part."""
    rows: list[list[Named]] = []
    for named in gazetteer.find(text, loose=loose):
        if rows and _IN_A_ROW.fullmatch(text[rows[-1][-1].end : named.start]):
            rows[-1].append(named)
        else:
            rows.append([named])
    return rows


def _is_left_out(text: str, named: Named) -> bool:
    before, after = _PART.split(text[: named.start])[-1], _PART.split(text[named.end :], maxsplit=1)[0]
    excluded = frozenset(gazetteer.wordings("excluded"))
    return not is_of_the_job(before) or not excluded.isdisjoint(Words(after).plain)


def is_of_the_job(text: str) -> bool:
    return _unless().isdisjoint(Words(text).plain)


def tells_of_others(text: str) -> bool:
    """Whether a text tells of places where somebody else is, or where one only goes; not of those that it leaves out."""
    return not (_unless() - frozenset(gazetteer.wordings("leaving_out"))).isdisjoint(Words(text).plain)


def but_left_out(text: str) -> str:
    """A text without the parts that leave a place out: `Remote, US (not available in Colorado)` says no `not` of the job."""
    return ", ".join(part for part in _PART.split(text) if not left_out(part))


@cache
def _unless() -> frozenset[str]:
    return frozenset(gazetteer.wordings("unless"))


def label_of(text: str) -> str:
    """The kind of section whose name is the label of a line: `Remote status: yes`."""
    label, colon, _ = text.partition(":")
    wording = heading_wording(label) if colon and len(label.split()) <= _LABEL and not is_other(label) else None
    return wording.kind if wording is not None and wording.exact else ""


def is_other(label: str) -> bool:
    """Whether a label is that of another place than the job's: `Head office`, `Interview location`."""
    other: Mapping[str, Sequence[str]] = gazetteer.wordings("other_labels")
    return normalised(label) in other["labels"] or not frozenset(other["words"]).isdisjoint(Words(label).plain)
