"""Plays made nearer and nearer to a target."""

from __future__ import annotations

from itertools import islice

import pytest

from fourfifths.prove.distance import Distance
from fourfifths.prove.formula import NEVER, Literal, every, some
from fourfifths.prove.nearer import Nearer
from fourfifths.prove.prover import Prover
from fourfifths.prove.targets import Target
from fourfifths.prove.verdict import Budget
from fourfifths.prove.witness import Track
from tests.unit.prove.test_known import by, hub
from tests.unit.prove.worlds import story

STEPS = 20_000
GATE = Prover(story(hub("m0 >= 80", by(3), by(-3)), (("m0", 100, 50),)), 0, Budget())
PROGRAM = GATE.ledger.program
METER = GATE.system.story.meters[0].slot.index
TRACK = (0, (0, 1, 0, 0))


def gold() -> Target:
    return next(target for target in GATE.targets if target.key == "scene w/gold")


def drawn(steps: int = STEPS, *tracks: Track) -> list[Track]:
    nearer = Nearer(GATE.system, PROGRAM, gold(), {METER})
    return [(seed, tuple(choices)) for seed, choices in nearer.plays(tracks or (TRACK,), steps)]


def test_a_rare_scene_is_come_to_and_the_same_plays_are_drawn_again() -> None:
    found = drawn()
    assert found
    assert found == drawn()
    for seed, choices in found:
        scene, values = PROGRAM.start(seed)
        met = False
        for choice in choices:
            assert choice in PROGRAM.open[scene](values)
            scene = PROGRAM.take[scene][choice](values)
            met |= PROGRAM.scenes[scene].id == "w/gold"
        assert met


def test_each_has_values_that_none_had_before() -> None:
    nearer = Nearer(GATE.system, PROGRAM, gold(), ())
    assert len(list(nearer.plays([TRACK], STEPS))) == 1


@pytest.mark.parametrize("tracks", [[], [(0, ())]])
def test_none_without_a_play_to_begin_with(tracks: list[Track]) -> None:
    assert not list(Nearer(GATE.system, PROGRAM, gold(), ()).plays(tracks, STEPS))


def test_none_are_drawn_without_steps() -> None:
    assert not list(Nearer(GATE.system, PROGRAM, gold(), ()).plays([TRACK], 0))


def test_a_play_goes_on_from_any_of_its_choices() -> None:
    long = (0, tuple(number % 2 for number in range(50)))
    for _, choices in islice(drawn(STEPS, long), 20):
        assert GATE.ledger.meets(gold().number, (0, choices)) or 2 in choices


def test_a_distance_is_nothing_where_a_tree_holds_and_grows_with_what_is_lacking() -> None:
    distance = Distance(GATE.system)
    slot = GATE.system.story.meters[0].slot
    low, high = Literal(slot.index, 0b111), Literal(slot.index, 1 << 100)
    values = [0] * len(GATE.system.story.slots)
    for value in (0, 2):
        values[slot.index] = value
        assert not distance.of(low, values)
        assert not distance.lacking(low, values)
    near, far = list(values), list(values)
    near[slot.index], far[slot.index] = 4, 40
    assert 1 < distance.of(low, near) < distance.of(low, far)
    assert distance.of(every((low, high)), far) == distance.of(low, far) + distance.of(high, far)
    assert distance.of(some((low, high)), far) == min(distance.of(low, far), distance.of(high, far))
    assert distance.lacking(every((low, high)), far) == {slot.index}
    assert distance.of(NEVER, far) == float("inf")
