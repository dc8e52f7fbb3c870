"""Plays drawn around one that comes to a rare place."""

from __future__ import annotations

from fourfifths.program import Program
from fourfifths.prove.varied import variations
from tests.unit.prove.test_known import by, hub
from tests.unit.prove.worlds import story

GATE = Program(story(hub("m0 >= 56", by(3), by(-3)), (("m0", 100, 50),)))
TRACK = (0, (0, 1, 0, 0, 2))
GOLD = {GATE.number["w/gold"]}


def test_each_can_be_played_and_the_same_are_drawn_again() -> None:
    drawn = list(variations(GATE, TRACK, GOLD, 2000, 1))
    assert drawn == list(variations(GATE, TRACK, GOLD, 2000, 1))
    assert len({choices for _, choices in drawn}) > 10
    for seed, choices in drawn:
        scene, values = GATE.start(seed)
        for choice in choices:
            assert choice in GATE.open[scene](values)
            scene = GATE.take[scene][choice](values)


def test_none_are_drawn_without_steps() -> None:
    assert not list(variations(GATE, TRACK, GOLD, 0, 1))
