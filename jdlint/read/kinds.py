"""What kind of document a file is: a posting, a page about roles, a template, a stub, or no posting at all."""

from __future__ import annotations

import re
from pathlib import PurePath

from jdlint.model import DocumentKind, Posting
from jdlint.read.titles import names_a_job

_STUB_WORDS = 25
_LADDER = 3             # career-progression sections that make a page a ladder
_DUTIES = frozenset(("responsibilities", "requirements", "qualifications", "skills", "nice_to_have", "experience", "education"))
_OFFER = frozenset(("compensation", "benefits", "how_to_apply", "deadline", "role_summary", "vacancy_meta", "schedule", "location"))
_SLOTS = re.compile(r"\{\{|\[(?:company|insert|your|job title|position)\b", re.IGNORECASE)


def document_kind(posting: Posting, path: str) -> DocumentKind:
    """The kind of a document, by its sections, its title and what it states."""
    words = len(posting.plain)
    kinds = [section.kind for section in posting.sections if section.kind]
    duties = sum(kind in _DUTIES for kind in kinds)
    if words < _STUB_WORDS:
        return "stub" if posting.meta is not None and posting.title is not None else ("posting" if duties else "not-a-posting")
    titled = posting.title is not None and names_a_job(posting.title.text)
    if titled and "template" in PurePath(path).stem.lower() or _slots(posting) >= 2:
        return "template"
    if sum(kind == "career_progression" for kind in kinds) >= _LADDER and "how_to_apply" not in kinds:
        return "role-description"
    offer = sum(kind in _OFFER for kind in kinds)
    if duties and (titled or offer) or (titled and offer >= 2):
        return "posting"
    if titled and _asks(posting) or duties >= 2:
        return "posting"
    return "not-a-posting"


def _slots(posting: Posting) -> int:
    return len(_SLOTS.findall(posting.text)) if "{{" in posting.text or "[" in posting.text else 0


def _asks(posting: Posting) -> bool:
    """Whether running text asks for somebody, as short postings without sections do."""
    stated = posting.facts.statements
    return "how_to_apply" in stated and ("employment_type" in stated or "pay" in stated or "deadline" in stated or "location" in stated)
