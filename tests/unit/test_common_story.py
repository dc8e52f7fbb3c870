"""The benchmarks' synthetic story is the one whose truth is known: 14 scenes out of reach, 8 choices never open."""

from __future__ import annotations

import random
import runpy
from pathlib import Path

from fourfifths.compiler import compile_texts
from fourfifths.flow import Flow
from fourfifths.program import Program

COMMON = Path(__file__).parents[2] / "benchmarks" / "peers" / "common.py"


def test_its_truth_is_known_and_found_without_playing() -> None:
    made = runpy.run_path(str(COMMON))
    story = compile_texts(made["as_yaml"](made["common"]()))
    assert (len(story.scenes), sum(len(scene.choices) for scene in story.scenes.values())) == (105, 300 + 4)
    flow = Flow(story)
    assert len(flow.at) == 91
    reached = [choice for scene in story.scenes.values() if scene.id in flow.at for choice in scene.choices]
    assert sum(not flow.open(choice) for choice in reached) == 8


def test_every_play_takes_twenty_choices_and_the_way_to_its_ending() -> None:
    made = runpy.run_path(str(COMMON))
    program = Program(compile_texts(made["as_yaml"](made["common"]())))
    for seed in range(50):
        draw, taken = random.Random(seed), 0  # noqa: S311
        scene, values = program.start()
        while not program.ends[scene]:
            scene = program.take[scene][draw.choice(program.open[scene](values))](values)
            taken += 1
        assert taken == 21
