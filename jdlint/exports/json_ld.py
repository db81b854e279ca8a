"""A posting as JSON-LD for job search: schema.org's JobPosting with its description in HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jdlint.exports import html
from jdlint.exports.parts import Part


def data(properties: Mapping[str, Any], parts: Sequence[Part]) -> str:
    """The JSON."""
    value = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": properties.get("title", ""),
        "description": html.body(parts, titled=False),
        **{name: each for name, each in properties.items() if name != "title"},
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def in_script(text: str) -> str:
    """JSON as it can stand in a script of a page: what could end the script is escaped."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
