"""Random walks, led to choices that were seldom taken: they meet most of a story in a second, and prove nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

from fourfifths.prove.witness import Ledger

CURIOUS = 0.5
"""How often a walk takes the open choice that was taken least."""


class Wanderer:
    """Walks for one ledger."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self._ledger = ledger
        self._draw = random.Random(seed)  # noqa: S311 - a walk
        self._taken = [[0] * len(scene.all_choices) for scene in ledger.program.scenes]
        self.longest = max(400, 2 * len(ledger.program.scenes))
        self.steps = self.walks = 0
        self.endless = 0

    def wander(self, budget: int, idle: int) -> None:
        """Walks until `idle` in a row met nothing new, or so many steps were taken."""
        quiet, most = 0, self.steps + budget
        while quiet < idle and self.steps < most:
            quiet = 0 if self._ledger.walk(*self.walk()) else quiet + 1

    def walk(self, prefix: Sequence[int] = (), seed: int | None = None) -> tuple[int, list[int]]:
        """A walk: its seed and choices; it begins with those of the prefix."""
        program, draw = self._ledger.program, self._draw.random
        seed = self.walks if seed is None else seed
        scene, values = program.start(seed)
        choices: list[int] = []
        while not program.ends[scene] and len(choices) < self.longest:
            number = len(choices)
            if number < len(prefix):
                choice = prefix[number]
            else:
                numbers = program.open[scene](values)
                if not numbers:
                    break
                taken = self._taken[scene]
                choice = (
                    min(numbers, key=taken.__getitem__) if draw() < CURIOUS else numbers[int(draw() * len(numbers))]
                )
                taken[choice] += 1
            choices.append(choice)
            scene = program.take[scene][choice](values)
        self.endless += len(choices) == self.longest
        self.steps += len(choices)
        self.walks += 1
        return seed, choices

    def around(self, seed: int, path: Sequence[int], walks: int) -> None:
        """Short walks from along a path, half of them from its end."""
        for number in range(walks):
            length = len(path) if number % 2 else int(self._draw.random() * (len(path) + 1))
            self._ledger.walk(*self.walk(path[:length], seed))
