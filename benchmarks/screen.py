"""A program on a raw pseudo-terminal of 80 by 24, timed by the bytes it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 20.0


class Screen:
    """The program in a child process."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            kept = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "NO_COLOR", "FOURFIFTHS"))}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
            os.execvpe(command[0], command, kept)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def until(self, marker: bytes, quiet: float = 0.0) -> float:
        """Seconds on the clock when the marker was read; with `quiet`, of the last byte before so long a silence."""
        seen = b""
        end = time.perf_counter() + LONGEST
        at = 0.0
        while time.perf_counter() < end:
            if not select.select([self.terminal], [], [], quiet if at else LONGEST)[0]:
                return at
            seen = (seen + os.read(self.terminal, 65536))[-200_000:]
            if at or marker in seen:
                at = time.perf_counter()
                if not quiet:
                    return at
        raise TimeoutError(f"{marker!r} was not seen in {seen[-2000:]!r}")

    def press(self, keys: bytes) -> float:
        """Press keys; the time of it."""
        os.write(self.terminal, keys)
        return time.perf_counter()

    def drain(self, seconds: float) -> None:
        """Read and forget what comes in this time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                os.read(self.terminal, 65536)

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def bare() -> list[str]:
    """The command of the floor."""
    return [sys.executable, str(ROOT / "benchmarks" / "bare_app.py")]


def game(story: Path, saves: Path) -> list[str]:
    """The command of the game: a new run of this story, its saves in a folder of ours."""
    command = Path(sys.executable).with_name("fourfifths")
    return [str(command), "play", str(story), "--new", "--saves", str(saves)]
