"""Asks for answers at a terminal: with lists to choose from where questionary is installed, else line by line."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jdlint.cli import terminal
from jdlint.generate.postings import completed
from jdlint.generate.questions import Question, problem_of, read
from jdlint.generate.templates import Template

Ask = Callable[[Question, str, Callable[[str], str]], str]


def ask_all(template: Template, given: Mapping[str, Any], *, all_of_it: bool = True) -> dict[str, Any]:
    """Answers to what is asked and not given yet, group by group; ``all_of_it``: offers also what can do without an answer.

    Raises KeyboardInterrupt where the writer stops.
    """
    ask = _with_lists() or _by_lines
    answers = dict(given)
    needed = [name for name, asked in template.questions.items() if not asked.later]
    _ask_these(needed, template, answers, ask)
    _ask_these(
        [name for name in template.questions if name not in needed and _is_open(template, name, answers)],
        template,
        answers,
        ask,
    )
    rest = [name for name in template.questions if name not in needed and name not in answers]
    if rest and all_of_it and _wants_more(rest, template, answers, ask):
        _ask_these(rest, template, answers, ask)
    return answers


def _is_open(template: Template, name: str, answers: Mapping[str, Any]) -> bool:
    """Whether a question that is asked later has to be answered after all: what it would have by default is not known."""
    return not template.questions[name].optional and completed(template, answers).get(name) is None


def _ask_these(names: Sequence[str], template: Template, answers: dict[str, Any], ask: Ask) -> None:
    group = ""
    for name in names:
        asked = template.questions[name]
        default = completed(template, answers).get(name)
        if name in answers or not asked.is_asked(completed(template, answers)):
            continue
        if asked.group != group:
            group = asked.group
            terminal.write(f"\n{group}\n{'-' * len(group)}\n", sys.stdout)
            terminal.flush()

        def wrong(text: str, asked: Question = asked, default: Any = default) -> str:
            value = _value(text, asked, default)
            found = problem_of(asked, {**answers, asked.name: value})
            return found.problem if found else ""

        value = _value(ask(asked, written(default), wrong), asked, default)
        if value is not None:
            answers[name] = value


def _wants_more(names: Sequence[str], template: Template, answers: Mapping[str, Any], ask: Ask) -> bool:
    """Whether the writer wants to be asked the rest, of which the list shows what it comes to unasked."""
    known = completed(template, answers)
    terminal.write("\nThe rest can stay as it is:\n", sys.stdout)
    for name in names:
        said = f"- {template.questions[name].asks} {written(known.get(name)) or '(left out)'}"
        terminal.write(f"{_wrapped(said, more='    ')}\n", sys.stdout)
    terminal.flush()
    more = Question("more", {"type": "boolean"}, "Do you want to answer these too?")

    def wrong(text: str) -> str:
        return "" if not text.strip() or isinstance(read(text, more), bool) else "please answer yes or no"

    return read(ask(more, "no", wrong) or "no", more) is True


def ask_one(asked: Question, default: str) -> str:
    """One answer. Raises KeyboardInterrupt where the writer stops."""
    ask = _with_lists() or _by_lines

    def wrong(text: str) -> str:
        found = problem_of(asked, {asked.name: text.strip() or default})
        return found.problem if found else ""

    return ask(asked, default, wrong).strip() or default


def _value(text: str, asked: Question, default: Any) -> Any:
    return read(text, asked) if text.strip() else default


def written(value: Any) -> str:
    """An answer as somebody would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _by_lines(asked: Question, default: str, wrong: Callable[[str], str]) -> str:
    """One question at a plain terminal; asked again until the answer does."""
    terminal.write(f"\n{_wrapped(asked.asks, '')}\n", sys.stdout)
    for line in filter(None, (asked.help, _aside(asked, default))):
        terminal.write(f"{_wrapped(line)}\n", sys.stdout)
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
        terminal.write(_wrapped(f"{said[0].upper()}{said[1:]}{'' if said.endswith('?') else '.'}") + "\n", sys.stdout)


def _chosen(text: str, asked: Question) -> str:
    """The choice of that number, or what was typed."""
    if text.isdecimal() and 1 <= int(text) <= len(asked.choices):
        return str(asked.choices[int(text) - 1])
    return text


def _aside(asked: Question, default: str) -> str:
    several = "several, with ; between them" if asked.schema.get("type") == "array" else ""
    such = f"such as: {written(asked.example)}" if asked.example is not None and not default else ""
    kept = f"Enter for: {default}" if default else "Enter to leave out" if asked.optional else ""
    return "; ".join(filter(None, (several, such, kept)))


def _wrapped(text: str, first: str = "  ", more: str = "") -> str:
    """A text in lines that fit the terminal; one that breaks them itself breaks words, or drops what does not fit."""
    return textwrap.fill(
        text, terminal.width() - 3, initial_indent=first, subsequent_indent=more or "  ", break_on_hyphens=False
    )


def _with_lists() -> Ask | None:
    try:
        import questionary
    except ImportError:
        return None

    def ask(asked: Question, default: str, wrong: Callable[[str], str]) -> str:
        asks = _wrapped(asked.asks, "")
        said = "".join(f"\n{_wrapped(each)}" for each in (asked.help, _aside(asked, default)) if each)
        if asked.choices and not asked.optional:
            choices = [str(choice) for choice in asked.choices]
            first = default if default in choices else None
            found = questionary.select(asks, choices, default=first, instruction=f"{said}\n" if said else " ")
        else:
            found = questionary.text(asks, instruction=f"{said}\n >", validate=lambda text: wrong(text) or True)
        try:
            return str(found.unsafe_ask())
        except EOFError:  # Ctrl-D
            raise KeyboardInterrupt from None

    return ask
