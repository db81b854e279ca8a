"""The commands that some guides show, run in a scratch repository; `python -m tests.transcript` writes the outputs anew."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests import hooks

PAGE = hooks.ROOT / "docs" / "adopting.md"
TEMPLATES = hooks.ROOT / "docs" / "templates.md"
_BLOCK = re.compile(
    r"(?P<head><!-- file: (?P<path>\S+) -->\n```markdown\n)(?P<file>.*?)```$|```console\n(?P<console>.*?)```$",
    re.MULTILINE | re.DOTALL,
)


def replayed(text: str, folder: Path) -> str:
    """The text of a page with its files written, its commands run in order, and their outputs in place of those it has."""
    env = hooks.environment(folder)
    repository = hooks.new_repository(folder / "acme", env)

    def replay(found: re.Match[str]) -> str:
        if found["path"]:
            path = repository / found["path"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(found["file"], encoding="utf-8")
            return found.group()
        if not (repository / ".git" / "refs" / "heads" / "main").exists():
            hooks.commit_all(repository, env, "Our postings")  # the story begins with a repository that has postings
        commands = [line.removeprefix("$ ") for line in found["console"].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(_shown(command, repository, env) for command in commands) + "```"

    return _BLOCK.sub(replay, text)


def _shown(command: str, folder: Path, env: dict[str, str]) -> str:
    done = hooks.run("bash", "-c", command, cwd=folder, env=env, check=False)
    assert "Traceback" not in done.stdout, done.stdout
    return f"$ {command}\n{done.stdout}"


if __name__ == "__main__":
    for page in (PAGE, TEMPLATES):
        with tempfile.TemporaryDirectory() as scratch:
            page.write_text(replayed(page.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")
