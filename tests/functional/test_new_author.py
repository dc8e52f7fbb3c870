"""Tried as a new author would: one new file from docs/authoring.md, saved under the running game, is met in play."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fourfifths import bundled
from tests.docs.test_authoring import PAGE
from tests.functional.tui.terminal import Terminal

EXAMPLE = re.compile(r"```yaml shipped=(\S+)\n(.*?)```", re.DOTALL)
EDITOR = """#!/bin/sh
echo "editing $1 at $2"
sed -i.bak 's/lab:el/label/' "$1"
rm "$1.bak"
"""


def example() -> tuple[str, str]:
    (found,) = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    return found[0], found[1]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A copy of the story that ships with the game."""
    shipped, folder = bundled.story_folder(), tmp_path / "story"
    for source in shipped.rglob("*.yaml"):
        target = folder / source.relative_to(shipped)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return folder


@pytest.fixture
def game(story: Path, tmp_path: Path) -> Iterator[Terminal]:
    editor = tmp_path / "editor.sh"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    words = ["-m", "fourfifths", "play", str(story), "--author", "--new", "--saves", str(tmp_path / "saves")]
    found = Terminal(words, tmp_path, FOURFIFTHS_EDITOR=f"{editor} {{file}} {{line}}")
    found.wait_for(b"Ninety Seconds")
    yield found
    found.close()


def until_read(game: Terminal, words: bytes) -> None:
    """Play the first choice again and again, as one who only reads, until these words are on the screen."""
    for number in range(40):
        game.settle(0.15)
        if words in game.written:
            return
        game.clear()
        game.press(b"\r" if number % 2 else b"1", pause=0.25)
    raise AssertionError(f"{words!r} was never met; last {game.written[-2000:]!r}")


def test_one_new_file_of_the_page_is_met_in_the_running_game(story: Path, game: Terminal) -> None:
    name, text = example()
    assert not (story / name).exists()
    game.clear()
    (story / name).write_text(text, encoding="utf-8")
    game.wait_for(b"Reloaded")
    until_read(game, b"Change the stair lamp.")
    game.clear()
    game.press(b"1")
    game.wait_for(b"The bulb was 2 chits")
    game.press(b"\x11")
    assert game.finish() == 0


def test_a_mistake_in_it_is_told_and_mended_in_the_editor_at_its_line(story: Path, game: Terminal) -> None:
    name, text = example()
    game.clear()
    (story / name).write_text(text.replace("label:", "lab:el:"), encoding="utf-8")
    game.wait_for(b"error[E0")
    game.clear()
    game.press(b"E")
    game.wait_for(f"editing {story / name} at 12".encode())
    game.wait_for(b"Reloaded")
    game.press(b"G", pause=0.3)
    game.wait_for(b"Jump to")
    game.press(b"stock\r", pause=0.3)
    game.wait_for(b"Change the stair lamp.")
    game.press(b"\x11")
    assert game.finish() == 0
    assert game.modes_left_on() == set()
    assert game.cooked()


def test_ctrl_c_in_the_editor_is_the_editors_alone(tmp_path: Path, game: Terminal) -> None:
    (tmp_path / "editor.sh").write_text('#!/bin/sh\ntrap "echo caught; exit 0" INT\necho waiting\nsleep 30 & wait\n')
    game.press(b"E")
    game.wait_for(b"waiting")
    game.clear()
    game.press(b"\x03")
    game.wait_for(b"caught")
    game.wait_for(b"Ninety Seconds")
    game.press(b"\x11")
    assert game.finish() == 0
