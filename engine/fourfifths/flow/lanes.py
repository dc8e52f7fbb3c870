"""The sets of all slots' values side by side in one whole number: a lane of bits for each slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fourfifths.bits import Set
from fourfifths.model import Slot

Sets = tuple[Set, ...]
Packed = int


class Lanes:
    """The places of a story's slots: `at[index]` is a lane's lowest bit, `whole[index]` all bits of it, `ones[index]`
    those of a lane that begins at the lowest."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.at: list[int] = []
        self.whole: list[Packed] = []
        self.ones: list[Set] = []
        place = 0
        for slot in slots:
            ones = (1 << slot.high - slot.low + 1) - 1
            self.at.append(place)
            self.whole.append(ones << place)
            self.ones.append(ones)
            place += slot.high - slot.low + 1

    def lane(self, packed: Packed, index: int) -> Set:
        """The values of one slot."""
        return packed >> self.at[index] & self.ones[index]

    def over(self, indices: Iterable[int]) -> Packed:
        """All bits of some slots' lanes."""
        found = 0
        for index in indices:
            found |= self.whole[index]
        return found

    def packed(self, sets: Iterable[Set]) -> Packed:
        """The sets of all slots as one number."""
        found = 0
        for values, place in zip(sets, self.at, strict=True):
            found |= values << place
        return found

    def sets(self, packed: Packed) -> Sets:
        """The sets of all slots, one by one."""
        return tuple(packed >> place & ones for place, ones in zip(self.at, self.ones, strict=True))
