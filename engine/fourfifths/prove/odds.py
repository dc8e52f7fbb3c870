"""How likely things are for a player who takes every open choice as gladly as the others.

The chance of each ending is exact where all plays can be followed at once, state by state; else, as for all other
figures, it is counted over plays that were drawn, and stands with its 95 % interval.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass

from fourfifths.model import Story
from fourfifths.program import Program

LONGEST = 20_000
STATES = 150_000
"""States that are followed at once before the figures are drawn."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A share of plays, from `low` to `high` with 95 % certainty; the three are one where it is exact."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Range:
    """A meter's values where plays entered: the ends, and the values that 5, 50 and 95 of 100 are at most."""

    low: int
    p5: int
    p50: int
    p95: int
    high: int


@dataclass(frozen=True, slots=True)
class Odds:
    """The figures of a story. Choices are by `scene.choice`: the share of plays in which it was open at some time."""

    exact: bool
    plays: int
    endings: dict[str, Chance]
    choices: dict[str, Chance]
    acts: dict[str, dict[str, Range]]
    scenes: dict[str, dict[str, Range]]


def odds(story: Story, plays: int = 2000, seed: int = 0) -> Odds:
    """The figures, by so many plays; the same seed gives the same ones."""
    program = Program(story)
    drawn = _Drawn(program, seed, plays)
    exact = followed(program)
    endings = {name: Chance(share, share, share) for name, share in sorted(exact.items())} if exact else drawn.endings
    return Odds(bool(exact), plays, endings, drawn.choices, drawn.acts, drawn.scenes)


def followed(program: Program, most: int = STATES) -> dict[str, float] | None:
    """The exact chance of each ending; None where there are too many states, or play need not end."""
    scene, values = program.start()
    now: dict[tuple[int, ...], float] = {(scene, *values): 1.0}
    found: dict[str, float] = defaultdict(float)
    states = 0
    while now:
        states += len(now)
        if states > most:
            return None
        after: dict[tuple[int, ...], float] = defaultdict(float)
        for (at, *here), chance in now.items():
            choices = program.open[at](here)
            ending = program.scenes[at].ending
            if ending or not choices:
                found[ending.id if ending else "no open choice"] += chance
            for choice in choices:
                there = list(here)
                following = program.take[at][choice](there)
                after[(following, *there)] += chance / len(choices)
        now = after
    return dict(found)


class _Drawn:
    def __init__(self, program: Program, seed: int, plays: int) -> None:
        self._program, self._plays = program, plays
        self._draw = random.Random(seed).random  # noqa: S311 - plays
        self._ends: Counter[str] = Counter()
        self._open: Counter[tuple[int, int]] = Counter()
        meters = program.story.meters
        self._entered: list[list[list[int]]] = [[[] for _ in meters] for _ in program.scenes]
        for number in range(plays):
            self._play(seed + number)
        self.endings = {name: interval(count, plays) for name, count in sorted(self._ends.items())}
        self.choices = {
            f"{scene.id}.{choice.id}": interval(self._open[number, index], plays)
            for number, scene in enumerate(program.scenes)
            for index, choice in enumerate(scene.all_choices)
        }
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, scene in enumerate(program.scenes):
            numbers[program.story.acts[scene.act].title].append(number)
        self.acts = {act: found for act, each in numbers.items() if (found := self._ranges(each))}
        self.scenes = {
            scene.id: found for number, scene in enumerate(program.scenes) if (found := self._ranges([number]))
        }

    def _play(self, seed: int) -> None:
        program = self._program
        meters = [meter.slot.index for meter in program.story.meters]
        scene, values = program.start(seed)
        open_now: set[tuple[int, int]] = set()
        for _ in range(LONGEST):
            for place, index in enumerate(meters):
                self._entered[scene][place].append(values[index])
            choices = program.open[scene](values)
            if not choices:
                break
            open_now.update((scene, choice) for choice in choices)
            scene = program.take[scene][choices[int(self._draw() * len(choices))]](values)
        ending = program.scenes[scene].ending
        self._ends[ending.id if ending else "no ending"] += 1
        self._open.update(open_now)

    def _ranges(self, scenes: list[int]) -> dict[str, Range]:
        found = {}
        for place, meter in enumerate(self._program.story.meters):
            values = sorted(value for scene in scenes for value in self._entered[scene][place])
            if values:
                p5, p50, p95 = (values[int(part * (len(values) - 1))] for part in (0.05, 0.5, 0.95))
                found[meter.slot.name] = Range(values[0], p5, p50, p95, values[-1])
        return found


def interval(count: int, plays: int) -> Chance:
    """A counted share with its 95 % interval, as Wilson gives it."""
    share, z = count / plays, 1.959964
    middle = (share + z * z / (2 * plays)) / (1 + z * z / plays)
    half = z * math.sqrt(share * (1 - share) / plays + z * z / (4 * plays * plays)) / (1 + z * z / plays)
    return Chance(share, max(0.0, middle - half), min(1.0, middle + half))
