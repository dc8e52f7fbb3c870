"""The panels: a list of them, and the marked one over it."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from fourfifths.panels import View
from fourfifths.session import Session
from fourfifths.tui.lines import Block, Paragraph, Ready, Rule
from fourfifths.tui.paneling import blocks
from fourfifths.tui.passages import runs
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.menu import Menu, Row


class PanelsScreen(Page):
    """Arrows or numbers choose the panel, the keys for reading move its text."""

    scopes: ClassVar[tuple[str, ...]] = ("list", "page", "text")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._views: tuple[View, ...] = ()

    def fill(self) -> None:
        """The list, and the panel that is marked in it."""
        self._views = self.session.panels
        self.stage.menu.show([Row(view.id, runs(view.title)) for view in self._views], self.stage.menu.marked)
        self._show()

    def _show(self) -> None:
        at = self.stage.menu.marked
        if at >= len(self._views):
            return
        view = self._views[at]
        self.stage.head.show([Paragraph(runs(view.title, "strong"), gap=0), Rule(self.game.glyphs)])
        about: list[Block] = [Paragraph(runs(view.about, "muted"))] if view.about else []
        self.stage.body.show([Ready(((),)), *about, *blocks(view.rows, self.game.glyphs), Ready(((),))])
        self.stage.again()

    @on(Menu.Marked)
    def marked(self, event: Menu.Marked) -> None:
        """Another panel."""
        event.stop()
        self._show()

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """It is shown already."""
        event.stop()
