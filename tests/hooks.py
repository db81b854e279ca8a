"""What tests of hooks and of guides share: scratch repositories, and this checkout as a repository of hooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
# what the hook is installed from: all that a wheel is built of
PARTS = (
    ".pre-commit-hooks.yaml",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "jdlint",
    "rules",
    "templates",
)
# without an index of packages: build and run with what the tests themselves have
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # pip reads a negative option the other way round: 0 is "no isolation"
    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path.endswith("-packages")),
}


def environment(home: Path, **more: str) -> dict[str, str]:
    """Variables for commands in a scratch repository: no settings of the user, of git or of the place where tests run."""
    ours = ("GITHUB_", "GIT_", "PRE_COMMIT", "JDLINT_", "SKIP", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {
        **kept,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)]),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
        "COLUMNS": "80",
        **more,
    }


def run(
    *command: str, cwd: Path, env: Mapping[str, str], check: bool = True, timeout: int = 300
) -> subprocess.CompletedProcess[str]:
    """A command in a folder; what it printed, errors among it in their place."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=timeout,
    )
    assert not check or done.returncode == 0, done.stdout
    return done


def new_repository(folder: Path, env: Mapping[str, str]) -> Path:
    """An empty git repository whose commits have an author."""
    folder.mkdir(parents=True, exist_ok=True)
    run("git", "init", "--quiet", "--initial-branch=main", cwd=folder, env=env)
    run("git", "config", "user.name", "A Writer", cwd=folder, env=env)
    run("git", "config", "user.email", "writer@example.com", cwd=folder, env=env)
    return folder


def commit_all(folder: Path, env: Mapping[str, str], message: str = "First") -> str:
    """Commit all files; the commit's name."""
    run("git", "add", "--all", cwd=folder, env=env)
    run("git", "commit", "--quiet", "--allow-empty", "--no-verify", "--message", message, cwd=folder, env=env)
    return run("git", "rev-parse", "HEAD", cwd=folder, env=env).stdout.strip()


def checkout_as_repository(folder: Path, env: Mapping[str, str]) -> str:
    """This checkout as it is, what is not committed included, as a repository that pre-commit can clone; its commit."""
    new_repository(folder, env)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "compiled"))
        else:
            shutil.copy(ROOT / part, folder / part)
    return commit_all(folder, env)
