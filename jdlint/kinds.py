"""What kind of document a file is: a posting, a page about roles, a template, a stub, or no posting at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath

from jdlint.data import table
from jdlint.model import DocumentKind, Section, plain_key
from jdlint.parts import part_starts
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.text import later
from jdlint.titles import names_a_job
from jdlint.wordings import heading_wording
from jdlint.words import Words

_STUB_WORDS = 25
_LADDER = 3  # career-progression sections that make a page a ladder
_DUTIES = frozenset(
    ("responsibilities", "requirements", "qualifications", "skills", "nice_to_have", "experience", "education")
)
_BOTH = frozenset(("responsibilities", "requirements"))
_OFFER = frozenset(
    ("compensation", "benefits", "how_to_apply", "deadline", "role_summary", "vacancy_meta", "schedule", "location")
)
_TELLING = frozenset(("pay", "how_to_apply", "deadline", "employment_type", "location", "benefits"))
_WANTED = later(  # what a title says of a job that it does not name
    r"\W*(?:wanted|vacanc(?:y|ies)|job|we(?:'|’)re hiring|we are hiring|now hiring|join us)\b|.*\bis hiring\b"
    r"|.*\b(?:internship|apprenticeship|traineeship|praktikum|werkstudium|alternance|ausbildung zu[mr])\b"
    r"|.*\b(?:full-?stack|(?:front|back)-?end|devops|sre|scrum master)\b|\W*(?:senior|junior|sr|jr|lead|head of|graduate|trainee)\b\W+\w"
    r"|.*\b(?:phd|doctoral|postdoctoral|post-?doc|research|teaching|faculty|trainee|volunteer|board) position\b"
    r"|\W*(?:stage|contrat|offre|poste) (?:de|d'|d’|en|pfe|développeur|developpeur|ingénieur)",
    re.IGNORECASE,
)
_OF_A_JOB = frozenset(("pay", "how_to_apply", "deadline", "employment_type", "work_arrangement", "location"))
_PARTS = frozenset(
    ("role_summary", "team", "about_company", "benefits", "compensation", "how_to_apply", "hiring_process")
)
_SIGNS = 2  # of a job, on a page that is named after one
_ISSUE_FORM = frozenset(("about", "labels", "assignees"))  # keys of what GitHub and its like fill in anew each time
_SHORT = 6  # words of a heading
_GAPS = 6  # different ones: a draft has some, or nobody would hear of them
_NOTICE_WORDS = 250  # a notice without sections is no longer than this
_SEVERAL = later(
    r"\b(?:vacancies|jobs|openings|positions|careers|opportunities|offres|postes|stellen(?:angebote)?|vacatures)\b",
    re.IGNORECASE,
)
_JINJA = re.compile(r"\{%-? *(?:block|extends|macro)\b")
_GAP = later(r"\{\{ ?[^{}%.]{1,80}\}\}")


def document_kind(posting: Posting, path: str) -> DocumentKind:
    """The kind of a document, by its sections, its title and what it states."""
    words = len(posting.plain)
    kinds = _kinds(posting)
    duties = sum(kind in _DUTIES for kind in kinds)
    titled = posting.title is not None and (names_a_job(posting.title.text) or bool(_WANTED.match(posting.title.text)))
    if _is_template(posting, path, about_a_job=bool(duties or titled)):
        return "template"
    if words < _STUB_WORDS:
        if posting.meta is not None and posting.title is not None:
            return "stub"
        return "posting" if duties or (titled and _is_notice(posting, words)) else "not-a-posting"
    if posting.title is not None and any(_other_pages().find(Words(posting.title.text))):
        return "not-a-posting"
    if "how_to_apply" not in kinds and (_is_ladder(kinds) or _is_about_a_role(posting)):
        return "role-description"
    if part_starts(posting):
        return "multi-posting"
    offer = sum(kind in _OFFER for kind in kinds)
    if (duties and (titled or offer)) or (titled and offer >= 2) or duties >= 2:
        return "posting"
    if titled and (_speaks_of_one_job(posting, kinds) or _lists_and_welcomes(posting) or _is_notice(posting, words)):
        return "posting"
    if (
        posting.title is not None
        and posting.title.origin != "running text"
        and len(_TELLING & posting.facts.statements.keys()) >= 3
    ):
        return "posting"
    return "not-a-posting"


def _is_ladder(kinds: Sequence[str]) -> bool:
    """Steps of a career with what each asks for; steps alone are a list of pages."""
    return kinds.count("career_progression") >= _LADDER and not _DUTIES.isdisjoint(kinds)


def _kinds(posting: Posting) -> list[str]:
    """The kinds of sections that make a posting; those that only grammar tells where they are of several sorts."""
    kinds = [section.kind for section in posting.sections if section.kind]
    told = [section.kind for section in posting.sections if section.kind and _is_told(section)]
    return kinds if set(kinds) >= _BOTH else told


def _is_told(section: Section) -> bool:
    """Whether the wording of a heading tells the kind of its section: licences too say what "You must"."""
    wording = heading_wording(section.name) if section.heading is not None else None
    return wording is None or not wording.free


def _is_about_a_role(posting: Posting) -> bool:
    """A page that says that it describes a role, and is no vacancy: `for current vacancies see …`."""
    return any(posting.find(_role_pages()))


@cache
def _other_pages() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrases in table("kinds")["other_pages"].values() for phrase in phrases)


@cache
def _role_pages() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrases in table("kinds")["role_pages"].values() for phrase in phrases)


def _is_template(posting: Posting, path: str, *, about_a_job: bool) -> bool:
    """A file that says so by its name or folder, or by its code; a draft with gaps is none, or nobody would hear of them."""
    place = PurePath(path)
    names = table("kinds")["templates"]
    named = any(name in place.stem.lower() for name in names) or place.parent.name.lower().strip("_.s") in names
    first = next((words.plain for words in posting.block_words if words.plain), [])
    called = 0 < len(first) <= _SHORT and first[-1] in names  # `Job description template`
    form = posting.meta is not None and set(map(plain_key, posting.meta.values)) >= _ISSUE_FORM
    coded = about_a_job and "{%" in posting.body and _JINJA.search(posting.body) is not None
    return named or called or form or coded or ("{{" in posting.body and len(set(_GAP.findall(posting.body))) >= _GAPS)


def _lists_and_welcomes(posting: Posting) -> bool:
    """A list of at least three points and a word on who is welcome, as postings of a house style without headings have."""
    stated = posting.facts.statements
    lists = Counter(block.list for block, _ in posting.blocks() if block.list)
    return any(count >= 3 for count in lists.values()) and (
        "eeo_statement" in stated or "accommodation" in stated or "how_to_apply" in stated
    )


def _is_notice(posting: Posting, words: int) -> bool:
    """A few lines under the name of a job that seek somebody, or say how or until when to apply, as on a notice board."""
    if words > _NOTICE_WORDS or posting.title is None or posting.title.origin == "running text":
        return False
    stated = posting.facts.statements
    # a title and a link to apply are what is left of a page that leads elsewhere
    applies = "how_to_apply" in stated and words >= _STUB_WORDS
    return applies or "deadline" in stated or any(posting.find(_seeking()))


@cache
def _seeking() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrases in table("kinds")["seeking"].values() for phrase in phrases)


def _speaks_of_one_job(posting: Posting, kinds: Sequence[str]) -> bool:
    """Whether a page under the name of a job says enough of it: each sign alone stands in news and handbooks too."""
    stated = posting.facts.statements
    # whoever says how to apply has a job, even if running text alone names it
    if "how_to_apply" not in stated and (
        posting.title is None or posting.title.origin == "running text" or _SEVERAL.search(posting.title.text)
    ):
        return False
    keys = _keys() & set(map(plain_key, posting.meta.values)) if posting.meta is not None else ()
    signs = len(_OF_A_JOB & stated.keys()) + len(_PARTS & set(kinds)) + len(keys)
    return signs + any(posting.find(_seeking())) >= _SIGNS


@cache
def _keys() -> frozenset[str]:
    return frozenset(table("kinds")["keys"])
