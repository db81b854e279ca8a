"""How files are written, and how what is built from YAML is kept."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.data import compiled, own_state, packed, places, unpacked, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are other ones here")


@posix
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o755])
def test_who_may_read_a_file_stays(mode: int, tmp_path: Path) -> None:
    """A file that is mended can be read by whoever could read it before, and is not left beside its temporary form."""
    path = tmp_path / "nurse.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_new_file_has_the_rights_of_new_files(tmp_path: Path) -> None:
    """What jdlint writes anew is like what any program writes anew."""
    (tmp_path / "theirs").write_bytes(b"")
    write_atomically(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a link leads to is written, not the link."""
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "nurse.md").write_bytes(b"old")
    link = tmp_path / "nurse.md"
    link.symlink_to("jobs/nurse.md")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "jobs" / "nurse.md").read_bytes() == b"new"


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    """Where a folder stands in the place of the file, it stays, and no temporary file is left."""
    (tmp_path / "nurse.md").mkdir()
    with pytest.raises(OSError, match="nurse"):
        write_atomically(tmp_path / "nurse.md", b"new")
    assert list(tmp_path.iterdir()) == [tmp_path / "nurse.md"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="there are no files for open streams")
def test_a_pipe_is_written_to() -> None:
    """`-o >(gzip)`, and `-o /dev/stdout` before a pipe: the name is a link to what is no path."""
    reading, writing = os.pipe()
    write_atomically(Path(f"/dev/fd/{writing}"), b"new")
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == b"new"


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(plain)
def test_what_is_packed_comes_back(value: object) -> None:
    """Whatever JSON can say is kept as it is."""
    assert unpacked(packed(value)) == value


@given(plain, st.data())
def test_what_was_damaged_is_refused(value: object, data: st.DataObject) -> None:
    """A byte more, less or changed is an error that the caller catches: nothing damaged reaches the reader."""
    whole = packed(value)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    for damaged in (whole[:at], whole + b"x", whole[:at] + bytes([other]) + whole[at + 1 :]):
        with pytest.raises(ValueError, match="packed"):
            unpacked(damaged)


def _built() -> list[str]:
    return ["built"]


@pytest.mark.parametrize("kept", [b"", b"{}", b"\x00" * 40])
def test_a_damaged_cache_is_built_anew(kept: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the cache and is not ours costs time, not results."""
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(tmp_path))
    assert compiled("thing", [], _built) == ["built"]
    (path,) = tmp_path.iterdir()
    good = path.read_bytes()
    path.write_bytes(kept)
    assert compiled("thing", [], _built) == ["built"]
    assert path.read_bytes() == good


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that knows no name for who runs there: nothing can be kept, and nothing fails."""
    for name in ("JDLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", home)
    assert [compiled("thing", [], _built) for _ in range(2)] == [["built"]] * 2


@posix
def test_jdlint_is_known_by_what_it_reads_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Python or Markdown reader may read another posting; a link of an editor to nothing is no part of us."""
    (tmp_path / "words.py").touch()
    (tmp_path / ".#words.py").symlink_to("nowhere")
    (tmp_path / "markdown_it").mkdir()
    (tmp_path / "markdown_it" / "__init__.py").touch()
    monkeypatch.setattr(places, "PACKAGE", tmp_path)
    before = own_state()
    assert sys.version in before
    assert str(tmp_path / "words.py") in before
    assert str(tmp_path / "markdown_it") + os.sep in before  # as any part of us; now as the one that Python finds
    monkeypatch.syspath_prepend(tmp_path)
    assert own_state() != before
