"""Confirms that something is impossible, from a set of facts alone: true at the start, kept by every step, no target.

It shares nothing with the search: it goes by the compiled Story and the code of its conditions. It is plain rather than
quick, and what would take it too long it does not confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fourfifths import step
from fourfifths.model import Effect, Slot, Story
from fourfifths.prove.boxes import Box, Splitter
from fourfifths.prove.guards import guard

Boxes = Mapping[str, Sequence[Box]]


class Goal(NamedTuple):
    """A scene and codes that must hold in it; `arriving`: as it is entered, not after a choice that stays in it."""

    scene: str
    codes: tuple[str, ...]
    arriving: bool = False


class Checker:
    """Checks one story. `allowed` is the values that each slot has in each scene; a scene that is not in it is never
    entered. `sound` says whether that is a fact; `confirms` goes on from there with boxes that no play is in."""

    def __init__(self, story: Story, allowed: Mapping[str, Sequence[int]]) -> None:
        self._slots, self._first, self._allowed = story.slots, step.start(story), allowed
        self._none = (0,) * len(story.slots)
        self._into: dict[str, list[tuple[str, tuple[str, ...], tuple[Effect, ...], bool]]] = {}
        for scene in story.scenes.values():
            for number, choice in enumerate(scene.all_choices):
                visits = story.scenes[choice.goto].visits if choice.goto else None
                effects = choice.effects + ((Effect(visits, 1, relative=True),) if visits else ())
                way = (scene.id, guard(scene, number), effects, choice.goto is not None)
                self._into.setdefault(choice.goto or scene.id, []).append(way)
        self.sound = self._done(lambda: self._kept(list(story.scenes)))

    def confirms(self, goals: Sequence[Goal], excluded: Boxes) -> bool:
        """Whether these boxes are facts, and no play meets any of the goals for it."""
        return self.sound and self._done(lambda: self._closed(goals, excluded))

    def _done(self, check: Callable[[], bool]) -> bool:
        self._splitter = Splitter(self._slots)
        try:
            return check()
        except OverflowError:
            return False

    def _kept(self, scenes: Sequence[str]) -> bool:
        """Whether the start is allowed, and no step leads from what is allowed to what is not."""
        for scene in scenes:
            sets = self._allowed.get(scene, self._none)
            outside = [{slot.index: _whole(slot) & ~sets[slot.index]} for slot in self._slots]
            for box in outside if scene in self._allowed else [{}]:
                if all(box.values()) and (self._starts(scene, box) or any(self._before(scene, box, {}))):
                    return False
        return True

    def _closed(self, goals: Sequence[Goal], excluded: Boxes) -> bool:
        """Whether the start is in no box, no step leads into one but from one, and no goal is outside of them."""
        for scene, boxes in excluded.items():
            if any(self._starts(scene, box) or any(self._before(scene, box, excluded)) for box in boxes):
                return False
        return not any(any(self._meets(goal, excluded)) for goal in goals)

    def _meets(self, goal: Goal, excluded: Boxes) -> Iterator[object]:
        avoid = () if goal.arriving else excluded.get(goal.scene, ())
        for box in self._splitter.holding(goal.codes, self._values(goal.scene), avoid):
            if not goal.arriving or self._starts(goal.scene, box):
                yield box
            yield from self._before(goal.scene, box, excluded, entering=True) if goal.arriving else ()

    def _before(self, scene: str, box: Box, excluded: Boxes, *, entering: bool = False) -> Iterator[object]:
        """Boxes of states, none of them excluded, from which one step leads into a box of the scene."""
        for origin, codes, effects, enters in self._into.get(scene, ()):
            if origin in self._allowed and (enters or not entering):
                before = self._values(origin)
                for index, mask in box.items():
                    before[index] &= _preimage(self._slots[index], effects, mask)
                yield from self._splitter.holding(codes, before, excluded.get(origin, ()))

    def _values(self, scene: str) -> dict[int, int]:
        return dict(enumerate(self._allowed.get(scene, self._none)))

    def _starts(self, scene: str, box: Box) -> bool:
        values = self._first.values
        return scene == self._first.scene and all(m >> values[i] - self._slots[i].low & 1 for i, m in box.items())


def _preimage(slot: Slot, effects: Sequence[Effect], mask: int) -> int:
    """The values of a slot that effects lead into these."""
    moves = [effect for effect in effects if effect.slot.index == slot.index]
    found = 0 if moves else mask
    for value in range(slot.low, slot.high + 1) if moves else ():
        after = value
        for effect in moves:
            after = min(slot.high, max(slot.low, after + effect.amount if effect.relative else effect.amount))
        found |= (mask >> after - slot.low & 1) << value - slot.low
    return found


def _whole(slot: Slot) -> int:
    return (1 << slot.high - slot.low + 1) - 1
