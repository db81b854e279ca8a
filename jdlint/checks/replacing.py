"""Puts one phrase in place of another: in its case, and with the article that it takes."""

from __future__ import annotations

from typing import Any

from jdlint import words
from jdlint.articles import article as article_of
from jdlint.findings import Fix
from jdlint.phrases import Found
from jdlint.text import Edit, ReaderText


def replaced(text: ReaderText, found: Found[Any], suggestion: str, *, safe: bool, english: bool) -> Fix | None:
    """A suggestion in place of a phrase that was found; None where that cannot be done rightly.

    ``english``: whether `a` and `an` are articles here; in French `a` is a verb.
    """
    if not text.contiguous(found.start, found.end):
        return None
    match = text.value[found.start : found.end]
    replacement = words.with_case_of(match, suggestion, title=_among_capitals(text.words, found))
    edits = [Edit(*text.span(found.start, found.end), replacement)]
    article = _article(text, found) if english else None
    if article is not None:
        start, end = article
        there = text.value[start:end]
        right = _right_article(there, match, article_of(suggestion), text.value[:start].rstrip())
        if right is None or not text.contiguous(start, end):
            return None
        if right != there:
            edits.insert(0, Edit(*text.span(start, end), right))
            match, replacement = f"{there} {match}", f"{right} {replacement}"
    return Fix(f"Replace '{match}' by '{replacement}'", tuple(edits), safe)


def _among_capitals(text: words.Words, found: Found[Any]) -> bool:
    """Whether the word before or after has a capital, as in a title: `Senior Policeman`."""
    return any(
        0 <= number < len(text.spans) and text.text[text.spans[number][0]].isupper()
        for number in (found.first - 1, found.last + 1)
    )


def _article(text: ReaderText, found: Found[Any]) -> tuple[int, int] | None:
    """Where `a` or `an` stands right before a phrase."""
    before = found.first - 1
    if before < 0 or text.words.plain[before] not in ("a", "an"):
        return None
    start, end = text.words.spans[before]
    return None if text.value[end : found.start].strip() else (start, end)


def _right_article(there: str, match: str, right: str, before: str) -> str | None:
    """The right article in the case of the one that is there; None where that may be a letter: `a grade A technician`."""
    if there.lower() == right:
        return there
    if there.islower():
        return right
    if len(match) > 1 and match.isupper():
        return right.upper()
    return None if before and before[-1] not in ".!?:" else right.capitalize()
