"""What 10,000 random plays take that are simulated without texts, by two processes.

    python benchmarks/simulate.py [RUNS]

Of the shipped story, and of a generated one with 555 scenes, whose plays take as many choices as the whole game's are
to take. Beside each stand the same plays by the bare program in one process, counting nothing.
"""

from __future__ import annotations

import random
import sys
import time

from prove import generated

from fourfifths.bundled import story_folder
from fourfifths.compiler import compile_story
from fourfifths.model import Story
from fourfifths.program import Program
from fourfifths.simulate.plan import Plan
from fourfifths.simulate.run import run
from fourfifths.systems.policies import Policy

RUNS, JOBS = 10_000, 2
BOUND, RATIO = 60.0, 6.0
"""Seconds for the generated story, and how many times the processor time of the bare plays one process may take."""
SAMPLE = 1000


def bare(story: Story, runs: int) -> tuple[float, float]:
    """Seconds of the processor for each play, and choices of each."""
    program = Program(story)
    began, choices = time.process_time(), 0
    for seed in range(runs):
        draw = random.Random(seed).random  # noqa: S311
        scene, values = program.start(seed)
        while not program.ends[scene]:
            numbers = program.open[scene](values)
            if not numbers:
                break
            scene = program.take[scene][numbers[int(draw() * len(numbers))]](values)
            choices += 1
    return (time.process_time() - began) / runs, choices / runs


def alone(story: Story, runs: int) -> float:
    """Seconds of the processor for each simulated play in this process, the making of the program left out."""
    plan = Plan((Policy("random", careless=100),), runs, text=False)
    began = time.process_time()
    run(story, plan)
    made = time.process_time()
    Program(story)
    return (made - began - (time.process_time() - made)) / runs


def bench(name: str, story: Story, runs: int) -> tuple[float, float]:
    floor, choices = bare(story, SAMPLE)
    ratio = alone(story, SAMPLE) / floor
    began = time.perf_counter()
    run(story, Plan((Policy("random", careless=100),), runs, text=False), JOBS)
    seconds = time.perf_counter() - began
    print(f"{name}: {runs:,} plays of {choices:.0f} choices in {seconds:.1f} s by {JOBS} processes")
    print(f"  {runs / seconds:,.0f} plays/s, {runs * choices / seconds:,.0f} choices/s, {ratio:.1f} x the bare plays")
    return seconds, ratio


def main(words: list[str]) -> int:
    runs = int(words[0]) if words else RUNS
    _, shipped = bench("shipped", compile_story(story_folder()), runs)
    seconds, whole = bench("whole size", generated(555, 100, 101), runs)
    return int(seconds > BOUND * runs / RUNS or max(shipped, whole) > RATIO)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
