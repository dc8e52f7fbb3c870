"""A search over single states, among the nodes of regressions, that goes on from the one nearest to the target."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from functools import reduce
from operator import or_

from fourfifths.program import Program
from fourfifths.prove.backward import Rank, Result
from fourfifths.prove.packed import Packed
from fourfifths.prove.space import Bits
from fourfifths.prove.system import System
from fourfifths.prove.targets import Target

Trail = tuple[int, object] | None


class Guide:
    """How near a state is to the target by one regression: 0 is there, None is where no way leads on."""

    def __init__(self, result: Result) -> None:
        self._result, self._packing = result, result.packing
        self._most = 1 + max((ranks[-1][0] for ranks in result.ranks if ranks), default=0)
        self._known: dict[tuple[int, ...], float | None] = {}
        self._reads = [self._read(ranks) for ranks in result.ranks]
        self._bytes: dict[Bits, bytes] = {}

    def rank(self, scene: int, values: Sequence[int]) -> float | None:
        """The rank of the first node that the state is in."""
        number = self._result.space.number(values)
        point = self._packing.among(self._reads[scene], values)
        key = (scene, number, point)
        if key not in self._known:
            self._known[key] = self._first(scene, number, point)
        return self._known[key]

    def _first(self, scene: int, number: int, point: Packed) -> float | None:
        for rank, packed, bits in self._result.ranks[scene]:
            if not packed & point and self._has(bits, number):
                return rank / self._most
        return None

    def _has(self, bits: Bits, number: int) -> bool:
        if bits not in self._bytes:
            self._bytes[bits] = bits.to_bytes(bits.bit_length() + 7 >> 3, "little")
        known = self._bytes[bits]
        return number >> 3 < len(known) and bool(known[number >> 3] >> (number & 7) & 1)

    def _read(self, ranks: Sequence[Rank]) -> list[int]:
        """The slots that a scene's nodes forbid values of."""
        every = reduce(or_, (packed for _, packed, _ in ranks), 0)
        return [slot for slot in self._packing.at if self._packing.field(every, slot)]


class Hunt:
    """One search: `path` is the choices that lead to the target where it was found."""

    def __init__(self, system: System, program: Program, target: Target, guides: Sequence[Guide]) -> None:
        self._system, self._program, self._target, self._guides = system, program, target, guides
        self._here = {way.scene for way in target.ways}
        self.states = 0

    def path(self, budget: int) -> tuple[int, ...] | None:
        """The numbers of the choices of a playthrough that meets the target; None where none was found."""
        program = self._program
        scene, values = program.start()
        start = (scene, *values)
        heap: list[tuple[float, int, tuple[int, ...], Trail]] = [(0.0, 0, start, None)]
        seen = {start}
        if (first := self._met(scene, values, entered=True)) is not None:
            return first
        while heap and self.states < budget:
            _, _, state, trail = heapq.heappop(heap)
            self.states += 1
            scene, here = state[0], list(state[1:])
            for choice in program.open[scene](here):
                after = list(here)
                goto = program.take[scene][choice](after)
                following, path = (goto, *after), (choice, trail)
                entered = program.scenes[scene].all_choices[choice].goto is not None
                met = self._met(goto, after, entered=entered)
                if met is not None:
                    return (*_unrolled(path), *met)
                if following in seen:
                    continue
                seen.add(following)
                rank = self._rank(goto, after)
                if rank is not None:
                    heapq.heappush(heap, (rank, -len(seen), following, path))
        return None

    def _rank(self, scene: int, values: list[int]) -> float | None:
        worst = 0.0
        for guide in self._guides:
            rank = guide.rank(scene, values)
            if rank is None:
                return None
            worst = max(worst, rank)
        return worst

    def _met(self, scene: int, values: list[int], *, entered: bool) -> tuple[int, ...] | None:
        """The choice that meets the target from this state, if it is met; empty where no choice is needed."""
        if scene not in self._here:
            return None
        for way in self._target.ways:
            if way.scene == scene and (entered or not way.arriving) and self._system.formulas.holds(way.tree, values):
                if way.index < 0:
                    return ()
                if way.index in self._program.open[scene](values):
                    return (way.index,)
        return None


def _unrolled(trail: Trail) -> tuple[int, ...]:
    found = []
    while trail is not None:
        choice, trail = trail  # type: ignore[assignment]
        found.append(choice)
    return tuple(reversed(found))
