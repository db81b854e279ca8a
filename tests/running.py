"""Runs of the command line inside this process, for tests: quicker than a process each, with the same two streams."""

from __future__ import annotations

import gc
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from jdlint.cli import main


class Run(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str
    raw: bytes  # standard output as it was written


def run(*arguments: str, stdin: bytes = b"") -> Run:
    """`jdlint ARGUMENTS` in the current folder."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "stdin", given):
        try:
            code = main(arguments)
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
        finally:
            gc.enable()  # a short run switches the collector off; this process goes on
    written, said = (_bytes(stream) for stream in (out, err))
    return Run(code, written.decode("utf-8", "replace"), said.decode("utf-8", "replace"), written)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def check(*arguments: str, stdin: bytes = b"") -> list[dict[str, Any]]:
    """The findings of `jdlint check ARGUMENTS`, as JSON has them."""
    done = run("check", *arguments, "--output-format", "json", stdin=stdin)
    assert done.out, done.err
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return found


def rules(*arguments: str, stdin: bytes = b"") -> list[str]:
    """The rules that `jdlint check ARGUMENTS` finds broken, in order of place."""
    return [each["rule"] for each in check(*arguments, stdin=stdin)]


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Files with these texts, as they are: no line end is changed."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def git(folder: Path, *arguments: str) -> str:
    """What git prints; it must succeed."""
    named = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(folder), *named, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "surrogateescape")
