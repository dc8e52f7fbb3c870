"""Plays of before, played again in a story that was edited since.

A choice that is gone is left out, and one choice that is new is put in where that leads back to the way; where neither
does, the play ends there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fourfifths.program import Program
from fourfifths.proofs import Play

GONE = 3
"""Choices in a row that may be gone."""
STRIDE = 8
"""Choices between the places of a play from which another that begins like it is gone on with."""


class Place(NamedTuple):
    """Where a play was after so many of its choices; `known` are those that it hung on, `asked` as of the replayer."""

    choices: int
    known: int
    steps: int
    asked: int
    scene: int
    values: tuple[int, ...]


class Replayer:
    """Plays one play after another; what each shares with the one before is not played again.

    `asked` is how many of the last one's numbers are a player's choices: the rest are routes.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._last = Play(-1, ())
        self._places: list[Place] = []
        self._steps: list[int] = []
        self.asked = 0

    def replayed(self, play: Play) -> tuple[int, ...]:
        """The numbers of the choices, as far as the play can be followed, and of the routes between them and after."""
        program = self._program
        at, known, scene, values = self._from(play)
        while not program.ends[scene]:
            if program.scenes[scene].auto:
                (index,) = program.open[scene](values)
            elif at == len(play.choices):
                break
            else:
                if at % STRIDE == 0:
                    self._places.append(Place(at, known, len(self._steps), self.asked, scene, tuple(values)))
                step = _step(program, scene, values, play.choices[at : at + GONE])
                if step is None:
                    break
                index, used = step
                taken = program.scenes[scene].all_choices[index].id == play.choices[at]
                known = max(known, at + (1 if taken else GONE))
                at += used
                self.asked += 1
            self._steps.append(index)
            scene = program.take[scene][index](values)
        return tuple(self._steps)

    def _from(self, play: Play) -> tuple[int, int, int, list[int]]:
        """How many choices, how many of them are known, the scene and the values from which on a play is played."""
        shared = 0
        if play.seed == self._last.seed:
            pairs = zip(play.choices, self._last.choices, strict=False)
            shared = next((at for at, (new, old) in enumerate(pairs) if new != old), len(play.choices))
        else:
            self._places = []
        self._last = play
        while self._places and max(self._places[-1][:2]) > shared:
            self._places.pop()
        if not self._places:
            self._steps, self.asked = [], 0
            return (0, 0, *self._program.start(play.seed))
        place = self._places.pop()
        del self._steps[place.steps :]
        self.asked = place.asked
        return place.choices, place.known, place.scene, list(place.values)


def replayed(program: Program, play: Play) -> tuple[int, ...]:
    """The numbers of the choices, as far as the play can be followed, and of the routes between them and after."""
    return Replayer(program).replayed(play)


def whole(plays: Iterable[Play]) -> tuple[Play, ...]:
    """The plays that are not the beginning of another."""
    found: list[Play] = []
    for play in sorted(set(plays), reverse=True):
        last = found[-1] if found else None
        if last is None or last.seed != play.seed or last.choices[: len(play.choices)] != play.choices:
            found.append(play)
    return tuple(found)


def _step(program: Program, scene: int, values: list[int], wanted: Sequence[str]) -> tuple[int, int] | None:
    """The choice to take, and how many of those that are wanted are done with it."""
    here = _open(program, scene, values)
    for gone, name in enumerate(wanted[:GONE]):
        if name in here:
            return here[name], gone + 1
    for index in here.values():
        after = list(values)
        goto = program.take[scene][index](after)
        if any(name in _open(program, goto, after) for name in wanted[:2]):
            return index, int(wanted[0] not in _open(program, goto, after))
    return None


def _open(program: Program, scene: int, values: list[int]) -> dict[str, int]:
    choices = program.scenes[scene].all_choices
    return {choices[index].id: index for index in program.open[scene](values)}
