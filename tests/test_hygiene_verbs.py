"""Links, references, articles, blanks and characters: what the examples of the rules cannot show."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint import registry
from jdlint.engine import check_source
from jdlint.findings import Finding
from jdlint.rules import Circumstances
from jdlint.text import Source


def findings(text: str, *names: str, path: str = "porter.md") -> list[Finding]:
    """What some rules find in a posting."""
    known = registry.all_rules()
    circumstances = Circumstances(datetime.date(2026, 11, 22))
    rules = registry.bound([known[name] for name in names], circumstances=circumstances)
    return check_source(Source(text, path), rules, kind="posting", language="en").findings


LINKS = ("broken-link", "dead-anchor", "placeholder-link")


@given(
    st.from_regex(r"\A(https?://[a-z]{2,10}\.(de|com|org)(/[a-z0-9%=&-]{0,20})?|/[a-z/]{0,10}|tel:\+?[0-9]{5,12})\Z")
)
def test_a_link_that_works_is_left_alone(target: str) -> None:
    """Web addresses, pages of the same site and telephone numbers are no broken links."""
    assert findings(f"# Porter\n\nSee [us]({target}) for more.\n", *LINKS) == []


@pytest.mark.parametrize(
    "heading", ["How to apply", "How to apply?", "🙂 How to apply", "**How** to apply", "HOW TO APPLY", "How to  apply"]
)
def test_an_anchor_is_made_as_sites_make_it(heading: str) -> None:
    """Capitals, marks, emoji and blanks do not count."""
    assert findings(f"# Porter\n\n[Apply](#how-to-apply)\n\n## {heading}\n\nWrite.\n", "dead-anchor") == []


def test_an_anchor_in_a_page() -> None:
    """In HTML any element may have the name."""
    page = '<h1>Porter</h1><p><a href="#form">Apply</a> or <a href="#nowhere">there</a></p><div id="form"></div>'
    (finding,) = findings(page, "dead-anchor", path="porter.html")
    assert page[finding.span.start : finding.span.end] == "#nowhere"


@pytest.mark.parametrize(
    "contact", ["jobs@harbour.org", "[us](https://harbour.org)", "Tel. 01482 000000", "<form action='/a'></form>"]
)
def test_a_reference_is_met_by_whatever_follows(contact: str) -> None:
    """An address, a link, a number or a form below meets words that point there; above it does not."""
    assert findings(f"# Porter\n\nUse the contact details below.\n\n{contact}\n", "dangling-reference") == []
    if "form" not in contact:
        before = findings(f"# Porter\n\n{contact}\n\nUse the contact details below.\n", "dangling-reference")
        assert [finding.case for finding in before] == ["contact-after"]


CONSONANTS = st.sampled_from("baker chef driver guest kitchen menu night porter room stove table waiter year".split())
VOWELS = st.sampled_from("apple egg inn oven order uncle umbrella honest hour eight-hour experienced".split())


@given(st.lists(st.one_of(CONSONANTS, VOWELS), min_size=1, max_size=6), st.sampled_from(["a", "an"]))
def test_mending_an_article_ends(nouns: list[str], article: str) -> None:
    """What a fix leaves has no wrong article any more, and what was right is not touched."""
    text = "# Porter\n\nYou need " + ", ".join(f"{article} {noun}" for noun in nouns) + ".\n"
    found = findings(text, "wrong-article")
    fixes = [finding.fix for finding in found if finding.fix]
    mended = text
    for edit in sorted((edit for fix in fixes for edit in fix.edits), reverse=True):
        mended = mended[: edit.start] + edit.replacement + mended[edit.end :]
    assert [each for each in findings(mended, "wrong-article") if each.fix and mended == text] == []
    right = [noun for noun in nouns if (noun[0] in "aeiou" or noun.startswith("ho")) == (article == "an")]
    assert all(f"{article} {noun}" in mended for noun in right)


@given(st.text(st.characters(categories=("L", "N", "Zs", "P")), max_size=60))
def test_no_text_raises(text: str) -> None:
    """Whatever the words, each rule comes to an end."""
    everything = f"# Porter\n\n- {text}\n- a {text}\nthe{text}\n\n[x]({text.replace(')', '')}) {text} below\n"
    names = ("wrong-article", "joined-words", "broken-lists", "broken-markup", "dangling-reference", *LINKS)
    assert not [each for each in findings(everything, *names) if each.rule == "internal-error"]


def test_characters_are_found_in_any_format() -> None:
    """The place is that in the file, and each is counted."""
    for path, text in (("a.md", "# Por\u200bter\n\nYou gre\u200bet."), ("a.html", "<h1>Por\u200bter</h1>gre\u200bet")):
        (finding,) = findings(text, "invisible-characters", path=path)
        assert text[finding.span.start] == "\u200b"
        assert "(2)" in finding.message


def test_a_point_of_a_page_has_no_run_on_line() -> None:
    """A line break in HTML is a blank."""
    page = "<h1>Porter</h1><ul><li>You greet guests.\nYou carry their bags up to the rooms on the third floor, too.</li></ul>"
    assert findings(page, "broken-lists", path="porter.html") == []
