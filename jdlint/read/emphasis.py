"""Emphasis: which `*` and `_` are marks and which are text, by CommonMark's procedure."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category

from jdlint.read.reader_text import Cut


class Run(NamedTuple):
    """A run of * or _ that may open or close emphasis."""

    start: int
    length: int
    mark: str
    opens: bool
    closes: bool


def flanked_run(start: int, length: int, mark: str, before: str, following: str) -> Run:
    """Whether a run may open and close: CommonMark's left- and right-flanking rules."""
    space_before, space_after = _is_blank(before), _is_blank(following)
    sign_before, sign_after = _is_sign(before), _is_sign(following)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    if mark == "*":
        return Run(start, length, mark, left, right)
    return Run(start, length, mark, left and (not right or sign_before), right and (not left or sign_after))


def _is_sign(character: str) -> bool:
    return category(character)[0] in "PS"


def _is_blank(character: str) -> bool:
    return character in " \t\n\v\f\r" or category(character) == "Zs"


def emphasis_marks(runs: list[Run]) -> list[Cut]:
    """The marks that pair up, by CommonMark's procedure: each closing run looks back for the nearest that opens."""
    cuts: list[Cut] = []
    used = [0] * len(runs)  # marks of a run taken, from its right end as opener
    left = [0] * len(runs)  # … and from its left end as closer
    stack: list[int] = []  # runs that may still open
    floors: dict[tuple[str, bool, int], int] = {}
    for index, closer in enumerate(runs):
        while closer.closes and used[index] + left[index] < closer.length:
            key = (closer.mark, closer.opens, closer.length % 3)
            depth = _opener(runs, stack, closer, floors.get(key, 0))
            if depth is None:
                floors[key] = len(stack)
                break
            opener = stack[depth]
            del stack[depth + 1 :]
            # what stands from here on is new to every closer
            floors = {name: min(floor, depth) for name, floor in floors.items()}
            free = runs[opener].length - used[opener] - left[opener]
            number = 2 if free >= 2 and closer.length - left[index] - used[index] >= 2 else 1
            end = runs[opener].start + runs[opener].length - used[opener]
            cuts.append(Cut(end - number, end))
            used[opener] += number
            begin = closer.start + left[index]
            cuts.append(Cut(begin, begin + number))
            left[index] += number
            if free == number:
                stack.pop()
        if closer.opens and used[index] + left[index] < closer.length:
            stack.append(index)
    return cuts


def _opener(runs: list[Run], stack: list[int], closer: Run, floor: int) -> int | None:
    for depth in range(len(stack) - 1, floor - 1, -1):
        opener = runs[stack[depth]]
        if opener.mark != closer.mark:
            continue
        odd = (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0
        if not odd or (opener.length % 3 == 0 and closer.length % 3 == 0):
            return depth
    return None
