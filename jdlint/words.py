"""Words: how text is cut into them, and how English bends them. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+(?:['’]\w+)*")
_BARE = re.compile(r"\w+")  # the same where there is no apostrophe, and quicker
# … and quicker still: a table that makes blanks of all ASCII but letters, digits and the apostrophe, for what splits at blanks
_APART = "".join(chr(code) if chr(code).isalnum() or chr(code) in "_'" else " " for code in range(128))
_APART_IN_LINES = _APART[:10] + "\n" + _APART[11:]
_SIGNS = "–“”€£…•—"  # what many texts have that is no ASCII, and part of no word
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_VOWELS = "aeiou"
_LITTLE = frozenset("a an and at by for in of on or than the to with".split())  # small in titles, too


class Words:
    """A text cut into words, once for all who look at them.

    ``lower`` is the text as it is compared, ``plain`` its words; ``spans``, where each word stands in ``text``, are found
    when first asked for.
    """

    __slots__ = ("_spans", "lower", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = lower = plain(text)
        if len(lower) == len(text):
            self.plain = _cut(lower)
        else:  # a few letters grow when they are made small: then each word is made small for itself
            self.plain = [plain(word) for word in WORD.findall(text)]
        self._spans: list[tuple[int, int]] | None = None

    @classmethod
    def of_all(cls, texts: Sequence[str]) -> list[Words]:
        """The words of each of many texts: cut at once, which is quicker, where there is little but ASCII and no line break."""
        whole = "\n".join(texts).replace("’", "'")
        bare = _bare(whole)
        if not bare.isascii() or bare.count("\n") != len(texts) - 1:
            return list(map(cls, texts))
        found = []
        lines = bare.lower().translate(_APART_IN_LINES).split("\n")
        for text, lower, line in zip(texts, whole.lower().split("\n"), lines, strict=True):
            each = cls.__new__(cls)
            each.text, each.lower, each._spans = text, lower, None
            each.plain = _cut(lower) if "'" in line else line.split()
            found.append(each)
        return found

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each word."""
        if self._spans is None:
            word = WORD if "'" in self.lower else _BARE
            self._spans = [found.span() for found in word.finditer(self.text)]
        return self._spans

    def __len__(self) -> int:
        return len(self.plain)


def plain(text: str) -> str:
    """Lower case with straight apostrophes: how words are compared."""
    return text.lower().replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return _cut(plain(text))


def _cut(text: str) -> list[str]:
    """What WORD finds in a text with straight apostrophes, in a third of the time where there is little but ASCII."""
    bare = _bare(text)
    if not bare.isascii():
        return WORD.findall(text) if "'" in text else _BARE.findall(text)
    bare = bare.translate(_APART)
    if "'" in bare and (" '" in (edged := f" {bare} ") or "' " in edged or "''" in bare):
        return WORD.findall(text)  # quotes, which are no part of a word
    return bare.split()


def _bare(text: str) -> str:
    """A text less the signs that it has most often beside ASCII."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    return text


def joined(between: str, marks: str = "") -> bool:
    """Whether two words with this between them can be one phrase: a blank, a hyphen of any kind, or one of the marks."""
    return 0 < len(between) <= 3 and all(
        character in HYPHENS or character in " *" or character in marks for character in between
    )


def plural(noun: str) -> str:
    """The regular plural of an English noun phrase: its last word is bent."""
    if re.search(r"[^aeiou]y\Z", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)\Z", noun):
        return noun + "es"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, str, str, str]:
    """A regular English verb phrase as such, with -s, with -ed and with -ing: its first word is bent."""
    head, blank, rest = verb.partition(" ")
    tail = blank + rest
    if head.endswith("e"):
        past, running = head + "d", head[:-1] + "ing"
    elif re.search(r"[^aeiou]y\Z", head):
        past, running = head[:-1] + "ied", head + "ing"
    elif re.search(rf"\A[^{_VOWELS}]*[{_VOWELS}][^{_VOWELS}wxy]\Z", head):
        past, running = head + head[-1] + "ed", head + head[-1] + "ing"
    else:
        past, running = head + "ed", head + "ing"
    return verb, plural(head) + tail, past + tail, running + tail


def inflected(phrase: str, kind: str | None) -> tuple[str, ...]:
    """All forms of a phrase, in an order that is the same for every phrase of that kind."""
    if kind == "noun":
        return phrase, plural(phrase)
    if kind == "verb":
        return verb_forms(phrase)
    return (phrase,)


def with_case_of(model: str, text: str, *, title: bool = False) -> str:
    """``text`` in the case of the word it replaces: CAPITALS, a Capital first, or as it is.

    ``title``: among words with capitals, where each word that is written in place of one has one.
    """
    letters = [character for character in model if character.isalpha()]
    if len(letters) > 1 and all(character.isupper() for character in letters):
        return text.upper()
    if letters and letters[0].isupper():
        if title:
            head, *rest = text.split(" ")
            text = " ".join([head, *(word if word in _LITTLE else word[:1].upper() + word[1:] for word in rest)])
        return text[:1].upper() + text[1:]
    return text


def nearest(word: str, legal: Iterable[object]) -> str:
    """`; did you mean 'x'?` where a legal word is near, else nothing: the end of an error message."""
    import difflib  # only for errors

    near = difflib.get_close_matches(word, [str(each) for each in legal], n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
