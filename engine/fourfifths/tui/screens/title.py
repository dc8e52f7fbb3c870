"""The title: go on, begin, load, or leave."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from fourfifths.markup import plain
from fourfifths.saves import SaveError, SlotInfo
from fourfifths.session import damaged
from fourfifths.tui.lines import Block, Line, Paragraph, Ready, Rule
from fourfifths.tui.passages import warning
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.menu import Menu, Row

SUBTITLE = "A city, its food, and the machine that deals it out."


class TitleScreen(Page):
    """The first screen where no session was asked for."""

    scopes: ClassVar[tuple[str, ...]] = ("list",)

    def fill(self) -> None:
        """The name, and what can be done."""
        above = max(1, (self.size.height - 16) // 2)
        self.stage.head.show([Ready(((),) * above), *self._banner()])
        self.stage.body.show([Paragraph(((SUBTITLE, "muted"),)), *self._unread()])
        self.stage.menu.show(self._rows(), self.stage.menu.marked)
        self.stage.again()

    def on_resize(self) -> None:
        """The name stands in the upper half, however high the terminal is."""
        self.fill()

    def _banner(self) -> list[Block]:
        name = " ".join(plain(self.game.desk.title).upper())
        return [
            Paragraph(((name, "strong"),), gap=0),
            Rule(self.game.glyphs, gap=0, role="accent"),
        ]

    def _unread(self) -> list[Block]:
        """What stands where a game to continue should, if there is none and something is there."""
        return [] if self.newest else [warning(((notice, "alarm"),)) for notice in damaged(self.game.desk.slots())]

    def _rows(self) -> list[Row]:
        newest = self.newest
        rows = [Row("continue", _item("Continue", _where(newest)))] if newest else []
        rows.append(Row("new", _item("New game")))
        if self.game.desk.slots():
            rows.append(Row("load", _item("Load")))
        return [*rows, *(Row(name.lower(), _item(name)) for name in ("Settings", "Help", "Quit"))]

    @property
    def newest(self) -> SlotInfo | None:
        """The save to go on from: this story's, and one that can be read."""
        return self.game.desk.newest()

    @on(Menu.Picked)
    async def picked(self, event: Menu.Picked) -> None:
        """Do what was picked."""
        event.stop()
        await self.run_action(f"do_{event.row.id}")

    def action_do_continue(self) -> None:
        """Go on where the newest save stands."""
        try:
            self.game.enter(lambda: self.game.desk.resume(None))
        except SaveError as error:
            self.flash(str(error))

    def action_do_new(self) -> None:
        """Begin; nothing that is saved is touched."""
        self.game.enter(self.game.desk.start)

    def action_do_load(self) -> None:
        """Choose among the saves."""
        from fourfifths.tui.screens.saves import SavesScreen

        self.game.push_screen(SavesScreen(None))

    def action_do_settings(self) -> None:
        """The settings."""
        from fourfifths.tui.screens.settings import SettingsScreen

        self.game.push_screen(SettingsScreen())

    def action_do_help(self) -> None:
        """The help."""
        self.game.action_help()

    def action_do_quit(self) -> None:
        """Leave."""
        self.game.exit(return_code=0)

    def action_back(self) -> None:
        """There is nothing behind the title."""


def _item(name: str, note: str = "") -> Line:
    return ((f"{name:<12}", ""), (note, "muted"))


def _where(slot: SlotInfo) -> str:
    return ", ".join(plain(part) for part in (slot.scene_title, slot.when) if part)
