"""Witnesses lose the rounds they do not need, and no others."""

from __future__ import annotations

from fourfifths.prove.shorten import shortened
from fourfifths.prove.system import System
from fourfifths.prove.targets import targets
from fourfifths.prove.witness import Ledger
from fourfifths.testing.atlas import Atlas
from tests.unit.prove.test_known import by, hub
from tests.unit.prove.worlds import story

THREES = story(hub("m0 >= 56", by(3), by(-3)), (("m0", 100, 50),))


def ledger(*choices: int) -> tuple[Ledger, int]:
    system, atlas = System(THREES), Atlas(THREES)
    asked = targets(system, atlas)
    found = Ledger(system, atlas, asked)
    found.walk(0, choices)
    return found, next(target.number for target in asked if target.key == "scene w/gold")


def test_rounds_that_are_not_needed_are_left_out() -> None:
    known, gold = ledger(0, 1, 0, 1, 1, 0, 0, 0, 2)
    assert gold in known.found
    (_, choices), spent = shortened(known, gold, 1000)
    assert tuple(choices) == (0, 0, 2)
    assert 0 < spent <= 1000
    assert known.meets(gold, (0, choices))


def test_nothing_is_left_out_without_a_budget() -> None:
    known, gold = ledger(0, 1, 0, 0, 2)
    (_, choices), _ = shortened(known, gold, 0)
    assert tuple(choices) == (0, 1, 0, 0, 2)


def test_a_track_that_cannot_be_gone_meets_nothing() -> None:
    known, gold = ledger(0, 0, 2)
    assert not known.meets(gold, (0, (2,)))
    assert not known.meets(gold, (0, (0, 0)))
