"""From a target back to the start: every state from which it can be met, in sets, or more than those.

A node is a scene and a cube of the slots, with a set of combinations of the meters beside it (`axes`); meters in
`ignored` are taken to be whatever is asked. What a move must have come from is exact for both: an effect's values
before are computed slot by slot. Where the start is not among the nodes when none are left, the target is impossible,
and the nodes are the proof.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fourfifths.model import Effect
from fourfifths.prove.formula import Cube, cubes
from fourfifths.prove.space import Bits, Space
from fourfifths.prove.system import CUBES, Move, System, touched
from fourfifths.prove.targets import Target

Rank = tuple[int, Cube, Bits]


@dataclass(frozen=True, slots=True)
class Result:
    """`reached`: the start is among the nodes; `over`: none were left to look at. `ranks` are each scene's nodes, in
    the order they were found."""

    reached: bool
    over: bool
    nodes: int
    space: Space
    ranks: list[list[Rank]]


class Regression:
    """Goes back through one system with the same axes for any number of targets."""

    def __init__(self, system: System, axes: Sequence[int], ignored: frozenset[int] = frozenset()) -> None:
        self.system, self._ignored, self.exact = system, ignored, not ignored
        self.space = Space([system.story.slots[index] for index in axes])
        self._hulls: dict[int, Bits] = {}
        self._guards: dict[int, list[tuple[Cube, Bits]]] = {}
        self._point = 1 << self.space.number(system.values)

    def run(self, target: Target, budget: int) -> Result:
        """The nodes of a target, at most so many."""
        return _Run(self, target, budget).result()

    def split(self, cube: Cube, scene: int) -> tuple[Cube, Bits]:
        """A cube as literals and as combinations of the axes; slots that are ignored are left out."""
        bits = self.hull(scene)
        literals = []
        for slot, mask in cube:
            if slot in self.space:
                bits &= self.space.axis(slot, mask)
            elif slot not in self._ignored:
                literals.append((slot, mask))
        return tuple(literals), bits

    def hull(self, scene: int) -> Bits:
        """The combinations of the axes that are possible in a scene, each axis by itself."""
        if scene not in self._hulls:
            possible = self.system.possible(scene)
            bits = self.space.full
            for slot in self.space.slots:
                if possible and possible[slot.index] != self.system.formulas.whole[slot.index]:
                    bits &= self.space.axis(slot.index, possible[slot.index])
            self._hulls[scene] = bits if possible else 0
        return self._hulls[scene]

    def guard(self, move: Move) -> list[tuple[Cube, Bits]]:
        """The cubes of a move's guard, split."""
        if move.number not in self._guards:
            self._guards[move.number] = [self.split(cube, move.scene) for cube in move.cubes]
        return self._guards[move.number]

    def normal(self, scene: int, literals: dict[int, int]) -> Cube | None:
        """The cube among the values possible in the scene; None where there are none."""
        possible = self.system.possible(scene)
        if possible is None:
            return None
        found = []
        for slot, mask in literals.items():
            there = possible[slot]
            if not there & mask:
                return None
            if there & ~mask:
                found.append((slot, there & mask))
        return tuple(sorted(found))

    def before(self, move: Move, cube: Cube, bits: Bits) -> Iterator[tuple[Cube, Bits]]:
        """The nodes of the move's scene from which it leads into a node."""
        effects = touched(move.effects)
        for slot in self.space.slots:
            for effect in reversed(effects.get(slot.index, ())):
                bits = self.space.before(bits, effect)
        if not bits:
            return
        literals = {index: self._mask(effects.get(index, ()), mask) for index, mask in cube}
        if not all(literals.values()):
            return
        for guard, where in self.guard(move):
            met = bits & where
            joined = _met(literals, guard) if met else None
            normal = self.normal(move.scene, joined) if joined is not None else None
            if normal is not None:
                yield normal, met

    def _mask(self, effects: tuple[Effect, ...], mask: int) -> int:
        for effect in reversed(effects):
            mask = self.system.before(effect, mask)
        return mask

    def starts(self, scene: int, cube: Cube, bits: Bits) -> bool:
        """Whether the start is in a node."""
        if scene != self.system.start or not bits & self._point:
            return False
        slots, values = self.system.story.slots, self.system.values
        return all(mask >> values[slot] - slots[slot].low & 1 for slot, mask in cube)


def _met(literals: dict[int, int], guard: Cube) -> dict[int, int] | None:
    if not guard:
        return literals
    joined = dict(literals)
    for slot, mask in guard:
        joined[slot] = joined.get(slot, -1) & mask
        if not joined[slot]:
            return None
    return joined


class _Run:
    def __init__(self, back: Regression, target: Target, budget: int) -> None:
        self._back, self._target, self._budget = back, target, budget
        count = len(back.system.scenes)
        self._sets: list[dict[Cube, Bits]] = [{} for _ in range(count)]
        self._pending: dict[tuple[int, Cube], Bits] = {}
        self._heap: list[tuple[int, int, int, Cube]] = []
        self._ranks: list[list[Rank]] = [[] for _ in range(count)]
        self._nodes = self._count = 0
        self._reached = False

    def result(self) -> Result:
        self._goals()
        popped = 0
        while self._heap and not self._reached and self._nodes < self._budget:
            _, _, scene, cube = heapq.heappop(self._heap)
            bits = self._pending.pop((scene, cube))
            self._ranks[scene].append((popped, cube, bits))
            popped += 1
            self._back_from(scene, cube, bits, entering=False)
        over = not self._heap and not self._reached
        for (scene, cube), bits in self._pending.items():
            self._ranks[scene].append((popped, cube, bits))
        return Result(self._reached, over, self._nodes, self._back.space, self._ranks)

    def _back_from(self, scene: int, cube: Cube, bits: Bits, *, entering: bool) -> None:
        for move in self._back.system.into[scene]:
            if move.enters or not entering:
                for before, met in self._back.before(move, cube, bits):
                    self._add(move.scene, before, met)

    def _goals(self) -> None:
        system = self._back.system
        for way in self._target.ways:
            possible = system.possible(way.scene)
            for cube in cubes(way.tree, possible, CUBES)[0] if possible else ():
                literals, bits = self._back.split(cube, way.scene)
                normal = self._back.normal(way.scene, dict(literals))
                if normal is None or not bits:
                    continue
                if way.arriving:
                    self._reached |= self._back.starts(way.scene, normal, bits)
                    self._back_from(way.scene, normal, bits, entering=True)
                else:
                    self._add(way.scene, normal, bits)

    def _add(self, scene: int, cube: Cube, bits: Bits) -> None:
        known = self._sets[scene]
        there = dict(cube)
        for other, have in known.items():
            if all(slot in there and not there[slot] & ~mask for slot, mask in other):
                bits &= ~have
                if not bits:
                    return
        if cube not in known:
            self._nodes += 1
        known[cube] = known.get(cube, 0) | bits
        key = (scene, cube)
        if key not in self._pending:
            self._count += 1
            heapq.heappush(self._heap, (-self._back.system.order[scene], self._count, scene, cube))
        self._pending[key] = self._pending.get(key, 0) | bits
        self._reached |= self._back.starts(scene, cube, bits)
