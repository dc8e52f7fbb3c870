"""The saves: every slot there is, the damaged ones too; load, save here with a name and a note, delete."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on

from fourfifths.markup import plain
from fourfifths.plural import counted
from fourfifths.saves import SaveError, SlotInfo, SlotNameError
from fourfifths.saves.slots import local, players
from fourfifths.session import Session
from fourfifths.tui import actions
from fourfifths.tui.lines import Line, Paragraph
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.menu import Menu, Row

if TYPE_CHECKING:
    from fourfifths.onward import Ahead

SlotKey = tuple[str, str]
"""A slot and when it was saved."""


class SavesScreen(Page):
    """A list of slots. From the title there is no session yet, and so nothing to save."""

    scopes: ClassVar[tuple[str, ...]] = ("saves", "page")
    BINDINGS = actions.bindings("saves")

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self.session = session
        self._slots: tuple[SlotInfo, ...] = ()
        self._ahead: dict[SlotKey, str] = {}

    def key_line(self) -> tuple[tuple[str, str], ...]:
        """The keys at the bottom; from the title there is nothing to save."""
        keys = super().key_line()
        return keys if self.session else tuple(pair for pair in keys if pair[0] != "w")

    def fill(self) -> None:
        """The list as it is on the disk now."""
        self._slots = self.game.desk.slots()
        self.stage.head.show(self.heading("Saves", "Enter loads"))
        empty = [] if self._slots else [Paragraph((("Nothing is saved yet.", "muted"),))]
        self.stage.body.show(empty)
        self._list(0)
        if self.game.preferences.on("endings"):
            self.run_worker(self._look(), group="ahead", exclusive=True)

    def _list(self, marked: int) -> None:
        played = self.session.slot if self.session else ""
        rows = [_row(slot, self._ahead.get(_key(slot), ""), played=slot.slot == played) for slot in self._slots]
        self.stage.menu.show(rows, marked)
        self.stage.again()

    async def _look(self) -> None:
        """Counts the endings ahead of each save, beside the loop, and shows each count when it is there."""
        for slot in self._slots:
            if slot.loadable and _key(slot) not in self._ahead:
                found = await asyncio.to_thread(self.game.desk.ahead, slot.slot)
                self._ahead[_key(slot)] = _counted(found) if found else ""
                self._list(self.stage.menu.marked)

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """Load the slot."""
        event.stop()
        session, slot = self.session, event.row.id
        if not event.row.open:
            self.flash("That save cannot be read; it is left as it is.")
        elif session is None:
            self._guarded(lambda: self.game.enter(lambda: self._resumed(slot)))
        else:
            self._guarded(lambda: self._load(session, slot))

    def action_write(self) -> None:
        """Save here, once a name and a note were given."""
        if self.session is None:
            self.flash("There is no game to save yet.")
            return
        from fourfifths.tui.screens.ask import AskScreen

        question = "A name for this save: small letters, digits, hyphens"
        self.game.push_screen(AskScreen(question, free_slot(self.game.desk.slots()), _refused), self._named)

    def action_remove(self) -> None:
        """Delete the marked save, once it was confirmed."""
        row = self.stage.menu.row
        if row is None:
            return
        from fourfifths.tui.screens.ask import ConfirmScreen

        self.game.push_screen(
            ConfirmScreen(f"Delete the save {row.id}?", "Delete it"), lambda yes: self._remove(row.id, yes)
        )

    def _named(self, slot: str | None) -> None:
        """Ask for the note, and before that whether a save of this name may go."""
        if slot is None:
            return
        if not any(info.slot == slot for info in self.game.desk.slots()):
            self._noted(slot, True)
            return
        from fourfifths.tui.screens.ask import ConfirmScreen

        question = ConfirmScreen(f"There is a save {slot} already. Save over it?", "Save over it")
        self.game.push_screen(question, lambda yes: self._noted(slot, yes))

    def _noted(self, slot: str, agreed: bool | None) -> None:
        from fourfifths.tui.screens.ask import AskScreen

        if agreed:
            self.game.push_screen(AskScreen("A note for it, or nothing"), lambda note: self._write(slot, note))

    def _write(self, slot: str, note: str | None) -> None:
        session = self.session
        if note is not None and session is not None:
            self._guarded(lambda: session.save(slot, note), f"Saved as {slot}.")

    def _remove(self, slot: str, yes: bool | None) -> None:
        if yes:
            self._guarded(lambda: self.game.desk.delete(slot), "Deleted.")

    def _resumed(self, slot: str) -> Session:
        session = self.game.desk.resume(slot)
        self.game.pop_screen()
        return session

    def _load(self, session: Session, slot: str) -> None:
        session.load(slot)
        self.game.pop_screen()

    def _guarded(self, act: Callable[[], object], done: str = "") -> None:
        try:
            act()
        except SaveError as error:
            self.flash(str(error))
            return
        if done:
            self.fill()
            self.flash(done)


def free_slot(slots: tuple[SlotInfo, ...]) -> str:
    """The first numbered slot that is not taken."""
    taken = {slot.slot for slot in slots}
    return next(f"save-{number}" for number in range(1, 100_000) if f"save-{number}" not in taken)


def _refused(name: str) -> str:
    """Why a save cannot have this name; nothing where it can."""
    try:
        players(name)
    except SlotNameError as error:
        return str(error)
    return ""


def _key(slot: SlotInfo) -> SlotKey:
    return slot.slot, slot.saved_at


def _counted(ahead: Ahead) -> str:
    """The endings ahead, as a player reads it."""
    least = "" if ahead.whole else "at least "
    return f"from here: {least}{counted(len(ahead.found), 'ending') if ahead.found else 'no ending'}"


def _row(slot: SlotInfo, ahead: str, *, played: bool) -> Row:
    name = f"{plain(slot.slot):<10} "
    problem: Line = ((plain(slot.problem), "alarm"),) if slot.problem else ()
    if not slot.loadable:
        return Row(slot.slot, ((name, "muted"), *problem), open=False)
    meters = "/".join(str(value) for value in slot.meters.values())
    text: Line = ((name, "muted"), (plain(slot.scene_title), "strong"), (f"  {plain(slot.when)}", "muted"))
    parts = (counted(slot.choices, "choice"), meters, plain(local(slot.saved_at)), *(("this game",) if played else ()))
    mine = ((plain(slot.note), "emphasis"),) if slot.note else ()
    left = ((ahead, "muted"),) if ahead else ()
    return Row(
        slot.slot, text, notes=tuple(line for line in ((("   ".join(parts), "muted"),), left, mine, problem) if line)
    )
