"""Which kind of section a heading opens, by its wording (jdlint/data/section_kinds.yml)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from jdlint.data import compiled, read_table
from jdlint.data.places import tables_folder
from jdlint.model import SectionKind

_REMEMBERED = 10_000  # headings: most postings share theirs
_MOST_WORDS = 12  # a longer line is no heading, unless its whole wording is known
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]\s*$")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)]|[a-z][.)])\s+")
_EDGES = " \t:?!#.*_-–—=|~>…"
_AND = {"&": " and "}
_SPACED = re.compile(r"[\s/\-\u2010-\u2015\u2212_]+")
_HALVES_WORDS = 5
_NAME_WORDS = {"company": 4, "role": 6, "team": 4}
_NO_NAMES = frozenset(
    ("you", "now", "not", "this", "we", "us", "it", "me", "that", "moi", "nous", "vous", "toi", "wir", "ich", "du")
)
_SLOT = re.compile(r"\{(company|role|team)\}")


class Wording(NamedTuple):
    """What a heading's words say: its kind, and whether the whole wording was known or just a cue in it."""

    kind: SectionKind
    exact: bool
    free: bool = False  # only its grammar tells: `You will have`


class _Slotted(NamedTuple):
    """A wording with a gap for a name, `Why {company} matters`: what stands around it, and the most words in it."""

    before: str
    after: str
    words: int
    kind: SectionKind

    def fits(self, plain: str) -> bool:
        """Whether a heading is this wording with a name in its gap."""
        if not plain.startswith(self.before) or not plain.endswith(self.after):
            return False
        name = plain[len(self.before) : len(plain) - len(self.after)]
        return (
            name != ""
            and name.partition(" ")[0] not in _NO_NAMES
            and (name[0].isalnum() or name[0] in "{[")
            and name[-1] != " "
            and name.count(" ") < self.words
        )

    def named_otherwise(self, plain: str) -> SectionKind | None:
        """The kind that what stands in the gap is a heading of by itself, where it is no name."""
        name = plain[len(self.before) : len(plain) - len(self.after)]
        known = _tables().exact
        return known.get(name) or known.get(name.removeprefix("the ").removeprefix("our "))


class _Tables(NamedTuple):
    titles: dict[SectionKind, str]
    exact: dict[str, SectionKind]
    slotted: dict[str, list[_Slotted]]  # by first word
    cues: dict[str, list[tuple[str, SectionKind]]]  # by first word, longest first
    openings: dict[str, SectionKind]
    longest_opening: int  # words


@cache
def _tables() -> _Tables:
    built = compiled("wordings", [tables_folder() / "section_kinds.yml"], build_wordings)
    exact = {wording: kind for kind, wordings in built["exact"].items() for wording in wordings}
    slotted: dict[str, list[_Slotted]] = {}
    for wording in itertools.starmap(_Slotted, built["slotted"]):
        slotted.setdefault(wording.before.partition(" ")[0], []).append(wording)
    openings = built["openings"]
    longest = max(opening.count(" ") + 1 for opening in openings)
    return _Tables(built["titles"], exact, slotted, built["cues"], openings, longest)


def build_wordings() -> dict[str, Any]:
    """The table of section kinds as it is looked up: headings normalised, those with a gap apart, cues by their first word."""
    kinds = read_table("section_kinds")["kinds"]
    exact: dict[SectionKind, list[str]] = {kind: [] for kind in kinds}
    slotted: list[_Slotted] = []
    cues: dict[str, list[tuple[str, SectionKind]]] = {}
    for kind, entry in kinds.items():
        for wording in _all(entry, "wordings"):
            if _SLOT.search(wording):
                slotted.append(_slotted(wording, kind))
            else:
                exact[kind].append(normalised(wording))
        for cue in _all(entry, "cues"):
            plain = normalised(cue)
            cues.setdefault(plain.partition(" ")[0], []).append((plain, kind))
    for entries in cues.values():
        entries.sort(key=lambda cue: -len(cue[0]))
    titles = {kind: entry["title"] for kind, entry in kinds.items()}
    openings = {normalised(text): kind for kind, entry in kinds.items() for text in _all(entry, "openings")}
    return {"titles": titles, "exact": exact, "slotted": slotted, "cues": cues, "openings": openings}


def _all(entry: dict[str, dict[str, list[str]]], name: str) -> list[str]:
    return [text for texts in (entry.get(name) or {}).values() for text in texts or ()]


def _slotted(wording: str, kind: SectionKind) -> _Slotted:
    before, name, after = _SLOT.split(wording)
    after = normalised(after)
    return _Slotted(normalised(before) + " ", " " + after if after else "", _NAME_WORDS[name], kind)


def section_kinds() -> tuple[SectionKind, ...]:
    """All kinds there are, in the order of the table."""
    return tuple(_tables().titles)


def kind_title(kind: SectionKind) -> str:
    """How a kind is called to a writer."""
    return _tables().titles[kind]


@lru_cache(_REMEMBERED)
def normalised(heading: str) -> str:
    """A heading as it is looked up: no emoji, numbering, marks or bracketed tail; one case, one hyphen, one apostrophe."""
    text = unicodedata.normalize("NFKC", heading).replace("’", "'").replace("‘", "'")
    text = "".join(
        character for character in text if character.isalnum() or character in " \t\n&'/(){}[].,:;?!#%+-–—‑\u2010\u2011"
    )
    text = _NUMBER.sub("", " ".join(text.split()).strip(_EDGES))
    text = _BRACKETS.sub("", text).strip(_EDGES)
    for mark, word in _AND.items():
        text = text.replace(mark, word)
    return _SPACED.sub(" ", text.casefold()).strip(" .,;'")


@lru_cache(_REMEMBERED)
def heading_wording(heading: str) -> Wording | None:
    """What a heading's wording says; None where it says nothing we know. `Label: value` is decided by its label."""
    plain = normalised(heading)
    for text in (plain, *_before_colon(heading), *_halves(heading)):
        found = _exact(text)
        if found is not None:
            return Wording(found, True)
    for text in (*_before_colon(heading), plain):
        kind = _cue(text)
        if kind is not None:
            return Wording(kind, False)
    for text in (*_before_colon(heading), plain):
        kind = _opening(text)
        if kind is not None:
            return Wording(kind, False, True)
    return None


def _before_colon(heading: str) -> tuple[str, ...]:
    label, colon, rest = heading.partition(":")
    return (normalised(label),) if colon and rest.strip() and len(label) < 60 else ()


def _halves(heading: str) -> tuple[str, ...]:
    """The parts of `Remuneration / Salary`."""
    parts = heading.rstrip(" :").split("/")
    return tuple(map(normalised, parts)) if len(parts) == 2 and len(heading.split()) <= _HALVES_WORDS else ()


def _exact(plain: str) -> SectionKind | None:
    tables = _tables()
    variants = [plain, plain.replace(" und ", " and ").replace(" et ", " and ")]
    for text in variants:
        if text in tables.exact:
            return tables.exact[text]
    if len(plain) > 120:
        return None
    found = next((each for each in tables.slotted.get(plain.partition(" ")[0], ()) if each.fits(plain)), None)
    if found is None:
        return None
    # what stands for a name may be none: `more about the application process`
    return (found.named_otherwise(plain) if found.kind == "about_company" else None) or found.kind


def _opening(plain: str) -> SectionKind | None:
    """The longest opening with which a heading begins, `you will have`; a heading in free words has its grammar."""
    words = plain.replace(",", "").split(" ")
    if len(words) > _MOST_WORDS:
        return None
    for length in range(min(len(words), _tables().longest_opening), 0, -1):
        kind = _tables().openings.get(" ".join(words[:length]))
        if kind is not None:
            return kind
    return None


def _cue(plain: str) -> SectionKind | None:
    """The longest cue that stands in the heading as whole words; of equals the last."""
    words = plain.split(" ")
    if len(words) > _MOST_WORDS:
        return None
    padded = plain + " "
    best: tuple[int, SectionKind] | None = None
    at = 0
    for word in words:
        for cue, kind in _tables().cues.get(word.strip(".,;:()?!'"), ()):
            if padded.startswith((cue + " ", cue + ",", cue + ":", cue + ")"), at) or plain[at:] == cue:
                if best is None or len(cue) >= best[0]:
                    best = len(cue), kind
                break
        at += len(word) + 1
    return best[1] if best else None
