"""What last moved each value of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fourfifths.session import Moment
from fourfifths.state import State


@dataclass(frozen=True, slots=True)
class Mover:
    """The last move of a slot: in which turn, by which choice (empty: by the author's hand), and from which value."""

    number: int
    scene: str
    choice: str
    before: int


def movers(moments: Sequence[Moment]) -> dict[int, Mover]:
    """The last mover of each slot that was moved; moments oldest first. What a save only remembers moved nothing."""
    found: dict[int, Mover] = {}
    for number, moment in enumerate(moments):
        passed = moment.turn.passed
        if number:
            before = moments[number - 1]
            first = passed[0].state if passed else moment.turn.state
            _note(found, before.turn.state, first, moment.number, moment.turn.choice)
        states = [*(state for state, _ in passed), moment.turn.state]
        for (state, route), after in zip(passed, states[1:], strict=True):
            _note(found, state, after, moment.number, route)
    return found


def _note(found: dict[int, Mover], before: State, after: State, number: int, choice: str) -> None:
    """Notes what a choice or a route moved between two states."""
    if len(before.values) == len(after.values):
        for index, value in enumerate(after.values):
            if value != before.values[index]:
                found[index] = Mover(number, before.scene, choice, before.values[index])
