"""The application: which screen is shown, what a signal or a crash does, and the look in use.

The session has saved every choice before it is seen, so leaving, however it happens, has nothing left to write.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen

from fourfifths import edge
from fourfifths.markup import clean
from fourfifths.session import Session
from fourfifths.tui import actions
from fourfifths.tui.desk import Desk
from fourfifths.tui.glyphs import Glyphs, glyphs
from fourfifths.tui.palette import PALETTES, Palette, theme
from fourfifths.tui.preferences import Preferences
from fourfifths.tui.safety import Scrub, forgive_input
from fourfifths.tui.screens.page import Page
from fourfifths.tui.screens.play import PlayScreen

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name))


class FourFifths(App[None]):
    """The full screen. `clock` is for tests of what waits."""

    TITLE = "Four-Fifths"
    BINDINGS = actions.bindings("app")
    CSS = """
    Screen { background: $background; overflow: hidden; }
    Stage { width: 100%; height: 100%; }
    .-ascii Input, .-ascii #--input { border: ascii $accent; }
    .-ascii #--input Input { border: none; }
    .-ascii CommandList, .-ascii LoadingIndicator { border: none; scrollbar-size: 0 0; }
    .-ascii SearchIcon { display: none; }
    """

    def __init__(
        self,
        desk: Desk,
        *,
        opening: Session | None = None,
        preferences: Preferences | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.preferences = preferences or Preferences()
        self.palette: Palette = _palette(self.preferences)
        super().__init__(ansi_color=self.palette.native)
        self.desk = desk
        self.session = opening
        self.clock = clock
        self.glyphs: Glyphs = glyphs(self.preferences.on("ascii"))
        self.failure: Exception | None = None
        self.set_class(self.preferences.on("ascii"), "-ascii")
        self._scrub = Scrub()
        self._disable_tooltips = self._disable_notifications = True
        self.register_theme(theme(self.palette))
        self.set_reactive(App.theme, f"fourfifths-{self.palette.name}")

    def play(self, *, mouse: bool = True) -> int:
        """Run until the player leaves; the exit code, 1 where the last choices could not be saved.

        A mistake of ours is raised once the terminal is restored.
        """
        forgive_input()
        try:
            self.run(mouse=mouse)
        finally:
            if self.session is not None:
                self.session.close()
        unsaved = self.session.unsaved if self.session is not None else ""
        _let_go(f"not saved: {unsaved}" if unsaved else "")
        if self.failure is not None:
            raise self.failure
        return self.return_code or int(bool(unsaved))

    def dress(self) -> None:
        """Put on the look that the preferences ask for."""
        self.palette = PALETTES["none"] if self.no_color else _palette(self.preferences)
        self.glyphs = glyphs(self.preferences.on("ascii"))
        self.set_class(self.preferences.on("ascii"), "-ascii")
        self.animation_level = "none" if self.preferences.on("motion") else "full"
        self.register_theme(theme(self.palette))
        self.ansi_color = self.palette.native
        self.theme = f"fourfifths-{self.palette.name}"

    def get_default_screen(self) -> Screen[bool]:
        """The title, or the play screen where a session was given."""
        if self.session is not None:
            return self._play_screen(self.session)
        from fourfifths.tui.screens.title import TitleScreen

        return TitleScreen()

    def on_mount(self) -> None:
        """Hear the signals, and draw everything again after the player comes back from the shell.

        What was loaded up to the first frame stays loaded: the collector need not walk it again while a key waits.
        """
        self.call_after_refresh(gc.freeze)
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.hear()
        if self.desk.workshop is not None:
            from fourfifths.tui.author import bench

            bench.begin(self, self.desk.workshop)

    def hear(self) -> None:
        """Leave when a signal comes."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for number in SIGNALS:
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and ours last."""
        return [*super().get_line_filters(), self._scrub]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action that works on this screen, for the palette."""
        scopes = screen.scopes if isinstance(screen, Page) else ()
        for action in actions.of(*scopes, "app"):
            if action.palette:
                owner = self if action.scope == "app" else screen
                run = partial(self.run_action, action.call, owner)
                yield SystemCommand(action.about.capitalize(), f"Key: {action.shown}", run)

    def enter(self, begin: Callable[[], Session]) -> None:
        """Play the session that this begins; the one before it has given up its save by then."""
        if self.session is not None:
            self.session.close()
        self.session = begin()
        self.turn_to(self._play_screen(self.session))

    def _play_screen(self, session: Session) -> PlayScreen:
        if self.desk.workshop is None:
            return PlayScreen(session, clock=self.clock)
        from fourfifths.tui.author.play import AuthorPlayScreen

        return AuthorPlayScreen(session, clock=self.clock)

    def turn_to(self, screen: Screen[bool]) -> None:
        """Show this screen in place of the one that is shown; the first of all stays under it, as Textual wants."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def show_cursor(self, at: Offset) -> None:
        """Put the terminal's cursor here, visibly, for readers that follow it."""
        self.cursor_position = at
        if self._driver is not None:
            self._driver.write("\x1b[?25h")
            self._driver.flush()

    def action_redraw(self) -> None:
        """Paint everything anew."""
        self.screen.refresh(layout=True)

    def action_command_palette(self) -> None:
        """Every command; Textual's own hint holds an ellipsis."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Search for commands", id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C, which copies in many terminals, only says how to leave. Textual would use a toast; there are none."""
        if isinstance(self.screen, Page):
            unsaved = self.session is not None and self.session.unsaved
            self.screen.flash(f"^q quits; the game is {'not saved' if unsaved else 'saved'}.")

    def action_help(self) -> None:
        """The help."""
        from fourfifths.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, if the terminal lets us."""
        self.copy_to_clipboard(clean(text))

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print a traceback with the values of every variable; `play` raises instead."""
        self._close_messages_no_wait()


def _palette(preferences: Preferences) -> Palette:
    """The palette asked for; NO_COLOR has the last word."""
    return PALETTES["none" if os.environ.get("NO_COLOR") else str(preferences.get("theme"))]


def _let_go(complaint: str) -> None:
    """Say what is left to say. Where the terminal is gone, that goes nowhere, or the interpreter's exit code would."""
    try:
        if complaint:
            edge.complain(complaint)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        edge.silence()
