"""What the measures look at: the plays by policy, and what the story says of itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fourfifths.model import Choice, Scene, SlotKind, Story
from fourfifths.reads import scene_reads
from fourfifths.simulate.roster import DEVOTEE, GREEDY, RANDOM
from fourfifths.simulate.run import Results
from fourfifths.simulate.tally import Tally, together
from fourfifths.systems.policies import Policies
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.traffic import scene_conditions, written

NO_TEXT = "the texts were not read (--no-text)"
NO_RANDOM = "random was not played"

_SHOWN = (SlotKind.INT, SlotKind.WORD, SlotKind.METER)


@dataclass
class Facts:
    """A story, the results of its plays, and its own table of policies."""

    results: Results
    table: Policies

    @property
    def story(self) -> Story:
        """The story."""
        return self.results.story

    @property
    def text(self) -> bool:
        """Whether the texts were read."""
        return self.results.plan.text

    @cached_property
    def all(self) -> Tally:
        """The plays of every policy."""
        return together(self.results.tallies.values())

    @property
    def random(self) -> Tally | None:
        """The plays of the random policy."""
        return self.results.tallies.get(RANDOM)

    @property
    def typical(self) -> Tally:
        """The random plays, or where there are none, all."""
        return self.random or self.all

    @cached_property
    def undevoted(self) -> Tally:
        """The plays of all but the devotees."""
        return together(tally for name, tally in self.results.tallies.items() if not name.startswith(DEVOTEE))

    def greedy(self, meter: str) -> Tally | None:
        """The plays of who wants this meter."""
        return self.results.tallies.get(GREEDY + meter)

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes by their numbers."""
        return tuple(self.story.scenes.values())

    @cached_property
    def graph(self) -> Graph:
        """Which scene leads to which."""
        return Graph(self.story)

    @cached_property
    def readers(self) -> dict[int, frozenset[int]]:
        """By slot, the scenes that look at it; being gone once taken, or an arm for each visit, is no look."""
        found: dict[int, set[int]] = {}
        for number, scene in enumerate(self.scenes):
            for index in self._looks(scene):
                found.setdefault(index, set()).add(number)
        return {index: frozenset(scenes) for index, scenes in found.items()}

    def _looks(self, scene: Scene) -> Iterator[int]:
        slots = self.story.slots
        yield from (index for index in scene_reads(scene) if slots[index].kind in _SHOWN)
        yield from (slot for _, slot in scene.knows)
        yield from (index for condition in scene_conditions(scene) for index in condition.reads)
        for card in scene.deck.cards if scene.deck else ():
            yield from (index for condition in written(card.shown) for index in condition.reads)

    def leads(self, start: int, end: int) -> bool:
        """Whether a scene can come after another, or is the same."""
        return bool(self.graph.before[end] >> start & 1)

    def after(self, choice: Choice) -> int:
        """The number of the scene that a choice leads to, or stays in."""
        return self.graph.number[choice.goto or choice.scene]

    def options(self) -> Iterator[tuple[Scene, Choice]]:
        """Every authored choice with its scene; cards are the deck's, and nobody is asked about routes."""
        return ((scene, choice) for scene in self.scenes if not scene.auto for choice in scene.choices)


def mean(counts: Counter[int]) -> float:
    """The mean of figures, each counted."""
    return sum(value * count for value, count in counts.items()) / counts.total()


def deviation(counts: Counter[int]) -> float:
    """Their standard deviation."""
    total = counts.total()
    first = sum(value * count for value, count in counts.items())
    second = sum(value * value * count for value, count in counts.items())
    return math.sqrt(second * total - first * first) / total


def percentile(counts: Counter[int], part: float) -> int:
    """The figure that so large a part of them is at most."""
    place = int(part * (counts.total() - 1))
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    return 0
