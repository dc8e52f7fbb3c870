"""Points of no return and traps of a story with too many states to look at each: what plays and bounds can show.

Whatever is told is so. That an aim is lost is known from above: by the ways there are, or by the values that can still
come. That it was not lost before is known by a play. Where neither says, nothing is told.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fourfifths.flow import Flow
from fourfifths.program import Program
from fourfifths.proofs import Play
from fourfifths.prove.goals import Aim
from fourfifths.prove.noreturn import Loss
from fourfifths.prove.replays import replayed
from fourfifths.prove.system import Move, System
from fourfifths.prove.witness import Witness
from fourfifths.state import State

PLAYS, STEPS = 200, 100_000
"""Plays that are drawn, and choices of all of them together."""
BOUNDS = 20_000
"""Scenes of all states from which it is worked out what can still come, for all aims together."""
TRIES = 60
"""Plays by which an aim is sought from one state."""

Point = tuple[int, tuple[int, ...]]
"""A scene's number and the values there."""


@dataclass(frozen=True, slots=True)
class Course:
    """A play: the scenes it was in, the numbers of the choices between them, those that were open each time, and
    whether it came to an end."""

    scenes: tuple[int, ...]
    choices: tuple[int, ...]
    open: tuple[Sequence[int], ...]
    over: bool


@dataclass(frozen=True, slots=True)
class Bounded:
    """What plays and bounds show: scenes that a play was caught among, with the play; what loses which aim; and how
    many plays were drawn for it."""

    caught: tuple[frozenset[str], Play] | None
    losses: tuple[tuple[Aim, Loss], ...]
    drawn: int

    @staticmethod
    def of(system: System, program: Program, witnesses: Iterable[Witness], aims: Iterable[Aim]) -> Bounded:
        """All that can be shown of these aims."""
        bounds = Bounds(system, program, witnesses)
        caught = bounds.trap()
        return Bounded(caught, tuple((aim, loss) for aim in aims for loss in bounds.losses(aim)), bounds.drawn)


class Bounds:
    """What can be shown of one story. `witnesses` are plays that reach something rare."""

    def __init__(self, system: System, program: Program, witnesses: Iterable[Witness], seed: int = 0) -> None:
        self.system, self._program = system, program
        self._draw = random.Random(seed)  # noqa: S311 - plays
        self._longest = 400 + 2 * len(program.scenes)
        known = sorted({witness.choices for witness in witnesses if not witness.seed})
        self.courses = [self._course(self._numbers(choices)) for choices in known]
        self.drawn = steps = 0
        while self.drawn < PLAYS and steps < STEPS:
            self.courses.append(self._course(()))
            self.drawn += 1
            steps += len(self.courses[-1].choices)
        self._most = max(1, BOUNDS // len(system.scenes))
        self._ahead: dict[Point, frozenset[str]] = {}

    @property
    def spent(self) -> bool:
        """Whether nothing more may be worked out."""
        return len(self._ahead) >= self._most

    def losses(self, aim: Aim) -> Iterator[Loss]:
        """The choices that certainly lose an aim, in the order of the story, each once."""
        there = {self.system.number[scene] for scene in aim.scenes}
        leading = leading_to(self.system, there)
        found: dict[tuple[int, int], Loss] = {}
        away = self._away(leading)
        for course in self.courses:
            end = next((at for at, scene in enumerate(course.scenes) if scene in there), None)
            if end is not None:
                self._by_ways(course, end, away, found)
        for course in self.courses:
            if not self.spent and course.choices and course.over and there.isdisjoint(course.scenes):
                self._by_values(course, aim, leading, found)
        yield from (found[place] for place in sorted(found))

    def trap(self) -> tuple[frozenset[str], Play] | None:
        """The scenes that can still come where a play could not end, none of them an ending, and the play."""
        ending = {scene.id for scene in self.system.scenes if scene.ending}
        for course in self.courses:
            if course.over or self.spent:
                continue
            ahead = self._upper(self._states(course)[-1])
            if not ahead & ending:
                return ahead, self._play(course, len(course.choices))
        return None

    def _away(self, leading: set[int]) -> dict[int, set[int]]:
        """By scene the choices after which no way leads there."""
        found: dict[int, set[int]] = {}
        for number, scene in enumerate(self.system.scenes):
            indices = range(len(scene.all_choices))
            away = {index for index in indices if self.system.move(number, index).goto not in leading}
            if away:
                found[number] = away
        return found

    def _by_ways(self, course: Course, end: int, away: dict[int, set[int]], found: dict[tuple[int, int], Loss]) -> None:
        """The open choices along a play to an aim that lead away from it for good."""
        for at, scene in enumerate(course.scenes[:end]):
            for index in course.open[at] if scene in away else ():
                if index in away[scene] and (scene, index) not in found:
                    found[scene, index] = self._loss(course, at, index, True, self._play(course, end))

    def _by_values(self, course: Course, aim: Aim, leading: set[int], found: dict[tuple[int, int], Loss]) -> None:
        """The last choice of a play before which an aim could still come, if a play shows that it could."""
        states = self._states(course)
        low, high = 0, len(course.choices)
        while high - low > 1 and not self.spent:
            middle = (low + high) // 2
            low, high = (middle, high) if self._upper(states[middle]) & aim.scenes else (low, middle)
        if high - low > 1 or self.spent or self._upper(states[high]) & aim.scenes:
            return
        scene, index = course.scenes[low], course.choices[low]
        if (scene, index) in found:
            return
        way = self._sought(course, low, aim)
        if way is not None:
            always = self.system.move(scene, index).goto not in leading
            found[scene, index] = self._loss(course, low, index, always, way)

    def _sought(self, course: Course, at: int, aim: Aim) -> Play | None:
        """A play that goes on from a state of a course to an aim."""
        there = {self.system.number[scene] for scene in aim.scenes}
        for _ in range(TRIES):
            other = self._course(course.choices[:at])
            for length, scene in enumerate(other.scenes):
                if scene in there:
                    return self._play(other, length)
        return None

    def _upper(self, state: Point) -> frozenset[str]:
        """The scenes that can still come, and perhaps some that cannot."""
        if state not in self._ahead:
            scene = self.system.scenes[state[0]].id
            flow = Flow(self.system.story, State(scene, state[1]), self.system.flow.currents)
            self._ahead[state] = frozenset(flow.scenes)
        return self._ahead[state]

    def _loss(self, course: Course, at: int, index: int, always: bool, before: Play) -> Loss:
        scene = self.system.scenes[course.scenes[at]]
        after = self._play(course, at)
        choice = scene.all_choices[index].id
        return Loss(scene.id, choice, always, before, Play(0, (*after.choices, choice)))

    def _course(self, first: Sequence[int]) -> Course:
        """A play that begins with these choices."""
        program = self._program
        scene, values = program.start()
        scenes = [scene]
        taken: list[int] = []
        seen: list[Sequence[int]] = []
        while len(taken) < max(self._longest, len(first)):
            choices = program.open[scene](values)
            if program.ends[scene] or not choices:
                return Course(tuple(scenes), tuple(taken), tuple(seen), True)
            index = first[len(taken)] if len(taken) < len(first) else choices[int(self._draw.random() * len(choices))]
            scene = program.take[scene][index](values)
            taken.append(index)
            seen.append(choices)
            scenes.append(scene)
        return Course(tuple(scenes), tuple(taken), tuple(seen), False)

    def _states(self, course: Course) -> list[Point]:
        """The states of a play, made again: those of all plays would fill the memory."""
        scene, values = self._program.start()
        found = [(scene, tuple(values))]
        for index in course.choices:
            scene = self._program.take[scene][index](values)
            found.append((scene, tuple(values)))
        return found

    def _numbers(self, choices: Sequence[str]) -> tuple[int, ...]:
        """The numbers of a witness's choices, the routes between them included."""
        return replayed(self._program, Play(0, tuple(choices)))

    def _play(self, course: Course, length: int) -> Play:
        pairs = zip(course.scenes, course.choices[:length], strict=False)
        taken = ((self.system.scenes[scene], index) for scene, index in pairs)
        return Play(0, tuple(scene.all_choices[index].id for scene, index in taken if not scene.auto))


def leading_to(system: System, goals: Iterable[int]) -> set[int]:
    """The scenes from which ways lead to these, themselves among them."""
    found = set(goals)
    waiting = list(found)
    while waiting:
        for move in system.into[waiting.pop()]:
            if move.scene not in found:
                found.add(move.scene)
                waiting.append(move.scene)
    return found


def always_ahead(system: System) -> set[int]:
    """Scenes from which some ending can be reached whatever the state: by choices that are always open."""
    found = {number for number, scene in enumerate(system.scenes) if scene.ending}
    waiting = list(found)
    while waiting:
        for move in system.into[waiting.pop()]:
            if move.scene not in found and _always(system, move):
                found.add(move.scene)
                waiting.append(move.scene)
    return found


def passes(system: System, aim: Aim) -> bool:
    """Whether no way from the start leads to an ending but through the scenes of an aim."""
    there = {system.number[scene] for scene in aim.scenes}
    seen = {system.start} - there
    waiting = list(seen)
    while waiting:
        scene = waiting.pop()
        if system.scenes[scene].ending:
            return False
        new = {move.goto for move in system.out[scene]} - seen - there
        seen |= new
        waiting += sorted(new)
    return True


def _always(system: System, move: Move) -> bool:
    """Whether a move can be made whenever its scene is entered."""
    possible = system.possible(move.scene) is not None
    return possible and not system.cubes(move.scene, system.formulas.negated(move.guard))
