"""The story as a `transitions` machine: scenes are its states, choices its transitions, `choose` its one event.

A scene that only routes is a state like any other; out of it leads the event `pass_on`, which nobody but the machine
itself fires, until it is in a scene that asks or ends.

The machine grows with the play: a scene's transitions, and the states these lead to, are there once it is entered, so a
long story starts as fast as a short one. What is there is the whole story's, seen from where the play has been.

A thin border, and the only importer of transitions. Guards and effects call the same pure functions as `step`.
Callbacks are our own functions, never strings, which transitions would import and run. The compiler has refused what
the library would accept in silence: unknown or doubled states, a start that is no scene, the names `*` and `=`.
"""

from __future__ import annotations

from typing import Any

from transitions import EventData, Machine

from fourfifths import step
from fourfifths.model import Choice, Scene, Story
from fourfifths.state import IllegalChoiceError, State, Turn


class _Cursor:
    """The machine's one model: it carries the state's name for transitions, our own state and the turn for us."""

    scene: str

    def __init__(self, turn: Turn) -> None:
        self.here: State = turn.state
        self.turn = self.after = turn

    choose: Any
    pass_on: Any


class StoryMachine:
    """Plays one story from a turn on; `choose` moves, `move_to` places without running anything."""

    def __init__(self, story: Story, turn: Turn) -> None:
        self._story = story
        self._cursor = _Cursor(turn)
        self._entered: set[str] = set()
        self._machine = Machine(
            model=self._cursor,
            states=None,
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
        scene = self._enter(self._cursor.scene)
        asks = scene.all_choices and not scene.auto
        if not asks or not self._cursor.choose(choice):
            raise IllegalChoiceError(choice, state, step.offers(self._story, state))
        while self._enter(self._cursor.scene).auto:
            self._cursor.pass_on()
        self._cursor.turn = self._cursor.after
        return self._cursor.turn

    def move_to(self, turn: Turn) -> None:
        """Places the machine at a turn: after undo, redo or a load."""
        self._enter(turn.state.scene)
        self._machine.set_state(turn.state.scene, self._cursor)
        self._cursor.here, self._cursor.turn = turn.state, turn

    def _enter(self, name: str) -> Scene:
        """The scene of this name, its transitions and the states of all they lead to being there."""
        scene = self._story.scenes[name]
        if name not in self._entered:
            self._entered.add(name)
            near = dict.fromkeys((name, *(choice.goto for choice in scene.all_choices if choice.goto is not None)))
            self._machine.add_states([state for state in near if state not in self._machine.states])
            self._machine.add_transitions([self._transition(scene, choice) for choice in scene.all_choices])
        return scene

    def _transition(self, scene: Scene, choice: Choice) -> dict[str, object]:
        def guard(event: EventData) -> bool:
            asked = scene.auto or (choice.id,) == event.args
            return asked and choice in step.open_choices(self._story, self._cursor.here)

        def effect(_: EventData) -> None:
            if not scene.auto:
                self._cursor.after = step.step(self._story, self._cursor.here, choice.id)

        def arrive(_: EventData) -> None:
            self._cursor.here = step.advance(self._story, self._cursor.here, choice)

        return {
            "trigger": "pass_on" if scene.auto else "choose",
            "source": choice.scene,
            "dest": choice.goto if choice.goto is not None else None,
            "conditions": guard,
            "before": effect,
            "after": arrive,
        }
