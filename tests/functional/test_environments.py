"""Line mode in every poor environment: no traceback, no escape, no hang, an exit code that says what happened."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.functional.command import COMMAND, PANTRY, environment, run

PLAY = ("play", PANTRY, "--new")


def whole(done: subprocess.CompletedProcess[bytes]) -> bytes:
    """The output, after making sure that nothing in it is a traceback or an escape."""
    for stream in (done.stdout, done.stderr):
        assert b"Traceback" not in stream
        assert b"\x1b" not in stream
        assert b"\r" not in stream
    return done.stdout


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"TERM": "dumb"},
        {"TERM": None},
        {"NO_COLOR": "1"},
        {"NO_COLOR": ""},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": None, "PATH": None},
        {"FOURFIFTHS_PLAIN": "1"},
        {"FOURFIFTHS_PLAIN": "0"},
        {"ACCESSIBLE": "1"},
        {"COLUMNS": "1", "LINES": "1"},
    ],
    ids=str,
)
def test_the_game_is_played_line_by_line(tmp_path: Path, changes: dict[str, str | None]) -> None:
    done = run(*PLAY, home=tmp_path, typed="salt\n1\n", **changes)
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"Warmth falls by 3 to 47: The draught comes in with him." in whole(done)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, b"(no terminal)"),
        ({"FOURFIFTHS_PLAIN": "1"}, b"(FOURFIFTHS_PLAIN)"),
        ({"ACCESSIBLE": "1"}, b"(ACCESSIBLE)"),
    ],
)
def test_the_first_line_says_why(tmp_path: Path, changes: dict[str, str | None], why: bytes) -> None:
    assert why in run(*PLAY, home=tmp_path, **changes).stdout.splitlines()[0]


def test_no_home_at_all(tmp_path: Path) -> None:
    """With a folder for saves: without one they would go into the checkout's, where somebody may be playing."""
    done = run(*PLAY, home=tmp_path, typed="1\n", HOME=None)
    assert b"At the table" in whole(done)
    assert b"Not saved" not in done.stdout


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none"])
def test_a_home_that_cannot_be_written_costs_the_save_and_not_the_game(tmp_path: Path, home: str) -> None:
    done = run(*PLAY, home=tmp_path, typed="1\n1\n1\neat\n", HOME=home, FOURFIFTHS_SAVES=f"{home}/saves")
    assert done.returncode == 1
    assert b"This is the end" in whole(done)
    assert b"Not saved: " in done.stdout


@pytest.mark.parametrize(
    "typed",
    [
        b"salt\r\n1\r\n",
        b"salt\r1\r",
        b"\xef\xbb\xbf# remark\nsalt\n1\n",
        b"\xff\xfe\nsalt\n1\n",
        b"\x00\nsalt\n1\n",
        b"\x1b[A\nsalt\n1\n",
        b"salt\n1",
        b"x" * 100_000 + b"\nsalt\n1\n",
    ],
    ids=lambda typed: repr(typed[:12]),
)
def test_whatever_bytes_are_typed_the_game_goes_on(tmp_path: Path, typed: bytes) -> None:
    done = run("play", PANTRY, home=tmp_path, typed=typed)
    assert done.returncode == 0
    assert b"Share rises by 8 to 38" in whole(done)


@pytest.mark.parametrize("typed", [b"\xef\xbb\xbf# remark\nsalt\n", b"\xef\xbb\xbfsalt\r\n1\r\n", b"salt\r1"])
def test_a_script_from_another_system_is_followed(tmp_path: Path, typed: bytes) -> None:
    assert run(*PLAY, home=tmp_path, typed=typed).returncode == 0


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null"])
def test_closed_streams(tmp_path: Path, redirection: str) -> None:
    line = f"exec '{COMMAND[0]}' -m fourfifths play '{PANTRY}' --new {redirection}"
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, stdin=subprocess.DEVNULL, env=environment(tmp_path), timeout=60
    )
    whole(done)
    assert done.returncode == 0


@pytest.mark.parametrize("words", [PLAY, ("lint", PANTRY), ("--version",), ("-h",), ("saves", "list")], ids=str)
def test_a_reader_that_goes_away_is_no_mistake(tmp_path: Path, words: tuple[str, ...]) -> None:
    line = " ".join(f"'{word}'" for word in (*COMMAND, *words))
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"yes 1 | head -50 | {line} | head -1"],
        capture_output=True,
        env=environment(tmp_path),
        timeout=60,
    )
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def started(home: Path, **streams: int) -> subprocess.Popen[bytes]:
    """A game that has shown its first scene and waits."""
    game = subprocess.Popen(
        [*COMMAND, *PLAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(home), **streams
    )
    assert game.stdin
    assert game.stdout
    game.stdin.write(b"1\n")
    game.stdin.flush()
    seen = b""
    while b"2: The bread\nChoice> " not in seen:
        seen += os.read(game.stdout.fileno(), 4096)
    return game


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_its_own_code_and_everything_is_saved(tmp_path: Path, number: signal.Signals) -> None:
    game = started(tmp_path, stderr=subprocess.PIPE)
    game.send_signal(number)
    out, err = game.communicate(timeout=30)
    assert game.returncode == 128 + number
    assert err == b""
    assert out.endswith(f"Stopped by {number.name}. Saved.\n".encode())
    assert b"At the table. 1 choice." in run("saves", "list", home=tmp_path).stdout


def on_a_terminal(home: Path, typed: bytes, **changes: str | None) -> tuple[int, bytes]:
    """Exit code and output of a game on a terminal of its own."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        os.execve(COMMAND[0], [*COMMAND, *PLAY], environment(home, **changes))
    out = b""
    deadline = time.monotonic() + 30
    sent = False
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            out += os.read(terminal, 4096)
        except OSError:
            break
        if not sent and out.endswith(b"Choice> "):
            os.write(terminal, typed)
            sent = True
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), out


@pytest.mark.parametrize("changes", [{"TERM": "dumb"}, {"TERM": None}, {"FOURFIFTHS_PLAIN": "1"}], ids=str)
def test_on_a_terminal_that_can_do_no_more_it_is_lines_too(tmp_path: Path, changes: dict[str, str | None]) -> None:
    code, out = on_a_terminal(tmp_path, b"1\nq\n", **changes)
    assert code == 0
    assert b"\x1b" not in out
    assert b"Goodbye. Saved." in out


def test_control_c_at_the_prompt_is_130(tmp_path: Path) -> None:
    code, out = on_a_terminal(tmp_path, b"\x03", TERM="dumb")
    assert code == 130
    assert b"Stopped by SIGINT. Saved." in out


def test_control_d_at_the_prompt_is_the_end_of_input(tmp_path: Path) -> None:
    code, out = on_a_terminal(tmp_path, b"\x04", TERM="dumb")
    assert code == 0
    assert b"End of input. Saved." in out
