"""The game as its author plays it: the same screen, with the mistakes of the story over it."""

from __future__ import annotations

from typing import ClassVar

from fourfifths.tui import actions
from fourfifths.tui.author.page import AuthorPage
from fourfifths.tui.screens.play import PlayScreen


class AuthorPlayScreen(AuthorPage, PlayScreen):
    """A session on the screen of an author."""

    scopes: ClassVar[tuple[str, ...]] = ("list", "text", "play", "author")

    def key_line(self) -> tuple[tuple[str, str], ...]:
        """The way behind the scene comes first."""
        return (("F12", "author"), *actions.key_line("list", "text", "play", most=5))
