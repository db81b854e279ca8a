"""Directives: what a writer can hide, by which comment, where, how long, and what is said of comments that do not count."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from functools import cache

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jdlint import engine
from jdlint.config import Config
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.model import Block, DocumentKind, Problem
from jdlint.posting import Posting
from jdlint.registry import RuleSet, bind
from jdlint.suppress import _MOST
from jdlint.text import Source, Span

HEAD = "# Ferry Steward\n\n"
AS_OF = datetime.date(2027, 6, 15)
BAD = "placeholder", "gendered-titles", "repeated-word", "native-speaker"  # what the texts here are about
ABOUT_COMMENTS = ("unused-directive", "unknown-directive", "expired-directive")


@cache
def recommended() -> RuleSet:
    """The rules that run by themselves, at a fixed date."""
    return bind(Config(as_of=AS_OF))


def found(text: str, path: str = "a.md", rules: RuleSet | None = None) -> list[Finding]:
    """All findings, hidden ones included."""
    return check_source(Source(text, path), rules or recommended(), kind="posting", language="en").findings


def shown(text: str, path: str = "a.md") -> list[str]:
    """What is shown of the faults of these texts, as `line: words`."""
    source = Source(text, path)
    return [
        f"{source.line(span.start)}: {text[span.start : span.end]}"
        for each in found(text, path)
        if each.rule in BAD and each.hidden is None
        for span in sorted((each.span, *each.related))
    ]


def comments(text: str, path: str = "a.md", rules: RuleSet | None = None) -> list[tuple[str, str, str]]:
    """What is said of the comments: the rule, the comment's text, the message."""
    return [
        (each.rule, text[each.span.start : each.span.end], each.message)
        for each in found(text, path, rules)
        if each.rule in ABOUT_COMMENTS
    ]


# ---------------------------------------------------------------- carriers and actions

CARRIERS: dict[str, tuple[str, str, list[str]]] = {
    "for the whole file": ("a.md", f"{HEAD}TODO one\n\n<!-- jdlint-disable-file -->\n\nTODO two\n", []),
    "from here on": ("a.md", f"{HEAD}TODO one\n\n<!-- jdlint-disable -->\n\nTODO two\n", ["3: TODO"]),
    "up to there": ("a.md", f"{HEAD}<!-- jdlint-disable -->\n\nTODO one\n\n<!-- jdlint-enable -->\n\nTODO two\n", ["9: TODO"]),
    "on its line": ("a.md", f"{HEAD}TODO one\nTODO two <!-- jdlint-disable-line -->\nTODO three\n", ["3: TODO", "5: TODO"]),
    "on its line, before the words": ("a.md", f"{HEAD}<!-- jdlint-disable-line --> TODO one\nTODO two\n", ["4: TODO"]),
    "the next block": ("a.md", f"{HEAD}<!-- jdlint-disable-next-line -->\nTODO one\nTODO two\n\nTODO three\n", ["7: TODO"]),
    "the next block after a blank line": ("a.md", f"{HEAD}<!-- jdlint-disable-next-line -->\n\nTODO one\n\nTODO two\n", ["7: TODO"]),
    "the next block is one item": ("a.md", f"{HEAD}<!-- jdlint-disable-next-line -->\n- TODO one\n- TODO two\n", ["5: TODO"]),
    "the next heading": ("a.md", f"{HEAD}<!-- jdlint-disable-next-line -->\n## TODO one\n\nTODO two\n", ["6: TODO"]),
    "in an item": ("a.md", f"{HEAD}- TODO one <!-- jdlint-disable-line -->\n- TODO two\n", ["4: TODO"]),
    "in an item for the next": ("a.md", f"{HEAD}- TODO one <!-- jdlint-disable-next-line -->\n- TODO\n- TODO\n", ["3: TODO", "5: TODO"]),
    "as an item's own line": ("a.md", f"{HEAD}- TODO one\n  <!-- jdlint-disable-next-line -->\n- TODO two\n", ["3: TODO"]),
    "in a row": ("a.md", f"{HEAD}| a | b |\n|---|---|\n| TODO one | x <!-- jdlint-disable-line --> |\n| TODO two | y |\n", ["6: TODO"]),
    "in a quote": ("a.md", f"{HEAD}> TODO one <!-- jdlint-disable-line -->\n\nTODO two\n", ["5: TODO"]),
    "inside a paragraph": ("a.md", f"{HEAD}One TODO here\n<!-- jdlint-disable-line --> a TODO\nand more TODO\n", ["3: TODO", "5: TODO"]),
    "from within a paragraph": ("a.md", f"{HEAD}One TODO here\n<!-- jdlint-disable --> and TODO there\n\nTODO\n", ["3: TODO"]),
    "within a line": ("a.md", f"{HEAD}TODO <!-- jdlint-disable -->TODO<!-- jdlint-enable --> TODO\n", ["3: TODO", "3: TODO"]),
    "over several lines": ("a.md", f"{HEAD}<!-- jdlint-disable-file\n  placeholder\n-->\n\nTODO one\n", []),
    "without blanks": ("a.md", f"{HEAD}<!--jdlint-disable-file-->\n\nTODO one\n", []),
    "in an HTML block": ("a.md", f"{HEAD}<div>\n<!-- jdlint-disable-next-line -->\n<p>TODO one</p>\n<p>TODO two</p></div>\n", ["6: TODO"]),
    "in HTML": ("a.html", "<h1>Steward</h1>\n<!-- jdlint-disable-next-line -->\n<p>TODO one</p>\n<p>TODO two</p>\n", ["4: TODO"]),
    "in MDX": ("a.mdx", f"{HEAD}{{/* jdlint-disable-next-line */}}\nTODO one\n\nTODO two\n", ["6: TODO"]),
    "in MDX for the file": ("a.mdx", f"{HEAD}TODO one {{/* jdlint-disable-file placeholder */}}\n", []),
    "in capitals": ("a.md", f"{HEAD}<!-- JDLINT-DISABLE-NEXT-LINE Placeholder -->\nTODO one\n\nTODO two\n", ["6: TODO"]),
    "in capitals in plain text": ("a.txt", "STEWARD\n\n# JDLINT: Disable-Next-Line\nTODO one\n\nTODO two\n", ["6: TODO"]),
    "in plain text": ("a.txt", "STEWARD\n\n# jdlint: disable-next-line\nTODO one\n\nTODO two\n", ["6: TODO"]),
    "in plain text for the file": ("a.txt", "STEWARD\n\nTODO one\n\n# jdlint: disable-file=placeholder\n", []),
    "in plain text with blanks": ("a.txt", "STEWARD\n\n  #jdlint:disable = placeholder\n\nTODO\n\n# jdlint: enable\n\nTODO\n", ["9: TODO"]),
    "at the end of a line of plain text": ("a.txt", "STEWARD\n\nTBD # jdlint: disable-line=placeholder\n\nTODO two\n", ["5: TODO"]),
    "behind text for the next": ("a.txt", "STEWARD\n\nTBD\t# jdlint: disable-next-line\n\nTODO two\n", ["3: TBD"]),
    "HTML's comment in plain text": ("a.txt", "STEWARD\n\nTODO one <!-- jdlint-disable-line -->\n\nTODO two\n", ["5: TODO"]),
    "front matter": ("a.md", "---\ntitle: Steward\njdlint: {disable: [placeholder]}\n---\n\nTODO\n\nThe salesman\n", ["8: salesman"]),
    "front matter, one name": ("a.md", "---\njdlint:\n  disable: placeholder\n---\n\n# Steward\n\nTODO\n", []),
    "front matter, no name": ("a.md", "---\njdlint: {disable: []}\n---\n\n# Steward\n\nTODO\n", ["7: TODO"]),
    "front matter in TOML": ("a.md", '+++\ntitle = "Steward"\n[jdlint]\ndisable = ["placeholder"]\n+++\n\nTODO\n', []),
    "front matter with CRLF": ("a.md", "---\r\njdlint: {disable: [placeholder]}\r\n---\r\n\r\nTODO\r\n", []),
    "a line comment of Markdown is a heading": ("a.md", f"{HEAD}# jdlint: disable-file\n\nTODO one\n", ["5: TODO"]),
    "after CRLF": ("a.md", f"{HEAD}<!-- jdlint-disable-next-line -->\nTODO one\n\nTODO two\n".replace("\n", "\r\n"), ["6: TODO"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "left"), CARRIERS.values(), ids=CARRIERS)
def test_what_a_comment_hides(path: str, text: str, left: list[str]) -> None:
    """Each action, in each place where a comment can stand, hides what it says and nothing else, and is no text."""
    assert shown(text, path) == left
    if not text.startswith(f"{HEAD}# jdlint"):
        said = " ".join(block.text.value for block in blocks(text, path))
        assert "jdlint" not in said


def blocks(text: str, path: str) -> list[Block]:
    """The blocks that a reader sees."""
    document = check_source(Source(text, path), recommended()).document
    assert document is not None
    return [block for block, _ in document.postings[0].blocks()]


TEXT_ONLY = {
    "between backticks": f"{HEAD}`<!-- jdlint-disable-file -->` TODO\n",
    "between two backticks": f"{HEAD}``<!-- jdlint-disable-file -->`` TODO\n",
    "in a fence": f"{HEAD}```\n<!-- jdlint-disable-file -->\n```\n\nTODO\n",
    "in a fence of tildes": f"{HEAD}~~~html\n<!-- jdlint-disable-file -->\n~~~\n\nTODO\n",
    "another comment": f"{HEAD}<!-- jdlint is what we use -->\n<!-- see jdlint-disable-file -->\n\nTODO\n",
    "checked with it": f"{HEAD}<!-- checked with jdlint -->\n<!-- jdlint: see there -->\n\nTODO\n",
    "what it does": f"{HEAD}<!-- jdlint does not like this, and is available -->\n<!-- jdlint available here -->\n\nTODO\n",
    "its name alone": f"{HEAD}<!-- jdlint -->\n<!-- jdlint: -->\n<!-- jdlinter -->\n\nTODO\n",
    "without an end": f"{HEAD}TODO\n\n<!-- jdlint-disable-file\n",
}


@pytest.mark.parametrize("text", TEXT_ONLY.values(), ids=TEXT_ONLY)
def test_what_is_no_directive(text: str) -> None:
    """In code a directive is an example, and a comment that speaks of jdlint is a comment: nothing is hidden, nothing said."""
    assert [each.split(": ")[1] for each in shown(text)] == ["TODO"]
    assert comments(text) == []


# ---------------------------------------------------------------- names

FAULTS = "TODO and and help the salesman"  # of three rules, two of one category
ALL = {"TODO", "and and", "salesman"}
NAMES = {
    "a rule": ("placeholder", ALL - {"TODO"}),
    "a category": ("hygiene", {"salesman"}),
    "a category of one": ("inclusive", ALL - {"salesman"}),
    "several": ("placeholder gendered-titles", {"and and"}),
    "several with commas": ("placeholder, gendered-titles,repeated-word", set()),
    "a rule and a category": ("inclusive hygiene", set()),
    "a term": ("salesman", ALL - {"salesman"}),
    "a term in capitals": ("Salesman", ALL - {"salesman"}),
    "a rule in capitals": ("Placeholder", ALL - {"TODO"}),
    "a quoted term": ('"salesman"', ALL - {"salesman"}),
    "a term between single quotes": ("'salesman'", ALL - {"salesman"}),
    "another rule": ("native-speaker", ALL),
    "none": ("", set()),
    "a name and a reason": ("placeholder -- the hygiene officer asked for it", ALL - {"TODO"}),
    "a reason alone": ("-- placeholder", set()),
    "a reason that names a date": ("placeholder -- until 2020-01-01 it was fine", ALL - {"TODO"}),
    "a date to come": ("placeholder until 2027-06-15", ALL - {"TODO"}),
    "a date that has gone": ("placeholder until 2027-06-14", ALL),
    "a date and a reason": ("until 2028-01-01 -- the new text comes then", set()),
    "a date that is none": ("placeholder until Easter", ALL),
}


@pytest.mark.parametrize("action", ["disable", "disable-file", "disable-next-line"])
@pytest.mark.parametrize(("names", "left"), NAMES.values(), ids=NAMES)
def test_names(names: str, left: set[str], action: str) -> None:
    """Rules, categories and terms are named alike; what stands after ` -- ` is for people, and after `until` a last day."""
    text = f"{HEAD}<!-- jdlint-{action} {names} -->\nYou {FAULTS}\n"
    assert {each.split(": ")[1] for each in shown(text)} == left
    front = f"---\njdlint: {{disable: [{names}]}}\n---\n\n# Steward\n\nYou {FAULTS}\n"
    if names and not {" -- ", "until"} & {part for part in (" -- ", "until") if part in f" {names}"}:
        listed = front.replace("[placeholder gendered-titles]", "[placeholder, gendered-titles]")
        listed = listed.replace("[inclusive hygiene]", "[inclusive, hygiene]")
        assert {each.split(": ")[1] for each in shown(listed)} == left


def test_a_term_of_several_words() -> None:
    """A term that is several words is one name between quotes."""
    text = f"{HEAD}<!-- jdlint-disable-file {{}} -->\nYou are a native English speaker\n"
    (finding,) = (each for each in found(text.format("placeholder")) if each.rule == "native-speaker")
    for named, hidden in (('"' + finding.term + '"', "inline"), ("speakers", None)):
        (again,) = (each for each in found(text.format(named)) if each.rule == "native-speaker")
        assert again.hidden == hidden


def test_front_matter_has_dates_and_reasons_too() -> None:
    """`until` in front matter is a last day as in a comment."""
    text = "---\njdlint: {{disable: [placeholder], until: {}, reason: the new text}}\n---\n\n# Steward\n\nTODO\n"
    assert shown(text.format("2027-06-15")) == []
    assert shown(text.format("2027-06-14")) == ["7: TODO"]
    assert [rule for rule, _, _ in comments(text.format("2027-06-14"))] == ["expired-directive"]
    toml = '+++\n[jdlint]\ndisable = "placeholder"\nuntil = 2027-06-14\n+++\n\n# Steward\n\nTODO\n'
    assert shown(toml) == ["9: TODO"]


# ---------------------------------------------------------------- nesting

NESTED = {
    "again for one of two": ("disable placeholder gendered-titles", "enable placeholder", {"TODO", "and and"}),
    "again for one of all": ("disable", "enable gendered-titles", {"salesman"}),
    "again for a rule of a category": ("disable hygiene", "enable placeholder", {"TODO", "salesman"}),
    "again for all": ("disable placeholder", "enable", ALL),
    "again for something else": ("disable placeholder", "enable gendered-titles", {"salesman", "and and"}),
    "again by category": ("disable", "enable hygiene", {"TODO", "and and"}),
    "the whole file stays hidden": ("disable-file placeholder", "enable placeholder", {"salesman", "and and"}),
}


@pytest.mark.parametrize(("first", "second", "left"), NESTED.values(), ids=NESTED)
def test_enable_ends_what_it_names(first: str, second: str, left: set[str]) -> None:
    """`enable` brings back what it names and only that, of what `disable` hides."""
    text = f"{HEAD}<!-- jdlint-{first} -->\n\n<!-- jdlint-{second} -->\n\nYou {FAULTS}\n"
    assert {each.split(": ")[1] for each in shown(text)} == left


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("disable placeholder", "enable placeholder", None),
        ("disable", "enable native-speaker", None),
        ("disable placeholder", "enable", None),
        ("disable hygiene", "enable placeholder", None),
        ("disable placeholder", "enable hygiene", None),
        ("disable gendered-titles", "enable waitress", None),
        ("disable salesman", "enable gendered-titles", None),
        ("disable salesman", "enable Salesman", None),
        ("disable salesman", "enable waitress", "is for waitress"),
        ("disable placeholder", "enable gendered-titles placeholder", "is for gendered-titles"),
        ("disable-file placeholder", "enable placeholder", "is for placeholder"),
        ("disable-line", "enable", "no jdlint-disable stands before it"),
    ],
)
def test_enable_without_what_it_could_end(first: str, second: str, said: str | None) -> None:
    """An `enable` for which nothing was begun is told of: most often it was meant for a `disable` of another name."""
    text = f"{HEAD}<!-- jdlint-{first} -->\n\n<!-- jdlint-{second} -->\n\nYou {FAULTS}\n"
    told = [message for _, at, message in comments(text) if at == f"<!-- jdlint-{second} -->"]
    assert [said] if said else told == []
    assert all(said and said in message for message in told)


def test_a_slip_in_enable_is_told_of() -> None:
    """The `disable` goes on then, and whoever wrote it has to know."""
    text = f"{HEAD}<!-- jdlint-disable placeholder -->\n\nTODO\n\n<!-- jdlint-enable plaeholder -->\n\nTODO\n"
    ((rule, at, message),) = comments(text)
    assert (rule, at) == ("unknown-directive", "<!-- jdlint-enable plaeholder -->")
    assert "did you mean 'placeholder'?" in message


@pytest.mark.parametrize("names", ["mojibake", "hygiene", "", "waitress", "native-speaker"])
@pytest.mark.parametrize(("kind", "language"), [("not-a-posting", "en"), ("stub", "ja")])
def test_a_rule_that_is_not_for_the_text_is_not_unused(names: str, kind: DocumentKind, language: str) -> None:
    """Only of a rule that could have found something in a document can it be said that it found nothing to hide."""
    text = f"{HEAD}<!-- jdlint-disable-next-line {names} -->\n\nYou greet travellers on deck.\n"
    checked = check_source(Source(text, "a.md"), recommended(), kind=kind, language=language)
    told = [each.rule for each in checked.findings if each.rule == "unused-directive"]
    asked = kind == "stub" and names in ("mojibake", "hygiene", "")  # these are for every language
    assert told == ["unused-directive"] * asked
    slip = check_source(Source(text.replace("line", "line nmae"), "a.md"), recommended(), kind=kind, language=language)
    assert "unknown-directive" in [each.rule for each in slip.findings]


def test_enable_leaves_the_whole_file_hidden_whatever_else_is_said() -> None:
    """`disable-file` counts to the end, though a `disable` of the same name began and ended meanwhile."""
    for name in ("", "placeholder"):
        begin, end = f"<!-- jdlint-disable {name} -->", f"<!-- jdlint-enable {name} -->"
        text = f"{HEAD}<!-- jdlint-disable-file {name} -->\n\n{begin}\n\nTODO one\n\n{end}\n\nTODO two\n"
        assert shown(text) == []


def test_disable_can_begin_again() -> None:
    """What was enabled can be hidden once more, and the two stretches do not touch what lies between."""
    part = "<!-- jdlint-disable -->\n\nTODO hidden\n\n<!-- jdlint-enable -->\n\nTODO shown\n\n"
    assert len(shown(HEAD + part * 3)) == 3


def test_a_finding_over_several_lines() -> None:
    """`disable-line` hides it from any of its lines; the next block is hidden where the finding begins in it."""
    words = "You speak as a native\nspeaker\nwould"
    (plain,) = (each for each in found(f"{HEAD}{words}\n") if each.rule == "native-speaker")
    source = Source(f"{HEAD}{words}\n")
    assert (source.place(plain.span).line, source.place(plain.span).end_line) == (3, 4)
    lines = words.split("\n")
    for number, hidden in ((0, True), (1, True), (2, False)):
        marked = [f"{line} <!-- jdlint-disable-line -->" if at == number else line for at, line in enumerate(lines)]
        text = HEAD + "\n".join(marked) + "\n"
        if number == 0:
            text = text.replace("native <!-- jdlint-disable-line -->", "<!-- jdlint-disable-line --> native")
        (each,) = (each for each in found(text) if each.rule == "native-speaker")
        assert (each.hidden == "inline") == hidden, text


def test_an_absence_is_hidden_where_it_is_anchored() -> None:
    """What a posting does not say is said at its title: a comment above it, on its line or for the file hides it."""
    plain = "# Ferry Steward\n\nYou greet travellers and brew the tea on board every day.\n"
    for text, hidden in (
        ("<!-- jdlint-disable-next-line structure -->\n" + plain, True),
        (plain.replace("Steward", "Steward <!-- jdlint-disable-line structure -->"), True),
        (plain + "\n<!-- jdlint-disable-file missing-essentials missing-details -->\n", True),
        (plain + "\n<!-- jdlint-disable structure -->\n", False),
    ):
        missing = [each for each in found(text) if each.rule in ("missing-essentials", "missing-details")]
        assert missing
        assert {each.hidden == "inline" for each in missing} == {hidden}, text


# ---------------------------------------------------------------- what is said of comments

SAID = {
    "unused for a rule": ("<!-- jdlint-disable-file native-speaker -->", ["unused-directive"]),
    "unused for a category": ("<!-- jdlint-disable-line pay -->", ["unused-directive"]),
    "unused for all": ("<!-- jdlint-disable-next-line -->", ["unused-directive"]),
    "used": ("<!-- jdlint-disable-file placeholder -->", []),
    "used, the one name": ("<!-- jdlint-disable-file placeholder native-speaker -->", ["unused-directive"]),
    "used, in other letters": ("<!-- jdlint-disable-file Placeholder -->", []),
    "unused, in other letters": ("<!-- jdlint-disable-file Native-Speaker -->", ["unused-directive"]),
    "two names unused": ("<!-- jdlint-disable-file pay native-speaker -->", ["unused-directive"]),
    "a rule that is off": ("<!-- jdlint-disable-file cliches -->", []),
    "unused for a term": ("<!-- jdlint-disable-next-line waitress -->", ["unused-directive"]),
    "unused for a form of a term": ("<!-- jdlint-disable-next-line Waitresses -->", ["unused-directive"]),
    "unused for a phrase": ("<!-- jdlint-disable-next-line 'recent graduate' -->", ["unused-directive"]),
    "unused for a phrase over two lines": ("<!-- jdlint-disable 'recent\n  graduate' -->", ["unused-directive"]),
    "no rule": ("<!-- jdlint-disable-file placeholdr -->", ["unknown-directive"]),
    "no action": ("<!-- jdlint-disble-file placeholder -->", ["unknown-directive"]),
    "expired": ("<!-- jdlint-disable-file placeholder until 2027-06-14 -->", ["expired-directive"]),
    "no date, in words": ("<!-- jdlint-disable-file placeholder until end of year -->", ["unknown-directive"]),
    "no date": ("<!-- jdlint-disable-file placeholder until Easter -->", ["unknown-directive"]),
    "no date at all": ("<!-- jdlint-disable-file placeholder until -->", ["unknown-directive"]),
    "until with a colon": ("<!-- jdlint-disable-file placeholder until: 2027-12-31 -->", ["unknown-directive"]),
    "until with a sign": ("<!-- jdlint-disable-file placeholder, until=2027-12-31 -->", ["unknown-directive"]),
    "until on the next line": ("<!-- jdlint-disable-file placeholder\nuntil 2027-06-14 -->", ["expired-directive"]),
    "until in a reason": ("<!-- jdlint-disable-file placeholder -- until: Easter -->", []),
    "until in a phrase": ("<!-- jdlint-disable-file placeholder 'until further notice' -->", ["unknown-directive"]),
    "enable": ("<!-- jdlint-enable placeholder -->", ["unused-directive"]),
    "enable all": ("<!-- jdlint-enable -->", ["unused-directive"]),
    "enable no rule": ("<!-- jdlint-enable placeholdr -->", ["unknown-directive"]),
}


@pytest.mark.parametrize(("comment", "said"), SAID.values(), ids=SAID)
def test_what_is_said_of_a_comment(comment: str, said: list[str]) -> None:
    """A comment, or a name in it, that hides nothing, means nothing or is over is a finding, at the comment, never hidden."""
    text = f"{HEAD}You mind TODO\n\n{comment}\n\nYou greet travellers on deck.\n"
    result = comments(text)
    assert [rule for rule, _, _ in result] == said
    assert all(at == comment for _, at, _ in result)
    if "placeholdr" in comment:
        assert "did you mean 'placeholder'?" in result[0][2]
    if "until end" in comment:
        assert "('end' is no date; write until 2027-01-31)" in result[0][2]
    if "until:" in comment and said:
        assert "('until: 2027-12-31' is no date; write until 2027-01-31)" in result[0][2]
    if "disble" in comment:
        assert "did you mean 'jdlint-disable-file'?" in result[0][2]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}<!-- jdlint-disable-file 'of \r\n no use', \"\n\" -->\n",
        f'---\njdlint: {{disable: ["of\\nno use"], until: "a\\nday", "b\\nc": 1}}\n---\n\n{HEAD}',
    ],
    ids=["comment", "front matter"],
)
def test_what_is_said_of_names_over_lines_is_one_line(text: str) -> None:
    """A message is one line, whatever it quotes."""
    messages = [message for _, _, message in comments(text)]
    assert messages
    assert [message for message in messages if "\n" in message or "\r" in message] == []


def test_a_reason_that_does_not_look_like_one() -> None:
    """Words that mean nothing are one finding, which names them and tells how to write a reason."""
    text = f"{HEAD}<!-- jdlint-disable-next-line salesman because we like it -->\nYou help the salesman\n"
    ((rule, _, message),) = comments(text)
    assert rule == "unknown-directive"
    assert "('because', 'we', 'like', 'it' are no rule, no category and no term here; put -- before the" in message
    assert "salesman" not in message
    (message,) = (said for _, _, said in comments(text.replace("we like", " ".join(f"x{n}" for n in range(20)))))
    assert "'x6' and 14 more are no rule" in message


NEARLY = {
    "a blank": ("<!-- jdlint disable-next-line waitress -->", "there is no 'jdlint disable-next-line'; write jdlint-disable-next"),
    "a colon": ("<!-- jdlint:disable-line -->", "there is no 'jdlint: disable-line'; write jdlint-disable-line"),
    "a colon and a blank": ("<!-- JDlint: disable=placeholder -->", "there is no 'jdlint: disable'; write jdlint-disable"),
    "a line break": ("<!-- jdlint\n  disabel-file -->", "there is no 'jdlint disabel-file'; write jdlint-disable-file"),
    "a key": ("jdlint: {disabel: [placeholder]}", "'jdlint:' in front matter has no 'disabel'; did you mean 'disable'?"),
    "a key beside": ("jdlint: {disable: [], because: we like it}", "'jdlint:' in front matter has no 'because'"),
    "no mapping": ("jdlint: disable", "front matter says it as jdlint: {disable: [NAME]}"),
    "a list": ("jdlint: [placeholder]", "front matter says it as jdlint: {disable: [NAME]}"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "message"), NEARLY.values(), ids=NEARLY)
def test_what_is_nearly_right_is_said(said: str, message: str) -> None:
    """Whoever slips in writing to jdlint is told so: such a comment hides nothing, and must not look as if it did."""
    text = f"{HEAD}{said}\nTODO\n" if said.startswith("<") else f"---\n{said}\n---\n\n{HEAD}TODO\n"
    assert [each.split(": ")[1] for each in shown(text)] == ["TODO"]
    ((rule, _, told),) = comments(text)
    assert rule == "unknown-directive"
    assert message in told


@pytest.mark.parametrize(
    ("line", "cure"),
    [("# jdlint disable-file", "jdlint: disable-file"), ("#jdlint-disable=placeholder", "jdlint: disable"), ("# jdlint has its say", "")],
)  # fmt: skip
def test_a_line_of_plain_text_without_its_colon_is_told_of(line: str, cure: str) -> None:
    findings = found(f"STEWARD\n\n{line}\nTODO one\n", "a.txt")
    told = [each.message for each in findings if each.rule == "unknown-directive"]
    assert (f"write {cure}" in told[0]) if cure else told == []
    assert [each.hidden for each in findings if each.rule == "placeholder"] == [None]


def test_what_is_no_directive_behind_text() -> None:
    """Behind text of a plain posting only what begins with an action, or nearly, is one; the rest is the writer's."""
    assert comments("STEWARD\n\nWe lint # jdlint: our tool\nAsk for C# jdlint: disable-line\n", "a.txt") == []
    ((rule, at, message),) = comments("STEWARD\n\nTODO # jdlint: disabel-line\n", "a.txt")
    assert (rule, at) == ("unknown-directive", "# jdlint: disabel-line")
    assert "did you mean 'jdlint-disable-line'?" in message


def test_front_matter_until_without_a_date() -> None:
    """It does not count, rather than for ever."""
    text = f"---\njdlint:\n  disable: placeholder\n  until:\n---\n\n{HEAD}TODO\n"
    assert [each.split(": ")[1] for each in shown(text)] == ["TODO"]
    ((rule, _, message),) = comments(text)
    assert rule == "unknown-directive"
    assert "write until 2027-01-31" in message


def test_names_are_judged_for_rules_that_ran() -> None:
    """A rule that did not run cannot have been of no use; nor can a category of which a rule did not run."""
    text = f"{HEAD}<!-- jdlint-disable-file gendered-titles -->\n\nYou greet travellers on deck.\n"
    assert [rule for rule, _, _ in comments(text)] == ["unused-directive"]
    assert comments(text, rules=bind(Config(select=("placeholder",)))) == []
    assert comments(text, rules=bind(Config(ignore=("gendered-titles",)))) == []
    for broad in ("inclusive", ""):
        several = text.replace("disable-file gendered-titles", f"disable-next-line {broad}")
        assert [rule for rule, _, _ in comments(several)] == ["unused-directive"]
        assert comments(several, rules=bind(Config(select=("native-speaker", *ABOUT_COMMENTS)))) == []
    term = text.replace("gendered-titles", "waitress")
    assert [rule for rule, _, _ in comments(term)] == ["unused-directive"]
    assert comments(term, rules=bind(Config(ignore=("gendered-titles",)))) == []


def test_more_directives_than_anybody_writes() -> None:
    """Beyond a number that no posting needs they are not read, and one finding says so."""
    text = HEAD + "TODO <!-- jdlint-disable-line -->\n\n" * (_MOST + 2)
    assert len(shown(text)) == 2
    assert [rule for rule, _, _ in comments(text)] == ["unknown-directive"]


MANY = ",".join(f"zz{number}" for number in range(100_000))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.txt", f"STEWARD\n\n# jdlint: disable={MANY}\n\nYou greet travellers.\n"),
        ("a.txt", f"STEWARD\n\n# jdlint: disable={'z' * 100_000}, z\n\nYou greet travellers.\n"),
        ("a.md", f"---\njdlint: {{disable: [{MANY[:90_000]}]}}\n---\n\n{HEAD}You greet travellers.\n"),
    ],
    ids=["a line", "a long name", "front matter"],
)
def test_more_names_than_anybody_writes(path: str, text: str) -> None:
    """Of a directive so many names, and so much of a line, are read; the rest is one finding and takes no time."""
    start = time.perf_counter()
    said = [message for rule, _, message in comments(text, path) if rule == "unknown-directive"]
    assert time.perf_counter() - start < 5
    assert len(said) <= 2
    assert "are read, and there are more" in "".join(said)
    assert "jdlint" not in " ".join(block.text.value for block in blocks(text, path))


def test_fifty_names_are_read() -> None:
    """The last name that is read counts, and the one after it is said not to."""
    for number, left in ((49, []), (50, ["7: TODO"])):
        names = ", ".join([f"a{at}" for at in range(number)] + ["placeholder"])
        text = f"---\njdlint: {{disable: [{names}]}}\n---\n\n# Steward\n\nTODO\n"
        assert shown(text) == left
        assert ("50 names are read" in str(comments(text))) == bool(left)


def test_what_was_not_checked_is_never_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of jdlint's own is said whatever the posting forbids."""

    def broken(_posting: Posting, _rules: RuleSet, noticed: list[Problem]) -> list[object]:
        noticed.append(Problem("internal", "by design", Span(0, 0)))
        return []

    monkeypatch.setattr(engine, "_hits", broken)
    breaking = [each for each in found(f"{HEAD}<!-- jdlint-disable-file -->\n") if each.breaking]
    assert [each.hidden for each in breaking] == [None]


# ---------------------------------------------------------------- laws

LINES = st.sampled_from(
    [
        "TODO", "- You help the salesman", "- Greet and and wave", "## Requirements", "You are a native\nspeaker", "",
        "| a | TBC |\n|---|---|\n| salesman | x |", "> He will sail", "**What you bring**", "Salary: $20", "`TODO`",
        "```\nTODO\n```", "[TODO](https://a.example/TODO)", "<p>TODO</p>", "We pay £30k, apply to a@b.example",
        "1. Young and dynamic team", "Sentence after sentence, and/or more of it.", "# Second Steward",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=8).map(lambda lines: HEAD + "\n\n".join(lines) + "\n")
Key = tuple[str, str, str, str, str, int]


def keyed(text: str, path: str) -> Counter[tuple[Key, str]]:
    """The findings by what they say, where they stand by their words, and why they are hidden."""
    findings = found(text, path)
    return Counter(
        (
            (each.rule, each.case, each.term, each.message, text[each.span.start : each.span.end], each.times),
            each.hidden or "",
        )
        for each in findings
        if each.rule not in ABOUT_COMMENTS
    )


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["top", "end"]), st.sampled_from(["md", "mdx", "txt", "html"]))
@example(HEAD + "TODO\n\n- You help the salesman\n", "end", "md")
def test_disable_file_hides_all_and_changes_nothing(text: str, place: str, ending: str) -> None:
    """With the comment there are the same findings as without it, word for word, and each of them is hidden."""
    comment = {"mdx": "{/* jdlint-disable-file */}", "txt": "# jdlint: disable-file"}.get(
        ending, "<!-- jdlint-disable-file -->"
    )
    before = keyed(text, f"a.{ending}")
    commented = f"{comment}\n\n{text}" if place == "top" else f"{text}\n\n{comment}\n"
    after = keyed(commented, f"a.{ending}")
    assert Counter({key: count for (key, _), count in before.items()}) == Counter(
        {key: count for (key, _), count in after.items()}
    )
    assert {hidden for _, hidden in after} <= {"inline"}


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.sampled_from([*BAD, "hygiene", "inclusive", "clarity", "structure"]))
def test_a_name_hides_what_it_names_only(text: str, name: str) -> None:
    """Exactly the findings of the named rule or category are hidden; the rest is shown as it was."""
    commented = f"{text}\n\n<!-- jdlint-disable-file {name} -->\n"
    for each in found(commented):
        if each.rule not in ABOUT_COMMENTS:
            assert (each.hidden == "inline") == (name in (each.rule, each.category))
    assert sum(keyed(text, "a.md").values()) == sum(keyed(commented, "a.md").values())


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.integers(0, 12))
def test_a_comment_on_a_line_hides_what_is_there(text: str, number: int) -> None:
    """Behind a line of running text a comment hides findings of that line and no others, and brings none."""
    lines = text.split("\n")
    behind = [at for at, line in enumerate(lines) if line[:1].isalpha() and not line.startswith("Salary")]
    assume(behind and "```" not in text)
    at = behind[number % len(behind)]
    plain = Counter(shown(text))
    lines[at] += " <!-- jdlint-disable-line -->"
    left = Counter(shown("\n".join(lines)))
    assert left <= plain
    assert {int(each.split(":")[0]) for each in plain - left} <= {at, at + 1}  # what begins on the line before, too
