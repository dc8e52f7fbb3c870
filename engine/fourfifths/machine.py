"""The story as a `transitions` machine: scenes are its states, choices its transitions, `choose` its one event.

A scene that only routes is a state like any other; out of it leads the event `pass_on`, which nobody but the machine
itself fires, until it is in a scene that asks or ends.

A thin border, and the only importer of transitions. Guards and effects call the same pure functions as `step`.
Callbacks are our own functions, never strings, which transitions would import and run. The compiler has refused what
the library would accept in silence: unknown or doubled states, a start that is no scene, the names `*` and `=`.
"""

from __future__ import annotations

import weakref
from collections import deque
from typing import Any

from transitions import Machine, MachineError

from fourfifths import step
from fourfifths.model import Choice, Scene, Story
from fourfifths.state import IllegalChoiceError, State, Turn

_KEPT = 2
"""Machines that are kept to be used again: the story that is played, and the one it was before it was edited."""


class _Cursor:
    """A model of the machine: it carries the state's name for transitions, our own state and the turn for us."""

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
        self._machine = _machine(story)
        self._machine.add_model(self._cursor, initial=turn.state.scene)
        weakref.finalize(self, self._machine.remove_model, self._cursor)

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
        while self._story.scenes[self._cursor.scene].auto:
            self._cursor.pass_on()
        self._cursor.turn = self._cursor.after
        return self._cursor.turn

    def move_to(self, turn: Turn) -> None:
        """Places the machine at a turn: after undo, redo or a load."""
        self._machine.set_state(turn.state.scene, self._cursor)
        self._cursor.here, self._cursor.turn = turn.state, turn


def _machine(story: Story) -> Machine:
    """The machine of a story, which many plays share: each has a model of its own."""
    for known, machine in _machines:
        if known is story:
            return machine
    choices = ((scene, choice) for scene in story.scenes.values() for choice in scene.all_choices)
    machine = Machine(
        model=None,
        states=list(story.scenes),
        transitions=[_transition(story, scene, choice) for scene, choice in choices],
        initial=story.start,
        auto_transitions=False,
        send_event=True,
        model_attribute="scene",
    )
    _machines.append((story, machine))
    return machine


_machines: deque[tuple[Story, Machine]] = deque(maxlen=_KEPT)


def _transition(story: Story, scene: Scene, choice: Choice) -> dict[str, object]:
    def guard(event: Any) -> bool:
        asked = scene.auto or (choice.id,) == event.args
        return asked and choice in step.open_choices(story, event.model.here)

    def effect(event: Any) -> None:
        if not scene.auto:
            event.model.after = step.step(story, event.model.here, choice.id)

    def arrive(event: Any) -> None:
        event.model.here = step.advance(story, event.model.here, choice)

    return {
        "trigger": "pass_on" if scene.auto else "choose",
        "source": choice.scene,
        "dest": choice.goto if choice.goto is not None else None,
        "conditions": guard,
        "before": effect,
        "after": arrive,
    }
