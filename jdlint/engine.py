"""Postings and rules in, findings out: groups hits, words them, orders them. No hit and no fault ends a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from jdlint.document import read_document
from jdlint.findings import CONFIDENCES, Confidence, Finding, Fix, Hidden
from jdlint.model import DocumentKind, Format, Problem, Reading, Section
from jdlint.posting import Document, Posting
from jdlint.rules import Hit, Rule
from jdlint.suppress import Suppressions
from jdlint.text import Source, Span

if TYPE_CHECKING:
    from jdlint.corpus import Corpus
    from jdlint.registry import RuleSet


class Found(NamedTuple):
    """What rules across files found in one file, and which of them failed."""

    hits: list[tuple[Rule, Hit]]
    problems: list[Problem]


class Checked(NamedTuple):
    """What a check of one source gave."""

    document: Document | None
    findings: list[Finding]
    broken: bool  # the source could not be read, or a check failed


def check_source(
    source: Source,
    rules: RuleSet,
    *,
    format: Format | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    problems: Sequence[Problem] = (),
    reading: Reading | None = None,
    across: Found | None = None,
) -> Checked:
    """All findings in a source; a fault of ours is a finding too. ``reading``: what is known of a binary format.

    ``across``: what rules across files found in it; None where they did not run.
    """
    noticed = [*problems, *(across.problems if across is not None else ())]
    try:
        document = read_document(source, format, reading=reading, kind=kind, language=language)
    except Exception as error:  # a reader that fails is a finding, and the run goes on
        noticed.append(_internal(error, "reading the file"))
        return Checked(None, _troubles(noticed, rules), True)
    noticed += document.problems
    hits: list[_Placed] = []
    for posting in document.postings:
        if posting.kind == "not-a-posting":
            noticed.append(Problem("not-a-posting", "", posting.anchor))
        hits += [_Placed(rule, hit, posting) for rule, hit in _hits(posting, rules, noticed)]
    hits += [
        _Placed(rule, hit, _posting_at(document, hit.span)) for rule, hit in (across.hits if across is not None else ())
    ]
    broken = any(problem.kind == "internal" for problem in noticed)
    hits += _troubled(noticed, rules, document.postings[0])
    if document.directives or rules.allowed is not None:
        suppressions = Suppressions(source, document, rules.allowed, rules.as_of)
        hits = [
            each._replace(hidden=suppressions.reason(each.rule, each.hit, each.posting)) if each.posting else each
            for each in hits
        ]
        hits += _troubled(
            list(
                suppressions.problems(
                    rules.alone() if across is None else rules.rules, rules.known, narrowed=rules.narrowed
                )
            ),
            rules,
            document.postings[0],
        )
    findings = sorted(_grouped(hits), key=_by_place)
    if source.unit != "line":
        findings = [_without_lines(finding, source) for finding in findings]
    return Checked(document, findings, broken)


class _Placed(NamedTuple):
    """A hit with its rule, the posting it lies in, and why it is not shown."""

    rule: Rule
    hit: Hit
    posting: Posting | None
    hidden: Hidden | None = None


def check_unreadable(problems: Sequence[Problem], rules: RuleSet) -> Checked:
    """The findings of a file whose text could not be read at all."""
    return Checked(None, _troubles(problems, rules), True)


def _without_lines(finding: Finding, source: Source) -> Finding:
    """A finding in a format that nobody reads by lines and columns, and that is not written: its place says where."""
    number = f"{source.unit} {source.line(finding.span.start)}"
    return finding._replace(place=f"{finding.place}, {number}" if finding.place else number, fix=None)


def _by_place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.rule, finding.term


def _hits(posting: Posting, rules: RuleSet, noticed: list[Problem]) -> Iterator[tuple[Rule, Hit]]:
    for group, run in rules.runs:
        try:
            found = list(run(posting))
        except Exception:
            # one rule's fault is not its neighbours': look for each alone, and name the one that fails
            found = list(_one_at_a_time(posting, group, noticed))
        if posting.shared is not None:  # what a file says for all its postings is judged where it stands
            found = [(rule, hit) for rule, hit in found if posting.span.start <= hit.span.start <= posting.span.end]
        yield from found


def _one_at_a_time(posting: Posting, group: Sequence[Rule], noticed: list[Problem]) -> Iterator[tuple[Rule, Hit]]:
    from jdlint.plugins import verbs

    for rule in group:
        try:
            yield from list(verbs()[rule.check].bind([rule])(posting))
        except Exception as error:
            noticed.append(_internal(error, f"the rule '{rule.name}'"))


def look_across(corpus: Corpus, rules: RuleSet) -> dict[str, Found]:
    """What the rules across files find in a corpus, by real path; one that fails is told of in the first file."""
    found = {path: Found([], []) for path in sorted(corpus.wanted)}
    for group, look in rules.across:
        try:
            hits = list(look(corpus))
        except Exception:
            hits = list(_one_at_a_time_across(corpus, group, found))
        for rule, path, hit in hits:
            if path in found:
                found[path].hits.append((rule, hit))
    return found


def _one_at_a_time_across(
    corpus: Corpus, group: Sequence[Rule], found: Mapping[str, Found]
) -> Iterator[tuple[Rule, str, Hit]]:
    from jdlint.plugins import verbs

    for rule in group:
        try:
            check: Any = verbs()[rule.check]
            yield from list(check.bind_corpus([rule])(corpus))
        except Exception as error:
            next(iter(found.values())).problems.append(_internal(error, f"the rule '{rule.name}'"))


def _internal(error: Exception, where: str) -> Problem:
    return Problem("internal", f"{where} failed: {type(error).__name__}: {error}", Span(0, 0))


def _troubles(problems: Sequence[Problem], rules: RuleSet) -> list[Finding]:
    """The findings of a file that is not read."""
    return list(_grouped(list(_troubled(problems, rules, None))))


def _troubled(problems: Sequence[Problem], rules: RuleSet, posting: Posting | None) -> Iterator[_Placed]:
    """What was noticed, as hits of the rules that have words for it."""
    for problem in problems:
        rule = rules.troubles.get(problem.kind)
        if rule is not None:
            confidence: Confidence = "high" if problem.sure else "low"
            term = f"{problem.kind} {problem.reason}".strip()
            yield _Placed(rule, Hit(problem.span, "found", {"reason": problem.reason}, term, confidence), posting)


def _grouped(hits: Sequence[_Placed]) -> Iterator[Finding]:
    """One finding for each rule, case and term in a posting, apart what is hidden: the first place, the others related."""
    groups: dict[tuple[int, str, str, str, str], list[_Placed]] = {}
    for each in hits:
        key = id(each.posting), each.rule.name, each.hit.case, each.hit.term, each.hidden or ""
        groups.setdefault(key, []).append(each)
    for group in groups.values():
        ordered = sorted((each.hit for each in group), key=lambda hit: (hit.span, hit.related))
        yield _finding(group[0].rule, ordered, group[0].posting, group[0].hidden)


def _finding(rule: Rule, hits: Sequence[Hit], posting: Posting | None, hidden: Hidden | None) -> Finding:
    first = hits[0]
    confidence = min((hit.confidence for hit in hits), key=CONFIDENCES.index)
    section = _section_at(posting, first.span) if posting is not None else None
    related = [span for hit in hits for span in ((hit.span, *hit.related) if hit is not first else hit.related)]
    return Finding(
        rule=rule.name,
        category=rule.category,
        severity=rule.severity[confidence],
        confidence=confidence,
        basis=rule.basis,
        priority=rule.priority,
        times=len(hits),
        message=rule.message(first),
        span=first.span,
        case=first.case,
        term=first.term,
        section=section.name if section is not None else "",
        place=" > ".join(section.path()) if section is not None else "",
        related=tuple(dict.fromkeys(related)),
        elsewhere=tuple(dict.fromkeys(place for hit in hits for place in hit.elsewhere)),
        fix=_merged([hit.fix for hit in hits]),
        hidden=hidden,
        breaking=rule.breaking,
    )


def _merged(fixes: Sequence[Fix | None]) -> Fix | None:
    """The fix of a finding with several places: all their edits, where every place has one."""
    known = [fix for fix in fixes if fix is not None]
    if not known or len(known) < len(fixes):
        return None
    return Fix(known[0].title, tuple(edit for fix in known for edit in fix.edits), all(fix.safe for fix in known))


def _posting_at(document: Document, span: Span) -> Posting:
    """The posting that a place of a file lies in."""
    return next((each for each in reversed(document.postings) if each.span.start <= span.start), document.postings[0])


def _section_at(posting: Posting, span: Span) -> Section | None:
    found = None
    for section in posting.sections:
        if section.start > span.start:
            break
        found = section
    return found
