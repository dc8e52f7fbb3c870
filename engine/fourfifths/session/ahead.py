"""The endings that a state, or a saved game in a list, still has before it. What looks ahead is loaded when asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from fourfifths.model import Story
from fourfifths.saves import SaveError, Store
from fourfifths.session import record
from fourfifths.state import State

if TYPE_CHECKING:
    from fourfifths.onward import Ahead, Outlook


class Lookout:
    """Looks ahead, one thread at a time, whichever it is. The story may be another at each question."""

    def __init__(self) -> None:
        self._outlook: Outlook | None = None
        self._looking = Lock()

    def endings_from(self, story: Story, state: State) -> Ahead:
        """The endings ahead of a state of this story; takes up to seconds."""
        from fourfifths.onward import Outlook

        with self._looking:
            if self._outlook is None or self._outlook.story is not story:
                self._outlook = Outlook(story)
            return self._outlook.endings_from(state)


class Prospects:
    """Looks into saves, from any thread. The story may be another at each question."""

    def __init__(self, story: Callable[[], Story], store: Store) -> None:
        self._story, self._store = story, store
        self._lookout = Lookout()

    def of(self, slot: str) -> Ahead | None:
        """The endings ahead of a save; None where it is none of this story, cannot be read, or stands at an ending."""
        story = self._story()
        try:
            state = record.rebuild(story, self._store.read(slot)).run.history.now.turn.state
        except SaveError:
            return None
        return None if story.scenes[state.scene].ending else self._lookout.endings_from(story, state)
