"""A posting as a Word document with real styles and lists, so that whoever edits it finds headings and bullets as such."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from jdlint.config import ConfigError
from jdlint.exports.parts import Part, Run

_LISTS = {False: "List Bullet", True: "List Number"}
_DEEPEST = 3  # styles of lists that Word has


def document(title: str, language: str, parts: Sequence[Part]) -> bytes:
    """The file. Raises ConfigError where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise ConfigError("to write .docx files jdlint needs one thing more: pip install 'jdlint[docx]'") from None
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.language = language
    table: Any = None
    first = True
    for part in parts:
        if part.kind != "row":
            table = None
        if part.kind == "row":
            table = table if table is not None else made.add_table(rows=0, cols=len(part.cells), style="Table Grid")
            for cell, runs in zip(table.add_row().cells, part.cells, strict=False):
                _add(cell.paragraphs[0], [run._replace(bold=run.bold or part.head) for run in runs])
        elif part.kind == "heading":
            style = "Title" if first and part.level == 1 else f"Heading {min(part.level, 9)}"
            _add(made.add_paragraph(style=style), part.runs)
        elif part.kind == "item":
            deep = min(part.level, _DEEPEST)
            _add(made.add_paragraph(style=_LISTS[part.number > 0] + (f" {deep}" if deep > 1 else "")), part.runs)
        elif part.kind != "rule":
            _add(made.add_paragraph(style="Quote" if part.kind == "quote" else None), part.runs)
        first = False
    _numbers(made, parts)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _add(paragraph: Any, runs: Sequence[Run]) -> None:
    for run in runs:
        target = _hyperlink(paragraph, run.link) if run.link.startswith(("http", "mailto:")) else None
        for number, line in enumerate(run.text.split("\n")):
            added = paragraph.add_run(line)
            added.bold, added.italic = run.bold or None, run.italic or None
            if number:
                added._r.insert(0, added._r._new_br())
            if run.code:
                added.font.name = "Consolas"
            if target is not None:
                added.font.underline = True
                target.append(added._r)


def _hyperlink(paragraph: Any, link: str) -> Any:
    """A link in the paragraph, into which runs can be put: python-docx reads such links and cannot make them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(element)
    return element


def _numbers(made: Any, parts: Sequence[Part]) -> None:
    """Have each list with numbers begin anew: in Word all paragraphs of one style count on."""
    from docx.oxml.ns import qn

    numbered = [paragraph for paragraph in made.paragraphs if paragraph.style.name.startswith(_LISTS[True])]
    starts = [part.number for part in parts if part.kind == "item" and part.number]
    number = None
    for paragraph, start in zip(numbered, starts, strict=True):
        if start == 1 or number is None:
            number = _numbering(made, paragraph, start)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), "0")
        properties.get_or_add_numId().set(qn("w:val"), str(number))


def _numbering(made: Any, paragraph: Any, start: int) -> int:
    """A numbering of the same look that begins at a number."""
    numbering = made.part.numbering_part.numbering_definitions._numbering
    of_style = paragraph.style.element.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == of_style)
    num = numbering.add_num(abstract)
    num.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(num.numId)
