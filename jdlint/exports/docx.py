"""A posting as a Word document with real styles and lists, so that whoever edits it finds headings and bullets as such."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from jdlint.config import ConfigError
from jdlint.exports.parts import Part, Run

_LISTS = {False: "List Bullet", True: "List Number"}
_DEEPEST = 3  # styles of lists that Word has
_FONT = "Calibri"  # one for all
_INK = "1F3864"  # of headings: far more than the contrast that readers need
_LINK = "0B57A4"
_SIZES = {"Normal": 11, "Title": 24, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}  # points
_SPACES = {"Normal": (0, 6), "Title": (0, 10), "Heading 1": (14, 4), "Heading 2": (10, 3), "Heading 3": (8, 2)}
_LANGUAGES = {"en": "en-US", "fr": "fr-FR", "de": "de-DE"}
_PAPER = {True: (8.5, 11.0), False: (8.27, 11.69)}  # inches


def document(title: str, language: str, parts: Sequence[Part], *, letter: bool = False) -> bytes:
    """The file; ``letter``: for paper of North America. Raises ConfigError where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise ConfigError("to write .docx files jdlint needs one thing more: pip install 'jdlint[docx]'") from None
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.language = language
    _dress(made, language, letter=letter)
    table: Any = None
    titled = bool(parts) and parts[0].kind == "heading" and parts[0].level == 1
    for number, part in enumerate(parts):
        if part.kind != "row" and table is not None:
            table = None
            made.add_paragraph().paragraph_format.space_after = 0  # or what follows would touch the table
        if part.kind == "row":
            table = table if table is not None else made.add_table(rows=0, cols=len(part.cells), style="Table Grid")
            for cell, runs in zip(table.add_row().cells, part.cells, strict=False):
                _add(cell.paragraphs[0], [run._replace(bold=run.bold or part.head) for run in runs])
        elif part.kind == "heading":
            level = max(part.level - titled, 1)  # what stands under a title is of the first level
            style = "Title" if titled and number == 0 else f"Heading {min(level, 9)}"
            _add(made.add_paragraph(style=style), part.runs)
        elif part.kind == "item":
            deep = min(part.level, _DEEPEST)
            _add(made.add_paragraph(style=_LISTS[part.number > 0] + (f" {deep}" if deep > 1 else "")), part.runs)
        elif part.kind != "rule":
            inside = (
                f"List Continue{f' {part.level - 1}' if part.level > 2 else ''}"
                if 1 < part.level <= _DEEPEST + 1
                else None
            )
            _add(made.add_paragraph(style="Quote" if part.kind == "quote" else inside), part.runs)
    _numbers(made, parts)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _add(paragraph: Any, runs: Sequence[Run]) -> None:
    from docx.shared import RGBColor

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
                added.font.color.rgb = RGBColor.from_string(_LINK)
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


def _dress(made: Any, language: str, *, letter: bool) -> None:
    """Set styles, paper and language of a new document; ``letter``: for paper of North America, else A4."""
    from docx.oxml.ns import qn
    from docx.shared import Inches, Pt, RGBColor

    for name, size in _SIZES.items():
        style = made.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # they would count before a font by name
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.name, style.font.size = _FONT, Pt(size)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, _SPACES[name])
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _LANGUAGES.get(language, language))
    section = made.sections[0]
    section.page_width, section.page_height = map(Inches, _PAPER[letter])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
