"""From a target back to the start: every state from which it can be met, in sets, or more than those.

A node is a scene and a packed cube of the slots, with a set of combinations of the meters beside it (`axes`); meters in
`ignored` are taken to be whatever is asked. What a move must have come from is exact for both: an effect's values
before are computed slot by slot. Where the start is not among the nodes when none are left, the target is impossible,
and the nodes are the proof.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths.model import Effect
from fourfifths.prove.formula import Cube
from fourfifths.prove.packed import Packed, Packing
from fourfifths.prove.space import Bits, Space
from fourfifths.prove.system import Move, System, touched
from fourfifths.prove.targets import Target

Rank = tuple[int, Packed, Bits]
Node = tuple[int, Packed, Bits]
Due = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Result:
    """`reached`: the start is among the nodes; `over`: none were left to look at. `ranks` are the nodes by scene,
    in the order they were found."""

    reached: bool
    over: bool
    nodes: int
    space: Space
    packing: Packing
    ranks: dict[int, list[Rank]]

    def facts(self, scene: int) -> Iterator[tuple[Cube, Bits]]:
        """The nodes of a scene, unpacked."""
        return ((self.packing.cube(packed, scene), bits) for _, packed, bits in self.ranks.get(scene, ()))


class Back(NamedTuple):
    """A move as it is gone back: its effects on the axes, last first, those on the packed slots, and its guard."""

    axes: tuple[Effect, ...]
    packed: tuple[tuple[int, int, tuple[Effect, ...]], ...]
    guard: tuple[tuple[Packed, Bits], ...]
    possible: Packed


class Regression:
    """Goes back through one system with the same axes for any number of targets."""

    def __init__(self, system: System, axes: Sequence[int], ignored: frozenset[int] = frozenset()) -> None:
        self.system, self.exact = system, not ignored
        self.space = Space([system.story.slots[index] for index in axes])
        self.packing = Packing(system, sorted(system.reads - ignored - set(axes)))
        self._known: dict[tuple[int, ...], Bits] = {}
        self._backs: dict[int, Back] = {}
        self._number = 1 << self.space.number(system.values)
        self._point = self.packing.point(system.values)

    @property
    def slots(self) -> list[int]:
        """The slots that are looked at."""
        return [slot.index for slot in self.space.slots] + list(self.packing.at)

    def run(self, target: Target, budget: int) -> Result:
        """The nodes of a target, at most so many."""
        run = Run(self, target, budget)
        while run.due is not None:
            run.step(run.nodes)
        return run.result()

    def split(self, cube: Cube, scene: int) -> tuple[Packed, Bits]:
        """A cube as packed and as combinations of the axes; slots that are ignored are left out."""
        asked = dict(cube)
        possible = self.system.possible(scene) or ()
        masks = tuple(possible[slot.index] & asked.get(slot.index, -1) for slot in self.space.slots) if possible else ()
        return self.packing.packed(cube, scene), self._where(masks) if possible else 0

    def _where(self, masks: tuple[int, ...]) -> Bits:
        """The combinations in which each axis has one of these values; the same are kept but once."""
        if masks not in self._known:
            bits = self.space.full
            for slot, mask in zip(self.space.slots, masks, strict=True):
                if mask != self.system.formulas.whole[slot.index]:
                    bits &= self.space.axis(slot.index, mask)
            self._known[masks] = bits
        return self._known[masks]

    def back(self, move: Move) -> Back:
        """The move as it is gone back."""
        if move.number not in self._backs:
            effects, whole, at = touched(move.effects), self.system.formulas.whole, self.packing.at
            axes = (effect for slot in self.space.slots for effect in reversed(effects.get(slot.index, ())))
            packed = ((at[slot], whole[slot], each) for slot, each in effects.items() if slot in at)
            guard = tuple(self.split(cube, move.scene) for cube in move.cubes)
            self._backs[move.number] = Back(tuple(axes), tuple(packed), guard, self.packing.possible(move.scene))
        return self._backs[move.number]

    def before(self, move: Move, packed: Packed, bits: Bits) -> Iterator[tuple[Packed, Bits]]:
        """The nodes of the move's scene from which it leads into a node."""
        back = self.back(move)
        for effect in back.axes:
            bits = self.space.before(bits, effect)
        if not bits:
            return
        for place, whole, effects in back.packed:
            forbidden = packed >> place & whole
            if forbidden:
                packed ^= (forbidden ^ self._before(effects, forbidden)) << place
        packed &= back.possible
        for guard, where in back.guard:
            met = bits & where
            if met and self.packing.some(packed | guard, back.possible):
                yield packed | guard, met

    def _before(self, effects: tuple[Effect, ...], mask: int) -> int:
        for effect in reversed(effects):
            mask = self.system.before(effect, mask)
        return mask

    def starts(self, scene: int, packed: Packed, bits: Bits) -> bool:
        """Whether the start is in a node."""
        return scene == self.system.start and not packed & self._point and bool(bits & self._number)


class Run:
    """The way back from one target, as far as it was gone. `nodes` were found, `reached`: the start is among them."""

    def __init__(self, back: Regression, target: Target, budget: int) -> None:
        self._back, self._target, self._budget = back, target, budget
        self._sets: dict[int, dict[Packed, Bits]] = defaultdict(dict)
        self._pending: dict[tuple[int, Packed], Bits] = {}
        self._heap: list[tuple[int, int, int, Packed]] = []
        self._ranks: dict[int, list[Rank]] = defaultdict(list)
        self.nodes = self._count = self._popped = 0
        self._last = -1
        self.reached = False
        self._goals()

    @property
    def over(self) -> bool:
        """Whether no nodes are left to look at."""
        return not self._heap

    @property
    def due(self) -> Due | None:
        """What is looked at first of all runs is the least; None where no nodes are left or there were too many."""
        return (self._heap[0][0], self._popped) if self._heap and self.nodes < self._budget else None

    def step(self, rank: int) -> Node:
        """Goes back from the next node."""
        _, _, scene, packed = heapq.heappop(self._heap)
        bits = self._pending.pop((scene, packed))
        self._ranks[scene].append((rank, packed, bits))
        self._popped += 1
        self._last = rank
        self._back_from(scene, packed, bits, entering=False)
        return scene, packed, bits

    def result(self) -> Result:
        """What was found so far."""
        ranks = {scene: list(each) for scene, each in self._ranks.items()}
        for (scene, packed), bits in self._pending.items():
            ranks.setdefault(scene, []).append((self._last + 1, packed, bits))
        back = self._back
        return Result(self.reached, self.over, self.nodes, back.space, back.packing, ranks)

    def _back_from(self, scene: int, packed: Packed, bits: Bits, *, entering: bool) -> None:
        for move in self._back.system.into[scene]:
            if move.enters or not entering:
                for before, met in self._back.before(move, packed, bits):
                    self._add(move.scene, before, met)

    def _goals(self) -> None:
        system = self._back.system
        for way in self._target.ways:
            for cube in system.cubes(way.scene, way.tree):
                packed, bits = self._back.split(cube, way.scene)
                if not bits:
                    continue
                if way.arriving:
                    self.reached |= self._back.starts(way.scene, packed, bits)
                    self._back_from(way.scene, packed, bits, entering=True)
                else:
                    self._add(way.scene, packed, bits)

    def _add(self, scene: int, packed: Packed, bits: Bits) -> None:
        known = self._sets[scene]
        free = self._back.packing.possible(scene) ^ packed
        for other, have in known.items():
            if not other & free:
                bits &= ~have
                if not bits:
                    return
        if packed not in known:
            self.nodes += 1
        known[packed] = known.get(packed, 0) | bits
        key = (scene, packed)
        if key not in self._pending:
            self._count += 1
            heapq.heappush(self._heap, (-self._back.system.order[scene], self._count, scene, packed))
        self._pending[key] = self._pending.get(key, 0) | bits
        self.reached |= self._back.starts(scene, packed, bits)
