"""jdlint templates --from-posting: a template to start from, out of a posting."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jdlint.cli import terminal
from jdlint.config import ConfigError
from jdlint.data import write_atomically
from jdlint.document import format_of, read_document
from jdlint.files import read_file
from jdlint.generate import templates
from jdlint.generate.drafting import draft

_WANTED = ("company", "location", "employment_type", "pay", "deadline")


def run(path: str, to: str | None) -> int:
    """Print the draft, or write it to a file that is not there yet. Raises ConfigError."""
    if format_of(path) != "markdown":
        raise ConfigError(f"--from-posting: '{path}' is no Markdown; templates are written in Markdown")
    read = read_file(path)
    if not read.readable:
        raise ConfigError(f"--from-posting: '{path}': {read.problem.reason if read.problem else 'it cannot be read'}")
    postings = read_document(read.source).postings
    if len(postings) > 1:
        raise ConfigError(f"--from-posting: '{path}' holds {len(postings)} postings; a template is for one")
    text = draft(read.source.text.replace("\r\n", "\n"), postings[0])
    if to is None:
        terminal.write(text, sys.stdout)
        return 0
    if not templates.is_name(Path(to).name):
        raise ConfigError(f"-o: '{to}' is no name for a template: {templates.NAMES}")
    if os.path.lexists(to):
        raise ConfigError(f"'{to}' is there already; name another file with -o")
    try:
        write_atomically(Path(to), text.encode())
    except OSError as error:
        raise ConfigError(f"'{to}' cannot be written: {error.strerror}") from None
    name, _, rest = Path(to).name.partition(".")
    language = postings[0].language
    if language in templates.LANGUAGES and language != "en" and rest != f"{language}.md":
        terminal.write(f"jdlint: the posting is not in English; call the file {name}.{language}.md\n", sys.stderr)
    terminal.write(f"Wrote {to}. {_asked(Path(to))}\n", sys.stdout)
    terminal.write(f"Read it, then try it: jdlint new {name} --template-path {Path(to).parent}\n", sys.stdout)
    return 0


def _asked(path: Path) -> str:
    """What the draft asks, and what it does not, so that whoever reads it knows what to look for."""
    names = list(dict.fromkeys(name.partition(".")[0] for name in templates.load(path, [path.parent]).questions))
    missing = [name for name in _WANTED if name not in names]
    said = f"It asks for {', '.join(names).replace('_', ' ')}" if names else "It asks nothing yet"
    if missing:
        said += f", and not for {', '.join(missing).replace('_', ' ')}: no such thing was found that one could ask for"
    return f"{said}."
