"""`make`: its help, and which interpreter it takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder where everything is installed already, into an environment of this Python."""
    (tmp_path / ".ci").mkdir()
    for name in ("Makefile", "pyproject.toml", ".ci/venv"):
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    script(tools / "python", f'exec {sys.executable} "$@"')
    script(tools / "fourfifths", "echo played")
    for stamp in (".ready-to-play", ".ready-to-work"):
        (tmp_path / ".venv" / stamp).touch()
    return tmp_path


def script(path: Path, line: str) -> Path:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_the_help_is_the_targets_and_nothing_else(checkout: Path) -> None:
    shown = make(checkout, "help").stdout.splitlines()
    assert len(shown) == 3
    assert shown[0].startswith("make play")
    assert shown[-1].startswith("Needs only make")


def test_another_interpreter_than_the_one_that_is_there_is_refused(checkout: Path) -> None:
    other = script(checkout / "python9", "echo Python 3.99")
    done = make(checkout, "play", f"PYTHON={other}")
    assert done.returncode != 0
    assert done.stdout == ""
    assert f"{other} is Python 3.99." in done.stderr
    assert "Remove it (rm -r .venv)" in done.stderr


def test_the_same_interpreter_plays_at_once(checkout: Path) -> None:
    assert make(checkout, "play").stdout == "played\n"
    assert make(checkout, "play", f"PYTHON={sys.executable}").stdout == "played\n"
