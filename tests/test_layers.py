"""Who may import whom, who may print, how long things may be: design section 3, held by reading the imports."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "jdlint"
EXAMPLE = PACKAGE.parent / "examples" / "good" / "nurse.md"

# each part (a module or a folder of jdlint/) and the parts that it may import: only ones that stand above it here
LAYERS: dict[str, str] = {
    "words": "",
    "phrases": "words",
    "hints": "",
    "text": "words",
    "findings": "text",
    "model": "text",
    "particulars": "model text",
    "stems": "",
    "data": "text",
    "articles": "data words",
    "disciplines": "data stems words",
    "stated": "disciplines model particulars text",
    "posting": "hints model phrases stated text words",
    "gazetteer": "data text",
    "laws": "data gazetteer",
    "globs": "text",
    "config": "findings globs",
    "wordings": "data model",
    "titles": "data model text wordings words",
    "language": "data",
    "likeness": "data posting stems words",
    "near_index": "",
    "roles": "data stems titles words",
    "corpus": "findings likeness model posting text wordings words",
    "currencies": "data model",
    "pay_text": "data model",
    "parts": "language model posting titles",
    "read": "data model text wordings words",
    "section_content": "data model text words",
    "kinds": "data model parts phrases posting section_content text titles wordings words",
    "sections": "model read section_content titles wordings",
    "facts": "currencies data disciplines gazetteer hints model particulars phrases posting text titles wordings words",
    "document": "facts kinds language model parts posting read sections text titles words",
    "inspection": "facts model posting text",
    "similar": "likeness near_index posting text",
    "front_text": "data hints model phrases posting text",
    "rules": "corpus findings model posting text",
    "job_posting": "data gazetteer model posting text",
    "siblings": "corpus data findings likeness roles rules text words",
    "yaml_files": "data text words",
    "config_reading": "config data findings text yaml_files",
    "config_files": "config config_reading data words",
    "settings": "config data findings gazetteer rules words yaml_files",
    "suppress": "findings model phrases posting rules text words",
    "rule_files": "data findings model rules text words yaml_files",
    "checks": "articles corpus currencies data disciplines findings front_text gazetteer hints job_posting laws likeness model"
    " particulars pay_text phrases posting roles rules siblings stems text titles wordings words",
    "plugins": "checks config corpus findings posting rules text yaml_files",
    "registry": "checks config data findings plugins rule_files rules settings suppress wordings words",
    "engine": "checks corpus document findings model plugins posting registry rules suppress text",
    "baseline": "config data findings text words",
    "git": "config",
    "files": "config config_files document findings git globs model read text",
    "fixes": "findings text",
    "new_rule": "config data registry rule_files rules words",
    "examples": "corpus document engine files findings fixes registry rule_files rules text",
    "formats": "data document findings laws model posting rule_files rules similar text",
    "annotate": "findings formats read text",
    "checker": "config_files corpus engine files findings plugins posting registry settings text",
    "digests": "corpus data document files",
    "repository": "checker config corpus digests engine files findings registry",
    "changed": "checker engine files findings git text",
    "processes": "checker config_files corpus digests engine files",
    "generate": "config data document engine findings gazetteer job_posting model pay_text posting registry text words yaml_files",
    "exports": "config",
    "starting": "config config_files data document files findings git globs",
    "results": "checker config corpus data document files findings plugins registry text",
    "api": "checker config config_files corpus digests document engine files findings fixes model posting processes results"
    " registry repository text",
    "": "api",
    "cli": " annotate api baseline changed config config_files config_reading data document engine examples exports facts files findings"
    " formats gazetteer generate git inspection job_posting model new_rule plugins posting registry rule_files rules settings"
    " similar starting text wordings words",
    "__main__": "cli",
}
# who may import what is neither ours nor Python's
THIRD_PARTY = {
    "yaml": {"jdlint.data.yaml"},
    "jsonschema": {"jdlint.yaml_files"},
    "docx": {"jdlint.annotate", "jdlint.exports.docx"},
    "markdown_it": {"jdlint.read", "jdlint.exports.parts"},
    "jinja2": {"jdlint.generate.rendering"},
    "openpyxl": {"jdlint.generate.sources"},
    "questionary": {"jdlint.cli.prompts"},
}
MAX_LINES = 300
MAX_FUNCTION = 60


def module_name(path: Path) -> str:
    """`jdlint.read.markdown` for its file."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
each_module = pytest.mark.parametrize("module", MODULES)


def tree(module: str) -> ast.Module:
    """A module as syntax."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """The modules that a module imports anywhere in it: at the top, in functions, and for types only."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            assert node.module is not None
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield submodule if submodule in MODULES else node.module


def part(module: str) -> str:
    """The part of jdlint that a module belongs to; empty for the package's own face."""
    return module.split(".")[1] if "." in module else ""


def allowed(name: str) -> set[str]:
    """The parts that a part may import; a leading blank in the table admits the package's own face (the version)."""
    parts = set(LAYERS[name].split())
    return parts | {""} if LAYERS[name].startswith(" ") else parts


def test_the_table_has_no_arrow_up() -> None:
    """Each part of jdlint stands in the table and may import only parts that stand above it there: so there is no circle."""
    assert {part(module) for module in MODULES} == set(LAYERS)
    order = list(LAYERS)
    upward = [(name, other) for name in order for other in allowed(name) if order.index(other) >= order.index(name)]
    assert upward == []


@each_module
def test_a_module_imports_what_its_part_may(module: str) -> None:
    """Imports go down the table only, those inside functions and those for types included."""
    ours = {part(name) for name in imports(module) if name.split(".")[0] == "jdlint"}
    assert ours - {part(module)} <= allowed(part(module))


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Inside a part, too, imports run in one direction (the check raises CycleError and names the circle)."""
    graph = {module: {name for name in imports(module) if name in MODULES} - {module} for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)


@each_module
def test_outside_packages_stand_behind_one_door(module: str) -> None:
    """The standard library is for all; any other package is imported in one place, so that it can be replaced there."""
    outside = {name.split(".")[0] for name in imports(module)} - sys.stdlib_module_names - {"jdlint"}
    for name in outside:
        assert any(f"{module}.".startswith(f"{door}.") for door in THIRD_PARTY.get(name, ())), name


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) != "cli"])
def test_only_the_command_line_prints(module: str) -> None:
    """Nothing else reads or writes the standard streams, so that jdlint can live in an editor or a web server."""
    found = [
        node.lineno
        for node in ast.walk(tree(module))
        if (isinstance(node, ast.Name) and node.id in ("print", "input"))
        or (
            isinstance(node, ast.Attribute)
            and node.attr in ("stdin", "stdout", "stderr")
            and ast.unparse(node.value) == "sys"
        )
    ]
    assert found == []


@each_module
def test_a_module_has_one_job(module: str) -> None:
    """A module past 300 lines, or a function past 60, has two jobs."""
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= MAX_LINES
    functions = [node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION} == {}


@pytest.mark.parametrize("packs", ["compiled now", "compiled before"])
def test_a_check_does_without_the_schema_library(packs: str, tmp_path: Path) -> None:
    """jsonschema takes longer to load than a posting to check, and packaged rules are held to their schemas by tests."""
    code = (
        "import sys; from jdlint.cli import main; main(['check', sys.argv[1]]); "
        "sys.exit('jsonschema was loaded' if 'jsonschema' in sys.modules else 0)"
    )
    for _ in range(1 if packs == "compiled now" else 2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLE)],
            env={**os.environ, "JDLINT_CACHE_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert "1 file checked" in done.stderr
    assert (done.returncode, done.stderr.count("jsonschema was loaded")) == (0, 0)
