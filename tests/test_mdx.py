"""MDX: what only the program reads is no text, and every offset stays true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.document import read_document
from jdlint.model import Block
from jdlint.read.mdx import blanked
from jdlint.text import Source

PIECES = [
    "<A>",
    "</A>",
    "<A b={1} />",
    "<B",
    " c='",
    "{/*",
    "*/}",
    "import x from 'y'",
    "\n",
    "\n\n",
    "```",
    "word ",
    "<>",
    "{",
    "}",
    "é",
    "\r\n",
]


def blocks(text: str, path: str = "a.mdx") -> list[Block]:
    """The blocks of an MDX file."""
    return [block for block, _ in read_document(Source(text, path)).postings[0].blocks()]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('<Callout type="x">\nWe bake <Badge>bread</Badge> at night.\n</Callout>', ["We bake bread at night."]),
        ("<Tabs>\n  <Tab label='a'>\n\n## Ovens\n\n- Gas\n\n  </Tab>\n</Tabs>", ["Ovens", "Gas"]),
        ("import A from './a'\nimport {\n  B } from \"b\"\n\nWe bake.", ["We bake."]),
        ("export const meta = {\n  a: 1\n}\n\nWe bake.", ["We bake."]),
        ("{/* TODO\n\nnot now */}\n\nWe bake{/* or */} bread.", ["We bake bread."]),
        ("We bake. <Image src={x} alt='y' /> <Pay {...props} a={{b: {c: 1}}} />", ["We bake."]),
        ("<>\n\nWe bake.\n\n</>", ["We bake."]),
        ("<ui.Box>We bake.</ui.Box>".replace("ui", "Ui"), ["We bake."]),
        (
            "We import flour; export bread.\n\nimport our values",
            ["We import flour; export bread.", "import our values"],
        ),
        ("Join <Company name> now.", ["Join <Company name> now."]),
        ("```\nimport a from 'b'\n<A />\n```", ["``` import a from 'b' <A /> ```"]),
        ("We bake.\n\n{/* never closed\n\nand so on", ["We bake."]),
    ],
)
def test_what_of_mdx_is_text(text: str, read: list[str]) -> None:
    """Comments, modules and tags of components are no text; children are, and code stays code."""
    assert [block.text.value for block in blocks(text)] == read
    for block in blocks(text):
        for start, end in block.text.words.spans:
            span = block.text.span(start, end)
            assert text[span.start : span.end] == block.text.value[start:end]


def test_other_markdown_is_left_alone() -> None:
    """In a file of another name such lines are what somebody wrote."""
    assert [block.text.value for block in blocks("import A from 'a'", "a.md")] == ["import A from 'a'"]


def test_a_directive_in_an_mdx_comment_counts() -> None:
    """It is read before comments become blanks."""
    document = read_document(Source("{/* jdlint-disable-file -- ours */}\n\nWe bake.", "a.mdx"))
    assert [directive.action for directive in document.directives] == ["disable-file"]
    assert [block.text.value for block, _ in document.postings[0].blocks()] == ["We bake."]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_blanks_keep_every_offset(text: str) -> None:
    """As long as before, every line break in its place; what is left stands where it stood, and once is enough."""
    result = blanked(text, 0)
    assert len(result) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, result, strict=True))
    assert [at for at, mark in enumerate(text) if mark in "\r\n"] == [
        at for at, mark in enumerate(result) if mark in "\r\n"
    ]
