"""Keeps a burst of keys, a held key or a double click from choosing more than once.

A choice is taken only when the scene has been on the screen for ARM seconds, and no key that would have chosen came in
those last ARM seconds. The key that chose last must wait HELD, which outlasts the delay before a keyboard repeats.
"""

from __future__ import annotations

import time
from collections.abc import Callable

ARM = 0.15
HELD = 0.7


class Guard:
    """Says whether a key may choose now. `clock` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._shown = clock() - HELD
        self._pressed = self._shown
        self._last = ""

    def show(self) -> None:
        """A new turn is on the screen."""
        self._shown = self._pressed = self._clock()

    @property
    def armed_at(self) -> float:
        """Before this no key at all is heard as a choice."""
        return max(self._shown, self._pressed) + ARM

    def accepts(self, key: str) -> bool:
        """Whether this key chooses; it counts as pressed either way."""
        now = self._clock()
        early = now < self.armed_at or (key == self._last and now < self._shown + HELD)
        if early:
            self._pressed = now
            return False
        self._last = key
        return True
