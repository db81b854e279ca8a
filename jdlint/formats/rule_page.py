"""The page of a rule in Markdown: what it finds, why, what to write instead, all from its rule file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jdlint.data import table
from jdlint.findings import CONFIDENCES
from jdlint.rule_files import RuleFile
from jdlint.rules import Rule

_EXAMPLES = 3  # of each sort, on a page
_REASONS = {
    "error": "it needs no judgement, and harms whoever applies or publishes",
    "warning": "it is likely to cost candidates, or is risky in many places",
    "info": "it is a hint that does not fail a run",
}


def rule_page(rule: Rule, file: RuleFile | None) -> str:
    """The page; ``file`` has the examples."""
    return "\n".join(_lines(rule, file)).rstrip() + "\n"


def _lines(rule: Rule, file: RuleFile | None) -> Iterator[str]:
    yield from (f"# {rule.name}", "", f"{rule.title}.", "")
    yield from _facts(rule)
    yield from ("## Why", "", rule.why, "")
    if rule.check == "pay-law":
        yield from ("What is asked where, and since when: [the table of duties](../pay-transparency.md).", "")
    yield from _presets(rule)
    if file is not None and file.examples is not None:
        yield from _bad(file.examples.value)
        yield from _good(file.examples.value)
    yield from ("## Sources", "")
    yield from (f"- <{source}>" for source in rule.sources)
    yield from ("", "## Switching it off", "", f"`jdlint check --ignore {rule.name}` leaves this rule out.")


def _facts(rule: Rule) -> Iterator[str]:
    rows = {
        "Category": rule.category,
        "Severity": severity_words(rule),
        "Basis": rule.basis,
        "Runs": _runs(rule),
        "Fix": "there is one" if rule.fixable else "none: it needs your judgement",
        "Verb": f"`{rule.check}`",
    }
    if rule.scope.languages:
        rows["Languages"] = ", ".join(sorted(rule.scope.languages))
    yield from ("| | |", "| --- | --- |")
    yield from (f"| {name} | {value} |" for name, value in rows.items())
    yield ""


def severity_words(rule: Rule) -> str:
    """`warning`, or `warning, info where less sure`."""
    levels = list(dict.fromkeys(rule.severity[confidence] for confidence in CONFIDENCES))
    return levels[0] if len(levels) == 1 else f"{levels[0]}, {levels[-1]} where less sure"


def _runs(rule: Rule) -> str:
    if rule.status != "stable":
        return f"only when selected ({rule.status})"
    return "always" if rule.default else f"only when selected: `--select {rule.name}`"


def _presets(rule: Rule) -> Iterator[str]:
    """In which presets the rule runs, how loud, and why."""
    yield from ("## In presets", "", "| Preset | | Because |", "| --- | --- | --- |")
    for name, preset in table("presets").items():
        said = preset["rules"].get(rule.name, {})
        loud = said.get("severity") or _in_preset(rule, preset)
        links = "".join(f" ([source]({source}))" for source in said.get("sources", ()))
        if "jurisdictions" not in preset or said:
            yield f"| `{name}` | {loud} | {said.get('because') or _reason(rule, loud)}{links} |"
    yield ""


def _in_preset(rule: Rule, preset: Mapping[str, Any]) -> str:
    """How loud a rule is in a preset that says nothing of it."""
    runs = rule.status == "stable" and (rule.default or preset.get("default_off"))
    return severity_words(rule) if runs else "off"


def _reason(rule: Rule, loud: str) -> str:
    """Why a rule runs or not in a preset that has no reason of its own, by what the rule says of itself."""
    if rule.status != "stable":
        return f"it is {rule.status}: it runs when it is named"
    if loud == "off":
        return "it is a matter of taste, or debated: it runs when it is named"
    if not rule.default:
        return "strict runs what is debated, too"
    return _REASONS[severity_words(rule).split(",")[0]]


def _bad(examples: Mapping[str, Any]) -> Iterator[str]:
    shown = [bad for bad in examples["bad"] if bad["text"].strip("[]⟦⟧ ") and len(bad["text"]) < 800][:_EXAMPLES]
    if shown:
        yield from ("## What it finds", "", f"Marked by `{examples.get('marks', '[[ ]]')}`:", "")
    for bad in shown:
        yield from _fenced(bad["text"])
        for path, text in {**examples.get("given", {}), **bad.get("given", {})}.get("files", {}).items():
            yield from (f"With `{path}` beside it:", "")
            yield from _fenced(text)
        if "says" in bad:
            yield from (f"> {bad['says']}", "")
        if "fixed" in bad:
            yield from ("Fixed:", "")
            yield from _fenced(bad["fixed"])


def _good(examples: Mapping[str, Any]) -> Iterator[str]:
    texts = [good if isinstance(good, str) else good["text"] for good in examples["good"]]
    shown = [text for text in texts if text.strip() and len(text) < 800][:_EXAMPLES]
    if shown:
        yield from ("## What it leaves alone", "")
    for text in shown:
        yield from _fenced(text)


def _fenced(text: str) -> Iterator[str]:
    yield from ("````markdown", text.rstrip("\n"), "````", "")
