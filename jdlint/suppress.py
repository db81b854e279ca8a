"""What is not shown, and why: directives in a posting, and what a configuration allows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from jdlint.findings import Hidden
from jdlint.model import ACTIONS, Directive, Problem
from jdlint.phrases import PhraseIndex
from jdlint.posting import Document, Posting
from jdlint.rules import CATEGORIES, Hit, Rule
from jdlint.text import Source, Span
from jdlint.words import nearest, plain


class Allowed:
    """The phrases and terms that a configuration allows."""

    def __init__(self, allow: Sequence[str]) -> None:
        self._terms = frozenset(map(plain, allow))
        self._phrases = PhraseIndex((phrase, None) for phrase in allow)

    def admits(self, hit: Hit, posting: Posting) -> bool:
        """Whether a hit is of an allowed term, or lies in an allowed phrase."""
        if plain(hit.term) in self._terms:
            return True
        spans = posting.once(self, self._spans)
        return any(span.start <= hit.span.start and hit.span.end <= span.end for span in spans)

    def _spans(self, posting: Posting) -> list[Span]:
        return [block.text.span(found.start, found.end) for block, _, found in posting.find(self._phrases)]


class Suppressions:
    """The directives of one document and what is allowed in it; remembers which directives were of use."""

    def __init__(self, source: Source, document: Document, allowed: Allowed | None, as_of: datetime.date) -> None:
        self._source = source
        self._blocks = sorted({block.span for posting in document.postings for block, _ in posting.blocks()})
        self._directives = [each for each in document.directives if each.action in ACTIONS]
        self._faulty = [each for each in document.directives if each.action not in ACTIONS]
        self._expired = {each: date for each in self._directives if (date := _expired(each, as_of)) is not None}
        self._allowed = allowed
        self._used: set[tuple[Directive, str]] = set()

    def reason(self, rule: Rule, hit: Hit, posting: Posting) -> Hidden | None:
        """Why a hit is not shown; None where it is."""
        if rule.breaking:
            return None
        if self._allowed is not None and self._allowed.admits(hit, posting):
            return "config"
        found = self._hiding(rule, hit)
        if found is None:
            return None
        self._used.add(found)
        return "inline"

    def _hiding(self, rule: Rule, hit: Hit) -> tuple[Directive, str] | None:
        """The directive that hides a hit, and the name in it that does."""
        hidden: tuple[Directive, str] | None = None
        for directive in self._directives:
            name = _name_for(directive, rule, hit)
            if name is None or directive in self._expired:
                continue
            if directive.action == "enable" and directive.span.start <= hit.span.start:
                if hidden is not None and hidden[0].action == "disable":
                    hidden = None
            elif directive.action != "enable" and self._covers(directive, hit.span):
                hidden = directive, name
        return hidden

    def _covers(self, directive: Directive, span: Span) -> bool:
        if directive.action == "disable-file":
            return True
        if directive.action == "disable":
            return directive.span.start <= span.start
        if directive.action == "disable-line":
            place = self._source.place(span)
            return place.line <= self._source.line(directive.span.start) <= place.end_line
        block = next((block for block in self._blocks if block.start >= directive.span.end), None)
        if block is None:
            return False
        first, last = self._source.line(block.start), self._source.line(max(block.start, block.end - 1))
        return first <= self._source.line(span.start) <= last

    def problems(self, ran: Mapping[str, Rule], known: frozenset[str]) -> Iterator[Problem]:
        """What is wrong with the directives themselves; to be asked for when all hits have been seen."""
        for directive in self._faulty:
            name = f"jdlint-{directive.action}"
            near = nearest(name, [f"jdlint-{action}" for action in ACTIONS])
            yield Problem("unknown-directive", f"there is no '{name}'{near}", directive.span)
        for directive in self._directives:
            if directive in self._expired:
                yield Problem("expired-directive", self._expired[directive], directive.span)
            elif directive.action != "enable":
                yield from self._unused(directive, ran, known)

    def _unused(self, directive: Directive, ran: Mapping[str, Rule], known: frozenset[str]) -> Iterator[Problem]:
        categories = {rule.category for rule in ran.values()}
        for name in directive.names or ("",):
            if (directive, name) in self._used:
                continue
            if not name or name in ran or name in categories:
                yield Problem("unused-directive", name or "anything", directive.span)
            elif name not in known and name not in CATEGORIES:
                near = nearest(name, [*known, *CATEGORIES])
                yield Problem(
                    "unknown-directive", f"'{name}' is no rule, no category and no term here{near}", directive.span
                )


def _name_for(directive: Directive, rule: Rule, hit: Hit) -> str | None:
    """The name in a directive that means this hit; empty where it means all."""
    if not directive.names:
        return ""
    legal = (rule.name, rule.category, plain(hit.term))
    return next((name for name in directive.names if name.lower() in legal or plain(name) in legal), None)


def _expired(directive: Directive, as_of: datetime.date) -> str | None:
    """Why a directive does not count any more, or never did; None where it counts."""
    if not directive.until:
        return None
    try:
        until = datetime.date.fromisoformat(directive.until)
    except ValueError:
        return f"'{directive.until}' is no date; write it as 2027-01-31"
    return f"it counted until {until.isoformat()}" if until < as_of else None
