"""Plugins: the example is installed and used as a user would; a broken one is named with its cure, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jdlint import plugins

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "plugin"
POSTING = "# Night porter\n\n## What you do\n\n- APPLY BY FRIDAY at the desk\n- Carry bags\n"


def jdlint(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A run of jdlint, of this checkout, in a Python that finds what is installed in a folder; it never ends in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", *arguments],
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(site))),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "80",
            "JDLINT_CACHE_DIR": str(cwd / "cache"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example plugin, put there by pip from a copy of its source; no network."""
    source = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("source") / "plugin")
    site = tmp_path_factory.mktemp("site")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *quiet, "--target", str(site), str(source)],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A folder with a posting that shouts."""
    folder = tmp_path / "jobs"
    folder.mkdir()
    (folder / "porter.md").write_text(POSTING, encoding="utf-8")
    return folder


def test_the_example_plugin_is_used(installed: Path, jobs: Path) -> None:
    """Its rule is listed and explained, its examples hold, and it fires: read anew, and from the cache."""
    assert "\n  shouting " in jdlint(installed, "rule", "--all", cwd=jobs).stdout
    assert "[[APPLY BY FRIDAY]]" in jdlint(installed, "rule", "shouting", cwd=jobs).stdout
    tested = jdlint(installed, "rule", "--test", str(installed / "jdlint_example_plugin" / "rules"), cwd=jobs)
    assert (tested.returncode, tested.stdout.split(",")[0]) == (0, "1 rule file: 1 good")
    for _ in range(2):
        done = jdlint(installed, "check", "porter.md", "--select", "shouting", "--output-format", "concise", cwd=jobs)
        assert done.stdout == (
            "porter.md:5:3: info: 3 words in capitals are hard to read; "
            "write 'APPLY BY FRIDAY' in small letters. [shouting]\n"
        )


def test_a_verb_of_a_plugin_is_there_for_all_rules(installed: Path, jobs: Path) -> None:
    """A user's own rule and a user's configuration use it; when the plugin goes, the rule is named, cached or not."""
    text = (EXAMPLE / "jdlint_example_plugin" / "rules" / "shouting.yml").read_text(encoding="utf-8")
    (jobs / "loud.yml").write_text(
        text.replace("rule: shouting", "rule: loud").replace("  words: 3", "  words: 2"), encoding="utf-8"
    )
    (jobs / ".jdlint.yml").write_text("rules: {shouting: {words: 4}}\n", encoding="utf-8")
    done = jdlint(
        installed, "check", "porter.md", "--select", "loud,shouting", "--rule-path", "loud.yml", "-q", cwd=jobs
    )
    assert (done.returncode, "loud" in done.stdout, "shouting" in done.stdout) == (0, True, False)
    (jobs / ".jdlint.yml").unlink()
    gone = jdlint(jobs, "check", "porter.md", "--rule-path", "loud.yml", cwd=jobs)
    assert (gone.returncode, "there is no verb 'in-capitals'" in gone.stderr) == (2, True)


def test_options_of_a_plugins_rule_stand_beside_overrides(installed: Path, jobs: Path) -> None:
    """Overrides are held to the same verbs as the rest: those of plugins count, for all files and for some."""
    (jobs / ".jdlint.yml").write_text(
        "rules: {shouting: {words: 4}}\noverrides: [{files: loud.md, rules: {shouting: {words: 3}}}]\n",
        encoding="utf-8",
    )
    shutil.copy(jobs / "porter.md", jobs / "loud.md")
    done = jdlint(installed, "check", ".", "--select", "shouting", "--output-format", "concise", "-q", cwd=jobs)
    assert (done.returncode, [line.split(":")[0] for line in done.stdout.splitlines()]) == (0, ["./loud.md"])


def plugin(site: Path, name: str, points: str, **files: str) -> None:
    """A package in a folder as pip leaves it: its metadata, and its files by name (`_` is a dot, `__` a slash)."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    for key, text in files.items():
        path = site / key.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


VERB = "[jdlint.checks]\nodd = {}\n"
PACK = "[jdlint.packs]\nodd = {}\n"
GOOD = "OPTIONS = {}\nCASES = ('found',)\nVALUES = ('match',)\ndef bind(rules):\n    return lambda posting: ()\n"
RULE = """\
rule: odd-rule
title: An odd rule
severity: error
basis: style
priority: 1
check: odd
message: "'{match}' is odd."
why: |
  It is odd, and that is all.
sources: [https://example.com]
---
bad: [{text: "[[x]]"}]
good: [y]
"""
BOTH = VERB.format("odd") + PACK.format("oddpack")
RULE_FILE = "oddpack__rules__odd-rule_yml"
# what is installed under the name `odd-plugin`: its entry points and files; words that the message has
BROKEN: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "no module": (VERB.format("absent.module"), {}, ["verb 'odd'", "'absent.module'", "ModuleNotFoundError"]),
    "no attribute": (VERB.format("odd:thing"), {"odd_py": GOOD}, ["verb 'odd'", "'odd:thing'"]),
    "raises on import": (VERB.format("odd"), {"odd_py": "raise RuntimeError('no\\nluck')"}, ["RuntimeError: no luck"]),
    "stops Python on import": (VERB.format("odd"), {"odd_py": "raise SystemExit(0)"}, ["cannot be loaded"]),
    "no Python": (VERB.format("odd"), {"odd_py": "def"}, ["SyntaxError"]),
    "no value": (VERB.format("odd thing"), {}, ["names no module", "'odd thing'"]),
    "lacks a name": (VERB.format("odd"), {"odd_py": GOOD.replace("CASES", "KASES")}, ["lacks 'CASES'"]),
    "options of a wrong type": (VERB.format("odd"), {"odd_py": GOOD.replace("{}", "()")}, ["OPTIONS"]),
    "cases of a wrong type": (VERB.format("odd"), {"odd_py": GOOD.replace("('found',)", "'found'")}, ["CASES"]),
    "bind is no function": (VERB.format("odd"), {"odd_py": GOOD + "bind = 1\n"}, ["'bind'"]),
    "the name of a verb of ours": ("[jdlint.checks]\nterms = odd\n", {"odd_py": GOOD}, ["verb 'terms'", "already"]),
    "a name that is none": ("[jdlint.checks]\nOdd One = odd\n", {"odd_py": GOOD}, ["'Odd One'", "legal name"]),
    "twice one verb": (VERB.format("odd") + "odd = odd\n", {"odd_py": GOOD}, ["verb 'odd'", "already"]),
    "options that are no schema": (
        BOTH,
        {"odd_py": GOOD.replace("{}", "{'type': 'objekt'}"), RULE_FILE: RULE},
        ["OPTIONS", "objekt"],
    ),
    "a bind that fails": (
        BOTH,
        {"odd_py": GOOD.replace("return", "rules[0].options['deep'];"), RULE_FILE: RULE},
        ["odd-rule", "KeyError: 'deep'"],
    ),
    "bind_corpus is no function": (VERB.format("odd"), {"odd_py": GOOD + "bind_corpus = 1\n"}, ["'bind_corpus'"]),
    "a bind_corpus that fails": (
        BOTH,
        {"odd_py": GOOD + "def bind_corpus(rules):\n    rules[0].options['deep']\n", RULE_FILE: RULE},
        ["odd-rule", "KeyError: 'deep'"],
    ),
    "a pack without rules": (PACK.format("oddpack"), {"oddpack__a_py": ""}, ["pack 'odd'", "no rule files"]),
    "a pack without a folder": (PACK.format("sys"), {}, ["pack 'odd'", "neither a package"]),
    "a pack that is not there": (PACK.format("oddpack"), {}, ["pack 'odd'", "cannot be loaded"]),
    "a rule with a fault": (
        BOTH,
        {"odd_py": GOOD, RULE_FILE: RULE.replace("basis: style", "basis: taste")},
        ["odd-rule.yml:4:8", "'taste'"],
    ),
    "a rule that is no YAML": (BOTH, {"odd_py": GOOD, RULE_FILE: "rule: ["}, ["odd-rule.yml:1:", "YAML"]),
    "a rule without its verb": (PACK.format("oddpack"), {RULE_FILE: RULE}, ["odd-rule.yml:6:8", "'odd'"]),
    "the name of a rule of ours": (
        BOTH,
        {"odd_py": GOOD, "oddpack__rules__placeholder_yml": RULE.replace("odd-rule", "placeholder")},
        ["'placeholder'", "already"],
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_plugin_is_named_with_its_cure(fault: str, jobs: Path, tmp_path: Path) -> None:
    """One line: which plugin, what is wrong, how to be rid of it; exit code 2, time and again."""
    points, files, words = BROKEN[fault]
    plugin(tmp_path / "site", "odd-plugin", points, **files)
    # a list of rules binds none
    for command in ("check porter.md", *(["rule --all"] if "that fails" not in fault else []), "check porter.md"):
        done = jdlint(tmp_path / "site", *command.split(), cwd=jobs)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
        assert done.stderr.startswith("jdlint: the plugin 'odd-plugin' is broken: its ")
        assert "pip uninstall odd-plugin" in done.stderr
        assert [word for word in words if word not in done.stderr] == []


HITS = {
    "a look that fails": ("raise ValueError('odd')", "ValueError: odd"),
    "a hit without its value": ("yield rules[0], Hit(Span(0, 1))", "no such value"),
    "a hit without a span": ("yield rules[0], Hit((0, 1), values={'match': 'x'})", "no Hit"),
    "something else": ("yield 1", "TypeError"),
}


@pytest.mark.parametrize("fault", HITS)
def test_a_verb_that_fails_on_a_posting_is_a_finding(fault: str, jobs: Path, tmp_path: Path) -> None:
    """The rule is named, all other rules run, and the exit code is 2."""
    body, words = HITS[fault]
    look = f"    def look(posting):\n        {body}\n        yield from ()\n    return look\n"
    verb = "from jdlint.rules import Hit\nfrom jdlint.text import Span\n" + GOOD.partition("    return")[0] + look
    plugin(tmp_path / "site", "odd-plugin", BOTH, **{"odd_py": verb, RULE_FILE: RULE})
    done = jdlint(tmp_path / "site", "check", "porter.md", "--output-format", "concise", "--all", cwd=jobs)
    assert done.returncode == 2
    assert "the rule 'odd-rule' failed" in done.stdout
    assert words in done.stdout
    assert "missing-essentials" in done.stdout


ACROSS = {
    "a good one": (
        "for path in corpus.wanted: yield rules[0], path, Hit(Span(0, 1), values={'match': '#'})",
        "'#' is odd.",
    ),
    "a look that fails": ("raise ValueError('odd')", "ValueError: odd"),
    "a hit without its value": ("yield rules[0], next(iter(corpus.wanted)), Hit(Span(0, 1))", "no such value"),
    "a path that is none": ("yield rules[0], ['x'], Hit(Span(0, 1), values={'match': 'x'})", "no path"),
}


@pytest.mark.parametrize("kind", ACROSS)
def test_a_verb_may_look_across_files(kind: str, jobs: Path, tmp_path: Path) -> None:
    """What it finds is told of each file; where it fails the rule is named, and all other rules run."""
    body, words = ACROSS[kind]
    across = f"def bind_corpus(rules):\n    def look(corpus):\n        {body}\n        yield from ()\n    return look\n"
    verb = "from jdlint.rules import Hit\nfrom jdlint.text import Span\n" + GOOD + across
    plugin(tmp_path / "site", "odd-plugin", BOTH, **{"odd_py": verb, RULE_FILE: RULE})
    (jobs / "baker.md").write_text(POSTING.replace("Night porter", "Baker"), encoding="utf-8")
    done = jdlint(tmp_path / "site", "check", ".", "--output-format", "concise", "--all", cwd=jobs)
    assert done.returncode == (1 if kind == "a good one" else 2)
    assert done.stdout.count(words) == (2 if kind == "a good one" else 1)
    assert done.stdout.count("missing-essentials") == 2


def test_a_pack_may_be_a_folder_that_is_named(jobs: Path, tmp_path: Path) -> None:
    """An attribute that is a path, in a plain module; extras and notes in the list of entry points do no harm."""
    points = "; a note\n[console_scripts]\nodd = x:y\n\n[jdlint.packs]\n# a note\nmine = oddmodule:WHERE.more [extra]\n"
    module = "from pathlib import Path\nclass WHERE:\n    more = Path(__file__).parent / 'own'\n"
    rule = RULE.replace("check: odd", "check: terms\noptions: {entries: [{terms: [carry]}]}")
    plugin(tmp_path / "site", "odd-plugin", points, oddmodule_py=module, **{"own__odd-rule_yml": rule})
    done = jdlint(tmp_path / "site", "check", "porter.md", "--select", "odd-rule", "-q", cwd=jobs)
    assert (done.returncode, "'Carry' is odd." in done.stdout) == (1, True)


def test_of_two_versions_the_first_on_the_path_counts(tmp_path: Path) -> None:
    """As Python itself has it: what lies further back on sys.path is hidden, its metadata too."""
    for number, name in enumerate(("Odd_Plugin", "odd-plugin")):
        plugin(tmp_path / str(number), name, VERB.format(f"odd{number}"))
    found = list(plugins.find_entry_points([str(tmp_path / "absent"), str(tmp_path / "0"), str(tmp_path / "1")]))
    assert [(point.plugin, point.name, point.value) for point in found] == [("odd-plugin", "odd", "odd0")]


def test_without_plugins_nothing_is_loaded_for_them(jobs: Path) -> None:
    """A run of jdlint alone imports neither importlib.metadata nor a schema library: the start is what a writer waits for."""
    code = (
        "import sys; from jdlint.cli import main; main(['check', 'porter.md']); "
        "sys.exit(str([name for name in ('importlib.metadata', 'email', 'jsonschema') if name in sys.modules]))"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=jobs,
            env={**os.environ, "PYTHONPATH": str(ROOT), "JDLINT_CACHE_DIR": str(jobs / "cache")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr.splitlines()[-1] == "[]"
