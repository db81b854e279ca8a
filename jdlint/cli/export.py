"""jdlint export: a posting as a page, a Word document, text to paste, or structured data for job search."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.config_files import Configs
from jdlint.data import write_atomically
from jdlint.document import format_of, read_document
from jdlint.exports import docx, html, json_ld, parts, text
from jdlint.files import find_files, read_file
from jdlint.formats.style import plural
from jdlint.job_posting import JobPosting, job_posting
from jdlint.posting import Document

_ENDINGS = {"html": ".html", "docx": ".docx", "text": ".txt", "jsonld": ".json"}


def run(arguments: argparse.Namespace) -> int:
    """Write each posting in the other form; 1 where something required is missing, and that file is not written.

    Raises ConfigError.
    """
    found = find_files(arguments.paths)
    several = len(found.files) > 1
    if several and arguments.output_file is not None and not os.path.isdir(arguments.output_file):
        raise ConfigError("-o: for several postings name a folder that is there")
    left = 0
    for named in found.files:
        left += not _export(named.path, arguments)
    if several:
        terminal.write(f"{plural(len(found.files) - left, 'posting')} exported.\n", sys.stderr)
    return int(left > 0)


def _export(path: str, arguments: argparse.Namespace) -> bool:
    """Whether a posting was written."""
    if format_of(path) != "markdown":
        raise ConfigError(f"'{path}' is no Markdown; export takes the Markdown that a posting is kept in")
    read = read_file(path)
    if not read.readable:
        raise ConfigError(f"'{path}': {read.problem.reason if read.problem else 'it cannot be read'}")
    document = read_document(read.source)
    if len(document.postings) > 1:
        raise ConfigError(f"'{path}' holds {len(document.postings)} postings; export takes one posting a file")
    properties = _properties(path, document, arguments)
    required = [each for each in properties.missing if each.required] if arguments.to == "jsonld" else []
    for each in properties.missing if arguments.to == "jsonld" else ():
        need = "is required and missing" if each.required else "is recommended and missing"
        terminal.write(f"jdlint: {path}: {each.name} {need}: {each.cure}\n", sys.stderr)
    if required:
        terminal.write(f"jdlint: {path}: nothing was written\n", sys.stderr)
        return False
    _write(path, _rendered(read.source.text, document, properties, arguments.to), arguments)
    return True


def _properties(path: str, document: Document, arguments: argparse.Namespace) -> JobPosting:
    company = Configs().of(os.path.abspath(path)).company.get("name", "")
    return job_posting(document.postings[0], _posted(arguments.posted), company)


def _posted(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise ConfigError(f"--posted: '{value}' is no date; write it as 2027-01-31") from None


def _rendered(markdown: str, document: Document, properties: JobPosting, to: str) -> bytes:
    posting = document.postings[0]
    title = posting.title.text if posting.title is not None else ""
    made = parts.parts(markdown, title)
    title = title or "Job posting"
    if to == "docx":
        america = any(each.code.startswith(("us", "ca")) for each in posting.facts.jurisdictions)
        return docx.document(title, posting.language, made, letter=america)
    if to == "text":
        return text.text(made).encode()
    data = json_ld.data(properties.properties, made)
    if to == "jsonld":
        return (data + "\n").encode()
    complete = not any(each.required for each in properties.missing)
    return html.page(title, posting.language, made, json_ld.in_script(data) if complete else "").encode()


def _write(path: str, data: bytes, arguments: argparse.Namespace) -> None:
    to = arguments.output_file
    if to == "-" or (to is None and arguments.to in ("text", "jsonld")):
        terminal.write_bytes(data)
        return
    name = Path(path).with_suffix(_ENDINGS[arguments.to])
    target = Path(to) / name.name if to is not None and os.path.isdir(to) else Path(to) if to is not None else name
    if os.path.lexists(target) and not arguments.force:
        raise ConfigError(f"'{target}' is there already; name another file with -o, or add --force to replace it")
    try:
        write_atomically(target, data)
    except OSError as error:
        raise ConfigError(f"'{target}' cannot be written: {error.strerror}") from None
    terminal.write(f"Wrote {target}\n", sys.stderr)
