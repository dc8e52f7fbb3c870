"""The history: every turn with what was chosen, and every move of a meter with its why."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from fourfifths.markup import plain
from fourfifths.plural import counted
from fourfifths.session import Moment, Session
from fourfifths.tui import actions
from fourfifths.tui.lines import Line
from fourfifths.tui.passages import Reader, runs
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.menu import Menu, Row


class HistoryScreen(Page):
    """A list of moments. Enter reads one in full, `r` goes back to it."""

    scopes: ClassVar[tuple[str, ...]] = ("history", "page", "text")
    BINDINGS = actions.bindings("history")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.reading = False

    @property
    def reader(self) -> Reader:
        """What turns a Turn into blocks."""
        return Reader.of(self.game.glyphs, self.session.meters, self.session.people)

    def fill(self) -> None:
        """The list, the present turn marked."""
        moments = self.session.history
        self.reading = False
        self.stage.head.show(self.heading("History", counted(len(moments) - 1, "choice")))
        self.stage.body.show([])
        self.stage.menu.show([self._row(moment) for moment in moments], len(moments) - 1)
        self.stage.again()

    def _row(self, moment: Moment) -> Row:
        title = plain(moment.scene.title)
        text: Line = ((f"{moment.number:>3}  ", "muted"), (title, "strong"))
        if moment.turn.choice:
            text += (("  ", ""), *runs(moment.turn.label, "muted"))
        moves = [(*self.reader.moved(change), ("  ", ""), *runs(change.why, "muted")) for change in moment.turn.changes]
        return Row(str(moment.number), text, notes=tuple((("    ", ""), *move) for move in moves), numbered=False)

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """Read this turn in full."""
        event.stop()
        moment = self._moment()
        if moment is None:
            return
        self.reading = True
        self.stage.head.show(self.heading(plain(moment.scene.title), f"turn {moment.number}"))
        self.stage.body.show(self.reader.turn(moment.turn, moment.scene.pov, moment.scene.pov))
        self.stage.menu.show([])
        self.stage.again()

    def action_back(self) -> None:
        """From the turn to the list, from the list to the game."""
        if self.reading:
            self.fill()
        else:
            super().action_back()

    def action_return_here(self) -> None:
        """Undo until the marked turn is the present one."""
        moment = self._moment()
        if moment is None or self.reading:
            return
        if self.game.preferences.get("undo") != "free":
            self.flash("Going back is off in the settings (o).")
            return
        while self.session.number > moment.number and self.session.undo():
            pass
        super().action_back()

    def _moment(self) -> Moment | None:
        row = self.stage.menu.row
        return next((m for m in self.session.history if row and str(m.number) == row.id), None)
