"""Boxes that no play is in, and which of them a box meets: asked often, of thousands of boxes at once.

A set of the boxes is an int with a bit for each, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Box = Mapping[int, int]
"""By slot the values it may have, one bit each from the slot's lowest up; a slot that is not in it may have any."""


class Avoided:
    """The boxes of one scene, in which the slots have the values of `sets`, unless a box that is asked for says less.

    What the slots do of which a box says nothing is worked out once for all boxes that speak of the same slots.
    """

    def __init__(self, boxes: Sequence[Box] = (), sets: Sequence[int] = ()) -> None:
        self._boxes, self.sets = boxes, sets
        self._all = (1 << len(boxes)) - 1
        self._masks: dict[int, dict[int, int]] = {}
        for number, box in enumerate(boxes):
            for index, mask in box.items():
                masks = self._masks.setdefault(index, {})
                masks[mask] = masks.get(mask, 0) | 1 << number
        self._apart: dict[tuple[int, int], int] = {}
        self._lacking: dict[tuple[int, int], int] = {}
        self._silent: dict[tuple[int, ...], tuple[int, int]] = {}

    def met(self, box: Box) -> int:
        """The boxes that share a state with this one."""
        found, _ = self._rest(tuple(box))
        for index, mask in box.items():
            found &= ~self.apart(index, mask)
        return found

    def apart(self, index: int, mask: int) -> int:
        """The boxes in which the slot has none of these values."""
        key = index, mask
        if key not in self._apart:
            masks = self._masks.get(index, {})
            self._apart[key] = sum(boxes for other, boxes in masks.items() if not other & mask)
        return self._apart[key]

    def holds(self, box: Box, met: int) -> bool:
        """Whether one of these boxes holds all of a box."""
        if not met:
            return False
        met &= self._rest(tuple(box))[1]
        for index, mask in box.items():
            met &= ~self._without(index, mask)
        return met != 0

    def _without(self, index: int, mask: int) -> int:
        """The boxes in which the slot lacks one of these values."""
        key = index, mask
        if key not in self._lacking:
            masks = self._masks.get(index, {})
            self._lacking[key] = sum(boxes for other, boxes in masks.items() if mask & ~other)
        return self._lacking[key]

    def _rest(self, named: tuple[int, ...]) -> tuple[int, int]:
        """The boxes that all slots but these allow to meet a box, and to hold it."""
        if named not in self._silent:
            met = whole = self._all
            for index in self._masks.keys() - set(named):
                met &= ~self.apart(index, self.sets[index])
                whole &= ~self._without(index, self.sets[index])
            self._silent[named] = met, whole
        return self._silent[named]

    def edge(self, box: Box, met: int) -> tuple[int, int]:
        """Where the first of these boxes cuts through a box: a slot and the values on the inner side."""
        first = self._boxes[(met & -met).bit_length() - 1]
        return next((index, mask) for index, mask in first.items() if box.get(index, self.sets[index]) & ~mask)
