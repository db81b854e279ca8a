"""link: links that lead nowhere: an address that is none, a mail link without an address, an anchor that no heading has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from jdlint.checks.terms import PHRASES
from jdlint.model import Link
from jdlint.posting import Posting
from jdlint.rules import Hit, Rule, one_by_one
from jdlint.text import later

CASES = ("malformed", "mail", "scheme", "anchor", "empty", "host")
OPTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"type": "array", "minItems": 1, "items": {"enum": list(CASES)}},
        "hosts": PHRASES,
    },
}
VALUES = ("match", "right")
_MALFORMED = later(
    r"\A(?:https?(?:;//|:;//|//|:/(?!/)|:\\\\|:///|:(?![/\\])|\.//)|h?t{1,3}ps?://(?<!http://)(?<!https://)|https?://https?:|https?:// |https?://[^/]*,[^/]*\Z)",
    re.IGNORECASE,
)
_MAIL = later(r"\A[^\s@,;]+@[^\s@,;]+\.[^\s@.,;]{2,}\Z")
_BARE_MAIL = later(r"\A[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")
_CODED = later(r"[{}$%<>]|&#")  # what a site fills in
_PUNCTUATION = later(r"[^\w\- ]")
_ATTRIBUTE = later(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)|\{:?\s*#([\w-]+)|\[\]\(#([\w-]+)\)""", re.IGNORECASE)
_EVERYWHERE = frozenset(("#", "#top", "#main", "#content", "#!"))


def _prepare(rule: Rule) -> Callable[[Posting], Iterator[Hit]]:
    wanted = frozenset(rule.options["of"])
    hosts = tuple(rule.options.get("hosts", ()))

    def look(posting: Posting) -> Iterator[Hit]:
        for link in posting.links:
            case, right = _fault(posting, link, hosts)
            if case in wanted:
                yield Hit(link.span, case, {"match": link.target, "right": right}, f"{case} {link.target.lower()}")

    return look


def _fault(posting: Posting, link: Link, hosts: tuple[str, ...]) -> tuple[str, str]:
    """What is wrong with a link, and what would be right where that is plain; empty where nothing is."""
    target = link.target.strip()
    if not target:
        return "empty", ""
    if target[0] == "#":
        return ("anchor" if _is_dead(posting, target) else ""), ""
    if _CODED.search(target):
        return "", ""
    lower = target.lower()
    if lower.startswith("mailto:"):
        address = target[7:].partition("?")[0].replace("%40", "@")
        return ("" if all(_MAIL.match(each.strip()) for each in re.split("[,;]", address)) else "mail"), ""
    if _MALFORMED.match(target):
        return "malformed", ""
    if lower.startswith("www.") and lower.count(".") > 1:
        return "scheme", "https://" + target
    written_alone = posting.body.startswith(
        "<", link.span.start - posting.span.start - 1
    )  # `<jobs@hotel.example>` is a link
    if _BARE_MAIL.match(target) and not written_alone:
        return "scheme", "mailto:" + target
    return ("host" if hosts and _host(lower).endswith(hosts) else ""), ""


def _host(target: str) -> str:
    """The name of the machine that a link leads to, with a dot before it; empty for a page of the same site."""
    _, mark, rest = target.partition("://")
    return "." + re.split(r"[/?#:]", rest, maxsplit=1)[0] if mark else ""


def _is_dead(posting: Posting, target: str) -> bool:
    """Whether a link within the page leads to no heading of it, and to nothing else that has that name."""
    name = target[1:]
    if target.lower() in _EVERYWHERE or "/" in name or "=" in name or _CODED.search(name):
        return False
    anchors: frozenset[str] = posting.once("anchors", _anchors)
    return name.lower() not in anchors and _slug(name.replace("%20", " ")) not in anchors


def _anchors(posting: Posting) -> frozenset[str]:
    """The names that links within the page may have: of headings as sites make them, and those that are written out."""
    found = {name.lower() for match in _ATTRIBUTE.finditer(posting.body) for name in match.groups() if name}
    for block, _ in posting.blocks():
        if block.kind in ("title", "heading") or len(block.text.words) <= _HEADING:
            slug = _slug(block.text.value)
            found |= {slug, slug.replace("-", ""), slug.strip("-"), re.sub("-+", "-", slug)}
    return frozenset(found)


_HEADING = 12  # words of a line that may be one


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    return _PUNCTUATION.sub("", plain).replace(" ", "-")


bind = one_by_one(_prepare)
