"""pay-law: what the pay-transparency law of a place asks of a posting, and the posting does not say.

Most postings are under no such law, so what judges them (jdlint/checks/pay_duties.py) is loaded for those that are.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from jdlint.findings import Coverage
from jdlint.posting import Posting
from jdlint.rules import Circumstances, Hit, Rule, one_by_one

OPTIONS: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
CASES = ("missing", "remote", "announced", "unsure", "barred", "spread")
VALUES = ("places", "asks", "missing", "source", "barred", "match", "range", "cap", "country")
_WIDE = ("us", "ca", "eu")  # of remote work in one of these, the law of all its parts may apply


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    known = rule.circumstances or Circumstances(datetime.date.today())

    def look(posting: Posting) -> Iterator[Hit]:
        codes = _codes(posting, known)
        if not _may_have_duties(codes):
            return
        from jdlint.checks import pay_duties

        yield from pay_duties.hits(posting, codes, known)

    return look


def bars(posting: Posting, name: str, known: Circumstances) -> bool:
    """Whether this verb says that the law of the posting's place does not let it ask for something."""
    codes = _codes(posting, known)
    if not _may_have_duties(codes):
        return False
    from jdlint.checks import pay_duties

    return any(hit.case == "barred" and hit.term == name for hit in pay_duties.hits(posting, codes, known))


def _codes(posting: Posting, known: Circumstances) -> list[tuple[str, str]]:
    """The places whose law may apply, each with how it is known; those of the configuration first."""
    afar = any(code in _WIDE for code in known.jurisdictions) and posting.facts.from_afar
    found = [(code, "remote" if afar and code in _WIDE else "configuration") for code in known.jurisdictions]
    return found + [(each.code, each.origin) for each in posting.facts.jurisdictions]


def _may_have_duties(codes: list[tuple[str, str]]) -> bool:
    if not codes:
        return False
    from jdlint import gazetteer  # reads a table that a posting of no place does not need

    return any(gazetteer.may_have_duties(code) for code, _ in codes)


def coverage(rule: Rule, posting: Posting) -> Iterator[Coverage]:
    """The places to whose law a posting was held, and those where there is none; or that it names no place."""
    known = rule.circumstances
    if known is None or not rule.scope.for_posting(posting):
        return
    codes = _codes(posting, known)
    if not codes:
        yield Coverage("", duty=False)
    else:
        from jdlint.checks import pay_duties

        yield from pay_duties.coverage(posting, codes, known)


bind = one_by_one(_prepare)
