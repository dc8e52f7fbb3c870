"""Sets of a slot's values as whole numbers: one bit for each value, from the slot's lowest up."""

from __future__ import annotations

Set = int


def members(values: Set, low: int) -> list[int]:
    """The values in a set, smallest first, in a slot whose lowest value is `low`."""
    return [low + at for at in range(values.bit_length()) if values >> at & 1]


def moved(values: Set, amount: int, size: int) -> Set:
    """A set after a move by an amount that the ends of a slot with so many values stop."""
    if amount < 0:
        return values >> -amount | (1 if values & (1 << -amount) - 1 else 0)
    after = values << amount
    every = (1 << size) - 1
    return after & every | (1 << size - 1 if after > every else 0)
