"""Witnesses: the shortest playthroughs found so far that meet each target, each played by the engine before it counts.

The cover of a walk says what it meets, step by step; the targets that are no points of the atlas are looked at apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
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


Track = tuple[int, Sequence[int]]
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
        self._few = all(len(scene.all_choices) < 256 for scene in system.scenes)
        self._last: list[Play] = []
        self._path: list[tuple[int, str, int]] = []
        """Of the track that was named last each number, its choice's id, and the scene that it leads to."""

    def walk(self, seed: int, choices: Sequence[int], visit: Callable[[int], None] | None = None) -> bool:
        """Notes what a walk meets; whether any of it is new. `visit` is told each scene."""
        scene, values = self.program.start(seed)
        return self._noted(seed, choices, 0, self._covers(seed, scene, values, choices, visit))

    def onward(self, seed: int, path: Sequence[int], state: tuple[int, ...], more: Sequence[int]) -> bool:
        """Notes what choices meet from a state on that a path leads to; whether any of it is new."""
        scene, *values = state
        return self._noted(seed, (*path, *more), len(path), self._covers(seed, scene, values, more, None))

    def _noted(self, seed: int, choices: Sequence[int], first: int, covers: Iterable[int]) -> bool:
        before = len(self.found)
        for length, cover in enumerate(covers, first):
            covered = self.covered | cover
            new = covered ^ self.covered
            self.covered = covered
            while new:
                bit = new & -new
                new ^= bit
                self.found[bit.bit_length() - 1] = (seed, self.row(choices[:length]))
        return len(self.found) > before

    def _covers(
        self, seed: int, scene: int, values: list[int], choices: Sequence[int], visit: Callable[[int], None] | None
    ) -> Iterator[int]:
        """What is met before the first choice, and by each."""
        atlas, program = self.atlas, self.program
        cover = atlas.entered[scene](values, seed) | atlas.offered[scene](values, seed)
        yield cover | self._apart(scene, values, -1)
        for choice in choices:
            if visit:
                visit(scene)
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

    def join(self, found: Mapping[int, Track]) -> None:
        """Takes over what is new of what was found elsewhere."""
        for number, track in found.items():
            if number not in self.found:
                self.found[number] = track
                self.covered |= 1 << number

    def drop(self, number: int) -> None:
        """Takes back what was joined and does not hold."""
        del self.found[number]
        self.covered &= ~(1 << number)

    def meets(self, number: int, track: Track) -> bool:
        """Whether a walk can be gone to its end, and meets a target there."""
        scene, values = self.program.start(track[0])
        for choice in track[1]:
            if choice not in self.program.open[scene](values):
                return False
            scene = self.program.take[scene][choice](values)
        apart = self.fresh(self.covered & ~(1 << number))
        apart.walk(*track)
        return number in apart.found

    def row(self, choices: Sequence[int]) -> Sequence[int]:
        """Choices as they are kept: in few bytes."""
        return bytes(choices) if self._few else tuple(choices)

    def fresh(self, covered: int) -> Ledger:
        """A ledger of the same story in which nothing was found yet, but to which this much is nothing new."""
        found = copy(self)
        found.found, found.covered, found._last, found._path = {}, covered, [], []
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
        ends = range(self._asked(plays) + 1, len(plays) + 1)
        ways = [(way, self.system.scenes[way.scene].all_choices) for way in target.ways]
        if not any(_met(way, plays[:end], choices) for end in ends for way, choices in ways):
            return None
        return Witness(track[0], tuple([play.choice for play in plays if play.asked]))

    def named(self, track: Track) -> Witness:
        """A track that can be played, by the ids of its choices."""
        seed, numbers = track
        path, scenes = self._path, self.system.scenes
        pairs = zip([number for number, _, _ in path], numbers, strict=False)
        del path[next((at for at, (before, now) in enumerate(pairs) if before != now), len(numbers)) :]
        scene = path[-1][2] if path else self.system.start
        for number in numbers[len(path) :]:
            choice, auto = scenes[scene].all_choices[number], scenes[scene].auto
            scene = scene if choice.goto is None else self.system.number[choice.goto]
            path.append((number, "" if auto else choice.id, scene))
        return Witness(seed, tuple([name for _, name, _ in path if name]))

    def _asked(self, plays: Sequence[Play]) -> int:
        """Where the last choice of the player led: from there on there are only routes, which follow of themselves."""
        return next((at for at in range(len(plays) - 1, 0, -1) if plays[at].asked), 0)

    def _played(self, track: Track) -> list[Play]:
        """The engine's states along a track; what it shares with the last one is not played again."""
        seed, numbers = track
        plays, story = self._last, self.system.story
        if not plays or plays[0].state.seed != seed:
            plays = [Play(step.start(story, seed), -1, "", True, False)]
        pairs = zip([play.number for play in plays[1:]], numbers, strict=False)
        shared = next((at for at, (before, now) in enumerate(pairs) if before != now), len(numbers))
        self._last = plays = plays[: 1 + shared]
        for number in numbers[len(plays) - 1 :]:
            before = plays[-1].state
            scene = story.scenes[before.scene]
            choice = step.find(story, before, scene.all_choices[number].id)
            entered = choice.goto is not None
            plays.append(Play(step.advance(story, before, choice), number, choice.id, entered, not scene.auto))
        return plays


class Play(NamedTuple):
    """A state of a played witness, the choice that led to it, whether that entered its scene, and whether it was asked
    of the player."""

    state: State
    number: int
    choice: str
    entered: bool
    asked: bool


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
