"""Gender-coded words, counted exactly as the Gender Decoder site counts them.

Method: Gaucher, Friesen and Kay (2011), JPSP 101(1), 109-128; stems and count: Kat Matfield's gender-decoder (MIT),
whose quirks are kept because people compare the numbers.
"""

from __future__ import annotations

import re

from jdlint.data import table
from jdlint.model import GenderCoding
from jdlint.posting import Posting

_BREAKS = re.compile(r"[\s.,<>*?!\"\[\]@':;()/&]+")


def gender_coding(posting: Posting) -> GenderCoding:
    """The decoder's count of coded words over the posting as stored, front matter included."""
    stems = table("gender_coding")
    words = [word for word in _words(posting.body, tuple(stems["hyphenated"])) if word not in stems["exceptions"]]
    masculine = _count(words, stems["masculine"])
    feminine = _count(words, stems["feminine"])
    return GenderCoding(masculine, feminine, _verdict(feminine - masculine, feminine))


def _words(text: str, hyphenated: tuple[str, ...]) -> list[str]:
    ascii_only = re.sub(r"[^\x00-\x7f]", " ", text)
    words = [word.lower() for word in _BREAKS.split(ascii_only) if word]
    found: list[str] = []
    passed_over = False  # the decoder takes words out of the list that it walks, and so skips the second one
    skip = False
    for word in words:
        whole = word.startswith(("-", *hyphenated))
        if skip or whole:
            found.append(word)
            skip = False
        else:
            found += word.split("-")
            skip, passed_over = not passed_over, True
    return found


def _count(words: list[str], stems: list[str]) -> int:
    starts = tuple(stems)
    return sum(sum(word.startswith(stem) for stem in stems) for word in words if word.startswith(starts))


def _verdict(score: int, feminine: int) -> str:
    if score == 0:
        return "neutral" if feminine else "empty"
    side = "feminine-coded" if score > 0 else "masculine-coded"
    return f"strongly {side}" if abs(score) > 3 else side
