"""The machine and the pure step are one game: driven with the same choices they give the same turns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import bundled, step
from fourfifths.compiler import compile_story
from fourfifths.machine import StoryMachine
from fourfifths.model import Story
from fourfifths.state import IllegalChoiceError
from tests.unit.yard import yard


@pytest.fixture(scope="module")
def shipped() -> Story:
    return compile_story(bundled.story_folder())


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 9), draws=st.lists(st.integers(0, 11), min_size=1, max_size=90))
def test_the_machine_plays_the_shipped_story_as_step_does(shipped: Story, seed: int, draws: list[int]) -> None:
    turn = step.begin(shipped, seed)
    machine = StoryMachine(shipped, turn)
    for draw in draws:
        offers = [offer for offer in turn.offers if offer.open]
        if not offers:
            break
        choice = offers[draw % len(offers)].id
        turn = step.step(shipped, turn.state, choice)
        assert machine.choose(choice) == turn
        assert machine.turn == turn


@given(choice=st.sampled_from(["enter", "back", "gate/well", "nothing", "", "*", "="]) | st.text(max_size=9))
def test_what_is_not_open_is_refused_and_moves_nothing(choice: str) -> None:
    before = step.begin(yard())
    machine = StoryMachine(yard(), before)
    if choice in ("knock", "wait"):
        return
    with pytest.raises(IllegalChoiceError):
        machine.choose(choice)
    assert machine.turn == before
    assert machine.choose("knock") == step.step(yard(), before.state, "knock")


def test_an_ended_story_refuses_every_choice() -> None:
    turn = step.begin(yard())
    for choice in ("wait", "gate/well", "home", "gate/key", "take", "back", "enter"):
        turn = step.step(yard(), turn.state, choice)
    machine = StoryMachine(yard(), turn)
    with pytest.raises(IllegalChoiceError):
        machine.choose("back")


def test_it_can_be_placed_anywhere_without_running_anything() -> None:
    first = step.begin(yard())
    hub = step.step(yard(), first.state, "wait")
    machine = StoryMachine(yard(), hub)
    machine.move_to(first)
    assert machine.turn == first
    assert machine.choose("wait") == hub


@settings(max_examples=60, deadline=None)
@given(draws=st.lists(st.tuples(st.booleans(), st.integers(0, 11)), max_size=60))
def test_it_plays_on_from_wherever_it_was_placed(shipped: Story, draws: list[tuple[bool, int]]) -> None:
    turns = [step.begin(shipped)]
    machine = StoryMachine(shipped, turns[-1])
    for back, draw in draws:
        if back:
            turns.append(turns[draw % len(turns)])
            machine.move_to(turns[-1])
        offers = [offer for offer in turns[-1].offers if offer.open]
        if offers:
            turns.append(step.step(shipped, turns[-1].state, offers[draw % len(offers)].id))
            assert machine.choose(turns[-1].choice) == turns[-1]
        else:
            with pytest.raises(IllegalChoiceError):
                machine.choose(turns[-1].choice)


def test_a_machine_that_begins_at_an_ending_refuses_and_can_be_placed_before_it() -> None:
    turns = [step.begin(yard())]
    for choice in ("wait", "gate/well", "home", "gate/key", "take", "back", "enter"):
        turns.append(step.step(yard(), turns[-1].state, choice))
    machine = StoryMachine(yard(), turns[-1])
    for choice in ("enter", "choose", "pass_on", ""):
        with pytest.raises(IllegalChoiceError):
            machine.choose(choice)
    machine.move_to(turns[-2])
    assert machine.choose("enter") == turns[-1]
