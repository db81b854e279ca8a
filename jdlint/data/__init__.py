"""Finds and reads packaged YAML: the tables beside this module, and the compiled form of whatever is built from YAML.

Reading YAML at every start would cost more than checking a posting, so what is built from it is kept in the form in
which Python keeps its own compiled files, which is read in a third of the time of JSON: in the wheel by the build hook
(hatch_build.py), in a checkout in the user's cache folder, keyed by the path, size and time of the files it was built
from.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from jdlint.data import places

PRIVATE = 0o700  # the mode of a new cache folder: what is kept there has the text of postings
_READERS = ("markdown_it", "yaml")  # packages of others that read postings
APART = ("pay_transparency",)
"""Tables that few runs need: each is compiled into a file of its own."""
_COMPILED = (  # into forms of their own: jdlint/wordings.py, jdlint/gazetteer.py, jdlint/disciplines.py
    "section_kinds",
    "jurisdictions",
    "disciplines",
)


def table(name: str) -> Any:
    """A data table by name, as plain data, for example ``dates``."""
    return _tables()[name]


@cache
def _tables() -> Any:
    return compiled("tables", table_files(), build_tables)


def apart(name: str) -> Any:
    """A table of APART, read when it is first asked for."""
    return _apart(name)


@cache
def _apart(name: str) -> Any:
    return compiled(name, [places.tables_folder() / f"{name}.yml"], lambda: read_table(name))


def table_files() -> list[Path]:
    """The YAML files of the tables, less those that are kept apart and those with a form of their own."""
    return sorted(path for path in places.tables_folder().glob("*.yml") if path.stem not in (*APART, *_COMPILED))


def build_tables() -> Any:
    """All tables read from their YAML files."""
    return {path.stem: read_table(path.stem) for path in table_files()}


def read_table(name: str) -> Any:
    """A table read from its YAML file: for what is compiled, not for what runs."""
    from jdlint.data import yaml

    return yaml.load((places.tables_folder() / f"{name}.yml").read_text(encoding="utf-8")).value


def compiled(name: str, sources: Sequence[Path], build: Callable[[], Any]) -> Any:
    """What ``build`` makes of the sources, taken from a compiled file as long as the sources are unchanged."""
    shipped = places.compiled_folder() / f"{name}.bin"
    if shipped.is_file():
        return unpacked(shipped.read_bytes())
    # what builds it is a source too: a change of shape must not meet an old file
    key = [_identity(path) for path in (*sources, Path(str(sys.modules[build.__module__].__file__)))]
    kept = cache_folder() / f"{name}-{digest(str(places.PACKAGE))}.bin"
    try:
        stored = unpacked(kept.read_bytes())
        if stored["key"] == key:
            return stored["value"]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no cache, or not ours: build it
    value = build()
    _keep(kept, {"key": key, "value": value})
    return value


def own_state() -> str:
    """What jdlint, its data, its rules and what it reads with are known by: what another one kept is of no use."""
    found = [sys.version, *(f"{name} {_version_of(name)}" for name in _READERS)]
    for folder in (places.PACKAGE, places.rules_folder()):
        for parent, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            # less what an editor puts beside a file that is open, which may be a link to nothing
            ours = [name for name in names if name.endswith((".py", ".yml", ".bin")) and not name.startswith(".")]
            paths = [os.path.join(parent, name) for name in ours]
            found += [f"{path} {(state := os.stat(path)).st_size} {state.st_mtime_ns}" for path in paths]
    return "\n".join(sorted(found))


def _version_of(package: str) -> str:
    """What a package is known by, without importing it: most runs need neither."""
    from importlib.machinery import PathFinder  # not needed where nothing is kept

    spec = PathFinder.find_spec(package)
    return str(_identity(Path(spec.origin))) if spec and spec.origin and os.path.isfile(spec.origin) else ""


def packed(value: Any) -> bytes:
    """What JSON can say, as it is kept."""
    return sealed(plain(value))


def plain(value: Any) -> Any:
    """What JSON can say, in nothing but the types that `marshal` knows."""
    import json  # not needed where what was kept is read

    return json.loads(json.dumps(value))


def sealed(value: Any) -> bytes:
    """What is plain, as it is kept: a checksum, and what `marshal` makes of it in the form that all our Pythons read."""
    body = marshal.dumps(value, 4)
    return crc32(body).to_bytes(4, "big") + body


def unpacked(stored: bytes) -> Any:
    """What was packed. Raises ValueError for anything else: what was damaged is never given to `marshal`."""
    if len(stored) < 5 or crc32(stored[4:]).to_bytes(4, "big") != stored[:4]:
        raise ValueError("not what was packed")
    return marshal.loads(stored[4:])


def cache_folder() -> Path:
    """The user's cache folder of jdlint (JDLINT_CACHE_DIR, else what the platform has for caches).

    For a user without a home, as in some containers, it is a folder that nobody can make.
    """
    named = os.environ.get("JDLINT_CACHE_DIR")
    if named:
        return Path(named)
    try:
        return _platforms_folder() / "jdlint"
    except RuntimeError:
        return Path(os.devnull) / "jdlint"


def _platforms_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all; it keeps its mode, and a link stays one. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # /dev/stdout, a pipe: written to, never replaced
        return
    path = Path(os.path.realpath(path))  # not before: a pipe's link in /dev leads to what is no path
    temporary = path.with_name(f"{path.name}.{os.urandom(6).hex()}.tmp")  # the module `tempfile` is slow to import
    try:
        _replaced(path, temporary, data)
    except OSError as error:
        error.filename = str(path)  # whoever is told knows nothing of the other
        raise


def _replaced(path: Path, temporary: Path, data: bytes) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of a file, or those that a new one gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)  # it can only be read by being set
    os.umask(mask)
    return 0o666 & ~mask


def _keep(path: Path, value: Any) -> None:
    try:
        path.parent.mkdir(PRIVATE, parents=True, exist_ok=True)
        write_atomically(path, packed(value))
    except OSError:
        pass  # a folder that cannot be written costs time, not results


def _identity(path: Path) -> list[Any]:
    found = path.stat()
    return [str(path), found.st_size, found.st_mtime_ns]


def digest(*texts: str) -> str:
    """A short name for some texts, to keep files in the cache apart; nothing depends on its strength."""
    return f"{crc32(chr(0).join(texts).encode('utf-8', 'surrogateescape')):08x}"
