"""One target, by regressions that look at more slots each time, and searches from where walks came through.

At first only the slots that the target asks for are looked at; all other conditions are taken to hold. No nodes left
and the start not among them is a proof. Where a search among the nodes fails, the slots by which it was held up are
looked at, too; in the end all are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from itertools import combinations
from math import prod

from fourfifths.program import Program
from fourfifths.prove.backward import Regression, Result
from fourfifths.prove.formula import Literal, Opaque, Tree
from fourfifths.prove.guided import Guides, Hunt
from fourfifths.prove.samples import Samples, Sight
from fourfifths.prove.system import System
from fourfifths.prove.targets import Target
from fourfifths.prove.verdict import Budget
from fourfifths.prove.views import Views
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

    def __init__(self, system: System, side: int, wide: int) -> None:
        self._system, self._side, self._wide = system, side, wide
        self._meters = [meter.slot.index for meter in system.story.meters]
        self._kept: dict[tuple[tuple[int, ...], int], Regression] = {}

    def views(self, tracked: Sequence[int]) -> list[Regression]:
        """Regressions that together look at these: each at as many of the meters as fit side by side, and the rest."""
        meters = [slot for slot in tracked if slot in self._meters]
        for count in range(len(meters) - 1, 0, -1):
            if self._size(meters) <= self._side:
                break
            seen = [some for some in combinations(sorted(meters), count) if self._size(some) <= self._side]
            if seen:
                return [self.of([slot for slot in tracked if slot not in meters or slot in some]) for some in seen]
        return [self.of(tracked)]

    def of(self, tracked: Sequence[int], *, wide: bool = False) -> Regression:
        """The regression that looks at these: meters and then the first of the others side by side, while they fit."""
        key = tuple(tracked), self._wide if wide else self._side
        if key not in self._kept:
            made = self._made(*key)
            while self._kept and made.space.size + sum(kept.space.size for kept in self._kept.values()) > KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = made
        return self._kept[key]

    def _made(self, tracked: tuple[int, ...], side: int) -> Regression:
        axes: list[int] = []
        for slot in sorted(tracked, key=lambda slot: slot not in self._meters):
            if self._size([*axes, slot]) <= side:
                axes.append(slot)
        return Regression(self._system, axes, self._system.reads - set(tracked))

    def _size(self, slots: Sequence[int]) -> int:
        return prod(self._system.formulas.whole[slot].bit_length() for slot in slots)


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
        self._lost = False
        self.tried: list[str] = []
        self.nodes = 0

    def answers(self, target: Target, *, hopeless: bool = False) -> Iterator[Result | Track]:
        """Regressions that never come to the start, and tracks that should meet the target: the first that is
        confirmed is the answer. What is known to be `hopeless` lacks a proof only."""
        tracked, wide = _asked(target, self._system), False
        while True:
            backs = [self._regressions.of(tracked, wide=True)] if wide else self._regressions.views(tracked)
            reasons = yield from self._by(backs, target, tracked, hopeless=hopeless)
            if self._lost:
                return
            if not reasons and len(backs) > 1:
                wide = True  # what the views leave open together
            elif len(tracked) == len(self._system.reads):
                return
            else:
                tracked, wide = self._more(tracked, reasons), False

    def _by(
        self, backs: Sequence[Regression], target: Target, tracked: Sequence[int], *, hopeless: bool
    ) -> Generator[Result | Track, None, Counter[int]]:
        """The answers by these regressions; returns what else held up the search."""
        for results, sight in self._looks(backs, target):
            proof = next((result for result in results if result.over and not result.reached), None)
            if proof:
                yield from self._proofs(proof, target)
                break
            track, reasons = (None, Counter[int]()) if hopeless else self._hunted(results, sight, target, tracked)
            if track is not None:
                yield track
            if reasons:
                return reasons
        return Counter()

    def _more(self, tracked: list[int], reasons: Counter[int]) -> list[int]:
        """What is looked at next: what held up the search; or all."""
        new = [slot for slot, _ in reasons.most_common()]
        return tracked + (new[:MORE] or sorted(self._system.reads - set(tracked)))

    def _looks(self, backs: Sequence[Regression], target: Target) -> Iterator[tuple[list[Result], Sight]]:
        """Goes back until enough of the walks' states are met, and then farther."""
        views = Views(backs, target, self._samples, self._budget.nodes, self._room)
        slots = {slot for back in backs for slot in back.slots}
        wanted, nodes = HITS, -1
        for _ in range(LOOKS):
            results = views.results(wanted)
            self.tried.append(f"{len(slots)} values at once: {views.nodes} nodes")
            self.nodes += views.nodes
            # more nodes than there is room for, and no walk came through any: with more slots there are more still
            over = all(result.over for result in results)
            self._lost = not over and views.nodes == nodes and not views.sight.hits
            yield results, views.sight
            if over or views.nodes == nodes:
                return
            wanted, nodes = wanted * 4, views.nodes

    def _hunted(
        self, results: Sequence[Result], sight: Sight, target: Target, tracked: Sequence[int]
    ) -> tuple[Track | None, Counter[int]]:
        states = min(self._most, int(self._states))
        self._states *= GROWTH
        hunt = Hunt(self._system, self._program, target, Guides(results))
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

    def _proofs(self, result: Result, target: Target) -> Iterator[Result]:
        """The proof, and where that is too much for the checker the same by fewer slots."""
        yield result
        tracked = [slot.index for slot in result.space.slots] + list(result.packing.at)
        less = list(tracked)
        for slot in tracked:
            fewer = [other for other in less if other != slot]
            other = self._regressions.of(fewer).run(target, self._budget.nodes // 4)
            if other.over and not other.reached:
                less, result = fewer, other
        if len(less) < len(tracked):
            yield result


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
