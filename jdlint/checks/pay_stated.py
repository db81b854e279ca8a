"""Whether a posting states what a pay-transparency law asks for: pay, benefits, a closing date, a vacancy …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from jdlint import laws
from jdlint.laws import Duty
from jdlint.posting import Posting


def is_stated(name: str, posting: Posting, duty: Duty) -> bool:
    """Whether a posting says an element that a law asks for."""
    return _STATED[name](posting, duty)


def is_internal(posting: Posting) -> bool:
    """Whether only people who work for the employer already may apply."""
    return _says("internal", posting)


def _has_pay(posting: Posting, duty: Duty) -> bool:
    figures = posting.facts.pay
    if any((pay.min is not None and pay.max is not None) or not duty.both_ends for pay in figures):
        return True
    if not figures and _says("unpaid", posting):
        return True
    if duty.commission and _says("commission_only", posting):
        return True
    return duty.in_link and _has_pay_link(posting)


def _says(wording: str, posting: Posting) -> bool:
    """Whether some block has one of the wordings, and no `not` right before it."""
    return any(
        not _denied(match) for block, _ in posting.blocks() for match in _wording(wording).finditer(block.text.value)
    )


def _denied(match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:not?|never|n't|n’t)(?: \w+)?\W*\Z", match.string[: match.start()].lower()))


@cache
def _wording(name: str) -> re.Pattern[str]:
    return re.compile(laws.wording(name))


def _has_pay_link(posting: Posting) -> bool:
    """Whether a link, or what stands beside it, says that the range stands there; not every link near a word of pay does."""
    return any(block.links and _wording("pay_link").search(block.text.value) for block, _ in posting.blocks())


def _has_pay_unit(posting: Posting, _: Duty) -> bool:
    figures = posting.facts.pay
    return not figures or any(pay.period for pay in figures)  # without a figure that is what is missing


def _has_benefits(posting: Posting, _: Duty) -> bool:
    if "benefits" in posting.facts.statements or posting.facts.benefits:
        return True
    return any(_wording("benefits").search(block.text.value) for block, _ in posting.blocks())


def _has_deadline(posting: Posting, duty: Duty) -> bool:
    if "deadline" in posting.facts.statements or posting.facts.deadlines:
        return True
    return duty.ongoing and "ongoing_applications" in posting.facts.details


_STATED: Mapping[str, Callable[[Posting, Duty], bool]] = {
    "pay": _has_pay,
    "pay_unit": _has_pay_unit,
    "benefits": _has_benefits,
    "deadline": _has_deadline,
    "how_to_apply": lambda posting, _: "how_to_apply" in posting.facts.statements,
    "vacancy": lambda posting, _: "vacancy" in posting.facts.details,
}
