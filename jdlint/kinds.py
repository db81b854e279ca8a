"""What kind of document a file is: a posting, a page about roles, a template, a stub, or no posting at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePath

from jdlint.data import table
from jdlint.model import DocumentKind, Section, plain_key
from jdlint.parts import job_starts, part_starts
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.section_content import counted_kinds
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
_PARTS = frozenset(
    ("compensation", "benefits", "how_to_apply", "deadline", "role_summary", "vacancy_meta", "schedule", "location",
     "team", "about_company", "hiring_process")
)  # fmt: skip
_STATED = (
    frozenset(("how_to_apply",)), frozenset(("employment_type",)), frozenset(("pay",)), frozenset(("deadline",)),
    frozenset(("location", "work_arrangement")), frozenset(("benefits",)), frozenset(("eeo_statement", "accommodation")),
)  # fmt: skip
_WANTED = later(  # what a title says of a job that it does not name
    r"\W*(?:wanted|vacanc(?:y|ies)|job|we(?:'|’)re hiring|we are hiring|now hiring|join us)\b|.*\bis hiring\b"
    r"|.*\b(?:internship|apprenticeship|traineeship|praktikum|werkstudium|alternance|ausbildung zu[mr])\b"
    r"|.*\b(?:full-?stack|(?:front|back)-?end|devops|sre|scrum master)\b|\W*(?:senior|junior|sr|jr|lead|head of|graduate|trainee)\b\W+\w"
    r"|.*\b(?:phd|doctoral|postdoctoral|post-?doc|research|teaching|faculty|trainee|volunteer|board) position\b"
    r"|\W*(?:stage|contrat|offre|poste) (?:de|d'|d’|en|pfe|développeur|developpeur|ingénieur)",
    re.IGNORECASE,
)
_SEVERAL = later(
    r"\b(?:vacancies|jobs|openings|positions|careers|opportunities|offres|postes|stellen(?:angebote)?|vacatures)\b",
    re.IGNORECASE,
)
# What tells of a posting, and how much of it is enough: the name of a job and one section of what is asked, or that name,
# a word that somebody is sought and a way to apply. Each sign alone stands in news, handbooks and manuals of programs too.
_ENOUGH = 5
_TITLE, _TITLE_IN_TEXT, _DUTY = 3, 2, 2
_MOST_DUTIES = _MOST_PARTS = _MOST_KEYS = 2
_POINTS = (3, 6)  # points of lists that begin as in postings: so many are one sign, so many two
_LONG = 1000  # words; so many more say one thing more by chance
_NOTICE_WORDS = 250  # under the name of a job: a notice of a few lines says one thing less
# keys of what GitHub and its like fill in anew each time, and one more that their forms have
_ISSUE_FORM, _ISSUE_KEYS = frozenset(("name", "about")), frozenset(("title", "labels", "assignees"))
_SHORT = 6  # words of a heading
_GAPS = 6  # different ones: a draft has some, or nobody would hear of them
_JINJA = re.compile(r"\{%-? *(?:block|extends|macro)\b")
_GAP = later(r"\{\{ ?[^{}%.]{1,80}\}\}")


def document_kind(posting: Posting, path: str) -> DocumentKind:
    """The kind of a document, by its sections, its title and what it states."""
    words = len(posting.plain)
    kinds = _kinds(posting)
    titled = _title_sign(posting)
    if _is_template(posting, path, about_a_job=bool(titled) or not _DUTIES.isdisjoint(kinds)):
        return "template"
    if words < _STUB_WORDS:
        if posting.meta is not None and posting.title is not None:
            return "stub"
        seeks = any(posting.find(_index("seeking"))) or "deadline" in posting.facts.statements
        if _DUTIES.isdisjoint(kinds) and not seeks:
            return "not-a-posting"  # a title and a link to apply are what is left of a page that leads elsewhere
    if posting.title is not None and any(_index("other_pages").find(Words(posting.title.text))):
        return "not-a-posting"
    if "how_to_apply" not in kinds and (_is_ladder(kinds) or any(posting.find(_index("role_pages")))):
        return "role-description"
    if job_starts(posting):
        return "multi-posting"
    duties = min(len(_DUTIES.intersection(kinds)), _MOST_DUTIES)
    found = titled + _DUTY * duties + _keys(posting)
    # a page that names no job, asks for nothing and has no key of postings may speak of a house's jobs in general
    enough = _ENOUGH + words // _LONG + (not found) - bool(titled and words <= _NOTICE_WORDS)
    for sign in _lesser_signs(posting, path, kinds):
        if found >= enough:
            break
        found += sign
    if found < enough:
        return "not-a-posting"
    return "multi-posting" if part_starts(posting) else "posting"


def _lesser_signs(posting: Posting, path: str, kinds: Sequence[str]) -> Iterator[int]:
    """How much the signs tell that pages about something else have too, those first that are at hand."""
    yield min(len(_PARTS.intersection(kinds)), _MOST_PARTS)
    stated = posting.facts.statements.keys()
    yield sum(not names.isdisjoint(stated) for names in _STATED)
    yield any(posting.find(_index("seeking")))
    yield _is_place_of_jobs(path) or any(posting.find(_index("candidates")))
    points = sum(counted_kinds([block for block, _ in posting.blocks()]).values())
    yield sum(points >= least for least in _POINTS)
    yield bool(posting.facts.years or posting.facts.degrees)


def _keys(posting: Posting) -> int:
    """How many keys of front matter only postings have."""
    if posting.meta is None:
        return 0
    return min(len(_names("keys").intersection(map(plain_key, posting.meta.values))), _MOST_KEYS)


def _title_sign(posting: Posting) -> int:
    """How much the title tells: it names a job or says that somebody is wanted; that there are `Careers` says nothing."""
    title = posting.title
    if title is None or _SEVERAL.search(title.text):
        return 0
    if not names_a_job(title.text) and not _WANTED.match(title.text):
        return 0
    return _TITLE_IN_TEXT if title.origin == "running text" else _TITLE


def _is_place_of_jobs(path: str) -> bool:
    """Whether a file or its folder is named after jobs, `careers/…` or `stellenangebot.md`."""
    place = PurePath(path)
    return not _names("places").isdisjoint(re.findall(r"[^\W\d_]+", f"{place.parent.name} {place.stem}".lower()))


@cache
def _index(name: str) -> PhraseIndex[None]:
    """The phrases of an entry, of all languages."""
    return PhraseIndex((phrase, None) for phrases in table("kinds")[name].values() for phrase in phrases)


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(table("kinds")[name])


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


def _is_template(posting: Posting, path: str, *, about_a_job: bool) -> bool:
    """A file that says so by its name or folder, or by its code; a draft with gaps is none, or nobody would hear of them."""
    place = PurePath(path)
    names = table("kinds")["templates"]
    named = any(name in place.stem.lower() for name in names) or place.parent.name.lower().strip("_.s") in names
    first = next((words.plain for words in posting.block_words if words.plain), [])
    called = 0 < len(first) <= _SHORT and first[-1] in names  # `Job description template`
    keys = frozenset(map(plain_key, posting.meta.values)) if posting.meta is not None else frozenset()
    form = keys >= _ISSUE_FORM and not keys.isdisjoint(_ISSUE_KEYS)
    coded = about_a_job and "{%" in posting.body and _JINJA.search(posting.body) is not None
    return named or called or form or coded or ("{{" in posting.body and len(set(_GAP.findall(posting.body))) >= _GAPS)
