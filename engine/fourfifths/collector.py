"""Python's collector of cycles, out of the way of work that makes none and keeps all it makes."""

from __future__ import annotations

import gc


class paused:  # noqa: N801 - read as a verb: with paused()
    """No collection inside; it goes on after, if it was on. Looking through what stays takes as long as making it."""

    def __enter__(self) -> None:
        self._running = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._running:
            _age()
            gc.enable()


def _age() -> None:
    """Counts all there is as old, so that the next look at what is young does not walk it; the frozen stays frozen."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
