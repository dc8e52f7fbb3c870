"""Witnesses made shorter: what was done between two visits of a scene is left out where the target is still met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fourfifths.program import Program
from fourfifths.prove.witness import Ledger, Track


def shortened(ledger: Ledger, number: int, budget: int) -> tuple[Track, int]:
    """A target's track, or a shorter one that meets it too, and the steps of trying that it took, so many at most."""
    seed, choices = ledger.found[number]
    spent, cut = 0, True
    while cut:
        cut = False
        for first, last in _rounds(ledger.program, seed, choices):
            less = (*choices[:first], *choices[last:])
            spent += len(less)
            if spent > budget:
                return (seed, ledger.row(choices)), spent
            if ledger.meets(number, (seed, less)):
                choices, cut = less, True
                break
    return (seed, ledger.row(choices)), spent


def _rounds(program: Program, seed: int, choices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of visits to one scene, those farthest apart first."""
    where: dict[int, list[int]] = {}
    scene, values = program.start(seed)
    where[scene] = [0]
    for at, choice in enumerate(choices, 1):
        scene = program.take[scene][choice](values)
        where.setdefault(scene, []).append(at)
    pairs = ((a, b) for found in where.values() for n, a in enumerate(found) for b in found[n + 1 :])
    return iter(sorted(pairs, key=lambda pair: (pair[0] - pair[1], pair)))
