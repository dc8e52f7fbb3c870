"""Looks for the values in which a scene has what a test wants to see: a lock shut or open, a memory made or recalled.

Only values that `Flow` holds possible in the scene are tried, and what is found is seen on the real offers and texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from fourfifths import step
from fourfifths.conditions import compiled
from fourfifths.diagnostics import Span
from fourfifths.effects import apply
from fourfifths.flow import Flow
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, SlotKind, Story
from fourfifths.operation import MOVE
from fourfifths.state import State, Turn
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.expectations import Seen, check
from fourfifths.testing.points import Kind
from fourfifths.testing.results import Met
from fourfifths.testing.script import Expectation, Subject

MOST = 60_000
NEAREST, TRIED = 400, 40
MARKS = (SlotKind.CHOSEN, SlotKind.MEMORY, SlotKind.KNOWS)
NUMBERS = (SlotKind.METER, SlotKind.INT)
Case = dict[int, int]


class Lock(NamedTuple):
    """A choice with the values it is shut at and those it is open at, as near to each other as can be."""

    scene: str
    choice: str
    shut: Case
    open: Case


class Moment(NamedTuple):
    """A scene, what is given there, and the choice taken; none where it is the arrival that counts."""

    scene: str
    choice: str
    given: Case


class Finder:
    """Looks through one story."""

    def __init__(self, story: Story) -> None:
        self.story, self.flow = story, Flow(story)
        self._conditions = [point for point in Atlas(story).points if point.kind is Kind.CONDITION]

    def lock(self, scene: Scene, choice: Choice) -> Lock | None:
        """The nearest pair of cases that differ in one value: shut in one, open in the other."""
        shut, opened = {}, []
        for case in self._cases(scene, choice.shown, choice.needs):
            if holds(choice.needs, case):
                opened.append(case)
            else:
                shut[tuple(case.values())] = case
        pairs = (Lock(scene.id, choice.id, *pair) for case in opened[:NEAREST] for pair in self._pairs(case, shut))
        seen = (pair for pair in sorted(pairs, key=self._far) if self._is_lock(pair))
        return next(seen, None)

    def maker(self, slot: Slot) -> Moment | None:
        """Where a choice sets this slot."""
        for scene in self.story.scenes.values():
            for choice in scene.choices:
                if scene.auto or all(effect.slot.index != slot.index for effect in choice.effects):
                    continue
                for case in self._cases(scene, choice.shown + choice.needs)[:NEAREST]:
                    state = self.state(scene.id, case)
                    if not case.get(slot.index) and is_open(self.story, state, choice.id):
                        return Moment(scene.id, choice.id, case)
        return None

    def recall(self, slot: Slot) -> Moment | None:
        """Where what is read would be otherwise without this slot: on arriving if that can be, else in an answer."""
        asked = sorted(self._asked(slot), key=lambda found: (self.story.scenes[found[0]].ending is not None, found[2]))
        values = range(1, len(slot.givable) or 2)
        for answered, (scene, guards, _), value in product((False, True), asked, values):
            for home in self._homes(scene):
                for case in self._cases(home, guards, forced={slot.index: value})[:TRIED]:
                    found = self._recalled(home, case, slot, answered)
                    if found:
                        return found
        return None

    def night(self, slot: Slot) -> Moment | None:
        """A night that brings this to somebody's ears, and who had it the evening before."""
        memory = slot.name.partition("/")[2]
        sources = [other for other in self.story.slots if other.kind in (SlotKind.MEMORY, SlotKind.HEARD)]
        sources = [other for other in sources if other.name.partition("/")[2] == memory and other is not slot]
        nights = [scene.id for scene in self.story.scenes.values() if scene.auto and scene.id in self.flow.at]
        for night in sorted(nights, key=lambda name: (self.story.scenes[name].inner, "+" in name)):
            for source in sources:
                turn = step.arrive(self.story, self.state(night, {source.index: 1}))
                if 0 < turn.state.values[slot.index] < len(slot.givable):
                    return Moment(night, "", {source.index: 1})
        return None

    def both(self, slot: Slot, moment: Moment) -> tuple[Turn, Turn]:
        """The turn of a moment with this, and without it."""
        state = self.state(moment.scene, moment.given)
        without = self.state(moment.scene, moment.given | {slot.index: 0})
        if moment.choice:
            return step.step(self.story, state, moment.choice), step.step(self.story, without, moment.choice)
        return step.arrive(self.story, state), step.arrive(self.story, without)

    def state(self, scene: str, case: Case) -> State:
        """The state in which a playthrough begins that is given this."""
        values = [slot.start for slot in self.story.slots]
        visits = self.story.scenes[scene].visits
        for index, value in case.items():
            if visits is None or index != visits.index:
                values[index] = value
        return State(scene, apply((Effect(visits, 1, MOVE),) if visits else (), tuple(values)))

    def _recalled(self, home: Scene, case: Case, slot: Slot, answered: bool) -> Moment | None:
        state = self.state(home.id, case)
        if not answered:
            met = Met(self.story, None, step.resume(self.story, state))
            return Moment(home.id, "", case) if recalls(met, slot) else None
        for choice in step.open_choices(self.story, state):
            met = Met(self.story, state, step.step(self.story, state, choice.id))
            if recalls(met, slot):
                return Moment(home.id, choice.id, case)
        return None

    def _asked(self, slot: Slot) -> Iterator[tuple[str, tuple[Condition, ...], int]]:
        for point in self._conditions:
            for way in point.ways:
                if slot.index in way.guards[-1].reads:
                    yield way.scene, way.guards, len({index for guard in way.guards for index in guard.reads})

    def _homes(self, scene: str) -> list[Scene]:
        """The scene itself, or where it only routes, those that lead to it."""
        found, waiting = [], [scene]
        seen = {scene}
        while waiting:
            at = self.story.scenes[waiting.pop()]
            if not at.auto:
                found.append(at)
                continue
            before = [s.id for s in self.story.scenes.values() if any(c.goto == at.id for c in s.all_choices)]
            waiting += [name for name in before if name not in seen]
            seen.update(before)
        return found

    def _cases(
        self, scene: Scene, shown: Iterable[Condition], more: Iterable[Condition] = (), forced: Case | None = None
    ) -> list[Case]:
        """The values of all that is read in which `shown` holds, the nearest to the beginning's first."""
        shown, more = tuple(shown), tuple(more)
        sets = self.flow.at.get(scene.id)
        if sets is None:
            return []
        reads = sorted({index for condition in shown + more for index in condition.reads} | set(forced or ()))
        numbers = {int(n) for c in shown + more for n in re.findall(r"\d+", re.sub(r"v\[\d+\]", "", c.code))}
        ways = [self._values(scene, sets, index, numbers) for index in reads]
        for index, value in (forced or {}).items():
            ways[reads.index(index)] = [value]
        count = 1
        for way in ways:
            count *= len(way)
        if count > MOST:
            ways = [way[:2] for way in ways]
        cases = (dict(zip(reads, row, strict=True)) for row in product(*ways[:24]))
        return sorted((case for case in cases if holds(shown, case)), key=self.distance)

    def _values(self, scene: Scene, sets: tuple[int, ...], index: int, numbers: set[int]) -> list[int]:
        """The values worth trying, those nearest to the beginning's first."""
        slot = self.story.slots[index]
        values = [value for value in self.flow.values(sets, index) if self._givable(scene, slot, value)]
        if slot.kind in NUMBERS:
            near = {n + by for n in numbers for by in (-1, 0, 1)} | {slot.start}
            values = [value for value in values if value in near] or values[:1]
        return sorted(values, key=lambda value: abs(value - slot.start))

    def _givable(self, scene: Scene, slot: Slot, value: int) -> bool:
        if slot.kind is SlotKind.VISITS:
            return value == 1 if slot is scene.visits else value in (0, 1)
        if slot.kind is SlotKind.HEARD:
            return value < len(slot.givable)
        return slot.kind not in MARKS or value >= slot.start

    def distance(self, case: Case) -> tuple[int, int]:
        """How much has to be given: how many values, and how far they are from the beginning's."""
        far = [abs(value - self.story.slots[index].start) for index, value in case.items()]
        return sum(map(bool, far)), sum(far)

    def _far(self, lock: Lock) -> tuple[int, int, int]:
        """What both sides are given, how far they are from each other, and how far from the beginning's values."""
        by = {index: abs(lock.open[index] - lock.shut[index]) for index in lock.open}
        both = self.distance({index: value for index, value in lock.open.items() if not by[index]})
        return both[0], sum(by.values()), self.distance(lock.shut)[1] + self.distance(lock.open)[1]

    def _pairs(self, case: Case, shut: dict[tuple[int, ...], Case]) -> Iterator[tuple[Case, Case]]:
        for index in case:
            others = {found[index] for found in shut.values()}
            for value in others:
                other = shut.get(tuple((case | {index: value}).values()))
                if other is not None:
                    yield other, case

    def _is_lock(self, lock: Lock) -> bool:
        offers = step.offers(self.story, self.state(lock.scene, lock.shut))
        is_shut = any(offer.id == lock.choice and offer.locked for offer in offers)
        return is_shut and is_open(self.story, self.state(lock.scene, lock.open), lock.choice)


def holds(conditions: Iterable[Condition], case: Case) -> bool:
    return all(compiled(condition.code)(case) for condition in conditions)  # type: ignore[arg-type]


def is_open(story: Story, state: State, choice: str) -> bool:
    return any(offer.id == choice and offer.open for offer in step.offers(story, state))


def recalls(met: Met, slot: Slot) -> bool:
    """Whether what a moment shows would be otherwise without this."""
    before = met.before or met.turn.state
    return check(Expectation(Subject.RECALLS, slot.name, "", Span("", 0, 0)), Seen(before, met.story, (met,))) is None
