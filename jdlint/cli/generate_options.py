"""The options of the commands that make postings."""

from __future__ import annotations

import argparse

from jdlint.cli import check_options


def new(command: argparse.ArgumentParser) -> None:
    """Options of jdlint new."""
    command.add_argument("template", metavar="TEMPLATE", help="its name, as jdlint templates lists it")
    command.add_argument(
        "--from", dest="rows", metavar="FILE", help="a table with a posting a row: .csv, .tsv, .jsonl or .xlsx"
    )
    command.add_argument("--strict", action="store_true", help="with --from: write all postings, or none")
    command.add_argument(
        "-j", "--jobs", type=check_options.number, metavar="N", help="with --from: this many processes"
    )
    command.add_argument(
        "-o",
        "--output-file",
        metavar="FILE",
        help="write to this file or folder (with --from to this folder); - prints",
    )
    command.add_argument("--dry-run", action="store_true", help="print the posting, and write nothing")
    command.add_argument("--force", action="store_true", help="replace what is there")
    _answers(command)


def init(command: argparse.ArgumentParser) -> None:
    """Options of jdlint init."""
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help="the folder (default: this one)")
    command.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    command.add_argument(
        "--template", metavar="NAME", help="make a first posting from this template; at a terminal it is asked for"
    )
    command.add_argument(
        "--own-templates", metavar="FOLDER", help="make a folder for templates of your own, such as posting-templates"
    )
    _answers(command)


def update(command: argparse.ArgumentParser) -> None:
    """Options of jdlint update."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="postings, or folders of them")
    command.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    command.add_argument("--check", action="store_true", help="write nothing; exit code 1 where a posting is behind")
    _template_path(command)


def export(command: argparse.ArgumentParser) -> None:
    """Options of jdlint export."""
    command.add_argument("paths", nargs="+", metavar="POSTING", help="postings in Markdown, or folders of them")
    command.add_argument("--to", choices=("html", "docx", "text", "jsonld"), required=True, help="the form to write")
    command.add_argument("-o", "--output-file", metavar="FILE", help="write to this file or folder; - prints")
    command.add_argument("--posted", metavar="DATE", help="the day of publication, where the posting does not say it")
    command.add_argument("--force", action="store_true", help="replace what is there")


def templates(command: argparse.ArgumentParser) -> None:
    """Options of jdlint templates."""
    command.add_argument("name", nargs="?", metavar="NAME", help="the template to describe or test")
    command.add_argument("--test", action="store_true", help="make all their examples, in all places, and check them")
    command.add_argument("--from-posting", metavar="FILE", help="draft a template out of a posting")
    command.add_argument("-o", "--output-file", metavar="FILE", help="with --from-posting: write to this file")
    command.add_argument("--output-format", choices=("text", "json"), default="text")
    _template_path(command)


def _answers(command: argparse.ArgumentParser) -> None:
    """What is known of a posting, and where its template is."""
    command.add_argument(
        "--set", action="append", default=[], metavar="NAME=ANSWER", help="one answer; may be repeated"
    )
    command.add_argument("--data", metavar="FILE", help="answers in a file of YAML or JSON; - reads standard input")
    command.add_argument("--no-input", action="store_true", help="ask nothing, even at a terminal")
    command.add_argument("--yes", action="store_true", help="take the defaults, and ask only for the rest")
    command.add_argument("--jurisdiction", metavar="CODE", help="the place whose law applies, such as GB or US-CO")
    command.add_argument(
        "--lang", choices=("en", "fr", "de"), default="en", help="the language of the posting (default: en)"
    )
    _template_path(command)


def _template_path(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--template-path",
        action="append",
        default=[],
        metavar="FOLDER",
        help="a folder of more templates; may be repeated",
    )
