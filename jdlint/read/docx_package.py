"""A DOCX file as a package: a zip of XML parts, unpacked within limits. What is hostile or broken is refused with a reason."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

MAX_XML = 20_000_000  # bytes of XML that are unpacked of one file: a posting of 50 pages has 2 MB
MAX_UNPACKED = 100_000_000  # bytes of all parts, where all of them are unpacked
_CHUNK = 1 << 16
MAX_ELEMENTS = 400_000
MAX_DEPTH = 200  # of elements in one another: tables in tables in tables have 40
_OLE = b"\xd0\xcf\x11\xe0"  # how .doc files begin, and .docx files with a password
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNZIPPING = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
    OverflowError,
)  # fmt: skip


class NotWordError(Exception):
    """Bytes that are no Word document that can be read; the text says why."""


class Relation(NamedTuple):
    """What one part of a package says of another, or of an address outside."""

    kind: str  # the last word of its type: `styles`, `hyperlink` …
    target: str  # the name of a part, or an address
    external: bool


class Package:
    """The XML parts of a DOCX file, each unpacked and parsed when it is asked for. Raises NotWordError."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise NotWordError("it has a password, or is an old .doc file: save it as .docx without one")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _UNZIPPING:
            raise NotWordError("it is no Word document (.docx), or a damaged one") from None
        self._left = MAX_XML
        self._elements = 0

    def main(self) -> str:
        """The name of the part with the text."""
        named = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        return named[0] if named else "word/document.xml"

    def part(self, name: str) -> ElementTree.Element | None:
        """The root of a part, None where there is none of that name."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        return self._parsed(name, self._unpacked(info))

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What a part (an empty name: the package) refers to, by the ids it uses for them."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for each in root.iter(_RELATIONS) if root is not None else ():
            target, external = each.get("Target", ""), each.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, external)
        return found

    def related(self, name: str, kind: str) -> ElementTree.Element | None:
        """The root of the part of a kind that a part refers to."""
        for each in self.relations(name).values():
            if each.kind == kind and not each.external:
                return self.part(each.target)
        return None

    def measure(self) -> None:
        """Raises NotWordError where the parts together, pictures too, unpack to more than a document has."""
        left = MAX_UNPACKED
        for info in self._zip.infolist():
            try:
                with self._zip.open(info) as file:
                    while left >= 0 and (data := file.read(_CHUNK)):
                        left -= len(data)
            except _UNZIPPING:
                raise NotWordError("it is a damaged Word document, or has a password") from None
        if left < 0:
            raise NotWordError(f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB")

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotWordError("it is packed as no Word document is")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)  # never trusts the size that the zip states
        except _UNZIPPING:
            raise NotWordError("it is a damaged Word document, or has a password") from None
        self._left -= len(data)
        if self._left < 0:
            raise NotWordError(f"it unpacks to more than {MAX_XML // 1_000_000} MB of text")
        return data

    def _parsed(self, name: str, data: bytes) -> ElementTree.Element:
        builder = _Builder(self._elements)
        # our builder takes and gives what TreeBuilder does; the stubs want a type of their own
        parser: Any = ElementTree.XMLParser(target=builder)
        try:
            parser.feed(data)
            root: ElementTree.Element = parser.close()
        except (ElementTree.ParseError, ValueError, LookupError, AssertionError):
            raise NotWordError(f"its part {name} is no XML") from None
        self._elements = builder.count
        return root


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree that is neither too large nor too deep, of XML that declares no entities."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.depth = 0

    def doctype(self, *_: str | None) -> None:
        raise NotWordError("its XML declares a document type, which no Word document does")

    def start(self, tag: Any, attrs: Any, /) -> Any:
        self.count += 1
        self.depth += 1
        if self.count > MAX_ELEMENTS or self.depth > MAX_DEPTH:
            raise NotWordError("it has more parts, or more in one another, than a posting can have")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Any:
        self.depth -= 1
        return super().end(tag)
