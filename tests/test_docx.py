"""DOCX: what is text in it, what the paragraphs are, where findings lie, and what is refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.document import read_document
from jdlint.files import MAX_BYTES, decode, find_files
from jdlint.model import Block
from jdlint.posting import Posting
from jdlint.read import docx_package
from jdlint.read.docx import DocxText, read_docx
from jdlint.read.docx_package import NotWordError
from tests.running import run
from tests.word import by_hand, p, part, parts, posting, r, saved, zipped

HIDDEN_IMPORT = "import sys; sys.modules['docx'] = None; from jdlint.cli import main; sys.exit(main(sys.argv[1:]))"


def blocks(read: DocxText) -> list[tuple[str, int, str]]:
    """The blocks as kind, depth and text."""
    return [(block.kind, block.depth, block.text.value) for block in read.reading.blocks]


def kinds(body: str, **others: str) -> list[tuple[str, int, str]]:
    """The blocks of a document made by hand."""
    return blocks(read_docx(by_hand(body, None, **others)))


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_posting_as_people_write_it() -> None:
    """Styles, bold lines, labels, bullets of both kinds and tables are what they look like."""
    assert blocks(read_docx(posting())) == [
        ("heading", 1, "Ferry Steward"),
        ("heading", 2, "What you will do"),
        ("item", 1, "Greet the the travellers"),
        ("item", 1, "Count the salesman in"),
        ("heading", 7, "Requirements"),
        ("item", 1, "sea legs"),
        ("heading", 14, "Location:"),
        ("paragraph", 0, "Bergen, Norway"),
        ("heading", 14, "Pay"),
        ("paragraph", 0, "£14.20 to £15 per hour"),
        ("cell", 0, "Cabin"),
        ("cell", 0, "shared"),
        ("paragraph", 0, "Count the salesman out, too."),
    ]


def test_inserted_text_counts_and_deleted_does_not() -> None:
    """Tracked changes: what was inserted or moved here is text, what was deleted or moved away is none."""
    body = p(
        r("We pay "),
        f"<w:ins w:id='1'>{r('well')}</w:ins>",
        "<w:del w:id='2'><w:r><w:delText>badly</w:delText></w:r></w:del>",
        f"<w:moveFrom w:id='3'>{r(' away')}</w:moveFrom>",
        f"<w:moveTo w:id='4'>{r(' here')}</w:moveTo>",
    )
    assert read_docx(by_hand(body)).text == "We pay well here"


def test_characters_within_a_paragraph() -> None:
    """A line break is U+2028 and reads as a blank, a tab stays one; hidden text and field codes are not seen."""
    body = p(
        r("one"),
        "<w:r><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t><w:softHyphen/></w:r>",
        r(" secret", "<w:vanish/>"),
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='separate'/>"
        "<w:t>5</w:t><w:fldChar w:fldCharType='end'/></w:r>",
        r("\n6"),
    )
    read = read_docx(by_hand(body))
    assert read.text == "one\u2028two\tthree\u2011four\u00ad5 6"
    assert blocks(read) == [("paragraph", 0, "one two three\u2011four5 6")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """Word keeps a text box in a new and an old form: they are one."""
    box = f"<w:txbxContent>{p(r('In the box'))}{p(r('and below'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read_docx(by_hand(p(r("Around"), both, r(" it")) + p(r("After")))).text == (
        "Around it\nIn the box\nand below\nAfter"
    )


def test_links() -> None:
    """A link is known with its target, in whatever way it is written, at the text that it is on."""
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> HYPERLINK \"mailto:a@example.org\" </w:instrText></w:r>"
    )
    body = p(
        r("See "),
        f"<w:hyperlink r:id='rId9'>{r('our ')}{r('page')}</w:hyperlink>",
        r(" or "),
        field,
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r('write')}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        r(" or "),
        f"<w:fldSimple w:instr='HYPERLINK \"https://example.org/2\"'>{r('this')}</w:fldSimple>",
        f"<w:hyperlink w:anchor='top'>{r('up')}</w:hyperlink>",
    )
    read = read_docx(by_hand(body, {"rId9": "https://example.org/jobs"}))
    (block,) = read.reading.blocks
    assert [(link.target, read.text[slice(*link.span)]) for link in block.links] == [
        ("https://example.org/jobs", "our page"),
        ("mailto:a@example.org", "write"),
        ("https://example.org/2", "this"),
        ("#top", "up"),
    ]


STYLES = """
<w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/></w:style>
<w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/><w:basedOn w:val='Standard'/></w:style>
<w:style w:type='paragraph' w:styleId='Ours'><w:name w:val='Our section'/><w:basedOn w:val='berschrift2'/></w:style>
<w:style w:type='paragraph' w:styleId='Level'><w:name w:val='L3'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='TOC'><w:name w:val='TOC Heading'/><w:basedOn w:val='Level'/>
<w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Zitat'><w:name w:val='Quote'/></w:style>
<w:style w:type='paragraph' w:styleId='Fett'><w:name w:val='Strong text'/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='Punkt'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Round'><w:name w:val='a'/><w:basedOn w:val='Round'/></w:style>
"""


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("berschrift2", ("heading", 2)),
        ("Ours", ("heading", 2)),
        ("Level", ("heading", 3)),
        ("TOC", ("paragraph", 0)),
        ("Zitat", ("quote", 0)),
        ("Fett", ("heading", 7)),
        ("Punkt", ("item", 1)),
        ("Round", ("paragraph", 0)),
        ("Ttulo1", ("heading", 1)),
        ("Unknown", ("paragraph", 0)),
    ],
)
def test_styles(style: str, found: tuple[str, int]) -> None:
    """By the name that Word gives its own styles in every language, by what they are based on, and by outline level."""
    body = p(r("Zebra crossing"), properties=f"<w:pStyle w:val='{style}'/>")
    assert [each[:2] for each in kinds(body, styles=STYLES)] == [found]


def test_a_paragraph_has_the_last_word() -> None:
    """What a paragraph says of itself counts before what its style says."""
    heading = p(r("Zebra crossing"), properties="<w:outlineLvl w:val='0'/>")
    none = p(r("Zebra crossing"), properties="<w:pStyle w:val='Punkt'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    plain = p(r("Zebra crossing", "<w:b w:val='0'/>"), properties="<w:pStyle w:val='Fett'/>")
    assert [each[0] for each in kinds(heading + none + plain, styles=STYLES)] == ["heading", "paragraph", "paragraph"]


def item(text: str, number: int, level: int = 0) -> str:
    """A list item."""
    numbering = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return p(r(text), properties=numbering)


def test_lists_by_depth_and_number() -> None:
    """Items of one list share a number, a list within it has its own, and text between two ends the list."""
    body = (
        item("a", 1)
        + item("b", 1, 1)
        + item("c", 1)
        + item("d", 1, 1)
        + p()
        + item("e", 1)
        + p(r("x y"))
        + item("f", 1)
    )
    found = [block for block in read_docx(by_hand(body)).reading.blocks if block.kind == "item"]
    assert [(block.text.value, block.depth, block.list) for block in found] == [
        ("a", 1, 1), ("b", 2, 2), ("c", 1, 1), ("d", 2, 3), ("e", 1, 1), ("f", 1, 4)
    ]  # fmt: skip


def test_what_hangs_below_an_item_is_none() -> None:
    """A level without a mark is for what goes on below an item."""
    level = "<w:lvl w:ilvl='0'><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>"
    numbering = "".join(
        f"<w:abstractNum w:abstractNumId='{number}'>{level.format(form, mark)}</w:abstractNum>"
        f"<w:num w:numId='{number}'><w:abstractNumId w:val='{number}'/></w:num>"
        for number, (form, mark) in enumerate((("bullet", "•"), ("bullet", " "), ("none", ""), ("decimal", "%1.")), 1)
    )
    body = item("a", 1) + item("goes on", 2) + item("and on", 3) + item("b", 4)
    assert [each[0] for each in kinds(body, numbering=numbering)] == ["item", "paragraph", "paragraph", "item"]
    heading = item("Requirements", 4).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    assert kinds(heading, numbering=numbering) == [("heading", 7, "Requirements")]


def test_headings_by_look() -> None:
    """Bold, underlined, large and capital lines are headings as bold lines of Markdown are; long sentences are not."""
    looks = ("<w:b/>", "<w:u w:val='single'/>", "<w:sz w:val='32'/>", "<w:caps/>")
    for look in looks:
        assert kinds(p(r("Zebra crossing", look))) == [("heading", 7, "Zebra crossing")]
        assert kinds(p(r("We look for people who, with us, keep zebras safe.", look)))[0][0] == "paragraph"
    assert kinds(p(r("Zebra", "<w:b/>"), r(" crossing"))) == [("paragraph", 0, "Zebra crossing")]


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ((r("Zebras:", "<w:b/>"), r(" twelve")), [("heading", 14, "Zebras:"), ("paragraph", 0, "twelve")]),
        ((r("Zebras", "<w:b/>"), r(": twelve")), [("heading", 14, "Zebras:"), ("paragraph", 0, "twelve")]),
        ((r("Location: Oslo"),), [("heading", 14, "Location:"), ("paragraph", 0, "Oslo")]),
        ((r("REQUIREMENTS"),), [("heading", 7, "REQUIREMENTS")]),
        (
            (r("Zebras", "<w:b/>"), "<w:r><w:br/></w:r>", r("We have twelve.")),
            [("heading", 7, "Zebras"), ("paragraph", 0, "We have twelve.")],
        ),
        (
            (r("We have:"), "<w:r><w:br/></w:r>", r("- lions"), "<w:r><w:br/></w:r>", r("- zebras")),
            [("heading", 14, "We have:"), ("item", 1, "lions"), ("item", 1, "zebras")],
        ),
        ((r("\uf0b7 lions"),), [("item", 1, "lions")]),
        (("<w:r><w:sym w:font='Symbol' w:char='F0B7'/></w:r>", r(" lions")), [("item", 1, "lions")]),
        ((r("1. Requirements"),), [("heading", 7, "1. Requirements")]),
        ((r("1. Feed the zebras"),), [("item", 1, "Feed the zebras")]),
    ],
)
def test_what_was_formatted_by_hand(runs: tuple[str, ...], found: list[tuple[str, int, str]]) -> None:
    """Labels, bullets that were typed, and lines within a paragraph."""
    assert kinds(p(*runs)) == found


def test_tables() -> None:
    """Cells of a row share a number; a row whose cells hold several paragraphs is layout, and reads like any text."""

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    body = (
        "<w:tbl>"
        + row(p(r("Shift")), p(r("Hours")), p(r("Days")))
        + row(p(r("Early")), p(r("4")), p())
        + row(p(r("Requirements")), p(r("Sea legs")) + p(r("• Patience")))
        + "</w:tbl>"
    )
    found = read_docx(by_hand(body)).reading.blocks
    assert [(block.kind, block.table, block.text.value) for block in found] == [
        ("cell", 1, "Shift"),
        ("cell", 1, "Hours"),
        ("cell", 1, "Days"),
        ("cell", 2, "Early"),
        ("cell", 2, "4"),
        ("heading", 0, "Requirements"),
        ("paragraph", 0, "Sea legs"),
        ("item", 0, "Patience"),
    ]


def test_headers_footers_and_comments_are_not_read() -> None:
    """They are not what the posting says."""
    document = Document()
    document.add_paragraph("Ferry steward wanted.")
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_comment(document.paragraphs[0].runs, "Too short?")
    assert read_docx(saved(document)).text == "Ferry steward wanted."
    noted = p(r("Ferry steward"), "<w:r><w:footnoteReference w:id='2'/></w:r>", r(" wanted."))
    assert read_docx(by_hand(noted)).text == "Ferry steward wanted."


def commented(text: str, comment: str) -> bytes:
    """A posting whose second paragraph has a comment; the third says the same."""
    document = Document()
    document.add_heading("Ferry Steward", 1)
    document.add_paragraph(text)
    document.add_paragraph(text)
    for heading in ("Responsibilities", "Requirements"):
        document.add_heading(heading, 2)
        document.add_paragraph("Tickets and ropes, by day and by night.")
    document.add_comment(document.paragraphs[1].runs, comment, "Ann")
    return saved(document)


@pytest.mark.parametrize(
    ("comment", "hidden"),
    [
        ("jdlint-disable-next-line gendered-titles -- a title of 1920", [2]),
        ("jdlint-disable-next-line gendered-titles – a title of 1920", [2]),  # Word makes a dash of two hyphens
        ("jdlint-disable-line gendered-titles", [2]),
        ("jdlint-disable gendered-titles", [2, 3]),
        ("jdlint-disable-file “salesman”", [2, 3]),
        ("Ask jdlint what it thinks", []),
    ],
)
def test_directives_are_comments(comment: str, hidden: list[int], tmp_path: Path) -> None:
    """A comment to jdlint counts for the paragraph that it is anchored in, or from there on; other comments are not ours."""
    (tmp_path / "posting.docx").write_bytes(commented("The salesman sells.", comment))
    done = run("check", "posting.docx", "--select", "gendered-titles", "--show-hidden", "--output-format", "json")
    found = json.loads(done.out)["findings"]
    lines = {
        line
        for finding in found
        if finding["hidden"] == "inline" and finding["rule"] == "gendered-titles"
        for line in (finding["line"], *(each["line"] for each in finding["related"]))
    }
    assert sorted(lines) == hidden


def test_from_a_comment_to_another(tmp_path: Path) -> None:
    """`disable` counts from its paragraph on, `enable` ends it."""
    document = Document(io.BytesIO(commented("The salesman sells.", "jdlint-disable gendered-titles")))
    document.add_comment(document.paragraphs[2].runs, "jdlint-enable gendered-titles", "Ann")
    (tmp_path / "posting.docx").write_bytes(saved(document))
    done = run("check", "posting.docx", "--select", "gendered-titles", "--output-format", "concise")
    assert [line.split(": ")[1] for line in done.out.splitlines()] == ["paragraph 3"]


def test_a_file_has_a_limit(tmp_path: Path) -> None:
    """As in every format."""
    (tmp_path / "posting.docx").write_bytes(posting() + bytes(MAX_BYTES))
    done = run("check", "posting.docx", "--output-format", "concise")
    assert (done.code, "[file-too-large]" in done.out) == (2, True)


def test_a_directive_that_hides_nothing_is_told_of(tmp_path: Path) -> None:
    """As in any other format, and with its place."""
    (tmp_path / "posting.docx").write_bytes(commented("You sell.", "jdlint-disable-line gendered-titles"))
    done = run("check", "posting.docx", "--output-format", "concise")
    assert (
        "posting.docx: paragraph 2: info: This comment hides nothing (gendered-titles); delete it. [unused" in done.out
    )


def test_places_are_paragraphs(tmp_path: Path) -> None:
    """Contract B keeps the paragraph as line, names the place, and has no fix; people read no columns."""
    (tmp_path / "posting.docx").write_bytes(posting())
    done = run("check", "posting.docx", "--output-format", "json")
    found = {each["rule"]: each for each in json.loads(done.out)["findings"]}
    word = found["repeated-word"]
    assert (word["line"], word["text"], word["fix"]) == (3, "the the", None)
    assert word["place"] == "Ferry Steward > What you will do, paragraph 3"
    assert found["gendered-titles"]["related"] == [{"path": "posting.docx", "line": 13, "end_line": 13}]
    text = run("check", "posting.docx", "--all").out
    assert "posting.docx: paragraph 3 warning repeated-word" in text
    assert "  = in: Ferry Steward > What you will do, paragraph 3" in text
    assert "  = also: paragraph 13" in text
    github = run("check", "posting.docx", "--output-format", "github").out
    assert (
        "::warning file=posting.docx,title=jdlint (repeated-word)::Ferry Steward > What you will do, paragraph 3: "
        in github
    )
    markdown = run("check", "posting.docx", "--output-format", "markdown").out
    assert "| Severity | Paragraph | Finding | Rule |" in markdown
    junit = run("check", "posting.docx", "--output-format", "junit").out
    assert 'name="repeated-word paragraph 3"' in junit
    assert "(paragraph 2)" in run("inspect", "posting.docx").out


def test_a_text_without_a_heading_has_the_paragraph_alone(tmp_path: Path) -> None:
    """There is no heading path then."""
    (tmp_path / "posting.docx").write_bytes(by_hand(p(r("We greet the the travellers on the ferry."))))
    done = run("check", "posting.docx", "--output-format", "json", "--select", "repeated-word")
    assert [each["place"] for each in json.loads(done.out)["findings"]] == ["paragraph 1"]


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff"])
def test_nothing_is_mended(option: str, tmp_path: Path) -> None:
    """The file stays as it is, and that is said."""
    before = posting()
    (tmp_path / "posting.docx").write_bytes(before)
    done = run("check", "posting.docx", option)
    said = "jdlint: DOCX files are not mended; --annotate OUT.docx writes the findings into a copy as comments\n"
    assert said in done.err
    assert (tmp_path / "posting.docx").read_bytes() == before


def test_folders_and_standard_input(tmp_path: Path) -> None:
    """A folder means its .docx files too, less what Word keeps beside an open one; standard input goes by its name."""
    for name in ("a.docx", "~$a.docx", "b.DOCX"):
        (tmp_path / name).write_bytes(posting())
    assert [Path(each.path).name for each in find_files([str(tmp_path)]).files] == ["a.docx", "b.DOCX"]
    done = run("check", "-", "--stdin-filename", "a.docx", "--output-format", "concise", stdin=posting())
    assert "a.docx: paragraph 3: warning: " in done.out


def test_reading_needs_no_extra(tmp_path: Path) -> None:
    """Without python-docx a document is checked all the same."""
    (tmp_path / "posting.docx").write_bytes(posting())
    done = subprocess.run(
        [sys.executable, "-c", HIDDEN_IMPORT, "check", "posting.docx", "--output-format", "concise"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "[repeated-word]" in done.stdout
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_other_formats_load_nothing_of_it(tmp_path: Path) -> None:
    """A check of Markdown pays nothing for DOCX."""
    (tmp_path / "posting.md").write_text("# Ferry Steward\n\nYou greet travellers.\n", encoding="utf-8")
    code = (
        "import sys; from jdlint.cli import main; main(['check', sys.argv[1]]); "
        "sys.exit(' '.join({'docx', 'zipfile', 'xml.etree.ElementTree', 'jdlint.read.docx'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "posting.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "1 file checked" in done.stderr
    assert "docx" not in done.stderr.replace("posting.docx", "")
    assert "zipfile" not in done.stderr


BOMB = f'<!DOCTYPE w [<!ENTITY a "{"x" * 50}"><!ENTITY b "&a;&a;&a;">]>' + part("document", "<w:body>&b;</w:body>")


def encrypted() -> bytes:
    """A document whose parts say that they have a password."""
    data = bytearray(by_hand(p(r("text"))))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


BROKEN = {
    "empty": (b"", "it is no Word document (.docx), or a damaged one"),
    "text": (b"# Ferry Steward\n", "it is no Word document (.docx), or a damaged one"),
    "cut off": (posting()[:-200], "it is no Word document (.docx), or a damaged one"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it has a password, or is an old .doc file: save it as .docx without one"),
    "password": (encrypted(), "it is a damaged Word document, or has a password"),
    "a zip": (zipped({"notes.txt": "text"}), "it holds no Word document"),
    "a sheet": (zipped({**parts(""), "word/document.xml": "<workbook/>"}), "it holds no Word document"),
    "no XML": (zipped({**parts(""), "word/document.xml": "<w:document"}), "its part word/document.xml is no XML"),
    "odd encoding": (
        zipped({**parts(""), "word/document.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}),
        "its part word/document.xml is no XML",
    ),
    "entities": (
        zipped({**parts(""), "word/document.xml": BOMB}),
        "its XML declares a document type, which no Word document does",
    ),
    "entities in UTF-16": (
        zipped({**parts(""), "word/document.xml": BOMB.encode("utf-16")}),
        "its XML declares a document type, which no Word document does",
    ),
    "a zip bomb": (
        zipped({**parts(""), "word/document.xml": b" " * (docx_package.MAX_XML + 1)}),
        "it unpacks to more than 20 MB of text",
    ),
    "too deep": (
        by_hand("<w:sdt>" * 300 + "</w:sdt>" * 300),
        "it has more parts, or more in one another, than a posting can have",
    ),
    "too many": (
        by_hand("<w:p/>" * (docx_package.MAX_ELEMENTS + 1)),
        "it has more parts, or more in one another, than a posting can have",
    ),
    "packed otherwise": (zipped(parts(""), zipfile.ZIP_BZIP2), "it is packed as no Word document is"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_or_hostile_is_one_finding(name: str, tmp_path: Path) -> None:
    """Named with its reason, within seconds, and never a traceback; the exit code is 2."""
    data, reason = BROKEN[name]
    with pytest.raises(NotWordError) as error:
        read_docx(data)
    assert str(error.value) == reason
    (tmp_path / "posting.docx").write_bytes(data)
    done = run("check", "posting.docx", "--output-format", "json")
    assert [each["rule"] for each in json.loads(done.out)["findings"]] == ["unreadable-file"]
    assert (done.code, "Traceback" in done.err) == (2, False)


BREAK = "<w:r><w:br/></w:r>"
LONG: dict[str, Callable[[int], str]] = {
    "lines and links": lambda n: p(*[f"<w:hyperlink w:anchor='a'>{r('Apply')}</w:hyperlink>{BREAK}"] * n),
    "fields": lambda n: p(*["<w:r><w:fldChar w:fldCharType='begin'/></w:r>"] * n, *[r("x")] * n),
    "runs": lambda n: p(*[r("a ", "<w:b/>")] * n),
    "cells": lambda n: "<w:tbl><w:tr>" + f"<w:tc>{p(r('a'))}</w:tc>" * n + "</w:tr></w:tbl>",
}


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_length_only(name: str) -> None:
    """Ten times the text takes no hundred times the time, whatever it is made of."""
    times = []
    for number in (1_000, 10_000):
        data = by_hand(LONG[name](number))
        began = time.process_time()
        read_docx(data)
        times.append(time.process_time() - began)
    assert times[1] < 40 * max(times[0], 0.02)


def test_bytes_that_are_changed_never_raise_anything_else() -> None:
    """Any byte of a document may be another: it is read, or refused."""
    data = posting()

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), min_size=1, max_size=6))
    def holds(changes: list[tuple[int, int]]) -> None:
        changed = bytearray(data)
        for at, byte in changes:
            changed[at] = byte
        decode(bytes(changed), "posting.docx")

    holds()


TEXTS = st.text(
    st.one_of(st.sampled_from("ab .:-•\t\u2028\u00ad\u00a0*1)"), st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    max_size=30,
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)  # fmt: skip
PARAGRAPHS = st.lists(
    st.tuples(
        st.lists(st.tuples(TEXTS, st.booleans()), max_size=3),
        st.sampled_from(["Normal", "Heading 1", "List Bullet", "Title", "Quote", "List Number 2"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_a_line_is_a_paragraph_and_spans_are_exact(made: list[tuple[list[tuple[str, bool]], str]]) -> None:
    """The lines of the text are the paragraphs that python-docx knows, and each block reads as the text at its span."""
    document = Document()
    for runs, style in made:
        paragraph = document.add_paragraph(style=style)
        for text, bold in runs:
            paragraph.add_run(text).bold = bold
    read = read_docx(saved(document))
    lines = [paragraph.text.replace("\n", "\u2028") for paragraph in Document(io.BytesIO(saved(document))).paragraphs]
    assert read.text.split("\n") == (lines or [""])
    for block in read.reading.blocks:
        assert_exact(block, read.text)
    starts = [block.span.start for block in read.reading.blocks]
    assert starts == sorted(starts)


def assert_exact(block: Block, text: str) -> None:
    """That the text at a block's span, less what nobody sees, is what the block reads."""
    raw = text[block.span.start : block.span.end]
    for character in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff":
        raw = raw.replace(character, "")
    assert " ".join(raw.split()) == " ".join(block.text.value.split())
    assert "\n" not in raw


def test_the_engine_reads_what_the_reader_found() -> None:
    """The document of a DOCX has the reader's blocks as its own."""
    read = decode(posting(), "posting.docx")
    posted: Posting = read_document(read.source, reading=read.reading).postings[0]
    assert posted.title is not None
    assert (posted.title.text, posted.title.origin) == ("Ferry Steward", "h1")
    assert [section.name for section in posted.sections][1:4] == ["What you will do", "Requirements", "Location"]


def test_a_field_of_many_pieces() -> None:
    """Its address is put together from them; past any address they are not read."""
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
    pieces = [f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (' HYPERLINK "', "https://a.example/", '1" ')]
    read = read_docx(
        by_hand(p(begin, *pieces, *["<w:r><w:instrText> x</w:instrText></w:r>"] * 20_000, separate, r("here"), end))
    )
    assert [link.target for link in read.reading.blocks[0].links] == ["https://a.example/1"]
