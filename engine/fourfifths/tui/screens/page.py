"""What all screens share: the stage, the keys for reading, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from fourfifths.tui import actions
from fourfifths.tui.lines import Block, Paragraph, Rule
from fourfifths.tui.widgets.menu import Menu
from fourfifths.tui.widgets.stage import Stage

if TYPE_CHECKING:
    from fourfifths.tui.app import FourFifths


class Page(Screen[bool]):
    """A screen of one stage. Subclasses fill it in `fill`."""

    AUTO_FOCUS = "Menu"
    BINDINGS = actions.bindings("text", "page")
    scopes: ClassVar[tuple[str, ...]] = ("page", "text")

    def __init__(self, menu: Menu | None = None) -> None:
        super().__init__()
        self.stage = Stage(menu or Menu())
        self._covered = False

    def compose(self) -> ComposeResult:
        """The stage."""
        yield self.stage

    @property
    def game(self) -> FourFifths:
        """The application, by its own type."""
        app: FourFifths = self.app  # type: ignore[assignment]
        return app

    def on_mount(self) -> None:
        """Fill the stage before it is painted."""
        self.stage.keybar.show(self.key_line())
        self.fill()

    def key_line(self) -> tuple[tuple[str, str], ...]:
        """The keys at the bottom, each with its word."""
        return actions.key_line(*self.scopes)

    def fill(self) -> None:
        """Show what is to be seen now."""

    def on_screen_resume(self) -> None:
        """Another screen was over this one: things may have changed."""
        if self._covered:
            self.fill()

    def on_screen_suspend(self) -> None:
        """Another screen is over this one."""
        self._covered = True

    def heading(self, title: str, note: str = "") -> list[Block]:
        """A title with the rule under it."""
        runs = ((title, "strong"), (f"   {note}" if note else "", "muted"))
        return [Paragraph(runs, gap=0), Rule(self.game.glyphs)]

    def flash(self, message: str) -> None:
        """Say something in the last row for a while."""
        self.stage.keybar.flash(message)

    def action_advance(self) -> None:
        """Read on."""
        self.action_page(1)

    def action_page(self, pages: int) -> None:
        """Move the text by pages; without text, the list."""
        if self.stage.body.rows > 0:
            self.stage.body.page(pages)
        else:
            self.stage.menu.page(pages)

    def action_edge(self, way: int) -> None:
        """To the beginning or the end."""
        if self.stage.body.rows > 0:
            self.stage.body.scroll_lines(way * 1_000_000)
        else:
            self.stage.menu.mark(way * 1_000_000)

    def action_back(self) -> None:
        """Leave this screen."""
        self.game.pop_screen()
