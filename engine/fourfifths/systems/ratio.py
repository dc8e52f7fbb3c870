"""Fractions of whole numbers, and how one is rounded to be shown."""

from __future__ import annotations

from fractions import Fraction


def rounded(value: Fraction, scale: int = 1) -> int:
    """The value in parts of which `scale` make one, rounded half up: 0.35064… is 3506 ten-thousandths."""
    return (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)


def lowest_to_highest(values: tuple[Fraction, ...]) -> Fraction:
    """The lowest of some values over the highest; 1 where all are 0, since nobody has more than anybody else."""
    highest = max(values)
    return min(values) / highest if highest else Fraction(1)
