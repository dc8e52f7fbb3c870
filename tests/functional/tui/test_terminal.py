"""On a real pseudo-terminal: however the game ends, the terminal is the player's again and the choice is kept."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fourfifths.saves import Store

from .terminal import Terminal

FEAST = Path(__file__).parents[2] / "stories" / "feast"
FAULT = """
import sys
from fourfifths.tui.screens.play import PlayScreen
def broken(self):
    secret = "the secret of a variable"
    raise RuntimeError("planted")
PlayScreen.action_history = broken
from fourfifths.cli import main
sys.argv = ["fourfifths", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    return tmp_path / "saves"


@pytest.fixture
def terminal(tmp_path: Path, saves: Path) -> Iterator[Terminal]:
    found = Terminal(["-m", "fourfifths", "play", str(FEAST), "--new", "--saves", str(saves)], tmp_path)
    yield found
    found.close()


def choices(saves: Path) -> int:
    return Store(saves).slots()[0].choices


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_restores_the_terminal_and_keeps_the_choice(terminal: Terminal, saves: Path, number: int) -> None:
    terminal.wait_for(b"Ration list")
    terminal.press(b"1")
    terminal.wait_for(b"Night shift")
    terminal.kill(number)
    assert terminal.finish() == 128 + number
    assert terminal.modes_left_on() == set()
    assert terminal.cooked()
    assert choices(saves) == 1


def test_a_closed_terminal_ends_the_game_and_keeps_the_choice(terminal: Terminal, saves: Path) -> None:
    terminal.wait_for(b"Ration list")
    terminal.press(b"1")
    terminal.wait_for(b"Night shift")
    os.close(terminal.end)
    terminal.end = -1
    assert terminal.finish() == 128 + signal.SIGHUP
    assert choices(saves) == 1


def test_ctrl_q_quits_with_zero(terminal: Terminal) -> None:
    terminal.wait_for(b"Ration list")
    terminal.press(b"\x11")
    assert terminal.finish() == 0
    assert terminal.modes_left_on() == set()
    assert terminal.cooked()


def test_play_that_cannot_be_saved_says_so_in_sight_and_after_the_end(tmp_path: Path, saves: Path) -> None:
    saves.write_text("no folder")
    saves = saves / "in it"
    terminal = Terminal(["-m", "fourfifths", "play", str(FEAST), "--new", "--saves", str(saves)], tmp_path)
    try:
        terminal.wait_for(b"Ration list")
        terminal.press(b"1")
        terminal.wait_for(b"Night shift")
        assert b"a file stands where the folder for saves should be" in terminal.written
        terminal.press(b"\x11")
        assert terminal.finish() == 1
        after = terminal.written.rsplit(b"\x1b[?1049l", 1)[1]
        assert b"fourfifths: not saved: a file stands where" in after
        assert str(saves).encode() in after.replace(b"\r\n", b"")
        assert terminal.cooked()
    finally:
        terminal.close()


def test_ctrl_z_gives_the_terminal_back_and_going_on_paints_again(terminal: Terminal) -> None:
    terminal.wait_for(b"Ration list")
    terminal.press(b"\x1a")
    deadline = time.monotonic() + 5
    while Path(f"/proc/{terminal.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "T":
        assert time.monotonic() < deadline
        terminal.read(0.05)
    terminal.settle()
    assert terminal.modes_left_on() == set()
    terminal.clear()
    terminal.kill(signal.SIGCONT)
    terminal.wait_for(b"The steps hold the heat")
    terminal.wait_for(b"Ration list")


def test_bytes_that_are_no_text_do_not_end_the_game(terminal: Terminal) -> None:
    terminal.wait_for(b"Ration list")
    terminal.press(bytes(range(128, 256)) * 8)
    terminal.settle()
    terminal.clear()
    terminal.press(b"1")
    terminal.wait_for(b"Night shift")


def test_a_flood_of_keys_chooses_little_and_quitting_is_heard(terminal: Terminal, saves: Path) -> None:
    terminal.wait_for(b"Ration list")
    terminal.press(b"")
    began = time.monotonic()
    sent = b"12" * 5000 + b"\x11"
    while sent:
        sent = sent[os.write(terminal.end, sent[:1000]) :]
        terminal.read(0)
    assert terminal.finish(20) == 0
    took = time.monotonic() - began
    assert choices(saves) <= 1 + took / 0.15


def test_a_mistake_of_ours_is_one_sentence_and_a_report(tmp_path: Path, saves: Path) -> None:
    arguments = ["-c", FAULT, "play", str(FEAST), "--new", "--saves", str(saves)]
    terminal = Terminal(arguments, tmp_path)
    try:
        terminal.wait_for(b"Ration list")
        terminal.press(b"h")
        assert terminal.finish() == 1
        after = terminal.written.rsplit(b"\x1b[?1049l", 1)[1]
        assert b"RuntimeError" in after
        assert b"Traceback" not in after
        assert b"secret of a variable" not in terminal.written
        assert terminal.modes_left_on() == set()
    finally:
        terminal.close()


@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True)])
def test_no_color_means_no_colour_unless_it_is_empty(tmp_path: Path, saves: Path, value: str, coloured: bool) -> None:
    arguments = ["-m", "fourfifths", "play", str(FEAST), "--new", "--saves", str(saves)]
    terminal = Terminal(arguments, tmp_path, NO_COLOR=value, COLORTERM="truecolor")
    try:
        terminal.wait_for(b"Ration list")
        terminal.settle()
        assert (b"38;2;" in terminal.written) is coloured
        assert (b"48;2;" in terminal.written) is coloured
    finally:
        terminal.close()


def test_the_linux_console_has_its_colours_its_keys_and_its_terminal_back(tmp_path: Path, saves: Path) -> None:
    arguments = ["-m", "fourfifths", "play", str(FEAST), "--new", "--saves", str(saves)]
    terminal = Terminal(arguments, tmp_path, TERM="linux")
    try:
        terminal.wait_for(b"Ration list")
        terminal.settle()
        assert b"\x1b[97;40m" in terminal.written, "one of sixteen colours"
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", terminal.written), "no colour it does not have"
        terminal.press(b"\x1b[[A")
        terminal.wait_for(b"Nothing is lost")
        terminal.press(b"\x1b")
        terminal.wait_for(b"Fund the parade.")
        terminal.press(b"\x1b[B\x1b[A")
        terminal.press(b"\r")
        terminal.wait_for(b"Night shift")
        terminal.press(b"\x11")
        assert terminal.finish() == 0
        assert terminal.modes_left_on() == set()
        assert terminal.cooked()
        assert choices(saves) == 1
    finally:
        terminal.close()
