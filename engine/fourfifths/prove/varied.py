"""Plays made of one that comes to a rare place: a choice taken otherwise, and all else done as before where it can be.

Those that come to the same place are varied in turn, so what differs from the first play grows.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from fourfifths.program import Program
from fourfifths.proofs import Play
from fourfifths.prove.replays import replayed
from fourfifths.prove.witness import Track


def variations(program: Program, track: Track, scenes: Collection[int], steps: int, number: int) -> Iterator[Track]:
    """Tracks drawn around one that ends in one of these scenes, until they took so many steps; `number` is the seed."""
    seed, draw = track[0], random.Random(number)  # noqa: S311 - plays
    known = [_names(program, *track)]
    while steps > 0:
        base = known[int(draw.random() * len(known))]
        at = int(draw.random() * len(base))
        first = replayed(program, Play(seed, base[:at]))
        scene, values = _end(program, seed, first)
        others = [name for name in _open(program, scene, values) if base[at : at + 1] != (name,)]
        steps -= 1 + len(first)
        if others:
            turned = (*base[:at], draw.choice(others), *base[at + 1 :])
            choices = replayed(program, Play(seed, turned))
            steps -= len(choices)
            yield seed, choices
            if _end(program, seed, choices)[0] in scenes:
                known.append(_names(program, seed, choices))


def _names(program: Program, seed: int, choices: Sequence[int]) -> tuple[str, ...]:
    """The ids of a track's choices, those of routes left out."""
    scene, values = program.start(seed)
    found = []
    for choice in choices:
        if not program.scenes[scene].auto:
            found.append(program.scenes[scene].all_choices[choice].id)
        scene = program.take[scene][choice](values)
    return tuple(found)


def _end(program: Program, seed: int, choices: Sequence[int]) -> tuple[int, list[int]]:
    scene, values = program.start(seed)
    for choice in choices:
        scene = program.take[scene][choice](values)
    return scene, values


def _open(program: Program, scene: int, values: list[int]) -> list[str]:
    choices = program.scenes[scene].all_choices
    return [choices[index].id for index in program.open[scene](values)]
