"""Documents for tests, made of real ones by seeded damage: text of every format, Word documents, and the bytes of both."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from jdlint.data import yaml
from jdlint.document import SUFFIXES
from jdlint.examples import marked
from jdlint.files import read_file
from tests import word

ROOT = Path(__file__).parent.parent
BESIDE = ROOT.parent / "shared"  # postings of other people, where somebody has them; no part of the project
OPEN = BESIDE / "corpora" / "open"
_LONGEST = 6_000  # characters that most documents are cut to: many short ones find more than few long ones
_WORD_SHARE, _BYTE_SHARE = 0.12, 0.1  # of the documents
_MOST_DAMAGE = 6

ODD = [
    "\u200b", "\u00ad", "\u200d", "\ufeff", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r", "\0", "\x1b", "\u3000", "\u00a0",
    "\u0301", "e\u0301\u0323", "İ", "ß", "ﬁ", "ǆ", "Σ", "😀", "👩\u200d💻", "🇳🇴", "𝐒𝐚𝐥𝐚𝐫𝐲", "\u202e", "\u200f", "عربي", "שלום", "日本語",
    "\ufffd", "\ud83d", "\U000e0041", "½", "²", "Ⅳ", "٣", "’", "“", "–", "…", "•", "€", "£",
]  # fmt: skip
MARKERS = [
    "[", "]", "*", "**", "_", "<", ">", "`", "```", "|", "> ", "- ", "#", "=", "~", "\\", "!", "(", ")", "&", "{", "}", "\t", " ",
    "1. ", "---", "+++", "<!--", "-->", "](", "[[", "{{", "{%", "://", "@", "$", ":", "/", '"', "'", ",", "0", "9",
]  # fmt: skip
ENTITIES = [
    "&pound;", "&amp;", "&amp;amp;", "&#0;", "&#xD800;", "&#x1F600;", "&#9999999999;", "&nbsp;", "&shy;", "&zwnj;", "&NotEqualTilde;",
    "&euro;45", "&lt;b&gt;", "&", "&#", "&#x;", "&unknown;", "&notit;",
]  # fmt: skip
DIRECTIVES = [
    "<!-- jdlint-disable -->", "<!-- jdlint-enable -->", "<!-- jdlint-disable-line pay -->", "<!-- jdlint-disable-file -- no -->",
    "<!-- jdlint-disable-next-line native-speaker until 2027-01-01 -- why -->", "<!-- jdlint-disable until -->", "<!-- jdlint: disble -->",
    "{/* jdlint-disable cliches */}", "# jdlint: disable=placeholder", "<!-- jdlint-disable 'and/or', \"x y\" --", "<!-- jdlint",
]  # fmt: skip
TAGS = [
    "<p>", "</p>", "<div>", "</div>", "<ul><li>", "</ul>", "<br>", "<b>", "</b>", "<h2>", "</h2>", "<table><tr><td>", "</td>", "<a href='x",
    "<script>", "</script>", "<style>", "<!--", "<![CDATA[", "<?php", "<!DOCTYPE", "<pre>", "<dl><dt>", "<dd>", "<main>", "</main>",
    "<p hidden>", "<details><summary>", "<img alt='a", "<svg>", "<template>", "<Callout>", "<>", "</", "<a\n", "import x from 'y'\n",
]  # fmt: skip
HEADS = [
    "---\n", "+++\n", "---\r\n", " ---\n", "---\ntitle: Nurse\n", "+++\ntitle = 'Nurse'\n",
    "title: Nurse\npay: 20\nplace: Ely\n\n",
    "---\njdlint: {disable: [pay]}\n---\n", "---\njdlint: 3\n---\n", "---\n{a: [b, c}\n---\n", "---\n? a\n: b\n---\n",
    "---\n&a [*a]\n---\n",
    "---\ntitle: [1, {2: 3}]\nlanguage: 7\n---\n", "---\nsalary: {min: 1e999, max: .nan}\ndeadline: 2027-13-45\n---\n",
    "+++\na.b.c = 1\n[x]\ny = 2027-01-01\n+++\n", "+++\na = [\n+++\n", "---\ntitle:\n---\n", "Subject: Nurse\nFrom: a@b.example\n\n",
    '<script type="application/ld+json">{"@type":"JobPosting","title":"Nurse","baseSalary":{"value":{"minValue":"x"}}}</script>',
    '<script type="application/ld+json">[{"@graph":[{"@type":["JobPosting"],"title":null,"jobLocation":[[]]}]}]</script>',
    '<script type="application/ld+json">{"@type":"JobPosting","title":"\\ud83d \\u0000","description":"&lt;p&gt;</script>',
    '<script type="application/ld+json">{"@type":"JobPosting",',
]  # fmt: skip
FACTS = [
    "Salary: £45,000 - £30k per year", "$20-$25/hr", "up to €1.234.567,89", "Apply by 31.02.2027", "Closing date: 3/4/27",
    "5-3 years of experience", "10+ years", "native speaker of German (C1)", "BSc or equivalent", "remote (EU only)", "a@b.example",
    "+47 22 22 22 22", "This position is closed.", "Location: Ely", "TBC", "[company]", "salesman", "he/she", "the the",
]  # fmt: skip


class Seed(NamedTuple):
    """A text to damage, and the ending of the file it would stand in."""

    text: str
    suffix: str


def at(suffix: str, *folders: Path) -> list[Path]:
    """The files with this ending, in an order that does not change."""
    return sorted(path for folder in folders for path in folder.rglob(f"*{suffix}") if path.is_file())


def open_files() -> list[Path]:
    """The postings of other people that jdlint reads."""
    return [path for path in at("", OPEN, BESIDE / "seeds") if path.suffix.lower() in SUFFIXES]


@cache
def seeds() -> Sequence[Sequence[Seed]]:
    """The texts to damage, in groups of which each is as likely."""
    own = [path for path in at("", ROOT / "examples") if path.suffix in (".md", ".txt")]
    groups = [
        [_seed(path) for path in own],
        list(_examples()),
        [_seed(path) for path in at(".html", ROOT / "tests" / "data" / "pages")],
        [_seed(path) for path in open_files()],
    ]
    return [group for group in groups if group]


def _seed(path: Path) -> Seed:
    return Seed(read_file(str(path)).source.text, path.suffix.lower())


def _examples() -> Iterator[Seed]:
    """What the examples in our rule files say."""
    for path in at(".yml", ROOT / "rules"):
        examples = yaml.load_all(path.read_text(encoding="utf-8"))[1].value
        opening, closing = examples.get("marks", "[[ ]]").split()
        for each in [*examples["bad"], *examples["good"]]:
            text, given = (each, {}) if isinstance(each, str) else (each.get("text", ""), each.get("given", {}))
            form = {**examples.get("given", {}), **given}.get("format", "")
            yield Seed(marked(text, opening, closing).text, {"plain": ".txt", "html": ".html"}.get(form, ".md"))


# ---------------------------------------------------------------- text

Damage = Callable[[random.Random, str], str]


def _span(rng: random.Random, text: str, most: int = 200) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.randrange(1, most))


def _put(rng: random.Random, text: str, pieces: Sequence[str]) -> str:
    """Pieces at places, one or several times."""
    for _ in range(rng.choice((1, 1, 2, 8))):
        place = rng.randrange(len(text) + 1)
        text = text[:place] + rng.choice(pieces) * rng.choice((1, 1, 1, 2, 3)) + text[place:]
    return text


def _lines(rng: random.Random, text: str) -> str:
    """Lines deleted, doubled, swapped, shuffled or moved."""
    lines = text.splitlines(keepends=True) or [""]
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    low, high = min(first, second), min(max(first, second), first + 12, second + 12) + 1
    kind = rng.randrange(5)
    if kind == 0:
        del lines[low:high]
    elif kind == 1:
        lines[low:low] = lines[low:high]
    elif kind == 2:
        lines[first], lines[second] = lines[second], lines[first]
    elif kind == 3:
        part = lines[low:high]
        rng.shuffle(part)
        lines[low:high] = part
    else:
        lines.insert(second, lines.pop(first))
    return "".join(lines)


def _spans(rng: random.Random, text: str) -> str:
    """A span deleted, doubled, reversed, moved, or in another letter case."""
    start, end = _span(rng, text)
    part = text[start:end]
    kind = rng.randrange(6)
    if kind == 0:
        return text[:start] + text[end:]
    if kind == 1:
        return text[:end] + part + text[end:]
    if kind == 2:
        return text[:start] + part[::-1] + text[end:]
    if kind == 3:
        rest = text[:start] + text[end:]
        place = rng.randrange(len(rest) + 1)
        return rest[:place] + part + rest[place:]
    return text[:start] + rng.choice((str.upper, str.lower, str.title, str.swapcase))(part) + text[end:]


def _splice(rng: random.Random, text: str) -> str:
    """The beginning of one document and the end of another, or one within another."""
    other = _cut(rng, rng.choice(rng.choice(seeds())).text)
    place, there = rng.randrange(len(text) + 1), rng.randrange(len(other) + 1)
    return rng.choice((text[:place] + other[there:], text[:place] + other + text[place:], text + "\n" + other))


def _cut(rng: random.Random, text: str) -> str:
    """A window of a long text."""
    if len(text) <= _LONGEST or rng.random() < 0.05:
        return text
    start = 0 if rng.random() < 0.5 else rng.randrange(len(text))
    return text[start : start + _LONGEST]


def _newlines(rng: random.Random, text: str) -> str:
    """Other line ends, in all of the text or here and there."""
    other = rng.choice(("\r\n", "\r", "\n\n", "\u2028", "\n\r", " \n", "  \n", "\\\n", "\x0b"))
    if rng.random() < 0.5:
        return text.replace("\n", other)
    return "".join(other if each == "\n" and rng.random() < 0.2 else each for each in text)


def _middle(rng: random.Random, text: str) -> str:
    """The text cut off, at either end."""
    place = rng.randrange(len(text) + 1)
    return text[:place] if rng.random() < 0.7 else text[place:]


def _repeat(rng: random.Random, text: str) -> str:
    """A marker many times: in a row, before lines, or in place of a character."""
    marker, place = rng.choice(MARKERS), rng.randrange(len(text) + 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:place] + marker * rng.choice((2, 3, 5, 30, 200)) + text[place:]
    if kind == 1:
        return "".join(marker + line if rng.random() < 0.3 else line for line in text.splitlines(keepends=True))
    if kind == 2:
        return text.replace(rng.choice(" \n-.*:"), marker, rng.randrange(1, 40))
    return " ".join(word + marker if rng.random() < 0.05 else word for word in text.split(" "))


def _indentation(rng: random.Random, text: str) -> str:
    """Lines further in or out."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if rng.random() < 0.2:
            lines[number] = rng.choice(
                (line.lstrip(" \t"), rng.choice((" ", "  ", "    ", "\t", "\u00a0", " > ")) + line)
            )
    return "".join(lines)


def _head(rng: random.Random, text: str) -> str:
    """Front matter and structured data put before, within, doubled, or damaged."""
    head = rng.choice(HEADS)
    kind = rng.randrange(5)
    if kind == 0:
        return head + text
    if kind == 1:
        return head + text + rng.choice(HEADS)
    if kind == 2:
        return re.sub(r"^(---|\+\+\+)", lambda found: rng.choice((found[0], "", "--", "---x", "+++")), text, flags=re.M)
    if kind == 3:
        end = min(len(text), 400)
        return (_spans if rng.random() < 0.5 else _odd)(rng, text[:end]) + text[end:]
    return _put(rng, text, HEADS)


def _odd(rng: random.Random, text: str) -> str:
    return _put(rng, text, ODD)


def _pieces(pieces: Sequence[str]) -> Damage:
    return lambda rng, text: _put(rng, text, pieces)


def _own_lines(pieces: Sequence[str]) -> Damage:
    """Pieces on lines of their own, or at the end of one."""

    def damage(rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(pieces))
        lines[rng.randrange(len(lines))] += " " + rng.choice(pieces)
        return "\n".join(lines)

    return damage


DAMAGE: Sequence[Damage] = (
    _lines, _lines, _spans, _spans, _splice, _odd, _odd, _newlines, _middle, _repeat, _repeat, _indentation, _head,
    _pieces(ENTITIES), _pieces(MARKERS), _pieces(TAGS), _own_lines(TAGS), _own_lines(DIRECTIVES), _pieces(DIRECTIVES), _own_lines(FACTS),
)  # fmt: skip


def damaged(rng: random.Random, text: str, most: int = _MOST_DAMAGE) -> str:
    """A text with some damage."""
    for _ in range(rng.randrange(1, most + 1)):
        text = rng.choice(DAMAGE)(rng, text)
    return text


# ---------------------------------------------------------------- Word documents

_VALUES = [
    "",
    "0",
    "1",
    "-1",
    "9",
    "99999999999999999999",
    "none",
    "x",
    "Heading1",
    "ListBullet",
    "rId1",
    "true",
    "²",
    "٣",
    "nan",
]
_STYLES = """
<w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/></w:style>
<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='Standard'/></w:style>
<w:style w:type='paragraph' w:styleId='L3'><w:name w:val='L3'/><w:basedOn w:val='H2'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Q'><w:name w:val='Quote'/><w:rPr><w:b/><w:sz w:val='30'/></w:rPr></w:style>
"""
_NUMBERING = (
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
)
_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_UNUSUAL = (
    "<w:br/>", "<w:tab/>", "<w:softHyphen/>", "<w:noBreakHyphen/>", "<w:sym w:char='F0B7'/>", "<w:fldChar w:fldCharType='begin'/>",
    "<w:instrText> HYPERLINK \"https://a.example\" </w:instrText>", "<w:fldChar w:fldCharType='separate'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "<w:t xml:space='preserve'>  </w:t>", "<w:delText>gone</w:delText>", "<w:lastRenderedPageBreak/>", "<w:footnoteReference w:id='1'/>",
)  # fmt: skip
_XML_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _word_of(rng: random.Random, text: str) -> dict[str, str]:
    """The parts of a document that says what a text says, put together in ways that Word has."""
    body: list[str] = []
    for number, line in enumerate(_XML_TEXT.sub("", text).split("\n")):
        said = escape(line.strip().lstrip("#*- ") if rng.random() < 0.8 else line)
        run = word.r(
            said, rng.choice(("", "", "", "<w:b/>", "<w:b/><w:i/>", "<w:sz w:val='32'/>", "<w:caps/>", "<w:vanish/>"))
        )
        extra = f"<w:r>{rng.choice(_UNUSUAL)}</w:r>" if rng.random() < 0.2 else ""
        link = f"<w:hyperlink r:id='rId9'>{word.r('here')}</w:hyperlink>" if rng.random() < 0.05 else ""
        note = f"<w:commentRangeStart w:id='{number % 4}'/>" if rng.random() < 0.05 else ""
        style = rng.choice(("", "", "", "<w:pStyle w:val='H2'/>", "<w:pStyle w:val='L3'/>", "<w:pStyle w:val='Q'/>"))
        if line.lstrip().startswith(("-", "*")):
            style = f"<w:numPr><w:ilvl w:val='{rng.randrange(3)}'/><w:numId w:val='1'/></w:numPr>"
        made = word.p(note, run, extra, link, properties=style)
        kind = rng.random()
        if kind < 0.05:
            made = f"<w:tbl><w:tr><w:tc>{made}</w:tc><w:tc>{word.p(word.r('£45,000'))}</w:tc></w:tr></w:tbl>"
        elif kind < 0.08:
            made = word.p(run, _BOX.format(made))
        elif kind < 0.1:
            made = f"<w:sdt><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        elif kind < 0.12:
            made = word.p(f"<w:ins w:id='1'>{run}</w:ins><w:del w:id='2'>{run}</w:del>")
        body.append(made)
    comments = "".join(
        f"<w:comment w:id='{number}'>{word.p(word.r(escape(rng.choice(DIRECTIVES).strip('<!->{/*} '))))}</w:comment>"
        for number in range(4)
    )
    links = {"rId9": "https://a.example/jobs"}
    return word.parts("".join(body), links, styles=_STYLES, numbering=_NUMBERING, comments=comments)


@cache
def _posting() -> dict[str, bytes]:
    """The parts of a document that python-docx makes."""
    with zipfile.ZipFile(io.BytesIO(word.posting())) as package:
        return {name: package.read(name) for name in package.namelist()}


def _elements(rng: random.Random, part: str | bytes) -> str | bytes:
    """Elements of a part deleted, doubled, moved, renamed, emptied, wrapped, or with other attributes or text."""
    root = ElementTree.fromstring(part)
    for _ in range(rng.choice((1, 3, 10))):
        parents = [each for each in root.iter() if len(each)]
        if not parents:
            break
        parent = rng.choice(parents)
        child = rng.choice(list(parent))
        kind = rng.randrange(8)
        if kind == 0:
            parent.remove(child)
        elif kind == 1:
            parent.insert(rng.randrange(len(parent) + 1), child)
        elif kind == 2:
            parent.remove(child)
            rng.choice(parents).append(_copied(child))
        elif kind == 3:
            child.tag = rng.choice(parents).tag
        elif kind == 4:
            for name in list(child.attrib) or [f"{{{word.W}}}val"]:
                child.set(name, rng.choice(_VALUES))
        elif kind == 5:
            child.attrib.clear()
        elif kind == 6:
            child.text = _XML_TEXT.sub("", damaged(rng, (child.text or "")[:200], 2))
        else:
            wrap = ElementTree.Element(rng.choice(parents).tag)
            wrap.append(_copied(child))
            parent.append(wrap)
    return ElementTree.tostring(root)


def _copied(element: Any) -> Any:
    """An element that can be put below itself without making a circle."""
    return ElementTree.fromstring(ElementTree.tostring(element))


def word_document(rng: random.Random) -> bytes:
    """A damaged Word document: elements, the XML as text, the parts of the package, or its bytes."""
    seed = damaged(rng, _cut(rng, rng.choice(rng.choice(seeds())).text), 2)[:_LONGEST]
    parts: dict[str, Any] = dict(_posting()) if rng.random() < 0.2 else dict(_word_of(rng, seed))
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    told = [name for name in names if name.startswith("word/") and "theme" not in name]
    kind = rng.random()
    if kind < 0.75:
        for name in rng.sample(told, rng.randrange(1, 3)):
            parts[name] = _elements(rng, parts[name])
    elif kind < 0.85:
        name = rng.choice(names)
        text = parts[name] if isinstance(parts[name], str) else parts[name].decode("utf-8", "replace")
        parts[name] = _any_bytes(damaged(rng, text, 1))
    elif kind < 0.93:
        name, other = rng.choice(names), rng.choice(names)
        parts[name] = rng.choice((parts[other], b"", b"\xff\xfe<a/>"))
        del parts[rng.choice(list(parts))]
    made = word.zipped(parts, rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))
    return _bytes_damaged(rng, made) if kind >= 0.93 else made


# ---------------------------------------------------------------- bytes


def _any_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _bytes_damaged(rng: random.Random, data: bytes) -> bytes:
    """Bytes changed, cut out or doubled."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 4, 20))):
        start = rng.randrange(len(made) + 1)
        kind = rng.randrange(4)
        if kind == 0 and start < len(made):
            made[start] = rng.randrange(256)
        elif kind == 1:
            del made[start : start + rng.randrange(1, 100)]
        elif kind == 2:
            made[start:start] = made[start : start + 40]
        else:
            made[start:start] = rng.randbytes(3)
    return bytes(made)


def mutation(seed: int) -> tuple[str, str | bytes]:
    """The document of a seed, as the name of a file and what it holds: it depends on the seed and the texts at hand."""
    rng = random.Random(seed)
    if rng.random() < _WORD_SHARE:
        return "mutation.docx", word_document(rng)
    text, suffix = rng.choice(rng.choice(seeds()))
    text = damaged(rng, _cut(rng, text))
    if rng.random() < 0.15:
        suffix = rng.choice((".md", ".mdx", ".txt", ".html"))
    if rng.random() < _BYTE_SHARE:
        encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))
        data = _any_bytes(text) if encoding == "utf-8" else text.encode(encoding, "replace")
        return f"mutation{suffix}", _bytes_damaged(rng, data) if rng.random() < 0.5 else data
    return f"mutation{suffix}", text
