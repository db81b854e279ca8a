"""Where the postings of a file begin that holds several: several jobs one after the other, or one job in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from jdlint.language import UNKNOWN, language_of, languages_of
from jdlint.model import Block, Section
from jdlint.posting import Posting
from jdlint.titles import SEXES, names_a_job

_JOB_WORDS = 100  # below a heading that is a posting of its own
_SHORT_JOB_WORDS = 40  # … where sections of its own stand below it too
_MARKED = 2  # levels of headings below which a job's name needs to head sections of its own
_OWN_SECTIONS = 2
_LANGUAGE_WORDS = 40  # of a part in another language
_MOST_LANGUAGES = 4  # parts; where languages change more often, it is one text in two languages
SHORT = 8  # words of a block below which its language is not judged
_PAPERS = re.compile(
    r"\b(?:applications?|forms?|instructions|process|interview|questions|documents)\W*$", re.IGNORECASE
)
_OWN = frozenset(
    ("responsibilities", "requirements", "compensation", "schedule", "location", "how_to_apply", "benefits")
)
_DUTIES = frozenset(("responsibilities", "requirements", "qualifications", "skills", "nice_to_have", "experience"))


def part_starts(posting: Posting) -> list[int]:
    """The numbers of the blocks with which the postings of a file begin; empty where it is one posting."""
    return job_starts(posting) or _languages(posting)


def foreign_blocks(posting: Posting) -> dict[int, str]:
    """The languages of blocks that are in another one than their posting, by the block's offset."""
    if languages_of(posting.words) <= {posting.language}:
        return {}
    spoken = [_language(words.plain) for words in posting.block_words]
    found = {}
    for (block, _), language in zip(posting.blocks(), _with_short_ones(posting, spoken), strict=True):
        if language not in (None, posting.language):
            found[block.span.start] = language
    return found


def _with_short_ones(posting: Posting, spoken: Sequence[str | None]) -> list[str | None]:
    """The language of each block; those too short to tell have that of their section, where it has but one."""
    languages = list(spoken)
    numbers: dict[int, list[int]] = {}
    for number, (_, section) in enumerate(posting.blocks()):
        numbers.setdefault(section.number, []).append(number)
    for blocks in numbers.values():
        told = {spoken[number] for number in blocks} - {None}
        words = [] if told else [word for number in blocks for word in posting.block_words[number].plain]
        language = told.pop() if len(told) == 1 else _language(words)
        for number in blocks:
            languages[number] = languages[number] or language
    return languages


def job_starts(posting: Posting) -> list[int]:
    """Two or more headings of one level, beside the title, that name jobs and have a posting's text below them."""
    named = [
        section
        for section in posting.sections
        if section.kind is None and section.heading and section.heading.kind != "title" and _names_one(section.name)
    ]
    by_level = [
        [section for section in named if section.level == level] for level in sorted({each.level for each in named})
    ]
    for jobs in by_level:
        if len(jobs) >= 2 and all(_is_job(job, list(_below(posting, job))) for job in jobs):
            return _numbers(posting, jobs)
    # pages choose levels by their looks: `Cook (m/f/x)` heads all that follows up to the next of its kind
    jobs = [each for each in posting.sections if each.kind is None and each.heading and SEXES.search(each.name)]
    if len(jobs) < 2:
        return []
    ends = [*(job.number for job in jobs[1:]), len(posting.sections)]
    stretches = [posting.sections[job.number : end] for job, end in zip(jobs, ends, strict=True)]
    whole = all(_has_sections_of_a_job(job, below) for job, below in zip(jobs, stretches, strict=True))
    return _numbers(posting, jobs) if whole else []


def _numbers(posting: Posting, jobs: Sequence[Section]) -> list[int]:
    heads = [job.heading for job in jobs]
    return [number for number, (block, _) in enumerate(posting.blocks()) if block in heads]


def _names_one(heading: str) -> bool:
    """Whether a heading names a job, and not something that belongs to one: `Nurse application form`."""
    return names_a_job(heading) and not _PAPERS.search(heading)


def _is_job(job: Section, below: Sequence[Section]) -> bool:
    """Whether a posting stands under a heading: text enough, and for headings that are lower or unmarked its own sections."""
    words = sum(len(block.text.words) for section in below for block in section.blocks)
    own = any(section.kind in _OWN for section in below if section is not job)
    if words < (_SHORT_JOB_WORDS if own else _JOB_WORDS):
        return False
    return job.level <= _MARKED or _has_sections_of_a_job(job, below)


def _has_sections_of_a_job(job: Section, below: Sequence[Section]) -> bool:
    """Whether several kinds of sections stand under a heading, one of them of what is asked."""
    kinds = {section.kind for section in below if section is not job and section.kind}
    return len(kinds) >= _OWN_SECTIONS and not kinds.isdisjoint(_DUTIES)


def _below(posting: Posting, job: Section) -> Iterator[Section]:
    """A section and the deeper ones that follow it."""
    for section in posting.sections[job.number :]:
        if section is not job and section.level <= job.level:
            return
        yield section


def _languages(posting: Posting) -> list[int]:
    """Where a text goes on in another language for good: each part long enough to be a posting."""
    if len(languages_of(posting.words)) < 2:
        return []
    spoken = [_language(words.plain) for words in posting.block_words]
    judged = [
        (number, language) for number, language in enumerate(_by_section(posting, spoken)) if language is not None
    ]
    runs = [[number for number, _ in run] for _, run in groupby(judged, key=lambda each: each[1])]
    if not 2 <= len(runs) <= _MOST_LANGUAGES:
        return []
    blocks = [block for block, _ in posting.blocks()]
    starts = [0, *(_with_headings(blocks, spoken, run[0]) for run in runs[1:])]
    lengths = [
        sum(len(words) for words in posting.block_words[first:last]) for first, last in pairwise([*starts, len(blocks)])
    ]
    return starts if min(lengths) >= _LANGUAGE_WORDS else []


def _by_section(posting: Posting, spoken: Sequence[str | None]) -> list[str | None]:
    """The language of each block; the first of a section has that of the whole section where none is long enough to tell."""
    languages = list(spoken)
    first = 0
    for section in posting.sections:
        blocks = [block for block in (section.heading, *section.blocks) if block is not None]
        last = first + len(blocks)
        if not any(spoken[first:last]):
            languages[first] = _language([word for block in blocks for word in block.text.words.plain])
        first = last
    return languages


def _with_headings(blocks: Sequence[Block], spoken: Sequence[str | None], number: int) -> int:
    """The block with which a part begins: of the short lines before its first sentence its title, or the highest heading."""
    first = number
    while first > 1 and spoken[first - 1] is None and blocks[first - 1].kind != "item":
        first -= 1
    named = [each for each in range(first, number) if names_a_job(blocks[each].text.value)]
    heads = [each for each in range(first, number) if blocks[each].depth and blocks[each].kind in ("heading", "title")]
    return min(heads, key=lambda each: blocks[each].depth, default=number) if not named else named[0]


def _language(words: Sequence[str]) -> str | None:
    """The language of a block that is long enough to tell."""
    if len(words) < SHORT:
        return None
    language = language_of(words)
    return language if language != UNKNOWN else None
