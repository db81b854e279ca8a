"""The verbs that rules use, one module each. This table is all there is to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from jdlint.checks import (
    acronyms,
    all_required,
    asked,
    balance,
    capitals,
    consistency,
    contract,
    count,
    degree,
    duplicate,
    hours,
    identity,
    near_duplicate,
    page_chrome,
    pattern,
    pay,
    pay_law,
    placeholder,
    readability,
    repetition,
    section,
    siblings,
    stray,
    terms,
    title_gender,
    trouble,
    years,
)
from jdlint.rules import Check

CHECKS: Mapping[str, Check] = {
    name: cast(Check, module)
    for name, module in {
        "terms": terms,
        "all-required": all_required,
        "title-gender": title_gender,
        "stray": stray,
        "pattern": pattern,
        "section": section,
        "count": count,
        "balance": balance,
        "degree": degree,
        "repetition": repetition,
        "acronyms": acronyms,
        "capitals": capitals,
        "readability": readability,
        "placeholder": placeholder,
        "consistency": consistency,
        "contract": contract,
        "page-chrome": page_chrome,
        "duplicate": duplicate,
        "near-duplicate": near_duplicate,
        "hours": hours,
        "identity": identity,
        "siblings": siblings,
        "pay": pay,
        "pay-law": pay_law,
        "asked": asked,
        "trouble": trouble,
        "years": years,
    }.items()
}
