"""A small set of walks that together meet every point a search can find.

The search: curious walks until they find nothing new, then walks led to each point that is still missing, from scratch
and from walks that came near it. The choice: greedily, with new walks led to what is left; then what is superfluous is
dropped, pairs are tried to be made one, and each walk loses the choices it can do without.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from fourfifths.testing.points import Point
from fourfifths.testing.walks import RARITY, Walk, Walker

IDLE = 120
"""Curious walks without anything new before the search turns to goals."""
TRIES = 60
"""Walks for one goal."""
FRESH = 200
"""New walks before each greedy choice."""
SELDOM = 20
"""A point is rare where fewer than one walk in so many met it."""
MERGES = 100
"""Walks for making two into one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The walks in the order they were chosen, the points nothing met, and those that nothing can."""

    walks: tuple[Walk, ...]
    cover: int
    missed: tuple[Point, ...]
    never: tuple[Point, ...]


def select(walker: Walker, seed: int = 0) -> Selection:
    """The smallest set of walks that this search finds; the same for the same story and seed."""
    search = _Search(walker, random.Random(seed))  # noqa: S311 - a playthrough
    search.wander()
    never = [point for point in walker.atlas.points if walker.never(point)]
    proved = sum(point.bit for point in never)
    search.pursue(walker.atlas.whole & ~proved)
    chosen = search.shortened(search.merged(search.chosen()))
    missed = walker.atlas.among(walker.atlas.whole & ~proved & ~search.reached)
    return Selection(tuple(chosen), search.reached, missed, tuple(never))


class _Search:
    def __init__(self, walker: Walker, draw: random.Random) -> None:
        self._walker, self._draw = walker, draw
        self._pool: list[Walk] = []
        self.reached = 0

    def wander(self) -> None:
        """Walks until they find nothing new for a while."""
        idle = number = 0
        whole = self._walker.atlas.whole
        while idle < IDLE:
            lead = self._walker.curious(self._draw, whole & ~self.reached, calm=0.1 + 0.05 * (number % 8))
            idle = 0 if self._keep(self._walker.walk(number, lead)) else idle + 1
            number += 1

    def pursue(self, possible: int) -> None:
        """Walks to each point that is missing; what is met on the way counts too."""
        for point in self._walker.atlas.among(possible & ~self.reached):
            for attempt in range(TRIES):
                if self.reached & point.bit:
                    break
                self._attempt(point, attempt)

    def _attempt(self, point: Point, attempt: int) -> None:
        goal = self._walker.goal(point, self._draw)
        if goal is None:
            return
        prefix: tuple[int, ...] = ()
        near = self._pool[self._draw.randrange(len(self._pool))]
        if attempt % 2:
            prefix = near.choices[: self._draw.randrange(len(near.choices) + 1)]
        seed = near.seed if prefix else attempt
        self._keep(self._walker.walk(seed, self._walker.keen(self._draw, goal, calm=0.1 * (attempt % 4)), prefix))

    def _keep(self, walk: Walk) -> bool:
        new = walk.cover & ~self.reached
        self.reached |= walk.cover
        self._pool.append(walk)
        return bool(new)

    def chosen(self) -> list[Walk]:
        """Walks that together meet all that was reached, the most telling first."""
        left, found = self.reached, []
        rare = self._rare()
        while left:
            for number in range(FRESH):
                lead = self._walker.curious(self._draw, left, calm=0.02 * (number % 10), rare=rare)
                self._keep(self._walker.walk(number, lead))
            best = max(self._pool, key=lambda walk: (_worth(walk.cover & left, rare), -len(walk.choices)))
            found.append(best)
            left &= ~best.cover
        return _needed(found)

    def _rare(self) -> int:
        """The points that few of all walks so far met."""
        counts = [0] * len(self._walker.atlas.points)
        for walk in self._pool:
            for number in range(len(counts)):
                counts[number] += walk.cover >> number & 1
        few = len(self._pool) // SELDOM
        return sum(1 << number for number, count in enumerate(counts) if 0 < count <= few)

    def merged(self, walks: list[Walk]) -> list[Walk]:
        """Fewer walks, where one can stand for two of those that tell least."""
        again = True
        while again:
            again = False
            own = sorted(walks, key=lambda walk: _alone(walk, walks).bit_count())[:6]
            for pair in [(one, other) for at, one in enumerate(own) for other in own[at + 1 :]]:
                rest = [walk for walk in walks if walk not in pair]
                both = self.reached & ~_together(rest)
                one = self._one(both, pair)
                if one is not None:
                    walks, again = _needed([*rest, one]), True
                    break
        return walks

    def _one(self, wanted: int, pair: tuple[Walk, Walk]) -> Walk | None:
        """One walk that meets all that is wanted."""
        for attempt in range(MERGES):
            near = pair[attempt % 2]
            prefix = near.choices[: self._draw.randrange(len(near.choices) + 1)]
            walk = self._walker.walk(near.seed, self._walker.curious(self._draw, wanted, calm=0.01 * attempt), prefix)
            if not wanted & ~walk.cover:
                return walk
        return None

    def shortened(self, walks: list[Walk]) -> list[Walk]:
        """The same walks without the choices that meet nothing the others do not, and that nothing later needs."""
        for at, walk in enumerate(walks):
            rest = _together(walks[:at] + walks[at + 1 :])
            walks[at] = self._short(walk, self.reached & ~rest)
        return walks

    def _short(self, walk: Walk, own: int) -> Walk:
        at = 0
        while at < len(walk.choices):
            less = self._walker.replay(walk.seed, walk.choices[:at] + walk.choices[at + 1 :])
            if less and less.ended == walk.ended and not own & ~less.cover:
                walk = less
            else:
                at += 1
        return walk


def _worth(cover: int, rare: int) -> int:
    return cover.bit_count() + RARITY * (cover & rare).bit_count()


def _together(walks: list[Walk]) -> int:
    cover = 0
    for walk in walks:
        cover |= walk.cover
    return cover


def _alone(walk: Walk, walks: list[Walk]) -> int:
    """What this walk meets and no other does."""
    return walk.cover & ~_together([other for other in walks if other is not walk])


def _needed(walks: list[Walk]) -> list[Walk]:
    """The walks without those that the others make superfluous, the least telling gone first."""
    kept = list(walks)
    for walk in sorted(walks, key=lambda walk: walk.cover.bit_count()):
        if not _alone(walk, kept):
            kept.remove(walk)
    return kept
