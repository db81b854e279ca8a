"""The verbs that rules use, one module each. This table is all there is to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from jdlint.checks import (
    article,
    characters,
    consistency,
    contradiction,
    count,
    dates,
    duplicate,
    house,
    identity,
    joined_words,
    layout,
    link,
    near_duplicate,
    page_chrome,
    pattern,
    pay,
    pay_law,
    placeholder,
    reference,
    repetition,
    section,
    siblings,
    stray,
    terms,
    trouble,
)
from jdlint.rules import Check

CHECKS: Mapping[str, Check] = {
    name: cast(Check, module)
    for name, module in {
        "terms": terms,
        "stray": stray,
        "pattern": pattern,
        "section": section,
        "count": count,
        "repetition": repetition,
        "placeholder": placeholder,
        "consistency": consistency,
        "contradiction": contradiction,
        "dates": dates,
        "page-chrome": page_chrome,
        "article": article,
        "house": house,
        "layout": layout,
        "characters": characters,
        "link": link,
        "reference": reference,
        "joined-words": joined_words,
        "duplicate": duplicate,
        "near-duplicate": near_duplicate,
        "identity": identity,
        "siblings": siblings,
        "pay": pay,
        "pay-law": pay_law,
        "trouble": trouble,
    }.items()
}
