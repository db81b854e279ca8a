"""Places that a posting leaves out of where its work may be done from afar: `Remote (US, not available in Colorado)`."""

from __future__ import annotations

from collections.abc import Sequence

from jdlint import gazetteer
from jdlint.data import table
from jdlint.facts.jurisdictions import texts_of
from jdlint.facts.placed import left_out as left_out_of
from jdlint.posting import Posting


def left_out(posting: Posting) -> Sequence[str]:
    """The places, by their codes, in order; only text that tells of where people may be is read."""
    people = frozenset(gazetteer.wordings("of_people"))
    leaving = frozenset((*gazetteer.wordings("leaving_out"), *gazetteer.wordings("excluded")))
    told = [
        block.text.value
        for block, section in posting.blocks()
        if section.kind != "about_company"
        and not leaving.isdisjoint(block.text.words.plain)
        and not people.isdisjoint(block.text.words.plain)
    ]
    entries = [posting.meta.first(key) for key in table("statements")["location"]["meta"]] if posting.meta else []
    told += [text for entry in entries if entry is not None for text in texts_of(entry[1])]
    return list(dict.fromkeys(code for text in told for code in left_out_of(text)))
