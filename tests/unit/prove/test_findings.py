"""Dead ends, traps, locks, effects that do nothing and points of no return: planted, and against playing every way."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, assume, given, settings

from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.onward import Live, live
from fourfifths.proofs import Finding
from fourfifths.prove import noreturn
from fourfifths.prove.everything import Everything
from fourfifths.prove.findings import Findings, findings
from fourfifths.prove.goals import Aim, aims
from fourfifths.prove.prover import Prover
from fourfifths.prove.verdict import Budget
from tests.unit.prove.plays import graph, lost, played, shows
from tests.unit.prove.test_known import END, by, gate, scene, way
from tests.unit.prove.worlds import stories, story

EXAMPLES = int(os.environ.get("FOURFIFTHS_PROVE_EXAMPLES", "25"))
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}
OTHER = "  other:\n    text: Another end.\n    ends: {id: other, title: Other}\n"
ALL, NONE = 150_000, 0
"""States that may be looked at one by one."""


def found(made: Story, states: int = ALL, budget: Budget | None = None) -> Findings:
    prover = Prover(made, 0, budget or Budget(steps=20_000))
    return findings(prover, prover.run(lambda *_: None), states)


def one(each: Findings, kind: str) -> Finding:
    (only,) = each.of(kind)
    return only


def ways(each: Findings, goal: str = "") -> dict[tuple[str, str], bool]:
    return {(f.scene, f.choice): f.always for f in each.of("no return") if goal in ("", f.goal)}


def two(*parts: str) -> str:
    return "".join(parts) + END + OTHER


@pytest.mark.parametrize("states", [ALL, NONE])
def test_a_dead_end_is_found_with_a_way_into_it(states: int) -> None:
    made = story(scene("s0", way(0, "s1", does=by(-1)), way(1, "end")) + scene("s1", way(0, "end", "m0 >= 4")) + END)
    dead = one(found(made, states), "dead end")
    assert (dead.scene, dead.after.choices) == ("w/s1", ("c0",))
    assert not found(story(scene("s0", way(0, "end")) + END), states).of("dead end")


@pytest.mark.parametrize("states", [ALL, NONE])
def test_a_loop_without_a_way_out_is_found_with_a_way_into_it(states: int) -> None:
    made = story(
        scene("s0", way(0, "s1", does="f0: true"), way(1, "s1"))
        + scene("s1", way(0, "s2"), way(1, "end", "not f0"))
        + scene("s2", way(0, "s1"))
        + END
    )
    trap = one(found(made, states), "trap")
    assert "w/s1" in trap.told
    assert "w/s2" in trap.told
    assert trap.exact == (states == ALL)
    caught = played(made, trap.after)[-1]
    assert caught not in {state for state in graph(made).after if state.scene == "w/end"}
    assert trap.after.choices[0] == "c0"


@pytest.mark.parametrize("states", [ALL, NONE])
def test_a_loop_that_can_be_left_is_no_trap(states: int) -> None:
    made = story(scene("s0", way(0, "s1"), way(1, "s0")) + scene("s1", way(0, "s0"), way(1, "end")) + END)
    each = found(made, states)
    assert not each.found
    assert not each.limits
    assert each.always == ("the ending end",)


def test_a_lock_that_never_opens_is_found_where_it_is_seen() -> None:
    locked = way(0, "end").replace("goto", "needs: m0 >= 9\n        locked: No.\n        goto")
    lock = one(found(story(scene("s0", locked, way(1, "end")) + END)), "lock")
    assert (lock.scene, lock.choice, lock.after.choices) == ("w/s0", "c0", ())
    opens = locked.replace("m0 >= 9", "m0 >= 4")
    assert not found(story(scene("s0", opens, way(1, "end")) + END)).of("lock")


def test_an_effect_that_is_always_eaten_is_found_with_a_play_that_takes_it() -> None:
    eaten = one(found(story(gate("m0 >= 9", by(9), by(3)))), "eaten")
    assert (eaten.scene, eaten.choice, eaten.after.choices) == ("w/s1", "c0", ("c0", "c0"))
    assert not found(story(gate("m0 >= 9", by(4), by(3)))).of("eaten")


@pytest.mark.parametrize("states", [ALL, NONE])
def test_the_choices_after_which_an_ending_is_lost_are_found(states: int) -> None:
    fork = scene("s0", way(0, "s1"), way(1, "s2"))
    made = story(two(fork, scene("s1", way(0, "end"), way(1, "other")), scene("s2", way(0, "other"))))
    each = found(made, states)
    assert ways(each, "the ending end") == {("w/s0", "c1"): True, ("w/s1", "c1"): True}
    assert ways(each, "the ending other") == {("w/s1", "c0"): True}
    assert ways(each, "the end of Act I") == {}
    for point in each.of("no return"):
        assert shows(made, graph(made), point, aim(made, point.goal).scenes)


@pytest.mark.parametrize("states", [ALL, NONE])
def test_an_ending_lost_by_a_value_is_found(states: int) -> None:
    made = story(two(
        scene("s0", way(0, "s1", does="f0: true"), way(1, "s1")),
        scene("s1", way(0, "end", "not f0"), way(1, "other")),
    ))  # fmt: skip
    assert ways(found(made, states), "the ending end") == {("w/s0", "c0"): states == ALL, ("w/s1", "c1"): True}


def at_times() -> Story:
    return story(two(
        scene("s0", way(0, "s1", does=by(-9)), way(1, "s1")),
        scene("s1", way(0, "s2", does=by(-4)), way(1, "s2")),
        scene("s2", way(0, "end", "m0 != 1"), way(1, "other")),
    ), (("m0", 9, 5),))  # fmt: skip


def test_a_choice_that_loses_an_ending_only_at_times_says_so() -> None:
    made = at_times()
    assert ways(found(made), "the ending end") == {("w/s1", "c0"): False, ("w/s2", "c1"): True}


def test_what_bounds_cannot_settle_is_said() -> None:
    made = story(two(scene("s0", way(0, "end"), way(1, "other"))))
    assert found(made, NONE).limits
    assert not found(made, ALL).limits


def aim(made: Story, name: str) -> Aim:
    return next(each for each in aims(made) if each.name == name)


def world(drawn: tuple) -> Story:
    scenes, meters = drawn
    second = scenes.replace("goto: end", "goto: other", 1) + "\n" + OTHER
    try:
        return story(second, meters)
    except StoryError:
        assume(False)
        raise AssertionError from None


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_points_of_no_return_are_those_that_playing_every_way_finds(drawn: tuple) -> None:
    made = world(drawn)
    known = graph(made)
    assume(known.whole)
    each = found(made, budget=Budget(steps=500, idle=5))
    assert not each.limits
    for goal in aims(made):
        assert ways(each, goal.name) == lost(known, goal.scenes)
        points = [point for point in each.of("no return") if point.goal == goal.name]
        assert all(shows(made, known, point, goal.scenes) for point in points)


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_what_plays_and_bounds_say_is_so(drawn: tuple) -> None:
    made = world(drawn)
    known = graph(made)
    assume(known.whole)
    each = found(made, NONE, Budget(steps=500, idle=5))
    for goal in aims(made):
        truth = lost(known, goal.scenes)
        told = ways(each, goal.name)
        assert not {way: always for way, always in told.items() if way not in truth or (always and not truth[way])}
        assert goal.name not in each.always or not truth
        points = [point for point in each.of("no return") if point.goal == goal.name]
        assert all(shows(made, known, point, goal.scenes) for point in points)


def no_last_way(patch: pytest.MonkeyPatch) -> None:
    def after(self, key, old=Live.after):
        return iter(list(old(self, key))[:-1] or list(old(self, key)))

    patch.setattr(Live, "after", after)


def nothing_is_live_for_later(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(live, "_masks", lambda program: [live._read(scene) for scene in program.scenes])


def lost_once_is_lost_always(patch: pytest.MonkeyPatch) -> None:
    def losses(every, aim, old=noreturn.losses):
        return (loss._replace(always=True) for loss in old(every, aim))

    patch.setattr(noreturn, "losses", losses)


@pytest.mark.parametrize("mutant", [no_last_way, nothing_is_live_for_later, lost_once_is_lost_always])
def test_a_planted_bug_is_noticed(mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    made = at_times()
    assert ways(found(made), "the ending end") != lost(graph(made), frozenset({"w/end"}))


def test_a_finding_whose_play_the_engine_does_not_play_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Everything, "to", lambda *_: ("nowhere",))
    each = found(at_times())
    assert not each.of("no return")
    assert each.limits == ("3 findings are left out: the engine does not play their plays.",)
