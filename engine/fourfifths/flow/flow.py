"""Which values each slot can have in each scene: a quick bound from above, without playing.

Slots are looked at one by one, so some combinations that never come together count as possible; what is impossible here
is impossible in play, which makes "never" a proof and "possible" only a chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from fourfifths import bits
from fourfifths.flow.currents import MOST, Currents, cases, kept
from fourfifths.flow.lanes import Sets
from fourfifths.model import Choice, Condition, Story
from fourfifths.state import State


class Flow:
    """The values that are possible in each scene; a scene that is not in `scenes` can never be entered.

    From the start of a run, or from a state of one on. `currents` may be those of another flow of the same story.
    """

    def __init__(self, story: Story, state: State | None = None, currents: Currents | None = None) -> None:
        self._slots = story.slots
        self._known: dict[tuple[str, Sets], Sets | None] = {}
        self.currents = currents or Currents(story)
        self._packed = self.currents.spread(state)

    @property
    def scenes(self) -> Iterable[str]:
        """The scenes that can be entered."""
        return self._packed.keys()

    @cached_property
    def at(self) -> dict[str, Sets]:
        """For each scene that can be entered the values of each slot."""
        return {scene: self.currents.lanes.sets(packed) for scene, packed in self._packed.items()}

    def narrowed(self, scene: str, conditions: Iterable[Condition]) -> Sets | None:
        """The values possible in a scene where all of these hold; None where they never do."""
        sets = self.at.get(scene)
        for condition in conditions:
            if sets is None:
                return None
            sets = self._held(condition, sets)
        return sets

    def open(self, choice: Choice) -> bool:
        """Whether a choice of a scene may ever be taken, a deck's limits aside."""
        return self.narrowed(choice.scene, choice.shown + choice.needs) is not None

    def values(self, sets: Sets, index: int) -> tuple[int, ...]:
        """The values of a slot in a set."""
        return tuple(bits.members(sets[index], self._slots[index].low))

    def cases(self, sets: Sets, reads: tuple[int, ...], most: int = MOST) -> Iterator[dict[int, int]] | None:
        """Each combination of the values of these slots; None where there are too many."""
        return cases(sets, reads, self._slots, most)

    def _held(self, condition: Condition, sets: Sets) -> Sets | None:
        """The sets without the values for which the condition never holds."""
        reads = condition.reads
        key = (condition.code, tuple(sets[index] for index in reads))
        if key not in self._known:
            self._known[key] = kept(condition, sets, self._slots)
        left = self._known[key]
        if left is None:
            return None
        after = list(sets)
        for index, values in zip(reads, left, strict=True):
            after[index] = values
        return tuple(after)
