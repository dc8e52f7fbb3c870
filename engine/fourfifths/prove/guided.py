"""A search over single states, among the nodes of a regression, that goes on from the one nearest to the target."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from fourfifths.program import Program
from fourfifths.prove.backward import Rank, Result
from fourfifths.prove.formula import Cube
from fourfifths.prove.packed import Packed
from fourfifths.prove.system import Move, System
from fourfifths.prove.targets import Target

STALLED = 300
"""States that led no nearer to the target of which the reasons are asked for."""
Trail = tuple[int, object] | None
Point = tuple[int, ...]
"""A scene and the values there."""


class Guide:
    """How near a state is to the target by one regression: None is where no way leads on."""

    def __init__(self, result: Result) -> None:
        self._result, self._packing = result, result.packing
        self._known: dict[tuple[int, ...], int | None] = {}
        self._reads: dict[int, list[int]] = {}
        self._bytes: dict[tuple[int, int], bytes] = {}

    def rank(self, scene: int, values: Sequence[int]) -> int | None:
        """The rank of the first node that the state is in."""
        if scene not in self._reads:
            self._reads[scene] = self._read(self._result.ranks.get(scene, ()))
        number = self._result.space.number(values)
        point = self._packing.among(self._reads[scene], values)
        key = (scene, number, point)
        if key not in self._known:
            self._known[key] = self._first(scene, number, point)
        return self._known[key]

    def _first(self, scene: int, number: int, point: Packed) -> int | None:
        for at, (rank, packed, _) in enumerate(self._result.ranks.get(scene, ())):
            if not packed & point and self._has(scene, at, number):
                return rank
        return None

    def _has(self, scene: int, at: int, number: int) -> bool:
        if (scene, at) not in self._bytes:
            bits = self._result.ranks[scene][at][2]
            self._bytes[scene, at] = bits.to_bytes(bits.bit_length() + 7 >> 3, "little")
        known = self._bytes[scene, at]
        return number >> 3 < len(known) and bool(known[number >> 3] >> (number & 7) & 1)

    def _read(self, ranks: Sequence[Rank]) -> list[int]:
        """The slots that a scene's nodes forbid values of."""
        every = reduce(or_, (packed for _, packed, _ in ranks), 0)
        return [slot for slot in self._packing.at if self._packing.field(every, slot)]


class Guides:
    """How near a state is to the target by several regressions: as near as by the one that knows of no nearer."""

    def __init__(self, results: Iterable[Result]) -> None:
        self._guides = [Guide(result) for result in results]

    def rank(self, scene: int, values: Sequence[int]) -> int | None:
        """The greatest rank by any; None where one knows of no way."""
        found = -1
        for guide in self._guides:
            rank = guide.rank(scene, values)
            if rank is None:
                return None
            found = max(found, rank)
        return found


class Found(NamedTuple):
    """Where a search began, by number, and the choices from there."""

    source: int
    path: tuple[int, ...]


class Hunt:
    """One search. `states` were looked at; `whole` says whether there were no more."""

    def __init__(self, system: System, program: Program, target: Target, guide: Guides) -> None:
        self._system, self._program, self._target, self._guide = system, program, target, guide
        self._here = {way.scene for way in target.ways}
        self._stalled: list[tuple[int, Point]] = []
        self._heap: list[tuple[int, int, Point, int, Trail]] = []
        self._seen: set[Point] = set()
        self._goals: dict[int, list[tuple[Cube, ...]]] = {}
        self._arrivals: dict[int, list[tuple[Cube, ...]]] = {}
        self._missed: list[Point] = []
        for way in target.ways:
            goals = self._arrivals if way.arriving else self._goals
            goals.setdefault(way.scene, []).append(system.cubes(way.scene, way.tree))
        self.states = 0
        self.whole = False

    def path(self, sources: Sequence[Point], budget: int) -> Found | None:
        """A way from one of these states to the target; the first of them is the start of a run."""
        for number, (scene, *here) in enumerate(sources):
            met = self._met(scene, here, entered=not number)
            if met is not None:
                return Found(number, met)
            self._note(sources[number], number, None)
        while self._heap and self.states < budget:
            rank, _, point, source, trail = heapq.heappop(self._heap)
            self.states += 1
            path = self._onward(point, rank, source, trail)
            if path is not None:
                return Found(source, path)
        self.whole = not self._heap
        return None

    def _onward(self, point: Point, rank: int, source: int, trail: Trail) -> tuple[int, ...] | None:
        """Notes all states after one; the choices to the target where one of them meets it."""
        scene, *here = point
        nearest = rank
        for choice in self._program.open[scene](here):
            after = list(here)
            goto = self._program.take[scene][choice](after)
            entered = self._system.move(scene, choice).enters
            met = self._met(goto, after, entered=entered)
            if entered and goto in self._arrivals and len(self._missed) < STALLED:
                self._missed.append((goto, *after))
            if met is not None:
                return (*_unrolled((choice, trail)), *met)
            there = self._note((goto, *after), source, (choice, trail))
            nearest = nearest if there is None else min(nearest, there)
        if nearest == rank:
            self._stalled.append((rank, point))
        return None

    def _note(self, point: Point, source: int, trail: Trail) -> int | None:
        """Puts a state down to be gone on from, unless it was before; its rank."""
        rank = self._guide.rank(point[0], point[1:])
        if rank is not None and point not in self._seen:
            self._seen.add(point)
            heapq.heappush(self._heap, (rank, -len(self._seen), point, source, trail))
        return rank

    def reasons(self, tracked: Iterable[int]) -> Counter[int]:
        """The slots beside these by which choices were closed that would have led nearer, each with how often, and
        those by which the target was not met where its scene was entered."""
        known, found = frozenset(tracked), Counter[int]()
        for rank, (scene, *here) in sorted(self._stalled)[:STALLED]:
            closed = [m for m in self._system.out[scene] if m.index not in self._program.open[scene](here)]
            blamed = [self._blamed(move, here, rank, known) for move in closed]
            blamed += [self._violated(each, here, known) for each in self._goals.get(scene, ())]
            found.update(min((each for each in blamed if each), key=len, default=()))
        for scene, *here in self._missed:
            blamed = [self._violated(each, here, known) for each in self._arrivals[scene]]
            found.update(min((each for each in blamed if each), key=len, default=()))
        return found

    def _blamed(self, move: Move, here: list[int], rank: int, tracked: frozenset[int]) -> set[int]:
        after = list(here)
        goto = self._program.take[move.scene][move.index](after)
        there = self._guide.rank(goto, after)
        if (there is None or there >= rank) and self._met(goto, after, entered=move.enters) is None:
            return set()
        return self._violated(move.cubes, here, tracked)

    def _violated(self, found: Sequence[Cube], here: list[int], tracked: frozenset[int]) -> set[int]:
        """The slots that keep a state out of the cube that it is nearest to, none of them tracked."""
        slots = self._system.story.slots
        asked = ({slot for slot, mask in cube if not mask >> here[slot] - slots[slot].low & 1} for cube in found)
        return min((each for each in asked if not each & tracked), key=len, default=set())

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
