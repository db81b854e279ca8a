"""The wheel: built from this checkout, unpacked elsewhere, it has all it needs and writes nothing."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "flawed" / "pay.md"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built with the build backend that pyproject.toml names."""
    assert importlib.util.find_spec("hatchling"), (
        "hatchling is not installed: pip install 'jdlint[dev]', or pip install hatchling"
    )
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "JDLINT_CACHE_DIR": str(tmp_path_factory.mktemp("cache"))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(site: Path, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The unpacked jdlint with some arguments, in a Python that sees neither this checkout nor the user's settings first."""
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import jdlint; from jdlint.cli import main; "
        "print(jdlint.__file__, file=sys.stderr); sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", code, str(site), *arguments],
        cwd=site,
        env={**os.environ, "JDLINT_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.splitlines()[0] == str(site / "jdlint" / "__init__.py")
    return done


def test_the_wheel_has_all_parts(wheel: Path) -> None:
    """Code, types, rules, templates, tables, schemas and the compiled packs are in the wheel; tests and examples are not."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (
        ("rules", "*.yml"),
        ("templates", "*"),
        ("jdlint", "*.py"),
        ("jdlint", "*.yml"),
        ("jdlint", "*.json"),
    ):
        inside = [path.relative_to(ROOT) for path in (ROOT / folder).rglob(pattern) if path.is_file()]
        wanted = {path.as_posix() if folder == "jdlint" else f"jdlint/{path.as_posix()}" for path in inside}
        assert wanted
        assert wanted <= names
    assert {f"jdlint/compiled/{name}.bin" for name in ("rules", "tables", "wordings")} <= names
    assert {f"jdlint/schemas/{name}.schema.json" for name in ("check", "inspect", "similar")} <= names
    assert "jdlint/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"jdlint"}


def test_the_build_leaves_the_wheel_alone(wheel: Path) -> None:
    """Nothing but the wheel lies where the wheel was asked for: `twine upload dist/*` takes whatever is there."""
    assert [path.name for path in wheel.parent.iterdir()] == [wheel.name]


def test_the_wheel_knows_all_rules(unpacked: Path, tmp_path: Path) -> None:
    """The unpacked wheel lists the rules of the checkout, and explains one with its example, which is read from the rule file."""
    listed = json.loads(run(unpacked, tmp_path, "rule", "--all", "--output-format", "json").stdout)
    assert {rule["rule"] for rule in listed} == {path.stem for path in (ROOT / "rules").rglob("*.yml")}
    assert "For example" in run(unpacked, tmp_path, "rule", "placeholder").stdout


@pytest.mark.parametrize("cache", ["empty", "unwritable"])
def test_the_wheel_needs_no_cache(cache: str, unpacked: Path, tmp_path: Path) -> None:
    """A check from the wheel finds what one from the checkout finds, and writes nothing: the packs are compiled already."""
    folder = tmp_path / "cache"
    if cache == "unwritable":
        folder.write_text("a file where a folder is asked for", encoding="utf-8")
    before = sorted(path.relative_to(unpacked) for path in unpacked.rglob("*"))
    arguments = ("check", str(EXAMPLE), "--output-format", "json")
    done = run(unpacked, folder, *arguments)
    here = subprocess.run(
        [sys.executable, "-m", "jdlint", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert json.loads(done.stdout) == json.loads(here.stdout)
    assert json.loads(done.stdout)["findings"]
    assert sorted(path.relative_to(unpacked) for path in unpacked.rglob("*")) == before
    assert folder.is_file() if cache == "unwritable" else not folder.exists()
