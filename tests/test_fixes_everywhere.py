"""Every fix of every rule, in every sort of text that allows it: it applies, clears its finding, adds none, touches nothing else."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint import fixes, registry, words
from jdlint.articles import article as article_of
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.model import Format
from jdlint.rules import Rule
from jdlint.text import Source, apply_edits

ROOT = Path(__file__).parent.parent
RULES = registry.bound(list(registry.packaged_rules().values()))  # all of them, as `strict` runs them
SUFFIX: dict[Format, str] = {"markdown": "a.md", "plain": "a.txt", "html": "a.html"}


class Term(NamedTuple):
    """A form of a term that has a fix, and what is written in its place."""

    rule: str
    form: str
    becomes: str
    safe: bool
    needs_more: bool  # it is found only beside or without some other words


def terms_of(rule: Rule) -> Iterator[Term]:
    """The forms of all terms of a rule that have a fix."""
    for entry in rule.options.get("entries", ()):
        kind = entry.get("inflect")
        for term in entry["terms"] if "fix" in entry else ():
            forms, becomes = words.inflected(term, kind), words.inflected(entry["suggestions"][0], kind)
            more = bool({"near", "not_near", "except"} & entry.keys())
            yield from (
                Term(rule.name, *pair, entry["fix"] == "safe", more) for pair in zip(forms, becomes, strict=True)
            )


TERMS = [
    term
    for rule in registry.packaged_rules().values()
    if rule.check == "terms" and (rule.scope.languages is None or "en" in rule.scope.languages)
    for term in terms_of(rule)
]
PLAIN = [term for term in TERMS if re.fullmatch(r"[\w ’'-]+", term.form)]
# where a term may stand in a posting: what stands around it must come out as it was
CARRIERS: dict[Format, list[str]] = {
    "markdown": [
        "# Lamp Keeper\n\n## Requirements\n\nYou and the {} meet.\n",
        "# Lamp Keeper\n\n## Requirements\n\n- the {} at noon\n- Ropes & tar\n",
        "# Lamp Keeper\n\n> The {}, and nobody else\n",
        "# Lamp Keeper\n\nYou **{}** the rope, or so.\n",
        "# Lamp Keeper\n\nAsk _the {}_, and [the {}](https://lamp.example/salesman).\n",
        "# Lamp Keeper\n\n| Who | When |\n| --- | --- |\n| the {} | noon |\n",
        "# Lamp Keeper\r\n\r\nYou know\r\nthe {}\r\nat noon.\r\n",
        "# Lamp Keeper\n\nA {} and an {} came; `a {}` did not.\n",
        "---\ntitle: Lamp Keeper\n---\n\nÄpfel — “the {}” … 漢字 😀\n",
    ],
    "plain": [
        "Lamp Keeper\n\nYou and the {} meet.\n",
        "Lamp Keeper\n\nRequirements:\n\n* the {} at noon\n* Ropes & tar\n",
        "Lamp Keeper\n\nYou know\nthe {}\nat noon, 😀.\n",
    ],
    "html": [
        "<h1>Lamp Keeper</h1><p>You &amp; the {} meet.</p>",
        "<h1>Lamp Keeper</h1>\n<ul>\n<li>the <b>{}</b> at noon</li>\n<li>a {}, an {}</li></ul>",
        '<h1>Lamp Keeper</h1><table><tr><td>the {}</td><td><a href="/salesman">noon</a></td></tr></table>',
    ],
}
PLACES = [(format, carrier) for format, carriers in CARRIERS.items() for carrier in carriers]
CASES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "a capital": lambda text: text[:1].upper() + text[1:],
    "title": str.title,
}


@cache
def check(text: str, format: Format) -> Sequence[Finding]:
    """What all rules find in a text that is taken for a posting."""
    return check_source(Source(text, SUFFIX[format]), RULES, format=format, kind="posting", language="en").findings


def counted(findings: Sequence[Finding]) -> Counter[str]:
    """In how many places each rule found something."""
    found: Counter[str] = Counter()
    for each in findings:
        found[each.rule] += each.times
    return found


def holds(text: str, format: Format, *, others: bool = False) -> int:
    """Hold each fix in a text to the laws; how many there are. ``others``: whether other rules may see to the words beside it."""
    before = check(text, format)
    mendable = [finding for finding in before if finding.fix is not None]
    for finding in mendable:
        assert finding.fix is not None
        spans = [finding.span, *finding.related]
        for edit in finding.fix.edits:
            inside = any(span.start <= edit.start <= edit.end <= span.end for span in spans)
            beside = any(not text[edit.end : span.start].strip() and edit.end <= span.start for span in spans)
            unseen = not text[edit.start : edit.end].isprintable() and not edit.replacement
            assert inside or unseen or (text[edit.start : edit.end].lower() in ("a", "an") and beside)
        fixed = apply_edits(text, list(finding.fix.edits))
        after = check(fixed, format)
        assert not [
            each for each in after if (each.rule, each.term) == (finding.rule, finding.term) and each.fix is not None
        ]
        new = counted(after) - counted(before)
        if new and others:  # then it is not made where those rules run
            mended = fixes.apply(text, lambda text: check(text, format), unsafe=True)
            assert counted(check(mended, format)) <= counted(before)
            continue
        # a word in capitals may be taken for an abbreviation, and a carrier may go on with the very word that is put in
        assert not new.keys() - {"undefined-acronyms", "repeated-word"}
    return len(mendable)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term.rule}: {term.form}")
def test_each_term(term: Term) -> None:
    """Each form of each term that has a fix is mended as its rule says, and the text around it stays."""
    carrier = CARRIERS["markdown"][0]
    text = carrier.format(term.form)
    found = [each for each in check(text, "markdown") if each.rule == term.rule and each.fix is not None]
    if term.needs_more and not found:
        return
    assert [each.fix.safe for each in found if each.fix is not None] == [term.safe]
    fixed = fixes.apply(text, lambda text: check(text, "markdown"), unsafe=True)
    assert fixed == carrier.format(words.with_case_of(term.form, term.becomes))


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(PLACES), st.sampled_from(TERMS), st.sampled_from(sorted(CASES)))
def test_each_place(place: tuple[Format, str], term: Term, case: str) -> None:
    """Wherever a term stands and however it is written its fix keeps the laws."""
    format, carrier = place
    holds(carrier.replace("{}", CASES[case](term.form)), format)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLACES), st.lists(st.sampled_from(PLAIN), min_size=2, max_size=4))
def test_all_together(place: tuple[Format, str], terms: list[Term]) -> None:
    """Several terms in one posting: all fixes made, every mark, entity, link and line break is as it was."""
    format, carrier = place
    text = carrier.replace("{}", ", ".join(term.form for term in terms))
    fixed = fixes.apply(text, lambda text: check(text, format), unsafe=True)
    marks = re.compile(r"(?!(?<=\w)\.(?=\w))[^\w\s,’'-]|\r?\n|&\w+;")  # Node.js has a full stop of its own
    assert marks.findall(fixed) == marks.findall(text)
    assert counted(check(fixed, format)) <= counted(check(text, format))


@cache
def examples() -> list[tuple[str, str, Format, str]]:
    """The bad examples of all rules with fixes: the rule, the text, its format and its language."""
    found = []
    for path in sorted((ROOT / "rules").rglob("*.yml")):
        rule, file = registry.load_rule(path)
        if rule.fixable and file.examples is not None:
            value = file.examples.value
            opening, closing = value.get("marks", "[[ ]]").split()
            for bad in value["bad"]:
                told = {**value.get("given", {}), **bad.get("given", {})}
                text = bad["text"].replace(opening, "").replace(closing, "")
                found.append((rule.name, text, told.get("format", "markdown"), told.get("language", "en")))
    return found


def test_each_example() -> None:
    """The fixes in the rules' own examples keep the laws."""
    assert sum(holds(text, format, others=True) for _, text, format, language in examples() if language == "en") > 20


def rule_of(tmp_path: Path, term: str, suggestion: str, language: str = "en") -> Rule:
    """A rule of a user's that says one word in place of another."""
    text = f"""rule: say-so
title: A word of ours
severity: warning
basis: style
priority: 40
check: terms
for: {{languages: [{language}]}}
message: "Say {{suggestions}}."
why: We say so.
sources: [https://words.example]
options:
  entries:
    - {{terms: [{term}], suggestions: [{suggestion}], inflect: noun, fix: safe}}
---
bad: [{{text: "[[{term}]]"}}]
good: [none]
"""
    path = tmp_path / "say-so.yml"
    path.write_text(text, encoding="utf-8")
    return registry.load_rule(path)[0]


ARTICLES = {
    "a to an": ("resource", "employee", "You are a resource here.", "You are an employee here."),
    "an to a": (
        "employee",
        "colleague",
        "Ask an employee, or an older employee.",
        "Ask a colleague, or an older colleague.",
    ),
    "the same": ("resource", "colleague", "You are a resource.", "You are a colleague."),
    "none": ("resource", "employee", "The resource sees resources.", "The employee sees employees."),
    "by sound": ("person", "user", "An person, a person, an PERSON.", "A user, a user, a USER."),
    "a silent h": ("shift", "hour", "You work a shift at a time.", "You work an hour at a time."),
    "at the beginning": ("resource", "employee", "A resource works here.", "An employee works here."),
    "in capitals": ("resource", "employee", "YOU ARE A RESOURCE", "YOU ARE AN EMPLOYEE"),
    "in emphasis": ("resource", "employee", "You are a **resource** here.", "You are an **employee** here."),
    "over a line": ("resource", "employee", "You are a\nresource here.", "You are an\nemployee here."),
    "after a full stop": ("resource", "employee", "Come. A resource is here.", "Come. An employee is here."),
    "a letter": ("resource", "employee", "You are a grade A resource.", "You are a grade A resource."),
    "not beside it": ("resource", "employee", "Vitamin a, resource of all.", "Vitamin a, employee of all."),
}


@pytest.mark.parametrize(("term", "suggestion", "text", "fixed"), ARTICLES.values(), ids=ARTICLES)
def test_articles(term: str, suggestion: str, text: str, fixed: str, tmp_path: Path) -> None:
    """`a` and `an` go with the sound of what is put in; where `A` may be a letter nothing is mended."""
    rules = registry.bound([rule_of(tmp_path, term, suggestion)])

    def found(text: str) -> Sequence[Finding]:
        return check_source(Source(text, "a.md"), rules, kind="posting", language="en").findings

    assert fixes.apply(text, found) == fixed


def test_no_article_in_other_languages(tmp_path: Path) -> None:
    """In French `a` is a verb."""
    rules = registry.bound([rule_of(tmp_path, "fini", "achevé", "fr")])

    def found(text: str) -> Sequence[Finding]:
        return check_source(Source(text, "a.md"), rules, kind="posting", language="fr").findings

    assert fixes.apply("Elle a fini le travail.", found) == "Elle a achevé le travail."


TITLES = {
    "a title": ("# Senior Policeman", "# Senior Police Officer"),
    "alone": ("# Policeman", "# Police officer"),
    "in capitals": ("# SENIOR POLICEMAN", "# SENIOR POLICE OFFICER"),
    "in a sentence": ("Policemen work here.", "Police officers work here."),
    "small words": ("We pay In Excess Of Ten pounds.", "We pay More than Ten pounds."),
}


@pytest.mark.parametrize(("text", "fixed"), TITLES.values(), ids=TITLES)
def test_titles(text: str, fixed: str) -> None:
    """Among words with capitals each word that is put in has one, too."""
    assert fixes.apply(f"{text}\n", lambda text: check(text, "markdown")).strip() == fixed


@given(st.sampled_from(TERMS), st.sampled_from(["a {}", "an {}"]))
def test_articles_of_our_own_terms(term: Term, carrier: str) -> None:
    """Whatever stood there, the article before what we put in is right."""
    fixed = fixes.apply(
        f"# Keeper\n\nYou see {carrier.format(term.form)} here.\n", lambda text: check(text, "markdown"), unsafe=True
    )
    article, replacement = re.search(r"You see (an?) (.*) here", fixed).groups()  # type: ignore[union-attr]
    assert replacement == term.form or article == article_of(replacement)


def test_entities_are_no_place_for_a_fix() -> None:
    """A term that is written with an entity inside is not mended: nothing of the source would be left as it was."""
    text = f"<h1>Keeper</h1><p>You and the {html.escape('sales')}&#109;an meet.</p>"
    assert [each.fix for each in check(text, "html") if each.rule == "gendered-titles"] == [None]
