"""Addresses, telephone numbers and links of a posting, and which of them are there to apply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from jdlint.data import table
from jdlint.model import Block, Link
from jdlint.particulars import Contact
from jdlint.posting import Posting
from jdlint.text import later

Kind = Literal["email", "phone", "link", "form"]
_MAIL = later(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = later(
    r"(?<![\w.,/-])(?:(?:\+|\(?0)\d[\d ().-]{6,18}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-. ]\d{3}[-. ]\d{4})(?![\w%/])"
)
_CUE = later(
    r"\b(?:tel|tél|téléphone|telefon|phone|telephone|mobile|cell|call|ring|text|fax|appel\w*|ruf\w*|anrufen|unter)\b",
    re.IGNORECASE,
)
_DATE = later(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_BARE = later(r"\b(?:https?://|www\.)[^\s<>\"')\]]{3,300}[^\s<>\"')\].,;:!?]")
_FORM = later(r"\bforms?\b|formular|formulaire|typeform|forms\.gle", re.IGNORECASE)
_APPLYING = later(r"\b(?:apply|cv|resume|résumé|postul\w*|candidature|bewirb|bewerbung)\b", re.IGNORECASE)
_SENTENCE = later(r"(?<=[.!?;]) ")
_ELSE = frozenset(("accommodation", "privacy_notice", "eeo_statement", "about_company"))
_ACTS = later(
    r"\b(?:apply|applications?|cv|resume|résumé|postul\w*|candidature|bewerb\w*|send|e-?mail|call|ring|phone|text|contact|schick\w*|send\w+|anrufen|melde\w*|schreib\w*|transmett\w+|envoy\w+|appel\w+|contact\w+|écri\w+|write)\b",
    re.IGNORECASE,
)


def contacts(posting: Posting) -> Sequence[Contact]:
    """All of them, each once, in order; what a web page put around the posting has none."""
    found: dict[tuple[str, str], Contact] = {}
    for each in (*_in_front_matter(posting), *_in_text(posting)):
        found.setdefault((each.kind, each.value), each)
    return sorted(found.values(), key=lambda contact: contact.span)


def _in_front_matter(posting: Posting) -> Iterator[Contact]:
    for key in table("statements")["how_to_apply"]["meta"] if posting.meta is not None else ():
        entry = posting.meta.first(key) if posting.meta is not None else None
        if entry is None or posting.meta is None or not isinstance(entry[1], str):
            continue
        span = posting.meta.spans[entry[0]]
        for pattern, kind in ((_MAIL, "email"), (_BARE, "link")):
            if match := pattern.search(entry[1]):
                yield Contact(span, _kind_of_link(match.group()) if kind == "link" else "email", match.group(), True)


def _in_text(posting: Posting) -> Iterator[Contact]:
    for block, section in posting.blocks():
        if block.kind == "code" or posting.is_chrome(block):
            continue
        meant = section.kind == "how_to_apply" or bool(_ACTS.search(block.text.value))
        to_apply = meant and section.kind not in _ELSE
        of_help = "accommodation" in posting.facts.passages.get(block.span.start, ())
        for link in block.links:
            yield _linked(link, to_apply=to_apply and not of_help and _leads_there(link, block))
        for start, end, kind in _addresses(block.text.value):
            said = block.text.value[start:end]
            for_it = to_apply and not (of_help and not _is_to_apply(block.text.value, start, end))
            yield Contact(block.text.span(start, end), kind, said, for_it)


def _addresses(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Addresses, links and numbers that stand in a text as such."""
    if "@" in text:
        yield from ((*found.span(), "email") for found in _MAIL.finditer(text))
    if "http" in text or "www." in text:
        yield from ((*found.span(), _kind_of_link(found.group())) for found in _BARE.finditer(text))
    for found in _PHONE.finditer(text):
        bare = found.group().isdigit() and not _CUE.search(text[max(0, found.start() - 25) : found.start()])
        if not bare and not _DATE.match(found.group()):  # a row of figures alone is a number of something else
            yield (*found.span(), "phone")


def _is_to_apply(text: str, start: int, end: int) -> bool:
    """Whether the sentence of an address is about applying, in a paragraph that is about adjustments too."""
    sentence = _SENTENCE.split(text[:start])[-1] + _SENTENCE.split(text[end:])[0]
    return _APPLYING.search(sentence) is not None


def _linked(link: Link, *, to_apply: bool) -> Contact:
    scheme, _, rest = link.target.partition(":")
    if scheme.lower() == "mailto":
        return Contact(link.span, "email", rest.partition("?")[0], to_apply)
    if scheme.lower() == "tel":
        return Contact(link.span, "phone", rest, to_apply)
    return Contact(link.span, _kind_of_link(link.target), link.target, to_apply)


def _leads_there(link: Link, block: Block) -> bool:
    """Whether a link is the way to apply: its own target says so, or it is the only one in its block."""
    cues = table("statements")["how_to_apply"]["links"]
    return len(block.links) == 1 or bool(_FORM.search(link.target)) or any(cue in link.target.lower() for cue in cues)


def _kind_of_link(target: str) -> Kind:
    return "form" if _FORM.search(target) else "link"


def ways_to_apply(posting: Posting) -> list[str]:
    """How one applies, each way once: `email`, `phone`, `link`, `form`; `instruction` where words are all there is."""
    ways = dict.fromkeys(contact.kind for contact in posting.facts.contacts if contact.to_apply)
    return list(ways) or (["instruction"] if "how_to_apply" in posting.facts.statements else [])
