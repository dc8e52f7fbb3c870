"""Two streams of lines, and the signals that may end them.

Every character written went through `markup.clean`. A signal that arrives while the session works is held until the
choice it works on is saved.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import TextIO

from fourfifths import markup, streams

LONGEST = 1000
"""Characters of a typed line that are read; the rest of it is dropped."""


class StoppedError(BaseException):
    """A signal asks the game to end. Not an Exception, so that no handler of errors swallows it."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.Signals(number).name)


class Terminal:
    """Reads lines from `source` (None: there is no input) and writes lines to `sink` (None: to nobody)."""

    def __init__(self, source: TextIO | None, sink: TextIO | None, *, ascii_only: bool = False) -> None:
        self._source = source
        self._sink = sink
        self._ascii = ascii_only
        self._echo = source is None or not source.isatty()
        self._held = 0
        self._caught = 0
        self.lines_read = 0

    @classmethod
    def standard(cls, *, ascii_only: bool = False) -> Terminal:
        """The process's own streams."""
        return cls(sys.stdin, sys.stdout, ascii_only=ascii_only)

    @property
    def interactive(self) -> bool:
        """Whether a person types the lines."""
        return not self._echo

    def say(self, *lines: str) -> None:
        """Write these lines; without any, an empty one."""
        self.write(lines or ("",))

    def write(self, lines: Iterable[str]) -> None:
        """Write as many lines as there are."""
        self._write("".join(f"{line}\n" for line in lines))

    def ask(self, prompt: str) -> str | None:
        """The next line typed, without white space around it, or None at the end of input."""
        self._write(f"{prompt} ")
        line = self._read()
        if line is None:
            self._write("\n")
            return None
        self.lines_read += 1
        line = markup.clean(line.lstrip("\ufeff").replace("\t", " ")).strip()
        if self._echo:
            self._write(line + "\n")
        return line

    @contextlib.contextmanager
    def listening(self, numbers: Iterable[signal.Signals]) -> Iterator[None]:
        """Turn these signals into StoppedError, but for those that the parent process had ignored."""
        heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
        before = {number: signal.signal(number, self._catch) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold signals back until the work inside is done."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        if self._caught and not self._held:
            raise StoppedError(self._caught)

    def _catch(self, number: int, _frame: FrameType | None) -> None:
        self._caught = number
        if not self._held:
            raise StoppedError(number)

    def _read(self) -> str | None:
        if self._source is None:
            return None
        try:
            line = rest = self._source.readline(LONGEST)
            while rest and not rest.endswith("\n"):
                rest = self._source.readline(LONGEST)
        except OSError:
            return None
        return line or None

    def _write(self, text: str) -> None:
        if self._sink is None or not text:
            return
        text = markup.clean(text)
        self._sink.write(streams.ascii_only(text) if self._ascii else text)
        self._sink.flush()
