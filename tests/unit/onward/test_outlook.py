"""Which endings are left from a state: against playing every way on from it."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, assume, given, settings

from fourfifths import step
from fourfifths.diagnostics import StoryError
from fourfifths.flow import Flow
from fourfifths.model import Story
from fourfifths.onward import Live, Outlook, live, outlook
from fourfifths.program import Program
from tests.unit.prove.plays import graph, leading
from tests.unit.prove.test_findings import at_times, two, world
from tests.unit.prove.test_known import END, by, scene, way
from tests.unit.prove.worlds import stories, story

EXAMPLES = int(os.environ.get("FOURFIFTHS_PROVE_EXAMPLES", "25"))
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def ends(made: Story) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for each in made.scenes.values():
        if each.ending:
            found.setdefault(each.ending.id, set()).add(each.id)
    return {name: frozenset(scenes) for name, scenes in found.items()}


def after(made: Story, *choices: str):
    state = step.start(made)
    for choice in choices:
        state = step.step(made, state, choice).state
    return state


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_the_endings_ahead_are_those_that_playing_every_way_finds(drawn: tuple) -> None:
    made = world(drawn)
    known = graph(made)
    assume(known.whole)
    look = Outlook(made)
    there = {name: leading(known, scenes) for name, scenes in ends(made).items()}
    for state in list(known.after)[:: max(1, len(known.after) // 12)]:
        ahead = look.endings_from(state)
        truth = {name for name, states in there.items() if state in states}
        assert ahead.whole
        assert set(ahead.found) == truth
        assert set(ahead.lost) == set(there) - truth


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_what_is_said_with_a_small_budget_is_so(drawn: tuple) -> None:
    made = world(drawn)
    known = graph(made)
    assume(known.whole)
    look = Outlook(made)
    there = {name: leading(known, scenes) for name, scenes in ends(made).items()}
    for state in list(known.after)[:: max(1, len(known.after) // 6)]:
        ahead = look.endings_from(state, 1)
        truth = {name for name, states in there.items() if state in states}
        assert set(ahead.found) <= truth
        assert not set(ahead.lost) & truth
        assert ahead.open == len(there) - len(ahead.found) - len(ahead.lost)


def test_a_lost_ending_is_told_apart_from_one_that_was_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = scene("s0", way(0, "s1"), way(1, "s2"))
    made = story(two(fork, scene("s1", way(0, "end"), way(1, "other")), scene("s2", way(0, "other"))))
    look = Outlook(made)
    assert look.endings_from(after(made)).found == ("end", "other")
    gone = look.endings_from(after(made, "c1"))
    assert (gone.found, gone.lost, gone.whole) == (("other",), ("end",), True)
    assert look.endings_from(after(made, "c0", "c0")).found == ("end",)
    monkeypatch.setattr(outlook, "WALKS", 0)
    short = Outlook(made).endings_from(after(made), 1)
    assert (short.found, short.lost, short.open, short.whole) == ((), (), 2, False)


def steps(count: int) -> Story:
    """A line of scenes in which one way each must be taken for the first ending."""
    line = [scene(f"s{n}", way(0, f"s{n + 1}"), way(1, f"s{n + 1}", does=by(1))) for n in range(count)]
    gate = scene(f"s{count}", way(0, "end", f"m0 == {count}"), way(1, "other"))
    return story(two(*line, gate), (("m0", 50, 0),))


def test_an_ending_that_no_random_walk_meets_is_found() -> None:
    made = steps(12)
    ahead = Outlook(made).endings_from(after(made))
    assert ahead.found == ("end", "other")
    lost = Outlook(made).endings_from(after(made, "c0"))
    assert (lost.found, lost.lost) == (("other",), ("end",))


def test_where_nothing_ends_there_is_nothing_ahead() -> None:
    made = story(scene("s0", way(0, "s1"), way(1, "end")) + scene("s1", way(0, "s2")) + scene("s2", way(0, "s1")) + END)
    ahead = Outlook(made).endings_from(after(made, "c0"))
    assert (ahead.found, ahead.lost, ahead.whole) == ((), ("end",), True)


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_a_flow_from_a_state_holds_everything_that_comes_of_it(drawn: tuple) -> None:
    try:
        made = story(*drawn)
    except StoryError:
        assume(False)
    known = graph(made)
    assume(known.whole)
    for state in list(known.after)[:: max(1, len(known.after) // 4)]:
        at = Flow(made, state).at
        reached, waiting = {state}, [state]
        while waiting:
            for goto in known.after[waiting.pop()].values():
                if goto not in reached:
                    reached.add(goto)
                    waiting.append(goto)
        for each in reached:
            assert all(at[each.scene][s.index] >> each.values[s.index] - s.low & 1 for s in made.slots)


def test_a_slot_that_is_set_before_it_is_asked_for_is_dead() -> None:
    made = story(
        scene("s0", way(0, "s1", does="n0: +1"), way(1, "s1"))
        + scene("s1", way(0, "s2", does="n0: =2"), way(1, "s2", does="n0: =3"))
        + scene("s2", way(0, "end", "n0 == 3"), way(1, "end"))
        + END
    )
    found = Live(Program(made))
    n0 = made.slot("n0")
    assert n0 is not None
    assert [n0.index in slots for slots in found.slots] == [False, False, True, False]


def forgets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(live, "_masks", lambda program: [live._read(each) for each in program.scenes])


def trusts_its_walks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Outlook, "_searched", lambda *_: True)


def takes_all_that_may_come(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Outlook, "_walked", lambda self, start, state, above: set(above))  # noqa: ARG005


@pytest.mark.parametrize("mutant", [forgets, trusts_its_walks, takes_all_that_may_come])
def test_a_planted_bug_is_noticed(mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlook, "WALKS", 0)
    mutant(monkeypatch)
    assert any(wrong(made) for made in (at_times(), steps(3), apart()))


def apart() -> Story:
    """Two things of which one can be had, and an ending that asks for both."""
    fork = scene("s0", way(0, "s1", does="f0: true"), way(1, "s1", does="f1: true"))
    return story(two(fork, scene("s1", way(0, "end", "f0 and f1"), way(1, "other"))))


def wrong(made: Story) -> bool:
    known = graph(made)
    there = {name: leading(known, scenes) for name, scenes in ends(made).items()}
    look = Outlook(made)
    said = {state: set(look.endings_from(state).found) for state in known.after}
    return said != {state: {name for name in there if state in there[name]} for state in known.after}
