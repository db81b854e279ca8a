"""From a file to a posting: its format, title, sections with parents and kinds, language and kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jdlint.api import check_text
from jdlint.config import Config
from jdlint.data import read_table
from jdlint.document import format_of, read_document
from jdlint.engine import check_source
from jdlint.inspection import contract_a
from jdlint.model import Section
from jdlint.posting import Posting
from jdlint.registry import bind
from jdlint.text import Source

EXAMPLES = Path(__file__).parent.parent / "examples"


def read(text: str, path: str = "baker.md") -> Posting:
    """The one posting of a text."""
    return read_document(Source(text, path)).postings[0]


def tree(posting: Posting) -> list[tuple[str, str | None, str | None]]:
    """Name, kind and parent's name of each section."""
    return [
        (section.name, section.kind, section.parent.name if section.parent else None) for section in posting.sections
    ]


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("baker.md", "markdown"),
        ("jobs/baker.markdown", "markdown"),
        ("baker.mdx", "markdown"),
        ("BAKER.TXT", "plain"),
        ("baker.html", "html"),
        ("baker.htm", "html"),
        ("baker", "markdown"),
        ("-", "markdown"),
        ("baker.txt.md", "markdown"),
    ],
)
def test_the_suffix_decides_the_format(path: str, form: str) -> None:
    """A suffix in any case; Markdown where it says nothing."""
    assert format_of(path) == form
    assert read_document(Source("", path)).format == form


def test_a_named_format_wins() -> None:
    """Standard input has no suffix, and says its format."""
    document = read_document(Source("<p>one</p>", "baker.md"), "html")
    assert document.format == "html"
    assert document.postings[0].text == "one"


# ---------------------------------------------------------------- titles

PADDING = "You bake bread for nine villages, and you sing while you do.\n"


@pytest.mark.parametrize(
    ("text", "title", "origin"),
    [
        ("---\ntitle: Night Baker\n---\n# Shop Manager\n\nText\n", "Night Baker", "front matter"),
        ("---\nJob Title: Night Baker\n---\n# Loaf & Sons\n", "Night Baker", "front matter"),
        ("+++\ntitle = 'Night  Baker'\n+++\n# Loaf & Sons\n", "Night Baker", "front matter"),
        ("# Night Baker\n\nText\n\n## Requirements\n", "Night Baker", "h1"),
        ("# About us\n\nText\n\n# Night Baker\n", "Night Baker", "h1"),
        ("# Job description for a Night Baker\n", "Night Baker", "h1"),
        ("# Title: Night *Baker*\n", "Night Baker", "h1"),
        ("# Night Baker at Loaf & Sons\n", "Night Baker", "h1"),
        ("<h1>Night <b>Baker</b></h1>\n\nText\n", "Night Baker", "h1"),
        ("Night Baker\n====\n\nText\n", "Night Baker", "h1"),
        ("## Night Baker\n\nText\n\n## Requirements\n", "Night Baker", "heading"),
        (f"**Night Baker**\n\n{PADDING}", "Night Baker", "line"),
        (f"Night Baker\n\n{PADDING}", "Night Baker", "line"),
        (f"Job title: Night Baker\n\n{PADDING}", "Night Baker", "line"),
        (f"NIGHT BAKER\n\n{PADDING}", "NIGHT BAKER", "line"),
        ("---\ntitle: Offene Stellen\n---\n**Night Baker (m/w/d)**\n\nText\n", "Night Baker (m/w/d)", "heading"),
        ("---\ntitle: Vacancy\n---\n# Vacancy bread by night\n\nText\n", "Vacancy bread by night", "h1"),
        ("## Jobs for night workers\n\n| Job title | Night Baker |\n|---|---|\n| Place | Hull |\n", "Night Baker", "line"),
        ("Our bakers sing.\n\nJoin our small team as a Night Baker.\n", "Night Baker", "running text"),
        ("Wir suchen für unsere Backstube eine/n\nBäcker/in der Nachtschicht\n", "Bäcker/in der Nachtschicht", "running text"),
        ("We are looking for a Night Baker who sings.\n", "Night Baker", "running text"),
        ("As a Night Baker, you bake bread for nine villages.\n", "Night Baker", "running text"),
    ],
)  # fmt: skip
def test_the_title_and_how_it_is_known(text: str, title: str, origin: str) -> None:
    """In this order: front matter, H1, first heading, first line, running text; what surrounds the job's name is no part."""
    found = read(text).title
    assert found is not None
    assert (found.text, found.origin) == (title, origin)
    source = " ".join(text[slice(*found.span)].replace("*", "").replace("<b>", "").replace("</b>", "").split())
    assert source.strip("'") == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "@extends('page', ['name' => 'Jobs'])\n",
        "[PUT YOUR ADVERT HERE]\n",
        "## Requirements\n\n- hands\n",
        "# About us\n\nWe bake.\n",
        "---\ntitle:\n---\n## Benefits\n",
    ],
)
def test_what_names_no_job_has_no_title(text: str) -> None:
    """A section's heading is no title."""
    assert read(text).title is None


def test_the_block_of_the_title_is_a_title() -> None:
    """Rules on headings leave the title alone, and the other way round; a title in front matter has no block."""
    posting = read("# Night Baker\n\nText\n\n## Requirements\n\n- hands\n")
    assert [block.kind for block, _ in posting.blocks()] == ["title", "paragraph", "heading", "item"]
    assert posting.title is not None
    assert posting.title.block is not None
    assert posting.title.block.span == posting.blocks()[0][0].span
    head = read("---\ntitle: Night Baker\n---\n# Loaf & Sons\n\nText\n")
    assert "title" not in [block.kind for block, _ in head.blocks()]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("We bake.\n\n# Night Baker\n", "Night Baker"),
        ("\n\n## Requirements\n", "Requirements"),
        ("---\ncompany: Loaf\n---\n", "---"),
        ("", ""),
    ],
)
def test_what_is_absent_is_reported_at_the_title_or_the_first_line(text: str, at: str) -> None:
    """The anchor is a point: at the title, else at the first text, else at the head."""
    anchor = read(text).anchor
    assert anchor.start == anchor.end == text.index(at)


# ---------------------------------------------------------------- sections

POSTING = """\
# Night Baker

We bake.

## What you will do

- bake

### In the first month

- look

## Requirements

### Must have

- hands

#### Ovens

- heat

### Nice to have

- song

## Zebra crossing

- stripes
"""


def test_sections_have_parents_and_kinds() -> None:
    """The kind is by wording; an unknown sub-heading has its parent's, an unknown heading of the top level none."""
    assert tree(read(POSTING)) == [
        ("Night Baker", None, None),
        ("What you will do", "responsibilities", "Night Baker"),
        ("In the first month", "responsibilities", "What you will do"),
        ("Requirements", "requirements", "Night Baker"),
        ("Must have", "requirements", "Requirements"),
        ("Ovens", "requirements", "Must have"),
        ("Nice to have", "nice_to_have", "Requirements"),
        ("Zebra crossing", None, "Night Baker"),
    ]


def test_a_section_ends_where_the_next_heading_begins() -> None:
    """Whatever the levels, a block belongs to the heading above it; the span runs from heading to last block."""
    posting = read(POSTING)
    assert [len(section.blocks) for section in posting.sections] == [1, 1, 1, 0, 1, 1, 1, 1]
    assert [POSTING[slice(*section.span)] for section in posting.sections][4:6] == [
        "Must have\n\n- hands",
        "Ovens\n\n- heat",
    ]
    assert [section.number for section in posting.sections] == list(range(8))
    assert posting.sections[5].path() == ("Night Baker", "Requirements", "Must have", "Ovens")


def test_text_before_the_first_heading_is_a_section_without_one() -> None:
    """It has no heading, no kind and no name, and no section stands under it."""
    posting = read("We bake.\n\n## Requirements\n\n- hands\n")
    assert tree(posting) == [("", None, None), ("Requirements", "requirements", None)]
    assert posting.sections[0].heading is None
    assert posting.sections[0].path() == ()


def test_nothing_has_no_sections() -> None:
    """An empty file is read, and has nothing in it."""
    posting = read("")
    assert (list(posting.sections), posting.blocks(), posting.text) == ([], [], "")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Requirements", "requirements"),
        ("REQUIREMENTS:", "requirements"),
        ("1. Requirements", "requirements"),
        ("2.1) Requirements", "requirements"),
        ("*Requirements*", "requirements"),
        ("🎁 Benefits!", "benefits"),
        ("Benefits (for all)", "benefits"),
        ("What you’ll do", "responsibilities"),
        ("What you'll do", "responsibilities"),
        ("What you will do at Loaf &amp; Sons", "responsibilities"),
        ("Roles & responsibilities", "responsibilities"),
        ("Nice‑to‑have", "nice_to_have"),
        ("How to apply", "how_to_apply"),
        ("Equal opportunity", "eeo_statement"),
        ("Closing date: 3 May", "deadline"),
        ("Salary and benefits", None),
        ("Deine Aufgaben", "responsibilities"),
        ("Profil recherché", "requirements"),
        ("Wir bieten", "benefits"),
        ("Requisitos", "requirements"),
        ("O que oferecemos", "benefits"),
        ("Chi siamo", "about_company"),
        ("Wat ga je doen?", "responsibilities"),
        ("Vi erbjuder", "benefits"),
        ("Dine opgaver", "responsibilities"),
        ("Mile widziane", "nice_to_have"),
        ("About {{COMPANY}}", "about_company"),
        ("More about the application process", "hiring_process"),
        ("Who Loaf Brothers is looking for", "requirements"),
        ("About the moon", None),
    ],
)
def test_the_kind_of_a_section_is_known_by_its_wording(heading: str, kind: str | None) -> None:
    """Case, numbering, emoji, marks, brackets, apostrophes and hyphens do not count."""
    found = read(f"## {heading}\n\nText that ends.\n").sections[0].kind
    if kind is not None:
        assert found == kind
    else:
        assert found not in ("responsibilities", "requirements")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("## Requirements\n\n- hands\n\n## Benefits\n\n- bread\n", "baker.md"),
        ("**Requirements**\n\n- hands\n\n**Benefits**\n\n- bread\n", "baker.md"),
        ("<strong>Requirements</strong>\n\n- hands\n\n<h3>Benefits</h3>\n\n- bread\n", "baker.md"),
        ("REQUIREMENTS\n- hands\n\nBENEFITS\n- bread\n", "baker.md"),
        ("Requirements:\n- hands\n\nBenefits:\n- bread\n", "baker.md"),
        ("🙌 Requirements\n\n- hands\n\n🍞 Benefits\n\n- bread\n", "baker.md"),
        ("Requirements\n\n- hands\n\nBenefits\n\n- bread\n", "baker.md"),
        ("Requirements\n====\n\n- hands\n\nBenefits\n---\n\n- bread\n", "baker.md"),
        ("Requirements\n- hands\n\nBenefits\n- bread\n", "baker.txt"),
        ("REQUIREMENTS\n\n• hands\n\nBENEFITS\n\n• bread\n", "baker.txt"),
        ("1. Requirements\n\n- hands\n\n2. Benefits\n\n- bread\n", "baker.txt"),
        ("Requirements:\n* hands\nBenefits:\n* bread\n", "baker.txt"),
        ("Requirements\n-----\n- hands\nBenefits\n-----\n- bread\n", "baker.txt"),
        ("<h2>Requirements</h2><ul><li>hands</ul><h2>Benefits</h2><ul><li>bread</ul>", "baker.html"),
        ("<p><b>Requirements</b></p><li>hands</li><p><b>Benefits:</b></p><li>bread</li>", "baker.html"),
        ("<div>Requirements</div><ul><li>hands</li></ul><div>Benefits</div><ul><li>bread</li></ul>", "baker.html"),
    ],
)
def test_headings_of_every_style_open_the_same_sections(text: str, path: str) -> None:
    """However a writer marks headings, jdlint reads two sections with an item each."""
    posting = read(text, path)
    assert [(section.kind, [block.text.value for block in section.blocks]) for section in posting.sections] == [
        ("requirements", ["hands"]),
        ("benefits", ["bread"]),
    ]
    assert {block.kind for section in posting.sections for block in section.blocks} == {"item"}


@pytest.mark.parametrize("path", ["baker.md", "baker.txt"])
def test_a_label_with_a_value_is_a_section(path: str) -> None:
    """The value is its first block."""
    posting = read("Location: Leeds\nPay: £12 an hour\n\nRequirements:\n- hands\n", path)
    assert [(section.kind, section.blocks[0].text.value) for section in posting.sections] == [
        ("location", "Leeds"),
        ("compensation", "£12 an hour"),
        ("requirements", "hands"),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (
            "**Requirements**\n\n**Education**\n\n- school\n\n**Experience**\n\n- ovens\n\n**Benefits**\n\n- bread\n",
            "baker.md",
        ),
        ("REQUIREMENTS\n\nEducation\n\n- school\n\nExperience\n\n- ovens\n\nBENEFITS\n\n- bread\n", "baker.txt"),
        ("Requirements\n\nEducation:\n- school\n\nExperience:\n- ovens\n\nBenefits\n\n- bread\n", "baker.txt"),
        (
            "## Requirements\n\n**Education**\n\n- school\n\n**Experience**\n\n- ovens\n\n## Benefits\n\n- bread\n",
            "baker.md",
        ),
    ],
    ids=["all bold", "capitals", "labels", "bold under marked"],
)
def test_headings_without_levels_still_stand_under_one_another(text: str, path: str) -> None:
    """A heading with nothing under it heads those of its family that follow, and no other."""
    assert tree(read(text, path))[1:] == [
        ("Education", "education", tree(read(text, path))[0][0]),
        ("Experience", "experience", tree(read(text, path))[0][0]),
        ("Benefits" if "Benefits" in text else "BENEFITS", "benefits", None),
    ]


@pytest.mark.parametrize(
    ("under", "empty"),
    [
        ("", True),
        ("---\n", True),
        ("-\n", True),
        ("- bread\n", False),
        ("<!-- later -->\n", False),
        ("![a loaf](loaf.png)\n", False),
        ("```\nbread\n```\n", False),
    ],
    ids=["nothing", "a rule", "an empty bullet", "an item", "a comment", "an image", "code"],
)
@pytest.mark.parametrize("following", ["", "## How to apply\n\nWrite.\n"], ids=["at the end", "before a heading"])
def test_an_empty_section_is_known(under: str, empty: bool, following: str) -> None:
    """Empty is what has nothing at all under it, not what has only text that nobody sees as such."""
    posting = read(f"## Requirements\n\n- hands\n\n## Benefits\n\n{under}\n{following}")
    section: Section = next(section for section in posting.sections if section.name == "Benefits")
    assert section.empty is empty


# ---------------------------------------------------------------- language and kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You will bake bread with us, and you are proud of the oven that we have.", "en"),
        ("Du backst mit uns das Brot für die Stadt, und wir sind stolz auf unsere Öfen.", "de"),
        ("Vous ferez du pain avec nous dans la ville, et nous sommes fiers de notre four.", "fr"),
        ("Brood bakken voor het dorp, elke dag.", "nl"),
        ("Harás pan con nosotros en la ciudad, y estamos contentos con el horno que tenemos.", "es"),
        ("Farai il pane con noi in città, e siamo contenti del forno che abbiamo.", "it"),
        ("Vais fazer o pão connosco na cidade, e os fornos que temos são bons.", "pt"),
        ("Du bakar bröd med oss i staden, och vi är stolta över den ugn som vi har.", "sv"),
        ("Du bager brød hos os i byen, og vi er stolte af den ovn, vi har.", "da"),
        ("Du baker brød hos oss i byen, og vi er stolte av den ovnen vi har.", "nb"),
        ("Będziesz piec chleb z nami i dla nas, bo jest to praca w piekarni.", "pl"),
        ("Leivot leipää kylälle joka aamu meidän kanssamme.", "und"),
        ("Baker", "und"),
        ("", "und"),
        ("---\nlang: fr-CA\n---\nYou will bake bread with us, and you are proud.", "fr"),
        ("---\nlanguage: DE\n---\n", "de"),
        ("---\nlanguage: English and French\n---\nVous ferez du pain avec nous dans la ville.", "fr"),
    ],
)
def test_the_language_of_a_posting(text: str, language: str) -> None:
    """By the small words of its text, or as its front matter says; where nothing tells, it is not guessed."""
    assert read(text).language == language


@pytest.mark.parametrize("path", sorted((EXAMPLES / "good").iterdir()), ids=lambda path: path.name)
def test_the_good_examples_are_postings(path: Path) -> None:
    """Each has a title, knows its language, and has a section for the work and one for what it takes."""
    posting = read_document(Source(path.read_text(encoding="utf-8"), str(path))).postings[0]
    assert (posting.kind, posting.language) == ("posting", path.stem[-2:] if path.stem[-3:] in ("-fr", "-de") else "en")
    assert posting.title is not None
    assert {"responsibilities", "requirements"} <= {section.kind for section in posting.sections}


RECIPE = "# Rye bread\n\nMix the flour with water and salt. " + "Knead it, and let it rest. " * 20


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        (RECIPE, "bread.md", "not-a-posting"),
        ("", "empty.md", "not-a-posting"),
        ("---\ntitle: Night Baker\n---\nSoon.\n", "baker.md", "stub"),
        (POSTING + "\n" + PADDING * 3, "baker.md", "posting"),
        (POSTING + "\n" + PADDING * 3, "baker-template.md", "template"),
        (
            f"# Oven 3\n\n{PADDING}\n\n## Requirements\n\n- Python 3\n\n## Responsibilities\n\n{PADDING}\n",
            "README.md",
            "not-a-posting",
        ),
        (
            f"# Offene Stellen\n\n**Bäcker (m/w/d)**\n\n## Aufgaben\n\n- Brot backen\n\n## Profil\n\n- Lehre\n\n{PADDING}",
            "a.md",
            "posting",
        ),
        (
            f"# Careers\n\nWe bake, and we are looking for people.\n\n{PADDING}\n\n- [Baker](baker.md)\n",
            "jobs/index.md",
            "not-a-posting",
        ),
        (
            f"# Work with us\n\nWe need someone.\n\n## Requirements\n\n- Two hands\n\nApply: jobs@oven.example\n\n{PADDING}",
            "jobs/work.md",
            "posting",
        ),
    ],
    ids=["recipe", "empty", "stub", "posting", "template", "manual", "several", "careers", "folder"],
)
def test_the_kind_of_a_document(text: str, path: str, kind: str) -> None:
    """What is no posting is told apart from one, from a stub and from a template."""
    assert read(text, path).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Kellnerin\n\nLinz. Wir suchen eine freundliche Hand für die Terrasse, an fünf Abenden der Woche, ab Mai.\n", "posting"),
        ("# Livreuse\n\nAngers. Envoyez votre CV à velo@colis.example avant le 3 mars ; nous avons les vélos et les casques.\n", "posting"),
        ("LIFEGUARD WANTED!\n\nWe need a pair of good eyes at the lake from June. Call Moira on the number at the gate.\n", "posting"),
        ("# The electrician\n\nA short story. He came on a Tuesday, mended the lamp in the hall, and spoke of home.\n", "not-a-posting"),
        ("# Bread\n\nWe are looking for a way to keep it fresh. Send us an idea by post, or bring a loaf to the fair.\n", "not-a-posting"),
    ],
)  # fmt: skip
def test_a_notice_of_a_few_lines_is_a_posting(text: str, kind: str) -> None:
    """A job's name with a line that seeks somebody, or says how or until when to apply, needs no sections."""
    assert read_document(Source(text, "notice.md")).kind == kind


def test_examples_of_rules_can_overrule_kind_and_language() -> None:
    """One line is no posting in English; an example says that it stands for one."""
    posting = read_document(Source("Backen", "x.md"), kind="posting", language="en").postings[0]
    assert (posting.kind, posting.language) == ("posting", "en")


def test_problems_of_the_head_are_the_documents() -> None:
    """What the front matter reader noticed is handed on, and the text below is read."""
    document = read_document(Source("---\ntitle: [\n---\n# Night Baker\n", "baker.md"))
    assert [problem.kind for problem in document.problems] == ["front-matter"]
    assert document.postings[0].title is not None


# ---------------------------------------------------------------- several postings in a file

TEXT = "You look after nine ovens, two vans and a cat, and you see to it that all of them are warm in the morning. " * 6
OFFEN = (
    "Du kümmerst dich um neun Öfen und zwei Wagen und sorgst dafür, dass alle am Morgen warm und die Brote fertig sind. "
    * 4
)


def parts(text: str, path: str = "jobs.md") -> list[tuple[str, str, int]]:
    """Title, language and first line of each posting."""
    source = Source(text, path)
    return [
        (each.title.text if each.title else "", each.language, source.line(each.span.start))
        for each in read_document(source).postings
    ]


def test_a_file_of_several_jobs_is_several_postings() -> None:
    """Each heading that names a job and has a posting's text below begins one; what stands before holds for all."""
    text = f"# Jobs at Loaf Brothers\n\nWe are based in Hull.\n\n## Night Baker\n\n{TEXT}\n\n## Van Driver\n\n{TEXT}\n"
    assert parts(text) == [("Night Baker", "en", 1), ("Van Driver", "en", 9)]
    document = read_document(Source(text, "jobs.md"))
    assert (document.kind, document.title.text if document.title else "") == ("multi-posting", "Jobs at Loaf Brothers")
    assert ["location" in each.facts.statements for each in document.postings] == [True, True]
    assert "".join(each.body for each in document.postings) == text


@pytest.mark.parametrize(
    "text",
    [
        f"# Night Baker\n\n## Night Baker application form\n\n{TEXT}\n\n## Contact the manager\n\n{TEXT}\n",
        f"# Bakery team\n\n## Night Baker\n\n{TEXT}\n\n## Van Driver\n\nSoon.\n",
        f"# Night Baker\n\n### Senior bakers\n\n{TEXT}\n\n### Junior bakers\n\n{TEXT}\n",
    ],
)
def test_one_job_is_one_posting(text: str) -> None:
    """Papers, a name alone, and lower headings without sections of their own begin no posting."""
    assert len(parts(text)) == 1


def test_jobs_whose_headings_are_lower_than_their_sections() -> None:
    """A page chooses levels by their looks; the mark of a job says where each begins."""
    below = "<h2>Aufgaben</h2><ul><li>Brot backen</li></ul><h2>Ihr Profil</h2><ul><li>Lehre im Handwerk</li></ul>"
    text = f"<h1>Offene Stellen</h1><h3>Bäcker (m/w/d)</h3>{below}<h3>Fahrer (m/w/d)</h3>{below}<p>{OFFEN}</p>"
    assert [title for title, _, _ in parts(text, "a.html")] == ["Bäcker (m/w/d)", "Fahrer (m/w/d)"]


def test_plain_text_of_several_jobs() -> None:
    """Headings that nothing marks begin postings where each has sections of its own."""
    job = f"RESPONSIBILITIES\n\n{TEXT}\n\nREQUIREMENTS\n\n- Two hands\n- A cool head\n"
    assert parts(f"NIGHT BAKER\n\n{job}\n\nVAN DRIVER\n\n{job}", "a.txt")[0][0] == "NIGHT BAKER"


def test_one_job_in_two_languages_is_two_postings() -> None:
    """The second begins with its title, though a title tells no language."""
    text = f"# Night Baker\n\n{TEXT}\n\n- Bread\n\n# Bäcker (m/w/d)\n\n## Aufgaben\n\n{OFFEN}\n"
    assert parts(text) == [("Night Baker", "en", 1), ("Bäcker (m/w/d)", "de", 7)]


def test_the_second_language_of_a_job_needs_no_title() -> None:
    """The first part has its name; a file of two languages without any title still lacks one."""
    parted = f"## Tasks\n\n{TEXT}\n\n- Bread\n\n## Skills\n\n- Baking\n\nApply at jobs@oven.example.\n\n## Aufgaben\n\n{OFFEN}\n"
    named = [each.rule for each in check_text(f"# Night Baker\n\n{parted}", path="a.md")]
    bare = [each.rule for each in check_text(parted.replace("## ", ""), path="a.md")]
    assert (named.count("untitled"), bare.count("untitled")) == (0, 1)


def test_the_words_of_a_whole_text_say_more_of_its_language_than_a_tag() -> None:
    """A page copied from a site in another language keeps its tag; a few words do not overrule it."""
    assert read(f"---\nlang: id\n---\n# Night Baker\n\n{TEXT}\n").language == "en"
    assert read("---\nlang: id\n---\n# Night Baker\n\nYou look after nine ovens and a cat.\n").language == "id"
    assert read(f"---\nlang: de\n---\n# Bäcker\n\n{OFFEN * 2}\n").language == "de"


def test_a_paragraph_in_another_language_is_known_as_such() -> None:
    """It is no posting of its own; a rule for the language of the posting leaves it alone, and a short one is its posting's."""
    text = f"# Night Baker\n\n{TEXT}\n\n{OFFEN[:115]}\n\n{TEXT}\n\nGuten Tag und willkommen\n"
    (posting,) = read_document(Source(text, "a.md")).postings
    assert [posting.language_at(block) for block, _ in posting.blocks()] == ["en", "en", "de", "en", "en"]


# ---------------------------------------------------------------- kinds by content and by grammar


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- Experience with ovens\n- Knowledge of flour\n- Three years in a bakery", "requirements"),
        ("- 3+ years with ovens\n- Fluent English\n- Ability to lift 25 kg", "requirements"),
        ("- Maîtrise du four\n- Expérience en boulangerie\n- Permis B", "requirements"),
        ("- Abgeschlossene Ausbildung\n- Erfahrung am Ofen\n- Führerschein", "requirements"),
        ("- Develop new loaves\n- Manage two apprentices\n- Clean the ovens", "responsibilities"),
        ("- 28 days off\n- Company pension\n- Free bread", "benefits"),
        ("Send a few lines to ann@a.example.", "how_to_apply"),
        ("- Bread\n- Butter\n- Jam", None),
        ("- Experience with ovens\n- Butter\n- Jam", None),
        ("We came to Hull in 1931 and never left. Our phone was the first in town.", None),
    ],
)
def test_content_tells_the_kind_where_no_heading_does(text: str, kind: str | None) -> None:
    """By how points begin, with no heading, below the title, and below a heading of unknown wording."""
    for head in ("", "# Night Baker\n\n", "# Night Baker\n\n## Zebras\n\n"):
        assert read(head + text).sections[-1].kind == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("You will", "responsibilities"),
        ("You will have", "requirements"),
        ("You will get", "benefits"),
        ("You will work with", "team"),
        ("The postholder will have", "requirements"),
        ("By the end of your first month", "success_measures"),
        ("Would help, but we can teach you", "nice_to_have"),
        ("Vous devrez", "responsibilities"),
        ("Was du dafür bekommst", "benefits"),
        ("Remuneration / Extras", "compensation"),
        ("Why now?", None),
    ],
)
def test_the_grammar_of_a_heading_tells_its_kind(heading: str, kind: str | None) -> None:
    """Headings in free words are known by how they begin."""
    assert read(f"# Night Baker\n\n## {heading}\n\nBread.\n").sections[-1].kind == kind


def test_a_licence_that_says_what_you_must_is_no_posting() -> None:
    """Kinds that only grammar tells make no posting of a page."""
    text = f"# A licence\n\n## You are free to\n\n{TEXT}\n\n## You must\n\n{TEXT}\n"
    assert read_document(Source(text, "a.md")).kind == "not-a-posting"


def test_a_complete_label_heads_nothing() -> None:
    """What follows `Closing date: 4 May` is no part of it."""
    posting = read("# Night Baker\n\n**Closing date: 4 May**\n\n**Zebras**\n\nStripes.\n")
    assert [(section.name, section.kind) for section in posting.sections[1:]] == [
        ("Closing date: 4 May", "deadline"),
        ("Zebras", None),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "From: Ann <ann@a.example>\nSubject: Fwd: [JOB] Night Baker at Loaf Brothers\n\nDear all,\n\nwe bake.\n",
            "Night Baker",
        ),
        ("OFFRE D'EMPLOI\n\nIntitulé du poste : Boulanger\n\nNous cuisons.\n", "Boulanger"),
        ("STELLENAUSSCHREIBUNG\n\nOfenhüter (m/w/d)\n\nWir backen.\n", "Ofenhüter (m/w/d)"),
        ("BÄCKERMEISTER LOTH\n\nNachtdienst (w/m/d)\n\nWir backen.\n", "Nachtdienst (w/m/d)"),
        ("Boulanger (H/F) – Fournil du Pont, Nantes\n\nTu cuis.\n", "Boulanger (H/F)"),
        ("LOAF BROTHERS\n\nJob title: Oven Warden\n\nWe bake.\n", "Oven Warden"),
    ],
)
def test_titles_of_plain_text(text: str, title: str) -> None:
    """The subject of a mail, the value of a label, a line with the mark of a job; never a line that says `vacancy`."""
    found = read(text, "a.txt").title
    assert found is not None
    assert found.text == title


def test_a_page_about_a_role_is_no_posting() -> None:
    """A handbook's page says that it describes a role, and where the vacancies are."""
    text = f"# Night Baker\n\nThis page describes the role. For current vacancies, see our jobs.\n\n## Responsibilities\n\n{TEXT}\n"
    assert read_document(Source(text, "a.md")).kind == "role-description"


def test_a_word_in_a_table_is_no_title() -> None:
    """A cell that says `Lead` is a value; one that names a job in words can be the title."""
    assert read("| Level | Lead |\n|---|---|\n| Team | Ovens |\n\nYou bake.\n").title is None
    found = read("| Night Baker | Hull |\n|---|---|\n\nYou bake.\n").title
    assert found is not None
    assert found.text == "Night Baker"


def test_what_is_said_for_all_is_a_fact_of_each_and_judged_once() -> None:
    """Pay above the first job is pay of both, with its figures; a finding on it is one; lines of postings do not overlap."""
    text = f"# Jobs\n\nAll posts pay £30,000.\n\n## Night Baker\n\n{TEXT}\n\n## Van Driver\n\n{TEXT}\n"
    source = Source(text, "jobs.md")
    document = read_document(source)
    assert [[each.min for each in part.facts.pay] for part in document.postings] == [[30000], [30000]]
    findings = check_source(source, bind(Config())).findings
    assert [each.rule for each in findings].count("pay-period-unclear") == 1
    ends = [part["end_line"] for part in contract_a("jobs.md", source, document)["postings"]]
    assert ends == [7, 11]


@pytest.mark.parametrize("title", ["Nurse interview guide", "Grille d'évaluation : infirmière"])
def test_pages_beside_postings_are_none(title: str) -> None:
    """What a title says that is no job decides, whatever the sections are."""
    text = f"# {title}\n\n## Requirements\n\n{TEXT}\n\n## Skills\n\n{TEXT}\n"
    assert read_document(Source(text, "a.md")).kind == "not-a-posting"


def test_a_list_of_career_pages_is_no_ladder() -> None:
    """A ladder says what each step asks for."""
    steps = "".join(f"## {name} career path\n\n{TEXT[:110]}\n\n" for name in ("Baker", "Miller", "Driver"))
    assert read_document(Source(f"# Careers\n\n{steps}", "a.md")).kind == "not-a-posting"
    assert read_document(Source(f"# Careers\n\n{steps}## Skills\n\n{TEXT}\n", "a.md")).kind == "role-description"


def test_several_jobs_on_one_line_of_a_page() -> None:
    """Where a page is a single line, postings still follow one another."""
    text = f"<h1>Jobs</h1><h2>Night Baker</h2><p>{TEXT}</p><h2>Van Driver</h2><p>{TEXT}</p>"
    first, second = read_document(Source(text, "a.html")).postings
    assert (first.span.start, first.span.end, second.span.end) == (0, second.span.start, len(text))
    assert first.span.end > text.index("</p>") - 2


MILL = (
    "\nThe mill stands by the river, the oven is of brick, and the people who are here have known each other"
    " for as long as anybody can tell.\n"
)
JOBS = "---\ntitle: Jobs\n---\n\n"


@pytest.mark.parametrize(
    ("text", "path", "kind", "title"),
    [
        (f"# Job description template\n\n## Duties\n\n- Bake.\n\n## Requirements\n{MILL}", "a.md", "template", None),
        ("# {{ TITLE }}\n\n## Duties\n\n- {{A}} {{B}} {{C}}\n" + MILL + "\n- {{D}} {{E}}\n", "a.md", "template", None),
        ("# Baker\n\n## Duties\n\n- {{DUTY}}\n" + MILL, "a.md", "posting", "Baker"),
        (f"{JOBS}## Night baker\n\nWe are looking for steady hands.\n{MILL}", "a.md", "posting", "Night baker"),
        (f"{JOBS}## Baker\n{MILL}\n## Butcher\n\nMeat.\n", "a.md", "not-a-posting", "Jobs"),
        (f"---\ntitle: Baker\n---\n\n# Your duties\n\n- Bake bread.\n{MILL}", "a.html", "posting", "Baker"),
        (f"---\ntitle: Baker\nsalary: 30,000\ncontract: permanent\n---\n{MILL}", "a.md", "posting", "Baker"),
        (f"---\ntitle: Baker\nauthor: M. Miller\n---\n{MILL}", "a.md", "not-a-posting", "Baker"),
        (
            f"---\nname: Job\nabout: For a job\nlabels: job\nassignees: ''\n---\n\n## Duties\n{MILL}",
            "a.md",
            "template",
            None,
        ),
        ("---\ntitle: Baker\n---\n", "job-template.md", "template", None),
        (f"# Senior bread person\n{MILL}\nApply by 3 May 2030.\n", "a.md", "posting", "Senior bread person"),
    ],
)
def test_pages_of_sites_are_known_for_what_they_are(text: str, path: str, kind: str, title: str | None) -> None:
    """Templates by their first line or their gaps, titles that say only `Jobs`, Markdown under another suffix, front matter of postings."""
    document = read_document(Source(text, path))
    assert document.kind == kind
    assert title in (None, document.title and document.title.text)


def test_a_stub_has_the_language_of_its_front_matter() -> None:
    """Where there is no text, what the front matter says in sentences tells the language."""
    text = "---\ntitle: Bäckerin\nsummary: Wir suchen für die Nacht eine Bäckerin, die mit uns das beste Brot der Stadt backt\n---\n"
    assert read_document(Source(text, "a.md")).postings[0].language == "de"


def test_a_heading_whose_name_is_left_out_is_read() -> None:
    """`What is looking for`: a gap with nothing in it is no name, and no fault of ours."""
    kinds = read_table("section_kinds")["kinds"].values()
    wordings = [each for kind in kinds for wordings in kind["wordings"].values() for each in wordings if "{" in each]
    assert len(wordings) > 10
    for wording in wordings:
        heading = " ".join(re.sub(r"\{\w+\}", "", wording).split())
        assert read(f"# Baker\n\n## {heading}\n\n- Bread\n").sections[-1].name == heading
