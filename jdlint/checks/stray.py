"""stray: points that belong to another discipline than the posting's own (jdlint/checks/windows.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jdlint.checks.windows import View, Window, is_for_others, windows
from jdlint.findings import Confidence
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span

_SHARE = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["sure", "partly", "alone", "maybe"],
    "additionalProperties": False,
    "properties": {"sure": _SHARE, "partly": _SHARE, "alone": _SHARE, "maybe": _SHARE},
}
CASES = ("point", "points")
VALUES = ("match", "discipline", "own", "words", "heading")
_SHOWN = 3  # words that a message names


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    def look(posting: Posting) -> Iterator[Hit]:
        if posting.facts.disciplines.own and posting.facts.disciplines.spoken:
            view = View(posting)
            yield from (_hit(view, window, rule) for window in _strays(view, rule))

    return look


def _hit(view: View, window: Window, rule: Rule) -> Hit:
    names, (home, _) = view.table.names, view.home(window.points)
    blocks = [view.posting.blocks()[number][0] for number in window.blocks]
    values = {
        "match": blocks[0].text.value,
        "discipline": names[window.discipline],
        "own": " and ".join(sorted(names[name] for name in home)[:2]),
        "words": [f"'{text}'" for text in _said(view, window)],
        "heading": window.section.name,
    }
    sure: Confidence = "high" if _is_sure(view, window, rule) else "medium"
    span = Span(blocks[0].span.start, blocks[-1].span.end)
    return Hit(span, "points" if len(blocks) > 1 else "point", values, window.discipline, sure)


def _is_sure(view: View, window: Window, rule: Rule) -> bool:
    """Whether points are likely enough to be foreign; one alone has to be no wish, and some have to be likelier."""
    alone = len(window.blocks) == 1
    if alone and len(_said(view, window)) == 1:
        return False  # one word says little: people of every field write tenders and sign contracts
    speaking = {view.posting.block_of(each.first) for each in window.terms}
    partly = not speaking.issuperset(window.blocks)  # a point among them could be anybody's
    enough: float = rule.options["alone" if alone else ("partly" if partly else "sure")]
    return window.likely >= enough and not (alone and view.is_wish(window.blocks[0]))


def _said(view: View, window: Window) -> list[str]:
    """The words that decided, as they stand in the text, the weightiest first."""
    found = []
    for each in sorted(window.terms, key=lambda each: (-each.weights[window.discipline], each.first)):
        block = view.posting.block_of(each.first)
        text = view.posting.blocks()[block][0].text
        begin = view.posting.first_word(block)
        start, end = text.words.spans[each.first - begin][0], text.words.spans[each.last - begin][1]
        found.append(text.value[start:end])
    return list(dict.fromkeys(found))[:_SHOWN]


def _whole(window: Window) -> Window:
    """The whole list where all of it but a point is foreign, under a heading for leftovers: one block, one finding."""
    block = is_for_others(window.section) and len(window.blocks) >= max(2, len(window.points) - 1)
    return window._replace(blocks=window.points) if block else window


def _strays(view: View, rule: Rule) -> list[Window]:
    """The windows that are taken, in order of place: what is sure first, then the longest, then the likeliest; none overlap."""
    sure, maybe = rule.options["sure"], rule.options["maybe"]
    found = [_whole(window) for window in windows(view) if window.likely >= maybe]
    found.sort(key=lambda each: (each.likely < sure, -len(each.blocks), -each.likely, each.blocks[0], each.discipline))
    taken: set[int] = set()
    chosen = []
    for window in found:
        blocks = [view.posting.blocks()[number] for number in window.blocks]
        if taken.isdisjoint(window.blocks) and all(rule.scope.admits(view.posting, *each) for each in blocks):
            taken.update(window.blocks)
            chosen.append(window)
    return sorted(chosen, key=lambda window: window.blocks[0])


bind = one_by_one(_prepare)
