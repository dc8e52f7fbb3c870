"""The last row: the keys that matter here, or a short message for a while."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.timer import Timer

from fourfifths.markup import clean
from fourfifths.tui.lines import Line, cells, fit
from fourfifths.tui.widgets.sheet import Part, painted

SECONDS = 6.0


class Keybar(Part):
    """One row of keys and their words. As many are shown as fit, the last one (help) always."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.keys: tuple[tuple[str, str], ...] = ()
        self.message = ""
        self._timer: Timer | None = None

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys."""
        self.keys = tuple(keys)
        self.refresh()

    def flash(self, message: str) -> None:
        """Show a message in place of the keys for some seconds."""
        if self._timer is not None:
            self._timer.stop()
        self.message = clean(message).replace("\n", " ")
        self._timer = self.set_timer(SECONDS, self.calm)
        self.refresh()

    def calm(self) -> None:
        """Show the keys again."""
        self.message = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one row
        """The row."""
        width = self.size.width
        if self.message:
            return painted(self, fit(((self.message, "accent"),), width), width)
        return painted(self, self._fitting(width), width)

    def _fitting(self, width: int) -> Line:
        for count in range(len(self.keys), 0, -1):
            kept = (*self.keys[: count - 1], self.keys[-1])
            line = tuple(run for n, pair in enumerate(kept) for run in _key(pair, last=n == count - 1))
            if cells(line) <= width:
                return line
        return ()


def _key(pair: tuple[str, str], *, last: bool) -> Line:
    key, word = pair
    return ((f"{key} ", ""), (word if last else f"{word}   ", "muted"))
