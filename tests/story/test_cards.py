"""What the story does with the Concierge's card, against the arithmetic of systems/."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product

import pytest

from fourfifths import bundled, step
from fourfifths.compiler import compile_story
from fourfifths.compiler.tablefiles import read_tables
from fourfifths.model import Story
from fourfifths.state import State, Turn
from fourfifths.systems.audit import judge, ratios, re_anchored
from fourfifths.systems.tables import VOICE, Concierge
from fourfifths.systems.weightings import launch_costs

DOORS = ("low-quay", "stacks", "marl")
"""Where the pick-up points open, in this order."""
CARDS = ("launch", "level", "need", "voice", "shout", "narrow")
"""The settings that share by score; `capped` passes the rule alone, and is told of by itself."""
UPDATE = ("launch", "level")
"""What may be in force before the update."""
GIFTS = ("none", "named", "pooled", "entrusted", "withheld")


@cache
def story() -> Story:
    return compile_story(bundled.story_folder())


def concierge() -> Concierge:
    table = read_tables(bundled.story_folder()).concierge
    assert table is not None
    return table


def arriving(scene: str, equity: int, **words: str | int) -> Turn:
    """What comes of being led into a scene of routes with these values."""
    values = list(step.begin(story(), seed=1).state.values)
    for name, value in {"equity": equity, **words}.items():
        slot = story().slot(name)
        assert slot is not None
        values[slot.index] = slot.words.index(value) if isinstance(value, str) else value
    return step.arrive(story(), State(scene, tuple(values), 1))


def after(turn: Turn, name: str) -> int:
    slot = story().slot(name)
    assert slot is not None
    return turn.state.values[slot.index]


def redeemed(card: str, hubs: int) -> Fraction:
    table = concierge()
    city = table.with_ballots() if table.cards[card].weights.get(VOICE) else table.city
    return ratios(table.cards[card].shares(city.with_hubs(frozenset(DOORS[:hubs])))).dinners


@pytest.mark.parametrize(("scene", "cards"), [("city/update-21-10", UPDATE), ("juno/drift", (*CARDS, "capped"))])
def test_an_audit_moves_equity_half_way_to_the_dinners_the_card_comes_to(scene: str, cards: tuple[str, ...]) -> None:
    for card, hubs, equity in product(cards, range(3 if scene.startswith("city") else 4), (0, 35, 61, 100)):
        turn = arriving(scene, equity, card=card, hubs=hubs)
        assert after(turn, "equity") == re_anchored(equity, redeemed(card, hubs)), (card, hubs)


@pytest.mark.parametrize("scene", ["city/update-tests", "juno/drift-passes"])
def test_a_card_passes_where_the_three_public_tests_say_so(scene: str) -> None:
    table = concierge()
    cost = launch_costs(table.city, table.launch)
    for card, hubs, gift in product(CARDS, range(4), GIFTS):
        weights = table.cards[card].weights
        city = (table.with_ballots() if weights.get(VOICE) else table.city).with_hubs(frozenset(DOORS[:hubs]))
        turn = arriving(scene, 50, card=card, hubs=hubs, gift=gift)
        assert bool(after(turn, "passes")) is judge(city, weights, cost, gift in ("pooled", "entrusted")).passes
