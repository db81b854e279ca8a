"""Where this jdlint was installed from, so that other machines can install the same."""

from __future__ import annotations

import json
import re
from importlib import metadata
from typing import Any, NamedTuple

_SAFE = re.compile(r"[\w.:/@+~-]+", re.ASCII)  # what can stand in a command and in YAML as it is


class Origin(NamedTuple):
    """What pip is to install, where pre-commit finds the hook, and what may be wrong with that."""

    requirement: str  # `jdlint==0.1.0`, or an address of git at a commit
    repository: str = ""  # the address of a git repository; empty where jdlint came from elsewhere
    commit: str = ""
    doubt: str = ""


def origin(version: str) -> Origin:
    """The origin of the jdlint that runs."""
    try:
        text = metadata.distribution("jdlint").read_text("direct_url.json")
        return from_record(json.loads(text) if text else {}, version)
    except (metadata.PackageNotFoundError, ValueError):
        return from_record({"dir_info": {}}, version)


def from_record(record: dict[str, Any], version: str) -> Origin:
    """The origin by what pip recorded when it installed jdlint (PEP 610); nothing is recorded for an index of packages."""
    wanted = f"jdlint=={version}"
    if not record:
        return Origin(wanted)
    url, vcs = record.get("url", ""), record.get("vcs_info", {})
    commit = vcs.get("commit_id", "")
    if vcs.get("vcs") == "git" and url.startswith("https://") and _SAFE.fullmatch(url + commit) and "@" not in url:
        return Origin(f"git+{url}@{commit}", url, commit)
    return Origin(wanted, doubt="Say here where to get jdlint: on the machine that wrote this it came from a folder.")
