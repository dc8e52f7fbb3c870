"""A list to choose from by number, arrows, Enter or mouse. It does not wrap, and it always has a marked row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from fourfifths.tui import actions
from fourfifths.tui.lines import Line, beside, cells, fit, wrap
from fourfifths.tui.widgets.sheet import Part, _app, painted

MARGIN = 2
"""Columns at the right for a blank and the mark of what is out of view."""
ALIGNED = 60
"""From this width on the tails stand flush right; below, right after the text."""


class Row(NamedTuple):
    """One thing to choose: its text, what stands flush right, further paragraphs; `open` unless it is locked."""

    id: str
    runs: Line
    tail: Line = ()
    notes: tuple[Line, ...] = ()
    open: bool = True
    numbered: bool = True


class Menu(Part, can_focus=True):
    """Rows of one or more lines. Posts `Picked`; what a pick means is the screen's business."""

    BINDINGS = actions.bindings("list")

    class Picked(Message):
        """A row was chosen."""

        def __init__(self, menu: Menu, row: Row, how: str) -> None:
            super().__init__()
            self.menu = menu
            self.row = row
            self.how = how

    class Marked(Message):
        """Another row is marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: tuple[Row, ...] = ()
        self.marked = 0
        self._lines: list[tuple[int, int, Line]] = []
        self._width = 0
        self._top = 0

    def show(self, items: Sequence[Row], marked: int | None = None) -> None:
        """Show these rows, this one marked (else the first that is open)."""
        self.items = tuple(items)
        first = next((n for n, item in enumerate(self.items) if item.open), 0)
        self.marked = min(first if marked is None else marked, max(0, len(self.items) - 1))
        self._top = 0
        self._lay(self._width)
        self.refresh()

    def measure(self, width: int) -> int:
        """How many rows the list takes at this width."""
        if width != self._width:
            self._lay(width)
        return len(self._lines)

    def settle(self, height: int) -> None:
        """Keep the marked row in a view of this height."""
        of_marked = [n for n, (item, _, _) in enumerate(self._lines) if item == self.marked]
        if of_marked:
            self._top = min(max(self._top, of_marked[-1] - height + 1), of_marked[0])
        self._top = max(0, min(self._top, len(self._lines) - height))

    @property
    def row(self) -> Row | None:
        """The marked row."""
        return self.items[self.marked] if self.items else None

    def action_up(self) -> None:
        """Mark the row above."""
        self.mark(self.marked - 1)

    def action_down(self) -> None:
        """Mark the row below."""
        self.mark(self.marked + 1)

    def action_pick(self) -> None:
        """Take the marked row."""
        if self.row is not None:
            self.pick(self.marked, "enter")

    def action_number(self, number: int) -> None:
        """Take the row of this number."""
        if number <= len(self.items) and self.items[number - 1].numbered:
            self.pick(number - 1, str(number))

    def pick(self, at: int, how: str) -> None:
        """Mark a row and say that it was chosen. A list that is not on the screen chooses nothing."""
        if self.size.height == 0:
            return
        self.mark(at)
        self.post_message(self.Picked(self, self.items[at], how))

    def mark(self, at: int) -> None:
        """Mark this row, or the nearest there is."""
        at = max(0, min(at, len(self.items) - 1))
        if at == self.marked:
            return
        self.marked = at
        self.settle(self.size.height)
        self.refresh()
        self.point()
        self.post_message(self.Marked())

    def page(self, pages: int) -> None:
        """Move by as many rows as the view holds."""
        height = max(1, self.size.height)
        lines = max(1, len(self._lines) // max(1, len(self.items)))
        self.mark(self.marked + pages * max(1, height // lines))

    def point(self) -> None:
        """Put the terminal's own cursor on the marked row, where the player wants that."""
        app = _app(self)
        if not app.preferences.on("cursor") or not self.has_focus:
            return
        line = next((n for n, (item, _, _) in enumerate(self._lines) if item == self.marked), 0)
        app.show_cursor(Offset(self.region.x, self.region.y + line - self._top))

    def on_focus(self) -> None:
        """The cursor comes along."""
        self.call_after_refresh(self.point)

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses the row under it."""
        at = self._top + event.y
        if 0 <= at < len(self._lines):
            event.stop()
            self.pick(self._lines[at][0], "mouse")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the mark."""
        event.stop()
        self.action_down()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the mark."""
        event.stop()
        self.action_up()

    def render_line(self, y: int) -> Strip:
        """One row of the view."""
        at, width = self._top + y, self.size.width
        if at >= len(self._lines):
            return painted(self, (), width)
        item, part, line = self._lines[at]
        here = item == self.marked
        glyphs = _app(self).glyphs
        pointer = f"{glyphs.pointer} " if here and part == 0 else "  "
        if here:
            line = tuple((text, f"here {roles}") for text, roles in line)
        edge = self._edge(y, at)
        text = fit(((pointer, "strong accent"), *line), width - MARGIN)
        gap = ((" " * (width - 1 - cells(text)), ""), *edge) if edge else ()
        return painted(self, text + gap, width)

    def _edge(self, y: int, at: int) -> Line:
        """A mark in the margin's last column where the list goes on."""
        glyphs = _app(self).glyphs
        if y == 0 and at > 0:
            return ((glyphs.above, "accent"),)
        if y == self.size.height - 1 and at < len(self._lines) - 1:
            return ((glyphs.below, "accent"),)
        return ()

    def _lay(self, width: int) -> None:
        self._width = width
        self._lines = []
        if width <= 2 + MARGIN:
            return
        for number, item in enumerate(self.items):
            lines = self._lay_row(number, item, width - 2 - MARGIN)
            self._lines += [(number, part, line) for part, line in enumerate(lines)]

    def _lay_row(self, number: int, item: Row, width: int) -> list[Line]:
        prefix = self._prefix(number, item)
        indent: Line = ((" " * cells(prefix), ""),)
        room = max(1, width - cells(prefix))
        aligned = bool(item.tail) and width >= ALIGNED
        found = wrap(item.runs, max(1, room - (cells(item.tail) + 2 if aligned else 0)))
        if aligned:
            found[0] = beside(found[0], item.tail, room)
        elif item.tail:
            found = [*found[:-1], *_appended(found[-1], item.tail, room)]
        found += [line for note in item.notes for line in _hanging(note, room)]
        return [(indent if n else prefix) + line for n, line in enumerate(found)]

    def _prefix(self, number: int, item: Row) -> Line:
        """The number, and the mark of what is locked."""
        if not item.numbered:
            return ()
        name = str(number + 1) if number < 9 else " "
        lock = "" if item.open else f"{_app(self).glyphs.lock} "
        return ((f"{name} {lock}", "muted"),)


def _appended(line: Line, tail: Line, room: int) -> list[Line]:
    """The tail without its columns, right after the line or under it."""
    short = tuple((f"{text.strip()} ", roles) for text, roles in tail if text.strip())
    if cells(line) + 2 + cells(short) <= room:
        return [(*line, ("  ", ""), *short)]
    return [line, short]


def _hanging(note: Line, room: int) -> list[Line]:
    """A paragraph whose later lines stand two columns further in than its first, where that one is indented."""
    lead = len(note[0][0]) - len(note[0][0].lstrip(" "))
    if not lead:
        return wrap(note, room)
    rest: Line = ((" " * (lead + 2), ""),)
    lines = wrap(note, max(1, room - 2))
    first, *others = lines
    flowing = wrap([run for line in others for run in (*line, (" ", ""))], max(1, room - lead - 2))
    return [first, *(rest + line for line in flowing if line)]
