"""Postings whose text stands in their front matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.document import read_document
from jdlint.read.body_in_head import body_in_head
from jdlint.text import Source

BODY = """\
We look for a steady hand at the oven, in a mill by the river where bread has been made since the war, from ten at night
until six, with a break at two in which we eat what we have made.

## Your duties

- Bake bread of rye and of wheat
- Keep the oven hot
  - by day
    with wood of the year before
  - and by night

## We ask for

- Two years at an oven
"""


def page(body: str, *, mark: str = "|", inset: str = "    ", newline: str = "\n") -> str:
    """A page that keeps a text under the key `text`."""
    lines = [inset + line if line else "" for line in body.splitlines()]
    head = ["---", "title: Baker", f"text: {mark}", *lines, "date: 2030-05-01", "---", "", ""]
    return newline.join(head)


@pytest.mark.parametrize("mark", ["|", "|-", ">", ">-", "|2"])
@pytest.mark.parametrize("inset", ["  ", "    "])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_in_front_matter_is_read_as_if_it_stood_below(mark: str, inset: str, newline: str) -> None:
    """Headings, points and lines are the same, and each block stands in the file where it says."""
    text = page(BODY, mark=mark, inset=inset, newline=newline)
    held, below = (
        read_document(Source(text, "a.md")),
        read_document(Source(f"---\ntitle: Baker\n---\n\n{BODY}", "a.md")),
    )
    assert held.kind == "posting"
    found, wanted = (
        [(block.kind, block.text.value, block.depth) for block, _ in each.postings[0].blocks()]
        for each in (held, below)
    )
    assert found == wanted
    for block, _ in held.postings[0].blocks():
        words = block.text.value.split()
        assert text[block.span.start :].startswith(words[0])
        assert text[: block.span.end].endswith(words[-1])


@pytest.mark.parametrize(
    "text",
    [
        page("A short word about bread."),
        f"{page(BODY)}\n# Baker\n\nThe text stands here, and it is what people read: we bake bread by the river, and look for you.\n",
        page(BODY).replace("text: |", "text:"),
    ],
    ids=["a summary", "a text below", "no text at all"],
)
def test_else_front_matter_is_no_text(text: str) -> None:
    """A summary, and whatever stands beside a text of its own, is not what people read."""
    assert "Keep the oven hot" not in read_document(Source(text, "a.md")).postings[0].text


@given(st.text(st.sampled_from("ab:|>-# \t\r\n"), max_size=400))
def test_no_character_moves(lines: str) -> None:
    """Whatever stands there: the form is as long as the file, and what is no blank stands at its place."""
    text = f"---\ntext: |\n    {'bread ' * 45}\n{lines}\n---\n"
    found = body_in_head(text, len(text))
    assert found is not None
    shown, begin = found
    assert len(shown) == len(text)
    assert all(one == two for one, two in zip(shown[begin:], text[begin:], strict=True) if not one.isspace())
