"""The ways between a story's scenes as they are gone with sets of values, again and again until nothing new comes.

What a way makes of the lanes that it looks at is worked out once for each of their contents, for every flow of a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import product

from fourfifths import bits
from fourfifths.bits import Set
from fourfifths.conditions import compiled
from fourfifths.flow.lanes import Lanes, Packed
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, Story
from fourfifths.operation import MOVE, SET
from fourfifths.state import State

MOST = 5000
"""Combinations of values that a condition is tried with; above that it rules out nothing."""
Some = Mapping[int, Set] | Sequence[Set]
"""The values of slots, by number."""

UNKNOWN: Packed = -1
"""What is no packed number: what a way makes of some lanes was not asked yet."""
Place = tuple[int, int, int]
"""The number of a part of the story, how often it was gone round, and a scene's number in it."""


class Way:
    """A choice: what comes of the lanes that it asks for and changes. A card needs one of the bits of `dealt`."""

    def __init__(self, currents: Currents, choice: Choice, dealt: Packed) -> None:
        self._lanes, self._slots, self.goto = currents.lanes, currents.slots, choice.goto or choice.scene
        self._dealt, self._asked = dealt, choice.shown + choice.needs
        visits = currents.story.scenes[choice.goto].visits if choice.goto else None
        self._effects = choice.effects + ((Effect(visits, 1, MOVE),) if visits else ())
        asked = {index for condition in self._asked for index in condition.reads}
        changed = {effect.slot.index for effect in self._effects}
        blind = {effect.slot.index for effect in self._effects if effect.kind is SET} - asked
        self._lanes_read = self._lanes.over((asked | changed) - blind)
        self._changed = asked | changed
        self._lanes_kept = ~self._lanes.over(self._changed)
        self._known: dict[Packed, Packed | None] = {}
        self._held_by = currents.held

    def after(self, packed: Packed) -> Packed | None:
        """The values after the choice; None where it can never be taken."""
        if self._dealt and not packed & self._dealt:
            return None
        read = packed & self._lanes_read
        made = self._known.get(read, UNKNOWN)
        if made == UNKNOWN:
            made = self._known[read] = self._led(packed)
        return None if made is None else packed & self._lanes_kept | made

    def _led(self, packed: Packed) -> Packed | None:
        """The lanes that are asked for or changed, afterwards."""
        sets = {index: self._lanes.lane(packed, index) for index in self._changed}
        for condition in self._asked:
            left = self._held(condition, sets)
            if left is None:
                return None
            sets.update(zip(condition.reads, left, strict=True))
        for effect in self._effects:
            sets[effect.slot.index] = effect.operation.image(sets[effect.slot.index])
        found = 0
        for index, values in sets.items():
            found |= values << self._lanes.at[index]
        return found

    def _held(self, condition: Condition, sets: Some) -> tuple[Set, ...] | None:
        if len(condition.reads) > 1:
            return kept(condition, sets, self._slots)
        if condition.code not in self._held_by:
            whole = {index: self._lanes.ones[index] for index in condition.reads}
            self._held_by[condition.code] = kept(condition, whole, self._slots)
        held = self._held_by[condition.code]
        if not held:
            return held
        left = sets[condition.reads[0]] & held[0]
        return (left,) if left else None


class Currents:
    """The ways of one story, for any number of flows."""

    def __init__(self, story: Story) -> None:
        self.story, self.slots, self.lanes = story, story.slots, Lanes(story.slots)
        self.held: dict[str, tuple[Set, ...] | None] = {}
        """For each condition on one slot the values for which it holds."""
        self._ways = {scene.id: self._out(scene) for scene in story.scenes.values()}
        self._orders: dict[str, dict[str, Place]] = {}

    def spread(self, state: State | None) -> dict[str, Packed]:
        """The values in each scene that can be entered, from the start or from a state on."""
        if state is None:
            scene, values = self.story.start, [slot.start for slot in self.slots]
        else:
            scene, values = state.scene, list(state.values)
        first = self.lanes.packed(1 << value - slot.low for slot, value in zip(self.slots, values, strict=True))
        visits = self.story.scenes[scene].visits if state is None else None
        if visits:
            moved = Effect(visits, 1, MOVE).operation.image(self.lanes.lane(first, visits.index))
            first = first & ~self.lanes.whole[visits.index] | moved << self.lanes.at[visits.index]
        return self._spread(scene, first)

    def _spread(self, start: str, first: Packed) -> dict[str, Packed]:
        found, places = {start: first}, self._order(start)
        waiting, heap = {start}, [(*places[start], start)]
        while heap:
            part, around, place, scene = heappop(heap)
            waiting.remove(scene)
            here = found[scene]
            for way in self._ways[scene]:
                after = way.after(here)
                if after is None:
                    continue
                goto = way.goto
                known = found.get(goto)
                if known is not None:
                    after |= known
                if after != known:
                    found[goto] = after
                    if goto not in waiting:
                        waiting.add(goto)
                        there, _, later = places[goto]
                        again = around + (later <= place) if there == part else 0
                        heappush(heap, (there, again, later, goto))
        return found

    def _out(self, scene: Scene) -> list[Way]:
        cards = len(scene.deck.cards) if scene.deck else 0
        room = self._room(scene)
        return [Way(self, choice, room if at < cards else 0) for at, choice in enumerate(scene.all_choices)]

    def _room(self, scene: Scene) -> Packed:
        """The counts of a deck at which a card is dealt."""
        deck = scene.deck
        if deck is None:
            return 0
        index, low = deck.count.index, deck.count.low
        return self.lanes.whole[index] & (1 << self.lanes.at[index] + max(0, deck.limit - low)) - 1

    def _order(self, first: str) -> dict[str, Place]:
        if first not in self._orders:
            self._orders[first] = _order(self.story, first)
        return self._orders[first]


def cases(sets: Some, reads: Sequence[int], slots: Sequence[Slot], most: int = MOST) -> Iterator[dict[int, int]] | None:
    """Each combination of the values of these slots; None where there are too many."""
    count = 1
    for index in reads:
        count *= sets[index].bit_count()
    if count > most:
        return None
    values = (bits.members(sets[index], slots[index].low) for index in reads)
    return (dict(zip(reads, row, strict=True)) for row in product(*values))


def kept(condition: Condition, sets: Some, slots: Sequence[Slot]) -> tuple[Set, ...] | None:
    """The values of what a condition reads without those for which it never holds; None where it never does."""
    tried = cases(sets, condition.reads, slots)
    if tried is None:
        return tuple(sets[index] for index in condition.reads)
    holds = compiled(condition.code)
    found = [0] * len(condition.reads)
    for case in tried:
        if holds(case):  # type: ignore[arg-type]  # the code looks its slots up by number
            for at, index in enumerate(condition.reads):
                found[at] |= 1 << (case[index] - slots[index].low)
    return tuple(found) if all(found) or (not found and holds(())) else None


def _order(story: Story, first: str) -> dict[str, Place]:
    """When each scene that can come after the first is left: what leads back to one another together, going round."""
    forth = list(reversed(_finished(story, first)))
    into: dict[str, list[str]] = {}
    for scene in forth:
        for choice in story.scenes[scene].all_choices:
            into.setdefault(choice.goto or scene, []).append(scene)
    part: dict[str, int] = {}
    for number, scene in enumerate(forth):
        waiting = [] if scene in part else [scene]
        while waiting:
            member = waiting.pop()
            if member not in part:
                part[member] = number
                waiting += into.get(member, ())
    return {scene: (part[scene], 0, number) for number, scene in enumerate(forth)}


def _finished(story: Story, first: str) -> list[str]:
    """The scenes that can come after one, each after those it leads to, but for ways back."""
    found: list[str] = []
    seen = {first}
    trail = [(first, iter(story.scenes[first].all_choices))]
    while trail:
        scene, choices = trail[-1]
        goto = next((choice.goto for choice in choices if choice.goto is not None and choice.goto not in seen), None)
        if goto is None:
            found.append(scene)
            trail.pop()
        else:
            seen.add(goto)
            trail.append((goto, iter(story.scenes[goto].all_choices)))
    return found
