"""Plays a session that is saved, closed and opened again between all steps: what a save loses, a playthrough shows."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fourfifths.model import Story
from fourfifths.saves import NotFoundError, Store
from fourfifths.session import Moment, Session, record
from fourfifths.state import State, Turn
from fourfifths.testing.drivers import opening

BETWEEN, ELSEWHERE = "between-steps", "elsewhere"


class SessionDriver:
    """Plays by a session with saves in a folder of its own. The base of the ways through a front end."""

    def __init__(self, story: Story, state: State) -> None:
        self._folder = TemporaryDirectory(prefix="fourfifths-play-")
        self.story = story
        self.session = Session(story, self._store(), record.Run("0" * 16, opening(story, state)))

    @property
    def turn(self) -> Turn:
        """Where it stands."""
        return self.session.turn

    @property
    def past(self) -> tuple[Moment, ...]:
        """All moments up to now."""
        return self.session.history

    def choose(self, choice: str) -> Turn:
        """Takes an open choice."""
        self.session.choose(choice)
        self._after()
        return self.turn

    def undo(self) -> bool:
        """One choice back."""
        moved = self.session.undo()
        self._after()
        return moved

    def redo(self) -> bool:
        """One choice forward again."""
        moved = self.session.redo()
        self._after()
        return moved

    def save(self, slot: str) -> None:
        """Saves in a slot."""
        self.session.save(slot)
        self._after()

    def load(self, slot: str) -> bool:
        """Goes on from a slot."""
        try:
            self.session.load(slot)
        except NotFoundError:
            return False
        self._after()
        return True

    def place(self, state: State) -> None:
        """Goes on in this state, as from a save that was made there."""
        other = Session(self.story, self._store(), record.Run("1" * 16, opening(self.story, state)))
        other.save(ELSEWHERE)
        other.close()
        self.load(ELSEWHERE)

    def reload(self, story: Story) -> None:
        """Saves, and opens the save in this story."""
        self.story = story
        self._reopen()

    def shows(self) -> str:
        """Nothing is shown here."""
        return ""

    def close(self) -> None:
        """Closes the session and removes its saves."""
        self.session.close()
        self._folder.cleanup()

    def _after(self) -> None:
        """What is done between steps."""

    def _reopen(self) -> None:
        self.session.save(BETWEEN)
        self.session.close()
        self.session = Session.resume(self.story, self._store(), BETWEEN)

    def _store(self) -> Store:
        return Store(Path(self._folder.name))


class SavedDriver(SessionDriver):
    """Saves, closes and opens again after every step."""

    def _after(self) -> None:
        self._reopen()
