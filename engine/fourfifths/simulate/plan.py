"""What is to be played, divided into tasks that any process can do; the division changes no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths.simulate.roster import RANDOM
from fourfifths.systems.policies import Policy

PLAYS = 50
"""Plays of one task."""
PERSONAS = 2
"""Personas of one task; each costs as much as some hundred plays."""


class Task(NamedTuple):
    """Some plays of a policy, or the forks of some personas where `policy` is -1; `seeds` numbers them."""

    policy: int
    seeds: range


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each policy plays, from which seed on, whether the texts are read, and how many personas are forked.

    `runs` is for the random policy; the others play `others` times. Nobody is forked without texts.
    """

    policies: tuple[Policy, ...]
    runs: int = 1000
    others: int = 200
    seed: int = 0
    text: bool = True
    personas: int = 40

    def tasks(self) -> Iterator[Task]:
        """The tasks in order: the forks first, for they take the longest."""
        if self.text:
            yield from (Task(-1, seeds) for seeds in _parts(self.seed, self.personas, PERSONAS))
        for number, policy in enumerate(self.policies):
            plays = self.runs if policy.name == RANDOM else self.others
            yield from (Task(number, seeds) for seeds in _parts(self.seed, plays, PLAYS))

    @property
    def size(self) -> int:
        """How many tasks there are."""
        return sum(1 for _ in self.tasks())


def _parts(first: int, count: int, most: int) -> Iterator[range]:
    for start in range(first, first + count, most):
        yield range(start, min(start + most, first + count))
