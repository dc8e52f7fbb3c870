"""One target, by regressions that look at more slots each time, and searches from where walks came through.

At first only the slots that the target asks for are looked at; all other conditions are taken to hold. No nodes left
and the start not among them is a proof. Where a search among the nodes fails, the slots by which it was held up are
looked at, too; in the end all are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from fourfifths.program import Program
from fourfifths.prove.backward import Regression, Result, Run
from fourfifths.prove.formula import Literal, Opaque, Tree
from fourfifths.prove.guided import Guide, Hunt
from fourfifths.prove.packed import Packed
from fourfifths.prove.samples import Samples, Sight
from fourfifths.prove.space import Bits
from fourfifths.prove.system import System
from fourfifths.prove.targets import Target
from fourfifths.prove.verdict import Budget
from fourfifths.prove.witness import Track

MEMORY = 1_500_000_000
"""Bits in the nodes of one regression."""
VALUES = 30_000_000
"""Values in the states of one search."""
MORE = 3
"""Slots that are looked at in addition each time."""
FIRST, GROWTH = 30, 1.4
"""The first search may look at one state of so many of the budget's; each at so many times more than the last."""
LOOSE = 0.9
"""The share of a slot's values from which on it is not looked at at first."""
HITS = 12
"""States of walks that must be among the nodes before the first search; each time after that four times as many."""
LOOKS = 5
"""Times that a regression is gone on with."""
KEPT = 1 << 20
"""Combinations side by side in the regressions that are kept for other targets, in all."""


class Regressions:
    """The regressions of one system, by the slots that are looked at."""

    def __init__(self, system: System, side: int) -> None:
        self._system, self._side = system, side
        self._meters = [meter.slot.index for meter in system.story.meters]
        self._kept: dict[tuple[int, ...], Regression] = {}

    def of(self, tracked: Sequence[int]) -> Regression:
        """The regression that looks at these: meters and then the first of the others side by side, while they fit."""
        key = tuple(tracked)
        if key not in self._kept:
            made = self._made(key)
            while self._kept and made.space.size + sum(kept.space.size for kept in self._kept.values()) > KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = made
        return self._kept[key]

    def _made(self, tracked: tuple[int, ...]) -> Regression:
        axes, size = [], 1
        for slot in sorted(tracked, key=lambda slot: slot not in self._meters):
            count = self._system.formulas.whole[slot].bit_length()
            if size * count <= self._side:
                axes.append(slot)
                size *= count
        return Regression(self._system, axes, self._system.reads - set(tracked))


class Chase:
    """One target. `tried` says what was tried, `nodes` how many there were in all."""

    def __init__(
        self,
        system: System,
        program: Program,
        regressions: Regressions,
        samples: Samples,
        budget: Budget,
        room: int = MEMORY,
    ) -> None:
        self._system, self._program, self._regressions = system, program, regressions
        self._samples, self._budget, self._room = samples, budget, room
        self._states = budget.states / FIRST
        self._most = min(budget.states, VALUES // len(system.story.slots))
        self._meters = frozenset(meter.slot.index for meter in system.story.meters)
        self._dear: frozenset[int] = frozenset()
        self._lost = False
        self.tried: list[str] = []
        self.nodes = 0

    def answers(self, target: Target, *, hopeless: bool = False) -> Iterator[Result | Track]:
        """Regressions that never come to the start, and tracks that should meet the target: the first that is
        confirmed is the answer. What is known to be `hopeless` lacks a proof only."""
        every = self._system.reads
        tracked = _asked(target, self._system)
        while True:
            reasons: Counter[int] = Counter()
            for result, sight in self._looks(self._regressions.of(tracked), target):
                if result.over and not result.reached:
                    yield from self._proofs(result, tracked, target)
                    break
                track, reasons = (None, reasons) if hopeless else self._hunted(result, sight, target, tracked)
                if track is not None:
                    yield track
                if set(reasons) - self._dear:
                    break
            if len(tracked) == len(every) or self._lost:
                return
            tracked = self._more(tracked, reasons)

    def _more(self, tracked: list[int], reasons: Counter[int]) -> list[int]:
        """What is looked at next: what held up the search, other meters only where it was nothing else; or all."""
        new = [slot for slot, _ in reasons.most_common() if slot not in self._dear] or list(reasons)
        return tracked + (new[:MORE] or sorted(self._system.reads - set(tracked)))

    def _looks(self, back: Regression, target: Target) -> Iterator[tuple[Result, Sight]]:
        """Goes back until enough of the walks' states are met, and then farther."""
        run = Run(back, target, min(self._budget.nodes, self._room // back.space.size))
        sight = Sight(self._samples, back)
        wanted, nodes = HITS, -1
        for _ in range(LOOKS):
            result = run.result(partial(_enough, sight, wanted))
            self.tried.append(f"{len(back.space.slots) + len(back.packing.at)} values at once: {result.nodes} nodes")
            self.nodes += result.nodes
            # more nodes than there is room for, and no walk came through any: with more slots there are more still
            self._lost = not result.over and result.nodes == nodes and not sight.hits
            yield result, sight
            if result.over or result.nodes == nodes:
                return
            wanted, nodes = wanted * 4, result.nodes

    def _hunted(
        self, result: Result, sight: Sight, target: Target, tracked: Sequence[int]
    ) -> tuple[Track | None, Counter[int]]:
        # with another meter these nodes would have too many combinations
        self._dear = self._meters - set(tracked) if result.nodes * self._budget.side > self._room else frozenset()
        states = min(self._most, int(self._states))
        self._states *= GROWTH
        hunt = Hunt(self._system, self._program, target, Guide(result))
        found = hunt.path([self._start(), *sight.sources()], states)
        self.tried[-1] += f", {hunt.states} states"
        if found is None:
            return None, hunt.reasons(tracked)
        if not found.source:
            return (0, found.path), Counter()
        seed, choices = self._samples.track(sight.hits[found.source - 1][1])
        return (seed, (*choices, *found.path)), Counter()

    def _start(self) -> tuple[int, ...]:
        return (self._system.start, *self._system.values)

    def _proofs(self, result: Result, tracked: Sequence[int], target: Target) -> Iterator[Result]:
        """The proof, and where that is too much for the checker the same by fewer slots."""
        yield result
        less = list(tracked)
        for slot in tracked:
            fewer = [other for other in less if other != slot]
            other = self._regressions.of(fewer).run(target, self._budget.nodes // 4)
            if other.over and not other.reached:
                less, result = fewer, other
        if len(less) < len(tracked):
            yield result


def _enough(sight: Sight, wanted: int, scene: int, packed: Packed, bits: Bits) -> bool:
    return sight.look(scene, packed, bits) >= wanted


def _asked(target: Target, system: System) -> list[int]:
    """The slots that a target asks for, those of which nearly any value will do left out."""
    whole = system.formulas.whole
    asked = (literal for way in target.ways for literal in _literals(way.tree))
    firm = (each.slot for each in asked if each.mask.bit_count() < LOOSE * whole[each.slot].bit_length())
    return [slot for slot in dict.fromkeys(firm) if slot in system.reads]


def _literals(tree: Tree) -> Iterator[Literal]:
    if isinstance(tree, Literal):
        yield tree
    elif not isinstance(tree, Opaque):
        for part in tree.parts:
            yield from _literals(part)
