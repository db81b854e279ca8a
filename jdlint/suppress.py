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
        self._postings = document.postings
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
        applied = {name: rule for name, rule in ran.items() if self._is_for_us(rule)}
        broad = frozenset() if narrowed else _broad(ran, applied)
        begun = _Begun(self, known)
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
            else:
                yield from self._unknown(directive, known)
                reason = (
                    begun.nothing_for(directive)
                    if directive.action == "enable"
                    else ", ".join(self._unused(directive, applied, known, broad))
                )
                if reason:
                    yield Problem("unused-directive", reason, directive.span)
            if directive.action == "disable":
                begun.add(directive)

    def _is_for_us(self, rule: Rule) -> bool:
        """Whether a rule that ran had anything to say of this document: one for other languages, or kinds, had not."""
        return rule.check == "trouble" or any(rule.scope.for_posting(posting) for posting in self._postings)

    def meaning(self, name: str, known: Mapping[str, Rule]) -> frozenset[str]:
        """The rules that a name in a directive means, be it one of them, a category or a term of theirs."""
        if name.lower() in known:
            return frozenset((name.lower(),))
        if name.lower() in CATEGORIES:
            return frozenset(rule.name for rule in known.values() if rule.category == name.lower())
        return frozenset(self._rules_with(plain(name), known))

    def _rules_with(self, term: str, known: Mapping[str, Rule]) -> set[str]:
        """The rules that look for a term."""
        if not self._terms:
            for name, rule in known.items():
                for each in _terms(rule):
                    self._terms.setdefault(plain(each), set()).add(name)
        return self._terms.get(term, set())

    def _unused(
        self, directive: Directive, applied: Mapping[str, Rule], known: Mapping[str, Rule], broad: Set[str]
    ) -> Iterator[str]:
        """The names of a directive that hid nothing, though a rule that they mean looked at the document."""
        for name in dict.fromkeys(directive.names or ("",)):
            if (directive, name) in self._used:
                continue
            if name.lower() in CATEGORIES or not name:
                unused = name.lower() in broad
            else:
                unused = not self.meaning(name, known).isdisjoint(applied)
            if unused:
                yield name or "anything"

    def _unknown(self, directive: Directive, known: Mapping[str, Rule]) -> Iterator[Problem]:
        names = [
            name
            for name in dict.fromkeys(directive.names)
            if (directive, name) not in self._used and name.lower() not in CATEGORIES and not self.meaning(name, known)
        ]
        if names:
            yield Problem("unknown-directive", _unknown(directive, names, known), directive.span)


class _Begun:
    """What `disable` has begun to hide so far: all that an `enable` could end."""

    def __init__(self, suppressions: Suppressions, known: Mapping[str, Rule]) -> None:
        self._suppressions = suppressions
        self._known = known
        self._names: set[str] = set()
        self._rules: set[str] = set()  # all of them, by their names or their categories
        self._partly: set[str] = set()  # some of their terms

    def add(self, directive: Directive) -> None:
        """Take in a `disable`."""
        for name in directive.names or ("",):
            self._names.add(plain(name))
            rules = self._suppressions.meaning(name, self._known)
            (self._partly if self._is_term(name) else self._rules).update(rules)

    def nothing_for(self, enable: Directive) -> str:
        """Why an `enable` ends nothing; empty where it may end something, or where nobody knows what it means."""
        if "" in self._names or (not enable.names and self._names):
            return ""
        if not enable.names:
            return "no jdlint-disable stands before it"
        idle = [name for name in dict.fromkeys(enable.names) if self._is_idle(name)]
        return f"no jdlint-disable before it is for {', '.join(idle[:_SHOWN])}" if idle else ""

    def _is_idle(self, name: str) -> bool:
        rules = self._suppressions.meaning(name, self._known)
        begun = self._rules if self._is_term(name) else self._rules | self._partly
        return plain(name) not in self._names and bool(rules) and rules.isdisjoint(begun)

    def _is_term(self, name: str) -> bool:
        return name.lower() not in self._known and name.lower() not in CATEGORIES


def _broad(ran: Mapping[str, Rule], applied: Mapping[str, Rule]) -> frozenset[str]:
    """The categories, and "" for all rules, that had their say: those of which every rule is for other texts had not."""
    looking, looked = (
        {rule.category for rule in rules.values() if rule.check != "trouble"} for rules in (ran, applied)
    )
    everything = {"", *(rule.category for rule in ran.values())}
    return frozenset(everything - (looking - looked) - ({""} if looking and not looked else set()))


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
