"""Ballots: what the doors settle for, and the voices that the published counts were made with."""

from __future__ import annotations

from pathlib import Path

from fourfifths.compiler.tablefiles import read_tables
from fourfifths.systems.audit import judge
from fourfifths.systems.ballots import Ballots, Case
from fourfifths.systems.weightings import Tally, launch_costs, tally
from tests.unit.systems.halyard import BALLOTS, CITY, LAUNCH, WITH_VOICE

_READ = read_tables(Path(__file__).parents[3] / "story").ballots
assert _READ is not None
SHIPPED: Ballots = _READ
PAIR = Ballots(10, {"crate": Case("Who?", "hill", "quay", {"hill": 6, "quay": 1, "marl": 5})})


def test_doors_settle_for_the_claimant_that_more_of_them_name() -> None:
    case = PAIR.cases["crate"]
    assert [PAIR.choice(case, district) for district in ("hill", "quay", "marl", "moon")] == ["hill", "quay", "", ""]


def test_only_the_doors_that_were_asked_count() -> None:
    assert PAIR.points(frozenset(PAIR.asked())) == {"hill": 1, "quay": 1}
    assert PAIR.points(frozenset({"quay", "marl"})) == {"hill": 0, "quay": 1}
    assert PAIR.points(frozenset()) == {"hill": 0, "quay": 0}


def test_a_voice_is_never_more_than_a_feature_has() -> None:
    doors = {f"d{number}": 10 for number in range(12)}
    loud = Ballots(10, {"crate": Case("Who?", "hill", "quay", doors)})
    every = frozenset(loud.asked())
    assert loud.points(every) == {"hill": 12, "quay": 0}
    assert loud.voices(every) == {"hill": 9, "quay": 0}


def test_six_cases_asked_at_every_door_give_the_voices_of_the_published_counts() -> None:
    assert len(SHIPPED.cases) == 6
    voices = SHIPPED.voices(frozenset(SHIPPED.asked()))
    assert voices == BALLOTS
    costs = launch_costs(CITY, LAUNCH)
    assert tally(CITY.with_feature("voice", voices), WITH_VOICE, costs) == Tally(10, 7051)


def test_the_districts_disagree() -> None:
    for case in SHIPPED.cases.values():
        assert {SHIPPED.choice(case, district) for district in SHIPPED.asked()} >= {case.first, case.second}


def test_asking_one_district_alone_does_not_make_the_ballots_card_fair() -> None:
    weights = {"spend": 5, "tenure": 3, "near": 2, "need": 5, "voice": 5}
    costs = launch_costs(CITY, LAUNCH)
    for district in SHIPPED.asked():
        voices = SHIPPED.voices(frozenset({district}))
        assert not judge(CITY.with_feature("voice", voices), weights, costs).passes
