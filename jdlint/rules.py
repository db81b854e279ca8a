"""Rule, Check and Hit: what is wrong, the verb that looks for it, and what the verb yields."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jdlint.findings import CONFIDENCES, Basis, Confidence, Coverage, Elsewhere, Fix, Severity
from jdlint.model import BLOCK_KINDS, DOCUMENT_KINDS, Block, Section
from jdlint.posting import Posting
from jdlint.text import Span

if TYPE_CHECKING:
    from jdlint.corpus import Corpus, Digest, Line

CATEGORIES = ("structure", "inclusive", "pay", "duplicates", "clarity", "legal", "consistency", "hygiene")
CHECKED_KINDS = frozenset(DOCUMENT_KINDS) - {"not-a-posting"}
_READ = frozenset(BLOCK_KINDS) - {"code"}
BREAKING = frozenset(("unreadable", "too-large", "internal"))
"""Kinds of trouble after which something was not checked."""
STATUSES = ("preview", "stable", "deprecated")
NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_PASSAGES: Mapping[int, frozenset[str]] = MappingProxyType({})


class Hit(NamedTuple):
    """What a check yields: it knows no rule name, no severity and no words."""

    span: Span
    case: str = "found"
    values: Mapping[str, Any] = NOTHING  # for the message; a sequence is listed
    term: str = ""  # hits of one rule, case and term in one posting are one finding
    confidence: Confidence = "high"
    related: tuple[Span, ...] = ()
    fix: Fix | None = None
    elsewhere: tuple[Elsewhere, ...] = ()  # places in other files


class Scope(NamedTuple):
    """Which postings a rule is for, and which of their text its check looks at; None means all."""

    kinds: frozenset[str]
    languages: frozenset[str] | None
    blocks: frozenset[str] | None
    sections: frozenset[str] | None
    not_sections: frozenset[str]
    not_passages: frozenset[str]

    @property
    def of_quotations(self) -> bool:
        """Whether the check looks at what others are quoted to say."""
        return self.blocks is None or "quote" in self.blocks

    def for_posting(self, posting: Posting) -> bool:
        """Whether the rule is for this posting at all."""
        return self.includes(posting.kind, posting.languages)

    def includes(self, kind: str, languages: frozenset[str]) -> bool:
        """Whether the rule is for postings of this kind and in these languages."""
        return kind in self.kinds and (self.languages is None or not self.languages.isdisjoint(languages))

    def admits(self, posting: Posting, block: Block, section: Section) -> bool:
        """Whether the check may look at this block."""
        if self.languages is not None and posting.language_at(block) not in self.languages:
            return False
        return self._admits(block, section, posting.passages if self.not_passages else _NO_PASSAGES)

    def blocks_of(self, posting: Posting) -> Sequence[tuple[Block, Section]]:
        """The blocks that the check may look at: decided once for all rules with the same scope."""
        return posting.once(self, self._blocks_of)

    def _blocks_of(self, posting: Posting) -> list[tuple[Block, Section]]:
        # as `_admits`, each condition for all blocks at once: this runs for every scope on every posting
        passages = posting.passages if self.not_passages else _NO_PASSAGES
        found = posting.blocks()
        kinds = self.blocks or _READ
        found = [entry for entry in found if entry[0].kind in kinds]
        if self.not_sections or self.sections is not None:
            admitted = {section.number for section in posting.sections if self._admits_section(section)}
            found = [entry for entry in found if entry[1].number in admitted]
        if self.languages is not None and posting.foreign:
            found = [entry for entry in found if posting.language_at(entry[0]) in self.languages]
        if passages:
            found = [entry for entry in found if self.not_passages.isdisjoint(passages.get(entry[0].span.start, ()))]
        return found

    def for_digest(self, digest: Digest) -> bool:
        """Whether the rule is for the file of a digest at all."""
        return digest.kind in self.kinds and (self.languages is None or digest.language in self.languages)

    def admits_line(self, line: Line) -> bool:
        """Whether the check may look at this line of a digest."""
        return (
            (self.blocks is None or line.kind in self.blocks)
            and self._admits_kind(line.section)
            and self.not_passages.isdisjoint(line.passages.split())
        )

    def _admits_section(self, section: Section) -> bool:
        return self._admits_kind(section.kind)

    def _admits_kind(self, kind: str | None) -> bool:
        return kind not in self.not_sections and (self.sections is None or kind in self.sections)

    def _admits(self, block: Block, section: Section, passages: Mapping[int, frozenset[str]]) -> bool:
        if block.kind not in (self.blocks or _READ) or not self._admits_section(section):
            return False
        return self.not_passages.isdisjoint(passages.get(block.span.start, ()))


class Circumstances(NamedTuple):
    """What a configuration says that is no option of a rule, and that some verbs need to know."""

    as_of: datetime.date  # what counts as today
    jurisdictions: tuple[str, ...] = ()  # places whose law applies to every posting, in lower case
    employer_size: int | None = None  # how many employees there are
    company: Mapping[str, Any] = NOTHING  # its name, former names and statements


class Rule(NamedTuple):
    """A YAML page: what is wrong, why, on whose authority, where it applies."""

    name: str
    category: str
    title: str
    status: str
    default: bool
    severity: Mapping[Confidence, Severity]
    basis: Basis
    priority: int
    check: str
    scope: Scope
    messages: Mapping[str, str]  # by case; "" where one serves all
    why: str
    sources: tuple[str, ...]
    options: Mapping[str, Any]
    fixable: bool
    circumstances: Circumstances | None = None  # known as soon as the rule is bound

    @property
    def breaking(self) -> bool:
        """Whether its findings mean that something was not checked: no configuration hides them."""
        return self.check == "trouble" and self.options["kind"] in BREAKING

    def message(self, hit: Hit) -> str:
        """The sentence for a hit."""
        template = self.messages.get(hit.case) or self.messages.get("", "")
        return template.format_map({name: _listed(value) for name, value in hit.values.items()})


Run = Callable[[Posting], Iterator[tuple[Rule, Hit]]]
Across = Callable[["Corpus"], Iterator[tuple[Rule, str, Hit]]]  # with the path of the file that a hit lies in
Cover = Callable[[Posting], Iterator[Coverage]]


class Check(Protocol):
    """A verb: one module in jdlint/checks with these names.

    A verb may have one more: `coverage(rule, posting)`, which yields a Coverage for each thing that it looked at or
    could not look at, so that the end of a run can say so.
    """

    OPTIONS: Mapping[str, Any]
    """JSON Schema of the options."""
    CASES: tuple[str, ...]
    """The cases a rule may word."""
    VALUES: tuple[str, ...]
    """What its hits offer to messages; the named groups of patterns come in addition."""

    def bind(self, rules: Sequence[Rule], /) -> Run:
        """What looks at a posting for all these rules at once."""


def active_of(rules: Sequence[Rule]) -> Callable[[str, frozenset[str]], tuple[str, ...]]:
    """What names the rules for postings of a kind in some languages, in order; decided once for all that are alike."""

    @cache
    def active(kind: str, languages: frozenset[str]) -> tuple[str, ...]:
        return tuple(rule.name for rule in rules if rule.scope.includes(kind, languages))

    return active


def one_by_one(prepare: Callable[[Rule], Callable[[Posting], Iterator[Hit]]]) -> Callable[[Sequence[Rule]], Run]:
    """`bind` for a check that looks at each rule for itself; ``prepare`` compiles the options of one rule."""

    def bind(rules: Sequence[Rule]) -> Run:
        prepared = {rule.name: (rule, prepare(rule)) for rule in rules}
        active = active_of(rules)

        def run(posting: Posting) -> Iterator[tuple[Rule, Hit]]:
            for name in active(posting.kind, posting.languages):
                rule, look = prepared[name]
                for hit in look(posting):
                    yield rule, hit

        return run

    return bind


def _listed(value: Any) -> str:
    """A value as a message shows it: in one line, though what was found goes on over a line break."""
    text = ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
    return text if text.isprintable() else " ".join(text.split())


def rule_from(frame: Mapping[str, Any], category: str, fixable: bool) -> Rule:
    """A Rule from the plain values of a valid frame."""
    applies, within = frame.get("for", NOTHING), frame.get("in", NOTHING)
    message = frame["message"]
    scope = Scope(
        kinds=_set(applies.get("kinds")) or CHECKED_KINDS,
        languages=_set(applies.get("languages")),
        blocks=_set(within.get("blocks")),
        sections=_set(within.get("sections")),
        not_sections=_set(within.get("not_sections")) or frozenset(),
        not_passages=_set(within.get("not_passages")) or frozenset(),
    )
    return Rule(
        name=frame["rule"],
        category=frame.get("category", category),
        title=frame["title"],
        status=frame.get("status", "stable"),
        default=frame.get("default", "on") == "on",
        severity=_severities(frame["severity"]),
        basis=frame["basis"],
        priority=frame["priority"],
        check=frame["check"],
        scope=scope,
        messages=message if isinstance(message, dict) else {"": message},
        why=" ".join(frame["why"].split()),
        sources=tuple(frame["sources"]),
        options=frame.get("options", NOTHING),
        fixable=fixable,
    )


def _set(texts: Sequence[str] | None) -> frozenset[str] | None:
    return frozenset(texts) if texts else None


def _severities(value: Any) -> Mapping[Confidence, Severity]:
    """A severity for each confidence; one that is not named takes that of the next lower one, else of the next higher."""
    if isinstance(value, str):
        return dict.fromkeys(CONFIDENCES, value)  # type: ignore[arg-type]
    found: dict[Confidence, Severity] = {}
    for place, confidence in enumerate(CONFIDENCES):
        lower = [value[name] for name in CONFIDENCES[place:] if name in value]
        higher = [value[name] for name in reversed(CONFIDENCES[:place]) if name in value]
        found[confidence] = (lower or higher)[0]
    return found
