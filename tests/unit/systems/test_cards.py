"""The settings of the card that the shipped story has names for do what their lines say."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from fourfifths.compiler.tablefiles import read_tables
from fourfifths.systems.allocation import City
from fourfifths.systems.audit import FOUR_FIFTHS, judge, ratios
from fourfifths.systems.ratio import rounded
from fourfifths.systems.tables import Concierge
from fourfifths.systems.weightings import MOST, POINTS, launch_costs
from tests.unit.systems.halyard import BALLOTS, HUBS, LAUNCH

_READ = read_tables(Path(__file__).parents[3] / "story").concierge
assert _READ is not None
CONCIERGE: Concierge = _READ
COSTS = launch_costs(CONCIERGE.city, CONCIERGE.launch)
HUBBED = CONCIERGE.city.with_hubs(HUBS)


def passes(card: str, city: City, *, endowed: bool = False) -> bool:
    return judge(city, CONCIERGE.cards[card].weights, COSTS, endowed).passes


def test_every_card_lays_all_points_and_none_too_high() -> None:
    for name, card in CONCIERGE.cards.items():
        assert sum(card.weights.values()) == POINTS, name
        assert max(card.weights.values()) <= MOST, name
        assert card.about, name


def test_the_launch_is_the_launch_and_the_capped_card_is_it_levelled_down() -> None:
    assert CONCIERGE.cards["launch"].weights == LAUNCH == CONCIERGE.launch
    capped = CONCIERGE.cards["capped"]
    assert capped.weights == LAUNCH
    assert rounded(ratios(capped.shares(CONCIERGE.city)).households, 10_000) == 8004


def test_the_tables_ballots_are_the_published_ones() -> None:
    assert CONCIERGE.ballots == BALLOTS


@pytest.mark.parametrize("fewer", [frozenset(some) for size in range(3) for some in combinations(sorted(HUBS), size)])
def test_the_hubs_card_passes_with_all_three_hubs_and_fails_without_any_of_them(fewer: frozenset[str]) -> None:
    assert passes("hubs-card", HUBBED)
    assert not passes("hubs-card", CONCIERGE.city.with_hubs(fewer), endowed=True)
    assert CONCIERGE.cards["hubs-card"].weights["voice"] == 0


def test_the_gift_card_takes_hubs_and_the_gift() -> None:
    assert passes("gift-card", HUBBED, endowed=True)
    assert not passes("gift-card", HUBBED)
    assert not passes("gift-card", CONCIERGE.city, endowed=True)
    assert CONCIERGE.cards["gift-card"].weights["voice"] == 0


def test_the_ballots_card_is_fair_with_ballots_and_passes_only_with_everything() -> None:
    voiced = CONCIERGE.with_ballots()
    verdict = judge(voiced, CONCIERGE.cards["voice"].weights, COSTS)
    assert verdict.fair
    assert not verdict.pays
    assert not verdict.carries
    assert passes("voice", voiced.with_hubs(HUBS), endowed=True)
    assert not passes("voice", voiced.with_hubs(HUBS))
    assert not passes("voice", HUBBED, endowed=True)


def test_the_overcorrected_card_is_the_published_one() -> None:
    verdict = judge(CONCIERGE.with_ballots(), CONCIERGE.cards["shout"].weights, COSTS)
    assert rounded(verdict.ratios.households, 100) == 38
    assert verdict.ratios.households < FOUR_FIFTHS
    assert rounded(verdict.costs.courier, 100) == 132
