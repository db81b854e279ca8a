"""Whether a phrase states its fact where it stands, or says something of the work, of a product, or of somebody else."""

from __future__ import annotations

from collections.abc import Collection

from jdlint.facts.wanted import Mode, Wanted
from jdlint.posting import Candidate
from jdlint.text import later

_SHORT = 9  # words of a block in which a single word such as "Remote" says the place
_LONG_POINT = 6  # words of a point from what it offers on
_OFFERED = 8  # words after one such as `offer` that tell what is offered
_SENTENCE_END = later(r"[^\W\d]{3}[.!?] (?=[^\W_a-zà-ÿ])")  # not after `e.g.` or `5.`
_FAR = 200  # words to each side of a town: what stands farther off in its block tells of other things
_REACH = 40  # words within which another bears a phrase out
_AROUND_TOWN = 4  # words of a line that begins with a town and is little more


def stands_there(candidate: Candidate[tuple[str, Mode]], wanted: Wanted) -> bool:
    """Whether a phrase that does not always state its fact stands where it does."""
    fact, mode = candidate.key
    block, kind = candidate.block, candidate.section.kind or ""
    plain = block.text.words.plain
    whole = len(plain) == candidate.last - candidate.first + 1
    if mode == "short":
        return len(plain) <= _SHORT and (whole or block.kind != "item")
    if mode == "weak":
        return whole or _is_borne_out(candidate, wanted.words(fact, "beside"))
    if kind in wanted.words(fact, "elsewhere_in"):
        return False
    if mode == "towns":
        return _is_placed(candidate, wanted)
    if block.kind in ("item", "cell") and candidate.first <= 1 and len(plain) - candidate.last <= _LONG_POINT:
        return True
    return not wanted.words(fact, "offers").isdisjoint(plain[max(0, candidate.first - _OFFERED) : candidate.first])


def _around(candidate: Candidate[tuple[str, Mode]]) -> list[str]:
    """The words of the block, or of a very long one those that are not far: it may have thousands of phrases."""
    return candidate.block.text.words.plain[max(0, candidate.first - _FAR) : candidate.last + _FAR]


def _is_borne_out(candidate: Candidate[tuple[str, Mode]], beside: Collection[str]) -> bool:
    """Whether one of certain words stands in the sentence of a phrase: what the next one says bears nothing out."""
    words = candidate.block.text.words
    first, after = max(0, candidate.first - _REACH), candidate.last + 1 + _REACH
    near = [number for number, word in enumerate(words.plain[first:after], first) if word in beside]
    return any(_are_of_one_sentence(candidate, number) for number in near)


def _are_of_one_sentence(candidate: Candidate[tuple[str, Mode]], number: int) -> bool:
    words = candidate.block.text.words
    low, high = sorted((number, candidate.first))
    return _SENTENCE_END.search(candidate.block.text.value, words.spans[low][0], words.spans[high][1]) is None


def _is_placed(candidate: Candidate[tuple[str, Mode]], wanted: Wanted) -> bool:
    """Whether a town stands where the place of the job does: in a title, alone in a line, or after `in` beside the job."""
    fact, block = candidate.key[0], candidate.block
    if not block.text.value[block.text.words.spans[candidate.first][0]].isupper():
        return False
    plain = block.text.words.plain
    if block.kind == "title" or (not candidate.first and candidate.last + _AROUND_TOWN >= len(plain)):
        return True
    if not candidate.first:
        return False
    before = plain[candidate.first - 1]
    if len(plain) <= _SHORT and before in wanted.words(fact, "beside_towns"):
        return True
    if before not in wanted.words(fact, "before_towns"):
        return False
    around = _around(candidate)
    return wanted.words(fact, "not_for_towns").isdisjoint(around) and not wanted.words(fact, "of_the_job").isdisjoint(
        around
    )


def is_about_else(candidate: Candidate[tuple[str, Mode]], wanted: Wanted) -> bool:
    """Whether a phrase says something of the work, or of other jobs, and not of this one."""
    fact, block = candidate.key[0], candidate.block
    if block.kind == "item" and candidate.section.kind in wanted.words(fact, "not_in"):
        return True
    plain = block.text.words.plain
    others, after = wanted.words(fact, "not_before"), plain[candidate.last + 1 : candidate.last + 3]
    if after and others and (after[0] in others or (after[-1] in others and after[0] in wanted.words(fact, "short"))):
        return True  # `remote sensing`, `remote/virtual teams`
    before = plain[max(0, candidate.first - 2) : candidate.first]
    if block.kind != "title" and not wanted.words(fact, "not_after").isdisjoint(before):
        return True  # a title may be `Customer support, remote`
    return any(words in block.text.words.lower for words in wanted.facts[fact].get("unless", ()))
