"""The baseline: what is known stays hidden wherever it moves, and whatever is new is shown."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdlint import baseline
from jdlint.api import inspect_text
from jdlint.baseline import Entry
from jdlint.config import Config
from jdlint.engine import check_source
from jdlint.findings import FileReport
from jdlint.registry import RuleSet, bind
from jdlint.text import Source
from tests.running import check, run, write

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpora" / "open"
on_real_files = pytest.mark.skipif(not CORPUS.is_dir(), reason="the postings are not at hand")
FOLDER = "/nowhere-at-all"  # of files that are not there: a path that was not checked counts as gone


@cache
def rules() -> RuleSet:
    """The recommended rules, bound once."""
    return bind(Config())


def reports(texts: Mapping[str, str]) -> list[FileReport]:
    """What a run over these texts finds, by path."""
    sources = [Source(text, f"{FOLDER}/{name}") for name, text in texts.items()]
    return [
        FileReport(source, "", check_source(source, rules(), kind="posting", language="en").findings)
        for source in sources
    ]


def known(texts: Mapping[str, str]) -> list[Entry]:
    """The baseline of these texts."""
    return baseline.entries_of(reports(texts), FOLDER)


def news(texts: Mapping[str, str], entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """What a baseline does not hide: path, rule and words of each finding."""
    return [
        (Path(file.source.path).name, each.rule, file.source.text[each.span.start : each.span.end])
        for file in baseline.hidden(reports(texts), entries, FOLDER)
        for each in file.findings
        if each.hidden is None
    ]


# ---------------------------------------------------------------- postings that are made of blocks

LINES = [
    "Greet travellers on deck and **show** them to their seats",
    "Help the salesman who sells the tickets",
    "Work with a native English speaker in the galley",
    "TODO",
    "Brew the the tea and and serve it",
    "Mind the young and energetic crew",
    "Be on deck at 12 am with the foremen and the salesmen",
    "Keep the log and/or the ledger in organised and organized order",
    "You’ll never find a rockstar or a ninja on our boats",
    "Pay is $20 and paid when we have it",
    "Write reports on the weather, on the waves, on the wind, on the tides, on the birds, on the stars, on the crew, on the "
    "guests, on the food, on the ropes, on the sails, on the masts, on the keel and on whatever else comes to the mind of a "
    "person who stands at the rail for many hours",
]
HEADINGS = ["What you will do", "What you bring", "What we offer", "Who we are", "The boat", "Life on board"]
Sections = Sequence[tuple[str, Sequence[str]]]


@st.composite
def sections(draw: st.DrawFn) -> Sections:
    """Sections with lists in which no line stands twice."""
    lines = draw(st.permutations(LINES))[: draw(st.integers(1, len(LINES)))]
    size = draw(st.integers(1, 4))
    parts = [lines[at : at + size] for at in range(0, len(lines), size)]
    return list(zip(HEADINGS, parts, strict=False))


def posting(sections: Sections, bullet: str = "-", title: str = "Ferry Steward") -> str:
    """A posting of sections with lists."""
    parts = [f"## {heading}\n\n" + "\n".join(f"{bullet} {item}" for item in items) for heading, items in sections]
    return "\n\n".join([f"# {title}", *parts]) + "\n"


LAW = settings(deadline=None, max_examples=40)


@LAW
@given(sections(), st.randoms(use_true_random=False))
def test_what_moves_within_a_file_stays_hidden(parts: Sections, chance: random.Random) -> None:
    """Sections in another order, and points in another order in their list, are nothing new."""
    entries = known({"a.md": posting(parts)})
    moved = [(heading, chance.sample(items, len(items))) for heading, items in parts]
    chance.shuffle(moved)
    assert news({"a.md": posting(moved)}, entries) == []


@LAW
@given(sections(), sections())
def test_what_moves_with_its_file_stays_hidden(one: Sections, other: Sections) -> None:
    """Files with other names and in other folders are nothing new; nor are swapped ones, but that what each lacks is its own."""
    texts = {"a.md": posting(one), "b.md": posting(other)}
    entries = known(texts)
    assert news({"sea/c.md": texts["a.md"], "d.md": texts["b.md"]}, entries) == []
    swapped = news({"a.md": texts["b.md"], "b.md": texts["a.md"]}, entries)
    assert [each for each in swapped if not each[1].startswith("missing-")] == []


def reformatted(text: str, how: str) -> str:
    """The same posting, written otherwise."""
    if how == "CRLF":
        return text.replace("\n", "\r\n")
    if how in "*+":
        return re.sub(r"^-", how, text, flags=re.MULTILINE)
    if how == "numbers":
        return re.sub(r"^-", "1.", text, flags=re.MULTILINE)
    if how == "apart":
        return text.replace("\n-", "\n\n-")
    if how == "setext":
        return re.sub(r"^# (.*)$", r"\1\n=====", text, flags=re.MULTILINE)
    if how == "closed headings":
        return re.sub(r"^(#+) (.*)$", r"\1 \2 \1", text, flags=re.MULTILINE)
    if how == "emphasis":  # on the third word of each point
        return re.sub(r"^(- \S+ \S+ )([\w/’-]+)", r"\1**\2**", text, flags=re.MULTILINE)
    if how == "emphasis within words":
        return re.sub(r"\b(sales|native|young)(?=\w| )", r"**\1**", text)
    if how == "straight":
        return text.replace("’", "'")
    if how == "entities":
        return text.replace("’", "&rsquo;").replace(" and ", "&#32;and ")
    return re.sub(r"^- .*$", lambda found: wrapped(found[0]), text, flags=re.MULTILINE)


def wrapped(line: str) -> str:
    """A point over lines of three words, none of which begins with what would make it something else."""
    words = line.split(" ")
    return "\n  ".join(" ".join(words[at : at + 3]) for at in range(0, len(words), 3))


HOW = ["CRLF", "*", "+", "numbers", "apart", "setext", "closed headings", "emphasis", "emphasis within words", "straight",
       "entities", "wrapped"]  # fmt: skip


@LAW
@given(sections(), st.lists(st.sampled_from(HOW), min_size=1, max_size=3, unique=True))
@example([("What you will do", LINES)], ["wrapped"])
@example([("What you will do", LINES)], ["emphasis"])
@example([("What you will do", LINES)], ["CRLF", "emphasis within words"])
def test_what_is_written_otherwise_stays_hidden(parts: Sections, how: list[str]) -> None:
    """Line breaks, bullets, emphasis, kinds of headings, apostrophes, entities and line ends make nothing new."""
    text = posting(parts)
    entries = known({"a.md": text})
    for each in sorted(how, key=HOW.index, reverse=True):
        text = reformatted(text, each)
    assert news({"a.md": text}, entries) == []


FAULTS = {
    "placeholder": ("TBC", "TBC"),
    "gendered-titles": ("Ask the policeman", "policeman"),
    "repeated-word": ("Mind our our boat", "our our"),
    "native-speaker": ("Speak as a mother tongue speaker of Welsh", ""),
    "hero-titles": ("Be a wizard with ropes", "wizard"),
}


@LAW
@given(sections(), st.sampled_from(sorted(FAULTS)), st.integers(0, 9), st.booleans())
def test_a_new_fault_shows(parts: Sections, rule: str, place: int, moved: bool) -> None:
    """Wherever it stands, in whatever file, whatever else has moved meanwhile: it shows, and nothing else does."""
    entries = known({"a.md": posting(parts), "b.md": posting(parts)})
    line, words = FAULTS[rule]
    number = place % len(parts)
    spoilt = [(heading, [*items, line] if at == number else items) for at, (heading, items) in enumerate(parts)]
    files = {"a.md": posting(parts), "b.md": posting(spoilt[::-1] if moved else spoilt)}
    found = news(files, entries)
    assert [(path, found_rule) for path, found_rule, _ in found] == [("b.md", rule)]
    assert words in found[0][2]


@LAW
@given(sections(), st.sampled_from(["Help the salesman along", "Mind TODO", "A native English speaker may ask you"]))
def test_one_more_place_of_what_is_known_shows(parts: Sections, line: str) -> None:
    """A second place of a known term is a new fault, in its file and nowhere else."""
    more = [*parts, ("Wages", [line])]
    entries = known({"a.md": posting(more), "b.md": posting(parts)})
    twice = posting([*more, ("More", [line + " again"])])
    found = news({"a.md": twice, "b.md": posting(parts)}, entries)
    assert {path for path, _, _ in found} == {"a.md"}
    assert len([rule for _, rule, _ in found if rule != "near-duplicate-item"]) == 1  # the two lines are alike, too


@LAW
@given(sections(), st.booleans(), st.booleans())
def test_a_copy_of_a_known_file_is_new(parts: Sections, first: bool, grown: bool) -> None:
    """What a file had hides nothing in another, be that read before or after it, be the first one worse than it was."""
    text = posting([*parts, ("Wages", ["Ask the salesman"])])
    entries = known({"m.md": text})
    copy = "a.md" if first else "z.md"
    worse = text + "\n- Or another salesman\n" if grown else text
    found = news(dict(sorted({"m.md": worse, copy: text}.items())), entries)
    at_copy = [rule for path, rule, _ in found if path == copy]
    alone = [finding.rule for finding in reports({copy: text})[0].findings]
    if worse != text:  # it may have grown out of being too short, which then looks as if that had moved to the copy
        alone, at_copy = ([rule for rule in rules if rule != "short-posting"] for rules in (alone, at_copy))
    assert sorted(at_copy) == sorted(alone)
    assert [rule for path, rule, _ in found if path == "m.md"] == (["gendered-titles"] if grown else [])


MISSING = ["We pay £14 an hour.", "**Location:** Hull", "Apply by email to purser@ferry.example."]


@pytest.mark.parametrize("line", MISSING)
def test_one_fact_more_brings_nothing_back(line: str) -> None:
    """Of several missing facts one is stated: the shorter list is no news; but a fact that is taken away again is."""
    text = posting([("What you will do", ["Greet travellers"])])
    better = f"{text}\n{line}\n"
    assert news({"a.md": better}, known({"a.md": text})) == []
    assert {rule for _, rule, _ in news({"a.md": text}, known({"a.md": better}))} >= {"missing-essentials"}


@LAW
@given(sections(), sections(), st.integers(0, 99))
def test_pruning_only_removes(before: Sections, after: Sections, place: int) -> None:
    """What is gone is taken out, what is left stays just so, what is new stays out, and files not checked keep theirs."""
    elsewhere = known({"else.md": posting(before)})
    old = [*known({"a.md": posting(before)}), *elsewhere]
    now = {"a.md": posting([*after, *before[place % len(before) :]])}
    pruned = baseline.pruned(reports(now), old, FOLDER)
    assert [entry for entry in pruned if entry.path == "else.md"] == elsewhere
    left = {entry._replace(times=0): entry.times for entry in old}
    assert all(entry.times <= left[entry._replace(times=0)] for entry in pruned)
    assert news(now, pruned) == news(now, old)
    assert baseline.pruned(reports(now), pruned, FOLDER) == pruned


def test_pruning_keeps_what_grew() -> None:
    """A known fault that is there more often than before is shown, and what was known of it stays known."""
    text = posting([("What you will do", ["Help the salesman"])])
    entries = known({"a.md": text})
    assert baseline.pruned(reports({"a.md": text + "- Any salesman\n"}), entries, FOLDER) == entries


@LAW
@given(st.lists(sections(), min_size=2, max_size=5), st.integers(1, 4), st.randoms(use_true_random=False))
def test_batches_say_what_one_run_says(parts: Sequence[Sections], size: int, chance: random.Random) -> None:
    """As pre-commit splits the files: each batch by itself hides the same as one run over all, and so does each file."""
    texts = {f"{number}.md": posting(each) for number, each in enumerate(parts)}
    entries = known(texts)
    changed = {name: text + chance.choice(["", "\n- TBC\n", "\n- Help the salesman\n"]) for name, text in texts.items()}
    whole = news(changed, entries)
    names = list(changed)
    batches = [names[at : at + size] for at in range(0, len(names), size)]
    found = []
    for batch in batches:
        # the files of other batches are there, though they are not checked
        present = [entry for entry in entries if entry.path in batch]
        found += news({name: changed[name] for name in batch}, present)
    assert found == whole


# ---------------------------------------------------------------- the file, and the command line

TEXT = posting([("What you will do", ["Help the salesman", "TODO", "Brew the the tea"])])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a repository with two postings."""
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"a.md": TEXT, "jobs/b.md": TEXT})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_written_once_and_nothing_is_left(folder: Path) -> None:
    """What is written hides all; written again it is the same to the byte, in whatever order the files are named."""
    done = run("check", "a.md", "jobs", "--write-baseline", "--baseline", "known.jsonl")
    assert done.code == 0
    first = (folder / "known.jsonl").read_bytes()
    assert check(".", "--baseline", "known.jsonl") == []
    run("check", "jobs/b.md", "./a.md", "--write-baseline", "--baseline", "known.jsonl")
    assert (folder / "known.jsonl").read_bytes() == first
    lines = first.decode().splitlines()
    assert [tuple(json.loads(line).values()) for line in lines] == sorted(
        tuple(json.loads(line).values()) for line in lines
    )
    assert (folder / "known.jsonl").stat().st_mode & 0o044 == 0o044 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_configuration_names_it(folder: Path) -> None:
    """`baseline:` is relative to the file that has it, wherever the run is started; hidden findings can be shown."""
    write(folder, {".jdlint.yml": "baseline: known.jsonl\n"})
    assert run("check", "jobs", "--write-baseline").code == 0
    os.chdir(folder / "jobs")
    assert check("b.md") == []
    assert {each["hidden"] for each in check("b.md", "--show-hidden")} == {"baseline"}
    assert run("check", "b.md", "--show-hidden").code == 0
    os.chdir(folder)
    assert {each["path"] for each in check(".")} == {"./a.md"}


def test_without_a_name_it_lies_beside_the_configuration(folder: Path) -> None:
    """A baseline that no configuration names is written beside it, and read from there, but by no run on its own."""
    write(folder, {".jdlint.yml": "fail-on: never\n"})
    done = run("check", "jobs", "--write-baseline")
    assert ".jdlint-baseline.jsonl" in done.err
    assert (folder / ".jdlint-baseline.jsonl").is_file()
    assert check("jobs") == []
    assert check("jobs", "--isolated") != []


def test_a_part_is_written_anew(folder: Path) -> None:
    """A run over some files renews theirs; what it knows of others stays as long as they are there."""
    run("check", ".", "--write-baseline", "--baseline", "k")
    write(folder, {"a.md": TEXT.replace("- TODO\n", "")})
    run("check", "a.md", "--write-baseline", "--baseline", "k")
    assert check(".", "--baseline", "k") == []
    entries = baseline.read("k")
    assert sum(entry.rule == "placeholder" for entry in entries) == 1
    (folder / "jobs" / "b.md").unlink()
    run("check", "a.md", "--write-baseline", "--baseline", "k")
    assert {entry.path for entry in baseline.read("k")} == {"a.md"}


def test_pruning_on_the_command_line(folder: Path) -> None:
    """It takes out what is mended in the files that were checked, by rules that ran, and adds nothing."""
    run("check", ".", "--write-baseline", "--baseline", "k")
    before = baseline.read("k")
    write(folder, {"a.md": TEXT.replace("- TODO\n", "- TBC\n"), "jobs/b.md": TEXT.replace("- TODO\n", "")})
    run("check", "a.md", "--prune-baseline", "--baseline", "k", "--select", "pay")
    assert baseline.read("k") == before
    done = run("check", "a.md", "--prune-baseline", "--baseline", "k")
    assert "1 line taken out" in done.err
    assert baseline.read("k") == [entry for entry in before if (entry.path, entry.rule) != ("a.md", "placeholder")]
    assert [each["text"] for each in check("a.md", "--baseline", "k")] == ["TBC"]


def test_what_a_comment_hides_is_not_written(folder: Path) -> None:
    """A baseline holds what would be shown."""
    write(folder, {"a.md": TEXT.replace("- TODO", "- TODO <!-- jdlint-disable-line -->")})
    run("check", "a.md", "--write-baseline", "--baseline", "k")
    assert "placeholder" not in {entry.rule for entry in baseline.read("k")}


def test_what_was_not_checked_is_not_known(folder: Path) -> None:
    """A file that cannot be read stays an error, and the exit code 2, whatever is written."""
    write(folder, {"c.md": b"\x00\x01"})
    assert run("check", "c.md", "--write-baseline", "--baseline", "k").code == 2
    assert run("check", "c.md", "--baseline", "k").code == 2
    assert baseline.read("k") == []


@pytest.mark.skipif(os.name == "nt", reason="names there are Unicode")
def test_a_name_that_is_no_unicode(folder: Path) -> None:
    """A path that is no text is kept as it is and read back."""
    name = os.fsdecode(b"caf\xe9.md")
    write(folder, {name: TEXT})
    assert run("check", name, "--write-baseline", "--baseline", "k").code == 0
    assert {entry.path for entry in baseline.read("k")} == {name}
    assert check(name, "--baseline", "k") == []


GOOD = Entry("a.md", "placeholder", "found", "todo", 1, "What you will do")
LINE = json.dumps(GOOD._asdict())
DAMAGED = {
    "no JSON": "<<<<<<< HEAD",
    "a list": "[1]",
    "a key too few": '{"path": "a.md"}',
    "a key too many": LINE[:-1] + ', "x": 1}',
    "a number as text": LINE.replace('"times": 1', '"times": "1"'),
    "text as a number": LINE.replace('"todo"', "3"),
    "half a line": LINE[:30],
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("line", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_line_is_an_error(line: str, folder: Path) -> None:
    """It is named with file and line, and nothing is checked as if it were not there, nor pruned."""
    (folder / "k").write_text(f"{LINE}\n\n{line}\n{LINE}\n", encoding="utf-8")
    for option in (), ("--prune-baseline",):
        done = run("check", "a.md", "--baseline", "k", *option)
        assert done.code == 2
        assert "k:3:1: " in done.err
    assert line in (folder / "k").read_text(encoding="utf-8")


def test_a_baseline_that_is_not_there(folder: Path) -> None:
    """A missing or binary baseline is an error that says how to make one; a folder that is not there cannot take one."""
    (folder / "bin").write_bytes(b"\xff\xfe\x00")
    for arguments in (("no",), ("bin",), ("no", "--prune-baseline"), ("no/k", "--write-baseline")):
        done = run("check", "a.md", "--baseline", *arguments)
        assert (done.code, done.out) == (2, "")
        assert "the baseline '" in done.err


@given(st.lists(st.builds(Entry, *[st.text(max_size=5)] * 4, st.integers(1, 9), st.text(max_size=5)), max_size=6))
@settings(deadline=None)
def test_any_entries_come_back(entries: list[Entry]) -> None:
    """What is written is read back, sorted, whatever characters it has."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/k"
        baseline.write(path, entries)
        assert baseline.read(path) == sorted(entries)


# ---------------------------------------------------------------- real postings


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of real postings with a baseline of all that is found there, as the current folder."""
    place = tmp_path / "open"
    shutil.copytree(CORPUS, place)
    (place / ".git").mkdir()
    monkeypatch.chdir(place)
    done = run("check", ".", "--write-baseline", "--baseline", "k", "-j", "1")
    assert "findings written" in done.err
    return place


def left(*arguments: str) -> list[tuple[str, str, str]]:
    """What the baseline does not hide."""
    return [(each["path"], each["rule"], each["text"]) for each in check(".", "--baseline", "k", "-j", "1", *arguments)]


def postings(folder: Path) -> list[Path]:
    """The files that are checked."""
    return [folder / line for line in run("check", ".", "--show-files").out.splitlines()]


def shuffled(text: str, chance: random.Random) -> str:
    """A text with its sections, those with `##`, in another order."""
    head, *parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    if "```" in text or "<div" in text:
        return text  # what is cut there is no section
    parts = [part if part.endswith("\n") else part + "\n" for part in parts]
    return head + "".join(chance.sample(parts, len(parts)))


CONFLICT = b"<<<<<<< HEAD\n" + b"=======\n" + b">>>>>>> feature\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (CONFLICT, "known.jsonl:1:1: the baseline has the marks of a merge conflict"),
        (CONFLICT.replace(b"\n", b"\r\n"), "known.jsonl:1:1: the baseline has the marks of a merge conflict"),
        ("Größe".encode("cp1252"), "known.jsonl' is no UTF-8 text"),
        (b"\n{}\n", "known.jsonl:2:1: this is no line of a baseline"),
    ],
)  # fmt: skip
def test_a_damaged_baseline_can_be_written_anew(data: bytes, problem: str, folder: Path) -> None:
    """As the message says; what is lost by it is said, even quietly. Nothing else touches it."""
    write(folder, {"a.md": "# Porter\n\nTODO\n", "known.jsonl": data})
    for option in ((), ("--prune-baseline",)):
        done = run("check", "a.md", "--baseline", "known.jsonl", *option)
        assert (done.code, done.out) == (2, "")
        assert problem in done.err
        assert ("take both sides' lines and delete the marks" if b"HEAD" in data else "--write-baseline") in done.err
        assert (folder / "known.jsonl").read_bytes() == data
    done = run("check", "a.md", "--baseline", "known.jsonl", "--write-baseline", "-q")
    assert (done.code, len(done.err.splitlines())) == (0, 1)
    assert f"{problem}: it is replaced, and what it held of files not checked now is lost" in done.err
    assert check("a.md", "--baseline", "known.jsonl") == []


def test_what_never_was_a_baseline_is_not_written_over(folder: Path) -> None:
    """A posting that is named by mistake stays."""
    write(folder, {"a.md": "# Porter\n\nTODO\n"})
    done = run("check", "a.md", "--baseline", "a.md", "--write-baseline")
    assert (done.code, done.out) == (2, "")
    assert "name another file" in done.err
    assert (folder / "a.md").read_bytes() == b"# Porter\n\nTODO\n"


def test_a_baseline_with_a_byte_order_mark(folder: Path) -> None:
    """As some editors save it: it is read."""
    write(folder, {"a.md": "# Porter\n\nTODO\n"})
    run("check", "a.md", "--baseline", "known.jsonl", "--write-baseline")
    known = folder / "known.jsonl"
    known.write_bytes("\ufeff".encode() + known.read_bytes())
    assert check("a.md", "--baseline", "known.jsonl") == []


def test_a_folder_is_no_baseline(folder: Path) -> None:
    """It is said where that stands, and what should stand there."""
    write(folder, {"jobs/a.md": "# Porter\n", ".jdlint.yml": "extends: strict\nbaseline: jobs\n"})
    for option in ((), ("--write-baseline",)):
        done = run("check", "jobs", *option)
        assert (done.code, done.out) == (2, "")
        wanted = "name a file, such as 'jobs/.jdlint-baseline.jsonl'"
        assert done.err == f"jdlint: .jdlint.yml:2:1: the baseline 'jobs' is a folder; {wanted}\n"
    assert "--baseline: the baseline 'jobs' is a folder" in run("check", "jobs", "--baseline", "jobs").err


def test_written_and_pruned_at_once(folder: Path) -> None:
    """These are two different wishes."""
    write(folder, {"a.md": "# Porter\n"})
    done = run("check", "a.md", "--write-baseline", "--prune-baseline")
    assert (done.code, done.out, list(folder.glob(".jdlint-*"))) == (2, "", [])
    assert "take one of the two" in done.err


@on_real_files
def test_real_files_checked_again_bring_nothing(corpus: Path) -> None:
    """The same files, then with every section elsewhere, then with every name another: nothing."""
    assert left() == []
    chance = random.Random(1)
    count = 0
    for path in postings(corpus):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        other = shuffled(text, chance)
        count += other != text
        path.write_bytes(other.encode("utf-8", "surrogateescape"))
    assert count > 100
    assert left() == []
    for number, path in enumerate(postings(corpus)):
        path.rename(path.with_name(f"{number}-{path.name}"))
    assert left() == []


TEN = [
    ("placeholder", "Ask [INSERT NAME HERE] about the boat."),
    ("gendered-titles", "You answer to the repairman of the house."),
    ("repeated-word", "You look after our our boat."),
    ("native-speaker", "You are a native German speaker."),
    ("hero-titles", "We want a wizard who knows ropes."),
    ("age-coded-words", "This is a place for digital natives."),
    ("ambiguous-noon", "Our day ends at 12 am."),
    ("mojibake", "Youâ€™ll mind the boat."),
    ("sex-limits", "Males only."),
    ("photo-or-birth-date-asked", "Send a photo of yourself with your CV."),
]


@on_real_files
def test_ten_new_faults_in_real_files_are_ten_findings(corpus: Path) -> None:
    """Ten known faults in ten files, whose sections move at the same time, are what is found, and nothing else is."""
    chance = random.Random(2)
    wanted: set[tuple[str, str]] = set()
    for path in chance.sample(postings(corpus), 80):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        read = inspect_text(text, path=path.name).postings[0]
        head, *parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
        if (
            len(wanted) < len(TEN)
            and (read.kind, read.language) == ("posting", "en")
            and parts
            and path.suffix == ".md"
        ):
            rule, sentence = TEN[len(wanted)]
            parts[0] = f"{parts[0].rstrip()}\n\n{sentence}\n\n"
            path.write_bytes(shuffled(head + "".join(parts), chance).encode("utf-8", "surrogateescape"))
            wanted.add((f"./{path.relative_to(corpus)}", rule))
    assert len(wanted) == len(TEN)
    assert sorted((path, rule) for path, rule, _ in left()) == sorted(wanted)


def test_pruning_keeps_what_is_still_absent_and_drops_what_is_gone(folder: Path) -> None:
    """A list that has grown takes nothing out; a posting that was deleted leaves nothing behind to hide the next one."""
    pay = "\n## Pay\n\n£14 an hour.\n"
    text = "# Ferry Steward\n\n## What you will do\n\n- Brew the tea\n- Greet the guests\n"
    select = ("--select", "missing-essentials", "--baseline", "known.jsonl")
    placed = text.replace("## What", "**Location:** Hull\n\n## What") + pay
    write(folder, {"jobs/a.md": text + pay, "jobs/gone.md": placed})
    run("check", "jobs", *select, "--write-baseline")
    write(folder, {"jobs/a.md": text})
    (folder / "jobs/gone.md").unlink()
    run("check", "jobs", *select, "--prune-baseline")
    write(folder, {"jobs/a.md": text + pay})
    assert check("jobs", *select) == []
    write(folder, {"jobs/new.md": placed})
    assert [each["path"] for each in check("jobs", *select)] == ["jobs/new.md"]
