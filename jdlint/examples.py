"""Runs the examples in a rule file: every bad one is found just where it is marked, every good one is silent."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jdlint import files, fixes, registry
from jdlint.corpus import Corpus, digest
from jdlint.document import read_document
from jdlint.engine import Checked, check_source, check_unreadable, look_across
from jdlint.findings import Finding
from jdlint.rule_files import RuleFile
from jdlint.rules import Circumstances, Rule
from jdlint.text import Source, Span

_RAISES = {"patterns": [{"regex": "(", "hints": ["a"]}]}  # options that no check survives


class Failure(NamedTuple):
    """An example that does not hold: which one, where it stands in the rule file, and what happened instead."""

    example: str
    line: int
    problem: str


class Marked(NamedTuple):
    """An example's text without its marks, and the spans they marked."""

    text: str
    spans: tuple[Span, ...]


def run_examples(rule: Rule, file: RuleFile) -> Iterator[Failure]:
    """All failures of a rule file's examples."""
    if file.examples is None:
        return
    examples = file.examples.value
    opening, closing = examples.get("marks", "[[ ]]").split()
    for number, bad in enumerate(examples["bad"], 1):
        line = file.source.line(file.examples.at("bad", number - 1).start)
        given = {**examples.get("given", {}), **bad.get("given", {})}
        for problem in _bad(rule, marked(bad["text"], opening, closing), bad, given):
            yield Failure(f"bad example {number}", line, problem)
    for number, good in enumerate(examples["good"], 1):
        line = file.source.line(file.examples.at("good", number - 1).start)
        text, own = (good, {}) if isinstance(good, str) else (good["text"], good.get("given", {}))
        for finding in findings(rule, text, {**examples.get("given", {}), **own}):
            yield Failure(f"good example {number}", line, f"is not silent: {_said(text, finding)}")


def marked(text: str, opening: str = "[[", closing: str = "]]") -> Marked:
    """Take the marks out of a text. Marks do not nest."""
    plain: list[str] = []
    spans: list[Span] = []
    start, length = None, 0
    for part in re.split(f"({re.escape(opening)}|{re.escape(closing)})", text):
        if part == opening and start is None:
            start = length
        elif part == closing and start is not None:
            spans.append(Span(start, length))
            start = None
        else:
            plain.append(part)
            length += len(part)
    return Marked("".join(plain), tuple(spans))


def _bad(rule: Rule, example: Marked, bad: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    found = findings(rule, example.text, given)
    if sorted(finding.span for finding in found) != sorted(example.spans):
        said = "; ".join(_said(example.text, finding) for finding in found) or "nothing"
        yield f"should be found at {[example.text[span.start : span.end] for span in example.spans]}, and was: {said}"
    elif "says" in bad and found[0].message != bad["says"]:
        yield f"should say {bad['says']!r} and says {found[0].message!r}"
    if "fixed" in bad:
        fixed = fixes.apply(example.text, lambda text: findings(rule, text, given))
        if fixed != bad["fixed"]:
            yield f"should be fixed as {bad['fixed']!r} and is fixed as {fixed!r}"


def findings(rule: Rule, text: str, given: Mapping[str, Any]) -> list[Finding]:
    """What a rule finds in a text that is read as an example says."""
    return [finding for finding in _checked(rule, text, given).findings if finding.rule == rule.name]


def _checked(rule: Rule, text: str, given: Mapping[str, Any]) -> Checked:
    suffix = {"plain": "txt", "html": "html"}.get(given.get("format", ""), "md")
    path = given.get("path", f"example.{suffix}")
    chosen = [rule]
    text = _repeated(text, given.get("repeat", 1)) if not given.get("raises") else "any text"
    read = files.Read(Source(text, path), None, True)
    if given.get("missing"):
        read = files.read_file("no-such-folder/no-such-file.md")
    elif "bytes_repeat" in given:
        read = files.decode(b" " * given["bytes_repeat"], path)
    elif "bytes" in given:
        read = files.decode(given["bytes"].encode("latin-1"), path)
    if given.get("raises"):
        chosen.append(rule._replace(name="raises", check="pattern", options=_RAISES))
    problems = [read.problem] if read.problem else []
    rules = registry.bound(chosen, circumstances=_circumstances(given))
    if not read.readable:
        return check_unreadable(problems, rules)
    language = given.get("language") or (next(iter(rule.scope.languages)) if rule.scope.languages else "en")
    kind = given.get("kind", None if rule.check == "trouble" else "posting")
    across = None
    if rules.across:
        others = [Source(text, path) for path, text in given.get("files", {}).items()]
        digests = [digest(each, read_document(each, kind=kind, language=language)) for each in (read.source, *others)]
        across = look_across(Corpus(digests), rules).get(digests[0].path)
    return check_source(read.source, rules, kind=kind, language=language, problems=problems, across=across)


def _circumstances(given: Mapping[str, Any]) -> Circumstances:
    day = datetime.date.fromisoformat(given["as_of"]) if "as_of" in given else datetime.date.today()
    return Circumstances(
        day, tuple(given.get("jurisdictions", ())), given.get("employer_size"), given.get("company", {})
    )


def _repeated(text: str, times: int) -> str:
    """A text whose last line stands as often as that, for examples of what is too long."""
    head, newline, last = text.rpartition("\n")
    return head + newline + last * times


def _said(text: str, finding: Finding) -> str:
    return f"{text[finding.span.start : finding.span.end]!r} ({finding.message})"
