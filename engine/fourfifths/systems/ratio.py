"""Fractions of whole numbers, shown in ten-thousandths."""

from __future__ import annotations

from fractions import Fraction

WHOLE = 10_000
"""How many ten-thousandths make one."""


def parts(value: Fraction) -> int:
    """The value in ten-thousandths, rounded half up; 0.35064… is 3506."""
    return (2 * value.numerator * WHOLE + value.denominator) // (2 * value.denominator)


def lowest_to_highest(values: tuple[Fraction, ...]) -> Fraction:
    """The lowest of some values over the highest; 1 where all are 0, since nobody has more than anybody else."""
    highest = max(values)
    return min(values) / highest if highest else Fraction(1)
