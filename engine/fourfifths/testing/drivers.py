"""Ways to play a story from a state on: the pure step, and the state machine. Others stand in modules of their own."""

from __future__ import annotations

from typing import Protocol

from fourfifths import step
from fourfifths.machine import StoryMachine
from fourfifths.model import Story
from fourfifths.session import Moment, record
from fourfifths.session.history import History
from fourfifths.session.views import scene_view
from fourfifths.state import State, Turn


class Driver(Protocol):
    """Something that plays. IllegalChoiceError from `choose` changes nothing; `shows` says what it fails to show."""

    @property
    def story(self) -> Story:
        """The story it plays."""

    @property
    def turn(self) -> Turn:
        """Where it stands."""

    @property
    def past(self) -> tuple[Moment, ...]:
        """All moments up to now."""

    def choose(self, choice: str) -> Turn:
        """Takes an open choice."""

    def undo(self) -> bool:
        """One choice back."""

    def redo(self) -> bool:
        """One choice forward again."""

    def save(self, slot: str) -> None:
        """Saves in a slot."""

    def load(self, slot: str) -> bool:
        """Goes on from a slot; False where there is no such save."""

    def reload(self, story: Story) -> None:
        """Goes on in this story, which is the same or what became of it."""

    def shows(self) -> str:
        """What of the turn it should show and does not, empty where it shows all."""

    def close(self) -> None:
        """Ends the play."""


class StepDriver:
    """Plays by the pure step."""

    def __init__(self, story: Story, state: State) -> None:
        self.story = story
        self._history = opening(story, state)
        self._saves: dict[str, tuple[list[Moment], int, int | None]] = {}

    @property
    def turn(self) -> Turn:
        """Where it stands."""
        return self._history.now.turn

    @property
    def past(self) -> tuple[Moment, ...]:
        """All moments up to now."""
        return self._history.past

    def choose(self, choice: str) -> Turn:
        """Takes an open choice."""
        turn = self._taken(choice)
        number = self._history.cursor + 1
        self._history.take(Moment(number, scene_view(self.story, turn.state.scene), turn))
        return turn

    def undo(self) -> bool:
        """One choice back."""
        return self._history.undo() and self._placed()

    def redo(self) -> bool:
        """One choice forward again."""
        return self._history.redo() and self._placed()

    def save(self, slot: str) -> None:
        """Keeps the run in memory."""
        self._saves[slot] = (list(self._history.moments), self._history.cursor, self._history.anchor)

    def load(self, slot: str) -> bool:
        """Goes on from what was kept, as a session does: what was played since is there to redo."""
        if slot not in self._saves:
            return False
        moments, cursor, anchor = self._saves[slot]
        saved = History(moments, cursor, anchor)
        if self._history.contains(saved):
            self._history.cursor = cursor
        else:
            self._history = saved
        return self._placed()

    def reload(self, story: Story) -> None:
        """Goes on in this story by what a save would hold."""
        body = record.body(self.story, record.Run("0" * 16, self._history))
        self._history = record.rebuild(story, body).run.history
        self.story = story
        self._placed()

    def shows(self) -> str:
        """Nothing is shown here."""
        return ""

    def close(self) -> None:
        """There is nothing to end."""

    def _taken(self, choice: str) -> Turn:
        return step.step(self.story, self.turn.state, choice)

    def _placed(self) -> bool:
        return True


class MachineDriver(StepDriver):
    """Plays by the state machine."""

    def __init__(self, story: Story, state: State) -> None:
        super().__init__(story, state)
        self._machine = StoryMachine(story, self.turn)

    def reload(self, story: Story) -> None:
        """Goes on in this story, in a machine made for it."""
        super().reload(story)
        self._machine = StoryMachine(story, self.turn)

    def _taken(self, choice: str) -> Turn:
        return self._machine.choose(choice)

    def _placed(self) -> bool:
        self._machine.move_to(self.turn)
        return True


def opening(story: Story, state: State) -> History:
    """The history of a run that begins in this state, wherever the story itself begins, once it is at rest."""
    turn = step.arrive(story, state)
    first = Moment(0, scene_view(story, turn.state.scene), turn)
    return History([first], 0, None if state == step.start(story, state.seed) else 0)
