"""Walks through a story by its program, each with the cover of what it met, and the two ways they are led.

A walk is led by what is still missing: it looks one choice ahead and takes what meets the most of it; or it is led to a
goal, a point of the story, by values that would bring the point about. Draws come from a seed; no clock is looked at.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fourfifths.flow import Flow
from fourfifths.model import Choice, Story
from fourfifths.program import Program
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Point, Way

LONGEST = 400
"""Choices of one walk; one that takes more has met a loop."""
RARITY = 5
"""How many common points a rare one is worth."""
_FAR = 1000


class Walk(NamedTuple):
    """One way through a story: its seed, the numbers of its choices, what it met, and whether play came to an end."""

    seed: int
    choices: tuple[int, ...]
    cover: int
    ended: bool


class Goal(NamedTuple):
    """A point to be met: how far each scene is from its scene, and which values it wants, each with a weight."""

    scene: int
    distance: list[int]
    wanted: dict[int, tuple[int, float]]


class Here(NamedTuple):
    """Where a walk stands, for what leads it; `met` is what it has met."""

    scene: int
    values: list[int]
    met: int
    seed: int
    open: Sequence[int]


Lead = Callable[[Here], int]


class Walker:
    """Walks one story."""

    def __init__(self, story: Story) -> None:
        self.atlas, self.program, self.flow = Atlas(story), Program(story), Flow(story)
        self._slots = story.slots
        self._auto = [scene.auto for scene in self.program.scenes]
        self._stays = [[choice.goto is None for choice in scene.all_choices] for scene in self.program.scenes]
        self._makers = _makers(story)
        self._distances: dict[str, list[int]] = {}

    def walk(self, seed: int, lead: Lead, prefix: Sequence[int] = ()) -> Walk:
        """A walk whose first choices are those of the prefix, as far as they are open, and the rest as it is led."""
        program = self.program
        cover, scene, values = self._begun(seed)
        taken: list[int] = []
        while not program.ends[scene] and len(taken) < LONGEST:
            open_now = program.open[scene](values)
            if not open_now:
                break
            number = len(taken)
            choice = prefix[number] if number < len(prefix) else -1
            if choice not in open_now:
                choice = lead(Here(scene, values, cover, seed, open_now))
            gained, scene, values = self._after(scene, values, seed, choice)
            cover |= gained
            taken.append(choice)
        return Walk(seed, tuple(taken), cover, program.ends[scene])

    def replay(self, seed: int, choices: Sequence[int]) -> Walk | None:
        """Exactly this walk; None where one of its choices is not open."""
        program = self.program
        cover, scene, values = self._begun(seed)
        for choice in choices:
            if choice not in program.open[scene](values):
                return None
            gained, scene, values = self._after(scene, values, seed, choice)
            cover |= gained
        return Walk(seed, tuple(choices), cover, program.ends[scene])

    def _begun(self, seed: int) -> tuple[int, int, list[int]]:
        """What the beginning of a run meets, the scene where it first asks, and the values there."""
        scene, values = self.program.start(seed)
        cover, scene = self._passed(scene, values, seed)
        return cover | self._arrived(scene, values, seed), scene, values

    def _passed(self, scene: int, values: list[int], seed: int) -> tuple[int, int]:
        """What the routes of a scene just entered meet, and the scene they lead to; the values change in place."""
        cover = 0
        while self._auto[scene]:
            (route,) = self.program.open[scene](values)
            cover |= self._arrived(scene, values, seed) | self.atlas.taken[scene][route](values, seed)
            scene = self.program.take[scene][route](values)
        return cover, scene

    def _arrived(self, scene: int, values: list[int], seed: int) -> int:
        return self.atlas.entered[scene](values, seed) | self.atlas.offered[scene](values, seed)

    def _after(self, scene: int, values: list[int], seed: int, choice: int) -> tuple[int, int, list[int]]:
        """What taking a choice meets, the scene after it, and the values after it."""
        cover = self.atlas.taken[scene][choice](values, seed)
        after = list(values)
        passed, following = self._passed(self.program.take[scene][choice](after), after, seed)
        cover |= passed | self.atlas.offered[following](after, seed)
        if not self._stays[scene][choice]:
            cover |= self.atlas.entered[following](after, seed)
        return cover, following, after

    def evenly(self, draw: random.Random) -> Lead:
        """Led by nothing: every open choice as likely as the others."""
        return lambda here: draw.choice(here.open)

    def curious(self, draw: random.Random, missing: int, calm: float = 0.1, rare: int = 0) -> Lead:
        """Led to what of `missing` the walk has not met, `rare` points first; `calm` is how often it does not care."""

        def lead(here: Here) -> int:
            if len(here.open) == 1 or draw.random() < calm:
                return draw.choice(here.open)
            want = missing & ~here.met
            new = [self._after(here.scene, here.values, here.seed, choice)[0] & want for choice in here.open]
            gains = [cover.bit_count() + RARITY * (cover & rare).bit_count() for cover in new]
            best = max(gains)
            return draw.choice([choice for choice, gain in zip(here.open, gains, strict=True) if gain == best])

        return lead

    def keen(self, draw: random.Random, goal: Goal, calm: float = 0.1) -> Lead:
        """Led to a goal: towards its scene, and on the way towards the values it wants."""

        def worth(here: Here, choice: int) -> float:
            _, scene, values = self._after(here.scene, here.values, here.seed, choice)
            miss = sum(weight * abs(values[index] - value) for index, (value, weight) in goal.wanted.items())
            return -miss - (_FAR if goal.distance[scene] < 0 and here.scene != goal.scene else 0)

        def lead(here: Here) -> int:
            if len(here.open) == 1 or draw.random() < calm:
                return draw.choice(here.open)
            worths = [worth(here, choice) for choice in here.open]
            best = max(worths)
            return draw.choice([choice for choice, value in zip(here.open, worths, strict=True) if value == best])

        return lead

    def goal(self, point: Point, draw: random.Random) -> Goal | None:
        """A goal that would meet this point, drawn anew each time; None where it is proved that it never can be."""
        ways = [way for way in point.ways if self.flow.narrowed(*way) is not None]
        if not ways:
            return None
        way = draw.choice(ways)
        wanted = self._wanted(way, draw, 1.0)
        for index in list(wanted):
            for maker in self._makers.get(index, ()):
                if draw.random() < 0.5 and self.flow.open(maker):
                    helpful = self._wanted(Way(maker.scene, maker.shown + maker.needs), draw, 0.3)
                    wanted = {**helpful, **wanted}
        return Goal(self.program.number[way.scene], self._distance(way.scene), wanted)

    def never(self, point: Point) -> bool:
        """Whether it is proved that no play meets this point."""
        return all(self.flow.narrowed(*way) is None for way in point.ways)

    def _wanted(self, way: Way, draw: random.Random, weight: float) -> dict[int, tuple[int, float]]:
        sets = self.flow.narrowed(*way)
        reads = sorted({index for guard in way.guards for index in guard.reads})
        if sets is None:
            return {}
        found = {}
        for index in reads:
            slot = self._slots[index]
            found[index] = (draw.choice(self.flow.values(sets, index)), weight * 20 / (slot.high - slot.low + 1))
        return found

    def _distance(self, scene: str) -> list[int]:
        """How many choices each scene is away from this one, -1 where no way leads there."""
        if scene not in self._distances:
            self._distances[scene] = _distances(self.program, self.program.number[scene])
        return self._distances[scene]


def _distances(program: Program, goal: int) -> list[int]:
    before: list[set[int]] = [set() for _ in program.scenes]
    for number, scene in enumerate(program.scenes):
        for choice in scene.all_choices:
            before[number if choice.goto is None else program.number[choice.goto]].add(number)
    found = [-1] * len(program.scenes)
    found[goal] = 0
    waiting = deque([goal])
    while waiting:
        at = waiting.popleft()
        for number in sorted(before[at]):
            if found[number] < 0:
                found[number] = found[at] + 1
                waiting.append(number)
    return found


def _makers(story: Story) -> dict[int, list[Choice]]:
    """The choices with conditions of their own that change a slot."""
    found: dict[int, list[Choice]] = {}
    for scene in story.scenes.values():
        for choice in scene.all_choices:
            if choice.shown or choice.needs:
                for effect in choice.effects:
                    found.setdefault(effect.slot.index, []).append(choice)
    return found
