"""Addresses, telephone numbers and links of a posting, and which of them are there to apply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from jdlint.data import table
from jdlint.model import Block, Link
from jdlint.particulars import Contact
from jdlint.posting import Posting

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|\(?0)\d[\d ().-]{6,18}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-. ]\d{3}[-. ]\d{4})(?![\w%/])"
)
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_BARE = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]{3,300}[^\s<>\"')\].,;:!?]")
_FORM = re.compile(r"\bforms?\b|formular|formulaire|typeform|forms\.gle", re.IGNORECASE)
_ELSE = frozenset(("accommodation", "privacy_notice", "eeo_statement", "about_company"))
_ACTS = re.compile(
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
        about_else = posting.facts.passages.get(block.span.start) or section.kind in _ELSE
        to_apply = not about_else and (section.kind == "how_to_apply" or bool(_ACTS.search(block.text.value)))
        for link in block.links:
            yield _linked(link, to_apply=to_apply and _leads_there(link, block))
        text = block.text.value
        if "@" in text:
            for match in _MAIL.finditer(text):
                yield Contact(block.text.span(*match.span()), "email", match.group(), to_apply)
        if "http" in text or "www." in text:
            for match in _BARE.finditer(text):
                yield Contact(block.text.span(*match.span()), _kind_of_link(match.group()), match.group(), to_apply)
        for match in _PHONE.finditer(text):
            if _DATE.match(match.group()):
                continue
            yield Contact(block.text.span(*match.span()), "phone", match.group(), to_apply)


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


def _kind_of_link(target: str) -> Literal["form", "link"]:
    return "form" if _FORM.search(target) else "link"


def ways_to_apply(posting: Posting) -> list[str]:
    """How one applies, each way once: `email`, `phone`, `link`, `form`; `instruction` where words are all there is."""
    ways = dict.fromkeys(contact.kind for contact in posting.facts.contacts if contact.to_apply)
    return list(ways) or (["instruction"] if "how_to_apply" in posting.facts.statements else [])
