"""Where everything stands: one column of text in the middle, the meters over it or beside it, the choices right below.

`divide` is plain arithmetic on sizes; the layout only measures the widgets and asks it.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.app import ComposeResult
from textual.geometry import Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from fourfifths.tui.lines import Line, Rule, fit
from fourfifths.tui.widgets.choices import Choices
from fourfifths.tui.widgets.keybar import Keybar
from fourfifths.tui.widgets.menu import MARGIN, Menu
from fourfifths.tui.widgets.meters import Meters
from fourfifths.tui.widgets.sheet import Part, Sheet, marks, painted

LEAST = (40, 12)
COLUMN = 72
SIDE = 34
BETWEEN = 4
NOWHERE = Region(0, 0, 0, 0)


class Frame(NamedTuple):
    """The column at this size: where it begins, how wide it is, and the form the meters take."""

    x: int
    y: int
    width: int
    form: str
    keys: bool


def frame(width: int, height: int, *, beside: bool) -> Frame | None:
    """The frame for a terminal of this size, None where it is too small. `beside` asks for room next to the text."""
    if width < LEAST[0] or height < LEAST[1]:
        return None
    wide = beside and width >= COLUMN + BETWEEN + SIDE + 4
    column = COLUMN if wide else min(COLUMN, width - (8 if width >= 76 else 4))
    taken = COLUMN + BETWEEN + SIDE if wide else column
    form = "panel" if wide else "rows" if height >= 18 else "line"
    return Frame((width - taken) // 2, 1 if height >= 30 else 0, column, form, height >= 14)


def share(room: int, text: int, choices: int) -> tuple[int, int]:
    """How many rows the text and the choices get. The text keeps nine (eight and the mark) where there are eighteen."""
    most = room - 9 if room >= 18 else room // 2
    listed = min(choices, max(most, room - text, min(3, room)))
    return min(text, room - listed), listed


class StageLayout(Layout):
    """Places the parts of a stage."""

    name = "stage"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """A placement for each part; those there is no room for get none of it."""
        stage = parent
        assert isinstance(stage, Stage)  # noqa: S101 - narrows the type
        regions = stage.regions(size)
        return [WidgetPlacement(regions.get(child, NOWHERE), NOWHERE.offset, Spacing(), child) for child in children]


class Stage(Part):
    """The whole screen: a head, the meters, the text, a list and the keys."""

    def __init__(self, menu: Menu) -> None:
        super().__init__()
        self.head = Sheet()
        self.meters = Meters()
        self.body = Sheet(mark="(more)")
        self.menu = menu
        self.keybar = Keybar()
        self.beside = isinstance(menu, Choices)
        self.fits = True
        self.ruled: tuple[int, int, int] | None = None
        self._placing = StageLayout()

    @property
    def layout(self) -> Layout:
        """Our own, which no name in CSS stands for."""
        return self._placing

    def compose(self) -> ComposeResult:
        """The five parts."""
        yield from (self.head, self.meters, self.body, self.menu, self.keybar)

    def regions(self, size: Size) -> dict[Widget, Region]:
        """Where each part stands in a terminal of this size."""
        found = frame(size.width, size.height, beside=self.beside)
        self.fits = found is not None
        if found is None:
            return {}
        x, y, width, form, keys = found
        self.meters.shape(form)
        self.ruled = None
        head = self.head.measure(width)
        regions: dict[Widget, Region] = {self.head: Region(x, y, width, head)}
        if form == "panel":
            regions[self.meters] = Region(x + width + BETWEEN, y, SIDE, min(size.height - y, self.meters.measure(SIDE)))
            top = y + head
        else:
            meters = self.meters.measure(width)
            regions[self.meters] = Region(x, y + head, width, meters)
            top = y + head + meters
        if self.beside:
            self.ruled = (top, x, width)
            top += 1
        top += int(size.height >= 30)
        room = max(0, size.height - top - int(keys) - int(size.height >= 24))
        text, listed = share(room, self.body.measure(width), self.menu.measure(width + 2 + MARGIN))
        self.body.settle(text)
        self.menu.settle(listed)
        regions[self.body] = Region(x, top, width, text)
        regions[self.menu] = Region(x - 2, top + text, width + 2 + MARGIN, listed)
        if keys:
            regions[self.keybar] = Region(x, size.height - 1, width, 1)
        return regions

    def render_line(self, y: int) -> Strip:
        """The ground with the rule on it, or the words for a terminal that is too small."""
        line: Line = ()
        if self.ruled and self.ruled[0] == y:
            _, x, width = self.ruled
            line = ((" " * x, ""), *Rule(marks(self)).lay(width)[0])
        if not self.fits and y == 0:
            words = f"Too small: {self.size.width}x{self.size.height}, needs {LEAST[0]}x{LEAST[1]}"
            line = fit(((words, ""),), self.size.width)
        return painted(self, line, self.size.width)

    def again(self) -> None:
        """Measure and place everything anew. Asked of a part, for a widget's own refresh keeps its old arrangement."""
        self.head.refresh(layout=True)
        self.refresh()
