"""Cubes as whole numbers: a bit for each value that a slot may not have, and an empty bit above each slot's.

So one cube lies in another where it forbids all that the other forbids, both together are the two numbers' `or`, and
whether some slot has no value left is one addition for all slots at once. Only values that are possible in the cube's
scene are ever forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from fourfifths.prove.formula import Cube
from fourfifths.prove.system import System

Packed = int


class Packing:
    """The places of some slots in packed cubes."""

    def __init__(self, system: System, slots: Iterable[int]) -> None:
        self._system = system
        self.at: dict[int, int] = {}
        self._every = self._above = 0
        whole = system.formulas.whole
        place = 0
        for slot in slots:
            self.at[slot] = place
            width = whole[slot].bit_length()
            self._every |= whole[slot] << place
            self._above |= 1 << place + width
            place += width + 1
        self._possible: dict[int, int] = {}

    def possible(self, scene: int) -> Packed:
        """Every value that is possible in a scene."""
        if scene not in self._possible:
            sets = self._system.possible(scene)
            self._possible[scene] = sum(sets[slot] << place for slot, place in self.at.items()) if sets else 0
        return self._possible[scene]

    def packed(self, cube: Iterable[tuple[int, int]], scene: int) -> Packed:
        """A cube of a scene, the slots that have no place left out."""
        whole = self._system.formulas.whole
        found = 0
        for slot, mask in cube:
            if slot in self.at:
                found |= (whole[slot] & ~mask) << self.at[slot]
        return found & self.possible(scene)

    def cube(self, packed: Packed, scene: int) -> Cube:
        """The cube that was packed."""
        sets = self._system.possible(scene)
        found = []
        for slot in self.at if sets and packed else ():
            forbidden = self.field(packed, slot)
            if forbidden:
                found.append((slot, sets[slot] & ~forbidden))  # type: ignore[index]
        return tuple(found)

    def field(self, packed: Packed, slot: int) -> int:
        """The values of one slot that a cube forbids."""
        return packed >> self.at[slot] & self._system.formulas.whole[slot]

    def some(self, packed: Packed, possible: Packed) -> bool:
        """Whether each slot has a value left of those that are possible."""
        return (possible ^ packed) + self._every & self._above == self._above

    def point(self, values: Sequence[int]) -> Packed:
        """The values of one state, a bit for each: a cube holds there where it forbids none of them."""
        lows = self._lows
        return sum(1 << place + values[slot] - lows[slot] for slot, place in self.at.items())

    def among(self, slots: Iterable[int], values: Sequence[int]) -> Packed:
        """The values of some of the slots."""
        lows, at = self._lows, self.at
        return sum(1 << at[slot] + values[slot] - lows[slot] for slot in slots)

    @cached_property
    def _lows(self) -> tuple[int, ...]:
        return tuple(slot.low for slot in self._system.story.slots)
