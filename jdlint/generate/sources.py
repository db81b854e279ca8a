"""Where answers come from, beside the terminal: files of one posting (YAML, JSON), and tables with a posting a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jdlint.config import ConfigError
from jdlint.data import yaml
from jdlint.generate.questions import Question, read
from jdlint.text import Source, Span
from jdlint.yaml_files import FileError

TABLES = (".csv", ".tsv", ".jsonl", ".xlsx")
_TOO_MANY = (
    "it has more cells than the first line has names; put a cell that has the mark between cells in it in quotes"
)
_NO_OBJECT = 'this line is no JSON object, such as {"company": "Harbour Hotel"}'


class AnswersFileError(FileError, ConfigError):
    """A file of answers that cannot be read: what is wrong, and where."""


class Row(NamedTuple):
    """The answers of one posting in a table, and the number of its line as a spreadsheet shows it."""

    number: int
    answers: Mapping[str, Any]
    problem: str = ""  # why the line cannot be read


def set_answers(pairs: list[str], questions: Mapping[str, Question]) -> dict[str, Any]:
    """Answers as typed behind `--set`: `company=Acme`. Raises ConfigError."""
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise ConfigError(f"--set {pair}: write it as --set NAME=ANSWER, such as --set company='Harbour Hotel'")
        found[name.strip()] = _cell(text, name.strip(), questions)
    return found


def data_answers(path: Path, text: str) -> dict[str, Any]:
    """Answers in a file of YAML or JSON. Raises ConfigError for a file that has none."""
    source = Source(text, str(path))
    try:
        node = yaml.load(text)
    except yaml.YamlError as error:
        raise AnswersFileError(source, Span(error.offset, error.offset), f"this is no YAML: {error.problem}") from None
    if not isinstance(node.value, dict):
        raise ConfigError(f"{path}: answers are lines such as 'company: Harbour Hotel'")
    return node.value


def rows(path: Path, questions: Mapping[str, Question]) -> Iterator[Row]:
    """The postings of a table; cells that are empty are no answers. Raises ConfigError, OSError."""
    ending = path.suffix.lower()
    if ending == ".jsonl":
        yield from _json_lines(path)
        return
    lines = _sheet(path) if ending == ".xlsx" else _separated(path, "\t" if ending == ".tsv" else None)
    names: list[str] = []
    for number, cells in enumerate(lines, 1):
        if not names:
            names = [cell.strip() for cell in cells]
            twice = next((name for name in names if name and names.count(name) > 1), None)
            if twice is not None:
                raise ConfigError(f"{path}:{number}: two columns are called '{twice}'; take one of them out")
            continue
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            yield Row(number, {}, _TOO_MANY)
            continue
        answers = {
            name: _cell(cell, name, questions)
            for name, cell in zip(names, cells, strict=False)
            if name and cell.strip()
        }
        if answers:
            yield Row(number, answers)


def _cell(text: str, name: str, questions: Mapping[str, Question]) -> Any:
    return read(text, questions[name]) if name in questions else text


def _json_lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_text(path).split("\n"), 1):  # other line breaks may stand in a text
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError:
                value = None
            yield Row(number, value) if isinstance(value, dict) else Row(number, {}, _NO_OBJECT)


def _separated(path: Path, mark: str | None) -> Iterator[list[str]]:
    """The lines of a file of cells with commas, or with semicolons as spreadsheets write them where a comma is decimal."""
    text = _text(path)
    first = text.partition("\n")[0]
    mark = mark or max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        said = "a quotation mark is opened and not closed" if "end of data" in str(error) else str(error)
        raise ConfigError(f"{path}: this is no table that can be read; up to line {reader.line_num}: {said}") from None


def _sheet(path: Path) -> Iterator[list[str]]:
    try:
        import openpyxl
    except ImportError:
        raise ConfigError(
            f"{path}: to read .xlsx files jdlint needs one thing more: pip install 'jdlint[xlsx]' (or save the table as CSV)"
        ) from None
    try:
        sheet: Any = openpyxl.load_workbook(path, read_only=True, data_only=True).active
        for cells in sheet.iter_rows(values_only=True):
            yield [_shown(cell) for cell in cells]
    except OSError:
        raise
    except Exception as error:  # of a damaged file openpyxl raises what its parts raise
        raise ConfigError(f"{path}: this is no .xlsx file, or it is damaged ({type(error).__name__})") from None


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return cell.date().isoformat() if hasattr(cell, "date") and callable(cell.date) else str(cell)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: this is no UTF-8 text; save the table as 'CSV UTF-8'") from None
