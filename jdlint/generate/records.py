"""The record of how a posting was made: `.jdlint/generated/<path>.yml`, beside the posting's repository; never published.

It keeps the template with its version, all answers, and of each piece of the posting its heading and what its text came
to: enough to tell later what the writer changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jdlint.config import ConfigError
from jdlint.data import write_atomically, yaml
from jdlint.generate.pieces import Part, Piece, digest, head_and_body, parts, pieces
from jdlint.generate.postings import Made
from jdlint.generate.questions import nested
from jdlint.yaml_files import FileError, first_fault, read_yaml

FOLDER = Path(".jdlint") / "generated"
_TEXT = {"type": "string"}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["template", "version", "language", "answers", "pieces"],
    "properties": {
        "template": _TEXT,
        "version": _TEXT,
        "language": _TEXT,
        "jurisdiction": _TEXT,
        "front-matter": _TEXT,
        "told": {"type": "array", "items": _TEXT},
        "answers": {"type": "object"},
        "pieces": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["block", "number", "heading", "text"],
                "properties": {"block": _TEXT, "number": {"type": "integer"}, "heading": _TEXT, "text": _TEXT},
            },
        },
    },
}


class RecordError(FileError, ConfigError):
    """A record that is damaged: what is wrong, and where."""


class Kept(NamedTuple):
    """A piece as it was made: of which block, under which heading, and what its text came to."""

    block: str
    number: int
    heading: str
    text: str  # a digest


class Record(NamedTuple):
    """How a posting was made."""

    template: str
    version: str
    language: str
    place: str
    front_matter: str  # a digest
    answers: Mapping[str, Any]
    pieces: Sequence[Kept]
    told: Sequence[str] = ()  # the questions whose answers the front matter had


def record(made: Made) -> Record:
    """The record of a posting that was just made."""
    return Record(
        made.template.name,
        made.template.version,
        made.template.language,
        made.place,
        digest(made.front_matter),
        made.answers,
        [kept(part) for part in parts(made.blocks)],
        [name for name, asked in made.template.questions.items() if asked.front_matter and name in made.answers],
    )


def kept(part: Part) -> Kept:
    """What a record keeps of a piece."""
    return Kept(part.block, part.number, part.piece.heading, digest(part.piece.text))


def place_of(posting: Path, root: Path) -> Path:
    """Where the record of a posting lies. Raises ConfigError for a posting outside of the folder that records are for."""
    try:
        inside = posting.resolve().relative_to(root.resolve())
    except ValueError:
        raise ConfigError(f"'{posting}' does not lie in '{root}', where the records of postings are kept") from None
    return root / FOLDER / inside.with_name(f"{inside.name}.yml")


def postings(root: Path) -> list[Path]:
    """The postings of a folder of which there are records, and that are still there."""
    return [posting for posting in map(_posting(root), _all(root)) if posting.is_file()]


def left(root: Path) -> list[Path]:
    """The records of a folder whose postings are gone, or have other names now."""
    return [kept for kept in _all(root) if not _posting(root)(kept).is_file()]


def moved(posting: Path, root: Path) -> Path | None:
    """The record that a posting without one had under another name or in another folder; None where none fits.

    Of the records whose postings are gone, it is the one with whose pieces most of the posting's are the same: headings
    with their texts, and more than half of them. What cannot be read fits nothing.
    """
    fitting: list[tuple[int, Path]] = []
    for kept in left(root):
        try:
            made = read(kept)
            here = {(piece.heading, digest(piece.text)) for piece in _pieces(posting)}
        except (RecordError, OSError):
            continue
        same = len({(each.heading, each.text) for each in made.pieces} & here) if made is not None else 0
        if made is not None and same * 2 > len(made.pieces):
            fitting.append((same, kept))
    most = max((same for same, _ in fitting), default=0)
    best = [kept for same, kept in fitting if same == most]
    return best[0] if len(best) == 1 else None


def _pieces(posting: Path) -> list[Piece]:
    text = posting.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return pieces(head_and_body(text)[1])


def _all(root: Path) -> list[Path]:
    return sorted((root / FOLDER).rglob("*.yml"))


def _posting(root: Path) -> Callable[[Path], Path]:
    return lambda kept: posting_of(kept, root)


def posting_of(kept: Path, root: Path) -> Path:
    """Which posting a record is of."""
    return root / kept.relative_to(root / FOLDER).with_suffix("")


def write(path: Path, made: Record) -> None:
    """Keep a record. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text(made).encode())


def text(made: Record) -> str:
    """A record as it stands in its file."""
    values = {
        "template": made.template,
        "version": made.version,
        "language": made.language,
        **({"jurisdiction": made.place} if made.place else {}),
        "front-matter": made.front_matter,
        "told": list(made.told),
        "answers": nested(made.answers),
        "pieces": [each._asdict() for each in made.pieces],
    }
    return f"# How jdlint made this posting; 'jdlint update' reads it. Leave it as it is.\n{yaml.dump(values, compact=True)}"


def read(path: Path) -> Record | None:
    """A record; None where there is none. Raises RecordError where it is damaged, OSError."""
    if not path.is_file():
        return None
    source, documents = read_yaml(path, RecordError)
    node = documents[0] if documents else yaml.load("")
    fault = first_fault(node, _SCHEMA)
    if fault:
        raise RecordError(source, *fault)
    value = node.value
    fields = [tuple(each[name] for name in Kept._fields) for each in value["pieces"]]
    return Record(
        value["template"],
        value["version"],
        value["language"],
        value.get("jurisdiction", ""),
        value.get("front-matter", ""),
        value["answers"],
        [Kept(*each) for each in fields],
        value.get("told", ()),
    )
