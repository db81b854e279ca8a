"""Which lines are headings though nothing marks them as such: bold lines, capitals, labels, emoji, known wordings."""

from __future__ import annotations

import re
from typing import NamedTuple

from jdlint.text import later
from jdlint.wordings import heading_wording

# levels of headings by their look, below Markdown's six; capitals count as bold, and between unmarked headings and
# labels there is room for unmarked headings under one another
BOLD, UNMARKED, LABEL = 7, 8, 14

_LONGEST_LABEL = 62  # with its colon
_LABEL = later(r"(?P<label>[^\W\d_][^:\n.!?;]{0,58}[^\s:])[ \u00a0\u202f]?:(?=\s|$)")
# signs that people put before the points of a list, and now and then before a heading
POINTING = "➢➣➤►▸▹▶▷➔➜➡→⇒✓✔✗✘☑✅❖◆◇✦★☆☞☛👉🔹🔸"
_SENTENCE_END = later(r"[.!?;,]\W*$")
_QUESTION_WORDS = 5  # of a heading that asks: `Sound like you?`
_LONGEST = 200  # characters: a longer line is no heading, and not looked at
_URL = later(r"https?://|www\.|@\w")
_MODAL = later(r"\b(?:is|are|was|were|includes?|seeks?|has|have|following)\b", re.IGNORECASE)

BOLD_TEXT = later(
    r"(?:\*\*\*(?P<a>[^*\n]+)\*\*\*|\*\*(?P<b>[^*\n]+)\*\*|__(?P<c>[^_\n]+)__|<(?P<tag>strong|b)>(?P<d>[^<\n]+)</(?P=tag)>"
    r"|(?P<italic>[*_])(?P<e>[^\W_][^*_\n]{1,50}:)(?P=italic)(?=[ \t]))"
    r"(?P<colon>[ \t]*:)?",
    re.IGNORECASE,
)
_NUMBERED = later(r"(?:[^\W\d]+ ){1,2}#?\d{1,2}:")  # `Key objective #2: You will …`
_LEAD_WORDS = 6
_LONG_VALUE = 14  # words after a colon that are a sentence and no value
_DASH = later(r"[ \t]*(?:[-–—][ \t])")


class Lead(NamedTuple):
    """A heading that leads a line: how much of the line it is, and its level."""

    length: int
    level: int


def is_capitals(text: str) -> bool:
    """A line all in capitals that is short enough for a heading, and more than an abbreviation."""
    if len(text) > _LONGEST or not text.isupper():
        return False
    letters = [character for character in text if character.isalpha()]
    words = text.split()
    if len(letters) < 4 or len(words) > 9 or (len(words) == 1 and any(map(str.isdigit, text))):
        return False  # one word with figures is a code
    return not text.rstrip().endswith((".", ",", ";")) and (len(words) > 1 or len(letters) > 4)


def bare_label(text: str) -> bool:
    """`Label:` alone on its line: short, a phrase and no sentence."""
    plain = text.rstrip(" *_")
    if len(plain) > _LONGEST or not plain.endswith(":") or _URL.search(plain):
        return False
    words = plain[:-1].split()
    if heading_wording(plain) is not None and len(words) <= 8 and not _sentence_like(plain):
        return True
    return 0 < len(words) <= 5 and plain[0].isupper() and not _sentence_like(plain)


def _sentence_like(text: str) -> bool:
    return bool(re.search(r"[.!?;,]\s", text)) or (bool(_MODAL.search(text)) and len(text.split()) > 5)


def label_with_value(text: str) -> int:
    """The length of the label of a `Label: value` line whose label is a known wording; 0 where there is none."""
    found = _LABEL.match(text) if ":" in text[:_LONGEST_LABEL] else None
    if found is None or not text[found.end() :].strip():
        return 0
    label = found["label"]
    wording = heading_wording(label) if len(label.split()) <= 6 else None
    return found.end() if wording is not None and wording.exact else 0


def cued(text: str) -> bool:
    """A short line whose words say what stands under it, though no heading that we know is just so."""
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= 7
        and text[:1].isupper()
        and "," not in text
        and heading_wording(text) is not None
    )


def known_wording(text: str) -> bool:
    """A line that is just a wording that we know as a heading."""
    if (
        len(text) > 80
        or ":" in text.rstrip(": ")
        or _SENTENCE_END.search(text.rstrip("!?"))
        or not text[:1].strip()
        or text[0].islower()
    ):
        return False
    wording = heading_wording(text)
    return wording is not None and wording.exact and len(text.split()) <= 9


def emoji_led(text: str) -> bool:
    """A short line that an emoji begins."""
    first = text[:1]
    if not first or len(text) > _LONGEST or ord(first) < 0x2190 or first.isalnum() or first in "•‣▪◦●○■–—“‘„«…":
        return False
    if first in POINTING and not cued(text[1:].strip(" \t\u00a0\ufe0f")):
        return False
    rest = [word for word in text.split() if any(character.isalpha() for character in word)]
    return 0 < len(rest) <= 7 and not _SENTENCE_END.search(text)


def short_line(text: str) -> bool:
    """A line that could be a heading if what follows it is text: short, capital first, no sentence, no figure."""
    words = text.split() if len(text) <= 60 else []
    if not 0 < len(words) <= 7 or not text[0].isupper():
        return False
    if _SENTENCE_END.search(text) and not (text.endswith("?") and len(words) <= _QUESTION_WORDS):
        return False
    return ":" not in text and not _URL.search(text) and not any(character.isdigit() for character in text)


def bold_lead(raw: str, bold: re.Match[str]) -> Lead | None:
    """A bold line, a bold label (`**Label:** text`), or a bold-italic lead-in (`***Theme*** - text`)."""
    inner = next(text for text in (bold["a"], bold["b"], bold["c"], bold["d"], bold["e"]) if text)
    rest = raw[bold.end() :]
    level = bold_level(inner + (bold["colon"] or "").strip(), rest, italic=bool(bold["a"]))
    return Lead(bold.end() if rest.strip() else len(raw), level) if level else None


def bold_level(inner: str, rest: str, *, italic: bool) -> int:
    """The level of the heading that the bold words before the rest of a line are, the line or its label; 0 for none."""
    if not rest.strip():
        return BOLD if bold_heading(inner) else 0
    if bold_label(inner) or _bold_sentence(inner):
        return LABEL
    return LABEL if italic and len(inner.split()) <= 8 and _DASH.match(rest) else 0


def _bold_sentence(text: str) -> bool:
    """`**What we ask.** Two hands …`: bold words with a full stop that lead a paragraph, and that we know as a heading."""
    plain = text.rstrip()
    return (
        len(plain) <= _LONGEST
        and plain.endswith((".", "?", "!"))
        and len(plain.split()) <= _LEAD_WORDS
        and heading_wording(plain) is not None
    )


def bold_heading(text: str) -> bool:
    """Whether a line that is bold as a whole is a heading and no sentence."""
    words, plain = len(text.split()), text.rstrip()
    value = text.partition(":")[2]
    labelled = bool(value) and (len(value.split()) <= _LONG_VALUE or _NUMBERED.match(text) is not None)
    sentence = plain.endswith((".", "!", ",")) and (words > 9 or plain.endswith(",")) and not labelled
    return words <= 20 and not sentence


def bold_label(text: str, *, colon: bool = False) -> bool:
    """Whether bold words that lead a line are a label: a colon ends them, within or after them."""
    return (colon or text.rstrip().endswith(":")) and len(text.split()) <= 9
