"""Plays on the real full screen, each step a key that is pressed, and looks whether the screen shows what was played.

The one module of the tests that knows the full screen; imported when it is asked for.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from itertools import count
from typing import Any

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events

from fourfifths import markup
from fourfifths.model import Story
from fourfifths.state import IllegalChoiceError, State, Turn
from fourfifths.testing.saved import SessionDriver
from fourfifths.tui import Desk
from fourfifths.tui.app import FourFifths
from fourfifths.tui.preferences import Preferences
from fourfifths.tui.screens.play import PlayScreen

SIZE = (120, 40)
_PATIENCE = 10.0
"""Seconds, as the screen sees them, between two keys: longer than any guard against haste."""
_QUICK = "quick"
_ROUNDS = 5
"""From a key to the screen: the application, the list, its message to the screen, the screen filled, painted."""


class ScreenDriver(SessionDriver):
    """Plays by keys on a screen without a terminal. Not for use inside a running event loop."""

    def __init__(self, story: Story, state: State) -> None:
        super().__init__(story, state)
        self._runner = asyncio.Runner()
        self._begin()

    @property
    def screen(self) -> PlayScreen:
        """The play screen."""
        found = self.app.screen
        if not isinstance(found, PlayScreen):
            raise TypeError(f"the game is not on the screen but {type(found).__name__}")
        return found

    def choose(self, choice: str) -> Turn:
        """Presses the key of an open choice."""
        before = self.session.number
        at = next((n for n, offer in enumerate(self.turn.offers, 1) if offer.id == choice), 0)
        if 0 < at < 10:
            self._press(str(at))
        elif at:
            self._press(*["down"] * (at - 1), "enter")
        if self.session.number == before:
            raise IllegalChoiceError(choice, self.turn.state, self.turn.offers)
        return self.turn

    def undo(self) -> bool:
        """Presses `b`."""
        return self._moved("b")

    def redo(self) -> bool:
        """Presses `f`."""
        return self._moved("f")

    def save(self, slot: str) -> None:
        """Presses F5; a slot with a name is saved without a key."""
        if slot == _QUICK:
            self._press("f5")
        else:
            super().save(slot)

    def load(self, slot: str) -> bool:
        """Presses F9; a slot with a name is loaded without a key, and the screen shown anew."""
        if slot != _QUICK or not any(info.slot == slot for info in self.session.slots()):
            return super().load(slot) and self._filled()
        self._press("f9")
        return True

    def reload(self, story: Story) -> None:
        """Ends the game, and begins another with the save in this story."""
        self._end()
        super().reload(story)
        self._begin()

    def shows(self) -> str:
        """The first words of the turn, or the first offer, that the screen does not show."""
        turn, words = self.turn, " ".join(self.screen.stage.body.text.split())
        texts = [p.text for p in (*turn.outcome, *turn.passage) if not p.doc]
        parts = [" ".join(markup.plain(part).split()) for text in texts for part in markup.paragraphs(text)]
        rows = ["".join(text for text, _ in row.runs) for row in self.screen.choices.items]
        labels = [" ".join(markup.plain(offer.label).split()) for offer in turn.offers]
        missing = [part for part in parts if part not in words] + [label for label in labels if label not in rows]
        return missing[0] if missing else ""

    def close(self) -> None:
        """Leaves the game."""
        self._end()
        self._runner.close()
        super().close()

    def _begin(self) -> None:
        session, ticks = self.session, count(0.0, _PATIENCE)
        desk = Desk(self.story.title, lambda: session, lambda _: session, session.slots, session.delete)
        self.app = FourFifths(desk, opening=session, preferences=Preferences(), clock=lambda: next(ticks))
        self._test = self.app.run_test(size=SIZE)
        self._pilot = self._run(self._test.__aenter__())
        self._run(self._pilot.pause(0))

    def _end(self) -> None:
        self._run(self._test.__aexit__(None, None, None))

    def _press(self, *keys: str) -> None:
        for key in keys:
            self._run(self._pressed(key))

    async def _pressed(self, key: str) -> None:
        """Posts a key as the terminal does, and waits until all it set off has been done.

        `Pilot.press` would sleep 40 ms to be sure of that; every pause here lets each widget work off its messages.
        """
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(_ROUNDS):
            await self._pilot.pause(0)

    def _moved(self, key: str) -> bool:
        before = self.session.number
        self._press(key)
        return self.session.number != before

    def _filled(self) -> bool:
        self.screen.fill()
        self._run(self._pilot.pause(0))
        return True

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._runner.run(work)
