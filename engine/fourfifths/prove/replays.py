"""Plays of before, played again in a story that was edited since.

A choice that is gone is left out, and one choice that is new is put in where that leads back to the way; where neither
does, the play ends there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fourfifths.program import Program
from fourfifths.proofs import Play

GONE = 3
"""Choices in a row that may be gone."""


def replayed(program: Program, play: Play) -> tuple[int, ...]:
    """The numbers of the choices, as far as the play can be followed, and of the routes between them and after."""
    scene, values = program.start(play.seed)
    found: list[int] = []
    at = 0
    while not program.ends[scene]:
        if program.scenes[scene].auto:
            (route,) = program.open[scene](values)
            found.append(route)
            scene = program.take[scene][route](values)
            continue
        if at == len(play.choices):
            break
        step = _step(program, scene, values, play.choices[at:])
        if step is None:
            break
        index, used = step
        found.append(index)
        at += used
        scene = program.take[scene][index](values)
    return tuple(found)


def asked(program: Program, seed: int, numbers: Sequence[int]) -> int:
    """How many of these are a player's choices: the rest are routes."""
    scene, values = program.start(seed)
    count = 0
    for number in numbers:
        count += not program.scenes[scene].auto
        scene = program.take[scene][number](values)
    return count


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
