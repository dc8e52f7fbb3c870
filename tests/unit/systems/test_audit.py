"""Three honest counts of one week, and who can pass the three tests alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fourfifths.systems.allocation import City, allocate
from fourfifths.systems.audit import Costs, costs, judge, ratios, re_anchored
from fourfifths.systems.ratio import lowest_to_highest, rounded
from fourfifths.systems.weightings import Tally, launch_costs, tally, weightings
from tests.unit.systems.halyard import BALLOTS, CITY, FEATURES, HUBS, LAUNCH, WITH_VOICE

COSTS = launch_costs(CITY, LAUNCH)
BALLOT_CITY = CITY.with_feature("voice", BALLOTS)


def test_all_three_counts_are_the_published_ones() -> None:
    found = ratios(allocate(CITY, LAUNCH))
    assert [round(value, 2) for value in found] == [Fraction("0.84"), Fraction("0.35"), Fraction("0.22")]
    assert [rounded(value, 10_000) for value in found] == [8396, 3506, 2218]


def test_overcorrection_takes_it_from_the_hill() -> None:
    verdict = judge(BALLOT_CITY, {"need": 10, "voice": 6, "near": 4}, COSTS)
    assert round(verdict.ratios.households, 2) == Fraction("0.38")
    assert [round(value, 2) for value in verdict.costs] == [Fraction("0.72"), Fraction("1.32"), Fraction("0.91")]
    assert not verdict.passes


@pytest.mark.parametrize(
    ("city", "dinners", "eaten"),
    [(BALLOT_CITY, "0.63", "0.95"), (BALLOT_CITY.with_hubs(HUBS), "0.84", "1.07")],
    ids=["without hubs", "with hubs"],
)
def test_what_hubs_are_worth(city: City, dinners: str, eaten: str) -> None:
    verdict = judge(city, {"spend": 5, "tenure": 3, "near": 2, "need": 5, "voice": 5}, COSTS)
    assert verdict.fair
    assert round(verdict.ratios.dinners, 2) == Fraction(dinners)
    assert round(verdict.costs.eaten, 2) == Fraction(eaten)


def test_the_size_of_victory_is_one_dinner_a_week() -> None:
    before = allocate(CITY, LAUNCH)[-1].weekly
    after = allocate(BALLOT_CITY.with_hubs(HUBS), {"spend": 5, "tenure": 3, "near": 2, "need": 5, "voice": 5})[
        -1
    ].weekly
    assert (round(before, 2), round(after, 1)) == (Fraction("0.73"), Fraction("1.7"))


def test_nobody_can_fix_it_alone() -> None:
    assert tally(CITY, FEATURES, COSTS) == Tally(0, 891)
    assert tally(CITY, FEATURES, COSTS, endowed=True) == Tally(0, 891)
    hubs = CITY.with_hubs(HUBS)
    assert tally(hubs, FEATURES, COSTS) == Tally(58, 891)
    assert tally(hubs, FEATURES, COSTS, endowed=True) == Tally(216, 891)


def test_ballots_need_company_too() -> None:
    hubs = BALLOT_CITY.with_hubs(HUBS)
    alone, both, all_three = (
        tally(BALLOT_CITY, WITH_VOICE, COSTS),
        tally(hubs, WITH_VOICE, COSTS),
        tally(hubs, WITH_VOICE, COSTS, endowed=True),
    )
    assert (alone, both, all_three) == (Tally(10, 7051), Tally(545, 7051), Tally(2207, 7051))
    shares = [round(1000 * found.share) for found in (alone, both, all_three)]
    assert shares == [1, 77, 313]


def test_a_weighting_lays_all_points_and_none_too_high() -> None:
    found = list(weightings(FEATURES))
    assert len(found) == len({tuple(weights.values()) for weights in found}) == 891
    assert all(sum(weights.values()) == 20 and max(weights.values()) <= 10 for weights in found)


def test_a_ratio_is_rounded_half_up_and_equal_nothing_is_equal() -> None:
    assert rounded(Fraction(1, 20_000), 10_000) == 1
    assert rounded(Fraction(1, 20_001), 10_000) == 0
    assert lowest_to_highest((Fraction(0), Fraction(0))) == 1


@pytest.mark.parametrize(
    ("equity", "redeemed", "anchored"), [(35, "0.22", 28), (60, "0.35", 47), (0, "1", 50), (1, "0", 0)]
)
def test_an_audit_brings_the_meter_half_way_to_the_count(equity: int, redeemed: str, anchored: int) -> None:
    assert re_anchored(equity, Fraction(redeemed)) == anchored


def test_costs_are_measured_against_the_launch() -> None:
    assert costs(allocate(CITY, LAUNCH)).over(COSTS) == Costs(Fraction(1), Fraction(1), Fraction(1))
