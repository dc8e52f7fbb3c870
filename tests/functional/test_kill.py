"""A real process, killed at random moments while it chooses: every acknowledged choice is in the save."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.step import begin, step
from tests.functional.kill_driver import CYCLE
from tests.unit.stories import tiny

ROOT = Path(__file__).parents[2]
ROUNDS, KILLS = 6, 10
LONGEST = 0.08
STORY = tiny()


def killed_after(seconds: float, folder: Path) -> list[str]:
    """What a player acknowledged before it was killed, this long after it was ready."""
    player = subprocess.Popen(
        [sys.executable, "-m", "tests.functional.kill_driver", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert player.stdout
    first = player.stdout.readline()
    time.sleep(seconds)
    player.send_signal(signal.SIGKILL)
    rest, _ = player.communicate(timeout=10)
    return [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_every_acknowledged_choice_is_in_the_save(tmp_path: Path, round_number: int) -> None:
    chance = random.Random(round_number)  # noqa: S311
    told = 0
    for kill in range(KILLS):
        lines = killed_after(0 if kill == 0 else chance.random() * LONGEST, tmp_path)
        number = int(lines[-1].split()[0])
        told += len(lines) - 1
        session = Session.resume(STORY, Store(tmp_path))
        assert session.number in (number, number + 1)
        assert (session.notices, session.unsaved, session.slot) == ((), "", "auto")
        assert session.turn.state == walked(session.number)
        if session.number == number:
            assert lines[-1] == f"{number} {session.scene.id} {session.turn.state.values} \n"
        assert len(session.history) == session.number + 1
        session.close()
        assert not [info.problem for info in session.slots() if info.problem]
    assert told > KILLS


def walked(number: int) -> object:
    state = begin(STORY).state
    for taken in range(number):
        state = step(STORY, state, CYCLE[taken % len(CYCLE)]).state
    return state
