"""Every skeleton lints clean and plays, and nothing is ever overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from fourfifths import bundled
from tests.functional.command import run


class Answer(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def fourfifths(*words: str, cwd: Path, typed: str = "") -> Answer:
    done = run(*words, home=cwd, typed=typed, cwd=cwd)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    assert fourfifths("new", "story", "soup", cwd=tmp_path).returncode == 0
    return tmp_path / "soup"


def test_a_new_story_lints_clean_plays_and_passes_its_playthrough(fresh: Path) -> None:
    lint = fourfifths("lint", cwd=fresh)
    assert (lint.returncode, "nothing to mend" in lint.stdout) == (0, True)
    played = fourfifths("play", "story", "--plain", "--new", "--saves", "saves", cwd=fresh, typed="1\n")
    assert "It opens before the second knock." in played.stdout
    assert fourfifths("test", cwd=fresh).returncode == 0


def test_scenes_endings_and_playthroughs_lint_clean_and_run(fresh: Path) -> None:
    for words in (("scene", "street/lamp"), ("ending", "street/dark"), ("playthrough", "second")):
        assert fourfifths("new", *words, cwd=fresh).returncode == 0
    assert "nothing to mend" in fourfifths("lint", "--strict", cwd=fresh).stdout
    assert "2 passed" in fourfifths("test", cwd=fresh).stdout


def test_a_card_is_dealt_in_the_shipped_story(tmp_path: Path) -> None:
    shutil.copytree(bundled.story_folder(), tmp_path / "story", ignore=lambda *_: ["__pycache__"])
    assert fourfifths("new", "scene", "luna/lamp-check", "--card", "stock", cwd=tmp_path).returncode == 0
    assert (tmp_path / "story" / "luna" / "lamp-check.yaml").is_file()
    assert fourfifths("lint", cwd=tmp_path).returncode == 0


def test_nothing_is_overwritten(fresh: Path) -> None:
    before = {path: path.read_bytes() for path in fresh.rglob("*.yaml")}
    refused = fourfifths("new", "story", "soup", cwd=fresh.parent)
    assert (refused.returncode, "nothing was written" in refused.stderr) == (2, True)
    assert fourfifths("new", "scene", "street/first", cwd=fresh).returncode == 2
    assert all(path.read_bytes() == held for path, held in before.items())


@pytest.mark.parametrize("name", ["../out/x", "lamp", "Street/lamp", "street/", "/etc/x", "street/la mp", "a/b/c"])
def test_a_name_that_is_no_scene_is_refused(fresh: Path, name: str) -> None:
    refused = fourfifths("new", "scene", name, cwd=fresh)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
