"""What an effect does to a whole number: the one place that knows it, for single values and for sets of them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from fourfifths.bits import Set, members, moved


class EffectKind(StrEnum):
    """How an effect comes to a slot's new value."""

    SET = "set"
    MOVE = "move"
    HALF_WAY = "half-way"


SET, MOVE, HALF_WAY = EffectKind.SET, EffectKind.MOVE, EffectKind.HALF_WAY


class Operation(NamedTuple):
    """Sets a value to `amount`, moves it by `amount`, or takes it half way to `amount`, rounded down.

    What comes of it is stopped at `low` and `high`; the values of a set lie between these, one bit each from `low` up.
    """

    kind: EffectKind
    amount: int
    low: int
    high: int

    def after(self, value: int) -> int:
        """What becomes of a value."""
        kind, amount, low, high = self
        if kind is MOVE:
            amount += value
        elif kind is HALF_WAY:
            amount = (value + amount) // 2
        return low if amount < low else high if amount > high else amount

    def image(self, values: Set) -> Set:
        """What becomes of a set of values."""
        low = self.low
        if self.kind is MOVE:
            return moved(values, self.amount, self.high - low + 1)
        if self.kind is SET:
            return 1 << self.after(low) - low if values else 0
        return sum(1 << after - low for after in {self.after(value) for value in members(values, low)})

    def preimage(self, values: Set) -> Set:
        """The values of which one of these comes."""
        low = self.low
        every = range(low, self.high + 1)
        return sum(1 << value - low for value in every if values >> self.after(value) - low & 1)

    def still(self) -> tuple[int, int]:
        """The lowest and the highest value that stay what they are; all between them do too.

        Such a value there always is where `amount` is one of the slot's own or moves at all.
        """
        values = [value for value in range(self.low, self.high + 1) if self.after(value) == value]
        return values[0], values[-1]
