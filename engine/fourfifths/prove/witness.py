"""Witnesses: the shortest playthroughs found so far that meet each target, each played by the engine before it counts.

The cover of a walk says what it meets, step by step; the targets that are no points of the atlas are looked at apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths import step
from fourfifths.conditions import compiled
from fourfifths.model import Choice
from fourfifths.program import Program
from fourfifths.prove.system import System
from fourfifths.prove.targets import Target, Way
from fourfifths.state import IllegalChoiceError, State
from fourfifths.testing.atlas import Atlas


@dataclass(frozen=True, slots=True)
class Witness:
    """A run's seed and the ids of its choices, to where the target is met."""

    seed: int
    choices: tuple[str, ...]


Track = tuple[int, tuple[int, ...]]
"""A seed and the numbers of choices."""


class Ledger:
    """What was met so far, and by which walk."""

    def __init__(self, system: System, atlas: Atlas, targets: Sequence[Target]) -> None:
        self.system, self.atlas, self.targets = system, atlas, targets
        self.program = Program(system.story)
        self.found: dict[int, Track] = {}
        self.covered = 0
        self._extra: list[dict[int, list[tuple[Target, Way]]]] = [defaultdict(list) for _ in system.scenes]
        for target in targets:
            if target.point < 0:
                for way in target.ways:
                    self._extra[way.scene][way.index].append((target, way))
        self._plays: dict[Track, Play] = {}

    def walk(self, seed: int, choices: Sequence[int]) -> bool:
        """Notes what a walk meets; whether any of it is new."""
        before = len(self.found)
        for length, cover in enumerate(self._covers(seed, choices)):
            new = cover & ~self.covered
            self.covered |= cover
            while new:
                bit = new & -new
                new ^= bit
                self.found[bit.bit_length() - 1] = (seed, tuple(choices[:length]))
        return len(self.found) > before

    def _covers(self, seed: int, choices: Sequence[int]) -> Iterator[int]:
        """What is met before the first choice, and by each."""
        atlas, program = self.atlas, self.program
        scene, values = program.start(seed)
        cover = atlas.entered[scene](values, seed) | atlas.offered[scene](values, seed)
        yield cover | self._apart(scene, values, -1)
        for choice in choices:
            cover = atlas.taken[scene][choice](values, seed) | self._apart(scene, values, choice)
            stays = program.scenes[scene].all_choices[choice].goto is None
            scene = program.take[scene][choice](values)
            cover |= atlas.offered[scene](values, seed) | self._apart(scene, values, -1)
            yield cover if stays else cover | atlas.entered[scene](values, seed)

    def _apart(self, scene: int, values: list[int], choice: int) -> int:
        """The targets beside the atlas that this state meets, those of taking a choice where one is taken."""
        found = 0
        holds = self.system.formulas.holds
        for target, way in self._extra[scene][choice]:
            if not self.covered >> target.number & 1 and holds(way.tree, values):
                found |= 1 << target.number
        return found

    def witness(self, target: Target) -> Witness | None:
        """The target's witness, played step by step by the engine; None where that does not meet it after all."""
        track = self.found.get(target.number)
        if track is None:
            return None
        try:
            plays = self._played(track)
        except IllegalChoiceError:
            return None
        met = any(_met(way, plays, self.system.scenes[way.scene].all_choices) for way in target.ways)
        return Witness(track[0], tuple(play.choice for play in plays[1:])) if met else None

    def _played(self, track: Track) -> list[Play]:
        """The engine's states along a track; walks that begin alike are played once."""
        seed, numbers = track
        length = len(numbers)
        while length and (seed, numbers[:length]) not in self._plays:
            length -= 1
        known = self._plays.get((seed, numbers[:length])) or Play(step.start(self.system.story, seed), "", True, None)
        for at in range(length, len(numbers)):
            choice = self.system.story.scenes[known.state.scene].all_choices[numbers[at]]
            turn = step.step(self.system.story, known.state, choice.id)
            known = Play(turn.state, choice.id, choice.goto is not None, known)
            self._plays[seed, numbers[: at + 1]] = known
        found: list[Play] = []
        play: Play | None = known
        while play:
            found.append(play)
            play = play.before
        return found[::-1]


class Play(NamedTuple):
    """A state of a played witness, the choice that led to it, and whether that entered its scene."""

    state: State
    choice: str
    entered: bool
    before: Play | None


def _met(way: Way, plays: Sequence[Play], choices: Sequence[Choice]) -> bool:
    """Whether a played witness meets a target this way, by the code of its conditions, at its end or just before."""
    if way.index >= 0:
        return len(plays) > 1 and plays[-1].choice == choices[way.index].id and _holds(way, plays[-2])
    if way.arriving:
        return plays[-1].entered and _holds(way, plays[-1])
    return any(_holds(way, play) for play in plays[-2:])


def _holds(way: Way, play: Play) -> bool:
    values = play.state.values
    return play.state.scene == way.goal.scene and all(compiled(code)(values) for code in way.goal.codes)
