"""Confirms that something is impossible, from a set of facts alone: true at the start, kept by every step, no target.

This is what a proof rests on, with `boxes` (where a condition holds) and `guards` (when a choice is open). It shares
nothing with the search: it goes by the compiled Story and the code of its conditions. It is plain rather than quick,
and what would take it too long it does not confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from fourfifths import step
from fourfifths.model import Effect, Story
from fourfifths.operation import MOVE, Operation
from fourfifths.prove.avoided import Avoided, Box
from fourfifths.prove.boxes import Splitter
from fourfifths.prove.guards import guard, reads

Boxes = Mapping[str, Sequence[Box]]
Apart = Mapping[str, Avoided]
"""By scene, boxes that no step leads into but from one of them, and that no play begins in."""

NOTHING = Avoided()
Changes = tuple[Operation, ...]
"""What is done to one slot, in order."""


class Goal(NamedTuple):
    """A scene and codes that must hold in it; `arriving`: as it is entered, not after a choice that stays in it."""

    scene: str
    codes: tuple[str, ...]
    arriving: bool = False


class Way(NamedTuple):
    """A choice that leads into a scene: where it is made, what must hold there, what it changes."""

    origin: str
    codes: tuple[str, ...]
    changes: dict[int, Changes]
    enters: bool


class Checker:
    """Checks one story. `allowed` is the values that each slot has in each scene; a scene that is not in it is never
    entered. `sound` says whether that is a fact; `confirms` goes on from there with boxes that no play is in."""

    def __init__(self, story: Story, allowed: Mapping[str, Sequence[int]]) -> None:
        self._slots, self._first, self._allowed = story.slots, step.start(story), allowed
        self._none = (0,) * len(story.slots)
        self._splitter = Splitter(story.slots)
        self._into: dict[str, list[Way]] = {}
        for scene in story.scenes.values():
            for number, choice in enumerate(scene.all_choices):
                visits = story.scenes[choice.goto].visits if choice.goto else None
                effects = choice.effects + ((Effect(visits, 1, MOVE),) if visits else ())
                way = Way(scene.id, guard(scene, number), _changes(effects), choice.goto is not None)
                self._into.setdefault(choice.goto or scene.id, []).append(way)
        self.sound = self._done(self._kept)

    def confirms(self, goals: Sequence[Goal], excluded: Boxes) -> bool:
        """Whether these boxes are facts, and no play meets any of the goals for it."""
        facts = self.facts(excluded)
        return facts is not None and self.excludes(goals, facts)

    def facts(self, excluded: Boxes) -> Apart | None:
        """These boxes, if it is a fact that no play is in any of them."""
        apart = {scene: Avoided(boxes, self._allowed.get(scene, ())) for scene, boxes in excluded.items()}
        return apart if self.sound and self._done(lambda: self._closed(excluded, apart)) else None

    def excludes(self, goals: Sequence[Goal], facts: Apart) -> bool:
        """Whether by these facts no play meets any of the goals."""
        return self.sound and self._done(lambda: not any(_some(self._meets(goal, facts)) for goal in goals))

    def _done(self, check: Callable[[], bool]) -> bool:
        self._splitter.again()
        try:
            return check()
        except OverflowError:
            return False

    def _kept(self) -> bool:
        """Whether the start is allowed, and no step leads from what is allowed to what is not."""
        first = self._allowed.get(self._first.scene, self._none)
        if not self._starts(self._first.scene, dict(enumerate(first))):
            return False
        steps = ((self._allowed.get(scene, self._none), way) for scene, ways in self._into.items() for way in ways)
        return not any(_some(self._left(way, sets)) for sets, way in steps if way.origin in self._allowed)

    def _left(self, way: Way, sets: Sequence[int]) -> Iterator[object]:
        """Boxes of allowed states from which a choice leads out of these sets."""
        for index, (here, there) in enumerate(zip(self._allowed[way.origin], sets, strict=True)):
            if index in way.changes:
                outside = here & self._before_slot(index, way, self._whole(index) & ~there)
            else:
                outside = here & ~there
            if outside:
                yield from self._holding(way.origin, way.codes, {index: outside}, NOTHING)

    def _closed(self, excluded: Boxes, apart: Apart) -> bool:
        """Whether the start is in no box, and no step leads into one but from one."""
        return not any(
            self._starts(scene, box) or _some(self._before(scene, box, apart))
            for scene, boxes in excluded.items()
            for box in boxes
        )

    def _meets(self, goal: Goal, facts: Apart) -> Iterator[object]:
        avoid = NOTHING if goal.arriving else facts.get(goal.scene, NOTHING)
        for box in self._holding(goal.scene, goal.codes, {}, avoid):
            if not goal.arriving or self._starts(goal.scene, box):
                yield box
            yield from self._before(goal.scene, box, facts, entering=True) if goal.arriving else ()

    def _before(self, scene: str, box: Box, apart: Apart, *, entering: bool = False) -> Iterator[object]:
        """Boxes of states, none of them excluded, from which one step leads into a box of the scene."""
        for way in self._into.get(scene, ()):
            if way.enters or not entering:
                before = {index: self._before_slot(index, way, mask) for index, mask in box.items()}
                yield from self._holding(way.origin, way.codes, before, apart.get(way.origin, NOTHING))

    def _holding(self, scene: str, codes: Sequence[str], box: Box, avoid: Avoided) -> Iterator[dict[int, int]]:
        """Boxes that together are the allowed part of a box, outside of the others, in which all codes hold."""
        sets = self._allowed.get(scene)
        if sets is None:
            return
        here = {index: sets[index] & mask for index, mask in box.items()}
        if all(here.values()) and not avoid.holds(here, avoid.met(here)):
            asked = {index: sets[index] for code in codes for index in reads(code)}
            yield from self._splitter.holding(codes, asked | here, avoid)

    def _starts(self, scene: str, box: Box) -> bool:
        values = self._first.values
        return scene == self._first.scene and all(m >> values[i] - self._slots[i].low & 1 for i, m in box.items())

    def _before_slot(self, index: int, way: Way, mask: int) -> int:
        slot = self._slots[index]
        return _preimage(slot.low, slot.high, way.changes[index], mask) if index in way.changes else mask

    def _whole(self, index: int) -> int:
        return (1 << self._slots[index].high - self._slots[index].low + 1) - 1


def _some(found: Iterable[object]) -> bool:
    """Whether there is one, be it an empty box, which is every state."""
    return any(True for _ in found)


def _changes(effects: Iterable[Effect]) -> dict[int, Changes]:
    found: dict[int, Changes] = {}
    for effect in effects:
        found[effect.slot.index] = (*found.get(effect.slot.index, ()), effect.operation)
    return found


@lru_cache(100_000)
def _preimage(low: int, high: int, changes: Changes, mask: int) -> int:
    """The values of a slot that the changes lead into these."""
    found = 0
    for value in range(low, high + 1):
        after = value
        for change in changes:
            after = change.after(after)
        found |= (mask >> after - low & 1) << value - low
    return found
