"""The verbs that rules use, one module each. This table is all there is to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from jdlint.checks import (
    consistency,
    count,
    duplicate,
    front_matter,
    identity,
    job_search,
    near_duplicate,
    page_chrome,
    pattern,
    pay,
    pay_law,
    placeholder,
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
        "page-chrome": page_chrome,
        "duplicate": duplicate,
        "near-duplicate": near_duplicate,
        "identity": identity,
        "siblings": siblings,
        "pay": pay,
        "pay-law": pay_law,
        "front-matter": front_matter,
        "job-search": job_search,
        "trouble": trouble,
    }.items()
}
