"""Closed: postings that say they are over. They stay in their folder for years, and nobody means to mend them."""

from __future__ import annotations

import re

from jdlint.model import Closed
from jdlint.posting import Posting

_FLAGS = ("archived", "closed", "filled", "expired")
_STATES = ("status", "state", "positionstate", "closingdate", "deadline")
_OVER = re.compile(
    r"\W*(?:closed|filled|expired|archived|inactive|position filled|no longer available)\W*", re.IGNORECASE
)


def closed(posting: Posting) -> Closed | None:
    """What says that a posting is over: a flag or a state in front matter, or a deadline that is just `CLOSED`."""
    meta = posting.meta
    for name in (*_FLAGS, *_STATES) if meta else ():
        entry = meta.first(name) if meta else None
        if meta and entry and ((entry[1] is True and name in _FLAGS) or _OVER.fullmatch(str(entry[1]))):
            return Closed(meta.spans[entry[0]], f"{entry[0]}: {str(entry[1]).lower()}")
    for section in posting.sections:
        if section.kind != "deadline":
            continue
        value = section.name.partition(":")[2] or (section.blocks[0].text.value if len(section.blocks) == 1 else "")
        if value and _OVER.fullmatch(value):
            return Closed(
                section.span, " ".join(f"{section.name} {value}".split()) if value not in section.name else section.name
            )
    return None
