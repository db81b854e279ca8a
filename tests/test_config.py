"""Configuration files: which one counts, what may stand in them, what they do, and how they say what is wrong."""

from __future__ import annotations

import json
import os
import pickle
import re
from pathlib import Path

import pytest

from jdlint import processes  # noqa: F401  (says how they are pickled)
from jdlint.config import BASES, PRESETS, Config
from jdlint.config_files import Configs, load
from jdlint.data import table
from jdlint.findings import SEVERITIES
from jdlint.registry import packaged_rules
from jdlint.settings import settled
from tests.running import check, git, rules, run, write

ROOT = Path(__file__).parent.parent
HEAD = "# Ferry Steward\n\n## What you will do\n\n"
APPLY = "\n## How to apply\n\nWrite to purser@ferry.example. We pay £14 an hour, in Hull.\n"
FAULTY = f"{HEAD}- Greet travellers on deck\n- TODO\n{APPLY}"
ONLY = ("--select", "placeholder")
SALES = f"{HEAD}- Help the salesman on deck\n- Brew the tea\n{APPLY}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: empty, a repository of its own so that nothing above it counts, with a cache of its own."""
    place = tmp_path / "repository"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(tmp_path / "cache"))
    return place


OFF = "rules: {placeholder: off}\n"
ON = "rules: {placeholder: error}\n"


# ---------------------------------------------------------------- which file counts


@pytest.mark.parametrize("name", [".jdlint.yml", "jdlint.yml"])
def test_a_file_beside_or_above_counts(name: str, folder: Path) -> None:
    """The configuration of a file stands in its folder or in one above, whatever the current folder is."""
    write(folder, {name: OFF, "jobs/sea/a.md": FAULTY})
    assert rules("jobs/sea/a.md", *ONLY[:1], "hygiene") == []
    assert rules("jobs/sea/a.md", *ONLY[:1], "hygiene", "--isolated") == ["placeholder"]


def test_the_closest_file_counts_alone(folder: Path) -> None:
    """A file further down takes the place of one above as a whole: nothing is merged."""
    write(folder, {".jdlint.yml": OFF, "jobs/.jdlint.yml": "fail-on: never\n", "a.md": FAULTY, "jobs/a.md": FAULTY})
    found = check("a.md", "jobs/a.md")
    assert {each["path"] for each in found if each["rule"] == "placeholder"} == {"jobs/a.md"}


def test_nothing_above_the_repository_counts(folder: Path) -> None:
    """The search ends at the folder with `.git`, that folder included."""
    write(folder.parent, {".jdlint.yml": OFF})
    write(folder, {"jobs/a.md": FAULTY})
    assert "placeholder" in rules("jobs/a.md")
    write(folder, {".jdlint.yml": OFF})
    assert "placeholder" not in rules("jobs/a.md")


PYPROJECT = '[project]\nname = "x"\n\n[tool.jdlint.rules]\nplaceholder = "off"\n'


@pytest.mark.parametrize(
    ("files", "read", "noted"),
    [
        ([".jdlint.yml", "jdlint.yml", "pyproject.toml"], ".jdlint.yml", ["jdlint.yml", "pyproject.toml"]),
        (["jdlint.yml", "pyproject.toml"], "jdlint.yml", ["pyproject.toml"]),
        (["pyproject.toml"], "pyproject.toml", []),
    ],
)
def test_of_several_in_one_folder_the_first_counts(files: list[str], read: str, noted: list[str], folder: Path) -> None:
    """In the order of the documentation; each that is passed over is named once on standard error, however deep files lie."""
    write(folder, {name: PYPROJECT if name.endswith("toml") else ON for name in files})
    write(folder, {read: PYPROJECT if read.endswith("toml") else OFF})
    write(folder, dict.fromkeys(("a.md", "jobs/b.md", "jobs/sea/c.md"), FAULTY))
    done = run("check", ".", *ONLY[:1], "hygiene")
    assert (done.code, done.out) == (0, "")
    notes = [line for line in done.err.splitlines() if "is not read" in line]
    assert [re.findall(r"/([.\w]+)' is not read", note) for note in notes] == [[name] for name in noted]


def test_a_pyproject_without_a_section_is_none(folder: Path) -> None:
    """Neither it nor its folder ends the search, and beside another file it is not worth a note."""
    write(folder, {".jdlint.yml": OFF, "jobs/pyproject.toml": '[project]\nname = "x"\n', "jobs/a.md": FAULTY})
    write(folder, {"pyproject.toml": '[tool.jdlintish]\nx = "[tool.jdlint]"\n'})
    done = run("check", "jobs/a.md", "--select", "hygiene")
    assert (done.code, done.err.count("is not read")) == (0, 0)


NO_SECTION = {
    "in a text": '[project]\ndescription = """\n[tool.jdlint]\nx\n"""\n',
    "in a text, with another tool": '[tool.ruff]\nx = """\n[tool.jdlint]\n"""\n',
    "a tool that is none": 'tool = "jdlint"\n',
    "broken, and not ours": '[project\nname = "jdlint"\n',
}


@pytest.mark.parametrize("text", NO_SECTION.values(), ids=NO_SECTION)
def test_what_looks_like_a_section_is_none(text: str, folder: Path) -> None:
    """Only TOML's own reader knows what a table is: the search for a configuration goes on above."""
    write(folder, {".jdlint.yml": OFF, "jobs/pyproject.toml": text, "jobs/a.md": FAULTY})
    for _ in range(2):
        assert rules("jobs/a.md", "--select", "hygiene") == []


@pytest.mark.parametrize("head", ["[ tool.jdlint ]", "[tool . jdlint]", '["tool"."jdlint"]', "[tool]\n[tool.jdlint]"])
def test_a_section_may_be_written_as_toml_allows(head: str, folder: Path) -> None:
    """Blanks and quotes in the name of the section change nothing, and places are told all the same."""
    write(folder, {"pyproject.toml": f'{head}\nrules = {{placeholder = "off"}}\n', "a.md": FAULTY})
    assert rules("a.md", "--select", "hygiene") == []
    write(folder, {"pyproject.toml": f"rule = 1\n{head}\nrule = 1\n"})
    line = head.count("\n") + 3
    assert run("check", "a.md").err.startswith(f"jdlint: pyproject.toml:{line}:1: 'rule' is not known here")


@pytest.mark.parametrize(
    "text",
    [
        'tool.jdlint.rules.placeholder = "off"\n',
        '[project]\nname = "x"\n[tool]\njdlint = {rules = {placeholder = "off"}}\n',
        '[tool]\nx = ["a", "b"]\njdlint.rules.placeholder = "off"\n',
        'tool = {jdlint = {rules = {placeholder = "off"}}}\n',
        '\ufeff[tool.jdlint.rules]\nplaceholder = "off"\n',
        '\ufefftool.jdlint.rules = {placeholder = "off"}\n',
    ],
)
def test_our_table_may_be_written_in_any_way(text: str, folder: Path) -> None:
    """Dotted, inline, behind a byte order mark: what TOML takes for our table is our configuration."""
    write(folder, {"pyproject.toml": text, "a.md": FAULTY})
    assert rules("a.md", "--select", "hygiene") == []


@pytest.mark.parametrize(
    "text",
    [
        '[project]\ndependencies = ["jdlint"]\n',
        '[project\ndependencies = ["jdlint==1"]\n',
        '[tool]\nx = 1\n[project]\ndependencies = ["jdlint"]\n',
        '[tool]\nx = \n[project]\ndependencies = ["jdlint"]\n',
    ],
)
def test_what_only_names_us_leaves_nothing_in_the_cache(text: str, folder: Path) -> None:
    """As a dependency, say, in a file that is sound or broken: it is not ours."""
    write(folder, {"pyproject.toml": text, "a.md": FAULTY})
    assert rules("a.md", "--select", "placeholder") == ["placeholder"]
    assert [path.name for path in folder.parent.glob("cache/config-*")] == []


@pytest.mark.parametrize("name", [".jdlint.yml", "jdlint.yml"])
@pytest.mark.parametrize("what", ["a folder", "no file", "a link to what is not there"])
def test_a_configuration_that_is_no_file(what: str, name: str, folder: Path) -> None:
    """It is an error, and not as if there were none: somebody believes that it counts."""
    path = folder / name
    if what == "a folder":
        path.mkdir()
    elif what == "no file":
        os.mkfifo(path)
    else:
        path.symlink_to("gone.yml")
    write(folder, {"jobs/a.md": FAULTY})
    done = run("check", "jobs/a.md")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert done.err.startswith(f"jdlint: '{name}' is {what}, and should be the configuration")
    assert rules("jobs/a.md", "--isolated", *ONLY) == ["placeholder"]


@pytest.mark.parametrize("name", [".jdlint.yaml", "jdlint.yaml"])
def test_a_file_with_the_other_ending_is_told_of(name: str, folder: Path) -> None:
    """It is not read, and a note says so once, and what it should be called."""
    write(folder, {name: OFF, **dict.fromkeys(("a.md", "jobs/b.md"), FAULTY)})
    done = run("check", ".", "--select", "placeholder")
    assert (done.code, done.err.count("is not read")) == (1, 1)
    assert f"{name}' is not read: its name should be {name.replace('yaml', 'yml')}" in done.err


def test_the_configuration_of_what_is_not_there_is_an_error() -> None:
    """A path misspelt has no configuration."""
    done = run("config", "no/such/path")
    assert (done.code, done.out) == (2, "")
    assert "there is no file or folder 'no/such/path'" in done.err


def test_include_of_an_extended_file_is_seen_from_the_file_that_extends_it(folder: Path) -> None:
    """A shared file says which files are postings in whatever folder extends it; its overrides are for its own folder."""
    base = "exclude: [/old/]\noverrides: [{files: '**', rules: {placeholder: off}}]\n"
    write(folder, {"shared/base.yml": base, ".jdlint.yml": "extends: shared/base.yml\n"})
    write(folder, dict.fromkeys(("old/a.md", "shared/old/b.md", "jobs/c.md"), FAULTY))
    assert {each["path"] for each in check(".", "--select", "hygiene")} == {"./jobs/c.md"}
    assert "shared/old/b.md" in run("check", ".", "--show-files").out


def test_a_named_file_counts_for_all(folder: Path) -> None:
    """--config names the one file that counts; a pyproject.toml without a section cannot be meant."""
    write(folder, {"house.yml": OFF, "jobs/.jdlint.yml": ON, "jobs/a.md": FAULTY, "pyproject.toml": "[project]\n"})
    assert "placeholder" not in rules("jobs/a.md", "--config", "house.yml")
    for arguments in (("--config", "no.yml"), ("--config", "pyproject.toml"), ("--config", "house.yml", "--isolated")):
        done = run("check", "jobs/a.md", *arguments)
        assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
        assert "--config" in done.err


def test_standard_input_has_the_configuration_of_its_name(folder: Path) -> None:
    """What is piped in is checked as the file that it is called after, though that may not exist."""
    write(folder, {"jobs/.jdlint.yml": OFF + "fail-on: never\n"})
    text = FAULTY.encode()
    assert "placeholder" not in rules("-", "--stdin-filename", "jobs/draft.md", stdin=text)
    assert "placeholder" in rules("-", "--stdin-filename", "draft.md", stdin=text)


def test_a_change_of_the_file_counts_at_once(folder: Path) -> None:
    """What is kept of a configuration is kept for the file as it is: of other text, of no text, of a file that is new."""
    write(folder, {"a.md": FAULTY})
    for text, found in ((OFF, False), (ON, True), (OFF, False), ("# nothing\n", True), (OFF, False)):
        write(folder, {".jdlint.yml": text})
        assert ("placeholder" in rules("a.md")) == found, text
    (folder / ".jdlint.yml").unlink()
    assert "placeholder" in rules("a.md")
    write(folder, {"pyproject.toml": PYPROJECT})
    assert "placeholder" not in rules("a.md")


def test_one_configuration_serves_all_folders(folder: Path) -> None:
    """Files in many folders under one configuration share it, so that rules are bound once."""
    write(folder, {".jdlint.yml": OFF})
    configs = Configs()
    assert configs.of(str(folder / "a.md")) is configs.of(str(folder / "deep" / "er" / "b.md"))


def test_configurations_can_be_handed_to_other_processes(folder: Path) -> None:
    """Where processes are not forked, what they start with is pickled."""
    write(folder, {".jdlint.yml": "overrides: [{files: x, rules: {placeholder: off}}]\n"})
    configs = Configs({"fail_on": "info"})
    config = configs.of(str(folder / "a.md"))
    assert pickle.loads(pickle.dumps(configs)).of(str(folder / "a.md")) == config
    assert pickle.loads(pickle.dumps(Config())) == Config()


# ---------------------------------------------------------------- extends


def test_extends_takes_presets_and_files(folder: Path) -> None:
    """A file builds on others, later ones on top, and itself last; paths are relative to the file that names them."""
    write(
        folder,
        {
            "shared/base.yml": "extends: deep/first.yml\nrules: {native-speaker: off}\n",
            "shared/deep/first.yml": "rules: {native-speaker: error, placeholder: info}\n",
            "shared/second.yml": "rules: {placeholder: warning, cliches: info}\n",
            ".jdlint.yml": "extends: [shared/base.yml, shared/second.yml]\nrules: {cliches: warning}\n",
        },
    )
    config = Configs().of(str(folder / "a.md"))
    found = {name: setting.severity for name, setting in settled(config.rules, packaged_rules()).items()}
    assert found == {"native-speaker": "off", "placeholder": "warning", "cliches": "warning"}
    names = [Path(path).name for path in config.files]
    assert names == ["first.yml", "base.yml", "second.yml", ".jdlint.yml"]


def test_what_several_bases_say_is_kept(folder: Path) -> None:
    """A base that does not speak of a key leaves it as the base before it has it."""
    write(
        folder,
        {
            "one.yml": "extends: strict\nfail-on: never\nmax-warnings: 3\nallow: [one]\nexclude: [x]\ncompany: {name: A}\n",
            "two.yml": "max-warnings: 4\nallow: [two]\nbaseline: known.jsonl\n",
            ".jdlint.yml": "extends: [one.yml, two.yml]\nallow: [three]\n",
        },
    )
    config = Configs().of(str(folder / "a.md"))
    assert (config.preset, config.fail_on, config.max_warnings) == ("strict", "never", 4)
    assert (config.allow, config.exclude, config.company) == (("one", "two", "three"), ("x",), {"name": "A"})
    assert config.baseline == str(folder / "known.jsonl")
    assert set(config.origins) >= {"fail-on", "max-warnings", "exclude", "baseline", "extends"}


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("extends: strict\n", "strict"),
        ("extends: [strict, recommended]\n", "recommended"),
        ("extends: [strict, plain.yml]\n", "strict"),
        ("extends: [strict, mild.yml]\n", "recommended"),
        ("extends: []\n", "recommended"),
        ("", "recommended"),
    ],
)
def test_the_last_preset_counts(text: str, preset: str, folder: Path) -> None:
    """Of presets, those of files that are extended included, the last one is taken; without one it is `recommended`."""
    write(folder, {"plain.yml": "fail-on: info\n", "mild.yml": "extends: recommended\n", ".jdlint.yml": text})
    assert Configs().of(str(folder / "a.md")).preset == preset


PLACES = {
    "one": ("extends: uk\n", "recommended", ("gb",), {"salary-history-asked": "info", "unemployed-excluded": "info"}),
    "with a base after it": ("extends: [uk, strict]\n", "strict", ("gb",), {"salary-history-asked": "info", "unemployed-excluded": "info"}),
    "two": ("extends: [us, eu]\n", "recommended", ("us", "eu"), {"missing-statements": "off"}),
    "two the other way round": ("extends: [eu, us]\n", "recommended", ("eu", "us"), {"missing-statements": "warning"}),
    "twice": ("extends: [us, us]\n", "recommended", ("us",), {"missing-statements": "warning"}),
    "by a file": ("extends: base.yml\n", "recommended", ("ca",), {"missing-statements": "warning"}),
    "and a rule of one's own": ("extends: us\nrules: {missing-statements: info}\n", "recommended", ("us",), {"missing-statements": "info"}),
    "and a category": ("extends: us\nrules: {legal: info}\n", "recommended", ("us",), {"missing-statements": "info"}),
    "and places": ("extends: us\njurisdictions: [us-ny]\n", "recommended", ("us-ny",), {"missing-statements": "warning"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "base", "jurisdictions", "rules"), PLACES.values(), ids=PLACES)
def test_presets_for_places(
    text: str, base: str, jurisdictions: tuple[str, ...], rules: dict[str, str], folder: Path
) -> None:
    """They combine with one another and with a base, later ones on top; what a file says itself beats them."""
    write(folder, {"base.yml": "extends: ca\n", ".jdlint.yml": text})
    config = Configs().of(str(folder / "a.md"))
    assert (config.preset, config.jurisdictions) == (base, jurisdictions)
    found = {name: setting.severity for name, setting in settled(config.rules, packaged_rules()).items()}
    assert {name: found[name] for name in rules} == rules


def test_config_shows_what_a_preset_says(folder: Path) -> None:
    """Presets are named in order, and what they bring has them as its origin."""
    write(folder, {".jdlint.yml": "extends: [strict, uk]\n", "a.md": FAULTY})
    shown = run("config", "a.md", "--show-origin").out
    assert 'extends: ["strict", "uk"]    # .jdlint.yml:1:1' in shown
    assert 'jurisdictions: ["gb"]    # preset uk' in shown
    assert "  salary-history-asked: info    # preset uk" in shown


def test_presets_are_those_of_the_table() -> None:
    """Every preset is known by name; the rules that they name are there, and are off where they say so; each has a reason."""
    presets = table("presets")
    assert tuple(presets) == PRESETS
    assert tuple(name for name, preset in presets.items() if "jurisdictions" not in preset) == BASES
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for name, preset in presets.items():
        assert f"| **`{name}`** |" in page
        assert {*preset["rules"]} <= {*packaged_rules()}
        assert all(entry["because"] and entry["severity"] in ("off", *SEVERITIES) for entry in preset["rules"].values())
        assert name == "recommended" or all(f"`{rule}`" in page for rule in preset["rules"])
    assert not [rule for rule in presets["recommended"]["rules"] if packaged_rules()[rule].default]


EXTENDS = {
    "a preset misspelt": ("extends: strickt\n", ":1:1: ", "'strickt'", "did you mean 'strict'"),
    "a country by another name": ("extends: usa\n", ":1:1: ", "'usa'", "did you mean 'us'"),
    "a file that is not there": ("\nextends: [no.yml]\n", ":2:1: ", "'no.yml'", "no file"),
    "itself": ("extends: .jdlint.yml\n", ":1:1: ", "in turn", ""),
    "a circle": ("extends: circle.yml\n", "circle.yml:1:1: ", "in turn", ""),
    "a pyproject.toml without a section": ("extends: pyproject.toml\n", ":1:1: ", "[tool.jdlint] section", ""),
    "a base with a fault": ("extends: bad.yml\n", "bad.yml:2:1: ", "'rule'", "'rules'"),
}


@pytest.mark.parametrize(("text", "place", "wrong", "right"), EXTENDS.values(), ids=EXTENDS)
def test_what_cannot_be_extended(text: str, place: str, wrong: str, right: str, folder: Path) -> None:
    """A wrong base is an error at the line that names it; one with a fault of its own at that fault."""
    write(folder, {"circle.yml": "extends: .jdlint.yml\n", "bad.yml": "\nrule: {}\n", "pyproject.toml": "[project]\n"})
    write(folder, {".jdlint.yml": text, "a.md": FAULTY})
    done = run("check", "a.md")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    for part in (place, wrong, right):
        assert part in done.err


def test_a_base_may_be_named_twice(folder: Path) -> None:
    """Two files that build on the same third make no circle."""
    write(folder, {"base.yml": OFF, "one.yml": "extends: base.yml\n", "two.yml": "extends: base.yml\n"})
    write(folder, {".jdlint.yml": "extends: [one.yml, two.yml]\n"})
    (layer,) = Configs().of(str(folder / "a.md")).rules
    assert layer["placeholder"].severity == "off"


# ---------------------------------------------------------------- rules


def severities(folder: Path, text: str, posting: str, name: str) -> set[str]:
    """How loud a rule's findings in a posting are under a configuration."""
    write(folder, {".jdlint.yml": text, "a.md": posting})
    return {each["severity"] for each in check("a.md") if each["rule"] == name}


SEVERITY = {
    "as it comes": ("", {"error"}),
    "off": ("rules: {placeholder: off}", set()),
    "quieter": ("rules: {placeholder: info}", {"info"}),
    "as an option": ("rules: {placeholder: {severity: warning}}", {"warning"}),
    "its category off": ("rules: {hygiene: off}", set()),
    "its category quieter": ("rules: {hygiene: info}", {"info"}),
    "the rule beats its category": ("rules: {placeholder: warning, hygiene: off}", {"warning"}),
    "whatever comes first": ("rules: {hygiene: off, placeholder: warning}", {"warning"}),
    "off beats a loud category": ("rules: {hygiene: error, placeholder: off}", set()),
    "options alone leave it to the category": ("rules: {hygiene: info, placeholder: {words: [TODO]}}", {"info"}),
}


@pytest.mark.parametrize(("text", "found"), SEVERITY.values(), ids=SEVERITY)
def test_severities(text: str, found: set[str], folder: Path) -> None:
    """A rule is as loud as its own setting says, else its category's, else as it comes; `off` is off."""
    assert severities(folder, text + "\n", FAULTY, "placeholder") == found


def test_what_a_rule_is_not_sure_of_gets_no_louder(folder: Path) -> None:
    """A severity is a cap where the rule doubts: what was an info stays one, what was sure is as loud as asked."""
    text = f"{HEAD}- We are seeking young professionals\n{APPLY}"
    write(folder, {"a.md": text})
    known = {(each["rule"], each["confidence"], each["severity"]) for each in check("a.md", "--isolated")}
    assert ("age-coded-words", "low", "info") in known, "the posting should have a doubtful finding"
    for setting, low in (
        ("{age-coded-words: error}", "info"),
        ("{inclusive: error}", "info"),
        ("{inclusive: info, age-coded-words: error}", "info"),
        ("{age-coded-words: info}", "info"),
    ):
        write(folder, {".jdlint.yml": f"rules: {setting}\n"})
        found = {each["severity"] for each in check("a.md") if each["rule"] == "age-coded-words"}
        assert found == {low}, setting


def test_a_rule_is_as_loud_as_its_own_setting_whatever_its_category_says() -> None:
    """A quiet category under a loud rule leaves no trace, where the rule doubts neither."""
    from jdlint.config import Setting
    from jdlint.settings import chosen

    def low(**given: str) -> str:
        layer = {name.replace("_", "-"): Setting(value, {}, "") for name, value in given.items()}  # type: ignore[arg-type]
        (rule,) = (each for each in chosen(packaged_rules(), Config(rules=(layer,))) if each.name == "sex-limits")
        return rule.severity["low"]

    assert low() == "warning"
    assert low(legal="info", sex_limits="error") == low(sex_limits="error") == "warning"


def test_strict_runs_what_is_off_and_asks_for_facts(folder: Path) -> None:
    """`strict` turns on rules that are off by default, and what a posting must say is an error; what a user says beats it."""
    text = f"{HEAD}- Hit the ground running on deck\n"
    write(folder, {"a.md": text})
    assert not {"cliches"} & set(rules("a.md"))
    assert severities(folder, "extends: strict\n", text, "cliches")
    assert severities(folder, "", text, "missing-essentials") == {"warning"}
    assert severities(folder, "extends: strict\n", text, "missing-essentials") == {"error"}
    assert severities(folder, "extends: strict\nrules: {missing-essentials: info}\n", text, "missing-essentials") == {
        "info"
    }
    assert severities(folder, "rules: {cliches: warning}\n", text, "cliches") == {"warning"}
    assert severities(folder, "rules: {clarity: warning}\n", text, "cliches") == set()


LATER = {
    "a category off beats a rule": ("gendered-titles: error", "inclusive: off", set()),
    "a category quieter beats a rule": ("gendered-titles: error", "inclusive: info", {"info"}),
    "a category on beats a rule that is off": ("gendered-titles: off", "inclusive: info", {"info"}),
    "a rule beats a category": ("inclusive: off", "gendered-titles: info", {"info"}),
    "a rule beats its category in one layer": ("gendered-titles: off", "inclusive: off, gendered-titles: error", {"error"}),
    "options alone change no severity": ("inclusive: info", "gendered-titles: {entries: {remove: [barmaid]}}", {"info"}),
    "options stay": ("gendered-titles: {severity: error, entries: {remove: [salesman]}}", "inclusive: info", set()),
    "another category": ("gendered-titles: error", "clarity: off", {"error"}),
}  # fmt: skip


@pytest.mark.parametrize("how", ["an override", "a file that extends", "an override of an extended file"])
@pytest.mark.parametrize(("first", "later", "found"), LATER.values(), ids=LATER)
def test_a_later_layer_beats_an_earlier_one(first: str, later: str, found: set[str], how: str, folder: Path) -> None:
    """An override, or a file that extends another, has the last word: on a category too, whose rules were named before."""
    override = f"overrides: [{{files: 'a.md', rules: {{{later}}}}}]\n"
    texts = {
        "an override": f"rules: {{{first}}}\n{override}",
        "a file that extends": f"extends: base.yml\nrules: {{{later}}}\n",
        "an override of an extended file": f"extends: base.yml\n{override}",
    }
    write(folder, {"base.yml": f"rules: {{{first}}}\n"})
    for _ in range(2):
        assert severities(folder, texts[how], SALES, "gendered-titles") == found


def test_a_rule_turned_on_by_its_name_stays_on_where_its_category_gets_louder(folder: Path) -> None:
    """A severity of a category says how loud its rules are, and turns none off."""
    text = f"{HEAD}- Hit the ground running on deck\n"
    named = "rules: {cliches: info}\noverrides: [{files: a.md, rules: {clarity: warning}}]\n"
    assert severities(folder, named, text, "cliches") == {"warning"}
    assert "cliches: warning" in run("config", "a.md").out


LIST = HEAD + "".join(f"- Polish the {thing} every day\n" for thing in ("rail", "bell", "deck", "mast", "keel")) + APPLY


def test_options_change_what_a_rule_looks_for(folder: Path) -> None:
    """An option takes the place of the rule's own, and leaves the others and the severity as they are."""
    assert severities(folder, "", LIST, "long-list") == set()
    assert severities(folder, "rules: {long-list: {max: 4}}\n", LIST, "long-list") == {"info"}
    assert severities(folder, "rules: {long-list: {max: 4, severity: warning}}\n", LIST, "long-list") == {"warning"}


LISTS = {
    "words added to a list of texts": ("placeholder: {words: {add: [deck]}}", {"TODO", "deck"}),
    "words removed": ("placeholder: {words: {remove: [TODO]}}", set()),
    "both": ("placeholder: {words: {add: [deck], remove: [TODO]}}", {"deck"}),
    "a list in its place": ("placeholder: {words: [deck]}", {"deck"}),
    "an entry added": ("gendered-titles: {entries: {add: [{terms: [tea lad], suggestions: [cook]}]}}", {"TODO", "salesman", "tea lad"}),
    "an entry removed by a term": ("gendered-titles: {entries: {remove: [salesman]}}", {"TODO"}),
    "a term of an entry that keeps others": ("gendered-titles: {entries: {remove: [saleswoman]}}", {"TODO", "salesman"}),
}  # fmt: skip


@pytest.mark.parametrize(("setting", "found"), LISTS.values(), ids=LISTS)
def test_add_and_remove(setting: str, found: set[str], folder: Path) -> None:
    """Lists of texts and of entries can be added to and taken from, an entry by one of its terms."""
    posting = f"{HEAD}- Help the salesman and the tea lad\n- TODO\n- Mop the deck\n{APPLY}"
    posting = posting.replace("deck", "DECK") if "deck" in found else posting
    write(folder, {".jdlint.yml": f"rules:\n  {setting.replace('deck', 'DECK')}\n", "a.md": posting})
    shown = {each["text"] for each in check("a.md", "--select", "placeholder,gendered-titles")}
    wanted = {text.upper() if text == "deck" else text for text in found}
    assert shown - ({"salesman"} if "placeholder" in setting else set()) == wanted


EDITS = {  # of the words of `placeholder`: what the extended file does, the extending one, an override; what is found then
    "all add": ("add: [DECK]", "add: [MAST]", "add: [KEEL]", {"TODO", "DECK", "MAST", "KEEL"}),
    "what was added is removed": ("add: [DECK, MAST]", "add: [KEEL]", "remove: [DECK]", {"TODO", "MAST", "KEEL"}),
    "what was removed is added": ("remove: [TODO]", "add: [MAST]", "add: [TODO]", {"TODO", "MAST"}),
    "removed in between": ("add: [DECK]", "remove: [DECK, TODO]", "add: [KEEL]", {"KEEL"}),
}


@pytest.mark.parametrize(("base", "own", "override", "found"), EDITS.values(), ids=EDITS)
def test_edits_of_layers_are_made_one_after_the_other(
    base: str, own: str, override: str, found: set[str], folder: Path
) -> None:
    """What a file adds to a list or takes from it, it does to the list as the layers beneath leave it."""
    posting = f"{HEAD}- TODO\n- Mop the DECK\n- Climb the MAST\n- Scrub the KEEL\n{APPLY}"
    text = f"extends: base.yml\nrules: {{placeholder: {{words: {{{own}}}}}}}\n"
    text += f"overrides: [{{files: a.md, rules: {{placeholder: {{words: {{{override}}}}}}}}}]\n"
    write(
        folder, {"base.yml": f"rules: {{placeholder: {{words: {{{base}}}}}}}\n", ".jdlint.yml": text, "a.md": posting}
    )
    for _ in range(2):
        assert {each["text"] for each in check("a.md", *ONLY)} == found
    shown = json.loads(run("config", "a.md", "--output-format", "json").out)["rules"]["placeholder"]["words"]
    assert found <= set(shown)


def test_edits_are_held_to_the_layers_beneath(folder: Path) -> None:
    """What is not there to be removed is an error at the layer that asks for it, of overrides that meet in a file too."""
    remove = "rules: {placeholder: {words: {remove: [TODO]}}}"
    override = f"  - {{files: '*.md', {remove}}}\n"
    write(folder, {"base.yml": remove + "\n", "a.md": FAULTY, "b.txt": FAULTY})
    for text, place in (
        (f"extends: base.yml\n{remove}\n", ":2:31: "),
        (f"extends: base.yml\noverrides:\n{override}", ":3:51: "),
        (f"overrides:\n{override}{override}", ":3:51: "),
    ):
        write(folder, {".jdlint.yml": text})
        for _ in range(2):
            done = run("check", "a.md")
            assert (done.code, done.err.startswith(f"jdlint: .jdlint.yml{place}")) == (2, True), done.err
            assert "placeholder: words.remove: there is no 'TODO'" in done.err


def test_a_base_of_two_bases_counts_once(folder: Path) -> None:
    """It lies beneath both: what it removes is not removed twice, and what the first of them says stays."""
    write(
        folder,
        {
            "base.yml": "rules: {placeholder: {severity: error, words: {remove: [TODO]}}}\n",
            "one.yml": "extends: base.yml\nrules: {placeholder: info}\n",
            "two.yml": "extends: base.yml\n",
            ".jdlint.yml": "extends: [one.yml, two.yml]\nrules: {placeholder: {words: {add: [TODO]}}}\n",
            "a.md": FAULTY,
        },
    )
    assert {each["severity"] for each in check("a.md", *ONLY)} == {"info"}


# ---------------------------------------------------------------- overrides, allow, include, exit codes


def test_overrides_count_for_their_files_and_the_last_wins(folder: Path) -> None:
    """Of several overrides for a file the later one counts; other files have none of them."""
    write(
        folder,
        {
            ".jdlint.yml": (
                "rules: {placeholder: warning}\noverrides:\n"
                "  - {files: 'archive/**', rules: {placeholder: off}}\n"
                "  - {files: [archive/new/, '*.txt'], rules: {placeholder: info}}\n"
            ),
            **dict.fromkeys(("a.md", "archive/b.md", "archive/new/c.md", "d.txt"), FAULTY),
        },
    )
    found = {each["path"]: each["severity"] for each in check(".", "--select", "hygiene")}
    assert found == {"./a.md": "warning", "./archive/new/c.md": "info", "./d.txt": "info"}


@pytest.mark.parametrize("wrong", ["{placeholdr: off}", "{long-list: {max: many}}", "{long-list: {maxx: 3}}"])
@pytest.mark.parametrize("first", ["a.md", "archive/b.md"])
def test_a_fault_in_an_override_is_said_whichever_files_are_checked(wrong: str, first: str, folder: Path) -> None:
    """Names and options are held to what there is for all overrides at once, each time, and not only where one counts."""
    write(
        folder,
        {
            ".jdlint.yml": f"rules: {{long-list: {{max: 9}}}}\noverrides:\n  - files: archive/\n    rules: {wrong}\n",
            "a.md": FAULTY,
            "archive/b.md": FAULTY,
        },
    )
    for path in (first, "a.md", "archive/b.md"):
        done = run("check", path)
        assert done.code == 2, path
        assert f".jdlint.yml:4:{25 if 'max' in wrong else 13}: " in done.err


def test_allow_takes_phrases_and_terms(folder: Path) -> None:
    """A finding in an allowed phrase, or of an allowed term, is hidden, wherever else the word stands it is not."""
    text = f"{HEAD}- Play the Death of the Salesman\n- Help the salesman\n{APPLY}"
    write(folder, {"a.md": text})
    for allow, hidden in (("death of the salesman", 1), ("Salesman", 2), ("sales", 0), ("deck", 0)):
        write(folder, {".jdlint.yml": f"allow: ['{allow}']\n"})
        found = check("a.md", "--select", "gendered-titles", "--show-hidden")
        assert sum(each["count"] for each in found if each["hidden"] == "config") == hidden, allow
        assert sum(each["count"] for each in found) == 2


def test_an_override_allows_in_its_files_only(folder: Path) -> None:
    """What an override allows comes on top of what is allowed everywhere."""
    write(folder, {".jdlint.yml": "allow: [TBC]\noverrides: [{files: sea/, allow: [salesman]}]\n"})
    write(folder, {"a.md": SALES, "sea/a.md": SALES})
    assert [each["path"] for each in check(".", "--select", "gendered-titles")] == ["./a.md"]


INCLUDE = {
    "nothing": ("", {"a.md", "jobs/b.md", "notes/c.md"}),
    "include": ("include: [jobs/]", {"jobs/b.md", "jobs/README.md"}),
    "exclude": ("exclude: [notes]", {"a.md", "jobs/b.md"}),
    "both": ("include: ['*.md']\nexclude: [notes/, README.md]", {"a.md", "jobs/b.md"}),
    "all but": ("exclude: ['*', '!/a.md']", {"a.md"}),
}


@pytest.mark.parametrize(("text", "wanted"), INCLUDE.values(), ids=INCLUDE)
def test_include_and_exclude(text: str, wanted: set[str], folder: Path) -> None:
    """They decide what of a folder is checked; a README that is included by name is."""
    write(folder, {".jdlint.yml": text + "\n", **dict.fromkeys(("a.md", "jobs/b.md", "notes/c.md"), FAULTY)})
    write(folder, {"jobs/README.md": FAULTY})
    done = run("check", ".", "--show-files")
    assert {line.removeprefix("./") for line in done.out.splitlines()} == wanted
    below = {path.removeprefix("jobs/") for path in wanted if path.startswith("jobs/")}
    inside = run("check", "jobs", "--show-files").out.splitlines()
    assert {path.removeprefix("jobs/") for path in inside} == below, "patterns are relative to the file that has them"


def test_a_file_named_by_hand_is_checked_unless_force_exclude(folder: Path) -> None:
    """Whoever names a file means it; --force-exclude is for programs that name what changed."""
    write(folder, {".jdlint.yml": "exclude: [a.md]\n", "a.md": FAULTY})
    assert rules("a.md", *ONLY) == ["placeholder"]
    assert rules("a.md", *ONLY, "--force-exclude") == []
    assert "'exclude' names it" in run("check", "a.md", "--force-exclude").err


CODES = {
    "an error": ("", FAULTY, 1),
    "an error where none counts": ("fail-on: never", FAULTY, 0),
    "a warning": ("", SALES, 0),
    "a warning where it counts": ("fail-on: warning", SALES, 1),
    "a warning too many": ("max-warnings: 0", SALES, 1),
    "warnings within the limit": ("max-warnings: 5", SALES, 0),
    "a warning too many where no finding counts": ("max-warnings: 0\nfail-on: never", SALES, 1),
}


@pytest.mark.parametrize(("text", "posting", "code"), CODES.values(), ids=CODES)
def test_exit_codes(text: str, posting: str, code: int, folder: Path) -> None:
    """fail-on and max-warnings of the file decide, unless the command line says otherwise."""
    write(folder, {".jdlint.yml": text + "\n", "a.md": posting})
    assert run("check", "a.md", "--ignore", "legal").code == code
    assert run("check", "a.md", "--fail-on", "never", "--max-warnings", "9").code == 0
    assert run("check", "a.md", "--fail-on", "info").code == 1


def test_as_of_is_what_counts_as_today(folder: Path) -> None:
    """The date of the file, and before it that of the command line; the report says which it was."""
    write(folder, {".jdlint.yml": "as-of: 2031-02-03\n", "a.md": FAULTY})
    assert '"as_of": "2031-02-03"' in run("check", "a.md", "--output-format", "json").out
    assert '"as_of": "2032-01-01"' in run("check", "a.md", "--output-format", "json", "--as-of", "2032-01-01").out


# ---------------------------------------------------------------- what is wrong, and where

WRONG: dict[str, tuple[str | bytes, str, str]] = {
    "a key": ("fail-on: never\nrule: {}\n", ":2:1: ", "'rule' is not known here; did you mean 'rules'?"),
    "a key after U+2028": ("allow: ['a\u2028b']\nrule: {}\n", ":2:1: ", "'rule' is not known"),
    "a key after wide letters": ("{allow: ['😀é'], rule: {}}\n", ":1:17: ", "'rule' is not known"),
    "a key of an override": ("overrides:\n  - files: x\n    rule: {}\n", ":3:5: ", "did you mean 'rules'?"),
    "an override without files": ("overrides:\n  - rules: {}\n", ":2:5: ", "lacks 'files'"),
    "a rule": ("rules:\n  placeholdr: off\n", ":2:3: ", "did you mean 'placeholder'?"),
    "a category": ("rules:\n  hygeine: off\n", ":2:3: ", "did you mean 'hygiene'?"),
    "a rule in an override": ("overrides: [{files: x, rules: {placeholdr: off}}]\n", ":1:32: ", "did you mean 'placeholder'?"),
    "a severity": ("rules:\n  placeholder: eror\n", ":2:16: ", "'eror' is not one of off, error, warning, info; did you mean 'error'?"),
    "a severity among options": ("rules:\n  placeholder: {severity: wraning}\n", ":2:27: ", "did you mean 'warning'?"),
    "a severity that is a truth value": ("rules: {placeholder: false}\n", ":1:22: ", "did you mean 'off'?"),
    "nothing behind rules": ("rules:\n", ":1:", "rules: nothing stands behind it; write lines such as 'name: value'"),
    "nothing behind a rule": ("rules:\n  long-list:\n", ":2:", "rules.long-list: nothing stands behind it; write one of off, error,"),
    "nothing behind a list": ("allow:\n", ":1:", "allow: nothing stands behind it; write a list, such as [one, two]"),
    "rule-paths that are not there": ("fail-on: never\nrule-paths: [nowhere]\n", ":2:1: ", "no file or folder 'nowhere'"),
    "an option": ("rules:\n  long-list: {maxx: 3}\n", ":2:15: ", "the rule 'long-list' takes no 'maxx'; it takes severity, "),
    "the nearest option": ("rules:\n  long-list: {mx: 3}\n", ":2:15: ", "did you mean 'max'?"),
    "an option of a wrong type": ("rules:\n  long-list: {max: many}\n", ":2:15: ", "max: 'many'"),
    "options of a category": ("rules:\n  hygiene: {max: 3}\n", ":2:3: ", "'hygiene' is a category"),
    "an option that is not there to remove": ("rules:\n  placeholder: {words: {remove: [TUDO]}}\n", ":2:25: ", "no 'TUDO'"),
    "adding a text where a list is meant": ("rules:\n  placeholder: {words: {add: deck}}\n", ":2:25: ", "add"),
    "removing a text where a list is meant": ("rules:\n  placeholder: {words: {remove: TODO}}\n", ":2:25: ", "remove"),
    "removing an entry as a whole": ("rules:\n  gendered-titles: {entries: {remove: [{terms: [salesman]}]}}\n", ":2:31: ", "remove"),
    "removing a number": ("rules:\n  placeholder: {words: {remove: 3}}\n", ":2:25: ", "remove"),
    "adding to what is no list": ("rules:\n  long-list: {max: {add: [3]}}\n", ":2:15: ", "max"),
    "an option on a line of its own": ("rules:\n  long-list:\n    severity: warning\n    mx: 3\n", ":4:5: ", "did you mean 'max'?"),
    "no rules at all": ("rules: off\n", ":1:8: ", "rules: 'off'"),
    "a list that is a text": ("allow: x\n", ":1:8: ", "allow: 'x' should be a list"),
    "a number among texts": ("allow: [a, 3]\n", ":1:12: ", "allow.1: 3 should be text"),
    "fail-on": ("fail-on: warnings\n", ":1:10: ", "did you mean 'warning'?"),
    "max-warnings": ("max-warnings: -1\n", ":1:15: ", "max-warnings: -1"),
    "a date": ("\nas-of: 2027-02-30\n", ":2:8: ", "'2027-02-30' is no date"),
    "a date in another form": ("as-of: 1.1.2026\n", ":1:8: ", "as-of: '1.1.2026' is no date; write it as 2027-01-31"),
    "a date without hyphens": ("as-of: '20260101'\n", ":1:8: ", "is no date; write it as 2027-01-31"),
    "a date in words": ("as-of: tomorrow\n", ":1:8: ", "as-of"),
    "a company": ("company: {nmae: A}\n", ":1:11: ", "did you mean 'name'?"),
    "a key twice": ("rules: {}\nfail-on: never\nrules: {}\n", ":3:1: ", "the key 'rules' stands twice"),
    "broken YAML": ("rules:\n  - [a\n", ":3:1: ", "this is no YAML"),
    "a tab": ("rules:\n\tplaceholder: off\n", ":2:1: ", "this is no YAML"),
    "many brackets": ("[" * 190_000, ":1:", "this is no YAML: nested more than 40 deep"),
    "too large": ("#" * 200_001, "", "more than 200,000 bytes"),
    "200,000 brackets": ("[" * 200_001, "", "more than 200,000 bytes"),
    "two documents": ("fail-on: never\n---\nfail-on: info\n", ":3:1: ", "one document"),
    "a text": ("strict\n", ":1:1: ", "this is no configuration"),
    "a list": ("- extends: strict\n", ":1:1: ", "this is no configuration"),
    "no UTF-8": (b"allow: [caf\xe9]\n", ":1:1: ", "no UTF-8"),
    "an alias too many": ("a: &a [1]\nb: *c\n", ":2:4: ", "this is no YAML"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "word"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_place(text: str | bytes, place: str, word: str, folder: Path) -> None:
    """One line on standard error with file, line, column and what would be right; exit code 2; the second time too."""
    write(folder, {".jdlint.yml": text, "a.md": FAULTY})
    for _ in range(2):
        done = run("check", "a.md")
        assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
        assert word in done.err
        assert done.err.startswith(f"jdlint: .jdlint.yml{place}" if place else "jdlint: ")


@pytest.mark.parametrize(
    ("entries", "place", "word"),
    [
        (
            "{ad: [x]}",
            "3:15",
            "entries.ad: a list is changed by 'add' and 'remove', and not by 'ad'; did you mean 'add'?",
        ),
        ("{add: [x]}", "3:21", "item 1 of entries.add: 'x' should be"),
        ("{add: [{terms: [a b]}, {terms: [c], sugestions: [d]}]}", "3:50", "did you mean 'suggestions'?"),
        ("{add: [{terms: [a b]}, {terms: [c, 1]}]}", "3:49", "item 2 of terms of item 2 of entries.add: 1 should be"),
    ],
)
@pytest.mark.parametrize("remove", ["", "extends: base.yml\n"])
def test_what_is_wrong_in_an_edit(entries: str, place: str, word: str, remove: str, folder: Path) -> None:
    """An item that is added has the place and the number that it has in the file, whatever the list is that it goes to."""
    write(folder, {"base.yml": "rules:\n  gendered-titles:\n    entries: {remove: [salesman]}\n", "a.md": FAULTY})
    write(folder, {".jdlint.yml": f"rules:\n  gendered-titles:\n    entries: {entries}\n{remove}"})
    done = run("check", "a.md")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert done.err.startswith(f"jdlint: .jdlint.yml:{place}: gendered-titles: ")
    assert word in done.err


WRONG_TOML = {
    "a key": ('[tool.jdlint]\nfail-on = "never"\nrule = 1\n', ":5:1: ", "did you mean 'rules'?"),
    "a rule": ('[tool.jdlint.rules]\nhygiene = "info"\nplaceholdr = "off"\n', ":5:1: ", "did you mean 'placeholder'?"),
    "an option": ('[tool.jdlint.rules.long-list]\nmaxx = 3\n', ":4:1: ", "takes no 'maxx'"),
    "an option inline": ('[tool.jdlint.rules]\nlong-list = {severity = "info", maxx = 3}\n', ":4:33: ", "takes no 'maxx'"),
    "a dotted key": ('[tool.x]\n[tool]\njdlint.fail-on = "nevr"\n', ":5:8: ", "did you mean 'never'?"),
    "no end of the head": ('[tool.jdlint\nfail-on = "never"\n', ":3:13: ", "this is no TOML"),
    "no end of the inline table": ('[tool]\njdlint = {fail-on = "never"\n', ":4:", "this is no TOML"),
    "a severity": ('[tool.jdlint]\nrules = { placeholder = "eror" }\n', ":4:", "did you mean 'error'?"),
    "a key whose end is another": ('[tool.jdlint]\ncompany = { former-names = [] }\nmax-warnings = 1\nnames = 2\n', ":6:1: ", "'names'"),
    "broken TOML": ('[tool.jdlint]\nfail-on = never\n', ":4:", "this is no TOML"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "word"), WRONG_TOML.values(), ids=WRONG_TOML)
def test_what_is_wrong_in_a_pyproject(text: str, place: str, word: str, folder: Path) -> None:
    """Its section is held to the same schema, and the line is that of the key."""
    write(folder, {"pyproject.toml": "[project]\n\n" + text, "a.md": FAULTY})
    done = run("check", "a.md")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert word in done.err
    assert done.err.startswith(f"jdlint: pyproject.toml{place}")


def test_the_whole_of_a_pyproject_section(folder: Path) -> None:
    """TOML says the same as YAML does, dates and nested tables included."""
    toml = (
        '[tool.jdlint]\nextends = "strict"\nallow = ["NO"]\nas-of = 2031-02-03\nmax-warnings = 3\n'
        '[tool.jdlint.rules]\nplaceholder = "off"\nlong-list = { max = 9, severity = "warning" }\n'
        '[[tool.jdlint.overrides]]\nfiles = "x/**"\nrules = { hygiene = "off" }\n'
    )
    yaml = (
        "extends: strict\nallow: [NO]\nas-of: 2031-02-03\nmax-warnings: 3\n"
        "rules: {placeholder: off, long-list: {max: 9, severity: warning}}\noverrides: [{files: 'x/**', rules: {hygiene: off}}]\n"
    )
    write(folder, {"one/pyproject.toml": toml, "two/.jdlint.yml": yaml})
    one, two = load(str(folder / "one" / "pyproject.toml")), load(str(folder / "two" / ".jdlint.yml"))
    assert one is not None
    assert two is not None

    def plain(config: Config) -> object:
        rules = {name: (setting.severity, setting.options) for layer in config.rules for name, setting in layer.items()}
        overrides = [(each.files, sorted(each.rules)) for each in config.overrides]
        return rules, overrides, config.preset, config.allow, config.as_of, config.max_warnings

    assert plain(one) == plain(two)


TEXTS = ["NO", "off", "yes", "37:30", "0x1F", "2027-01-31", "<<"]


@pytest.mark.parametrize("text", TEXTS)
def test_what_looks_like_something_else_stays_text(text: str, folder: Path) -> None:
    """Words that YAML 1.1 takes for truth values, times and dates are words."""
    write(folder, {".jdlint.yml": f"allow: [{text}]\n"})
    assert Configs().of(str(folder / "a.md")).allow == (text,)


@pytest.mark.parametrize("bom", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mark_and_line_ends_change_nothing(bom: bytes, end: bytes, folder: Path) -> None:
    """A byte order mark and CRLF are read over, and places stay true."""
    write(folder, {"a.md": FAULTY, ".jdlint.yml": bom + b"fail-on: never" + end + OFF.encode()})
    assert "placeholder" not in rules("a.md")
    write(folder, {".jdlint.yml": bom + b"fail-on: never" + end + b"rule: {}" + end})
    assert ".jdlint.yml:2:1: " in run("check", "a.md").err
    toml = PYPROJECT.encode().replace(b"\n", end)
    (folder / ".jdlint.yml").unlink()
    write(folder, {"pyproject.toml": bom + toml})
    assert "placeholder" not in rules("a.md")


def test_a_configuration_is_read_where_the_command_runs_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places are said as seen from the current folder, in full where the file does not lie below it."""
    write(folder, {".jdlint.yml": "rule: {}\n", "jobs/a.md": FAULTY})
    monkeypatch.chdir(folder / "jobs")
    assert run("check", "a.md").err.startswith(f"jdlint: {folder / '.jdlint.yml'}:1:1: ")


def test_a_folder_that_cannot_be_kept_in_costs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache cannot be written the configuration counts all the same."""
    write(folder, {".jdlint.yml": OFF, "a.md": FAULTY, "file": ""})
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(folder / "file"))
    assert "placeholder" not in rules("a.md")


def test_a_real_repository_ends_the_search_for_worktrees_too(folder: Path) -> None:
    """In a worktree `.git` is a file: it ends the search as the folder does."""
    write(folder, {".jdlint.yml": OFF, "inner/.git": "gitdir: elsewhere\n", "inner/a.md": FAULTY})
    assert "placeholder" in rules("inner/a.md")
    (folder / ".git").rmdir()
    git(folder, "init", "-q")
    (folder / "inner" / ".git").unlink()
    assert "placeholder" not in rules("inner/a.md")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("exclude: ['../out/**']\n", "2:11: exclude:"),
        ("include: ['jobs/**', '!jobs/../x']\n", "2:22: include:"),
        ("overrides:\n  - files: ../out/**\n    allow: [x]\n", "3:12: overrides.0.files:"),
    ],
)
def test_a_pattern_that_leads_out_of_its_folder(text: str, place: str, tmp_path: Path) -> None:
    """It can match nothing: that is an error, with what to do, rather than a pattern of no effect."""
    write(tmp_path, {"conf/c.yml": f"extends: strict\n{text}", "a.md": "# Porter\n"})
    done = run("check", str(tmp_path), "--config", str(tmp_path / "conf" / "c.yml"))
    assert (done.code, done.out) == (2, "")
    assert f"c.yml:{place}" in done.err
    assert "move the configuration up" in done.err
