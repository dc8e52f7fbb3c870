"""The game on a real pseudo-terminal: keys go in as bytes, what it writes is kept, its modes can be read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

ON = re.compile(rb"\x1b\[\?(\d+)([hl])")
RESTORED = (b"1049", b"1000", b"1003", b"1015", b"1006", b"1004", b"2004")


class Terminal:
    """A child on a pseudo-terminal of 80 by 24."""

    def __init__(self, arguments: list[str], home: Path, **environment: str) -> None:
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
        kept |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "FOURFIFTHS_CONFIG": str(home / "settings.json")}
        kept |= {"FOURFIFTHS_CACHE": str(home / "cache"), "XDG_STATE_HOME": str(home / "state"), **environment}
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(sys.executable, [sys.executable, *arguments], kept)
        self.written = b""
        self.code: int | None = None

    def wait_for(self, text: bytes, seconds: float = 15.0) -> None:
        """Read until the text was written, since the last `clear`."""
        until = time.monotonic() + seconds
        while text not in self.written:
            if not self.read(0.1) and time.monotonic() > until:
                raise AssertionError(f"{text!r} not in {self.written[-3000:]!r}")

    def read(self, seconds: float) -> bool:
        """Read what comes within this time; whether anything did."""
        if self.end < 0 or not select.select([self.end], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self.end, 65536)
        except OSError:
            return False
        self.written += found
        return bool(found)

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing has come for a while."""
        while self.read(quiet):
            pass

    def clear(self) -> None:
        self.written = b""

    def press(self, keys: bytes, pause: float = 0.9) -> None:
        """Press keys after a pause that no guard takes for haste."""
        until = time.monotonic() + pause
        while time.monotonic() < until:
            self.read(0.05)
        os.write(self.end, keys)

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)

    def finish(self, seconds: float = 10.0) -> int:
        """Wait for the end; the exit code, negative for a signal."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.settle(0.05)
                self.code = os.waitstatus_to_exitcode(status)
                return self.code
        self.kill(signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.code = -9
        raise AssertionError(f"still running; last {self.written[-2000:]!r}")

    def close(self) -> None:
        """End it however it stands."""
        if self.code is None:
            self.kill(signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.end >= 0:
            os.close(self.end)

    def modes_left_on(self) -> set[bytes]:
        """Modes that were switched on and never off again."""
        state = dict(ON.findall(self.written))
        left = {mode for mode in RESTORED if state.get(mode) == b"h"}
        return left | ({b"cursor hidden"} if state.get(b"25") == b"l" else set())

    def cooked(self) -> bool:
        """Whether the terminal echoes and edits lines again."""
        flags = termios.tcgetattr(self.end)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)
