"""What last moved each value of a run."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from fourfifths.session import Moment


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
    for before, after in itertools.pairwise(moments):
        old, new = before.turn.state.values, after.turn.state.values
        if len(old) != len(new):
            continue
        for index, value in enumerate(new):
            if value != old[index]:
                found[index] = Mover(after.number, before.scene.id, after.turn.choice, old[index])
    return found
