"""What an effect does to a number: alone, in sets, and in every way that a story is played."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fourfifths import effects, step
from fourfifths.bits import members
from fourfifths.diagnostics import StoryError
from fourfifths.flow import Flow
from fourfifths.machine import StoryMachine
from fourfifths.model import Effect, Slot, SlotKind
from fourfifths.operation import HALF_WAY, MOVE, SET, EffectKind, Operation
from fourfifths.program import Program
from fourfifths.prove.space import Space
from fourfifths.systems.audit import re_anchored
from tests.unit.prove.worlds import stories, story

LOW, HIGH = -3, 9
EVERY = range(LOW, HIGH + 1)


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    kind = draw(st.sampled_from(EffectKind))
    size = HIGH - LOW + 3
    return Operation(kind, draw(st.integers(-size, size) if kind is MOVE else st.integers(LOW, HIGH)), LOW, HIGH)


def mask(values: set[int]) -> int:
    return sum(1 << value - LOW for value in values)


@pytest.mark.parametrize(
    ("kind", "amount", "before", "after"),
    [
        (HALF_WAY, 22, 35, 28), (HALF_WAY, 22, 60, 41), (HALF_WAY, 22, 22, 22), (HALF_WAY, 22, 21, 21),
        (HALF_WAY, 22, 0, 11), (HALF_WAY, 0, 1, 0), (HALF_WAY, 100, 99, 99), (SET, 7, 35, 7), (MOVE, -40, 35, 0),
        (MOVE, 70, 35, 100),
    ],
)  # fmt: skip
def test_what_becomes_of_a_value(kind: EffectKind, amount: int, before: int, after: int) -> None:
    assert Operation(kind, amount, 0, 100).after(before) == after


def test_half_way_below_nothing_is_rounded_down_too() -> None:
    assert Operation(HALF_WAY, -2, -10, 10).after(1) == -1
    assert Operation(HALF_WAY, -4, -10, 10).after(-5) == -5


@given(operations(), st.sets(st.sampled_from(EVERY)))
def test_sets_are_carried_as_each_value_is(operation: Operation, values: set[int]) -> None:
    assert set(members(operation.image(mask(values)), LOW)) == {operation.after(value) for value in values}
    before = {value for value in EVERY if operation.after(value) in values}
    assert set(members(operation.preimage(mask(values)), LOW)) == before


@given(operations())
def test_still_are_the_values_that_stay(operation: Operation) -> None:
    assume(operation.kind is not MOVE or operation.amount)
    low, high = operation.still()
    assert [value for value in EVERY if operation.after(value) == value] == list(range(low, high + 1))


@given(st.integers(LOW, HIGH), st.integers(LOW, HIGH), st.integers(LOW, HIGH))
def test_half_way_intervals_come_of_intervals(to: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    operation = Operation(HALF_WAY, to, LOW, HIGH)
    interval = mask(set(range(low, high + 1)))
    assert members(operation.image(interval), LOW) == list(range((low + to) // 2, (high + to) // 2 + 1))
    before = range(max(LOW, 2 * low - to), min(HIGH, 2 * high - to + 1) + 1)
    assert members(operation.preimage(interval), LOW) == list(before)


@given(operations(), st.data())
def test_combinations_are_carried_as_each_is(operation: Operation, data: st.DataObject) -> None:
    slots = [Slot(0, "a", SlotKind.INT, 0, 2, 0), Slot(1, "m", SlotKind.METER, LOW, HIGH, 0)]
    slots.append(Slot(2, "z", SlotKind.INT, 0, 1, 0))
    space = Space(slots)
    point = st.tuples(st.integers(0, 2), st.sampled_from(EVERY), st.integers(0, 1))
    points = data.draw(st.sets(point))
    effect = Effect(slots[1], operation.amount, operation.kind)
    bits = sum(1 << space.number(values) for values in points)
    after = {(a, operation.after(m), z) for a, m, z in points}
    assert space.after(bits, effect) == sum(1 << space.number(values) for values in after)
    every = {(a, m, z) for a in range(3) for m in EVERY for z in range(2)}
    before = {values for values in every if (values[0], operation.after(values[1]), values[2]) in points}
    assert space.before(bits, effect) == sum(1 << space.number(values) for values in before)


@given(st.integers(0, 100), st.fractions(0, 1, max_denominator=9999))
def test_the_audit_is_this_effect_to_the_ratio_as_it_is_shown(equity: int, redeemed: Fraction) -> None:
    shown = int(redeemed * 100 + Fraction(1, 2))
    assert Operation(HALF_WAY, shown, 0, 100).after(equity) == re_anchored(equity, redeemed)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=stories(), draws=st.lists(st.integers(0, 23), min_size=1, max_size=40))
def test_step_machine_program_and_flow_agree_on_random_stories(world: tuple, draws: list[int]) -> None:
    scenes, meters = world
    try:
        made = story(scenes, meters)
    except StoryError:
        assume(False)
    program, flow = Program(made), Flow(made)
    turn = step.begin(made)
    machine = StoryMachine(made, turn)
    scene, values = program.start()
    for draw in draws:
        while made.scenes[program.scenes[scene].id].auto:
            scene = program.take[scene][program.open[scene](values)[0]](values)
        assert program.state(scene, values) == turn.state == machine.turn.state
        sets = flow.at[turn.state.scene]
        assert all(turn.state.values[slot.index] in flow.values(sets, slot.index) for slot in made.slots)
        numbers = program.open[scene](values)
        if not numbers:
            break
        number = numbers[draw % len(numbers)]
        taken = program.scenes[scene].all_choices[number]
        turn = step.step(made, turn.state, taken.id)
        assert machine.choose(taken.id) == turn
        scene = program.take[scene][number](values)


def test_a_turn_says_where_half_way_led_from_and_why() -> None:
    choice = "      - {id: c0, label: Count., effects: {m0: {half-way-to: 22, why: It was counted.}}, goto: end}\n"
    ending = "  end:\n    text: The end.\n    ends: {id: end, title: End}\n"
    made = story(f"  s0:\n    text: Here.\n    choices:\n{choice}{ending}", (("m0", 100, 27),))
    turn = step.begin(made)
    assert turn.offers[0].touches[0].strength == 2
    (change,) = step.step(made, turn.state, "c0").changes
    assert (change.before, change.after, change.why) == (27, 24, "It was counted.")
    (effect, *_) = made.scenes["w/s0"].choices[0].effects
    assert effects.said(effect) == "m0 half-way to 22"
