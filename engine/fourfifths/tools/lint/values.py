"""The values that each slot can have in each scene: a bound from above, slot by slot, along the ways there are.

The sets of all slots stand side by side in one whole number, so that joining two ways is one operation. A choice's
conditions on single slots narrow the sets that it is taken with; a condition that narrows one to nothing is a mistake
of its own and is taken not to stand there. Scenes that lead to one another share their sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from fourfifths.bits import Set, moved
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, SlotKind, Story
from fourfifths.operation import HALF_WAY, MOVE, Operation
from fourfifths.tools.lint.atoms import Atom, atoms, truth
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.traffic import once

WIDEST = 1024
"""A slot with more values is not looked at."""


class Move(NamedTuple):
    """One way a slot changes: for which values, and how; of the moves of one `way` one is made, once."""

    guard: Set
    operation: Operation
    way: str = ""


class Field(NamedTuple):
    """Where the set of a slot stands among all sets, and what blanks it."""

    at: int
    every: Set
    others: Set


class Values:
    """The sets of every scene, worked out at once."""

    def __init__(self, story: Story, graph: Graph, before: Values | None = None) -> None:
        self._graph = graph
        self._slots = story.slots
        self._left: dict[str, tuple[Scene, Set, list[tuple[str, Set]]]] = {}
        known = before if before is not None and before._slots == story.slots else None
        self._before = known._left if known else {}
        self._fields: dict[int, Field] = known._fields if known else _fields(story.slots)
        self._narrowings: dict[str, tuple[tuple[Set, Set], ...]] = {}
        self._sets: list[Set] = [0] * len(story.scenes)
        self._visited = {scene.visits.index: graph.number[scene.id] for scene in story.scenes.values() if scene.visits}
        self._run(list(story.scenes.values()))
        self._before = {}

    def at(self, scene: str) -> Callable[[int], Set | None]:
        """The sets of a scene, by the slot's number; in a scene that nothing leads to, every value."""
        number = self._graph.number[scene]
        sets, fields, visited = self._sets[number], self._fields, self._visited

        def set_of(index: int) -> Set | None:
            field = fields.get(index)
            if field is not None:
                return (sets >> field.at & field.every) or field.every
            return self._visits(self._slots[index], number) if index in visited else None

        return set_of

    def of(self, scene: str, slots: Iterable[int]) -> Set:
        """The sets of some slots in a scene, all other sets blanked; how often scenes were visited is left out."""
        mask = 0
        for index in slots:
            field = self._fields.get(index)
            if field is not None:
                mask |= field.every << field.at
        return self._sets[self._graph.number[scene]] & mask

    def _visits(self, slot: Slot, number: int) -> Set:
        """How often a scene can have been entered when the player is in the scene of this number."""
        scene = self._visited[slot.index]
        if not self._graph.before[number] >> scene & 1:
            return 1
        most = (1 << slot.high + 1) - 1 if self._graph.loops >> scene & 1 else 0b11
        return most & ~1 if scene in (number, self._graph.start) else most

    def _run(self, scenes: list[Scene]) -> None:
        looked_at = ((self._slots[index], field) for index, field in self._fields.items())
        self._sets[self._graph.start] = sum(1 << field.at + slot.start - slot.low for slot, field in looked_at)
        for part in self._graph.parts:
            sets = reduce(or_, (self._sets[number] for number in part))
            if not sets:
                continue
            inside = frozenset(part)
            turning = len(part) > 1 or self._graph.loops >> part[0] & 1
            sets = self._turned(sets, [scenes[number] for number in part], bool(turning))
            for number in part:
                self._sets[number] = sets
            for number in part:
                self._leave(scenes[number], sets, inside)

    def _leave(self, scene: Scene, sets: Set, inside: frozenset[int]) -> None:
        """Carries a scene's sets over its choices into the scenes after it."""
        left = self._before.get(scene.id)
        if left is None or left[0] is not scene or left[1] != sets:
            ways = [choice for choice in scene.all_choices if choice.goto is not None]
            left = scene, sets, [(choice.goto or "", self._taken(choice, sets)) for choice in ways]
        self._left[scene.id] = left
        for goto, after in left[2]:
            there = self._graph.number[goto]
            if there not in inside:
                self._sets[there] |= after

    def _taken(self, choice: Choice, sets: Set) -> Set:
        """The sets after a choice is taken with these."""
        for condition in choice.shown + choice.needs:
            for others, kept in self._narrowing(condition):
                if sets & kept:
                    sets = sets & (others | kept)
        for effect in choice.effects:
            field = self._fields.get(effect.slot.index)
            if field is None:
                continue
            after = effect.operation.image(sets >> field.at & field.every)
            sets = sets & field.others | after << field.at
        return sets

    def _narrowing(self, condition: Condition) -> tuple[tuple[Set, Set], ...]:
        """For each slot that a condition asks for by itself: the other sets, and what is let through of its own."""
        found = self._narrowings.get(condition.code)
        if found is None:
            parts = [(atom, self._fields.get(atom.slot)) for atom in demands(condition)]
            found = self._narrowings[condition.code] = tuple(
                (field.others, self._truth(atom) << field.at) for atom, field in parts if field
            )
        return found

    def _truth(self, atom: Atom) -> Set:
        slot = self._slots[atom.slot]
        return truth(atom.sign, atom.number, slot.low, slot.high - slot.low + 1)

    def _turned(self, sets: Set, scenes: list[Scene], turning: bool) -> Set:
        """The sets after choices that lead from these scenes to one another, any number of times, in any order."""
        inside = {scene.id for scene in scenes}
        moves: dict[int, list[Move]] = {}
        for scene in scenes:
            for choice in scene.all_choices:
                if choice.goto is None or (turning and choice.goto in inside):
                    self._gather(choice, scene, moves)
        for index, found in moves.items():
            field, slot = self._fields[index], self._slots[index]
            after = closed(sets >> field.at & field.every, found, slot)
            sets = sets & field.others | after << field.at
        return sets

    def _gather(self, choice: Choice, scene: Scene, moves: dict[int, list[Move]]) -> None:
        way = f"{scene.id}.{choice.id}" if any(map(once, choice.shown)) else ""
        for effect in choice.effects:
            if effect.slot.index in self._fields:
                move = Move(self._guard(effect, choice, scene), effect.operation, way)
                moves.setdefault(effect.slot.index, []).append(move)

    def _guard(self, effect: Effect, choice: Choice, scene: Scene) -> Set:
        """The values of an effect's slot that the choice can be taken with."""
        every = self._fields[effect.slot.index].every
        if scene.deck and choice in scene.deck.cards and effect.slot == scene.deck.count:
            every = self._truth(Atom(effect.slot.index, "<", scene.deck.limit))
        return narrowed(effect.slot, every, choice.shown + choice.needs)


def _fields(slots: tuple[Slot, ...]) -> dict[int, Field]:
    """A field for each slot that is looked at; how often a scene was visited is known from the ways alone."""
    sizes = [(slot.index, slot.high - slot.low + 1) for slot in slots if slot.kind is not SlotKind.VISITS]
    narrow = [(index, size) for index, size in sizes if size <= WIDEST]
    everything = (1 << sum(size for _, size in narrow)) - 1
    found, at = {}, 0
    for index, size in narrow:
        every = (1 << size) - 1
        found[index] = Field(at, every, everything ^ every << at)
        at += size
    return found


def demands(condition: Condition) -> tuple[Atom, ...]:
    """The comparisons that must all hold where a condition does; those of a condition with `or` are none."""
    parts = atoms(condition.code)
    if not parts or " or " in condition.code:
        return ()
    nots = condition.code.count("not ")
    if not nots:
        return parts
    return (_opposite(parts[0]) if nots % 2 else parts[0],) if len(parts) == 1 else ()


def _opposite(atom: Atom) -> Atom:
    signs = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
    return atom._replace(sign=signs[atom.sign])


def narrowed(slot: Slot, values: Set, conditions: Iterable[Condition]) -> Set:
    """The values of a set that conditions on the slot let through."""
    size = slot.high - slot.low + 1
    for condition in conditions:
        if slot.index in condition.reads:
            for atom in demands(condition):
                if atom.slot == slot.index:
                    values &= truth(atom.sign, atom.number, slot.low, size)
    return values


def closed(first: Set, moves: list[Move], slot: Slot) -> Set:
    """What the moves make of a set, in whatever order they are made."""
    given = sorted(set(moves))
    steps = [move for move in given if move.operation.kind is MOVE]
    pulled = any(move.operation.kind is HALF_WAY for move in given)
    if all(move.way for move in steps) and (steps or not pulled):
        sets = [1 << move.operation.amount - slot.low for move in given if move.operation.kind is not MOVE]
        return _once(slot, reduce(or_, sets, first), steps, ordered=pulled)
    size, found, before = slot.high - slot.low + 1, first, 0
    while found != before:
        before = found
        for guard, operation, _ in given:
            if not found & guard:
                continue
            if operation.kind is MOVE and not found & ~guard:
                found = _again(found, operation.amount, size)
            else:
                found |= operation.image(found & guard)
    return found


def _once(slot: Slot, found: Set, moves: list[Move], *, ordered: bool) -> Set:
    """A set after moves of which each way makes one at most.

    Where no end of the slot can be reached their order does not matter; else, or where they are `ordered` by what takes
    the slot half way to values of the set, every value between the bounds counts.
    """
    ways: dict[str, list[int]] = {}
    for move in moves:
        ways.setdefault(move.way, []).append(move.operation.amount)
    size = slot.high - slot.low + 1
    lowest = (found & -found).bit_length() - 1 + sum(min(0, *way) for way in ways.values())
    highest = found.bit_length() - 1 + sum(max(0, *way) for way in ways.values())
    if ordered or lowest < 0 or highest >= size:
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
