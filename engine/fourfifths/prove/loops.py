"""Whether play can go on for ever, and whether it can come to where no ending is left.

A move is spent once it is made where it raises a slot that nothing lowers, from values that it can no longer be made
with: a choice taken once, a card played, a count. Scenes that lead back to one another by other moves are a loop.
"""

from __future__ import annotations

from dataclasses import dataclass

from fourfifths.prove.exact import Exact
from fourfifths.prove.system import Move, System, touched
from fourfifths.tools.lint.graph import components


@dataclass(frozen=True, slots=True)
class Loop:
    """Scenes among which a player may go round. `trap` is the choices that lead to where no ending can be reached;
    `left` says whether it is proved that one always can; neither where it was not decided."""

    scenes: tuple[str, ...]
    left: bool = False
    trap: tuple[int, ...] | None = None


def loops(system: System, exact: Exact | None) -> tuple[Loop, ...]:
    """Every loop of a story; without any, each play comes to an end or to where nothing can be chosen."""
    moves = [move for move in system.moves if not _spent(move, system)]
    following: list[list[int]] = [[] for _ in system.scenes]
    for move in moves:
        following[move.scene].append(move.goto)
    found = [part for part in components(following) if len(part) > 1 or part[0] in following[part[0]]]
    names = [tuple(system.scenes[number].id for number in sorted(part)) for part in sorted(map(sorted, found))]
    if not names:
        return ()
    if exact is None:
        return tuple(Loop(scenes) for scenes in names)
    trapped = exact.trapped()
    return tuple(_judged(scenes, trapped, system) for scenes in names)


def _judged(scenes: tuple[str, ...], trapped: dict[int, tuple[int, ...]], system: System) -> Loop:
    paths = [trapped[system.number[scene]] for scene in scenes if system.number[scene] in trapped]
    return Loop(scenes, not paths, min(paths, key=len) if paths else None)


def _spent(move: Move, system: System) -> bool:
    """Whether the move can be made only so often, whatever else happens."""
    return any(_raises(move, slot, system) for slot in touched(move.effects) if slot in system.rising)


def _raises(move: Move, slot: int, system: System) -> bool:
    possible = system.possible(move.scene)
    if possible is None:
        return True
    effects = touched(move.effects)[slot]
    for cube in move.cubes:
        mask = dict(cube).get(slot, possible[slot])
        while mask:
            before = mask & -mask
            mask ^= before
            after = before
            for effect in effects:
                after = effect.operation.image(after)
            if after <= before:
                return False
    return True
