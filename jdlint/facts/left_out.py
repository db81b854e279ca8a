"""Places that a posting leaves out of where its work may be done from afar: `Remote (US, not available in Colorado)`."""

from __future__ import annotations

from collections.abc import Sequence

from jdlint import gazetteer
from jdlint.data import table
from jdlint.facts.jurisdictions import texts_of
from jdlint.facts.placed import SENTENCE_END
from jdlint.facts.placed import left_out as left_out_of
from jdlint.posting import Posting
from jdlint.words import words


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
    # what the sentence before denies is denied there
    told = [part for text in told for part in SENTENCE_END.split(text) if not _leaves_nothing_out(part)]
    entries = [posting.meta.first(key) for key in table("statements")["location"]["meta"]] if posting.meta else []
    told += [text for entry in entries if entry is not None for text in texts_of(entry[1])]
    return list(dict.fromkeys(code for text in told for code in left_out_of(text)))


def _leaves_nothing_out(sentence: str) -> bool:
    """Whether a sentence with a `not` says that a place does not matter."""
    said = f" {' '.join(words(sentence))} "
    return any(f" {phrase} " in said for phrase in gazetteer.wordings("not_leaving_out"))
