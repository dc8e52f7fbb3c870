"""How likely things are for a player who takes every open choice as gladly as the others.

Where all states can be followed the figures are exact: chances are carried from state to state until none is left. Else
they are counted over plays that were drawn, and a chance stands with its 95 % interval.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fourfifths.model import Story
from fourfifths.onward import Live
from fourfifths.program import Program
from fourfifths.prove.everything import Everything
from fourfifths.prove.spread import Spread

LONGEST = 20_000
STEPS = 4_000_000
"""Choices of all drawn plays together."""
STATES = 60_000
"""States that are followed before the figures are drawn."""
NO_ENDING, NO_CHOICE = "no ending", "no open choice"


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
    """The figures of a story. Choices are by `scene.choice`: the share of plays in which it was open at some time.

    `exact` says that all of them are; else `plays` were drawn for those that are not.
    """

    exact: bool
    plays: int
    endings: dict[str, Chance]
    choices: dict[str, Chance]
    acts: dict[str, dict[str, Range]]
    scenes: dict[str, dict[str, Range]]


Weights = dict[int, float]
"""How often a meter had each value."""


def odds(story: Story, plays: int = 2000, seed: int = 0, states: int = STATES) -> Odds:
    """The figures, exact or by so many plays; the same seed gives the same ones."""
    program = Program(story)
    every = Everything.of(Live(program, [meter.slot.index for meter in story.meters]), states)
    spread = Spread(every) if every else None
    if spread is None or not spread.whole:
        drawn = _Drawn(program, seed, plays)
        return Odds(False, drawn.plays, drawn.endings, drawn.choices, *_ranges(program, drawn.entered))
    sure = {_name(program, *choice): spread.open(*choice) for choice in _choices(program)}
    more = _Drawn(program, seed, plays) if None in sure.values() else None
    choices = {n: more.choices[n] if more and share is None else _exactly(share or 0.0) for n, share in sure.items()}
    endings = {name: _exactly(share) for name, share in sorted(spread.endings.items())}
    ranges = _ranges(program, more.entered if more and spread.caught else spread.entered)
    return Odds(more is None, more.plays if more else 0, endings, choices, *ranges)


def _exactly(share: float) -> Chance:
    return Chance(share, share, share)


def _choices(program: Program) -> Iterator[tuple[int, int]]:
    for number, scene in enumerate(program.scenes):
        yield from ((number, index) for index in range(len(scene.all_choices)))


def _name(program: Program, scene: int, index: int) -> str:
    return f"{program.scenes[scene].id}.{program.scenes[scene].all_choices[index].id}"


def _ranges(program: Program, entered: list[list[Weights]]) -> tuple[dict[str, dict[str, Range]], ...]:
    """By act and by scene, what each meter was where plays entered."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, scene in enumerate(program.scenes):
        numbers[program.story.acts[scene.act].title].append(number)
    acts = {act: found for act, each in numbers.items() if (found := _of(program, entered, each))}
    scenes = {s.id: found for n, s in enumerate(program.scenes) if (found := _of(program, entered, [n]))}
    return acts, scenes


def _of(program: Program, entered: list[list[Weights]], scenes: Iterable[int]) -> dict[str, Range]:
    found = {}
    for place, meter in enumerate(program.story.meters):
        joined: Weights = defaultdict(float)
        for scene in scenes:
            for value, weight in entered[scene][place].items():
                joined[value] += weight
        if joined:
            found[meter.slot.name] = range_of(joined)
    return found


def range_of(weights: Weights) -> Range:
    """The range of values that came up so often."""
    values = sorted(weights)
    whole, below = sum(weights.values()), 0.0
    parts = {}
    for value in values:
        below += weights[value]
        for part in (0.05, 0.5, 0.95):
            if part not in parts and below >= part * whole * (1 - 1e-12):
                parts[part] = value
    return Range(values[0], parts[0.05], parts[0.5], parts[0.95], values[-1])


class _Drawn:
    """Plays that were drawn, as many as were asked for unless they are very long."""

    def __init__(self, program: Program, seed: int, plays: int) -> None:
        self._program = program
        self._draw = random.Random(seed).random  # noqa: S311 - plays
        self._ends: Counter[str] = Counter()
        self._open: Counter[tuple[int, int]] = Counter()
        self._steps = self.plays = 0
        self.entered: list[list[Weights]] = [[defaultdict(float) for _ in program.story.meters] for _ in program.scenes]
        while self.plays < plays and (self._steps < STEPS or not self.plays):
            self._play(seed + self.plays)
            self.plays += 1
        self.endings = {name: interval(count, self.plays) for name, count in sorted(self._ends.items())}
        self.choices = {
            _name(program, *choice): interval(self._open[choice], self.plays) for choice in _choices(program)
        }

    def _play(self, seed: int) -> None:
        program = self._program
        meters = [meter.slot.index for meter in program.story.meters]
        scene, values = program.start(seed)
        open_now: set[tuple[int, int]] = set()
        for _ in range(LONGEST):
            for place, index in enumerate(meters):
                self.entered[scene][place][values[index]] += 1
            choices = program.open[scene](values)
            if not choices:
                break
            self._steps += 1
            open_now.update((scene, choice) for choice in choices)
            scene = program.take[scene][choices[int(self._draw() * len(choices))]](values)
        ending = program.scenes[scene].ending
        self._ends[ending.id if ending else NO_ENDING if program.open[scene](values) else NO_CHOICE] += 1
        self._open.update(open_now)


def interval(count: int, plays: int) -> Chance:
    """A counted share with its 95 % interval, as Wilson gives it."""
    share, z = count / plays, 1.959964
    middle = (share + z * z / (2 * plays)) / (1 + z * z / plays)
    half = z * math.sqrt(share * (1 - share) / plays + z * z / (4 * plays * plays)) / (1 + z * z / plays)
    return Chance(share, max(0.0, middle - half), min(1.0, middle + half))
