"""How many endings a saved game still has before it, for a list of saves. What looks ahead is loaded when asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from fourfifths.model import Story
from fourfifths.saves import SaveError, Store
from fourfifths.session import record

if TYPE_CHECKING:
    from fourfifths.onward import Ahead, Outlook


class Prospects:
    """Looks into saves; one thread at a time, whichever it is. The story may be another at each question."""

    def __init__(self, story: Callable[[], Story], store: Store) -> None:
        self._story, self._store = story, store
        self._outlook: Outlook | None = None
        self._looking = Lock()

    def of(self, slot: str) -> Ahead | None:
        """The endings ahead of a save; None where it is none of this story, cannot be read, or stands at an ending."""
        from fourfifths.onward import Outlook

        with self._looking:
            story = self._story()
            try:
                state = record.rebuild(story, self._store.read(slot)).run.history.now.turn.state
            except SaveError:
                return None
            if story.scenes[state.scene].ending:
                return None
            if self._outlook is None or self._outlook.story is not story:
                self._outlook = Outlook(story)
            return self._outlook.endings_from(state)
