"""Our engine on the common story, evenly at random: `ours.py FOLDER SECONDS text|bare`. One JSON line.

With text each step renders the scene and the labels of its open choices; without, it only moves.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from measure import Count, measured

from fourfifths.compiler import compile_story
from fourfifths.program import Pages, Program


def bare(program: Program, draw: random.Random, count: Count) -> None:
    ends, available, take = program.ends, program.open, program.take
    scene, values = program.start()
    taken = 0
    while not ends[scene]:
        scene = take[scene][draw.choice(available[scene](values))](values)
        taken += 1
    count.choices += taken - 1  # the finale's choice only leads to the ending, as a divert does elsewhere


def told(program: Program, pages: Pages, draw: random.Random, count: Count) -> None:
    ends, available, take = program.ends, program.open, program.take
    passage, label = pages.passage, pages.label
    scene, values = program.start()
    taken = letters = 0
    while not ends[scene]:
        letters += len(passage[scene](values, 0))
        offered = available[scene](values)
        labels = label[scene]
        letters += sum([len(labels[choice](values, 0)) for choice in offered])
        scene = take[scene][draw.choice(offered)](values)
        taken += 1
    count.letters += letters + len(passage[scene](values, 0))
    count.choices += taken - 1


def main(folder: str, seconds: float, mode: str) -> None:
    def load() -> tuple[Program, Pages | None]:
        program = Program(compile_story(Path(folder)))
        return program, Pages(program) if mode == "text" else None

    def play(loaded: tuple[Program, Pages | None], draw: random.Random, count: Count) -> None:
        program, pages = loaded
        if pages:
            told(program, pages, draw, count)
        else:
            bare(program, draw, count)

    measured(f"fourfifths {mode}", load, play, seconds)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
