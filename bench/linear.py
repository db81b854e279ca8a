"""Does time grow with length only? Times every pattern of ours, and whole checks, on worst inputs of doubling length.

    python bench/linear.py

Ratios of two times in one run; run it on a quiet machine. The tests only hold that such inputs come to an end.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import jdlint
from jdlint.config import Config
from jdlint.data import table
from jdlint.engine import check_source
from jdlint.model import Format
from jdlint.registry import RuleSet, bind, packaged_rules
from jdlint.text import Source, later

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parser  # type: ignore[attr-defined]

LATER = type(later(""))  # what is compiled when it is first used
FORMATS: tuple[Format, ...] = ("markdown", "plain", "html")
NOISE = 0.02  # seconds: what takes less tells nothing
MOST = 3.2  # times as long for twice the input: 2 is linear, 4 quadratic


class Growth(NamedTuple):
    """How long it took with an input and with twice that."""

    size: int
    before: float
    after: float


def seconds(run: Callable[[str], object], text: str, times: int = 1) -> float:
    """The shortest of some runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        run(text)
        best = min(best, time.perf_counter() - begin)
    return best


def faster_than_linear(
    run: Callable[[str], object], make: Callable[[int], str], sizes: Iterable[int], noise: float = NOISE
) -> Growth | None:
    """The first doubling of the input at which time grows more than it may; smallest inputs first, so that none takes long."""
    before: tuple[int, float] | None = None
    for size in sizes:
        after = seconds(run, make(size))
        if before is not None and after > noise and after / before[1] > MOST:
            # the same again, thrice: other work on the machine must not decide
            again = Growth(size, seconds(run, make(before[0]), 3), seconds(run, make(size), 2))
            if again.after / again.before > MOST:
                return again
        before = size, after
    return None


def repeated(unit: str, lead: str = "", tail: str = "") -> Callable[[int], str]:
    """Texts of about any size made of one unit."""
    return lambda size: lead + unit * (size // len(unit)) + tail


class Pattern(NamedTuple):
    """A compiled pattern of ours: whether it is tried at one place only, and what its rule is looked up by."""

    regex: re.Pattern[str]
    anchored: bool = False
    hints: tuple[str, ...] = ()


def module_patterns() -> Iterator[tuple[str, Pattern]]:
    """The patterns that stand at the top of a module, also in tuples and mappings, with how the code uses them."""
    methods: dict[str, set[str]] = {}
    for path in Path(jdlint.__path__[0]).rglob("*.py"):
        for name, method in re.findall(r"\b(\w+)\.(\w+)\(", path.read_text(encoding="utf-8")):
            methods.setdefault(name, set()).add(method)
    for info in pkgutil.walk_packages(jdlint.__path__, "jdlint."):
        if info.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            used = methods.get(name, set())
            for regex in found_patterns(value):
                yield f"{info.name}.{name}", Pattern(regex, bool(used) and used <= {"match", "fullmatch"})


def found_patterns(value: Any) -> Iterator[re.Pattern[str]]:
    """The patterns in a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LATER):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from found_patterns(part)
    elif isinstance(value, dict):
        yield from found_patterns(list(value.values()))


def data_patterns() -> Iterator[tuple[str, Pattern]]:
    """The patterns of rules and of data tables."""
    for rule in packaged_rules().values():
        for number, entry in enumerate(rule.options["patterns"] if rule.check == "pattern" else ()):
            regex = re.compile(entry["regex"], 0 if entry.get("capitals") else re.IGNORECASE)
            yield f"{rule.name}-{number}", Pattern(regex, False, tuple(entry["hints"]))
    for fact, how in table("statements").items():
        for number, entry in enumerate(how.get("patterns", ())):
            yield f"statements-{fact}-{number}", Pattern(re.compile(entry["regex"]), False, tuple(entry["hints"]))
    for name, anchored in (("phrases", False), ("page_titles", True)):
        for number, entry in enumerate(table("titles")[name]):
            yield f"titles-{name}-{number}", Pattern(re.compile(entry, re.IGNORECASE if anchored else 0), anchored)


def all_patterns() -> dict[str, Pattern]:
    """Every pattern once, by the place where it first stands."""
    found: dict[re.Pattern[str], tuple[str, Pattern]] = {}
    for name, pattern in itertools.chain(module_patterns(), data_patterns()):
        found.setdefault(pattern.regex, (name, pattern))
    return {f"{number} {name}": pattern for number, (name, pattern) in enumerate(found.values())}


OF_CATEGORY = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "-", "CATEGORY_NOT_DIGIT": "a"}


def of_set(items: list[Any]) -> list[str]:
    """Characters of a set; of a negated one some that it may have."""
    if str(items[0][0]) == "NEGATE":
        return ["a", " ", "."]
    ends = [av[0] if str(op) == "RANGE" else av for op, av in items]
    return [
        OF_CATEGORY.get(str(end), "a") if str(op) == "CATEGORY" else chr(end)
        for (op, _), end in zip(items, ends, strict=True)
    ]


def literals(tree: Any) -> set[str]:
    """The literal runs of a pattern, and characters of its sets."""
    found: set[str] = set()
    run = ""
    for op, av in tree:
        if op is sre.LITERAL:
            run += chr(av)
            continue
        found.add(run)
        run = ""
        if op is sre.IN:
            found.update(of_set(av)[:6])
        for inner in inner_trees(op, av):
            found |= literals(inner)
    return (found | {run}) - {""}


def inner_trees(op: Any, av: Any) -> list[Any]:
    """The parts of a node of a parsed pattern."""
    if op is sre.BRANCH:
        return list(av[1])
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [av[2]]
    if op is sre.SUBPATTERN:
        return [av[3]]
    if op is sre.ATOMIC_GROUP:
        return [av]
    return [av[1]] if op in (sre.ASSERT, sre.ASSERT_NOT) else []


def matching(tree: Any, times: int) -> list[str]:
    """Some texts that a pattern is likely to match, with each repetition so many times."""
    texts = [""]
    for op, av in tree:
        if op is sre.LITERAL:
            choices = [chr(av)]
        elif op is sre.IN:
            choices = of_set(av)[:2]
        elif op in (sre.ANY, sre.NOT_LITERAL):
            choices = ["a"]
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            choices = [text * max(av[0], min(av[1], times)) for text in matching(av[2], times)[:2]]
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            choices = [""]
        else:
            choices = [text for inner in inner_trees(op, av) for text in matching(inner, times)[:3]] or [""]
        texts = [text + choice for text, choice in itertools.islice(itertools.product(texts, choices), 6)]
    return [text for text in texts if text]


def worst_inputs(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """A lead and a unit to repeat: what the pattern nearly matches, over and over."""
    tree = sre_parser.parse(pattern.regex.pattern, pattern.regex.flags)
    runs = sorted(literals(tree) | set(pattern.hints[:4]), key=len)
    single, several = [run for run in runs if len(run) == 1][:10], [run for run in runs if len(run) > 1][:6]
    whole = [text for times in (1, 3) for text in matching(tree, times)[:4]]
    units = {
        *single,
        *several,
        *(f"{run} " for run in (*single, *several)),
        *whole,
        *(text[:-1] for text in whole),
        *(f"{text} " for text in whole),
    }
    units |= {one + two for one, two in itertools.product(single[:5], single[:5])}
    yield from (("", unit) for unit in sorted(units - {""}))
    leads = sorted({text[:length] for text in whole[:3] for length in (1, 2, len(text) // 2, len(text) - 1)} - {""})
    yield from itertools.product(leads, single[:6])


def nested(opening: str, inner: str, closing: str) -> Callable[[int], str]:
    """Texts in which as much is opened as is closed."""
    return lambda size: (
        opening * (size // (len(opening) + len(closing))) + inner + closing * (size // (len(opening) + len(closing)))
    )


DOCUMENTS: dict[str, Callable[[int], str]] = {
    "links in links": nested("[", "x", "](b)"),
    "brackets with a label defined": lambda size: nested("[", "x", "]")(size) + "\n\n[x]: https://a.example\n",
    "images in links": nested("[![", "x", "](b)](c)"),
    "hard breaks": repeated("a\\\n"),
    "marks on many lines": repeated("**a** &amp; `b`\n"),
    "emphasis": repeated("*a _b **c"),
    "emphasis that closes": repeated("a* b_ c**"),
    "ticks": lambda size: " ".join("`" * number for number in range(1, int((2 * size) ** 0.5))),
    "half a link": repeated("[a](<b"),
    "half a title": repeated("[a](b 'c"),
    "half a tag": repeated("<a b='"),
    "half a comment": repeated("<!-- a "),
    "blanks in a heading": repeated(" ", "# a", "b #\n"),
    "emoji in a heading": repeated("😀 ", "# a ", "b\n"),
    "The": repeated("The "),
    "Big": repeated("Big "),
    "hiring a": repeated("We are hiring a Big "),
    "at": repeated(" at A", "# Nurse"),
    "an emoji and dots": repeated(".", "😀 a", "b\n"),
    "dashes in a framed line": repeated("-", "--a", "x--\n"),
    "blanks in a framed line": repeated(" ", "--a", "x--\n"),
    "short lines with commas": repeated("A place, b\n"),
    "other bullets in an item": repeated("• b\n", "- a\n"),
    "items in HTML": repeated("<li>"),
    "lists in HTML": repeated("<ul><li>"),
    "cells in HTML": repeated("<tr><td>a"),
    "bold in HTML": repeated("<b>a"),
    "bold lines in HTML": repeated("<b>a:</b> b<br>"),
    "items that cells close": lambda size: "<li>" * (size // 9) + "</td>" * (size // 9),
    "hidden parts": lambda size: "<div hidden>a" * (size // 19) + "</div>" * (size // 19),
    "columns in columns": lambda size: "<aside>a" * (size // 16) + "</aside>" * (size // 16),
    "main content many times": repeated("<main>a</main><h1>b</h1>"),
    "quotes in a tag": repeated('<a b="<a " '),
    "fields with labels": repeated("<label for=a>b</label><input id=a>"),
    "structured data": repeated("<script type=application/ld+json>[", tail="</script>"),
    "links in HTML": repeated("<a href=b>c</a>"),
    "definitions": lambda size: "".join(f"[x{number}]: https://a.example/{number}\n" for number in range(size // 28)) + "\n[x1] [x2]\n",
    "a table": lambda size: "| a | b |\n|---|---|\n" + "| c | d |\n" * (size // 10),
    "a wide row": lambda size: "|" * (size // 3) + "\n" + "|-" * (size // 3) + "|\n",
    "quotes in quotes": lambda size: "> " * (size // 2) + "a\n",
    "labels": repeated("Salary:\n\n"),
    "sections": repeated("## Skills\n\n- one two three four five\n\n"),
    "capitals": repeated("WE BAKE\n"),
    "pay": repeated("$45,000 - $50,000 "),
    "digits and blanks": repeated("1 000 "),
    "YAML head": lambda size: "---\n" + "".join(f"k{number}: v\n" for number in range(size // 9)) + "---\n",
    "TOML head": lambda size: "+++\n" + "".join(f"k{number} = 1\n" for number in range(size // 11)) + "+++\n",
    "brackets in a YAML head": repeated("[", "---\na: ", "\n---\n"),
    "open head": repeated("---", "---\n"),
    "glued words": repeated("RolesSafe "),
    "repeated words": repeated("bake bake "),
    "placeholders": repeated("[company] {{name}} TBC "),
    "sentences": repeated("We bake. "),
    "slips that a pattern finds": repeated("bread . "),
    "towns": repeated("in Paris "),
    "words in quotation marks": repeated("“a rockstar "),
}  # fmt: skip


def pattern_growth(pattern: Pattern) -> Iterator[str]:
    """Worst inputs made of its own literals on which a pattern takes more than twice as long for twice the length."""

    def run(text: str) -> None:
        if pattern.anchored:
            pattern.regex.match(text)
            pattern.regex.fullmatch(text)
        else:
            for _ in pattern.regex.finditer(text):
                pass

    for lead, unit in worst_inputs(pattern):
        # small ones first: a pattern that is not linear shows it before it takes minutes
        growth = faster_than_linear(run, repeated(unit, lead), (1250, 2500, 5000, 10_000, 20_000, 40_000))
        if growth is not None:
            yield f"{lead!r} + {unit!r} * n: {growth}"


def main() -> int:
    """Print what grows faster than its input; the exit code is 1 where something does."""
    rules = bind(Config())
    bad = 0
    for name, pattern in all_patterns().items():
        for growth in pattern_growth(pattern):
            bad += 1
            print(f"pattern {name} on {growth}", flush=True)
    for name, make in DOCUMENTS.items():
        for form in FORMATS:
            sizes = [80 * 2**power for power in range(10)]  # to 40 KB
            slow = faster_than_linear(partial(check, rules, form), make, sizes)
            if slow is not None:
                bad += 1
                print(f"checking {name} as {form}: {slow}", flush=True)
    print(f"{bad} of {len(all_patterns())} patterns and {len(DOCUMENTS)} documents grow faster than their input")
    return int(bool(bad))


def check(rules: RuleSet, form: Format, text: str) -> None:
    """Check a text as a posting in a format."""
    check_source(Source(text, "any"), rules, format=form, kind="posting", language="en")


if __name__ == "__main__":
    sys.exit(main())
