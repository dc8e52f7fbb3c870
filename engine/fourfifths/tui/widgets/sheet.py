"""Blocks of text as lines that scroll. One widget, painted line by line, so a long scene costs what is seen of it.

After a new width the text at the top is the text that was at the top before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from fourfifths.tui.glyphs import Glyphs
from fourfifths.tui.lines import Block, Line, cells
from fourfifths.tui.palette import style

if TYPE_CHECKING:
    from fourfifths.tui.app import FourFifths


class Part(Widget):
    """A widget that paints its own lines. Its size alone asks for no second layout or paint, as Textual's would."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False, repaint=False)


def painted(widget: Widget, line: Line, width: int) -> Strip:
    """The line as cells in the palette in use, filled to the width."""
    palette = _app(widget).palette
    glyphs = marks(widget)
    segments = [Segment(shown(text, roles, glyphs), style(palette, roles)) for text, roles in line]
    return Strip(segments, cells(line)).adjust_cell_length(width, style(palette, ""))


def shown(text: str, roles: str, glyphs: Glyphs) -> str:
    """The text itself, or the mark in use where a line was cut."""
    return glyphs.ellipsis if text and roles.endswith("cut") else text


def marks(widget: Widget) -> Glyphs:
    """The glyphs in use."""
    return _app(widget).glyphs


def _app(widget: Widget) -> FourFifths:
    app: FourFifths = widget.app  # type: ignore[assignment]
    return app


class Sheet(Part):
    """Shows blocks. `mark` is what its last row says when there is more text below; without it no row is kept free."""

    def __init__(self, *, mark: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.mark = mark
        self.top = 0
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[Line] = []
        self._places: list[tuple[int, int]] = []
        self._width = 0

    def show(self, blocks: Sequence[Block], at: int = 0) -> None:
        """Show these blocks, the one numbered `at` at the top if the text is longer than the room."""
        self._blocks = tuple(blocks)
        self._lay(self._width)
        self.top = self._line_of((at, 0))
        self.refresh()

    def measure(self, width: int) -> int:
        """How many rows the text takes at this width, the row of the mark included."""
        if width != self._width:
            anchor = self._places[self.top] if self.top < len(self._places) else (0, 0)
            self._lay(width)
            self.top = self._line_of(anchor)
        return len(self._lines) + bool(self.mark) if self._lines else 0

    def settle(self, height: int) -> None:
        """Keep the view inside the text, for a view of this height."""
        last = max(0, len(self._lines) - (height - bool(self.mark)))
        self.top = max(0, min(self.top, last))

    @property
    def text(self) -> str:
        """All of the text, as it stands in lines."""
        return "\n".join("".join(text for text, _ in line).rstrip() for line in self._lines)

    @property
    def rows(self) -> int:
        """The rows of text that are seen at once."""
        return max(0, self.size.height - bool(self.mark))

    @property
    def more(self) -> bool:
        """Whether there is text below the view."""
        return self.top + self.rows < len(self._lines)

    def scroll_lines(self, by: int) -> None:
        """Move the view down (or up) by so many lines."""
        before = self.top
        self.top += by
        self.settle(self.size.height)
        if self.top != before:
            self.refresh()

    def page(self, pages: int) -> None:
        """Move by pages, one line kept for the eye."""
        self.scroll_lines(pages * max(1, self.rows - 1))

    def render_line(self, y: int) -> Strip:
        """One row of the view."""
        width = self.size.width
        if self.mark and y == self.size.height - 1:
            line: Line = ((" " * max(0, width - len(self.mark)), ""), (self.mark, "accent")) if self.more else ()
            return painted(self, line, width)
        at = self.top + y
        return painted(self, self._lines[at] if at < len(self._lines) else (), width)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(-3)

    def _lay(self, width: int) -> None:
        self._width = width
        self._lines, self._places = [], []
        if width <= 0:
            return
        for number, block in enumerate(self._blocks):
            letters = 0
            for line in block.lay(width):
                self._lines.append(line)
                self._places.append((number, letters))
                letters += sum(len(text) for text, _ in line)
        while self._lines and not self._lines[-1]:
            self._lines.pop()

    def _line_of(self, place: tuple[int, int]) -> int:
        """The last line that begins at this place or before it."""
        lines = [n for n, start in enumerate(self._places[: len(self._lines)]) if start <= place]
        if place[1] == 0:
            return next((n for n in lines if self._places[n] == place), 0)
        return lines[-1] if lines else 0
