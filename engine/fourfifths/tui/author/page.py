"""What an author can do on the play screen and on the page behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from fourfifths import excerpt
from fourfifths.diagnostics import Span
from fourfifths.tui import actions
from fourfifths.tui.lines import Block, Paragraph
from fourfifths.tui.screens.page import Page

if TYPE_CHECKING:
    from fourfifths.author.workshop import Workshop
    from fourfifths.session import Session

SHOWN = 3
"""Mistakes that stand over the game; the page behind it shows all."""


class AuthorPage(Page):
    """A page with a workshop. `place` is the line that the editor opens at."""

    BINDINGS = actions.bindings("author")
    scopes: ClassVar[tuple[str, ...]] = ("author", "page", "text")
    session: Session

    @property
    def workshop(self) -> Workshop:
        """The author's hold on the story."""
        workshop = self.game.desk.workshop
        assert workshop is not None  # noqa: S101 - narrows the type
        return workshop

    @property
    def place(self) -> Span:
        """The first mistake, else the scene."""
        return self.workshop.place_of_mistake() or self.workshop.explain(self.session).place

    def renew(self) -> None:
        """Show what became of the story, the reader's place kept."""
        top, marked = self.stage.body.top, self.stage.menu.marked
        self.fill()
        self.stage.body.top = top
        self.stage.menu.mark(marked)

    def warnings(self) -> list[Block]:
        """The first mistakes that keep the story from being reloaded."""
        found = self.workshop.diagnostics
        lines = excerpt.concise(found[:SHOWN]).split("\n") if found else []
        if len(found) > SHOWN:
            lines.append(f"and {len(found) - SHOWN} more (F12)")
        return [
            Paragraph(((line, "alarm"),), first=(("! ", "strong alarm"),), rest=(("  ", ""),), gap=0) for line in lines
        ]

    def action_author(self) -> None:
        """The page behind the scene."""
        from fourfifths.tui.author.overlay import AuthorScreen

        self.game.push_screen(AuthorScreen(self.session))

    def action_edit(self) -> None:
        """The editor."""
        from fourfifths.tui.author import bench

        if said := bench.edit(self.game, self.workshop, self.place):
            self.flash(said)

    def action_reload(self) -> None:
        """Read the files."""
        from fourfifths.tui.author import bench

        bench.reload(self.game, self.workshop)

    def action_jump(self) -> None:
        """To a scene by its name."""
        from fourfifths.tui.author.find import FindScreen

        def jump(typed: str, marked: str) -> str:
            return self.workshop.goto(self.session, marked or typed)

        self.game.push_screen(FindScreen("Jump to", self.workshop.scenes, jump), self._done)

    def action_set(self) -> None:
        """A value by its name."""
        from fourfifths.author.values import settable
        from fourfifths.tui.author.find import FindScreen

        def find(typed: str) -> tuple[tuple[str, str], ...]:
            return settable(self.workshop.story, typed, self.session.turn.state.values)

        def put(typed: str, _: str) -> str:
            return self.workshop.set(self.session, typed)

        self.game.push_screen(FindScreen("Set, as in  trust 60", find, put, completes=True), self._done)

    def action_record(self) -> None:
        """The run as a file."""
        self.flash(self.workshop.record(self.session))

    def _done(self, done: bool | None) -> None:
        if done:
            self.fill()
