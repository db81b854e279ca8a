"""The places whose law may apply to a posting: those that it plainly names as where the work is done.

Only front matter, lines about the place and sentences about the job itself are read: a company's history that names
Toronto makes no posting one of Ontario. What may be one of several places, such as `Portland`, decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from jdlint import gazetteer
from jdlint.data import table
from jdlint.facts.afar import AFAR, block_at, is_remote, is_told
from jdlint.facts.labels import labelled
from jdlint.facts.placed import SENTENCE_END, is_of_the_job, is_other, label_of, leading, places_in, tells_of_others
from jdlint.gazetteer import Named
from jdlint.hints import Hints
from jdlint.model import Block, Jurisdiction, Meta, Section
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.words import Words

if TYPE_CHECKING:
    from jdlint.particulars import Arrangement


_SHORT = 12  # words of a line that only says the place
_LONG = 30  # words of a labelled line that begins with the place, and goes on
_LABEL = 4  # words of a label
_HEAD = 8  # blocks in which a line without a label may be that of the place
_LATE = 5  # characters after `remote in`, or `based in`, within which the place begins
_PARTS = tuple("addresslocality city addressregion state province region addresscountry country name".split())
_KEYS = ("city", "state", "province", "country")
_CODES = ("jurisdictions", "jurisdiction")


def jurisdictions(posting: Posting) -> Sequence[Jurisdiction]:
    """The places in order of place, without those that another of them lies in."""
    found = [*_in_front_matter(posting), *_in_lines(posting)]
    found += _in_prose(posting) if not found else ()
    if any(each.code in ("us", "ca") for each in found) and is_remote(posting, found):
        found = [each._replace(origin="remote") if each.code in ("us", "ca") else each for each in found]
    elif not found and not AFAR.isdisjoint(posting.words):
        found += _from_afar(posting)
    kept = set(gazetteer.innermost([each.code for each in found]))
    first: dict[str, Jurisdiction] = {}
    for each in sorted(found, key=lambda each: each.span):
        if each.code in kept:
            first.setdefault(each.code, each)
    return list(first.values())


def _in_front_matter(posting: Posting) -> Iterator[Jurisdiction]:
    meta = posting.meta
    if meta is None:
        return
    listed = meta.first(*_CODES)
    if listed is not None:
        codes = [code.lower() for code in texts_of(listed[1])]
        yield from (_of(meta, listed[0], code) for code in codes if code in gazetteer.codes())
    entries = [meta.first(key) for key in table("statements")["location"]["meta"]]
    for key, value in filter(None, (*entries, _in_parts(meta))):
        for text in texts_of(value):
            yield from (_of(meta, key, named.code) for named in places_in(text))


def _of(meta: Meta, key: str, code: str) -> Jurisdiction:
    return Jurisdiction(meta.spans[key], code, "front matter")


def _in_parts(meta: Meta) -> tuple[str, Any] | None:
    """A place over several keys: `city: Denver`, `state: CO`."""
    entries = [entry for key in _KEYS if (entry := meta.first(key)) is not None and isinstance(entry[1], str)]
    return (entries[0][0], ", ".join(entry[1] for entry in entries)) if entries else None


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a value: an address from its town outwards, and each entry of a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, dict):
        plain = {key.lower(): part for key, part in value.items()}
        if "address" in plain:
            yield from texts_of(plain["address"])
        else:
            yield ", ".join(text for part in _PARTS if part in plain for text in texts_of(plain[part]))


def _in_lines(posting: Posting) -> Iterator[Jurisdiction]:
    """Sections on the place, labels with one, and what the statement of the place points at in the head."""
    for section in posting.sections:
        if section.kind == "location" and section.heading is not None and not _is_elsewhere(section):
            value = section.name.partition(":")[2]
            yield from _labelled(section.heading, value) if value else ()
            for block in section.blocks:
                yield from _named(block, block.text.value) if len(block.text.words) <= _SHORT else ()
            first = section.blocks[0] if section.blocks and not value else None
            yield from _labelled(first, first.text.value) if first and len(first.text.words) > _SHORT else ()
    for label, value, block in (*labelled(posting), *_long_lines(posting)):
        if label_of(f"{label}:") == "location":
            yield from _labelled(block, value)
    statement = posting.facts.statements.get("location")
    for block, section in posting.blocks()[:_HEAD] if statement is not None else ():
        within = statement is not None and block.span.start <= statement.span.start < block.span.end
        if within and statement is not None and _may_place(block, section):
            found = _named(block, block.text.value, loose=False)
            yield from (each for each in found if _is_at(each.span, statement.span))


def _long_lines(posting: Posting) -> Iterator[tuple[str, str, Block]]:
    """Labels of lines that are too long for a heading: `Location: Denver, CO, where you …`."""
    for block, _ in posting.blocks():
        if block.kind == "paragraph":
            label, colon, value = block.text.value[: _LONG * _SHORT].partition(":")
            if colon and len(label.split()) <= _LABEL:
                yield label, value, block


def _may_place(block: Block, section: Section) -> bool:
    """Whether a line of the head, which has no label, says the place of the job and not that of the company."""
    text, words = block.text.value, block.text.words
    if len(words) > _SHORT or section.kind in ("location", "about_company") or not _company().isdisjoint(words.plain):
        return False
    if (section.heading is not None and is_other(section.name)) or is_other(
        text.partition(":")[0] if ":" in text else ""
    ):
        return False
    job: Mapping[str, Sequence[str]] = gazetteer.wordings("job")
    told = not frozenset(job["told"]).isdisjoint(words.plain) or text.rstrip().endswith((".", "!"))
    return not told or not frozenset(job["words"]).isdisjoint(words.plain)


def _is_at(place: Span, statement: Span) -> bool:
    """Whether a place stands where the posting states its place: not `Ontario` in `Ontario Bakers, London`."""
    return place.start <= statement.end + _LATE and place.end >= statement.start


def _is_elsewhere(section: Section) -> bool:
    """Whether a section tells of travel, or of a place that is not that of the job."""
    words = section.heading.text.words.plain if section.heading is not None else ()
    label = section.name.partition(":")[0]
    return is_other(label) or not frozenset(table("statements")["location"]["not_headings"]).isdisjoint(words)


def _labelled(block: Block, value: str) -> Iterator[Jurisdiction]:
    """The places in the value of a label: in its first sentence, and of a long one those with which it begins."""
    end = SENTENCE_END.search(value)
    said = value[: end.start()] if end else value
    if len(said.split()) > _LONG:
        return
    begin = block.text.value.find(value)
    found = places_in(said) if begin >= 0 else []
    if len(value.split()) > _SHORT:
        found = leading(said, found)
    yield from (_at(block, begin, named) for named in found)


def _named(block: Block, text: str, *, loose: bool = True) -> Iterator[Jurisdiction]:
    """The places in a block that begins with one, or that has no word of other places."""
    found = places_in(text, loose=loose)
    if found and (found[0].start <= _LATE or not tells_of_others(text)):
        yield from (_at(block, 0, named) for named in found)


def _at(block: Block, begin: int, named: Named) -> Jurisdiction:
    return Jurisdiction(block.text.span(begin + named.start, begin + named.end), named.code, "text")


@cache
def _company() -> frozenset[str]:
    return frozenset(gazetteer.wordings("company"))


def _in_prose(posting: Posting) -> Iterator[Jurisdiction]:
    """`This position is based in Denver, Colorado.`"""
    for block, section in posting.blocks_hinted(_prose_hints()):
        match = _prose().search(block.text.value) if section.kind != "about_company" else None
        for named in gazetteer.find(match["place"]) if match and is_of_the_job(match.group()) else ():
            yield _at(block, match.start("place") if match else 0, named)


@cache
def _prose_hints() -> Hints:
    return Hints.of(gazetteer.wordings("prose")["hints"])


@cache
def _prose() -> re.Pattern[str]:
    return re.compile(gazetteer.wordings("prose")["regex"])  # costly, and few postings say their place so


def _from_afar(posting: Posting) -> Iterator[Jurisdiction]:
    """`Work from anywhere in the US`: the country, or the place, that is named right after it."""
    about = [section.span for section in posting.sections if section.kind == "about_company"]
    for each in posting.facts.arrangements:
        told = any(span.start <= each.span.start < span.end for span in about)
        said = posting.body[each.span.start - posting.span.start : each.span.end - posting.span.start]
        told = told or not _company().isdisjoint(Words(said).plain)
        if each.kind != "remote" or told or tells_of_others(each.where) or not is_told(posting, each):
            continue
        named = next(iter(gazetteer.find(each.where)), None)
        if named is not None and named.start <= _LATE and named.code in _around(posting, each):
            yield Jurisdiction(each.span, named.code, "remote" if named.code in ("us", "ca") else "text")


def _around(posting: Posting, each: Arrangement) -> list[str]:
    """The places that the text around `remote` does not leave out."""
    block, meta = block_at(posting, each.span), posting.meta
    entries = [meta.first(key) for key in table("statements")["location"]["meta"]] if meta is not None else []
    told = [text for entry in entries if entry is not None for text in texts_of(entry[1])]
    return [named.code for text in ([block.text.value] if block is not None else told) for named in places_in(text)]
