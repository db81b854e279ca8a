"""Words run together are found just where a search through all the text would find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jdlint.checks.page_chrome import _GLUED, _words_with_joints

_PIECES = st.sampled_from(("apply", "Now", "aB", "NOW", "x", "é", "_", "1", " ", ".", "\n", "Save", "job"))


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_as_a_search_through_the_whole_text(text: str) -> None:
    assert [each.span() for each in _words_with_joints(text)] == [each.span() for each in _GLUED.finditer(text)]
