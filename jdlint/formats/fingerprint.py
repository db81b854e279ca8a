"""Fingerprints: by them a service knows a finding again after the lines above it have changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jdlint.findings import FileReport, Finding
from jdlint.formats.places import plain_path
from jdlint.text import Source


class Identified(NamedTuple):
    """A finding with a name that no other one of the report has, and that no line number is in."""

    source: Source
    finding: Finding
    fingerprint: str


def identified(files: Iterable[FileReport]) -> Iterator[Identified]:
    """The visible findings of files with their fingerprints.

    Hidden ones are counted too: to hide the first of two equal findings must not give its name to the second.
    """
    seen: Counter[str] = Counter()
    for file in files:
        for finding in file.findings:
            what = _hash(file.source, finding)
            seen[what] += 1
            if finding.hidden is None:
                yield Identified(file.source, finding, f"{what}:{seen[what]}")


def _hash(source: Source, finding: Finding) -> str:
    """What the finding is about: the term it can be allowed by, else the text it stands at."""
    about = finding.term or " ".join(source.text[finding.span.start : finding.span.end].lower().split())
    key = "\0".join((finding.rule, finding.case, about, plain_path(source.path)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
