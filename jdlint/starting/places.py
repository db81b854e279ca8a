"""Where a repository keeps its postings, found by reading its files."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from jdlint import globs
from jdlint.config_files import Configs
from jdlint.document import read_document
from jdlint.files import find_files, read_file
from jdlint.findings import Skipped

_KINDS = ("posting", "multi-posting")
_SIGNS = re.compile(r"[*?\[\\]")
_MOST = 0.8  # of a folder's files are postings: then the folder is named, else the folders in it one by one


class Places(NamedTuple):
    """Patterns for `include`, and how many postings each of them takes; those with `!` take back, and have no number."""

    patterns: list[str]
    counts: Mapping[str, int]


def places_of_postings(folder: str) -> Places:
    """The patterns that take the postings of a folder, which is an absolute path."""
    found = find_files([folder], Configs(isolated=True))
    names = {_inside(named.path, folder): named.path for named in found.files}
    postings = [name for name, path in names.items() if _is_text(name) and _is_posting(path)]
    files, good = _below(names), _below(postings)
    wanted = {_pattern(name, [above for above in good if good[above] >= _MOST * files[above]]) for name in postings}
    counts: dict[str, int] = {}
    for pattern in sorted(wanted, key=lambda pattern: (pattern.count("/"), pattern)):
        if not any(globs.matches(pattern.removesuffix("/**"), [wider]) for wider in counts):
            counts[pattern] = sum(globs.matches(name, [pattern]) for name in postings)
    return Places([*counts, *_taken_back(found.skipped, folder, list(counts))], counts)


def _inside(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _is_text(name: str) -> bool:
    """Whether a name can be written down; one that is no text in the system's encoding cannot."""
    return name.isprintable()


def _is_posting(path: str) -> bool:
    read = read_file(path)
    return read.readable and any(posting.kind in _KINDS for posting in read_document(read.source).postings)


def _below(names: Iterable[str]) -> Counter[str]:
    """How many of these files lie in each folder or below it."""
    return Counter(above.as_posix() for name in names for above in list(PurePosixPath(name).parents)[:-1])


def _pattern(name: str, own: Iterable[str]) -> str:
    """What takes a posting: the widest folder above it that is postings' own, else its folder; at the top, its suffix."""
    above = [parent.as_posix() for parent in PurePosixPath(name).parents][-2::-1]
    if not above:
        return f"/*{PurePosixPath(name).suffix}"
    widest = next((folder for folder in above if folder in own), above[-1])
    literal = _SIGNS.sub(r"\\\g<0>", widest)
    return f"/{literal}/**" if literal.startswith("!") else f"{literal}/**"


def _taken_back(skipped: Iterable[Skipped], folder: str, patterns: list[str]) -> list[str]:
    """For a README among the postings: a pattern takes it in, so that it has to be named as none."""
    names = [_inside(each.path, folder) for each in skipped if each.reason.endswith("are no postings")]
    return sorted({f"!{PurePosixPath(name).name}" for name in names if globs.matches(name, patterns)})
