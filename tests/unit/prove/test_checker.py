"""The checker confirms facts that are facts, and no others."""

from __future__ import annotations

import pytest

from fourfifths.flow import Flow
from fourfifths.prove.boxes import Box
from fourfifths.prove.checker import Checker, Goal
from tests.unit.prove.test_known import gate
from tests.unit.prove.worlds import story

GATE = story(gate("f0 and m0 >= 58", "m0: {by: +4, why: So.}", "m0: {by: +3, why: So.}"), (("m0", 100, 50),))
SLOT = {slot.name: slot.index for slot in GATE.slots}
F0, M0 = SLOT["f0"], SLOT["m0"]
AT = "w/s2"
WANTED = Goal(AT, (f"(v[{M0}] >= 58)",))


def values(low: int, high: int) -> int:
    return (1 << high + 1) - (1 << low)


@pytest.fixture
def loose() -> Checker:
    """A checker to which each value is allowed in each scene."""
    whole = tuple((1 << slot.high - slot.low + 1) - 1 for slot in GATE.slots)
    return Checker(GATE, dict.fromkeys(GATE.scenes, whole))


BACK: dict[str, list[Box]] = {
    "w/s2": [{M0: values(58, 100)}],
    "w/s1": [{M0: values(55, 100)}],
    "w/s0": [{M0: values(51, 100)}],
}


def test_facts_that_hold_at_the_start_and_with_each_step_are_confirmed(loose: Checker) -> None:
    assert loose.sound
    assert loose.confirms([WANTED], BACK)


@pytest.mark.parametrize(
    ("scene", "boxes"),
    [
        ("w/s0", [{M0: values(50, 100)}]),
        ("w/s0", []),
        ("w/s1", [{M0: values(56, 100)}]),
        ("w/s1", []),
        ("w/s2", [{M0: values(59, 100)}]),
        ("w/s2", [{M0: values(58, 100), F0: 0b10}]),
        ("w/s2", [{}]),
    ],
    ids=["the start is in it", "left out", "one value short", "left out behind", "short of the goal", "half", "all"],
)
def test_facts_that_do_not_hold_are_not_confirmed(loose: Checker, scene: str, boxes: list[Box]) -> None:
    assert not loose.confirms([WANTED], {**BACK, scene: boxes})


def test_values_that_a_step_leads_out_of_are_no_facts() -> None:
    allowed = dict(Flow(GATE).at)
    assert Checker(GATE, allowed).sound
    for scene in ("w/s0", "w/s1", "w/s2"):
        sets = list(allowed[scene])
        sets[M0] = 1 << 3
        assert not Checker(GATE, {**allowed, scene: tuple(sets)}).sound
        assert not Checker(GATE, {name: each for name, each in allowed.items() if name != scene}).sound


def test_a_goal_that_can_be_met_is_never_confirmed(loose: Checker) -> None:
    assert not loose.confirms([Goal(AT, (f"(v[{M0}] >= 57)",))], {})
    assert not loose.confirms([Goal("w/s0", (), arriving=True)], {})
    assert loose.confirms([Goal(AT, ("False",))], {})


def test_a_goal_on_arrival_is_looked_at_before_the_step(loose: Checker) -> None:
    facts = {"w/s1": [{M0: values(55, 100)}], "w/s0": [{M0: values(51, 100)}]}
    arriving = Goal(AT, (f"(v[{M0}] >= 58)",), arriving=True)
    assert loose.confirms([arriving], facts)
    assert not loose.confirms([arriving], {})
