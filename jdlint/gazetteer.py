"""The gazetteer: places by their codes, what lies in what, and the places that a short text plainly names.

`Denver, CO` names Colorado; `Portland` names nothing, for there are several (jdlint/data/jurisdictions.yml).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jdlint import data
from jdlint.data import places
from jdlint.text import later

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_WITHIN = " .-–"  # what may part the words of one name, three of them at most
_BESIDE = " \t\n,.(–—-"  # what may part a place from the one it lies in: `Denver, CO`, `Denver (CO)`
# patterns for codes in capitals are compiled when there are some
_RUN = r"(?<![\w,]\s)(?<![\w,])\b[A-Z]{2}(?:(?:\s*[,/&]\s*(?:and |or )?|\s+(?:and|or)\s+)[A-Z]{2}\b)+(?!\w)"
_POSTCODES = {"us": r"\s+\d{5}\b", "ca": r"\s+[A-Z]\d[A-Z] ?\d[A-Z]\d\b"}
_TOWN = r"[A-ZÀ-Þ][\w'’.-]*[a-zà-ÿ][\w'’.-]*,\s*\Z"
_BELONGS = later(
    r"(?: (?:County|City))?[ .]*[,(]?\s*", re.IGNORECASE
)  # between a town and what it lies in: `Denver, NC`
_LISTED = later(r"\s*(?:[,/&]\s*)?(?:and |or )?", re.IGNORECASE)  # between the states of a list
_SERIES = 3  # states in a row that are a list, and not a town of that name and its state
_ANYWHERE = frozenset(("US", "USA", "UK", "EU", "UAE"))  # codes that need no town before them
_LONGEST = 5  # words of a name
_MOST = 2000  # characters of a text that is about places
_BEFORE = 60  # characters before a code in which its town stands


class Named(NamedTuple):
    """A place that a text names: where, and its code."""

    start: int
    end: int
    code: str


class _Name:
    """A word or some words that may name places: those that it decides alone, and those that share it."""

    __slots__ = ("alone", "codes", "end", "region", "shared", "short", "start")

    def __init__(
        self,
        start: int,
        end: int,
        alone: Sequence[str],
        shared: Sequence[str],
        *,
        short: bool = False,
        region: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.alone = frozenset(alone)
        self.shared = frozenset(shared)
        self.codes = self.alone | self.shared
        self.short = short  # a code in capitals
        self.region = region  # a state, province or country written out


@cache
def _table() -> Mapping[str, Any]:
    sources = [places.tables_folder() / f"{name}.yml" for name in ("jurisdictions", "pay_transparency")]
    found: Mapping[str, Any] = data.compiled("gazetteer", sources, build_gazetteer)
    return found


def build_gazetteer() -> dict[str, Any]:
    """The table of places as it is looked up: codes by name (alone, shared) and by code in capitals, and which have duties."""
    table = data.read_table("jurisdictions")
    names: dict[str, tuple[list[str], list[str]]] = {}
    short: dict[str, list[str]] = {}
    for code, entry in table["places"].items():
        for place, key in enumerate(("names", "shared")):
            for name in entry.get(key, ()):
                names.setdefault(_plain(name), ([], []))[place].append(code)
        for each in entry.get("short", ()):
            short.setdefault(each, []).append(code)
    titles = {code: entry["name"] for code, entry in table["places"].items()}
    duties = [code for code, duty in data.read_table("pay_transparency")["places"].items() if "asks" in duty]
    told = {name: value for name, value in table.items() if name != "places"}
    regions = [
        _plain(title.partition(" (")[0].removesuffix(" State")) for code, title in titles.items() if _is_region(code)
    ]
    return {"titles": titles, "regions": regions, "names": names, "short": short, "duties": duties, **told}


def _is_region(code: str) -> bool:
    return code.count("-") < 2  # deeper ones are towns and counties


def codes() -> Collection[str]:
    """The codes of all places that are known."""
    return _table()["titles"].keys()  # type: ignore[no-any-return]


def name_of(code: str) -> str:
    """What a place is called."""
    return str(_table()["titles"][code])


def wordings(name: str) -> Any:
    """Words of the table by which lines about the place of work are told from others."""
    return _table()[name]


def may_have_duties(code: str) -> bool:
    """Whether some law asks something of postings in a place, around it, or somewhere in it: a quick look beforehand."""
    return any(lies_in(code, other) or lies_in(other, code) for other in _table()["duties"])


def lies_in(inner: str, outer: str) -> bool:
    """Whether a place lies in another, or is it."""
    within = inner == outer or inner.startswith(f"{outer}-")
    return within or (outer == "eu" and inner[:2] in _table()["eu_members"] and inner[2:3] in ("", "-"))


def innermost(found: Sequence[str]) -> list[str]:
    """Places without those that another of them lies in: `New York` beside `United States` is New York."""
    return [code for code in found if not any(other != code and lies_in(other, code) for other in found)]


def _plain(name: str) -> str:
    return " ".join(map(_plain_word, _WORD.findall(name)))


def _plain_word(word: str) -> str:
    return word.lower().replace(".", "").replace("'", "").replace("’", "")


def find(text: str, *, loose: bool = True) -> list[Named]:
    """The places that a text plainly names, in order. ``loose``: it is known to be about places, so that a code in

    capitals after an unknown town is believed: `Littleton, CO`.
    """
    text = text[:_MOST]
    names = list(_candidates(text))
    several = loose and sum(name.short for name in names) > 1
    runs = list(_runs(text)) if several else []
    found = [each for each in _settled(text, names, loose) if not any(run.start < each.end <= run.end for run in runs)]
    return sorted((*found, *runs))


def _runs(text: str) -> Iterator[Named]:
    """`Remote (CA, CO, NY)`: codes of states in a row."""
    for match in re.finditer(_RUN, text):
        listed = list(re.finditer(r"[A-Z]{2}", match.group()))
        states = [
            [code for code in _table()["short"].get(each.group(), ()) if code.startswith("us-")] for each in listed
        ]
        for each, state in zip(listed, states, strict=True) if all(states) else ():
            yield Named(match.start() + each.start(), match.start() + each.end(), state[0])


def _settled(text: str, names: Sequence[_Name], loose: bool) -> Iterator[Named]:
    """Names, each narrowed by those that follow it and that it lies in: `Portland, Maine, USA` is one place."""
    listed = _listed(text, names)
    at = 0
    while at < len(names):
        first = names[at]
        at += 1
        found, narrowed, last, begun = first.codes, False, first, at
        while at < len(names) and _is_beside(text[last.end : names[at].start]):
            inner = _within(found, first.shared, names[at])
            if not inner:
                break
            found, narrowed, last = inner, True, names[at]
            at += 1
        if first.short and not narrowed and not _may_begin(text, first, loose):  # `CO, USA` needs no town
            at = begun
            continue
        taken = at < len(names) and _takes(names[at], text[last.end : names[at].start])
        if taken and not narrowed and not first.short and first not in listed:
            continue  # `Berlin, CT`, `Denver, North Carolina`: not the one that everybody knows
        code = _one(found if narrowed else first.alone)
        if code is not None and not _goes_on(text[last.end :]):
            yield Named(first.start, last.end, code)


def _takes(outer: _Name, between: str) -> bool:
    """Whether a place takes in the name before it, whatever else that names: a state is written after its town."""
    return bool(_BELONGS.fullmatch(between)) and (outer.region or (outer.short and "," in between))


def _listed(text: str, names: Sequence[_Name]) -> Collection[_Name]:
    """States that stand in a row, and none in the next: `California, Colorado or Texas` has no town called California."""
    found: list[_Name] = []
    series: list[_Name] = []
    for name in names:
        follows = series and _LISTED.fullmatch(text[series[-1].end : name.start])
        if not (name.region and follows and not _within(series[-1].codes, series[-1].shared, name)):
            found += series if len(series) >= _SERIES else ()
            series = []
        series += [name] if name.region else []
    return [*found, *(series if len(series) >= _SERIES else ())]


def _is_beside(between: str) -> bool:
    """Whether one mark at most, and blanks, part two places."""
    return (
        not between.strip(_BESIDE) and len(between.replace(".", "").split()) <= 1 and len(between.strip(" .\t\n")) <= 1
    )


def _goes_on(rest: str) -> bool:
    """Whether a name goes on after what we took for a place: `Virginia Water`, `New York University`."""
    word = _WORD.match(rest, 1) if rest[:1] == " " and rest[1:2].isupper() else None
    return word is not None and word.group().isalpha() and word.group().lower() not in _table()["after"]


def _within(found: frozenset[str], shared: Collection[str], outer: _Name) -> frozenset[str]:
    """Of these places those that lie in the one that comes next: in `New York, NY` the city, as the state is not in itself.

    A shared name is that of a town in its state: in `Ontario, CA` it may be one of California, and Ontario in Canada.
    """
    proper = frozenset(code for code in found if any(code != other and lies_in(code, other) for other in outer.codes))
    same = found & outer.codes
    return proper | (same if not proper else same & frozenset(shared))


def _one(found: frozenset[str]) -> str | None:
    """The one place that is meant: of nested ones the outermost, as either is in it; None where there are several."""
    outermost = [code for code in found if all(lies_in(other, code) for other in found)]
    return outermost[0] if outermost else None


def _may_begin(text: str, name: _Name, loose: bool) -> bool:
    """Whether a code stands where one may: after a town that we do not know, or, of some countries, anywhere."""
    before = text[max(0, name.start - _BEFORE) : name.start]
    if text[name.start : name.end].replace(".", "") in _ANYWHERE:
        return not re.search(r"[A-Z]{3,}\s+\Z", before)  # `JOIN US`
    town = re.search(_TOWN, before)
    return town is not None and (loose or any(re.match(code, text[name.end :]) for code in _POSTCODES.values()))


def _candidates(text: str) -> Iterator[_Name]:
    """Names and codes in order, at each place the longest."""
    names, short = _table()["names"], _table()["short"]
    words = [(match.start(), match.end(), _plain_word(match.group())) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        start, end, _ = words[at]
        if text[start].isupper():
            capitals = text[start:end].replace(".", "")
            if capitals in short and capitals.isupper():
                codes = _by_postcode(text, end, short[capitals])
                yield _Name(start, end, codes, _country(capitals, codes), short=True)
                at += 1
                continue
            length = next((n for n in range(_LONGEST, 0, -1) if _joined(text, words, at, n) in names), 0)
            if length:
                name = _joined(text, words, at, length)
                if not _is_part(text, words, at):
                    yield _Name(start, words[at + length - 1][1], *names[name], region=name in _table()["regions"])
                at += length
                continue
        at += 1


def _is_part(text: str, words: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether a name is the end of another one that we do not know: `Baja California`, `New Denver`."""
    start, end, word = words[at - 1] if at else (0, 0, "")
    return word in _table()["before"] and text[start].isupper() and text[end : words[at][0]] in (" ", "-", ". ")


def _country(capitals: str, codes: Sequence[str]) -> Sequence[str]:
    """A country whose code this is too: `Bogotá, CO` is in Colombia. It decides nothing, but takes in its own towns."""
    code = capitals.lower()
    return [code] if code in _table()["titles"] and code not in codes else []


def _by_postcode(text: str, end: int, found: Sequence[str]) -> Sequence[str]:
    for country, code in _POSTCODES.items():
        if re.match(code, text[end:]):
            return [each for each in found if each.startswith(f"{country}-")]
    return found


def _joined(text: str, words: Sequence[tuple[int, int, str]], at: int, length: int) -> str:
    """So many words as one name; empty where something else than blanks and hyphens parts them."""
    part = words[at : at + length]
    if len(part) < length:
        return ""
    apart = (text[part[number][1] : part[number + 1][0]] for number in range(length - 1))
    return (
        " ".join(word for _, _, word in part)
        if all(0 < len(gap) < 4 and not gap.strip(_WITHIN) for gap in apart)
        else ""
    )
