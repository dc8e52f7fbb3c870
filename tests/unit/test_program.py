"""A program plays as the pure step does, choice by choice and word by word."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import bundled, step
from fourfifths.compiler import compile_story
from fourfifths.model import Story
from fourfifths.program import Pages, Program
from fourfifths.state import Passage
from tests.unit.yard import yard


@cache
def shipped() -> Story:
    return compile_story(bundled.story_folder())


@cache
def compiled(story: str) -> tuple[Program, Pages]:
    program = Program(yard() if story == "yard" else shipped())
    return program, Pages(program)


def joined(passages: tuple[Passage, ...]) -> str:
    return "\n\n".join(passage.text for passage in passages)


@settings(max_examples=80, deadline=None)
@given(
    name=st.sampled_from(["yard", "shipped"]),
    seed=st.integers(0, 5),
    draws=st.lists(st.integers(0, 23), min_size=1, max_size=90),
)
def test_a_program_plays_as_step_does(name: str, seed: int, draws: list[int]) -> None:
    program, pages = compiled(name)
    story = program.story
    turn = step.begin(story, seed)
    scene, values = program.start(seed)
    for draw in draws:
        assert program.state(scene, values, seed) == turn.state
        assert pages.passage[scene](values, seed).split() == joined(step.passage(story, turn.state)).split()
        choices = story.scenes[turn.state.scene].all_choices
        numbers = list(program.open[scene](values))
        assert [choices[number].id for number in numbers] == [offer.id for offer in turn.offers if offer.open]
        if not numbers:
            assert program.ends[scene]
            break
        number = numbers[draw % len(numbers)]
        outcome = pages.outcome[scene][number](values, seed)
        label = pages.label[scene][number](values, seed)
        turn = step.step(story, turn.state, choices[number].id)
        assert (outcome.split(), label.split()) == (joined(turn.outcome).split(), turn.label.split())
        scene = program.take[scene][number](values)


def test_texts_that_shuffle_are_the_same_in_both() -> None:
    from fourfifths.compiler import compile_texts
    from tests.unit.yard import ERRANDS, FACTS, GATE, STORY

    gate = GATE.replace(b"{The gate.|The gate again.}", b"{~a|b|c} {&x|y} {!one|two} {weather}")
    story = compile_texts(
        {"story.yaml": STORY, "facts.yaml": FACTS, "gate/gate.yaml": gate, "gate/errands.yaml": ERRANDS}
    )
    program = Program(story)
    pages = Pages(program)
    for seed in range(8):
        for visits in range(6):
            scene, values = program.start(seed)
            values[story.slot("visits gate/gate").index] = visits  # type: ignore[union-attr]
            expected = joined(step.passage(story, program.state(scene, values, seed)))
            assert pages.passage[scene](values, seed).split() == expected.split()
