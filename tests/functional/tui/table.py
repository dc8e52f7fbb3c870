"""A game laid out for a test: a story, a folder of saves, a clock that moves when told, and the screen as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fourfifths.model import Story
from fourfifths.saves import Store
from fourfifths.session import Session, newest
from fourfifths.tui import Desk
from fourfifths.tui.app import FourFifths
from fourfifths.tui.preferences import Preferences, Value

SIZES = ((40, 12), (60, 20), (80, 24), (120, 40))


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float = 1.0) -> None:
        self.now += seconds


class Table:
    def __init__(self, story: Story, folder: Path) -> None:
        self.story = story
        self.store = Store(folder)
        self.clock = Clock()
        self.session = Session.start(story, self.store)

    def desk(self) -> Desk:
        return Desk(
            self.story.title,
            lambda: Session.start(self.story, self.store),
            lambda slot: Session.resume(self.story, self.store, slot),
            self.store.slots,
            self.store.delete,
            lambda: newest(self.story, self.store),
        )

    def app(self, *, title: bool = False, **preferences: Value) -> FourFifths:
        kept = Preferences(dict(preferences))
        return FourFifths(self.desk(), opening=None if title else self.session, preferences=kept, clock=self.clock)

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Press keys, each long after the one before."""
        for key in keys:
            self.clock.pass_by()
            await pilot.press(key)
            await pilot.pause()


def grid(app: FourFifths) -> str:
    """The screen as text. The one place that asks the compositor, which has no public way to be read."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"
