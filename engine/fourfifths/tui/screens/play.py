"""The game itself: reads the session after every choice and shows it. All that happens, happens in the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on

from fourfifths.markup import clean, plain
from fourfifths.session import Moment, SceneView, Session
from fourfifths.state import IllegalChoiceError
from fourfifths.tui import actions
from fourfifths.tui.glyphs import Glyphs, meter_glyph
from fourfifths.tui.lines import Block, Line, Paragraph, Rule, beside, cells, fit
from fourfifths.tui.passages import Reader, runs, warning
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.choices import Choices, offer_rows
from fourfifths.tui.widgets.menu import Menu, Row
from fourfifths.tui.widgets.meters import MeterLook


class Masthead(NamedTuple):
    """The line over everything: act and scene; who, where and when; whether all is saved. What does not fit goes."""

    scene: SceneView
    saved: Line
    glyphs: Glyphs

    def lay(self, width: int) -> list[Line]:
        """The longest form that fits."""
        title = ((plain(self.scene.title), "strong"),)
        act = ((f"{plain(self.scene.act_title)} {self.glyphs.middle} ", "muted"),) if self.scene.act_title else ()
        who, where = self.scene.pov_name, self.scene.place_name
        whole, place = self._joined(who, where, self.scene.when), self._joined(who, where)
        forms = ((act + title, whole), (title, whole), (act + title, place), (title, place), (title, self._joined(who)))
        for left, right in (*forms, (title, ())):
            right += (("  ", ""), *self.saved) if right else self.saved
            if cells(left) + cells(right) + 2 <= width:
                return [beside(left, right, width)]
        return [fit(title, width)]

    def _joined(self, *parts: str) -> Line:
        text = f" {self.glyphs.middle} ".join(plain(part) for part in parts if part)
        return ((text, "muted"),) if text else ()


class PlayScreen(Page):
    """A session on the screen."""

    scopes: ClassVar[tuple[str, ...]] = ("list", "text", "play")
    BINDINGS = actions.bindings("play")

    def __init__(self, session: Session, *, clock: Callable[[], float] | None = None) -> None:
        self.choices = Choices(clock=clock)
        super().__init__(self.choices)
        self.session = session

    def key_line(self) -> tuple[tuple[str, str], ...]:
        """The keys at the bottom; saving needs none of them where there is something to look at."""
        return actions.key_line(*self.scopes, without="saves" if self.session.has_panels else "panels")

    def fill(self) -> None:
        """Show the turn that the session stands at."""
        session, game = self.session, self.game
        self.stage.head.show([Masthead(session.scene, self._saved(), game.glyphs), *self._unsaved(), *self.warnings()])
        self.stage.meters.present(session.meters, self.look)
        blocks, at = self._story()
        self.stage.body.show(blocks, at)
        self.choices.present(session.number, self._rows())
        self.stage.again()

    def warnings(self) -> list[Block]:
        """What must be in sight whatever the player reads."""
        return []

    def _unsaved(self) -> list[Block]:
        """Why nothing is saved, in sight until it is again."""
        unsaved = self.session.unsaved
        return [warning(((f"Not saved: {clean(unsaved)}", "alarm"),), gap=0)] if unsaved else []

    @property
    def look(self) -> MeterLook:
        """How meters are drawn now."""
        preferences = self.game.preferences
        return MeterLook(self.game.glyphs, preferences.on("numbers"), preferences.on("patterns"))

    @property
    def reader(self) -> Reader:
        """What turns a Turn into blocks."""
        return Reader.of(self.game.glyphs, self.session.meters, self.session.people)

    def _saved(self) -> Line:
        return (("not saved", "strong alarm"),) if self.session.unsaved else (("saved", "muted"),)

    def _story(self) -> tuple[list[Block], int]:
        """Everything since the scene was entered, and the number of the block that is new."""
        blocks = self._told()
        at = 0
        told = self._told_before()
        for moment in self._visit():
            at = len(blocks)
            blocks += self.reader.turn(moment.turn, moment.scene.pov, told)
            told = moment.scene.pov
        if self.session.turn.ending:
            blocks += self._end()
        return blocks, at

    def _told(self) -> list[Block]:
        """What the player must be told first: what loading changed."""
        return [warning(runs(notice, "alarm")) for notice in self.session.notices]

    def _told_before(self) -> str:
        """Who saw what came of the first of these turns: the point of view of the scene before."""
        first = self._visit()[0].number
        return next((m.scene.pov for m in self.session.history if m.number == first - 1), "")

    def _visit(self) -> list[Moment]:
        """The turns since the present scene was entered, oldest first."""
        found: list[Moment] = []
        for moment in reversed(self.session.history):
            found.append(moment)
            if moment.turn.passage:
                break
        return found[::-1]

    def _end(self) -> list[Block]:
        title = plain(self.session.ending_title) or "The end"
        words = f"{title}. Play is over here; what you set in motion is above, and every choice can still be undone."
        return [Rule(self.game.glyphs, gap=1), Paragraph(((words, "accent"),))]

    def _rows(self) -> list[Row]:
        turn = self.session.turn
        if turn.ending:
            rows = [Row("title", (("To the title", ""),)), Row("new", (("A new game", ""),))]
            undo = [Row("undo", (("Undo the last choice", ""),))] if self._may_undo else []
            return [rows[0], *undo, rows[1]]
        shown = [offer for offer in turn.offers if offer.open or self.game.preferences.on("locked")]
        marks = [(m.id, meter_glyph(self.game.glyphs, plain(m.glyph), n)) for n, m in enumerate(self.session.meters)]
        return offer_rows(shown, marks, self.game.glyphs, self.game.preferences.get("hints") == "dots")

    @property
    def _may_undo(self) -> bool:
        return self.session.can_undo and self.game.preferences.get("undo") == "free"

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """Take the choice, unless it was made in a turn that is past."""
        event.stop()
        if event.turn != self.session.number:
            return
        if self.session.turn.ending:
            self._after_the_end(event.choice)
            return
        try:
            self.session.choose(event.choice)
        except IllegalChoiceError:
            self.flash("That cannot be chosen now.")
            return
        self._turned()

    def _turned(self) -> None:
        """Show another turn; what was said of the one before it is past."""
        self.stage.keybar.calm()
        self.fill()

    def _after_the_end(self, choice: str) -> None:
        if choice == "new":
            self.game.enter(self.game.desk.start)
        elif choice == "undo":
            self.action_undo()
        else:
            self.action_title()

    @on(Choices.Refused)
    def refused(self, event: Choices.Refused) -> None:
        """Say why not."""
        event.stop()
        self.flash(event.reason)

    @on(Menu.Marked)
    def marked(self, event: Menu.Marked) -> None:
        """Nothing else follows the mark."""
        event.stop()

    def action_undo(self) -> None:
        """Back one choice."""
        if self.game.preferences.get("undo") != "free":
            self.flash("Going back is off in the settings (o).")
        elif self.session.undo():
            self._turned()
        else:
            self.flash("This is the beginning.")

    def action_redo(self) -> None:
        """Forward again."""
        if self.session.redo():
            self._turned()
        else:
            self.flash("There is nothing to go forward to.")

    def action_history(self) -> None:
        """Every turn so far."""
        from fourfifths.tui.screens.history import HistoryScreen

        self.game.push_screen(HistoryScreen(self.session))

    def action_panels(self) -> None:
        """What there is to look at."""
        if not self.session.panels:
            self.flash("There is nothing to look at yet." if self.session.has_panels else "This story has no panels.")
            return
        from fourfifths.tui.screens.panels import PanelsScreen

        self.game.push_screen(PanelsScreen(self.session))

    def action_standing(self) -> None:
        """The meters in full."""
        from fourfifths.tui.screens.standing import StandingScreen

        self.game.push_screen(StandingScreen(self.session, self.look))

    def action_saves(self) -> None:
        """The saves."""
        from fourfifths.tui.screens.saves import SavesScreen

        self.game.push_screen(SavesScreen(self.session))

    def action_settings(self) -> None:
        """The settings."""
        from fourfifths.tui.screens.settings import SettingsScreen

        self.game.push_screen(SettingsScreen())

    def action_title(self) -> None:
        """To the title; the game is saved."""
        from fourfifths.tui.screens.title import TitleScreen

        self.game.turn_to(TitleScreen())

    def action_back(self) -> None:
        """From the game there is only the title to go back to."""
        self.action_title()

    def action_quick_save(self) -> None:
        """Save to the quick slot."""
        self._guarded(self.session.quick_save, "Saved. F9 brings you back here.")

    def action_quick_load(self) -> None:
        """Load the quick slot."""
        self._guarded(self.session.quick_load, "Loaded.")

    def _guarded(self, act: Callable[[], object], done: str) -> None:
        from fourfifths.saves import SaveError

        try:
            act()
        except SaveError as error:
            self.flash(str(error))
            return
        self.fill()
        self.flash(done)

    def action_copy(self) -> None:
        """The text that is shown, to the clipboard."""
        self.game.copy(self.stage.body.text)
        self.flash("Copied, if the terminal allows it.")
