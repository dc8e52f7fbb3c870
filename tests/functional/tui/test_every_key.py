"""Every key on every screen: nothing falls, and what is on the disk is a game that its own choices lead to."""

from __future__ import annotations

import asyncio
import string
from typing import Any

import pytest
from textual.pilot import Pilot

from fourfifths.model import Story
from fourfifths.session import Session
from fourfifths.step import begin, step
from fourfifths.tui.app import FourFifths

from .table import Table

PRINTED = [*string.ascii_letters, *string.digits, *string.punctuation, *"éß中€", "space"]
MOVES = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown"]
EDITS = ["insert", "delete", "backspace", "tab", "shift+tab", "enter", "escape"]
KEYS = (
    *PRINTED,
    *MOVES,
    *EDITS,
    *(f"{held}+{key}" for held in ("shift", "ctrl", "alt") for key in MOVES),
    *(f"ctrl+{key}" for key in (*string.ascii_lowercase, "space", "at", "backslash", "underscore")),
    *(f"f{number}" for number in range(1, 13)),
)
SCREENS = {
    "play": (),
    "outcome": ("3",),
    "end": ("1", "1"),
    "history": ("1", "h"),
    "turn": ("1", "h", "enter"),
    "standing": ("i",),
    "saves": ("s",),
    "name": ("s", "w"),
    "note": ("s", "w", "enter"),
    "confirm": ("s", "d"),
    "settings": ("o",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "title": ("t",),
}


def led_to(story: Story, session: Session) -> bool:
    """Whether the choices in its history lead to where the session stands."""
    turn = begin(story, session.turn.state.seed)
    for moment in session.history[1:]:
        turn = step(story, turn.state, moment.turn.choice)
    return turn.state == session.turn.state


async def open_again(table: Table, app: FourFifths, pilot: Pilot[Any], keys: tuple[str, ...]) -> None:
    """A new game on its first screen, and from there the screen that is meant."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()
    app.enter(lambda: Session.start(table.story, table.store))
    await pilot.pause()
    await table.press(pilot, *keys)


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot sleeps after every key until the processor is idle; here its wait for all messages must do."""

    async def turns(*_: float) -> None:
        for _turn in range(8):
            await asyncio.sleep(0)

    monkeypatch.setattr("textual.app.wait_for_idle", turns)
    monkeypatch.setattr("textual.pilot.wait_for_idle", turns)


@pytest.mark.usefixtures("_at_once")
@pytest.mark.parametrize("name", SCREENS)
async def test_every_key_leaves_the_game_whole(table: Table, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = table.app()
    left: list[str] = []
    key = ""
    monkeypatch.setattr(app, "exit", lambda *_, **__: left.append(key))
    monkeypatch.setattr(app, "action_suspend_process", lambda: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_again(table, app, pilot, SCREENS[name])
        for key in KEYS:
            before, number = app.screen, app.session.number if app.session else -1
            await table.press(pilot, key)
            assert app.is_running, key
            assert app.failure is None, key
            session = app.session
            assert session is not None, key
            assert led_to(table.story, session), key
            body = table.store.read(session.slot)
            assert (body["cursor"], session.unsaved) == (session.number, ""), key
            if app.screen is not before or session.number != number:
                await open_again(table, app, pilot, SCREENS[name])
    assert set(left) == ({"6", "ctrl+q"} if name == "title" else {"ctrl+q"})
