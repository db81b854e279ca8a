"""What a posting is for: the title in front matter, in a heading, in the first lines, or in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from jdlint import words
from jdlint.data import table
from jdlint.model import Block, Meta, Title, plain_key
from jdlint.text import Span, later
from jdlint.wordings import heading_wording, normalised

_FIRST_LINES = 6  # blocks among which a line can be the title
_FIRST_TEXT = 12  # blocks whose running text can name the job
_MOST_WORDS = 14
_SHORT = 7
_EMPLOYER = later(r"\s+(?:@|at|chez|bei)\s+[A-Z].*$")
_NOISE = later(
    r"^\W*(?:(?:job title|position title|title|position|role|job|post|vacancy|poste|intitulé(?: du poste)?|stelle|stellenbezeichnung"
    r"|fwd?|re)\s*:\s*|\[[^\]]{1,20}\]\s*)+",
    re.IGNORECASE,
)
SEXES = later(r"\((?:[mwfdxhi]\s?[/|*]\s?[mwfdxhi](?:\s?[/|*]\s?[mwfdxhi])?|all genders|gn)\)", re.IGNORECASE)
_CODE = ("@", "{", "[", "<", "$", "%")  # what a line of a page's machinery, or a gap to fill, begins with
_LABELS = frozenset(
    ("job title", "position title", "title", "position", "role", "post", "intitulé du poste", "intitulé", "poste", "titre du poste",
     "titre", "stellenbezeichnung", "stelle", "position zu besetzen")
)  # fmt: skip
_SURE_LABELS = frozenset(("job title", "position title", "intitulé du poste", "titre du poste", "stellenbezeichnung"))


@cache
def _meta_keys() -> tuple[str, ...]:
    return tuple(plain_key(key) for key in table("titles")["meta"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for noun in table("titles")["nouns"])


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE if name == "page_titles" else 0
    return tuple(re.compile(pattern, flags) for pattern in table("titles")[name])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(table("titles")["endings"])


def names_a_job(text: str) -> bool:
    """Whether a text has a word that names a job (engineer, nurse …), singular or plural, or the mark of a job (m/f/x)."""
    if "(" in text and SEXES.search(text):
        return True
    for word in words.words(text):
        for part in word.split("_"):
            if part in _nouns() or (part.endswith("s") and part[:-1] in _nouns()):
                return True
            if len(part) > 8 and part.endswith(_endings()):
                return True
    return False


def find_title(meta: Meta | None, blocks: Sequence[Block]) -> Title | None:
    """The title of a posting, looked for in the order of the design; None where nothing names the job.

    What structured data says counts only where no heading and no line is the title; but it can say which line is.
    """
    shown = meta is None or meta.shown
    stated = _in_front_matter(meta)
    if stated is not None and shown and _announces(stated.text):  # `Jobs` says no more than the page's folder
        stated = _only_job(blocks) or _told_more(stated, blocks) or stated
    return (
        (stated if shown else _stated_above(stated, blocks))
        or _in_sure_label(blocks)
        or _in_headings(blocks)
        or _in_label(blocks)
        or _in_first_lines(blocks)
        or stated
        or _in_running_text(blocks)
        or _in_first_block(blocks)
    )


def _in_front_matter(meta: Meta | None) -> Title | None:
    entry = meta.first(*_meta_keys()) if meta else None
    if meta is None or entry is None:
        return None
    value: Any = entry[1][0] if isinstance(entry[1], list) and entry[1] else entry[1]
    if not isinstance(value, str) or not value.strip():
        return None
    text = " ".join(value.split())
    if plain_key(entry[0]) == "subject":  # of a mail: what lists and people put before it is no part of it
        text = text[slice(*_job_in(text))]
    return Title(text, meta.spans[entry[0]], "front matter", None)


def _announces(text: str) -> bool:
    """Whether a line says that there is a job, and not which."""
    return normalised(text) in table("titles")["announcements"]


def _only_job(blocks: Sequence[Block]) -> Title | None:
    """The heading that names a job, where just one does: a page of several has no title among them."""
    found = [
        block
        for block in blocks
        if block.kind == "heading" and names_a_job(block.text.value) and not _is_section(block)
    ]
    return _title(found[0], "heading") if len(found) == 1 else None


def _told_more(stated: Title, blocks: Sequence[Block]) -> Title | None:
    """The first heading where it begins with what the page is called and goes on: `Vacancy: research in physics`."""
    for block in blocks[:_FIRST_LINES]:
        if block.kind == "heading":
            said, called = normalised(block.text.value).split(), normalised(stated.text).split()
            more = len(called) < len(said) <= _MOST_WORDS and said[: len(called)] == called
            return _title(block, "h1" if block.depth == 1 else "heading") if more else None
    return None


def _stated_above(stated: Title | None, blocks: Sequence[Block]) -> Title | None:
    """The heading or line near the top that says just what structured data gives as the title."""
    if stated is None:
        return None
    wanted = normalised(stated.text)
    for block in blocks[:_FIRST_LINES]:
        if block.kind in ("heading", "paragraph") and normalised(block.text.value) == wanted:
            return _title(block, "h1" if block.depth == 1 else "heading" if block.kind == "heading" else "line")
    return None


def _in_headings(blocks: Sequence[Block]) -> Title | None:
    headings = [block for block in blocks if block.kind == "heading" and block.depth <= 6]
    first = blocks[0] if blocks else None
    for block in headings[:3]:
        if block.depth == 1 and (names_a_job(block.text.value) or block is first) and not _is_section(block):
            return _title(block, "h1")
    for block in headings[:2]:
        if names_a_job(block.text.value) and not _is_section(block):
            return _title(block, "heading")
    return None


def _in_label(blocks: Sequence[Block]) -> Title | None:
    """The value of a label that says so, `Job title: Night Nurse`, where a reader made a heading of the label."""
    for label, value in pairwise(blocks[:_FIRST_TEXT]):
        if (
            label.kind in ("heading", "cell")
            and value.kind in ("paragraph", "cell")
            and normalised(label.text.value) in _LABELS
        ):
            return _title(value, "line") if len(value.text.words) <= _MOST_WORDS else None
    return None


def _in_sure_label(blocks: Sequence[Block]) -> Title | None:
    """The value of a label that says nothing but that, where the page's own heading names no job."""
    if any(block.kind == "heading" and block.depth == 1 and names_a_job(block.text.value) for block in blocks[:2]):
        return None
    sure = any(normalised(block.text.value) in _SURE_LABELS for block in blocks[:_FIRST_TEXT])
    found = _in_label(blocks) if sure else None
    return found if found is not None and names_a_job(found.text) else None


def _is_section(block: Block) -> bool:
    noise = _NOISE.match(block.text.value)
    if _page_title(block.text.value) is not None or (noise and names_a_job(block.text.value[noise.end() :])):
        return False
    wording = heading_wording(block.text.value)
    return wording is not None and (wording.exact or not names_a_job(block.text.value))


def _in_first_lines(blocks: Sequence[Block]) -> Title | None:
    # a line with the mark of a job, `(m/f/x)`, goes before one that names the employer
    for block in sorted(blocks[:_FIRST_LINES], key=lambda block: not SEXES.search(block.text.value)):
        text = block.text.value
        if (
            (block.kind in ("paragraph", "heading") or (block.kind == "cell" and " " in text))
            and len(text.split()) <= _MOST_WORDS
            and not text.endswith((".", ":") if block.kind == "heading" else (".", "!", ":"))
        ):
            known = heading_wording(text)
            if names_a_job(text) and not _announces(text) and not (known and known.exact) and not _phrase(text):
                return _title(block, "line")
    return None


def _phrase(text: str) -> re.Match[str] | None:
    found = (pattern.search(text) for pattern in _patterns("phrases"))
    return next((match for match in found if match and names_a_job(match["title"])), None)


def _in_running_text(blocks: Sequence[Block]) -> Title | None:
    for block in blocks[:_FIRST_TEXT]:
        match = _phrase(block.text.value) if block.kind in ("paragraph", "quote") else None
        if match:
            return Title(match["title"], block.text.span(*match.span("title")), "running text", None)
    return None


def _page_title(text: str) -> re.Match[str] | None:
    """What a web page puts around a title, `Job description for a Nurse`; the group `title` is the job's name."""
    if not any(word in text.lower() for word in table("titles")["page_words"]):  # before patterns are compiled
        return None
    found = (pattern.fullmatch(text) for pattern in _patterns("page_titles"))
    return next((match for match in found if match and names_a_job(match["title"])), None)


def _in_first_block(blocks: Sequence[Block]) -> Title | None:
    """A short first line that is no section's heading, though no word of it is known to name a job: `SDR`, `Au pair`."""
    if not blocks or blocks[0].kind not in ("heading", "paragraph"):
        return None
    text = blocks[0].text.value
    short = 0 < len(text.split()) <= _SHORT and not _announces(text) and not text.endswith((".", "!", "?", ":", ","))
    short = short and not text.startswith(_CODE)
    return _title(blocks[0], "line") if short and heading_wording(text) is None else None


def _title(block: Block, origin: Literal["h1", "heading", "line"]) -> Title:
    """The job's name in a heading or line, less what a web page or an employer's name adds to it."""
    text = block.text.value
    start, end = _job_in(text)
    return Title(
        text[start:end],
        block.text.span(start, end) if text else Span(block.span.start, block.span.start),
        origin,
        block,
    )


def _job_in(text: str) -> tuple[int, int]:
    """Where a text has the job's name."""
    start, end = 0, len(text)
    noise = _NOISE.match(text)
    if noise and noise.end() < end:
        start = noise.end()
    page_title = _page_title(text)
    if page_title is not None:
        start, end = page_title.span("title")
    employer = _EMPLOYER.search(text, start, end)
    if employer and names_a_job(text[start : employer.start()]):
        end = employer.start()
    marked = SEXES.search(text, start, end)
    if marked and text[marked.end() : end].lstrip().startswith(("–", "-", "|", "·", ",")):
        end = marked.end()
    return (start, end) if text[start:end].strip(" ()") else (0, len(text))
