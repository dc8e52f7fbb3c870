"""The settings: one row for each preference; left and right change it, and it holds at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from fourfifths.tui import actions
from fourfifths.tui.preferences import OPTIONS, Option, Value
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.menu import Menu, Row


class SettingsScreen(Page):
    """A list of preferences."""

    scopes: ClassVar[tuple[str, ...]] = ("settings", "page")
    BINDINGS = actions.bindings("settings")

    def fill(self) -> None:
        """The rows, the mark kept where it was."""
        marked = self.stage.menu.marked
        self.stage.head.show(self.heading("Settings"))
        self.stage.menu.show([self._row(option) for option in OPTIONS], marked)
        self.stage.again()

    def _row(self, option: Option) -> Row:
        value = word(self.game.preferences.get(option.name))
        return Row(
            option.name, ((f"{option.label:<23}", ""), (value, "strong accent")), notes=(((option.about, "muted"),),)
        )

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """Enter and the mouse take the next value."""
        event.stop()
        self.action_change(1)

    def action_change(self, by: int) -> None:
        """Take the next value, or the one before, and show everything in it."""
        self.game.preferences.cycle(OPTIONS[self.stage.menu.marked], by)
        self.game.dress()
        self.stage.keybar.show(actions.key_line(*self.scopes))
        self.fill()


def word(value: Value) -> str:
    """The value as a player reads it."""
    return value if isinstance(value, str) else "on" if value else "off"
