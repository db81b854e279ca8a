"""Places in the first lines: `Loaf & Sons, Leeds` below the title, `Night Baker – Loaf & Sons, Leeds`, `3011 Bern`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jdlint.data import table
from jdlint.model import Statement
from jdlint.posting import Posting
from jdlint.text import later
from jdlint.titles import names_a_job

_SUBTITLES = 5  # blocks of which one may be a line on employer and place
_SUBTITLE = later(
    r"[^,|·•:]{2,60}(?:, | [-–—|] )(?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2})(?: \([^()]{2,30}\)|, [A-Z][\w.]+)?(?:$|\. )"
)
_TITLE = later(r".{3,80}(?: [-–—|@] | at | chez | bei )[^,|·•:]{2,60}, (?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?)$")
_SUBTITLE_WORDS = 14
_POSTCODE = later(r"\b(?:\d{4,5} [A-ZÄÖÜ][a-zäöüéèß]{2,}|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b)")
_SUBTITLE_KINDS = ("title", "paragraph", "heading")


@cache
def _region() -> re.Pattern[str]:
    """A town with its state or province: `Burlington VT`."""
    return re.compile(rf"[A-Z][a-z]+,? (?:{'|'.join(table('subtitles')['regions'])})$")


def subtitles(posting: Posting) -> Iterator[Statement]:
    """`Loaf & Sons, Leeds` below the title names the employer's place."""
    for block, _ in posting.blocks()[:_SUBTITLES]:
        text = block.text.value
        short = len(block.text.words) <= _SUBTITLE_WORDS
        if short and (exact := (_region() if block.kind == "title" else _POSTCODE).search(text)):
            yield Statement("location", block.text.span(*exact.span()))
        found = (_TITLE if block.kind == "title" else _SUBTITLE).match(text) if block.kind in _SUBTITLE_KINDS else None
        named = found is not None and names_a_job(found["place"] if block.kind == "title" else text)
        if found and found["place"].rstrip(".") not in table("subtitles")["company_forms"] and not named:
            yield Statement("location", block.text.span(*found.span("place")))
