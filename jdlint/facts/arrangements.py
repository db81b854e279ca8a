"""Where the work is done: on site, hybrid or remote, and from where (jdlint/data/arrangements.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, cast

from jdlint.data import table
from jdlint.particulars import Arrangement
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.text import Span
from jdlint.words import Words

Kind = Literal["on-site", "hybrid", "remote"]
_SHORT = 9  # words of a block in which a single word such as `Remote` says it
_FROM = re.compile(
    r"[ ,(]*(?:within|in|from|across|anywhere in|inside|dans|en|depuis|aus|innerhalb von|in ganz)?[ (]*"
    r"(?P<where>(?:the |la |le )?[A-Z][^.;:()|\n]{1,60})"
)
_ELSE = frozenset(("responsibilities", "how_to_apply", "hiring_process"))


@cache
def _phrases() -> PhraseIndex[tuple[Kind, bool]]:
    """Phrases by the kind they say; True for those that say it in short blocks only."""
    return PhraseIndex(
        (phrase, (cast("Kind", kind), name == "short"))
        for kind, lists in table("arrangements").items()
        for name, phrases in lists.items()
        for phrase in phrases
    )


def arrangements(posting: Posting) -> Sequence[Arrangement]:
    """Where the work is done, the first place for each kind and region."""
    found: dict[tuple[str, str], Arrangement] = {}
    for each in (*_in_front_matter(posting), *_in_text(posting)):
        found.setdefault((each.kind, each.where), each)
    ordered = sorted(found.values(), key=lambda each: each.span)
    hybrid = [each for each in ordered if each.kind == "hybrid"]
    # `two days of homeoffice` is hybrid, and not remote as well
    return [each for each in ordered if each in hybrid or not any(_touch(each.span, other.span) for other in hybrid)]


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _in_front_matter(posting: Posting) -> Iterator[Arrangement]:
    for key in table("statements")["work_arrangement"]["meta"] if posting.meta is not None else ():
        entry = posting.meta.first(key) if posting.meta is not None else None
        if entry is None or posting.meta is None:
            continue
        span, value = posting.meta.spans[entry[0]], entry[1]
        if value is True and key in ("remote", "telework", "teletravail"):
            yield Arrangement(span, "remote", "")
        yield from _in_value(str(value), span)
    location = posting.meta.first(*table("statements")["location"]["meta"]) if posting.meta is not None else None
    if location is not None and posting.meta is not None:
        yield from _in_value(str(location[1]), posting.meta.spans[location[0]])


def _in_value(value: str, span: Span) -> Iterator[Arrangement]:
    for found in _phrases().find(Words(value)):
        yield Arrangement(span, found.key[0], _where(value, found.end, found.key[0]))


def _in_text(posting: Posting) -> Iterator[Arrangement]:
    for block, section, found in posting.find(_phrases()):
        kind, only_short = found.key
        if (
            block.kind == "code"
            or posting.is_chrome(block)
            or (section.kind in _ELSE and (block.kind == "item" or section.kind != "responsibilities"))
        ):
            continue
        if only_short and len(block.text.words) > _SHORT and found.start > 0:
            continue
        yield Arrangement(block.text.span(found.start, found.end), kind, _where(block.text.value, found.end, kind))


def _where(text: str, end: int, kind: Kind) -> str:
    """The region that is named right after `remote`."""
    found = _FROM.match(text, end) if kind == "remote" else None
    return found["where"].strip(" ,") if found else ""
