"""Labels of pay figures: what an amount is for where a posting gives several: a level, a region, a grade."""

from __future__ import annotations

import re
from functools import cache

from jdlint.data import table
from jdlint.facts import pay_words
from jdlint.facts.pay_periods import ends_in_months, is_period
from jdlint.facts.pay_terms import end_of_range
from jdlint.facts.pay_words import Around
from jdlint.words import plain

_LONGEST = 5  # words
_FEW = 3  # words of a name
_NAMED_AFTER = re.compile(r"\s*(?:\(([^()]{2,40})\)|(?:for|in|für|pour)\s+((?:[A-ZÀ-ÝŒ][\w.'’-]*\s?){1,4}))")
_LETTER = re.compile(r"[A-Z]")  # `Zone A`, `Band C`
_BREAK = re.compile(r"[,;:)|](?=\s*\S)")
_WORD = re.compile(r"[^\s:]+")
_ASIDE = re.compile(r"(?<=\w)\s*\([^()]*\)$")  # `Zone A (New York, Boston)`


@cache
def _no_label() -> frozenset[str]:
    """Words that a label neither begins nor ends with."""
    return frozenset(table("pay")["no_label"])


def label(near: Around) -> str:
    """What an amount is for, by what stands before it and names no pay: `Senior`, `New York`, `GS-14`."""
    text = near.before
    connectors = [found.end() for found in _BREAK.finditer(text)]
    part = text[connectors[-1] :] if connectors and text[connectors[-1] :].strip(" -–—:") else text
    part = _ASIDE.sub("", part.rstrip(" :–—-(*_")).strip(" :–—-*_()\t")
    if ends_in_months(part):
        return ""  # `12 x €3,200`
    said = [found.group() for found in _WORD.finditer(part)]
    closed = text.rstrip(" *_").endswith((":", "-", "–", "—", "(", "|"))
    kept = [
        word
        for number, word in enumerate(said)
        if (number and _LETTER.fullmatch(word)) or not _tells_pay(plain(word).strip("*_.,()"))
    ]
    while kept and plain(kept[0]) in _no_label():
        kept.pop(0)
    while len(kept) > 1 and plain(kept[-1]) in _no_label() and not _LETTER.fullmatch(kept[-1]):
        kept.pop()
    if len(kept) == 1 and plain(kept[0]) in _no_label():
        return ""
    named = any(any(map(str.isdigit, word)) or (closed and word[0].isupper()) for word in kept)
    named = named or (bool(kept) and text.rstrip(" *_").endswith(":") and said == kept)  # `confirmé : 42-50 k€`
    return " ".join(kept).strip(",;") if named and len(kept) <= _LONGEST and len(said) <= _LONGEST + 4 else ""


def _tells_pay(word: str) -> bool:
    """Whether a word is about pay as such, so that it tells nothing of whom it is for."""
    return is_period(word) or pay_words.is_about_pay(word)


def label_beside(near: Around) -> str:
    """What one of several amounts is for, by names right before or after it: `Junior 45–52 T€`, `£35,000 (London)`."""
    before = _BREAK.split(near.before)[-1].split()
    after = _NAMED_AFTER.match(near.after)
    for said in (before, (after[1] or after[2]).split() if after else []):
        bare = [word.strip("*_.,") for word in said]
        if 0 < len(bare) <= _FEW and all(
            word[:1].isupper() and not (_tells_pay(plain(word)) or _says_more(plain(word))) for word in bare
        ):
            return " ".join(bare)
    return ""


def _says_more(word: str) -> bool:
    """Whether a word beside an amount says how it is meant, and not for whom: `(USD)`, `(FTE)`, `(DOE)`."""
    return word in _no_label() or word.upper() in table("pay")["currencies"] or pay_words.may_follow(word)


def label_of_cell(cells: list[str], heads: list[str]) -> str:
    """What a cell is for by the first cell of its row, or else by the head of its column."""
    named = [each for each in cells if not pay_words.names_pay(each)]
    if named or not cells:
        return named[0] if named else ""
    return next((head for head in heads if not pay_words.names_pay(head) and not end_of_range(head)), "")
