"""Word documents for tests: by python-docx, and by hand where it writes no such thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docx import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OUTSIDE = ' TargetMode="External"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def part(name: str, content: str) -> str:
    """A part whose root has the names that Word uses."""
    return f"<w:{name} {_SPACES}>{content}</w:{name}>"


def relations(*each: tuple[str, str, str]) -> str:
    """Relations by id, kind and target; a target with a colon lies outside."""
    said = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"{_OUTSIDE if ":" in target else ""}/>'
        for key, kind, target in each
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def parts(body: str, links: Mapping[str, str] | None = None, **others: str) -> dict[str, str]:
    """The parts of a document: a body, links by id, and others by name (`styles`, `numbering`, `comments`)."""
    known = [(key, "hyperlink", target) for key, target in (links or {}).items()]
    known += [(f"r{name}", name, f"{name}.xml") for name in others]
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(*known),
        **{f"word/{name}.xml": part(name, content) for name, content in others.items()},
    }


def by_hand(body: str, links: Mapping[str, str] | None = None, **others: str) -> bytes:
    """A document of its parts."""
    return zipped(parts(body, links, **others))


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of other XML."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def posting() -> bytes:
    """A posting as somebody writes one in Word: a title, styled and bold headings, lists, a table."""
    document = Document()
    document.add_heading("Ferry Steward", 0)
    document.add_heading("What you will do", 1)
    document.add_paragraph("Greet the the travellers", style="List Bullet")
    document.add_paragraph("Count the salesman in", style="List Bullet")
    document.add_paragraph()
    document.add_paragraph().add_run("Requirements").bold = True
    document.add_paragraph("• sea legs")
    labelled = document.add_paragraph()
    labelled.add_run("Location:").bold = True
    labelled.add_run(" Bergen, Norway")
    table = document.add_table(2, 2)
    for row, texts in enumerate((("Pay", "£14.20 to £15 per hour"), ("Cabin", "shared"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph("Count the salesman out, too.")
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a document of python-docx."""
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()
