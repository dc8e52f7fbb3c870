"""The slots that can still matter in each scene: those that a choice may wait for before they are set anew.

Two states of a scene that differ in other slots only can be gone on from in the same ways, so they count as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from fourfifths.model import Choice, Scene, Story
from fourfifths.operation import SET
from fourfifths.program import Program

Key = tuple[int, ...]
"""A scene's number and the values of its live slots."""


class Live:
    """The live slots of a program's scenes, those that `always` count among them, and its states by keys."""

    def __init__(self, program: Program, always: Iterable[int] = ()) -> None:
        self.program = program
        kept = _mask(always)
        self.slots = [_indices(mask | kept) for mask in _masks(program)]
        rest = [slot.start for slot in program.story.slots]
        self._rest = tuple(rest)
        self._live = [_picker(slots) for slots in self.slots]
        self._all = [_picker(_places(slots, len(rest))) for slots in self.slots]

    def key(self, scene: int, values: Sequence[int]) -> Key:
        """The key of a state."""
        return (scene, *self._live[scene](values))

    def values(self, key: Key) -> list[int]:
        """A state of this key, as values to go on from."""
        return list(self._all[key[0]](key + self._rest))

    def after(self, key: Key) -> Iterator[tuple[int, Key]]:
        """Each open choice by its number, and the key that it leads to."""
        program, scene = self.program, key[0]
        here = self.values(key)
        for index in program.open[scene](here):
            there = list(here)
            goto = program.take[scene][index](there)
            yield index, self.key(goto, there)


def _picker(places: Sequence[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """What takes the values at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple(values[place] for place in places)


def _places(slots: Sequence[int], most: int) -> list[int]:
    """Where each slot's value stands in a key with the values of all slots after it: in the key where that has it."""
    live = {index: place for place, index in enumerate(slots, 1)}
    return [live.get(index, 1 + len(slots) + index) for index in range(most)]


def _masks(program: Program) -> list[int]:
    """For each scene its live slots as bits: what its choices read, and what is live after one and not set by it."""
    live = [_read(scene) for scene in program.scenes]
    into: list[set[int]] = [set() for _ in live]
    for number, scene in enumerate(program.scenes):
        for choice in scene.all_choices:
            into[_goto(program, number, choice)].add(number)
    waiting = set(range(len(live)))
    while waiting:
        number = waiting.pop()
        found = live[number]
        for choice in program.scenes[number].all_choices:
            found |= live[_goto(program, number, choice)] & ~_set(choice)
        if found != live[number]:
            live[number] = found
            waiting |= into[number]
    return live


def _goto(program: Program, scene: int, choice: Choice) -> int:
    return scene if choice.goto is None else program.number[choice.goto]


def _read(scene: Scene) -> int:
    conditions = (condition for choice in scene.all_choices for condition in choice.shown + choice.needs)
    found = _mask(index for condition in conditions for index in condition.reads)
    return found | _mask([scene.deck.count.index]) if scene.deck else found


def _set(choice: Choice) -> int:
    """The slots that have one value after a choice, whatever they were."""
    return _mask(effect.slot.index for effect in choice.effects if effect.kind is SET)


def _mask(indices: Iterable[int]) -> int:
    found = 0
    for index in indices:
        found |= 1 << index
    return found


def _indices(mask: int) -> tuple[int, ...]:
    return tuple(index for index in range(mask.bit_length()) if mask >> index & 1)


def endings(story: Story) -> tuple[str, ...]:
    """The ids of a story's endings, each once, in its order."""
    return tuple(dict.fromkeys(scene.ending.id for scene in story.scenes.values() if scene.ending))
