"""All the ways to set a card: every weighting in whole points, and how many of them pass."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from fourfifths.systems.allocation import City, Weights, allocate
from fourfifths.systems.audit import FOUR_FIFTHS, Costs, costs, judge

POINTS, MOST = 20, 10
"""How many points a card has, and how many of them one feature may take."""


class Tally(NamedTuple):
    """How many weightings pass the three tests, of how many."""

    passing: int
    of: int

    @property
    def share(self) -> Fraction:
        """The share that passes."""
        return Fraction(self.passing, self.of)


def weightings(features: tuple[str, ...], points: int = POINTS, most: int = MOST) -> Iterator[dict[str, int]]:
    """Every way to lay the points on these features, none with more than `most`; in order of the first feature."""
    if len(features) == 1:
        if points <= most:
            yield {features[0]: points}
        return
    for first in range(min(points, most) + 1):
        for rest in weightings(features[1:], points - first, most):
            yield {features[0]: first, **rest}


def tally(city: City, features: tuple[str, ...], launch: Costs, endowed: bool = False) -> Tally:
    """How many weightings of these features pass in this city."""
    tried = list(weightings(features))
    fair = (weights for weights in tried if _fair(city, weights))
    return Tally(sum(judge(city, weights, launch, endowed).passes for weights in fair), len(tried))


def launch_costs(city: City, weights: Weights) -> Costs:
    """What the launch weights cost in the city as it was: the measure for all others."""
    return costs(allocate(city, weights))


def _fair(city: City, weights: Weights) -> bool:
    """The first of the three tests by the scores alone, which offers are in proportion to: most weightings fail it."""
    scores = [district.score(weights) for district in city.districts]
    return min(scores) * FOUR_FIFTHS.denominator >= max(scores) * FOUR_FIFTHS.numerator > 0
