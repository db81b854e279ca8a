"""What a page leaves to other places: parts that the site puts in, and the full advert that it links to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint import check_text
from jdlint.document import read_document
from jdlint.posting import Posting
from jdlint.text import Source

BODY = "# Night porter\n\nYou greet late guests in our house in Hull. We pay £12.50 an hour.\n\n"


def read(text: str, path: str = "porter.md") -> Posting:
    """The one posting of a text."""
    return read_document(Source(text, path)).postings[0]


@pytest.mark.parametrize(
    ("part", "facts"),
    [
        ("{% include apply.html %}", {"how_to_apply"}),
        ("{%- include_cached components/apply_now.html url=page.url -%}", {"how_to_apply"}),
        ('{% render "ApplyButton", role: "porter" %}', {"how_to_apply"}),
        ("{% include button-listing.html grade='14' %}", {"how_to_apply", "advert"}),
        ('{{< application-form id="3" >}}', {"how_to_apply"}),
        ("{{% salary %}}", {"pay"}),
        ("{{> office_address }}", {"location"}),
        ("<ApplyButton href='https://hotel.example/jobs' />", {"how_to_apply"}),
        ("<ApplyNow>now</ApplyNow>", {"how_to_apply"}),
        # what says something else, or nothing
        ("{% include newsletter-form.html %}", set()),
        ("{% include hours.html %}", set()),
        ("{% if page.apply %}", set()),
        ("<!-- {% include apply.html %} -->", set()),
        ("<Apply where>", set()),
        ("<form></form>", set()),
        ("{{ page.salary }}", set()),
    ],
)
def test_a_part_that_the_site_puts_in_states_what_its_name_says(part: str, facts: set[str]) -> None:
    """By its name or what is given to it, in the forms of Jekyll, Liquid, Hugo, Handlebars and MDX; not in a comment."""
    posting = read(BODY + part + "\n", "porter.mdx" if part.startswith("<A") else "porter.md")
    assert set(posting.facts.elsewhere) == facts
    assert {posting.body[span.start : span.end] for span in posting.facts.elsewhere.values()} <= {part, "</ApplyNow>"}


@pytest.mark.parametrize(
    "text",
    ["[Read the full job advert](https://jobs.example/3)", "[Zur Stellenanzeige][a]\n\n[a]: https://jobs.example/3"],
)
def test_a_notice_that_links_to_the_full_advert_is_told_softly_what_it_lacks(text: str) -> None:
    """The advert may say it; the notice is not to blame for more than an info."""
    notice = "# Night porter\n\nOur house in Hull looks for help.\n\n## What you do\n\n- You greet late guests\n- You lock up\n\n"
    with_link, without = (
        [each for each in check_text(notice + end) if each.rule == "missing-essentials"]
        for end in (text, "Please write to jobs@hotel.example.")
    )
    assert [each.severity for each in with_link] == ["info"]
    assert [each.severity for each in without] == ["warning"]


@pytest.mark.parametrize(
    "text", ["We buy [ad space](https://ads.example).", "- Place each advert on our [board][b]\n\n[b]: /b"]
)
def test_a_link_to_what_the_work_is_about_is_no_advert(text: str) -> None:
    """Adverts are what some jobs are about: a link beside the word leads to the full one only in a line of its own."""
    assert "advert" not in read(f"{BODY}{text}\n").facts.elsewhere


@given(
    st.lists(
        st.sampled_from(["{% include ", "apply", " %}", "<!--", "-->", "{{< ", ">}}", "<Apply", "/>", "</Apply>", "\n"])
    )
)
def test_parts_in_any_disorder_have_places_in_the_file(pieces: list[str]) -> None:
    """Half-open parts and comments that never end break nothing, and each part is where it is said to be."""
    posting = read(BODY + "".join(pieces))
    assert all(0 <= span.start < span.end <= posting.span.end for span in posting.facts.elsewhere.values())
