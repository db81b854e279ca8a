"""Asks for answers at a terminal: with lists to choose from where questionary is installed, else line by line."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from jdlint.cli import terminal
from jdlint.generate.postings import completed
from jdlint.generate.questions import Question, problem_of, read
from jdlint.generate.templates import Template

Ask = Callable[[Question, str, Callable[[str], str]], str]


def ask_all(template: Template, given: Mapping[str, Any]) -> dict[str, Any]:
    """Answers to all that is asked and not given yet. Raises KeyboardInterrupt where the writer stops."""
    ask = _with_lists() or _by_lines
    answers = dict(given)
    for name, asked in template.questions.items():
        if name in given or not asked.is_asked({**completed(template, answers)}):
            continue
        default = completed(template, answers).get(name)

        def wrong(text: str, asked: Question = asked, default: Any = default) -> str:
            value = _value(text, asked, default)
            found = problem_of(asked, {**answers, asked.name: value})
            return found.problem if found else ""

        value = _value(ask(asked, _written(default), wrong), asked, default)
        if value is not None:
            answers[name] = value
    return answers


def ask_one(asked: Question, default: str) -> str:
    """One answer. Raises KeyboardInterrupt where the writer stops."""
    ask = _with_lists() or _by_lines

    def wrong(text: str) -> str:
        found = problem_of(asked, {asked.name: text.strip() or default})
        return found.problem if found else ""

    return ask(asked, default, wrong).strip() or default


def _value(text: str, asked: Question, default: Any) -> Any:
    return read(text, asked) if text.strip() else default


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _by_lines(asked: Question, default: str, wrong: Callable[[str], str]) -> str:
    """One question at a plain terminal; asked again until the answer does."""
    terminal.write(f"\n{asked.asks}{_aside(asked, default)}\n", sys.stdout)
    if asked.help:
        terminal.write(f"  {asked.help}\n", sys.stdout)
    for number, choice in enumerate(asked.choices, 1):
        terminal.write(f"  {number}. {choice}\n", sys.stdout)
    while True:
        terminal.write("> ", sys.stdout)
        terminal.flush()
        line = sys.stdin.readline()
        if not line:  # end of file: nobody is there to answer
            raise KeyboardInterrupt
        text = _chosen(line.strip(), asked)
        said = wrong(text)
        if not said:
            return text
        terminal.write(f"  {said[0].upper()}{said[1:]}.\n", sys.stdout)


def _chosen(text: str, asked: Question) -> str:
    """The choice of that number, or what was typed."""
    if text.isdecimal() and 1 <= int(text) <= len(asked.choices):
        return str(asked.choices[int(text) - 1])
    return text


def _aside(asked: Question, default: str) -> str:
    several = "several, with ; between them" if asked.schema.get("type") == "array" else ""
    such = f"such as: {_written(asked.example)}" if asked.example is not None and not default else ""
    kept = f"Enter for: {default}" if default else "Enter to leave out" if asked.optional else ""
    said = "; ".join(filter(None, (several, such, kept)))
    return f" ({said})" if said else ""


def _with_lists() -> Ask | None:
    try:
        import questionary
    except ImportError:
        return None

    def ask(asked: Question, default: str, wrong: Callable[[str], str]) -> str:
        lines = [asked.help, _aside(asked, default).strip(" ()")]
        said = "".join(f"\n  {line}" for each in lines if each for line in textwrap.wrap(each, terminal.width() - 4))
        if asked.choices and not asked.optional:
            choices = [str(choice) for choice in asked.choices]
            first = default if default in choices else None
            found = questionary.select(asked.asks, choices, default=first, instruction=f"{said}\n" if said else " ")
        else:
            found = questionary.text(asked.asks, instruction=f"{said}\n >", validate=lambda text: wrong(text) or True)
        return str(found.unsafe_ask())

    return ask
