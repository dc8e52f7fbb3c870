"""Boxes that no play is in, and which of them a box meets: asked often, of hundreds of boxes at once.

A set of the boxes is an int with a bit for each, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Box = Mapping[int, int]
"""By slot the values it may have, one bit each from the slot's lowest up; a slot that is not in it may have any."""


class Avoided:
    """The boxes of one scene."""

    def __init__(self, boxes: Sequence[Box] = ()) -> None:
        self._boxes = boxes
        self.all = (1 << len(boxes)) - 1
        self._masks: dict[int, dict[int, int]] = {}
        for number, box in enumerate(boxes):
            for index, mask in box.items():
                masks = self._masks.setdefault(index, {})
                masks[mask] = masks.get(mask, 0) | 1 << number
        self._apart: dict[tuple[int, int], int] = {}
        self._lacking: dict[tuple[int, int], int] = {}

    @property
    def slots(self) -> frozenset[int]:
        """The slots that any of the boxes speaks of."""
        return frozenset(self._masks)

    def met(self, box: Box) -> int:
        """The boxes that share a state with this one, which speaks of all their slots."""
        found = self.all
        for index in self._masks:
            found &= ~self.apart(index, box[index])
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
        for index in self._masks:
            if not met:
                return False
            met &= ~self._without(index, box[index])
        return met != 0

    def _without(self, index: int, mask: int) -> int:
        """The boxes in which the slot lacks one of these values."""
        key = index, mask
        if key not in self._lacking:
            self._lacking[key] = sum(boxes for other, boxes in self._masks[index].items() if mask & ~other)
        return self._lacking[key]

    def edge(self, box: Box, met: int) -> tuple[int, int]:
        """Where the first of these boxes cuts through a box: a slot and the values on the inner side."""
        first = self._boxes[(met & -met).bit_length() - 1]
        return next((index, mask) for index, mask in first.items() if box[index] & ~mask)
