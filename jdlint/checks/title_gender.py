"""title-gender: a title that names one gender alone, in languages whose names of jobs have two forms.

Only the noun that the job is called by counts: of `Assistenz für Lehrer` and `Gestionnaire de clients` no word does.
A posting that addresses everybody elsewhere, by `(m/w/d)` in its text or by a note on its wording, is left in peace.
Where the title names no such noun, the sentence that says who is sought does it: `Wir suchen einen Koch`, or the points below
`Wir suchen:`. That is surer to be meant of all, so that it is a mere note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from jdlint import front_text
from jdlint.checks.terms import PHRASES
from jdlint.findings import Confidence
from jdlint.model import Block, Section, Title
from jdlint.phrases import PhraseIndex
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import Span
from jdlint.words import Words, with_case_of

_REGEXES: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "regex"}, "minItems": 1}
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["nouns", "marks"],
    "additionalProperties": False,
    "properties": {
        "nouns": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
        "women": {"type": "object", "additionalProperties": {"type": "string"}},
        "men": {"type": "object", "additionalProperties": {"type": "string"}},
        "first": PHRASES,
        "compounds": {"type": "boolean"},
        "not_after": PHRASES,
        "posts": PHRASES,
        "wanted": PHRASES,
        "articles": {"type": "object", "additionalProperties": {"enum": ["masculine", "feminine"]}},
        "marks": _REGEXES,
        "anywhere": _REGEXES,
        "notes": PHRASES,
        "hints_of_both": _REGEXES,
    },
}
_FAR, _SOON = 12, 6  # words after `suchen`, and words after `einen` or of a point
_SENTENCE_ENDS = re.compile(r"(?<!\d)[.!?;](?: |$)|, (?:die|der|das|den|dem|wenn|dass|um|qui|que|dont|pour) ")
_CLAUSE = re.compile(r"[^.,;:!?]*")
CASES = ("masculine", "feminine")
VALUES = ("match", "other")


class _Named(NamedTuple):
    """A word of a title that names one gender: where it stands in the title, which gender, and the form for the other."""

    start: int
    end: int
    case: str
    before: str  # what stands before it in a compound
    last: str  # the form of its last part for the other gender

    @property
    def other(self) -> str:
        return self.before + self.last


class _Nouns:
    """The names of jobs of a rule, as they are looked up."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        pairs: Mapping[str, str] = options["nouns"]
        self.forms = {man: ("masculine", woman) for man, woman in pairs.items()}
        self.forms |= {woman: ("feminine", man) for man, woman in pairs.items()}
        self.forms |= {woman: ("feminine", other) for woman, other in options.get("women", {}).items()}
        self.forms |= {man: ("masculine", other) for man, other in options.get("men", {}).items()}
        self.first = frozenset(options.get("first", ()))
        self.not_after = frozenset(options.get("not_after", ()))
        self.posts = frozenset(options.get("posts", ()))
        self.forms = {_unaccented(word): form for word, form in self.forms.items()} | self.forms
        self.shortest, self.longest = min(map(len, self.forms)), max(map(len, self.forms))
        self.compounds: bool = options.get("compounds", False)

    def form(self, word: str) -> tuple[str, str, str] | None:
        """The gender of a name of a job, what stands before it in a compound, and the form for the other gender."""
        last = len(word) - self.shortest
        begins = range(max(0, len(word) - self.longest), last + 1) if self.compounds else range(min(1, last + 1))
        for begin in begins:  # the longest ending first: `kauffrau` before `frau`
            known = self.forms.get(word[begin:])
            if known is not None:
                return known[0], word[:begin], known[1]
        known = self.forms.get(word[:-1]) if word.endswith("s") and not self.compounds else None
        return (known[0], "", f"{known[1]}s") if known is not None else None

    def named(self, text: str) -> Iterator[_Named]:
        """The names of jobs in a title, less those that say with whom or what the job has to do."""
        title, behind = Words(text), False
        end, before = 0, ""
        for number, (word, (start, stop)) in enumerate(zip(title.plain, title.spans, strict=True)):
            if _parted(text[end:start]):
                behind = False
            end = stop
            behind = behind or (word in self.not_after and before not in self.posts)
            before = word
            form = None if behind or (number and word in self.first) else self.form(word)
            if form is not None:
                yield _Named(start, stop, *form)


def _unaccented(word: str) -> str:
    """As it is typed in haste: `developpeur`; not `charge`, which is a word of its own."""
    if word.isascii() or word.endswith("é"):
        return word
    return "".join(each for each in normalize("NFD", word) if not combining(each))


def _parted(between: str) -> bool:
    """Whether a title begins anew: after a comma, a bar or a dash between blanks."""
    return any(mark in between for mark in ",;|:") or any(f" {dash} " in between for dash in "-–—")


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    options = rule.options

    @cache
    def tables() -> tuple[_Nouns, PhraseIndex[None]]:  # most runs see no posting in the language of the rule
        return _Nouns(options), PhraseIndex((note, None) for note in options.get("notes", ()))

    def look(posting: Posting) -> Iterator[Hit]:
        if posting.language not in (rule.scope.languages or ()):
            return
        title, (nouns, notes) = posting.title, tables()
        found = [] if title is None or title.origin == "running text" else list(nouns.named(title.text))
        if title is None or not found:
            yield from _sought(posting, rule, nouns, notes)
            return
        if len({each.case for each in found}) != 1 or _for_all(posting, title, found[0], options):
            return
        if next(posting.find(notes), None) is None:
            addressed = _says(options.get("hints_of_both", ()), posting.text)
            yield _hit(posting, title, found[0], "low" if addressed else "high")

    return look


def _sought(posting: Posting, rule: Rule, nouns: _Nouns, notes: PhraseIndex[None]) -> Iterator[Hit]:
    """The first noun of one gender in a sentence that says who is sought, or in the points below it."""
    options = rule.options
    wanted = posting.words.intersection(options.get("wanted", ()))
    if not wanted or _says(options.get("anywhere", ()), posting.text) or next(posting.find(notes), None) is not None:
        return
    blocks, articles = posting.blocks(), options.get("articles", {})
    for number in sorted({posting.block_of(at) for word in wanted for at in posting.places[word]}):
        for block, found in _in_sentence(blocks, number, wanted, articles, nouns):
            text = block.text.value
            for_all = _says((*options["marks"], *options.get("hints_of_both", ())), text)
            if not for_all and posting.words.isdisjoint((found.other, found.last)):
                match = text[found.start : found.end]
                values = {"match": match, "other": with_case_of(match, found.other)}
                yield Hit(Span(*block.text.span(found.start, found.end)), found.case, values, found.case, "low")
                return


def _in_sentence(
    blocks: Sequence[tuple[Block, Section]],
    number: int,
    wanted: Collection[str],
    articles: Mapping[str, str],
    nouns: _Nouns,
) -> Iterator[tuple[Block, _Named]]:
    """Nouns soon after an article of their gender and a word such as `suchen`; where it ends in a colon, those of the points below."""
    block = blocks[number][0]
    words = block.text.words
    at = next(place for place, word in enumerate(words.plain) if word in wanted)
    for place in range(at + 1, min(at + _FAR, len(words.plain))):
        start, end = words.spans[place]
        if _SENTENCE_ENDS.search(block.text.value, words.spans[at][1], start):
            break
        if words.plain[place] in articles:
            soon = words.spans[min(place + _SOON, len(words.plain) - 1)][1]
            clause = _CLAUSE.match(block.text.value, end, soon)
            for found in nouns.named(clause.group() if clause else ""):
                if found.case == articles[words.plain[place]]:
                    yield block, found._replace(start=end + found.start, end=end + found.end)
                break
    if block.text.value.rstrip().endswith(":"):
        for point, _ in takewhile(lambda entry: entry[0].kind == "item", blocks[number + 1 :]):
            if len(point.text.words.plain) <= _SOON:
                yield from ((point, found) for found in list(nouns.named(point.text.value))[:1])


def _for_all(posting: Posting, title: Title, named: _Named, options: Mapping[str, Any]) -> bool:
    """Whether the title, a heading or the text says that the job is for everybody."""
    noun = title.text[named.start : named.end].lower()
    heads = [block.text.value for block, _ in posting.blocks() if block.kind in ("title", "heading")]
    heads = [head for head in heads if noun in head.lower()]  # `Your tasks as …`
    if title.block is not None:  # Markdown takes two stars for emphasis: `Entwickler*in und Tester*in`
        start, end = title.block.span
        heads.append(posting.body[start - posting.span.start : end - posting.span.start])
    return (
        not posting.words.union(Words(title.text).plain).isdisjoint((named.other, named.last))
        or _says(options["marks"], "\n".join((title.text, *heads)))
        or _says(options.get("anywhere", ()), posting.text)
    )


def _says(regexes: Sequence[str], text: str) -> bool:
    return any(re.search(regex, text) for regex in regexes)  # few titles come so far; `re` keeps what it compiled


def _hit(posting: Posting, title: Title, named: _Named, confidence: Confidence) -> Hit:
    match = title.text[named.start : named.end]
    in_front = front_text.blocks(posting) if title.block is None else ()
    text = in_front[0][0].text if in_front else title.block.text if title.block is not None else None
    span = title.span
    if text is not None:
        begin = max(0, text.value.find(title.text))
        span = Span(*text.span(begin + named.start, begin + named.end))
    values = {"match": match, "other": with_case_of(match, named.other)}
    return Hit(span, named.case, values, named.case, confidence)


bind = one_by_one(_prepare)
