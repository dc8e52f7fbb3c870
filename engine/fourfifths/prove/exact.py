"""Every state of a small story, at once: one set of combinations of the slots that matter for each scene.

The sets grow by rings: what a ring of one scene leads to in the next that was not there before is a ring there, with a
later number. So the way back from any state, ring by ring, ends at the start.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from fourfifths.conditions import compiled
from fourfifths.prove.formula import Opaque
from fourfifths.prove.guards import reads
from fourfifths.prove.space import Bits, Space
from fourfifths.prove.system import Move, System
from fourfifths.prove.targets import Target
from fourfifths.reads import story_reads


@dataclass(frozen=True, slots=True)
class Ring:
    """A scene's states that came at this time; `arrived` those of them that entered it."""

    number: int
    bits: Bits


class Exact:
    """The states of a system; `None` from `of` where there are too many combinations."""

    def __init__(self, system: System, space: Space) -> None:
        self.system, self.space = system, space
        count = len(system.scenes)
        self.reached: list[Bits] = [0] * count
        self.entered: list[Bits] = [0] * count
        self._rings: list[list[Ring]] = [[] for _ in range(count)]
        self._guards: dict[int, Bits] = {}
        self._tables: dict[str, Bits] = {}
        self._start = 1 << space.number(system.values)
        self.images = 0
        self._run()

    @staticmethod
    def space_of(system: System, most: int) -> Space | None:
        """The combinations that matter, or None where the scenes' sets together would have more bits than `most`."""
        reads = sorted(story_reads(system.story) | {s.deck.count.index for s in system.scenes if s.deck})
        slots = [system.story.slots[index] for index in reads]
        size = len(system.scenes)
        for slot in slots:
            size *= slot.high - slot.low + 1
            if size > most:
                return None
        return Space(slots)

    @property
    def states(self) -> int:
        """How many states play can be in."""
        return sum(bits.bit_count() for bits in self.reached)

    def guard(self, move: Move) -> Bits:
        """The combinations in which a move can be made."""
        if move.number not in self._guards:
            self._guards[move.number] = self.space.holding(move.guard, self._table)
        return self._guards[move.number]

    def covers(self, target: Target) -> bool:
        """Whether the combinations have every slot that the target asks for."""
        return all(slot in self.space for way in target.ways for code in way.goal.codes for slot in reads(code))

    def where(self, target: Target) -> tuple[int, int] | None:
        """A way of the target and a state that meets it; None where none does, which is a proof."""
        for number, way in enumerate(target.ways):
            there = self.entered[way.scene] if way.arriving else self.reached[way.scene]
            bits = there & self.space.holding(way.tree, self._table) if there else 0
            if bits:
                return number, (bits & -bits).bit_length() - 1
        return None

    def path(self, target: Target) -> tuple[int, ...] | None:
        """The numbers of the choices that lead to the target."""
        found = self.where(target)
        if found is None:
            return None
        way = target.ways[found[0]]
        last = (way.index,) if way.index >= 0 else ()
        point = 1 << found[1]
        if way.arriving and way.scene == self.system.start and point == self._start:
            return last
        path = self._back(way.scene, point, arriving=way.arriving)
        return (*path, *last)

    def trapped(self) -> dict[int, tuple[int, ...]]:
        """The scenes with states from which no ending can be reached, each with the choices that lead to one."""
        ending = [self.space.full if scene.ending else 0 for scene in self.system.scenes]
        waiting = {number for number, bits in enumerate(ending) if bits}
        while waiting:
            scene = max(waiting, key=lambda number: (self.system.order[number], number))
            waiting.remove(scene)
            for move in self.system.into[scene]:
                bits = ending[scene]
                for effect in reversed(move.effects):
                    bits = self.space.before(bits, effect)
                bits &= self.guard(move) & self.reached[move.scene]
                if bits & ~ending[move.scene]:
                    ending[move.scene] |= bits
                    waiting.add(move.scene)
        lost = {number: bits & ~ending[number] for number, bits in enumerate(self.reached)}
        return {number: self._back(number, bits & -bits, arriving=False) for number, bits in lost.items() if bits}

    def _table(self, opaque: Opaque) -> Bits:
        if opaque.code not in self._tables:
            holds, bits = compiled(opaque.code), 0
            for number in range(self.space.size):
                bits |= bool(holds(self.space.values(number))) << number  # type: ignore[arg-type]
            self._tables[opaque.code] = bits
        return self._tables[opaque.code]

    def _run(self) -> None:
        start, order = self.system.start, self.system.order
        new: dict[int, Bits] = {start: self._start}
        self.entered[start] = self._start
        heap = [(order[start], start)]
        number = 0
        while heap:
            _, scene = heapq.heappop(heap)
            bits = new.pop(scene) & ~self.reached[scene]
            if not bits:
                continue
            self.reached[scene] |= bits
            self._rings[scene].append(Ring(number, bits))
            number += 1
            for move in self.system.out[scene]:
                after = self._image(move, bits)
                if not after:
                    continue
                if move.enters:
                    self.entered[move.goto] |= after
                if move.goto not in new:
                    new[move.goto] = 0
                    heapq.heappush(heap, (order[move.goto], move.goto))
                new[move.goto] |= after

    def _image(self, move: Move, bits: Bits) -> Bits:
        bits &= self.guard(move)
        for effect in move.effects:
            bits = self.space.after(bits, effect)
        self.images += 1
        return bits

    def _back(self, scene: int, point: Bits, *, arriving: bool) -> tuple[int, ...]:
        path: list[int] = []
        now = next(ring.number for ring in self._rings[scene] if ring.bits & point)
        if arriving:  # the way in may come after the state was first met by staying
            scene, point, now = self._step(path, scene, point, self._later(), arriving=True)
        while not (scene == self.system.start and point == self._start):
            scene, point, now = self._step(path, scene, point, now, arriving=False)
        return tuple(reversed(path))

    def _later(self) -> int:
        return 1 + max(rings[-1].number for rings in self._rings if rings)

    def _step(self, path: list[int], scene: int, point: Bits, now: int, *, arriving: bool) -> tuple[int, Bits, int]:
        """One choice back from a state of ring `now`, into an earlier ring."""
        for move in self.system.into[scene]:
            if arriving and not move.enters:
                continue
            before = point
            for effect in reversed(move.effects):
                before = self.space.before(before, effect)
            before &= self.guard(move)
            for ring in self._rings[move.scene]:
                if ring.number >= now:
                    break
                if bits := before & ring.bits:
                    path.append(move.index)
                    return move.scene, bits & -bits, ring.number
        raise AssertionError("a state without a way to it")
