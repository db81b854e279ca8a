"""Whether a posting looks for a contractor and no employee (jdlint/data/contracting.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jdlint.data import table
from jdlint.model import Block, Meta, Section
from jdlint.particulars import Contracting
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.words import Words, plain, words

# where a posting speaks of its own terms; elsewhere a contract is one that somebody works on
_ELSEWHERE = frozenset(
    "responsibilities requirements qualifications skills experience education nice_to_have about_company eeo_statement"
    " team how_to_apply hiring_process privacy_notice legal_notice soft_skills".split()
)
_LONGEST = 30  # characters of a value that says it


@cache
def _index(name: str) -> PhraseIndex[tuple[str, bool]]:
    """Phrases, or words of titles, by whether they mean somebody independent for certain; values of labels with the phrases."""
    lists = table("contracting")
    names = ("phrases", "values") if name == "phrases" else (name,)
    return PhraseIndex(
        (phrase, (each, kind == "independent"))
        for kind in ("independent", "contract")
        for each in names
        for phrase in lists[kind][each]
    )


@cache
def _others(name: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in table("contracting")[name])


@cache
def _values() -> dict[str, bool]:
    lists = table("contracting")
    return {value: kind == "independent" for kind in ("contract", "independent") for value in lists[kind]["values"]}


def contracting(posting: Posting) -> Contracting | None:
    """What says so, the surest first; None too where the posting says that it employs."""
    if _telling().isdisjoint(posting.words) and _telling().isdisjoint(_in_head(posting)):  # as most are for employees
        return None
    found = max(_found(posting), key=lambda each: (each.independent, -each.span.start), default=None)
    if found is None or (not found.independent and _is_denied(posting)):
        return None
    return found


def _in_head(posting: Posting) -> frozenset[str]:
    """The words of the title and of front matter's word on employment, which may stand in no block."""
    said = [posting.title.text] if posting.title is not None and posting.title.block is None else []
    entry = posting.meta.first(*table("statements")["employment_type"]["meta"]) if posting.meta is not None else None
    return frozenset(
        word for text in (*said, str(entry[1]) if entry is not None else "") for word in words(text.replace("_", " "))
    )


def _is_denied(posting: Posting) -> bool:
    """Whether the posting speaks of employment after all."""
    return any(not posting.is_chrome(block) for block, _, _ in posting.find(_others("denied")))


def _found(posting: Posting) -> Iterator[Contracting]:
    title = posting.title
    if title is not None and not _telling().isdisjoint(words(title.text)):
        said = Words(title.text)
        if not any(True for _ in _others("not_titles").find(said)):
            yield from (Contracting(title.span, title.text, each.key[1]) for each in _index("titles").find(said))
    yield from _in_front_matter(posting.meta) if posting.meta is not None else ()
    for candidate in posting.candidates(_index("phrases")):
        block, section, (how, independent) = candidate.block, candidate.section, candidate.key
        if how == "values":
            if _is_label(block, section):
                yield Contracting(block.span, block.text.value, independent)
        elif section.kind not in _ELSEWHERE and block.kind != "code" and not posting.is_chrome(block):
            phrase = candidate.found()
            if phrase is not None:
                span = block.text.span(phrase.start, phrase.end)
                yield Contracting(span, block.text.value[phrase.start : phrase.end], independent)


def _is_label(block: Block, section: Section) -> bool:
    """Whether a block is the value of a label such as `Employment type:`, and says no more than that."""
    label, _, rest = section.name.partition(":")
    value = rest if block is section.heading else block.text.value
    return plain(label).strip() in table("contracting")["labels"] and _said(value) is not None


@cache
def _telling() -> frozenset[str]:
    return frozenset(table("contracting")["telling"])


def _in_front_matter(meta: Meta) -> Iterator[Contracting]:
    for key in table("statements")["employment_type"]["meta"]:
        entry = meta.first(key)
        if entry is not None and (said := _said(str(entry[1]))) is not None:
            yield Contracting(meta.spans[entry[0]], str(entry[1]), said)


def _said(value: str) -> bool | None:
    """Whether a value says that it is a contractor's job, and one of somebody independent."""
    text = plain(value).replace("_", " ").strip(" .*")
    return _values().get(text) if len(text) <= _LONGEST else None
