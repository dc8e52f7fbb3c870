"""Which values each slot can have in each scene: a quick bound from above, without playing.

Slots are looked at one by one, so some combinations that never come together count as possible; what is impossible here
is impossible in play, which makes "never" a proof and "possible" only a chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import product
from operator import or_

from fourfifths import bits
from fourfifths.bits import Set
from fourfifths.conditions import compiled
from fourfifths.model import Choice, Condition, Effect, Scene, Story
from fourfifths.operation import MOVE, EffectKind
from fourfifths.state import State

Sets = tuple[Set, ...]
MOST = 5000
"""Combinations of values that a condition is tried with; above that it rules out nothing."""


class Flow:
    """The values that are possible in each scene; a scene that is not in `at` can never be entered.

    From the start of a run, or from a state of one on.
    """

    def __init__(self, story: Story, state: State | None = None) -> None:
        self._slots = story.slots
        self._known: dict[tuple[str, Sets], Sets | None] = {}
        self._effects: dict[tuple[int, Set, int, EffectKind], Set] = {}
        self.at: dict[str, Sets] = {}
        self._order = _order(story, story.start if state is None else state.scene)
        self._waiting: list[tuple[int, str]] = []
        if state is None:
            self._enter(story.scenes[story.start], tuple(1 << (slot.start - slot.low) for slot in story.slots))
        else:
            values = zip(story.slots, state.values, strict=True)
            self._join(state.scene, tuple(1 << (value - slot.low) for slot, value in values))
        while self._waiting:
            self._leave(story, story.scenes[heappop(self._waiting)[1]])

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
        count = 1
        for index in reads:
            count *= sets[index].bit_count()
        if count > most:
            return None
        return (dict(zip(reads, row, strict=True)) for row in product(*(self.values(sets, index) for index in reads)))

    def _enter(self, scene: Scene, sets: Sets) -> None:
        if scene.visits:
            sets = self._after(sets, (Effect(scene.visits, 1, MOVE),))
        self._join(scene.id, sets)

    def _join(self, scene: str, sets: Sets) -> None:
        known = self.at.get(scene)
        joined = sets if known is None else tuple(map(or_, known, sets))
        if joined != known:
            self.at[scene] = joined
            place = self._order[scene], scene
            if place not in self._waiting:
                heappush(self._waiting, place)

    def _leave(self, story: Story, scene: Scene) -> None:
        for choice in self._choices(scene):
            sets = self.narrowed(scene.id, choice.shown + choice.needs)
            if sets is None:
                continue
            after = self._after(sets, choice.effects)
            if choice.goto is None:
                self._join(scene.id, after)
            else:
                self._enter(story.scenes[choice.goto], after)

    def _choices(self, scene: Scene) -> tuple[Choice, ...]:
        deck = scene.deck
        if deck is None:
            return scene.choices
        dealt = any(count < deck.limit for count in self.values(self.at[scene.id], deck.count.index))
        return scene.all_choices if dealt else scene.choices

    def _after(self, sets: Sets, effects: Iterable[Effect]) -> Sets:
        after = list(sets)
        for effect in effects:
            index = effect.slot.index
            key = (index, after[index], effect.amount, effect.kind)
            if key not in self._effects:
                self._effects[key] = effect.operation.image(after[index])
            after[index] = self._effects[key]
        return tuple(after)

    def _held(self, condition: Condition, sets: Sets) -> Sets | None:
        """The sets without the values for which the condition never holds."""
        reads = condition.reads
        key = (condition.code, tuple(sets[index] for index in reads))
        if key not in self._known:
            self._known[key] = self._kept(condition, sets)
        kept = self._known[key]
        if kept is None:
            return None
        after = list(sets)
        for index, values in zip(reads, kept, strict=True):
            after[index] = values
        return tuple(after)

    def _kept(self, condition: Condition, sets: Sets) -> Sets | None:
        cases = self.cases(sets, condition.reads)
        if cases is None:
            return tuple(sets[index] for index in condition.reads)
        holds = compiled(condition.code)
        kept = [0] * len(condition.reads)
        for case in cases:
            if holds(case):  # type: ignore[arg-type]  # the code looks its slots up by number
                for at, index in enumerate(condition.reads):
                    kept[at] |= 1 << (case[index] - self._slots[index].low)
        return tuple(kept) if all(kept) or (not kept and holds(())) else None


def _order(story: Story, first: str) -> dict[str, int]:
    """A number for each scene that can come after the first: but for ways back, smaller before larger.

    What is left in this order is seldom left again.
    """
    order: dict[str, int] = {}
    seen = {first}
    trail = [(first, iter(story.scenes[first].all_choices))]
    while trail:
        scene, choices = trail[-1]
        goto = next((choice.goto for choice in choices if choice.goto is not None and choice.goto not in seen), None)
        if goto is None:
            order[scene] = -len(order)
            trail.pop()
        else:
            seen.add(goto)
            trail.append((goto, iter(story.scenes[goto].all_choices)))
    return order
