"""Plays a story by a policy and counts what happens; reading the texts is a matter of its own."""

from __future__ import annotations

import random
from collections import Counter

from fourfifths.model import Story
from fourfifths.program import Program, Values
from fourfifths.simulate.chooser import Chooser, chooser
from fourfifths.simulate.locks import locks
from fourfifths.simulate.reader import Eyes, Reader
from fourfifths.simulate.tally import NO_ENDING, Tally
from fourfifths.systems.policies import Policy

LONGEST = 2000
"""Choices of one play; one that takes more goes round and round."""


class Player:
    """Plays one story; with `eyes` the texts are read."""

    def __init__(self, story: Story, program: Program, eyes: Eyes | None) -> None:
        self._program, self._eyes = program, eyes
        self._choosers: dict[str, Chooser] = {}
        self._meters = [(meter.slot.name, meter.slot.index) for meter in story.meters]
        self._locks = [locks(story, scene) for scene in program.scenes]
        self._gated = [
            frozenset(number for number, choice in enumerate(scene.all_choices) if choice.needs)
            for scene in program.scenes
        ]
        self._stays = [[choice.goto is None for choice in scene.all_choices] for scene in program.scenes]

    def play(self, policy: Policy, seeds: range) -> Tally:
        """What one play for each of these seeds comes to."""
        tally = Tally(meters={name: Counter() for name, _ in self._meters})
        if policy.name not in self._choosers:
            self._choosers[policy.name] = chooser(self._program, policy)
        for seed in seeds:
            self._play(self._choosers[policy.name], seed, tally)
        return tally

    def _play(self, choose: Chooser, seed: int, tally: Tally) -> None:
        program = self._program
        draw = random.Random(seed).random  # noqa: S311 - a play, not a secret
        reader = Reader(self._eyes, seed, tally) if self._eyes else None
        scene, values = program.start(seed)
        self._enter(scene, values, tally, reader)
        taken = points = 0
        while not program.ends[scene] and taken < LONGEST:
            open_now = program.open[scene](values)
            if not open_now:
                break
            asked = not program.scenes[scene].auto
            if asked:
                points += self._prompt(scene, values, open_now, tally)
                if reader:
                    reader.prompt(scene, len(open_now))
            number = choose(scene, values, open_now, draw) if asked else open_now[0]
            tally.choices.add((scene, number))
            if reader:
                reader.take(scene, number, values)
            taken += asked
            stays = self._stays[scene][number]
            scene = program.take[scene][number](values)
            if not stays:
                self._enter(scene, values, tally, reader)
        self._end(scene, values, tally, (taken, points))
        if reader:
            reader.end()

    def _enter(self, scene: int, values: Values, tally: Tally, reader: Reader | None) -> None:
        tally.scenes.add(scene)
        entered = self._program.scenes[scene]
        for fact, slot in entered.knows:
            if not values[slot]:
                tally.unknown.add((entered.id, fact))
        if reader:
            reader.enter(scene, values)

    def _prompt(self, scene: int, values: Values, open_now: tuple[int, ...] | list[int], tally: Tally) -> int:
        """Counts a prompt; 1 where it is a choice point."""
        tally.options[len(open_now)] += 1
        locked = self._locks[scene]
        if locked is not None:
            closed = locked(values)
            tally.locked += len(closed)
            tally.gates.update((scene, number, False) for number in closed)
            tally.gates.update((scene, number, True) for number in open_now if number in self._gated[scene])
        return int(len(open_now) > 1)

    def _end(self, scene: int, values: Values, tally: Tally, counts: tuple[int, int]) -> None:
        ending = self._program.scenes[scene].ending
        tally.runs += 1
        tally.endings[ending.id if ending else NO_ENDING] += 1
        tally.taken[counts[0]] += 1
        tally.points[counts[1]] += 1
        for name, index in self._meters:
            tally.meters[name][values[index]] += 1
