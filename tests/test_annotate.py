"""`--annotate`: a copy of a Word document with a comment at each finding, and nothing else in it changed."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from jdlint.read.docx import read_docx
from jdlint.read.docx_package import MAX_UNPACKED
from tests.running import run
from tests.word import by_hand, p, part, parts, posting, r, saved, zipped

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def annotated(data: bytes, *options: str) -> bytes:
    """The copy of a document."""
    Path("in.docx").write_bytes(data)
    done = run("check", "in.docx", "--annotate", "out.docx", *options)
    assert "written to 'out.docx'" in done.err, done.err
    assert Path("in.docx").read_bytes() == data
    return Path("out.docx").read_bytes()


def comments(data: bytes) -> list[tuple[str, str]]:
    """The author and the text of each comment."""
    return [(comment.author, comment.text) for comment in Document(io.BytesIO(data)).comments]


def anchors(data: bytes) -> dict[str, str]:
    """Of each comment, by the first words of it, the text that it is at."""
    document = Document(io.BytesIO(data))
    said = {str(comment.comment_id): comment.text.split("\n")[0] for comment in document.comments}
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for element in document.element.body.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        number = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        if name == "commentRangeStart":
            open_now.add(number)
        elif name == "commentRangeEnd":
            open_now.discard(number)
        elif name == "t":
            for each in open_now:
                found[said[each]] = found.get(said[each], "") + (element.text or "")
    return found


def test_a_comment_at_each_finding() -> None:
    """It opens in python-docx; each comment says how bad, what, why, where else and which rule, at the words it means."""
    copy = annotated(posting())
    assert {author for author, _ in comments(copy)} == {"jdlint"}
    found = run("check", "in.docx", "--output-format", "concise").out.splitlines()
    assert len(comments(copy)) == len(found) > 3
    (salesman,) = [text for _, text in comments(copy) if "gendered-titles" in text]
    lines = salesman.split("\n")
    assert lines[0] == "Warning: 'salesman' names one gender; say salesperson."
    assert lines[1].startswith("Why: A title that names one gender tells everybody else")
    assert lines[2:] == ["Also: paragraph 13", "Rule: gendered-titles"]
    where = anchors(copy)
    assert where[lines[0]] == "Count the salesman in"
    assert [text for said, text in where.items() if "does not say" in said] == ["Ferry Steward"] * 2


def test_the_text_is_untouched() -> None:
    """The copy reads as the original does, its findings are the same, and what is no text is byte for byte the same."""
    data = posting()
    copy = annotated(data)
    assert read_docx(copy).text == read_docx(data).text
    texts = [[paragraph.text for paragraph in Document(io.BytesIO(each)).paragraphs] for each in (data, copy)]
    assert texts[0] == texts[1]
    found = [run("check", name, "--output-format", "concise").out for name in ("in.docx", "out.docx")]
    assert found[0] == found[1].replace("out.docx", "in.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert set(new.namelist()) - set(old.namelist()) <= {"word/comments.xml"}
    assert changed <= {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml"}


def test_comments_that_are_there_stay() -> None:
    """Other people's comments are theirs."""
    document = Document(io.BytesIO(posting()))
    document.add_comment(document.paragraphs[2].runs, "Is this right?", author="Ann")
    assert ("Ann", "Is this right?") in comments(annotated(saved(document)))


def test_what_is_hidden_has_no_comment() -> None:
    """Comments are for what is shown."""
    document = Document(io.BytesIO(posting()))
    document.add_comment(document.paragraphs[2].runs, "jdlint-disable-line repeated-word", author="Ann")
    assert not any("twice in a row" in text for _, text in comments(annotated(saved(document))))
    copy = annotated(posting(), "--select", "repeated-word")
    assert [text.split("\n")[0] for _, text in comments(copy)] == [
        "Warning: The word 'the' stands twice in a row; delete one."
    ]


def test_runs_are_not_split() -> None:
    """A finding over several runs has its comment on all of them, in links and insertions too."""
    inserted = f"<w:ins w:id='1'>{r('sales', '<w:b/>')}</w:ins>"
    linked = f"<w:hyperlink r:id='rId9'>{r('man')}</w:hyperlink>"
    rest = "".join(p(r(text)) for text in ("Responsibilities:", "Ropes and tickets.", "Requirements:", "Sea legs."))
    body = p(r("We seek a "), inserted, linked, r(" of ferries."))
    copy = annotated(by_hand(body + rest, {"rId9": "https://example.org"}), "--select", "gendered-titles")
    assert [text for said, text in anchors(copy).items() if "salesman" in said] == ["salesman"]
    assert read_docx(copy).text.startswith("We seek a salesman of ferries.\n")


def test_in_a_text_box_the_comment_is_beside_it() -> None:
    """Word has no comments in text boxes: it stands at the paragraph that holds the box."""
    box = f"<w:txbxContent>{p(r('Greet the the travellers'))}</w:txbxContent>"
    body = p(r("Ferry steward"), f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    copy = annotated(by_hand(body), "--select", "repeated-word")
    document = Document(io.BytesIO(copy))
    (started,) = [each for each in document.element.body.iter() if str(each.tag).endswith("}commentRangeStart")]
    assert not any(str(above.tag).endswith("}txbxContent") for above in started.iterancestors())


def test_an_empty_document_has_its_comment() -> None:
    """There is a paragraph to hang it on, though no run."""
    assert comments(annotated(saved(_empty()))) != []


def _empty() -> object:
    document = Document()
    document.add_paragraph()
    return document


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in.docx", "--annotate", "in.docx"), "--annotate writes a copy: give it another name than the document has"),
        (("in.docx", "--annotate", "./link.docx"), "--annotate writes a copy: give it another name"),
        (("in.docx", "in.docx", "--annotate", "out.docx"), "name one .docx file to check"),
        (("in.md", "--annotate", "out.docx"), "name one .docx file to check"),
        ((".", "--annotate", "out.docx"), "name one .docx file to check"),
        (("-", "--annotate", "out.docx"), "name one .docx file to check"),
        (("in.docx", "--annotate", "out.pdf"), "the copy is a Word document: call it 'out.docx'"),
        (("in.docx", "--annotate", "out.docx", "--fix"), "leave out --fix"),
        (("in.docx", "--annotate", "no/such/folder/out.docx"), "cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], said: str) -> None:
    """With a sentence and exit code 2, and nothing is written."""
    Path("in.docx").write_bytes(posting())
    Path("link.docx").symlink_to("in.docx")
    Path("in.md").write_text("# Ferry Steward\n", encoding="utf-8")
    done = run("check", *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not Path("out.docx").exists()
    assert read_docx(Path("in.docx").read_bytes()).text == read_docx(posting()).text


def test_a_broken_document_has_no_copy() -> None:
    """Its one finding says why."""
    Path("in.docx").write_bytes(posting()[:-100])
    done = run("check", "in.docx", "--annotate", "out.docx")
    assert (done.code, "could not be read" in done.out, Path("out.docx").exists()) == (2, True, False)


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    """python-docx would unpack every part, pictures too."""
    bomb: dict[str, str | bytes] = {
        **parts(p(r("Greet the the travellers"))),
        "word/media/image1.png": bytes(MAX_UNPACKED + 1),
    }
    Path("in.docx").write_bytes(zipped(bomb))
    done = run("check", "in.docx", "--annotate", "out.docx")
    assert (done.code, "it unpacks to more than 100 MB" in done.err) == (2, True)


def test_a_document_that_python_docx_does_not_take() -> None:
    """Said, and no traceback."""
    broken = {**parts(p(r("Greet the the travellers"))), "word/styles.xml": "<", "[Content_Types].xml": part("x", "")}
    Path("in.docx").write_bytes(zipped(broken))
    done = run("check", "in.docx", "--annotate", "out.docx")
    assert (done.code, "python-docx cannot write it" in done.err) == (2, True), done.err


def test_a_document_without_a_paragraph() -> None:
    """There is nothing to hang a comment on: said in so many words."""
    Path("in.docx").write_bytes(saved(Document()))
    done = run("check", "in.docx", "--annotate", "out.docx")
    assert (done.code, Path("out.docx").exists()) == (2, False)
    assert "was not written: it has no paragraph to comment on" in done.err


def test_without_the_extra_it_is_named() -> None:
    """Only comments need it."""
    Path("in.docx").write_bytes(posting())
    code = "import sys; sys.modules['docx'] = None; from jdlint.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "check", "in.docx", "--annotate", "out.docx"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'jdlint[docx]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_libreoffice_keeps_the_comments(suffix: str) -> None:
    """A copy that a second program opens and writes again still has every comment."""
    copy = annotated(posting())
    assert OFFICE is not None
    profile = f"-env:UserInstallation={Path('profile').absolute().as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", "converted", "out.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    made = Path("converted") / f"out.{suffix}"
    if suffix == "docx":
        assert sorted(comments(made.read_bytes())) == sorted(comments(copy))
        assert read_docx(made.read_bytes()).text == read_docx(copy).text
    else:
        with zipfile.ZipFile(made) as file:
            assert file.read("content.xml").count(b"<office:annotation ") == len(comments(copy))
