"""What setting up comes to: a list of steps, and what is wanted beside configuration, hook and workflow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from jdlint.starting.places import Places


class Step(NamedTuple):
    """One thing to do: a file to write, a file that is there and stays, or something that only the user can do."""

    action: Literal["write", "keep", "tell"]
    path: str  # absolute; empty where no file is meant
    said: str
    text: str = ""  # what to write, or what the user is to add
    shown: bool = True  # whether the text is for people to read


class Wanted(NamedTuple):
    """What is to be written beside configuration, hook and workflow."""

    posting: Sequence[tuple[str, str, str]] = ()  # a first posting, and its record: path, what is said, text
    templates: str = ""  # a folder for templates of the user's own, inside the folder that is set up
    schemas: Mapping[str, str] = {}  # JSON Schemas for editors, by what they are of
    found: Places | None = None  # where postings are, if somebody has looked already
