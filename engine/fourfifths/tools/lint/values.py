"""The values that each slot can have in each scene: a bound from above, slot by slot, along the ways there are.

Only choices after which the scene can be reached count, and of a choice that asks for values of the slot it moves, only
those values are moved. Conditions on other slots are taken to be met, so nothing is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from fourfifths.model import Slot, SlotKind, Story
from fourfifths.tools.lint.atoms import Set, atoms, truth
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.traffic import Setter, Traffic

WIDEST = 1024
"""A slot with more values is not looked at."""


class Move(NamedTuple):
    """One way a slot changes: for which values, and by or to how much; of one `way` one is made, once."""

    guard: Set
    amount: int
    relative: bool
    way: str = ""


class Values:
    """Sets of values, worked out when they are asked for."""

    def __init__(self, story: Story, graph: Graph, traffic: Traffic) -> None:
        self._slots, self._graph, self._traffic = story.slots, graph, traffic
        self._start = graph.number[story.start]
        self._moves: dict[int, tuple[dict[int, set[Move]], Set]] = {}
        self._known: dict[tuple[int, Set], Set] = {}
        self._visited = {scene.visits.index: graph.number[scene.id] for scene in story.scenes.values() if scene.visits}

    def at(self, scene: str) -> Callable[[int], Set | None]:
        """The sets of a scene, by the slot's number."""
        number = self._graph.number[scene]

        def set_of(index: int) -> Set | None:
            slot = self._slots[index]
            if slot.high - slot.low >= WIDEST:
                return None
            return self._visits(slot, number) if slot.kind is SlotKind.VISITS else self._values(slot, number)

        return set_of

    def ever(self, index: int) -> Set | None:
        """The values that a slot has anywhere."""
        slot = self._slots[index]
        if slot.high - slot.low >= WIDEST or slot.kind is SlotKind.VISITS:
            return None
        moves, _ = self._of(slot)
        return _closed(slot, [move for group in moves.values() for move in group])

    def _visits(self, slot: Slot, number: int) -> Set:
        """How often a scene can have been entered when the player is in the scene of this number."""
        scene = self._visited[slot.index]
        entered = self._graph.before[number] >> scene & 1
        if not entered:
            return 1
        most = (1 << slot.high + 1) - 1 if self._graph.loops >> scene & 1 else 0b11
        return most & ~1 if scene in (number, self._start) else most

    def _values(self, slot: Slot, number: int) -> Set:
        moves, places = self._of(slot)
        relevant = places & self._graph.before[number]
        known = self._known.get((slot.index, relevant))
        if known is None:
            chosen = [move for place, group in moves.items() if relevant >> place & 1 for move in group]
            known = self._known[slot.index, relevant] = _closed(slot, chosen)
        return known

    def _of(self, slot: Slot) -> tuple[dict[int, set[Move]], Set]:
        """The moves of a slot by the scene they lead to, and the set of those scenes."""
        found = self._moves.get(slot.index)
        if found is None:
            moves: dict[int, set[Move]] = {}
            for setter in self._traffic.setters.get(slot.index, ()):
                move = Move(_guard(slot, setter), setter.amount, setter.relative, setter.way)
                moves.setdefault(self._graph.number[setter.there], set()).add(move)
            found = self._moves[slot.index] = moves, sum(1 << place for place in moves)
        return found


def guarded(slot: Slot, values: Set, guards: Iterable[tuple[str, tuple[int, ...]]]) -> Set:
    """The values of a set that conditions on this slot alone let through; each with its code and the slots it reads."""
    size = slot.high - slot.low + 1
    for code, reads in guards:
        parts = atoms(code) if reads == (slot.index,) else None
        if parts is not None and len(parts) == 1:
            kept = truth(parts[0].sign, parts[0].number, slot.low, size)
            values &= ~kept if code.count("not") % 2 else kept
    return values


def _guard(slot: Slot, setter: Setter) -> Set:
    every = (1 << slot.high - slot.low + 1) - 1
    reading = [(guard.code, guard.reads) for guard in setter.guards if slot.index in guard.reads]
    return guarded(slot, every, reading) if reading else every


def _closed(slot: Slot, moves: Iterable[Move]) -> Set:
    """What the moves make of the slot's start, in whatever order they are made."""
    first = 1 << slot.start - slot.low
    given = sorted(moves)
    if all(move.way for move in given if move.relative):
        sets = [1 << move.amount - slot.low for move in given if not move.relative]
        return _once(slot, reduce(or_, sets, first), [move for move in given if move.relative])
    size, found, before = slot.high - slot.low + 1, first, 0
    while found != before:
        before = found
        for guard, amount, relative, _ in given:
            if not found & guard:
                continue
            if not relative:
                found |= 1 << amount - slot.low
            elif found & ~guard:
                found |= moved(found & guard, amount, size)
            else:
                found = _again(found, amount, size)
    return found


def _once(slot: Slot, found: Set, moves: list[Move]) -> Set:
    """A set after moves of which each way makes one at most.

    Where no end of the slot can be reached their order does not matter; else every value between the bounds counts.
    """
    ways: dict[str, list[int]] = {}
    for move in moves:
        ways.setdefault(move.way, []).append(move.amount)
    size = slot.high - slot.low + 1
    lowest = (found & -found).bit_length() - 1 + sum(min(0, *way) for way in ways.values())
    highest = found.bit_length() - 1 + sum(max(0, *way) for way in ways.values())
    if lowest < 0 or highest >= size:
        return (1 << min(highest, size - 1) + 1) - (1 << max(lowest, 0))
    for way in ways.values():
        found = reduce(or_, (moved(found, amount, size) for amount in way), found)
    return found


def _again(values: Set, amount: int, size: int) -> Set:
    """A set with all that one move makes of it, made any number of times."""
    while -size < amount < size:
        values |= moved(values, amount, size)
        amount *= 2
    return values


def moved(values: Set, amount: int, size: int) -> Set:
    """A set after a move that the slot's ends stop; the last value counted once is enough."""
    if amount < 0:
        return values >> -amount | (1 if values & (1 << -amount) - 1 else 0)
    after = values << amount
    every = (1 << size) - 1
    return after & every | (1 << size - 1 if after > every else 0)
