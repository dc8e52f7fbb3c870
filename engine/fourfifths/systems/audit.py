"""The audit: three honest ways to count one week, and the three tests that a weighting passes or fails."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from fourfifths.systems.allocation import NEAR, SPEND, City, Share, Weights, allocate
from fourfifths.systems.ratio import lowest_to_highest, rounded

FOUR_FIFTHS = Fraction(4, 5)
"""The line: the lower group gets at least four fifths of the higher group's rate (29 CFR 1607.4(D))."""
LEAST_REVENUE, LEAST_REVENUE_ENDOWED = Fraction(85, 100), Fraction(75, 100)
MOST_COURIER = Fraction(115, 100)
_FAR = 10
"""What is left of this after `near` is what a drop costs a courier."""


class Ratios(NamedTuple):
    """The lowest district over the highest, counted in impressions, in households and in dinners."""

    impressions: Fraction
    households: Fraction
    dinners: Fraction


class Costs(NamedTuple):
    """What an evening takes in, what it costs the couriers, and how many thousand dinners are eaten."""

    revenue: Fraction
    courier: Fraction
    eaten: Fraction

    def over(self, launch: Costs) -> Costs:
        """These as multiples of the launch's."""
        return Costs(*(now / then for now, then in zip(self, launch, strict=True)))


class Verdict(NamedTuple):
    """The three public tests, and what was tested: the household ratio, and the costs over the launch's."""

    ratios: Ratios
    costs: Costs
    endowed: bool

    @property
    def fair(self) -> bool:
        """Whether the household ratio reaches the four-fifths line."""
        return self.ratios.households >= FOUR_FIFTHS

    @property
    def pays(self) -> bool:
        """Whether revenue stays above its floor; an endowment lowers the floor."""
        return self.costs.revenue >= (LEAST_REVENUE_ENDOWED if self.endowed else LEAST_REVENUE)

    @property
    def carries(self) -> bool:
        """Whether the couriers can carry it."""
        return self.costs.courier <= MOST_COURIER

    @property
    def passes(self) -> bool:
        """Whether all three hold."""
        return self.fair and self.pays and self.carries


def ratios(shares: tuple[Share, ...]) -> Ratios:
    """The three counts of one week."""
    return Ratios(
        lowest_to_highest(tuple(share.impressions for share in shares)),
        lowest_to_highest(tuple(share.offered for share in shares)),
        lowest_to_highest(tuple(share.completed for share in shares)),
    )


def costs(shares: tuple[Share, ...]) -> Costs:
    """What these shares take in, cost and feed, in the tables' own units."""
    return Costs(
        sum((share.households * share.district.features[SPEND] for share in shares), Fraction()),
        sum((share.households * (_FAR - share.district.features[NEAR]) for share in shares), Fraction()),
        sum((share.completed * share.district.households for share in shares), Fraction()),
    )


def judge(city: City, weights: Weights, launch: Costs, endowed: bool = False) -> Verdict:
    """What a weighting comes to in this city, against the launch's costs."""
    shares = allocate(city, weights)
    return Verdict(ratios(shares), costs(shares).over(launch), endowed)


def re_anchored(equity: int, redeemed: Fraction) -> int:
    """The equity meter after an audit: half way to the redeemed ratio, in whole hundredths as it is shown.

    It is rounded down, as the effect `half-way-to` is, by which a story does the same.
    """
    return (equity + rounded(redeemed, 100)) // 2
