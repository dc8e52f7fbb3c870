"""The full screen killed outright: what its player has seen is in the save, and Continue offers it.

Nothing is waited for here that the player could not see: a choice counts as acknowledged once its scene was painted.
"""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from fourfifths.saves import Store

from .terminal import Terminal

FEAST = Path(__file__).parents[2] / "stories" / "feast"
SCENES = ((b"1", b"Night shift"), (b"2", b"Ration list"))
"""At the first scene 1 leads to the second, and there 2 leads back."""

ROUNDS = 5


def game(home: Path, *words: str) -> Terminal:
    return Terminal(["-m", "fourfifths", "play", str(FEAST), "--saves", str(home / "saves"), *words], home)


def killed(terminal: Terminal) -> None:
    """Kill it where it stands, and read what it had written."""
    terminal.kill(signal.SIGKILL)
    assert terminal.finish() == -signal.SIGKILL


def saved(home: Path) -> int:
    """How many choices the save holds; there is one save and it is whole."""
    (info,) = Store(home / "saves").slots()
    assert info.problem == ""
    return info.choices


def continued(home: Path, number: int) -> Terminal:
    """The game again: its title says where Continue leads, and it does."""
    scene = SCENES[(number + 1) % 2][1]
    terminal = game(home)
    terminal.wait_for(b"Continue")
    terminal.settle(0.1)
    assert scene in terminal.written
    terminal.clear()
    terminal.press(b"1", 0.3)
    terminal.wait_for(b"saved")
    terminal.wait_for(scene)
    return terminal


def test_killed_before_the_first_choice_there_is_a_game_to_continue(tmp_path: Path) -> None:
    terminal = game(tmp_path, "--new")
    try:
        terminal.wait_for(b"Ration list")
        killed(terminal)
        assert saved(tmp_path) == 0
        terminal = continued(tmp_path, 0)
        killed(terminal)
        assert saved(tmp_path) == 0
    finally:
        terminal.close()


def test_killed_while_choosing_no_choice_that_was_seen_is_lost(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311
    terminal = game(tmp_path, "--new")
    try:
        terminal.wait_for(b"Ration list")
        number = 0
        for _ in range(ROUNDS):
            key, scene = SCENES[number % 2]
            terminal.press(key)
            terminal.wait_for(scene)
            number += 1
            key, scene = SCENES[number % 2]
            terminal.press(b"", 0.9)
            terminal.clear()
            terminal.press(key, 0)
            time.sleep(chance.random() * 0.06)
            killed(terminal)
            seen = number + (scene in terminal.written)
            assert saved(tmp_path) in (seen, number + 1)
            number = saved(tmp_path)
            terminal = continued(tmp_path, number)
        assert number > ROUNDS
    finally:
        terminal.close()
