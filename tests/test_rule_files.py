"""Laws of the rules that come with jdlint, one run for each file in rules/."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jdlint import registry
from jdlint.data import yaml
from jdlint.examples import findings, marked, run_examples
from jdlint.model import FACTS
from jdlint.rules import CATEGORIES, Rule

ROOT = Path(__file__).parent.parent
PATHS = sorted((ROOT / "rules").rglob("*.yml"))
# what a message looks like where a value was empty or absent
GAP = re.compile(r"  |''|\(\)| [,.;:!?]|^\W*$|\bNone\b")
SECTION_KINDS = yaml.load((ROOT / "jdlint" / "data" / "section_kinds.yml").read_text(encoding="utf-8")).value["kinds"]


def stem(path: Path) -> str:
    """What a test of a file is called."""
    return path.stem


def paths_where(holds: Callable[[Rule], bool]) -> list[Path]:
    """The files of the rules of which something holds."""
    names = {rule.name for rule in registry.packaged_rules().values() if holds(rule)}
    return [path for path in PATHS if path.stem in names]


each_rule = pytest.mark.parametrize("path", PATHS, ids=stem)


@cache
def given_of(path: Path) -> tuple[Rule, Mapping[str, Any]]:
    """A rule and the examples in its file."""
    rule, file = registry.load_rule(path)
    assert file.examples is not None
    return rule, file.examples.value


def bad_texts(examples: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """The bad examples that are plain text, without marks, with how they are read."""
    opening, closing = examples.get("marks", "[[ ]]").split()
    for bad in examples["bad"]:
        yield marked(bad["text"], opening, closing).text, {**examples.get("given", {}), **bad.get("given", {})}, bad


@each_rule
def test_every_example_holds(path: Path) -> None:
    """A rule file is valid, and each example is found just where it is marked or is silent."""
    rule, file = registry.load_rule(path)
    failures = [f"line {failure.line}, {failure.example}: {failure.problem}" for failure in run_examples(rule, file)]
    assert failures == []


@each_rule
def test_a_rule_shows_what_it_says(path: Path) -> None:
    """At least one example of each rule holds its words, so that its page can show them, unless they are never the same."""
    rule, examples = given_of(path)
    assert any(bad.get("says") for bad in examples["bad"]) or rule.options.get("kind") == "internal"


@each_rule
def test_a_rule_names_its_authority(path: Path) -> None:
    """A rule gives a reason in whole sentences and sources that are named once each."""
    rule, _ = given_of(path)
    assert len(rule.why.split()) >= 10
    assert rule.why.endswith((".", "!", "?"))
    assert rule.sources
    assert len(set(rule.sources)) == len(rule.sources)


@each_rule
def test_the_words_of_a_rule_are_plain(path: Path) -> None:
    """Titles end without a full stop, messages with one, and no words of a rule hold em dashes or blanks at the ends."""
    rule, _ = given_of(path)
    assert not rule.title.endswith(".")
    assert all(message.endswith((".", "?")) for message in rule.messages.values())
    for words in (rule.title, rule.why, *rule.messages.values()):
        assert "—" not in words
        assert words == words.strip()


@each_rule
def test_a_message_has_all_its_values(path: Path) -> None:
    """No finding of an example has a message with a gap where a value was meant to stand."""
    rule, examples = given_of(path)
    messages = [finding.message for text, given, _ in bad_texts(examples) for finding in findings(rule, text, given)]
    assert [message for message in messages if GAP.search(message)] == []


def fields(message: str) -> set[str]:
    """The names of the values in a message."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def entries_of(rule: Rule) -> Iterator[tuple[str, set[str]]]:
    """For each entry of a rule that has entries the case of its hits and the values that it has for the message."""
    for entry in rule.options.get("entries", ()):
        if "at_least" in rule.options:
            yield "several", {"match", "count", "words"}
        elif entry.get("suggestions"):
            yield "replace", {"match", "suggestions"} | ({"note"} & entry.keys())
        else:
            yield "found", {"match"} | ({"note"} & entry.keys())
    for entry in rule.options.get("patterns", ()):
        yield "found", {"match"} | ({"note"} & entry.keys()) | re.compile(entry["regex"]).groupindex.keys()


@pytest.mark.parametrize(
    "path", paths_where(lambda rule: bool({"entries", "patterns"} & rule.options.keys())), ids=stem
)
def test_every_entry_fills_the_message(path: Path) -> None:
    """Of `terms` and `pattern` rules each entry, shown by an example or not, has all that its message names."""
    rule, _ = given_of(path)
    for case, values in entries_of(rule):
        message = rule.messages.get(case, rule.messages.get("", ""))
        assert message, f"no words for the case '{case}'"
        assert fields(message) <= values


@each_rule
def test_a_rule_is_fixable_where_it_has_a_safe_fix(path: Path) -> None:
    """Findings of the examples carry safe fixes just where the file shows fixed texts, so that "fixable" can be believed."""
    rule, examples = given_of(path)
    safe = any(
        finding.fix is not None and finding.fix.safe
        for text, given, _ in bad_texts(examples)
        for finding in findings(rule, text, given)
    )
    assert safe == rule.fixable


@pytest.mark.parametrize("path", paths_where(lambda rule: rule.fixable), ids=stem)
def test_a_fixed_text_is_clean(path: Path) -> None:
    """A rule finds nothing in the texts that its file shows as fixed."""
    rule, examples = given_of(path)
    fixed = [(bad["fixed"], given) for _, given, bad in bad_texts(examples) if "fixed" in bad]
    assert [(text, findings(rule, text, given)) for text, given in fixed if findings(rule, text, given)] == []


@each_rule
def test_errors_are_no_legal_advice(path: Path) -> None:
    """An error needs no judgement; what rests on a law depends on the place and is no error while no place is asked for."""
    rule, _ = given_of(path)
    if rule.check != "pay-law":  # which asks for the place, the day and the source itself
        assert not (rule.basis == "law" and "error" in rule.severity.values())


@each_rule
def test_hints_can_be_met(path: Path) -> None:
    """A pattern's hints are looked for in lower case: one with a capital would switch the pattern off for good."""
    rule, _ = given_of(path)
    hints = [hint for entry in rule.options.get("patterns", ()) for hint in entry["hints"]]
    assert hints or rule.check != "pattern"
    assert [hint for hint in hints if hint != hint.lower()] == []


def named_kinds(rule: Rule) -> set[str]:
    """The section kinds that a rule names anywhere."""
    options = rule.options
    kinds = set(rule.scope.not_sections) | set(rule.scope.sections or ())
    kinds |= {kind for wanted in options.get("require", ()) for kind in wanted.get("sections", ())}
    kinds |= {*options.get("forbid", ()), *options.get("order", ()), *options.get("kinds", ())}
    return kinds | set(options.get("at_most", {}).get("kinds", ()))


@each_rule
def test_sections_and_facts_exist(path: Path) -> None:
    """A misspelt section kind or fact would make a rule silent where it should speak."""
    rule, _ = given_of(path)
    assert named_kinds(rule) <= set(SECTION_KINDS)
    facts = {fact for wanted in rule.options.get("require", ()) for fact in wanted.get("facts", ())}
    assert facts <= {*FACTS, "company"}


@each_rule
def test_a_rule_lies_in_the_folder_of_its_category(path: Path) -> None:
    """The folder of a pack is the category of its rules; files say nothing else."""
    rule, _ = given_of(path)
    assert path.parent.name in CATEGORIES
    assert rule.category == path.parent.name


def test_names_are_unique() -> None:
    """Two packs never hold rules of one name, and the registry has every file."""
    assert [name for name, number in Counter(path.stem for path in PATHS).items() if number > 1] == []
    assert set(registry.packaged_rules()) == {path.stem for path in PATHS}


def test_a_term_stands_in_one_rule() -> None:
    """No term stands in two rules that run together in one language: a writer should hear of a word once."""
    owners: dict[tuple[str, str], set[str]] = {}
    for rule in registry.packaged_rules().values():
        if rule.check == "terms" and rule.default:
            for entry in rule.options["entries"]:
                for term in entry["terms"]:
                    for language in rule.scope.languages or ["en"]:
                        owners.setdefault((language, term.lower()), set()).add(rule.name)
    assert {term: names for term, names in owners.items() if len(names) > 1} == {}
