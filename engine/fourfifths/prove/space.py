"""Sets of combinations of a few slots' values as one whole number each, a bit for each combination.

A move by an amount is a shift; what passes a slot's end is smeared onto it. Every operation takes all combinations at
once, so a million of them cost some microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fourfifths.model import Effect, Slot
from fourfifths.operation import HALF_WAY, SET
from fourfifths.prove.formula import Every, Literal, Opaque, Some, Tree

Bits = int


class Space:
    """All combinations of the values of these slots; other slots are not part of it."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = tuple(slots)
        self._size: dict[int, int] = {slot.index: slot.high - slot.low + 1 for slot in slots}
        self._low = {slot.index: slot.low for slot in slots}
        self._stride: dict[int, int] = {}
        self.size = 1
        for slot in reversed(self.slots):
            self._stride[slot.index] = self.size
            self.size *= self._size[slot.index]
        self.full: Bits = (1 << self.size) - 1
        self._axes: dict[tuple[int, int], Bits] = {}

    def __contains__(self, slot: int) -> bool:
        return slot in self._stride

    def number(self, values: Sequence[int]) -> int:
        """The number of the bit for these values."""
        return sum((values[slot] - self._low[slot]) * stride for slot, stride in self._stride.items())

    def values(self, number: int) -> dict[int, int]:
        """The values of the slots at a bit."""
        return {s: number // stride % self._size[s] + self._low[s] for s, stride in self._stride.items()}

    def axis(self, slot: int, mask: int) -> Bits:
        """The combinations in which the slot has one of the values of the mask."""
        key = (slot, mask)
        if key not in self._axes:
            self._axes[key] = self._repeated(slot, mask)
        return self._axes[key]

    def _repeated(self, slot: int, mask: int) -> Bits:
        stride, size = self._stride[slot], self._size[slot]
        block, ones = 0, (1 << stride) - 1
        for value in range(size):
            if mask >> value & 1:
                block |= ones << value * stride
        have, want = 1, self.size // (stride * size)
        found = block
        while have < want:
            more = min(have, want - have)
            found |= found << more * stride * size
            have += more
        return found & self.full

    def holding(self, tree: Tree, table: Callable[[Opaque], Bits] | None = None) -> Bits:
        """The combinations in which a tree holds; an opaque part is taken to hold unless a table says where."""
        if isinstance(tree, Literal):
            return self.axis(tree.slot, tree.mask) if tree.slot in self._stride else self.full
        if isinstance(tree, Opaque):
            return table(tree) if table else self.full
        parts = [self.holding(part, table) for part in tree.parts]
        found = self.full if isinstance(tree, Every) else 0
        for part in parts:
            found = found & part if isinstance(tree, Every) else found | part
        assert isinstance(tree, Every | Some)  # noqa: S101
        return found

    def after(self, bits: Bits, effect: Effect) -> Bits:
        """What an effect makes of a set."""
        slot = effect.slot.index
        if slot not in self._stride or not bits:
            return bits
        size, stride = self._size[slot], self._stride[slot]
        if effect.kind is HALF_WAY:
            return self._carried(bits, slot, _steps(effect))
        if effect.kind is SET:
            amount = min(effect.slot.high, max(effect.slot.low, effect.amount)) - effect.slot.low
            return (self._smeared(bits, -stride, size - 1) & self.axis(slot, 1)) << amount * stride
        amount = max(1 - size, min(size - 1, effect.amount))
        if amount == 0:
            return bits
        if amount > 0:
            over = bits & self.axis(slot, _range(size - amount, size))
            moved = (bits ^ over) << amount * stride
            return moved | self._smeared(over, stride, amount - 1) & self.axis(slot, 1 << size - 1)
        over = bits & self.axis(slot, _range(0, -amount))
        moved = (bits ^ over) >> -amount * stride
        return moved | self._smeared(over, -stride, -amount - 1) & self.axis(slot, 1)

    def before(self, bits: Bits, effect: Effect) -> Bits:
        """The combinations that an effect leads into a set."""
        slot = effect.slot.index
        if slot not in self._stride or not bits:
            return bits
        size, stride = self._size[slot], self._stride[slot]
        if effect.kind is HALF_WAY:
            return self._carried(bits, slot, [(there, at) for at, there in _steps(effect)])
        if effect.kind is SET:
            amount = min(effect.slot.high, max(effect.slot.low, effect.amount)) - effect.slot.low
            return self._smeared((bits & self.axis(slot, 1 << amount)) >> amount * stride, stride, size - 1)
        amount = max(1 - size, min(size - 1, effect.amount))
        if amount == 0:
            return bits
        if amount > 0:
            found = (bits >> amount * stride) & self.axis(slot, _range(0, size - amount))
            top = bits & self.axis(slot, 1 << size - 1)
            return found | self._smeared(top, -stride, amount - 1) if top else found
        found = (bits << -amount * stride) & self.axis(slot, _range(-amount, size))
        bottom = bits & self.axis(slot, 1)
        return found | self._smeared(bottom, stride, -amount - 1) if bottom else found

    def boxes(self, bits: Bits, at: int = 0) -> list[dict[int, int]]:
        """The set as boxes: for each slot the values it may have."""
        if not bits or at == len(self.slots):
            return [{}] if bits else []
        slot = self.slots[at].index
        stride, size = self._stride[slot], self._size[slot]
        rows: dict[Bits, int] = {}
        for value in range(size):
            row = (bits >> value * stride) & ((1 << stride) - 1)
            rows[row] = rows.get(row, 0) | 1 << value
        return [{slot: mask, **box} for row, mask in rows.items() for box in self.boxes(row, at + 1)]

    def _carried(self, bits: Bits, slot: int, steps: Sequence[tuple[int, int]]) -> Bits:
        """The set with the combinations of one value of a slot carried to another, step by step; no others."""
        stride, lowest, found = self._stride[slot], self.axis(slot, 1), 0
        for at, there in steps:
            found |= (bits >> at * stride & lowest) << there * stride
        return found

    @staticmethod
    def _smeared(bits: Bits, step: int, times: int) -> Bits:
        """The set with all that up to so many shifts make of it."""
        have = 0
        while have < times:
            more = min(have + 1, times - have)
            bits |= bits << more * step if step > 0 else bits >> -more * step
            have += more
        return bits


def _steps(effect: Effect) -> list[tuple[int, int]]:
    """Each value of an effect's slot and what becomes of it, both counted from the lowest."""
    slot, operation = effect.slot, effect.operation
    return [(value - slot.low, operation.after(value) - slot.low) for value in range(slot.low, slot.high + 1)]


def _range(low: int, high: int) -> int:
    return (1 << high) - (1 << low)
