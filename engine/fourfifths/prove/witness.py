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
        self._row: Sequence[int] = ()
        self._names = Names(system)

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
        found.found, found.covered, found._last, found._row = {}, covered, [], ()
        return found

    def witness(self, target: Target) -> Witness | None:
        """The target's witness, played step by step by the engine; None where that does not meet it after all."""
        return self.named(self.found[target.number]) if self.proves(target) else None

    def named(self, track: Track) -> Witness:
        """A track that can be played, by the ids of its choices."""
        return Witness(track[0], self._names.of(track[1]))

    def proves(self, target: Target) -> bool:
        """Whether the target was met by a walk that the engine, step by step, plays to where it is met."""
        track = self.found.get(target.number)
        if track is None:
            return False
        try:
            plays = self._played(track)
        except IllegalChoiceError:
            return False
        ends = range(self._asked(plays), len(plays))
        ways = [(way, self.system.scenes[way.scene].all_choices) for way in target.ways]
        return any(_met(way, plays, end, choices) for end in ends for way, choices in ways)

    def _asked(self, plays: Sequence[Play]) -> int:
        """Where the last choice of the player led: from there on there are only routes, which follow of themselves."""
        return next((at for at in range(len(plays) - 1, 0, -1) if plays[at].asked), 0)

    def _played(self, track: Track) -> list[Play]:
        """The engine's states along a track; what it shares with the last one is not played again."""
        seed, numbers = track
        plays, story = self._last, self.system.story
        if not plays or plays[0].state.seed != seed:
            plays = [Play(step.start(story, seed), -1, "", True, False)]
            self._row = ()
        plays = plays[: 1 + shared(self._row, numbers)]
        self._last, self._row = plays, ()
        for number in numbers[len(plays) - 1 :]:
            before = plays[-1].state
            scene = story.scenes[before.scene]
            choice = step.find(story, before, scene.all_choices[number].id)
            entered = choice.goto is not None
            plays.append(Play(step.advance(story, before, choice), number, choice.id, entered, not scene.auto))
        self._row = numbers
        return plays


class Names:
    """The ids of a player's choices along one track after another; what each shares with the last is not gone again."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._row: Sequence[int] = ()
        self._names: list[str] = []
        self._after: list[tuple[int, int]] = []
        """After each choice or route the scene, and how many names there are."""

    def of(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids along a track that can be played."""
        system = self._system
        del self._after[shared(self._row, numbers) :]
        scene, count = self._after[-1] if self._after else (system.start, 0)
        del self._names[count:]
        for number in numbers[len(self._after) :]:
            choice = system.scenes[scene].all_choices[number]
            if not system.scenes[scene].auto:
                self._names.append(choice.id)
            scene = scene if choice.goto is None else system.number[choice.goto]
            self._after.append((scene, len(self._names)))
        self._row = numbers
        return tuple(self._names)


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """How many numbers two rows begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class Play(NamedTuple):
    """A state of a played witness, the choice that led to it, whether that entered its scene, and whether it was asked
    of the player."""

    state: State
    number: int
    choice: str
    entered: bool
    asked: bool


def _met(way: Way, plays: Sequence[Play], end: int, choices: Sequence[Choice]) -> bool:
    """Whether a played witness meets a target this way, by the code of its conditions, at this play or just before."""
    if way.index >= 0:
        return end > 0 and plays[end].choice == choices[way.index].id and _holds(way, plays[end - 1])
    if way.arriving:
        return plays[end].entered and _holds(way, plays[end])
    return any(_holds(way, play) for play in plays[max(0, end - 1) : end + 1])


def _holds(way: Way, play: Play) -> bool:
    values = play.state.values
    return play.state.scene == way.goal.scene and all(compiled(code)(values) for code in way.goal.codes)
