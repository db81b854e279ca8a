"""What is not shown, and why: directives in a posting, and what a configuration allows."""

from __future__ import annotations

import datetime
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from jdlint.findings import Hidden
from jdlint.model import ACTIONS, Directive, Problem
from jdlint.phrases import PhraseIndex
from jdlint.posting import Document, Posting
from jdlint.rules import CATEGORIES, Hit, Rule
from jdlint.text import Source, Span
from jdlint.words import inflected, nearest, plain

_MOST = 500  # directives of a posting: each finding is held against each of them

_SHOWN = 8  # names that mean nothing, in a message


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
        known = [each for each in document.directives if each.action in ACTIONS]
        self._faulty = [each for each in document.directives if each.action not in ACTIONS][:_MOST]
        self._expired = {each: why for each in known if (why := _expired(each, as_of)) is not None}
        blocks = sorted({block.span for posting in document.postings for block, _ in posting.blocks()}) if known else []
        self._reaches = [(each, self._reach(each, blocks)) for each in known[:_MOST]]
        self._places = {each: _places(each) for each in known[:_MOST]}
        self._unread = known[_MOST:]
        self._allowed = allowed
        self._used: set[tuple[Directive, str]] = set()
        self._terms: dict[str, set[str]] = {}  # the rules that know a term; filled when first asked for

    def _reach(self, directive: Directive, blocks: Sequence[Span]) -> range:
        """The lines on which a directive counts; none for `enable`, which ends what another one began."""
        line = self._source.line(directive.span.start)
        if directive.action == "disable-file":
            return range(1, sys.maxsize)
        if directive.action == "disable":
            return range(line, sys.maxsize)
        if directive.action == "disable-line":
            return range(line, line + 1)
        following = bisect_left(blocks, Span(directive.span.end, directive.span.end))
        if directive.action == "enable" or following == len(blocks):
            return range(0)
        block = blocks[following]
        return range(self._source.line(block.start), self._source.line(max(block.start, block.end - 1)) + 1)

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
        place = self._source.place(hit.span)
        legal = rule.name, rule.category, plain(hit.term)
        hidden: tuple[Directive, str] | None = None
        begun: tuple[Directive, str] | None = None  # what `enable` ends
        for directive, lines in self._reaches:
            name = self._name_for(directive, legal)
            if name is None or directive in self._expired:
                continue
            if directive.action == "enable":
                begun = None if directive.span.start <= hit.span.start else begun
            elif directive.action == "disable":
                begun = (directive, name) if directive.span.start <= hit.span.start else begun
            elif directive.action == "disable-line":  # a sentence over several lines may have it at its end
                hidden = (directive, name) if place.line <= lines.start <= place.end_line else hidden
            elif place.line in lines:
                hidden = directive, name
        return hidden or begun

    def _name_for(self, directive: Directive, legal: Sequence[str]) -> str | None:
        """The first name in a directive that is legal for a hit; empty where it means all."""
        if not directive.names:
            return ""
        places = self._places[directive]
        found = [places[name] for name in legal if name in places]
        return directive.names[min(found)] if found else None

    def problems(self, ran: Mapping[str, Rule], known: Mapping[str, Rule], *, narrowed: bool) -> Iterator[Problem]:
        """What is wrong with the directives themselves; to be asked for when all hits of the rules that ran have been seen.

        ``narrowed``: not all rules that the configuration has did run.
        """
        # a name that means many rules is judged only where all of them had their say
        broad = frozenset() if narrowed else frozenset(("", *(rule.category for rule in ran.values())))
        for directive in self._faulty:
            name = f"jdlint-{directive.action}"
            near = nearest(name, [f"jdlint-{action}" for action in ACTIONS]) if not directive.fault else ""
            yield Problem("unknown-directive", directive.fault or f"there is no '{name}'{near}", directive.span)
        if self._unread:
            said = f"a posting may have {_MOST} of them, and this is one more"
            yield Problem("unknown-directive", said, self._unread[0].span)
        for directive, _ in self._reaches:
            if directive.fault:
                yield Problem("unknown-directive", directive.fault, directive.span)
            if directive in self._expired:
                yield Problem(*self._expired[directive], directive.span)
            elif directive.action != "enable":
                yield from self._unused(directive, ran, known, broad)

    def _rules_with(self, term: str, known: Mapping[str, Rule]) -> set[str]:
        """The rules that look for a term."""
        if not self._terms:
            for name, rule in known.items():
                for each in _terms(rule):
                    self._terms.setdefault(plain(each), set()).add(name)
        return self._terms.get(term, set())

    def _unused(
        self, directive: Directive, ran: Mapping[str, Rule], known: Mapping[str, Rule], broad: Set[str]
    ) -> Iterator[Problem]:
        unused, unknown = [], []
        for name in dict.fromkeys(directive.names or ("",)):
            if (directive, name) in self._used:
                continue
            if name.lower() in ran or name.lower() in broad:
                unused.append(name or "anything")
            elif name and name.lower() not in known and name.lower() not in CATEGORIES:
                those = self._rules_with(plain(name), known)
                if not those:
                    unknown.append(name)
                elif not those.isdisjoint(ran):
                    unused.append(name)
        if unknown:
            yield Problem("unknown-directive", _unknown(directive, unknown, known), directive.span)
        if unused:
            yield Problem("unused-directive", ", ".join(unused), directive.span)


def _places(directive: Directive) -> dict[str, int]:
    """Where each name of a directive stands in it."""
    places: dict[str, int] = {}
    for number, name in enumerate(directive.names):
        places.setdefault(plain(name), number)
    return places


def _terms(rule: Rule) -> Iterator[str]:
    """The words, and names of entries, by which a rule's options know what it looks for."""
    for options in rule.options.values():
        for entry in options if isinstance(options, list | tuple) else ():
            if isinstance(entry, dict):
                yield from [entry["id"]] if isinstance(entry.get("id"), str) else ()
                kind = entry.get("inflect")
                yield from (form for term in entry.get("terms", ()) for form in inflected(term, kind))


def _unknown(directive: Directive, names: Sequence[str], known: Iterable[str]) -> str:
    """What is wrong with names that mean nothing: a slip of the pen, or a reason that does not look like one."""
    listed = ", ".join(f"'{name}'" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    verb = "is" if len(names) == 1 else "are"
    cure = nearest(names[0], [*known, *CATEGORIES])
    if not cure and len(directive.names) > 1:
        cure = "; put -- before the reason"
    return f"{listed}{more} {verb} no rule, no category and no term here{cure}"


def _expired(directive: Directive, as_of: datetime.date) -> tuple[str, str] | None:
    """Why a directive does not count any more, or never did, and the kind of trouble that is; None where it counts."""
    if not directive.until:
        return None
    try:
        until = datetime.date.fromisoformat(directive.until)
    except ValueError:
        return "unknown-directive", f"'{directive.until}' is no date; write until 2027-01-31"
    return ("expired-directive", f"it counted until {until.isoformat()}") if until < as_of else None
