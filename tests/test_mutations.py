"""What holds for any document, on 100,000 damaged ones: no fault of ours, and every place is true.

    pytest -m mutations -n 2

JDLINT_MUTATIONS=1000 sets how many, JDLINT_MUTATIONS_SEED=200000 the seed of the first; each next one has the next seed. A
failure names the seed of its document. The slowest documents are reported at the end of the run.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from jdlint.config import Config
from jdlint.engine import Checked, check_source, check_unreadable
from jdlint.files import Read, decode
from jdlint.findings import Finding
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.registry import RuleSet, bind
from jdlint.text import Source, Span
from tests.mutations import BESIDE, mutation, open_files

COUNT = int(os.environ.get("JDLINT_MUTATIONS", "100000"))
SEED = int(os.environ.get("JDLINT_MUTATIONS_SEED", "0"))
CHUNK = 250  # documents of one test
DEFAULT = 100  # documents of a default run
SLOW = 5  # documents that are reported
SMALL = 2_000  # characters or bytes: what a check takes at the least does not count against short documents

LISTED = ("pay", "deadlines", "start_dates", "years", "degrees", "spoken_languages", "arrangements", "contacts")
NAMED = ("statements", "details")

mutations = pytest.mark.mutations
Record = Callable[[str, object], None]


@cache
def rules() -> RuleSet:
    """All rules that are stable, at their loudest."""
    return bind(Config(preset="strict"))


# ---------------------------------------------------------------- what must hold


def faults(read: Read) -> Iterator[str]:
    """All that is wrong with the check of a file."""
    problems = [read.problem] if read.problem else []
    if not read.readable:
        yield from _findings(check_unreadable(problems, rules()), read.source)
        return
    checked = check_source(read.source, rules(), problems=problems, reading=read.reading)
    yield from _findings(checked, read.source)
    if checked.document is None:
        return
    text = read.source.text
    yield from _outside(len(text), "problem", [problem.span for problem in checked.document.problems])
    yield from _outside(len(text), "directive", [directive.span for directive in checked.document.directives])
    postings = checked.document.postings
    ends = [0, *(posting.span.end for posting in postings)]
    if [*(posting.span.start for posting in postings), len(text)] != ends:
        yield f"the postings {[posting.span for posting in postings]} do not cover {len(text)} characters"
    for posting in postings:
        yield from _posting(posting, text)
        yield from _facts(posting, len(text))


def _findings(checked: Checked, source: Source) -> Iterator[str]:
    if checked.broken != any(finding.breaking for finding in checked.findings):
        yield f"broken is {checked.broken}, and the findings do not say so"
    for finding in checked.findings:
        if finding.rule == "internal-error":
            yield finding.message
        if not finding.message.strip() or "\n" in finding.message:
            yield f"{finding.rule} says {finding.message!r}"
        yield from _outside(len(source.text), finding.rule, [finding.span, *finding.related])
        yield from _edits(finding, len(source.text))
        yield from _place(finding, source)


def _edits(finding: Finding, length: int) -> Iterator[str]:
    """Edits lie in the text, and none on another."""
    edits = sorted(Span(edit.start, edit.end) for edit in finding.fix.edits) if finding.fix else []
    yield from _outside(length, f"fix of {finding.rule}", edits)
    if any(second.start < first.end for first, second in pairwise(edits)):
        yield f"fix of {finding.rule}: edits lie on one another"


def _place(finding: Finding, source: Source) -> Iterator[str]:
    """Lines and columns are those of the text; the place in a document without lines names its paragraph."""
    place = source.place(finding.span)
    lines = source.text.split("\n")
    if not 1 <= place.line <= place.end_line <= len(lines):
        yield f"{finding.rule}: no lines {place}"
    elif not (1 <= place.column <= len(lines[place.line - 1]) + 1 and place.end_column >= 1):
        yield f"{finding.rule}: no columns {place}"
    elif place.end_column > len(lines[place.end_line - 1]) + 2:  # the line break is a column
        yield f"{finding.rule}: no end column {place}"
    if any(character in finding.place for character in "\r\n"):
        yield f"{finding.rule}: the place {finding.place!r} has several lines"
    if source.unit == "paragraph" and not finding.place.endswith(f"paragraph {place.line}"):
        yield f"{finding.rule}: the place {finding.place!r} is not paragraph {place.line}"


def _posting(posting: Posting, text: str) -> Iterator[str]:
    if posting.title is not None:
        yield from _outside(len(text), "title", [posting.title.span])
    if posting.meta is not None:
        yield from _outside(len(text), "front matter", [*posting.meta.spans.values(), *posting.meta.keys.values()])
    sections = [section.span for section in posting.sections]
    yield from _outside(len(text), "section", sections)
    if any(second.start < first.end for first, second in pairwise(sections)):
        yield f"sections are not in order: {sections}"
    for block, section in posting.blocks():
        if not (section.span.start <= block.span.start and block.span.end <= section.span.end):
            yield f"{block.kind} {block.span} lies outside its section {section.span}"
        if not posting.span.start <= block.span.start <= block.span.end <= posting.span.end:
            yield f"{block.kind} {block.span} lies outside its posting {posting.span}"
        yield from _block(block, text)


def _block(block: Block, text: str) -> Iterator[str]:
    """All of the reader text stands within the block; what was copied is there, and later text stands later."""
    said = f"{block.kind} {block.span} {block.text.value[:40]!r}"
    yield from _outside(len(text), f"link of {said}", [link.span for link in block.links])
    value, pieces = block.text.value, block.text.segments
    whole = block.text.span(0, len(value))
    if not block.span.start <= whole.start <= whole.end <= block.span.end:
        yield f"{said}: its text is at {whole}"
    ends = [*(piece.text for piece in pieces[1:]), len(value)]
    if pieces and (pieces[0].text, *ends) != tuple(sorted({pieces[0].text, *ends})) and value:
        yield f"{said}: its pieces are not in order"
    for piece, end in zip(pieces, ends, strict=False):
        read, raw = value[piece.text : end], text[piece.source : piece.source + piece.length]
        if len(read) == len(raw) and read != raw and not (read == " " and raw.isspace()):
            yield f"{said}: {read!r} was copied from {raw!r}"
    if any(second.source < first.source + first.length for first, second in pairwise(pieces)):
        yield f"{said}: its text stands in another order"
    for start, end in block.text.words.spans:
        span = block.text.span(start, end)
        if not whole.start <= span.start < span.end <= whole.end:
            yield f"{said}: the word {value[start:end]!r} is at {span}"


def _facts(posting: Posting, length: int) -> Iterator[str]:
    """Every fact lies in the text."""
    facts = posting.facts
    found: dict[str, list[Span]] = {name: [each.span for each in getattr(facts, name)] for name in LISTED}
    found |= {name: [each.span for each in getattr(facts, name).values()] for name in NAMED}
    found["benefits"] = list(facts.benefits)
    found["closed"] = [facts.closed.span] if facts.closed else []
    found["passages"] = [Span(start, start) for start in facts.passages]
    for name, spans in found.items():
        yield from _outside(length, name, spans)
    if facts.gender_coding.masculine < 0 or not facts.gender_coding.verdict:
        yield f"gender coding {facts.gender_coding}"


def _outside(length: int, what: str, spans: list[Span]) -> Iterator[str]:
    yield from (f"{what}: {span} in {length} characters" for span in spans if not 0 <= span[0] <= span[1] <= length)


# ---------------------------------------------------------------- the runs


def _said(path: str, data: str | bytes) -> tuple[int, list[str]]:
    """How long a document is in its file, and what is wrong with it: an error included that none of our doors catches."""
    read = Read(Source("", path), None, False)
    try:
        read = Read(Source(data, path), None, True) if isinstance(data, str) else decode(data, path)
        said = list(faults(read))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = [f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"]
    return max(len(data), len(read.source.text)), said


def _run(seeds: range, record: Record | None = None) -> None:
    """Look at the documents of these seeds, and record the slowest."""
    wrong: list[str] = []
    times: list[tuple[float, int, int]] = []
    for seed in seeds:
        path, data = mutation(seed)
        start = time.process_time()
        length, said = _said(path, data)
        taken = time.process_time() - start
        wrong += [f"seed {seed} ({path}): {each}" for each in said]
        times.append((1000 * taken / max(length, SMALL) * 1000, seed, length))
    if record is not None:
        record("slowest mutations", sorted(times, reverse=True)[:SLOW])
    _fail(wrong)


def _fail(wrong: list[str]) -> None:
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_some_damaged_documents() -> None:
    """The first few of them."""
    _run(range(SEED, SEED + DEFAULT))


@mutations
@pytest.mark.parametrize("first", range(SEED, SEED + COUNT, CHUNK))
def test_damaged_documents(first: int, record_property: Record) -> None:
    """Nothing raises, and every place that blocks, sections, facts and findings name is true."""
    _run(range(first, min(first + CHUNK, SEED + COUNT)), record_property)


@mutations
@pytest.mark.parametrize("path", open_files() or [None], ids=lambda path: path and str(path.relative_to(BESIDE)))
def test_documents_of_other_people(path: Path | None) -> None:
    """The same holds for postings as they are."""
    if path is None:
        pytest.skip("the postings are not at hand")
    _fail(_said(path.name, path.read_bytes())[1])
