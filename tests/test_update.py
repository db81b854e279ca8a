"""jdlint update: untouched text is the template's, edited text the writer's, and twice is the same as once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jdlint.generate import postings, records, templates, update
from jdlint.generate.pieces import pieces
from jdlint.generate.postings import Made
from jdlint.generate.records import Record
from jdlint.generate.rendering import Block
from jdlint.generate.update import Updated

WHERE = [Path(__file__).parent / "data" / "templates"]
PORTER = templates.named("night-porter", "en", WHERE)
MADE = postings.make(PORTER, PORTER.examples[0], WHERE)
RECORD = records.record(MADE)


def newer(**blocks: str | None) -> Made:
    """What a newer template makes: other text in blocks, None for a block that is no longer there; new ones at the end."""
    known = {block.name for block in MADE.blocks}
    kept = [
        block._replace(text=blocks.get(block.name) or block.text)
        for block in MADE.blocks
        if blocks.get(block.name, "") is not None
    ]
    added = [Block(name, text) for name, text in blocks.items() if name not in known and text is not None]
    return MADE._replace(blocks=[*kept, *added])


def up_to_date(text: str, made: Made, record: Record = RECORD) -> Updated:
    """An update, which does nothing when it is made again."""
    done = update.updated(text, record, made)
    again = update.updated(done.text, record._replace(pieces=done.pieces), made)
    assert again.text == done.text
    assert (again.taken, again.added, again.removed, again.differences) == ([], [], [], [])
    return done


def test_untouched_text_is_the_templates() -> None:
    """Nothing was edited: what comes out is what the newer template makes."""
    made = newer(duties="## What you do\n\n- You wake the baker", welcome="## You are welcome\n\nAll of you.")
    done = up_to_date(MADE.text, made)
    assert done.text == made.text
    assert (done.taken, done.differences) == (["What you do", "You are welcome"], [])


def test_edited_text_is_the_writers() -> None:
    """Where the template did not change, nothing is said of it."""
    text = MADE.text.replace("- You greet late guests", "- You greet late guests by name")
    done = up_to_date(text, newer(welcome="## Everybody is welcome\n\nAll of you."))
    assert "- You greet late guests by name" in done.text
    assert "All of you." in done.text
    assert (done.taken, done.differences) == (["Everybody is welcome"], [])


def test_where_both_changed_the_writers_text_stays() -> None:
    """And the difference is told; no mark of a conflict is ever written."""
    text = MADE.text.replace("- A pension", "- A good pension")
    done = up_to_date(text, newer(benefits="## What we offer\n\n- 31 days of paid holiday"))
    assert done.text == text
    assert [(each.heading, "31 days" in each.template, "A good pension" in each.kept) for each in done.differences] == [
        ("What we offer", True, True)
    ]


def test_a_heading_that_the_writer_changed_stays() -> None:
    """Under it the text is still the template's."""
    text = MADE.text.replace("## What you do", "## Your nights")
    done = up_to_date(text, newer(duties="## What you do\n\n- You wake the baker"))
    assert "## Your nights\n\n- You wake the baker\n\n## What we offer" in done.text


def test_sections_that_come_and_go() -> None:
    """A new one is added where it belongs, an old one goes unless it was edited, one taken out stays out, an own one stays."""
    first, rest = MADE.text.split("## How to apply")
    text = first + "## The house\n\nIt stands by the sea.\n\n" + "## Everybody" + rest.split("## Everybody")[1]
    done = up_to_date(text, newer(duties=None, rota="## When you work\n\nFrom ten to six."))
    assert (done.added, done.removed, done.differences) == (["When you work"], ["What you do"], [])
    assert "It stands by the sea." in done.text
    assert "How to apply" not in done.text
    assert done.text.endswith("Come as you are.\n\n## When you work\n\nFrom ten to six.\n")
    edited = MADE.text.replace("- You greet late guests", "- You greet everybody")
    done = up_to_date(edited, newer(duties=None))
    assert done.text == edited
    assert [each.heading for each in done.differences] == ["What you do"]


def test_a_new_section_that_the_writer_has_already_is_not_added() -> None:
    """It is told instead."""
    text = MADE.text + "\n## When you work\n\nAt night.\n"
    done = up_to_date(text, newer(rota="## When you work\n\nFrom ten to six."))
    assert done.text == text
    assert [(each.heading, each.kept) for each in done.differences] == [("When you work", "")]


def test_front_matter_is_an_answer() -> None:
    """What the writer changed there comes into the text; the version of the template alone is put right in it."""
    text = MADE.text.replace("'2027-04-30'", "2027-05-31  # we take longer").replace("min: 25000", "min: 26000")
    answers = update.answers_now(text, RECORD, PORTER)
    assert (answers["deadline"], answers["pay.min"]) == ("2027-05-31", 26000)
    made = postings.make(PORTER._replace(version="4.2"), answers, WHERE)
    done = up_to_date(text, made)
    assert "2027-05-31  # we take longer" in done.text
    assert "version: '4.2'" in done.text
    assert "- **Pay:** £26,000 to £27,000 a year" in done.text
    assert "- **Apply by:** 31 May 2027" in done.text
    assert not done.front_matter


def test_what_is_taken_out_of_front_matter_is_no_answer_any_more() -> None:
    """Where it may be left out; a record of before that does not know what front matter had lets nothing go."""
    text = MADE.text.replace("deadline: '2027-04-30'\n", "").replace("title: Head night porter\n", "")
    assert text.count("\n") == MADE.text.count("\n") - 2
    answers = update.answers_now(text, RECORD, PORTER)
    assert answers == {name: value for name, value in RECORD.answers.items() if name != "deadline"}
    done = up_to_date(text, postings.make(PORTER, answers, WHERE))
    assert "Apply by" not in done.text
    assert update.answers_now(text, RECORD._replace(told=()), PORTER) == RECORD.answers


def test_an_update_that_was_cut_short_is_made_again() -> None:
    """The posting was written and its record was not: nothing is reported that differs in nothing, and nothing is lost."""
    made = newer(duties="## What you do\n\n- You wake the baker", benefits=None, rota="## When you work\n\nAt night.")
    once = up_to_date(MADE.text, made)
    done = update.updated(once.text, RECORD, made)
    assert done.text == once.text
    assert (done.taken, done.added, done.removed, done.differences) == ([], [], [], [])
    assert done.pieces == once.pieces


def test_a_posting_under_another_name_has_its_record(tmp_path: Path) -> None:
    """The one of which most is the same, edited as it may be; a posting of one's own has none, nor is one of two the right one."""
    posting = tmp_path / "jobs" / "porter.md"
    records.write(records.place_of(posting, tmp_path), RECORD)
    other = tmp_path / "archive" / "night.md"
    other.parent.mkdir()
    other.write_bytes(MADE.text.replace("late guests", "all").replace("\n", "\r\n").encode())
    assert records.moved(other, tmp_path) == records.place_of(posting, tmp_path)
    own = tmp_path / "own.md"
    own.write_text("# Night Porter\n\nAnother text.\n", encoding="utf-8")
    assert records.moved(own, tmp_path) is None
    records.write(records.place_of(tmp_path / "twin.md", tmp_path), RECORD)
    assert records.moved(other, tmp_path) is None


def test_a_record_is_kept_as_it_is(tmp_path: Path) -> None:
    """Written and read again it is the same; it lies in a folder beside the postings."""
    path = records.place_of(tmp_path / "jobs" / "porter.md", tmp_path)
    assert path == tmp_path / ".jdlint" / "generated" / "jobs" / "porter.md.yml"
    records.write(path, RECORD)
    found = records.read(path)
    assert found is not None
    assert found._replace(answers=RECORD.answers) == RECORD
    assert update.answers_now(MADE.text, found, PORTER) == RECORD.answers


lines = st.sampled_from(
    ["- You sing", "Text.", "## Own", "", "### Deeper", "- A pension", "```", "<!-- jdlint-disable -->"]
)


@given(st.data())
def test_no_word_of_the_writer_is_lost(data: Any) -> None:
    """Whatever was edited, added, moved or taken out: each line that the template did not make is there afterwards."""
    written = pieces(MADE.text)
    kept = data.draw(
        st.lists(st.sampled_from(range(len(written))), unique=True).map(sorted) | st.permutations(range(len(written)))
    )
    parts = []
    own: list[str] = []
    for number in kept:
        extra = data.draw(st.lists(lines, max_size=2))
        parts.append(written[number].written + "".join(f"{line}\n" for line in extra))
        own += [line for line in extra if line.strip()]
    text = "".join(parts)
    made = newer(
        **data.draw(
            st.dictionaries(
                st.sampled_from(["duties", "benefits", "welcome", "rota"]), st.none() | st.just("## New\n\n- New")
            )
        )
    )
    done = update.updated(text, RECORD, made)
    left = done.text.splitlines()
    for line in own:
        assert line in left
        left.remove(line)
    assert not re.search("^(?:<<<<<<<|=======|>>>>>>>)", done.text, re.MULTILINE)
    again = update.updated(done.text, RECORD._replace(pieces=done.pieces), made)
    assert again.text == done.text
