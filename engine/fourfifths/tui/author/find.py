"""A line to type in, with a list under it of what may be meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fourfifths.markup import clean
from fourfifths.tui.widgets.menu import Menu, Row

Find = Callable[[str], Sequence[tuple[str, str]]]
"""What the text may mean: names, each with a word about it."""

Do = Callable[[str, str], str]
"""Does what was typed, or what is marked; empty, or why it cannot be done."""

LONGEST = 200


class FindScreen(ModalScreen[bool]):
    """Enter does it, and gives True; Esc gives False. Where it cannot be done the reason is shown and nothing is lost.

    With `completes` Enter on a text that names nothing whole puts the marked name into the line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "mark(-1)", show=False, priority=True),
        Binding("down", "mark(1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    CSS = """
    FindScreen { align: center top; }
    FindScreen > * { width: 72; max-width: 100%; }
    FindScreen Menu { height: 1fr; }
    """
    AUTO_FOCUS = "Input"

    def __init__(self, question: str, find: Find, do: Do, *, completes: bool = False) -> None:
        super().__init__()
        self.question, self.find, self.do, self.completes = question, find, do, completes
        self.menu = Menu()
        self.told = Static(Content(""))

    def compose(self) -> ComposeResult:
        """The question, the line, the reason why not, and the list."""
        yield Static(Content(clean(self.question)))
        yield Input(max_length=LONGEST)
        yield self.told
        yield self.menu

    def on_mount(self) -> None:
        """Everything may be meant at first."""
        self.menu.can_focus = False
        self._list("")

    def on_resize(self) -> None:
        """The list has another height."""
        self.call_after_refresh(self._place)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """The list follows."""
        event.stop()
        self.told.update(Content(""))
        self._list(event.value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Do it."""
        event.stop()
        row = self.menu.row
        typed = event.value.strip()
        if self.completes and row and typed != row.id and not typed.startswith(f"{row.id} "):
            self.action_complete()
        else:
            self._do(typed)

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """A click on a name takes it."""
        event.stop()
        if self.completes:
            self.action_complete()
        else:
            self._do("")

    @on(Menu.Marked)
    def marked(self, event: Menu.Marked) -> None:
        """Nothing else follows the mark."""
        event.stop()

    def action_mark(self, by: int) -> None:
        """Move the mark."""
        self.menu.mark(self.menu.marked + by)

    def action_complete(self) -> None:
        """The marked name, into the line."""
        if self.menu.row is not None:
            line = self.query_one(Input)
            line.value = self.menu.row.id + (" " if self.completes else "")
            line.action_end()

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(False)

    def _do(self, typed: str) -> None:
        reason = self.do(typed, self.menu.row.id if self.menu.row else "")
        if reason:
            self.told.update(Content(clean(reason)))
        else:
            self.dismiss(True)

    def _list(self, typed: str) -> None:
        rows = [
            Row(name, ((clean(name), ""), (f"  {clean(about)}", "muted")), numbered=False)
            for name, about in self.find(typed.strip())
        ]
        self.menu.show(rows, 0)
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        self.menu.measure(self.menu.size.width)
        self.menu.settle(self.menu.size.height)
        self.menu.refresh()
