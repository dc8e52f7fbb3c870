"""The story as a `transitions` machine: scenes are its states, choices its transitions, `choose` its one event.

A thin border, and the only importer of transitions. Guards and effects call the same pure functions as `step`.
Callbacks are our own functions, never strings, which transitions would import and run. The compiler has refused what
the library would accept in silence: unknown or doubled states, a start that is no scene, the names `*` and `=`.
"""

from __future__ import annotations

from typing import Any

from transitions import EventData, Machine, MachineError

from fourfifths import step
from fourfifths.model import Choice, Story
from fourfifths.state import IllegalChoiceError, Turn


class _Cursor:
    """The machine's one model: it carries the state's name for transitions and the turn for us."""

    scene: str
    turn: Turn

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.after = turn

    choose: Any


class StoryMachine:
    """Plays one story from a turn on; `choose` moves, `move_to` places without running anything."""

    def __init__(self, story: Story, turn: Turn) -> None:
        self._story = story
        self._cursor = _Cursor(turn)
        self._machine = Machine(
            model=self._cursor,
            states=list(story.scenes),
            transitions=[self._transition(choice) for scene in story.scenes.values() for choice in scene.all_choices],
            initial=turn.state.scene,
            auto_transitions=False,
            send_event=True,
            model_attribute="scene",
        )

    @property
    def turn(self) -> Turn:
        """Where the machine stands."""
        return self._cursor.turn

    def choose(self, choice: str) -> Turn:
        """Takes an open choice. IllegalChoiceError where it is not open; the machine has not moved then."""
        state = self._cursor.turn.state
        try:
            moved = self._cursor.choose(choice)
        except MachineError:
            moved = False
        if not moved:
            raise IllegalChoiceError(choice, state, step.offers(self._story, state))
        return self._cursor.turn

    def move_to(self, turn: Turn) -> None:
        """Places the machine at a turn: after undo, redo or a load."""
        self._machine.set_state(turn.state.scene, self._cursor)
        self._cursor.turn = turn

    def _transition(self, choice: Choice) -> dict[str, object]:
        def guard(event: EventData) -> bool:
            state = self._cursor.turn.state
            return (choice.id,) == event.args and choice in step.open_choices(self._story, state)

        def effect(_: EventData) -> None:
            self._cursor.after = step.step(self._story, self._cursor.turn.state, choice.id)

        def arrive(_: EventData) -> None:
            self._cursor.turn = self._cursor.after

        return {
            "trigger": "choose",
            "source": choice.scene,
            "dest": choice.goto if choice.goto is not None else None,
            "conditions": guard,
            "before": effect,
            "after": arrive,
        }
