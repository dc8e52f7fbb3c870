"""What is possible in a scene: never less than play shows, and often enough to prove that something never is."""

from __future__ import annotations

import random

import pytest

from fourfifths import bundled
from fourfifths.compiler import compile_story, compile_texts
from fourfifths.flow import Flow
from fourfifths.model import Effect, Slot, SlotKind, Story
from fourfifths.operation import HALF_WAY, MOVE, SET, EffectKind
from fourfifths.program import Program
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY, yard


@pytest.mark.parametrize("story", [yard(), compile_story(bundled.story_folder())], ids=["yard", "shipped"])
def test_whatever_play_comes_to_is_possible(story: Story) -> None:
    flow, program = Flow(story), Program(story)
    for seed in range(60):
        draw = random.Random(seed)  # noqa: S311
        scene, values = program.start(seed)
        for _ in range(200):
            sets = flow.at[program.scenes[scene].id]
            assert all(values[slot.index] in flow.values(sets, slot.index) for slot in story.slots)
            if program.ends[scene]:
                break
            choice = draw.choice(program.open[scene](values))
            assert flow.open(program.scenes[scene].all_choices[choice])
            scene = program.take[scene][choice](values)


def edited(old: bytes, new: bytes) -> Story:
    assert old in GATE
    files = {"story.yaml": STORY, "facts.yaml": FACTS, "gate/gate.yaml": GATE, "gate/errands.yaml": ERRANDS}
    return compile_texts(files | {"gate/gate.yaml": GATE.replace(old, new)})


def test_a_threshold_that_no_effect_can_reach_is_proved() -> None:
    story = edited(b"needs: keys", b"needs: equity <= 97")
    flow = Flow(story)
    enter = next(choice for choice in story.scenes["gate/gate"].choices if choice.id == "enter")
    assert flow.values(flow.at["gate/gate"], enter.needs[0].reads[0]) == (98, 100)
    assert not flow.open(enter)
    assert "gate/end" not in flow.at


def test_conditions_narrow_what_is_possible() -> None:
    story = yard()
    flow = Flow(story)
    wait = next(choice for choice in story.scenes["gate/gate"].choices if choice.id == "wait")
    weather = story.slot("weather")
    assert weather
    assert flow.values(flow.at["gate/gate"], weather.index) == (0, 1)
    sets = flow.narrowed("gate/gate", wait.shown)
    assert sets
    assert flow.values(sets, weather.index) == (0,)
    assert flow.narrowed("gate/nowhere", ()) is None


def test_too_many_combinations_rule_out_nothing() -> None:
    story = yard()
    flow = Flow(story)
    sets = tuple((1 << (slot.high - slot.low + 1)) - 1 for slot in story.slots)
    assert flow.cases(sets, (0, 1), most=100) is None
    assert len(list(flow.cases(sets, (0,)) or ())) == 101


@pytest.mark.parametrize(
    ("amount", "kind", "after"), [(3, MOVE, 0b11000), (-9, MOVE, 0b1), (2, SET, 0b100), (3, HALF_WAY, 0b1110)]
)
def test_sets_of_values_move_and_are_clamped(amount: int, kind: EffectKind, after: int) -> None:
    slot = Slot(0, "n", SlotKind.INT, 0, 4, 0)
    assert Effect(slot, amount, kind).operation.image(0b10011) == after
