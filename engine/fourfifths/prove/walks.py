"""Random walks, led to choices that were seldom taken: they meet most of a story in a second, and prove nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from fourfifths.prove.witness import Ledger, Track

CURIOUS = 0.5
"""How often a walk takes the open choice that was taken least."""
VISITORS = 64
"""Walks remembered of each scene."""


class Walked(NamedTuple):
    """What came of walks that were made apart."""

    found: dict[int, Track]
    tracks: list[Track]
    visitors: list[list[int]]
    steps: int
    endless: int


class Wanderer:
    """Walks for one ledger. `tracks` are those of `wander`, `visitors` the numbers of some that came to a scene."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self._ledger = ledger
        self._draw = random.Random(seed)  # noqa: S311 - a walk
        self._taken = [[0] * len(scene.all_choices) for scene in ledger.program.scenes]
        self.longest = max(400, 2 * len(ledger.program.scenes))
        self.steps = self.walks = 0
        self.endless = 0
        self.tracks: list[Track] = []
        self.visitors: list[list[int]] = [[] for _ in ledger.program.scenes]

    def wander(self, budget: int, idle: int) -> None:
        """Walks until `idle` in a row met nothing new, or so many steps were taken."""
        quiet, most = 0, self.steps + budget
        while quiet < idle and self.steps < most:
            seed, choices = self.walk()
            self.tracks.append((seed, self._ledger.row(choices)))
            quiet = 0 if self._ledger.walk(seed, choices, self._visited) else quiet + 1

    @property
    def walked(self) -> Walked:
        """All of it."""
        return Walked(self._ledger.found, self.tracks, self.visitors, self.steps, self.endless)

    def join(self, other: Walked) -> None:
        """Takes over walks that were made apart."""
        first = len(self.tracks)
        for known, more in zip(self.visitors, other.visitors, strict=True):
            known.extend(first + number for number in more[: VISITORS - len(known)])
        self.tracks += other.tracks
        self._ledger.join(other.found)
        self.steps, self.walks, self.endless = (
            self.steps + other.steps,
            self.walks + len(other.tracks),
            self.endless + other.endless,
        )

    def _visited(self, scene: int) -> None:
        known, number = self.visitors[scene], len(self.tracks) - 1
        if len(known) < VISITORS and (not known or known[-1] != number):
            known.append(number)

    def walk(self, prefix: Sequence[int] = (), seed: int | None = None, longest: int = 0) -> tuple[int, list[int]]:
        """A walk: its seed and choices; it begins with those of the prefix."""
        program, draw = self._ledger.program, self._draw.random
        seed = self.walks if seed is None else seed
        longest = longest or self.longest
        scene, values = program.start(seed)
        choices: list[int] = []
        while not program.ends[scene] and len(choices) < longest:
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
